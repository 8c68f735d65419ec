//! Lists in a cell: one separator between the entries. Leaves whatever may be more than a flat list.

use crate::model::{Entry, Type, fold};
use std::borrow::Cow;

/// Separators that mean the same, as people write them.
const KINDS: [&[char]; 5] = [&['、'], &[',', '，'], &[';', '；'], &['|', '｜'], &['\n', '\r']];

/// Longer entries are sentences.
const LONGEST: usize = 30;

/// Separators that may be asked for.
pub const SEPARATORS: [&str; 5] = ["、", "，", "；", ",", ";"];

/// The list with another separator; `None` where there is nothing to change or it is no plain list.
pub(super) fn separated(text: &str, separator: char) -> Option<String> {
    let opens = |c: char| "(（[【《<\"“‘{｛「".contains(c);
    if text.contains(opens) || text.contains(['。', ':', '：']) {
        return None;
    }
    let mut there = KINDS.iter().filter(|kind| text.contains(**kind));
    let (Some(kind), None) = (there.next(), there.next()) else {
        return None;
    };
    let entries: Vec<&str> = text
        .split(|c| kind.contains(&c))
        .map(super::spelling::trim)
        .filter(|e| !(e.is_empty() && kind.contains(&'\n')))
        .collect();
    let numbered = |e: &str| e.starts_with(|c: char| c.is_ascii_digit());
    let plain = |e: &&str| !e.is_empty() && e.chars().count() <= LONGEST;
    if entries.len() < 2 || !entries.iter().all(plain) || entries.iter().any(|e| numbered(e)) {
        return None;
    }
    let list = entries.join(separator.encode_utf8(&mut [0; 4]));
    (list != text).then_some(list)
}

/// What of a text is compared: all of it, folded; of a list its entries without what stands between them.
pub(super) fn core<'t>(entry: &Entry, text: &'t str) -> Cow<'t, str> {
    let folded = fold(text);
    if entry.kind != Type::List {
        return folded.into();
    }
    let kept = |c: &char| !KINDS.iter().any(|kind| kind.contains(c));
    folded.chars().filter(kept).collect::<String>().into()
}
