//! `fix`: what is untidy comes out tidy, says what it said, and is judged no worse; everything else stays byte for byte.

#![expect(
    clippy::indexing_slicing,
    reason = "a workbook without its parts fails the test"
)]

mod bytes;
mod formulas;
mod judged;
mod typed;
mod untidy;

use dataaudit::fix::{Fix, Setting};
use dataaudit::ingest::{Dictionaries, Reading};
use dataaudit::law::{self, Pack};
use dataaudit::model::Vocabulary;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

struct Law {
    vocabulary: &'static Vocabulary,
    packs: Vec<Pack>,
    reading: Reading,
    dictionaries: Dictionaries<'static>,
}

/// Every built-in pack, read once.
fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        let vocabulary: &'static Vocabulary = Box::leak(Box::new(Vocabulary::built_in()));
        let reading = Reading::default();
        let dictionaries = Dictionaries::new(vocabulary, &reading.layout).unwrap();
        Law {
            vocabulary,
            packs: law::built_in(vocabulary),
            reading,
            dictionaries,
        }
    })
}

fn setting() -> Setting<'static> {
    let law = law();
    Setting {
        vocabulary: law.vocabulary,
        reading: &law.reading,
        dictionaries: &law.dictionaries,
        separator: '、',
    }
}

/// Fixes a file under its own name in another folder; how many cells were changed.
fn fixed(path: &Path, folder: &Path) -> (PathBuf, usize) {
    let to = folder.join(path.file_name().unwrap());
    let fix = Fix::of(path, setting()).unwrap();
    fix.write(&to).unwrap();
    (to, fix.changes().len())
}
