//! `days`: a sum of days, to check a deadline by hand.

use super::{Exit, Refusal, clock, output, words};
use crate::model::{Lang, Period, parse_date};
use crate::report::inspect::{Asked, Days};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let given = |id: &str| matches.get_one::<String>(id).map_or("", String::as_str).trim();
    let refused = |text: &str| Refusal::advised(words::no_sum(text), words::sum_like());
    let from = parse_date(given("from")).ok_or_else(|| refused(given("from")))?;
    let asked = asked(given("by")).ok_or_else(|| refused(given("by")))?;
    let days = Days::new(&clock::of(matches, lang)?, from.day, asked).ok_or_else(|| {
        Refusal::advised(
            words::days_reversed(given("from"), given("by")),
            words::sum_like(),
        )
    })?;
    let json = matches.get_one::<String>("format").is_some_and(|f| f == "json");
    output::to(None, |out| {
        if json {
            days.json(out)
        } else {
            days.text(lang, out)
        }
    })?;
    Ok(Exit::Clean)
}

/// `+5wd`, `-20d`, or another day.
fn asked(text: &str) -> Option<Asked> {
    let period = |text: &str| text.parse::<Period>().ok();
    if let Some(after) = text.strip_prefix('+') {
        return period(after).map(Asked::After);
    }
    if let Some(before) = text.strip_prefix('-') {
        return period(before).map(Asked::Before);
    }
    parse_date(text).map(|date| Asked::Until(date.day))
}
