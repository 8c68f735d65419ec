//! The row that shows how a form is filled in: marked as an example, so that nobody takes it for a record, and in order,
//! so that whoever copies it does right.

use super::columns::{Column, Need};
use super::trial::Held;
use super::words;
use crate::check::{Bar, Term, Trial};
use crate::model::{Type, Vocabulary};
use chrono::NaiveDate;

/// What a cell of the example holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Nothing,
    Words(String),
    Day(NaiveDate),
    Number(f64),
}

/// How often cells are changed before what still conflicts is let be.
const TRIES: usize = 64;

/// The example of each column. Where a value makes another column required, that value is shown with what it asks for;
/// what hangs on values that are not shown stays blank, and no cell is at odds with another.
pub(super) fn row(
    vocabulary: &Vocabulary,
    columns: &[Column<'_>],
    bars: &[Bar],
    day: NaiveDate,
) -> Vec<Shown> {
    let mut draft = Draft {
        vocabulary,
        columns,
        bars,
        picked: columns.iter().map(|c| first(c, columns, day)).collect(),
    };
    for _ in 0..TRIES {
        let row = draft.row();
        let Some(bar) = bars.iter().find(|bar| draft.held(&row).conflicts(bar) > 0) else {
            break;
        };
        if !draft.mend(bar) {
            break;
        }
    }
    draft.row()
}

struct Draft<'d, 'p> {
    vocabulary: &'d Vocabulary,
    columns: &'d [Column<'p>],
    bars: &'d [Bar],
    /// What each column would show if nothing kept it blank.
    picked: Vec<Shown>,
}

impl<'p> Draft<'_, 'p> {
    fn held<'r>(&'r self, row: &'r [Shown]) -> Held<'r, 'p> {
        Held {
            vocabulary: self.vocabulary,
            columns: self.columns,
            row,
        }
    }

    /// The row with what nothing asks for left blank. Of cells of which one will do the first is filled in.
    fn row(&self) -> Vec<Shown> {
        let columns = || self.columns.iter().enumerate();
        let mut row = self.picked.clone();
        for (at, _) in columns().filter(|(_, c)| hangs(c)) {
            if let Some(cell) = row.get_mut(at) {
                *cell = Shown::Nothing;
            }
        }
        for _ in 0..self.columns.len() {
            let held = self.held(&row);
            let due = |at: usize| row.get(at) == Some(&Shown::Nothing) && self.shows(at).is_some();
            let mut open = columns().filter(|&(at, c)| hangs(c) && due(at));
            let Some((at, _)) = open.find(|(_, c)| c.asks.iter().any(|ask| held.asks(ask))) else {
                break;
            };
            if let (Some(cell), Some(shown)) = (row.get_mut(at), self.shows(at)) {
                *cell = shown.clone();
            }
        }
        row
    }

    /// What a column shows where it shows anything.
    fn shows(&self, at: usize) -> Option<&Shown> {
        self.picked.get(at).filter(|shown| **shown != Shown::Nothing)
    }

    /// Changes the one cell after which the fewest conflicts are left; `false` where no change helps.
    fn mend(&mut self, bar: &Bar) -> bool {
        let now = self.conflicts();
        let mut best: Option<(usize, usize, Shown)> = None;
        for field in bar.any.iter().chain(&bar.when).map(|t| t.field) {
            let Some(at) = self.columns.iter().position(|c| c.field == field) else {
                continue;
            };
            for other in self.others(at) {
                let left = self.with(at, other.clone(), Self::conflicts);
                if left < best.as_ref().map_or(now, |(left, ..)| *left) {
                    best = Some((left, at, other));
                }
            }
        }
        let Some((_, at, other)) = best else {
            return false;
        };
        self.put(at, other);
        true
    }

    fn with<T>(&mut self, at: usize, other: Shown, look: impl FnOnce(&Self) -> T) -> T {
        let was = self.put(at, other);
        let seen = look(self);
        self.put(at, was);
        seen
    }

    /// Puts something in a cell; what was there comes back.
    fn put(&mut self, at: usize, shown: Shown) -> Shown {
        match self.picked.get_mut(at) {
            Some(cell) => std::mem::replace(cell, shown),
            None => shown,
        }
    }

    fn conflicts(&self) -> usize {
        let row = self.row();
        let held = self.held(&row);
        self.bars.iter().map(|bar| held.conflicts(bar)).sum()
    }

    /// What else a cell could show: the values of its list, the words that rules want in it, nothing where it may be blank.
    fn others(&self, at: usize) -> Vec<Shown> {
        let Some(column) = self.columns.get(at) else {
            return Vec::new();
        };
        let offered = column.choices.values().iter().map(|v| v.zh.clone());
        let mut others: Vec<Shown> = offered.map(Shown::Words).collect();
        if others.is_empty() {
            let terms = self
                .bars
                .iter()
                .flat_map(|bar| bar.any.iter().chain(&bar.when).chain(&bar.unless));
            let own = terms.filter(|t| t.field == column.field);
            others.extend(own.flat_map(wanted).map(Shown::Words));
        }
        if column.asks.is_empty() {
            others.push(Shown::Nothing);
        }
        others
    }
}

/// The words of a condition that a cell could show.
fn wanted(term: &Term) -> impl Iterator<Item = String> + '_ {
    term.trials.iter().filter_map(|trial| match trial {
        Trial::Is(word) | Trial::Holds(word) => Some(word.clone()),
        Trial::Filled | Trial::Blank | Trial::Headed(_) | Trial::Same(_) | Trial::Compares(..) => None,
    })
}

/// Whether it is asked for only where other cells say so.
fn hangs(column: &Column<'_>) -> bool {
    !column.asks.is_empty()
        && column
            .asks
            .iter()
            .all(|ask| !ask.when.is_empty() || !ask.unless.is_empty())
}

/// Of a list the value that asks for another column, else the first, of yes and no that nobody asks for the second; else a
/// text that will do.
fn first(column: &Column<'_>, columns: &[Column<'_>], day: NaiveDate) -> Shown {
    if let Some(value) = telling(column, columns) {
        return Shown::Words(value);
    }
    match (&column.entry.kind, &column.shape) {
        (Type::Date, _) => Shown::Day(day),
        (Type::Number, _) => Shown::Number(0.0),
        (_, Some(shape)) => Shown::Words(shape.sample.clone()),
        (_, None) => Shown::Words(words::fill_in(&column.name)),
    }
}

fn telling(column: &Column<'_>, columns: &[Column<'_>]) -> Option<String> {
    let values = column.choices.values();
    let first = values.first()?;
    let telling = columns.iter().flat_map(|c| &c.asks).flat_map(|ask| &ask.when);
    let mut words = telling
        .filter(|t| t.field == column.field && !t.negated)
        .flat_map(|t| &t.trials);
    let offered = |word: &str| values.iter().find(|v| v.zh == word);
    let asking = words.find_map(|trial| match trial {
        Trial::Is(word) => offered(word),
        _ => None,
    });
    let plain = match column.entry.kind {
        Type::Flag if column.need == Need::Never => values.last().unwrap_or(first),
        _ => first,
    };
    Some(asking.unwrap_or(plain).zh.clone())
}
