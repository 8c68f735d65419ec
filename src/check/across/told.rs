//! Which items which body was told of already: a bit each, so that a row whose items its body named before costs next to
//! nothing. Bounded; what is forgotten is told again, which counts no more than once all the same.

use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Items by their numbers, told under a tag for a body.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Where the bits of a body, a tag and a stretch of numbers begin.
    places: HashMap<Stretch, usize, FixedState>,
    /// The stretch last asked for.
    last: Option<(Stretch, usize)>,
    bits: Vec<u64>,
}

/// The number of a body, a tag, and the stretch that an item's number is in.
type Stretch = (u64, u32, u32);

impl Told {
    /// Numbers in a stretch.
    const LENGTH: u32 = 4096;
    /// Words of bits that a stretch takes.
    const WORDS: usize = Self::LENGTH as usize / u64::BITS as usize;
    /// Stretches kept at most: two megabytes.
    const MOST: usize = 4096;

    /// Whether an item was not told under that tag for that body, as far as is known; it is from now on. What has no
    /// number is always news.
    pub(super) fn is_news(&mut self, body: u64, tag: u32, item: Option<u32>) -> bool {
        let Some(item) = item else { return true };
        let place = self.place((body, tag, item / Self::LENGTH));
        let (word, bit) = (
            (item % Self::LENGTH / u64::BITS) as usize,
            1 << (item % u64::BITS),
        );
        let Some(word) = self.bits.get_mut(place + word) else {
            return true;
        };
        let news = *word & bit == 0;
        *word |= bit;
        news
    }

    fn place(&mut self, stretch: Stretch) -> usize {
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == stretch) {
            return place;
        }
        let known = self.places.get(&stretch).copied();
        let place = known.unwrap_or_else(|| {
            if self.places.len() >= Self::MOST {
                self.places.clear();
                self.bits.clear();
            }
            let place = self.bits.len();
            self.bits.resize(place + Self::WORDS, 0);
            self.places.insert(stretch, place);
            place
        });
        self.last = Some((stretch, place));
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn what_is_no_news_was_told(
            asked in prop::collection::vec((0u64..3, 0u32..2, prop::option::of(0u32..9000)), 0..300),
        ) {
            let (mut told, mut known) = (Told::default(), HashSet::new());
            for (body, tag, item) in asked {
                let news = known.insert((body, tag, item)) || item.is_none();
                prop_assert_eq!(told.is_news(body, tag, item), news);
            }
        }
    }

    #[test]
    fn what_is_kept_is_bounded_and_only_forgets() {
        let mut told = Told::default();
        for body in 0..3 * Told::MOST as u64 {
            assert!(told.is_news(body, 1, Some(7)) && !told.is_news(body, 1, Some(7)));
            assert!(told.bits.len() <= Told::MOST * Told::WORDS && told.places.len() <= Told::MOST);
        }
        assert!(told.is_news(0, 1, Some(7)));
    }
}
