//! Why a sheet has no header though somebody wrote one: all of it stands in one cell, since a text was delimited by what
//! delimits nothing, or a delimited text was pasted into one column. Decides nothing about a table.

use super::dictionary::Dictionary;
use super::grid::{Grid, Line};

/// Rows from the top that are looked at.
const LOOKED: usize = 20;
/// Headers of which a row is made, at least; and how many of them must be known.
const PARTS: usize = 3;
const KNOWN: usize = 2;
/// What people put between headers.
const BETWEEN: [char; 7] = ['，', ',', '；', ';', '｜', '|', '\t'];

/// A header that stands in one cell: its row and what stands between its parts.
pub(super) fn crammed(grid: &Grid, dictionary: &Dictionary<'_>) -> Option<(u32, char)> {
    let lines = grid.lines.iter().take(LOOKED);
    let alone = lines.filter(|line| line.filled() == 1);
    let between = |line: &Line| {
        let (_, _, text) = line.cells().next()?;
        let parts = |&c: &char| is_header(text, c, dictionary);
        BETWEEN.into_iter().find(parts)
    };
    alone
        .into_iter()
        .find_map(|line| Some((line.number, between(line)?)))
}

fn is_header(text: &str, between: char, dictionary: &Dictionary<'_>) -> bool {
    let parts: Vec<&str> = text.split(between).map(str::trim).collect();
    let known = |part: &&&str| dictionary.meaning(&[(**part).to_owned()]).is_some();
    let known = || parts.iter().filter(known).count();
    parts.len() >= PARTS && known() >= KNOWN.max(parts.len() / 2)
}
