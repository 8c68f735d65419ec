//! A finding that owns what it says, to cross from the thread that made it to the one that has the sink. Lends itself as
//! a [`Finding`] there.

use crate::audit::{Finding, Subject};
use crate::check::Breach;
use crate::check::across::Spot;
use crate::law::{Pack, Requirement};
use crate::model::{Address, Severity, Vocabulary};
use serde::{Deserialize, Serialize};

/// An owned finding.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::audit) struct Found {
    /// Number of its requirement in the plan.
    pub(super) number: usize,
    severity: Severity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    catalog_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    catalog_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    breach: Breach,
    fingerprint: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<Spot>,
}

impl Found {
    /// Keeps a finding under the requirement of that number.
    pub(super) fn of(number: usize, finding: &Finding<'_>) -> Self {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let subject = finding.subject;
        Self {
            number,
            severity: finding.severity,
            sheet: own(finding.address.sheet),
            header: own(finding.header),
            catalog_code: own(subject.catalog_code),
            catalog_name: own(subject.catalog_name),
            provider: own(subject.provider),
            item: own(subject.item),
            breach: finding.breach.clone(),
            fingerprint: finding.fingerprint.clone(),
            related: finding.related.to_vec(),
        }
    }

    /// The finding as it was.
    pub(super) fn lend<'a>(
        &'a self,
        file: &'a str,
        pack: &'a Pack,
        requirement: &'a Requirement,
        vocabulary: &'a Vocabulary,
    ) -> Finding<'a> {
        Finding {
            pack,
            requirement,
            severity: self.severity,
            address: Address {
                file,
                sheet: self.sheet.as_deref(),
                place: self.breach.place,
            },
            header: self.header.as_deref(),
            subject: Subject {
                catalog_code: self.catalog_code.as_deref(),
                catalog_name: self.catalog_name.as_deref(),
                provider: self.provider.as_deref(),
                item: self.item.as_deref(),
            },
            field: vocabulary.entry(self.breach.field).id.as_str(),
            breach: &self.breach,
            fingerprint: self.fingerprint.clone(),
            related: &self.related,
            waived: None,
        }
    }
}
