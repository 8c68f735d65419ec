//! One thing told: a finding, claims, the end of a file. A line of JSON each.

use crate::audit::run::Found;
use crate::audit::{Batch, Input, Tally};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// One thing told, owned when it is read, lent when it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::audit) enum Entry<F = Found, C = Batch, E = Box<(Input, Tally)>, R = Box<Input>> {
    /// A finding in the file at hand.
    Found(F),
    /// What rows of the file at hand, or of a reference, claim.
    Claims(C),
    /// The file's end: how it was read and what was counted.
    End(E),
    /// A file that others are held against; after all their claims.
    Reference(R),
}

/// An entry about to be written.
pub(in crate::audit) type Lent<'a> = Entry<&'a Found, &'a Batch, (&'a Input, &'a Tally), &'a Input>;

/// Of the end of a file only its name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum End {
    End((Named, IgnoredAny)),
}

/// The name of an input.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    pub(super) path: String,
}

impl End {
    /// How its line begins.
    pub(super) const MARK: &str = "{\"end\":";

    /// The name of the file that ends.
    pub(super) fn name(line: &str) -> Option<String> {
        serde_json::from_str(line)
            .ok()
            .map(|Self::End((named, _))| named.path)
    }
}
