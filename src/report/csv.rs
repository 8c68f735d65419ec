//! `csv`: for Excel and WPS, a row a finding; below them a row for whatever could not be read, so that no such table
//! passes for a clean one.

use super::spool::Spool;
use super::{Context, Report, cells, sentence, words};
use crate::audit::{Finding, Input, Outcome, Sink};
use crate::check::across::Spot;
use crate::model::{Lang, letters};
use std::io::{self, Write};

/// Columns of the table.
pub(super) const COLUMNS: usize = 24;

/// A table of findings being written.
#[derive(Debug)]
pub(super) struct Csv {
    context: Context,
    rows: csv::Writer<Spool>,
}

pub(super) fn open(context: &Context) -> Csv {
    Csv {
        context: context.clone(),
        rows: cells::writer(Spool::new()),
    }
}

impl Sink for Csv {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        cells::row(&mut self.rows, row(finding, self.context.lang))
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

fn row(finding: &Finding<'_>, lang: Lang) -> [String; COLUMNS] {
    let (requirement, breach, subject) = (finding.requirement, finding.breach, finding.subject);
    let (address, place) = (&finding.address, breach.place);
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    let liability = match &requirement.liability {
        Some(l) => words::liability(l.fit, &l.citation.to_string()),
        None => words::no_liability(),
    };
    let see: Vec<String> = finding.related.iter().map(seen).collect();
    [
        words::severity(finding.severity, lang).to_owned(),
        requirement.id.clone(),
        address.file.to_owned(),
        text(address.sheet),
        place.cell().unwrap_or_default(),
        place.row().to_string(),
        place.column().map(letters).unwrap_or_default(),
        place.line().map(|l| l.to_string()).unwrap_or_default(),
        text(finding.header),
        text(subject.catalog_code),
        text(subject.catalog_name),
        text(subject.provider),
        text(subject.item),
        sentence::observed(finding, lang),
        breach.expected.of(lang).to_owned(),
        breach.message.of(lang).to_owned(),
        text(breach.suggestion.as_ref().map(|s| s.of(lang))),
        finding.pack.instrument.title.of(lang).to_owned(),
        requirement.citation.to_string(),
        liability.of(lang).to_owned(),
        see.join("\n"),
        finding.pack.instrument.id.clone(),
        finding.fingerprint.clone(),
        text(finding.waived.map(words::reason).as_ref().map(|r| r.of(lang))),
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
