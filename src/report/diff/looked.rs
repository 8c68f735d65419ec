//! Whether a later audit looked again at what an earlier one found: by the same requirement, at the same table, with the
//! column still there. What it did not look at is never settled.

use super::files::{Renamed, matched};
use super::snapshot::{Finding, Input, Snapshot, Table};
use super::words;
use crate::audit::{Named, Subject};
use crate::model::{Text, fold};
use std::collections::BTreeMap;

/// Why a finding was not looked at again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// The instrument was not chosen.
    Instrument,
    /// The instrument is no longer in force on the day.
    Standing(String),
    /// The pack has no such requirement any more.
    Requirement,
    /// The requirement was not checked.
    NotChecked(String),
    /// The file is not among those audited.
    File(String),
    /// The file could not be read, or not wholly.
    Failed(String),
    /// The file has no such table.
    Table(String),
    /// The column is gone.
    Column(String),
    /// The requirement was checked on some tables, and this one lacks columns that it had.
    Part(String),
    /// The file of the other side is not among those audited.
    OtherSide(String),
    /// No row names the department.
    Department(String),
    /// No row of the table names the resource.
    Resource(String),
}

impl Unseen {
    /// As programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Instrument => "instrument-not-used",
            Self::Standing(_) => "instrument-not-in-force",
            Self::Requirement => "requirement-gone",
            Self::NotChecked(_) => "requirement-not-checked",
            Self::File(_) => "file-not-audited",
            Self::Failed(_) => "file-not-read",
            Self::Table(_) => "table-not-audited",
            Self::Column(_) => "column-gone",
            Self::Part(_) => "checked-in-part",
            Self::OtherSide(_) => "other-side-not-audited",
            Self::Department(_) => "department-not-seen",
            Self::Resource(_) => "resource-not-seen",
        }
    }

    /// For people.
    pub fn text(&self) -> Text {
        words::unseen(self)
    }
}

/// What a later audit shows of an earlier one.
pub(super) struct Sight<'a> {
    old: &'a Snapshot,
    new: &'a Snapshot,
    files: BTreeMap<String, usize>,
    canonical: &'a dyn Fn(&str) -> String,
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        old: &'a Snapshot,
        new: &'a Snapshot,
        renamed: &[Renamed],
        canonical: &'a dyn Fn(&str) -> String,
    ) -> Self {
        Self {
            files: matched(&old.inputs, &new.inputs, renamed),
            old,
            new,
            canonical,
        }
    }

    /// The later path of an earlier file.
    pub(super) fn now(&self, file: &str) -> Option<&'a str> {
        self.input(file).map(|input| input.path.as_str())
    }

    fn input(&self, file: &str) -> Option<&'a Input> {
        self.files.get(file).and_then(|&n| self.new.inputs.get(n))
    }

    /// Why a finding that is not there any more cannot be called settled.
    pub(super) fn unseen(&self, finding: &Finding) -> Option<Unseen> {
        self.by_law(finding)
            .or_else(|| self.by_table(finding))
            .or_else(|| self.by_department(finding))
            .or_else(|| self.by_resource(finding))
    }

    fn by_law(&self, finding: &Finding) -> Option<Unseen> {
        let status = |snapshot: &'a Snapshot| {
            let mut all = snapshot.instruments.iter();
            all.find(|i| i.jurisdiction == finding.jurisdiction)
                .map(|i| i.status.as_str())
        };
        let Some(now) = status(self.new) else {
            return Some(Unseen::Instrument);
        };
        let before = status(self.old);
        if now != "in-force" && before.is_none_or(|before| before != now) && before.is_some() {
            return Some(Unseen::Standing(now.to_owned()));
        }
        let key = (finding.jurisdiction.clone(), finding.requirement.clone());
        match self.new.coverage.get(&key) {
            None => Some(Unseen::Requirement),
            Some(became) if !became.checked => {
                Some(Unseen::NotChecked(became.reason.clone().unwrap_or_default()))
            }
            Some(_) => None,
        }
    }

    fn by_table(&self, finding: &Finding) -> Option<Unseen> {
        let Some(input) = self.input(&finding.file) else {
            return Some(Unseen::File(finding.file.clone()));
        };
        let others = finding.related.iter().filter(|f| **f != finding.file);
        for other in others {
            match self.input(other) {
                None => return Some(Unseen::OtherSide(other.clone())),
                Some(input) if input.failed => return Some(Unseen::Failed(input.path.clone())),
                Some(_) => {}
            }
        }
        if input.failed {
            return Some(Unseen::Failed(input.path.clone()));
        }
        let (was, now) = self.tables(finding, input)?;
        let Some(now) = now else {
            let sheet = finding.sheet.clone();
            return Some(Unseen::Table(sheet.unwrap_or_else(|| finding.file.clone())));
        };
        self.by_columns(finding, was, now)
    }

    /// The table that a finding was in, and the one that is now what that was.
    fn tables(&self, finding: &Finding, input: &'a Input) -> Option<(Option<&'a Table>, Option<&'a Table>)> {
        let before = self.old.inputs.iter().find(|i| i.path == finding.file)?;
        let was = table(&before.tables, finding.sheet.as_deref());
        Some((was, later(before, was, input, finding.sheet.as_deref())))
    }

    fn by_columns(&self, finding: &Finding, was: Option<&Table>, now: &Table) -> Option<Unseen> {
        let now = now.fields.as_ref()?;
        let was = was.and_then(|t| t.fields.as_ref());
        let had = was.map_or(finding.cell.is_some(), |was| was.contains(&finding.field));
        if had && !now.contains(&finding.field) {
            return Some(Unseen::Column(finding.field.clone()));
        }
        let key = (finding.jurisdiction.clone(), finding.requirement.clone());
        let became = self.new.coverage.get(&key)?;
        let in_part = became.lacked.unwrap_or(became.reason.is_some());
        let tables = self.new.inputs.iter().map(|i| i.tables.len()).sum::<usize>();
        let lost = match was {
            Some(was) => was.iter().any(|field| !now.contains(field)),
            None => tables > 1,
        };
        (in_part && lost).then(|| Unseen::Part(became.reason.clone().unwrap_or_default()))
    }

    fn by_department(&self, finding: &Finding) -> Option<Unseen> {
        let provider = finding.provider.as_deref().filter(|p| !p.trim().is_empty())?;
        let names = [fold(provider), fold(&(self.canonical)(provider))];
        let seen = names.iter().any(|name| self.new.saw(name));
        (!seen).then(|| Unseen::Department(provider.to_owned()))
    }

    /// What goes by another code or name now, or is struck out, shows nothing of what was wrong with it.
    fn by_resource(&self, finding: &Finding) -> Option<Unseen> {
        let sought = self.new.sought.as_ref()?;
        let named = resource(finding, self.canonical)?;
        let input = self.input(&finding.file)?;
        let (_, now) = self.tables(finding, input)?;
        let seen = sought.saw(&named, &input.path, now?.sheet.as_deref());
        let shown = [&finding.catalog_code, &finding.catalog_name, &finding.item];
        let shown: Vec<&str> = shown.into_iter().flatten().map(String::as_str).collect();
        (!seen).then(|| Unseen::Resource(shown.join(" ")))
    }
}

/// What the resource of a finding is known by, where that can be told.
pub(in crate::report) fn resource(finding: &Finding, canonical: &dyn Fn(&str) -> String) -> Option<Named> {
    let subject = Subject {
        catalog_code: finding.catalog_code.as_deref(),
        catalog_name: finding.catalog_name.as_deref(),
        provider: finding.provider.as_deref(),
        item: finding.item.as_deref(),
    };
    Named::of(&subject, &finding.field, canonical)
}

fn table<'t>(tables: &'t [Table], sheet: Option<&str>) -> Option<&'t Table> {
    tables.iter().find(|t| t.sheet.as_deref() == sheet)
}

/// The table that is now what another was: of the same sheet and kind, or the only one of its kind.
fn later<'n>(before: &Input, was: Option<&Table>, now: &'n Input, sheet: Option<&str>) -> Option<&'n Table> {
    let kind = was.and_then(|t| t.kind.as_deref());
    let alike = |t: &&Table| kind.is_none_or(|kind| t.kind.as_deref() == Some(kind));
    if let Some(same) = now
        .tables
        .iter()
        .filter(alike)
        .find(|t| t.sheet.as_deref() == sheet)
    {
        return Some(same);
    }
    let mut all = now.tables.iter().filter(alike);
    match (before.tables.iter().filter(alike).count(), all.next(), all.next()) {
        (0 | 1, Some(only), None) => Some(only),
        _ => None,
    }
}
