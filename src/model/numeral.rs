//! Chinese numerals as statutes write them (一 … 九百九十九), both ways. Written here because the published crates
//! reject forms that statutes use or accept forms that are no numbers.

use std::borrow::Cow;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 10 → 十, 21 → 二十一, 105 → 一百零五. Numbers from 1 to 999; zero is 〇, and what is more stands in plain digits.
pub fn chinese(n: u16) -> String {
    if n > 999 {
        return n.to_string();
    }
    let digit = |d: u16| DIGITS.get(usize::from(d)).copied().unwrap_or('〇');
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.push(digit(hundreds));
        out.push('百');
    }
    match (hundreds, tens) {
        (0, 0) => {}
        (0, 1) => out.push('十'),
        (_, 0) if ones > 0 => out.push('零'),
        (_, 0) => {}
        _ => {
            out.push(digit(tens));
            out.push('十');
        }
    }
    if ones > 0 || out.is_empty() {
        out.push(digit(ones));
    }
    out
}

/// Parses a numeral from 1 to 999; the colloquial 廿 and 卅 and plain digits are read too. `None` for anything else.
pub fn parse_chinese(text: &str) -> Option<u16> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|n| (1..=999).contains(n));
    }
    let unfolded = if text.contains(['廿', '卅', '两']) {
        let whole = text.replace('廿', "二十").replace('卅', "三十");
        Cow::Owned(whole.replace('两', "二"))
    } else {
        Cow::Borrowed(text)
    };
    let (mut total, mut pending, mut last_unit) = (0u16, None::<u16>, 1000u16);
    for c in unfolded.chars() {
        if let Some(d) = DIGITS.iter().position(|&x| x == c).filter(|&d| d > 0) {
            if pending.replace(d as u16).is_some() {
                return None;
            }
            continue;
        }
        let unit = match c {
            '百' => 100,
            '十' => 10,
            '零' if pending.is_none() && last_unit == 100 => continue,
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        let count = match pending.take() {
            Some(d) => d,
            None if unit == 10 && total == 0 => 1,
            None => return None,
        };
        total += count * unit;
        last_unit = unit;
    }
    let n = total + pending.unwrap_or(0);
    // Only the one canonical spelling counts (一百五 for 105 or 150 is nobody's article number).
    (n > 0 && chinese(n) == unfolded).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_survives_the_round_trip() {
        for n in 1..=999 {
            assert_eq!(parse_chinese(&chinese(n)), Some(n), "{}", chinese(n));
        }
    }

    /// 1260 is no 二百六十.
    #[test]
    fn no_number_is_printed_as_another() {
        for n in 1000..=u16::MAX {
            assert_eq!(parse_chinese(&chinese(n)), None, "{n}");
        }
    }

    #[test]
    fn only_numbers_are_numbers() {
        for wrong in [
            "",
            "二百五",
            "十十",
            "一二",
            "百",
            "零五",
            "一十二",
            "千",
            "0",
            "1000",
            "五百百",
        ] {
            assert_eq!(parse_chinese(wrong), None, "{wrong}");
        }
        assert_eq!(parse_chinese("廿四"), Some(24));
        assert_eq!(parse_chinese("17"), Some(17));
    }
}
