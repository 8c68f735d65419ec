//! Digests seen, each with its first row. Knows nothing of what was digested.

/// Sorted runs, every one more than twice as long as the next: few enough to search one by one, merged as they grow.
#[derive(Debug, Default)]
pub(super) struct Seen(Vec<Vec<(u64, u32)>>);

impl Seen {
    /// The row a digest was first seen in; where it was not, this row is.
    pub(super) fn first(&mut self, digest: u64, row: u32) -> Option<u32> {
        let found = self.0.iter().find_map(|run| {
            let at = run.binary_search_by_key(&digest, |&(d, _)| d).ok()?;
            run.get(at).map(|&(_, row)| row)
        });
        if found.is_none() {
            self.add(vec![(digest, row)]);
        }
        found
    }

    #[expect(
        clippy::stable_sort_primitive,
        reason = "it merges the two runs it is given, which the other does not"
    )]
    fn add(&mut self, mut run: Vec<(u64, u32)>) {
        while let Some(mut last) = self.0.pop_if(|last| last.len() <= run.len() * 2) {
            last.append(&mut run);
            last.sort();
            run = last;
        }
        self.0.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn the_first_row_is_kept(digests in proptest::collection::vec(0u64..200, 0..600)) {
            let (mut seen, mut known) = (Seen::default(), BTreeMap::new());
            for (row, digest) in digests.into_iter().enumerate() {
                prop_assert_eq!(seen.first(digest, row as u32), known.get(&digest).copied());
                known.entry(digest).or_insert(row as u32);
            }
            prop_assert!(seen.0.len() <= 10);
        }
    }
}
