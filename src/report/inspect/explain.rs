//! One requirement, explained: what it asks and why so gravely, where it stands, how it is judged, what to do.

use super::{Listing, Page, Provision, Rule, json, line, words};
use crate::check::{Across, Check, Example, Proof};
use crate::law::{Basis, Pack, Requirement, Status};
use crate::model::{Severity, Vocabulary};
use crate::report::words as said;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// One requirement, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    schema: &'static str,
    jurisdiction: String,
    title: String,
    status: &'static str,
    #[serde(skip)]
    instrument: String,
    as_of: String,
    #[serde(flatten)]
    rule: Rule,
    why: String,
    judged_by: String,
    fields: Vec<FieldKnown>,
    missing_column: Option<String>,
    fails: Option<String>,
    passes: Option<String>,
    remedy: Option<String>,
    elsewhere: Vec<Elsewhere>,
}

/// A field with every header it is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FieldKnown {
    id: String,
    name: String,
    headers: Vec<String>,
}

/// The same requirement in another instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Elsewhere {
    jurisdiction: String,
    title: String,
    id: String,
    citation: Provision,
    severity: Severity,
    status: &'static str,
    #[serde(skip)]
    standing: Option<&'static str>,
}

impl Explanation {
    /// Explains a requirement of one of some packs, as things stand on a day.
    pub fn new(
        packs: &[Pack],
        (pack, requirement): (&Pack, &Requirement),
        vocabulary: &Vocabulary,
        as_of: NaiveDate,
        page: Page,
    ) -> Self {
        let lang = page.lang;
        let status = pack.instrument.status(as_of);
        let example = examples(requirement, vocabulary);
        let example = example.as_ref();
        Self {
            schema: "dataaudit-explain/1",
            jurisdiction: pack.instrument.id.clone(),
            title: pack.instrument.title.of(lang).to_owned(),
            status: status.as_str(),
            instrument: said::instrument(&pack.instrument, as_of).of(lang).to_owned(),
            as_of: as_of.to_string(),
            rule: Rule::new(requirement, page),
            why: why(requirement).of(lang).to_owned(),
            judged_by: judged_by(requirement, vocabulary).of(lang).to_owned(),
            fields: fields(requirement, vocabulary, page),
            missing_column: example.map(|_| missing(requirement).of(lang).to_owned()),
            fails: example.map(|e| e.fails.of(lang).to_owned()),
            passes: example.map(|e| e.passes.of(lang).to_owned()),
            remedy: example.map(|e| e.remedy.of(lang).to_owned()),
            elsewhere: elsewhere(packs, (pack, requirement), as_of, page),
        }
    }

    /// Writes it: JSON, or lines for people.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        if listing == Listing::Json {
            return json(self, out);
        }
        writeln!(out, "{}", self.rule.id)?;
        let labels = words::explain_labels(page.lang);
        let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        for (label, texts) in labels.iter().zip(self.parts(page)) {
            let padding = " ".repeat(widest - label.width() + 1);
            let first = format!("  {label}{padding}");
            let next = " ".repeat(first.width());
            for (i, text) in texts.iter().filter(|t| !t.is_empty()).enumerate() {
                line(out, page, if i == 0 { &first } else { &next }, text)?;
            }
        }
        Ok(())
    }

    /// What stands behind each label.
    fn parts(&self, page: Page) -> [Vec<String>; 14] {
        let lang = page.lang;
        let rule = &self.rule;
        let tables: Vec<_> = rule.tables.iter().map(|t| words::named(&t.name, &t.id)).collect();
        let liability = rule.liability.as_ref();
        let liability =
            liability.map_or_else(said::no_liability, |l| said::liability(l.fit, &l.provision.text));
        let level = words::level(said::severity(rule.severity, lang), &self.why);
        let also: Vec<&str> = rule.also.iter().map(|p| p.text.as_str()).collect();
        let also = also.join(words::comma(lang));
        let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        [
            vec![rule.summary.clone()],
            vec![level.of(lang).to_owned()],
            vec![rule.bearer.clone()],
            vec![
                words::cited(&rule.citation.text, &also).of(lang).to_owned(),
                self.instrument.clone(),
            ],
            vec![liability.of(lang).to_owned()],
            vec![tables.join(words::comma(lang))],
            self.fields.iter().map(|f| f.line(page)).collect(),
            vec![self.judged_by.clone()],
            one(&self.missing_column),
            one(&self.fails),
            one(&self.passes),
            one(&self.remedy),
            one(&rule.note),
            self.elsewhere.iter().map(|e| e.line(page)).collect(),
        ]
    }
}

impl FieldKnown {
    fn line(&self, page: Page) -> String {
        let headers = self.headers.join(words::comma(page.lang));
        words::known_headers(&words::named(&self.name, &self.id), &headers)
            .of(page.lang)
            .to_owned()
    }
}

impl Elsewhere {
    fn line(&self, page: Page) -> String {
        let mark = said::severity(self.severity, page.lang);
        words::elsewhere(mark, &self.title, &self.citation.text, &self.id, self.standing)
            .of(page.lang)
            .to_owned()
    }
}

fn why(requirement: &Requirement) -> crate::model::Text {
    let verb = requirement.modality;
    if !verb.binds() {
        return words::sets_no_duty(verb.as_str());
    }
    match (requirement.basis, requirement.severity) {
        (Basis::Implied, Severity::Info) => words::implied_information(),
        (Basis::Implied, _) => words::implied(),
        (Basis::Express, Severity::Error) => match requirement.check().map(Check::proof) {
            Some(Proof::Stated) => words::express_where_stated(verb.as_str()),
            Some(Proof::None) => words::express_in_doubt(verb.as_str()),
            Some(Proof::Full) => words::express(verb.as_str()),
            None => words::express_by_hand(verb.as_str()),
        },
        (Basis::Express, Severity::Warning) => words::express_in_doubt(verb.as_str()),
        (Basis::Express, Severity::Info) => words::information(verb.as_str()),
    }
}

fn judged_by(requirement: &Requirement, vocabulary: &Vocabulary) -> crate::model::Text {
    let told = requirement.check().map(|c| c.describe(vocabulary));
    let across = requirement.across().map(|a| a.describe(vocabulary));
    match (told, across, requirement.unjudged()) {
        (Some(one), Some(other), _) => words::and_also(&one, &other),
        (Some(told), None, _) | (None, Some(told), _) => told,
        (None, None, Some(reason)) => words::not_judged(reason),
        (None, None, None) => crate::model::Text::default(),
    }
}

/// What breaks a requirement, by any of its checks.
fn examples(requirement: &Requirement, vocabulary: &Vocabulary) -> Option<Example> {
    let check = requirement.check().map(|c| c.example(vocabulary));
    let across = requirement.across().map(|a| a.example(vocabulary));
    match (check, across) {
        (Some(one), Some(other)) => Some(Example {
            fails: words::or_also(&one.fails, &other.fails),
            passes: words::and_also(&one.passes, &other.passes),
            remedy: words::and_also(&one.remedy, &other.remedy),
        }),
        (one, other) => one.or(other),
    }
}

fn fields(requirement: &Requirement, vocabulary: &Vocabulary, page: Page) -> Vec<FieldKnown> {
    let mut known: Vec<FieldKnown> = Vec::new();
    let checked = requirement.check().map(Check::fields).unwrap_or_default();
    let across = requirement.across().map(Across::fields).unwrap_or_default();
    for field in checked.into_iter().chain(across) {
        let entry = vocabulary.entry(field);
        if known.iter().any(|k| k.id == entry.id) {
            continue;
        }
        known.push(FieldKnown {
            id: entry.id.clone(),
            name: entry.name(page.lang).to_owned(),
            headers: entry.headers.clone(),
        });
    }
    known
}

fn missing(requirement: &Requirement) -> crate::model::Text {
    match requirement.missing {
        Some(severity) => words::missing_is(severity),
        None => words::missing_is_not_judged(),
    }
}

fn elsewhere(
    packs: &[Pack],
    (own, requirement): (&Pack, &Requirement),
    as_of: NaiveDate,
    page: Page,
) -> Vec<Elsewhere> {
    let mut out = Vec::new();
    for pack in packs.iter().filter(|p| p.instrument.id != own.instrument.id) {
        let status = pack.instrument.status(as_of);
        let same = pack
            .requirements
            .iter()
            .filter(|r| r.concept == requirement.concept);
        out.extend(same.map(|r| Elsewhere {
            jurisdiction: pack.instrument.id.clone(),
            title: pack.instrument.title.of(page.lang).to_owned(),
            id: r.id.clone(),
            citation: Provision::from(&r.citation),
            severity: r.severity,
            status: status.as_str(),
            standing: (status != Status::InForce).then(|| said::status(status, page.lang)),
        }));
    }
    out
}
