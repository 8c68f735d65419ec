//! `schema`: prints the JSON Schema of what the program writes.

use super::{Exit, output};
use clap::ArgMatches;

pub(super) fn run(_: &ArgMatches) -> anyhow::Result<Exit> {
    output::to(None, |out| out.write_all(crate::report::SCHEMA.as_bytes()))?;
    Ok(Exit::Clean)
}
