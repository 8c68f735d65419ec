//! A condition as a form can test it. Knows no form.

use super::test::{Bound, Sign, Test};
use super::{Clause, When};
use crate::check::ask::{Against, Term, Trial};

impl When {
    /// Its clauses, in order.
    pub(in crate::check) fn terms(&self) -> Vec<Term> {
        self.clauses.iter().map(Clause::term).collect()
    }
}

impl Clause {
    fn term(&self) -> Term {
        let trials = self.tests.iter().zip(&self.words);
        Term {
            field: self.field,
            negated: self.negated,
            trials: trials.map(|(test, word)| test.trial(word)).collect(),
        }
    }
}

impl Test {
    fn trial(&self, word: &str) -> Trial {
        match self {
            Self::Filled => Trial::Filled,
            Self::Blank => Trial::Blank,
            Self::Is(_) | Self::Words(_) => Trial::Is(word.to_owned()),
            Self::Holds(part) => Trial::Holds(part.clone()),
            Self::Headed(part) => Trial::Headed(part.clone()),
            Self::Same(field) => Trial::Same(*field),
            Self::Compare(sign, bound) => Trial::Compares(sign.mark(), bound.against()),
        }
    }
}

impl Sign {
    fn mark(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl Bound {
    fn against(&self) -> Against {
        match *self {
            Self::Number(limit) => Against::Number(limit),
            Self::Day(day) => Against::Day(day),
            Self::Field(field) => Against::Field(field),
        }
    }
}
