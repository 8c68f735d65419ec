//! Something wrong in a file that a user wrote for us (a pack, a waiver, a configuration).

use super::Text;
use std::ops::Range;

/// A fault with the bytes it stands at; printed under its line. Faults are about us, never about the audited data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte range in the source text.
    pub span: Range<usize>,
    /// What is wrong: thing, found, expected.
    pub message: Text,
    /// The way out.
    pub help: Option<Text>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(span: Range<usize>, message: Text) -> Self {
        Self {
            span,
            message,
            help: None,
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }
}
