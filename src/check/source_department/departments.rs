//! Bodies by the words that catalogs name them with. Knows no data.

use crate::embedded::{DICTIONARIES, File};
use crate::model::folded;
use serde::Deserialize;
use std::sync::OnceLock;

/// A body as the regulations call it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Department {
    /// Its name.
    pub(super) name: &'static str,
    /// It cannot be told from others by its words alone.
    #[serde(default)]
    pub(super) open: bool,
    /// What a cell that names it holds, folded.
    words: Vec<&'static str>,
}

/// All bodies known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Departments {
    #[serde(rename = "department")]
    departments: Vec<Department>,
}

impl Department {
    /// Whether a folded cell names it.
    pub(super) fn is_named(&self, body: &str) -> bool {
        body.contains(&*folded(self.name)) || self.words.iter().any(|w| body.contains(*w))
    }
}

impl Departments {
    /// Those of the built-in table, which many requirements ask for.
    pub(super) fn built_in() -> &'static Self {
        static KNOWN: OnceLock<Departments> = OnceLock::new();
        KNOWN.get_or_init(|| {
            let file = File::named(DICTIONARIES, "departments")
                .expect("departments.toml lies among the dictionaries");
            file.read().expect("a test reads the built-in table")
        })
    }

    pub(super) fn named(&self, name: &str) -> Option<&Department> {
        self.departments.iter().find(|d| d.name == name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.departments.iter().map(|d| d.name)
    }

    /// Whether a folded cell names any of them.
    pub(super) fn is_known(&self, body: &str) -> bool {
        self.departments.iter().any(|d| d.is_named(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fold;

    #[test]
    fn bodies_as_catalogs_name_them() {
        let known = Departments::built_in();
        for (body, name) in [
            ("市公安局户政科", "公安机关"),
            ("县卫健委", "卫生健康主管部门"),
            ("某师残联", "残疾人工作主管部门"),
            ("住房公积金管理中心", "住房公积金主管部门"),
            ("自然资源和规划局", "自然资源部门"),
            ("工商局", "市场监管部门"),
            ("市委编办", "事业单位登记管理机关"),
            ("民政局", "社会组织登记管理机关"),
        ] {
            assert!(known.named(name).unwrap().is_named(body), "{body}");
        }
        assert!(
            !known
                .named("自然资源部门")
                .unwrap()
                .is_named("人力资源和社会保障局")
        );
        assert!(!known.is_known("某某有限公司"));
    }

    #[test]
    fn names_stand_once_and_words_are_folded() {
        let known = Departments::built_in();
        let mut names: Vec<_> = known.names().collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), all > 20), (all, true));
        let words = known.departments.iter().flat_map(|d| &d.words);
        assert!(words.into_iter().all(|w| fold(w) == *w && !w.is_empty()));
    }
}
