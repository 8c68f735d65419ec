//! What is wrong with a citation, and where its key terms really stand.

use super::super::words;
use crate::model::{Citation, Text};

/// Why a citation does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misquote {
    /// The instrument has fewer articles.
    NoArticle {
        /// How many it has.
        articles: u16,
    },
    /// The article has fewer paragraphs.
    NoParagraph {
        /// How many it has.
        paragraphs: u16,
    },
    /// The article has several paragraphs and the citation names none.
    WhichParagraph {
        /// How many it has.
        paragraphs: u16,
    },
    /// The article has one paragraph; a citation names none then.
    OnlyParagraph,
    /// The paragraph has fewer items.
    NoItem {
        /// How many it has.
        items: u16,
    },
    /// The provision exists and says something else.
    Terms {
        /// The key terms that do not stand there.
        missing: Vec<String>,
        /// The provisions that hold them.
        held_by: Vec<Citation>,
    },
}

impl Misquote {
    /// The trouble as a sentence.
    pub fn message(&self, citation: &Citation) -> Text {
        match self {
            Self::NoArticle { articles } => words::no_article(citation, *articles),
            Self::NoParagraph { paragraphs } => words::no_paragraph(citation, *paragraphs),
            Self::WhichParagraph { paragraphs } => words::which_paragraph(citation, *paragraphs),
            Self::OnlyParagraph => words::only_paragraph(citation),
            Self::NoItem { items } => words::no_item(citation, *items),
            Self::Terms { missing, .. } => words::not_there(citation, missing),
        }
    }

    /// Where the terms stand, or how to cite.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::Terms { held_by, .. } => Some(words::held_by(held_by)),
            Self::NoArticle { .. }
            | Self::NoParagraph { .. }
            | Self::WhichParagraph { .. }
            | Self::OnlyParagraph
            | Self::NoItem { .. } => None,
        }
    }
}
