//! Text as a cell can hold it, and a link as a workbook can. Text of cells is hostile: what XML cannot hold or nobody
//! sees is written out, what is too long is cut and says so.

use crate::model::{Lang, Place, letters, visible};
use crate::report::{Links, words};

/// Code units that a cell holds.
const LONGEST: usize = 32_767;
/// Code units that a link holds, in its file and in its place each.
const LONGEST_LINK: usize = 2_000;

/// The text as a cell holds it; line breaks stay.
pub(super) fn fitting(text: &str, lang: Lang) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    // The last two code points of the plane are characters to us and none to XML.
    let shown = lines
        .join("\n")
        .replace('\u{FFFE}', "\\u{fffe}")
        .replace('\u{FFFF}', "\\u{ffff}");
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
    cut + mark
}

/// Where a link to a place in a workbook leads; `None` where none can be written.
pub(super) fn target(links: &Links, file: &str, sheet: &str, place: Place) -> Option<String> {
    // In a link `#` and `?` end the name of a file; a backslash is a step to one program and a letter to another.
    let unfit = |c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let way = links.to(file)?;
    if way.contains(|c| unfit(c) || matches!(c, '#' | '?' | '\\' | ':')) || sheet.contains(unfit) {
        return None;
    }
    let way = escaped(&way);
    let cell = format!(
        "{}{}",
        letters(place.column().unwrap_or_default()),
        place.row().max(1)
    );
    let anchor = format!("'{}'!{cell}", sheet.replace('\'', "''"));
    let long = |text: &str| text.encode_utf16().count() > LONGEST_LINK;
    (!long(&way) && !long(&anchor)).then(|| format!("file:///{way}#{anchor}"))
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
        assert_eq!(fitting(&long[..300], Lang::Zh), long[..300]);
        assert_eq!(
            fitting("a\u{0}\u{1B}[31m\u{202E}b\nc", Lang::Zh),
            "a\\u{0}\\u{1b}[31m\\u{202e}b\nc"
        );
    }

    #[test]
    fn links_name_file_sheet_and_cell() {
        let links = Links::default();
        let cell = Place::Cell {
            row: 12,
            column: 5,
            line: None,
        };
        let to = |file: &str, sheet: &str| target(&links, file, sheet, cell);
        assert_eq!(
            to("a b/目录.xlsx", "资源'目录").unwrap(),
            "file:///a%20b/目录.xlsx#'资源''目录'!F12"
        );
        assert_eq!(to("100%.xlsx", "S").unwrap(), "file:///100%25.xlsx#'S'!F12");
        for file in ["a#b.xlsx", "a?b.xlsx", "a\nb.xlsx", "C:b.xlsx"] {
            assert_eq!(to(file, "S"), None, "{file}");
        }
        assert_eq!(to("a.xlsx", "\u{1}"), None);
        assert_eq!(to(&"长".repeat(3000), "S"), None);
    }
}
