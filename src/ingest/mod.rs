//! Bytes to rows: what a file really is, its encoding, its sheets, where its table is, what its columns mean. Refuses
//! to know what a cell *should* say.

mod book;
pub mod sniff;
mod stopped;
pub mod text;

pub use book::{Book, Region, Rows, Sheet, Visibility};
pub use stopped::{Code, Stopped};
