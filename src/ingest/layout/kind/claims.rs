//! Which header may be which field of which kind of table. Thousands of spellings are claimed and a handful looked up: a
//! claim is only noted, and weighed against the others of its spelling when somebody asks. Knows no kind.

use crate::model::Field;
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// One reading of a header in one kind of table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    /// Position among the kinds.
    pub(super) kind: usize,
    pub(super) field: Field,
    pub(super) weight: i64,
}

/// Claims that are made together, of every spelling of a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made(usize);

/// A note that claims were made of a spelling, with the note before it.
#[derive(Debug, Clone, Copy)]
struct Note {
    made: Made,
    before: Option<usize>,
}

/// About how many spellings are claimed.
const SPELLINGS: usize = 7_000;

/// All claims.
#[derive(Debug)]
pub(super) struct Claims<'v> {
    /// The last note of each spelling.
    last: HashMap<Cow<'v, str>, usize, FixedState>,
    notes: Vec<Note>,
    made: Vec<Vec<Claim>>,
}

impl<'v> Claims<'v> {
    pub(super) fn new() -> Self {
        Self {
            last: HashMap::with_capacity_and_hasher(SPELLINGS, FixedState::default()),
            notes: Vec::with_capacity(2 * SPELLINGS),
            made: Vec::new(),
        }
    }

    /// Claims to be made of spellings.
    pub(super) fn make(&mut self, claims: Vec<Claim>) -> Made {
        self.made.push(claims);
        Made(self.made.len() - 1)
    }

    /// Makes them of a spelling.
    pub(super) fn claim(&mut self, form: Cow<'v, str>, made: Made) {
        let number = self.notes.len();
        let before = match self.last.entry(form) {
            Entry::Vacant(entry) => {
                entry.insert(number);
                None
            }
            Entry::Occupied(mut entry) => Some(entry.insert(number)),
        };
        self.notes.push(Note { made, before });
    }

    /// What is claimed of a spelling: of several fields of a kind the one that tells most, the first of those that tell
    /// as much.
    pub(super) fn get(&self, form: &str) -> Option<Vec<Claim>> {
        let mut next = Some(*self.last.get(form)?);
        let mut all: Vec<&[Claim]> = Vec::new();
        while let Some(note) = next.and_then(|number| self.notes.get(number)) {
            all.extend(self.made.get(note.made.0).map(Vec::as_slice));
            next = note.before;
        }
        let mut there: Vec<Claim> = Vec::new();
        for &claim in all.into_iter().rev().flatten() {
            match there.iter_mut().find(|c| c.kind == claim.kind) {
                None => there.push(claim),
                Some(other) if other.weight < claim.weight => *other = claim,
                Some(_) => {}
            }
        }
        Some(there)
    }
}
