//! Names with `*` and `?` in them, compared folded. Knows nothing of what is named.

use crate::model::fold;

/// A name, or a pattern of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob(String);

impl Glob {
    pub(super) fn new(written: &str) -> Self {
        Self(fold(written))
    }

    /// The folded name, where it is no pattern.
    pub(super) fn name(&self) -> Option<&str> {
        (!self.0.contains(['*', '?'])).then_some(self.0.as_str())
    }

    /// Whether a folded name fits: `*` stands for anything, nothing included, `?` for one character.
    pub(super) fn fits(&self, folded: &str) -> bool {
        let pattern: Vec<char> = self.0.chars().collect();
        let name: Vec<char> = folded.chars().collect();
        let (mut p, mut n) = (0, 0);
        // Where to go on when what follows the latest `*` does not fit after all.
        let mut back: Option<(usize, usize)> = None;
        while let Some(&c) = name.get(n) {
            match pattern.get(p) {
                Some('*') => {
                    back = Some((p + 1, n));
                    p += 1;
                }
                Some(&one) if one == '?' || one == c => (p, n) = (p + 1, n + 1),
                _ => match back {
                    Some((after, taken)) => {
                        (p, n) = (after, taken + 1);
                        back = Some((after, taken + 1));
                    }
                    None => return false,
                },
            }
        }
        pattern.iter().skip(p).all(|&c| c == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_patterns() {
        for (pattern, name, fits) in [
            ("自治区水利厅", "自治区 水利厅", true),
            ("*水利*", "自治区水利厅", true),
            ("*水利", "自治区水利厅", false),
            ("水库？号", "水库3号", true),
            ("水库?号", "水库33号", false),
            ("*", "", true),
            ("?", "", false),
            ("", "", true),
            ("", "甲", false),
            ("＊a*B", "xxaYb", true),
        ] {
            assert_eq!(Glob::new(pattern).fits(&fold(name)), fits, "{pattern} {name}");
        }
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_and_what_it_is_a_part_of(name in "[甲乙a]{0,8}", before in "[甲乙a]{0,4}") {
            prop_assert!(Glob::new(&name).fits(&name));
            let pattern = format!("*{name}");
            let longer = format!("{before}{name}");
            prop_assert!(Glob::new(&pattern).fits(&longer));
        }
    }
}
