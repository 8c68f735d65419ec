//! Dates written as one bare number: 20250301, spreadsheet serials, seconds or milliseconds since 1970.

use super::{Date, day, is_plausible};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// Hours that clocks in China are ahead of UTC.
const CHINA: i32 = 8;

/// The date a bare number stands for; `None` if the text is not one, or the number could be anything.
pub(super) fn read(clean: &str) -> Option<Date> {
    let (whole, fraction) = clean.split_once('.').unwrap_or((clean, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 14 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let n: i64 = whole.parse().ok()?;
    match whole.len() {
        5 => serial(clean),
        _ if fraction.bytes().any(|b| b != b'0') => None,
        8 => Some(Date {
            day: compact(n)?,
            time: None,
        }),
        10 => seconds(n),
        12 => timed(n.checked_mul(100)?),
        13 => epoch(n),
        14 => timed(n),
        _ => None,
    }
}

/// A day by its serial in a spreadsheet (day 1 is 1900-01-01, with the leap day of 1900 that never was): 20000 to 80000
/// are the days from 1954 to 2119; other numbers of five digits are no dates.
fn serial(text: &str) -> Option<Date> {
    let serial: f64 = text.parse().ok()?;
    if !(20_000.0..80_000.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_sign_loss, reason = "the range is checked above")]
    let seconds = (serial * 86_400.0).round() as u64;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(seconds / 86_400))?;
    let time = (!seconds.is_multiple_of(86_400))
        .then(|| NaiveTime::from_num_seconds_from_midnight_opt((seconds % 86_400) as u32, 0))
        .flatten();
    Some(Date { day, time })
}

fn compact(n: i64) -> Option<NaiveDate> {
    let part = |n: i64| u32::try_from(n % 100).ok();
    day(i32::try_from(n / 10_000).ok()?, part(n / 100)?, part(n)?)
}

fn timed(n: i64) -> Option<Date> {
    let part = |n: i64| u32::try_from(n % 100).ok();
    let time = NaiveTime::from_hms_opt(part(n / 10_000)?, part(n / 100)?, part(n)?)?;
    Some(Date {
        day: compact(n / 1_000_000)?,
        time: Some(time),
    })
}

/// Ten digits may also be a day and an hour (2025030110); whoever could mean either has said neither.
fn seconds(n: i64) -> Option<Date> {
    if compact(n / 100).is_some() && n % 100 < 24 {
        return None;
    }
    epoch(n.checked_mul(1000)?)
}

fn epoch(milliseconds: i64) -> Option<Date> {
    let date = in_china(DateTime::from_timestamp_millis(milliseconds)?.naive_utc(), 0)?;
    (1990..=2100).contains(&date.day.year()).then_some(date)
}

/// The moment in China of a clock that is `offset` seconds ahead of UTC.
pub(super) fn in_china(clock: NaiveDateTime, offset: i32) -> Option<Date> {
    let utc = clock.checked_sub_offset(FixedOffset::east_opt(offset)?)?;
    let here = utc.checked_add_offset(FixedOffset::east_opt(CHINA * 3600)?)?;
    is_plausible(here.year()).then(|| Date {
        day: here.date(),
        time: Some(here.time()),
    })
}
