//! The outline of an instrument: for every article and paragraph its number of items, where the key terms stand, and a
//! SHA-256 of its normalised words. Proves citations without holding statute text; knows no requirement.

mod misquote;
mod print;
#[cfg(test)]
mod tests;

use super::normal::{normalise, sha256};
use super::statute::{Paragraph, Statute};
use super::toml_fault;
use crate::model::{Citation, Fault};
use serde::Deserialize;
use std::collections::BTreeSet;

pub use misquote::Misquote;

/// The outline of one instrument.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Id of the instrument's pack.
    pub id: String,
    /// Title of the instrument.
    pub title: String,
    /// 条, from the first on without gaps.
    #[serde(rename = "article")]
    pub articles: Vec<Article>,
}

/// The outline of one article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its number.
    pub number: u16,
    /// Its 款.
    #[serde(rename = "paragraph")]
    pub paragraphs: Vec<Section>,
}

/// The outline of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// How many 项 it has.
    pub items: u16,
    /// The key terms that stand in it: `term` in the lead alone, `term@0,2` in the lead and item 2.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// SHA-256 of the normalised words, in hexadecimal.
    pub sha256: String,
}

/// A key term with the items it stands in; 0 is the lead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(from = "String")]
pub struct Term {
    /// The words.
    pub words: String,
    /// The items, ascending.
    pub items: Vec<u16>,
}

impl From<String> for Term {
    fn from(printed: String) -> Self {
        let (words, items) = printed.split_once('@').unwrap_or((&printed, "0"));
        Self {
            words: words.to_owned(),
            items: items.split(',').filter_map(|n| n.parse().ok()).collect(),
        }
    }
}

impl Outline {
    /// The outline of a text, with the key terms that are to be found again.
    pub fn generate<'a>(
        id: &str,
        title: &str,
        statute: &Statute,
        terms: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let terms: BTreeSet<&str> = terms.into_iter().collect();
        let section = |paragraph: &Paragraph| Section {
            items: paragraph.items.len() as u16,
            terms: terms.iter().filter_map(|t| found(t, paragraph)).collect(),
            sha256: sha256(&paragraph.normalised()),
        };
        let articles = statute.articles.iter().map(|article| Article {
            number: article.number,
            paragraphs: article.paragraphs.iter().map(section).collect(),
        });
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            articles: articles.collect(),
        }
    }

    /// Reads an outline file.
    pub fn parse(source: &str) -> Result<Self, Vec<Fault>> {
        toml::from_str(source).map_err(|e| vec![toml_fault::translate(&e, 0..source.len())])
    }

    /// The article of a number.
    pub fn article(&self, number: u16) -> Option<&Article> {
        self.articles.iter().find(|a| a.number == number)
    }

    /// Whether a provision exists and holds the key terms.
    pub fn check(&self, citation: &Citation, terms: &[String]) -> Result<(), Misquote> {
        let section = self.section(citation)?;
        if let Some(item) = citation.item
            && (item == 0 || item > section.items)
        {
            let items = section.items;
            return Err(Misquote::NoItem { items });
        }
        let missing = section.lacks(terms, citation.item);
        if missing.is_empty() {
            return Ok(());
        }
        Err(Misquote::Terms {
            held_by: self.holders(terms),
            missing,
        })
    }

    /// The paragraphs and items that hold all of the terms; where none does, those that hold any.
    pub fn holders(&self, terms: &[String]) -> Vec<Citation> {
        let all = self.places(|s, item| s.lacks(terms, item).is_empty());
        if all.is_empty() {
            self.places(|s, item| terms.iter().any(|t| s.holds(t, item)))
        } else {
            all
        }
    }

    fn places(&self, wanted: impl Fn(&Section, Option<u16>) -> bool) -> Vec<Citation> {
        let mut out = Vec::new();
        for article in &self.articles {
            for (i, section) in article.paragraphs.iter().enumerate() {
                let cite = |item| article.cite(i as u16 + 1, item);
                let items = (1..=section.items).filter(|&n| wanted(section, Some(n)));
                let before = out.len();
                out.extend(items.map(|n| cite(Some(n))));
                if out.len() == before && wanted(section, None) {
                    out.push(cite(None));
                }
            }
        }
        out
    }

    fn section(&self, citation: &Citation) -> Result<&Section, Misquote> {
        let articles = self.articles.len() as u16;
        let article = self
            .article(citation.article)
            .ok_or(Misquote::NoArticle { articles })?;
        let paragraphs = article.paragraphs.len() as u16;
        match (citation.paragraph, paragraphs) {
            (None, 2..) => Err(Misquote::WhichParagraph { paragraphs }),
            (Some(1), 1) => Err(Misquote::OnlyParagraph),
            (paragraph, _) => paragraph
                .unwrap_or(1)
                .checked_sub(1)
                .and_then(|i| article.paragraphs.get(usize::from(i)))
                .ok_or(Misquote::NoParagraph { paragraphs }),
        }
    }
}

impl Article {
    /// A citation as lawyers write it: the paragraph is left out where there is only one.
    pub fn cite(&self, paragraph: u16, item: Option<u16>) -> Citation {
        Citation {
            article: self.number,
            paragraph: (self.paragraphs.len() > 1).then_some(paragraph),
            item,
        }
    }
}

impl Section {
    /// Whether a term stands in an item, or anywhere in the paragraph where none is named.
    fn holds(&self, term: &str, item: Option<u16>) -> bool {
        self.terms
            .iter()
            .any(|t| t.words == term && item.is_none_or(|i| t.items.contains(&i)))
    }

    /// The terms that do not stand in a provision. An item is read with its lead, but at least one term must be its own.
    fn lacks(&self, terms: &[String], item: Option<u16>) -> Vec<String> {
        let own = |t: &&String| self.holds(t, item);
        let with_lead = |t: &&String| own(t) || (item.is_some() && self.holds(t, Some(0)));
        let any_own = terms.is_empty() || terms.iter().any(|t| own(&t));
        terms
            .iter()
            .filter(|t| if any_own { !with_lead(t) } else { !own(t) })
            .cloned()
            .collect()
    }
}

fn found(term: &str, paragraph: &Paragraph) -> Option<Term> {
    let wanted = normalise(term);
    let parts = std::iter::once(&paragraph.lead).chain(&paragraph.items);
    let items: Vec<u16> = (0..)
        .zip(parts)
        .filter(|(_, words)| normalise(words).contains(&wanted))
        .map(|(n, _)| n)
        .collect();
    (!items.is_empty()).then(|| Term {
        words: term.to_owned(),
        items,
    })
}
