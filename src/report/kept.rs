//! A finding as it is laid by, and lent again. Knows no department.

use crate::audit::{Finding, Outcome, Subject, Waived};
use crate::check::across::Spot;
use crate::check::{Breach, Observed};
use crate::model::{Address, Place, Severity, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;

/// A finding with its number in the run.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept<'a> {
    pub(super) number: u64,
    jurisdiction: Cow<'a, str>,
    requirement: Cow<'a, str>,
    severity: Severity,
    file: Cow<'a, str>,
    sheet: Option<Cow<'a, str>>,
    header: Option<Cow<'a, str>>,
    subject: [Option<Cow<'a, str>>; 4],
    place: Place,
    field: Cow<'a, str>,
    observed: Cow<'a, str>,
    class: Observed,
    expected: Cow<'a, Text>,
    message: Cow<'a, Text>,
    suggestion: Option<Cow<'a, Text>>,
    certain: bool,
    fingerprint: Cow<'a, str>,
    related: Cow<'a, [Spot]>,
    waived: Option<Cow<'a, Waived>>,
}

impl<'a> Kept<'a> {
    pub(super) fn new(number: u64, finding: &'a Finding<'_>) -> Self {
        let (breach, subject) = (finding.breach, finding.subject);
        Self {
            number,
            jurisdiction: Cow::Borrowed(&finding.pack.instrument.id),
            requirement: Cow::Borrowed(&finding.requirement.id),
            severity: finding.severity,
            file: Cow::Borrowed(finding.address.file),
            sheet: finding.address.sheet.map(Cow::Borrowed),
            header: finding.header.map(Cow::Borrowed),
            subject: [
                subject.catalog_code,
                subject.catalog_name,
                subject.provider,
                subject.item,
            ]
            .map(|part| part.map(Cow::Borrowed)),
            place: breach.place,
            field: Cow::Borrowed(finding.field),
            observed: Cow::Borrowed(&breach.observed),
            class: breach.class,
            expected: Cow::Borrowed(&breach.expected),
            message: Cow::Borrowed(&breach.message),
            suggestion: breach.suggestion.as_ref().map(Cow::Borrowed),
            certain: breach.certain,
            fingerprint: Cow::Borrowed(&finding.fingerprint),
            related: Cow::Borrowed(finding.related),
            waived: finding.waived.map(Cow::Borrowed),
        }
    }

    /// Lends the finding.
    pub(super) fn lend(
        self,
        outcome: &Outcome<'_>,
        take: impl FnOnce(&Finding<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let is_its = |(id, r): (&str, &str)| id == self.jurisdiction && r == self.requirement;
        let mut coverage = outcome.coverage.iter();
        let its = coverage.find(|(a, r, ..)| is_its((&a.pack.instrument.id, &r.id)));
        let (Some((active, requirement, ..)), Some(field)) = (its, outcome.vocabulary.field(&self.field))
        else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let breach = Breach {
            place: self.place,
            field,
            observed: self.observed.into_owned(),
            class: self.class,
            expected: self.expected.into_owned(),
            message: self.message.into_owned(),
            suggestion: self.suggestion.map(Cow::into_owned),
            certain: self.certain,
        };
        let [catalog_code, catalog_name, provider, item] = &self.subject;
        take(&Finding {
            pack: active.pack,
            requirement,
            severity: self.severity,
            address: Address {
                file: &self.file,
                sheet: self.sheet.as_deref(),
                place: self.place,
            },
            header: self.header.as_deref(),
            subject: Subject {
                catalog_code: catalog_code.as_deref(),
                catalog_name: catalog_name.as_deref(),
                provider: provider.as_deref(),
                item: item.as_deref(),
            },
            field: &self.field,
            breach: &breach,
            fingerprint: self.fingerprint.into_owned(),
            related: &self.related,
            waived: self.waived.as_deref(),
        })
    }
}
