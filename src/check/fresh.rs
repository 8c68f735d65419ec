//! `fresh`: data that must have been updated as often as declared: last update plus the declared period, against the day
//! of the audit. Proven only after one more period of grace, at least a week, neither counted from before the duty was
//! there. Keeps nothing between rows.

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, required, when, words};
use crate::model::{Columns, Date, Fault, Field, Frequency, Record, Text, Value, Vocabulary};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use toml::Spanned;

/// Shortest grace: data that is a week late is late whatever its period, before that it may be a holiday.
const LEAST_GRACE: Days = Days::new(7);

/// `{ updated = "last_updated_at", frequency = "update_frequency" }`, or `{ updated = "…", days = 400 }`; with
/// `filled = true` a blank date is a breach too.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    updated: Spanned<String>,
    frequency: Option<Spanned<String>>,
    days: Option<u16>,
    #[serde(default)]
    filled: bool,
}

#[derive(Debug)]
enum Period {
    Declared(Field),
    Days(u16),
}

#[derive(Debug)]
pub(super) struct Fresh {
    updated: Field,
    period: Period,
    filled: bool,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Fresh> {
        let updated = when::field(vocabulary, &self.updated, faults);
        let period = match (&self.frequency, self.days) {
            (Some(frequency), None) => when::field(vocabulary, frequency, faults).map(Period::Declared),
            (None, Some(days)) => Some(Period::Days(days)),
            _ => {
                faults.push(Fault::new(self.updated.span(), words::one_period()));
                None
            }
        };
        Some(Fresh {
            updated: updated?,
            period: period?,
            filled: self.filled,
        })
    }
}

impl Check for Fresh {
    fn kind(&self) -> &'static str {
        "fresh"
    }

    fn fields(&self) -> Vec<Field> {
        match self.period {
            Period::Declared(frequency) => vec![self.updated, frequency],
            Period::Days(_) => vec![self.updated],
        }
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let updated = vocabulary.entry(self.updated).text();
        match self.period {
            Period::Declared(field) => {
                words::must_be_fresh(&updated, &vocabulary.entry(field).text(), self.filled)
            }
            Period::Days(days) => words::must_be_within(&updated, days, self.filled),
        }
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let updated = vocabulary.entry(self.updated).text();
        let (fails, passes) = match self.period {
            Period::Declared(field) => words::freshness(&updated, &vocabulary.entry(field).text()),
            Period::Days(days) => words::within(&updated, days),
        };
        Example {
            fails,
            passes,
            remedy: words::update_or_correct(&updated),
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields: Vec<_> = self.fields().into_iter().filter(|&f| !columns.has(f)).collect();
        Missing {
            judgeable: fields.is_empty(),
            fields,
            certain: true,
        }
    }

    fn open<'a>(&'a self, _: &Columns, setting: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            check: self,
            as_of: setting.as_of,
            from: setting.from,
        })
    }
}

struct Open<'a> {
    check: &'a Fresh,
    as_of: NaiveDate,
    from: Option<NaiveDate>,
}

impl Open<'_> {
    /// The day the next update was due, and the last day of grace.
    fn due(&self, record: &Record<'_>, from: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let after = |day: NaiveDate| match self.check.period {
            Period::Declared(field) => match record.value(field) {
                Value::Frequency(frequency) => Frequency::due(frequency, day),
                _ => None,
            },
            Period::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
        };
        let due = after(from)?;
        let grace = after(due)?.max(due.checked_add_days(LEAST_GRACE)?);
        Some((due, grace))
    }

    /// The breach of an update on a day after which another was due.
    fn late(
        &self,
        record: &Record<'_>,
        day: NaiveDate,
        (due, grace): (NaiveDate, NaiveDate),
    ) -> Option<Breach> {
        // A few days past a due date may be a holiday.
        if self.as_of <= due.checked_add_days(LEAST_GRACE)? {
            return None;
        }
        let declared = match self.check.period {
            Period::Declared(field) => record.text(field).to_owned(),
            Period::Days(days) => format!("{days} 日"),
        };
        let late = words::late(&declared, day, due, self.as_of);
        // Before the duty was there no clock ran.
        let counted = self.from.filter(|&from| day < from);
        let (_, last) = counted.map_or(Some((due, grace)), |from| self.due(record, from))?;
        let proven = self.as_of > last;
        let message = match (counted, proven) {
            (None, true) => words::beyond_grace(&late, grace),
            (None, false) => words::within_grace(&late, grace),
            (Some(from), true) => words::beyond_grace_since(&late, from, last),
            (Some(from), false) => words::within_grace_since(&late, from, last),
        };
        Some(self.breach(record, message, proven))
    }

    fn in_the_future(&self, record: &Record<'_>, day: NaiveDate) -> Breach {
        let name = record.vocabulary().entry(self.check.updated).text();
        Breach {
            class: Observed::Value,
            expected: words::not_after(&name, self.as_of),
            suggestion: Some(words::check_the_date(&name)),
            ..self.breach(record, words::in_the_future(&name, day, self.as_of), false)
        }
    }

    fn breach(&self, record: &Record<'_>, message: Text, certain: bool) -> Breach {
        let name = record.vocabulary().entry(self.check.updated).text();
        Breach {
            place: record.place(self.check.updated),
            field: self.check.updated,
            observed: record.text(self.check.updated).to_owned(),
            class: Observed::Late,
            expected: words::fresh(),
            message,
            suggestion: Some(words::update_or_correct(&name)),
            certain,
        }
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let name = record.vocabulary().entry(self.check.updated).text();
        match record.value(self.check.updated) {
            Value::Date(Date { day, .. }) if day > self.as_of => {
                breaches.push(self.in_the_future(record, day));
                true
            }
            Value::Date(Date { day, .. }) => {
                let Some(due) = self.due(record, day) else {
                    return false;
                };
                breaches.extend(self.late(record, day, due));
                true
            }
            Value::Unreadable | Value::Code => {
                breaches.push(self.breach(
                    record,
                    words::not_a_date(&name, record.text(self.check.updated)),
                    false,
                ));
                true
            }
            Value::Blank | Value::Placeholder if self.check.filled => {
                breaches.extend(required::unfilled(record, self.check.updated));
                true
            }
            Value::Absent
            | Value::Blank
            | Value::Placeholder
            | Value::Text
            | Value::Class(_)
            | Value::Flag(_)
            | Value::Frequency(_)
            | Value::Number(_)
            | Value::Uncomputed
            | Value::Broken => false,
        }
    }
}
