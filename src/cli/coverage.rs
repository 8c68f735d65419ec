//! `coverage`: what becomes of every article of an instrument.

use super::{Exit, Refusal, packs, page, words};
use crate::law;
use crate::model::{Lang, Vocabulary};
use crate::report::inspect::Coverage;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = law::built_in(&Vocabulary::built_in());
    let name = matches
        .get_one::<String>("jurisdiction")
        .map_or("", String::as_str);
    let pack = packs::called(&packs, name)?;
    let outline = law::built_in_outline(&pack.instrument.id).and_then(Result::ok);
    let outline = outline.ok_or_else(|| Refusal::said(words::no_outline()))?;
    let page = page::page(matches, lang);
    let coverage = Coverage::new(pack, &outline, page);
    page::write(matches, |listing, out| coverage.write(listing, page, out))?;
    Ok(Exit::Clean)
}
