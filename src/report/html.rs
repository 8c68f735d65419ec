//! `html`: for people, one page that needs nothing else: the leader's page, every finding in pages of some hundred rows,
//! the coverage, the evidence. Findings are spooled as a block of data that nothing in a cell can break; a script of the
//! page's own filters them. Without a script, and on paper, each requirement shows its first places.

mod articles;
mod bar;
mod block;
mod coverage;
mod escape;
mod evidence;
mod findings;
mod group;
mod leader;
mod names;
mod row;
mod since;

use super::diff::Comparison;
use super::spool::Spool;
use super::{Context, Report, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::model::{Lang, Text};
use escape::{esc, hash};
use group::Group;
use names::Names;
use row::Row;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The most places a requirement that stand in the markup: what is printed.
const MOST_EXAMPLES: usize = 100;

/// A page being written. Keeps the first places of each requirement; everything else is spooled.
#[derive(Debug)]
pub(super) struct Html {
    context: Context,
    rows: Spool,
    count: u64,
    names: Names,
    groups: Vec<Group>,
    /// By jurisdiction and requirement the number of its group.
    numbers: HashMap<(String, String), usize>,
    former: Option<Arc<Comparison>>,
}

pub(super) fn open(context: &Context) -> Html {
    Html {
        context: context.clone(),
        rows: Spool::new(),
        count: 0,
        names: Names::default(),
        groups: Vec::new(),
        numbers: HashMap::new(),
        former: None,
    }
}

impl Html {
    fn examples(&self) -> usize {
        self.context
            .max_examples
            .unwrap_or(MOST_EXAMPLES)
            .min(MOST_EXAMPLES)
    }

    /// The number of a finding's group.
    fn number(&mut self, finding: &Finding<'_>, row: &Row) -> usize {
        let key = (finding.pack.instrument.id.clone(), finding.requirement.id.clone());
        let next = self.groups.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.groups.push(Group::new(finding, &self.context, row));
        }
        number
    }
}

impl Sink for Html {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let row = Row::new(finding, self.context.lang);
        let number = self.number(finding, &row);
        self.rows
            .write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        escape::data(&mut self.rows, &row.pack(number, &mut self.names))?;
        let most = self.examples();
        if let Some(group) = self.groups.get_mut(number) {
            group.add(row, most);
        }
        Ok(())
    }
}

impl Report for Html {
    fn since(&mut self, compared: &Arc<Comparison>) {
        self.former = Some(Arc::clone(compared));
    }

    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let examples = self.examples();
        let Self {
            context,
            rows,
            names,
            groups,
            numbers,
            former,
            ..
        } = *self;
        let page = Page {
            context: &context,
            outcome,
            former: former.as_deref(),
            articles: articles::articles(outcome, |jurisdiction, id| {
                let key = (jurisdiction.to_owned(), id.to_owned());
                numbers.get(&key).and_then(|&n| groups.get(n))
            }),
        };
        page.head(out)?;
        page.leader(out)?;
        page.since(out)?;
        page.findings(&groups, examples, out)?;
        page.coverage(out)?;
        page.evidence(out)?;
        writeln!(out, "</main>")?;
        page.block(&groups, &names, examples, out)?;
        write!(out, "<script type=\"application/json\" id=\"rows\">[")?;
        rows.pour(out)?;
        writeln!(out, "]</script>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// What every part of the page needs.
struct Page<'a> {
    context: &'a Context,
    outcome: &'a Outcome<'a>,
    former: Option<&'a Comparison>,
    articles: Vec<articles::Article<'a>>,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.context.lang
    }

    /// Own words, ready to stand in markup.
    fn say(&self, text: &Text) -> escape::Escaped {
        esc(text.of(self.context.lang))
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = match self.lang() {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        let title = words::html::title();
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hash(SCRIPT),
            hash(STYLE)
        );
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"dataaudit {}\">",
            env!("CARGO_PKG_VERSION")
        )?;
        writeln!(
            out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
        )?;
        writeln!(
            out,
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{} · {}</title>",
            self.say(&title),
            self.context.as_of
        )?;
        writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<header>")?;
        writeln!(out, "<h1>{}</h1>", self.say(&title))?;
        let titles = self.outcome.instruments.iter().map(|a| match self.lang() {
            Lang::Zh => format!("《{}》", a.pack.instrument.title.zh),
            Lang::En => a.pack.instrument.title.en.clone(),
        });
        let about: Vec<String> = titles
            .chain([words::html::judged_at(self.context.as_of)
                .of(self.lang())
                .to_owned()])
            .collect();
        writeln!(out, "<p class=\"about\">{}</p>", esc(&about.join(" · ")))?;
        writeln!(out, "<nav aria-label=\"{}\">", self.say(&words::html::contents()))?;
        for (id, name) in PARTS.iter().zip(words::html::parts(self.lang())) {
            writeln!(out, "<a href=\"#{id}\">{}</a>", esc(name))?;
            if *id == PARTS[0] && self.former.is_some() {
                let heading = self.say(&super::diff::heading());
                writeln!(out, "<a href=\"#{SINCE}\">{heading}</a>")?;
            }
        }
        writeln!(out, "</nav>\n</header>\n<main>")
    }

    /// Opens a part of the page.
    fn part(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let id = PARTS.get(number).copied().unwrap_or_default();
        let names = words::html::parts(self.lang());
        let name = names.get(number).copied().unwrap_or_default();
        writeln!(
            out,
            "<section class=\"part\" id=\"{id}\">\n<h2>{}</h2>",
            esc(name)
        )
    }

    fn heading(&self, text: &Text, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<h3>{}</h3>", self.say(text))
    }

    fn note(&self, text: &Text, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<p class=\"note\">{}</p>", self.say(text))
    }
}

/// The id of the part that is there only where the run was held against earlier ones, after the first.
const SINCE: &str = "since";

/// The ids of the parts, in order.
const PARTS: [&str; 4] = ["verdict", "findings", "coverage", "evidence"];

/// Opens a table.
fn table(class: &str, heads: &[&str], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<table class=\"{class}\">\n<thead><tr>")?;
    for head in heads {
        write!(out, "<th scope=\"col\">{}</th>", esc(head))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")
}

/// Cells that name their column, for screens too narrow for a table.
fn labelled(cells: &[(&str, String)], out: &mut dyn Write) -> io::Result<()> {
    cells
        .iter()
        .try_for_each(|(head, text)| write!(out, "<td data-head=\"{}\">{}</td>", esc(head), esc(text)))
}

fn end_table(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</tbody>\n</table>")
}
