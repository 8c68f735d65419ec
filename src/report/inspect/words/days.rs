//! A sum of days, in words.

use crate::model::{Period, Text, text};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One day, or the two that it lies between.
fn either((first, last): (NaiveDate, NaiveDate)) -> Text {
    if first == last {
        text!("{last}", "{last}")
    } else {
        text!(
            "最早 {first}、最迟 {last}",
            "{first} at the earliest, {last} at the latest"
        )
    }
}

pub(in crate::report::inspect) fn days_after(
    from: NaiveDate,
    period: Period,
    until: (NaiveDate, NaiveDate),
) -> Text {
    let (Text { zh, en }, until) = (period.text(), either(until));
    let (until_zh, until_en) = (until.zh, until.en);
    text!(
        "{from} 起 {zh}（当日不算）：{until_zh}",
        "{en} after {from}, not counting that day: {until_en}"
    )
}

pub(in crate::report::inspect) fn days_before(
    from: NaiveDate,
    period: Period,
    until: (NaiveDate, NaiveDate),
) -> Text {
    let (Text { zh, en }, until) = (period.text(), either(until));
    let (until_zh, until_en) = (until.zh, until.en);
    text!(
        "{from} 往前 {zh}（当日不算，不顺延）：{until_zh}",
        "{en} before {from}, not counting that day: {until_en}"
    )
}

pub(in crate::report::inspect) fn days_between(
    from: NaiveDate,
    until: NaiveDate,
    (least, most): (u32, u32),
) -> Text {
    if least == most {
        text!(
            "{from}（不算）到 {until}（算）：{most} 个工作日",
            "after {from}, until and with {until}: {most} working days"
        )
    } else {
        text!(
            "{from}（不算）到 {until}（算）：最少 {least}、最多 {most} 个工作日",
            "after {from}, until and with {until}: {least} working days at least, {most} at most"
        )
    }
}

pub(in crate::report::inspect) fn rolled_on(day: NaiveDate) -> Text {
    text!(
        "  期满 {day} 是休息日，顺延到上班日",
        "  its last day {day} is a day off, so it ends on the next working day"
    )
}

fn listed(days: &[NaiveDate]) -> String {
    let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
    days.join(" ")
}

pub(in crate::report::inspect) fn days_off(holidays: &[(NaiveDate, NaiveDate)]) -> Text {
    let of = |to: &str| -> String {
        let one = |&(first, last): &(NaiveDate, NaiveDate)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first} {to} {last}")
            }
        };
        holidays.iter().map(one).collect::<Vec<_>>().join("、")
    };
    let (zh, en) = (of("至"), of("to").replace('、', ", "));
    text!("  放假：{zh}", "  holidays: {en}")
}

pub(in crate::report::inspect) fn days_made_up(days: &[NaiveDate]) -> Text {
    let days = listed(days);
    text!("  调休上班：{days}", "  weekend days worked: {days}")
}

pub(in crate::report::inspect) fn years_unknown(years: &BTreeSet<i32>) -> Text {
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let (zh, en) = (years.join("、"), years.join(", "));
    text!(
        "  没有 {zh} 年的放假安排，可用 --calendar 补充",
        "  the holidays of {en} are not known; add them with --calendar"
    )
}
