//! `completions`, `man`: made from the arguments themselves.

use super::{Exit, Refusal, args, output, say, words};
use crate::law;
use crate::model::{Lang, Vocabulary};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use std::io;
use std::path::{Path, PathBuf};

const PROGRAM: &str = "dataaudit";

/// Prints the completions of a shell.
pub(super) fn completions(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let Some(&shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Ok(Exit::Usage);
    };
    let mut script = Vec::new();
    let packs = law::built_in(&Vocabulary::built_in());
    let ids: Vec<String> = packs.into_iter().map(|pack| pack.instrument.id).collect();
    let mut command = naming(args::command(lang), &ids);
    clap_complete::generate(shell, &mut command, PROGRAM, &mut script);
    output::to(None, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// The command with the jurisdictions there are wherever one is to be named.
fn naming(command: Command, ids: &[String]) -> Command {
    let named = |arg: Arg| {
        if arg.get_long() == Some("jurisdiction") {
            arg.value_parser(PossibleValuesParser::new(ids.to_vec()))
        } else {
            arg
        }
    };
    command
        .mut_args(named)
        .mut_subcommands(|command| naming(command, ids))
}

/// Writes a page of the manual for the program and each of its commands.
pub(super) fn man(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Ok(Exit::Usage);
    };
    let mut command = args::command(lang).name(PROGRAM);
    command.build();
    std::fs::create_dir_all(folder)
        .and_then(|()| pages(&command, folder))
        .map_err(|why| Refusal::advised(words::cannot_write(folder, &why), words::check_folder()))?;
    say(&words::written(folder), lang);
    Ok(Exit::Clean)
}

/// A page of a command and one of each below it, with the names of values where options are listed.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        pages(below, folder)?;
    }
    let man = clap_mangen::Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    let mut plain = Vec::new();
    man.render_synopsis_section(&mut plain)?;
    let [page, plain] = [page, plain].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    // The renderer lists options bare; the section stands in the page as it was made alone, but for what opens a page.
    let section = plain
        .find(".SH")
        .and_then(|at| plain.get(at..))
        .unwrap_or_default();
    let page = page.replacen(section, &valued(section, command), 1);
    std::fs::write(folder.join(man.get_filename()), page)
}

/// A synopsis with the name of the value after each option that takes one.
fn valued(section: &str, command: &Command) -> String {
    let mut text = section.to_owned();
    let takes = |arg: &&Arg| !arg.is_positional() && arg.get_action().takes_values();
    for arg in command.get_arguments().filter(takes) {
        let (Some(long), Some([value, ..])) = (arg.get_long(), arg.get_value_names()) else {
            continue;
        };
        let bare = format!("\\fB\\-\\-{}\\fR", long.replace('-', "\\-"));
        text = text.replace(&bare, &format!("{bare} \\fI{value}\\fR"));
    }
    text
}
