//! What people are told of a comparison, whatever the page or sheet: sentences, and counts by department and provision.

use super::compare::Comparison;
use super::counts::Counts;
use super::words;
use crate::audit::Outcome;
use crate::model::{Lang, Text, visible};
use crate::report::words::of_nobody;

/// The counts of a department or a provision.
#[derive(Debug)]
pub(in crate::report) struct Counted {
    /// Whose they are.
    pub(in crate::report) name: String,
    /// In the order of [`count_heads`].
    pub(in crate::report) numbers: [u64; 7],
    /// What is settled among that looked at again.
    pub(in crate::report) rate: Option<String>,
    /// The resources of a department, before and now.
    pub(in crate::report) resources: Option<String>,
}

impl Comparison {
    /// The sentences above the tables: the reports, the counts, the rate, and how far they can be compared.
    pub(in crate::report) fn sentences(&self) -> Vec<Text> {
        let reports = self.reports.iter();
        let reports = reports.map(|(name, day, findings)| words::report(name, *day, *findings));
        let unseen = self.unseen.iter();
        let unseen = unseen.map(|(why, count)| words::not_again(&why.text(), *count));
        reports
            .chain([words::totals(&self.counts)])
            .chain(words::waiving(&self.counts))
            .chain([words::rate(&self.counts)])
            .chain(self.notes.iter().map(words::note))
            .chain(unseen)
            .collect()
    }

    /// Everything together.
    pub(in crate::report) fn in_all(&self) -> Counted {
        Counted::new(String::new(), &self.counts, None)
    }

    /// By department, the worst first.
    pub(in crate::report) fn by_department(&self, lang: Lang) -> Vec<Counted> {
        let lines = self.departments.iter().map(|d| {
            let name = d.name.as_deref().map(visible);
            let name = name.unwrap_or_else(|| of_nobody().of(lang).to_owned());
            let resources = d.resources.map(|(a, b)| format!("{a} → {b}"));
            Counted::new(name, &d.counts, resources)
        });
        lines.collect()
    }

    /// By provision; `titled` is what an instrument is called.
    pub(in crate::report) fn by_article(&self, titled: &dyn Fn(&str) -> String) -> Vec<Counted> {
        let lines = self.articles.iter().map(|(id, citation, counts)| {
            let title = titled(id);
            let apart = if title.is_empty() || title.ends_with('》') {
                ""
            } else {
                " "
            };
            Counted::new(format!("{title}{apart}{}", citation.text), counts, None)
        });
        lines.collect()
    }
}

impl Counted {
    fn new(name: String, counts: &Counts, resources: Option<String>) -> Self {
        let Counts {
            before,
            now,
            new,
            returned,
            remaining,
            settled,
            not_audited,
            ..
        } = *counts;
        Self {
            name,
            numbers: [before, now, new, returned, remaining, settled, not_audited],
            rate: words::percent(settled, remaining),
            resources,
        }
    }
}

/// The heads of the counts and of the rate.
pub(in crate::report) fn count_heads() -> [Text; 8] {
    let [_, heads @ ..] = words::department_heads();
    heads
}

/// The heads of a table by department.
pub(in crate::report) fn department_heads() -> Vec<Text> {
    let heads = words::department_heads().into_iter();
    heads.chain([words::resources_head()]).collect()
}

/// The heads of a table by provision.
pub(in crate::report) fn article_heads() -> Vec<Text> {
    [words::article_head()].into_iter().chain(count_heads()).collect()
}

/// What an instrument is called in a run: by its title, or by its id where the run is not by it; the only one of a run
/// needs no name.
pub(in crate::report) fn title_of(outcome: &Outcome<'_>, id: &str, lang: Lang) -> String {
    let known = outcome.instruments.iter().find(|a| a.pack.instrument.id == id);
    match (known, lang) {
        (Some(_), _) if outcome.instruments.len() == 1 => String::new(),
        (Some(active), Lang::Zh) => format!("《{}》", active.pack.instrument.title.zh),
        (Some(active), Lang::En) => active.pack.instrument.title.en.clone(),
        (None, _) => visible(id),
    }
}
