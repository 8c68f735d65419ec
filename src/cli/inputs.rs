//! Which files `check` is over: what was typed, what a list holds, standard input; what was left out is said.

use super::{Refusal, say, words};
use crate::ingest::{Exclude, Gathered, Source, Wanted, is_no_list, listed};
use crate::model::Lang;
use clap::ArgMatches;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How many names a notice gives.
const NAMED: usize = 5;

/// The inputs; standard input is laid by in a temporary file that goes with the returned guard.
pub(super) fn gather(
    matches: &ArgMatches,
    outputs: Vec<PathBuf>,
    lang: Lang,
) -> anyhow::Result<(Gathered, Option<tempfile::TempPath>)> {
    let typed = matches.get_many::<PathBuf>("path").into_iter().flatten();
    let (dashes, mut paths): (Vec<_>, Vec<_>) = typed.cloned().partition(|p| p == Path::new("-"));
    let list = matches.get_one::<PathBuf>("files-from").map(PathBuf::as_path);
    if let Some(list) = list {
        if list == Path::new("-") && !dashes.is_empty() {
            return Err(Refusal::said(words::stdin_twice()));
        }
        paths.extend(read_list(list)?);
    }
    let nothing_listed = paths.is_empty() && dashes.is_empty();
    let patterns = super::check::many(matches, "exclude");
    let exclude = Exclude::new(&patterns).map_err(|wrong| Refusal::said(words::not_a_pattern(&wrong.0)))?;
    let mut gathered = Gathered::of(&Wanted {
        paths,
        exclude,
        outputs,
        lists: lists(matches),
        may_be_empty: matches!(matches.try_get_one("allow-empty"), Ok(Some(&true))),
    });
    if let (Some(list), true) = (list, nothing_listed) {
        gathered.add(Source::refused(list.display().to_string(), words::empty_list()));
    }
    let mut stdin = None;
    if !dashes.is_empty() {
        let name = matches.get_one::<String>("stdin-name").cloned();
        let laid_by = lay_by().map_err(|why| Refusal::said(words::cannot_read_stdin(&why)))?;
        gathered.add(Source::new(name.unwrap_or_default(), laid_by.to_path_buf()));
        stdin = Some(laid_by);
    }
    let left_out = &gathered.passed_over;
    if !left_out.is_empty() && !matches.get_flag("quiet") {
        let named: Vec<_> = left_out.iter().take(NAMED).collect();
        say(&words::left_out(left_out.len(), &named), lang);
    }
    Ok((gathered, stdin))
}

/// What an audit is told beside its catalogs.
fn lists(matches: &ArgMatches) -> Vec<PathBuf> {
    let ids = ["waivers", "baseline", "aliases", "calendar"];
    ids.iter().flat_map(|id| super::diff::many(matches, id)).collect()
}

/// The paths that a list names.
pub(super) fn read_list(list: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    let read = if list == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|why| Refusal::said(words::cannot_read_list(list, &why)))?;
    if is_no_list(&bytes) {
        return Err(Refusal::advised(
            words::no_list_of_files(list),
            words::one_path_a_line(),
        ));
    }
    Ok(listed(&bytes))
}

fn lay_by() -> io::Result<tempfile::TempPath> {
    let mut file = tempfile::NamedTempFile::new()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(file.into_temp_path())
}
