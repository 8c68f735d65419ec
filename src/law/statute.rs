//! An instrument's own words, taken apart into articles, paragraphs and items. Knows nothing of how the text was typed.

use super::normal::normalise;
use crate::model::{Citation, chinese};

/// The text of an instrument. Articles are numbered from 1 without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statute {
    /// 条, in order.
    pub articles: Vec<Article>,
}

/// 条.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub number: u16,
    /// The 【…】 after the number, where the edition prints one.
    pub caption: Option<String>,
    /// Line of the source it begins in, from 1.
    pub line: u32,
    /// 款, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// 款: a lead sentence with its items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The words before the first item, or the whole paragraph.
    pub lead: String,
    /// 项; inner unnumbered paragraphs stay inside, separated by line breaks.
    pub items: Vec<String>,
}

impl Statute {
    /// The article of a number.
    pub fn article(&self, number: u16) -> Option<&Article> {
        self.articles.get(usize::from(number.checked_sub(1)?))
    }

    /// The words of a provision: the item, the paragraph with its items, or the whole article.
    pub fn provision(&self, citation: &Citation) -> Option<String> {
        let article = self.article(citation.article)?;
        if citation.paragraph.is_none() && citation.item.is_none() {
            let all: Vec<_> = article.paragraphs.iter().map(Paragraph::words).collect();
            return Some(all.join("\n"));
        }
        let paragraph = article.paragraph(citation.paragraph_or_first())?;
        match citation.item {
            None => Some(paragraph.words()),
            Some(item) => paragraph.item(item).map(|words| marked(item, words)),
        }
    }
}

impl Article {
    /// The paragraph of a number.
    pub fn paragraph(&self, number: u16) -> Option<&Paragraph> {
        self.paragraphs.get(usize::from(number.checked_sub(1)?))
    }
}

impl Paragraph {
    /// The item of a number.
    pub fn item(&self, number: u16) -> Option<&str> {
        self.items
            .get(usize::from(number.checked_sub(1)?))
            .map(String::as_str)
    }

    /// Lead and items, one a line, each item with its number in full-width brackets.
    pub fn words(&self) -> String {
        let mut out = self.lead.clone();
        for (i, item) in self.items.iter().enumerate() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&marked(i as u16 + 1, item));
        }
        out
    }

    /// The words with the accidents of typing removed.
    pub fn normalised(&self) -> String {
        normalise(&self.words())
    }
}

fn marked(item: u16, words: &str) -> String {
    format!("（{}）{words}", chinese(item))
}
