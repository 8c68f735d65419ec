//! Names of the sheets of an answered list: those that they came with, as far as a workbook takes them, each once.

use std::collections::BTreeSet;

/// Code units that a sheet's name holds.
const LONGEST: usize = 31;

/// Names given so far, without capitals: programs do not tell these apart.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// The name wanted, or the like that is free; `other` where nothing is left of it.
    pub(super) fn give(&mut self, wanted: &str, other: &str) -> String {
        let odd = |c: char| c.is_control() || "[]:*?/\\".contains(c);
        let kept = wanted.replace(odd, "_");
        let kept = kept.trim_matches('\'').trim();
        let base = if kept.is_empty() { other } else { kept };
        let numbered = (2..).map(|n| format!("({n})"));
        let mut endings = std::iter::once(String::new()).chain(numbered);
        let free = endings.find_map(|ending| {
            let name = cut(base, LONGEST - ending.len()) + &ending;
            self.0.insert(name.to_lowercase()).then_some(name)
        });
        free.unwrap_or_default()
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_a_name_of_its_own_that_a_workbook_takes() {
        let mut names = Names::default();
        assert_eq!(names.give("List", "x"), "List");
        assert_eq!(names.give("LIST", "x"), "LIST(2)");
        assert_eq!(names.give("a/b", "x"), "a_b");
        assert_eq!(names.give("''", "x"), "x");
        let long = "清".repeat(40);
        assert_eq!(names.give(&long, "x").chars().count(), 31);
        assert_eq!(names.give(&long, "x").chars().count(), 31);
    }
}
