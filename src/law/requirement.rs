//! What an instrument requires of a catalog, row by row: citation, severity, key terms, liability, check. Knows no file.

use crate::check::{Across, Check};
use crate::model::{Citation, Field, Severity, Text};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One requirement of an instrument.
#[derive(Debug)]
pub struct Requirement {
    /// Stable for ever: `NX-10-catalog-name`.
    pub id: String,
    /// The same requirement across instruments.
    pub concept: String,
    /// 0 metadata, 1 catalogs, 2 ledgers, 3 authorised operation, 4 the rest.
    pub tier: u8,
    /// Where the duty stands.
    pub citation: Citation,
    /// Other provisions to read with it.
    pub also: Vec<Citation>,
    /// Who is bound.
    pub bearer: String,
    /// Kinds of table it is judged on.
    pub tables: Vec<String>,
    /// The verb of the provision.
    pub modality: Modality,
    /// How grave a breach is while the instrument is in force.
    pub severity: Severity,
    /// Said in so many words, or inferred.
    pub basis: Basis,
    /// Words that stand in the cited provision.
    pub terms: Vec<String>,
    /// What it says, in our words.
    pub summary: Text,
    /// What follows from a breach.
    pub liability: Option<Liability>,
    /// What a missing column is; `None` leaves the requirement not checked.
    pub missing: Option<Severity>,
    /// The date that places a record in time: what happened before the instrument took effect is not judged.
    pub event: Option<Field>,
    /// Ids whose finding on the same row is the same fact and is reported once, under this one.
    pub covers: Vec<String>,
    /// The reading chosen where the text allows several.
    pub note: Option<Text>,
    /// What the check is, or why there is none.
    pub judgement: Judgement,
    /// Where the citation stands in the pack file.
    pub span: Range<usize>,
    /// What the user made of the severity, and why; no pack says so.
    pub adjusted: Option<Adjusted>,
}

/// A severity that the user raised or lowered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjusted {
    /// The severity that the provision has.
    pub from: Severity,
    /// Why, in the user's words.
    pub reason: String,
}

impl Requirement {
    /// Gives a breach another severity, a missing column among them.
    pub fn adjust(&mut self, to: Severity, reason: String) {
        let from = self.adjusted.take().map_or(self.severity, |before| before.from);
        self.severity = to;
        self.missing = self.missing.map(|_| to);
        self.adjusted = Some(Adjusted { from, reason });
    }

    /// The check, where there is one.
    pub fn check(&self) -> Option<&dyn Check> {
        match &self.judgement {
            Judgement::Judged { check, .. } => check.as_deref(),
            Judgement::Unjudged(_) => None,
        }
    }

    /// The check that looks across tables, where there is one.
    pub fn across(&self) -> Option<&dyn Across> {
        match &self.judgement {
            Judgement::Judged { across, .. } => across.as_deref(),
            Judgement::Unjudged(_) => None,
        }
    }

    /// Whether it is judged at all.
    pub fn is_judged(&self) -> bool {
        self.unjudged().is_none()
    }

    /// The kinds of check that judge it, as `docs/kinds.md` names them.
    pub fn kinds(&self) -> Vec<String> {
        let check = self.check().map(|c| c.kind().to_owned());
        let across = self.across().map(|a| format!("across.{}", a.kind()));
        check.into_iter().chain(across).collect()
    }

    /// Why it is not judged, where it is not.
    pub fn unjudged(&self) -> Option<&Text> {
        match &self.judgement {
            Judgement::Judged { .. } => None,
            Judgement::Unjudged(reason) => Some(reason),
        }
    }

    /// Whether it is judged on tables of this kind.
    pub fn is_about(&self, table: &str) -> bool {
        self.tables.iter().any(|t| t == table)
    }
}

/// How a requirement is judged.
#[derive(Debug)]
pub enum Judgement {
    /// By a check of rows, by one across tables, or by both.
    Judged {
        /// What looks at one row.
        check: Option<Box<dyn Check>>,
        /// What looks across tables.
        across: Option<Box<dyn Across>>,
    },
    /// Not by this program, for this reason.
    Unjudged(Text),
}

/// What follows from a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liability {
    /// The provision.
    pub citation: Citation,
    /// How well it fits.
    pub fit: Fit,
    /// Words that stand there.
    pub terms: Vec<String>,
    /// Where the citation stands in the pack file.
    pub span: Range<usize>,
}

/// How well a liability provision fits the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It names this act.
    Direct,
    /// The closest there is; that it reaches the act is an inference.
    Nearest,
    /// Only a reference to other law.
    ByLaw,
}

/// The verb of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Modality {
    /// 应当, 应.
    #[serde(rename = "应当")]
    Must,
    /// 不得.
    #[serde(rename = "不得")]
    MustNot,
    /// 可以.
    #[serde(rename = "可以")]
    May,
    /// 鼓励.
    #[serde(rename = "鼓励")]
    Encouraged,
    /// A norm stated without a modal verb.
    #[serde(rename = "陈述")]
    Stated,
}

impl Modality {
    /// The word in the regulations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "应当",
            Self::MustNot => "不得",
            Self::May => "可以",
            Self::Encouraged => "鼓励",
            Self::Stated => "陈述",
        }
    }

    /// Whether a breach can be an error at all.
    pub fn binds(self) -> bool {
        match self {
            Self::Must | Self::MustNot | Self::Stated => true,
            Self::May | Self::Encouraged => false,
        }
    }
}

/// Whether the provision says it or it is read out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// In so many words.
    Express,
    /// By inference.
    Implied,
}
