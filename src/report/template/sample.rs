//! The row that shows how a form is filled in: marked as an example, so that nobody takes it for a record.

use super::columns::Column;
use crate::check::{Ask, Term, Trial};
use crate::model::{Field, Type};
use chrono::NaiveDate;

/// What a cell of the example holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Nothing,
    Words(String),
    Day(NaiveDate),
    Number(f64),
}

/// The example of each column. Where a value makes another column required, that value is shown with what it asks for;
/// what hangs on values that are not shown stays blank.
pub(super) fn row(columns: &[Column<'_>], day: NaiveDate) -> Vec<Shown> {
    let picked: Vec<Option<String>> = columns.iter().map(|c| pick(c, columns)).collect();
    let value = |field: Field| {
        let at = columns.iter().position(|c| c.field == field)?;
        picked.get(at)?.as_deref()
    };
    let shown = |column: &Column<'_>, picked: &Option<String>| match (&column.entry.kind, picked) {
        _ if hangs(column) && !column.asks.iter().any(|ask| applies(ask, &value)) => Shown::Nothing,
        (_, Some(value)) => Shown::Words(value.clone()),
        (Type::Date, None) => Shown::Day(day),
        (Type::Number, None) => Shown::Number(0.0),
        (_, None) => Shown::Words(super::words::fill_in(&column.name)),
    };
    columns
        .iter()
        .zip(&picked)
        .map(|(column, picked)| shown(column, picked))
        .collect()
}

/// Whether it is asked for only where other cells say so.
fn hangs(column: &Column<'_>) -> bool {
    !column.asks.is_empty()
        && column
            .asks
            .iter()
            .all(|ask| !ask.when.is_empty() || !ask.unless.is_empty())
}

/// Of a list the value that asks for another column, else the first.
fn pick(column: &Column<'_>, columns: &[Column<'_>]) -> Option<String> {
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
    Some(asking.unwrap_or(first).zh.clone())
}

/// Whether the values shown ask for a cell, as far as they tell.
fn applies<'v>(ask: &Ask, value: &impl Fn(Field) -> Option<&'v str>) -> bool {
    let holds = |term: &Term| {
        let any = term.trials.iter().any(|trial| match trial {
            Trial::Is(word) => value(term.field) == Some(word.as_str()),
            _ => false,
        });
        any != term.negated
    };
    ask.when.iter().all(holds) && !ask.unless.iter().any(holds)
}
