//! What single cells and sentences say: dates, frequencies, numerals, citations. What is printed reads back.

use super::bed::{VOCABULARY, said};
use dataaudit::model::{
    Citation, Kind, chinese, fold, interpret, is_placeholder, parse_chinese, parse_date, parse_frequency,
    parse_span, visible,
};
use std::borrow::Cow;

/// As long as a cell may be here.
const LONGEST: usize = 4096;

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes))
}

/// What every field makes of a text, and what folding leaves.
pub(crate) fn cells(bytes: &[u8]) {
    let text = &text(bytes);
    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "folding twice");
    let _ = (visible(text), is_placeholder(text));
    for (_, entry) in VOCABULARY.fields() {
        for kind in [Kind::Text, Kind::Number, Kind::Date] {
            let _ = interpret(&VOCABULARY, entry, kind, text);
        }
    }
}

/// A date, and the days that a text names.
pub(crate) fn dates(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(date) = parse_date(&text) {
        let day = date.day.to_string();
        let again = parse_date(&day).map(|d| d.day);
        assert_eq!(again, Some(date.day), "{text:?} is {day}");
        assert_eq!(parse_span(&text), Some((date.day, date.day)), "{text:?}");
        if let Some(time) = date.time {
            let full = format!("{day} {}", time.format("%H:%M:%S"));
            assert_eq!(parse_date(&full).map(|d| d.day), Some(date.day), "{full}");
        }
    }
    if let Some((first, last)) = parse_span(&text) {
        assert!(first <= last, "{text:?}");
        let months = (first.to_string(), last.to_string());
        let range = format!("{}至{}", months.0, months.1);
        assert_eq!(parse_span(&range), Some((first, last)), "{range}");
    }
}

/// A frequency: its name reads back, and what is due is due later.
pub(crate) fn frequencies(bytes: &[u8]) {
    let text = text(bytes);
    let Some(frequency) = parse_frequency(&text) else {
        return;
    };
    let name = frequency.text();
    said(&name);
    assert_eq!(
        parse_frequency(&name.zh),
        Some(frequency),
        "{text:?} is {}",
        name.zh
    );
    for day in ["1900-01-01", "2024-02-29", "2026-12-31"] {
        let from = parse_date(day).expect("a day").day;
        let due = frequency.due(from);
        assert!(due.is_none_or(|due| due > from), "{text:?} from {day}");
    }
}

/// A numeral and a number.
pub(crate) fn numerals(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(n) = parse_chinese(&text) {
        assert!((1..=999).contains(&n), "{text:?}");
        assert_eq!(parse_chinese(&chinese(n)), Some(n), "{text:?}");
    }
    if let &[high, low, ..] = bytes {
        let n = u16::from_le_bytes([high, low]);
        let read = parse_chinese(&chinese(n));
        assert_eq!(read, Some(n).filter(|n| (1..=999).contains(n)), "{n}");
    }
}

/// A citation as packs and reports write it.
pub(crate) fn citations(bytes: &[u8]) {
    let text = text(bytes);
    match text.parse::<Citation>() {
        Ok(citation) => assert_eq!(citation.to_string().parse(), Ok(citation), "{text:?}"),
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}
