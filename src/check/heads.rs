//! Looks for many words in a text at once, where hardly any text holds one: two hanzi, the least that words begin with,
//! are looked up letter by letter in a table that fits the nearest cache. An automaton over the same words is megabytes
//! wide, and most of its time went into waiting for memory.

use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Bytes of two hanzi.
const HEAD: usize = 6;
/// The table holds two to this power of bits.
const WIDTH: u32 = 15;

/// Words by how they begin, with the bits that stand for them.
#[derive(Debug)]
pub(super) struct Heads {
    /// A bit for every place that a beginning hashes to.
    table: Vec<u64>,
    words: HashMap<u64, Vec<(Box<[u8]>, u64)>, FixedState>,
    /// Words shorter than two hanzi.
    short: Vec<(Box<str>, u64)>,
}

impl Default for Heads {
    fn default() -> Self {
        Self {
            table: vec![0; 1 << (WIDTH - 6)],
            words: HashMap::default(),
            short: Vec::new(),
        }
    }
}

impl Heads {
    /// Looks for a word from now on.
    pub(super) fn add(&mut self, word: &str, bits: u64) {
        let Some((head, rest)) = word.as_bytes().split_first_chunk::<HEAD>() else {
            self.short.push((word.into(), bits));
            return;
        };
        let head = number(*head);
        let (at, bit) = place(head);
        if let Some(word) = self.table.get_mut(at) {
            *word |= bit;
        }
        self.words.entry(head).or_default().push((rest.into(), bits));
    }

    /// The bits of all words that a text holds.
    pub(super) fn scan(&self, text: &str) -> u64 {
        let mut found = 0;
        let mut left = text.as_bytes();
        while let Some(head) = left.first_chunk::<HEAD>() {
            let number = number(*head);
            let (at, bit) = place(number);
            if self.table.get(at).is_some_and(|word| word & bit != 0) {
                found |= self.begun(number, left);
            }
            // On to the next letter, by the first byte of this one.
            let letter = match head.first() {
                Some(0xE0..=0xEF) => 3,
                Some(0xC0..=0xDF) => 2,
                Some(0xF0..) => 4,
                _ => 1,
            };
            left = left.get(letter..).unwrap_or_default();
        }
        let short = self.short.iter().filter(|(word, _)| text.contains(&**word));
        short.fold(found, |found, (_, bits)| found | bits)
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
    let [a, b, c, d, e, f] = head;
    u64::from_le_bytes([a, b, c, d, e, f, 0, 0])
}

/// Where the bit of a beginning is.
fn place(head: u64) -> (usize, u64) {
    let hash = head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - WIDTH);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_texts_hold(
            words in prop::collection::vec("[甲乙丙a0é𠮷]{1,4}", 1..30),
            text in "[甲乙丙a0é𠮷]{0,40}",
        ) {
            let mut heads = Heads::default();
            let mut expected = 0;
            for (n, word) in words.iter().enumerate() {
                heads.add(word, 1 << n);
                expected |= u64::from(text.contains(word.as_str())) << n;
            }
            prop_assert_eq!(heads.scan(&text), expected);
        }
    }
}
