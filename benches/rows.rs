//! What a row costs: split bare by the csv crate, read as a table, read and judged. Every figure is of the same file, so
//! that they can be held against each other whatever the machine does.
//!
//! `cargo bench` measures; `cargo bench --bench rows -- --write 100000 c.csv` writes the catalog that is measured.

mod catalog;

use chrono::NaiveDate;
use dataaudit::audit::{Finding, Plan, Progress, Sink, run};
use dataaudit::ingest::{Dictionaries, Document, Gathered, Reading, Source};
use dataaudit::law::{Pack, built_in};
use dataaudit::model::{Row, Vocabulary};
use divan::Bencher;
use divan::counter::ItemsCount;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

/// Rows of the file that is measured.
const ROWS: usize = 20_000;
/// The instrument with the most requirements of a catalog.
const PACK: &str = "xpcc";

struct House {
    _folder: TempDir,
    path: PathBuf,
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the catalog");
    let path = folder.path().join("目录.csv");
    write(ROWS, &path).expect("room for the catalog");
    let vocabulary = Vocabulary::built_in();
    let mut packs = built_in(&vocabulary);
    packs.retain(|pack| pack.instrument.id == PACK);
    House {
        _folder: folder,
        path,
        vocabulary,
        packs,
    }
});

fn write(rows: usize, path: &std::path::Path) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    catalog::write(rows, &mut file)?;
    file.flush()
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match asked.as_slice() {
        [flag, rows, path] if flag == "--write" => {
            let rows = rows.parse().expect("how many rows");
            write(rows, path.as_ref()).expect("the catalog is written");
        }
        _ => divan::main(),
    }
}

/// The yardstick: records cut by the csv crate, nothing done with them.
#[divan::bench]
fn bare(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let file = File::open(&HOUSE.path).expect("the catalog");
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 18)
            .from_reader(file);
        let (mut record, mut cells) = (csv::ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record).expect("a record") {
            cells += record.len();
        }
        cells
    });
}

/// Opened, its header found, every row taken out of the table.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let (reading, house) = (Reading::default(), &*HOUSE);
        let dictionaries = Dictionaries::new(&house.vocabulary, &reading.layout).expect("built in");
        let mut document = Document::new(&house.path, &reading.limits).expect("the catalog");
        document.open(&reading, &dictionaries).expect("a text file");
        let (layouts, _) = document.layouts(&reading, &dictionaries).expect("a table");
        let layout = layouts.first().expect("a table");
        let mut table = document.table(layout, &house.vocabulary).expect("rows");
        let mut row = Row::default();
        while table.next(&mut row).expect("a row") {
            black_box(&row);
        }
        table.counts().rows
    });
}

struct Nowhere;

impl Sink for Nowhere {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        black_box(finding);
        Ok(())
    }
}

impl Progress for Nowhere {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Read and judged under a full pack, on so many threads; no report is written.
#[divan::bench(args = [1, 2])]
fn judged(bencher: Bencher<'_, '_>, jobs: usize) {
    let house = &*HOUSE;
    let packs: Vec<&Pack> = house.packs.iter().collect();
    let day = NaiveDate::from_ymd_opt(2025, 6, 30).expect("a day");
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let plan = Plan::new(&packs, day, true, &house.vocabulary, Reading::default());
        let gathered = Gathered {
            sources: vec![Source::new("目录.csv".to_owned(), house.path.clone())],
            ..Gathered::default()
        };
        let jobs = NonZeroUsize::new(jobs).expect("threads");
        run(&plan, gathered, jobs, &mut Nowhere, &Nowhere)
            .expect("an outcome")
            .summary
            .rows
    });
}
