//! `jurisdictions`: lists the instruments that are built in, as they stand on a day.

use super::{Exit, check, page};
use crate::law;
use crate::model::{Lang, Vocabulary};
use crate::report::inspect::Jurisdictions;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let page = page::page(matches, lang);
    let list = Jurisdictions::new(&law::built_in(&Vocabulary::built_in()), as_of, page);
    page::write(matches, |listing, out| list.write(listing, page, out))?;
    Ok(Exit::Clean)
}
