//! `recheck`: audits again what a list of findings is about, and fills in what was put right.

use super::departments::aliases;
use super::progress::Bars;
use super::{Exit, check, clock, diff, inputs, output, packs, say, since, words};
use crate::audit::{self, Plan, Sought};
use crate::model::{Lang, Vocabulary};
use crate::report::diff::{Renamed, known, snapshot};
use crate::report::recheck::{Answered, Ledger};
use crate::report::{Context, Format, Links, Masked, Texts, mask};
use clap::ArgMatches;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// The files that a copy was made of go by its name.
fn of_copy<'a>(ledger: &'a Ledger, copy: &'a str) -> impl Iterator<Item = Renamed> + 'a {
    ledger.files().into_iter().map(|file| Renamed {
        old: file.to_owned(),
        new: copy.to_owned(),
    })
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let quiet = matches.get_flag("quiet");
    let mut vocabulary = Vocabulary::built_in();
    let own = packs::sources(matches, &mut vocabulary)?;
    check::codes(&mut vocabulary, &check::many(matches, "code"))?;
    let packs = packs::load(&own, &vocabulary, lang, quiet)?;
    let chosen = packs.choose(&check::many(matches, "jurisdiction"))?;
    let as_of = check::as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let reading = check::reading(matches, &vocabulary)?;
    let aliases = aliases(matches, &vocabulary, &reading, lang)?;
    let mut renamed = diff::renamed(matches)?;
    let (Some(list), Some(target)) = (
        matches.get_one::<PathBuf>("ledger"),
        matches.get_one::<PathBuf>("output"),
    ) else {
        return Ok(Exit::Usage);
    };
    let ledger = Ledger::read(list, &vocabulary, &reading).map_err(diff::refused)?;
    ledger.precedes(as_of).map_err(diff::refused)?;
    let called = |name: &str| since::called(&aliases, name);
    let sought = Sought::new(ledger.resources(&vocabulary, &called));
    let plan = Plan::new(&chosen, as_of, matches.get_flag("what-if"), &vocabulary, reading)
        .counted_by(clock::of_check(matches, lang)?)
        .beside(packs.instruments())
        .called(aliases)
        .seeking(sought)
        .against(check::references(matches));
    // An answer of an earlier run is no input; whatever else stands there may be one, and is not written over.
    let ours = Some(target).filter(|path| output::is_ours(path)).cloned();
    // An annotated copy that is handed in again is both: its list is read, its tables are audited.
    let no_input = Some(list).filter(|_| !ledger.is_beside_tables()).cloned();
    let (gathered, _stdin) = inputs::gather(matches, no_input.into_iter().chain(ours).collect(), lang)?;
    let names = gathered.sources.iter().map(|s| s.name.as_str());
    known(&renamed, ledger.files(), names).map_err(diff::refused)?;
    let copies = gathered.sources.iter().filter(|s| output::same(&s.path, list));
    renamed.extend(copies.flat_map(|copy| of_copy(&ledger, &copy.name)));
    let sources = gathered.sources.iter().map(|s| s.path.clone());
    let lists = output::read_by(matches).into_iter();
    let read: Vec<PathBuf> = sources.chain(lists).chain([list.clone()]).collect();
    output::not_over(Some(target), &read)?;

    let width = usize::from(matches.get_one::<u16>("width").copied().unwrap_or(100));
    let mut run = Format::Json.open(&Context {
        lang,
        as_of,
        width,
        color: false,
        max_examples: None,
        texts: Texts::default(),
        links: Links::default(),
        by_department: false,
    });
    let shown = !quiet && !matches.get_flag("no-progress") && io::stderr().is_terminal();
    let bars = Bars::new(shown, lang, words::auditing);
    let jobs = check::jobs(matches);
    let mut outcome = audit::record(&plan, gathered, jobs, &mut Masked::new(run.as_mut()), &bars, None)?;
    outcome.cover(mask);
    bars.clear();
    let mut new = snapshot(words::this_run().of(lang), run, &outcome)?;
    let called = |name: &str| since::called(&plan.aliases, name);
    new.sought(&plan.sought);
    let instruments = plan.packs.iter().map(|active| &active.pack.instrument);
    let standing = instruments.map(|i| (i.id.as_str(), i.status(ledger.day()).as_str()));
    let standing: Vec<_> = standing.collect();
    let answered = Answered::new(ledger, &new, &standing, &vocabulary, &renamed, &called);
    output::to(Some(target), |out| answered.write(as_of, lang, out))?;
    output::to(None, |out| answered.tell(lang, width, out))?;
    if !quiet {
        say(&words::written(target), lang);
    }
    let tally = answered.tally;
    Ok(match tally.remaining + tally.claimed + tally.not_audited {
        _ if outcome.summary.unread > 0 => Exit::Incomplete,
        0 if answered.errors_beyond == 0 => Exit::Clean,
        _ => Exit::Findings,
    })
}
