//! Why a text is refused, and where.

use super::super::words;
use crate::model::Text;
use std::fmt;

/// Why a text is not taken for an instrument, and the line it shows at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    /// Line of the source, from 1.
    pub line: u32,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no 第一条 at all.
    NotAnInstrument,
    /// An article is missing before this one.
    Gap {
        /// The number that was due.
        expected: u16,
        /// The number found.
        found: u16,
    },
    /// An article of this number was there before.
    Repeated {
        /// The number.
        article: u16,
    },
    /// 第…条之…: amended numbering, which citations here cannot express.
    Inserted {
        /// The article it follows.
        article: u16,
    },
    /// An article without words.
    Empty {
        /// Its number.
        article: u16,
    },
    /// Items out of order.
    Items {
        /// The item that was due.
        expected: u16,
        /// The item found.
        found: u16,
    },
    /// A sentence breaks off.
    Unfinished {
        /// The article it stands in.
        article: u16,
    },
    /// The last articles do not say when the instrument takes effect: the end is missing.
    CutShort {
        /// The last article there is.
        article: u16,
    },
}

impl TextError {
    /// The error as a sentence, for where the line is said beside it.
    pub fn reason(&self) -> Text {
        self.why.message()
    }

    /// The error as a sentence, with its line.
    pub fn message(&self) -> Text {
        words::at_line(self.line, &self.why.message())
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for TextError {}

impl Why {
    fn message(self) -> Text {
        match self {
            Self::NotAnInstrument => words::not_an_instrument(),
            Self::Gap { expected, found } => words::article_missing(expected, found),
            Self::Repeated { article } => words::article_twice(article),
            Self::Inserted { article } => words::article_inserted(article),
            Self::Empty { article } => words::article_empty(article),
            Self::Items { expected, found } => words::items_out_of_order(expected, found),
            Self::Unfinished { article } => words::breaks_off(article),
            Self::CutShort { article } => words::cut_short(article),
        }
    }
}
