//! `jurisdictions`: lists the instruments there are, built in or the user's own, as they stand on a day.

use super::{Exit, check, packs, page};
use crate::model::Lang;
use crate::report::inspect::Jurisdictions;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let (packs, _) = packs::all(matches, lang, false)?;
    let page = page::page(matches, lang);
    let list = Jurisdictions::new(&packs.all, as_of, page);
    page::write(matches, |listing, out| list.write(listing, page, out))?;
    Ok(Exit::Clean)
}
