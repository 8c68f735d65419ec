//! One finding as a row of the list: laid by as it comes, written when all are known. Knows how it reads, not where rows
//! go.

use super::row::{Part, Taker, put, put_number};
use super::sheet::{Cell, Sheet, Style};
use super::strings::Strings;
use super::text::{anchor, fitting, way};
use crate::audit::{Finding, Outcome};
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::{Lang, Severity, Text};
use crate::report::by_requirement::ByRequirement;
use crate::report::seal::{Seal, solid};
use crate::report::{Context, Links, words};
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

/// Columns of the list, as wide as so many characters.
pub(in crate::report) const WIDTHS: &[u16] = &[
    6, 7, 19, 16, 13, 13, 9, 8, 14, 11, 13, 10, 11, 14, 16, 22, 18, 9, 13, 18, 18, 18,
];

/// Columns for the program that reads the list when it comes back: the fingerprint, files of the other sides, the seal.
pub(in crate::report) const HIDDEN: &[usize] = &[19, 20, 21];

/// Columns that stay in sight while scrolling: number and level.
pub(in crate::report) const KEPT_IN_SIGHT: u16 = 2;

/// Other sides that are told of one finding.
const RELATED: usize = 3;

/// What every finding of a requirement says.
#[derive(Debug)]
struct Basis {
    asks: String,
    law: String,
    liability: String,
}

/// A field and the header that it stands under, where the table has one.
#[derive(Debug)]
struct Named {
    field: String,
    header: Option<String>,
}

/// Lays findings by, each as the texts of its row.
#[derive(Debug)]
pub(super) struct Desk {
    lang: Lang,
    links: Links,
    pub(super) strings: Strings,
    bases: ByRequirement<Basis>,
    /// Files with the way there, and their numbers.
    files: Vec<(String, Option<String>)>,
    file_numbers: BTreeMap<String, u32>,
    fields: Vec<Named>,
    field_numbers: HashMap<String, u32, FixedState>,
    line: Vec<u8>,
    key: String,
}

impl Desk {
    pub(super) fn new(context: &Context) -> Self {
        Self {
            lang: context.lang,
            links: context.links.clone(),
            strings: Strings::default(),
            bases: ByRequirement::default(),
            files: Vec::new(),
            file_numbers: BTreeMap::new(),
            fields: Vec::new(),
            field_numbers: HashMap::default(),
            line: Vec::new(),
            key: String::new(),
        }
    }

    /// The finding as it is laid by.
    pub(super) fn lay(&mut self, finding: &Finding<'_>) -> &[u8] {
        let (lang, breach, subject) = (self.lang, finding.breach, finding.subject);
        self.line.clear();
        put_number(&mut self.line, level(finding));
        let file = self.file(finding.address.file);
        put_number(&mut self.line, file);
        let anchor = finding
            .address
            .sheet
            .and_then(|sheet| anchor(sheet, breach.place));
        put(&mut self.line, Part::Own(&anchor.unwrap_or_default()));
        let field = self.field(finding);
        put_number(&mut self.line, field);
        self.share(words::level(finding, lang));
        self.basis(finding);
        self.share(finding.address.file);
        self.share(finding.address.sheet.unwrap_or_default());
        self.own(words::place(breach.place).of(lang));
        self.own(subject.catalog_name.unwrap_or_default());
        self.own(subject.catalog_code.unwrap_or_default());
        self.share(subject.provider.unwrap_or_default());
        self.own(subject.item.unwrap_or_default());
        self.share(&observed(finding, lang));
        self.share(breach.expected.of(lang));
        self.share(breach.message.of(lang));
        self.share(breach.suggestion.as_ref().map_or("", |said| said.of(lang)));
        self.own(&finding.fingerprint);
        self.share(&others(finding));
        &self.line
    }

    /// Lays by a text that other rows will have too.
    fn share(&mut self, text: &str) {
        match self.strings.number(text, self.lang) {
            Some(number) => put(&mut self.line, Part::Shared(number)),
            None => self.own(text),
        }
    }

    fn own(&mut self, text: &str) {
        put(&mut self.line, Part::Own(&fitting(text, self.lang)));
    }

    fn basis(&mut self, finding: &Finding<'_>) {
        let lang = self.lang;
        let basis = self.bases.of(finding, || Basis::of(finding, lang));
        for text in [&basis.asks, &basis.law, &basis.liability] {
            self.share(text);
        }
    }

    /// The number of a file.
    fn file(&mut self, file: &str) -> u32 {
        if let Some(&number) = self.file_numbers.get(file) {
            return number;
        }
        let number = self.files.len() as u32;
        self.files.push((file.to_owned(), way(&self.links, file)));
        self.file_numbers.insert(file.to_owned(), number);
        number
    }

    /// The number of a field under its header.
    fn field(&mut self, finding: &Finding<'_>) -> u32 {
        let header = finding.header.map(str::trim).filter(|h| !h.is_empty());
        self.key.clear();
        for part in [finding.field, "\u{1f}", header.unwrap_or_default()] {
            self.key.push_str(part);
        }
        if let Some(&number) = self.field_numbers.get(&self.key) {
            return number;
        }
        let number = self.fields.len() as u32;
        self.fields.push(Named {
            field: finding.field.to_owned(),
            header: header.map(str::to_owned),
        });
        self.field_numbers.insert(self.key.clone(), number);
        number
    }

    /// What rows name by number, for whoever tells lists apart.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        let files = self.files.iter().map(|(file, _)| file.as_str());
        let fields = self.fields.iter().flat_map(|named| {
            let header = named.header.as_deref().unwrap_or_default();
            [named.field.as_str(), header]
        });
        self.strings.texts().chain(files).chain(fields)
    }

    /// What is known once all is judged, and the strings of the rows.
    pub(super) fn known(mut self, outcome: &Outcome<'_>) -> io::Result<(Known, Strings)> {
        let is_workbook = |format: &str| matches!(format, "xlsx" | "xlsm" | "xlsb" | "xls" | "ods");
        let inputs = outcome.inputs.iter();
        let workbooks = inputs.filter(|i| i.format.as_deref().is_some_and(is_workbook));
        let workbooks: BTreeSet<&str> = workbooks.map(|i| i.path.as_str()).collect();
        let files = std::mem::take(&mut self.files).into_iter();
        let ways = files.map(|(file, way)| way.filter(|_| workbooks.contains(file.as_str())));
        let ways = ways.collect();
        let mut fields = Vec::new();
        for named in &self.fields {
            let field = outcome.vocabulary.field(&named.field);
            let name = outcome
                .vocabulary
                .entry(field.ok_or(io::ErrorKind::InvalidData)?)
                .text();
            let text = named.text(&name, self.lang);
            fields.push(match self.strings.number(&text, self.lang) {
                Some(number) => Field::Shared(number),
                None => Field::Own(fitting(&text, self.lang).into_owned()),
            });
        }
        Ok((Known { ways, fields }, self.strings))
    }
}

impl Basis {
    fn of(finding: &Finding<'_>, lang: Lang) -> Self {
        let requirement = finding.requirement;
        let citation = Text::same(requirement.citation.to_string());
        let liability = match &requirement.liability {
            Some(l) => words::liability(l.fit, &l.citation.to_string()),
            None => words::no_liability(),
        };
        let law = words::entitled(&finding.pack.instrument.title, &citation);
        Self {
            asks: words::named(&requirement.summary, &requirement.id)
                .of(lang)
                .to_owned(),
            law: law.of(lang).to_owned(),
            liability: liability.of(lang).to_owned(),
        }
    }
}

impl Named {
    /// `更新频率（表头：更新周期）`; the header only where it says something else.
    fn text(&self, name: &Text, lang: Lang) -> String {
        match self.header.as_deref().filter(|h| *h != name.of(lang)) {
            Some(header) => words::field_under(name, header).of(lang).to_owned(),
            None => name.of(lang).to_owned(),
        }
    }
}

/// What is known once all is judged.
#[derive(Debug)]
pub(super) struct Known {
    /// The way to each file that has cells to point at.
    ways: Vec<Option<String>>,
    fields: Vec<Field>,
}

#[derive(Debug)]
enum Field {
    Shared(u32),
    Own(String),
}

fn level(finding: &Finding<'_>) -> u32 {
    match finding.waived {
        Some(_) => 0,
        None => 1 + finding.severity as u32,
    }
}

/// The style of a level as it was laid by.
fn style(level: u32) -> Style {
    let levels = [Severity::Info, Severity::Warning, Severity::Error];
    let level = levels.into_iter().find(|&severity| 1 + severity as u32 == level);
    level.map_or(Style::Middle, Style::Of)
}

/// Writes the row of a finding that was laid by.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    seal: &Seal,
    line: &[u8],
    known: &Known,
    links: &mut u64,
) -> io::Result<()> {
    let mut taker = Taker(line);
    let (level, file) = (taker.number()?, taker.number()?);
    let Part::Own(anchor) = taker.part()? else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let field = match known.fields.get(taker.number()? as usize) {
        Some(Field::Shared(number)) => Part::Shared(*number),
        Some(Field::Own(text)) => Part::Own(text),
        None => return Err(io::ErrorKind::InvalidData.into()),
    };
    let mut parts = [Part::Own(""); 18];
    for (number, part) in parts.iter_mut().enumerate() {
        *part = if number == FIELD { field } else { taker.part()? };
    }
    let mark = seal.mark_solid(parts.map(|part| match part {
        Part::Shared(number) => Cow::Borrowed(sheet.solid(number)),
        Part::Own(text) => solid(text),
    }));
    let [
        level_,
        asks,
        basis,
        liability,
        path,
        page,
        place,
        name,
        code,
        provider,
        item,
        field,
        rest @ ..,
    ] = parts.map(cell);
    let [observed, expected, message, suggestion, fingerprint, others] = rest;
    let way = known.ways.get(file as usize).and_then(Option::as_deref);
    let place = match (place, way) {
        (Cell::Ready(text), Some(way)) if *links > 0 && !anchor.is_empty() => {
            *links -= 1;
            (Cell::Link(text, way, anchor), Style::Link)
        }
        (place, _) => (place, Style::Middle),
    };
    let plain = |cell| (cell, Style::Plain);
    sheet.row([
        (Cell::Number(seal.number), Style::Middle),
        (level_, style(level)),
        plain(asks),
        plain(basis),
        plain(liability),
        plain(path),
        plain(page),
        place,
        plain(name),
        plain(code),
        plain(provider),
        plain(item),
        plain(field),
        plain(observed),
        plain(expected),
        plain(message),
        plain(suggestion),
        (Cell::Ready(""), Style::Fill),
        (Cell::Ready(""), Style::Fill),
        (fingerprint, Style::Note),
        (others, Style::Note),
        (Cell::Ready(&mark), Style::Note),
    ])
}

/// Where the field stands among what is laid by: its name is known once all is judged.
const FIELD: usize = 11;

fn cell(part: Part<'_>) -> Cell<'_> {
    match part {
        Part::Shared(number) => Cell::Shared(number),
        Part::Own(text) => Cell::Ready(text),
    }
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
