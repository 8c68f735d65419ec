//! `law`: the official texts of a user's own copy: prove citations, generate outlines.

use super::{Exit, Refusal, output, words};
use crate::law;
use crate::model::{Lang, Vocabulary};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("outline", matches)) => outline(matches, lang),
        Some(("verify", matches)) => verify(matches, lang),
        _ => Ok(Exit::Usage),
    }
}

fn text(folder: &Path, id: &str) -> anyhow::Result<String> {
    let path = folder.join(format!("{id}.txt"));
    std::fs::read_to_string(&path).map_err(|_| Refusal::new(words::no_text(&path)))
}

fn folder(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("texts").cloned().unwrap_or_default()
}

fn outline(_matches: &ArgMatches, _lang: Lang) -> anyhow::Result<Exit> {
    Ok(Exit::Usage)
}

fn verify(_matches: &ArgMatches, _lang: Lang) -> anyhow::Result<Exit> {
    Ok(Exit::Usage)
}
