//! Which file of a later audit is which of an earlier one: the same path, the same bytes, the same name in the like
//! folder, or the only one that was handed in for a list. Where that cannot be told, it is none.

use super::snapshot::{Input, Unusable};
use super::words;
use std::collections::{BTreeMap, BTreeSet};

/// A file that goes by another name now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Its path in earlier reports.
    pub old: String,
    /// Its path in the last one.
    pub new: String,
}

/// Refuses a pair of names that no file goes by: a slip of the pen would leave a file unpaired, and nobody would know.
pub fn known<'f>(
    renamed: &[Renamed],
    old: impl IntoIterator<Item = &'f str>,
    new: impl IntoIterator<Item = &'f str>,
) -> Result<(), Unusable> {
    let old: BTreeSet<&str> = old.into_iter().collect();
    let new: BTreeSet<&str> = new.into_iter().collect();
    for pair in renamed {
        for (name, files, is_new) in [(&pair.old, &old, false), (&pair.new, &new, true)] {
            if !files.contains(name.as_str()) {
                return Err(words::no_such_file(name, files, is_new));
            }
        }
    }
    Ok(())
}

/// The later file of each earlier one, by number.
pub(super) fn matched(old: &[Input], new: &[Input], renamed: &[Renamed]) -> BTreeMap<String, usize> {
    let mut pairs = Pairs::default();
    for (o, input) in old.iter().enumerate() {
        let now = renamed.iter().find(|r| r.old == input.path);
        let is_it = |n: &Input| now.is_some_and(|r| r.new == n.path);
        pairs.add(o, new.iter().position(is_it));
    }
    for (o, input) in old.iter().enumerate() {
        let is_it = |n: &Input| n.path == input.path && as_was(input, n);
        pairs.add(o, new.iter().position(is_it));
    }
    pairs.mutual(old, new, |o, n| {
        usize::from(!o.sha256.is_empty() && o.sha256 == n.sha256)
    });
    pairs.mutual(old, new, |o, n| like(&o.path, &n.path));
    // Of reports alone nobody said that one file is the other; whoever hands in one file for a list has.
    let of_list = old.iter().all(|i| i.role.is_empty());
    if let (true, Some(o), Some(n)) = (of_list, only(old), only(new)) {
        pairs.add(o, Some(n));
    }
    let path = |(&o, &n): (&usize, &usize)| Some((old.get(o)?.path.clone(), n));
    pairs.old.iter().filter_map(path).collect()
}

/// Whether a file is read for what the other was; yes where that is not known.
fn as_was(old: &Input, new: &Input) -> bool {
    old.role.is_empty() || old.role == new.role
}

/// The only file that is audited, or that a list speaks of.
fn only(all: &[Input]) -> Option<usize> {
    let mut audited = all
        .iter()
        .enumerate()
        .filter(|(_, i)| i.role.is_empty() || i.role == "audited");
    match (audited.next(), audited.next()) {
        (Some((number, _)), None) => Some(number),
        _ => None,
    }
}

#[derive(Debug, Default)]
struct Pairs {
    old: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
}

impl Pairs {
    fn add(&mut self, old: usize, new: Option<usize>) {
        if let Some(new) = new.filter(|n| !self.taken.contains(n) && !self.old.contains_key(&old)) {
            self.old.insert(old, new);
            self.taken.insert(new);
        }
    }

    /// Pairs those left that are each other's best, and the only best.
    fn mutual(&mut self, old: &[Input], new: &[Input], score: impl Fn(&Input, &Input) -> usize) {
        let scored = |o: &Input, n: &Input| if as_was(o, n) { score(o, n) } else { 0 };
        let left_old: Vec<_> = old
            .iter()
            .enumerate()
            .filter(|(o, _)| !self.old.contains_key(o))
            .collect();
        let left_new: Vec<_> = new
            .iter()
            .enumerate()
            .filter(|(n, _)| !self.taken.contains(n))
            .collect();
        let mut found = Vec::new();
        for (o, one) in &left_old {
            let likes = left_new.iter().map(|(n, other)| (*n, scored(one, other)));
            let Some(n) = best(likes) else { continue };
            let Some(other) = new.get(n) else { continue };
            let back = best(left_old.iter().map(|(o, one)| (*o, scored(one, other))));
            if back == Some(*o) {
                found.push((*o, n));
            }
        }
        for (o, n) in found {
            self.add(o, Some(n));
        }
    }
}

/// The highest above nothing, if it is the only one.
fn best(scores: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
    let scores: Vec<_> = scores.filter(|(_, score)| *score > 0).collect();
    let high = scores.iter().map(|(_, score)| *score).max()?;
    let mut highest = scores.iter().filter(|(_, score)| *score == high);
    match (highest.next(), highest.next()) {
        (Some((number, _)), None) => Some(*number),
        _ => None,
    }
}

/// How many steps of two paths are alike from their end.
fn like(old: &str, new: &str) -> usize {
    let steps = |path: &str| -> Vec<String> {
        let steps = path.rsplit(['/', '\\']);
        steps
            .filter(|s| !s.is_empty() && *s != ".")
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (steps(old), steps(new));
    old.iter().zip(&new).take_while(|(a, b)| a == b).count()
}
