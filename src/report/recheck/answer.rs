//! What became of every row of the list, and the list written with it: 整改情况 filled in, what the department wrote kept
//! beside it, a sheet by department before it.

use super::form::{ANSWER, LEVEL, PROVIDER};
use super::ledger::{Ledger, Page, level};
use super::names::Names;
use super::words;
use crate::ingest::list_name;
use crate::model::{Lang, Text, Vocabulary, fold};
use crate::report::diff::{Fates, Finding, Renamed, Snapshot, State, Unseen, fates, percent};
use crate::report::inspect::{Listing, Page as Paper, Sheet as Rows, line};
use crate::report::xlsx::book::Book;
use crate::report::xlsx::sheet::{Cell, Sheet, Style};
use crate::report::xlsx::{HIDDEN, KEPT_IN_SIGHT, WIDTHS};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Looked at again and gone.
    Settled,
    /// There still.
    Remaining,
    /// There still, and the list says it was put right.
    Claimed,
    /// Not looked at again.
    NotAudited,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Looked at again and gone.
    pub settled: u64,
    /// There still.
    pub remaining: u64,
    /// There still, and said to be put right.
    pub claimed: u64,
    /// Not looked at again.
    pub not_audited: u64,
}

impl Tally {
    fn add(&mut self, answer: Answer) {
        *match answer {
            Answer::Settled => &mut self.settled,
            Answer::Remaining => &mut self.remaining,
            Answer::Claimed => &mut self.claimed,
            Answer::NotAudited => &mut self.not_audited,
        } += 1;
    }

    /// All of them.
    pub fn all(&self) -> u64 {
        self.settled + self.remaining + self.claimed + self.not_audited
    }

    fn cells(&self) -> [String; 6] {
        let failing = self.remaining + self.claimed;
        let rate = percent(self.settled, failing).unwrap_or_else(|| "–".to_owned());
        let [all, settled, remaining, claimed, not_audited] = [
            self.all(),
            self.settled,
            self.remaining,
            self.claimed,
            self.not_audited,
        ]
        .map(|n| n.to_string());
        [all, settled, remaining, claimed, not_audited, rate]
    }
}

/// The list with what became of it.
#[derive(Debug)]
pub struct Answered {
    ledger: Ledger,
    rows: Vec<(Answer, Text)>,
    /// Of all rows.
    pub tally: Tally,
    departments: Vec<(Option<String>, Tally)>,
    unseen: BTreeMap<Unseen, u64>,
    beyond: usize,
    /// Errors in the files of the list that it does not tell of.
    pub errors_beyond: usize,
}

impl Answered {
    /// Holds the list against a new audit; `standing` is how each instrument stood on the day of the list.
    pub fn new(
        ledger: Ledger,
        new: &Snapshot,
        standing: &[(&str, &str)],
        vocabulary: &Vocabulary,
        renamed: &[Renamed],
        canonical: &dyn Fn(&str) -> String,
    ) -> Self {
        let old = ledger.snapshot(new, standing, vocabulary);
        let Fates {
            of,
            beyond,
            errors_beyond,
        } = fates(&old, new, renamed, canonical);
        let mut rows = Vec::new();
        let mut tally = Tally::default();
        let mut departments: BTreeMap<Option<String>, (Option<String>, Tally)> = BTreeMap::new();
        let mut unseen: BTreeMap<Unseen, u64> = BTreeMap::new();
        let claims = ledger.claimed();
        for (((page, row), claimed), (state, why, now)) in ledger.rows().zip(claims).zip(of) {
            let (answer, said) = match (state, now, &why) {
                (_, _, Some(why)) => (Answer::NotAudited, why.text()),
                (State::Remaining, Some(now), _) if claimed => (Answer::Claimed, at(now)),
                (State::Remaining, Some(now), _) => (Answer::Remaining, at(now)),
                _ => (Answer::Settled, words::gone()),
            };
            if let Some(why) = why {
                *unseen.entry(why).or_default() += 1;
            }
            let name = Some(page.text(row, PROVIDER))
                .filter(|p| !p.is_empty())
                .map(canonical);
            let department = departments
                .entry(name.as_deref().map(fold))
                .or_insert((name, Tally::default()));
            tally.add(answer);
            department.1.add(answer);
            rows.push((answer, said));
        }
        Self {
            ledger,
            rows,
            tally,
            departments: departments.into_values().collect(),
            unseen,
            beyond,
            errors_beyond,
        }
    }

    /// What it came to, for people.
    pub fn tell(&self, lang: Lang, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let page = Paper { lang, width };
        for text in self.said() {
            line(out, page, "", text.of(lang))?;
        }
        writeln!(out)?;
        let heads = words::heads();
        let heads: Vec<&str> = heads.iter().map(|h| h.of(lang)).collect();
        let mut sheet = Rows::new(&heads, &[]);
        sheet.rows = self.by_department(lang);
        sheet.write(Listing::Table, page, out)
    }

    fn said(&self) -> Vec<Text> {
        let mut said = vec![words::totals(&self.tally), self.ledger.told()];
        said.extend(
            self.unseen
                .iter()
                .map(|(why, n)| words::not_again(&why.text(), *n)),
        );
        if self.beyond > 0 {
            said.push(words::beyond(self.beyond, self.errors_beyond));
        }
        said
    }

    fn by_department(&self, lang: Lang) -> Vec<Vec<String>> {
        let one = |name: String, tally: &Tally| [vec![name], tally.cells().to_vec()].concat();
        let named = |name: &Option<String>| name.clone().unwrap_or_else(|| words::of_nobody(lang));
        let departments = self.departments.iter();
        let mut rows: Vec<_> = departments.map(|(name, tally)| one(named(name), tally)).collect();
        rows.push(one(words::all().of(lang).to_owned(), &self.tally));
        rows
    }

    /// Writes the workbook: the same list, answered.
    pub fn write(&self, as_of: NaiveDate, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let mut book = Book::new(as_of, &words::title(), lang)?;
        // The list keeps its names; what is added takes one that is left.
        let mut names = Names::default();
        let (other, summary) = (list_name(), words::summary_name());
        let pages = self.ledger.pages.iter();
        let called: Vec<String> = pages.map(|p| names.give(&p.name, other.of(lang))).collect();
        let summary = names.give(summary.of(lang), summary.of(lang));
        self.summary(&mut book, &summary, lang)?;
        let mut answers = self.rows.iter();
        for (page, name) in self.ledger.pages.iter().zip(&called) {
            list(&mut book, lang, (page, name), &mut answers)?;
        }
        book.finish(out)
    }

    fn summary(&self, book: &mut Book, name: &str, lang: Lang) -> io::Result<()> {
        const COLUMNS: &[u16] = &[36, 10, 10, 10, 18, 10, 12];
        let mut sheet = Sheet::new(book, name, COLUMNS);
        sheet.row([(Cell::Text(words::title().of(lang)), Style::Title)])?;
        for text in self.said().iter().chain([&words::how_told()]) {
            sheet.row([(Cell::Text(text.of(lang)), Style::Note)])?;
        }
        sheet.skip();
        sheet.heads(&words::heads())?;
        for row in self.by_department(lang) {
            sheet.row(row.iter().map(|cell| (Cell::Text(cell), Style::Plain)))?;
        }
        sheet.close()
    }
}

/// Where a finding stands now.
fn at(finding: &Finding) -> Text {
    let sheet = finding
        .sheet
        .as_ref()
        .map(|s| format!("{s} "))
        .unwrap_or_default();
    let cell = finding.cell.clone().unwrap_or_else(|| finding.row.to_string());
    words::still(&finding.file, &format!("{sheet}{cell}"))
}

/// A sheet of the list, its rows as they came and answered.
fn list<'a>(
    book: &mut Book,
    lang: Lang,
    (page, name): (&Page, &str),
    answers: &mut impl Iterator<Item = &'a (Answer, Text)>,
) -> io::Result<()> {
    let more = words::more_heads();
    // What an earlier answer added is replaced, not repeated.
    let ours = |head: &str| more.iter().any(|m| m.zh == head.trim() || m.en == head.trim());
    let kept: Vec<usize> = (0..page.heads.len())
        .filter(|&n| page.heads.get(n).is_some_and(|head| !ours(head)))
        .collect();
    let column = |n: usize| {
        page.columns
            .iter()
            .find(|(_, at)| **at == n)
            .map(|(known, _)| *known)
    };
    let width = |n: &usize| column(*n).and_then(|known| WIDTHS.get(known)).copied();
    let mut widths: Vec<u16> = kept.iter().map(|n| width(n).unwrap_or(14)).collect();
    widths.extend([14, 24, 14]);
    let mut sheet = Sheet::new(book, name, &widths);
    let heads = kept.iter().filter_map(|&n| page.heads.get(n));
    let heads: Vec<Text> = heads
        .map(|h| Text::same(h.as_str()))
        .chain(more.iter().cloned())
        .collect();
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    sheet.list(&heads, rows, 0, KEPT_IN_SIGHT)?;
    for (at, n) in (0_u16..).zip(&kept) {
        if column(*n).is_some_and(|known| HIDDEN.contains(&known)) {
            sheet.hide(at);
        }
    }
    sheet.hide((kept.len() + more.len()).saturating_sub(1) as u16);
    for (row, (answer, said)) in page.rows.iter().zip(answers) {
        let answered = words::answer(*answer);
        let theirs = page.theirs(row);
        let cell = |n: &usize| {
            let text = row.get(*n).map_or("", String::as_str);
            match column(*n) {
                Some(ANSWER) => (Cell::Text(answered.of(lang)), Style::Fill),
                Some(LEVEL) => (
                    Cell::Text(text),
                    level(text.trim()).map_or(Style::Plain, Style::Of),
                ),
                Some(known) if HIDDEN.contains(&known) => (Cell::Text(text), Style::Note),
                _ => (Cell::Text(text), Style::Plain),
            }
        };
        let own = [
            (Cell::Text(theirs), Style::Plain),
            (Cell::Text(said.of(lang)), Style::Plain),
            (Cell::Text(answered.of(lang)), Style::Note),
        ];
        sheet.row(kept.iter().map(cell).chain(own))?;
    }
    sheet.close()
}
