//! Several files at once: the same findings in the same order, whatever the number of threads and however short the lanes.

use super::workers::{self, Bounds};
use super::*;
use crate::audit::Input;
use crate::ingest::{Code, Reading, Source};
use crate::law::{Pack, built_in};
use crate::model::Vocabulary;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// Short enough that everybody waits for everybody.
const TIGHT: Bounds = Bounds {
    window: 2,
    depth: 1,
    batch: 1,
};

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Findings as lines; refuses more than it can take.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    room: Option<usize>,
}

impl Sink for Lines {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        if self.room.is_some_and(|room| self.lines.len() >= room) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let Finding {
            requirement,
            severity,
            address,
            header,
            subject,
            field,
            breach,
            fingerprint,
            ..
        } = finding;
        let id = &requirement.id;
        self.lines.push(format!(
            "{id} {severity:?} {address:?} {header:?} {subject:?} {field} {breach:?} {fingerprint}"
        ));
        Ok(())
    }
}

struct House {
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let vocabulary = Vocabulary::built_in();
        let packs = built_in(&vocabulary);
        let folder = tempfile::tempdir().unwrap();
        Self {
            vocabulary,
            packs,
            folder,
        }
    }

    fn plan(&self) -> Plan<'_> {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let packs: Vec<&Pack> = self.packs.iter().collect();
        Plan::new(&packs, day, true, &self.vocabulary, Reading::default())
    }

    /// A catalog of so many rows, each of them wrong in several ways.
    fn catalog(&self, name: &str, rows: usize) -> Source {
        let mut text = "目录名称,提供单位,更新周期,共享类型\n".to_owned();
        for row in 0..rows {
            writeln!(text, "目录{row},单位{},待定,随便", row % 7).unwrap();
        }
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Source::new(name.to_owned(), path)
    }

    /// Sizes so mixed that threads finish out of order; one file is empty, one does not exist.
    fn mixed(&self) -> Vec<Source> {
        let mut sources: Vec<_> = [900, 1, 40, 3000, 2, 1, 500, 5, 60]
            .iter()
            .enumerate()
            .map(|(i, &rows)| self.catalog(&format!("{i}.csv"), rows))
            .collect();
        std::fs::write(self.folder.path().join("空.csv"), "").unwrap();
        for name in ["空.csv", "没有.csv"] {
            sources.insert(2, Source::new(name.to_owned(), self.folder.path().join(name)));
        }
        sources
    }
}

fn threads(
    plan: &Plan<'_>,
    sources: &[Source],
    number: usize,
    sink: &mut Lines,
    progress: &dyn Progress,
) -> io::Result<(Vec<Input>, String)> {
    let requirements: Vec<_> = plan.requirements().collect();
    let program = Program::new(plan, &requirements);
    let mut collector = Collector::new(plan, &program, sink);
    workers::run(
        (plan, &program),
        sources,
        number,
        &TIGHT,
        &mut collector,
        progress,
    )?;
    let outcome = collector.outcome(Vec::new(), false)?;
    let counted = counted(&outcome);
    Ok((outcome.inputs, counted))
}

/// Everything that was counted.
fn counted(outcome: &Outcome<'_>) -> String {
    let lines = outcome
        .coverage
        .iter()
        .map(|(_, requirement, tally, reason)| format!("{} {tally:?} {reason:?}", requirement.id));
    let lines: Vec<String> = lines.collect();
    format!("{lines:?} {:?}", outcome.summary)
}

#[test]
fn any_number_of_threads_tells_the_same_in_the_same_order() {
    let house = House::new();
    let (plan, sources) = (house.plan(), house.mixed());
    let mut alone = Lines::default();
    let gathered = Gathered {
        sources: sources.clone(),
        ..Gathered::default()
    };
    let outcome = run(&plan, gathered, NonZeroUsize::MIN, &mut alone, &Silent).unwrap();
    let counted = counted(&outcome);
    assert!(alone.lines.len() > 5000, "{}", alone.lines.len());
    assert_eq!(outcome.summary.unread, 2);
    for number in [2, 3, 7] {
        let mut sink = Lines::default();
        let (inputs, together) = threads(&plan, &sources, number, &mut sink, &Silent).unwrap();
        assert!(sink.lines == alone.lines, "{number} threads tell something else");
        assert_eq!(inputs, outcome.inputs, "{number}");
        assert_eq!(together, counted, "{number}");
    }
}

#[test]
fn a_sink_that_has_enough_ends_the_run() {
    let house = House::new();
    let (plan, sources) = (house.plan(), house.mixed());
    for room in [0, 1, 700] {
        let mut sink = Lines {
            room: Some(room),
            ..Lines::default()
        };
        let error = threads(&plan, &sources, 3, &mut sink, &Silent).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(sink.lines.len(), room);
    }
}

/// Fails the thread that judges, after a file of exactly so many rows.
struct Fails(u64);

impl Progress for Fails {
    fn file(&self, _: usize, _: usize, _: &str) {}

    fn rows(&self, more: u64) {
        assert!(more != self.0, "deliberate");
    }
}

#[test]
fn a_panic_is_the_error_of_its_file() {
    let house = House::new();
    let (plan, sources) = (house.plan(), house.mixed());
    let mut whole = Lines::default();
    threads(&plan, &sources, 3, &mut whole, &Silent).unwrap();
    let mut sink = Lines::default();
    let (inputs, _) = threads(&plan, &sources, 3, &mut sink, &Fails(40)).unwrap();
    let failed: Vec<_> = inputs
        .iter()
        .filter_map(|i| Some((i.path.as_str(), i.error.as_ref()?)))
        .filter(|(_, e)| e.code == Code::Internal)
        .collect();
    let [(path, error)] = failed.as_slice() else {
        panic!("{failed:?}")
    };
    assert_eq!(*path, "2.csv");
    assert!(error.message.en.contains("deliberate"), "{error}");
    assert_eq!(inputs.len(), sources.len());
    assert_eq!(sink.lines, whole.lines, "what was found before it failed stays");
}

#[test]
fn files_of_one_template_share_their_columns() {
    let house = House::new();
    let (plan, sources) = (
        house.plan(),
        [house.catalog("a.csv", 1), house.catalog("b.csv", 2)],
    );
    let (inputs, _) = threads(&plan, &sources, 2, &mut Lines::default(), &Silent).unwrap();
    let columns: Vec<_> = inputs
        .iter()
        .flat_map(|i| &i.tables)
        .map(|t| &t.columns)
        .collect();
    let [a, b] = columns.as_slice() else {
        panic!("two tables")
    };
    assert!(std::sync::Arc::ptr_eq(a, b));
}

/// A run over one file, on so many threads.
fn one<'p>(
    plan: &Plan<'p>,
    source: &Source,
    jobs: usize,
    sink: &mut Lines,
    progress: &dyn Progress,
) -> io::Result<Outcome<'p>> {
    let gathered = Gathered {
        sources: vec![source.clone()],
        ..Gathered::default()
    };
    run(plan, gathered, NonZeroUsize::new(jobs).unwrap(), sink, progress)
}

#[test]
fn a_file_read_ahead_tells_the_same() {
    let house = House::new();
    let plan = house.plan();
    let mut sources = vec![house.catalog("短.csv", 3), house.catalog("整.csv", 1024)];
    // Longer than a batch of claims, and a quotation mark that never closes at its end.
    let broken = house.catalog("断.csv", 1_500);
    let mut text = std::fs::read_to_string(&broken.path).unwrap();
    text.push_str("\"目录,单位,待定,随便\n");
    std::fs::write(&broken.path, text).unwrap();
    sources.push(broken);
    for source in &sources {
        let (mut alone, mut ahead) = (Lines::default(), Lines::default());
        let first = one(&plan, source, 1, &mut alone, &Silent).unwrap();
        let second = one(&plan, source, 2, &mut ahead, &Silent).unwrap();
        assert!(alone.lines == ahead.lines, "{}", source.name);
        assert_eq!(first.inputs, second.inputs);
        assert_eq!(counted(&first), counted(&second), "{}", source.name);
    }
}

#[test]
fn whoever_reads_ahead_ends_with_the_judge() {
    let house = House::new();
    let (plan, source) = (house.plan(), house.catalog("长.csv", 3_000));
    let mut sink = Lines {
        room: Some(300),
        ..Lines::default()
    };
    let error = one(&plan, &source, 2, &mut sink, &Silent).unwrap_err();
    assert_eq!((error.kind(), sink.lines.len()), (io::ErrorKind::BrokenPipe, 300));
    let failed = one(&plan, &source, 2, &mut Lines::default(), &Fails(1024)).unwrap();
    let told = failed.inputs.first().and_then(|i| i.error.as_ref()).unwrap();
    assert_eq!(told.code, Code::Internal);
}
