//! Reports of several runs made one: byte for byte what one run over all their files comes to, or refused with the way out.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

mod commands;

use crate::report::{dataaudit, root};
use dataaudit::audit::{self, Finding, Outcome, Parts, Plan, Premises, Progress, References, Sink, Tape};
use dataaudit::ingest::{Gathered, Reading, Wanted};
use dataaudit::law::{Pack, built_in, find};
use dataaudit::model::{Lang, Vocabulary, hex};
use dataaudit::report::{Context, Format, Links, Report, Texts};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Two catalogs that claim the same, a ledger, a file that is not there, a folder without a table, one with files that are
/// passed over, a copy of the first; a former edition and a list of bodies beside them.
const PATHS: [&str; 6] = [
    "fixtures/across/渔政.csv",
    "fixtures/across/糖业.csv",
    "fixtures/ledgers/catalog_changes.csv",
    "没有.csv",
    "tests/cli/sessions/inputs.in",
    "fixtures/across/糖业副本.csv",
];

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Every format at once.
struct All(Vec<Box<dyn Report>>);

impl Sink for All {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.finding(finding))
    }
}

/// A run told in every format, the JSON one with its tape.
fn told<'p>(
    plan: &Plan<'p>,
    run: impl FnOnce(&mut dyn Sink, Option<&mut Tape>) -> io::Result<Outcome<'p>>,
) -> BTreeMap<&'static str, Vec<u8>> {
    let context = Context {
        lang: Lang::Zh,
        as_of: plan.as_of,
        width: 100,
        color: false,
        texts: Texts::default(),
        max_examples: None,
        by_department: true,
        links: Links::default(),
    };
    let mut sink = All(Format::ALL.iter().map(|(_, f)| f.open(&context)).collect());
    let mut tape = Tape::new(Premises::of(plan, false, Vec::new(), Vec::new()));
    let outcome = run(&mut sink, Some(&mut tape)).unwrap();
    let (mut tape, mut written) = (Some(tape), BTreeMap::new());
    for (&(name, format), report) in Format::ALL.iter().zip(sink.0) {
        let mut bytes = Vec::new();
        if format == Format::Json {
            let append = |out: &mut dyn io::Write| report.finish(&outcome, out);
            tape.take().unwrap().append(&mut bytes, append).unwrap();
        } else {
            report.finish(&outcome, &mut bytes).unwrap();
        }
        written.insert(name, bytes);
    }
    written
}

/// Everything that the tests of the library start from.
struct House {
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let vocabulary = Vocabulary::built_in();
        Self {
            packs: built_in(&vocabulary),
            vocabulary,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn plan(&self) -> Plan<'_> {
        let chosen = ["xinjiang", "xpcc"].map(|id| find(&self.packs, id).unwrap());
        let day = "2026-03-01".parse().unwrap();
        let named = |name: &str| vec![(name.to_owned(), root().join(name))];
        Plan::new(&chosen, day, false, &self.vocabulary, Reading::default())
            .beside(self.packs.iter().map(|p| &p.instrument))
            .against(References {
                departments: named("fixtures/across/名单.csv"),
                previous: named("fixtures/across/糖业上一版.csv"),
            })
    }

    /// The report of some of the paths, a bit each, and where it lies.
    fn part(&self, plan: &Plan<'_>, some: usize) -> (PathBuf, BTreeMap<&'static str, Vec<u8>>) {
        let paths = PATHS.iter().enumerate().filter(|(n, _)| some >> n & 1 == 1);
        let inputs = Gathered::of(&Wanted {
            paths: paths.map(|(_, path)| PathBuf::from(path)).collect(),
            ..Wanted::default()
        });
        // Any number of threads writes the same part.
        let jobs = NonZeroUsize::new(1 + some % 3).unwrap();
        let written = told(plan, |sink, tape| {
            audit::record(plan, inputs, jobs, sink, &Silent, tape)
        });
        let path = self.folder.path().join(format!("{some}.json"));
        std::fs::write(&path, &written["json"]).unwrap();
        (path, written)
    }
}

fn merged(plan: &Plan<'_>, parts: &[PathBuf]) -> BTreeMap<&'static str, Vec<u8>> {
    let parts = Parts::open(parts).unwrap();
    told(plan, |sink, tape| audit::merge(plan, &parts, sink, &Silent, tape))
}

/// Whether two runs were told alike; what is not is named, not printed.
fn same(a: &BTreeMap<&str, Vec<u8>>, b: &BTreeMap<&str, Vec<u8>>, what: &str) {
    for (format, bytes) in a {
        assert!(bytes == &b[format], "{what}: another {format}");
    }
}

#[test]
fn however_the_files_are_split_the_parts_come_to_one_run() {
    let house = House::new();
    let plan = house.plan();
    let all = (1 << PATHS.len()) - 1;
    let parts: BTreeMap<usize, _> = (1..=all).map(|some| (some, house.part(&plan, some))).collect();
    let (_, whole) = &parts[&all];
    let text = String::from_utf8(whole["table"].clone()).unwrap();
    for seen in ["YG4500-0001", "另见", "渔港调度站", "蔗区地块", "副本"] {
        assert!(text.contains(seen), "the run shows {seen}:\n{text}");
    }
    let mut splits = 0;
    for first in 1..all {
        let rest = all ^ first;
        let [a, b] = [first, rest].map(|some| parts[&some].0.clone());
        if first < rest {
            same(whole, &merged(&plan, &[a.clone(), b]), &format!("{first} {rest}"));
            splits += 1;
        }
        // The rest in two, the smaller number first: every way of splitting into three.
        let inside = (first + 1..rest).filter(|second| second & rest == *second && *second < rest ^ second);
        for second in inside {
            let third = rest ^ second;
            let [b, c] = [second, third].map(|some| parts[&some].0.clone());
            let what = format!("{first} {second} {third}");
            // Every order is tried, one a split.
            let mut three = vec![a.clone(), b, c];
            three.rotate_left(splits % 3);
            same(whole, &merged(&plan, &three), &what);
            splits += 1;
        }
    }
    let (two, three) = (31, 90);
    assert_eq!(splits, two + three, "every split of six into two or three");
}

#[test]
fn a_merged_report_is_merged_again() {
    let house = House::new();
    let plan = house.plan();
    let [whole, a, b, c] = [63, 0b00_1001, 0b11_0000, 0b00_0110].map(|some| house.part(&plan, some));
    let step = |name: &str, parts: &[&PathBuf]| {
        let parts: Vec<PathBuf> = parts.iter().map(|&p| p.clone()).collect();
        let path = house.folder.path().join(name);
        let written = merged(&plan, &parts);
        std::fs::write(&path, &written["json"]).unwrap();
        (path, written)
    };
    let ab = step("ab.json", &[&a.0, &b.0]);
    let bc = step("bc.json", &[&b.0, &c.0]);
    same(&whole.1, &step("1.json", &[&ab.0, &c.0]).1, "(a b) c");
    same(&whole.1, &step("2.json", &[&a.0, &bc.0]).1, "a (b c)");
    same(&whole.1, &step("3.json", &[&whole.0]).1, "one alone");
    // What stands in two parts counts once.
    same(
        &whole.1,
        &step("4.json", &[&ab.0, &bc.0, &whole.0]).1,
        "overlapping",
    );
}
