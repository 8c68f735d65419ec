//! What waivers and a baseline came to, every entry of it. Only shapes.

use crate::audit::{By, Fate, Held, Outcome, Stale, Unaudited, Upshot, Used, Waived};
use crate::model::Lang;
use chrono::NaiveDate;
use serde::Serialize;

/// Why a finding does not count.
#[derive(Serialize)]
pub(super) struct WaivedJson<'a> {
    by: By,
    reason: &'a str,
    expires: Option<NaiveDate>,
}

#[derive(Serialize)]
pub(super) struct ReprieveJson<'a> {
    waivers: Vec<ListJson<'a>>,
    baseline: Option<BaselineJson<'a>>,
}

/// A list of waivers by what became of them.
#[derive(Serialize)]
struct ListJson<'a> {
    file: &'a str,
    sha256: &'a str,
    used: Vec<WaiverJson<'a>>,
    unused: Vec<WaiverJson<'a>>,
    expired: Vec<WaiverJson<'a>>,
    not_yet: Vec<WaiverJson<'a>>,
    elsewhere: Vec<WaiverJson<'a>>,
}

#[derive(Serialize)]
struct WaiverJson<'a> {
    line: u32,
    requirement: &'a str,
    provider: &'a str,
    resource: &'a str,
    reason: &'a str,
    approver: &'a str,
    document: Option<&'a str>,
    approved: Option<NaiveDate>,
    expires: NaiveDate,
    findings: u64,
}

#[derive(Serialize)]
struct BaselineJson<'a> {
    file: &'a str,
    sha256: &'a str,
    known: u64,
    waived: u64,
    stale: Vec<StaleJson<'a>>,
    not_audited: Vec<UnauditedJson<'a>>,
    repacked: &'a [String],
}

#[derive(Serialize)]
struct StaleJson<'a> {
    fingerprint: &'a str,
    jurisdiction: &'a str,
    requirement: &'a str,
    provider: Option<&'a str>,
    resource: Option<&'a str>,
    item: Option<&'a str>,
    field: &'a str,
    known: u64,
    found: u64,
}

#[derive(Serialize)]
struct UnauditedJson<'a> {
    #[serde(flatten)]
    known: StaleJson<'a>,
    reason: &'a str,
}

pub(super) fn waived(waived: &Waived, lang: Lang) -> WaivedJson<'_> {
    WaivedJson {
        by: waived.by,
        reason: waived.reason.of(lang),
        expires: waived.expires,
    }
}

pub(super) fn reprieve<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> Option<ReprieveJson<'a>> {
    let upshot = outcome.reprieve.as_ref()?;
    let lists = upshot.lists.iter();
    Some(ReprieveJson {
        waivers: lists
            .map(|(file, sha256)| list(upshot, (file, sha256), lang))
            .collect(),
        baseline: upshot.baseline.as_ref().map(|held| baseline(held, lang)),
    })
}

fn list<'a>(upshot: &'a Upshot, (file, sha256): (&'a str, &'a str), lang: Lang) -> ListJson<'a> {
    let of = |fate| {
        let of = upshot.of(fate).filter(|used| used.file == file);
        of.map(|used| waiver(used, lang)).collect()
    };
    ListJson {
        file,
        sha256,
        used: of(Fate::Used),
        unused: of(Fate::Unused),
        expired: of(Fate::Expired),
        not_yet: of(Fate::NotYet),
        elsewhere: of(Fate::Elsewhere),
    }
}

fn waiver(used: &Used, lang: Lang) -> WaiverJson<'_> {
    let waiver = &used.waiver;
    WaiverJson {
        line: waiver.line,
        requirement: &waiver.requirement,
        provider: &waiver.provider,
        resource: &waiver.resource,
        reason: waiver.waived.reason.of(lang),
        approver: &waiver.approver,
        document: waiver.document.as_deref(),
        approved: waiver.approved,
        expires: waiver.expires,
        findings: used.findings,
    }
}

fn baseline(held: &Held, lang: Lang) -> BaselineJson<'_> {
    BaselineJson {
        file: &held.file,
        sha256: &held.sha256,
        known: held.known,
        waived: held.waived,
        stale: held.stale.iter().map(stale).collect(),
        not_audited: held.unaudited.iter().map(|one| unaudited(one, lang)).collect(),
        repacked: &held.repacked,
    }
}

fn unaudited(one: &Unaudited, lang: Lang) -> UnauditedJson<'_> {
    UnauditedJson {
        known: stale(&one.known),
        reason: one.why.of(lang),
    }
}

fn stale(stale: &Stale) -> StaleJson<'_> {
    let known = &stale.known;
    StaleJson {
        fingerprint: &stale.fingerprint,
        jurisdiction: &known.jurisdiction,
        requirement: &known.requirement,
        provider: known.provider.as_deref(),
        resource: known.resource.as_deref(),
        item: known.item.as_deref(),
        field: &known.field,
        known: known.count,
        found: stale.found,
    }
}
