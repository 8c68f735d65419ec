//! `baseline`: what is found now put on record, and taken off it when it is gone. An audit that read not everything changes
//! no baseline.

use super::progress::Bars;
use super::{Exit, Refusal, check, inputs, output, reprieve, say, words};
use crate::audit::{self, Baseline, Census, Outcome, Plan};
use crate::model::Lang;
use crate::report::Masked;
use clap::ArgMatches;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("write", matches)) => check::planned(matches, lang, |plan, _, _| write(matches, plan, lang)),
        Some(("prune", matches)) => check::planned(matches, lang, |plan, _, _| prune(matches, plan, lang)),
        _ => Ok(Exit::Usage),
    }
}

fn write(matches: &ArgMatches, plan: &Plan<'_>, lang: Lang) -> anyhow::Result<Exit> {
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    output::not_over(target, &output::read_by(matches))?;
    if let Some(path) = target.filter(|path| path.is_file() && !Baseline::is_at(path))
        && !matches.get_flag("force")
    {
        let message = words::not_over_a_baseline(path);
        return Err(Refusal::advised(message, words::force_the_baseline()));
    }
    let mut census = Census::default();
    let outcome = audited(matches, plan, lang, target, &mut census)?;
    if outcome.summary.unread > 0 {
        return Ok(incomplete(&outcome, lang));
    }
    output::to(target, |out| census.write(plan, &outcome, out))?;
    if let (Some(path), false) = (target, matches.get_flag("quiet")) {
        say(&words::baseline_written(path, census.findings()), lang);
    }
    Ok(Exit::Clean)
}

fn prune(matches: &ArgMatches, plan: &Plan<'_>, lang: Lang) -> anyhow::Result<Exit> {
    let (Some(path), Some(baseline)) = (matches.get_one::<PathBuf>("baseline"), &plan.reprieve.baseline)
    else {
        return Ok(Exit::Usage);
    };
    let outcome = audited(matches, plan, lang, None, &mut Census::default())?;
    if outcome.summary.unread > 0 {
        return Ok(incomplete(&outcome, lang));
    }
    let quiet = matches.get_flag("quiet");
    let upshot = outcome.reprieve.unwrap_or_default();
    let (gone, unaudited) = (upshot.gone(), upshot.unaudited());
    if gone > 0 {
        let mut baseline = baseline.clone();
        baseline.prune(&upshot, plan);
        output::to(Some(path), |out| baseline.write(out))?;
    }
    if !quiet {
        say(&words::baseline_pruned(path, gone), lang);
        if unaudited > 0 {
            say(&words::baseline_unaudited(unaudited), lang);
        }
    }
    Ok(Exit::Clean)
}

/// Audits the files without a report.
fn audited<'p>(
    matches: &ArgMatches,
    plan: &Plan<'p>,
    lang: Lang,
    target: Option<&Path>,
    census: &mut Census,
) -> anyhow::Result<Outcome<'p>> {
    let written = target
        .map(Path::to_owned)
        .into_iter()
        .chain(reprieve::files(matches));
    let (gathered, _stdin) = inputs::gather(matches, written.collect(), lang)?;
    let mut read: Vec<PathBuf> = gathered.sources.iter().map(|s| s.path.clone()).collect();
    read.extend(output::read_by(matches));
    output::not_over(target, &read)?;
    let quiet = matches.get_flag("quiet") || matches.get_flag("no-progress");
    let bars = Bars::new(!quiet && io::stderr().is_terminal(), lang, words::auditing);
    let jobs = check::jobs(matches);
    let outcome = if matches.get_flag("no-redact") {
        audit::record(plan, gathered, jobs, census, &bars, None)?
    } else {
        audit::record(plan, gathered, jobs, &mut Masked::new(census), &bars, None)?
    };
    bars.clear();
    Ok(outcome)
}

/// What was not read is said; the baseline stays as it was.
fn incomplete(outcome: &Outcome<'_>, lang: Lang) -> Exit {
    for input in &outcome.inputs {
        if let Some(error) = &input.error {
            say(
                &words::error(&words::not_audited(&input.path, &error.message)),
                lang,
            );
        }
    }
    say(&words::baseline_untouched(), lang);
    Exit::Incomplete
}
