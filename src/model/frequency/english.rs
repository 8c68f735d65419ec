//! Frequencies in English: what programs export (`EVERY_DAY`), the frequency list of the European Publications Office
//! that DCAT recommends (`monthly`, `WEEKLY_2`), and repeating intervals of ISO 8601 (`R/P1D`).

use super::{Frequency, Unit, period};

use Frequency::Every;

/// Reads a folded ASCII word.
pub(super) fn read(word: &str) -> Option<Frequency> {
    if word.starts_with("t+") {
        return period::read(word);
    }
    let read = if let Some(interval) = word.strip_prefix("r/") {
        repeating(interval)
    } else {
        let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        known(&plain).or_else(|| every(&plain))
    };
    read.filter(|frequency| match frequency {
        Every(n, unit) => period::is_plausible(*n, *unit),
        Frequency::Realtime | Frequency::Irregular | Frequency::Never | Frequency::Other => true,
    })
}

fn known(word: &str) -> Option<Frequency> {
    Some(match word {
        "realtime" | "nearrealtime" | "continuous" | "continuously" | "cont" | "updatecont" => {
            Frequency::Realtime
        }
        "irregular" | "irreg" | "asneeded" | "ondemand" | "adhoc" => Frequency::Irregular,
        "never" | "once" | "onetime" | "static" | "notplanned" | "noupdate" => Frequency::Never,
        "other" | "others" | "custom" => Frequency::Other,
        "minutely" => Every(1, Unit::Minute),
        "hourly" => Every(1, Unit::Hour),
        "daily" => Every(1, Unit::Day),
        "workday" | "workdays" | "weekday" | "weekdays" | "workingday" | "everyworkday" => {
            Every(3, Unit::Day)
        }
        "daily2" | "twiceaday" => Every(12, Unit::Hour),
        "weekly" => Every(1, Unit::Week),
        "weekly2" | "semiweekly" | "twiceaweek" => Every(4, Unit::Day),
        "weekly3" | "threetimesaweek" => Every(3, Unit::Day),
        "biweekly" | "fortnightly" => Every(2, Unit::Week),
        "monthly2" | "twiceamonth" => Every(16, Unit::Day),
        "semimonthly" | "halfmonth" | "halfmonthly" => Every(15, Unit::Day),
        "monthly3" | "threetimesamonth" => Every(11, Unit::Day),
        "monthly" => Every(1, Unit::Month),
        "bimonthly" => Every(2, Unit::Month),
        "quarterly" => Every(3, Unit::Month),
        "annual3" | "threetimesayear" => Every(4, Unit::Month),
        "annual2" | "semiannual" | "semiannually" | "biannual" | "halfyear" | "halfyearly"
        | "everyhalfyear" | "twiceayear" => Every(6, Unit::Month),
        "annual" | "annually" | "yearly" => Every(1, Unit::Year),
        "biennial" => Every(2, Unit::Year),
        "triennial" => Every(3, Unit::Year),
        "quadrennial" => Every(4, Unit::Year),
        "quinquennial" => Every(5, Unit::Year),
        "decennial" => Every(10, Unit::Year),
        _ => return None,
    })
}

/// `everyweek`, `every10minutes`, `day`.
fn every(word: &str) -> Option<Frequency> {
    let (each, word) = match word.strip_prefix("every").or_else(|| word.strip_prefix("per")) {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let n: u16 = match word.strip_suffix(unit)? {
        "" => 1,
        number if each => number.parse().ok().filter(|n| (1..=1000).contains(n))?,
        _ => return None,
    };
    Some(match unit.strip_suffix('s').unwrap_or(unit) {
        "minute" => Every(n, Unit::Minute),
        "hour" => Every(n, Unit::Hour),
        "day" => Every(n, Unit::Day),
        "week" => Every(n, Unit::Week),
        "month" => Every(n, Unit::Month),
        "quarter" => Every(n.checked_mul(3)?, Unit::Month),
        "year" => Every(n, Unit::Year),
        _ => return None,
    })
}

/// `p1d`, `pt10m`, `p0.5m`: a broken number of units is that many days, rounded up.
fn repeating(interval: &str) -> Option<Frequency> {
    let period = interval.strip_prefix('p')?;
    let (clock, period) = match period.strip_prefix('t') {
        Some(rest) => (true, rest),
        None => (false, period),
    };
    let number = period.strip_suffix(|c: char| c.is_ascii_alphabetic())?;
    let unit = period.strip_prefix(number)?;
    let (n, unit, days) = match (clock, unit) {
        (true, "s") => {
            return number
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then_some(Frequency::Realtime);
        }
        (true, "m") => (number, Unit::Minute, 1),
        (true, "h") => (number, Unit::Hour, 1),
        (false, "d") => (number, Unit::Day, 1),
        (false, "w") => (number, Unit::Week, 7),
        (false, "m") => (number, Unit::Month, 31),
        (false, "y") => (number, Unit::Year, 366),
        _ => return None,
    };
    match n.split_once('.') {
        None => n
            .parse()
            .ok()
            .filter(|n| (1..=1000).contains(n))
            .map(|n| Every(n, unit)),
        Some((whole, part)) => broken(whole, part, days),
    }
}

fn broken(whole: &str, part: &str, days: u32) -> Option<Frequency> {
    let digits = u32::try_from(part.len()).ok().filter(|d| (1..=4).contains(d))?;
    let scale = 10u32.pow(digits);
    let units = whole.parse::<u32>().ok().filter(|n| *n < 100)? * scale + part.parse::<u32>().ok()?;
    let days = u16::try_from((units * days).div_ceil(scale)).ok()?;
    (days > 0).then_some(Every(days, Unit::Day))
}
