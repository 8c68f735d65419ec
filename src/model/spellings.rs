//! The spellings of one column, each with a number and what it means: columns that repeat a handful of spellings, or run
//! through a few days, are read once a spelling. Bounded in entries and in their length; gives up, for a while, on columns
//! that never repeat themselves.

use super::Value;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// What is known of a column's spellings.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    known: HashMap<Box<str>, (u32, Value), FixedState>,
    /// Those met last, by how they begin and end.
    front: Vec<Front>,
    /// The next number; none is given twice, whatever was forgotten.
    next: u32,
    /// How often a spelling was known since the last time all were forgotten.
    met: u32,
    /// How many cells to pass by before spellings are learnt again.
    idle: u32,
}

/// A spelling that lies ready with all that is asked of it, where nothing else has to be looked at.
#[derive(Debug, Clone, Copy)]
struct Front {
    text: [u8; Self::LONGEST],
    /// Bytes of the text; more than there are where there is none.
    length: u8,
    number: u32,
    value: Value,
}

impl Front {
    /// Bytes of the longest text.
    const LONGEST: usize = 40;
    const NONE: Self = Self {
        text: [0; Self::LONGEST],
        length: u8::MAX,
        number: 0,
        value: Value::Absent,
    };

    /// A text of bounded length.
    fn of(text: &str, number: u32, value: Value) -> Option<Self> {
        let mut front = Self {
            length: text.len() as u8,
            number,
            value,
            ..Self::NONE
        };
        front.text.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(front)
    }

    fn is(&self, text: &str) -> bool {
        usize::from(self.length) == text.len() && self.text.get(..text.len()) == Some(text.as_bytes())
    }
}

impl Spellings {
    /// Spellings kept at most.
    const MOST: usize = 4096;
    /// Bytes of the longest one kept: beyond, texts do not come again.
    const LONGEST: usize = 96;
    /// Spellings after which a column that repeated hardly any of them is looked at.
    const TRIAL: usize = 256;
    /// Cells passed by, for each spelling that was learnt in vain, once a column was seen not to repeat itself.
    const REST: usize = 16;
    /// Places at the front to begin with.
    const FEW: usize = 64;

    /// The number of a text, where it has one, and its meaning, which `read` finds.
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce() -> Value) -> (Option<u32>, Value) {
        if text.len() > Self::LONGEST {
            return (None, read());
        }
        if self.idle > 0 {
            self.idle -= 1;
            return (None, read());
        }
        let place = self.place(text);
        if let Some(front) = self.front.get(place).filter(|front| front.is(text)) {
            self.met = self.met.saturating_add(1);
            return (Some(front.number), front.value);
        }
        if let Some(&(number, value)) = self.known.get(text) {
            self.met = self.met.saturating_add(1);
            self.keep_at(place, text, number, value);
            return (Some(number), value);
        }
        let value = read();
        let (known, met) = (self.known.len(), self.met as usize);
        if known >= Self::MOST || known == Self::TRIAL && met * 8 < known {
            if met < known {
                self.idle = (known * Self::REST) as u32;
            }
            self.known.clear();
            self.front.clear();
            self.met = 0;
        }
        let Some(next) = self.next.checked_add(1) else {
            return (None, value);
        };
        let number = std::mem::replace(&mut self.next, next);
        self.known.insert(text.into(), (number, value));
        // Room for what comes again; a column of which little does needs none.
        let crowded = self.known.len() * 2 > self.front.len() && self.front.len() < Self::MOST;
        if crowded && (self.front.is_empty() || self.met as usize >= self.known.len()) {
            let places = (self.front.len() * 4).clamp(Self::FEW, Self::MOST);
            // Given back first: nothing of it is worth copying.
            self.front = Vec::new();
            self.front.resize(places, Front::NONE);
        }
        let place = self.place(text);
        self.keep_at(place, text, number, value);
        (Some(number), value)
    }

    fn keep_at(&mut self, place: usize, text: &str, number: u32, value: Value) {
        if let (Some(slot), Some(front)) = (self.front.get_mut(place), Front::of(text, number, value)) {
            *slot = front;
        }
    }

    /// Where a text stands at the front, by its length, its first bytes and its last.
    fn place(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let ends = bytes.first_chunk().zip(bytes.last_chunk());
        let (first, last) = ends.map_or_else(
            || (bytes.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
            |(first, last)| (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        );
        let mixed =
            (first ^ last.rotate_left(29) ^ (text.len() as u64) << 57).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 40) as usize & self.front.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Class;

    #[test]
    fn a_number_stands_for_one_text_and_what_is_kept_is_bounded() {
        let mut spellings = Spellings::default();
        let mut texts: HashMap<u32, String> = HashMap::new();
        for n in 0..300_000u32 {
            // A few that come again, then only new ones, then the few again.
            let text = if n % 100_000 < 20_000 {
                (n % 50).to_string()
            } else {
                n.to_string()
            };
            let (number, value) = spellings.get(&text, || Value::Number(f64::from(n)));
            assert!(matches!(value, Value::Number(_)));
            if let Some(number) = number {
                assert_eq!(*texts.entry(number).or_insert_with(|| text.clone()), text);
            }
            assert!(spellings.known.len() <= Spellings::MOST && spellings.front.len() <= Spellings::MOST);
        }
        assert!(texts.len() < 60_000, "it gave up on what never came again");
        let mut spellings = Spellings::default();
        assert_eq!(
            spellings.get(&"长".repeat(33), || Value::Text),
            (None, Value::Text)
        );
        let once = spellings.get("短", || Value::Text);
        assert_eq!(spellings.get("短", || Value::Blank), once);
    }

    #[test]
    fn texts_alike_at_both_ends_are_told_apart() {
        let mut spellings = Spellings::default();
        let texts: Vec<String> = [
            "",
            "\0",
            "甲",
            "甲\0",
            "有条件共享甲乙丙丁戊己",
            "有条件共享甲丙丙丁戊己",
        ]
        .into_iter()
        .map(str::to_owned)
        .chain((0..90).map(|n| "长".repeat(n / 3)))
        .collect();
        for _ in 0..3 {
            for text in &texts {
                let meant = Value::Class(Class(text.len() as u16));
                let (number, value) = spellings.get(text, || meant);
                let known = number.and_then(|n| {
                    texts
                        .iter()
                        .position(|t| spellings.known.get(&**t).is_some_and(|k| k.0 == n))
                });
                assert_eq!(known.and_then(|at| texts.get(at)), Some(text));
                assert_eq!(value, meant);
            }
        }
    }
}
