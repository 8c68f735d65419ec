//! Finding the header: windows of one to three rows, weighed by how many of their cells are known headers. Decides
//! where the header is, not which column wins a field.

use super::dictionary::{Dictionary, How, Meaning, Order};
use super::grid::{Grid, Line};
use super::options::HeaderRows;
use super::spelling::key;
use crate::ingest::Region;
use crate::model::{Field, Kind};
use std::collections::HashMap;

/// Rows from the top within which a header must stand.
pub(super) const TOP: usize = 100;
/// Rows past a good header after which a better one is no longer looked for.
const PATIENCE: usize = 20;

/// What a group header over several others adds.
const GROUPED: i64 = 60;

/// The headers over one column, group first.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) column: u16,
    pub(super) path: Vec<String>,
    pub(super) meaning: Option<Meaning>,
}

impl Heading {
    /// Its words on one line, groups joined by `/`.
    pub(super) fn text(&self) -> String {
        let line = |p: &String| p.lines().map(str::trim).collect::<String>();
        let lines: Vec<String> = self.path.iter().map(line).collect();
        lines.join("/")
    }
}

/// Rows that may be a header.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Row numbers.
    pub(super) rows: Vec<u32>,
    /// Columns with a heading, from left to right.
    pub(super) headings: Vec<Heading>,
    score: i64,
    /// Distinct fields that were recognised.
    pub(super) fields: Vec<Field>,
    exact: usize,
    matched: usize,
    textlike: usize,
    counted: usize,
}

impl Candidate {
    /// Whether it is a header without anybody saying so.
    pub(super) fn convinces(&self, dictionary: &Dictionary<'_>) -> bool {
        let all = self.counted.max(1);
        let key = self.fields.iter().any(|&f| dictionary.is_key(f)) || dictionary.lists_items(&self.fields);
        self.fields.len() >= 2
            && self.exact >= 1
            && key
            && self.textlike * 10 >= all * 7
            && (self.matched * 5 >= all || self.fields.len() >= 4)
    }

    /// How many of the headings were recognised.
    pub(super) fn matched(&self) -> usize {
        self.matched
    }
}

/// The best candidate, convincing or not; `None` where the sheet has no row that could be one.
pub(super) fn best(
    grid: &Grid,
    dictionary: &Dictionary<'_>,
    wanted: Option<HeaderRows>,
) -> Option<Candidate> {
    if let Some(HeaderRows {
        first: Some(first),
        last,
    }) = wanted
    {
        let rows = |l: &&Line| (first..=last).contains(&l.number);
        let window: Vec<Line> = grid.lines.iter().filter(rows).cloned().collect();
        return weigh(grid, &window, dictionary, true);
    }
    let wanted = wanted.map(|w| w.last);
    let mut best: Option<(usize, Candidate)> = None;
    let mut limits = Limits::default();
    for last in 0..grid.lines.len() {
        if wanted.is_none() && (last >= TOP || settled(best.as_ref(), last, dictionary)) {
            break;
        }
        for window in windows(grid, last, wanted) {
            let beaten = |(_, b): &(usize, Candidate)| limits.of(grid, window) <= b.score;
            if best.as_ref().is_some_and(beaten) {
                continue;
            }
            let Some(candidate) = weigh(grid, window, dictionary, wanted.is_some()) else {
                continue;
            };
            if best.as_ref().is_none_or(|(_, b)| candidate.score > b.score) {
                best = Some((last, candidate));
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// One to three consecutive rows down to the line `last`, which a person may have `wanted`.
fn windows(grid: &Grid, last: usize, wanted: Option<u32>) -> impl Iterator<Item = &[Line]> {
    let consecutive = |w: &[Line]| {
        w.windows(2)
            .all(|p| matches!(p, [a, b] if a.number + 1 == b.number))
    };
    let ends = move |w: &[Line]| wanted.is_none_or(|n| w.last().is_some_and(|l| l.number == n));
    (1..=3)
        .filter_map(move |depth| grid.lines.get((last + 1).checked_sub(depth)?..=last))
        .filter(move |w| consecutive(w) && ends(w))
}

fn settled(best: Option<&(usize, Candidate)>, last: usize, dictionary: &Dictionary<'_>) -> bool {
    best.is_some_and(|(at, b)| b.convinces(dictionary) && last > at + PATIENCE)
}

/// How much windows can weigh at most: rows of data, below a header that was found, are not worth the looking up.
#[derive(Default)]
struct Limits {
    /// By row the columns whose words could be a header's.
    textlike: HashMap<u32, Vec<u16>>,
}

impl Limits {
    /// No heading is worth more than 100, and only those that look like one count.
    fn of(&mut self, grid: &Grid, window: &[Line]) -> i64 {
        if window.iter().any(|l| grid.merges_at(l.number).next().is_some()) {
            return i64::MAX;
        }
        let mut textlike = 0;
        let mut below: &[Line] = &[];
        for (at, line) in window.iter().enumerate().rev() {
            let columns = self.textlike.entry(line.number).or_insert_with(|| {
                let cells = line.cells().filter(|(_, _, text)| is_textlike(text, None));
                cells.map(|(column, ..)| column).collect()
            });
            // The lowest row that has the column says what its heading looks like.
            let shows = |column: &&u16| below.iter().all(|l| l.cell(**column).is_none());
            textlike += columns.iter().filter(shows).count();
            below = window.get(at..).unwrap_or_default();
        }
        100 * i64::from(textlike as u32) + GROUPED - 25 * (i64::from(window.len() as u32) - 1)
    }
}

/// The weight of a window as a header; `None` where it cannot be one.
fn weigh(grid: &Grid, window: &[Line], dictionary: &Dictionary<'_>, wanted: bool) -> Option<Candidate> {
    let last = window.last()?;
    let bare = !wanted
        && (last.filled() < 2 || cuts(grid, window) || (window.len() > 1 && topped_by_title(grid, window)));
    if bare {
        return None;
    }
    let headings = headings(grid, window, dictionary);
    let mut tally = Candidate {
        rows: window.iter().map(|l| l.number).collect(),
        headings: Vec::new(),
        score: 0,
        fields: Vec::new(),
        exact: 0,
        matched: 0,
        textlike: 0,
        counted: 0,
    };
    let spanned = spanned(grid, last);
    for heading in headings.iter().filter(|h| !spanned.contains(&h.column)) {
        tally.counted += 1;
        let textlike = heading
            .path
            .last()
            .is_some_and(|t| is_textlike(t, last.cell(heading.column)));
        tally.textlike += usize::from(textlike);
        if let Some(meaning) = &heading.meaning {
            tally.score += points(meaning, &mut tally.fields, dictionary);
            tally.matched += 1;
            tally.exact += usize::from(meaning.how <= How::Exact);
        }
    }
    let all = i64::from(tally.counted.max(1) as u32);
    let (matched, textlike) = (i64::from(tally.matched as u32), i64::from(tally.textlike as u32));
    tally.score = tally.score * (all + matched) * textlike / (2 * all * all);
    tally.score -= 25 * (i64::from(window.len() as u32) - 1);
    if grouped(grid, window) {
        tally.score += GROUPED;
    }
    tally.headings = headings;
    Some(tally)
}

/// Columns that a header beside them covers: they have none of their own.
fn spanned(grid: &Grid, last: &Line) -> Vec<u16> {
    let covered = |m: Region| m.left + 1..=m.right.min(last.last().unwrap_or(0));
    let blank = |c: &u16| last.cell(*c).is_none();
    grid.merges_at(last.number)
        .filter(|m| m.right > m.left)
        .flat_map(covered)
        .filter(blank)
        .collect()
}

/// A merged header cell reaches below the window, so the header goes on.
fn cuts(grid: &Grid, window: &[Line]) -> bool {
    let (Some(first), Some(last)) = (window.first(), window.last()) else {
        return false;
    };
    grid.merges_at(last.number)
        .any(|m| m.top >= first.number && m.bottom > last.number && m.bottom - m.top <= 3)
}

fn points(meaning: &Meaning, fields: &mut Vec<Field>, dictionary: &Dictionary<'_>) -> i64 {
    let sure = match meaning.how {
        How::Forced | How::Exact => 100,
        How::Stripped => 60,
        How::Typo | How::Contained => 20,
    };
    let mut new = false;
    let counted = if meaning.ambiguous {
        1
    } else {
        meaning.fields.len()
    };
    for &field in meaning.fields.iter().take(counted) {
        if !fields.contains(&field) {
            fields.push(field);
            new = true;
        }
    }
    let ours = meaning.fields.iter().any(|&f| dictionary.in_kind(f));
    match (new, ours) {
        (true, true) => sure,
        (true, false) => sure / 2,
        (false, _) => 10,
    }
}

/// Header words are short and are no numbers, dates or addresses.
fn is_textlike(text: &str, cell: Option<(Kind, &str)>) -> bool {
    if matches!(
        cell,
        Some((Kind::Number | Kind::Date | Kind::Bool | Kind::Error, _))
    ) {
        return false;
    }
    let key = key(text);
    key.chars().count() <= 30
        && !key.contains("://")
        && key.chars().any(char::is_alphabetic)
        && !key.starts_with(|c: char| c.is_ascii_digit())
}

/// A title over the table is not a group header: one text, or one merge over most of the columns.
fn topped_by_title(grid: &Grid, window: &[Line]) -> bool {
    let Some((top, rest)) = window.split_first() else {
        return false;
    };
    let width = rest.iter().map(Line::filled).max().unwrap_or(0);
    let widest = grid
        .merges_at(top.number)
        .map(|m| usize::from(m.right - m.left) + 1)
        .max()
        .unwrap_or(1);
    top.filled() == 1 || width >= 4 && widest * 10 >= width * 8
}

/// The upper row holds at least one header over several columns that have headers of their own.
fn grouped(grid: &Grid, window: &[Line]) -> bool {
    let [top, .., last] = window else { return false };
    grid.merges_at(top.number)
        .filter(|m| m.right > m.left && m.bottom < last.number && m.top == top.number)
        .any(|m| (m.left..=m.right).all(|c| last.cell(c).is_some()))
}

fn headings(grid: &Grid, window: &[Line], dictionary: &Dictionary<'_>) -> Vec<Heading> {
    let width = window
        .iter()
        .filter_map(|l| l.last().map(|c| usize::from(c) + 1))
        .max()
        .unwrap_or(0);
    let first = window.first().map_or(0, |l| l.number);
    let mut rows: Vec<Vec<&str>> = window.iter().map(|l| effective(grid, l, first, width)).collect();
    spread_groups(&mut rows);
    (0..width)
        .filter_map(|c| {
            let mut path: Vec<String> = Vec::new();
            for text in rows
                .iter()
                .filter_map(|r| r.get(c))
                .filter(|t| !t.trim().is_empty())
            {
                if path.last().is_none_or(|above| key(above) != key(text)) {
                    path.push((*text).to_owned());
                }
            }
            (!path.is_empty()).then(|| heading(c as u16, path, dictionary))
        })
        .collect()
}

fn heading(column: u16, path: Vec<String>, dictionary: &Dictionary<'_>) -> Heading {
    let meaning = match dictionary.forced(column, &path) {
        Some(Order::Take(field)) => Some(Meaning::one(field, How::Forced)),
        Some(Order::Ignore) => None,
        None => dictionary.meaning(&path),
    };
    Heading {
        column,
        path,
        meaning,
    }
}

/// The texts of a line with those of merged cells that begin in the window.
fn effective<'g>(grid: &'g Grid, line: &'g Line, first: u32, width: usize) -> Vec<&'g str> {
    let mut texts = vec![""; width];
    for (column, _, text) in line.cells() {
        if let Some(slot) = texts.get_mut(usize::from(column)) {
            *slot = text;
        }
    }
    for merge in grid.merges_at(line.number).filter(|m| m.top >= first) {
        let text = grid.line(merge.top).map_or("", |l| l.text(merge.left));
        for slot in texts
            .iter_mut()
            .skip(usize::from(merge.left))
            .take(usize::from(merge.right - merge.left) + 1)
        {
            // What a damaged file hides under a merge still speaks for itself.
            if slot.is_empty() {
                *slot = text;
            }
        }
    }
    texts
}

/// Text files lose merges: a blank beside a group header belongs to the group, if both have a header below.
fn spread_groups(rows: &mut [Vec<&str>]) {
    for at in 1..rows.len() {
        let (upper, lower) = rows.split_at_mut(at);
        let (Some(upper), Some(lower)) = (upper.last_mut(), lower.first()) else {
            return;
        };
        let mut group = "";
        for (text, below) in upper.iter_mut().zip(lower) {
            if below.trim().is_empty() || text == below {
                group = "";
            } else if text.trim().is_empty() {
                *text = group;
            } else {
                group = text;
            }
        }
    }
}
