//! Conditions held against the cells of one row that is made up, as `check` would hold them. Knows no sheet.

use super::choices::{NO, same};
use super::columns::Column;
use super::sample::Shown;
use crate::check::{Against, Ask, Bar, Term, Trial};
use crate::model::{Field, Type, Vocabulary, fold, is_placeholder};
use std::cmp::Ordering;

/// A row by column.
pub(super) struct Held<'r, 'p> {
    pub(super) vocabulary: &'r Vocabulary,
    pub(super) columns: &'r [Column<'p>],
    pub(super) row: &'r [Shown],
}

impl Held<'_, '_> {
    /// Whether a rule asks for its cells in this row.
    pub(super) fn asks(&self, ask: &Ask) -> bool {
        ask.when.iter().all(|t| self.term(t)) && !ask.unless.iter().any(|t| self.term(t))
    }

    /// How many cells of the row must not stand beside the others.
    pub(super) fn conflicts(&self, bar: &Bar) -> usize {
        if !bar.when.iter().all(|t| self.term(t)) || bar.unless.iter().any(|t| self.term(t)) {
            return 0;
        }
        match bar.any.as_slice() {
            [] => 1,
            any => any.iter().filter(|t| self.term(t)).count(),
        }
    }

    fn shown(&self, field: Field) -> &Shown {
        let at = self.columns.iter().position(|c| c.field == field);
        at.and_then(|at| self.row.get(at)).unwrap_or(&Shown::Nothing)
    }

    fn term(&self, term: &Term) -> bool {
        // What is compared with a cell that is blank decides nothing.
        let decided = term
            .fields()
            .skip(1)
            .all(|f| self.filled(f) && self.filled(term.field));
        let any = term.trials.iter().any(|trial| self.trial(term.field, trial));
        if term.negated { decided && !any } else { any }
    }

    fn filled(&self, field: Field) -> bool {
        match self.shown(field) {
            Shown::Nothing => false,
            Shown::Words(words) => !is_placeholder(words) && !self.says_none(field, words),
            Shown::Day(_) | Shown::Number(_) => true,
        }
    }

    fn says_none(&self, field: Field, words: &str) -> bool {
        let none = &self.vocabulary.entry(field).none;
        none.iter().any(|none| fold(none) == fold(words))
    }

    fn trial(&self, field: Field, trial: &Trial) -> bool {
        let entry = self.vocabulary.entry(field);
        let shown = self.shown(field);
        let holds = |word: &str| matches!(shown, Shown::Words(words) if fold(words).contains(&fold(word)));
        match trial {
            Trial::Filled => self.filled(field),
            Trial::Blank => !self.filled(field),
            Trial::Is(word) => {
                matches!(shown, Shown::Words(words) if same(self.vocabulary, entry, word, words))
            }
            Trial::Holds(word) => holds(word),
            Trial::Headed(word) => {
                let named = self.columns.iter().find(|c| c.field == field);
                let denies = entry.kind == Type::Flag
                    && matches!(shown, Shown::Words(words) if same(self.vocabulary, entry, NO, words));
                self.filled(field) && !denies && named.is_some_and(|c| fold(&c.name).contains(word.as_str()))
            }
            Trial::Same(other) => match (shown, self.shown(*other)) {
                (Shown::Words(one), Shown::Words(other)) => {
                    one.contains(other.as_str()) || other.contains(one.as_str())
                }
                _ => false,
            },
            Trial::Compares(sign, against) => {
                let against = match against {
                    Against::Number(n) => &Shown::Number(*n),
                    Against::Day(day) => &Shown::Day(*day),
                    Against::Field(other) => self.shown(*other),
                };
                ordered(shown, against).is_some_and(|order| agrees(sign, order))
            }
        }
    }
}

fn ordered(one: &Shown, other: &Shown) -> Option<Ordering> {
    match (one, other) {
        (Shown::Day(one), Shown::Day(other)) => Some(one.cmp(other)),
        (Shown::Number(one), Shown::Number(other)) => one.partial_cmp(other),
        _ => None,
    }
}

fn agrees(sign: &str, order: Ordering) -> bool {
    match order {
        Ordering::Less => sign.starts_with('<'),
        Ordering::Equal => sign.ends_with('='),
        Ordering::Greater => sign.starts_with('>'),
    }
}
