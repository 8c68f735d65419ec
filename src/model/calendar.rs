//! Working days: weekends and holidays off, make-up days worked. The day a period starts from is not counted. Years that
//! nobody published are answered with both bounds, the earliest and the latest day it can be, never with a guess. Knows
//! no law.

mod festival;
mod period;
mod reading;
mod year;

pub use period::{DayKind, Period};
pub use year::YearDays;

use super::{Fault, words};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use festival::Festival;
use reading::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, OnceLock};
use year::Year;

/// The years that a calendar can speak of.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Which days are worked.
#[derive(Clone)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
    /// Drawn when the first period is counted.
    bounds: OnceLock<Bounds>,
}

/// What was published, by which one calendar is told from another; what is drawn from it, and when, is no part of that.
impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar")
            .field("years", &self.years)
            .finish_non_exhaustive()
    }
}

/// The two ways to read years that were not published.
#[derive(Debug, Clone)]
struct Bounds {
    /// As few days off as there can be: no holiday, every weekend worked that may make up for one.
    few: Reading,
    /// As many days off as there can be: every festival at its longest, nothing made up for.
    many: Reading,
}

/// The day a period ends on: between two bounds, which are one and the same where every day in question is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// It cannot be before.
    pub earliest: NaiveDate,
    /// It cannot be after.
    pub latest: NaiveDate,
}

impl Due {
    /// A day that is known.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            earliest: day,
            latest: day,
        }
    }

    /// The day, where it is known.
    pub fn exact(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.latest)
    }
}

impl Calendar {
    /// The years that are built in.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: OnceLock<Arc<Calendar>> = OnceLock::new();
        let read = || {
            let mut calendar = Self::empty();
            let mut faults = Vec::new();
            for file in crate::embedded::CALENDAR {
                let years: BTreeMap<String, YearDays> = file.read().expect("a test loads calendar.toml");
                for (year, days) in years {
                    calendar.put(&year, 0..0, &days, &mut faults);
                }
            }
            debug_assert!(faults.is_empty());
            Arc::new(calendar)
        };
        Arc::clone(BUILT_IN.get_or_init(read))
    }

    /// A calendar of no year.
    fn empty() -> Self {
        Self {
            years: BTreeMap::new(),
            bounds: OnceLock::new(),
        }
    }

    /// Adds a year or replaces it. Whatever is wrong with it goes to `faults`.
    pub fn put(&mut self, year: &str, span: Range<usize>, days: &YearDays, faults: &mut Vec<Fault>) {
        self.bounds = OnceLock::new();
        match year.parse().ok().filter(|y| YEARS.contains(y)) {
            Some(number) => {
                let year = Year::read(number, &span, days, faults);
                self.years.insert(number, year);
            }
            None => faults.push(Fault::new(span, words::not_a_year(year))),
        }
    }

    fn few(&self) -> &Reading {
        &self.bounds.get_or_init(|| self.drawn()).few
    }

    fn many(&self) -> &Reading {
        &self.bounds.get_or_init(|| self.drawn()).many
    }

    /// The bounds of the years that the calendar does not hold.
    fn drawn(&self) -> Bounds {
        let (mut few, mut many) = (Reading::default(), Reading::default());
        for year in self.years.values() {
            few.publish(year);
            many.publish(year);
        }
        for year in YEARS.filter(|y| !self.years.contains_key(y)) {
            // The days about New Year begin in the year before it, whichever of the two was published.
            let inside = |day: &NaiveDate| day.year() == year;
            for (festival, year) in Festival::all().iter().flat_map(|f| [(f, year), (f, year + 1)]) {
                few.work(festival.made_up(year).filter(inside));
                many.rest(festival.days_off(year).filter(inside));
            }
        }
        Bounds {
            few: few.sorted(),
            many: many.sorted(),
        }
    }

    /// The years whose days off were published, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// The day a period ends on that starts from a day. A period of calendar days that would end on a day off ends on the
    /// next working day, where it `rolls`.
    pub fn after(&self, day: NaiveDate, period: Period, rolls: bool) -> Due {
        let end = |reading: &Reading| match period.days {
            DayKind::Working => reading.forward(day, period.n),
            DayKind::Calendar => {
                let end = day.checked_add_days(Days::new(u64::from(period.n)));
                let end = end.unwrap_or(NaiveDate::MAX);
                if rolls { reading.on_or_after(end) } else { end }
            }
        };
        Due {
            earliest: end(self.few()),
            latest: end(self.many()),
        }
    }

    /// The day that lies a period before a day: counted backwards, never rolled.
    pub fn before(&self, day: NaiveDate, period: Period) -> Due {
        let start = |reading: &Reading| match period.days {
            DayKind::Working => reading.back(day, period.n),
            DayKind::Calendar => day
                .checked_sub_days(Days::new(u64::from(period.n)))
                .unwrap_or(NaiveDate::MIN),
        };
        Due {
            earliest: start(self.many()),
            latest: start(self.few()),
        }
    }

    /// How many working days come after a day until another, at least and at most; none where the other comes first.
    pub fn between(&self, day: NaiveDate, until: NaiveDate) -> (u32, u32) {
        (self.many().worked(day, until), self.few().worked(day, until))
    }

    /// Whether a day is surely worked or surely off; `None` where nobody published it.
    pub fn is_worked(&self, day: NaiveDate) -> Option<bool> {
        let (few, many) = (self.few().is_worked(day), self.many().is_worked(day));
        (few == many).then_some(few)
    }

    /// The published holidays that a stretch of days runs into, each whole: as long as nobody works, its weekends with it.
    pub fn holidays(&self, days: RangeInclusive<NaiveDate>) -> Vec<RangeInclusive<NaiveDate>> {
        let off = |day: &NaiveDate| self.is_worked(*day) == Some(false);
        let mut found: Vec<RangeInclusive<NaiveDate>> = Vec::new();
        let published = self.years.values().flat_map(|y| &y.off).copied();
        for day in published.filter(|day| days.contains(day)) {
            if found.last().is_some_and(|holiday| holiday.contains(&day)) {
                continue;
            }
            let reach = |step: fn(&NaiveDate) -> Option<NaiveDate>| {
                let reach = std::iter::successors(Some(day), |d| step(d).filter(off));
                reach.last().unwrap_or(day)
            };
            found.push(reach(NaiveDate::pred_opt)..=reach(NaiveDate::succ_opt));
        }
        found
    }

    /// The published weekend days in a stretch of days that are worked.
    pub fn made_up(&self, days: RangeInclusive<NaiveDate>) -> Vec<NaiveDate> {
        let published = self.years.values().flat_map(|y| &y.work).copied();
        published.filter(|day| days.contains(day)).collect()
    }

    /// The years in a stretch of days whose days off nobody published, as far as they matter.
    pub fn unknown(&self, days: RangeInclusive<NaiveDate>) -> BTreeSet<i32> {
        let doubtful = |day: &NaiveDate| self.is_worked(*day).is_none();
        let all = days.start().iter_days().take_while(|day| days.contains(day));
        all.filter(doubtful)
            .map(|day| {
                // The turn of a year hangs on the notice of the next.
                let own = day.year();
                if self.years.contains_key(&own) {
                    own + 1
                } else {
                    own
                }
            })
            .collect()
    }
}

/// Whether a day is a Saturday or a Sunday.
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
