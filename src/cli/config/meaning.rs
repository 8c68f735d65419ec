//! Whether what a configuration says can be meant: each value held against what the command line takes, against the fields
//! known and against the packs. Every fault is told, so that one look mends them all.

use super::file::Entry;
use super::keys::LIMIT;
use crate::cli::{Refusal, args, check, packs, usage, words};
use crate::law;
use crate::model::{Fault, Lang, Text, Vocabulary};
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::ops::Range;

/// Faults that take nothing but the command line and a calendar to see.
pub(super) fn plain(entries: &[Entry]) -> Vec<Fault> {
    let command = args::command_for(&[OsString::from("check")], Lang::Zh);
    let Some(command) = command.find_subcommand("check") else {
        return Vec::new();
    };
    let values = entries
        .iter()
        .flat_map(|entry| entry.values().map(move |value| (entry, value)));
    let of = values.filter_map(|(entry, (argument, value, span))| {
        let typed = [OsString::from("check"), argument.clone()];
        match command.clone().try_get_matches_from(typed) {
            Err(why) if is_about_the_value(why.kind()) => {
                let fault = Fault::new(span, usage::message(&why));
                Some(match usage::suggested(&why) {
                    Some(word) => fault.help(words::did_you_mean(&word)),
                    None => fault,
                })
            }
            _ if entry.id == "as-of" => check::as_of(Some(&value)).err().map(|why| fault(span, &why)),
            _ if entry.id == LIMIT => check::limit(&value).err().map(|why| fault(span, &why)),
            _ => None,
        }
    });
    of.collect()
}

fn is_about_the_value(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::InvalidValue | ErrorKind::ValueValidation)
}

/// Faults that take the fields and the packs to see, where there are none but those built in.
pub(super) fn deep<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<Fault> {
    let mut vocabulary = Vocabulary::built_in();
    let known = law::built_in(&vocabulary);
    let mut faults = Vec::new();
    for entry in entries {
        for (_, value, span) in entry.values() {
            let said = match entry.id.as_str() {
                "map" => check::map(&value, &vocabulary).err(),
                "code" => check::codes(&mut vocabulary, &[value]).err(),
                "severity" => packs::severity(&value, &known).err(),
                "jurisdiction" => {
                    let names = value.split(packs::SEPARATORS).map(str::trim);
                    let mut names = names.filter(|name| !name.is_empty());
                    names.find_map(|name| packs::called(&known, name).err())
                }
                _ => None,
            };
            faults.extend(said.map(|why| fault(span, &why)));
        }
    }
    faults
}

/// What a command would have been refused with, as a fault of the file.
fn fault(span: Range<usize>, why: &anyhow::Error) -> Fault {
    let Some(refusal) = why.downcast_ref::<Refusal>() else {
        return Fault::new(span, Text::same(why.to_string()));
    };
    let fault = Fault::new(span, refusal.message.clone());
    match &refusal.help {
        Some(help) => fault.help(help.clone()),
        None => fault,
    }
}
