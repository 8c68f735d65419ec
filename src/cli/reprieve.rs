//! `--waivers`, `--baseline`: read before any work, or refused with every fault under its line.

use super::{Refusal, config, output, packs, say, words};
use crate::audit::{Baseline, Fate, Outcome, Plan, Reprieve, Unwaivable, Upshot, Waivers};
use crate::ingest::{Reader, Reading};
use crate::law::{self, Pack};
use crate::model::Lang;
use crate::report::mask;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// The waivers and the baseline given.
pub(super) fn asked(
    matches: &ArgMatches,
    plan: &Plan<'_>,
    packs: &[Pack],
    lang: Lang,
) -> anyhow::Result<Reprieve> {
    let mut reprieve = Reprieve {
        waivers: waivers(matches, plan, packs, lang)?,
        baseline: baseline(matches, plan)?,
    };
    if !matches.get_flag("no-redact") {
        reprieve.cover(mask);
    }
    Ok(reprieve)
}

/// The files of both.
pub(super) fn files(matches: &ArgMatches) -> Vec<PathBuf> {
    let lists = many(matches, "waivers").into_iter();
    lists.chain(many(matches, "baseline")).collect()
}

/// The files of an option, which not every command has.
fn many(matches: &ArgMatches, id: &str) -> Vec<PathBuf> {
    let given = matches.try_get_many::<PathBuf>(id).ok().flatten();
    given.into_iter().flatten().cloned().collect()
}

fn waivers(
    matches: &ArgMatches,
    plan: &Plan<'_>,
    packs: &[Pack],
    lang: Lang,
) -> anyhow::Result<Vec<Waivers>> {
    let reading = Reading {
        reader: Some(Reader::this_program()?),
        ..Reading::default()
    };
    let (mut lists, mut faults) = (Vec::new(), 0);
    let mut places = Vec::new();
    for path in many(matches, "waivers") {
        // A list given twice is one list: its waivers are not counted twice.
        let place = output::place(&path);
        if places.contains(&place) {
            continue;
        }
        places.push(place);
        let read = if is_configuration(&path, matches) {
            Waivers::of_configuration(&path, packs)
        } else {
            Waivers::load(&path, packs, plan.vocabulary, &reading)
        };
        match read {
            Ok(list) => lists.push(list),
            Err(Unwaivable::Stopped(stopped)) => {
                return Err(Refusal::said(words::no_waivers(&path, &stopped.message)));
            }
            Err(Unwaivable::Faults { text, faults: found }) => {
                faults += found.len();
                let name = path.display().to_string();
                packs::print_faults(&law::render(&name, &text, &found, lang, packs::color()));
            }
        }
    }
    if faults > 0 {
        return Err(Refusal::said(words::waivers_not_sound(faults)));
    }
    Ok(lists)
}

/// Whether a list is the configuration itself, where waivers stand beside options.
fn is_configuration(path: &Path, matches: &ArgMatches) -> bool {
    let named = matches.try_get_one::<PathBuf>("config").ok().flatten();
    path.file_name().is_some_and(|name| name == config::NAME) || named.is_some_and(|named| named == path)
}

fn baseline(matches: &ArgMatches, plan: &Plan<'_>) -> anyhow::Result<Option<Baseline>> {
    let path = many(matches, "baseline").into_iter().next();
    let load = |path: PathBuf| Baseline::load(&path, &plan.packs);
    path.map(load)
        .transpose()
        .map_err(|why| Refusal::advised(why.message, why.help))
}

/// Findings that count because a waiver ran out.
pub(super) fn expired(outcome: &Outcome<'_>) -> u64 {
    outcome.reprieve.as_ref().map_or(0, Upshot::expired)
}

/// What whoever keeps the lists should know; the report names each.
pub(super) fn notices(outcome: &Outcome<'_>, lang: Lang) {
    let Some(upshot) = &outcome.reprieve else { return };
    let unused = upshot.of(Fate::Unused).count();
    if unused > 0 {
        say(&words::waivers_unused(unused), lang);
    }
    let (ran_out, back) = (upshot.of(Fate::Expired).count(), upshot.expired());
    if ran_out > 0 {
        say(&words::waivers_expired(ran_out, back), lang);
    }
    let early = upshot.of(Fate::NotYet).count();
    if early > 0 {
        say(&words::waivers_not_yet(early), lang);
    }
    if let Some(held) = &upshot.baseline {
        if !held.repacked.is_empty() {
            say(&words::baseline_repacked(&held.repacked), lang);
        }
        if !held.stale.is_empty() && outcome.summary.unread == 0 {
            say(&words::baseline_stale(held.stale.len()), lang);
        }
        let unaudited = upshot.unaudited();
        if unaudited > 0 {
            say(&words::baseline_unaudited(unaudited), lang);
        }
    }
}
