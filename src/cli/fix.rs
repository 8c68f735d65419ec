//! `fix`: untidy spellings put right, in a copy or in the file itself with a backup.

use super::{Exit, Refusal, check, output, packs, say, words};
use crate::audit::{self, Finding, Plan, Progress, Sink};
use crate::fix::{Change, Fault, Fix, Setting};
use crate::ingest::{Dictionaries, Exclude, Gathered, Reading, Wanted};
use crate::model::{Lang, Text, Vocabulary, visible};
use clap::ArgMatches;
use std::fmt::Write as _;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// How many cells that were left are named.
const NAMED: usize = 10;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let path = matches
        .get_one::<PathBuf>("path")
        .map_or(Path::new(""), PathBuf::as_path);
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let [in_place, diff, suggest] = ["in-place", "diff", "suggest"].map(|id| matches.get_flag(id));
    if target.is_none() && !in_place && !diff && !suggest {
        return Err(Refusal::advised(words::say_where(), words::ways_to_fix()));
    }
    if let Some(target) = target {
        output::not_over(Some(target), &[path.to_owned()])?;
        if target.exists() && !matches.get_flag("force") {
            return Err(Refusal::advised(
                words::fixed_there(target),
                words::force_or_other(),
            ));
        }
    }
    let mut vocabulary = Vocabulary::built_in();
    let own = packs::sources(matches, &mut vocabulary)?;
    check::codes(&mut vocabulary, &check::many(matches, "code"))?;
    let reading = check::reading(matches, &vocabulary)?;
    let advice = if suggest {
        let packs = packs::load(&own, &vocabulary, lang, matches.get_flag("quiet"))?;
        advice(matches, path, &packs, &vocabulary, reading.clone(), lang)?
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
    let fix = match Fix::of(path, setting) {
        Ok(fix) => fix,
        Err(fault) => return failed(path, fault, lang),
    };
    let listing = Listing {
        file: path.display().to_string(),
        lang,
    };
    if !matches.get_flag("quiet") {
        listing.left(&fix);
    }
    if suggest {
        listing.suggestions(&fix, &advice)?;
    }
    if diff {
        listing.changes(&fix)?;
        return Ok(if fix.changes().is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        });
    }
    let quiet = matches.get_flag("quiet");
    let written = if in_place {
        replace(path, &fix, lang, quiet)
    } else if let Some(target) = target {
        copy(path, target, &fix, lang, quiet)
    } else {
        Ok(Ok(()))
    };
    match written? {
        Ok(()) => Ok(Exit::Clean),
        Err(fault) => failed(path, fault, lang),
    }
}

/// A file that cannot be read is told from one that cannot be changed.
fn failed(path: &Path, fault: Fault, lang: Lang) -> anyhow::Result<Exit> {
    match fault {
        Fault::Refused(why) => Err(Refusal::advised(
            words::cannot_fix(path, &why),
            words::save_as_xlsx(),
        )),
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
fn made(path: &Path, fix: &Fix<'_>) -> Result<(tempfile::TempDir, PathBuf), Fault> {
    let folder = tempfile::tempdir()?;
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
        .and_then(|mut from| io::copy(&mut from, &mut to))
        .and_then(|_| to.sync_all());
    kept.map_err(|why| {
        let _ = std::fs::remove_file(backup);
        Refusal::said(words::cannot_write(backup, &why))
    })
}

/// What is shown of changes and suggestions.
struct Listing {
    file: String,
    lang: Lang,
}

impl Listing {
    fn entry(&self, change: &Change, labels: [Text; 2], why: &Text) -> String {
        let [before, after] = labels;
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let mut out = String::new();
        let _ = writeln!(out, "{}  {}", change.address(&self.file), visible(&change.header));
        for (label, text) in [
            (before, visible(&change.before)),
            (after, visible(&change.after)),
            (words::because(), why.of(self.lang).to_owned()),
        ] {
            let _ = writeln!(out, "  {}{colon}{text}", label.of(self.lang));
        }
        out
    }

    fn changes(&self, fix: &Fix<'_>) -> anyhow::Result<()> {
        output::to(None, |out| {
            for change in fix.changes() {
                let labels = [words::before(), words::after()];
                out.write_all(self.entry(change, labels, &change.why.text()).as_bytes())?;
            }
            match fix.changes().len() {
                0 => writeln!(
                    out,
                    "{}",
                    words::nothing_to_fix(Path::new(&self.file)).of(self.lang)
                ),
                changes => writeln!(out, "{}", words::would_fix(changes).of(self.lang)),
            }
        })
    }

    fn suggestions(&self, fix: &Fix<'_>, advice: &[Advice]) -> anyhow::Result<()> {
        output::to(None, |out| {
            let count = fix.hints().len() + advice.len();
            writeln!(out, "{}", words::suggestions(count).of(self.lang))?;
            for hint in fix.hints() {
                let labels = [words::found(), words::advice()];
                let entry = self.entry(&hint.change, labels, &words::suggested_value(hint.reads));
                out.write_all(entry.as_bytes())?;
            }
            for one in advice {
                out.write_all(one.0.as_bytes())?;
            }
            Ok(())
        })
    }

    fn left(&self, fix: &Fix<'_>) {
        let left = fix.left();
        for (change, why) in left.iter().take(NAMED) {
            let cell = change.address(&self.file).to_string();
            say(&words::left_alone(&cell, &why.text()), self.lang);
        }
        if left.len() > NAMED {
            say(&words::more_left(left.len() - NAMED), self.lang);
        }
    }
}

/// What is advised on a finding, as it is shown.
struct Advice(String);

/// Takes the advice of findings.
struct Adviser {
    lang: Lang,
    taken: Vec<Advice>,
}

impl Sink for Adviser {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let (Some(advice), Some(_)) = (&finding.breach.suggestion, finding.address.place.column()) else {
            return Ok(());
        };
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let lines = [
            (words::found(), visible(&finding.breach.observed)),
            (words::advice(), advice.of(self.lang).to_owned()),
            (words::because(), finding.requirement.id.clone()),
        ];
        let header = finding.header.map(visible).unwrap_or_default();
        let mut out = String::new();
        let _ = writeln!(out, "{}  {header}", finding.address);
        for (label, text) in lines {
            let _ = writeln!(out, "  {}{colon}{text}", label.of(self.lang));
        }
        self.taken.push(Advice(out));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// The advice of what `check` would find.
fn advice(
    matches: &ArgMatches,
    path: &Path,
    packs: &packs::Packs,
    vocabulary: &Vocabulary,
    reading: Reading,
    lang: Lang,
) -> anyhow::Result<Vec<Advice>> {
    let asked = check::many(matches, "jurisdiction");
    if asked.is_empty() && !matches.contains_id("pack") {
        return Ok(Vec::new());
    }
    let chosen = packs.choose(&asked)?;
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let plan = Plan::new(&chosen, as_of, false, vocabulary, reading).beside(&packs.all);
    let wanted = Wanted {
        paths: vec![path.to_owned()],
        exclude: Exclude::default(),
        outputs: Vec::new(),
        ..Wanted::default()
    };
    let mut adviser = Adviser {
        lang,
        taken: Vec::new(),
    };
    audit::run(
        &plan,
        Gathered::of(&wanted),
        NonZeroUsize::MIN,
        &mut adviser,
        &Silent,
    )?;
    Ok(adviser.taken)
}
