//! What can be configured: every option of `check`, under its long name.

use super::PREFIX;
use crate::cli::args;
use crate::model::Lang;
use clap::{Arg, ArgAction};
use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

/// Options that say where configuration comes from, or ask for something else than an audit.
const NEVER: &[&str] = &["help", "version", "config", "isolated"];

/// The option that names lists of waivers.
pub(super) const WAIVERS: &str = "waivers";

/// The option that moves limits.
pub(super) const LIMIT: &str = "limit";

/// The one key that is no option: a waiver written in the file itself.
pub(super) const WAIVER: &str = "waiver";

/// How many values an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// None: it is there or not.
    Nothing,
    One,
    /// Several, by commas.
    Joined,
    /// One each time it is repeated.
    Many,
}

/// An option that can be configured.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Its long name.
    pub(super) id: String,
    /// What the command line knows it by.
    pub(super) arg: String,
    pub(super) help: String,
    pub(super) takes: Takes,
    /// It names a file or folder.
    pub(super) is_path: bool,
    /// The values it takes, where they are few.
    pub(super) values: Vec<String>,
    pub(super) default: Option<String>,
}

/// Every key, in the order of the help.
pub(super) fn all(lang: Lang) -> Vec<Key> {
    let command = args::command_for(&[OsString::from("check")], lang);
    let check = command.find_subcommand("check");
    let arguments = check.into_iter().flat_map(clap::Command::get_arguments);
    arguments.filter_map(Key::of).collect()
}

impl Key {
    fn of(arg: &Arg) -> Option<Self> {
        let id = arg
            .get_long()
            .filter(|id| !NEVER.contains(id) && !arg.is_hide_set())?;
        let parser = arg.get_value_parser();
        let takes = match arg.get_action() {
            ArgAction::SetTrue => Takes::Nothing,
            ArgAction::Append => Takes::Many,
            _ if arg.get_value_delimiter().is_some() => Takes::Joined,
            _ => Takes::One,
        };
        let values = arg.get_possible_values();
        let defaults = arg
            .get_default_values()
            .iter()
            .map(|v| v.to_string_lossy().into_owned());
        Some(Self {
            id: id.to_owned(),
            arg: arg.get_id().to_string(),
            help: arg.get_help().map(ToString::to_string).unwrap_or_default(),
            takes,
            is_path: parser.type_id() == TypeId::of::<PathBuf>(),
            values: values
                .iter()
                .filter(|_| takes != Takes::Nothing)
                .map(|v| v.get_name().to_owned())
                .collect(),
            default: defaults
                .reduce(|all, one| format!("{all},{one}"))
                .filter(|_| takes != Takes::Nothing),
        })
    }

    /// `DATAAUDIT_FAIL_ON`.
    pub(super) fn variable(&self) -> String {
        format!("{PREFIX}{}", self.id.to_ascii_uppercase().replace('-', "_"))
    }

    /// `--fail-on=warning`.
    pub(super) fn argument(&self, value: &str) -> OsString {
        format!("--{}={value}", self.id).into()
    }

    /// What a variable's value stands for; several values stand apart by `;`. `None` where a flag says neither yes nor no.
    pub(super) fn of_variable(&self, value: &str) -> Option<Vec<OsString>> {
        if self.takes == Takes::Nothing {
            return match value.trim() {
                "1" | "true" | "yes" | "是" => Some(vec![format!("--{}", self.id).into()]),
                "" | "0" | "false" | "no" | "否" => Some(Vec::new()),
                _ => None,
            };
        }
        if self.takes != Takes::Many {
            return Some(vec![self.argument(value)]);
        }
        let values = value.split(';').map(str::trim).filter(|v| !v.is_empty());
        Some(values.map(|v| self.argument(v)).collect())
    }
}
