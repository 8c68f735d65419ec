//! What `check` would advise on a file that is to be fixed.

use crate::audit::{self, Finding, Plan, Progress, Sink};
use crate::cli::{check, packs, words};
use crate::ingest::{Exclude, Gathered, Reading, Wanted};
use crate::model::{Lang, Vocabulary, visible};
use clap::ArgMatches;
use std::fmt::Write as _;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

/// What is advised on a finding, as it is shown.
pub(super) struct Advice(pub(super) String);

/// Takes the advice of findings.
struct Adviser {
    lang: Lang,
    taken: Vec<Advice>,
}

impl Sink for Adviser {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let (Some(advice), Some(_)) = (&finding.breach.suggestion, finding.address.place.column()) else {
            return Ok(());
        };
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let lines = [
            (words::found(), visible(&finding.breach.observed)),
            (words::advice(), advice.of(self.lang).to_owned()),
            (words::because(), finding.requirement.id.clone()),
        ];
        let header = finding.header.map(visible).unwrap_or_default();
        let mut out = String::new();
        let _ = writeln!(out, "{}  {header}", finding.address);
        for (label, text) in lines {
            let _ = writeln!(out, "  {}{colon}{text}", label.of(self.lang));
        }
        self.taken.push(Advice(out));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// The advice of what `check` would find.
pub(super) fn advice(
    matches: &ArgMatches,
    path: &Path,
    packs: &packs::Packs,
    vocabulary: &Vocabulary,
    reading: Reading,
    lang: Lang,
) -> anyhow::Result<Vec<Advice>> {
    let asked = check::many(matches, "jurisdiction");
    if asked.is_empty() && !matches.contains_id("pack") {
        return Ok(Vec::new());
    }
    let chosen = packs.choose(&asked)?;
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let plan = Plan::new(&chosen, as_of, false, vocabulary, reading).beside(packs.instruments());
    let wanted = Wanted {
        paths: vec![path.to_owned()],
        exclude: Exclude::default(),
        outputs: Vec::new(),
        ..Wanted::default()
    };
    let mut adviser = Adviser {
        lang,
        taken: Vec::new(),
    };
    audit::run(
        &plan,
        Gathered::of(&wanted),
        NonZeroUsize::MIN,
        &mut adviser,
        &Silent,
    )?;
    Ok(adviser.taken)
}
