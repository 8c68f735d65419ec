//! We could not read. Says nothing about compliance.

use crate::model::Text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why reading stopped; the code that the JSON report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// No such file, or no leave to read it.
    NotFound,
    /// Reading failed midway (input or output error).
    Unreadable,
    /// Nothing in it: no bytes, or no rows below the header.
    Empty,
    /// Protected by a password.
    Encrypted,
    /// Not a table at all: a PDF, a Word document, an image, random bytes.
    NotATable,
    /// A format that is a table but that we do not read (BIFF2, .dbf): says how to convert.
    Unsupported,
    /// Cut short or damaged.
    Damaged,
    /// Larger than a limit; names the limit.
    TooLarge,
    /// The encoding cannot be told, or the text does not decode in it.
    Encoding,
    /// An unbalanced quote swallows rows, or the text holds NUL bytes.
    Malformed,
    /// No row looks like the header of a table we know.
    NoHeader,
    /// The table can be read, but nothing asked for can be judged on it.
    NothingApplies,
    /// A third-party reader failed in a way it should not.
    ReaderFailed,
    /// We failed ourselves; the file is not to blame.
    Internal,
}

impl Code {
    /// The code as the report spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Encrypted => "encrypted",
            Self::NotATable => "not-a-table",
            Self::Unsupported => "unsupported",
            Self::Damaged => "damaged",
            Self::TooLarge => "too-large",
            Self::Encoding => "encoding",
            Self::Malformed => "malformed",
            Self::NoHeader => "no-header",
            Self::NothingApplies => "nothing-applies",
            Self::ReaderFailed => "reader-failed",
            Self::Internal => "internal",
        }
    }
}

/// Why an input could not be read, what it really is, and the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// The kind of trouble.
    pub code: Code,
    /// What is wrong and where: sheet, line, part.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
}

impl Stopped {
    /// Without advice.
    pub fn new(code: Code, message: Text) -> Self {
        Self {
            code,
            message,
            help: None,
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message.en)
    }
}

impl std::error::Error for Stopped {}
