//! Misspelt words and the known ones they are nearest to.

use crate::model::fold;

/// The candidate with the smallest edit distance to `word`: at most a third of its length, but two letters where it has
/// five (swapped letters count twice), one where it has fewer.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().collect();
    let limit = (word.len() / 3).max(if word.len() < 5 { 1 } else { 2 });
    candidates
        .map(|c| (distance(&word, &fold(c).chars().collect::<Vec<_>>()), c))
        .filter(|&(d, _)| d <= limit)
        .min()
        .map(|(_, c)| c)
}

/// Levenshtein distance in characters.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut above_left = i;
        let mut left = i + 1;
        for (y, slot) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *slot;
            left = (above_left + usize::from(x != y)).min(above + 1).min(left + 1);
            above_left = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(
            (d("", "ab"), d("kitten", "sitting"), d("无条件开发", "无条件开放")),
            (2, 3, 1)
        );
        assert_eq!(
            nearest("无条件开发", ["有条件共享", "无条件开放"].into_iter()),
            Some("无条件开放")
        );
    }
}
