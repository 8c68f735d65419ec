//! `csv`: for Excel and WPS, a row a finding; below them a row for whatever could not be read, so that no such table
//! passes for a clean one.

use super::by_requirement::ByRequirement;
use super::spool::Spool;
use super::{Context, Report, cells, sentence, words};
use crate::audit::{Finding, Input, Outcome, Sink};
use crate::check::across::Spot;
use crate::model::{Lang, letters};
use std::borrow::Cow;
use std::io::{self, Write};

/// Columns of the table.
pub(super) const COLUMNS: usize = 24;

/// A table of findings being written.
#[derive(Debug)]
pub(super) struct Csv {
    context: Context,
    rows: csv::Writer<Spool>,
    laws: ByRequirement<Law>,
}

/// What every row of a requirement says.
#[derive(Debug)]
struct Law {
    citation: String,
    liability: String,
}

pub(super) fn open(context: &Context) -> Csv {
    Csv {
        context: context.clone(),
        rows: cells::writer(Spool::new()),
        laws: ByRequirement::default(),
    }
}

impl Sink for Csv {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let lang = self.context.lang;
        let law = self.laws.of(finding, || Law::of(finding, lang));
        cells::row(&mut self.rows, row(finding, &law, lang))
    }
}

impl Report for Csv {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        out.write_all(cells::MARK)?;
        let mut head = cells::writer(&mut *out);
        cells::row(&mut head, words::csv_heads(lang))?;
        head.flush()?;
        drop(head);
        let findings = self.rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
        findings.pour(out)?;
        let mut rest = cells::writer(out);
        for input in &outcome.inputs {
            if let Some(row) = unread(input, lang) {
                cells::row(&mut rest, row)?;
            }
        }
        rest.flush()
    }
}

impl Law {
    fn of(finding: &Finding<'_>, lang: Lang) -> Self {
        let requirement = finding.requirement;
        let liability = match &requirement.liability {
            Some(l) => words::liability(l.fit, &l.citation.to_string()),
            None => words::no_liability(),
        };
        Self {
            citation: requirement.citation.to_string(),
            liability: liability.of(lang).to_owned(),
        }
    }
}

fn row<'f>(finding: &'f Finding<'_>, law: &'f Law, lang: Lang) -> [Cow<'f, str>; COLUMNS] {
    let (breach, subject, address) = (finding.breach, finding.subject, &finding.address);
    let place = breach.place;
    let text = |part: Option<&'f str>| Cow::Borrowed(part.unwrap_or_default());
    let see: Vec<String> = finding.related.iter().map(seen).collect();
    [
        words::severity(finding.severity, lang).into(),
        finding.requirement.id.as_str().into(),
        address.file.into(),
        text(address.sheet),
        place.cell().unwrap_or_default().into(),
        place.row().to_string().into(),
        place.column().map(letters).unwrap_or_default().into(),
        place.line().map(|l| l.to_string()).unwrap_or_default().into(),
        text(finding.header),
        text(subject.catalog_code),
        text(subject.catalog_name),
        text(subject.provider),
        text(subject.item),
        sentence::observed(finding, lang),
        breach.expected.of(lang).into(),
        breach.message.of(lang).into(),
        text(breach.suggestion.as_ref().map(|s| s.of(lang))),
        finding.pack.instrument.title.of(lang).into(),
        law.citation.as_str().into(),
        law.liability.as_str().into(),
        see.join("\n").into(),
        finding.pack.instrument.id.as_str().into(),
        finding.fingerprint.as_str().into(),
        finding
            .waived
            .map(|w| words::reason(w).of(lang).to_owned())
            .unwrap_or_default()
            .into(),
    ]
}

fn seen(spot: &Spot) -> String {
    let address = sentence::address(spot);
    let about = sentence::about(spot);
    let place = format!("{} {address}", spot.file);
    if about.is_empty() {
        place
    } else {
        format!("{place} {about}")
    }
}

/// What is said of a file that was not audited, or not wholly.
fn unread(input: &Input, lang: Lang) -> Option<[String; COLUMNS]> {
    let error = input.error.as_ref()?;
    let mut row: [String; COLUMNS] = std::array::from_fn(|_| String::new());
    let help = error.help.as_ref().map_or("", |h| h.of(lang));
    let level = words::unread();
    let said = [
        (0, level.of(lang)),
        (2, &input.path),
        (15, error.message.of(lang)),
        (16, help),
    ];
    for (column, text) in said {
        if let Some(cell) = row.get_mut(column) {
            text.clone_into(cell);
        }
    }
    Some(row)
}
