//! `compare`: instruments side by side, differences first.

use super::{Exit, Refusal, check, packs, page, words};
use crate::law::{self, Level, Pack};
use crate::model::{Lang, Vocabulary};
use crate::report::inspect::Comparison;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = law::built_in(&Vocabulary::built_in());
    let chosen = chosen(&packs, &check::many(matches, "jurisdiction"))?;
    let page = page::page(matches, lang);
    let comparison = Comparison::new(&chosen, page);
    page::write(matches, |listing, out| comparison.write(listing, page, out))?;
    Ok(Exit::Clean)
}

/// The packs named, each once; every regional one that is law where none is named.
fn chosen<'p>(packs: &'p [Pack], names: &[String]) -> anyhow::Result<Vec<&'p Pack>> {
    if names.is_empty() {
        let regional = |p: &&Pack| p.instrument.level == Level::Regional && !p.instrument.draft;
        return Ok(packs.iter().filter(regional).collect());
    }
    let mut chosen: Vec<&Pack> = Vec::new();
    for name in names {
        let pack = packs::called(packs, name)?;
        if !chosen.iter().any(|p| p.instrument.id == pack.instrument.id) {
            chosen.push(pack);
        }
    }
    if chosen.len() < 2 {
        return Err(Refusal::advised(words::two_are_needed(), words::compare_like()));
    }
    Ok(chosen)
}
