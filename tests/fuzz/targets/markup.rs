//! Web pages, web archives and the XML of Excel 2003 that go by the name of workbooks.

use super::bed::{laid, opened, refused};
use super::book;
use dataaudit::ingest::Reading;

/// Bytes as a file whose name says nothing.
pub(crate) fn markup(bytes: &[u8]) {
    let file = laid(bytes, ".xls");
    match opened(file.path(), &Reading::default()) {
        Ok(mut document) => document.book().into_iter().for_each(book::whole),
        Err(stopped) => refused(&stopped),
    }
}
