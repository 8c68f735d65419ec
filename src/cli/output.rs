//! Where reports go: standard output, or a file that appears whole or not at all.

use super::{Refusal, words};
use crate::ingest::{Temporary, is_report};
use crate::report::Links;
use clap::ArgMatches;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Calls `write` with the destination; a file is put in place only after it was written whole.
pub(super) fn to(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = path else {
        let mut out = BufWriter::new(io::stdout().lock());
        return write(&mut out)
            .and_then(|()| out.flush())
            .map_err(|why| not_printed(&why));
    };
    if is_special(path) {
        // A device or a pipe is written to, never replaced.
        let refused = |why: io::Error| Refusal::said(words::cannot_write(path, &why));
        let mut out = BufWriter::new(
            std::fs::OpenOptions::new()
                .write(true)
                .open(path)
                .map_err(refused)?,
        );
        write(&mut out).map_err(refused)?;
        return out.flush().map_err(refused);
    }
    let refused = |why: io::Error| Refusal::advised(words::cannot_write(path, &why), words::check_folder());
    // A link stays one: what it leads to is written.
    let target = path.canonicalize().ok().filter(|_| path.is_symlink());
    let path = target.as_deref().unwrap_or(path);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = BufWriter::new(Temporary::new_in(folder, "").map_err(refused)?);
    write(&mut file).map_err(refused)?;
    let file = file.into_inner().map_err(|e| refused(e.into_error()))?;
    file.file().sync_all().map_err(refused)?;
    share(&file);
    file.persist(path).map_err(refused)
}

/// That standard output would not take it; one that was closed on purpose keeps its own error.
pub(super) fn not_printed(why: &io::Error) -> anyhow::Error {
    if why.kind() == io::ErrorKind::BrokenPipe {
        return io::Error::from(why.kind()).into();
    }
    Refusal::said(words::cannot_write_stdout(why))
}

/// Standard output, for what goes out while the run goes on.
pub(super) fn standard() -> Box<dyn Write> {
    Box::new(BufWriter::new(io::stdout()))
}

/// Where a report will stand, seen from where the inputs are named; as if here, where that cannot be told.
pub(super) fn links(path: Option<&Path>) -> Links {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
    let real = |here: &Path| here.join(folder).canonicalize().ok();
    match here.ok().and_then(|here| Some((real(&here)?, here))) {
        Some((folder, here)) => Links::new(here, folder),
        None => Links::default(),
    }
}

/// Whether a path names something that is no plain file: a device, a pipe, a folder.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| !m.is_file())
}

/// A temporary file is private; a report is as readable as any other new file.
#[cfg(unix)]
fn share(file: &Temporary) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file
        .file()
        .set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn share(_: &Temporary) {}

/// Whether a path may be written over as a report: nothing stands there, or something that begins as reports do.
pub(super) fn is_ours(path: &Path) -> bool {
    if is_special(path) && !path.is_dir() {
        // Opening a pipe to look into it would wait for a writer, and be taken for the reader it waits for.
        return true;
    }
    !path.exists() || is_report(path)
}

/// Where a file stands or will stand, however its path is written.
pub(super) fn place(path: &Path) -> PathBuf {
    let whole = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    path.canonicalize()
        .ok()
        .or_else(whole)
        .unwrap_or_else(|| path.to_owned())
}

/// What the name of a file says that it is.
pub(super) fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether two paths are the same place.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// A folder to write to, made where it is not there; with something in it, it is refused unless forced.
pub(super) fn folder(folder: &Path, force: bool) -> anyhow::Result<()> {
    let refused = |why: io::Error| Refusal::advised(words::cannot_write(folder, &why), words::check_folder());
    let filled = match std::fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_some(),
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).map_err(refused)?;
            false
        }
        Err(why) => return Err(refused(why)),
    };
    if filled && !force {
        return Err(Refusal::advised(
            words::folder_not_empty(folder),
            words::use_force(),
        ));
    }
    Ok(())
}

/// The folders that files of their own names are written to.
pub(super) fn folders(matches: &ArgMatches) -> Vec<PathBuf> {
    let ids = ["output-dir", "annotate", "notice"];
    let asked = ids.map(|id| matches.try_get_one::<PathBuf>(id).ok().flatten().cloned());
    asked.into_iter().flatten().collect()
}

/// Refuses to write a report among the files of such a folder, one of which may have its name.
pub(super) fn not_among(output: Option<&Path>, folders: &[PathBuf]) -> anyhow::Result<()> {
    let Some(output) = output else { return Ok(()) };
    let above = output.parent().filter(|p| !p.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new(".")).canonicalize().ok();
    let real = |folder: &&PathBuf| above.is_some() && folder.canonicalize().ok() == above;
    match folders.iter().find(real) {
        Some(folder) => Err(Refusal::said(words::output_among_parts(output, folder))),
        None => Ok(()),
    }
}

/// The options that name what is read, beside what is audited.
const READ: &[&str] = &[
    "config",
    "pack",
    "aliases",
    "calendar",
    "departments",
    "previous",
    "previous-report",
    "files-from",
    "waivers",
    "baseline",
    "notice-template",
];

/// Every file that a command reads by its options.
pub(super) fn read_by(matches: &ArgMatches) -> Vec<PathBuf> {
    let named = |id: &&str| matches.try_get_many::<PathBuf>(id).ok().flatten();
    let named = READ.iter().filter_map(named).flatten();
    named.cloned().collect()
}

/// Refuses an output that is one of the inputs, under whatever name.
pub(super) fn not_over(output: Option<&Path>, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let Some(output) = output else { return Ok(()) };
    let real = |path: &Path| path.canonicalize().ok();
    match real(output) {
        Some(target) if inputs.iter().any(|input| real(input).as_deref() == Some(&target)) => {
            Err(Refusal::said(words::output_is_input(output)))
        }
        _ => Ok(()),
    }
}
