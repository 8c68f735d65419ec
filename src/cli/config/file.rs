//! `dataaudit.toml` read: each key as the arguments it stands for, every fault under its line.

use super::keys::{Key, Takes, WAIVER, WAIVERS};
use super::meaning;
use crate::audit::{Waiver, Waivers};
use crate::cli::{Refusal, packs, words};
use crate::law::{self, syntax_fault};
use crate::model::{Fault, Lang, fold, nearest};
use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    text: String,
    entries: Vec<Entry>,
    /// The waivers that stand in it.
    pub(super) waivers: Vec<Waiver>,
    /// Packs of the user's own are in play, and what only these know.
    own: bool,
}

/// A key that was set.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    line: usize,
    arguments: Vec<OsString>,
    /// Where each argument stands.
    spans: Vec<Range<usize>>,
}

impl Entry {
    /// The values as they would be typed, with their places.
    pub(super) fn values(&self) -> impl Iterator<Item = (&OsString, String, Range<usize>)> {
        let start = format!("--{}=", self.id);
        let pairs = self.arguments.iter().zip(&self.spans);
        pairs.map(move |(argument, span)| {
            let text = argument.to_string_lossy();
            let value = text.strip_prefix(&start).unwrap_or_default().to_owned();
            (argument, value, span.clone())
        })
    }
}

impl File {
    pub(super) fn read(path: &Path, keys: &[Key], own: bool, lang: Lang) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|why| {
            Refusal::advised(
                words::no_configuration(path, &why),
                words::check_the_configuration(),
            )
        })?;
        let (file, faults) = Self::of(path, &text, keys, own);
        if faults.is_empty() {
            return Ok(file);
        }
        Err(file
            .refuse(faults, |_| true, lang)
            .unwrap_or_else(|| anyhow::anyhow!("{}", path.display())))
    }

    /// Reads what stands in it, as far as it goes, and tells what is plainly wrong.
    fn of(path: &Path, text: &str, keys: &[Key], own: bool) -> (Self, Vec<Fault>) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut faults = Vec::new();
        let (mut entries, syntax) = entries(text, path, keys, &mut faults);
        let mut waivers = Vec::new();
        if syntax == Syntax::Sound {
            let (written, wrong) = Waivers::written(text);
            faults.extend(wrong);
            waivers = written;
        }
        lists_itself(path, text, &waivers, &mut entries);
        let file = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            own: own || entries.iter().any(|entry| entry.id == "pack"),
            entries,
            waivers,
        };
        faults.extend(meaning::plain(&file.entries));
        (file, faults)
    }

    /// Everything that is wrong with a file of this text, in its order.
    pub(super) fn faults(path: &Path, text: &str, keys: &[Key]) -> Vec<Fault> {
        let (file, mut faults) = Self::of(path, text, keys, false);
        faults.extend(file.meant(|_| true));
        faults.sort_by_key(|fault| fault.span.start);
        faults
    }

    /// Faults that take the vocabulary and the packs to see; those of packs of the user's own are not known here.
    fn meant(&self, of: impl Fn(&str) -> bool) -> Vec<Fault> {
        if self.own {
            return Vec::new();
        }
        meaning::deep(self.entries.iter().filter(|entry| of(&entry.id)))
    }

    /// Prints faults under their lines, with those that take the vocabulary and the packs to see; `None` where there are
    /// none at all.
    pub(super) fn refuse(
        &self,
        mut faults: Vec<Fault>,
        of: impl Fn(&str) -> bool,
        lang: Lang,
    ) -> Option<anyhow::Error> {
        faults.extend(self.meant(of));
        if faults.is_empty() {
            return None;
        }
        faults.sort_by_key(|fault| fault.span.start);
        let name = self.path.display().to_string();
        packs::print_faults(&law::render(&name, &self.text, &faults, lang, packs::color()));
        let message = words::configuration_not_sound(&self.path, faults.len());
        Some(Refusal::said(message))
    }

    /// The line of a key, and the arguments that it stands for.
    pub(super) fn arguments(&self, id: &str) -> Option<(usize, &[OsString])> {
        let entry = self.entries.iter().find(|entry| entry.id == id)?;
        Some((entry.line, &entry.arguments))
    }
}

/// A file that holds waivers is a list of them, beside those that it names.
fn lists_itself(path: &Path, text: &str, waivers: &[Waiver], entries: &mut Vec<Entry>) {
    let Some(first) = waivers.first() else { return };
    let line = first.line as usize;
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start = before.map(str::len).sum();
    let mut argument = OsString::from(format!("--{WAIVERS}="));
    argument.push(path);
    if entries.iter().all(|entry| entry.id != WAIVERS) {
        entries.push(Entry {
            id: WAIVERS.to_owned(),
            line,
            arguments: Vec::new(),
            spans: Vec::new(),
        });
    }
    if let Some(list) = entries.iter_mut().find(|entry| entry.id == WAIVERS) {
        list.arguments.push(argument);
        list.spans.push(start..start);
    }
}

/// Whether a file is TOML at all.
#[derive(PartialEq, Eq)]
enum Syntax {
    Sound,
    Broken,
}

fn entries(text: &str, path: &Path, keys: &[Key], faults: &mut Vec<Fault>) -> (Vec<Entry>, Syntax) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let syntax = if errors.is_empty() {
        Syntax::Sound
    } else {
        Syntax::Broken
    };
    faults.extend(errors.iter().map(|e| syntax_fault(e, 0..text.len())));
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut entries: Vec<Entry> = Vec::new();
    for (name, value) in root.into_inner() {
        let span = name.span();
        if name.get_ref() == WAIVER {
            continue;
        }
        let id = name.get_ref().replace('_', "-");
        let Some(key) = keys.iter().find(|key| key.id == id) else {
            faults.push(unknown(name.get_ref(), span, keys));
            continue;
        };
        if let Some(before) = entries.iter().find(|entry| entry.id == id) {
            let fault = Fault::new(span, words::key_twice(name.get_ref(), before.line));
            faults.push(fault.help(words::once_is_enough()));
            continue;
        }
        let mut reading = Reading { key, folder, faults };
        let (arguments, spans) = reading.value(&value).into_iter().unzip();
        let line = text
            .get(..span.start)
            .map_or(1, |before| before.matches('\n').count() + 1);
        entries.push(Entry {
            id,
            line,
            arguments,
            spans,
        });
    }
    (entries, syntax)
}

fn unknown(id: &str, span: Range<usize>, keys: &[Key]) -> Fault {
    let fault = Fault::new(span, words::unknown_key(id));
    match nearest(id, keys.iter().map(|key| key.id.as_str()).chain([WAIVER])) {
        Some(near) => fault.help(words::did_you_mean(near)),
        None => fault.help(words::keys_are_options()),
    }
}

/// An argument, and where it stands.
type Said = (OsString, Range<usize>);

/// One value being read.
struct Reading<'a> {
    key: &'a Key,
    /// What paths are relative to.
    folder: &'a Path,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Said> {
        match value.get_ref() {
            DeValue::Boolean(yes) if self.key.takes == Takes::Nothing => {
                let flag = (OsString::from(format!("--{}", self.key.id)), value.span());
                if *yes { vec![flag] } else { Vec::new() }
            }
            _ if self.key.takes == Takes::Nothing => self.wrong(value, &words::flag_like()),
            DeValue::Array(all) if self.key.takes == Takes::Joined => {
                let each = all.iter().map(|one| self.scalar(one));
                let each: Vec<Option<String>> = each.collect();
                let each: Vec<String> = each.into_iter().flatten().collect();
                vec![self.argument(&each.join(","), value.span())]
            }
            DeValue::Array(all) if self.key.takes == Takes::Many => {
                let each = all.iter().map(|one| self.one(one));
                let each: Vec<Option<Said>> = each.collect();
                each.into_iter().flatten().collect()
            }
            DeValue::Table(pairs) if self.key.takes == Takes::Many => self.pairs(pairs),
            _ => self.one(value).into_iter().collect(),
        }
    }

    fn one(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Said> {
        let text = self.scalar(value)?;
        Some(self.argument(&text, value.span()))
    }

    /// `{ 及时 = "5wd" }`, `{ share_class = { 1 = "无条件共享" } }`, `{ NX-10-… = { level = "info", reason = "…" } }`.
    fn pairs(&mut self, pairs: &DeTable<'_>) -> Vec<Said> {
        let mut all = Vec::new();
        for (name, value) in pairs {
            let (name, at) = (name.get_ref(), name.span());
            match value.get_ref() {
                DeValue::Table(inner) if self.key.id == "severity" => {
                    let said = self.severity(name, inner, value.span());
                    all.extend(said.map(|said| (said, at)));
                }
                DeValue::Table(inner) => {
                    for (code, meant) in inner {
                        let (code, at) = (code.get_ref(), code.span());
                        let meant = self.scalar(meant);
                        all.extend(meant.map(|m| self.argument(&format!("{name}:{code}={m}"), at)));
                    }
                }
                _ => {
                    let meant = self.scalar(value);
                    all.extend(meant.map(|m| self.argument(&format!("{name}={m}"), at)));
                }
            }
        }
        all
    }

    fn severity(&mut self, id: &str, inner: &DeTable<'_>, span: Range<usize>) -> Option<OsString> {
        const KEYS: [&str; 2] = ["level", "reason"];
        for (name, _) in inner
            .iter()
            .filter(|(name, _)| !KEYS.contains(&&**name.get_ref()))
        {
            let fault = Fault::new(name.span(), words::unknown_key(name.get_ref()));
            self.faults.push(fault.help(words::severity_like()));
        }
        if id.contains('=') {
            self.faults
                .push(Fault::new(span.clone(), words::unknown_requirement(id)).help(words::severity_like()));
        }
        let [level, reason] = KEYS.map(|key| inner.iter().find(|(name, _)| &**name.get_ref() == key));
        let (Some((_, level)), Some((_, reason))) = (level, reason) else {
            self.faults
                .push(Fault::new(span, words::severity_incomplete()).help(words::severity_like()));
            return None;
        };
        self.plain(level, reason);
        let (level, reason) = (self.scalar(level)?, self.scalar(reason)?);
        Some(self.argument(&format!("{id}={level}:{reason}"), span).0)
    }

    /// A level is a word and nothing of the reason, which somebody can read.
    fn plain(&mut self, level: &Spanned<DeValue<'_>>, reason: &Spanned<DeValue<'_>>) {
        let said = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        let several = |text: &String| text.contains([':', '：', '=']);
        if let Some(text) = said(level).filter(several) {
            let fault = Fault::new(level.span(), words::no_level(&text));
            self.faults.push(fault.help(words::severity_like()));
        }
        if said(reason).is_some_and(|text| fold(&text).is_empty()) {
            let fault = Fault::new(reason.span(), words::severity_incomplete());
            self.faults.push(fault.help(words::severity_like()));
        }
    }

    fn scalar(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Datetime(day) => Some(day.to_string()),
            DeValue::Table(_) if self.key.id == WAIVERS => {
                self.wrong(value, &words::waivers_like());
                None
            }
            _ => {
                self.wrong(value, &words::value_like(self.key.takes != Takes::One));
                None
            }
        }
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, like: &crate::model::Text) -> Vec<Said> {
        self.faults
            .push(Fault::new(value.span(), words::wrong_kind(&self.key.id)).help(like.clone()));
        Vec::new()
    }

    /// As an argument; what names a file is meant from where the configuration lies.
    fn argument(&self, value: &str, span: Range<usize>) -> Said {
        let beside = |path: &str| self.folder.join(path).display().to_string();
        if self.key.is_path && value != "-" {
            return (self.key.argument(&beside(value)), span);
        }
        if self.key.id == "report"
            && let Some((format, path)) = value.split_once(':')
        {
            return (self.key.argument(&format!("{format}:{}", beside(path))), span);
        }
        (self.key.argument(value), span)
    }
}
