//! `explain`: says what a requirement asks, why, and what to do.

use super::{Exit, Refusal, check, page, words};
use crate::law;
use crate::model::{Lang, Vocabulary};
use crate::report::inspect::Explanation;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let vocabulary = Vocabulary::built_in();
    let packs = law::built_in(&vocabulary);
    let id = matches
        .get_one::<String>("requirement")
        .map_or("", String::as_str);
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let found = law::find_requirement(&packs, id).map_err(|near| {
        let help = near.map_or_else(words::list_requirements, words::did_you_mean);
        Refusal::advised(words::unknown_requirement(id), help)
    })?;
    let page = page::page(matches, lang);
    let explanation = Explanation::new(&packs, found, &vocabulary, as_of, page);
    page::write(matches, |listing, out| explanation.write(listing, page, out))?;
    Ok(Exit::Clean)
}
