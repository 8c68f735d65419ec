//! `diff`: what became of the findings of earlier reports.

use super::departments::aliases;
use super::{Exit, Refusal, check, page, since, words};
use crate::ingest::{Reader, Reading};
use crate::model::{Lang, Severity, Vocabulary};
use crate::report::diff::{Renamed, Snapshot, Unusable, compare};
use clap::ArgMatches;
use std::io::BufReader;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let paths: Vec<PathBuf> = many(matches, "report");
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let lists = many(matches, "aliases");
    super::output::not_over(target, &[paths.clone(), lists].concat())?;
    let reading = Reading {
        reader: Some(Reader::this_program()?),
        ..Reading::default()
    };
    let aliases = aliases(matches, &Vocabulary::built_in(), &reading, lang)?;
    let called = |name: &str| since::called(&aliases, name);
    let renamed = renamed(matches)?;
    let reports = paths.iter().map(|path| read(path));
    let reports = reports.collect::<anyhow::Result<Vec<_>>>()?;
    let compared = compare(&reports, &renamed, &called).map_err(refused)?;
    let page = page::page(matches, lang);
    page::write(matches, |listing, out| compared.write(listing, page, out))?;
    let level = match matches.get_one::<String>("fail-on").map(String::as_str) {
        Some("never") => None,
        Some("warning") => Some(Severity::Warning),
        Some("info") => Some(Severity::Info),
        _ => Some(Severity::Error),
    };
    let reached = level.is_some_and(|level| compared.reaches(level));
    Ok(if reached { Exit::Findings } else { Exit::Clean })
}

/// Which files go by another name now.
pub(super) fn renamed(matches: &ArgMatches) -> anyhow::Result<Vec<Renamed>> {
    let one = |pair: String| match pair.split_once('=') {
        Some((old, new)) => Ok(Renamed {
            old: old.to_owned(),
            new: new.to_owned(),
        }),
        None => Err(Refusal::advised(
            words::bad_pair("--renamed", &pair),
            words::pair_like("--renamed 旧目录.xlsx=新目录.xlsx"),
        )),
    };
    check::many(matches, "renamed").into_iter().map(one).collect()
}

/// The paths given under an id, none where a command has no such argument.
pub(super) fn many(matches: &ArgMatches, id: &str) -> Vec<PathBuf> {
    let given = matches.try_get_many::<PathBuf>(id).ok().flatten();
    given.into_iter().flatten().cloned().collect()
}

/// A report of an earlier run.
pub(super) fn read(path: &Path) -> anyhow::Result<Snapshot> {
    let file =
        std::fs::File::open(path).map_err(|why| Refusal::said(words::cannot_read_report(path, &why)))?;
    Snapshot::read(&path.display().to_string(), BufReader::new(file)).map_err(refused)
}

pub(super) fn refused(why: Unusable) -> anyhow::Error {
    Refusal::advised(why.message, why.help)
}
