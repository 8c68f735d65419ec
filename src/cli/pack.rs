//! `pack`: tools for those who write a pack: every fault of the file at once, and its proof on tables.

use super::packs::{self, Source, color, print_faults};
use super::{Exit, Refusal, output, words};
use crate::audit::{self, BREACHES, Proof, Unprovable};
use crate::law::{self, Pack};
use crate::model::{Lang, Text, Vocabulary};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("lint", matches)) => lint(matches, lang),
        Some(("test", matches)) => test(matches, lang),
        _ => Ok(Exit::Usage),
    }
}

/// Reads packs whole and holds them against their outlines; says everything that is wrong.
fn lint(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let files: Vec<&PathBuf> = matches.get_many("file").into_iter().flatten().collect();
    let given = matches.get_one::<PathBuf>("outline");
    if given.is_some() && files.len() > 1 {
        return Err(Refusal::said(words::one_outline_one_pack()));
    }
    let (mut lines, mut sound) = (Vec::new(), true);
    for file in files {
        let source = Source::read(file)?;
        let mut draft = source.draft(&Vocabulary::built_in());
        let id = draft.id().unwrap_or_default().to_owned();
        let outline = packs::outline_beside(&id, file, given, lang)?;
        if let Some(outline) = &outline {
            draft.prove(outline);
        }
        lines.push(match (draft.finish(), outline) {
            (Ok(pack), Some(_)) => words::sound(&source.name(), pack.requirements.len(), pack.cited().len()),
            (Ok(pack), None) => words::unproven(&source.name(), pack.requirements.len(), &id),
            (Err(wrong), _) => {
                sound = false;
                print_faults(&source.render(&wrong, lang, color()));
                words::faulty(&source.name(), wrong.len())
            }
        });
    }
    tell(&lines, lang)?;
    Ok(if sound { Exit::Clean } else { Exit::Usage })
}

/// Proves a pack on the tables of its folder.
fn test(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let folder = matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    let mut vocabulary = Vocabulary::built_in();
    let given = matches.get_one::<PathBuf>("pack").cloned();
    let file = given.map_or_else(|| beside(&folder), |path| Ok(Some(path)))?;
    let sources = packs::read(file.as_slice(), &mut vocabulary)?;
    let packs = packs::load(&sources, &vocabulary, lang, true)?;
    let pack = match packs.own() {
        [pack] => pack,
        _ => packs
            .called(&folder_name(&folder))
            .map_err(|_| Refusal::advised(words::no_pack_in(&folder), words::pack_is_named()))?,
    };
    match audit::prove(pack, &vocabulary, &folder) {
        Ok(proof) => told(&proof, pack, lang),
        Err(Unprovable::File { path, why }) => Err(Refusal::said(words::cannot_read(&path, &why))),
        Err(Unprovable::Breaches {
            path,
            source_text,
            faults,
        }) => {
            let rendered = law::render(&path.display().to_string(), &source_text, &faults, lang, color());
            print_faults(&rendered);
            Err(Refusal::said(words::breaches_not_sound(faults.len())))
        }
    }
}

fn folder_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The pack that lies in a folder: `pack.toml`, the one named like the folder, or the only one there is.
fn beside(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    let refused = |why: std::io::Error| Refusal::said(words::cannot_read(folder, &why));
    let named = [
        folder.join("pack.toml"),
        folder.join(format!("{}.toml", folder_name(folder))),
    ];
    if let Some(path) = named.into_iter().find(|path| path.is_file()) {
        return Ok(Some(path));
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_pack = name.ends_with(".toml") && !name.ends_with(".outline.toml") && name != BREACHES;
        if is_pack {
            found.push(path);
        }
    }
    found.sort();
    match found.as_slice() {
        [] => Ok(None),
        [path] => Ok(Some(path.clone())),
        [..] => Err(Refusal::advised(
            words::several_packs_in(folder),
            words::pack_is_named(),
        )),
    }
}

fn told(proof: &Proof, pack: &Pack, lang: Lang) -> anyhow::Result<Exit> {
    let mut lines: Vec<Text> = proof.deviations.clone();
    let proven = proof.deviations.is_empty();
    lines.push(if proven {
        words::pack_proven(&pack.instrument.title, proof.tables, proof.breaches, proof.judged)
    } else {
        words::pack_not_proven(&pack.instrument.title, proof.deviations.len())
    });
    tell(&lines, lang)?;
    Ok(if proven { Exit::Clean } else { Exit::Findings })
}

fn tell(lines: &[Text], lang: Lang) -> anyhow::Result<()> {
    output::to(None, |out| {
        lines
            .iter()
            .try_for_each(|line| writeln!(out, "{}", line.of(lang)))
    })
}
