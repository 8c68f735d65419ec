//! A blank workbook to be filled in: the columns that instruments ask a kind of table for, each with its articles, its list
//! of values and what is checked while it is typed. Knows no catalog and no table that was filled in.

mod choices;
mod columns;
mod formula;
mod pages;
mod sample;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;
mod trial;
mod words;

use super::spool::Spool;
use crate::check::Bar;
use crate::law::{Level, Pack, Status};
use crate::model::{Field, Lang, Severity, Text, Vocabulary, table_name};
use chrono::NaiveDate;
use columns::Column;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use std::io::{self, Write};

/// What a blank workbook is made of.
#[derive(Debug)]
pub struct Form<'p> {
    packs: Vec<&'p Pack>,
    kind: String,
    vocabulary: &'p Vocabulary,
    columns: Vec<Column<'p>>,
    /// What must not stand together in a row.
    bars: Vec<Bar>,
    lang: Lang,
    as_of: NaiveDate,
    /// What a reader should know of it, also said where it is made.
    pub notices: Vec<Text>,
}

impl<'p> Form<'p> {
    /// The form of a kind of table under instruments, of all the packs there are. Where none of them says what fields such
    /// a table has, the national instrument that does fills in. `None` where no instrument asks about such a table.
    pub fn new(
        chosen: &[&'p Pack],
        all: &'p [Pack],
        kind: &str,
        vocabulary: &'p Vocabulary,
        (lang, as_of): (Lang, NaiveDate),
    ) -> Option<Self> {
        let mut packs: Vec<&Pack> = chosen.iter().copied().filter(|p| asks_about(p, kind)).collect();
        let mut notices: Vec<Text> = chosen.iter().filter_map(|pack| standing(pack, as_of)).collect();
        let mut columns = columns::Gathered::new(kind, vocabulary);
        if !packs.iter().any(|pack| enumerates(pack, kind))
            && let Some(national) = national(all, kind)
        {
            notices.push(words::national(chosen, national, &table_name(kind)));
            columns.enumerated(packs.len(), national);
            packs.push(national);
        }
        for (at, pack) in packs.iter().enumerate().filter(|(_, p)| is_chosen(chosen, p)) {
            columns.all(at, pack);
        }
        let (columns, bars) = columns.in_order();
        let silent = chosen.iter().filter(|p| !is_chosen(&packs, p));
        if chosen.len() > 1 {
            notices.extend(silent.map(|p| words::says_nothing(&p.instrument.title, &table_name(kind))));
        }
        (!columns.is_empty()).then(|| Self {
            packs,
            kind: kind.to_owned(),
            vocabulary,
            columns,
            bars,
            lang,
            as_of,
            notices,
        })
    }

    /// The fields of its columns, in order.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.columns.iter().map(|c| c.field)
    }

    /// Writes the workbook: the same bytes for the same packs, kind, language and day.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut book = Workbook::new();
        self.fill(&mut book).map_err(refused)?;
        // The writer asks for more than a destination can do; what it writes waits here.
        let mut written = Spool::new();
        book.save_to_writer(&mut written).map_err(refused)?;
        written.pour(out)
    }

    fn fill(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let made = sheet::excel(self.as_of)?;
        let properties = DocProperties::new()
            .set_title(self.title().of(self.lang))
            .set_author("dataaudit")
            .set_creation_datetime(&made);
        book.set_properties(&properties);
        let styles = styles::Styles::new();
        sheet::write(self, book, &styles)?;
        pages::instructions(self, book, &styles)?;
        pages::dictionary(self, book, &styles)
    }

    fn title(&self) -> Text {
        let names: Vec<&str> = self.packs.iter().map(|p| short(p)).collect();
        words::title(&names, &table_name(&self.kind))
    }

    /// Whether provisions need the name of their instrument.
    fn several(&self) -> bool {
        self.packs.len() > 1
    }
}

/// The kinds of table that instruments ask about, in the order of their requirements.
pub fn kinds_asked<'p>(packs: &[&'p Pack]) -> Vec<&'p str> {
    let mut kinds: Vec<&str> = Vec::new();
    for requirement in packs.iter().flat_map(|p| &p.requirements) {
        for kind in requirement.tables.iter().filter(|_| requirement.is_judged()) {
            if !kinds.contains(&kind.as_str()) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

fn asks_about(pack: &Pack, kind: &str) -> bool {
    pack.requirements
        .iter()
        .any(|r| r.is_about(kind) && r.is_judged())
}

/// Whether the instrument says itself which fields such a table has: a missing column breaks it.
fn enumerates(pack: &Pack, kind: &str) -> bool {
    pack.requirements.iter().any(|r| lists(r, kind))
}

fn lists(requirement: &crate::law::Requirement, kind: &str) -> bool {
    requirement.is_about(kind) && requirement.missing == Some(Severity::Error)
}

/// The instrument of the whole country that says which fields such a table has.
fn national<'p>(all: &'p [Pack], kind: &str) -> Option<&'p Pack> {
    let whole = |p: &&Pack| p.instrument.level == Level::National && !p.instrument.draft;
    all.iter().filter(whole).find(|p| enumerates(p, kind))
}

fn is_chosen(chosen: &[&Pack], pack: &Pack) -> bool {
    chosen.iter().any(|p| p.instrument.id == pack.instrument.id)
}

/// That an instrument does not bind, where it does not.
fn standing(pack: &Pack, as_of: NaiveDate) -> Option<Text> {
    let instrument = &pack.instrument;
    match instrument.status(as_of) {
        Status::InForce => None,
        status @ (Status::Draft | Status::NotYet | Status::Expired | Status::Repealed) => {
            Some(words::not_binding(&instrument.title, status, as_of))
        }
    }
}

/// What people call an instrument.
fn short(pack: &Pack) -> &str {
    let instrument = &pack.instrument;
    instrument.names.first().unwrap_or(&instrument.title.zh)
}

fn refused(why: XlsxError) -> io::Error {
    match why {
        XlsxError::IoError(why) => why,
        why => io::Error::other(why),
    }
}
