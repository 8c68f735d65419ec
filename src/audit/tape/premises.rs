//! What the findings of a run depend on beside its files. Runs that agree in it can be told as one.

use crate::audit::{Aliases, Plan, words};
use crate::check::{Clock, Word};
use crate::model::{Period, Text, Vocabulary, hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Everything that two runs must have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premises {
    /// Version of the program.
    pub tool: String,
    /// The day it was judged at.
    pub as_of: NaiveDate,
    /// Whether instruments not in force were judged as if they were.
    pub what_if: bool,
    /// The instruments in their order, each with the SHA-256 of its pack.
    pub instruments: Vec<(String, String)>,
    /// The packs of the user's own, by name and in full: with them the report can be written anywhere.
    pub packs: Vec<(String, String)>,
    /// SHA-256 of the ids of all fields in their order, which findings and counts number them by.
    pub vocabulary: String,
    /// Severities that were raised or lowered, as they were given.
    #[serde(default)]
    pub severities: Vec<String>,
    /// What codes were said to mean.
    pub codes: Vec<String>,
    /// What columns were said to be.
    pub columns: Vec<(String, String)>,
    /// The kind that every table was said to be of.
    pub kind: Option<String>,
    /// The one sheet that was read.
    pub sheet: Option<String>,
    /// Where headers were said to stand.
    pub header_rows: Option<String>,
    /// The encoding that text files were said to be in.
    pub encoding: Option<String>,
    /// Other names of departments.
    pub aliases: Aliases,
    /// What periods without a number were held to.
    pub tolerances: BTreeMap<Word, Period>,
    /// Whether periods of calendar days ended on working days.
    pub rolls: bool,
    /// The file that years were added from, and SHA-256 of the calendar with them.
    pub calendar: (Option<String>, String),
}

impl Premises {
    /// The premises of a plan; the packs of the user's own and the codes are as they were given.
    pub fn of(plan: &Plan<'_>, what_if: bool, packs: Vec<(String, String)>, codes: Vec<String>) -> Self {
        let layout = &plan.reading.layout;
        let rows = layout.header_rows.map(|rows| match rows.first {
            Some(first) => format!("{first}-{}", rows.last),
            None => rows.last.to_string(),
        });
        let packed = plan.packs.iter().map(|a| a.pack);
        Self {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: plan.as_of,
            what_if,
            instruments: packed
                .map(|p| (p.instrument.id.clone(), p.sha256.clone()))
                .collect(),
            packs,
            vocabulary: fields(plan.vocabulary),
            severities: Vec::new(),
            codes,
            columns: layout.map.clone(),
            kind: layout.kind.clone(),
            sheet: layout.sheet.clone(),
            header_rows: rows,
            encoding: plan.reading.encoding.clone(),
            aliases: plan.aliases.as_ref().clone(),
            tolerances: plan.clock.tolerances.clone(),
            rolls: plan.clock.rolls,
            calendar: (
                plan.clock.source.clone(),
                digest(format!("{:?}", plan.clock.calendar).as_bytes()),
            ),
        }
    }

    /// The premises with severities raised or lowered.
    #[must_use]
    pub fn adjusted(mut self, severities: Vec<String>) -> Self {
        self.severities = severities;
        self
    }

    /// What periods were counted by, as far as a report tells it.
    pub fn clock(&self) -> Clock {
        Clock {
            source: self.calendar.0.clone(),
            rolls: self.rolls,
            tolerances: self.tolerances.clone(),
            ..Clock::default()
        }
    }

    /// The first thing that is not the same, with both values.
    pub(super) fn differ(&self, other: &Self) -> Option<(Text, String, String)> {
        let both = self.said().into_iter().zip(other.said());
        let mut unlike = both.filter(|((_, mine), (_, theirs))| mine != theirs);
        unlike
            .next()
            .map(|((what, mine), (_, theirs))| (what, mine, theirs))
    }

    /// Every premise in words.
    fn said(&self) -> Vec<(Text, String)> {
        let one = |value: &Option<String>| value.clone().unwrap_or_else(|| NONE.to_owned());
        let pairs = |pairs: &[(String, String)]| list(pairs.iter().map(|(a, b)| format!("{a}={b}")));
        // Where a pack of one's own lies may differ.
        let own = list(self.packs.iter().map(|(_, text)| digest(text.as_bytes())));
        let aliases =
            (self.aliases != Aliases::default()).then(|| digest(format!("{:?}", self.aliases).as_bytes()));
        let values = [
            self.tool.clone(),
            self.as_of.to_string(),
            if self.what_if { "--what-if" } else { NONE }.to_owned(),
            pairs(&self.instruments),
            own,
            self.vocabulary.clone(),
            list(self.codes.iter().cloned()),
            pairs(&self.columns),
            one(&self.kind),
            one(&self.sheet),
            one(&self.header_rows),
            one(&self.encoding),
            one(&aliases),
            list(
                self.tolerances
                    .iter()
                    .map(|(word, period)| format!("{}={period}", word.as_str())),
            ),
            if self.rolls { NONE } else { "--no-roll" }.to_owned(),
            self.calendar.1.clone(),
            list(self.severities.iter().cloned()),
        ];
        words::premises().into_iter().zip(values).collect()
    }
}

/// Stands where nothing was given.
const NONE: &str = "—";

fn list(values: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = values.collect();
    if all.is_empty() {
        NONE.to_owned()
    } else {
        all.join("、")
    }
}

/// A vocabulary by the ids of its fields.
pub(super) fn fields(vocabulary: &Vocabulary) -> String {
    let ids: Vec<&str> = vocabulary.fields().map(|(_, e)| e.id.as_str()).collect();
    digest(ids.join("\n").as_bytes())
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
