//! `coverage`: what becomes of every article of an instrument.

use super::{Exit, Refusal, packs, page, words};
use crate::model::Lang;
use crate::report::inspect::Coverage;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let (packs, _) = packs::all(matches, lang, false)?;
    let pack = packs.one(matches.get_one::<String>("jurisdiction").map(String::as_str))?;
    let outline = packs.outline(pack, lang)?.ok_or_else(|| {
        let id = &pack.instrument.id;
        Refusal::advised(words::no_outline_of(id), words::outline_is_made(id, &pack.file))
    })?;
    let page = page::page(matches, lang);
    let coverage = Coverage::new(pack, &outline, page);
    page::write(matches, |listing, out| coverage.write(listing, page, out))?;
    Ok(Exit::Clean)
}
