//! Findings to bytes, one file a format. Knows how a finding looks; does not know how files are read.

pub mod inspect;
mod json;
mod law_page;
mod mask;
mod notice;
mod split;
mod spool;
mod table;
mod texts;
mod words;

use crate::audit::{Outcome, Sink};
use crate::model::Lang;
use chrono::NaiveDate;
use std::io;

pub use law_page::{kinds_page, law_page};
pub use mask::{Masked, mask};
pub use notice::{Manner, Notice, Notices, Template, built_in as built_in_notice};
pub use split::{INDEX, Part, Split, index};
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
}

/// A report being written: takes findings, then closes with the outcome.
pub trait Report: Sink {
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
}

impl Format {
    /// The ending of files of this format.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
        }
    }
}

/// The JSON Schema of the JSON report.
pub const SCHEMA: &str = include_str!("report.schema.json");
