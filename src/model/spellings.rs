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
    /// The next number; none is given twice, whatever was forgotten.
    next: u32,
    /// How often a spelling was known since the last time all were forgotten.
    met: u32,
    /// How many cells to pass by before spellings are learnt again.
    idle: u32,
}

impl Spellings {
    /// Spellings kept at most.
    const MOST: usize = 4096;
    /// Bytes of the longest one kept: beyond, texts do not come again.
    const LONGEST: usize = 96;
    /// Cells passed by once a column was seen not to repeat itself.
    const REST: u32 = 1 << 16;

    /// The number of a text, where it has one, and its meaning, which `read` finds.
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce() -> Value) -> (Option<u32>, Value) {
        if text.len() > Self::LONGEST {
            return (None, read());
        }
        if self.idle > 0 {
            self.idle -= 1;
            return (None, read());
        }
        if let Some(&(number, value)) = self.known.get(text) {
            self.met = self.met.saturating_add(1);
            return (Some(number), value);
        }
        let value = read();
        if self.known.len() >= Self::MOST {
            if (self.met as usize) < Self::MOST {
                self.idle = Self::REST;
            }
            self.known.clear();
            self.met = 0;
        }
        let Some(next) = self.next.checked_add(1) else {
            return (None, value);
        };
        self.known.insert(text.into(), (self.next, value));
        (Some(std::mem::replace(&mut self.next, next)), value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(spellings.known.len() <= Spellings::MOST);
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
}
