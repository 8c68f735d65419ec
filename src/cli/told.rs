//! A run told: as a report, as one report a department, with what is needed to merge it, by the exit code.

use super::annotate::Copies;
use super::departments::{Both, Parts};
use super::notices::Letters;
use super::progress::Bars;
use super::reports::{self, Every, More};
use super::since::Former;
use super::{Exit, Refusal, held, law, output, reprieve, say, words};
use crate::audit::{Outcome, Plan, Premises, Sink, Tape};
use crate::law::Pack;
use crate::model::{Lang, Severity, Text};
use crate::report::{Context, Format, INDEX, Masked, Report, Split, Texts, mask, proved};
use chrono::NaiveDate;
use clap::ArgMatches;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// What was asked for.
pub(super) struct Asked<'a> {
    pub(super) matches: &'a ArgMatches,
    pub(super) lang: Lang,
    /// The instruments whose texts are quoted.
    pub(super) chosen: &'a [&'a Pack],
    /// The files that are read, and so never written over.
    pub(super) read: Vec<PathBuf>,
    /// What the run depends on, where its report is to be mergeable.
    pub(super) premises: Option<Premises>,
    /// The annotated copies that are to be made.
    pub(super) copies: Option<Copies>,
    /// What is done with a file.
    pub(super) doing: fn(&str) -> Text,
}

/// Carries out a run and writes everything that was asked for.
pub(super) fn tell<'p>(
    asked: Asked<'_>,
    plan: &Plan<'p>,
    run: impl FnOnce(&mut dyn Sink, &Bars, Option<&mut Tape>) -> io::Result<Outcome<'p>>,
) -> anyhow::Result<Exit> {
    let Asked { matches, lang, .. } = asked;
    let mut read = asked.read;
    read.extend(output::read_by(matches));
    let format = format(matches);
    if asked.premises.is_some() && format != Format::Json {
        return Err(Refusal::advised(
            words::only_json_is_mergeable(),
            words::write_json(),
        ));
    }
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let more = reports::asked(matches)?;
    output::not_over(target, &read)?;
    let uncovered = matches.get_flag("no-redact");
    let mut parts = Parts::asked(matches, || Split::new(plan.aliases.clone(), !uncovered))?;
    let mut letters = Letters::asked(matches, plan, lang)?;
    let folders = output::folders(matches);
    output::not_among(target, &folders)?;
    if format.is_binary() && target.is_none() && io::stdout().is_terminal() {
        return Err(Refusal::advised(
            words::not_for_a_terminal(),
            words::name_a_file(),
        ));
    }
    let mut context = context(matches, lang, plan.as_of, target);
    if let Some(folder) = matches.get_one::<PathBuf>("law-dir") {
        context.texts = law::texts(folder, asked.chosen, lang, matches.get_flag("quiet"));
    }
    let mut former = Former::asked(matches, asked.chosen, &context)?;
    let mut report = format.open(&context);
    let mut more = More::open(more, &read, &folders, |path| Context {
        texts: context.texts.clone(),
        ..self::context(matches, lang, plan.as_of, Some(path))
    })?;
    let quiet = matches.get_flag("quiet") || matches.get_flag("no-progress");
    let mut copies = asked.copies;
    // A reader that closes the pipe ends the run, so nothing else may depend on it.
    let alone = parts.is_none() && letters.is_none() && copies.is_none() && more.is_empty();
    let flows = target.is_none() && alone && follow(report.as_mut())?;
    let covered = flows && io::stdout().is_terminal();
    let bars = Bars::new(
        !quiet && !covered && io::stderr().is_terminal(),
        lang,
        asked.doing,
    );
    let mut tape = asked.premises.map(Tape::new);
    let mut every = Every {
        first: report.as_mut(),
        more: &mut more,
        copies: copies.as_mut(),
        former: &mut former,
    };
    let mut masked;
    let mut both = Both {
        whole: if uncovered {
            &mut every
        } else {
            masked = Masked::new(&mut every);
            &mut masked
        },
        parts: &mut parts,
        letters: &mut letters,
    };
    let most = held::most(matches, format, context.max_examples)?;
    let mut outcome = held::counted(&mut both, (most, flows), |sink| run(sink, &bars, tape.as_mut()))?;
    if !uncovered {
        outcome.cover(mask);
    }
    bars.clear();
    if !matches.get_flag("quiet") {
        reprieve::notices(&outcome, lang);
    }
    let compared = former.compare(plan, &outcome)?;
    // Before the whole report, whose reader may close the pipe on it.
    if let Some(parts) = parts {
        let for_folder = Context {
            texts: context.texts.clone(),
            by_department: false,
            links: output::links(Some(&parts.folder().join(INDEX))),
            ..self::context(matches, lang, plan.as_of, Some(Path::new("")))
        };
        parts.write(&outcome, format, &for_folder, &read, matches.get_flag("quiet"))?;
    }
    if let Some(letters) = letters {
        letters.write(&outcome, &read, matches.get_flag("quiet"))?;
    }
    if let Some(copies) = copies {
        copies.write(plan, &outcome, &read, lang, matches.get_flag("quiet"))?;
    }
    for one in more {
        one.write(&outcome, &compared, matches.get_flag("quiet"))?;
    }
    let told = |out: &mut dyn io::Write| compared.finish(format, &context, out, report, &outcome);
    output::to(target, |out| match tape {
        // What is kept for merging has a digest of its own, over the report as well.
        Some(tape) => tape.append(out, told),
        None => proved(format, out, told),
    })?;
    compared.say(format, lang, matches.get_flag("quiet"));
    if let (Some(path), false) = (target, matches.get_flag("quiet")) {
        say(&words::written(path), lang);
    }
    Ok(exit(&outcome, &Bounds::of(matches)))
}

/// Lets a report go out while the run goes on, where it can.
fn follow(report: &mut dyn Report) -> anyhow::Result<bool> {
    report
        .follow(output::standard())
        .map_err(|why| output::not_printed(&why))
}

/// What a pipeline puts up with.
struct Bounds {
    /// The level from which findings count; `None` where none does.
    level: Option<Severity>,
    /// As many of them are put up with.
    most: u64,
    /// The least rate of compliance, in percent.
    least: Option<f64>,
    /// Whether findings that a waiver excused until it ran out are not put up with.
    expired: bool,
}

impl Bounds {
    fn of(matches: &ArgMatches) -> Self {
        let level = match matches.get_one::<String>("fail-on").map(String::as_str) {
            Some("never") => None,
            Some("warning") => Some(Severity::Warning),
            Some("info") => Some(Severity::Info),
            _ => Some(Severity::Error),
        };
        Self {
            level,
            most: matches
                .try_get_one("max-findings")
                .ok()
                .flatten()
                .copied()
                .unwrap_or(0),
            least: matches.try_get_one("min-score").ok().flatten().copied(),
            expired: level.is_some() && !matches.get_flag("no-fail-on-expired"),
        }
    }

    /// Whether a run is within them. A rate that cannot be told is not held against it.
    fn hold(&self, outcome: &Outcome<'_>) -> bool {
        let many = self
            .level
            .is_some_and(|level| outcome.summary.reaching(level) > self.most);
        let low = self.least.is_some_and(|least| {
            let overview = outcome.overview();
            #[expect(clippy::cast_precision_loss, reason = "no catalog has 2^52 resources")]
            let share = |compliant: u64| (compliant as f64) * 100.0 < (overview.resources as f64) * least;
            overview.compliant.is_some_and(share)
        });
        let expired = self.expired && reprieve::expired(outcome) > 0;
        !many && !low && !expired
    }
}

fn exit(outcome: &Outcome<'_>, bounds: &Bounds) -> Exit {
    match outcome.summary.unread {
        0 if bounds.hold(outcome) => Exit::Clean,
        0 => Exit::Findings,
        _ => Exit::Incomplete,
    }
}

fn format(matches: &ArgMatches) -> Format {
    let name = matches
        .get_one::<String>("format")
        .map_or("table", String::as_str);
    Format::ALL
        .iter()
        .find(|(n, _)| *n == name)
        .map_or(Format::Table, |(_, f)| *f)
}

fn context(matches: &ArgMatches, lang: Lang, as_of: NaiveDate, target: Option<&Path>) -> Context {
    let terminal = target.is_none() && io::stdout().is_terminal();
    let color = match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let asked = matches.get_one::<u16>("width").map(|&w| usize::from(w));
    let seen = || {
        terminal_size::terminal_size()
            .filter(|_| terminal)
            .map(|(w, _)| usize::from(w.0))
    };
    let width = asked.or_else(seen).unwrap_or(100).max(40);
    let max_examples = matches
        .get_one::<usize>("max-examples")
        .copied()
        .filter(|&n| n > 0);
    Context {
        lang,
        as_of,
        width,
        color,
        max_examples,
        texts: Texts::default(),
        links: output::links(target),
        by_department: matches.get_one::<String>("by").is_some(),
    }
}
