//! What a rule asks of somebody who fills in a row: which cells, and where. A form can be made of it; it knows no form.

use crate::model::Field;
use chrono::NaiveDate;

/// Cells that a rule wants filled in where every term of `when` holds and none of `unless`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ask {
    /// Each of them.
    pub each: Vec<Field>,
    /// At least one of them.
    pub any: Vec<Field>,
    /// Where; always, where there is no term.
    pub when: Vec<Term>,
    /// Where not.
    pub unless: Vec<Term>,
    /// Words such as 无 that are an answer here, folded.
    pub proper: Vec<String>,
}

/// A combination of values that a rule does not let stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// Every one of them,
    pub when: Vec<Term>,
    /// with one of these, where there are any,
    pub any: Vec<Term>,
    /// and none of these.
    pub unless: Vec<Term>,
}

impl Bar {
    /// The cells that a person would change, each with what is wrong about it.
    pub fn shown(&self) -> &[Term] {
        if self.any.is_empty() {
            &self.when
        } else {
            &self.any
        }
    }
}

/// What the text of a field has to look like, where not every text will do.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The field.
    pub field: Field,
    /// How many characters it has, where that is fixed.
    pub length: Option<u32>,
    /// A text that will do.
    pub sample: String,
    /// The word of the header under which it has to, where that matters.
    pub headed: Option<String>,
}

/// A condition on one cell: any of its trials, or none of them where it is negated.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The cell.
    pub field: Field,
    /// Whether none may hold.
    pub negated: bool,
    /// What it is held against.
    pub trials: Vec<Trial>,
}

/// What a cell is held against.
#[derive(Debug, Clone, PartialEq)]
pub enum Trial {
    /// It is filled in.
    Filled,
    /// It is not.
    Blank,
    /// It is this value, as the pack spells it.
    Is(String),
    /// It holds this word.
    Holds(String),
    /// It is filled in under a header that holds this word.
    Headed(String),
    /// It names the same as another cell.
    Same(Field),
    /// It stands so to a number, a day or another cell.
    Compares(&'static str, Against),
}

/// What a cell is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Against {
    /// A number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// Another cell.
    Field(Field),
}

impl Ask {
    /// Whether blank cells are exempt, so that only the column is asked for.
    pub fn column_only(&self, field: Field) -> bool {
        let exempt = |t: &Term| t.field == field && !t.negated && t.trials.contains(&Trial::Blank);
        self.unless.iter().any(exempt)
    }
}

impl Term {
    /// The field and those that it is held against.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let others = self.trials.iter().filter_map(|trial| match trial {
            Trial::Same(field) | Trial::Compares(_, Against::Field(field)) => Some(*field),
            Trial::Filled
            | Trial::Blank
            | Trial::Is(_)
            | Trial::Holds(_)
            | Trial::Headed(_)
            | Trial::Compares(..) => None,
        });
        std::iter::once(self.field).chain(others)
    }

    /// Whether a cell left blank meets it.
    pub(super) fn met_by_blank(&self) -> bool {
        if !self.negated {
            return self.trials.contains(&Trial::Blank);
        }
        // What is compared with another cell decides nothing while one of them is blank.
        self.trials.iter().all(|trial| match trial {
            Trial::Filled | Trial::Is(_) | Trial::Holds(_) | Trial::Headed(_) => true,
            Trial::Blank | Trial::Same(_) | Trial::Compares(..) => false,
        })
    }
}
