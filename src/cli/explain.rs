//! `explain`: says what a requirement asks, why, and what to do; of an article or the beginning of an id, which there are.

use super::packs::{self, Packs};
use super::{Exit, Refusal, check, page, rules, words};
use crate::law::{self, Pack, Requirement};
use crate::model::Lang;
use crate::report::inspect::Explanation;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let one = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let id = one("requirement").unwrap_or_default();
    let as_of = check::as_of(one("as-of"))?;
    let (packs, vocabulary) = packs::all(matches, lang, false)?;
    let named = one("jurisdiction").map(|name| packs.called(name)).transpose()?;
    if let Some(article) = rules::provision(id) {
        let pack = named.or(match packs.own() {
            [own] => Some(own),
            _ => None,
        });
        let pack =
            pack.ok_or_else(|| Refusal::advised(words::of_which_instrument(id), words::say_which()))?;
        return rules::of_article(matches, lang, (&packs, pack), article);
    }
    let among = named.map_or(packs.all.as_slice(), std::slice::from_ref);
    if let Some((pack, begins)) = beginning(among, id) {
        return rules::list(matches, lang, (pack, None), begins);
    }
    let found = found(among, &packs, id)?;
    let page = page::page(matches, lang);
    let explanation = Explanation::new(&packs.all, found, &vocabulary, as_of, page);
    page::write(matches, |listing, out| explanation.write(listing, page, out))?;
    Ok(Exit::Clean)
}

/// The requirement of an id; else the nearest, wherever it is.
fn found<'p>(among: &'p [Pack], packs: &'p Packs, id: &str) -> anyhow::Result<(&'p Pack, &'p Requirement)> {
    law::find_requirement(among, id).map_err(|near| {
        let exact = law::find_requirement(&packs.all, id)
            .ok()
            .map(|(_, r)| r.id.as_str());
        let help = exact
            .or(near)
            .map_or_else(words::list_requirements, words::did_you_mean);
        Refusal::advised(words::unknown_requirement(id), help)
    })
}

/// The pack with requirements whose ids begin so, up to a hyphen, and which these are.
fn beginning<'p>(among: &'p [Pack], id: &str) -> Option<(&'p Pack, impl Fn(&Requirement) -> bool)> {
    let begin = format!("{}-", id.trim().to_ascii_uppercase());
    let begins = move |r: &Requirement| r.id.to_ascii_uppercase().starts_with(&begin);
    let pack = among.iter().find(|p| p.requirements.iter().any(&begins))?;
    Some((pack, begins))
}
