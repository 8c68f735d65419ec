//! The instruments there are, and where each stands on a day.

use super::{Listing, Page, Sheet, json, words};
use crate::law::{Level, Pack};
use crate::model::Severity;
use crate::report::words::state;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{self, Write};

/// Columns that share one on a narrow page.
const NARROW: &[&[usize]] = &[&[0, 1, 2], &[3, 4], &[5], &[6], &[7], &[8], &[9], &[10]];

/// Every instrument, as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jurisdictions {
    schema: &'static str,
    as_of: String,
    #[serde(rename = "jurisdictions")]
    rows: Vec<Row>,
}

/// One instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Row {
    jurisdiction: String,
    names: Vec<String>,
    title: String,
    level: &'static str,
    status: &'static str,
    #[serde(skip)]
    standing: String,
    #[serde(skip)]
    dates: String,
    adopted: Option<String>,
    effective: Option<String>,
    expires: Option<String>,
    repealed: Option<String>,
    see: Option<String>,
    source: String,
    pack_sha256: String,
    requirements: Counts,
}

/// How many requirements an instrument has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Counts {
    total: usize,
    judged: usize,
    unjudged: usize,
    error: usize,
    warning: usize,
    info: usize,
}

impl Jurisdictions {
    /// Lists packs as they stand on a day.
    pub fn new(packs: &[Pack], as_of: NaiveDate, page: Page) -> Self {
        let mut rows: Vec<_> = packs.iter().map(|p| jurisdiction(p, as_of, page)).collect();
        rows.sort_by(|a, b| a.jurisdiction.cmp(&b.jurisdiction));
        Self {
            schema: "dataaudit-jurisdictions/1",
            as_of: as_of.to_string(),
            rows,
        }
    }

    /// Writes the list.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        if listing == Listing::Json {
            return json(self, out);
        }
        let head = words::jurisdictions_head(page.lang);
        let mut sheet = Sheet::new(&head, NARROW);
        sheet.rows = self.rows.iter().map(row).collect();
        sheet.write(listing, page, out)
    }
}

fn jurisdiction(pack: &Pack, as_of: NaiveDate, page: Page) -> Row {
    let instrument = &pack.instrument;
    let day = |day: Option<NaiveDate>| day.map(|d| d.to_string());
    let at = instrument.status(as_of);
    Row {
        jurisdiction: instrument.id.clone(),
        names: instrument.names.clone(),
        title: instrument.title.of(page.lang).to_owned(),
        level: match instrument.level {
            Level::National => "national",
            Level::Regional => "regional",
        },
        status: at.as_str(),
        standing: state(instrument, as_of).of(page.lang).to_owned(),
        dates: words::days(instrument).of(page.lang).to_owned(),
        adopted: day(instrument.adopted),
        effective: day(instrument.effective),
        expires: day(instrument.expires),
        repealed: day(instrument.repealed),
        see: instrument.see.clone(),
        source: instrument.source.of(page.lang).to_owned(),
        pack_sha256: pack.sha256.clone(),
        requirements: counts(pack),
    }
}

fn counts(pack: &Pack) -> Counts {
    let of = |severity| {
        pack.requirements
            .iter()
            .filter(|r| r.severity == severity)
            .count()
    };
    let judged = pack.requirements.iter().filter(|r| r.is_judged()).count();
    Counts {
        total: pack.requirements.len(),
        judged,
        unjudged: pack.requirements.len() - judged,
        error: of(Severity::Error),
        warning: of(Severity::Warning),
        info: of(Severity::Info),
    }
}

fn row(j: &Row) -> Vec<String> {
    let n = &j.requirements;
    let mut row = vec![
        j.jurisdiction.clone(),
        j.names.first().cloned().unwrap_or_default(),
        j.title.clone(),
        j.standing.clone(),
        j.dates.clone(),
    ];
    let counts = [n.total, n.judged, n.unjudged, n.error, n.warning, n.info];
    row.extend(counts.iter().map(usize::to_string));
    row
}
