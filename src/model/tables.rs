//! The kinds of table there are: catalogs and ledgers. Data, in `tables.toml`.

use super::Text;
use serde::Deserialize;
use std::sync::OnceLock;

/// One kind of table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableKind {
    /// English identifier, as in packs and reports.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Words of titles and sheet names that name such a table; without any it is never recognised, only asked for.
    #[serde(default)]
    pub names: Vec<String>,
    /// Fields that tell such a table from others, beside those that no other kind has.
    #[serde(default)]
    pub tell: Vec<String>,
    /// Fields that such a table never has.
    #[serde(default)]
    pub never: Vec<String>,
    /// Fields of which one must be there, for a table of this kind says nothing without.
    #[serde(default)]
    pub keys: Vec<String>,
}

/// Every kind of table, in the order of the file.
///
/// # Panics
/// Never in a released build: a test loads the file.
pub fn table_kinds() -> &'static [TableKind] {
    #[derive(Deserialize)]
    struct File {
        #[serde(rename = "table")]
        tables: Vec<TableKind>,
    }
    static KINDS: OnceLock<Vec<TableKind>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let all = crate::embedded::TABLES.iter();
        let read = |file: &crate::embedded::File| file.read::<File>().expect("a test loads tables.toml");
        all.flat_map(|file| read(file).tables).collect()
    })
}

/// The kind of an id; `None` where it is a pack's own.
pub fn table_kind(id: &str) -> Option<&'static TableKind> {
    table_kinds().iter().find(|kind| kind.id == id)
}

/// Whether a record of such a table is a data resource; in ledgers it is a case, a contract, a body.
pub fn lists_resources(id: &str) -> bool {
    table_kind(id).is_some_and(|kind| !kind.keys.is_empty())
}

/// The name of a kind; the id itself where the kind is a pack's own.
pub fn table_name(id: &str) -> Text {
    match table_kind(id) {
        Some(kind) => Text {
            zh: kind.zh.clone(),
            en: kind.en.clone(),
        },
        None => Text::same(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_distinct_and_named() {
        let mut ids: Vec<_> = table_kinds().iter().map(|k| k.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_eq!(table_name("open_catalog").en, "open-data catalog");
        assert_eq!(table_name("moon_log").zh, "moon_log");
    }
}
