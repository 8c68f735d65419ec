//! A finding in plain words, for formats that have one text for it: nothing is left out, nothing cut, and what nobody
//! sees is made visible. Knows no format.

use super::words;
use crate::audit::Finding;
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::{Address, Lang, visible};

/// Everything said of a finding, a part an element.
pub(super) fn parts(finding: &Finding<'_>, lang: Lang) -> Vec<String> {
    let (requirement, breach) = (finding.requirement, finding.breach);
    let title = &finding.pack.instrument.title;
    let liability = requirement.liability.as_ref();
    let liability = liability.map(|l| words::liability(l.fit, &l.citation.to_string()));
    let subject = subject(finding);
    let mut said = vec![breach.message.clone(), words::now(&observed(finding, lang))];
    said.push(words::should(&breach.expected));
    said.extend((!subject.is_empty()).then(|| words::of_whom(&subject)));
    said.push(words::by_law(title, &requirement.citation.to_string()));
    said.extend(liability.map(|l| words::liable(&l)));
    said.extend(breach.suggestion.as_ref().map(words::advice));
    said.extend(finding.related.iter().map(see));
    said.extend(finding.waived.map(|w| words::waived(w, finding.severity)));
    said.iter().map(|part| visible(part.of(lang))).collect()
}

/// The same in one line.
pub(super) fn line(finding: &Finding<'_>, lang: Lang) -> String {
    let parts = parts(finding, lang);
    let ends: &[char] = &['。', '.'];
    let bare: Vec<&str> = parts.iter().map(|p| p.trim_end_matches(ends)).collect();
    bare.join(words::sentence_end(lang)) + words::sentence_end(lang).trim_end()
}

/// `资源目录!F12`, with what nobody sees made visible.
pub(super) fn place(address: &Address<'_>) -> String {
    visible(&address.to_string())
}

/// What is there, or the word for nothing.
pub(super) fn observed(finding: &Finding<'_>, lang: Lang) -> String {
    let breach = finding.breach;
    match (breach.class, breach.observed.trim()) {
        (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
        (_, "") => words::empty_cell().of(lang).to_owned(),
        _ => breach.observed.clone(),
    }
}

/// Whom another place is about.
pub(super) fn about(spot: &Spot) -> String {
    let name = spot.name.as_deref().or(spot.code.as_deref());
    let body = Some(spot.body()).filter(|b| !b.is_empty());
    name.into_iter().chain(body).collect::<Vec<_>>().join(" / ")
}

/// The address of another place.
pub(super) fn address(spot: &Spot) -> Address<'_> {
    Address {
        file: &spot.file,
        sheet: spot.sheet.as_deref(),
        place: spot.place(),
    }
}

fn see(spot: &Spot) -> crate::model::Text {
    words::see_also(&format!("{} {}", spot.file, address(spot)), &about(spot))
}

fn subject(finding: &Finding<'_>) -> String {
    let subject = finding.subject;
    let name = subject.catalog_name.or(subject.catalog_code);
    let parts = [name, subject.item, subject.provider];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
}
