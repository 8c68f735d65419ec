//! `rules`: lists what an instrument requires, or part of it.

use super::packs::{self, Packs};
use super::{Exit, Refusal, page, say, words};
use crate::law::{Pack, Requirement};
use crate::model::{Citation, Lang, Severity, Text, nearest, parse_chinese, table_name};
use crate::report::inspect::Rules;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let (packs, _) = packs::all(matches, lang, false)?;
    let one = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let pack = packs.one(one("jurisdiction"))?;
    let article = match one("article") {
        Some(text) => Some(there_is(asked(text)?, pack, &packs, lang)?),
        None => None,
    };
    let table = one("table").map(|name| table(name, pack)).transpose()?;
    let severity = one("severity").and_then(severity);
    list(matches, lang, (pack, article), |r| {
        article.is_none_or(|a| holds(a, r.citation))
            && table.as_deref().is_none_or(|t| r.is_about(t))
            && severity.is_none_or(|s| r.severity == s)
    })
}

/// Lists the requirements of a provision.
pub(super) fn of_article(
    matches: &ArgMatches,
    lang: Lang,
    (packs, pack): (&Packs, &Pack),
    article: Citation,
) -> anyhow::Result<Exit> {
    let article = there_is(article, pack, packs, lang)?;
    list(matches, lang, (pack, Some(article)), |r| {
        holds(article, r.citation)
    })
}

/// Lists the requirements of a pack that are wanted.
pub(super) fn list(
    matches: &ArgMatches,
    lang: Lang,
    (pack, article): (&Pack, Option<Citation>),
    wanted: impl Fn(&Requirement) -> bool,
) -> anyhow::Result<Exit> {
    let page = page::page(matches, lang);
    let rules = Rules::new(pack, wanted, page);
    page::write(matches, |listing, out| rules.write(listing, page, out))?;
    if rules.requirements.is_empty() {
        say(&nothing(pack, article), lang);
    }
    Ok(Exit::Clean)
}

fn severity(name: &str) -> Option<Severity> {
    match name {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}

/// Whether a provision is another or stands in it.
fn holds(wider: Citation, citation: Citation) -> bool {
    wider.article == citation.article
        && wider.paragraph.is_none_or(|p| p == citation.paragraph_or_first())
        && wider.item.is_none_or(|i| Some(i) == citation.item)
}

/// `10`, `第10条` or `第十条第五款`.
pub(super) fn provision(text: &str) -> Option<Citation> {
    let bare = text.trim().trim_start_matches('第').trim_end_matches('条');
    let number = bare.parse().ok().or_else(|| parse_chinese(bare));
    let article = number.map(|article| Citation {
        article,
        paragraph: None,
        item: None,
    });
    article.or_else(|| text.trim().parse().ok())
}

fn asked(text: &str) -> anyhow::Result<Citation> {
    provision(text).ok_or_else(|| Refusal::advised(words::not_an_article(text), words::article_like()))
}

/// A provision that the instrument has, as far as an outline tells.
fn there_is(citation: Citation, pack: &Pack, packs: &Packs, lang: Lang) -> anyhow::Result<Citation> {
    let Some(outline) = packs.outline(pack, lang)? else {
        return Ok(citation);
    };
    let bare = citation.paragraph.is_none() && citation.item.is_none();
    if bare && outline.articles.iter().any(|a| a.number == citation.article) {
        return Ok(citation);
    }
    outline.check(&citation, &[]).map_err(|wrong| {
        let why = wrong.message(&citation);
        Refusal::said(words::no_provision(&pack.instrument.title, &why))
    })?;
    Ok(citation)
}

/// The kind of table of an id or Chinese name, of those that the instrument is about.
fn table(name: &str, pack: &Pack) -> anyhow::Result<String> {
    let mut kinds: Vec<&String> = pack.requirements.iter().flat_map(|r| &r.tables).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let names: Vec<_> = kinds.iter().map(|id| table_name(id).zh).collect();
    if let Some((id, _)) = kinds
        .iter()
        .zip(&names)
        .find(|(id, zh)| ***id == name || *zh == name)
    {
        return Ok((*id).clone());
    }
    let ids = kinds.iter().map(|id| id.as_str());
    let help = if let Some(meant) = nearest(name, ids.clone().chain(names.iter().map(String::as_str))) {
        words::did_you_mean(meant)
    } else {
        let both: Vec<_> = ids.zip(&names).map(|(id, zh)| format!("{id} {zh}")).collect();
        words::known_tables(&both.join("、"))
    };
    Err(Refusal::advised(words::unknown_table(name), help))
}

/// Why the list is empty, and what there is.
fn nothing(pack: &Pack, article: Option<Citation>) -> Text {
    let unchecked = article.and_then(|a| pack.unchecked.iter().find(|u| u.article == a.article));
    if let (Some(article), Some(unchecked)) = (article, unchecked) {
        return words::article_unchecked(&article.to_string(), &unchecked.reason);
    }
    let whole = article.map(|a| Citation {
        paragraph: None,
        item: None,
        ..a
    });
    let there = |r: &&Requirement| whole.is_none_or(|a| holds(a, r.citation));
    let there: Vec<&Requirement> = pack.requirements.iter().filter(there).collect();
    let grave = [Severity::Error, Severity::Warning, Severity::Info];
    let counts = grave.map(|s| there.iter().filter(|r| r.severity == s).count());
    let mut tables: Vec<&str> = there.iter().flat_map(|r| &r.tables).map(String::as_str).collect();
    tables.sort_unstable();
    tables.dedup();
    let of_article = whole.map(|a| a.to_string()).unwrap_or_default();
    words::no_rules(&pack.instrument.title, &of_article, counts, &tables.join("、"))
}
