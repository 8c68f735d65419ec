//! Looks for many words in a text at once, where hardly any text holds one: two hanzi, the least that words begin with,
//! are looked up letter by letter in a table that fits the nearest cache. An automaton over the same words is megabytes
//! wide, and most of its time went into waiting for memory.

use crate::model::{Field, Record, is_plain};
use foldhash::fast::FixedState;
use memchr::memmem::Finder;
use std::collections::HashMap;

/// What words go on with behind one beginning, with the bits of each.
type Rests = Vec<(Box<[u8]>, u64)>;

/// Bytes of two hanzi.
const HEAD: usize = 6;
/// The table holds two to the power of one of these of bits: the more words, the more.
const WIDTH: std::ops::RangeInclusive<u32> = 9..=15;

/// Words by how they begin, with the bits that stand for them.
#[derive(Debug)]
pub struct Heads {
    /// A bit for every place that a beginning hashes to.
    table: Vec<u64>,
    /// The table's bits, as a power of two.
    width: u32,
    words: HashMap<u64, Rests, FixedState>,
    /// Words shorter than two hanzi.
    short: Vec<(Finder<'static>, u64)>,
    /// The ASCII characters that words hold, a bit each.
    ascii: u128,
}

impl Heads {
    /// Words to look for, each with its bits.
    pub fn new<'w>(words: impl Iterator<Item = (&'w str, u64)>) -> Self {
        let mut heads: HashMap<u64, Rests, FixedState> = HashMap::default();
        let (mut beginnings, mut short) = (Vec::new(), Vec::new());
        let mut ascii = 0;
        for (word, bits) in words {
            let letters = word.bytes().filter(u8::is_ascii);
            ascii |= letters.fold(0, |all, letter| all | 1 << letter);
            match word.as_bytes().split_first_chunk::<HEAD>() {
                Some((head, rest)) => {
                    let head = number(*head);
                    beginnings.push(head);
                    heads.entry(head).or_default().push((rest.into(), bits));
                }
                None => short.push((Finder::new(word).into_owned(), bits)),
            }
        }
        // One bit in sixty-four is set at most: a letter in the way costs more than the table.
        let wanted = (heads.len() * 64).next_power_of_two().trailing_zeros();
        let width = wanted.clamp(*WIDTH.start(), *WIDTH.end());
        let mut table = vec![0; 1 << (width - 6)];
        for head in beginnings {
            let (at, bit) = place(head, width);
            if let Some(word) = table.get_mut(at) {
                *word |= bit;
            }
        }
        Self {
            table,
            width,
            words: heads,
            short,
            ascii,
        }
    }

    /// The bits of all words that the folded text of a record's cell holds. Nearly all cells hold them as they are written.
    pub fn look(&self, record: &Record<'_>, field: Field) -> u64 {
        let written = self.scan_written(record.text(field));
        written.unwrap_or_else(|| self.scan(record.folded(field)))
    }

    /// The bits of all words that a text holds.
    pub(super) fn scan(&self, text: &str) -> u64 {
        let mut found = 0;
        let mut left = text.as_bytes();
        while let Some(head) = left.first_chunk() {
            found |= self.at(*head, left);
            // On to the next letter, by the first byte of this one.
            let letter = match head.first() {
                Some(0xE0..=0xEF) => 3,
                Some(0xC0..=0xDF) => 2,
                Some(0xF0..) => 4,
                _ => 1,
            };
            left = left.get(letter..).unwrap_or_default();
        }
        found | self.shorter(text)
    }

    /// [`Self::scan`] of what a text is folded to, where folding changes nothing that a word may hold; `None` where it may.
    fn scan_written(&self, text: &str) -> Option<u64> {
        let mut found = 0;
        let mut left = text.as_bytes();
        loop {
            if let Some(head) = left.first_chunk() {
                found |= self.at(*head, left);
            }
            let letter = match left {
                [] => return Some(found | self.shorter(text)),
                // U+5000 to U+9FFF; 、 and 。
                [0xE5..=0xE9, ..] | [0xE3, 0x80, 0x81 | 0x82, ..] => 3,
                // ！ to ／ and ： to ＠, which are folded to ! to / and : to @.
                [0xEF, 0xBC, sign @ (0x81..=0x8F | 0x9A..=0xA0), ..]
                    if self.ascii >> (sign - 0x60) & 1 == 0 =>
                {
                    3
                }
                _ => {
                    let next = text.get(text.len() - left.len()..)?.chars().next()?;
                    if !is_plain(next) {
                        return None;
                    }
                    next.len_utf8()
                }
            };
            left = left.get(letter..)?;
        }
    }

    /// The bits of the words that begin where a text goes on so.
    fn at(&self, head: [u8; HEAD], left: &[u8]) -> u64 {
        let number = number(head);
        let (at, bit) = place(number, self.width);
        if self.table.get(at).is_some_and(|word| word & bit != 0) {
            self.begun(number, left)
        } else {
            0
        }
    }

    /// The bits of the short words that a text holds.
    fn shorter(&self, text: &str) -> u64 {
        let held = self.short.iter();
        let held = held.filter(|(word, _)| word.find(text.as_bytes()).is_some());
        held.fold(0, |found, (_, bits)| found | bits)
    }

    /// The bits of the words that a text begins with.
    fn begun(&self, head: u64, text: &[u8]) -> u64 {
        let rest = text.get(HEAD..).unwrap_or_default();
        let words = self.words.get(&head).into_iter().flatten();
        words
            .filter(|(word, _)| rest.starts_with(word))
            .fold(0, |found, (_, bits)| found | bits)
    }
}

/// The bytes of a beginning as a number.
fn number(head: [u8; HEAD]) -> u64 {
    let mut wide = [0; 8];
    if let Some(low) = wide.first_chunk_mut::<HEAD>() {
        *low = head;
    }
    u64::from_le_bytes(wide)
}

/// Where the bit of a beginning is.
fn place(head: u64, width: u32) -> (usize, u64) {
    let hash = head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - width);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_texts_hold(
            words in prop::collection::vec("[甲乙丙a0é𠮷]{1,4}", 1..30),
            text in "[甲乙丙a0é𠮷]{0,40}",
        ) {
            let heads = Heads::new(words.iter().enumerate().map(|(n, word)| (word.as_str(), 1 << n)));
            let held = words.iter().enumerate().filter(|(_, word)| text.contains(word.as_str()));
            let expected = held.fold(0, |bits, (n, _)| bits | 1 << n);
            prop_assert_eq!(heads.scan(&text), expected);
        }

        #[test]
        fn what_is_written_is_looked_at_only_where_it_is_as_good_as_folded(
            words in prop::collection::vec("[甲乙丙a0(,é]{1,4}", 1..30),
            text in "[甲乙丙aA0０（，(, 、é\u{3000}𠮷]{0,40}",
        ) {
            let heads = Heads::new(words.iter().enumerate().map(|(n, word)| (word.as_str(), 1 << n)));
            if let Some(found) = heads.scan_written(&text) {
                prop_assert_eq!(found, heads.scan(&fold(&text)));
            }
            prop_assert!(heads.scan_written("甲乙丙、甲").is_some());
        }
    }
}
