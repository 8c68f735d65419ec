//! The page of an instrument for readers: its dates, what it requires article by article, the readings chosen, what is
//! not checked and why. Markdown, written from the pack alone; knows no day and no audit.

use super::words;
use crate::check::{AcrossRule, Check, Proof, Rule};
use crate::law::{Judgement, PACK_SCHEMA, Pack, Requirement};
use crate::model::{Citation, Lang, Text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The page of an instrument.
pub fn law_page(pack: &Pack, lang: Lang) -> String {
    let mut page = Page {
        lang,
        out: String::new(),
    };
    page.head(pack);
    page.requirements(pack);
    page.notes(pack);
    page.unjudged(pack);
    page.unchecked(pack);
    page.out
}

/// The kinds of checks with their parameters, and which packs use them how often.
pub fn kinds_page(packs: &[Pack], lang: Lang) -> String {
    let schema: serde_json::Value = serde_json::from_str(PACK_SCHEMA).unwrap_or_default();
    let mut page = Page {
        lang,
        out: String::new(),
    };
    page.row(&words::kind_columns());
    page.rule(3);
    let rows = Rule::NAMES
        .iter()
        .map(|kind| ("check", *kind, (*kind).to_owned()));
    let across = AcrossRule::NAMES
        .iter()
        .map(|kind| ("across", *kind, format!("across.{kind}")));
    for (group, kind, name) in rows.chain(across) {
        let at = format!("/$defs/{group}/properties/{kind}/properties");
        let parameters = schema.pointer(&at).and_then(serde_json::Value::as_object);
        let told = |(name, what): (&String, &serde_json::Value)| {
            let what = what.get("description").and_then(serde_json::Value::as_str);
            format!("`{name}` {}", what.unwrap_or_default())
        };
        let parameters: Vec<String> = parameters.into_iter().flatten().map(told).collect();
        let used: Vec<String> = packs.iter().filter_map(|pack| used(pack, &name)).collect();
        page.cells(&[
            &format!("[{name}](#{})", name.replace('.', "")),
            &parameters.join("<br>"),
            &used.join(" "),
        ]);
    }
    page.out
}

/// How often a pack uses a kind of check.
fn used(pack: &Pack, kind: &str) -> Option<String> {
    let checks = pack.requirements.iter().filter_map(Requirement::check);
    let judged = checks.filter(|check| check.kinds().contains(&kind)).count();
    let across = pack.requirements.iter().filter_map(Requirement::across);
    let kind = kind.strip_prefix("across.");
    let times = judged + across.filter(|rule| Some(rule.kind()) == kind).count();
    let id = &pack.instrument.id;
    (times > 0).then(|| format!("[{id}](law/{id}.md)×{times}"))
}

struct Page {
    lang: Lang,
    out: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, level: &str, text: &Text) {
        let words = text.of(self.lang).to_owned();
        self.line("");
        self.line(&format!("{level} {words}"));
        self.line("");
    }

    fn cells(&mut self, cells: &[&str]) {
        let clean: Vec<String> = cells
            .iter()
            .map(|c| c.replace('|', "\\|").replace('\n', " "))
            .collect();
        self.line(&format!("| {} |", clean.join(" | ")));
    }

    fn row(&mut self, cells: &[Text]) {
        let cells: Vec<&str> = cells.iter().map(|c| c.of(self.lang)).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn rule(&mut self, columns: usize) {
        self.line(&format!("|{}", "---|".repeat(columns)));
    }

    fn head(&mut self, pack: &Pack) {
        let instrument = &pack.instrument;
        self.line(&format!("# {}", instrument.title.of(self.lang)));
        self.line("");
        self.line(words::generated().of(self.lang));
        self.line("");
        let mut facts = vec![(words::fact_id(), format!("`{}`", instrument.id))];
        facts.push((words::fact_names(), instrument.names.join("、")));
        let days = [
            (words::fact_adopted(), instrument.adopted),
            (words::fact_effective(), instrument.effective),
            (words::fact_expires(), instrument.expires),
            (words::fact_repealed(), instrument.repealed),
        ];
        facts.extend(
            days.into_iter()
                .filter_map(|(name, day)| Some((name, day?.to_string()))),
        );
        if instrument.draft {
            facts.push((words::fact_status(), words::never_law().of(self.lang).to_owned()));
        }
        if let Some(see) = &instrument.see {
            facts.push((words::fact_see(), format!("[{see}]({see}.md)")));
        }
        let mut elsewhere: Vec<String> = instrument
            .elsewhere
            .iter()
            .map(|e| format!("[{0}]({0}.md)", e.see))
            .collect();
        elsewhere.dedup();
        if !elsewhere.is_empty() {
            facts.push((words::fact_elsewhere(), elsewhere.join("、")));
        }
        facts.push((words::fact_source(), instrument.source.of(self.lang).to_owned()));
        facts.push((words::fact_counts(), words::counts(pack).of(self.lang).to_owned()));
        for (name, fact) in facts {
            let name = name.of(self.lang).to_owned();
            self.line(&format!("- {name}{fact}"));
        }
    }

    /// One table, in the order of the articles.
    fn requirements(&mut self, pack: &Pack) {
        self.heading("##", &words::asked());
        self.row(&words::requirement_columns());
        self.rule(6);
        for requirement in by_article(pack) {
            let cite = cited(requirement);
            let proof = requirement.check().map_or(Proof::Full, Check::proof);
            let severity = words::grade(requirement.severity, requirement.basis, proof);
            let liability = match &requirement.liability {
                Some(l) => words::liability_short(l.fit, &l.citation.to_string()),
                None => Text::same("—"),
            };
            let judged = match &requirement.judgement {
                Judgement::Judged { .. } => {
                    let link = |kind: String| format!("[{kind}](../kinds.md#{})", kind.replace('.', ""));
                    let kinds: Vec<String> = requirement.kinds().into_iter().map(link).collect();
                    kinds.join(" ")
                }
                Judgement::Unjudged(_) => words::not_judged().of(self.lang).to_owned(),
            };
            let lang = self.lang;
            self.cells(&[
                &cite,
                &format!("`{}`", requirement.id),
                requirement.summary.of(lang),
                severity.of(lang),
                liability.of(lang),
                &judged,
            ]);
        }
    }

    /// A list of what is said of requirements, where anything is.
    fn list(&mut self, heading: &Text, lines: &[(String, &Text)]) {
        if lines.is_empty() {
            return;
        }
        self.heading("##", heading);
        for (what, text) in lines {
            let said = words::said_of(what, text);
            let said = said.of(self.lang).to_owned();
            self.line(&format!("- {said}"));
        }
    }

    fn notes(&mut self, pack: &Pack) {
        let noted = |r: &&'_ Requirement| r.note.is_some();
        let lines: Vec<_> = by_article(pack).into_iter().filter(noted).collect();
        let lines: Vec<_> = lines
            .iter()
            .filter_map(|r| Some((named(r), r.note.as_ref()?)))
            .collect();
        self.list(&words::readings(), &lines);
    }

    fn unjudged(&mut self, pack: &Pack) {
        let all = by_article(pack);
        let lines: Vec<_> = all
            .iter()
            .filter_map(|r| Some((named(r), r.unjudged()?)))
            .collect();
        self.list(&words::left_to_people(), &lines);
    }

    /// Articles with the same reason stand together, in the order of the first of them.
    fn unchecked(&mut self, pack: &Pack) {
        let mut reasons: BTreeMap<(u16, &str), (Vec<String>, &Text)> = BTreeMap::new();
        for unchecked in &pack.unchecked {
            let first = pack.unchecked.iter().find(|u| u.reason == unchecked.reason);
            let key = (
                first.map_or(unchecked.article, |u| u.article),
                unchecked.reason.zh.as_str(),
            );
            let entry = reasons
                .entry(key)
                .or_insert_with(|| (Vec::new(), &unchecked.reason));
            entry.0.push(article(unchecked.article));
        }
        let lines: Vec<_> = reasons
            .into_values()
            .map(|(articles, why)| (articles.join("、"), why))
            .collect();
        self.list(&words::articles_not_checked(), &lines);
    }
}

fn by_article(pack: &Pack) -> Vec<&Requirement> {
    let mut all: Vec<_> = pack.requirements.iter().collect();
    all.sort_by_key(|r| r.citation);
    all
}

fn named(requirement: &Requirement) -> String {
    format!("`{}` {}", requirement.id, requirement.citation)
}

fn cited(requirement: &Requirement) -> String {
    let mut out = requirement.citation.to_string();
    for also in &requirement.also {
        // Writing to a string cannot fail.
        let _ = write!(out, "、{also}");
    }
    out
}

fn article(number: u16) -> String {
    Citation {
        article: number,
        paragraph: None,
        item: None,
    }
    .to_string()
}
