//! What `fix` shows: changes, suggestions, and what it left.

use super::advice::Advice;
use crate::cli::{output, say, words};
use crate::fix::{Change, Fix, Listed};
use crate::model::{Lang, Text, visible};
use std::fmt::Write as _;
use std::path::Path;

/// How many cells that were left are named.
const NAMED: usize = 10;

/// What is shown of changes and suggestions.
pub(super) struct Listing {
    pub(super) file: String,
    pub(super) lang: Lang,
}

impl Listing {
    fn entry(&self, change: &Change, labels: [Text; 2], why: &Text) -> String {
        let [before, after] = labels;
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let mut out = String::new();
        let _ = writeln!(out, "{}  {}", change.address(&self.file), visible(&change.header));
        for (label, text) in [
            (before, visible(&change.before)),
            (after, visible(&change.after)),
            (words::because(), why.of(self.lang).to_owned()),
        ] {
            let _ = writeln!(out, "  {}{colon}{text}", label.of(self.lang));
        }
        out
    }

    /// For programs.
    pub(super) fn object(&self, fix: &Fix<'_>) -> anyhow::Result<()> {
        output::to(None, |out| Listed::new(fix, &self.file, self.lang).write(out))
    }

    pub(super) fn changes(&self, fix: &Fix<'_>) -> anyhow::Result<()> {
        output::to(None, |out| {
            for change in fix.changes() {
                let labels = [words::before(), words::after()];
                out.write_all(self.entry(change, labels, &change.why.text()).as_bytes())?;
            }
            match fix.changes().len() {
                0 => writeln!(
                    out,
                    "{}",
                    words::nothing_to_fix(Path::new(&self.file)).of(self.lang)
                ),
                changes => writeln!(out, "{}", words::would_fix(changes).of(self.lang)),
            }
        })
    }

    pub(super) fn suggestions(&self, fix: &Fix<'_>, advice: &[Advice]) -> anyhow::Result<()> {
        output::to(None, |out| {
            let count = fix.hints().len() + advice.len();
            writeln!(out, "{}", words::suggestions(count).of(self.lang))?;
            for hint in fix.hints() {
                let labels = [words::found(), words::advice()];
                let entry = self.entry(&hint.change, labels, &words::suggested_value(hint.doubt));
                out.write_all(entry.as_bytes())?;
            }
            for one in advice {
                out.write_all(one.0.as_bytes())?;
            }
            Ok(())
        })
    }

    pub(super) fn left(&self, fix: &Fix<'_>) {
        let left = fix.left();
        for (change, why) in left.iter().take(NAMED) {
            let cell = change.address(&self.file).to_string();
            say(&words::left_alone(&cell, &why.text()), self.lang);
        }
        if left.len() > NAMED {
            say(&words::more_left(left.len() - NAMED), self.lang);
        }
    }
}
