//! Update frequencies in every spelling seen in catalogs, and when the next update falls due. A spelling that could mean
//! a shorter or a longer period is read as the longer, so that no deadline is invented.

mod english;
mod period;

use super::{Text, fold, words};
use chrono::NaiveDate;

/// The unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 分钟.
    Minute,
    /// 小时.
    Hour,
    /// 日.
    Day,
    /// 周.
    Week,
    /// 月.
    Month,
    /// 年.
    Year,
}

/// How often data is declared to be updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// 实时, 即时.
    Realtime,
    /// Once every so many units: 每季度 is every 3 months, 每旬 every 10 days, 每半月 every 15; 每周两次 is every 4 days,
    /// 工作日 every 3, rounded up.
    Every(u16, Unit),
    /// 不定期, 按需: no period can be computed.
    Irregular,
    /// 不更新, 一次性, 静态数据.
    Never,
    /// 其他, 自定义: filled in, but it says no frequency.
    Other,
}

impl Frequency {
    /// Its plain name: 每季度, quarterly.
    pub fn text(self) -> Text {
        words::frequency(self)
    }

    /// The day by which data updated on `from` is due again; `None` where the frequency sets no period.
    pub fn due(self, from: NaiveDate) -> Option<NaiveDate> {
        use chrono::{Days, Months};
        match self {
            Self::Realtime => from.checked_add_days(Days::new(1)),
            Self::Every(n, Unit::Minute) => from.checked_add_days(Days::new(u64::from(n.div_ceil(24 * 60)))),
            Self::Every(n, Unit::Hour) => from.checked_add_days(Days::new(u64::from(n.div_ceil(24)))),
            Self::Every(n, Unit::Day) => from.checked_add_days(Days::new(u64::from(n))),
            Self::Every(n, Unit::Week) => from.checked_add_days(Days::new(7 * u64::from(n))),
            Self::Every(n, Unit::Month) => from.checked_add_months(Months::new(u32::from(n))),
            Self::Every(n, Unit::Year) => from.checked_add_months(Months::new(12 * u32::from(n))),
            Self::Irregular | Self::Never | Self::Other => None,
        }
    }
}

/// Reads a frequency as people and programs write it; `None` when the text is not one, or is a bare code.
pub fn parse_frequency(text: &str) -> Option<Frequency> {
    // Nobody writes a frequency of a hundred bytes; notes after it may be longer.
    let head: String = text.chars().take(64).collect();
    let folded = simplified(&fold(&head));
    let bare = without_number(folded.trim_matches(['‘', '’', '“', '”', '"', '\'', '「', '」', '[', ']']));
    let word = match bare.split_once('(') {
        Some((word, _note)) if !word.is_empty() => word,
        _ => bare,
    };
    if word.is_ascii() {
        english::read(word)
    } else {
        known(word).or_else(|| period::read(word))
    }
}

/// Words that name no period.
fn known(word: &str) -> Option<Frequency> {
    Some(match word {
        "实时" | "实时更新" | "即时" | "即时更新" | "准实时" | "近实时" | "持续" | "持续更新" | "秒级"
        | "每秒" => Frequency::Realtime,
        "不定期" | "不定期更新" | "不定时" | "不定时更新" | "不定" | "不固定" | "无固定周期"
        | "无固定期限" | "按需" | "按需更新" | "随时" | "随时更新" | "适时" | "适时更新" | "动态"
        | "动态更新" | "需要时" | "变更时更新" | "有变化时更新" | "根据需要" => {
            Frequency::Irregular
        }
        "不更新"
        | "不再更新"
        | "无需更新"
        | "停止更新"
        | "已停止更新"
        | "静态"
        | "静态数据"
        | "静态数据不更新"
        | "一次性"
        | "一次性更新"
        | "一次性数据"
        | "历史数据" => Frequency::Never,
        "其他" | "其它" | "自定义" => Frequency::Other,
        _ => return None,
    })
}

/// Simplified characters for the traditional ones that frequencies are written with.
fn simplified(folded: &str) -> String {
    const PAIRS: [(char, char); 16] = [
        ('時', '时'),
        ('週', '周'),
        ('兩', '两'),
        ('個', '个'),
        ('鐘', '钟'),
        ('級', '级'),
        ('實', '实'),
        ('隨', '随'),
        ('靜', '静'),
        ('態', '态'),
        ('數', '数'),
        ('據', '据'),
        ('準', '准'),
        ('雙', '双'),
        ('學', '学'),
        ('適', '适'),
    ];
    let plain = |c: char| PAIRS.iter().find(|(t, _)| *t == c).map_or(c, |(_, s)| *s);
    folded.chars().map(plain).collect()
}

/// Without a list number before it: `05-每年`, `1.实时`.
fn without_number(word: &str) -> &str {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == word.len() || word.len() - rest.len() > 2 {
        return word;
    }
    match rest.strip_prefix(['-', '.', '_', '、', ':', ')']) {
        Some(tail) if tail.starts_with(|c: char| !c.is_ascii()) => tail,
        _ => word,
    }
}

#[cfg(test)]
mod tests;
