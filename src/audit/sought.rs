//! Resources that a run looks out for on behalf of whoever has a list of them: a finding that is gone was settled only
//! where its resource is still there to be seen. Costs nothing where nothing is sought.

use super::finding::{CODE, ITEM, NAME, Naming, PROVIDER};
use super::{Aliases, Subject};
use crate::model::{Record, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// What a resource is known by, folded; `None` where that does not matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    provider: Option<String>,
    resource: String,
    item: Option<String>,
}

impl Named {
    /// What the subject of a finding is known by, as far as the field in question has no part in it: that is what should
    /// change. `None` where nothing names it.
    pub fn of(subject: &Subject<'_>, field: &str, canonical: &dyn Fn(&str) -> String) -> Option<Self> {
        let apart = |ids: &[&str], text: Option<&str>| {
            let text = text.filter(|_| !ids.contains(&field)).map(fold);
            text.filter(|t| !t.is_empty())
        };
        let code = apart(CODE, subject.catalog_code);
        let provider = subject.provider.map(canonical);
        Some(Self {
            resource: code.or_else(|| apart(NAME, subject.catalog_name))?,
            provider: apart(PROVIDER, provider.as_deref()),
            item: apart(ITEM, subject.item),
        })
    }
}

/// A file and its sheet.
type Place = (String, Option<String>);

/// What is sought, and in which tables it was seen.
#[derive(Debug, Default)]
pub struct Sought(BTreeMap<Named, Mutex<BTreeSet<Place>>>);

impl Sought {
    /// Nothing seen yet.
    pub fn new(named: impl IntoIterator<Item = Named>) -> Self {
        Self(named.into_iter().map(|n| (n, Mutex::default())).collect())
    }

    /// Looks at a record of a table.
    pub(super) fn see(&self, (file, sheet): (&str, Option<&str>), record: &Record<'_>, aliases: &Aliases) {
        if self.0.is_empty() {
            return;
        }
        let subject = Naming::new(record.vocabulary(), record.columns()).in_full(record);
        let folded = subject.provider.map(fold);
        let provider = folded.as_deref().map(|p| aliases.canonical(p).to_owned());
        let item = subject.item.map(fold);
        for resource in [subject.catalog_code, subject.catalog_name].into_iter().flatten() {
            for (by_provider, by_item) in [(true, true), (true, false), (false, true), (false, false)] {
                let named = Named {
                    provider: provider.clone().filter(|_| by_provider),
                    resource: fold(resource),
                    item: item.clone().filter(|_| by_item),
                };
                if let Some(places) = self.0.get(&named) {
                    let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
                    places.insert((file.to_owned(), sheet.map(str::to_owned)));
                }
            }
        }
    }

    /// Whether a resource was seen in a table.
    pub fn saw(&self, named: &Named, file: &str, sheet: Option<&str>) -> bool {
        let place = (file.to_owned(), sheet.map(str::to_owned));
        self.0.get(named).is_some_and(|places| {
            let places = places.lock().unwrap_or_else(PoisonError::into_inner);
            places.contains(&place)
        })
    }
}
