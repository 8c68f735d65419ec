//! Sheets that this program put into a workbook, known by their names and heads: the list that an annotated copy has as its
//! first, so that a copy that comes back is judged by the sheets of its department alone; what a blank template has beside
//! its table.

use super::words::{TEMPLATE_SHEETS, list_heads, list_name, template_heads, template_title};
use crate::ingest::Book;
use crate::model::{Lang, Row, Text};

/// Filled rows in which its heads are looked for: a title stands above them.
const TOP: usize = 3;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// Whether a sheet is such a list. One that cannot be read is none: what is wrong with it is said where it is judged.
pub(super) fn is_list(book: &mut dyn Book, at: usize) -> bool {
    let Some(sheet) = book.sheets().get(at).filter(|s| s.broken.is_none()) else {
        return false;
    };
    let name = sheet.name.clone().unwrap_or_default();
    let title = list_name();
    if LANGS.iter().all(|lang| !name.starts_with(title.of(*lang))) {
        return false;
    }
    let Ok(mut rows) = book.rows(at) else { return false };
    let mut row = Row::default();
    for _ in 0..TOP {
        if !rows.next(&mut row).unwrap_or(false) {
            return false;
        }
        if LANGS.iter().any(|lang| has_heads(&row, *lang)) {
            return true;
        }
    }
    false
}

fn has_heads(row: &Row, lang: Lang) -> bool {
    let mut heads = (0..).zip(list_heads(lang));
    heads.all(|(column, head)| row.text(column).trim() == head)
}

/// Whether a sheet is what a blank template has beside its table.
pub(super) fn is_of_template(book: &mut dyn Book, at: usize) -> bool {
    let Some(sheet) = book.sheets().get(at).filter(|s| s.broken.is_none()) else {
        return false;
    };
    let [instructions, dictionary] = TEMPLATE_SHEETS.map(|name| sheet.name.as_deref() == Some(name));
    if !instructions && !dictionary {
        return false;
    }
    let Ok(mut rows) = book.rows(at) else { return false };
    let mut row = Row::default();
    if !rows.next(&mut row).unwrap_or(false) {
        return false;
    }
    let title = template_title(&Text::default());
    LANGS.iter().any(|lang| {
        let heads = template_heads().map(|head| head.of(*lang).to_owned());
        if instructions {
            row.text(0).starts_with(title.of(*lang))
        } else {
            (0..)
                .zip(&heads)
                .all(|(column, head)| row.text(column).trim() == head)
        }
    })
}
