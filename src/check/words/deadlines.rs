//! What the kinds that reckon periods say in findings. Every sum is shown so that it can be done by hand.

use crate::check::Word;
use crate::model::{Due, Period, Text, text};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// One thing said after another.
pub(in crate::check) fn reckoned(parts: &[Text]) -> Text {
    let all = |of: fn(&Text) -> &str| parts.iter().map(of).collect::<Vec<_>>();
    Text {
        zh: all(|t| &t.zh).join("，"),
        en: all(|t| &t.en).join(", "),
    }
}

/// A sentence with something to know beside it.
pub(in crate::check) fn with(sentence: &Text, more: &Text) -> Text {
    let (zh, en, more_zh, more_en) = (&sentence.zh, &sentence.en, &more.zh, &more.en);
    text!("{zh}；{more_zh}", "{en}; {more_en}")
}

pub(in crate::check) fn on_day(name: &Text, day: NaiveDate) -> Text {
    let Text { zh, en } = name;
    text!("{zh} {day}", "{en} {day}")
}

pub(in crate::check) fn of_year(name: &Text, year: i32) -> Text {
    let Text { zh, en } = name;
    text!("{zh} {year}", "{en} {year}")
}

pub(in crate::check) fn from_day(name: &Text, day: NaiveDate, period: Period) -> Text {
    let (on, Text { zh, en }) = (on_day(name, day), period.text());
    let (on_zh, on_en) = (on.zh, on.en);
    text!("{on_zh}，{zh}", "{on_en}, {en}")
}

pub(in crate::check) fn from_year(year: i32, day: NaiveDate, period: Period) -> Text {
    let Text { zh, en } = period.text();
    text!("{year} 年度终了（{day}），{zh}", "end of {year} ({day}), {en}")
}

pub(in crate::check) fn ahead_of(name: &Text, day: NaiveDate, period: Period) -> Text {
    let (on, Text { zh, en }) = (on_day(name, day), period.text());
    let (on_zh, on_en) = (on.zh, on.en);
    text!("{on_zh}，至少提前 {zh}", "{on_en}, at least {en} before")
}

/// A start whose period the provision leaves open, with the number that it is held to.
pub(in crate::check) fn from_day_soon(
    name: &Text,
    day: NaiveDate,
    word: Word,
    period: Period,
    set: bool,
) -> Text {
    let (on, Text { zh, en }) = (on_day(name, day), period.text());
    let (
        on_zh,
        on_en,
        Text {
            zh: word,
            en: word_en,
        },
    ) = (on.zh, on.en, word.text());
    if set {
        text!(
            "{on_zh}，条文写“{word}”，没有写天数，按 --tolerance 设定的 {zh}算",
            "{on_en}, {word_en} in the provision without a number, held to the {en} set with --tolerance"
        )
    } else {
        text!(
            "{on_zh}，条文写“{word}”，按当日算",
            "{on_en}, {word_en} in the provision, held to the same day"
        )
    }
}

fn bracketed(notes: &[Text]) -> (String, String) {
    if notes.is_empty() {
        return (String::new(), String::new());
    }
    let Text { zh, en } = reckoned(notes);
    (format!("（{zh}）"), format!(" ({en})"))
}

/// By when, with what of the calendar made it so.
pub(in crate::check) fn due(name: &Text, due: Due, notes: &[Text]) -> Text {
    let (zh, en, (notes_zh, notes_en)) = (&name.zh, &name.en, bracketed(notes));
    let Due { earliest, latest } = due;
    if earliest == latest {
        text!(
            "{zh}应不晚于 {latest}{notes_zh}",
            "{en} no later than {latest}{notes_en}"
        )
    } else {
        text!(
            "{zh}最早 {earliest}、最迟 {latest} 到期{notes_zh}",
            "{en} due on a day from {earliest} to {latest}{notes_en}"
        )
    }
}

pub(in crate::check) fn due_again(due: Due, notes: &[Text]) -> Text {
    let again = text!("下一次", "the next");
    self::due(&again, due, notes)
}

/// `10-01`, with its year where that is not the one that all is about.
fn short(day: NaiveDate, from: NaiveDate) -> String {
    if day.year() == from.year() {
        day.format("%m-%d").to_string()
    } else {
        day.to_string()
    }
}

/// The holidays and the weekends made up for them that a period runs over.
pub(in crate::check) fn holidays(
    off: &[RangeInclusive<NaiveDate>],
    made_up: &[NaiveDate],
    from: NaiveDate,
) -> Option<Text> {
    let off = off.iter().map(|days| {
        let (first, last) = (short(*days.start(), from), short(*days.end(), from));
        if days.start() == days.end() {
            text!("{first} 放假", "{first} off")
        } else {
            text!("{first} 至 {last} 放假", "{first} to {last} off")
        }
    });
    let made_up = made_up.iter().map(|&day| {
        let day = short(day, from);
        text!("{day} 调休上班", "{day} worked to make up")
    });
    let all: Vec<Text> = off.chain(made_up).collect();
    (!all.is_empty()).then(|| reckoned(&all))
}

pub(in crate::check) fn rolled(end: NaiveDate) -> Text {
    text!(
        "期满 {end} 是休息日，顺延到上班日",
        "its last day {end} is a day off, so it ends on the next working day"
    )
}

pub(in crate::check) fn not_published(years: &BTreeSet<i32>) -> Text {
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let (zh, en) = (years.join("、"), years.join(", "));
    text!(
        "没有 {zh} 年的放假安排，可用 --calendar 补充",
        "the holidays of {en} are not known; add them with --calendar"
    )
}

fn by(late: Option<Text>) -> (String, String) {
    match late {
        Some(Text { zh, en }) => (format!("，晚 {zh}"), format!(", {en} late")),
        None => ("，超期".to_owned(), ", late".to_owned()),
    }
}

pub(in crate::check) fn done_late(day: NaiveDate, late: Option<Text>) -> Text {
    let (zh, en) = by(late);
    text!("实际 {day}{zh}", "done {day}{en}")
}

pub(in crate::check) fn done_maybe_late(day: NaiveDate) -> Text {
    text!(
        "实际 {day}，是否超期不能断定",
        "done {day}: whether that is late cannot be told"
    )
}

pub(in crate::check) fn open_late(day: NaiveDate, late: Option<Text>) -> Text {
    let (zh, en) = by(late);
    text!("到 {day} 还没有填写{zh}", "still blank on {day}{en}")
}

pub(in crate::check) fn open_maybe_late(day: NaiveDate) -> Text {
    text!(
        "到 {day} 还没有填写，是否超期不能断定",
        "still blank on {day}: whether that is late cannot be told"
    )
}

pub(in crate::check) fn done_undated(field: &Text, text: &str) -> Text {
    let Text { zh, en } = field;
    text!(
        "{zh}是“{text}”，没有填日期，是否超期看不出",
        "{en} is \"{text}\" and the day is blank: whether that was late cannot be told"
    )
}

pub(in crate::check) fn again_late(day: NaiveDate, late: Option<Text>) -> Text {
    let (zh, en) = by(late);
    text!(
        "到 {day} 没有再办的记录{zh}",
        "no record of the next on {day}{en}"
    )
}

pub(in crate::check) fn again_maybe_late(day: NaiveDate) -> Text {
    text!(
        "到 {day} 没有再办的记录，是否超期不能断定",
        "no record of the next on {day}: whether that is late cannot be told"
    )
}

/// More time may have been given.
pub(in crate::check) fn with_longer(
    message: &Text,
    flag: &Text,
    period: Period,
    due: Due,
    surely: bool,
) -> Text {
    let (zh, en, flag_zh, flag_en) = (&message.zh, &message.en, &flag.zh, &flag.en);
    let (
        Text {
            zh: days,
            en: days_en,
        },
        last,
    ) = (period.text(), due.latest);
    if surely {
        text!(
            "{zh}；看不出是否延长（{flag_zh}），延长到 {days}（{last}）也已超期",
            "{en}; whether it was extended ({flag_en}) is not shown, but extended to {days_en} ({last}) it is late as well"
        )
    } else {
        text!(
            "{zh}；看不出是否延长（{flag_zh}），延长到 {days}（{last}）就没有超期，不能断定",
            "{en}; whether it was extended ({flag_en}) is not shown, and extended to {days_en} ({last}) it is in time"
        )
    }
}

pub(in crate::check) fn no_later(name: &Text, due: Due) -> Text {
    let (zh, en, Due { earliest, latest }) = (&name.zh, &name.en, due);
    if earliest == latest {
        text!("{zh}不晚于 {latest}", "{en} no later than {latest}")
    } else {
        text!(
            "{zh}不晚于到期日（最早 {earliest}、最迟 {latest}）",
            "{en} no later than the day it is due ({earliest} at the earliest, {latest} at the latest)"
        )
    }
}

pub(in crate::check) fn again_by(due: Due) -> Text {
    let last = due.latest;
    text!("不晚于 {last} 再办一次", "done again by {last}")
}

pub(in crate::check) fn verify_dates(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "核实{zh}和起算的日期，填错的改正；确实超期的，说明原因",
        "verify {en} and the date it is reckoned from and correct a wrong one; where both are right, give the reason"
    )
}

pub(in crate::check) fn do_it_now(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "已经办理的，补填{zh}；没有办理的，尽快办理",
        "fill in {en} if it was done; otherwise do it now"
    )
}

pub(in crate::check) fn write_the_day_down(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "按实际办理的日期补填{zh}",
        "fill in {en} with the day it was done"
    )
}

pub(in crate::check) fn do_it_again(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "再办一次；已经办理的，更新{zh}",
        "do it again; if it was done, bring {en} up to date"
    )
}

pub(in crate::check) fn a_day(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh}填写实际发生的日期",
        "{en} states the day on which it happened"
    )
}

pub(in crate::check) fn verify(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "核实{zh}，填错的改正",
        "verify {en} and correct it where it is wrong"
    )
}

pub(in crate::check) fn lapse_unknown(why: &Text) -> Text {
    let Text { zh, en } = why;
    text!("{zh}，看不出是否超期", "{en}; whether it is late cannot be told")
}

pub(in crate::check) fn yet_to_come(name: &Text, day: NaiveDate, as_of: NaiveDate) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh}填的是 {day}，还没有到（审计日期 {as_of}），像是填错了，看不出是否超期",
        "{en} {day} has not come yet on {as_of}: probably a slip, so whether it is late cannot be told"
    )
}

pub(in crate::check) fn before_its_start(start: &Text, name: &Text, day: NaiveDate) -> Text {
    let (start_zh, start_en, zh, en) = (&start.zh, &start.en, &name.zh, &name.en);
    text!(
        "日期先后颠倒：{start_zh}，{zh}却是 {day}，看不出是否超期",
        "dates in the wrong order: {start_en}, but {en} {day}; whether it is late cannot be told"
    )
}

pub(in crate::check) fn no_tolerance(word: Word) -> Text {
    let word = word.as_str();
    text!(
        "条文只写“{word}”，没有写天数，不作猜测；要判断，用 --tolerance {word}=10wd（10 个工作日）或 {word}=30d（30 日）设定",
        "the provision says only {word}, without a number, and none is guessed; set one with --tolerance {word}=10wd (working days) or {word}=30d"
    )
}
