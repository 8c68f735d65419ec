//! From physical rows to the shape of a table: its kind, where its header is and what its columns mean. Decides by vocabulary and
//! values, says each decision that was a guess, and refuses to judge a single cell.

mod columns;
mod crammed;
mod dictionaries;
mod dictionary;
mod folded;
pub(super) mod found;
mod grid;
mod header;
mod join;
pub(super) mod joined;
mod kind;
mod kinship;
mod options;
mod own;
mod sheets;
pub(super) mod spelling;
mod values;
mod words;

#[cfg(test)]
mod tests;

pub use dictionaries::Dictionaries;
pub use found::{Guess, Layout, SkippedSheet};
pub use joined::Joined;
pub use options::{HeaderRows, Options};
pub use sheets::layouts;
pub use words::{TEMPLATE_SHEETS, list_heads, list_name, template_heads, template_title};
