//! What a run came to: inputs, coverage, counts and verdict. Everything but the findings, which went to the sink.

use super::{Active, Coverage, Departments, Notice, Upshot, tape};
use crate::check::Clock;
use crate::ingest::{Encoding, PassedOver, SkippedSheet, Stopped};
use crate::law::Requirement;
use crate::model::{Header, Severity, Text, Vocabulary};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// One table that was audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// Name of its sheet; `None` for text files.
    pub sheet: Option<String>,
    /// The sheet is hidden.
    pub hidden: bool,
    /// Its table kind.
    pub kind: String,
    /// Rows of its header, as Excel numbers them.
    pub header_rows: Vec<u32>,
    /// First row of data.
    pub first_data_row: u32,
    /// Rows of data.
    pub rows: u64,
    /// Resources among them; the records of a ledger are none.
    pub resources: u64,
    /// Rows that are hidden in the sheet; they are audited like the others.
    pub hidden_rows: u64,
    /// Cells that took their value from a merged or filled cell above.
    pub inherited: u64,
    /// The headers and what each was taken for; shared by files that have the same.
    #[serde(with = "tape::shared")]
    pub columns: Arc<[Header]>,
    /// Rows passed over, with the reason: samples, notes, repeated headers. Capped; the count is not.
    pub skipped_rows: Vec<(u32, Text)>,
    /// How many rows were passed over.
    pub skipped: u64,
    /// Decisions that were not plain, and what else the reader should know.
    pub notes: Vec<Text>,
    /// Rows whose bodies another instrument governs, or that an instrument does not reach.
    pub notices: Vec<Notice>,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// To be audited.
    #[default]
    Audited,
    /// As the list of bodies that others are held against.
    Departments,
    /// As the former edition that today's is held against.
    Previous,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Input {
    /// As the user named it.
    pub path: String,
    /// What it was read for.
    pub role: Role,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal; empty when it could not be read.
    pub sha256: String,
    /// What it really is, whatever its name says.
    pub format: Option<Cow<'static, str>>,
    /// The encoding, for text files.
    pub encoding: Option<Encoding>,
    /// Why it was not audited, or not wholly.
    pub error: Option<Stopped>,
    /// The tables audited.
    pub tables: Vec<TableReport>,
    /// The sheets passed over.
    pub skipped: Vec<SkippedSheet>,
    /// What the reader found odd and put right.
    pub notes: Vec<Text>,
    /// Why none of its tables could be judged by anything chosen: an error where that is so of every file.
    pub(crate) idle: Option<Stopped>,
}

/// The verdict; `Incomplete` beats `Violations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Everything named was audited, no finding of level error.
    Clean,
    /// Everything named was audited, with findings of level error.
    Violations,
    /// Something could not be audited: no verdict.
    Incomplete,
}

/// Exact counts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Files named.
    pub files: u64,
    /// Tables audited.
    pub tables: u64,
    /// Rows of data.
    pub rows: u64,
    /// Resources.
    pub resources: u64,
    /// Findings of level error.
    pub errors: u64,
    /// Findings of level warning.
    pub warnings: u64,
    /// Findings of level info.
    pub infos: u64,
    /// Findings waived, not counted above.
    pub waived: u64,
    /// Files that could not be audited, or not wholly.
    pub unread: u64,
}

impl Summary {
    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// Takes findings of a level back that do not count.
    pub(super) fn waive(&mut self, severity: Severity, n: u64) {
        let level = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        *level = level.saturating_sub(n);
        self.waived += n;
    }

    /// Adds the counts of other files.
    pub fn absorb(&mut self, other: &Self) {
        self.files += other.files;
        self.tables += other.tables;
        self.rows += other.rows;
        self.resources += other.resources;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.waived += other.waived;
        self.unread += other.unread;
    }

    /// All findings that count.
    pub fn findings(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }

    /// The verdict these counts amount to.
    pub fn verdict(&self) -> Verdict {
        match (self.unread, self.errors) {
            (0, 0) => Verdict::Clean,
            (0, _) => Verdict::Violations,
            _ => Verdict::Incomplete,
        }
    }

    /// Findings at or above a level.
    pub fn reaching(&self, level: Severity) -> u64 {
        match level {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.findings(),
        }
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Outcome<'p> {
    /// The fields known.
    pub vocabulary: &'p Vocabulary,
    /// The instruments and what they are worth on the day.
    pub instruments: Vec<Active<'p>>,
    /// What periods were counted by.
    pub clock: Arc<Clock>,
    /// The files, in the order of their paths.
    pub inputs: Vec<Input>,
    /// Files that were found and are no inputs.
    pub passed_over: Vec<PassedOver>,
    /// One entry a requirement, in pack order, with the reason where one is due.
    pub coverage: Vec<(Active<'p>, &'p Requirement, Coverage, Option<Text>)>,
    /// The counts.
    pub summary: Summary,
    /// The same by department.
    pub departments: Departments,
    /// What waivers and a baseline came to, where there were any.
    pub reprieve: Option<Upshot>,
}
