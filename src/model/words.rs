//! What this floor says to people: the names of frequencies, and why a code cannot be mapped.

use super::{DayKind, Frequency, Text, Unit, text};
use chrono::NaiveDate;

/// The plain name of a frequency.
pub(super) fn frequency(frequency: Frequency) -> Text {
    match frequency {
        Frequency::Realtime => text!("实时", "real time"),
        Frequency::Irregular => text!("不定期", "irregular"),
        Frequency::Never => text!("不更新", "never"),
        Frequency::Other => text!("其他", "other"),
        Frequency::Every(n, unit) => period(n, unit),
    }
}

fn period(n: u16, unit: Unit) -> Text {
    match (n, unit) {
        (1, Unit::Minute) => text!("每分钟", "every minute"),
        (1, Unit::Hour) => text!("每小时", "hourly"),
        (1, Unit::Day) => text!("每日", "daily"),
        (1, Unit::Week) => text!("每周", "weekly"),
        (1, Unit::Month) => text!("每月", "monthly"),
        (1, Unit::Year) => text!("每年", "yearly"),
        (10, Unit::Day) => text!("每旬", "every ten days"),
        (15, Unit::Day) => text!("每半月", "half-monthly"),
        (3, Unit::Month) => text!("每季度", "quarterly"),
        (6, Unit::Month) => text!("每半年", "half-yearly"),
        (n, Unit::Minute) => text!("每 {n} 分钟", "every {n} minutes"),
        (n, Unit::Hour) => text!("每 {n} 小时", "every {n} hours"),
        (n, Unit::Day) => text!("每 {n} 日", "every {n} days"),
        (n, Unit::Week) => text!("每 {n} 周", "every {n} weeks"),
        (n, Unit::Month) => text!("每 {n} 个月", "every {n} months"),
        (n, Unit::Year) => text!("每 {n} 年", "every {n} years"),
    }
}

/// A code was to mean a value that its field does not have.
pub(super) fn no_such_value(field: &Text, value: &str) -> Text {
    let Text { zh, en } = field;
    text!("“{zh}”没有“{value}”这个取值", "{en} has no value “{value}”")
}

/// A code was mapped for a field whose cells are not read by codes.
pub(super) fn takes_no_codes(field: &Text) -> Text {
    let Text { zh, en } = field;
    text!(
        "“{zh}”不是分类、是否或频率字段，不能设代码对照",
        "{en} is no class, flag or frequency and takes no codes"
    )
}

/// One code was given two meanings.
pub(super) fn code_means_another(field: &Text, code: &str) -> Text {
    let Text { zh, en } = field;
    text!(
        "“{zh}”的代码“{code}”已对应另一个取值",
        "code “{code}” of {en} already means another value"
    )
}

/// `10 个工作日`, `20 日`.
pub(super) fn days(n: u32, kind: DayKind) -> Text {
    match (kind, n) {
        (DayKind::Working, 1) => text!("1 个工作日", "1 working day"),
        (DayKind::Working, _) => text!("{n} 个工作日", "{n} working days"),
        (DayKind::Calendar, 1) => text!("1 日", "1 day"),
        (DayKind::Calendar, _) => text!("{n} 日", "{n} days"),
    }
}

/// A calendar has a table that is no year.
pub(super) fn not_a_year(word: &str) -> Text {
    text!(
        "“{word}”不是年份，应写成 [2027]",
        "'{word}' is not a year such as [2027]"
    )
}

pub(super) fn no_days_off(year: i32) -> Text {
    text!(
        "{year} 年的 off 是空的，没有哪年不放假",
        "off of {year} is empty, and no year is without holidays"
    )
}

pub(super) fn not_a_day(word: &str) -> Text {
    text!(
        "“{word}”不是这一年的日期，应写成 10-01",
        "'{word}' is not a day of this year such as 10-01"
    )
}

pub(super) fn another_year(day: NaiveDate, year: i32) -> Text {
    text!("{day} 不在 {year} 年", "{day} is not in {year}")
}

pub(super) fn day_twice(day: NaiveDate) -> Text {
    text!("{day} 写了两次", "{day} is there twice")
}

pub(super) fn worked_anyway(day: NaiveDate) -> Text {
    text!(
        "{day} 不是周六、周日，本来就上班，不是调休",
        "{day} is no weekend and is worked anyway"
    )
}
