//! `law`: the official texts of a user's own copy: prove every citation on them, show a provision, generate outlines.

use super::packs::{self, Packs};
use super::{Exit, Refusal, output, say, words};
use crate::law::{self, Pack, Statute};
use crate::model::{Citation, Lang, Text};
use crate::report::Texts;
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("outline", matches)) => outline(matches, lang),
        Some(("verify", matches)) => verify(matches, lang),
        Some(("show", matches)) => show(matches, lang),
        _ => Ok(Exit::Usage),
    }
}

/// Every pack there is, the user's own first.
fn packs(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Packs> {
    packs::of_text(matches, lang)
}

/// The pack that a command is about.
fn named(matches: &ArgMatches) -> Option<&str> {
    matches.get_one::<String>("jurisdiction").map(String::as_str)
}

fn folder(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("texts").cloned().unwrap_or_default()
}

fn path_of(folder: &Path, pack: &Pack) -> PathBuf {
    folder.join(format!("{}.txt", pack.instrument.id))
}

/// An official text as it was saved: in UTF-8, or as older editors write it.
fn read(path: &Path) -> Result<String, Unread> {
    let missing = |why: &io::Error| Unread(words::no_text(path, why), words::texts_are_named());
    let bytes = std::fs::read(path).map_err(|why| missing(&why))?;
    if let Some(line) = cut_at(&bytes) {
        let why = words::text_refused(path, line, &words::cut_short());
        return Err(Unread(why, words::text_is_checked()));
    }
    let coding = encoding_rs::Encoding::for_bom(&bytes).map(|(coding, _)| coding);
    let decoded = [encoding_rs::UTF_8, encoding_rs::GB18030]
        .into_iter()
        .map(|usual| coding.unwrap_or(usual).decode(&bytes))
        .find(|(text, _, wrong)| !wrong && !text.contains('\0'));
    match decoded {
        Some((text, _, _)) => Ok(text.into_owned()),
        None => Err(Unread(words::not_text(path), words::save_as_text())),
    }
}

/// The line of a text in UTF-8 that ends within a character.
fn cut_at(bytes: &[u8]) -> Option<u32> {
    let wrong = std::str::from_utf8(bytes).err()?;
    let (whole, _) = bytes.split_at_checked(wrong.valid_up_to())?;
    let cut = wrong.error_len().is_none() && !whole.is_ascii();
    let line = whole.split(|b| *b == b'\n').count();
    cut.then_some(u32::try_from(line).unwrap_or(u32::MAX))
}

/// Why a text is not what it should be, and the way out.
struct Unread(Text, Text);

impl From<Unread> for anyhow::Error {
    fn from(Unread(why, help): Unread) -> Self {
        Refusal::advised(why, help)
    }
}

/// The text of an instrument with its articles, or the line at which it is none.
fn statute(path: &Path, pack: &Pack) -> Result<(String, Statute), Unread> {
    let source = read(path)?;
    let statute = law::parse_text(&source).map_err(|wrong| {
        let why = words::text_refused(path, wrong.line, &wrong.reason());
        Unread(why, words::text_is_checked())
    })?;
    let title = &pack.instrument.title;
    if law::bears_title(&source, &statute, &title.zh) {
        Ok((source, statute))
    } else {
        Err(Unread(
            words::title_missing(path, title),
            words::title_is_written(),
        ))
    }
}

/// Prints the outline that an official text yields for a pack's key terms.
fn outline(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = packs(matches, lang)?;
    let pack = packs.one(named(matches))?;
    let (_, statute) = statute(&path_of(&folder(matches), pack), pack)?;
    let outline = law::outline_of(pack, &statute);
    output::to(None, |out| out.write_all(outline.print().as_bytes()))?;
    Ok(Exit::Clean)
}

/// Prints a provision word for word, the whole article where only an article is named.
fn show(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = packs(matches, lang)?;
    let pack = packs.one(named(matches))?;
    let asked = matches.get_one::<String>("citation").cloned().unwrap_or_default();
    let citation: Citation = asked
        .parse()
        .map_err(|_| Refusal::advised(words::not_a_citation(&asked), words::citation_like()))?;
    let (_, statute) = statute(&path_of(&folder(matches), pack), pack)?;
    let title = &pack.instrument.title;
    let Some(provision) = statute.provision(&citation) else {
        let why = law::outline_of(pack, &statute).check(&citation, &[]).err();
        let why = why.map_or_else(|| Text::same(citation.to_string()), |w| w.message(&citation));
        return Err(Refusal::said(words::no_provision(title, &why)));
    };
    let head = words::provision(title, &citation);
    output::to(None, |out| {
        writeln!(out, "{}", head.of(lang))?;
        let lines = provision.lines();
        lines
            .into_iter()
            .try_for_each(|line| writeln!(out, "{}", crate::model::visible(line)))
    })?;
    Ok(Exit::Clean)
}

/// The texts of a folder that reports quote from. One that is missing or is no instrument is not quoted, and said.
pub(super) fn texts(folder: &Path, packs: &[&Pack], lang: Lang, quiet: bool) -> Texts {
    let mut texts = Texts::default();
    for pack in packs {
        match statute(&path_of(folder, pack), pack) {
            Ok((_, statute)) => texts.add(&pack.instrument.id, statute),
            Err(_) if quiet => {}
            Err(Unread(why, _)) => say(&words::not_quoted(&why), lang),
        }
    }
    texts
}

/// Compares every built-in outline and citation with the official texts of a folder.
fn verify(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = packs(matches, lang)?;
    let folder = folder(matches);
    let (mut lines, mut sound, mut proven) = (Vec::new(), true, 0);
    for pack in &packs.all {
        let path = path_of(&folder, pack);
        if !path.is_file() {
            lines.push(words::not_at_hand(&pack.instrument.id));
            continue;
        }
        proven += 1;
        let wrong = differences(pack, &path, packs.is_own(pack));
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
    if !folder.is_dir() {
        return Err(Refusal::said(words::no_folder(&folder)));
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

/// What an official text says other than a pack and, where it is built in, its outline.
fn differences(pack: &Pack, path: &Path, own: bool) -> Vec<Text> {
    let (source, statute) = match statute(path, pack) {
        Ok(read) => read,
        Err(Unread(why, _)) => return vec![why],
    };
    let fresh = law::outline_of(pack, &statute);
    let mut wrong: Vec<Text> = pack
        .against(&fresh)
        .into_iter()
        .map(|fault| fault.message)
        .collect();
    if own {
        return wrong;
    }
    match law::built_in_outline(&pack.instrument.id) {
        Some(Ok(outline)) => wrong.extend(law::verify(pack, &outline, &source).unwrap_or_default()),
        Some(Err(faults)) => wrong.extend(faults.into_iter().map(|fault| fault.message)),
        None => wrong.push(words::no_outline()),
    }
    wrong
}

fn print(out: &mut dyn Write, lines: &[Text], lang: Lang) -> io::Result<()> {
    lines
        .iter()
        .try_for_each(|line| writeln!(out, "{}", line.of(lang)))
}
