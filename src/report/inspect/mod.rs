//! The law itself, for people and programs: which instruments there are, what they require, why, how they differ, and
//! what becomes of every article. Knows packs and no catalog.

mod columns;
mod compare;
mod coverage;
mod days;
mod explain;
mod jurisdictions;
mod rules;
mod sheet;
mod words;

pub use compare::Comparison;
pub use coverage::Coverage;
pub use days::{Asked, Days};
pub use explain::Explanation;
pub use jurisdictions::Jurisdictions;
pub use rules::{Rule, Rules};

use crate::law::{self, Fit};
use crate::model::{Citation, Lang};
use serde::Serialize;
pub(in crate::report) use sheet::Sheet;
use std::io::{self, Write};

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// For people, on a terminal.
    Table,
    /// For programs, one object.
    Json,
    /// For spreadsheets: UTF-8 with a byte order mark, no cell a formula.
    Csv,
    /// For documents.
    Markdown,
}

impl Listing {
    /// Every way with its name.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("table", Self::Table),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
    ];
}

/// The JSON Schema of every listing, by the name of its command.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("rules", include_str!("schemas/rules.schema.json")),
    ("explain", include_str!("schemas/explain.schema.json")),
    ("compare", include_str!("schemas/compare.schema.json")),
    ("coverage", include_str!("schemas/coverage.schema.json")),
    ("days", include_str!("schemas/days.schema.json")),
    ("diff", super::diff::SCHEMA),
    ("jurisdictions", include_str!("schemas/jurisdictions.schema.json")),
];

/// What a listing for people is fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Language of the words.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
}

/// A provision, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// 条.
    pub article: u16,
    /// 款; 1 where the article has a single one.
    pub paragraph: u16,
    /// 项.
    pub item: Option<u16>,
    /// As lawyers write it.
    pub text: String,
}

impl From<&Citation> for Provision {
    fn from(citation: &Citation) -> Self {
        Self {
            article: citation.article,
            paragraph: citation.paragraph_or_first(),
            item: citation.item,
            text: citation.to_string(),
        }
    }
}

/// What follows from a breach, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Liable {
    /// Where it stands.
    #[serde(flatten)]
    pub provision: Provision,
    /// How well it fits.
    pub fit: Fit,
}

impl From<&law::Liability> for Liable {
    fn from(liability: &law::Liability) -> Self {
        Self {
            provision: Provision::from(&liability.citation),
            fit: liability.fit,
        }
    }
}

pub(in crate::report) fn json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A labelled line, wrapped to the page with its label hanging.
pub(in crate::report) fn line(out: &mut dyn Write, page: Page, label: &str, text: &str) -> io::Result<()> {
    let indent = unicode_width::UnicodeWidthStr::width(label);
    for (i, part) in super::table::wrap(text, page.width.saturating_sub(indent).max(20))
        .iter()
        .enumerate()
    {
        if i == 0 {
            writeln!(out, "{label}{part}")?;
        } else {
            writeln!(out, "{:indent$}{part}", "")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
