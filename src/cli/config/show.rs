//! `config show`: every option with its value and where it comes from.

use super::keys::{LIMIT, Takes, WAIVER};
use super::{Origin, Settled, keys};
use crate::cli::{Exit, check, output, words};
use crate::ingest::Limit;
use crate::model::{Lang, Text, visible};
use clap::ArgMatches;
use clap::parser::ValueSource;

/// Prints what is in force for the inputs named.
pub(in crate::cli) fn run(matches: &ArgMatches, settled: &Settled, lang: Lang) -> anyhow::Result<Exit> {
    let mut lines = vec![
        words::configuration_in_force(settled.file.as_ref().map(|file| file.path.as_path()))
            .of(lang)
            .to_owned(),
    ];
    lines.extend(
        settled
            .strange
            .iter()
            .map(|name| words::strange_variable(name).of(lang).to_owned()),
    );
    lines.extend(settled.waivers_passed_over().map(|said| said.of(lang).to_owned()));
    let mut moved = None;
    for key in keys::all(lang) {
        let added = settled.added.iter().find(|(id, ..)| *id == key.id);
        let values: Vec<String> = matches
            .get_raw(&key.arg)
            .map(|raw| raw.map(|v| v.to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        let origin = match (added, matches.value_source(&key.arg)) {
            (Some((_, origin, _)), _) => origin.clone(),
            (None, Some(ValueSource::CommandLine)) => Origin::Typed,
            _ => Origin::Default,
        };
        if origin == Origin::Default && (key.takes == Takes::Nothing || values.is_empty()) {
            continue;
        }
        let value = if key.takes == Takes::Nothing {
            added
                .is_none_or(|(.., arguments)| !arguments.is_empty())
                .to_string()
        } else {
            values.join(" ; ")
        };
        let origin = origin.text();
        if key.id == LIMIT {
            moved = Some((values, origin));
            continue;
        }
        lines.push(format!("{} = {}  # {}", key.id, visible(&value), origin.of(lang)));
    }
    lines.extend(limits(matches, moved, lang)?);
    let file = settled.file.as_ref().map(|file| file.path.clone());
    for waiver in settled.waivers_held() {
        let origin = Origin::File(file.clone().unwrap_or_default(), waiver.line as usize).text();
        let said = words::waiver_held(waiver);
        lines.push(format!("{WAIVER} = {}  # {}", said.of(lang), origin.of(lang)));
    }
    lines.push(words::others_unset().of(lang).to_owned());
    output::to(None, |out| {
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    })?;
    Ok(Exit::Clean)
}

/// Every limit with where it stands, whether it was moved or not: this is where they are listed.
fn limits(
    matches: &ArgMatches,
    moved: Option<(Vec<String>, Text)>,
    lang: Lang,
) -> anyhow::Result<Vec<String>> {
    let (values, origin) = moved.unwrap_or_else(|| (Vec::new(), Origin::Default.text()));
    let named = values.iter().filter_map(|value| check::limit(value).ok());
    let named: Vec<Limit> = named.map(|(limit, _)| limit).collect();
    let stand = check::limits(matches)?;
    let usual = Origin::Default.text();
    let line = |limit: &Limit| {
        let origin = if named.contains(limit) { &origin } else { &usual };
        let (name, value, about) = (limit.name(), limit.written(stand.get(*limit)), limit.about());
        format!(
            "{LIMIT}.{name} = {value}  # {}；{}",
            origin.of(lang),
            about.of(lang)
        )
    };
    Ok(Limit::ALL.iter().map(line).collect())
}
