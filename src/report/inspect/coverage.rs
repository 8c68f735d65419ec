//! What becomes of every article of an instrument, and what a person has to look at.

use super::{Listing, Page, Provision, Sheet, json, words};
use crate::law::{Outline, Pack, Standing, account};
use serde::Serialize;
use std::io::{self, Write};

/// Every article of an instrument accounted for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    schema: &'static str,
    jurisdiction: String,
    title: String,
    articles: Vec<Article>,
    totals: Totals,
    manual: Vec<Manual>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Article {
    #[serde(rename = "article")]
    number: u16,
    text: String,
    standing: &'static str,
    #[serde(skip)]
    word: String,
    requirements: Vec<String>,
    reasons: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Totals {
    articles: usize,
    checked: usize,
    partly: usize,
    by_hand: usize,
    unchecked: usize,
}

/// A requirement for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Manual {
    id: String,
    citation: Provision,
    summary: String,
    reason: String,
}

impl Coverage {
    /// Accounts for every article of a pack's outline.
    pub fn new(pack: &Pack, outline: &Outline, page: Page) -> Self {
        let lang = page.lang;
        let mut totals = Totals::default();
        let mut articles = Vec::new();
        for accounted in account(pack, outline) {
            let standing = accounted.standing();
            totals.count(standing);
            articles.push(Article {
                number: accounted.article,
                text: accounted.citation().to_string(),
                standing: standing.as_str(),
                word: words::standing(standing).of(lang).to_owned(),
                requirements: accounted.requirements.iter().map(|r| r.id.clone()).collect(),
                reasons: accounted
                    .reasons()
                    .iter()
                    .map(|r| r.of(lang).to_owned())
                    .collect(),
            });
        }
        let manual = |r: &crate::law::Requirement| {
            Some(Manual {
                id: r.id.clone(),
                citation: Provision::from(&r.citation),
                summary: r.summary.of(lang).to_owned(),
                reason: r.unjudged()?.of(lang).to_owned(),
            })
        };
        Self {
            schema: "dataaudit-coverage/1",
            jurisdiction: pack.instrument.id.clone(),
            title: pack.instrument.title.of(lang).to_owned(),
            articles,
            totals,
            manual: pack.requirements.iter().filter_map(manual).collect(),
        }
    }

    /// Writes the account.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        if listing == Listing::Json {
            return json(self, out);
        }
        let lang = page.lang;
        let mut sheet = Sheet::new(&words::coverage_head(lang), &[&[0], &[1], &[2, 3]]);
        sheet.rows = self.articles.iter().map(|a| a.row(page)).collect();
        sheet.write(listing, page, out)?;
        if listing == Listing::Csv {
            return Ok(());
        }
        let Totals {
            articles,
            checked,
            partly,
            by_hand,
            unchecked,
        } = self.totals;
        let totals = words::covered(articles, checked, partly, by_hand, unchecked);
        writeln!(out)?;
        super::line(out, page, "", totals.of(lang))?;
        if self.manual.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}\n", words::manual(self.manual.len()).of(lang))?;
        let mut sheet = Sheet::new(&words::manual_head(lang), &[&[0, 1], &[2], &[3]]);
        sheet.rows = self.manual.iter().map(Manual::row).collect();
        sheet.write(listing, page, out)
    }
}

impl Totals {
    fn count(&mut self, standing: Standing) {
        self.articles += 1;
        *match standing {
            Standing::Checked => &mut self.checked,
            Standing::Partly => &mut self.partly,
            Standing::ByHand => &mut self.by_hand,
            Standing::Unchecked => &mut self.unchecked,
        } += 1;
    }
}

impl Article {
    fn row(&self, page: Page) -> Vec<String> {
        vec![
            self.text.clone(),
            self.word.clone(),
            self.requirements.join(" "),
            self.reasons.join(words::semicolon(page.lang)),
        ]
    }
}

impl Manual {
    fn row(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.citation.text.clone(),
            self.summary.clone(),
            self.reason.clone(),
        ]
    }
}
