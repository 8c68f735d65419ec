//! Bodies that another instrument governs, told by words in their names. A name is a hint and proves nothing. Knows no
//! catalog.

use crate::model::{Field, folded};

/// Words that show a body to belong under another instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The field that names the body.
    pub field: Field,
    /// Id of the other instrument.
    pub see: String,
    names: Names,
}

/// Words that names of certain bodies hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    words: Vec<Pattern>,
    except: Vec<Pattern>,
    /// A bit for every letter that a word may begin with, where its [`bit`] is: nearly no letter of a name has one.
    begin: u128,
}

/// Letters, of which `#` stands for a number in digits or Chinese and `*` for one to ten of anything.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern(Vec<char>);

/// Longest stretch that `*` or `#` stands for.
const STRETCH: usize = 10;

impl Elsewhere {
    /// `words` show such a body; what `except` matches is looked past.
    pub fn new(field: Field, words: &[String], except: &[String], see: String) -> Self {
        Self {
            field,
            see,
            names: Names::new(words, except),
        }
    }

    /// Whether a name is one of such a body.
    pub fn names(&self, name: &str) -> bool {
        self.names.show(name)
    }
}

impl Names {
    pub(super) fn new(words: &[String], except: &[String]) -> Self {
        let patterns = |words: &[String]| words.iter().map(|w| Pattern::new(w)).collect::<Vec<_>>();
        let words = patterns(words);
        let begins = |word: &Pattern| word.first().map_or(u128::MAX, bit);
        Self {
            begin: words.iter().fold(0, |all, word| all | begins(word)),
            words,
            except: patterns(except),
        }
    }

    pub(super) fn show(&self, name: &str) -> bool {
        let mut letters: Vec<char> = folded(name).chars().collect();
        if !self.stand_in(&letters) {
            return false;
        }
        for pattern in &self.except {
            pattern.blot(&mut letters);
        }
        self.stand_in(&letters)
    }

    /// Whether letters hold a word.
    fn stand_in(&self, letters: &[char]) -> bool {
        let begins = |&(_, &letter): &(usize, &char)| self.begin & bit(letter) != 0;
        let mut places = letters.iter().enumerate().filter(begins);
        places.any(|(at, _)| self.words.iter().any(|word| word.at(letters, at).is_some()))
    }
}

impl Pattern {
    fn new(word: &str) -> Self {
        Self(folded(word).chars().collect())
    }

    /// The letter that it begins with, where no stretch may.
    fn first(&self) -> Option<char> {
        self.0.first().copied().filter(|sign| !matches!(sign, '#' | '*'))
    }

    /// How long it is at a place, where it stands there.
    fn at(&self, letters: &[char], at: usize) -> Option<usize> {
        fits(&self.0, letters.get(at..)?)
    }

    /// Where it stands, and how long it is there.
    fn find(&self, letters: &[char]) -> Option<(usize, usize)> {
        (0..letters.len()).find_map(|at| Some((at, self.at(letters, at)?)))
    }

    /// Puts what it matches out of sight, and apart from its neighbours.
    fn blot(&self, letters: &mut [char]) {
        while let Some((at, length)) = self.find(letters).filter(|&(_, length)| length > 0) {
            for letter in letters.iter_mut().skip(at).take(length) {
                *letter = '\0';
            }
        }
    }
}

/// The bit of a letter; letters share it.
fn bit(letter: char) -> u128 {
    1 << (u32::from(letter) % u128::BITS)
}

/// How many letters a pattern takes at the beginning of `letters`.
fn fits(pattern: &[char], letters: &[char]) -> Option<usize> {
    let Some((&sign, rest)) = pattern.split_first() else {
        return Some(0);
    };
    let stands: fn(char) -> bool = match sign {
        '#' => is_numeral,
        '*' => |c| c != '\0',
        _ => {
            let (&first, after) = letters.split_first()?;
            return (first == sign).then(|| fits(rest, after))?.map(|n| n + 1);
        }
    };
    let most = letters.iter().take(STRETCH).take_while(|&&c| stands(c)).count();
    let taken = |n: usize| Some(n + fits(rest, letters.get(n..)?)?);
    (1..=most).find_map(taken)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;
    use proptest::prelude::*;

    fn elsewhere(words: &[&str], except: &[&str]) -> Elsewhere {
        let field = Vocabulary::built_in().field("provider").unwrap();
        let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        Elsewhere::new(field, &owned(words), &owned(except), "moon".to_owned())
    }

    #[test]
    fn a_number_or_a_stretch_may_stand_inside_a_word() {
        let corps = elsewhere(&["第#师", "本部*厅"], &[]);
        for name in [
            "第八师水利局",
            "第十四师",
            "第１０师 医院",
            "本部水利厅",
            "（本部）本部文化和旅游厅",
        ] {
            assert!(corps.names(name), "{name}");
        }
        for name in [
            "第师",
            "大师",
            "第八医师协会",
            "本部厅",
            "本部一二三四五六七八九十一厅",
            "",
        ] {
            assert!(!corps.names(name), "{name}");
        }
    }

    #[test]
    fn what_is_excepted_is_looked_past() {
        let corps = elsewhere(&["第#师", "师市"], &["师范", "律师"]);
        for name in ["第一师范学校", "某某律师市场服务中心", "第三师范第二附属小学"]
        {
            assert!(!corps.names(name), "{name}");
        }
        for name in ["第一师师范学校", "第二师律师协会", "师市律师管理处"] {
            assert!(corps.names(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_words_and_no_name_make_it_panic(
            words in prop::collection::vec("[第师#*甲]{0,4}", 0..4),
            except in prop::collection::vec("[第师#*甲]{0,4}", 0..4),
            name in "[第师一2甲\\PC]{0,12}",
        ) {
            let field = Vocabulary::built_in().field("provider").unwrap();
            let found = Elsewhere::new(field, &words, &except, String::new()).names(&name);
            prop_assert!(!found || words.iter().any(|w| !w.is_empty()) || !name.is_empty());
        }
    }
}
