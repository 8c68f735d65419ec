//! The physical layer of text files: delimited text, web pages and the XML of Excel 2003. Knows encodings, quotes and
//! markup; refuses to know which row is the header.

mod charset;
mod decoder;
mod delimited;
mod dialect;
mod encoding;
mod entities;
mod grid;
pub(super) mod hanzi;
mod html;
mod lines;
mod markup;
mod mhtml;
mod open;
mod quotes;
mod records;
mod spans;
mod spreadsheetml;
mod survey;
pub(super) mod words;

pub use charset::Charset;
pub use encoding::Encoding;
pub(super) use open::{TextOptions, open};
pub use spans::{FieldSpan, FieldSpans};
pub(super) use survey::{Survey, digest};
