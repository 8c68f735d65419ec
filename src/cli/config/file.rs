//! `dataaudit.toml` read: each key as the arguments it stands for, every fault under its line.

use super::keys::{Key, Takes, WAIVER, WAIVERS};
use crate::audit::{Waiver, Waivers};
use crate::cli::{Refusal, packs, words};
use crate::law::{self, syntax_fault};
use crate::model::{Fault, Lang, fold, nearest};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Key, line, arguments.
    entries: Vec<Entry>,
    /// The waivers that stand in it.
    pub(super) waivers: Vec<Waiver>,
}

type Entry = (String, usize, Vec<OsString>);

impl File {
    pub(super) fn read(path: &Path, keys: &[Key], lang: Lang) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|why| {
            Refusal::advised(
                words::no_configuration(path, &why),
                words::check_the_configuration(),
            )
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let mut faults = Vec::new();
        let (mut entries, syntax) = entries(text, path, keys, &mut faults);
        let mut waivers = Vec::new();
        if syntax == Syntax::Sound {
            let (written, wrong) = Waivers::written(text);
            faults.extend(wrong);
            waivers = written;
        }
        if faults.is_empty() {
            lists_itself(path, &waivers, &mut entries);
            return Ok(Self {
                path: path.to_owned(),
                entries,
                waivers,
            });
        }
        faults.sort_by_key(|fault| fault.span.start);
        let name = path.display().to_string();
        packs::print_faults(&law::render(&name, text, &faults, lang, packs::color()));
        Err(Refusal::said(words::configuration_not_sound(path, faults.len())))
    }

    /// The line of a key, and the arguments that it stands for.
    pub(super) fn arguments(&self, id: &str) -> Option<(usize, &[OsString])> {
        let (_, line, arguments) = self.entries.iter().find(|(key, ..)| key == id)?;
        Some((*line, arguments))
    }
}

/// A file that holds waivers is a list of them, beside those that it names.
fn lists_itself(path: &Path, waivers: &[Waiver], entries: &mut Vec<Entry>) {
    let Some(first) = waivers.first() else { return };
    let mut argument = OsString::from(format!("--{WAIVERS}="));
    argument.push(path);
    match entries.iter_mut().find(|(id, ..)| id == WAIVERS) {
        Some((.., arguments)) => arguments.push(argument),
        None => entries.push((WAIVERS.to_owned(), first.line as usize, vec![argument])),
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
    let mut entries = Vec::new();
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
        let mut reading = Reading { key, folder, faults };
        let arguments = reading.value(&value);
        let line = text
            .get(..span.start)
            .map_or(1, |before| before.matches('\n').count() + 1);
        entries.push((id, line, arguments));
    }
    (entries, syntax)
}

fn unknown(id: &str, span: std::ops::Range<usize>, keys: &[Key]) -> Fault {
    let fault = Fault::new(span, words::unknown_key(id));
    match nearest(id, keys.iter().map(|key| key.id.as_str()).chain([WAIVER])) {
        Some(near) => fault.help(words::did_you_mean(near)),
        None => fault.help(words::keys_are_options()),
    }
}

/// One value being read.
struct Reading<'a> {
    key: &'a Key,
    /// What paths are relative to.
    folder: &'a Path,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<OsString> {
        match value.get_ref() {
            DeValue::Boolean(yes) if self.key.takes == Takes::Nothing => {
                if *yes {
                    vec![format!("--{}", self.key.id).into()]
                } else {
                    Vec::new()
                }
            }
            _ if self.key.takes == Takes::Nothing => self.wrong(value, &words::flag_like()),
            DeValue::Array(all) if matches!(self.key.takes, Takes::Many | Takes::Joined) => {
                let each: Vec<Option<String>> = all.iter().map(|one| self.scalar(one)).collect();
                let each: Vec<String> = each.into_iter().flatten().collect();
                if self.key.takes == Takes::Joined {
                    return vec![self.argument(&each.join(","))];
                }
                each.iter().map(|text| self.argument(text)).collect()
            }
            DeValue::Table(pairs) if self.key.takes == Takes::Many => self.pairs(pairs),
            _ => self
                .scalar(value)
                .map(|text| self.argument(&text))
                .into_iter()
                .collect(),
        }
    }

    /// `{ 及时 = "5wd" }`, `{ share_class = { 1 = "无条件共享" } }`, `{ NX-10-… = { level = "info", reason = "…" } }`.
    fn pairs(&mut self, pairs: &DeTable<'_>) -> Vec<OsString> {
        let mut all = Vec::new();
        for (name, value) in pairs {
            let name = name.get_ref();
            match value.get_ref() {
                DeValue::Table(inner) if self.key.id == "severity" => {
                    all.extend(self.severity(name, inner, value.span()));
                }
                DeValue::Table(inner) => {
                    for (code, meant) in inner {
                        let meant = self.scalar(meant);
                        all.extend(meant.map(|m| self.argument(&format!("{name}:{}={m}", code.get_ref()))));
                    }
                }
                _ => {
                    let meant = self.scalar(value);
                    all.extend(meant.map(|m| self.argument(&format!("{name}={m}"))));
                }
            }
        }
        all
    }

    fn severity(&mut self, id: &str, inner: &DeTable<'_>, span: std::ops::Range<usize>) -> Option<OsString> {
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
        Some(self.argument(&format!("{id}={level}:{reason}")))
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

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, like: &crate::model::Text) -> Vec<OsString> {
        self.faults
            .push(Fault::new(value.span(), words::wrong_kind(&self.key.id)).help(like.clone()));
        Vec::new()
    }

    /// As an argument; what names a file is meant from where the configuration lies.
    fn argument(&self, value: &str) -> OsString {
        let beside = |path: &str| self.folder.join(path).display().to_string();
        if self.key.is_path && value != "-" {
            return self.key.argument(&beside(value));
        }
        if self.key.id == "report"
            && let Some((format, path)) = value.split_once(':')
        {
            return self.key.argument(&format!("{format}:{}", beside(path)));
        }
        self.key.argument(value)
    }
}
