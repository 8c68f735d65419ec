//! One finding as a row of the list. Knows how it reads, not where rows go.

use super::sheet::{Cell, Sheet, Style};
use super::text::{fitting, target};
use crate::audit::{Finding, Outcome};
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::Lang;
use crate::report::seal::Seal;
use crate::report::{Context, words};
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeSet;

/// Columns of the list, as wide as so many characters.
pub(in crate::report) const WIDTHS: &[u16] = &[
    6, 7, 19, 16, 13, 13, 9, 8, 14, 11, 13, 10, 11, 14, 16, 22, 18, 9, 13, 18, 18, 18,
];

/// Columns for the program that reads the list when it comes back: the fingerprint, files of the other sides, the seal.
pub(in crate::report) const HIDDEN: &[usize] = &[19, 20, 21];

/// Columns that are not sealed: the number, which whoever sorts may give anew, and what is to be filled in.
const LOOSE: [usize; 3] = [0, 17, 18];

/// Columns that stay in sight while scrolling: number and level.
pub(in crate::report) const KEPT_IN_SIGHT: u16 = 2;

/// Other sides that are told of one finding.
const RELATED: usize = 3;

/// What is known of the whole run and needed for each row.
pub(super) struct Known<'o> {
    outcome: &'o Outcome<'o>,
    context: &'o Context,
    /// Files that have cells to point at.
    workbooks: BTreeSet<&'o str>,
}

impl<'o> Known<'o> {
    pub(super) fn new(outcome: &'o Outcome<'_>, context: &'o Context) -> Self {
        let is_workbook = |format: &str| matches!(format, "xlsx" | "xlsm" | "xlsb" | "xls" | "ods");
        let inputs = outcome.inputs.iter();
        let workbooks = inputs.filter(|i| i.format.as_deref().is_some_and(is_workbook));
        Self {
            outcome,
            context,
            workbooks: workbooks.map(|i| i.path.as_str()).collect(),
        }
    }

    /// `更新频率（表头：更新周期）`; the header only where it says something else.
    fn field(&self, finding: &Finding<'_>) -> String {
        let lang = self.context.lang;
        let name = self.outcome.vocabulary.entry(finding.breach.field).text();
        let header = finding.header.map(str::trim).filter(|h| !h.is_empty());
        match header.filter(|h| *h != name.of(lang)) {
            Some(header) => words::field_under(&name, header).of(lang).to_owned(),
            None => name.of(lang).to_owned(),
        }
    }

    fn target(&self, finding: &Finding<'_>) -> Option<String> {
        let address = &finding.address;
        let sheet = address.sheet.filter(|_| self.workbooks.contains(address.file))?;
        target(&self.context.links, address.file, sheet, address.place)
    }
}

/// Writes the row of one finding.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    seal: &Seal,
    finding: &Finding<'_>,
    known: &Known<'_>,
    links: &mut u64,
) -> Result<(), XlsxError> {
    let lang = known.context.lang;
    let (requirement, breach, subject) = (finding.requirement, finding.breach, finding.subject);
    let asks = words::named(&requirement.summary, &requirement.id);
    let basis = words::entitled(
        &finding.pack.instrument.title,
        &crate::model::Text::same(requirement.citation.to_string()),
    );
    let liability = match &requirement.liability {
        Some(l) => words::liability(l.fit, &l.citation.to_string()),
        None => words::no_liability(),
    };
    let place = words::place(breach.place);
    let place = place.of(lang);
    let (field, observed) = (known.field(finding), observed(finding, lang));
    let cell = match known.target(finding).filter(|_| *links > 0) {
        Some(target) => {
            *links -= 1;
            (Cell::Link(place, target), Style::Link)
        }
        None => (Cell::Text(place), Style::Middle),
    };
    let plain = |text| (Cell::Text(text), Style::Plain);
    let said = |text: Option<_>| plain(text.unwrap_or_default());
    let others = others(finding);
    let cells = [
        (Cell::Number(seal.number), Style::Middle),
        (
            Cell::Text(words::level(finding, lang)),
            match finding.waived {
                Some(_) => Style::Middle,
                None => Style::Of(finding.severity),
            },
        ),
        plain(asks.of(lang)),
        plain(basis.of(lang)),
        plain(liability.of(lang)),
        plain(finding.address.file),
        said(finding.address.sheet),
        cell,
        said(subject.catalog_name),
        said(subject.catalog_code),
        said(subject.provider),
        said(subject.item),
        plain(&field),
        plain(&observed),
        plain(breach.expected.of(lang)),
        plain(breach.message.of(lang)),
        said(breach.suggestion.as_ref().map(|s| s.of(lang))),
        (Cell::Text(""), Style::Fill),
        (Cell::Text(""), Style::Fill),
        (Cell::Text(&finding.fingerprint), Style::Note),
        (Cell::Text(&others), Style::Note),
    ];
    let fixed = (0..).zip(&cells).filter(|(n, _)| !LOOSE.contains(n));
    let fixed: Vec<String> = fixed.map(|(_, (cell, _))| fitting(cell.text(), lang)).collect();
    let mark = seal.mark(fixed.iter().map(String::as_str));
    sheet.row(cells.into_iter().chain([(Cell::Text(&mark), Style::Note)]))
}

/// Files of the other sides, a line each.
fn others(finding: &Finding<'_>) -> String {
    let files: BTreeSet<&str> = finding.related.iter().map(|spot| spot.file.as_ref()).collect();
    files.into_iter().collect::<Vec<_>>().join("\n")
}

/// 现状, with the other sides below it.
fn observed(finding: &Finding<'_>, lang: Lang) -> String {
    let breach = finding.breach;
    let mut told = match (breach.class, breach.observed.trim()) {
        (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
        (_, "") => words::empty_cell().of(lang).to_owned(),
        _ => breach.observed.clone(),
    };
    if let Some(waived) = finding.waived {
        told.push('\n');
        told.push_str(words::waived(waived, finding.severity).of(lang));
    }
    for spot in finding.related.iter().take(RELATED) {
        told.push('\n');
        told.push_str(words::see_also(&at(spot, lang), &about(spot)).of(lang));
    }
    let more = finding.related.len().saturating_sub(RELATED);
    if more > 0 {
        told.push('\n');
        told.push_str(words::more_places(more).of(lang));
    }
    told
}

fn at(spot: &Spot, lang: Lang) -> String {
    format!("{} {}", spot.file, words::spot(spot).of(lang))
}

fn about(spot: &Spot) -> String {
    let name = spot.name.as_deref().or(spot.code.as_deref());
    let body = Some(spot.body()).filter(|b| !b.is_empty());
    let parts: Vec<&str> = [name, body].into_iter().flatten().collect();
    parts.join(" / ")
}
