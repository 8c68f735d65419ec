//! What is fixed is judged no worse, and fixed again stays as it is.

use super::untidy::{Kept, row, write_csv, write_xlsx};
use super::{fixed, law, setting};
use crate::report::{fixtures, root};
use dataaudit::audit::{self, Finding, Plan, Progress, Sink};
use dataaudit::fix::Fix;
use dataaudit::ingest::{Exclude, Gathered, Wanted};
use dataaudit::law::Pack;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

/// Requirement, severity, class of what was seen, place.
type Told = (String, u8, &'static str, String);

#[derive(Default)]
struct All(Vec<Told>);

impl Sink for All {
    fn finding(&mut self, finding: &Finding<'_>) -> std::io::Result<()> {
        self.0.push((
            finding.requirement.id.clone(),
            finding.severity as u8,
            finding.breach.class.as_str(),
            finding.address.to_string(),
        ));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Everything that every built-in instrument finds in a file.
fn findings(path: &Path) -> Vec<Told> {
    let law = law();
    let packs: Vec<&Pack> = law.packs.iter().collect();
    let day = "2026-03-01".parse().unwrap();
    let plan = Plan::new(&packs, day, true, law.vocabulary, law.reading.clone());
    let wanted = Wanted {
        paths: vec![path.to_owned()],
        exclude: Exclude::default(),
        outputs: Vec::new(),
        ..Wanted::default()
    };
    let mut all = All::default();
    let outcome = audit::run(&plan, Gathered::of(&wanted), NonZeroUsize::MIN, &mut all, &Silent).unwrap();
    assert!(
        outcome.inputs.iter().all(|i| !i.tables.is_empty()),
        "nothing was read"
    );
    all.0
}

fn counted(all: &[Told]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (requirement, ..) in all {
        *counts.entry(requirement.as_str()).or_insert(0) += 1;
    }
    counts
}

/// Fixed twice is fixed once, and nothing is judged worse.
fn holds(path: &Path) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (to, changes) = fixed(path, folder.path());
    let again = Fix::of(&to, setting()).unwrap();
    assert_eq!(again.changes(), [], "{}", path.display());
    if changes == 0 {
        return 0;
    }
    let (before, after) = (findings(path), findings(&to));
    let counts = counted(&before);
    for (requirement, count) in counted(&after) {
        assert!(
            Some(&count) <= counts.get(requirement),
            "{requirement} in {}",
            path.display()
        );
    }
    let known: BTreeSet<&Told> = before.iter().collect();
    for told in &after {
        assert!(known.contains(told), "{told:?} in {}", path.display());
    }
    changes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_text_fixed_is_judged_no_worse(
        rows in prop::collection::vec(row(), 1..6),
        gb in any::<bool>(),
        quoted in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("目录.csv");
        // What GB18030 cannot spell does not stand in such files.
        let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        write_csv(&path, &rows, gb, style);
        holds(&path);
    }

    #[test]
    fn a_workbook_fixed_is_judged_no_worse(rows in prop::collection::vec(row(), 1..6), inline in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("目录.xlsx");
        write_xlsx(&path, &rows, if inline { Kept::Inline } else { Kept::Shared });
        holds(&path);
    }
}

#[test]
fn every_fixture_can_be_fixed() {
    let files = fixtures(&root().join("fixtures"));
    let fit = |f: &&String| [".csv", ".xlsx"].iter().any(|end| f.ends_with(end));
    let mut changed = 0;
    for file in files.iter().filter(fit) {
        changed += holds(Path::new(file));
    }
    assert!(changed > 0, "no fixture has an untidy cell");
}
