//! The statutory festivals: on which days a year that nobody published may have its days off, and its days made up.

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use std::sync::OnceLock;

/// One festival.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Festival {
    #[expect(dead_code, reason = "for who reads the file")]
    name: String,
    /// The first and last day it can fall on, as `05-01`.
    earliest: String,
    latest: String,
    /// Its day in the years for which it was worked out.
    #[serde(default)]
    dates: Vec<NaiveDate>,
    /// Days around it that may be off, and weekends that may be worked.
    off: [i8; 2],
    work: [i8; 2],
}

impl Festival {
    pub(super) fn all() -> &'static [Self] {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            festival: Vec<Festival>,
        }
        static ALL: OnceLock<Vec<Festival>> = OnceLock::new();
        ALL.get_or_init(|| {
            let all = crate::embedded::FESTIVALS.iter();
            let read =
                |file: &crate::embedded::File| file.read::<File>().expect("a test loads festivals.toml");
            all.flat_map(|file| read(file).festival).collect()
        })
    }

    /// Every day that may be off for it in a year.
    pub(super) fn days_off(&self, year: i32) -> impl Iterator<Item = NaiveDate> {
        self.around(year, self.off)
    }

    /// Every day that may be worked for it in a year, were it a weekend.
    pub(super) fn made_up(&self, year: i32) -> impl Iterator<Item = NaiveDate> {
        self.around(year, self.work)
    }

    fn around(&self, year: i32, [from, to]: [i8; 2]) -> impl Iterator<Item = NaiveDate> + use<> {
        let days = self
            .days(year)
            .and_then(|(earliest, latest)| Some((shifted(earliest, from)?, shifted(latest, to)?)));
        days.into_iter()
            .flat_map(|(first, last)| first.iter_days().take_while(move |&day| day <= last))
    }

    /// The first and last day it can fall on in a year.
    fn days(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        use chrono::Datelike;
        if let Some(&day) = self.dates.iter().find(|day| day.year() == year) {
            return Some((day, day));
        }
        let of = |text: &str| {
            let (month, day) = text.split_once('-')?;
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
        };
        Some((of(&self.earliest)?, of(&self.latest)?))
    }
}

fn shifted(day: NaiveDate, by: i8) -> Option<NaiveDate> {
    let days = Days::new(u64::from(by.unsigned_abs()));
    if by < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}
