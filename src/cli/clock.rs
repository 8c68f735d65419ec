//! `--calendar`, `--no-roll`, `--tolerance`: what days are counted by.

use super::{Refusal, packs, words};
use crate::check::{Clock, Word};
use crate::law;
use crate::model::{Calendar, Lang};
use clap::ArgMatches;
use std::path::PathBuf;
use std::sync::Arc;

/// Whatever a check is told of days.
pub(super) fn of_check(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Clock> {
    let mut clock = of(matches, lang)?;
    for pair in super::check::many(matches, "tolerance") {
        let wrong = || Refusal::advised(words::bad_pair("--tolerance", &pair), words::tolerance_like());
        let (word, period) = pair.split_once('=').ok_or_else(wrong)?;
        let word = Word::read(word.trim()).ok_or_else(wrong)?;
        let period = period.trim().parse().map_err(|_| wrong())?;
        clock.tolerances.insert(word, period);
    }
    Ok(clock)
}

/// The calendar, and whether calendar days roll.
pub(super) fn of(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Clock> {
    Ok(Clock {
        calendar: calendar(matches, lang)?,
        source: matches
            .get_one::<PathBuf>("calendar")
            .map(|path| path.display().to_string()),
        rolls: !matches.get_flag("no-roll"),
        ..Clock::default()
    })
}

/// The calendar given with `--calendar`, or every fault under its line.
fn calendar(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Arc<Calendar>> {
    let Some(path) = matches.get_one::<PathBuf>("calendar") else {
        return Ok(Calendar::built_in());
    };
    let text = std::fs::read_to_string(path).map_err(|why| Refusal::said(words::cannot_read(path, &why)))?;
    match law::read_calendar(&text) {
        Ok(calendar) => Ok(Arc::new(calendar)),
        Err(faults) => {
            let name = path.display().to_string();
            packs::print_faults(&law::render(&name, &text, &faults, lang, packs::color()));
            Err(Refusal::advised(
                words::calendar_not_sound(faults.len()),
                words::calendar_like(),
            ))
        }
    }
}
