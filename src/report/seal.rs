//! The mark that every row of a list of findings carries in a hidden column, so that a list that comes back shows whether
//! its rows are those that were handed out: the day, the row's number of how many, which list it is of, and a digest of
//! its fixed cells. Sorting, filtering and other widths change none of it. It tells edits; it is no signature.

use crate::model::hex;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Bytes of a digest that are written.
const SHORT: usize = 8;

/// The list that a row is of, and its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seal {
    /// The day the list was judged at.
    pub(super) day: NaiveDate,
    /// The row's number, from 1.
    pub(super) number: u64,
    /// How many rows the list has.
    pub(super) of: u64,
    /// What tells the list from others.
    pub(super) list: String,
}

impl Seal {
    /// What the row carries, for its fixed cells in the order of their columns.
    pub(super) fn mark<'c>(&self, cells: impl IntoIterator<Item = &'c str>) -> String {
        self.mark_solid(cells.into_iter().map(solid))
    }

    /// The same for texts that are [`solid`].
    pub(super) fn mark_solid<'c>(&self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> String {
        let Self {
            day,
            number,
            of,
            list,
        } = self;
        let head = format!("{day} {number}/{of} {list}");
        let mut shown = head.clone();
        for cell in cells {
            shown.push('\u{1f}');
            shown.push_str(&cell);
        }
        let hash = Sha256::new().chain_update(shown.as_bytes());
        format!("{head} {}", short(hash))
    }

    /// Reads what a row carries; the digest in it is for whoever has the cells.
    pub(super) fn read(mark: &str) -> Option<Self> {
        let mut parts = mark.split_whitespace();
        let day = parts.next()?.parse().ok()?;
        let (number, of) = parts.next()?.split_once('/')?;
        let (number, of) = (number.parse().ok()?, of.parse().ok()?);
        let list = parts.next()?.to_owned();
        let whole = parts.next().is_some() && parts.next().is_none() && (1..=of).contains(&number);
        whole.then_some(Self {
            day,
            number,
            of,
            list,
        })
    }
}

/// The text as it is sealed: programs write blanks and line breaks each in their own way.
pub(super) fn solid(text: &str) -> Cow<'_, str> {
    let passes = |c: char| c.is_whitespace() || c.is_control();
    if text.contains(passes) {
        Cow::Owned(text.chars().filter(|&c| !passes(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What tells a list from others: made of all of its findings as they come.
#[derive(Debug, Clone, Default)]
pub(super) struct ListId(Sha256);

impl ListId {
    pub(super) fn add(&mut self, finding: &[u8]) {
        self.0.update(finding);
        self.0.update([0x1e]);
    }

    pub(super) fn name(self) -> String {
        short(self.0)
    }
}

fn short(hash: Sha256) -> String {
    let digest = hash.finalize();
    hex(digest.get(..SHORT).unwrap_or(&digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_and_tells_every_cell_and_its_place() {
        let seal = Seal {
            day: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
            number: 2,
            of: 3,
            list: "0123456789abcdef".to_owned(),
        };
        let mark = seal.mark(["甲", "乙\r\n丙"]);
        assert_eq!(Seal::read(&mark).as_ref(), Some(&seal));
        assert_eq!(mark, seal.mark(["甲 ", "乙\n丙"]));
        let third = Seal {
            number: 3,
            ..seal.clone()
        };
        for other in [
            seal.mark(["甲乙", "丙"]),
            seal.mark(["甲", "乙丁"]),
            third.mark(["甲", "乙\n丙"]),
        ] {
            assert_ne!(mark, other);
        }
        for odd in [
            "",
            "x",
            "2026-03-01 4/3 a b",
            "2026-03-01 1/3 a",
            "2026-03-01 1/3 a b c",
        ] {
            assert_eq!(Seal::read(odd), None, "{odd}");
        }
    }
}
