//! `check`: audits files and writes the report.

use super::annotate::{self, Copies};
use super::departments::aliases;
use super::told::{self, Asked};
use super::{Exit, Refusal, clock, inputs, output, packs, reports, reprieve, say, words};
use crate::audit::{self, Plan, Premises, References};
use crate::ingest::{self, HeaderRows, Limit, Limits};
use crate::law::Pack;
use crate::model::{Lang, Vocabulary, nearest, table_kinds};
use chrono::NaiveDate;
use clap::ArgMatches;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    planned(matches, lang, |plan, own, chosen| {
        checked(matches, lang, plan, own, chosen)
    })
}

/// Calls `with` with what an audit is decided by: the plan, the packs of the user's own, the packs chosen.
pub(super) fn planned<T>(
    matches: &ArgMatches,
    lang: Lang,
    with: impl for<'p> FnOnce(&Plan<'p>, &[packs::Source], &[&'p Pack]) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut vocabulary = Vocabulary::built_in();
    let own = packs::sources(matches, &mut vocabulary)?;
    codes(&mut vocabulary, &many(matches, "code"))?;
    // Packs of the user's own stand in for others; severities and waivers may name any requirement there is.
    let severities = many(matches, "severity");
    let all = !own.is_empty() || !severities.is_empty() || !reprieve::files(matches).is_empty();
    let named = || packs::named(&many(matches, "jurisdiction"), &vocabulary);
    let mut packs = match (!all).then(named).flatten() {
        Some(named) => named,
        None => packs::load(&own, &vocabulary, lang, matches.get_flag("quiet"))?,
    };
    packs.adjust(&severities)?;
    // The program ends with the audit. What it is decided by is thousands of small things: giving each of them back takes
    // longer than reading a small catalog.
    let (vocabulary, packs): (&Vocabulary, &packs::Packs) =
        (Box::leak(Box::new(vocabulary)), Box::leak(Box::new(packs)));
    let chosen = packs.choose(&many(matches, "jurisdiction"))?;
    if !matches.get_flag("quiet") {
        let idle = packs.adjusted_elsewhere(&chosen);
        idle.for_each(|id| say(&words::severity_elsewhere(id), lang));
    }
    let as_of = as_of(matches.get_one::<String>("as-of").map(String::as_str))?;
    let reading = reading(matches, vocabulary)?;
    let aliases = aliases(matches, vocabulary, &reading, lang)?;
    let plan = Plan::new(&chosen, as_of, matches.get_flag("what-if"), vocabulary, reading);
    let plan = plan
        .counted_by(clock::of_check(matches, lang)?)
        .beside(packs.instruments())
        .called(aliases)
        .against(references(matches));
    let reprieve = reprieve::asked(matches, &plan, &packs.all, lang)?;
    with(Box::leak(Box::new(plan.sparing(reprieve))), &own, &chosen)
}

fn checked<'p>(
    matches: &ArgMatches,
    lang: Lang,
    plan: &Plan<'p>,
    own: &[packs::Source],
    chosen: &[&'p Pack],
) -> anyhow::Result<Exit> {
    let target = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    // A report of an earlier run is no input; whatever else stands there is one, and is not written over.
    let ours = target.filter(|path| output::is_ours(path));
    let more = reports::asked(matches)?;
    let more = more
        .into_iter()
        .map(|(_, path)| path)
        .filter(|path| output::is_ours(path));
    let folder = annotate::folder(matches)?;
    let ours = ours.into_iter().chain(folder).map(Path::to_owned);
    let written = ours.chain(more).collect();
    let (gathered, _stdin) = inputs::gather(matches, written, lang)?;
    let paths: Vec<PathBuf> = gathered.sources.iter().map(|s| s.path.clone()).collect();
    let premises = matches.get_flag("mergeable").then(|| {
        let packs = own.iter().map(packs::Source::whole).collect();
        Premises::of(plan, matches.get_flag("what-if"), packs, many(matches, "code"))
            .adjusted(many(matches, "severity"))
    });
    let copies = folder
        .map(|f| Copies::new(f, &gathered.sources, lang))
        .transpose()?;
    let asked = Asked {
        matches,
        lang,
        chosen,
        read: paths,
        premises,
        copies,
        doing: words::auditing,
    };
    told::tell(asked, plan, |sink, bars, tape| {
        audit::record(plan, gathered, jobs(matches), sink, bars, tape)
    })
}

/// `__read`: the child that reads for its parent.
pub(super) fn read(matches: &ArgMatches) -> anyhow::Result<Exit> {
    let Some(path) = matches.get_one::<PathBuf>("path") else {
        return Ok(Exit::Usage);
    };
    ingest::serve(path, &limits(matches)?, &mut io::stdout().lock())?;
    Ok(Exit::Clean)
}

pub(super) fn many(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches
        .get_many::<String>(id)
        .map(|values| values.cloned().collect())
        .unwrap_or_default()
}

/// How many files are audited at once: as many as the machine has hands for, unless told.
pub(super) fn jobs(matches: &ArgMatches) -> NonZeroUsize {
    let told = matches
        .get_one::<u16>("jobs")
        .and_then(|&n| NonZeroUsize::new(usize::from(n)));
    let hands = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    told.unwrap_or_else(hands)
}

pub(super) fn as_of(given: Option<&str>) -> anyhow::Result<NaiveDate> {
    let Some(text) = given else {
        return Ok(chrono::Local::now().date_naive());
    };
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| Refusal::advised(words::not_a_date(text), words::date_like()))
}

pub(super) fn reading(matches: &ArgMatches, vocabulary: &Vocabulary) -> anyhow::Result<ingest::Reading> {
    let one = |id: &str| matches.get_one::<String>(id).cloned();
    let mut maps = Vec::new();
    for pair in many(matches, "map") {
        maps.push(map(&pair, vocabulary)?);
    }
    let header_rows = one("header-row").map(|text| header_rows(&text)).transpose()?;
    if let Some(kind) = one("kind")
        && !table_kinds().iter().any(|k| k.id == kind)
    {
        let ids: Vec<&str> = table_kinds().iter().map(|k| k.id.as_str()).collect();
        return Err(Refusal::advised(
            words::unknown_kind(&kind),
            words::known_kinds(&ids.join(" ")),
        ));
    }
    if let Some(label) = one("encoding")
        && !ingest::Encoding::is_known(&label)
    {
        return Err(Refusal::advised(
            words::unknown_encoding(&label),
            words::known_encodings(),
        ));
    }
    let layout = ingest::Options {
        sheet: one("sheet"),
        header_rows,
        map: maps,
        kind: one("kind"),
    };
    let reader = Some(ingest::Reader::this_program()?);
    Ok(ingest::Reading {
        layout,
        encoding: one("encoding"),
        limits: limits(matches)?,
        reader,
    })
}

/// How large files may be, and what is in them.
pub(super) fn limits(matches: &ArgMatches) -> anyhow::Result<Limits> {
    let mut limits = Limits::default();
    // Not every command reads files.
    let pairs = matches.try_get_many::<String>("limit").ok().flatten();
    for pair in pairs.into_iter().flatten() {
        let (which, value) = limit(pair)?;
        limits.set(which, value);
    }
    Ok(limits)
}

/// `rows=2000000`, `part=1GiB`.
pub(super) fn limit(pair: &str) -> anyhow::Result<(Limit, u64)> {
    let Some((name, value)) = pair.split_once('=') else {
        let example = words::pair_like("--limit part=1GiB");
        return Err(Refusal::advised(words::bad_pair("--limit", pair), example));
    };
    let name = name.trim().replace('_', "-");
    let Some(limit) = Limit::named(&name) else {
        let names = Limit::ALL.iter().map(|limit| limit.name());
        let help = match nearest(&name, names.clone()) {
            Some(meant) => words::did_you_mean(meant),
            None => words::known_limits(&names.collect::<Vec<_>>()),
        };
        return Err(Refusal::advised(words::unknown_limit(&name), help));
    };
    let wrong = || Refusal::advised(words::bad_limit(limit, value), words::limit_like(limit));
    Ok((limit, limit.value(value).ok_or_else(wrong)?))
}

/// `更新周期=update_frequency`; the field may be named in Chinese too.
pub(super) fn map(pair: &str, vocabulary: &Vocabulary) -> anyhow::Result<(String, String)> {
    let wrong = || {
        Refusal::advised(
            words::bad_pair("--map", pair),
            words::pair_like("--map '更新周期=update_frequency'"),
        )
    };
    let (header, field) = pair.rsplit_once('=').ok_or_else(wrong)?;
    let (header, field) = (header.trim(), field.trim());
    if header.is_empty() || field.is_empty() {
        return Err(wrong());
    }
    if field == "-" {
        return Ok((header.to_owned(), "-".to_owned()));
    }
    Ok((header.to_owned(), field_id(field, vocabulary)?))
}

fn field_id(name: &str, vocabulary: &Vocabulary) -> anyhow::Result<String> {
    if let Some((_, entry)) = vocabulary.fields().find(|(_, e)| e.id == name || e.zh == name) {
        return Ok(entry.id.clone());
    }
    let names = vocabulary
        .fields()
        .flat_map(|(_, e)| [e.id.as_str(), e.zh.as_str()]);
    Err(match nearest(name, names) {
        Some(meant) => Refusal::advised(words::unknown_field(name), words::did_you_mean(meant)),
        None => Refusal::said(words::unknown_field(name)),
    })
}

/// `share_class:1=无条件共享`.
pub(super) fn codes(vocabulary: &mut Vocabulary, pairs: &[String]) -> anyhow::Result<()> {
    for pair in pairs {
        let parts = pair
            .split_once(':')
            .and_then(|(field, rest)| Some((field.trim(), rest.split_once('=')?)));
        let Some((field, (code, value))) = parts else {
            let example = words::pair_like("--code share_class:1=无条件共享");
            return Err(Refusal::advised(words::bad_pair("--code", pair), example));
        };
        let id = field_id(field, vocabulary)?;
        let mapped = vocabulary
            .field(&id)
            .is_some_and(|f| vocabulary.map_code(f, code.trim(), value.trim()).is_ok());
        if !mapped {
            return Err(Refusal::said(words::not_a_value(&id, value)));
        }
    }
    Ok(())
}

fn header_rows(text: &str) -> anyhow::Result<HeaderRows> {
    text.parse()
        .map_err(|wrong| Refusal::advised(wrong, words::pair_like("--header-row 2-3")))
}

/// What the files are held against.
pub(super) fn references(matches: &ArgMatches) -> References {
    let named = |id: &str| {
        let paths = matches.get_many::<PathBuf>(id).into_iter().flatten();
        paths.map(|p| (p.display().to_string(), p.clone())).collect()
    };
    References {
        departments: named("departments"),
        previous: named("previous"),
    }
}
