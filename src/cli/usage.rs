//! Mistakes on the command line, explained in the user's language; clap's own sentences are English only.

use super::config::Settled;
use super::{Exit, say, words};
use crate::model::{Lang, Text, nearest};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::{self, Write};

/// Prints help, version or what is wrong, and says how to exit.
pub(super) fn explain(error: &clap::Error, settled: &Settled, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(io::stdout(), "{}", error.render());
            Exit::Clean
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stderr(), "{}", error.render());
            Exit::Usage
        }
        _ => {
            let origin =
                string(error, ContextKind::InvalidArg).and_then(|argument| settled.origin(&argument));
            let message = match origin {
                Some(origin) => words::as_configured(&message(error), &origin),
                None => message(error),
            };
            say(&words::error(&message), lang);
            if let Some(word) = suggested(error) {
                say(&words::help(&words::did_you_mean(&word)), lang);
            }
            say(&words::see_help(), lang);
            Exit::Usage
        }
    }
}

/// What is wrong, in the user's language.
pub(super) fn message(error: &clap::Error) -> Text {
    let argument = string(error, ContextKind::InvalidArg).unwrap_or_default();
    let argument = name(&argument);
    let value = string(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => words::value_missing(&argument),
        ErrorKind::ValueValidation => words::no_number(&argument, &value),
        ErrorKind::InvalidValue => {
            words::bad_value(&argument, &value, &strings(error, ContextKind::ValidValue))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => words::unknown_argument(&argument),
        ErrorKind::UnknownArgument => words::one_too_many(&argument),
        ErrorKind::InvalidSubcommand => {
            words::unknown_command(&string(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::TooFewValues => {
            let number = |kind| match error.get(kind) {
                Some(ContextValue::Number(n)) => *n,
                _ => 0,
            };
            // Of `<REPORT> <REPORT>...` one tells what is meant.
            let one = argument.split(' ').next().unwrap_or_default();
            words::too_few_values(one, number(ContextKind::MinValues))
        }
        ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => words::value_missing(&argument),
        ErrorKind::TooManyValues => words::too_many_values(&argument),
        ErrorKind::ArgumentConflict => {
            let others: Vec<String> = strings(error, ContextKind::PriorArg)
                .iter()
                .map(|o| name(o))
                .collect();
            words::conflict(&argument, &others)
        }
        ErrorKind::MissingRequiredArgument => {
            words::argument_missing(&strings(error, ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => words::command_missing(),
        ErrorKind::InvalidUtf8 => words::not_utf8(),
        _ => Text::same(error.to_string()),
    }
}

/// Of `--severity <LEVEL>` the name is enough.
fn name(argument: &str) -> String {
    match argument.split_once(' ') {
        Some((option, _)) if option.starts_with('-') => option.to_owned(),
        _ => argument.to_owned(),
    }
}

/// What was meant, where it can be told.
pub(super) fn suggested(error: &clap::Error) -> Option<String> {
    if let Some(typed) = string(error, ContextKind::InvalidSubcommand) {
        let command = super::args::command(Lang::Zh);
        let shown = command.get_subcommands().filter(|c| !c.is_hide_set());
        return nearest(&typed, shown.map(clap::Command::get_name)).map(str::to_owned);
    }
    [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .find_map(|kind| strings(error, kind).into_iter().next())
}

fn string(error: &clap::Error, kind: ContextKind) -> Option<String> {
    strings(error, kind).into_iter().next()
}

fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        Some(ContextValue::StyledStr(one)) => vec![one.to_string()],
        _ => Vec::new(),
    }
}
