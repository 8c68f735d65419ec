//! `law`: the official texts of a user's own copy: prove every citation on them, generate outlines from them.

use super::{Exit, Refusal, output, words};
use crate::law::{self, Pack};
use crate::model::{Lang, Text, Vocabulary};
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("outline", matches)) => outline(matches),
        Some(("verify", matches)) => verify(matches, lang),
        _ => Ok(Exit::Usage),
    }
}

fn folder(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("texts").cloned().unwrap_or_default()
}

fn path_of(folder: &Path, pack: &Pack) -> PathBuf {
    folder.join(format!("{}.txt", pack.instrument.id))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).map_err(|why| Refusal::said(words::no_text(path, &why)))
}

/// Prints the outline that an official text yields for a pack's key terms.
fn outline(matches: &ArgMatches) -> anyhow::Result<Exit> {
    let vocabulary = Vocabulary::built_in();
    let packs = law::built_in(&vocabulary);
    let name = matches
        .get_one::<String>("jurisdiction")
        .cloned()
        .unwrap_or_default();
    let pack = super::check::pack(&packs, &name)?;
    let path = path_of(&folder(matches), pack);
    let outline = law::outline(pack, &read(&path)?)
        .map_err(|wrong| Refusal::said(words::text_refused(&path, wrong.line, &wrong.message())))?;
    output::to(None, |out| out.write_all(outline.print().as_bytes()))?;
    Ok(Exit::Clean)
}

/// Compares every built-in outline and citation with the official texts of a folder.
fn verify(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let vocabulary = Vocabulary::built_in();
    let folder = folder(matches);
    let (mut lines, mut sound, mut proven) = (Vec::new(), true, 0);
    for pack in law::built_in(&vocabulary) {
        let path = path_of(&folder, &pack);
        if !path.is_file() {
            lines.push(words::not_at_hand(&pack.instrument.id));
            continue;
        }
        proven += 1;
        let wrong = differences(&pack, &path)?;
        sound &= wrong.is_empty();
        if wrong.is_empty() {
            lines.push(words::proven(
                &pack.instrument.title,
                pack.requirements.len(),
                pack.cited().len(),
            ));
        }
        lines.extend(wrong.iter().map(|w| words::differs(&pack.instrument.id, w)));
    }
    if proven == 0 {
        return Err(Refusal::advised(
            words::no_texts(&folder),
            words::texts_are_named(),
        ));
    }
    output::to(None, |out| print(out, &lines, lang))?;
    Ok(if sound { Exit::Clean } else { Exit::Findings })
}

/// What an official text says other than a pack and its outline.
fn differences(pack: &Pack, path: &Path) -> anyhow::Result<Vec<Text>> {
    let source = read(path)?;
    let fresh = match law::outline(pack, &source) {
        Ok(fresh) => fresh,
        Err(wrong) => return Ok(vec![words::text_refused(path, wrong.line, &wrong.message())]),
    };
    let mut wrong: Vec<Text> = pack
        .against(&fresh)
        .into_iter()
        .map(|fault| fault.message)
        .collect();
    match law::built_in_outline(&pack.instrument.id) {
        Some(Ok(outline)) => wrong.extend(law::verify(pack, &outline, &source).unwrap_or_default()),
        Some(Err(faults)) => wrong.extend(faults.into_iter().map(|fault| fault.message)),
        None => wrong.push(words::no_outline()),
    }
    Ok(wrong)
}

fn print(out: &mut dyn Write, lines: &[Text], lang: Lang) -> io::Result<()> {
    lines
        .iter()
        .try_for_each(|line| writeln!(out, "{}", line.of(lang)))
}
