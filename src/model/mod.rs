//! The nouns: fields, rows, places, values, citations, and the words of both languages. Knows no file, no law, no
//! report; everything here can be told from a single cell or a single sentence.

mod calendar;
mod citation;
mod columns;
mod date;
mod fault;
mod fold;
mod frequency;
mod hex;
mod known;
mod lang;
mod memo;
mod numeral;
mod place;
mod placeholder;
mod record;
mod row;
mod severity;
mod spellings;
mod tables;
mod value;
mod vocabulary;
mod words;

pub use calendar::{Calendar, DayKind, Due, Period, YEARS, YearDays};
pub use citation::{Citation, CitationError};
pub use columns::{Columns, Header};
pub use date::{Date, parse_date, parse_span};
pub use fault::Fault;
pub use fold::{fold, folded, visible};
pub use frequency::{Frequency, Unit, parse_frequency};
pub use hex::hex;
pub use known::Known;
pub use lang::{Lang, Text};
pub use memo::Memo;
pub use numeral::{chinese, parse_chinese};
pub use place::{Address, Place, column_of, letters};
pub use placeholder::is_placeholder;
pub use record::{Interpreted, Record};
pub use row::{Kind, Row, says};
pub use severity::Severity;
pub use tables::{TableKind, lists_resources, table_kind, table_kinds, table_name};
pub use value::{Class, Value, interpret};
pub use vocabulary::{
    ClassEntry, ClassValue, Dialect, Entry, Field, Heading, Level, Type, Vocabulary, nearest,
};

pub(crate) use fold::{is_invisible, is_plain, same_folded};
pub(crate) use lang::text;
