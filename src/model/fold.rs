//! Text normalisation, so that widths, blanks and line breaks are never mistaken for content. Everything is compared
//! folded; reports quote the original.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Folded text: NFKC (full-width letters, digits and punctuation become ASCII), letters in lower case, every blank,
/// line break, control and zero-width character removed, `○` read as `〇`.
pub fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// [`fold`] that borrows where nothing changes, as in most cells.
pub fn folded(text: &str) -> Cow<'_, str> {
    if plain_part(text) == text.len() {
        return Cow::Borrowed(text);
    }
    if let Some(quick) = by_table(text) {
        return Cow::Owned(quick);
    }
    let mut now = pass(text);
    // Removing what is between two characters may let them compose, so one pass is not always the last.
    for _ in 0..4 {
        let next = pass(&now);
        if next == now {
            break;
        }
        now = next;
    }
    Cow::Owned(now)
}

/// Folding of texts that hold nothing beyond plain characters, ASCII, blanks and full-width ASCII: nearly all of them,
/// at a fraction of the cost of normalisation.
fn by_table(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut left = text;
    loop {
        let (plain, rest) = left.split_at(plain_part(left));
        out.push_str(plain);
        let mut letters = rest.chars();
        let Some(c) = letters.next() else { return Some(out) };
        left = letters.as_str();
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\0'..=' ' | '\u{7F}' | '\u{3000}' | '\u{FEFF}' => {}
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = char::from_u32(u32::from(c) - 0xFEE0)?;
                out.push(narrow.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
}

fn pass(text: &str) -> String {
    text.nfkc()
        .filter(|c| !is_invisible(*c))
        .map(|c| if matches!(c, '○' | '◯') { '〇' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two texts are folded to the same. Most that differ do so first in characters that folding leaves as they are.
pub(crate) fn same_folded(one: &str, other: &str) -> bool {
    let (mut left, mut right) = (one.chars(), other.chars());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            (a, b) if a.is_none_or(is_plain) && b.is_none_or(is_plain) => return false,
            _ => return folded(one) == folded(other),
        }
    }
}

/// Bytes of the beginning that folding leaves as it is. Nearly all cells are hanzi and digits, which their bytes tell.
fn plain_part(text: &str) -> usize {
    let mut left = text.as_bytes();
    loop {
        left = match left {
            // U+5000 to U+9FFF; 、 and 。; what ASCII has but capitals and blanks.
            [0xE5..=0xE9, _, _, rest @ ..]
            | [0xE3, 0x80, 0x81 | 0x82, rest @ ..]
            | [b'!'..=b'@' | b'['..=b'~', rest @ ..] => rest,
            [] | [0..=0x7F, ..] => return text.len() - left.len(),
            _ => {
                let at = text.len() - left.len();
                let next = text.get(at..).and_then(|rest| rest.chars().next());
                match next.filter(|&c| is_plain(c)) {
                    Some(c) => left.get(c.len_utf8()..).unwrap_or_default(),
                    None => return at,
                }
            }
        };
    }
}

/// Characters that folding leaves as they are and that compose with nothing.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c, '!'..='@' | '['..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
        || matches!(c, '、' | '。' | '〇' | '《' | '》' | '「' | '」' | '【' | '】')
        || matches!(c, '—' | '‘' | '’' | '“' | '”' | '×' | '√')
}

/// Characters that nobody sees: blanks of any width, controls, zero-width and direction marks, fillers and selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7F}';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{FE00}'..='\u{FE0F}')
        || matches!(
            c,
            '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        )
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

/// The text with its invisible characters made visible, for reports: `\n`, `\t`, `\u{200b}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{3000}' => out.push('\u{3000}'),
            c if is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_the_same_where_their_foldings_are(
            one in "[甲乙aAé１1 （(\u{301}\u{3000}\u{200B}가]{0,6}",
            other in "[甲乙aAé１1 （(\u{301}\u{3000}\u{200B}가]{0,6}",
            shared in any::<String>(),
        ) {
            let longer = [&one, &other].map(|text| format!("{shared}{text}"));
            for [one, other] in [[one, other], longer] {
                prop_assert_eq!(same_folded(&one, &other), fold(&one) == fold(&other), "{:?} {:?}", one, other);
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn borrowed_and_folded_agree(text in "[a-zA-Z0-9 ，：（）无条件共享ＡＺａ～\u{3000}\n\u{FEFF}\u{200B}\u{301}é○]{0,12}") {
            prop_assert_eq!(folded(&text).into_owned(), pass(&pass(&text)));
        }

        #[test]
        fn nothing_invisible_is_left(text in any::<String>()) {
            prop_assert!(!fold(&text).chars().any(is_invisible));
            let shown = visible(&text);
            let hides = shown.chars().any(|c| !" \u{3000}".contains(c) && is_invisible(c));
            prop_assert!(!hides);
        }
    }

    #[test]
    fn every_plain_character_is_its_own_folding() {
        for c in ('\0'..='\u{FFFF}').filter(|c| is_plain(*c)) {
            let text = c.to_string();
            assert_eq!(pass(&text), text, "U+{:04X}", u32::from(c));
        }
        for c in '\0'..='\u{FFFF}' {
            let part = plain_part(&format!("目{c}1"));
            let whole = 3 + c.len_utf8() + 1;
            assert_eq!(
                part,
                if is_plain(c) { whole } else { 3 },
                "U+{:04X}",
                u32::from(c)
            );
        }
    }

    #[test]
    fn widths_blanks_and_case_are_no_content() {
        for (written, meant) in [
            ("　无条件\n共享 ", "无条件共享"),
            ("（Ａ）：１", "(a):1"),
            ("二○二五", "二〇二五"),
            ("\u{FEFF}每\u{200B}年\u{A0}", "每年"),
            ("N/A", "n/a"),
        ] {
            assert_eq!(fold(written), meant);
        }
        assert!(matches!(folded("有条件共享"), Cow::Borrowed(_)));
        assert_eq!(visible("无\u{200B}\n"), "无\\u{200b}\\n");
    }
}
