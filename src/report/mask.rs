//! Numbers and addresses of persons in what reports show: identity numbers, telephone numbers, e-mail addresses. The middle
//! is covered, so that the cell can still be found and nobody be called. Looks at words only; keeps nothing.

mod sink;

pub use sink::Masked;
pub(super) use sink::masked;

use crate::check::is_resident_id;
use memchr::memchr2;
use std::borrow::Cow;
use std::ops::Range;

/// Shortest run of digits that is worth a look: the last part of a landline number.
const SHORT: usize = 7;

/// The text with what tells a person's number or address covered.
pub fn mask(text: &str) -> Cow<'_, str> {
    if !is_worth_a_look(text) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, narrow(c))).collect();
    let mut covered: Vec<Range<usize>> = Vec::new();
    for run in runs(&chars) {
        covered.extend(number(&chars, &run));
    }
    for (at, _) in chars.iter().enumerate().filter(|(_, (_, c))| *c == '@') {
        covered.extend(address(&chars, at));
    }
    if covered.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |i: &usize| covered.iter().any(|range| range.contains(i));
    let shown = text.chars().enumerate().map(|(i, c)| {
        let covers = hidden(&i) && !matches!(c, ' ' | '-');
        if covers { '*' } else { c }
    });
    Cow::Owned(shown.collect())
}

/// Most texts hold neither a sign of an address nor enough digits.
fn is_worth_a_look(text: &str) -> bool {
    // Full-width signs and digits begin with that byte.
    if memchr2(b'@', 0xEF, text.as_bytes()).is_none() {
        return text.bytes().filter(u8::is_ascii_digit).count() >= SHORT;
    }
    let digit = |c: &char| c.is_ascii_digit() || matches!(c, '０'..='９');
    text.contains(['@', '＠']) || text.chars().filter(digit).take(SHORT).count() == SHORT
}

/// Full-width letters, digits and signs as their narrow forms.
fn narrow(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Runs of digits with single blanks or hyphens inside, by the numbers of their characters.
fn runs(chars: &[(usize, char)]) -> Vec<Range<usize>> {
    let digit = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let joint = |i: usize| chars.get(i).is_some_and(|(_, c)| matches!(c, ' ' | '-'));
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || joint(at) && digit(at + 1) {
            at += 1;
        }
        if at - start >= SHORT {
            all.push(start..at);
        }
    }
    all
}

/// The part of a run of digits to be covered, where it is a person's number.
fn number(chars: &[(usize, char)], run: &Range<usize>) -> Option<Range<usize>> {
    let inside = chars.get(run.clone())?;
    let digits: String = inside
        .iter()
        .map(|(_, c)| *c)
        .filter(char::is_ascii_digit)
        .collect();
    let before = run
        .start
        .checked_sub(1)
        .and_then(|i| chars.get(i))
        .map(|(_, c)| *c);
    let after = chars.get(run.end).map(|(_, c)| *c);
    // A part of a longer code is no number by itself.
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/')) {
        return None;
    }
    let last = matches!(after, Some('X' | 'x'));
    if is_resident_id(&digits) || last && is_resident_id(&format!("{digits}X")) {
        return middle(chars, run, 6, if last { 3 } else { 4 });
    }
    if after.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')) {
        return None;
    }
    let abroad = digits.strip_prefix("86").filter(|rest| rest.len() == 11);
    let mobile = abroad.unwrap_or(&digits);
    let bytes = mobile.as_bytes();
    if let [b'1', b'3'..=b'9', ..] = bytes
        && bytes.len() == 11
    {
        return middle(chars, run, digits.len() - 8, 4);
    }
    let whole: String = inside.iter().map(|(_, c)| *c).collect();
    is_landline(&whole).then(|| middle(chars, run, digits.len() - 6, 2))?
}

/// `0991-1234567`: an area code, a hyphen, seven or eight digits.
fn is_landline(text: &str) -> bool {
    let Some((area, line)) = text.split_once('-') else {
        return false;
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let area = matches!(
        area.as_bytes(),
        [b'0', b'1'..=b'9', _] | [b'0', b'3'..=b'9', _, _]
    ) && digits(area);
    area && matches!(line.len(), 7 | 8) && digits(line)
}

/// What lies between the first and the last digits of a run.
fn middle(chars: &[(usize, char)], run: &Range<usize>, first: usize, last: usize) -> Option<Range<usize>> {
    let digits: Vec<usize> = run
        .clone()
        .filter(|&i| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit()))
        .collect();
    let end = digits.len().checked_sub(last)?;
    Some(*digits.get(first)?..*digits.get(end)?)
}

/// The part of an address before its `@` but the first letter.
fn address(chars: &[(usize, char)], at: usize) -> Option<Range<usize>> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let before = chars
        .get(..at)?
        .iter()
        .rev()
        .take_while(|(_, c)| name(*c))
        .count();
    let after = chars.get(at + 1..)?.iter().map(|(_, c)| *c);
    let domain: String = after
        .take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        .collect();
    let (host, top) = domain.trim_end_matches('.').rsplit_once('.')?;
    let is_domain = !host.is_empty() && top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic());
    (before > 0 && is_domain).then(|| at - before + usize::from(before > 1)..at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn persons_numbers_and_addresses_are_covered_in_the_middle() {
        for (text, shown) in [
            ("身份证号11010519491231002X的人", "身份证号110105********002X的人"),
            (
                "１１０１０５１９４９１２３１００２Ｘ",
                "１１０１０５********００２Ｘ",
            ),
            ("联系人13912345678", "联系人139****5678"),
            ("+86 139 1234 5678", "+86 139 **** 5678"),
            ("139-1234-5678；0991-1234567", "139-****-5678；0991-1****67"),
            ("mail zhang.san@xj.gov.cn.", "mail z********@xj.gov.cn."),
        ] {
            assert_eq!(mask(text), shown, "{text}");
        }
    }

    #[test]
    fn codes_dates_and_sums_stay() {
        for text in [
            "91110000710930596X",
            "110105194912310021",
            "YG13912345678",
            "139123456789",
            "2026-03-01",
            "0001-1234567",
            "20260301",
            "640000-001-13912345678A",
            "3.13912345678",
            "甲@乙",
            "共 12345678901 条",
            "",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic_and_masking_twice_is_masking_once(text in "[0-9 \\-a-z@.Xx０-９甲]{0,40}") {
            let once = mask(&text).into_owned();
            prop_assert_eq!(once.chars().count(), text.chars().count());
            prop_assert_eq!(mask(&once).into_owned(), once.clone());
        }
    }
}
