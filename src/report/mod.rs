//! Findings to bytes, one file a format. Knows how a finding looks; does not know how files are read.

mod annotate;
mod buckets;
mod by_requirement;
mod cells;
mod csv;
pub mod diff;
mod digest;
mod github;
mod gitlab;
mod html;
pub mod inspect;
mod json;
mod jsonl;
mod junit;
mod kept;
mod law_page;
mod links;
mod markdown;
mod mask;
mod notice;
mod ordinal;
pub mod recheck;
mod reprieve;
mod sarif;
mod seal;
mod sentence;
mod split;
mod spool;
mod table;
mod template;
mod texts;
mod uri;
mod words;
mod xlsx;

use crate::audit::{Outcome, Sink};
use crate::model::Lang;
use chrono::NaiveDate;
use std::io;
use std::sync::Arc;

pub use annotate::{Annotate, Copy, Made, Unmade};
pub use digest::proved;
pub use law_page::{kinds_page, law_page};
pub use links::Links;
pub use mask::{Masked, mask};
pub use notice::{Manner, Notice, Notices, Template, built_in as built_in_notice};
pub use split::{INDEX, Part, Split, index};
pub use template::{Form, kinds_asked};
pub use texts::Texts;

/// What every format needs to know of the run.
#[derive(Debug, Clone)]
pub struct Context {
    /// Language of the words for people.
    pub lang: Lang,
    /// The day the audit was judged at.
    pub as_of: NaiveDate,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Official texts to quote from, in reports for people.
    pub texts: Texts,
    /// Examples shown a requirement in reports for people; `None` shows all.
    pub max_examples: Option<usize>,
    /// Whether reports for people list every department.
    pub by_department: bool,
    /// Where it will stand, for reports that point at the files audited.
    pub links: Links,
}

/// A report being written: takes findings, then closes with the outcome.
pub trait Report: Sink {
    /// Offers the place that the report is written to before the first finding. A format that has nothing to say before
    /// its findings but what is known by then takes it, writes each finding there at once, and only what is left with
    /// `finish`. Says whether it did.
    fn follow(&mut self, _out: Box<dyn io::Write>) -> io::Result<bool> {
        Ok(false)
    }

    /// Offers what became of the findings of earlier reports, before `finish`. Told in its place by a format that has one
    /// for it.
    fn since(&mut self, _compared: &Arc<diff::Comparison>) {}

    /// Writes the whole report.
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $module:ident),+ $(,)?) => {
        /// A report format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Format {
            $($(#[$doc])* $variant),+
        }

        impl Format {
            /// Every format with its name.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),+];

            /// Starts a report.
            pub fn open(self, context: &Context) -> Box<dyn Report> {
                match self {
                    $(Self::$variant => Box::new($module::open(context))),+
                }
            }
        }
    };
}

formats! {
    /// For people, on a terminal.
    Table = "table" in table,
    /// For programs, one object; the schema is printed by `dataaudit schema report`.
    Json = "json" in json,
    /// For programs, a line a finding.
    Jsonl = "jsonl" in jsonl,
    /// For spreadsheets, a row a finding.
    Csv = "csv" in csv,
    /// For code scanning: SARIF 2.1.0.
    Sarif = "sarif" in sarif,
    /// For pipelines: a test suite a file.
    Junit = "junit" in junit,
    /// For GitLab: code quality.
    Gitlab = "gitlab" in gitlab,
    /// For GitHub: annotations of a workflow.
    Github = "github" in github,
    /// For people, one page for any browser and for paper.
    Html = "html" in html,
    /// For a person who sends it on and gets it back: a workbook.
    Xlsx = "xlsx" in xlsx,
    /// For pull requests and issues.
    Markdown = "markdown" in markdown,
}

impl Format {
    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// The ending of files of this format.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Table | Self::Github => "txt",
            Self::Json | Self::Gitlab => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Sarif => "sarif",
            Self::Junit => "xml",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
        }
    }
}

/// The JSON Schema of the JSON report.
pub const SCHEMA: &str = include_str!("report.schema.json");
