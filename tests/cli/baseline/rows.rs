//! Rows in another order, and rows among them: what is known stays known, what is new stays new.

use dataaudit::audit::{self, Baseline, By, Census, Finding, Outcome, Plan, Progress, Reprieve, Sink};
use dataaudit::ingest::{Gathered, Reading};
use dataaudit::law::{Pack, built_in, find};
use dataaudit::model::Vocabulary;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Findings by fingerprint: all, and those that count.
#[derive(Default)]
struct Prints(BTreeMap<String, [u64; 2]>);

impl Sink for Prints {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let counts = self.0.entry(finding.fingerprint.clone()).or_default();
        counts[0] += 1;
        match finding.waived {
            None => counts[1] += 1,
            Some(waived) => assert_eq!(waived.by, By::Baseline),
        }
        Ok(())
    }
}

fn plan<'p>(packs: &'p [Pack], vocabulary: &'p Vocabulary) -> Plan<'p> {
    let chosen = ["ningxia", "xinjiang"].map(|id| find(packs, id).unwrap());
    let day = "2026-03-01".parse().unwrap();
    Plan::new(&chosen, day, false, vocabulary, Reading::default())
}

fn run<'p>(plan: &Plan<'p>, path: &Path, rows: &[usize], sink: &mut dyn Sink) -> Outcome<'p> {
    let mut text = "目录编码,数据目录名称,提供单位,数据更新频率,共享属性,开放属性\n".to_owned();
    for &row in rows {
        text.push_str(ROWS[row]);
        text.push('\n');
    }
    std::fs::write(path, text).unwrap();
    let inputs = Gathered::one("表.csv".to_owned(), path.to_owned());
    audit::run(plan, inputs, NonZeroUsize::MIN, sink, &Silent).unwrap()
}

/// Rows that comply and rows that do not, some of them alike.
const ROWS: &[&str] = &[
    "A1,水情,甲局,每年,无条件共享,无条件开放",
    "A2,雨情,甲局,,无条件共享,无条件开放",
    "A3,旱情,乙局,待定,无条件共享,随便",
    "A4,墒情,乙局,每年,,",
    ",,丙局,,无条件共享,无条件开放",
    ",,丙局,,,无条件开放",
];

fn rows() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..ROWS.len(), 1..12)
}

#[test]
fn sorting_and_inserting_rows_neither_hides_what_is_new_nor_revives_what_is_known() {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    let folder = tempfile::tempdir().unwrap();
    let (table, file) = (folder.path().join("表.csv"), folder.path().join("b.json"));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(24));
    let cases = (rows(), rows().prop_shuffle(), any::<u64>());
    runner
        .run(&cases, |(old, more, seed)| {
            let mut census = Census::default();
            let bare = plan(&packs, &vocabulary);
            let outcome = run(&bare, &table, &old, &mut census);
            let mut known = Prints::default();
            run(&bare, &table, &old, &mut known);
            let mut written = Vec::new();
            census.write(&bare, &outcome, &mut written).unwrap();
            std::fs::write(&file, written).unwrap();
            let baseline = Baseline::load(&file, &bare.packs).map_err(|_| ()).unwrap();
            let reprieve = Reprieve {
                waivers: Vec::new(),
                baseline: Some(baseline),
            };
            let held = plan(&packs, &vocabulary).sparing(reprieve);

            let mut sorted = old.clone();
            sorted.sort_by_key(|&row| (row as u64 + 1).wrapping_mul(seed | 1));
            let mut prints = Prints::default();
            let outcome = run(&held, &table, &sorted, &mut prints);
            prop_assert_eq!(outcome.summary.findings(), 0);
            prop_assert_eq!(outcome.reprieve.unwrap().gone(), 0);

            let mut now = more.clone();
            now.extend(&sorted);
            let by = seed as usize % now.len();
            now.rotate_left(by);
            let mut prints = Prints::default();
            let outcome = run(&held, &table, &now, &mut prints);
            for (print, [all, counted]) in &prints.0 {
                let before = known.0.get(print).map_or(0, |[n, _]| *n);
                prop_assert_eq!(*counted, all.saturating_sub(before));
            }
            let counted: u64 = prints.0.values().map(|[_, n]| n).sum();
            prop_assert_eq!(outcome.summary.findings(), counted);
            Ok(())
        })
        .unwrap();
}
