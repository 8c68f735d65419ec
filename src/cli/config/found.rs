//! Where the configuration lies: named, or found upwards from what is to be audited. What has its name and is no file is
//! an error, never passed over.

use super::NAME;
use crate::cli::{Refusal, inputs, words};
use clap::ArgMatches;
use std::path::{Component, Path, PathBuf};

/// The file named, or the one found upwards from the inputs, of which a list may be named elsewhere than typed.
pub(super) fn found(matches: &ArgMatches, listed: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
    if let Ok(Some(named)) = matches.try_get_one::<PathBuf>("config") {
        return Ok(Some(named.clone()));
    }
    let typed = matches.try_get_one::<PathBuf>("files-from").ok().flatten();
    let list = typed.map(PathBuf::as_path).or(listed);
    // A pipe is read once, by the audit itself.
    let listed = list.filter(|list| list.is_file()).map(inputs::read_list);
    let listed = listed.transpose()?.unwrap_or_default();
    let typed = matches.try_get_many::<PathBuf>("path").ok().flatten();
    let inputs = typed.into_iter().flatten().chain(&listed);
    let mut starts: Vec<PathBuf> = inputs.map(|path| folder_of(path)).collect();
    if starts.is_empty() {
        starts.push(PathBuf::from("."));
    }
    starts.sort();
    starts.dedup();
    let found = starts.iter().map(|start| above(start));
    let mut found: Vec<PathBuf> = found.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        [one, other, ..] => Err(Refusal::advised(
            words::two_configurations(one, other),
            words::name_the_configuration(),
        )),
    }
}

/// Where the search begins: the folder itself, that of a file, or that before the first sign of a pattern.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    let plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    // What is there is no pattern, whatever its name looks like.
    let above: PathBuf = if path.exists() {
        path.to_owned()
    } else {
        path.components().take_while(plain).collect()
    };
    match above.parent() {
        _ if above.is_dir() => above,
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn above(start: &Path) -> anyhow::Result<Option<PathBuf>> {
    let Ok(start) = start.canonicalize() else {
        return Ok(None);
    };
    let mut all = start.ancestors().map(|folder| folder.join(NAME));
    let Some(file) = all.find(|file| file.symlink_metadata().is_ok()) else {
        return Ok(None);
    };
    // Named as short as can be, for messages.
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let near = here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned));
    let file = near.unwrap_or(file);
    if file.is_file() {
        return Ok(Some(file));
    }
    Err(Refusal::advised(
        words::configuration_is_no_file(&file),
        words::check_the_configuration(),
    ))
}
