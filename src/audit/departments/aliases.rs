//! What departments are called beside their name. Says what is wrong with a list of names, all of it at once; guesses
//! nothing that the list does not say.

mod source;

pub use source::Unaliased;

use crate::audit::words;
use crate::ingest::Reading;
use crate::model::{Fault, Vocabulary, fold, is_placeholder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// Other names of departments, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aliases {
    /// The department that a name means.
    meant: BTreeMap<String, String>,
    /// Departments as the list writes them.
    written: BTreeMap<String, String>,
}

/// A name in a list with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl Aliases {
    /// Reads a list of names: TOML, or two columns of any table that can be audited.
    pub fn load(path: &Path, vocabulary: &Vocabulary, reading: &Reading) -> Result<Self, Unaliased> {
        let (text, entries, mut faults) = source::read(path, vocabulary, reading)?;
        let aliases = Self::new(&entries, &mut faults);
        if faults.is_empty() && aliases.meant.is_empty() {
            return Err(Unaliased::Stopped(words::names_nobody()));
        }
        if faults.is_empty() {
            return Ok(aliases);
        }
        faults.sort_by_key(|f| f.span.start);
        Err(Unaliased::Faults { text, faults })
    }

    /// The department that a folded name means; the name itself where no list says otherwise.
    pub fn canonical<'a>(&'a self, folded: &'a str) -> &'a str {
        self.meant.get(folded).map_or(folded, String::as_str)
    }

    /// The department that a provider's cell names, folded; empty where it names none.
    pub fn department(&self, provider: &str) -> String {
        let folded = fold(provider);
        if self.meant.contains_key(&folded) || !is_placeholder(&folded) {
            self.canonical(&folded).to_owned()
        } else {
            String::new()
        }
    }

    /// A department as the list writes it.
    pub fn name(&self, folded: &str) -> Option<&str> {
        self.written.get(folded).map(String::as_str)
    }

    fn new(entries: &[(Name, Vec<Name>)], faults: &mut Vec<Fault>) -> Self {
        let mut written = BTreeMap::new();
        let mut parents: BTreeMap<String, (String, Range<usize>)> = BTreeMap::new();
        for (department, others) in entries {
            let name = fold(&department.text);
            if name.is_empty() {
                faults.push(Fault::new(department.span.clone(), words::empty_name()));
                continue;
            }
            let spelt = || department.text.trim().to_owned();
            let spelt = written.entry(name.clone()).or_insert_with(spelt).clone();
            for other in others {
                let alias = fold(&other.text);
                if alias.is_empty() {
                    faults.push(Fault::new(other.span.clone(), words::empty_alias(&spelt)));
                    continue;
                }
                match parents.get(&alias) {
                    Some((first, _)) if *first != name => {
                        let first = written.get(first).map_or(first.as_str(), String::as_str);
                        let message = words::alias_of_two(other.text.trim(), first, &spelt);
                        faults.push(Fault::new(other.span.clone(), message));
                    }
                    Some(_) => {}
                    None if alias == name => {}
                    None => {
                        parents.insert(alias, (name.clone(), other.span.clone()));
                    }
                }
            }
        }
        faults.extend(circles(&parents, &written));
        let top = |alias: &String| (alias.clone(), root(alias, &parents).to_owned());
        let meant = parents.keys().map(top).collect();
        Self { meant, written }
    }
}

/// Each circle of names once, at its first alias in the text.
fn circles(
    parents: &BTreeMap<String, (String, Range<usize>)>,
    written: &BTreeMap<String, String>,
) -> Vec<Fault> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for start in parents.keys() {
        let mut path: Vec<&str> = vec![start];
        while let Some((next, _)) = path.last().and_then(|&at| parents.get(at)) {
            if let Some(from) = path.iter().position(|n| n == next) {
                let circle = path.get(from..).unwrap_or_default();
                if circle.iter().all(|n| told.insert(n)) {
                    let spans = circle.iter().filter_map(|&n| parents.get(n));
                    let first = spans.map(|(_, span)| span.clone()).min_by_key(|span| span.start);
                    let names = circle.iter().map(|&n| written.get(n).map_or(n, String::as_str));
                    let names: Vec<&str> = names.collect();
                    faults.push(Fault::new(first.unwrap_or_default(), words::circle(&names)));
                }
                break;
            }
            path.push(next);
        }
    }
    faults
}

/// The name at the end of a chain of aliases; any of a circle, which is a fault of its own.
fn root<'a>(alias: &'a str, parents: &'a BTreeMap<String, (String, Range<usize>)>) -> &'a str {
    let mut at = alias;
    for _ in 0..=parents.len() {
        match parents.get(at) {
            Some((next, _)) => at = next,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(department: &str, others: &[&str]) -> (Name, Vec<Name>) {
        let name = |text: &str| Name {
            text: text.to_owned(),
            span: 0..0,
        };
        (name(department), others.iter().map(|o| name(o)).collect())
    }

    fn aliases(entries: &[(Name, Vec<Name>)]) -> (Aliases, Vec<String>) {
        let mut faults = Vec::new();
        let aliases = Aliases::new(entries, &mut faults);
        (aliases, faults.into_iter().map(|f| f.message.zh).collect())
    }

    #[test]
    fn folded_then_by_the_list_and_no_further() {
        let (aliases, faults) = aliases(&[
            entry("自治区水利厅", &["水利厅", "自治区水利厅", "水 利 局"]),
            entry("水利局", &["老水利局"]),
        ]);
        assert_eq!(faults, Vec::<String>::new());
        for name in ["自治区 水利厅", "水利厅", "水利局", "老水利局"] {
            assert_eq!(aliases.department(name), "自治区水利厅", "{name}");
        }
        assert_eq!(aliases.department("宁夏水利厅"), "宁夏水利厅");
        assert_eq!(aliases.canonical("财政厅"), "财政厅");
        for none in ["", " ", "/", "待定"] {
            assert_eq!(aliases.department(none), "", "{none}");
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let (_, faults) = aliases(&[
            entry("甲", &["乙", ""]),
            entry("丙", &["乙"]),
            entry(" ", &["丁"]),
            entry("戊", &["己"]),
            entry("己", &["庚"]),
            entry("庚", &["戊"]),
        ]);
        assert_eq!(faults.len(), 4, "{faults:#?}");
        for word in ["“乙”", "没有名称", "空", "循环"] {
            assert!(faults.iter().any(|f| f.contains(word)), "{word}: {faults:#?}");
        }
    }
}
