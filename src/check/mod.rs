//! Rule kinds, one file each. A kind judges cells and knows no law: no citation, no severity, no file name, no format.

pub mod across;
mod apart;
mod ask;
mod breach;
mod cell;
mod clock;
mod deadline;
mod dictionary;
mod each;
mod forbidden_when;
mod fresh;
mod heads;
mod identifier;
mod legal_basis;
mod machine_readable;
mod one_of;
mod ordered;
mod prompt;
mod required;
mod required_when;
mod source_department;
mod terms;
mod unique;
mod when;
mod words;

pub use across::{Across, AcrossRule};
pub use apart::{RawApart, apart};
pub use ask::{Against, Ask, Bar, Shape, Term, Trial};
pub use breach::{Breach, Observed};
pub use clock::{Clock, Word};
pub use heads::Heads;
pub use identifier::is_resident_id;
pub use when::{When, field};

use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::sync::Arc;

/// What is found in the words of a field's cell of all that checks look for, a bit each; found once a row.
pub fn marks(record: &Record<'_>, field: Field) -> u64 {
    record.marks(field, || dictionary::all().look(record, field))
}

/// What the clock and the instrument say, the same for every check of an instrument.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The day the audit is judged at.
    pub as_of: NaiveDate,
    /// The first day on which the duty was there; `None` where no day is known.
    pub from: Option<NaiveDate>,
    /// What periods are counted by.
    pub clock: Arc<Clock>,
}

/// Why a record that a rule speaks of was left unjudged, where a reader should know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Aside {
    /// Nothing is filled in from which a period could be reckoned.
    Unstarted(Field),
    /// More time was given, which another requirement judges.
    Extended(Field),
    /// The requirement does not speak of it, as this field says.
    Apart(Field),
    /// Whether the requirement speaks of it hangs on a cell that cannot be read.
    Unread(Field),
}

/// What a check leaves unjudged in a run, whatever a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Why.
    pub reason: Text,
    /// Whether that is all it would judge.
    pub whole: bool,
}

/// Which of its columns a check misses in a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    /// The fields that the table has no column for.
    pub fields: Vec<Field>,
    /// Whether enough is left to judge rows by.
    pub judgeable: bool,
    /// Whether what is left can prove a breach; otherwise every breach is uncertain.
    pub certain: bool,
}

/// What a breach of a check looks like, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// A row that breaks it.
    pub fails: Text,
    /// A row that does not.
    pub passes: Text,
    /// What to do about a breach.
    pub remedy: Text,
}

/// How far the rows of a table prove a breach of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Whatever it finds is proven, as far as the columns are there.
    Full,
    /// Only what the table states in so many words; the rest is for a person.
    Stated,
    /// Nothing: every breach is for a person.
    None,
}

/// A rule kind with its parameters, ready to judge tables.
pub trait Check: Debug + Send + Sync {
    /// Name of the kind, as packs and `docs/kinds.md` spell it.
    fn kind(&self) -> &'static str;

    /// Its kind and those of the rules that it is made of.
    fn kinds(&self) -> Vec<&'static str> {
        vec![self.kind()]
    }

    /// Every field it reads; the first are those it is about.
    fn fields(&self) -> Vec<Field>;

    /// What it asks, in one sentence for people.
    fn describe(&self, vocabulary: &Vocabulary) -> Text;

    /// A row that breaks it, one that does not, and the way out.
    fn example(&self, vocabulary: &Vocabulary) -> Example;

    /// The cells that it wants filled in.
    fn asks(&self) -> Vec<Ask> {
        Vec::new()
    }

    /// The combinations of values that it does not let stand.
    fn bars(&self) -> Vec<Bar> {
        Vec::new()
    }

    /// What the texts of its fields have to look like.
    fn shapes(&self) -> Vec<Shape> {
        Vec::new()
    }

    /// The values that it limits fields to.
    fn choices(&self) -> Vec<(Field, Vec<String>)> {
        Vec::new()
    }

    /// How far the rows themselves prove a breach.
    fn proof(&self) -> Proof {
        Proof::Full
    }

    /// What a table's columns leave it unable to see.
    fn missing(&self, columns: &Columns) -> Missing;

    /// The columns that it asks a table to have and the table has not: not those that only tell whether it applies.
    fn lacking(&self, columns: &Columns) -> Vec<Field> {
        self.missing(columns).fields
    }

    /// Whether a table of these columns in which it sees no breach can be said to keep the rule.
    fn silence_tells(&self, _: &Columns) -> bool {
        true
    }

    /// Whether it keeps anything from one row to the next; otherwise the cells of its fields alone decide.
    fn keeps(&self) -> bool;

    /// Whether the words of a field's cell matter to it, and not only what they mean.
    fn reads_words(&self, _: Field) -> bool {
        true
    }

    /// Of what it looks for in words, the bits in [`marks`]: where a field has none of them, its words are nothing to it.
    /// `None` where it reads words for anything else.
    fn sought(&self) -> Option<u64> {
        None
    }

    /// Words, folded, of which one has to stand in one of some fields for the rule to apply at all; `None` where it may
    /// apply without.
    fn needs(&self) -> Option<(Vec<Field>, &[String])> {
        None
    }

    /// The field whose cell cannot be read, where it leaves open whether the rule speaks of a record.
    fn unread(&self, _: &Record<'_>) -> Option<Field> {
        None
    }

    /// What the setting of the run leaves it unable to judge.
    fn withheld(&self, _: &Setting) -> Option<Withheld> {
        None
    }

    /// Starts judging one table.
    fn open<'a>(&'a self, columns: &Columns, setting: &Setting) -> Box<dyn Probe + 'a>;
}

/// A check at work on one table. What a kind keeps between rows stands in its module's first lines.
pub trait Probe {
    /// Judges one record and says whether the rule applied to it at all.
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool;

    /// Why the record just judged was left aside, wholly or in part; told once.
    fn aside(&mut self) -> Option<Aside> {
        None
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $module:ident),+ $(,)?) => {
        /// The `check` table of a requirement: one of the kinds, externally tagged so that faults keep their place.
        #[derive(Debug, Clone, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $name)] $variant($module::Raw)),+
        }

        impl Rule {
            /// Name of every kind.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Binds the rule to a vocabulary. Whatever is wrong with it goes to `faults`.
            pub fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Box<dyn Check>> {
                match self {
                    $(Self::$variant(raw) => raw.compile(vocabulary, faults)
                        .map(|check| Box::new(check) as Box<dyn Check>)),+
                }
            }
        }
    };
}

kinds! {
    /// Cells that must be filled in.
    Required = "required" in required,
    /// Cells that must hold one of a list of values, where they hold anything.
    OneOf = "one-of" in one_of,
    /// Cells that must be filled in where other cells say so.
    RequiredWhen = "required-when" in required_when,
    /// Combinations of values that must not be.
    ForbiddenWhen = "forbidden-when" in forbidden_when,
    /// Data that must have been updated as often as declared.
    Fresh = "fresh" in fresh,
    /// Dates that must not come in the wrong order.
    Ordered = "ordered" in ordered,
    /// What must be done within a number of days, so long before, or by a day set.
    Deadline = "deadline" in deadline,
    /// What must be done within a period that has no number.
    Prompt = "prompt" in prompt,
    /// Values that must not come twice.
    Unique = "unique" in unique,
    /// Codes with a check digit.
    Identifier = "identifier" in identifier,
    /// Words that a cell should not hold.
    Terms = "terms" in terms,
    /// Formats of which one must be machine-readable.
    MachineReadable = "machine-readable" in machine_readable,
    /// Citations that must be of an accepted level of law.
    LegalBasis = "legal-basis" in legal_basis,
    /// Data that only certain bodies may collect.
    SourceDepartment = "source-department" in source_department,
    /// Several rules that make up one requirement.
    Each = "each" in each,
}

#[cfg(test)]
mod tests;
