//! What targets share: the packs, the vocabulary, a file to put the bytes in, and what every message must be.

use dataaudit::ingest::{Dictionaries, Document, Reading, Stopped, guarded};
use dataaudit::law::{self, Pack};
use dataaudit::model::{Fault, Lang, Text, Vocabulary};
use std::io::Write;
use std::path::Path;
use std::sync::{LazyLock, Once};
use tempfile::NamedTempFile;

/// The fields.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);
/// The packs that are built in.
pub(crate) static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| law::built_in(&VOCABULARY));
/// What headers mean.
pub(crate) static DICTIONARIES: LazyLock<Dictionaries<'static>> = LazyLock::new(|| {
    let reading = Reading::default();
    Dictionaries::new(&VOCABULARY, &reading.layout).expect("no mapping is asked for")
});

/// Keeps quiet of panics that a guarded third-party reader's caller catches; every other one ends the process, even where
/// it would be caught: it is ours.
pub(crate) fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let file = panic.location().map_or("", |at| at.file());
            let foreign = file.contains("/registry/") || file.starts_with("/rustc/");
            if !(guarded() && foreign) {
                loud(panic);
            }
        }));
    });
}

/// A file of these bytes.
pub(crate) fn laid(bytes: &[u8], ending: &str) -> NamedTempFile {
    let mut file = tempfile::Builder::new()
        .prefix("f")
        .suffix(ending)
        .tempfile()
        .expect("a temporary file");
    file.write_all(bytes).expect("a temporary file can be written");
    file
}

/// A file opened for reading.
pub(crate) fn opened(path: &Path, reading: &Reading) -> Result<Document, Stopped> {
    let mut document = Document::new(path, &reading.limits)?;
    document.open(reading, &DICTIONARIES)?;
    Ok(document)
}

/// Both languages say something.
pub(crate) fn said(text: &Text) {
    assert!(
        !text.zh.trim().is_empty() && !text.en.trim().is_empty(),
        "{text:?}"
    );
}

/// A refusal says why in both languages.
pub(crate) fn refused(stopped: &Stopped) {
    said(&stopped.message);
    stopped.help.iter().for_each(said);
    assert_ne!(stopped.code.as_str(), "internal", "{stopped}");
}

/// Faults stand inside their text, say why, and can be printed.
pub(crate) fn faults(source: &str, faults: &[Fault]) {
    assert!(!faults.is_empty());
    for fault in faults {
        said(&fault.message);
        fault.help.iter().for_each(said);
        assert!(fault.span.end <= source.len(), "{fault:?}");
    }
    for lang in [Lang::Zh, Lang::En] {
        assert!(!law::render("f", source, faults, lang, false).is_empty());
    }
}
