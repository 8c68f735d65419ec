//! What an instrument requires, one row a requirement.

use super::{Liable, Listing, Page, Provision, Sheet, json, words};
use crate::law::{Basis, Pack, Requirement, concept_name};
use crate::model::{Severity, table_name};
use crate::report::words::severity;
use serde::Serialize;
use std::io::{self, Write};

/// Requirements of one instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rules {
    schema: &'static str,
    jurisdiction: String,
    title: String,
    /// The requirements, in the order of the instrument.
    pub requirements: Vec<Rule>,
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Id of its concept.
    pub concept: String,
    /// Name of its concept.
    pub concept_name: String,
    /// Where it stands.
    pub citation: Provision,
    /// Provisions to read with it.
    pub also: Vec<Provision>,
    /// What it asks.
    pub summary: String,
    /// Kinds of table it is about.
    pub tables: Vec<Named>,
    /// Who is bound.
    pub bearer: String,
    /// The verb of the provision.
    pub modality: &'static str,
    /// How grave a breach is.
    pub severity: Severity,
    /// Express or implied.
    pub basis: &'static str,
    /// The kind of check; `None` where it is not judged.
    pub check: Option<String>,
    /// Why it is not judged.
    pub unjudged: Option<String>,
    /// What follows from a breach.
    pub liability: Option<Liable>,
    /// What a missing column is.
    pub missing: Option<Severity>,
    /// The reading chosen.
    pub note: Option<String>,
}

/// An id with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

impl Rule {
    /// A requirement for a reader of one language.
    pub fn new(requirement: &Requirement, page: Page) -> Self {
        let lang = page.lang;
        Self {
            id: requirement.id.clone(),
            concept: requirement.concept.clone(),
            concept_name: concept_name(&requirement.concept).of(lang).to_owned(),
            citation: Provision::from(&requirement.citation),
            also: requirement.also.iter().map(Provision::from).collect(),
            summary: requirement.summary.of(lang).to_owned(),
            tables: requirement
                .tables
                .iter()
                .map(|id| Named {
                    id: id.clone(),
                    name: table_name(id).of(lang).to_owned(),
                })
                .collect(),
            bearer: requirement.bearer.clone(),
            modality: requirement.modality.as_str(),
            severity: requirement.severity,
            basis: match requirement.basis {
                Basis::Express => "express",
                Basis::Implied => "implied",
            },
            check: Some(requirement.kinds().join(" + ")).filter(|kinds| !kinds.is_empty()),
            unjudged: requirement.unjudged().map(|reason| reason.of(lang).to_owned()),
            liability: requirement.liability.as_ref().map(Liable::from),
            missing: requirement.missing,
            note: requirement.note.as_ref().map(|note| note.of(lang).to_owned()),
        }
    }

    fn row(&self, page: Page) -> Vec<String> {
        let lang = page.lang;
        let tables: Vec<_> = self.tables.iter().map(|t| t.name.as_str()).collect();
        let liability = self.liability.as_ref();
        vec![
            self.id.clone(),
            self.citation.text.clone(),
            self.summary.clone(),
            tables.join(words::comma(lang)),
            severity(self.severity, lang).to_owned(),
            words::basis(self.basis).of(lang).to_owned(),
            self.check
                .clone()
                .unwrap_or_else(|| words::by_hand().of(lang).to_owned()),
            liability.map_or_else(String::new, |l| {
                words::liable(l.fit, &l.provision.text).of(lang).to_owned()
            }),
        ]
    }
}

impl Rules {
    /// The requirements of a pack that are wanted.
    pub fn new(pack: &Pack, wanted: impl Fn(&Requirement) -> bool, page: Page) -> Self {
        Self {
            schema: "dataaudit-rules/1",
            jurisdiction: pack.instrument.id.clone(),
            title: pack.instrument.title.of(page.lang).to_owned(),
            requirements: pack
                .requirements
                .iter()
                .filter(|r| wanted(r))
                .map(|r| Rule::new(r, page))
                .collect(),
        }
    }

    /// Writes the list.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        if listing == Listing::Json {
            return json(self, out);
        }
        let head = words::rules_head(page.lang);
        let mut sheet = Sheet::new(&head, &[&[0, 1, 3], &[2], &[4, 5], &[6, 7]]);
        sheet.rows = self.requirements.iter().map(|r| r.row(page)).collect();
        sheet.write(listing, page, out)
    }
}
