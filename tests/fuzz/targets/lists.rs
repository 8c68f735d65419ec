//! Lists that a person writes or sends back: waivers, other names of departments, findings with answers.

use super::bed::{PACKS, VOCABULARY, faults, laid, refused, said};
use super::packages::packed;
use crate::boxed;
use dataaudit::audit::{Aliases, Unaliased, Unwaivable, Waivers};
use dataaudit::ingest::Reading;
use dataaudit::report::recheck::Ledger;

/// The first byte says what a list is written as.
fn written(bytes: &[u8]) -> Option<(&'static str, &[u8])> {
    let (choice, rest) = bytes.split_first()?;
    Some((if choice % 2 == 0 { ".toml" } else { ".csv" }, rest))
}

/// Waivers, alone or in a configuration.
pub(crate) fn waivers(bytes: &[u8]) {
    let Some((ending, bytes)) = written(bytes) else {
        return;
    };
    let file = laid(bytes, ending);
    let told = |result: Result<Waivers, Unwaivable>| match result {
        Ok(_) => {}
        Err(Unwaivable::Stopped(stopped)) => refused(&stopped),
        Err(Unwaivable::Faults { text, faults: found }) => faults(&text, &found),
    };
    told(Waivers::load(
        file.path(),
        &PACKS,
        &VOCABULARY,
        &Reading::default(),
    ));
    told(Waivers::of_configuration(file.path(), &PACKS));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let (_, found) = Waivers::written(text);
        if !found.is_empty() {
            faults(text, &found);
        }
    }
}

/// Other names of departments.
pub(crate) fn aliases(bytes: &[u8]) {
    let Some((ending, bytes)) = written(bytes) else {
        return;
    };
    let file = laid(bytes, ending);
    match Aliases::load(file.path(), &VOCABULARY, &Reading::default()) {
        Ok(aliases) => {
            let text = String::from_utf8_lossy(bytes);
            for name in text.split(|c: char| !c.is_alphanumeric()).take(50) {
                let meant = aliases.department(name);
                assert_eq!(
                    aliases.department(&meant),
                    meant,
                    "{name} means one that means another"
                );
            }
        }
        Err(Unaliased::Stopped(stopped)) => refused(&stopped),
        Err(Unaliased::Faults { text, faults: found }) => faults(&text, &found),
    }
}

/// A list of findings that came back.
pub(crate) fn ledgers(bytes: &[u8]) {
    let file = laid(&packed(bytes, |sheet| boxed::xlsx_parts(sheet.to_vec())), ".xlsx");
    match Ledger::read(file.path(), &VOCABULARY, &Reading::default()) {
        Ok(ledger) => {
            let called = |name: &str| name.to_owned();
            assert!(ledger.resources(&VOCABULARY, &called).count() <= ledger.len());
            assert!(ledger.files().len() <= ledger.len());
        }
        Err(why) => [&why.message, &why.help].into_iter().for_each(said),
    }
}
