//! The packs that a command works with: those built in, and those of the user's own, read whole or refused with every
//! fault under its line.

use super::{Refusal, say, words};
use crate::law::{self, Draft, Instrument, Outline, Pack};
use crate::model::{Fault, Lang, Severity, Vocabulary, fold, nearest};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What stands between the names of several jurisdictions.
pub(super) const SEPARATORS: [char; 5] = [',', '，', '、', ';', '；'];

/// A pack file as it was read.
pub(super) struct Source {
    path: PathBuf,
    text: String,
    /// Whether its citations are held against the outline that lies beside it.
    held: bool,
}

/// The packs there are, and how many of them, from the first on, are the user's own.
pub(super) struct Packs {
    pub(super) all: Vec<Pack>,
    own: usize,
    /// The instruments of built-in packs that nobody asked for.
    others: Vec<Instrument>,
}

impl Source {
    /// Reads a pack file.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|why| match why.kind() {
            io::ErrorKind::InvalidData => Refusal::advised(words::no_pack(path, &why), words::save_as_utf8()),
            _ => Refusal::said(words::no_pack(path, &why)),
        })?;
        let (path, held) = (path.to_owned(), true);
        Ok(Self { path, text, held })
    }

    /// A pack file that was read elsewhere.
    pub(super) fn read_elsewhere((name, text): (String, String)) -> Self {
        let (path, held) = (PathBuf::from(name), false);
        Self { path, text, held }
    }

    /// Its name and its text.
    pub(super) fn whole(&self) -> (String, String) {
        (self.name(), self.text.clone())
    }

    /// The name of the file.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// As far as it can be read.
    pub(super) fn draft(&self, vocabulary: &Vocabulary) -> Draft {
        Draft::read(&self.name(), &self.text, vocabulary)
    }

    /// The pack it holds, held against the outline beside it where there is one, or every fault it has.
    fn proven(&self, vocabulary: &Vocabulary, lang: Lang) -> anyhow::Result<Result<Pack, Vec<Fault>>> {
        let mut draft = self.draft(vocabulary);
        let id = draft.id().unwrap_or_default().to_owned();
        let beside = || outline_beside(&id, &self.path, None, lang);
        let outline = self.held.then(beside).transpose()?.flatten();
        if let Some(outline) = outline {
            draft.prove(&outline);
        }
        Ok(draft.finish())
    }

    /// Faults under their lines.
    pub(super) fn render(&self, faults: &[Fault], lang: Lang, color: bool) -> String {
        law::render(&self.name(), &self.text, faults, lang, color)
    }
}

/// The files given with `--pack`; their own fields and classes go into the vocabulary.
pub(super) fn sources(matches: &ArgMatches, vocabulary: &mut Vocabulary) -> anyhow::Result<Vec<Source>> {
    let files: Vec<PathBuf> = matches.get_many("pack").into_iter().flatten().cloned().collect();
    read(&files, vocabulary)
}

/// Every pack there is, those given with `--pack` first, and the vocabulary with what they bring along.
pub(super) fn all(matches: &ArgMatches, lang: Lang, quiet: bool) -> anyhow::Result<(Packs, Vocabulary)> {
    let mut vocabulary = Vocabulary::built_in();
    let own = sources(matches, &mut vocabulary)?;
    Ok((load(&own, &vocabulary, lang, quiet)?, vocabulary))
}

/// The same for commands about the text, from which an outline is yet to be made.
pub(super) fn of_text(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Packs> {
    let mut vocabulary = Vocabulary::built_in();
    let mut own = sources(matches, &mut vocabulary)?;
    for source in &mut own {
        source.held = false;
    }
    load(&own, &vocabulary, lang, true)
}

/// Reads pack files; their own fields and classes go into the vocabulary.
pub(super) fn read(files: &[PathBuf], vocabulary: &mut Vocabulary) -> anyhow::Result<Vec<Source>> {
    let sources: Vec<Source> = files
        .iter()
        .map(|f| Source::read(f))
        .collect::<anyhow::Result<_>>()?;
    extend(&sources, vocabulary);
    Ok(sources)
}

/// Takes the fields and classes that packs bring along.
pub(super) fn extend(sources: &[Source], vocabulary: &mut Vocabulary) {
    for source in sources {
        // What is wrong with them is said when the pack is loaded, with everything else.
        let _ = Pack::extend(&source.text, vocabulary);
    }
}

/// Loads the user's own packs and those built in; a pack of one's own stands in for the built-in one of the same id.
pub(super) fn load(
    sources: &[Source],
    vocabulary: &Vocabulary,
    lang: Lang,
    quiet: bool,
) -> anyhow::Result<Packs> {
    let (mut all, mut faults): (Vec<Pack>, usize) = (Vec::new(), 0);
    for source in sources {
        match source.proven(vocabulary, lang)? {
            Ok(pack) => match all.iter().find(|p| p.instrument.id == pack.instrument.id) {
                Some(other) => {
                    return Err(Refusal::said(words::two_packs(
                        &pack.instrument.id,
                        &other.file,
                        &pack.file,
                    )));
                }
                None => all.push(pack),
            },
            Err(found) => {
                faults += found.len();
                print_faults(&source.render(&found, lang, color()));
            }
        }
    }
    if faults > 0 {
        return Err(Refusal::said(words::packs_not_sound(faults)));
    }
    let own = all.len();
    for pack in law::built_in(vocabulary) {
        let id = &pack.instrument.id;
        match all.iter().find(|p| p.instrument.id == *id) {
            Some(mine) if quiet || mine.sha256 == pack.sha256 => {}
            Some(mine) => say(&words::replaced(&mine.file, id), lang),
            None => all.push(pack),
        }
    }
    let others = Vec::new();
    Ok(Packs { all, own, others })
}

/// The built-in packs that names mean, where that is all that is asked of packs; every pack where a name means none of
/// them, so that it can be said which it may have been.
pub(super) fn named(names: &[String], vocabulary: &Vocabulary) -> Option<Packs> {
    let (all, others) = law::built_in_of(split(names), vocabulary)?;
    Some(Packs { all, own: 0, others })
}

/// The names in what was given: one may hold several.
fn split(names: &[String]) -> impl Iterator<Item = &str> {
    let names = names.iter().flat_map(|n| n.split(SEPARATORS));
    names.map(str::trim).filter(|n| !n.is_empty())
}

impl Packs {
    /// Raises or lowers severities: `NX-10-update-frequency=info:理由`.
    pub(super) fn adjust(&mut self, given: &[String]) -> anyhow::Result<()> {
        let mut levels: BTreeMap<String, Severity> = BTreeMap::new();
        for text in given {
            let Change { id, level, reason } = severity(text, &self.all)?;
            if levels
                .insert(id.clone(), level)
                .is_some_and(|before| before != level)
            {
                return Err(Refusal::said(words::severity_twice(&id)));
            }
            let mut all = self.all.iter_mut().flat_map(|pack| &mut pack.requirements);
            if let Some(requirement) = all.find(|r| r.id == id) {
                requirement.adjust(level, reason);
            }
        }
        Ok(())
    }

    /// The requirements whose severity was changed and whose instrument was not chosen.
    pub(super) fn adjusted_elsewhere(&self, chosen: &[&Pack]) -> impl Iterator<Item = &str> {
        let is_chosen = |pack: &&Pack| chosen.iter().any(|c| c.instrument.id == pack.instrument.id);
        let others: Vec<&Pack> = self.all.iter().filter(|pack| !is_chosen(pack)).collect();
        let all = others.into_iter().flat_map(|pack| &pack.requirements);
        all.filter(|r| r.adjusted.is_some()).map(|r| r.id.as_str())
    }

    /// Every instrument there is.
    pub(super) fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        let packs = self.all.iter().map(|pack| &pack.instrument);
        packs.chain(&self.others)
    }

    /// The packs of the user's own.
    pub(super) fn own(&self) -> &[Pack] {
        self.all.get(..self.own).unwrap_or_default()
    }

    /// Whether a pack is one of the user's own.
    pub(super) fn is_own(&self, pack: &Pack) -> bool {
        self.own().iter().any(|own| std::ptr::eq(own, pack))
    }

    /// The outline of a pack: the built-in one, or the one that lies beside a pack of the user's own.
    pub(super) fn outline(&self, pack: &Pack, lang: Lang) -> anyhow::Result<Option<Outline>> {
        let id = &pack.instrument.id;
        if self.is_own(pack) {
            outline_beside(id, Path::new(&pack.file), None, lang)
        } else {
            Ok(law::built_in_outline(id).and_then(Result::ok))
        }
    }

    /// The packs that the names mean, each once; without names those of the user's own.
    pub(super) fn choose(&self, names: &[String]) -> anyhow::Result<Vec<&Pack>> {
        let mut chosen: Vec<&Pack> = Vec::new();
        for name in split(names) {
            let pack = self.called(name)?;
            if !chosen.iter().any(|p| p.instrument.id == pack.instrument.id) {
                chosen.push(pack);
            }
        }
        if chosen.is_empty() {
            chosen.extend(self.own());
        }
        if chosen.is_empty() {
            return Err(Refusal::said(words::argument_missing(&[
                "--jurisdiction".to_owned()
            ])));
        }
        Ok(chosen)
    }

    /// The one pack that a command is about: the one named, or the only one given.
    pub(super) fn one(&self, name: Option<&str>) -> anyhow::Result<&Pack> {
        match (name, self.own()) {
            (Some(name), _) => self.called(name),
            (None, [pack]) => Ok(pack),
            (None, _) => Err(Refusal::said(words::argument_missing(&[
                "--jurisdiction".to_owned()
            ]))),
        }
    }

    /// The pack that a name means.
    pub(super) fn called(&self, name: &str) -> anyhow::Result<&Pack> {
        called(&self.all, name)
    }
}

/// A severity that the user sets.
pub(super) struct Change {
    id: String,
    level: Severity,
    reason: String,
}

/// `NX-10-update-frequency=info:理由`, of a requirement that one of the packs has.
pub(super) fn severity(text: &str, packs: &[Pack]) -> anyhow::Result<Change> {
    let wrong = || Refusal::advised(words::bad_pair("--severity", text), words::severity_like());
    let (id, rest) = text.split_once('=').ok_or_else(wrong)?;
    let (level, reason) = rest.split_once([':', '：']).ok_or_else(wrong)?;
    let (id, reason) = (id.trim(), reason.trim());
    let level = match level.trim() {
        "error" | "违规" => Severity::Error,
        "warning" | "存疑" => Severity::Warning,
        "info" | "提示" => Severity::Info,
        _ => return Err(wrong()),
    };
    if fold(reason).is_empty() {
        return Err(wrong());
    }
    let ids = || {
        packs
            .iter()
            .flat_map(|pack| &pack.requirements)
            .map(|r| r.id.as_str())
    };
    if ids().any(|known| known == id) {
        return Ok(Change {
            id: id.to_owned(),
            level,
            reason: reason.to_owned(),
        });
    }
    Err(match nearest(id, ids()) {
        Some(near) => Refusal::advised(words::unknown_requirement(id), words::did_you_mean(near)),
        None => Refusal::said(words::unknown_requirement(id)),
    })
}

/// The pack of a list that a name means.
pub(super) fn called<'p>(packs: &'p [Pack], name: &str) -> anyhow::Result<&'p Pack> {
    law::find(packs, name).map_err(|near| unknown(packs, name, &near))
}

fn unknown(packs: &[Pack], name: &str, near: &[String]) -> anyhow::Error {
    let known: Vec<_> = packs.iter().map(|p| p.instrument.id.as_str()).collect();
    let help = match near.first() {
        Some(near) => words::did_you_mean(near),
        None => words::known_jurisdictions(&known.join("、")),
    };
    Refusal::advised(words::unknown_jurisdiction(name), help)
}

/// The outline that was given, else the one that lies beside the pack, else the one in the folder of outlines beside.
pub(super) fn outline_beside(
    id: &str,
    file: &Path,
    given: Option<&PathBuf>,
    lang: Lang,
) -> anyhow::Result<Option<Outline>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let beside = [
        folder.join(format!("{id}.outline.toml")),
        folder.join("..").join("outlines").join(format!("{id}.toml")),
    ];
    let path = given.or_else(|| beside.iter().find(|path| path.is_file()));
    let Some(path) = path else { return Ok(None) };
    let text = std::fs::read_to_string(path).map_err(|why| Refusal::said(words::cannot_read(path, &why)))?;
    match Outline::parse(&text) {
        Ok(outline) if outline.id == id => Ok(Some(outline)),
        Ok(outline) => Err(Refusal::said(words::outline_of_another(path, &outline.id, id))),
        Err(faults) => {
            let name = path.display().to_string();
            print_faults(&law::render(&name, &text, &faults, lang, color()));
            Err(Refusal::said(words::outline_not_sound(path)))
        }
    }
}

/// Whether standard error takes colours.
pub(super) fn color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Faults go to standard error. A closed one is nobody's loss.
pub(super) fn print_faults(rendered: &str) {
    let _ = writeln!(io::stderr(), "{rendered}");
}
