//! Which files `check` is over: what was typed, what a list holds, standard input; what was left out is said.

use super::{Refusal, say, words};
use crate::ingest::{
    Exclude, Gathered, Limit, Limits, Source, Stopped, Temporary, Wanted, is_no_list, listed,
};
use crate::model::Lang;
use clap::ArgMatches;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How many names a notice gives.
const NAMED: usize = 5;

/// Bytes of standard input copied at a time.
const BLOCK: usize = 128 << 10;

/// The inputs; standard input is laid by in a temporary file that goes with the returned guard.
pub(super) fn gather(
    matches: &ArgMatches,
    outputs: Vec<PathBuf>,
    lang: Lang,
) -> anyhow::Result<(Gathered, Option<Temporary>)> {
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
        let name = name.unwrap_or_default();
        match lay_by(&super::check::limits(matches)?)? {
            Ok(laid_by) => {
                gathered.add(Source::new(name, laid_by.path().to_owned()));
                stdin = Some(laid_by);
            }
            Err(too_large) => gathered.add(Source::refused(name, too_large)),
        }
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

/// Standard input in a temporary file; the inner error is that of the input.
fn lay_by(limits: &Limits) -> anyhow::Result<Result<Temporary, Stopped>> {
    let mut file = Temporary::new("").map_err(|why| not_laid_by(&why))?;
    let copied = copy_stdin(&mut file, limits)?;
    Ok(copied.map(|()| file))
}

/// Copies standard input to a temporary file; tells which of the two is at fault.
pub(super) fn copy_stdin(to: &mut impl Write, limits: &Limits) -> anyhow::Result<Result<(), Stopped>> {
    let mut stdin = io::stdin().lock();
    let mut block = vec![0; BLOCK];
    let mut copied = 0u64;
    loop {
        let read = match stdin.read(&mut block) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(|why| Refusal::said(words::cannot_read_stdin(&why)))?,
        };
        if read == 0 {
            return Ok(Ok(()));
        }
        copied += read as u64;
        if copied > limits.input {
            return Ok(Err(limits.beyond(Limit::Input, None)));
        }
        to.write_all(block.get(..read).unwrap_or_default())
            .map_err(|why| not_laid_by(&why))?;
    }
}

/// That the temporary folder would not take what a report is made of.
pub(super) fn not_kept(why: &io::Error) -> anyhow::Error {
    let folder = std::env::temp_dir();
    Refusal::advised(words::cannot_keep(&folder, why), words::other_temporary_folder())
}

/// That the temporary folder would not take it.
pub(super) fn not_laid_by(why: &io::Error) -> anyhow::Error {
    let folder = std::env::temp_dir();
    Refusal::advised(
        words::cannot_lay_by(&folder, why),
        words::other_temporary_folder(),
    )
}
