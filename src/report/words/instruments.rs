//! What the reports say of the law itself: what an instrument is, and what it was worth on the day.

use crate::law::{Instrument, Status};
use crate::model::{Lang, Text, text};
use chrono::NaiveDate;

pub(in crate::report) fn status(status: Status, lang: Lang) -> &'static str {
    match (lang, status) {
        (Lang::Zh, Status::Draft) => "征求意见稿，不是生效的法",
        (Lang::Zh, Status::NotYet) => "尚未施行",
        (Lang::Zh, Status::InForce) => "有效",
        (Lang::Zh, Status::Expired) => "已过有效期",
        (Lang::Zh, Status::Repealed) => "已废止",
        (Lang::En, Status::Draft) => "a draft, never law",
        (Lang::En, Status::NotYet) => "not yet in force",
        (Lang::En, Status::InForce) => "in force",
        (Lang::En, Status::Expired) => "expired",
        (Lang::En, Status::Repealed) => "repealed",
    }
}

/// What an instrument that does not bind on a day is on that day.
pub(in crate::report) fn standing(instrument: &Instrument, at: Status, day: NaiveDate) -> Text {
    let Text { zh, en } = &instrument.title;
    let none = |zh_rest: &str, en_rest: &str| {
        text!(
            "{day} 没有名为《{zh}》的文件在施行：{zh_rest}",
            "nothing called {en} was in force on {day}: {en_rest}"
        )
    };
    let unadopted = instrument.adopted.is_some_and(|adopted| day < adopted);
    let on = |date: Option<NaiveDate>| date.map_or_else(String::new, |d| d.to_string());
    let (first, last) = (on(instrument.effective), on(instrument.expires));
    match at {
        Status::InForce | Status::Draft => {
            let (in_zh, in_en) = (status(at, Lang::Zh), status(at, Lang::En));
            text!("《{zh}》是{in_zh}", "{en} is {in_en}")
        }
        Status::NotYet if unadopted => {
            let adopted = on(instrument.adopted);
            none(
                &format!("尚未通过或公布，{adopted} 通过或印发，{first} 起施行"),
                &format!("not yet adopted, that came on {adopted}; it takes effect on {first}"),
            )
        }
        Status::NotYet => none(
            &format!("尚未施行，{first} 起施行"),
            &format!("not yet in force, it takes effect on {first}"),
        ),
        Status::Expired => none(
            &format!("已过有效期，{last} 止"),
            &format!("expired, its last day was {last}"),
        ),
        Status::Repealed => {
            let day = on(instrument.repealed);
            none(&format!("{day} 起废止"), &format!("repealed on {day}"))
        }
    }
}

/// How what does not bind is judged.
pub(in crate::report) fn judged_as(standing: &Text, binding: bool) -> Text {
    let Text { zh, en } = standing;
    if binding {
        text!(
            "注意：{zh}；按 --what-if 假定其有效进行判断",
            "note: {en}; judged as if in force (--what-if)"
        )
    } else {
        text!(
            "注意：{zh}；所报内容一律只作提示",
            "note: {en}; whatever it yields is information only"
        )
    }
}

/// The draft of an adopted text, or the adopted text of a draft.
pub(in crate::report) fn see(other: &Instrument, day: NaiveDate) -> Text {
    let Text { zh, en } = instrument(other, day);
    let id = &other.id;
    text!("另见：{zh}（-j {id}）", "see: {en} (-j {id})")
}

/// Where an instrument stands on a day, before it was adopted too.
pub(in crate::report) fn state(instrument: &Instrument, day: NaiveDate) -> Text {
    let at = instrument.status(day);
    let unadopted = instrument.adopted.is_some_and(|adopted| day < adopted);
    if at == Status::NotYet && unadopted {
        return text!("尚未通过或公布", "not yet adopted");
    }
    Text {
        zh: status(at, Lang::Zh).to_owned(),
        en: status(at, Lang::En).to_owned(),
    }
}

/// The day an instrument was adopted, or that nobody says.
pub(in crate::report) fn adopted(day: Option<NaiveDate>) -> Text {
    match day {
        Some(day) => text!("{day} 通过或印发", "adopted or issued on {day}"),
        None => text!("通过日期未载明", "day of adoption not stated"),
    }
}

/// An instrument with the days it is in force.
pub(in crate::report) fn instrument(instrument: &Instrument, day: NaiveDate) -> Text {
    let Text { zh, en } = &instrument.title;
    let Text { zh: in_zh, en: in_en } = state(instrument, day);
    let Text {
        zh: adopted_zh,
        en: adopted_en,
    } = adopted(instrument.adopted);
    match (instrument.effective, instrument.expires) {
        (Some(first), Some(last)) => text!(
            "《{zh}》{adopted_zh}，{first} 起施行，有效期至 {last}，{in_zh}",
            "{en}, {adopted_en}, in force from {first} to {last}: {in_en}"
        ),
        (Some(first), None) => text!(
            "《{zh}》{adopted_zh}，{first} 起施行，{in_zh}",
            "{en}, {adopted_en}, in force from {first}: {in_en}"
        ),
        (None, _) => text!("《{zh}》{in_zh}", "{en}: {in_en}"),
    }
}
