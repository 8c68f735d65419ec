//! `prompt`: a period without a number. Held to what the user sets, never proven; 立即 alone is held to the same day by
//! itself. Keeps nothing between rows.

use super::deadline::{Cell, Outcome, Sum, dates, day_of, doubtful, sample_after};
use super::{
    Aside, Breach, Check, Clock, Example, Missing, Probe, Proof, Setting, When, Withheld, Word, cell::absent,
    when, words,
};
use crate::model::{Columns, DayKind, Fault, Field, Period, Record, Text, Vocabulary};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;

/// `{ from = "found_at", to = ["fixed_at"], word = "及时", when = {…}, unless = {…} }`; 定期 without `to` asks how long ago
/// `from` is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    from: Spanned<String>,
    #[serde(default)]
    to: Vec<Spanned<String>>,
    word: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    unless: when::Raw,
}

#[derive(Debug)]
pub(super) struct Prompt {
    from: Field,
    to: Vec<Field>,
    word: Word,
    when: When,
    unless: When,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Prompt> {
        let from = dates(vocabulary, &self.from, faults);
        let to = when::fields(vocabulary, &self.to, faults);
        let word = Word::read(self.word.get_ref());
        match word {
            None => faults.push(Fault::new(
                self.word.span(),
                words::no_such_word(self.word.get_ref()),
            )),
            Some(word) if self.to.is_empty() && word != Word::Regularly => {
                faults.push(Fault::new(self.word.span(), words::nothing_follows(word)));
            }
            Some(_) => {}
        }
        let when = When::compile(self.when, vocabulary, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        Some(Prompt {
            from: from?,
            to: to?,
            word: word.filter(|&w| w == Word::Regularly || !self.to.is_empty())?,
            when: when?,
            unless: unless?,
        })
    }
}

impl Check for Prompt {
    fn kind(&self) -> &'static str {
        "prompt"
    }

    fn fields(&self) -> Vec<Field> {
        let to = self.to.iter().copied();
        to.chain([self.from])
            .chain(self.when.fields())
            .chain(self.unless.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let from = vocabulary.entry(self.from).text();
        let asked = if self.to.is_empty() {
            words::must_be_done_again(&from, self.word)
        } else {
            words::must_be_done_soon(&from, self.word, &vocabulary.names(&self.to))
        };
        let asked = words::when(&self.when.told(vocabulary), &asked);
        words::unless(&asked, &self.unless.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let name = |field| vocabulary.entry(field).text();
        let (from, to) = (name(self.from), self.to.first().map(|&f| name(f)));
        let period = sample_period(self.word);
        let (first, last) = sample_after(period);
        let days = |day: NaiveDate| {
            let start = words::on_day(&from, first);
            let said = match &to {
                Some(to) => words::with(&start, &words::on_day(to, day)),
                None => words::with(&start, &words::audited_on(day)),
            };
            words::under(
                &self.when.told(vocabulary),
                &words::held_to(&said, self.word, period),
            )
        };
        Example {
            fails: days(last + chrono::Days::new(7)),
            passes: days(last),
            remedy: words::do_it_in_time(to.as_ref().unwrap_or(&from)),
        }
    }

    fn proof(&self) -> Proof {
        Proof::None
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let mut fields = absent(self.to.iter().copied(), columns);
        let some = self.to.is_empty() || fields.len() < self.to.len();
        let needed = absent(std::iter::once(self.from).chain(self.when.fields()), columns);
        let judgeable = some && needed.is_empty();
        fields.extend(needed);
        Missing {
            fields,
            judgeable,
            certain: self.unless.missing(columns).is_empty(),
        }
    }

    fn withheld(&self, setting: &Setting) -> Option<Withheld> {
        let set = setting.clock.tolerance(self.word).is_some();
        (!set).then(|| Withheld {
            reason: words::no_tolerance(self.word),
            whole: true,
        })
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let exempt = self.unless.first(record).is_some();
        self.when.unread(record).filter(|_| !exempt)
    }

    fn open<'a>(&'a self, columns: &Columns, setting: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            check: self,
            period: setting.clock.tolerance(self.word),
            as_of: setting.as_of,
            clock: Arc::clone(&setting.clock),
            to: self.to.iter().copied().filter(|&f| columns.has(f)).collect(),
            aside: None,
        })
    }
}

/// A number that examples take for a word.
fn sample_period(word: Word) -> Period {
    let (n, days) = match word {
        Word::Promptly => (10, DayKind::Working),
        Word::AtOnce => (0, DayKind::Calendar),
        Word::Regularly => (365, DayKind::Calendar),
    };
    Period { n, days }
}

struct Open<'a> {
    check: &'a Prompt,
    /// What the user allows; nothing is judged without.
    period: Option<Period>,
    as_of: NaiveDate,
    clock: Arc<Clock>,
    to: Vec<Field>,
    aside: Option<Aside>,
}

impl Open<'_> {
    fn sum(&self, record: &Record<'_>, from: NaiveDate, period: Period) -> Sum<'_> {
        let name = record.vocabulary().entry(self.check.from).text();
        // The same day is the same day, whether anyone works on it or not.
        let rolls = self.clock.rolls && period.n > 0;
        let set = self.clock.tolerances.contains_key(&self.check.word);
        Sum {
            clock: &self.clock,
            start: words::from_day_soon(&name, from, self.check.word, period, set),
            counted: Some((from, period)),
            due: self.clock.calendar.after(from, period, rolls),
            longer: None,
            unit: period.days,
            reckoned: None,
            certain: false,
        }
    }

    fn hold(&self, record: &Record<'_>, sum: &Sum<'_>, from: NaiveDate, to: Field) -> Option<Breach> {
        match day_of(record, to).come(record, to, self.as_of) {
            Cell::Doubt(breach) => Some(*breach),
            Cell::Day(day) if day < from => {
                let name = record.vocabulary().entry(to).text();
                Some(doubtful(
                    record,
                    to,
                    words::before_its_start(&sum.start, &name, day),
                ))
            }
            Cell::Day(day) => sum.breach(record, to, Outcome::Done(day)),
            Cell::Blank => sum.breach(record, to, Outcome::Open(self.as_of)),
        }
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let check = self.check;
        let Some(period) = self.period else { return false };
        if !check.when.all(record) || check.unless.first(record).is_some() {
            return false;
        }
        match day_of(record, check.from).come(record, check.from, self.as_of) {
            Cell::Blank => {
                self.aside = Some(Aside::Unstarted(check.from));
                return false;
            }
            Cell::Doubt(breach) => breaches.push(*breach),
            Cell::Day(from) => {
                let sum = self.sum(record, from, period);
                if check.to.is_empty() {
                    breaches.extend(sum.breach(record, check.from, Outcome::Again(self.as_of)));
                } else {
                    let held = self.to.iter().filter_map(|&to| self.hold(record, &sum, from, to));
                    breaches.extend(held);
                }
            }
        }
        true
    }

    fn aside(&mut self) -> Option<Aside> {
        self.aside.take()
    }
}
