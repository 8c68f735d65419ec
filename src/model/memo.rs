//! What short texts were found to be, so that columns that repeat a handful of spellings are read once a spelling. Bounded
//! in entries and in their length; knows nothing of what is remembered.

use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Values by text. Texts made to share a hash make a look-up compare them with all that are remembered, and no more.
#[derive(Debug, Clone)]
pub struct Memo<V>(HashMap<Box<str>, V, FixedState>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Clone> Memo<V> {
    /// Distinct texts remembered before it starts anew.
    pub const MOST: usize = 4096;
    /// The longest of them in bytes.
    pub const LONGEST: usize = 96;

    /// What a text is; `find` tells it where that is not remembered.
    pub fn get(&mut self, text: &str, find: impl FnOnce() -> V) -> V {
        if text.len() > Self::LONGEST {
            return find();
        }
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        let value = find();
        self.0.insert(text.into(), value.clone());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_was_found_and_bounded() {
        let mut memo = Memo::default();
        for n in 0..20_000 {
            assert_eq!(memo.get(&n.to_string(), || n), n);
            assert_eq!(memo.get(&n.to_string(), || -1), n);
            assert!(memo.0.len() <= Memo::<i32>::MOST);
        }
        let long = "长".repeat(100);
        assert_eq!((memo.get(&long, || 1), memo.get(&long, || 2)), (1, 2));
        assert!(memo.0.keys().all(|k| k.len() <= Memo::<i32>::LONGEST));
    }
}
