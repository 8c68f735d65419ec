//! What the program itself wrote and reads back: reports, what is kept for merging, baselines. It proves by a digest that
//! nobody edited it; a report is also tried with the right digest, or nothing behind that proof would ever be reached.

use super::bed::{PACKS, VOCABULARY, laid, said};
use dataaudit::audit::{Baseline, Parts, Plan};
use dataaudit::ingest::Reading;
use dataaudit::model::Lang;
use dataaudit::report::diff::{Snapshot, compare};
use dataaudit::report::inspect::{Listing, Page};
use dataaudit::report::{Format, proved};

/// A report, compared with itself.
pub(crate) fn reports(bytes: &[u8]) {
    read(bytes);
    // The whole object but for its end, with the digest that it should have.
    let body = bytes.strip_suffix(b"\n}\n").unwrap_or(bytes);
    let key = body
        .windows(12)
        .rposition(|w| w == b"  \"sha256\": ")
        .unwrap_or(body.len());
    let body = body.get(..key).unwrap_or_default();
    let body = body.strip_suffix(b",\n").unwrap_or(body);
    let mut sealed = Vec::new();
    proved(Format::Json, &mut sealed, |out| {
        out.write_all(body)?;
        out.write_all(b"\n}\n")
    })
    .expect("memory holds it");
    read(&sealed);
}

fn read(bytes: &[u8]) {
    let report = match Snapshot::read("report", bytes) {
        Ok(report) => report,
        Err(why) => return [&why.message, &why.help].into_iter().for_each(said),
    };
    let same = |name: &str| name.to_owned();
    match compare(&[report.clone(), report], &[], &same) {
        Ok(compared) => {
            said(&compared.brief());
            let lang = Lang::Zh;
            for listing in [Listing::Table, Listing::Json, Listing::Csv, Listing::Markdown] {
                let mut out = Vec::new();
                let page = Page { lang, width: 80 };
                compared.write(listing, page, &mut out).expect("memory holds it");
                assert!(std::str::from_utf8(&out).is_ok());
            }
            assert_eq!(compared.added, [0; 3], "a report has nothing new beside itself");
        }
        Err(why) => [&why.message, &why.help].into_iter().for_each(said),
    }
}

/// Reports that were kept for merging.
pub(crate) fn merges(bytes: &[u8]) {
    let file = laid(bytes, ".json");
    let paths = [file.path().to_owned()];
    match Parts::open(&paths) {
        Ok(parts) => {
            let known = PACKS
                .iter()
                .map(|p| (p.instrument.id.as_str(), p.sha256.as_str()));
            if let Err(why) = parts.fit(&VOCABULARY, known) {
                [&why.message, &why.help].into_iter().for_each(said);
            }
        }
        Err(why) => [&why.message, &why.help].into_iter().for_each(said),
    }
}

/// A baseline, for a run by the instruments that the seeds were written by.
pub(crate) fn baselines(bytes: &[u8]) {
    let file = laid(bytes, ".json");
    let chosen: Vec<_> = PACKS.iter().filter(|p| p.instrument.id == "ningxia").collect();
    let day = "2026-03-01".parse().expect("a day");
    let plan = Plan::new(&chosen, day, false, &VOCABULARY, Reading::default());
    match Baseline::load(file.path(), &plan.packs) {
        Ok(baseline) => {
            let mut out = Vec::new();
            baseline.write(&mut out).expect("memory holds it");
            let again = laid(&out, ".json");
            assert!(
                Baseline::load(again.path(), &plan.packs).is_ok(),
                "what is written reads back"
            );
        }
        Err(why) => [&why.message, &why.help].into_iter().for_each(said),
    }
}
