//! A list of waivers as a file: TOML, or a table with a header. Every cell with its place, everything wrong at once, and
//! nothing is taken from a list with a fault in it.

mod table;
mod toml;

use super::Waiver;
use super::waiver::Said;
use crate::audit::lines::lines;
use crate::audit::words;
use crate::ingest::{Reading, Stopped};
use crate::law::{Pack, find_requirement};
use crate::model::{Fault, Text, Vocabulary, hex, parse_date};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// What is said of a waiver: the key in TOML, the heads of a table, whether it must be there.
pub(super) const KEYS: &[(&str, &[&str], bool)] = &[
    ("requirement", &["要求", "要求标识", "requirement"], true),
    ("provider", &["单位", "提供单位", "provider"], true),
    ("resource", &["资源", "资源名称", "目录名称", "resource"], true),
    ("reason", &["理由", "豁免理由", "reason"], true),
    ("approver", &["批准人", "approver"], true),
    ("document", &["文号", "document"], false),
    ("approved", &["批准日期", "approved"], false),
    ("expires", &["到期日期", "有效期至", "expires"], true),
];

/// Waivers from one file.
#[derive(Debug, Clone)]
pub struct Waivers {
    /// The file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The waivers in their order.
    pub waivers: Vec<Waiver>,
}

/// Why a list of waivers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unwaivable {
    /// It cannot be read.
    #[error("{}", .0.message.en)]
    Stopped(Stopped),
    /// What it says is not in order.
    #[error("{} faults", faults.len())]
    Faults {
        /// The text that the faults stand in; of a table the cells of a row in a line.
        text: String,
        /// Everything wrong with it.
        faults: Vec<Fault>,
    },
}

/// What a TOML file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Waivers and nothing else.
    Waivers,
    /// A configuration, whose other keys are somebody else's to read.
    More,
}

/// A waiver as it was written.
pub(super) struct Draft {
    /// Where all of it stands.
    pub(super) span: Range<usize>,
    pub(super) line: u32,
    pub(super) cells: BTreeMap<&'static str, Cell>,
}

/// One thing said of it.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) span: Range<usize>,
    /// Its address in a table.
    pub(super) address: Option<String>,
}

impl Waivers {
    /// Reads a list; its requirements are to be those of packs that there are.
    pub fn load(
        path: &Path,
        packs: &[Pack],
        vocabulary: &Vocabulary,
        reading: &Reading,
    ) -> Result<Self, Unwaivable> {
        let unread = |why: std::io::Error| Unwaivable::Stopped(words::no_list(&why));
        let bytes = std::fs::read(path).map_err(unread)?;
        let is_toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
        if is_toml {
            return Self::of_toml(path, &bytes, Holds::Waivers, packs);
        }
        let mut faults = Vec::new();
        let text = lines(path, vocabulary, reading, table::cells_of).map_err(Unwaivable::Stopped)?;
        let drafts = table::drafts(&text, &mut faults);
        Self::judged(path, &bytes, text, &drafts, packs, faults)
    }

    /// Reads the waivers that stand in a configuration, beside whatever else does.
    pub fn of_configuration(path: &Path, packs: &[Pack]) -> Result<Self, Unwaivable> {
        let unread = |why: std::io::Error| Unwaivable::Stopped(words::no_list(&why));
        let bytes = std::fs::read(path).map_err(unread)?;
        Self::of_toml(path, &bytes, Holds::More, packs)
    }

    /// The waivers that stand in a configuration as it is written, and what is wrong with how they are; whether their
    /// requirements exist is not asked.
    pub fn written(configuration: &str) -> (Vec<Waiver>, Vec<Fault>) {
        let mut faults = Vec::new();
        let drafts = toml::drafts(configuration, Holds::More, &mut faults);
        let as_written = |id: &str| Ok(id.to_owned());
        let waivers = drafts
            .iter()
            .filter_map(|draft| waiver(draft, &as_written, &mut faults));
        (waivers.collect(), faults)
    }

    fn of_toml(path: &Path, bytes: &[u8], holds: Holds, packs: &[Pack]) -> Result<Self, Unwaivable> {
        let unread = || Unwaivable::Stopped(words::no_list(&std::io::ErrorKind::InvalidData.into()));
        let text = std::str::from_utf8(bytes).map_err(|_| unread())?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned();
        let mut faults = Vec::new();
        let drafts = toml::drafts(&text, holds, &mut faults);
        Self::judged(path, bytes, text, &drafts, packs, faults)
    }

    fn judged(
        path: &Path,
        bytes: &[u8],
        text: String,
        drafts: &[Draft],
        packs: &[Pack],
        mut faults: Vec<Fault>,
    ) -> Result<Self, Unwaivable> {
        let known = |id: &str| match find_requirement(packs, id) {
            Ok((_, known)) => Ok(known.id.clone()),
            Err(near) => Err(near.map(words::did_you_mean)),
        };
        let waivers: Vec<Waiver> = drafts
            .iter()
            .filter_map(|draft| waiver(draft, &known, &mut faults))
            .collect();
        if faults.is_empty() {
            return Ok(Self {
                file: path.display().to_string(),
                sha256: hex(&Sha256::digest(bytes)),
                waivers,
            });
        }
        faults.sort_by_key(|f| f.span.start);
        Err(Unwaivable::Faults { text, faults })
    }
}

/// The keys of a waiver in TOML, each with its Chinese name and whether it must be there.
pub fn waiver_keys() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    let named = |(key, heads, needed): &(&'static str, &[&'static str], bool)| {
        (*key, heads.first().copied().unwrap_or(key), *needed)
    };
    KEYS.iter().map(named)
}

/// The id of a requirement as a waiver names it, or the help where there is none.
type Find<'a> = dyn Fn(&str) -> Result<String, Option<Text>> + 'a;

/// The waiver that a draft makes, or everything wrong with it.
fn waiver(draft: &Draft, find: &Find<'_>, faults: &mut Vec<Fault>) -> Option<Waiver> {
    let before = faults.len();
    let said = |key: &str| draft.cells.get(key).filter(|c| !c.text.trim().is_empty());
    for (key, heads, needed) in KEYS {
        if *needed && said(key).is_none() {
            let fault = Fault::new(draft.span.clone(), words::waiver_lacks(draft.line, key, heads));
            faults.push(match *key {
                "provider" | "resource" => fault.help(words::star_is_all()),
                _ => fault,
            });
        }
    }
    let mut wrong = |cell: &Cell, message: Text, help: Option<Text>| {
        let message = match &cell.address {
            Some(address) => words::in_cell(address, &message),
            None => message,
        };
        faults.push(Fault {
            span: cell.span.clone(),
            message,
            help,
        });
    };
    let mut requirement = String::new();
    if let Some(cell) = said("requirement") {
        match find(cell.text.trim()) {
            Ok(known) => requirement = known,
            Err(help) => wrong(cell, words::unknown_requirement(cell.text.trim()), help),
        }
    }
    let mut date = |key: &str| {
        let cell = said(key)?;
        let day = day(&cell.text);
        if day.is_none() {
            wrong(cell, words::no_day(cell.text.trim()), Some(words::day_like()));
        }
        day
    };
    let (approved, expires) = (date("approved"), date("expires"));
    if let (Some(from), Some(until), Some(cell)) = (approved, expires, said("expires"))
        && until < from
    {
        wrong(cell, words::expires_before_approved(until, from), None);
    }
    if faults.len() > before {
        return None;
    }
    let text = |key: &str| said(key).map(|c| c.text.trim().to_owned());
    Some(Waiver::new(Said {
        line: draft.line,
        requirement,
        provider: text("provider")?,
        resource: text("resource")?,
        reason: text("reason")?,
        approver: text("approver")?,
        document: text("document"),
        approved,
        expires: expires?,
    }))
}

/// A day, with nothing else in the cell but midnight.
fn day(text: &str) -> Option<NaiveDate> {
    parse_date(text).map(|date| date.day)
}
