//! A number of days of one kind, as `10wd` and `365d` write it.

use crate::model::{Text, words};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DayKind {
    /// 工作日.
    Working,
    /// 日: every day.
    Calendar,
}

impl DayKind {
    /// So many of them: `10 个工作日`, `20 日`.
    pub fn count(self, n: u32) -> Text {
        words::days(n, self)
    }
}

/// So many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many.
    pub n: u16,
    /// Of which kind.
    pub days: DayKind,
}

impl Period {
    /// `10 个工作日`, `20 日`.
    pub fn text(self) -> Text {
        self.days.count(u32::from(self.n))
    }
}

/// `10wd` or `365d`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.days {
            DayKind::Working => "wd",
            DayKind::Calendar => "d",
        };
        write!(f, "{}{unit}", self.n)
    }
}

/// The text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number of days such as 10wd or 365d")]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        let n = number.parse().map_err(|_| NoPeriod)?;
        let days = match unit {
            "wd" | "工作日" | "个工作日" => DayKind::Working,
            "d" | "日" | "天" => DayKind::Calendar,
            _ => return Err(NoPeriod),
        };
        Ok(Self { n, days })
    }
}
