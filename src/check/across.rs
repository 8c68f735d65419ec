//! Kinds that look across tables, one file each: what a row claims is gathered as digests while tables are read, and the
//! kinds settle the claims when all are known. They know no law, no format, and of a file only that a place has one.

mod alike;
mod claim;
mod claims;
mod evidence;
mod generic;
mod kept;
mod lane;
mod listed;
mod one_source;
mod reading;
mod roster;
mod skeleton;
#[cfg(test)]
mod tests;
mod told;
mod unique;

pub use claim::{Claim, short};
pub use claims::{Apart, Claims};
pub use evidence::{Clash, Evidence, Spot, Watched};
pub use lane::{Claimant, From, How, Key, Lane, Lookout, Made};
pub use reading::{Body, Claimed, Reader};

use super::Example;
use crate::model::{Fault, Field, Text, Vocabulary};
use serde::Deserialize;
use std::fmt::Debug;
use std::io;

/// Where clashes go.
pub type Say<'a> = dyn FnMut(Clash) -> io::Result<()> + 'a;

/// A kind that looks across tables, with its parameters.
pub trait Across: Debug + Send + Sync {
    /// Name of the kind, as packs and `docs/kinds.md` spell it.
    fn kind(&self) -> &'static str;

    /// What is to be gathered; the first lane holds the rows that are judged.
    fn lanes(&self) -> &[Lane];

    /// What it asks, in one sentence for people.
    fn describe(&self, vocabulary: &Vocabulary) -> Text;

    /// A case that breaks it, one that does not, and the way out.
    fn example(&self, vocabulary: &Vocabulary) -> Example;

    /// Judges what was gathered, in the order of the input; what else a reader should know comes back.
    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>>;

    /// Every field it reads; the first are those it is about.
    fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for field in self.lanes().iter().flat_map(Lane::fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $module:ident),+ $(,)?) => {
        /// The `across` table of a requirement: one of the kinds, externally tagged so that faults keep their place.
        #[derive(Debug, Clone, Deserialize)]
        pub enum AcrossRule {
            $($(#[$doc])* #[serde(rename = $name)] $variant($module::Raw)),+
        }

        impl AcrossRule {
            /// Name of every kind.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Binds the rule to a vocabulary. Whatever is wrong with it goes to `faults`.
            pub fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Box<dyn Across>> {
                match self {
                    $(Self::$variant(raw) => raw.compile(vocabulary, faults)
                        .map(|rule| Box::new(rule) as Box<dyn Across>)),+
                }
            }
        }
    };
}

kinds! {
    /// Codes and data items that only one body may claim.
    OneSource = "one-source" in one_source,
    /// Values that must not come twice in all tables of a run.
    Unique = "unique" in unique,
    /// Rows that must, or must not, be among the rows of another table.
    Listed = "listed" in listed,
    /// Bodies of a list that must have a catalog.
    Roster = "roster" in roster,
    /// Rows of a former edition that must still be there, or be on record as changed.
    Kept = "kept" in kept,
    /// Names of one body that are the same, or nearly so.
    Alike = "alike" in alike,
}
