//! `merge`: makes one report of those of several runs, as if everything had been audited in one.

use super::told::{self, Asked};
use super::{Exit, Refusal, check, packs, reprieve, say, words};
use crate::audit::{self, Parts, Plan, Unmergeable};
use crate::ingest::Reading;
use crate::law::Pack;
use crate::model::{Lang, Vocabulary};
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let reports: Vec<PathBuf> = matches
        .get_many("report")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let parts = Parts::open(&reports).map_err(refused)?;
    let Some(premises) = parts.premises().cloned() else {
        return Ok(Exit::Usage);
    };
    if !parts.twice().is_empty() && !matches.get_flag("quiet") {
        say(&words::in_two_reports(parts.twice()), lang);
    }
    let own = premises.packs.iter().cloned().map(packs::Source::read_elsewhere);
    let own: Vec<packs::Source> = own.collect();
    let mut vocabulary = Vocabulary::built_in();
    packs::extend(&own, &mut vocabulary);
    check::codes(&mut vocabulary, &premises.codes)?;
    let mut packs = packs::load(&own, &vocabulary, lang, true)?;
    packs.adjust(&premises.severities)?;
    let known = packs
        .all
        .iter()
        .map(|p| (p.instrument.id.as_str(), p.sha256.as_str()));
    parts.fit(&vocabulary, known).map_err(refused)?;
    let ids = premises.instruments.iter().map(|(id, _)| id.as_str());
    let named = ids.filter_map(|id| packs.all.iter().find(|p| p.instrument.id == id));
    let chosen: Vec<&Pack> = named.collect();
    let plan = Plan::new(
        &chosen,
        premises.as_of,
        premises.what_if,
        &vocabulary,
        Reading::default(),
    );
    let plan = plan
        .beside(packs.instruments())
        .called(premises.aliases.clone())
        .counted_by(premises.clock())
        .against(parts.references());
    let reprieve = reprieve::asked(matches, &plan, &packs.all, lang)?;
    let plan = plan.sparing(reprieve);
    let mut read = reports;
    read.extend(reprieve::files(matches));
    let asked = Asked {
        matches,
        lang,
        chosen: &chosen,
        read,
        premises: matches.get_flag("mergeable").then_some(premises),
        copies: None,
        doing: words::merging,
    };
    told::tell(asked, &plan, |sink, bars, tape| {
        audit::merge(&plan, &parts, sink, bars, tape)
    })
}

fn refused(why: Unmergeable) -> anyhow::Error {
    Refusal::advised(why.message, why.help)
}
