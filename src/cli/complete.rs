//! `completions`, `man`: made from the arguments themselves.

use super::{Exit, Refusal, args, output, say, words};
use crate::model::Lang;
use clap::ArgMatches;
use std::path::PathBuf;

const PROGRAM: &str = "dataaudit";

/// Prints the completions of a shell.
pub(super) fn completions(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let Some(&shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Ok(Exit::Usage);
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(lang), PROGRAM, &mut script);
    output::to(None, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// Writes a page of the manual for the program and each of its commands.
pub(super) fn man(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Ok(Exit::Usage);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(args::command(lang).name(PROGRAM), folder))
        .map_err(|why| Refusal::advised(words::cannot_write(folder, &why), words::check_folder()))?;
    say(&words::written(folder), lang);
    Ok(Exit::Clean)
}
