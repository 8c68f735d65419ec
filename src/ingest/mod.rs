//! Bytes to rows: what a file really is, its encoding, its sheets, where its table is, what its columns mean. Refuses
//! to know what a cell *should* say.

mod book;
mod layout;
mod memory;
mod stopped;
mod table;
mod workbook;

pub use book::{Book, Region, Rows, Sheet, Visibility};
pub use layout::{Guess, HeaderRows, Joined, Layout, Options, SkippedSheet, Synonyms, layouts};
pub use memory::Memory;
pub use stopped::{Code, Stopped};
pub use table::{Counts, Reason, Skipped, Skips, Table};
