//! The `[[requirement]]` tables of a pack, each read whole with every fault it has. Knows no other requirement.

use super::super::requirement::{Basis, Fit, Judgement, Liability, Modality, Requirement};
use super::super::words;
use super::draft::Quote;
use super::raw::Table;
use crate::check::{self, AcrossRule, RawApart, Rule};
use crate::model::{Citation, Fault, Field, Severity, Text, Type, Vocabulary, nearest, table_kinds};
use toml::Spanned;

/// Longest key term: long enough to tell provisions apart, too short to be their text.
const TERM: usize = 15;

/// A requirement as far as it can be read.
pub(super) struct Row {
    /// Whole, where nothing is missing.
    pub(super) requirement: Option<Requirement>,
    pub(super) id: Option<Spanned<String>>,
    /// The article it cites.
    pub(super) cited: Option<u16>,
    pub(super) quotes: Vec<Quote>,
}

/// What is told of a requirement's provisions whatever else is wrong with it.
#[derive(Default)]
struct Cited {
    article: Option<u16>,
    quotes: Vec<Quote>,
}

impl Cited {
    fn take(&mut self, cite: Option<&Spanned<Citation>>, terms: Option<&Vec<String>>) {
        if let (Some(cite), Some(terms)) = (cite, terms) {
            self.quotes.push(Quote {
                citation: *cite.get_ref(),
                terms: terms.clone(),
                span: cite.span(),
            });
        }
    }
}

/// Reads one requirement.
pub(super) fn read(mut table: Table<'_>, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Row {
    let id = table.need::<String>("id", faults);
    let mut cited = Cited::default();
    let requirement = whole(table, id.as_ref(), vocabulary, &mut cited, faults);
    Row {
        requirement,
        id,
        cited: cited.article,
        quotes: cited.quotes,
    }
}

fn whole(
    mut table: Table<'_>,
    id: Option<&Spanned<String>>,
    vocabulary: &Vocabulary,
    cited: &mut Cited,
    faults: &mut Vec<Fault>,
) -> Option<Requirement> {
    let (t, f) = (&mut table, faults);
    let concept = t.need::<String>("concept", f);
    let tier = t.need::<u8>("tier", f);
    let (cite, also) = (citation(t, "cite", true, f), citations(t, "also", f));
    let bearer = t.need::<String>("bearer", f);
    let tables = kinds(t, f);
    let (modality, basis) = (t.need::<Modality>("modality", f), t.need::<Basis>("basis", f));
    let severity = t.need::<Severity>("severity", f);
    if let (Some(s), Some(m), Some(b)) = (&severity, &modality, &basis) {
        grave_enough(s, *m.get_ref(), *b.get_ref(), f);
    }
    let (terms, summary) = (key_terms(t, f), t.need::<Text>("summary", f));
    let liability = t.table("liability", f).and_then(|l| read_liability(l, f));
    cited.article = cite.as_ref().map(|c| c.get_ref().article);
    cited.take(cite.as_ref(), terms.as_ref());
    for also in cite
        .iter()
        .flat_map(|cite| also.iter().map(|also| Spanned::new(cite.span(), *also)))
    {
        cited.take(Some(&also), Some(&Vec::new()));
    }
    if let Some(l) = &liability {
        cited.take(Some(&Spanned::new(l.span.clone(), l.citation)), Some(&l.terms));
    }
    let missing = t.take::<Severity>("missing", f);
    if let Some(info) = missing.as_ref().filter(|m| *m.get_ref() == Severity::Info) {
        f.push(Fault::new(info.span(), words::missing_is_grave()));
    }
    let event = event(t, vocabulary, f);
    let covers = t.take::<Vec<String>>("covers", f);
    let note = t.take::<Text>("note", f);
    let judgement = judgement(t, vocabulary, f);
    table.close(f);
    let cite = cite?;
    Some(Requirement {
        id: id?.get_ref().clone(),
        concept: concept?.into_inner(),
        tier: tier?.into_inner(),
        adjusted: None,
        span: cite.span(),
        citation: cite.into_inner(),
        also,
        bearer: bearer?.into_inner(),
        tables: tables?,
        modality: modality?.into_inner(),
        severity: severity?.into_inner(),
        basis: basis?.into_inner(),
        terms: terms?,
        summary: summary?.into_inner(),
        liability,
        missing: missing.map(Spanned::into_inner),
        event,
        covers: covers.map(Spanned::into_inner).unwrap_or_default(),
        note: note.map(Spanned::into_inner),
        judgement: judgement?,
    })
}

/// `event = "change_occurred_at"`: a field of dates.
fn event(table: &mut Table<'_>, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Field> {
    let id = table.take::<String>("event", faults)?;
    let field = check::field(vocabulary, &id, faults)?;
    if vocabulary.entry(field).kind == Type::Date {
        return Some(field);
    }
    faults.push(Fault::new(id.span(), words::not_a_date_field(id.get_ref())));
    None
}

/// An error needs an express duty: the verb must bind and the text must say it.
fn grave_enough(severity: &Spanned<Severity>, modality: Modality, basis: Basis, faults: &mut Vec<Fault>) {
    if *severity.get_ref() != Severity::Error {
        return;
    }
    if !modality.binds() {
        faults.push(Fault::new(
            severity.span(),
            words::error_without_duty(modality.as_str()),
        ));
    }
    if basis == Basis::Implied {
        faults.push(Fault::new(severity.span(), words::error_implied()));
    }
}

fn parse(words: &Spanned<String>, faults: &mut Vec<Fault>) -> Option<Spanned<Citation>> {
    let citation = words.get_ref().parse().ok();
    if citation.is_none() {
        faults.push(Fault::new(words.span(), words::not_a_citation(words.get_ref())));
    }
    citation.map(|citation| Spanned::new(words.span(), citation))
}

fn citation(
    table: &mut Table<'_>,
    key: &'static str,
    needed: bool,
    faults: &mut Vec<Fault>,
) -> Option<Spanned<Citation>> {
    let words = if needed {
        table.need::<String>(key, faults)
    } else {
        table.take::<String>(key, faults)
    };
    parse(&words?, faults)
}

fn citations(table: &mut Table<'_>, key: &'static str, faults: &mut Vec<Fault>) -> Vec<Citation> {
    let words = table.take::<Vec<Spanned<String>>>(key, faults);
    words
        .map(Spanned::into_inner)
        .unwrap_or_default()
        .iter()
        .filter_map(|w| parse(w, faults).map(Spanned::into_inner))
        .collect()
}

/// `table = "catalog"` or `tables = ["catalog", "aggregation_log"]`.
fn kinds(table: &mut Table<'_>, faults: &mut Vec<Fault>) -> Option<Vec<String>> {
    let one = table
        .take::<Spanned<String>>("table", faults)
        .map(Spanned::into_inner);
    let many = table
        .take::<Vec<Spanned<String>>>("tables", faults)
        .map(Spanned::into_inner);
    let kinds = match (one, many) {
        (Some(one), None) => vec![one],
        (None, Some(many)) if !many.is_empty() => many,
        (Some(_), Some(_)) | (None, _) => {
            faults.push(Fault::new(
                table.span.clone(),
                words::one_of_keys("table", "tables"),
            ));
            return None;
        }
    };
    let known = |kind: &str| table_kinds().iter().any(|k| k.id == kind);
    for kind in kinds.iter().filter(|k| !known(k.get_ref())) {
        let fault = Fault::new(kind.span(), words::unknown_table(kind.get_ref()));
        faults.push(
            match nearest(kind.get_ref(), table_kinds().iter().map(|k| k.id.as_str())) {
                Some(near) => fault.help(words::did_you_mean(near)),
                None => fault,
            },
        );
    }
    Some(kinds.into_iter().map(Spanned::into_inner).collect())
}

fn key_terms(table: &mut Table<'_>, faults: &mut Vec<Fault>) -> Option<Vec<String>> {
    let terms = table.need::<Vec<Spanned<String>>>("terms", faults)?;
    if terms.get_ref().is_empty() {
        faults.push(Fault::new(terms.span(), words::no_terms()));
    }
    for term in terms.get_ref() {
        let length = term.get_ref().chars().count();
        if length == 0 || length > TERM || term.get_ref().contains('@') {
            faults.push(Fault::new(term.span(), words::bad_term(length, TERM)));
        }
    }
    Some(terms.into_inner().into_iter().map(Spanned::into_inner).collect())
}

fn read_liability(mut table: Table<'_>, faults: &mut Vec<Fault>) -> Option<Liability> {
    let cite = citation(&mut table, "cite", true, faults);
    let fit = table.need::<Fit>("fit", faults);
    let terms = key_terms(&mut table, faults);
    table.close(faults);
    let cite = cite?;
    Some(Liability {
        span: cite.span(),
        citation: cite.into_inner(),
        fit: fit?.into_inner(),
        terms: terms?,
    })
}

/// `check`, `across` or both; or else `unjudged`.
fn judgement(table: &mut Table<'_>, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Judgement> {
    let before = faults.len();
    let rule = table.take::<Rule>("check", faults);
    let across = table.take::<AcrossRule>("across", faults);
    let apart = table.take::<RawApart>("aside", faults);
    if let (Some(apart), None) = (&apart, &rule) {
        faults.push(Fault::new(apart.span(), words::aside_of_nothing()));
    }
    let unjudged = table.take::<Text>("unjudged", faults);
    match (rule, across, unjudged) {
        (None, None, Some(reason)) => Some(Judgement::Unjudged(reason.into_inner())),
        (None, None, None) if faults.len() > before => None,
        (None, None, None) | (_, _, Some(_)) => {
            faults.push(Fault::new(
                table.span.clone(),
                words::one_of_keys("check", "unjudged"),
            ));
            None
        }
        (rule, across, None) => {
            // Both are compiled, so that every fault is found.
            let check = rule.map(|rule| {
                let check = rule.into_inner().compile(vocabulary, faults);
                match apart {
                    Some(rows) => check::apart(check?, rows.into_inner(), vocabulary, faults),
                    None => check,
                }
            });
            let across = across.map(|rule| rule.into_inner().compile(vocabulary, faults));
            match (check, across) {
                (Some(None), _) | (_, Some(None)) => None,
                (check, across) => Some(Judgement::Judged {
                    check: check.flatten(),
                    across: across.flatten(),
                }),
            }
        }
    }
}
