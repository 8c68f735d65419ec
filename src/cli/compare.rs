//! `compare`: instruments side by side, differences first.

use super::packs::{self, Packs};
use super::{Exit, Refusal, check, page, words};
use crate::law::{Level, Pack};
use crate::model::Lang;
use crate::report::inspect::Comparison;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let (packs, _) = packs::all(matches, lang, false)?;
    let chosen = chosen(
        &packs,
        &[
            check::many(matches, "instruments"),
            check::many(matches, "jurisdiction"),
        ]
        .concat(),
    )?;
    let page = page::page(matches, lang);
    let comparison = Comparison::new(&chosen, page);
    page::write(matches, |listing, out| comparison.write(listing, page, out))?;
    Ok(Exit::Clean)
}

/// The packs named, each once, then the user's own; every regional one that is law where none is named.
fn chosen<'p>(packs: &'p Packs, names: &[String]) -> anyhow::Result<Vec<&'p Pack>> {
    if names.is_empty() {
        let regional = |p: &Pack| p.instrument.level == Level::Regional && !p.instrument.draft;
        let chosen = packs.all.iter().filter(|p| packs.is_own(p) || regional(p));
        return Ok(chosen.collect());
    }
    let mut chosen: Vec<&Pack> = Vec::new();
    let asked = names.iter().map(|name| packs.called(name));
    for pack in asked.chain(packs.own().iter().map(Ok)) {
        let pack = pack?;
        if !chosen.iter().any(|p| p.instrument.id == pack.instrument.id) {
            chosen.push(pack);
        }
    }
    if chosen.len() < 2 {
        return Err(Refusal::advised(words::two_are_needed(), words::compare_like()));
    }
    Ok(chosen)
}
