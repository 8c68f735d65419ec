//! An instrument: its names, its dates, whether it binds on a day. Knows no requirement.

use super::{Elsewhere, Outside};
use crate::model::{Text, fold};
use chrono::NaiveDate;
use serde::Deserialize;

/// One law, regulation or rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Id of the jurisdiction, as `--jurisdiction` takes it.
    pub id: String,
    /// Prefix of the requirement ids.
    pub prefix: String,
    /// Full title.
    pub title: Text,
    /// Other names and division codes.
    pub names: Vec<String>,
    /// How far it reaches.
    pub level: Level,
    /// The day it was adopted or issued.
    pub adopted: Option<NaiveDate>,
    /// The first day in force; `None` only for a draft.
    pub effective: Option<NaiveDate>,
    /// The last day in force, where the instrument sets one.
    pub expires: Option<NaiveDate>,
    /// The first day it is no longer in force because it was repealed.
    pub repealed: Option<NaiveDate>,
    /// 征求意见稿: never law.
    pub draft: bool,
    /// A draft's adopted text, or the draft of an adopted one.
    pub see: Option<String>,
    /// How bodies are told that another instrument governs.
    pub elsewhere: Vec<Elsewhere>,
    /// Bodies that it does not reach, or reaches by reference only.
    pub outside: Vec<Outside>,
    /// Where the text was obtained.
    pub source: Text,
}

/// How far an instrument reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The whole country.
    National,
    /// One region.
    Regional,
}

/// Where an instrument stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Never law.
    Draft,
    /// Adopted, not yet in force.
    NotYet,
    /// In force.
    InForce,
    /// Its own term has run out.
    Expired,
    /// Repealed.
    Repealed,
}

impl Status {
    /// The status as reports spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::NotYet => "not-yet",
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::Repealed => "repealed",
        }
    }
}

impl Instrument {
    /// Where the instrument stands on a day.
    pub fn status(&self, as_of: NaiveDate) -> Status {
        if self.draft {
            Status::Draft
        } else if self.effective.is_none_or(|first| as_of < first) {
            Status::NotYet
        } else if self.repealed.is_some_and(|end| as_of >= end) {
            Status::Repealed
        } else if self.expires.is_some_and(|last| as_of > last) {
            Status::Expired
        } else {
            Status::InForce
        }
    }

    /// Whether it binds on a day; otherwise nothing under it is graver than info.
    pub fn binding(&self, as_of: NaiveDate) -> bool {
        self.status(as_of) == Status::InForce
    }

    /// Everything it may be called by.
    pub fn called(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.prefix, &self.title.zh, &self.title.en]
            .into_iter()
            .chain(self.names.iter().map(String::as_str))
    }

    /// Whether it is called so, whatever the width and case.
    pub fn is_called(&self, name: &str) -> bool {
        let name = fold(name);
        self.called().any(|n| fold(n) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_instrument_binds_from_its_first_day_to_its_last() {
        let mut instrument = Instrument {
            id: "moon".into(),
            prefix: "MN".into(),
            title: Text::same("月面数据条例"),
            names: vec!["月面".into()],
            level: Level::Regional,
            adopted: None,
            effective: Some(day("2026-02-01")),
            expires: Some(day("2028-01-31")),
            repealed: None,
            draft: false,
            see: None,
            elsewhere: Vec::new(),
            outside: Vec::new(),
            source: Text::default(),
        };
        let at = |i: &Instrument, d| i.status(day(d)).as_str();
        assert_eq!(at(&instrument, "2026-01-31"), "not-yet");
        assert_eq!(at(&instrument, "2026-02-01"), "in-force");
        assert!(instrument.binding(day("2028-01-31")));
        assert_eq!(at(&instrument, "2028-02-01"), "expired");
        instrument.repealed = Some(day("2027-01-01"));
        assert_eq!(at(&instrument, "2026-12-31"), "in-force");
        assert_eq!(at(&instrument, "2027-01-01"), "repealed");
        instrument.draft = true;
        assert_eq!(at(&instrument, "2026-12-31"), "draft");
        assert!(
            instrument.is_called("ＭＯＯＮ") && instrument.is_called("月面") && !instrument.is_called("月")
        );
    }
}
