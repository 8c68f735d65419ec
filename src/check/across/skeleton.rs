//! What of a resource's name tells it from others: numbering, punctuation and general suffixes taken away, years, numbers
//! and places kept. Two names with one skeleton are near each other; nothing is ever compared in pairs. Keeps nothing.

use crate::model::folded;

/// Suffixes that say only that there are data, longest first.
const SUFFIXES: &[&str] = &[
    "数据资源目录",
    "信息资源目录",
    "公共数据目录",
    "政务数据目录",
    "信息一览表",
    "信息明细表",
    "信息登记表",
    "信息统计表",
    "数据统计表",
    "数据资源",
    "信息资源",
    "信息列表",
    "数据列表",
    "信息目录",
    "数据目录",
    "信息清单",
    "数据清单",
    "信息明细",
    "数据明细",
    "信息台账",
    "数据台账",
    "一览表",
    "明细表",
    "信息表",
    "数据表",
    "信息库",
    "数据库",
    "数据集",
    "信息集",
    "列表",
    "目录",
    "清单",
    "明细",
    "台账",
    "信息",
    "数据",
    "表",
];

/// A name as it is compared: folded, without punctuation that stands between no digits.
pub(super) fn tight(text: &str) -> String {
    let folded = folded(text);
    let mut kept = String::with_capacity(folded.len());
    let (mut after_digit, mut letters) = (false, folded.chars().peekable());
    while let Some(c) = letters.next() {
        let says = matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric() || "+%<>=≥≤±℃°".contains(c);
        if says || after_digit && letters.peek().is_some_and(char::is_ascii_digit) {
            kept.push(c);
        }
        after_digit = c.is_ascii_digit();
    }
    kept
}

/// What is left of a name without numbering, punctuation and general suffixes.
pub(super) fn skeleton(text: &str) -> String {
    let folded = folded(text);
    let mut left = tight(unnumbered(&folded));
    while let Some(shorter) = unsuffixed(&left) {
        // 水表 is no 水; what is left must still name something.
        if shorter.chars().count() < 2 {
            break;
        }
        left = shorter.to_owned();
    }
    left
}

/// Without the first suffix that fits. Few end on the same byte as the name.
fn unsuffixed(name: &str) -> Option<&str> {
    let end = name.as_bytes().last();
    let mut alike = SUFFIXES.iter().filter(|s| s.as_bytes().last() == end);
    alike.find_map(|s| name.strip_suffix(s))
}

/// A folded name without `1.`, `(一)`, `三、` before it. `1.5米` and `2024年` are no numbering.
fn unnumbered(folded: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let (open, rest) = match folded.strip_prefix(['(', '[', '【']) {
        Some(rest) => (true, rest),
        None => (false, folded),
    };
    let after = rest.trim_start_matches(|c| numeral(c) || !open && c == '.');
    let number = rest.strip_suffix(after).unwrap_or_default();
    if !number.starts_with(numeral) || number.chars().filter(|&c| c != '.').count() > 3 {
        return folded;
    }
    let closed = if open {
        after.strip_prefix([')', ']', '】'])
    } else if let Some(rest) = after.strip_prefix(['、', ')']) {
        Some(rest)
    } else {
        number.ends_with('.').then_some(after)
    };
    let Some(name) = closed else {
        return folded;
    };
    let name = name.trim_start_matches(['、', '.', ',', '-', ':']);
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_year(name) {
        folded
    } else {
        name
    }
}

/// Whether a name begins with a year: what stands before it is no part of the number.
fn starts_with_year(name: &str) -> bool {
    let digits = name.chars().take_while(char::is_ascii_digit).count();
    digits == 4 && (name.starts_with("19") || name.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_name_has_a_skeleton_of_its_own_letters(name in any::<String>()) {
            let (bare, tight) = (skeleton(&name), tight(&name));
            prop_assert!(bare.chars().all(|c| tight.contains(c)));
            prop_assert_eq!(skeleton(&bare), skeleton(&skeleton(&bare)));
        }
    }

    #[test]
    fn numbering_punctuation_and_suffixes_are_no_name() {
        for (one, other) in [
            ("水库信息", "水库数据"),
            ("１、水库名录", "水库名录"),
            ("（一）取水许可（新办）", "取水许可新办"),
            ("三、取水许可", "取水许可信息表"),
            ("12.渔船登记", "渔船登记台账"),
            ("1.2.渔船登记", "渔船登记"),
            ("3、2005年渔船登记", "2005年渔船登记"),
            ("《渔船登记》目录", "渔船 登记"),
            ("Wi-Fi 热点", "ｗｉｆｉ热点信息"),
            ("农村饮水-工程_清单", "农村饮水工程"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn years_numbers_and_places_are_a_name() {
        for (one, other) in [
            ("2023年水库信息", "2024年水库信息"),
            ("水库信息（2023）", "水库信息（2024）"),
            ("水库信息", "水库信息（2024年）"),
            ("1.5米分辨率影像", "15米分辨率影像"),
            ("5米分辨率影像", "1.5米分辨率影像"),
            ("城东区水库信息", "城西区水库信息"),
            ("第一季度用水量", "第二季度用水量"),
            ("一号水库", "二号水库"),
            ("2019-2020学年招生", "20192020学年招生"),
            ("PM2.5监测", "PM25监测"),
            ("水表", "水"),
            ("企业名单", "企业统计"),
            ("12345热线", "热线"),
            ("5、10千伏线路", "10千伏线路"),
            ("1.2米管径", "2米管径"),
        ] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }
}
