//! Every sheet of a book looked at once: a table, or a reason why not. Nothing is left out in silence.

use super::columns::assign;
use super::crammed::crammed;
use super::dictionaries::Dictionaries;
use super::dictionary::Dictionary;
use super::found::{Headings, Layout, SkippedSheet};
use super::grid::{Grid, Line};
use super::header::{Candidate, Heading};
use super::join::join;
use super::kinship::{Kinship, good, kinship};
use super::options::Options;
use super::own;
use super::spelling::key;
use super::values::Sample;
use super::words;
use crate::ingest::{Book, Code, Sheet, Stopped, Visibility};
use crate::model::{Text, column_of, fold};
use std::collections::BTreeSet;

/// How many headers a message names.
const NAMED: usize = 8;

/// Finds the tables of a book, each of a kind of its own, and says of every other sheet why it is none. What the file is
/// named by counts where it has a single sheet.
///
/// Stops when not a single sheet holds a table, with the best guess and the options that settle it.
pub fn layouts(
    book: &mut dyn Book,
    name: Option<&str>,
    dictionaries: &Dictionaries<'_>,
    options: &Options,
) -> Result<(Vec<Layout>, Vec<SkippedSheet>), Stopped> {
    let chosen = options.chosen(book.sheets())?;
    let (mut found, mut skipped, mut stops) = (Vec::new(), Vec::new(), Vec::new());
    let lists: Vec<usize> = (0..book.sheets().len())
        .filter(|at| own::is_list(book, *at))
        .collect();
    let alone = name.filter(|_| book.sheets().len() - lists.len() == 1);
    for at in chosen {
        let Some(sheet) = book.sheets().get(at).cloned() else {
            continue;
        };
        let name = sheet.name.clone().unwrap_or_else(|| (at + 1).to_string());
        let of_template = || own::is_of_template(book, at).then(words::of_template);
        let is_list = lists.contains(&at);
        let own = is_list.then(words::findings_list).or_else(of_template);
        if let Some(reason) = own.filter(|_| options.sheet.is_none()) {
            skipped.push(SkippedSheet {
                sheet: name,
                reason,
                stopped: None,
                own: true,
            });
            continue;
        }
        let (reason, stopped) = match look(book, at, &sheet, alone, dictionaries, options) {
            Ok(Look::Table(layout)) => {
                found.push(*layout);
                continue;
            }
            Ok(Look::Other(reason)) => (reason, None),
            Ok(Look::Unfound(matched, stop)) => {
                let reason = stop.message.clone();
                stops.push((matched, stop));
                (reason, None)
            }
            Err(stop) => (stop.message.clone(), Some(stop)),
        };
        skipped.push(SkippedSheet {
            sheet: name,
            reason,
            stopped,
            own: false,
        });
    }
    if found.is_empty() {
        return Err(nothing_found(skipped, stops));
    }
    join(book, dictionaries.vocabulary(), &mut found, &mut skipped)?;
    let unmet = unmet(options, &found);
    if let Some(first) = found.first_mut() {
        first.unmet = unmet;
    }
    Ok((found, skipped))
}

/// Headers that a person mapped and that no table has.
fn unmet(options: &Options, found: &[Layout]) -> Vec<String> {
    let met = |wanted: &str| {
        let column = column_of(wanted.trim());
        found.iter().flat_map(|layout| layout.columns.headers()).any(|h| {
            let leaf = h.text.rsplit('/').next().unwrap_or_default();
            column == Some(h.column) || key(&h.text) == key(wanted) || key(leaf) == key(wanted)
        })
    };
    options
        .map
        .iter()
        .map(|(header, _)| header.clone())
        .filter(|header| !met(header))
        .collect()
}

/// Of sheets that could not be read, sheets without a header and empty sheets, the first that there is.
fn nothing_found(skipped: Vec<SkippedSheet>, stops: Vec<(usize, Stopped)>) -> Stopped {
    if let Some(stop) = skipped.into_iter().find_map(|s| s.stopped) {
        return stop;
    }
    let mut best: Option<(usize, Stopped)> = None;
    for stop in stops {
        if best.as_ref().is_none_or(|b| stop.0 > b.0) {
            best = Some(stop);
        }
    }
    best.map_or_else(
        || Stopped::new(Code::Empty, words::empty_file()),
        |(_, stop)| stop,
    )
}

enum Look {
    Table(Box<Layout>),
    Other(Text),
    Unfound(usize, Stopped),
}

fn look(
    book: &mut dyn Book,
    at: usize,
    sheet: &Sheet,
    name: Option<&str>,
    dictionaries: &Dictionaries<'_>,
    options: &Options,
) -> Result<Look, Stopped> {
    if let Some(broken) = &sheet.broken {
        return Err(broken.clone());
    }
    let wanted = options.header_rows;
    let from = wanted.map_or(1, |w| w.first.unwrap_or(w.last.saturating_sub(2)));
    let grid = Grid::read(&mut *book.rows(at)?, &sheet.merges, from)?;
    if grid.lines.is_empty() {
        return Ok(Look::Other(words::empty_sheet()));
    }
    let Kinship {
        dictionary,
        best,
        kind,
        guess,
        doubtful,
    } = kinship(&grid, sheet, name, dictionaries, options);
    let named = options.sheet.is_some();
    match best {
        Some(c) if good(&c, &dictionary, options) => {
            if !named && wanted.is_none() && is_dictionary(&grid, &c, sheet, &dictionary) {
                return Ok(Look::Other(words::dictionary()));
            }
            let layout = layout(at, sheet, &grid, &c, &dictionary);
            Ok(Look::Table(Box::new(Layout {
                kind,
                kind_guess: guess,
                kind_doubtful: doubtful,
                ..layout
            })))
        }
        _ if !named && says_instructions(sheet) => Ok(Look::Other(words::instructions())),
        _ if !named && says_dictionary(sheet) => Ok(Look::Other(words::dictionary())),
        best => Ok(unfound(sheet, best, crammed(&grid, &dictionary))),
    }
}

fn unfound(sheet: &Sheet, best: Option<Candidate>, crammed: Option<(u32, char)>) -> Look {
    let place = words::of_sheet(sheet.name.as_deref());
    let matched = best.as_ref().map_or(0, Candidate::matched);
    if let Some((row, between)) = crammed {
        let message = Text {
            zh: words::crammed(&place.zh, row, between).zh,
            en: words::crammed(&place.en, row, between).en,
        };
        return Look::Unfound(
            matched,
            Stopped::new(Code::NoHeader, message).help(words::take_apart(between)),
        );
    }
    let message = match best {
        Some(c) => {
            let known = listed(c.headings.iter().filter(|h| h.meaning.is_some()));
            let unknown = listed(c.headings.iter().filter(|h| h.meaning.is_none()));
            let row = c.rows.last().copied().unwrap_or(0);
            Text {
                zh: words::no_header(&place.zh, row, &known.zh, &unknown.zh).zh,
                en: words::no_header(&place.en, row, &known.en, &unknown.en).en,
            }
        }
        None => Text {
            zh: words::no_row_like_a_header(&place.zh).zh,
            en: words::no_row_like_a_header(&place.en).en,
        },
    };
    let stop = Stopped::new(Code::NoHeader, message).help(words::settle_it());
    Look::Unfound(matched, stop)
}

fn listed<'h>(headings: impl Iterator<Item = &'h Heading>) -> Text {
    let short = |h: &Heading| fold(&h.text()).chars().take(20).collect::<String>();
    let all: Vec<String> = headings.map(short).collect();
    let shown = all
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("、");
    match all.len() {
        0 => words::nothing(),
        n if n > NAMED => words::and_more(&shown, n),
        _ => Text::same(shown),
    }
}

fn layout(
    at: usize,
    sheet: &Sheet,
    grid: &Grid,
    candidate: &Candidate,
    dictionary: &Dictionary<'_>,
) -> Layout {
    let last = candidate.rows.last().copied().unwrap_or(0);
    let headings = with_nameless(grid, last, candidate.headings.clone());
    let samples: Vec<Sample<'_>> = headings
        .iter()
        .map(|h| Sample::of(grid, last, h.column))
        .collect();
    let mapping = assign(dictionary, &headings, &samples, &sheet.hidden_columns);
    let below = grid.lines.iter().find(|l| l.number > last);
    Layout {
        unmet: Vec::new(),
        sheet: at,
        name: sheet.name.clone(),
        hidden: sheet.visibility == Visibility::Hidden,
        kind: String::new(),
        kind_guess: None,
        kind_doubtful: false,
        header_rows: candidate.rows.clone(),
        first_data_row: below.map_or(last.saturating_add(1), |l| l.number),
        hidden_columns: hidden(&headings, sheet),
        columns: mapping.columns,
        guesses: mapping.guesses,
        joined: None,
        headings: repeated(grid, candidate),
    }
}

fn hidden(headings: &[Heading], sheet: &Sheet) -> Vec<u16> {
    let columns = headings.iter().map(|h| h.column);
    columns.filter(|c| sheet.hidden_columns.contains(c)).collect()
}

/// Columns that have values but no header are listed with an empty one, so that nothing is left out in silence.
fn with_nameless(grid: &Grid, last: u32, mut headings: Vec<Heading>) -> Vec<Heading> {
    let mut named: BTreeSet<u16> = headings.iter().map(|h| h.column).collect();
    for line in grid.lines.iter().filter(|l| l.number > last) {
        for (column, ..) in line.cells() {
            if named.insert(column) {
                headings.push(Heading {
                    column,
                    path: Vec::new(),
                    meaning: None,
                });
            }
        }
    }
    headings.sort_by_key(|h| h.column);
    headings
}

fn repeated(grid: &Grid, candidate: &Candidate) -> Headings {
    let keys = |line: &Line| line.cells().map(|(c, _, t)| (c, key(t))).collect();
    let first = candidate.rows.first().copied().unwrap_or(0);
    let above = grid.lines.iter().take_while(|l| l.number < first);
    let alone = |l: &Line| {
        l.cells()
            .next()
            .filter(|_| l.filled() == 1)
            .map(|(_, _, text)| key(text))
    };
    Headings {
        rows: candidate
            .rows
            .iter()
            .filter_map(|&r| grid.line(r))
            .map(keys)
            .collect(),
        titles: above.filter_map(alone).collect(),
    }
}

fn says_instructions(sheet: &Sheet) -> bool {
    names(
        sheet,
        &[
            "说明",
            "须知",
            "封面",
            "目录页",
            "指南",
            "readme",
            "修订",
            "示例",
            "样例",
        ],
    )
}

fn says_dictionary(sheet: &Sheet) -> bool {
    names(
        sheet,
        &[
            "字典", "代码", "dict", "枚举", "码表", "下拉", "参数", "code", "选项",
        ],
    )
}

fn names(sheet: &Sheet, words: &[&str]) -> bool {
    let name = sheet.name.as_deref().map(fold).unwrap_or_default();
    words.iter().any(|w| name.contains(w))
}

/// Few headers over lists that have nothing to do with each other; or a name that says so and nothing that names a
/// resource.
fn is_dictionary(grid: &Grid, candidate: &Candidate, sheet: &Sheet, dictionary: &Dictionary<'_>) -> bool {
    let named = says_dictionary(sheet) || says_instructions(sheet);
    let name = dictionary.vocabulary().field("catalog_name");
    let nameless = !name.is_some_and(|f| candidate.fields.contains(&f));
    let few = candidate.fields.len() < 4;
    (named && few && nameless) || ((named || few) && are_lists(grid, candidate))
}

/// Every column is filled from the top and then ends, each at another depth.
fn are_lists(grid: &Grid, candidate: &Candidate) -> bool {
    let last = candidate.rows.last().copied().unwrap_or(0);
    let below: Vec<&Line> = grid.lines.iter().filter(|l| l.number > last).collect();
    let mut depths = BTreeSet::new();
    for heading in &candidate.headings {
        let filled = |l: &&Line| l.cell(heading.column).is_some();
        let depth = below.iter().copied().take_while(|l| filled(l)).count();
        if below.iter().copied().skip(depth).any(|l| filled(&l)) {
            return false;
        }
        depths.insert(depth);
    }
    depths.retain(|&d| d > 1);
    depths.len() >= 3
}
