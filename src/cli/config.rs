//! `dataaudit.toml` and `DATAAUDIT_*`: what is not typed comes from the environment, then from the file. Both are turned
//! into arguments, so that everything after knows only a command line.

mod file;
mod found;
mod keys;
mod meaning;
mod oppose;
mod schema;
mod show;

pub(super) use schema::schema;
pub(super) use show::run;

use super::{Refusal, args, words};
use crate::audit::Waiver;
use crate::model::{Fault, Lang, Text};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use file::File;
use keys::{Key, Takes};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What the file is called.
pub(super) const NAME: &str = "dataaudit.toml";
/// What every variable begins with.
const PREFIX: &str = "DATAAUDIT_";
/// The variable that names a list of inputs.
const FILES_FROM: &str = "DATAAUDIT_FILES_FROM";
/// Commands that are configured, as they are typed, with what of the configuration concerns them.
const COMMANDS: &[(&[&str], Concerns)] = &[
    (&["check"], Concerns::All),
    (&["merge"], Concerns::All),
    (&["config", "show"], Concerns::All),
    (&["baseline", "write"], Concerns::Reading),
    (&["baseline", "prune"], Concerns::Reading),
    (&["recheck"], Concerns::Reading),
    (&["template"], Concerns::Only(&["jurisdiction", "as-of", "pack"])),
    (
        &["fix"],
        Concerns::Only(&[
            "kind",
            "sheet",
            "header-row",
            "map",
            "code",
            "encoding",
            "limit",
            "pack",
        ]),
    ),
];

/// Options whose values are of the report of `check`, not of what another command writes.
const OF_REPORTS: &[&str] = &["output", "force"];

/// What of a configuration concerns a command that has the option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Concerns {
    All,
    /// What shapes an audit, not where its report goes.
    Reading,
    Only(&'static [&'static str]),
}

impl Concerns {
    fn has(self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Reading => !OF_REPORTS.contains(&id),
            Self::Only(ids) => ids.contains(&id),
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Typed,
    Variable(String),
    /// File and line.
    File(PathBuf, usize),
    Default,
}

/// A command line with what was left to the environment and the file, and what it was made of.
#[derive(Debug)]
pub(super) struct Settled {
    /// To be read as if it had been typed.
    pub(super) arguments: Vec<OsString>,
    /// Arguments added for each key, with where they come from.
    added: Vec<(String, Origin, Vec<OsString>)>,
    /// The file that was read.
    file: Option<File>,
    /// The waivers that stand in the file, where the command takes any.
    waivers: Vec<Waiver>,
    /// Variables that look like ours and are not.
    strange: Vec<String>,
}

/// Adds what was not typed. Every fault of the file is under its line.
pub(super) fn settle(typed: Vec<OsString>, lang: Lang) -> anyhow::Result<Settled> {
    let mut settled = Settled {
        arguments: typed,
        added: Vec::new(),
        file: None,
        waivers: Vec::new(),
        strange: Vec::new(),
    };
    let Some(typed) = command_of(&settled.arguments, lang) else {
        return Ok(settled);
    };
    let Typed { matches, at, .. } = &typed;
    if flag(matches, "isolated") {
        return Ok(settled);
    }
    let keys = keys::all(lang);
    let is_typed = |key: &Key| {
        matches.try_contains_id(&key.arg).unwrap_or(false)
            && matches.value_source(&key.arg) == Some(ValueSource::CommandLine)
    };
    let (variables, strange) = variables(&keys, std::env::vars_os())?;
    settled.strange = strange;
    let own = matches!(matches.try_get_raw("pack"), Ok(Some(_)))
        || variables.iter().any(|(name, _)| *name == format!("{PREFIX}PACK"));
    let listed = variables.iter().find(|(name, _)| name == FILES_FROM);
    let file = found::found(matches, listed.map(|(_, value)| Path::new(value)))?
        .map(|path| File::read(&path, &keys, own, lang))
        .transpose()?;
    if let Some(file) = &file {
        oppose::sound(file, &keys)?;
    }
    let is_settled = |key: &Key| is_typed(key) || oppose::opposite(key, &keys).is_some_and(is_typed);
    for key in keys.iter().filter(|key| typed.takes(key) && !is_settled(key)) {
        if let Some((name, value)) = variables.iter().find(|(name, _)| *name == key.variable()) {
            let arguments = key.of_variable(value).ok_or_else(|| {
                Refusal::advised(words::bad_variable(name, value), words::variable_like(&key.id))
            })?;
            settled
                .added
                .push((key.id.clone(), Origin::Variable(name.clone()), arguments));
        } else if let Some(file) = &file
            && let Some((line, arguments)) = file.arguments(&key.id)
        {
            let origin = Origin::File(file.path.clone(), line);
            settled.added.push((key.id.clone(), origin, arguments.to_vec()));
        }
    }
    oppose::settle(&mut settled.added, &keys)?;
    let added = settled.added.iter().flat_map(|(_, _, a)| a.iter().cloned());
    let mut added: Vec<OsString> = added.collect();
    if let Some(file) = &file
        && matches!(matches.try_get_raw("config"), Ok(None))
    {
        // The command knows the file that it is configured by, and writes no report over it.
        let mut named = OsString::from("--config=");
        named.push(&file.path);
        added.push(named);
    }
    if let Some(file) = file {
        let takes_waivers = keys.iter().any(|key| key.id == keys::WAIVERS && typed.takes(key));
        settled.waivers = file.waivers.iter().filter(|_| takes_waivers).cloned().collect();
        settled.file = Some(file);
    }
    settled.arguments.splice(*at..*at, added);
    Ok(settled)
}

/// Everything that is wrong with a configuration of this text, in its order; nothing where it is sound.
pub fn faults(path: &Path, text: &str) -> Vec<Fault> {
    File::faults(path, text, &keys::all(Lang::default()))
}

impl Settled {
    /// The waivers of the file, where they hold; typed or in the environment, `--waivers` takes their place.
    fn waivers_held(&self) -> &[Waiver] {
        let held = |(id, origin, _): &(String, Origin, Vec<OsString>)| {
            id == keys::WAIVERS && matches!(origin, Origin::File(..))
        };
        if self.added.iter().any(held) {
            &self.waivers
        } else {
            &[]
        }
    }

    /// That waivers of the file do not hold this time.
    fn waivers_passed_over(&self) -> Option<Text> {
        let idle = self.waivers.len() - self.waivers_held().len();
        let file = self.file.as_ref().filter(|_| idle > 0)?;
        Some(words::waivers_passed_over(&file.path, idle))
    }

    /// What is worth a word before anything is done.
    pub(super) fn notices(&self) -> Vec<Text> {
        let used = self.file.as_ref().filter(|_| {
            let of_file =
                |(_, origin, _): &&(String, Origin, Vec<OsString>)| matches!(origin, Origin::File(..));
            self.added.iter().find(of_file).is_some()
        });
        let strange = self.strange.iter().map(|name| words::strange_variable(name));
        used.map(|file| words::configured_by(&file.path))
            .into_iter()
            .chain(self.waivers_passed_over())
            .chain(strange)
            .collect()
    }

    /// Every value of the file that will not do, under its line, where a command was refused; the refusal that says so.
    pub(super) fn faults(&self, lang: Lang) -> Option<anyhow::Error> {
        let used = |id: &str| {
            let of_file = |(key, origin, _): &(String, Origin, Vec<OsString>)| {
                key == id && matches!(origin, Origin::File(..))
            };
            self.added.iter().any(of_file)
        };
        let file = self.file.as_ref()?;
        file.refuse(Vec::new(), used, lang)
    }

    /// Where an argument that clap refuses comes from, if not from what was typed: `--fail-on <LEVEL>`.
    pub(super) fn origin(&self, argument: &str) -> Option<Text> {
        let id = argument.trim_start_matches('-').split([' ', '=']).next()?;
        let (_, origin, _) = self.added.iter().find(|(key, ..)| key == id)?;
        Some(origin.text())
    }
}

impl Origin {
    fn text(&self) -> Text {
        match self {
            Self::Typed => words::from_command_line(),
            Self::Variable(name) => words::from_variable(name),
            Self::File(path, line) => words::from_file(path, *line),
            Self::Default => words::from_default(),
        }
    }
}

/// What was typed, so far as it can be understood.
struct Typed {
    matches: ArgMatches,
    /// Where the arguments of the command begin.
    at: usize,
    command: Command,
    concerns: Concerns,
}

impl Typed {
    /// Whether the command has the option, and the configuration is meant for it.
    fn takes(&self, key: &Key) -> bool {
        // Advice draws on findings; without it there is nothing to judge by.
        let of_advice =
            ["jurisdiction", "as-of"].contains(&key.id.as_str()) && flag(&self.matches, "suggest");
        let mut arguments = self.command.get_arguments();
        let known = arguments.any(|arg| arg.get_long() == Some(key.id.as_str()));
        known && (self.concerns.has(&key.id) || of_advice)
    }
}

/// What was typed; `None` where the command takes no configuration, or help is asked for.
fn command_of(arguments: &[OsString], lang: Lang) -> Option<Typed> {
    let lenient = args::command_for(arguments, lang)
        .mut_subcommands(|command| {
            let inner = |command: Command| command.ignore_errors(true);
            command.ignore_errors(true).mut_subcommands(inner)
        })
        .ignore_errors(true);
    let matches = lenient.clone().try_get_matches_from(arguments).ok()?;
    COMMANDS.iter().find_map(|(path, concerns)| {
        let (mut inside, mut at, mut command) = (matches.clone(), 0, &lenient);
        for name in *path {
            let (found, below) = inside.remove_subcommand()?;
            if found != *name {
                return None;
            }
            let later = arguments.iter().skip(at + 1);
            at += 1 + later.take_while(|a| a.as_os_str() != OsStr::new(name)).count();
            inside = below;
            command = command.find_subcommand(name)?;
        }
        Some(Typed {
            matches: inside,
            at: at + 1,
            command: command.clone(),
            concerns: *concerns,
        })
    })
}

fn flag(matches: &ArgMatches, id: &str) -> bool {
    matches!(matches.try_get_one::<bool>(id), Ok(Some(true)))
}

/// Variables of ours with their values, and those that only look like ours.
type Variables = (Vec<(String, String)>, Vec<String>);

/// Tells the two apart; what is no text is an error, never passed over.
fn variables(keys: &[Key], all: impl Iterator<Item = (OsString, OsString)>) -> anyhow::Result<Variables> {
    let (mut known, mut strange) = (Vec::new(), Vec::new());
    for (name, value) in all {
        let name = name.to_string_lossy().into_owned();
        if !name.starts_with(PREFIX) {
            continue;
        }
        let Some(key) = keys.iter().find(|key| key.variable() == name) else {
            strange.push(name);
            continue;
        };
        let Ok(value) = value.into_string() else {
            return Err(Refusal::advised(
                words::variable_no_text(&name),
                words::variable_in_utf8(),
            ));
        };
        // A switch with nothing in it says neither yes nor no.
        if key.takes != Takes::Nothing || !value.trim().is_empty() {
            known.push((name, value));
        }
    }
    strange.sort();
    Ok((known, strange))
}
