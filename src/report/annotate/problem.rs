//! A finding as the list and the notes tell it. Knows no file format.

use super::marks::Spot;
use super::words;
use crate::audit::{Finding, Input};
use crate::check::Observed;
use crate::model::{Field, Lang, Place, Severity, Vocabulary};
use crate::report::words as said;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Other sides named in the list.
const RELATED: usize = 3;

/// A finding in the words of one language, as it is laid by.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Problem {
    /// `None` where it does not count.
    pub(super) level: Option<Severity>,
    pub(super) sheet: Option<String>,
    pub(super) place: Place,
    field: String,
    header: String,
    subject: String,
    provider: String,
    requirement: String,
    basis: String,
    observed: String,
    expected: String,
    message: String,
    suggestion: String,
    see: String,
    file: String,
    item: String,
    fingerprint: String,
    /// Files of the other sides, a line each.
    others: String,
    /// Why it does not count, where it does not.
    waived: String,
}

impl Problem {
    pub(super) fn of(finding: &Finding<'_>, lang: Lang) -> Self {
        let (breach, subject) = (finding.breach, finding.subject);
        let observed = match (breach.class, breach.observed.trim()) {
            (Observed::NoColumn, _) => said::no_such_column().of(lang).to_owned(),
            (_, "") => said::empty_cell().of(lang).to_owned(),
            _ => breach.observed.clone(),
        };
        let names = [subject.catalog_name.or(subject.catalog_code), subject.item];
        let title = finding.pack.instrument.title.of(lang);
        let see = finding.related.iter().take(RELATED).map(|spot| {
            let sheet = spot.sheet.as_deref().map(|s| format!("!{s}")).unwrap_or_default();
            let cell = spot
                .place()
                .cell()
                .unwrap_or_else(|| spot.place().row().to_string());
            format!("{}{sheet}!{cell}", spot.file)
        });
        let others: BTreeSet<&str> = finding.related.iter().map(|spot| spot.file.as_str()).collect();
        Self {
            level: finding.waived.is_none().then_some(finding.severity),
            sheet: finding.address.sheet.map(str::to_owned),
            place: breach.place,
            field: finding.field.to_owned(),
            header: finding.header.unwrap_or_default().to_owned(),
            subject: names.into_iter().flatten().collect::<Vec<_>>().join(" / "),
            provider: subject.provider.unwrap_or_default().to_owned(),
            requirement: finding.requirement.id.clone(),
            basis: words::basis(title, &finding.requirement.citation.to_string())
                .of(lang)
                .to_owned(),
            observed,
            expected: breach.expected.of(lang).to_owned(),
            message: breach.message.of(lang).to_owned(),
            suggestion: breach
                .suggestion
                .as_ref()
                .map_or_else(String::new, |s| s.of(lang).to_owned()),
            see: see.collect::<Vec<_>>().join("\n"),
            file: finding.address.file.to_owned(),
            item: subject.item.unwrap_or_default().to_owned(),
            fingerprint: finding.fingerprint.clone(),
            others: others.into_iter().collect::<Vec<_>>().join("\n"),
            waived: finding
                .waived
                .map(|w| said::waived(w, finding.severity).of(lang).to_owned())
                .unwrap_or_default(),
        }
    }

    /// What a note on its cell says.
    pub(super) fn note(&self, lang: Lang) -> String {
        let level = said::level_or_waived(self.level, lang);
        let mut out = words::note_head(level, &self.requirement, &self.basis)
            .of(lang)
            .to_owned();
        for (label, text) in words::note_labels(lang).into_iter().zip([
            &self.message,
            &self.observed,
            &self.expected,
            &self.suggestion,
        ]) {
            if !text.is_empty() {
                let _ = write!(out, "\n{label}{text}");
            }
        }
        if !self.waived.is_empty() {
            let _ = write!(out, "\n{}", self.waived);
        }
        out
    }

    /// Its cells in the list after the number, in the order of the list's heads; those to be filled in are empty.
    pub(super) fn cells(&self, lang: Lang) -> [String; 20] {
        let place = self.place.cell();
        let place = place.unwrap_or_else(|| words::row(self.place.row()).of(lang).to_owned());
        let sheet = self.sheet.as_deref().map(|s| format!("{s}!")).unwrap_or_default();
        [
            said::level_or_waived(self.level, lang).to_owned(),
            format!("{sheet}{place}"),
            self.header.clone(),
            self.subject.clone(),
            self.provider.clone(),
            self.message_with_why(),
            self.observed.clone(),
            self.expected.clone(),
            self.basis.clone(),
            self.suggestion.clone(),
            self.requirement.clone(),
            self.see.clone(),
            String::new(),
            String::new(),
            self.file.clone(),
            self.sheet.clone().unwrap_or_default(),
            self.item.clone(),
            self.field.clone(),
            self.fingerprint.clone(),
            self.others.clone(),
        ]
    }

    /// What is wrong, and why it does not count where it does not.
    fn message_with_why(&self) -> String {
        if self.waived.is_empty() {
            return self.message.clone();
        }
        format!("{}\n{}", self.message, self.waived)
    }

    /// The cell to be marked; what is missing as a column has none.
    pub(super) fn spot(&self, input: &Input, vocabulary: &Vocabulary) -> Option<Spot> {
        let row = self.place.row();
        if let Some(column) = self.place.column() {
            return Some((row, column));
        }
        let mut tables = input.tables.iter();
        let table = tables.find(|t| t.sheet == self.sheet)?;
        let field: Option<Field> = vocabulary.field(&self.field);
        let mut its = table.columns.iter();
        let of_field = its.find(|h| field.is_some_and(|f| h.fields.contains(&f)));
        let first = table.columns.iter().min_by_key(|h| h.column);
        let header = match self.place {
            Place::Table { .. } => of_field,
            _ => of_field.or(first),
        };
        header.map(|h| (row, h.column)).filter(|_| row > 0)
    }
}
