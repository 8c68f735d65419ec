//! Findings as they may be shown, handed on.

use super::mask;
use crate::audit::{Finding, Sink, Subject};
use crate::check::Breach;
use crate::check::across::Spot;
use crate::model::Text;
use std::borrow::Cow;
use std::io;

/// Hands findings on with persons' numbers and addresses covered.
pub struct Masked<'a>(&'a mut dyn Sink);

impl<'a> Masked<'a> {
    /// Before another sink.
    pub fn new(sink: &'a mut dyn Sink) -> Self {
        Self(sink)
    }
}

impl Sink for Masked<'_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        masked(finding, |finding| self.0.finding(finding))
    }
}

/// Lends the finding with persons' numbers and addresses covered.
pub(in crate::report) fn masked<T>(finding: &Finding<'_>, take: impl FnOnce(&Finding<'_>) -> T) -> T {
    if !says_something(finding) {
        return take(finding);
    }
    let subject = finding.subject;
    let parts = [
        subject.catalog_code,
        subject.catalog_name,
        subject.provider,
        subject.item,
        finding.header,
    ];
    let [catalog_code, catalog_name, provider, item, header] = parts.map(|part| part.map(mask));
    let breach = breach(finding.breach);
    let related: Vec<Spot> = finding.related.iter().map(spot).collect();
    take(&Finding {
        pack: finding.pack,
        requirement: finding.requirement,
        severity: finding.severity,
        address: finding.address.clone(),
        header: header.as_deref(),
        related: &related,
        subject: Subject {
            catalog_code: catalog_code.as_deref(),
            catalog_name: catalog_name.as_deref(),
            provider: provider.as_deref(),
            item: item.as_deref(),
        },
        field: finding.field,
        breach: &breach,
        fingerprint: finding.fingerprint.clone(),
        // Covered where the waivers were read.
        waived: finding.waived,
    })
}

/// Whether any text of the finding has something to cover. Most have not, and are handed on as they are.
fn says_something(finding: &Finding<'_>) -> bool {
    let Subject {
        catalog_code,
        catalog_name,
        provider,
        item,
    } = finding.subject;
    let breach = finding.breach;
    let suggestion = breach.suggestion.as_ref();
    let said = [&breach.message, &breach.expected].into_iter().chain(suggestion);
    let texts = said.flat_map(|text| [text.zh.as_str(), text.en.as_str()]);
    let subject = [catalog_code, catalog_name, provider, item, finding.header];
    let subject = subject.into_iter().flatten();
    let related = finding.related.iter().flat_map(texts_of);
    let mut all = texts
        .chain(subject)
        .chain(related)
        .chain([breach.observed.as_str()]);
    all.any(|text| matches!(mask(text), Cow::Owned(_)))
}

fn texts_of(spot: &Spot) -> impl Iterator<Item = &str> {
    let named = [&spot.code, &spot.name, &spot.provider].into_iter().flatten();
    [&spot.text, &spot.claimed, &spot.owner]
        .into_iter()
        .chain(named)
        .map(String::as_str)
}

fn text(text: &Text) -> Text {
    Text {
        zh: mask(&text.zh).into_owned(),
        en: mask(&text.en).into_owned(),
    }
}

fn breach(breach: &Breach) -> Breach {
    Breach {
        observed: mask(&breach.observed).into_owned(),
        expected: text(&breach.expected),
        message: text(&breach.message),
        suggestion: breach.suggestion.as_ref().map(text),
        ..breach.clone()
    }
}

fn spot(spot: &Spot) -> Spot {
    let own = |text: &Option<String>| text.as_deref().map(|t| mask(t).into_owned());
    Spot {
        text: mask(&spot.text).into_owned(),
        claimed: mask(&spot.claimed).into_owned(),
        owner: mask(&spot.owner).into_owned(),
        code: own(&spot.code),
        name: own(&spot.name),
        provider: own(&spot.provider),
        ..spot.clone()
    }
}
