//! What the kinds that reckon periods ask, what examples of them say, and what may be wrong with a rule.

use super::join;
use crate::check::Word;
use crate::model::{Period, Text, text};
use chrono::NaiveDate;

pub(in crate::check) fn must_be_done_within(from: &Text, period: Period, to: &[Text]) -> Text {
    let (
        (zh, en),
        Text {
            zh: days,
            en: days_en,
        },
    ) = (join(to), period.text());
    let (from_zh, from_en) = (&from.zh, &from.en);
    text!(
        "{zh}应在{from_zh}后 {days}内（当日不算）",
        "{en} must come within {days_en} of {from_en}, not counting that day"
    )
}

pub(in crate::check) fn must_be_done_after_year(year: &Text, period: Period, to: &[Text]) -> Text {
    let (
        (zh, en),
        Text {
            zh: days,
            en: days_en,
        },
    ) = (join(to), period.text());
    let (year_zh, year_en) = (&year.zh, &year.en);
    text!(
        "{zh}应在{year_zh}终了后 {days}内",
        "{en} must come within {days_en} of the end of {year_en}"
    )
}

pub(in crate::check) fn must_be_done_before(from: &Text, period: Period, to: &[Text]) -> Text {
    let (
        (zh, en),
        Text {
            zh: days,
            en: days_en,
        },
    ) = (join(to), period.text());
    let (from_zh, from_en) = (&from.zh, &from.en);
    text!(
        "{zh}应比{from_zh}至少早 {days}",
        "{en} must come at least {days_en} before {from_en}"
    )
}

pub(in crate::check) fn must_be_done_by(due: &Text, to: &[Text]) -> Text {
    let ((zh, en), due_zh, due_en) = (join(to), &due.zh, &due.en);
    text!("{zh}不应晚于{due_zh}", "{en} must not come after {due_en}")
}

pub(in crate::check) fn must_be_done_soon(from: &Text, word: Word, to: &[Text]) -> Text {
    let (
        (zh, en),
        Text {
            zh: word,
            en: word_en,
        },
    ) = (join(to), word.text());
    let (from_zh, from_en) = (&from.zh, &from.en);
    text!(
        "{zh}应在{from_zh}后{word}（条文没有写天数）",
        "{en} must come {word_en} after {from_en}; the provision gives no number"
    )
}

pub(in crate::check) fn must_be_done_again(from: &Text, word: Word) -> Text {
    let (
        zh,
        en,
        Text {
            zh: word,
            en: word_en,
        },
    ) = (&from.zh, &from.en, word.text());
    text!(
        "应{word}再办，从{zh}算起（条文没有写天数）",
        "must be done {word_en}, reckoned from {en}; the provision gives no number"
    )
}

pub(in crate::check) fn unless_extended(asked: &Text, flag: &Text, longer: Period) -> Text {
    let (zh, en, flag_zh, flag_en) = (&asked.zh, &asked.en, &flag.zh, &flag.en);
    let Text {
        zh: days,
        en: days_en,
    } = longer.text();
    text!(
        "{zh}；{flag_zh}答是的另看（共 {days}）",
        "{en}; where {flag_en} says yes it is {days_en} in all and judged elsewhere"
    )
}

pub(in crate::check) fn undated_is_a_doubt(asked: &Text, shown: &Text) -> Text {
    let (zh, en, shown_zh, shown_en) = (&asked.zh, &asked.en, &shown.zh, &shown.en);
    text!(
        "{zh}；{shown_zh}而没有日期的存疑",
        "{en}; a doubt where {shown_en} and the day is blank"
    )
}

pub(in crate::check) fn audited_on(day: NaiveDate) -> Text {
    text!("审计日期 {day}", "audited on {day}")
}

pub(in crate::check) fn held_to(days: &Text, word: Word, period: Period) -> Text {
    let (zh, en, Text { zh: n, en: n_en }) = (&days.zh, &days.en, period.text());
    let Text {
        zh: word,
        en: word_en,
    } = word.text();
    if period.n == 0 {
        return text!("{zh}", "{en}");
    }
    text!(
        "{zh}（假如用 --tolerance 把“{word}”设为 {n}）",
        "{en} (were {word_en} held to {n_en} with --tolerance)"
    )
}

pub(in crate::check) fn do_it_in_time(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "按期办理；已经办理而没有填写的，补填{zh}",
        "do it in time; where it was done and not filled in, fill in {en}"
    )
}

pub(in crate::check) fn nothing_to_do() -> Text {
    text!("to 至少写一个字段", "to names at least one field")
}

pub(in crate::check) fn one_limit() -> Text {
    text!(
        "within、before、due 须且只须写一个",
        "give exactly one of within, before and due"
    )
}

pub(in crate::check) fn no_unit() -> Text {
    text!("缺少 unit：工作日 或 日", "unit is missing: 工作日 or 日")
}

pub(in crate::check) fn one_start() -> Text {
    text!(
        "within 要有 from 或 year，须且只须写一个",
        "within needs exactly one of from and year"
    )
}

pub(in crate::check) fn before_what() -> Text {
    text!(
        "before 要有 from，不能写 year、extended",
        "before needs from, and takes neither year nor extended"
    )
}

pub(in crate::check) fn due_alone() -> Text {
    text!(
        "写了 due，就不写 from、year、unit、extended",
        "due takes none of from, year, unit and extended"
    )
}

pub(in crate::check) fn no_days() -> Text {
    text!("至少 1 天", "at least 1 day")
}

pub(in crate::check) fn not_longer() -> Text {
    text!(
        "extended 的 within 是连延长在内的总天数，应比 within 多",
        "within of extended is the whole period and must be longer than within"
    )
}

pub(in crate::check) fn not_dates(id: &str) -> Text {
    text!("{id} 不是日期字段", "{id} is not a field of dates")
}

pub(in crate::check) fn no_such_word(word: &str) -> Text {
    let known = Word::ALL.map(Word::as_str);
    let (zh, en) = (known.join("、"), known.join(", "));
    text!("“{word}”不是 {zh} 之一", "'{word}' is none of {en}")
}

pub(in crate::check) fn nothing_follows(word: Word) -> Text {
    let word = word.as_str();
    text!(
        "{word} 要写 to；只有 定期 可以不写",
        "{word} needs to; only 定期 goes without"
    )
}
