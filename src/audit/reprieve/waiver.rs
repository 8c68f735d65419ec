//! One waiver: what it is about, who answers for it, and from when until when. Read whole, then never doubted.

use super::glob::Glob;
use super::{By, Waived};
use crate::audit::{Aliases, Subject};
use crate::model::{Text, fold};
use chrono::NaiveDate;
use std::borrow::Cow;

/// A waiver as its list writes it.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its line, or its row in a table.
    pub line: u32,
    /// Id of the requirement.
    pub requirement: String,
    /// The provider, or a pattern of providers.
    pub provider: String,
    /// Name or code of the resource, or a pattern.
    pub resource: String,
    /// Who approved it.
    pub approver: String,
    /// The document that says so.
    pub document: Option<String>,
    /// The first day of it.
    pub approved: Option<NaiveDate>,
    /// The last day of it.
    pub expires: NaiveDate,
    /// What is said of a finding that it excuses.
    pub waived: Waived,
    pub(super) providers: Glob,
    pub(super) resources: Glob,
}

/// How a waiver stands to the day of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    NotYet,
    Valid,
    Expired,
}

/// What is to be made a waiver of, every date read.
pub(super) struct Said {
    pub(super) line: u32,
    pub(super) requirement: String,
    pub(super) provider: String,
    pub(super) resource: String,
    pub(super) reason: String,
    pub(super) approver: String,
    pub(super) document: Option<String>,
    pub(super) approved: Option<NaiveDate>,
    pub(super) expires: NaiveDate,
}

impl Waiver {
    pub(super) fn new(said: Said) -> Self {
        Self {
            line: said.line,
            requirement: said.requirement,
            providers: Glob::new(&said.provider),
            provider: said.provider,
            resources: Glob::new(&said.resource),
            resource: said.resource,
            approver: said.approver,
            document: said.document,
            approved: said.approved,
            expires: said.expires,
            waived: Waived {
                by: By::Waiver,
                reason: Text::same(said.reason),
                expires: Some(said.expires),
            },
        }
    }

    /// The day of expiry still belongs to it.
    pub(super) fn standing(&self, day: NaiveDate) -> Standing {
        match self.approved {
            _ if self.expires < day => Standing::Expired,
            Some(approved) if day < approved => Standing::NotYet,
            _ => Standing::Valid,
        }
    }

    /// Whether it is about whom a finding under its requirement is about.
    pub(super) fn fits(&self, subject: &Subject<'_>, aliases: &Aliases) -> bool {
        let department = aliases.department(subject.provider.unwrap_or_default());
        let as_written = || {
            let is_pattern = self.providers.name().is_none();
            is_pattern && self.providers.fits(&fold(subject.provider.unwrap_or_default()))
        };
        (self.names(&department, aliases) || as_written()) && self.fits_resource(subject)
    }

    /// Whether it names a department, by its folded name or as one of a pattern.
    pub(in crate::audit) fn names(&self, department: &str, aliases: &Aliases) -> bool {
        match self.providers.name() {
            Some(name) => aliases.canonical(name) == department,
            None => self.providers.fits(department),
        }
    }

    fn fits_resource(&self, subject: &Subject<'_>) -> bool {
        let mut named = [subject.catalog_code, subject.catalog_name]
            .into_iter()
            .flatten()
            .peekable();
        if named.peek().is_none() {
            return self.resources.fits("");
        }
        named.any(|name| self.resources.fits(&fold(name)))
    }

    pub(super) fn cover(&mut self, mask: &impl Fn(&str) -> Cow<'_, str>) {
        let shown = [
            &mut self.provider,
            &mut self.resource,
            &mut self.approver,
            &mut self.waived.reason.zh,
            &mut self.waived.reason.en,
        ];
        for text in shown.into_iter().chain(&mut self.document) {
            *text = mask(text).into_owned();
        }
    }
}
