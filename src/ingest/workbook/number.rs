//! Numbers and serial dates as text: the shortest digits that read back, percent and leading zeros, days since 1900 or
//! 1904 as calendar dates. Knows no file.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike};
use std::fmt::Write;

/// Day 0 of a workbook's serial numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// Day 1 is 1900-01-01, and the 60th day the 29th of February 1900 that never was.
    #[default]
    Y1900,
    /// Day 0 is 1904-01-01.
    Y1904,
}

/// The first serial after 9999-12-31, by epoch 1900.
const END_1900: f64 = 2_958_466.0;
const END_1904: f64 = END_1900 - 1462.0;

/// Writes the shortest text that reads back as the number; whole numbers without a decimal point.
pub(super) fn plain(n: f64, out: &mut String) {
    if n == 0.0 {
        out.push('0');
    } else if n.is_finite() && (n.abs() >= 1e21 || n.abs() < 1e-7) {
        let _ = write!(out, "{n:e}");
    } else {
        let _ = write!(out, "{n}");
    }
}

/// Writes a share as percent: 0.125 is `12.5%`. Moves the decimal point of the shortest text, so that no digit changes.
pub(super) fn percent(n: f64, out: &mut String) {
    let mut text = String::new();
    plain(n, &mut text);
    if text.contains(['e', 'N', 'i']) {
        out.push_str(&text);
        return;
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |d| ("-", d));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut part: Vec<char> = part.chars().collect();
    while part.len() < 2 {
        part.push('0');
    }
    let rest: String = part.split_off(2).into_iter().collect();
    let shifted = format!("{whole}{}", part.into_iter().collect::<String>());
    let shifted = shifted.trim_start_matches('0');
    let shifted = if shifted.is_empty() { "0" } else { shifted };
    out.push_str(sign);
    out.push_str(shifted);
    if !rest.is_empty() {
        out.push('.');
        out.push_str(&rest);
    }
    out.push('%');
}

/// Writes a whole number with leading zeros; anything else plainly.
pub(super) fn padded(n: f64, width: u8, out: &mut String) {
    if n >= 0.0 && n.fract() == 0.0 && n < 1e15 {
        let _ = write!(out, "{:0width$}", whole(n), width = usize::from(width));
    } else {
        plain(n, out);
    }
}

/// Writes a serial as `2025-03-01`, with ` 10:00:00` where it has a time; `false`, and nothing written, where it is none.
/// Rounds to the second.
pub(super) fn date(serial: f64, epoch: Epoch, out: &mut String) -> bool {
    let (first, end) = match epoch {
        Epoch::Y1900 => (1.0, END_1900),
        Epoch::Y1904 => (0.0, END_1904),
    };
    if !(serial >= first && serial < end) {
        return false;
    }
    let (day, second) = split(serial);
    let Some((year, month, dom)) = calendar(day, epoch) else {
        return false;
    };
    if year > 9999 {
        return false;
    }
    let _ = write!(out, "{year:04}-{month:02}-{dom:02}");
    if second > 0 {
        out.push(' ');
        clock(second, out);
    }
    true
}

/// Writes an elapsed time as `HH:MM:SS`, hours beyond a day counted on; `false` for what is no time.
pub(super) fn elapsed(serial: f64, out: &mut String) -> bool {
    if !(0.0..END_1900).contains(&serial) {
        return false;
    }
    let (day, second) = split(serial);
    clock(day * 86_400 + second, out);
    true
}

fn clock(seconds: u64, out: &mut String) {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(out, "{h:02}:{m:02}:{s:02}");
}

/// Whole days, and seconds rounded into the next day where they must.
fn split(serial: f64) -> (u64, u64) {
    let (day, second) = (whole(serial), whole((serial.fract() * 86_400.0).round()));
    if second >= 86_400 {
        (day + 1, 0)
    } else {
        (day, second)
    }
}

/// Year, month and day of a serial's whole days.
fn calendar(day: u64, epoch: Epoch) -> Option<(i32, u32, u32)> {
    let (year, month, dom) = match epoch {
        Epoch::Y1900 if day == 60 => return Some((1900, 2, 29)),
        Epoch::Y1900 if day < 60 => (1899, 12, 31),
        Epoch::Y1900 => (1899, 12, 30),
        Epoch::Y1904 => (1904, 1, 1),
    };
    let date = NaiveDate::from_ymd_opt(year, month, dom)?.checked_add_days(Days::new(day))?;
    Some((date.year(), date.month(), date.day()))
}

/// A count that is known to be neither negative nor huge.
#[expect(clippy::cast_sign_loss, reason = "callers have checked the sign")]
fn whole(n: f64) -> u64 {
    n as u64
}

/// Rewrites an ISO 8601 date or date-time as our text: a blank for the `T`, rounded to the second, no zone; `None` where
/// it is none.
pub(super) fn iso(written: &str) -> Option<String> {
    let Some((day, time)) = written.split_once('T') else {
        let shaped = written.len() == 10 && written.is_ascii();
        return NaiveDate::parse_from_str(written, "%Y-%m-%d")
            .ok()
            .filter(|_| shaped)
            .map(|d| d.to_string());
    };
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let time = time.trim_end_matches('Z');
    let time = NaiveTime::parse_from_str(time, "%H:%M:%S%.f")
        .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
        .ok()?;
    let moment = day
        .and_time(time)
        .checked_add_signed(TimeDelta::milliseconds(500))?;
    let format = if moment.num_seconds_from_midnight() == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    Some(moment.format(format).to_string())
}

/// Rewrites an ISO 8601 duration such as `PT12H34M56S` as `HH:MM:SS`; `None` where it is none.
pub(super) fn iso_duration(written: &str) -> Option<String> {
    let mut seconds: u64 = 0;
    let mut number = String::new();
    for c in written.strip_prefix("PT")?.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        let amount: f64 = number.parse().ok()?;
        if amount > 1e9 {
            return None;
        }
        seconds += whole((amount * unit).round());
        number.clear();
    }
    let mut out = String::new();
    clock(seconds, &mut out);
    number.is_empty().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    fn dated(serial: f64, epoch: Epoch) -> Option<String> {
        let mut out = String::new();
        date(serial, epoch, &mut out).then_some(out)
    }

    #[test]
    fn numbers_read_back_and_stay_short() {
        for (n, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (3.0, "3"),
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (110_101_199_003_075_000.0, "110101199003075000"),
            (1e300, "1e300"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(with(|o| plain(n, o)), text);
        }
    }

    #[test]
    fn percent_moves_the_point_and_no_digit() {
        for (n, text) in [
            (0.125, "12.5%"),
            (0.07, "7%"),
            (1.0, "100%"),
            (0.0, "0%"),
            (-0.5, "-50%"),
            (12.0, "1200%"),
            (0.001, "0.1%"),
        ] {
            assert_eq!(with(|o| percent(n, o)), text, "{n}");
        }
    }

    #[test]
    fn leading_zeros() {
        assert_eq!(with(|o| padded(123.0, 6, o)), "000123");
        assert_eq!(with(|o| padded(1_234_567.0, 6, o)), "1234567");
        assert_eq!(with(|o| padded(1.5, 6, o)), "1.5");
        assert_eq!(with(|o| padded(-1.0, 6, o)), "-1");
    }

    #[test]
    fn serials_are_excels_own() {
        use Epoch::{Y1900, Y1904};
        for (serial, epoch, text) in [
            (1.0, Y1900, Some("1900-01-01")),
            (59.0, Y1900, Some("1900-02-28")),
            (60.0, Y1900, Some("1900-02-29")),
            (61.0, Y1900, Some("1900-03-01")),
            (46_081.5, Y1900, Some("2026-02-28 12:00:00")),
            (46_082.354_166_6, Y1900, Some("2026-03-01 08:30:00")),
            (46_081.999_999_9, Y1900, Some("2026-03-01")),
            (2_958_465.0, Y1900, Some("9999-12-31")),
            (2_958_466.0, Y1900, None),
            (0.5, Y1900, None),
            (-1.0, Y1900, None),
            (f64::NAN, Y1900, None),
            (0.0, Y1904, Some("1904-01-01")),
            (44_619.5, Y1904, Some("2026-02-28 12:00:00")),
        ] {
            assert_eq!(dated(serial, epoch).as_deref(), text, "{serial} {epoch:?}");
        }
    }

    #[test]
    fn times_and_durations() {
        assert_eq!(with(|o| assert!(elapsed(0.524, o))), "12:34:34");
        assert_eq!(with(|o| assert!(elapsed(1.5, o))), "36:00:00");
        assert_eq!(iso_duration("PT12H34M56S").as_deref(), Some("12:34:56"));
        assert_eq!(iso_duration("PT36H00M00.4S").as_deref(), Some("36:00:00"));
        assert_eq!(iso_duration("P1D"), None);
    }

    #[test]
    fn iso_dates_lose_their_t() {
        for (from, to) in [
            ("2025-03-01", Some("2025-03-01")),
            ("2025-03-01T00:00:00", Some("2025-03-01")),
            ("2025-03-01T10:20:30.999Z", Some("2025-03-01 10:20:31")),
            ("2025-12-31T23:59:59.6", Some("2026-01-01")),
            ("2025/03/01", None),
            ("2025-03-01T10", None),
            ("二〇二五年", None),
        ] {
            assert_eq!(iso(from).as_deref(), to, "{from}");
        }
    }

    proptest! {
        #[test]
        fn every_finite_number_reads_back(n in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            let text = with(|o| plain(n, o));
            prop_assert_eq!(text.parse::<f64>().ok(), Some(n + 0.0));
        }

        #[test]
        fn no_serial_panics(n in any::<f64>(), text in ".*") {
            for epoch in [Epoch::Y1900, Epoch::Y1904] {
                let _ = dated(n, epoch);
            }
            let _ = with(|o| percent(n, o));
            let _ = with(|o| { elapsed(n, o); });
            let _ = (iso(&text), iso_duration(&text));
        }
    }
}
