//! Text as a cell can hold it and as a part spells it, how high it is, and a link as a workbook can. Text of cells is
//! hostile: what XML cannot hold or nobody sees is written out, what is too long is cut and says so.

use crate::model::{Lang, Place, is_invisible, letters, visible};
use crate::report::{Links, words};
use memchr::{memchr3, memmem};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Code units that a cell holds.
const LONGEST: usize = 32_767;
/// Code units that a link holds, in its file and in its place each.
const LONGEST_LINK: usize = 2_000;

/// How high a text is at a width.
#[derive(Debug)]
pub(super) enum Height<'t> {
    Of(&'t str),
    /// The widths of its lines.
    Known(&'t [u32]),
}

impl<'t> Height<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self::Of(text)
    }

    /// How wide each line is.
    pub(super) fn widths(&self) -> Box<dyn Iterator<Item = u32> + 't> {
        match *self {
            Self::Of(text) => Box::new(text.split('\n').map(width)),
            Self::Known(widths) => Box::new(widths.iter().copied()),
        }
    }

    /// Lines that it takes.
    pub(super) fn lines(&self, room: u32) -> u32 {
        let of = |width: u32| width.div_ceil(room).max(1);
        match *self {
            Self::Of(text) => text.split('\n').map(width).map(of).fold(0, u32::saturating_add),
            Self::Known(widths) => widths.iter().copied().map(of).fold(0, u32::saturating_add),
        }
    }
}

fn width(line: &str) -> u32 {
    let width = if line.is_ascii() { line.len() } else { line.width() };
    u32::try_from(width).unwrap_or(u32::MAX)
}

/// Whether a cell shows the character as it is.
fn stays(c: char) -> bool {
    matches!(c, '\n' | ' ' | '\u{3000}') || !is_invisible(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The text as a cell holds it; line breaks stay.
pub(super) fn fitting(text: &str, lang: Lang) -> Cow<'_, str> {
    let shown = if text.chars().all(stays) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(shown(text))
    };
    if shown.len() <= LONGEST || shown.encode_utf16().count() <= LONGEST {
        return shown;
    }
    let mark = words::cut();
    let mark = mark.of(lang);
    let mut room = LONGEST - mark.encode_utf16().count();
    let mut cut = String::with_capacity(shown.len().min(3 * LONGEST));
    for c in shown.chars() {
        let Some(left) = room.checked_sub(c.len_utf16()) else {
            break;
        };
        room = left;
        cut.push(c);
    }
    Cow::Owned(cut + mark)
}

fn shown(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    // The last two code points of the plane are characters to us and none to XML.
    let shown = lines.join("\n").replace('\u{FFFE}', "\\u{fffe}");
    shown.replace('\u{FFFF}', "\\u{ffff}")
}

/// Puts a text that fits a cell into a part.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    let edge = |c: Option<u8>| matches!(c, Some(b' ' | b'\n'));
    let bytes = text.as_bytes();
    out.extend_from_slice(if edge(bytes.first().copied()) || edge(bytes.last().copied()) {
        b"<t xml:space=\"preserve\">"
    } else {
        b"<t>"
    });
    if memmem::find(bytes, b"_x").is_some() {
        out.extend_from_slice(escape(&unlike_escapes(text)).as_bytes());
    } else {
        put_escaped(out, bytes);
    }
    out.extend_from_slice(b"</t>");
}

/// Programs read `_x0041_` in a cell as `A`; the mark before it is spelt so itself.
fn unlike_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let digits = found.as_bytes().get(2..6);
        let meant = digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit));
        if meant && found.as_bytes().get(6) == Some(&b'_') {
            out.push_str("_x005F");
        }
        out.push('_');
        rest = found.get(1..).unwrap_or_default();
    }
    out + rest
}

/// Puts bytes into a part, the three that mark it up spelt out.
fn put_escaped(out: &mut Vec<u8>, mut bytes: &[u8]) {
    while let Some(at) = memchr3(b'&', b'<', b'>', bytes) {
        let (before, found) = bytes.split_at(at);
        out.extend_from_slice(before);
        out.extend_from_slice(match found.first() {
            Some(b'&') => b"&amp;",
            Some(b'<') => b"&lt;",
            _ => b"&gt;",
        });
        bytes = found.get(1..).unwrap_or_default();
    }
    out.extend_from_slice(bytes);
}

/// Text between marks.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    Cow::Owned(text.replace('>', "&gt;"))
}

/// Text between quotation marks.
pub(super) fn attribute(text: &str) -> Cow<'_, str> {
    let text = escape(text);
    if text.contains('"') {
        Cow::Owned(text.replace('"', "&quot;"))
    } else {
        text
    }
}

// In a link `#` and `?` end the name of a file; a backslash is a step to one program and a letter to another.
fn unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn long(text: &str) -> bool {
    text.encode_utf16().count() > LONGEST_LINK
}

/// The way to a file as a link holds it; `None` where none can be written.
pub(super) fn way(links: &Links, file: &str) -> Option<String> {
    let way = links.to(file)?;
    if way.contains(|c| unfit(c) || matches!(c, '#' | '?' | '\\' | ':')) {
        return None;
    }
    Some(escaped(&way)).filter(|way| !long(way))
}

/// A place in a workbook as a link holds it; `None` where none can be written.
pub(super) fn anchor(sheet: &str, place: Place) -> Option<String> {
    if sheet.contains(unfit) {
        return None;
    }
    let column = letters(place.column().unwrap_or_default());
    let anchor = format!("'{}'!{column}{}", sheet.replace('\'', "''"), place.row().max(1));
    Some(anchor).filter(|anchor| !long(anchor))
}

/// The characters that no link holds, as the writer of workbooks spells them: it leaves such spellings alone.
fn escaped(way: &str) -> String {
    let mut out = String::with_capacity(way.len());
    for c in way.chars() {
        match c {
            ' ' | '%' | '"' | '`' | '<' | '>' | '[' | ']' | '^' | '{' | '}' => {
                out.extend(['%', hex(u32::from(c) / 16), hex(u32::from(c) % 16)]);
            }
            c => out.push(c),
        }
    }
    out
}

fn hex(digit: u32) -> char {
    char::from_digit(digit, 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_comes_fits(text in any::<String>(), times in 1usize..4000) {
            let text = text.repeat(times);
            let shown = fitting(&text, Lang::Zh);
            prop_assert!(shown.encode_utf16().count() <= LONGEST);
            let held = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
            prop_assert!(shown.chars().all(held));
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let long = "目".repeat(40_000);
        let shown = fitting(&long, Lang::Zh);
        assert_eq!(shown.encode_utf16().count(), LONGEST);
        assert!(shown.ends_with("已截断）"));
        assert_eq!(fitting(&long[..300], Lang::Zh), &long[..300]);
        assert_eq!(
            fitting("a\u{0}\u{1B}[31m\u{202E}b\nc", Lang::Zh),
            "a\\u{0}\\u{1b}[31m\\u{202e}b\nc"
        );
    }

    #[test]
    fn what_reads_as_an_escape_is_none() {
        for (text, spelt) in [
            ("a<b>&\"", "<t>a&lt;b&gt;&amp;\"</t>"),
            ("_x0041_", "<t>_x005F_x0041_</t>"),
            ("_x_x00e9_<", "<t>_x_x005F_x00e9_&lt;</t>"),
            ("_x00g1_ _x0041", "<t>_x00g1_ _x0041</t>"),
            ("_x0041_x0042_", "<t>_x005F_x0041_x005F_x0042_</t>"),
            (" 甲", "<t xml:space=\"preserve\"> 甲</t>"),
            ("甲\n", "<t xml:space=\"preserve\">甲\n</t>"),
            ("=1+1", "<t>=1+1</t>"),
        ] {
            let mut out = Vec::new();
            put_text(&mut out, text);
            assert_eq!(String::from_utf8(out).unwrap(), spelt);
        }
    }

    #[test]
    fn links_name_file_sheet_and_cell() {
        let links = Links::default();
        let place = Place::Cell {
            row: 12,
            column: 5,
            line: None,
        };
        assert_eq!(way(&links, "a b/目录.xlsx").unwrap(), "a%20b/目录.xlsx");
        assert_eq!(way(&links, "100%.xlsx").unwrap(), "100%25.xlsx");
        assert_eq!(anchor("资源'目录", place).unwrap(), "'资源''目录'!F12");
        for file in ["a#b.xlsx", "a?b.xlsx", "a\nb.xlsx", "C:b.xlsx"] {
            assert_eq!(way(&links, file), None, "{file}");
        }
        assert_eq!(anchor("\u{1}", place), None);
        assert_eq!(way(&links, &"长".repeat(3000)), None);
    }

    #[test]
    fn a_text_is_as_high_as_its_lines() {
        for (text, lines) in [
            ("", 1),
            ("abc", 1),
            ("目录目录", 2),
            ("a\n\nb", 3),
            ("目录目\nabcdefg", 4),
        ] {
            let height = Height::of(text);
            let widths: Vec<u32> = height.widths().collect();
            assert_eq!(
                [height.lines(5), Height::Known(&widths).lines(5)],
                [lines; 2],
                "{text}"
            );
        }
    }
}
