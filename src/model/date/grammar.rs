//! Dates written with marks: 2025年3月1日, 2025.3.1, 2025/3/1 10:00:00, 民國112年3月1日, 2025-03-01T10:00:00Z.

use super::{Date, day, is_plausible, number::in_china, tokens::Token};
use chrono::{NaiveDate, NaiveTime};

/// What a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Day(NaiveDate),
    Month(i32, u32),
    Year(i32),
}

#[derive(Debug, Clone, Copy)]
struct Cursor<'a>(&'a [Token]);

impl Cursor<'_> {
    /// The next number, if it has so many digits.
    fn number(&mut self, digits: std::ops::RangeInclusive<u8>) -> Option<u64> {
        let (&Token::Number { value, digits: n }, rest) = self.0.split_first()? else {
            return None;
        };
        if !digits.contains(&n) {
            return None;
        }
        self.0 = rest;
        Some(value)
    }

    /// The next mark, if it is one of these.
    fn mark(&mut self, marks: &str) -> Option<char> {
        let (&Token::Mark(c), rest) = self.0.split_first()? else {
            return None;
        };
        if !marks.contains(c) {
            return None;
        }
        self.0 = rest;
        Some(c)
    }

    /// Whether a word stands next; it is passed over.
    fn word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let found = word
            .chars()
            .all(|c| ahead.mark(c.encode_utf8(&mut [0; 4])).is_some());
        if found {
            *self = ahead;
        }
        found
    }
}

/// A text that names a day, a month or a year, and nothing besides.
pub(super) fn named(tokens: &[Token]) -> Option<Named> {
    let mut at = Cursor(tokens);
    let (named, _) = date(&mut at)?;
    at.0.is_empty().then_some(named)
}

/// A day, with a time if one follows.
pub(super) fn whole(tokens: &[Token]) -> Option<Date> {
    let mut at = Cursor(tokens);
    let (Named::Day(day), closed) = date(&mut at)? else {
        return None;
    };
    if at.0.is_empty() {
        return Some(Date { day, time: None });
    }
    let apart = at.mark(" t").is_some();
    let half = half(&mut at);
    if !apart && !closed && half.is_none() {
        return None;
    }
    let (time, offset) = time(&mut at, half)?;
    if !at.0.is_empty() {
        return None;
    }
    match offset {
        Offset::Seconds(offset) => in_china(day.and_time(time), offset),
        Offset::Here => Some(Date {
            day,
            time: Some(time),
        }),
    }
}

/// The date, and whether it ends in a mark of its own (日), so that a time may follow at once.
fn date(at: &mut Cursor) -> Option<(Named, bool)> {
    let year = year(at)?;
    let Some(mark) = at.mark("年-/.") else {
        return match year {
            Written::Year(year) => Some((Named::Year(year), false)),
            Written::Named(named) => Some((named, false)),
            Written::Republic(_) => None,
        };
    };
    let year = match year {
        Written::Year(year) | Written::Republic(year) => year,
        Written::Named(_) => return None,
    };
    let Some(month) = at.number(1..=2) else {
        return (mark == '年').then_some((Named::Year(year), false));
    };
    let month = u32::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let again = match mark {
        '年' => "月",
        '-' => "-",
        '/' => "/",
        _ => ".",
    };
    let marked = at.mark(again).is_some();
    let Some(d) = marked.then(|| at.number(1..=2)).flatten() else {
        let complete = marked == (mark == '年');
        return complete.then_some((Named::Month(year, month), false));
    };
    let closed = mark == '年' && at.mark("日号號").is_some();
    Some((Named::Day(day(year, month, u32::try_from(d).ok()?)?), closed))
}

enum Written {
    Year(i32),
    Republic(i32),
    Named(Named),
}

/// A year of four digits, or of the Republic where it says so, or a whole date in one run of digits.
fn year(at: &mut Cursor) -> Option<Written> {
    if at.word("民国") || at.word("民國") {
        let year = i32::try_from(at.number(1..=4)?).ok()? + 1911;
        return is_plausible(year).then_some(Written::Republic(year));
    }
    if let Some(n) = at.number(8..=8) {
        let part = |n: u64| (n % 100) as u32;
        return Some(Written::Named(Named::Day(day(
            (n / 10_000) as i32,
            part(n / 100),
            part(n),
        )?)));
    }
    if let Some(n) = at.number(6..=6) {
        let (year, month) = ((n / 100) as i32, (n % 100) as u32);
        return day(year, month, 1).map(|_| Written::Named(Named::Month(year, month)));
    }
    let year = i32::try_from(at.number(4..=4)?).ok()?;
    is_plausible(year).then_some(Written::Year(year))
}

/// Which half of the day, where it is said.
fn half(at: &mut Cursor) -> Option<bool> {
    if at.word("上午") || at.word("am") {
        Some(false)
    } else if at.word("下午") || at.word("pm") {
        Some(true)
    } else {
        None
    }
}

/// How far a clock is ahead of UTC.
enum Offset {
    Here,
    Seconds(i32),
}

/// The time, and its offset from UTC.
fn time(at: &mut Cursor, before: Option<bool>) -> Option<(NaiveTime, Offset)> {
    let hour = at.number(1..=2)? as u32;
    let mark = at.mark(":时時点點")?;
    let colon = mark == ':';
    let minute = match at.number(1..=2) {
        Some(minute) => minute as u32,
        None if !colon => 0,
        None => return None,
    };
    let more = at.mark(if colon { ":" } else { "分" }).is_some();
    let second = if more { at.number(1..=2) } else { None };
    if colon && more && second.is_none() {
        return None;
    }
    let nanos = if colon && second.is_some() {
        fraction(at)?
    } else {
        0
    };
    if !colon && second.is_some() {
        at.mark("秒")?;
    }
    at.mark(" ");
    let hour = match before.or_else(|| half(at)) {
        None => hour,
        Some(afternoon) if hour <= 12 => hour % 12 + if afternoon { 12 } else { 0 },
        // 下午13:00 is redundant, 上午13:00 nonsense.
        Some(afternoon) => afternoon.then_some(hour)?,
    };
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second.unwrap_or(0) as u32, nanos)?;
    Some((time, offset(at)?))
}

/// Nanoseconds after the seconds' decimal point; 0 where there is none.
fn fraction(at: &mut Cursor) -> Option<u32> {
    if at.mark(".").is_none() {
        return Some(0);
    }
    let &Token::Number { digits, .. } = at.0.first()? else {
        return None;
    };
    let value = at.number(1..=9)?;
    u32::try_from(value)
        .ok()?
        .checked_mul(10u32.pow(9 - u32::from(digits)))
}

/// The offset from UTC; `Offset::Here` where none is written.
fn offset(at: &mut Cursor) -> Option<Offset> {
    if at.mark("z").is_some() {
        return Some(Offset::Seconds(0));
    }
    let Some(sign) = at.mark("+-") else {
        return Some(Offset::Here);
    };
    let (hours, minutes) = if let Some(both) = at.number(4..=4) {
        (both / 100, both % 100)
    } else {
        let hours = at.number(1..=2)?;
        let minutes = if at.mark(":").is_some() {
            at.number(2..=2)?
        } else {
            0
        };
        (hours, minutes)
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = (hours * 3600 + minutes * 60) as i32;
    Some(Offset::Seconds(if sign == '-' { -seconds } else { seconds }))
}
