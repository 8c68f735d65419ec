//! What the kinds that look at days say: updates that are late, periods that are too short.

use crate::model::{Text, text, visible};
use chrono::NaiveDate;

pub(in crate::check) fn fresh() -> Text {
    text!("按所填更新频率更新", "updated as often as declared")
}

/// How late something is.
pub(in crate::check) fn late(declared: &str, last: NaiveDate, due: NaiveDate, as_of: NaiveDate) -> Text {
    let declared = visible(declared.trim());
    let late = (as_of - due).num_days();
    text!(
        "更新频率为“{declared}”，最近更新 {last}，应于 {due} 前再次更新，截至 {as_of} 已逾期 {late} 日",
        "declared '{declared}', last updated {last}, due again by {due}: {late} days overdue on {as_of}"
    )
}

pub(in crate::check) fn beyond_grace(late: &Text, grace: NaiveDate) -> Text {
    let Text { zh, en } = late;
    text!("{zh}，超过宽限 {grace}", "{en}, beyond the grace until {grace}")
}

pub(in crate::check) fn within_grace(late: &Text, grace: NaiveDate) -> Text {
    let Text { zh, en } = late;
    text!(
        "{zh}，尚在宽限期内（至 {grace}），请核实",
        "{en}, within the grace until {grace}: verify"
    )
}

pub(in crate::check) fn beyond_grace_since(late: &Text, from: NaiveDate, grace: NaiveDate) -> Text {
    let Text { zh, en } = late;
    text!(
        "{zh}；从施行日 {from} 起算也超过宽限 {grace}",
        "{en}; counted from {from}, when the duty took effect, it is beyond the grace until {grace} as well"
    )
}

pub(in crate::check) fn within_grace_since(late: &Text, from: NaiveDate, grace: NaiveDate) -> Text {
    let Text { zh, en } = late;
    text!(
        "{zh}；从施行日 {from} 起算，宽限到 {grace}，尚未超过，请核实",
        "{en}; counted from {from}, when the duty took effect, the grace lasts until {grace}: verify"
    )
}

pub(in crate::check) fn in_the_future(name: &Text, day: NaiveDate, as_of: NaiveDate) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh}填的是 {day}，还没有到（审计日期 {as_of}），像是填错了，看不出是否按时更新",
        "{en} {day} has not come yet on {as_of}: probably a slip, so whether updates are in time cannot be told"
    )
}

pub(in crate::check) fn not_after(name: &Text, as_of: NaiveDate) -> Text {
    let Text { zh, en } = name;
    text!("{zh}不晚于 {as_of}", "{en} no later than {as_of}")
}

pub(in crate::check) fn check_the_date(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "核实{zh}；如审计日期不对，用 --as-of 指定",
        "verify {en}; if the date of the audit is wrong, give it with --as-of"
    )
}

pub(in crate::check) fn no_earlier_than(then: &Text, day: NaiveDate) -> Text {
    let Text { zh, en } = then;
    text!("{zh}不早于 {day}", "{en} no earlier than {day}")
}

pub(in crate::check) fn too_soon(
    (first, from): (&Text, NaiveDate),
    (then, until): (&Text, NaiveDate),
    years: u8,
    least: NaiveDate,
) -> Text {
    let (fz, fe, tz, te) = (&first.zh, &first.en, &then.zh, &then.en);
    text!(
        "{fz} {from}，{tz} {until}，不满 {years} 年（满 {years} 年是 {least}）",
        "{fe} {from}, {te} {until}: less than {years} years, which end on {least}"
    )
}

pub(in crate::check) fn later(then: &Text, years: u8) -> Text {
    let Text { zh, en } = then;
    text!(
        "核实{zh}，改到至少满 {years} 年",
        "verify {en} and make it at least {years} years"
    )
}
