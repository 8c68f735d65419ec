//! `template`: a blank workbook to be filled in for the instruments chosen.

use super::packs::{self, Packs};
use super::{Exit, Refusal, check, output, say, words};
use crate::law::Pack;
use crate::model::{Lang, nearest, table_kinds, table_name};
use crate::report::{Form, kinds_asked};
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The kind of table where none is asked for.
const CATALOG: &str = "catalog";

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let quiet = matches.get_flag("quiet");
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let (packs, vocabulary) = packs::all(matches, lang, quiet)?;
    let names: Vec<String> = matches
        .get_many("jurisdiction")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let chosen = packs.choose(&names)?;
    let kind = kind(matches.get_one::<String>("kind").map(String::as_str), &packs)?;
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let read: Vec<PathBuf> = matches.get_many("pack").into_iter().flatten().cloned().collect();
    allowed(target, &read, matches.get_flag("force"))?;
    let Some(form) = Form::new(&chosen, &packs.all, &kind, &vocabulary, (lang, as_of)) else {
        return Err(unasked(&chosen, &kind));
    };
    output::to(target, |out| form.write(out))?;
    if !quiet {
        for notice in &form.notices {
            say(&words::template_notice(notice), lang);
        }
        if let Some(path) = target {
            say(&words::template_written(path), lang);
        }
    }
    Ok(Exit::Clean)
}

/// The kind of table of an id or a Chinese name, of all there are; a catalog where none is named.
fn kind(name: Option<&str>, packs: &Packs) -> anyhow::Result<String> {
    let Some(name) = name.map(str::trim) else {
        return Ok(CATALOG.to_owned());
    };
    let all: Vec<&Pack> = packs.all.iter().collect();
    let mut known: Vec<&str> = kinds_asked(&all);
    known.extend(
        table_kinds()
            .iter()
            .filter(|k| !k.names.is_empty())
            .map(|k| k.id.as_str()),
    );
    let mut seen = BTreeSet::new();
    known.retain(|id| *id != "meta" && seen.insert(*id));
    let names: Vec<String> = known.iter().map(|id| table_name(id).zh).collect();
    let called = |(id, zh): &(&&str, &String)| **id == name || *zh == name;
    if let Some((id, _)) = known.iter().zip(&names).find(called) {
        return Ok((*id).to_owned());
    }
    let spellings = known.iter().copied().chain(names.iter().map(String::as_str));
    let help = match nearest(name, spellings) {
        Some(meant) => words::did_you_mean(meant),
        None => words::known_kinds(&listed(&known)),
    };
    Err(Refusal::advised(words::unknown_kind(name), help))
}

/// No instrument chosen asks about such a table.
fn unasked(chosen: &[&Pack], kind: &str) -> anyhow::Error {
    let kinds: Vec<&str> = kinds_asked(chosen)
        .into_iter()
        .filter(|id| *id != "meta")
        .collect();
    Refusal::advised(
        words::kind_unasked(&table_name(kind)),
        words::kinds_asked(&listed(&kinds)),
    )
}

fn listed(kinds: &[&str]) -> String {
    let both: Vec<String> = kinds
        .iter()
        .map(|id| format!("{id} {}", table_name(id).zh))
        .collect();
    both.join("、")
}

/// Refuses to write over what was read, over what may have been filled in, under the name of another format, and to a terminal.
fn allowed(target: Option<&Path>, read: &[PathBuf], force: bool) -> anyhow::Result<()> {
    output::not_over(target, read)?;
    match target {
        None if io::stdout().is_terminal() => Err(Refusal::advised(
            words::not_for_a_terminal(),
            words::name_a_file(),
        )),
        Some(path) if output::extension(path).is_some_and(|end| end != "xlsx") => Err(Refusal::advised(
            words::template_is_xlsx(path),
            words::name_it_xlsx(),
        )),
        Some(path) if path.is_file() && !force => Err(Refusal::advised(
            words::would_overwrite(path),
            words::overwrite_it(),
        )),
        _ => Ok(()),
    }
}
