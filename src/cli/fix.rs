//! `fix`: untidy spellings put right, in a copy or in the file itself with a backup.

mod advice;
mod listing;

use super::{Exit, Refusal, check, inputs, output, packs, say, words};
use crate::fix::{Fault, Fix, Setting};
use crate::ingest::{Dictionaries, TemporaryFolder};
use crate::model::{Lang, Text, Vocabulary};
use clap::ArgMatches;
use listing::Listing;
use std::io;
use std::path::{Path, PathBuf};

/// What stands for standard input.
const DASH: &str = "-";

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let typed = matches
        .get_one::<PathBuf>("path")
        .map_or(Path::new(""), PathBuf::as_path);
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    allowed(matches, typed, target)?;
    let mut vocabulary = Vocabulary::built_in();
    let own = packs::sources(matches, &mut vocabulary)?;
    check::codes(&mut vocabulary, &check::many(matches, "code"))?;
    let reading = check::reading(matches, &vocabulary)?;
    let input = Input::of(matches, typed)?;
    let suggest = matches.get_flag("suggest");
    let advice = if suggest {
        let packs = packs::load(&own, &vocabulary, lang, matches.get_flag("quiet"))?;
        advice::advice(matches, &input.path, &packs, &vocabulary, reading.clone(), lang)?
    } else {
        Vec::new()
    };
    let dictionaries = match Dictionaries::new(&vocabulary, &reading.layout) {
        Ok(dictionaries) => dictionaries,
        Err(stopped) => return Err(Refusal::said(stopped.message)),
    };
    let separator = matches
        .get_one::<String>("separator")
        .and_then(|s| s.chars().next());
    let setting = Setting {
        vocabulary: &vocabulary,
        reading: &reading,
        dictionaries: &dictionaries,
        separator: separator.unwrap_or('、'),
    };
    let fix = match Fix::of(&input.path, setting) {
        Ok(fix) => fix,
        Err(fault) => return failed(&input.name, fault, lang),
    };
    named_alike(target, fix.format())?;
    let listing = Listing {
        file: input.name.display().to_string(),
        lang,
    };
    if !matches.get_flag("quiet") {
        listing.left(&fix);
    }
    if suggest {
        listing.suggestions(&fix, &advice)?;
    }
    if matches.get_flag("diff") {
        return differing(matches, &listing, &fix);
    }
    let quiet = matches.get_flag("quiet");
    let written = if matches.get_flag("in-place") {
        replace(&input.path, &fix, lang, quiet)
    } else if let Some(target) = target {
        copy(&input.path, target, &fix, lang, quiet)
    } else {
        Ok(Ok(()))
    };
    match written? {
        Ok(()) => Ok(Exit::Clean),
        Err(fault) => failed(&input.name, fault, lang),
    }
}

/// Shows what would be changed.
fn differing(matches: &ArgMatches, listing: &Listing, fix: &Fix<'_>) -> anyhow::Result<Exit> {
    if is_json(matches) {
        listing.object(fix)?;
    } else {
        listing.changes(fix)?;
    }
    Ok(if fix.changes().is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn is_json(matches: &ArgMatches) -> bool {
    matches
        .get_one::<String>("diff-format")
        .is_some_and(|f| f == "json")
}

/// Refuses what cannot be asked for, before anything is read.
fn allowed(matches: &ArgMatches, typed: &Path, target: Option<&Path>) -> anyhow::Result<()> {
    let [in_place, diff, suggest] = ["in-place", "diff", "suggest"].map(|id| matches.get_flag(id));
    if target.is_none() && !in_place && !diff && !suggest {
        return Err(Refusal::advised(words::say_where(), words::ways_to_fix()));
    }
    if suggest && is_json(matches) {
        return Err(Refusal::said(words::one_listing()));
    }
    if in_place && typed == Path::new(DASH) {
        return Err(Refusal::advised(
            words::no_place_for_stdin(),
            words::copy_instead(),
        ));
    }
    if in_place {
        writable(typed)?;
    }
    let Some(target) = target else { return Ok(()) };
    output::not_over(Some(target), &[typed.to_owned()])?;
    if target.exists() && !matches.get_flag("force") {
        return Err(Refusal::advised(
            words::fixed_there(target),
            words::force_or_other(),
        ));
    }
    writable(target)
}

/// Refuses a name that says another format than the copy has: `fix` keeps the format.
fn named_alike(target: Option<&Path>, format: &'static str) -> anyhow::Result<()> {
    const TEXTS: [&str; 4] = ["csv", "tsv", "txt", "tab"];
    const BOOKS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "et"];
    let Some((target, end)) = target.and_then(|t| Some((t, output::extension(t)?))) else {
        return Ok(());
    };
    let is = |ends: &[&str]| ends.contains(&end.as_str());
    let other = match format {
        "csv" => is(&BOOKS),
        book => (is(&BOOKS) || is(&TEXTS)) && end != book,
    };
    if other {
        return Err(Refusal::advised(
            words::other_extension(target, format),
            words::keep_extension(format),
        ));
    }
    Ok(())
}

/// Refuses a file that somebody made read-only: putting another in its place would go around that.
fn writable(path: &Path) -> anyhow::Result<()> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_file() && found.permissions().readonly() => {
            Err(Refusal::advised(words::read_only(path), words::unlock_or_copy()))
        }
        _ => Ok(()),
    }
}

/// The file to be fixed.
struct Input {
    path: PathBuf,
    /// What it is called in what is said of it.
    name: PathBuf,
    /// Where standard input was laid by.
    _folder: Option<TemporaryFolder>,
}

impl Input {
    fn of(matches: &ArgMatches, typed: &Path) -> anyhow::Result<Self> {
        if typed != Path::new(DASH) {
            return Ok(Self {
                path: typed.to_owned(),
                name: typed.to_owned(),
                _folder: None,
            });
        }
        let refused = |why: io::Error| inputs::not_laid_by(&why);
        let name = matches
            .get_one::<String>("stdin-name")
            .cloned()
            .unwrap_or_default();
        let name = PathBuf::from(name);
        let folder = TemporaryFolder::new().map_err(refused)?;
        // Names tell what a table is.
        let own = name.file_name().unwrap_or(std::ffi::OsStr::new("stdin"));
        let path = folder.path().join(own);
        let mut file = std::fs::File::create(&path).map_err(refused)?;
        if let Err(too_large) = inputs::copy_stdin(&mut file, &check::limits(matches)?)? {
            return Err(Refusal::said(too_large.message));
        }
        Ok(Self {
            path,
            name,
            _folder: Some(folder),
        })
    }
}

/// A file that cannot be read is told from one that cannot be changed.
fn failed(path: &Path, fault: Fault, lang: Lang) -> anyhow::Result<Exit> {
    match fault {
        Fault::Format(why) => Err(Refusal::advised(
            words::cannot_fix(path, &why),
            words::save_as_xlsx(),
        )),
        Fault::Refused(why) => Err(Refusal::said(words::cannot_fix(path, &why))),
        Fault::Io(why) => Err(Refusal::said(words::cannot_fix(
            path,
            &Text::same(why.to_string()),
        ))),
        Fault::Stopped(stopped) => {
            say(&words::error(&words::cannot_fix(path, &stopped.message)), lang);
            if let Some(help) = &stopped.help {
                say(&words::help(help), lang);
            }
            Ok(Exit::Incomplete)
        }
    }
}

/// The fixed file, in a folder of its own under the name of the original, since names tell what a table is.
fn made(path: &Path, fix: &Fix<'_>) -> Result<(TemporaryFolder, PathBuf), Fault> {
    let folder = TemporaryFolder::new()?;
    let to = folder.path().join(path.file_name().unwrap_or_default());
    fix.write(&to)?;
    Ok((folder, to))
}

type Written = anyhow::Result<Result<(), Fault>>;

fn pour(from: &Path, to: &Path) -> anyhow::Result<()> {
    output::to(Some(to), |out| {
        io::copy(&mut std::fs::File::open(from)?, out).map(drop)
    })
}

fn copy(path: &Path, target: &Path, fix: &Fix<'_>, lang: Lang, quiet: bool) -> Written {
    let changes = fix.changes().len();
    if changes == 0 {
        pour(path, target)?;
        if !quiet {
            say(&words::same_copy(target), lang);
        }
        return Ok(Ok(()));
    }
    let (_folder, made) = match made(path, fix) {
        Ok(made) => made,
        Err(fault) => return Ok(Err(fault)),
    };
    pour(&made, target)?;
    if !quiet {
        say(&words::fixed(changes, target), lang);
    }
    Ok(Ok(()))
}

fn replace(path: &Path, fix: &Fix<'_>, lang: Lang, quiet: bool) -> Written {
    let changes = fix.changes().len();
    if changes == 0 {
        if !quiet {
            say(&words::nothing_to_fix(path), lang);
        }
        return Ok(Ok(()));
    }
    // A link keeps leading to its file.
    let real = path.canonicalize()?;
    let mut name = real.as_os_str().to_owned();
    name.push(".bak");
    let backup = PathBuf::from(name);
    let (_folder, made) = match made(path, fix) {
        Ok(made) => made,
        Err(fault) => return Ok(Err(fault)),
    };
    keep(&real, &backup)?;
    let rights = std::fs::metadata(&real)?.permissions();
    if let Err(refused) = pour(&made, &real) {
        // The original stands as it was; a backup of it would only bar the next try.
        let _ = std::fs::remove_file(&backup);
        return Err(refused);
    }
    let _ = std::fs::set_permissions(&real, rights);
    if !quiet {
        say(&words::fixed(changes, path), lang);
        say(&words::backup_kept(&backup), lang);
    }
    Ok(Ok(()))
}

/// Keeps a file under another name, never over one that is there.
fn keep(file: &Path, backup: &Path) -> anyhow::Result<()> {
    let fresh = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(backup);
    let mut to = fresh.map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => Refusal::advised(words::backup_there(backup), words::move_backup()),
        _ => Refusal::said(words::cannot_write(backup, &why)),
    })?;
    let kept = std::fs::File::open(file)
        .and_then(|mut from| {
            // Whoever may not read the file may not read its backup, not even while it is written.
            let rights = from.metadata()?.permissions();
            if to.metadata()?.permissions() != rights {
                to.set_permissions(rights)?;
            }
            io::copy(&mut from, &mut to)
        })
        .and_then(|_| to.sync_all());
    kept.map_err(|why| {
        let _ = std::fs::remove_file(backup);
        Refusal::said(words::cannot_write(backup, &why))
    })
}
