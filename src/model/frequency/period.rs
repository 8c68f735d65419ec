//! Periods in Chinese: 每季度, 每 3 月, 每周两次, 双周, 隔日, T+1 ….

use super::{Frequency, Unit};
use crate::model::parse_chinese;

use Frequency::Every;

/// A unit as written, longest first, and the period it is.
const UNITS: [(&str, u16, Unit); 24] = [
    ("工作日", 3, Unit::Day),
    ("自然日", 1, Unit::Day),
    ("分钟", 1, Unit::Minute),
    ("小时", 1, Unit::Hour),
    ("钟头", 1, Unit::Hour),
    ("季度", 3, Unit::Month),
    ("学期", 6, Unit::Month),
    ("学年", 1, Unit::Year),
    ("年度", 1, Unit::Year),
    ("月度", 1, Unit::Month),
    ("月份", 1, Unit::Month),
    ("星期", 1, Unit::Week),
    ("礼拜", 1, Unit::Week),
    ("周度", 1, Unit::Week),
    ("自然年", 1, Unit::Year),
    ("自然月", 1, Unit::Month),
    ("日度", 1, Unit::Day),
    ("日", 1, Unit::Day),
    ("天", 1, Unit::Day),
    ("周", 1, Unit::Week),
    ("旬", 10, Unit::Day),
    ("月", 1, Unit::Month),
    ("季", 3, Unit::Month),
    ("年", 1, Unit::Year),
];

/// The period a folded, simplified word names.
pub(super) fn read(word: &str) -> Option<Frequency> {
    let bare = without_once(word);
    if let Some(days) = bare.strip_prefix("t+") {
        return days
            .strip_suffix('日')
            .unwrap_or(days)
            .parse()
            .ok()
            .filter(|n| (1..=31).contains(n))
            .map(|n| Every(n, Unit::Day));
    }
    if let Some(unit) = bare.strip_suffix('级') {
        return exactly(unit).map(|(n, unit)| Every(n, unit));
    }
    let each = ["每隔", "每", "按", "逐"]
        .iter()
        .find_map(|p| bare.strip_prefix(p));
    let rest = each.map_or(bare, |rest| rest.strip_prefix('个').unwrap_or(rest));
    half(rest)
        .or_else(|| counted(rest, each.is_some()))
        .or_else(|| times(rest))
        .or_else(|| each.and_then(anchored))
}

/// 每年更新一次 is 每年.
fn without_once(word: &str) -> &str {
    let mut bare = word;
    while let Some(shorter) = ["更新", "一次", "1次", "上报", "汇聚"]
        .iter()
        .find_map(|s| bare.strip_suffix(s))
    {
        bare = shorter;
    }
    bare
}

/// 半年, 半个月, 半天.
fn half(word: &str) -> Option<Frequency> {
    let unit = word.strip_prefix("半")?;
    Some(match unit.strip_prefix('个').unwrap_or(unit) {
        "年" | "年度" => Every(6, Unit::Month),
        "月" | "月度" => Every(15, Unit::Day),
        "日" | "天" => Every(12, Unit::Hour),
        "小时" => Every(30, Unit::Minute),
        _ => return None,
    })
}

/// A unit, or a number of them. Without 每 before it, `3月` and `3日` are dates and `2025年` is a year.
fn counted(word: &str, each: bool) -> Option<Frequency> {
    if let Some((n, unit)) = exactly(word) {
        return Some(Every(n, unit));
    }
    let (number, unit) = number(word)?;
    let (unit, plain) = match unit.strip_prefix('个') {
        Some(unit) => (unit, false),
        None => (unit, true),
    };
    let each = each || word.starts_with(['双', '隔']);
    if plain && !each && matches!(unit, "月" | "日" | "季" | "季度") {
        return None;
    }
    // More than one 工作日, and the weekend may lie between any two of them.
    let (size, of) = match unit {
        "工作日" if number > 1 => (1, Unit::Day),
        _ => exactly(unit)?,
    };
    let extra = if unit == "工作日" && number > 1 {
        2 * number.div_ceil(5)
    } else {
        0
    };
    let n = number.checked_mul(size)?.checked_add(extra)?;
    Some(Every(n, of)).filter(|_| n > 0 && is_plausible(n, of))
}

/// Whether anybody would declare so long a period.
pub(super) fn is_plausible(n: u16, unit: Unit) -> bool {
    n <= longest(unit)
}

/// Nobody declares a longer period; what looks like one is a year or a date.
fn longest(unit: Unit) -> u16 {
    match unit {
        Unit::Minute => 10_000,
        Unit::Hour => 1_000,
        Unit::Day => 4_000,
        Unit::Week => 520,
        Unit::Month => 600,
        Unit::Year => 50,
    }
}

/// 每周两次, 每日3次: the longest the unit can be, divided, rounded up.
fn times(word: &str) -> Option<Frequency> {
    let word = word.strip_suffix('次')?;
    let word = word.strip_suffix("更新").unwrap_or(word);
    let (name, n, unit) = UNITS
        .iter()
        .find_map(|&(name, n, unit)| Some((word.strip_prefix(name)?, n, unit)))?;
    let (count, rest) = number(name.strip_prefix("更新").unwrap_or(name))?;
    (rest.is_empty() && count > 0)
        .then(|| shared(n, unit, count))
        .flatten()
}

/// A period of `n` units shared by `count` updates.
pub(super) fn shared(n: u16, unit: Unit, count: u16) -> Option<Frequency> {
    let whole = |n: u16, unit| Some(Every(n.div_ceil(count).max(1), unit));
    match unit {
        _ if n.is_multiple_of(count) => whole(n, unit),
        Unit::Year if n.checked_mul(12)?.is_multiple_of(count) => whole(n * 12, Unit::Month),
        Unit::Year => whole(n.checked_mul(366)?, Unit::Day),
        Unit::Month if n == 3 => whole(92, Unit::Day),
        Unit::Month => whole(n.checked_mul(31)?, Unit::Day),
        Unit::Week => whole(n.checked_mul(7)?, Unit::Day),
        Unit::Day => whole(n.checked_mul(24)?, Unit::Hour),
        Unit::Hour => whole(n.checked_mul(60)?, Unit::Minute),
        Unit::Minute => Some(Frequency::Realtime),
    }
}

/// 每周一, 每月5日前, 每年3月底: once in the unit, however the day is named.
fn anchored(word: &str) -> Option<Frequency> {
    let (rest, n, unit) = ["周", "星期", "旬", "月", "季度", "季", "年", "日", "天"]
        .iter()
        .find_map(|name| {
            let (n, unit) = exactly(name)?;
            Some((word.strip_prefix(name)?, n, unit))
        })?;
    let named = |c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十末初底前中下上旬号日月天第点时的度年".contains(c)
    };
    let list = rest.contains(['、', ',', '和', '及']) || rest.is_empty();
    (!list && rest.chars().all(named)).then_some(Every(n, unit))
}

fn exactly(name: &str) -> Option<(u16, Unit)> {
    UNITS.iter().find(|u| u.0 == name).map(|&(_, n, unit)| (n, unit))
}

/// The number that a word begins with, and the rest: 3, 三, 两, 双, 隔.
fn number(word: &str) -> Option<(u16, &str)> {
    if let Some(rest) = word.strip_prefix(['双', '隔']) {
        return Some((2, rest));
    }
    let digit = |c: char| c.is_ascii_digit();
    let numeral = |c: char| "一二三四五六七八九十百零两".contains(c);
    let same: &dyn Fn(char) -> bool = if word.starts_with(digit) { &digit } else { &numeral };
    let end = word.find(|c| !same(c)).unwrap_or(word.len());
    let (run, rest) = word.split_at(end);
    if run.starts_with(digit) {
        run.parse().ok()
    } else {
        parse_chinese(run)
    }
    .map(|n| (n, rest))
}
