//! Bodies in a table that another instrument governs, or that an instrument does not reach: one notice a table and kind,
//! with the count and the rows. Keeps those and refuses to make findings of them.

use super::departments::MOST_DEPARTMENTS;
use super::{Plan, tape, words};
use crate::law::{Elsewhere, Instrument, Outside, Treatment};
use crate::model::{Columns, Field, Known, Record, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Rows that a notice lists; more are counted only.
const LISTED: usize = 1000;
/// Rows that its sentence names.
const NAMED: usize = 3;

/// The watches over one table.
pub(super) struct Strangers<'p>(Vec<Watch<'p>>);

/// What is watched for.
#[derive(Clone, Copy, PartialEq)]
enum Sought<'p> {
    Elsewhere(&'p Elsewhere),
    Outside(&'p Instrument, &'p Outside),
}

struct Watch<'p> {
    sought: Sought<'p>,
    /// Names already looked at that are those of such a body.
    known: Known<bool>,
    rows: u64,
    first: Vec<(u32, Arc<str>)>,
}

/// Rows of a table whose bodies an instrument may not govern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// In words, with the first rows.
    pub text: Text,
    /// `elsewhere`, `outside`, `not-judged` or `by-reference`.
    pub kind: Cow<'static, str>,
    /// The instrument that governs them, or that does not reach them.
    pub instrument: String,
    /// The field that shows it.
    pub field: Field,
    /// How many rows.
    pub total: u64,
    /// The first of them with what the field says, up to a thousand.
    #[serde(with = "tape::named")]
    pub rows: Vec<(u32, Arc<str>)>,
}

impl Sought<'_> {
    fn field(self) -> Field {
        match self {
            Self::Elsewhere(e) => e.field,
            Self::Outside(_, o) => o.field,
        }
    }

    fn is(self, record: &Record<'_>, known: &mut Known<bool>) -> bool {
        match self {
            Self::Elsewhere(e) => known.of(record, e.field, |name| e.names(name)),
            Self::Outside(instrument, o) => {
                // What the record states needs no guess by the name.
                let stated = |other: &Outside| other.treatment != Treatment::Notice && other.is(record);
                let guess = o.treatment == Treatment::Notice;
                o.is_by(record, known) && !(guess && instrument.outside.iter().any(stated))
            }
        }
    }
}

impl<'p> Strangers<'p> {
    /// What the plan's instruments say of bodies elsewhere, the same watch once, as far as the columns show it.
    pub(super) fn new(plan: &Plan<'p>, columns: &Columns) -> Self {
        let mut watches: Vec<Watch<'p>> = Vec::new();
        for active in &plan.packs {
            let instrument = &active.pack.instrument;
            let elsewhere = instrument.elsewhere.iter().map(Sought::Elsewhere);
            let outside = instrument.outside.iter();
            for sought in elsewhere.chain(outside.map(|o| Sought::Outside(instrument, o))) {
                let known = watches.iter().any(|w| w.sought == sought);
                if columns.has(sought.field()) && !known {
                    watches.push(Watch {
                        sought,
                        known: Known::default(),
                        rows: 0,
                        first: Vec::new(),
                    });
                }
            }
        }
        Self(watches)
    }

    /// Looks at one record, at cells of its own; what is stated holds for every row.
    pub(super) fn see(&mut self, record: &Record<'_>) {
        for watch in &mut self.0 {
            let field = watch.sought.field();
            let name = record.text(field);
            let guess = match watch.sought {
                Sought::Elsewhere(_) => true,
                Sought::Outside(_, outside) => outside.treatment == Treatment::Notice,
            };
            if name.is_empty()
                || guess && record.inherited(field)
                || !watch.sought.is(record, &mut watch.known)
            {
                continue;
            }
            watch.rows += 1;
            if watch.first.len() < LISTED {
                watch.first.push((record.row().number, name.trim().into()));
            }
        }
    }

    /// The notices.
    pub(super) fn notices(self, plan: &Plan<'_>) -> Vec<Notice> {
        let seen = self.0.into_iter().filter(|w| w.rows > 0);
        seen.map(|w| notice(w, plan)).collect()
    }
}

/// What fields of a run say, each text once: files of a region name the same bodies.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<Arc<str>>);

impl Names {
    /// Lets a notice share its texts with those before; no more are kept in mind than there are departments.
    pub(super) fn shared(&mut self, notice: &mut Notice) {
        for (_, said) in &mut notice.rows {
            match self.0.get(said) {
                Some(known) => *said = Arc::clone(known),
                None if self.0.len() < MOST_DEPARTMENTS => _ = self.0.insert(Arc::clone(said)),
                None => {}
            }
        }
        notice.rows.shrink_to_fit();
    }
}

fn notice(watch: Watch<'_>, plan: &Plan<'_>) -> Notice {
    let field = watch.sought.field();
    let name = plan.vocabulary.entry(field).text();
    let named = watch.first.get(..NAMED).unwrap_or(&watch.first);
    let rows = words::rows(named, watch.rows);
    let (kind, instrument, text) = match watch.sought {
        Sought::Elsewhere(Elsewhere { see, .. }) => {
            let title = plan.known(see).map(|i| &i.title);
            (
                "elsewhere",
                see.clone(),
                words::elsewhere(&name, watch.rows, &rows, see, title),
            )
        }
        Sought::Outside(instrument, Outside { treatment, note, .. }) => {
            let (name, title, n) = (&name, &instrument.title, watch.rows);
            let (kind, text) = match treatment {
                Treatment::NotJudged => ("not-judged", words::not_judged(name, n, &rows, title, note)),
                Treatment::ByReference => ("by-reference", words::by_reference(name, n, &rows, title, note)),
                Treatment::Notice => ("outside", words::outside(name, n, &rows, title, note)),
            };
            (kind, instrument.id.clone(), text)
        }
    };
    Notice {
        text,
        kind: Cow::Borrowed(kind),
        instrument,
        field,
        total: watch.rows,
        rows: watch.first,
    }
}
