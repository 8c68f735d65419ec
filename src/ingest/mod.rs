//! Bytes to rows: what a file really is, its encoding, its sheets, where its table is, what its columns mean. Refuses
//! to know what a cell *should* say.

mod book;
mod bounded;
mod cause;
mod digest;
mod directory;
mod document;
mod gather;
mod layout;
mod limits;
mod memory;
mod sniff;
mod stopped;
mod table;
mod temporary;
mod text;
mod words;
mod workbook;

pub use book::{Book, Region, Rows, Sheet, Visibility};
pub use cause::cause;
pub use digest::Digest;
pub use document::{Document, Reading};
pub use gather::{
    Exclude, Gathered, NotAPattern, PassedOver, REPORT_KEYWORD, Source, Wanted, is_no_list, is_report, listed,
};
pub use layout::{
    Dictionaries, Guess, HeaderRows, Joined, Layout, Options, SkippedSheet, TEMPLATE_SHEETS, layouts,
    list_heads, list_name, template_heads, template_title,
};
pub use limits::{Limit, Limits, Unit};
pub use memory::Memory;
pub use stopped::{Code, Stopped};
pub use table::{Counts, EXAMPLE, FILL_IN, Reason, Skipped, Skips, Table};
pub use temporary::{Temporary, TemporaryFolder, remove_temporary};
pub use text::{Charset, Encoding, FieldSpan, FieldSpans};
pub use workbook::{READ_ARGUMENT, Reader, SheetParts, guard, guarded, read_here, related_part, serve};
