//! Names of which one holds the other: perhaps one department, which only a person can tell. Guesses nothing.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Pairs that are named.
pub(super) const NAMED: usize = 10;

/// Characters of a name that is looked for in others: what is longer is no name, and slow to look for.
const LONGEST: usize = 200;

/// The first pairs in order, the shorter name first, and how many there are. Names are folded, each once.
pub(super) fn lookalikes(names: &[&str]) -> (Vec<(usize, usize)>, u64) {
    let worth = |name: &str| (2..=LONGEST).contains(&name.chars().count());
    let short: Vec<(usize, &str)> = names
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, n)| worth(n))
        .collect();
    // Made for one look at each name: what takes long to make would not pay.
    let finder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .prefilter(false)
        .build(short.iter().map(|(_, name)| name));
    let Ok(finder) = finder else {
        return (Vec::new(), 0);
    };
    let (mut pairs, mut total) = (Vec::new(), 0);
    for (long, name) in names.iter().enumerate() {
        let found = finder.find_overlapping_iter(*name);
        let mut inside: Vec<usize> = found
            .filter_map(|m| short.get(m.pattern().as_usize()).map(|&(i, _)| i))
            .filter(|&i| i != long)
            .collect();
        inside.sort_unstable();
        inside.dedup();
        total += inside.len() as u64;
        let room = NAMED.saturating_sub(pairs.len());
        pairs.extend(inside.into_iter().take(room).map(|short| (short, long)));
    }
    (pairs, total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_another_and_no_more() {
        let names = ["水利厅", "自治区水利厅", "财政厅", "厅", "宁夏水利厅"];
        assert_eq!(lookalikes(&names), (vec![(0, 1), (0, 4)], 2));
        assert_eq!(lookalikes(&[]), (Vec::new(), 0));
    }

    #[test]
    fn all_are_counted_and_few_are_named() {
        let names: Vec<String> = (0..5_000).map(|n| format!("第{n}号单位")).collect();
        let mut all: Vec<&str> = names.iter().map(String::as_str).collect();
        all.push("号单位");
        let (pairs, total) = lookalikes(&all);
        assert_eq!((pairs.len(), total), (NAMED, 5_000));
    }
}
