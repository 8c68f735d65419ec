//! Outline against official text: is what the citations were proven on still what the text says? Quotes nothing.

use super::normal::normalise;
use super::outline::{Article, Outline, Section};
use super::pack::Pack;
use super::statute::Statute;
use super::text::{self, TextError};
use super::words;
use crate::model::Text;

/// The outline of an official text with the key terms of a pack.
pub fn outline(pack: &Pack, source: &str) -> Result<Outline, TextError> {
    let statute = text::parse(source)?;
    Ok(outline_of(pack, &statute))
}

/// The outline of a text taken apart, with the key terms of a pack.
pub fn outline_of(pack: &Pack, statute: &Statute) -> Outline {
    let instrument = &pack.instrument;
    Outline::generate(&instrument.id, &instrument.title.zh, statute, pack.terms())
}

/// Every difference between an outline and an official text; empty where they agree.
pub fn verify(pack: &Pack, outline: &Outline, source: &str) -> Result<Vec<Text>, TextError> {
    let fresh = self::outline(pack, source)?;
    let mut out = Vec::new();
    let (here, there) = (outline.articles.len(), fresh.articles.len());
    if here != there {
        out.push(words::articles_differ(here, there));
    }
    for (old, new) in outline.articles.iter().zip(&fresh.articles) {
        compare(old, new, &mut out);
    }
    Ok(out)
}

/// Whether the words before the first article, where there are any, hold the title of the instrument that the text is
/// said to be.
pub fn bears_title(source: &str, statute: &Statute, title: &str) -> bool {
    let first = statute.articles.first().map_or(1, |a| a.line);
    let before = usize::try_from(first).unwrap_or(1).saturating_sub(1);
    let head: String = source.lines().take(before).collect();
    let head = normalise(&head);
    let title = normalise(title);
    let said = head.match_indices(&title).map(|(at, found)| at + found.len());
    // A draft is not the instrument that it became.
    let mut same = said
        .filter_map(|end| head.get(end..))
        .map(|rest| !rest.starts_with("(草案"));
    head.is_empty() || same.any(|same| same)
}

fn compare(old: &Article, new: &Article, out: &mut Vec<Text>) {
    let (here, there) = (old.paragraphs.len(), new.paragraphs.len());
    if here != there {
        let article = old.cite(1, None);
        let article = crate::model::Citation {
            paragraph: None,
            ..article
        };
        out.push(words::paragraphs_differ(&article.to_string(), here, there));
    }
    for ((number, a), b) in (1..).zip(&old.paragraphs).zip(&new.paragraphs) {
        let citation = old.cite(number, None).to_string();
        if a.items != b.items {
            out.push(words::items_differ(&citation, a.items, b.items));
        }
        if a.sha256 != b.sha256 {
            out.push(words::words_differ(&citation));
        }
        if a.terms != b.terms {
            let (gone, new) = (only(a, b), only(b, a));
            out.push(words::terms_differ(&citation, &gone, &new));
        }
    }
}

fn only(a: &Section, b: &Section) -> String {
    let terms: Vec<_> = a
        .terms
        .iter()
        .filter(|t| !b.terms.contains(t))
        .map(|t| t.words.as_str())
        .collect();
    terms.join("、")
}
