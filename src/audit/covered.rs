//! A run as it may be shown: texts from cells changed wherever it holds some. Names of files and sheets stay, and so does
//! what departments are told apart by. Knows nothing of what is covered.

use super::{Input, Outcome, TableReport};
use crate::model::{Header, Text};
use std::borrow::Cow;

/// What covers a text; what needs none comes back as it is.
pub(super) type Cover = fn(&str) -> Cow<'_, str>;

impl Outcome<'_> {
    /// Changes every text that comes from a cell or quotes one.
    pub fn cover(&mut self, cover: Cover) {
        self.departments.cover(cover);
        for input in &mut self.inputs {
            file(input, cover);
        }
        let reasons = self
            .coverage
            .iter_mut()
            .filter_map(|(.., reason)| reason.as_mut());
        reasons.for_each(|reason| text(reason, cover));
    }
}

fn file(input: &mut Input, cover: Cover) {
    let whys = input.error.iter_mut().chain(&mut input.idle);
    whys.for_each(|why| text(&mut why.message, cover));
    input.notes.iter_mut().for_each(|note| text(note, cover));
    for skipped in &mut input.skipped {
        text(&mut skipped.reason, cover);
    }
    for table in &mut input.tables {
        self::table(table, cover);
    }
}

fn table(table: &mut TableReport, cover: Cover) {
    let covered = |header: &Header| matches!(cover(&header.text), Cow::Owned(_));
    if table.columns.iter().any(covered) {
        let shown = table.columns.iter().map(|header| Header {
            text: cover(&header.text).into_owned(),
            ..header.clone()
        });
        table.columns = shown.collect();
    }
    table.notes.iter_mut().for_each(|note| text(note, cover));
    for (_, why) in &mut table.skipped_rows {
        text(why, cover);
    }
    for notice in &mut table.notices {
        text(&mut notice.text, cover);
        for (_, said) in &mut notice.rows {
            if let Cow::Owned(covered) = cover(said) {
                *said = covered.into();
            }
        }
    }
}

fn text(text: &mut Text, cover: Cover) {
    words(&mut text.zh, cover);
    words(&mut text.en, cover);
}

/// Whether anything was covered.
pub(super) fn words(words: &mut String, cover: Cover) -> bool {
    let covered = match cover(words) {
        Cow::Owned(covered) => covered,
        Cow::Borrowed(_) => return false,
    };
    *words = covered;
    true
}
