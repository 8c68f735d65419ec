//! A date's text as numbers and marks. Knows nothing of calendars.

use crate::model::{fold::is_invisible, parse_chinese};
use unicode_normalization::UnicodeNormalization;

/// A number or a mark between numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of digits, Arabic or Chinese, with how many there were.
    Number { value: u64, digits: u8 },
    /// Any other character, in lower case; a blank is kept only between two numbers.
    Mark(char),
}

impl Token {
    /// Whether it may stand between the two ends of a range.
    pub(super) fn is_between(self) -> bool {
        matches!(self, Self::Mark('-' | '~' | '至' | '到' | '/'))
    }
}

/// NFKC, lower case, one kind of dash, blanks of any kind as one space, no quotes around it.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            c if c.is_whitespace() || c == '\u{FEFF}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_invisible(c) => {}
            '–' | '—' | '―' | '−' | '‐' => out.push('-'),
            '○' | '◯' | '零' => out.push('〇'),
            c => out.push(c),
        }
    }
    out.trim_matches([' ', '"', '\'', '‘', '’', '“', '”']).to_owned()
}

/// Whether the character may be part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_chinese(c) || matches!(c, '０'..='９' | '○' | '零')
}

fn is_chinese(c: char) -> bool {
    "〇一二三四五六七八九十百廿卅".contains(c)
}

/// The tokens of a cleaned text, without a weekday at its end; `None` where a number is none.
pub(super) fn tokens(clean: &str) -> Option<Vec<Token>> {
    let mut out = Vec::new();
    let mut rest = without_weekday(clean);
    while let Some(c) = rest.chars().next() {
        let same: fn(char) -> bool = if c.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else {
            is_chinese
        };
        if same(c) {
            let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
            let (run, tail) = rest.split_at(end);
            out.push(number(run)?);
            rest = tail;
        } else {
            let tail = rest.strip_prefix(c)?;
            if c != ' ' || matches!(out.last(), Some(Token::Number { .. })) && tail.starts_with(is_numeral) {
                out.push(Token::Mark(c));
            }
            rest = tail;
        }
    }
    Some(out)
}

fn number(run: &str) -> Option<Token> {
    const DIGITS: &str = "〇一二三四五六七八九";
    if run.contains(['十', '百', '廿', '卅']) {
        // 一百〇五 is written with 零 in the one spelling that counts.
        let value = u64::from(parse_chinese(&run.replace('〇', "零"))?);
        let digits = value.checked_ilog10()? as u8 + 1;
        return Some(Token::Number { value, digits });
    }
    let value = if run.starts_with(|c: char| c.is_ascii_digit()) {
        run.parse().ok()?
    } else {
        run.chars().try_fold(0u64, |n, c| {
            let d = DIGITS.chars().position(|x| x == c)?;
            n.checked_mul(10)?.checked_add(d as u64)
        })?
    };
    let digits = u8::try_from(run.chars().count()).ok()?;
    Some(Token::Number { value, digits })
}

/// Long dates of spreadsheets end in 星期六, or （周六）.
fn without_weekday(clean: &str) -> &str {
    let bare = clean.strip_suffix(')').unwrap_or(clean);
    let days = ['一', '二', '三', '四', '五', '六', '日', '天'];
    let Some(head) = bare.strip_suffix(days) else {
        return clean;
    };
    let Some(head) = head.strip_suffix("星期").or_else(|| head.strip_suffix('周')) else {
        return clean;
    };
    match (bare.len() < clean.len(), head.strip_suffix('(')) {
        (true, Some(head)) => head.trim_end(),
        (false, None) => head.trim_end(),
        (true, None) | (false, Some(_)) => clean,
    }
}
