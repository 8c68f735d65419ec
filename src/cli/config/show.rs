//! `config show`: every option with its value and where it comes from.

use super::keys::{Takes, WAIVER};
use super::{Origin, Settled, keys};
use crate::cli::{Exit, output, words};
use crate::model::{Lang, visible};
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
        lines.push(format!("{} = {}  # {}", key.id, visible(&value), origin.of(lang)));
    }
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
