//! Conditions: tests of fields against values, shared by every kind that has a `when`.
//!
//! A condition is a table of field = test or list of tests. A test is a value read by the field's type (`有条件` meets
//! `有条件共享`), `"*"` filled in, `""` blank, `"~词"` holds the word, `"^词"` stands
//! affirmed under a header that does, `">0"` or `"<2025-05-01"` compares, `"@other"` and
//! `">@other"` look at another field, and `"!…"` is none of these. Of a list any test must hold, of a list of `!` all.

mod terms;
mod test;
mod told;

use super::words;
use crate::model::{Columns, Fault, Field, Record, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use test::Test;
use toml::Spanned;

pub(super) use told::quoted;

/// A value or a list of values.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings")]
pub(super) enum OneOrMany {
    /// `share_class = "有条件共享"`.
    One(String),
    /// `open_class = ["无条件开放", "有条件开放"]`.
    Many(Vec<String>),
}

/// The condition as it stands in a pack.
pub(super) type Raw = BTreeMap<Spanned<String>, Spanned<OneOrMany>>;

/// Tests of one field: any must hold, or none where they are negated.
#[derive(Debug, Clone, PartialEq)]
struct Clause {
    field: Field,
    negated: bool,
    tests: Vec<Test>,
    /// The tests as the pack writes them, their `!` aside.
    words: Vec<String>,
}

/// A compiled condition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct When {
    clauses: Vec<Clause>,
    fields: Vec<Field>,
}

/// The field of an id, or a fault with the nearest one known.
pub fn field(vocabulary: &Vocabulary, id: &Spanned<String>, faults: &mut Vec<Fault>) -> Option<Field> {
    let found = vocabulary.field(id.get_ref());
    if found.is_none() {
        let nearest = vocabulary.nearest(id.get_ref());
        let mut fault = Fault::new(id.span(), words::unknown_field(id.get_ref()));
        fault.help = nearest.map(words::did_you_mean);
        faults.push(fault);
    }
    found
}

/// The fields of a list of ids.
pub(super) fn fields(
    vocabulary: &Vocabulary,
    ids: &[Spanned<String>],
    faults: &mut Vec<Fault>,
) -> Option<Vec<Field>> {
    let found: Vec<_> = ids.iter().map(|id| field(vocabulary, id, faults)).collect();
    found.into_iter().collect()
}

impl When {
    /// Binds a raw condition to a vocabulary.
    pub(super) fn compile(raw: Raw, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Self> {
        let mut clauses = Vec::new();
        let mut sound = true;
        for (id, values) in raw {
            let clause = field(vocabulary, &id, faults)
                .and_then(|field| Clause::compile(field, values, vocabulary, faults));
            sound &= clause.is_some();
            clauses.extend(clause);
        }
        let mut fields = Vec::new();
        for field in clauses.iter().flat_map(Clause::fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        sound.then_some(Self { clauses, fields })
    }

    /// A field is filled in.
    pub(super) fn filled(field: Field) -> Self {
        let clause = Clause {
            field,
            negated: false,
            tests: vec![Test::Filled],
            words: vec!["*".to_owned()],
        };
        Self {
            clauses: vec![clause],
            fields: vec![field],
        }
    }

    /// The fields it reads, each once.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.fields.iter().copied()
    }

    /// Whether it has no clause at all.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether the words of a field's cell matter to it, and not only what they mean.
    pub(super) fn reads_words(&self, field: Field) -> bool {
        let read = |c: &&Clause| c.fields().any(|f| f == field) && c.tests.iter().any(Test::reads_words);
        self.clauses.iter().find(read).is_some()
    }

    /// Whether every clause holds.
    pub fn all(&self, record: &Record<'_>) -> bool {
        self.clauses.iter().all(|c| c.holds(record))
    }

    /// The field of the first clause that holds.
    pub fn first(&self, record: &Record<'_>) -> Option<Field> {
        self.clauses.iter().find(|c| c.holds(record)).map(|c| c.field)
    }

    /// The same of clauses that the table has the columns for.
    pub(super) fn first_seen(&self, record: &Record<'_>) -> Option<Field> {
        let seen = |c: &&Clause| c.fields().all(|f| record.columns().has(f));
        let mut seen = self.clauses.iter().filter(seen);
        seen.find(|c| c.holds(record)).map(|c| c.field)
    }

    /// The field whose cell cannot be read, where it leaves open whether every clause holds.
    pub(super) fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let standing: Vec<_> = self.clauses.iter().map(|c| c.standing(record)).collect();
        let fails = standing.contains(&Standing::Fails);
        standing.into_iter().find_map(Standing::unread).filter(|_| !fails)
    }

    /// The same where it leaves open whether any clause holds.
    pub(super) fn unread_any(&self, record: &Record<'_>) -> Option<Field> {
        let standing: Vec<_> = self.clauses.iter().map(|c| c.standing(record)).collect();
        let holds = standing.contains(&Standing::Holds);
        standing.into_iter().find_map(Standing::unread).filter(|_| !holds)
    }

    /// The fields the table has no column for.
    pub fn missing(&self, columns: &Columns) -> Vec<Field> {
        self.fields().filter(|&f| !columns.has(f)).collect()
    }

    /// Whether it has clauses and the table's columns let it see none of them.
    pub fn is_blind(&self, columns: &Columns) -> bool {
        !self.is_empty() && self.clauses.iter().all(|c| c.fields().any(|f| !columns.has(f)))
    }
}

impl Clause {
    fn compile(
        field: Field,
        values: Spanned<OneOrMany>,
        vocabulary: &Vocabulary,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let span = values.span();
        let words = match values.into_inner() {
            OneOrMany::One(word) => vec![word],
            OneOrMany::Many(words) => words,
        };
        let negated = words.iter().any(|w| w.starts_with('!'));
        if negated && !words.iter().all(|w| w.starts_with('!')) {
            faults.push(Fault::new(span, words::mixed_tests()));
            return None;
        }
        let tests: Vec<_> = words
            .iter()
            .filter_map(|word| read(field, word, &span, vocabulary, faults))
            .collect();
        let bare = |word: &String| word.trim_start_matches('!').to_owned();
        (tests.len() == words.len()).then(|| Self {
            field,
            negated,
            tests,
            words: words.iter().map(bare).collect(),
        })
    }

    fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        std::iter::once(self.field).chain(self.tests.iter().filter_map(Test::other))
    }

    fn holds(&self, record: &Record<'_>) -> bool {
        let mut results = self.tests.iter().map(|test| test.holds(record, self.field));
        if self.negated {
            results.all(|r| r == Some(false))
        } else {
            results.any(|r| r == Some(true))
        }
    }

    /// How it stands to a record. What is blank decides against it, what cannot be read decides nothing.
    fn standing(&self, record: &Record<'_>) -> Standing {
        if self.holds(record) {
            return Standing::Holds;
        }
        let results: Vec<_> = self.tests.iter().map(|t| t.holds(record, self.field)).collect();
        let refuted = self.negated && results.contains(&Some(true)) || !results.contains(&None);
        let unread = self.fields().find(|&f| record.value(f).is_unread());
        unread
            .filter(|_| !refuted)
            .map_or(Standing::Fails, Standing::Open)
    }
}

/// How a clause stands to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Holds,
    Fails,
    /// Nobody can say: the cell of this field cannot be read.
    Open(Field),
}

impl Standing {
    fn unread(self) -> Option<Field> {
        match self {
            Self::Open(field) => Some(field),
            Self::Holds | Self::Fails => None,
        }
    }
}

/// Reads one word of a clause, its `!` aside.
fn read(
    field: Field,
    word: &str,
    span: &Range<usize>,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> Option<Test> {
    let tested = word.strip_prefix('!').unwrap_or(word);
    let read = if tested.is_empty() && tested != word {
        Err((words::bare_sign(word), None))
    } else {
        Test::read(vocabulary, field, tested)
    };
    read.map_err(|(message, help)| {
        let mut fault = Fault::new(span.clone(), message);
        fault.help = help;
        faults.push(fault);
    })
    .ok()
}
