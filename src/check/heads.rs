//! Looks for many words in a text at once, where hardly any text holds one: two hanzi, the least that words begin with,
//! are looked up letter by letter in a table that fits the nearest cache. An automaton over the same words is megabytes
//! wide, and most of its time went into waiting for memory.

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
}

impl Heads {
    /// Words to look for, each with its bits.
    pub fn new<'w>(words: impl Iterator<Item = (&'w str, u64)>) -> Self {
        let mut heads: HashMap<u64, Rests, FixedState> = HashMap::default();
        let (mut beginnings, mut short) = (Vec::new(), Vec::new());
        for (word, bits) in words {
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
        }
    }

    /// The bits of all words that a text holds.
    pub fn scan(&self, text: &str) -> u64 {
        let mut found = 0;
        let mut left = text.as_bytes();
        while let Some(head) = left.first_chunk::<HEAD>() {
            let number = number(*head);
            let (at, bit) = place(number, self.width);
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
        let short = self
            .short
            .iter()
            .filter(|(word, _)| word.find(text.as_bytes()).is_some());
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
    }
}
