//! A list of findings that came back from those who had to put them right: read, held against a new audit, answered.
//! Never takes what was not looked at again for put right, whatever the list says.

mod answer;
mod claim;
mod form;
mod ledger;
mod words;

pub use answer::{Answer, Answered, Tally};
pub use ledger::Ledger;
