//! Arguments in, exit code out; one file a command. Does nothing that a user of the library could not do.

mod annotate;
mod args;
mod baseline;
mod check;
mod clock;
mod compare;
mod complete;
mod config;
mod coverage;
mod days;
mod departments;
mod diff;
mod explain;
mod fix;
mod held;
mod inputs;
mod interrupt;
mod jurisdictions;
mod law;
mod merge;
mod notices;
mod output;
mod pack;
mod packs;
mod page;
mod progress;
mod recheck;
mod reports;
mod reprieve;
mod rules;
mod schema;
mod since;
mod template;
mod told;
mod usage;
mod words;

pub use config::faults as configuration_faults;

use crate::model::{Lang, Text};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything named was audited; nothing at or above `--fail-on`.
    Clean = 0,
    /// Everything named was audited; findings at or above `--fail-on`.
    Findings = 1,
    /// Wrong arguments, configuration or pack: nothing was audited.
    Usage = 2,
    /// An input could not be read: not a verdict.
    Incomplete = 3,
}

/// Why a command could not be carried out, in the user's language, with the way out.
#[derive(Debug)]
pub struct Refusal {
    message: Text,
    help: Option<Text>,
}

impl Refusal {
    fn said(message: Text) -> anyhow::Error {
        anyhow::Error::new(Self { message, help: None })
    }

    fn advised(message: Text, help: Text) -> anyhow::Error {
        anyhow::Error::new(Self {
            message,
            help: Some(help),
        })
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Refusal {}

/// The program: parse, run, exit.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = args::lang(&arguments);
    explain_panics(lang);
    // The child that reads ends with its parent.
    if arguments
        .get(1)
        .is_none_or(|first| first != crate::ingest::READ_ARGUMENT)
    {
        interrupt::watch();
    }
    ExitCode::from(configured(arguments, lang) as u8)
}

/// What was typed, with what the environment and the configuration add, carried out.
fn configured(typed: Vec<OsString>, lang: Lang) -> Exit {
    let settled = match config::settle(typed, lang) {
        Ok(settled) => settled,
        Err(error) => return refuse(&error, lang),
    };
    let lang = args::lang(&settled.arguments);
    let parsed = args::command_for(&settled.arguments, lang).try_get_matches_from(&settled.arguments);
    match parsed.or_else(|_| args::command(lang).try_get_matches_from(&settled.arguments)) {
        Ok(matches) => run(&matches, &settled, lang),
        Err(error) => usage::explain(&error, &settled, lang),
    }
}

/// A panic that a guarded reader's caller catches is told as an error of its file; any other is ours, and says so.
fn explain_panics(lang: Lang) {
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::ingest::guarded() {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            say(&words::error(&words::defect(&place)), lang);
        }
    }));
}

fn run(matches: &clap::ArgMatches, settled: &config::Settled, lang: Lang) -> Exit {
    let is_quiet = |(_, m): (&str, &clap::ArgMatches)| matches!(m.try_get_one("quiet"), Ok(Some(&true)));
    if !matches.subcommand().is_some_and(is_quiet) {
        settled.notices().iter().for_each(|notice| say(notice, lang));
    }
    let done = match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, lang),
        Some(("baseline", matches)) => baseline::run(matches, lang),
        Some(("merge", matches)) => merge::run(matches, lang),
        Some(("fix", matches)) => fix::run(matches, lang),
        Some(("jurisdictions", matches)) => jurisdictions::run(matches, lang),
        Some(("rules", matches)) => rules::run(matches, lang),
        Some(("explain", matches)) => explain::run(matches, lang),
        Some(("compare", matches)) => compare::run(matches, lang),
        Some(("diff", matches)) => diff::run(matches, lang),
        Some(("recheck", matches)) => recheck::run(matches, lang),
        Some(("coverage", matches)) => coverage::run(matches, lang),
        Some(("law", matches)) => law::run(matches, lang),
        Some(("pack", matches)) => pack::run(matches, lang),
        Some(("notice-template", _)) => notices::print(lang),
        Some(("template", matches)) => template::run(matches, lang),
        Some(("days", matches)) => days::run(matches, lang),
        Some(("schema", matches)) => schema::run(matches),
        Some(("config", matches)) => match matches.subcommand() {
            Some(("show", matches)) => config::run(matches, settled, lang),
            _ => Ok(Exit::Usage),
        },
        Some(("completions", matches)) => complete::completions(matches, lang),
        Some(("man", matches)) => complete::man(matches, lang),
        Some(("__read", matches)) => check::read(matches),
        _ => Ok(Exit::Usage),
    };
    match done {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Clean,
        // What the configuration says wrong is told with its lines, all of it; that is worth more than the first of it.
        Err(error) => refuse(&settled.faults(lang).unwrap_or(error), lang),
    }
}

/// A reader that has seen enough closes the pipe; that is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

fn refuse(error: &anyhow::Error, lang: Lang) -> Exit {
    let (message, help) = match error.downcast_ref::<Refusal>() {
        Some(refusal) => (refusal.message.clone(), refusal.help.clone()),
        None => (words::failed(error), None),
    };
    say(&words::error(&message), lang);
    if let Some(help) = help {
        say(&words::help(&help), lang);
    }
    Exit::Usage
}

/// One line to standard error. A closed standard error is nobody's loss.
fn say(text: &Text, lang: Lang) {
    let _ = writeln!(io::stderr(), "{}", text.of(lang));
}
