//! `schema`: prints the JSON Schema of what the program writes, and of what it reads from those who write packs.

use super::{Exit, output};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches) -> anyhow::Result<Exit> {
    let schema = match matches.get_one::<String>("what").map(String::as_str) {
        Some("pack") => crate::law::PACK_SCHEMA,
        _ => crate::report::SCHEMA,
    };
    output::to(None, |out| out.write_all(schema.as_bytes()))?;
    Ok(Exit::Clean)
}
