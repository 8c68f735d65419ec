//! By when something must be done: the ways a provision may say it. Knows no record.

use super::{Raw, sample_after, sample_day};
use crate::check::{when, words};
use crate::model::{Calendar, DayKind, Fault, Field, Period, Text, Type, Vocabulary};
use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

/// What a number counts.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Unit {
    /// Working days.
    #[serde(rename = "工作日")]
    Working,
    /// Every day.
    #[serde(rename = "日")]
    Calendar,
}

impl Unit {
    fn period(self, n: u16) -> Period {
        let days = match self {
            Self::Working => DayKind::Working,
            Self::Calendar => DayKind::Calendar,
        };
        Period { n, days }
    }
}

/// `{ by = "extended", within = 10 }`: so many days in all where the flag says yes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExtension {
    by: Spanned<String>,
    within: Spanned<u16>,
}

/// Where a period starts.
#[derive(Debug)]
pub(super) enum Start {
    /// The day in a field.
    Day(Field),
    /// The last day of the year in a field.
    Year(Field),
}

/// By when.
#[derive(Debug)]
pub(super) enum Limit {
    /// So long after a start.
    Within {
        start: Start,
        period: Period,
        /// The flag that says that it was extended, and the whole of what it is then.
        extended: Option<(Field, Period)>,
    },
    /// So long before a day, at least.
    Before { from: Field, period: Period },
    /// By the day that a field sets.
    Due(Field),
}

impl Limit {
    pub(super) fn compile(raw: &Raw, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Self> {
        let fault = |message| Fault::new(raw.to.span(), message);
        let unit = raw.unit.filter(|_| raw.due.is_none());
        match (&raw.within, &raw.before, &raw.due, unit) {
            (Some(_), None, None, None) | (None, Some(_), None, None) => {
                faults.push(fault(words::no_unit()));
                None
            }
            (Some(n), None, None, Some(unit)) => Self::within(raw, n, unit, vocabulary, faults),
            (None, Some(n), None, Some(unit)) => {
                let (Some(from), None, None) = (&raw.from, &raw.year, &raw.extended) else {
                    faults.push(fault(words::before_what()));
                    return None;
                };
                let from = dates(vocabulary, from, faults);
                let period = some(n, unit, faults);
                Some(Self::Before {
                    from: from?,
                    period: period?,
                })
            }
            (None, None, Some(due), None) => {
                if raw.from.is_some() || raw.year.is_some() || raw.unit.is_some() || raw.extended.is_some() {
                    faults.push(Fault::new(due.span(), words::due_alone()));
                    return None;
                }
                dates(vocabulary, due, faults).map(Self::Due)
            }
            _ => {
                faults.push(fault(words::one_limit()));
                None
            }
        }
    }

    fn within(
        raw: &Raw,
        n: &Spanned<u16>,
        unit: Unit,
        vocabulary: &Vocabulary,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let start = match (&raw.from, &raw.year) {
            (Some(from), None) => dates(vocabulary, from, faults).map(Start::Day),
            (None, Some(year)) => when::field(vocabulary, year, faults).map(Start::Year),
            _ => {
                faults.push(Fault::new(raw.to.span(), words::one_start()));
                None
            }
        };
        let period = some(n, unit, faults);
        let extended = match &raw.extended {
            Some(extended) => {
                let flag = when::field(vocabulary, &extended.by, faults);
                if extended.within.get_ref() <= n.get_ref() {
                    faults.push(Fault::new(extended.within.span(), words::not_longer()));
                    return None;
                }
                Some((flag?, unit.period(*extended.within.get_ref())))
            }
            None => None,
        };
        Some(Self::Within {
            start: start?,
            period: period?,
            extended,
        })
    }

    /// The fields it is reckoned from.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        let field = match self {
            Self::Within {
                start: Start::Day(field) | Start::Year(field),
                ..
            }
            | Self::Before { from: field, .. }
            | Self::Due(field) => *field,
        };
        std::iter::once(field)
    }

    /// The flag that says that more time was given, and how much that is in all.
    pub(super) fn extended(&self) -> Option<(Field, Period)> {
        match self {
            Self::Within { extended, .. } => *extended,
            Self::Before { .. } | Self::Due(_) => None,
        }
    }

    /// A start in words with the last day that is in time.
    pub(super) fn sample(&self, vocabulary: &Vocabulary) -> (Text, NaiveDate) {
        let name = |field| vocabulary.entry(field).text();
        match self {
            Self::Within {
                start: Start::Day(field),
                period,
                ..
            } => {
                let (from, last) = sample_after(*period);
                (words::on_day(&name(*field), from), last)
            }
            Self::Within {
                start: Start::Year(field),
                period,
                ..
            } => {
                let end = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or(NaiveDate::MIN);
                let last = Calendar::built_in().after(end, *period, true).latest;
                (words::of_year(&name(*field), 2024), last)
            }
            Self::Before { from, period } => {
                let last = Calendar::built_in().before(sample_day(), *period).earliest;
                (words::on_day(&name(*from), sample_day()), last)
            }
            Self::Due(due) => (words::on_day(&name(*due), sample_day()), sample_day()),
        }
    }
}

/// A period of at least one day.
fn some(n: &Spanned<u16>, unit: Unit, faults: &mut Vec<Fault>) -> Option<Period> {
    if *n.get_ref() == 0 {
        faults.push(Fault::new(n.span(), words::no_days()));
        return None;
    }
    Some(unit.period(*n.get_ref()))
}

/// A field of dates.
pub(in crate::check) fn dates(
    vocabulary: &Vocabulary,
    id: &Spanned<String>,
    faults: &mut Vec<Fault>,
) -> Option<Field> {
    let field = when::field(vocabulary, id, faults)?;
    if vocabulary.entry(field).kind == Type::Date {
        return Some(field);
    }
    faults.push(Fault::new(id.span(), words::not_dates(id.get_ref())));
    None
}
