//! The one way to write what a cell says. Changes nothing that a reader of the cell could understand otherwise: a
//! spelling that is another word, a note in brackets, a guess at what was meant stay as they are.

use super::Why;
use super::lists;
use crate::model::{Entry, Frequency, Kind, Type, Unit, Value, Vocabulary, fold, interpret, is_invisible};

/// Names that stand on one line.
const ONE_LINE: &[&str] = &[
    "catalog_name",
    "resource_name",
    "table_name",
    "system_name",
    "source_system",
    "platform_name",
    "project_name",
    "product_name",
    "agreement_name",
    "plan_name",
    "scenario_name",
    "contract_name",
];

/// Codes within which a blank may be part of the code.
const OWN_CODES: &[&str] = &["data_code"];

/// What ends a line.
const BREAKS: [char; 2] = ['\n', '\r'];

/// The text that a cell is better written as, and what is better about it; `None` where it stands well.
pub(super) fn better(
    vocabulary: &Vocabulary,
    entry: &Entry,
    text: &str,
    separator: char,
) -> Option<(String, Why)> {
    let value = interpret(vocabulary, entry, Kind::Text, text);
    if value.is_blank() || matches!(value, Value::Absent | Value::Uncomputed | Value::Broken) {
        return None;
    }
    let trimmed = trim(text);
    let canonical = match value {
        Value::Class(class) => self::class(vocabulary, entry, trimmed, class).map(|w| (w, Why::Class)),
        Value::Frequency(frequency) => self::frequency(trimmed, frequency).map(|w| (w, Why::Frequency)),
        Value::Flag(flag) => self::flag(trimmed, flag).map(|w| (w, Why::Flag)),
        Value::Date(_) => date(trimmed, value).map(|w| (w, Why::Date)),
        Value::Number(_) => changed(trimmed, narrow(trimmed)).map(|w| (w, Why::Widths)),
        Value::Text => words(entry, trimmed, separator),
        Value::Absent
        | Value::Blank
        | Value::Placeholder
        | Value::Code
        | Value::Unreadable
        | Value::Uncomputed
        | Value::Broken => None,
    };
    let (after, why) = match canonical {
        Some(found) => found,
        None => (changed(text, trimmed.to_owned())?, Why::Blanks),
    };
    let why = if trim(&after) == trimmed { Why::Blanks } else { why };
    let same = after != text
        && interpret(vocabulary, entry, Kind::Text, &after) == value
        && (value != Value::Text || lists::core(entry, &after) == lists::core(entry, text));
    same.then_some((after, why))
}

/// The name of the value that a cell spells in another word, which a person may prefer.
pub(super) fn name_of(vocabulary: &Vocabulary, entry: &Entry, text: &str) -> Option<String> {
    let Type::Class(id) = &entry.kind else { return None };
    let Value::Class(class) = interpret(vocabulary, entry, Kind::Text, text) else {
        return None;
    };
    let whole = vocabulary.class_value(id, text) == Some(class);
    let name = &vocabulary.class(id)?.values.get(usize::from(class.0))?.zh;
    (whole && fold(name) != fold(text)).then(|| name.clone())
}

pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_invisible)
}

fn changed(before: &str, after: String) -> Option<String> {
    (after != before).then_some(after)
}

/// The folded word without quotes around it and without a list number before it.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let word = folded.trim_matches(['‘', '’', '“', '”', '"', '\'', '「', '」', '[', ']', '【', '】']);
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - rest.len();
    let tail = rest.strip_prefix(['-', '.', '_', '、', ':', ')']);
    match tail {
        Some(tail) if (1..=2).contains(&digits) && tail.starts_with(|c: char| !c.is_ascii()) => {
            tail.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The value's own name, where the cell says it in a shorter or a longer form of the same word.
fn class(vocabulary: &Vocabulary, entry: &Entry, text: &str, class: crate::model::Class) -> Option<String> {
    const ENDINGS: [&str; 4] = ["类", "级", "型", "数据"];
    let Type::Class(id) = &entry.kind else { return None };
    let name = &vocabulary.class(id)?.values.get(usize::from(class.0))?.zh;
    let (word, own) = (bare(text), fold(name));
    let longer = word
        .strip_prefix(own.as_str())
        .is_some_and(|rest| rest.is_empty() || ENDINGS.contains(&rest));
    let shorter = word.chars().count() > 1 && own.starts_with(&word);
    let other = own == "其他" && word == "其它";
    // What the user said a code means.
    let code = word.is_ascii() && vocabulary.class_value(id, &word).is_none();
    (longer || shorter || other || code).then(|| name.clone())
}

/// The plain name of a frequency, where the cell says no more than that.
fn frequency(text: &str, frequency: Frequency) -> Option<String> {
    let name = frequency.text().zh;
    if name.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let word = bare(text);
    let core = word
        .strip_suffix("更新")
        .filter(|c| !c.is_empty())
        .unwrap_or(&word);
    let said = match frequency {
        Frequency::Realtime => matches!(core, "实时" | "realtime" | "real-time"),
        Frequency::Irregular => matches!(core, "不定期" | "irregular"),
        Frequency::Never => word == "不更新",
        Frequency::Other => matches!(word.as_str(), "其他" | "其它"),
        Frequency::Every(_, unit) => is_period(core, unit, &name),
    };
    said.then_some(name)
}

/// `天`, `按天`, `每天一次`, `daily`.
fn is_period(core: &str, unit: Unit, name: &str) -> bool {
    if core.is_ascii() {
        return core.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
            || core.bytes().all(|b| b.is_ascii_digit());
    }
    let core = ["一次", "1次"]
        .iter()
        .find_map(|t| core.strip_suffix(t))
        .unwrap_or(core);
    let core = core.strip_prefix(['每', '按', '一', '1']).unwrap_or(core);
    let core = core.strip_prefix(['一', '1']).unwrap_or(core);
    let core = core.strip_prefix('个').unwrap_or(core);
    let plain = name.strip_prefix('每').unwrap_or(name);
    let others: &[&str] = match (unit, plain) {
        (Unit::Day, "日") => &["天"],
        (Unit::Week, "周") => &["星期"],
        (Unit::Month, "季度") => &["季"],
        (Unit::Year, "年") => &["年度"],
        _ => &[],
    };
    core == plain || others.contains(&core)
}

fn flag(text: &str, flag: bool) -> Option<String> {
    const YES: [&str; 8] = ["是", "y", "yes", "true", "√", "✓", "✔", "☑"];
    const NO: [&str; 7] = ["否", "n", "no", "false", "×", "✗", "✘"];
    let word = fold(text);
    let (known, name) = if flag { (&YES[..], "是") } else { (&NO[..], "否") };
    // A code is what the user said it means.
    let said = known.contains(&word.as_str()) || word.bytes().all(|b| b.is_ascii_digit());
    said.then(|| name.to_owned())
}

/// `2025-03-01`, with the time where one was given. A run of digits that is no eight is left, and so is a time of
/// another zone.
fn date(text: &str, value: Value) -> Option<String> {
    let Value::Date(date) = value else { return None };
    let folded = fold(text);
    let digits = folded.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let plain = folded.bytes().filter(u8::is_ascii_digit).count();
    if digits && !folded.contains('.') && plain != 8 || folded.contains(['z', '+']) {
        return None;
    }
    let day = date.day.format("%Y-%m-%d").to_string();
    match date.time {
        None => Some(day),
        // A fraction of a second, or an offset after it, has no one spelling.
        Some(_) if folded.contains('.') || folded.matches('-').count() > 2 => None,
        Some(time) => Some(format!("{day} {}", time.format("%H:%M:%S"))),
    }
}

/// Names, lists and codes; a text of any other kind is only trimmed.
fn words(entry: &Entry, text: &str, separator: char) -> Option<(String, Why)> {
    match entry.kind {
        Type::List => lists::separated(text, separator).map(|list| (list, Why::Separators)),
        Type::Identifier => {
            if text.contains(BREAKS) {
                return None;
            }
            let narrow = narrow(text);
            let inside = OWN_CODES.contains(&entry.id.as_str());
            let code: String = narrow.chars().filter(|c| inside || !is_invisible(*c)).collect();
            let plain = code.is_ascii() || inside;
            let why = if narrow == text { Why::Blanks } else { Why::Widths };
            Some((code, why)).filter(|(code, _)| plain && code != text)
        }
        Type::Text if ONE_LINE.contains(&entry.id.as_str()) => {
            let line = noted(text);
            let narrow = letters(&line);
            let why = if narrow == line { Why::Breaks } else { Why::Widths };
            changed(text, narrow).map(|name| (name, why))
        }
        _ => None,
    }
}

/// A name with its note in brackets on the next line, on one. Two lines of words may be two names: whether they are one,
/// nothing tells.
fn noted(text: &str) -> String {
    match lines(text).as_slice() {
        [name, note] if name.ends_with(is_hanzi) && note.starts_with(['(', '（']) => [*name, *note].concat(),
        _ => text.to_owned(),
    }
}

/// The name or the code that two lines may be, which only a person can tell from two of them.
pub(super) fn one_line(entry: &Entry, text: &str) -> Option<String> {
    let named = ONE_LINE.contains(&entry.id.as_str());
    match lines(text).as_slice() {
        [first, second] if named && first.ends_with(is_hanzi) && second.starts_with(is_hanzi) => {
            Some(letters(&[*first, *second].concat()))
        }
        [first, second] if entry.kind == Type::Identifier => Some(narrow(&[*first, *second].concat())),
        _ => None,
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split(BREAKS).map(trim).filter(|l| !l.is_empty()).collect()
}

fn is_hanzi(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Full-width forms of ASCII as ASCII.
fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(one).collect()
}

/// The same for letters and digits alone: between hanzi, punctuation is full-width.
fn letters(text: &str) -> String {
    let one = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(one).collect()
}
