//! Files audited from their bytes to every report, by every pack there is.

use super::bed::{PACKS, VOCABULARY, laid, refused};
use dataaudit::audit::{self, Finding, Input, Plan, Progress, Sink};
use dataaudit::ingest::{Gathered, Reading};
use dataaudit::model::Lang;
use dataaudit::report::{Context, Format, Links, Report, Texts};
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::LazyLock;

/// The name that every file has in reports, whatever it is called on disk.
const NAME: &str = "目录";

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Hands every finding to every report.
struct All(Vec<Box<dyn Report>>);

impl Sink for All {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.finding(finding))
    }
}

/// Every pack, as if all were in force.
pub(crate) fn plan(reading: Reading) -> Plan<'static> {
    let as_of = "2026-03-01".parse().expect("a day");
    let chosen: Vec<_> = PACKS.iter().collect();
    Plan::new(&chosen, as_of, true, &VOCABULARY, reading)
}

/// Without a program that reads for this one.
static ALONE: LazyLock<Plan<'static>> = LazyLock::new(|| plan(Reading::default()));

/// Reports on a file.
pub(crate) fn reports(
    path: &Path,
    plan: &Plan<'_>,
    formats: &[(&'static str, Format)],
) -> Vec<(&'static str, Vec<u8>)> {
    let context = Context {
        lang: Lang::Zh,
        as_of: plan.as_of,
        width: 80,
        color: false,
        texts: Texts::default(),
        max_examples: Some(3),
        by_department: true,
        links: Links::default(),
    };
    let mut all = All(formats.iter().map(|(_, format)| format.open(&context)).collect());
    let file = Gathered::one(NAME.to_owned(), path.to_owned());
    let outcome = audit::run(plan, file, NonZeroUsize::MIN, &mut all, &Silent).expect("nothing is written");
    assert_eq!(outcome.inputs.len(), 1);
    outcome
        .inputs
        .iter()
        .filter_map(|i| i.error.as_ref())
        .for_each(refused);
    let written = all.0.into_iter().zip(formats).map(|(report, (name, _))| {
        let mut out = Vec::new();
        report.finish(&outcome, &mut out).expect("memory holds it");
        (*name, out)
    });
    written.collect()
}

/// What became of files, without a report.
pub(crate) fn run(plan: &Plan<'_>, files: Gathered) -> Vec<Input> {
    let outcome = audit::run(plan, files, NonZeroUsize::MIN, &mut All(Vec::new()), &Silent);
    outcome.expect("nothing is written").inputs
}

/// Any file at all.
pub(crate) fn audit(bytes: &[u8]) {
    let file = laid(bytes, "");
    let all = || reports(file.path(), &ALONE, Format::ALL);
    let first = all();
    for (name, report) in &first {
        assert!(!report.is_empty(), "{name}");
        let text = std::str::from_utf8(report);
        assert_eq!(text.is_ok(), *name != "xlsx", "{name}");
        if matches!(*name, "json" | "sarif" | "gitlab") {
            serde_json::from_slice::<serde_json::Value>(report).expect("one object");
        }
    }
    let again = all();
    for ((name, first), (_, again)) in first.iter().zip(&again) {
        assert_eq!(first, again, "{name} is not the same twice");
    }
}
