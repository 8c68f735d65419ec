//! `rules`: lists what an instrument requires, or part of it.

use super::{Exit, Refusal, packs, page, say, words};
use crate::law::{self, Pack, Requirement};
use crate::model::{Citation, Lang, Severity, Vocabulary, nearest, parse_chinese, table_name};
use crate::report::inspect::Rules;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Exit> {
    let packs = law::built_in(&Vocabulary::built_in());
    let one = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let pack = packs::called(&packs, one("jurisdiction").unwrap_or_default())?;
    let article = one("article").map(|text| provision(text, pack)).transpose()?;
    let table = one("table").map(|name| table(name, pack)).transpose()?;
    let severity = one("severity").and_then(severity);
    let wanted = |r: &Requirement| {
        article.is_none_or(|a| holds(a, r.citation))
            && table.as_deref().is_none_or(|t| r.is_about(t))
            && severity.is_none_or(|s| r.severity == s)
    };
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

/// `10`, `第10条` or `第十条第五款`, of an article that the instrument has.
fn provision(text: &str, pack: &Pack) -> anyhow::Result<Citation> {
    let article = |article| Citation {
        article,
        paragraph: None,
        item: None,
    };
    let bare = text.trim().trim_start_matches('第').trim_end_matches('条');
    let number = bare.parse().ok().or_else(|| parse_chinese(bare));
    let read = number.map(article).or_else(|| text.parse().ok());
    let Some(citation) = read else {
        return Err(Refusal::advised(
            words::not_an_article(text),
            words::article_like(),
        ));
    };
    let last = law::built_in_outline(&pack.instrument.id)
        .and_then(Result::ok)
        .and_then(|outline| outline.articles.last().map(|a| a.number));
    match last {
        Some(last) if citation.article == 0 || citation.article > last => Err(Refusal::said(
            words::no_such_article(&article(citation.article).to_string(), &article(last).to_string()),
        )),
        _ => Ok(citation),
    }
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
    let all = kinds.iter().map(|id| id.as_str());
    let help = match nearest(name, all.clone().chain(names.iter().map(String::as_str))) {
        Some(meant) => words::did_you_mean(meant),
        None => words::known_tables(&all.collect::<Vec<_>>().join("、")),
    };
    Err(Refusal::advised(words::unknown_table(name), help))
}

/// Why the list is empty.
fn nothing(pack: &Pack, article: Option<Citation>) -> crate::model::Text {
    let unchecked = article.and_then(|a| pack.unchecked.iter().find(|u| u.article == a.article));
    match (article, unchecked) {
        (Some(article), Some(unchecked)) => words::article_unchecked(&article.to_string(), &unchecked.reason),
        _ => words::no_rules(),
    }
}
