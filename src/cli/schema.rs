//! `schema`: prints the JSON Schema of what the program writes, and of what it reads from those who write packs.

use super::{Exit, config, output};
use crate::report::inspect;
use clap::ArgMatches;

/// What is written or read, with its schema.
fn schemas() -> impl Iterator<Item = (&'static str, &'static str)> {
    let first = [
        ("report", crate::report::SCHEMA),
        ("pack", crate::law::PACK_SCHEMA),
        ("fix", crate::fix::SCHEMA),
    ];
    first.into_iter().chain(inspect::SCHEMAS.iter().copied())
}

/// What schemas there are of.
pub(super) fn names() -> Vec<&'static str> {
    schemas().map(|(name, _)| name).chain([CONFIG]).collect()
}

/// The one schema that is made from the options.
const CONFIG: &str = "config";

pub(super) fn run(matches: &ArgMatches) -> anyhow::Result<Exit> {
    let what = matches.get_one::<String>("what");
    if what.is_some_and(|w| w == CONFIG) {
        output::to(None, |out| out.write_all(config::schema().as_bytes()))?;
    }
    if let Some((_, schema)) = schemas().find(|(name, _)| what.is_some_and(|w| w == name)) {
        output::to(None, |out| out.write_all(schema.as_bytes()))?;
    }
    Ok(Exit::Clean)
}
