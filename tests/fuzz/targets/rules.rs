//! What a person writes to be judged by: packs, outlines, official texts, calendars, configurations, letters.

use super::bed::{VOCABULARY, faults, said};
use dataaudit::cli::configuration_faults;
use dataaudit::law::{self, Outline, Pack};
use dataaudit::report::Template;
use std::path::Path;

/// Text, or nothing: none of these is read as anything else.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// A pack, and what its checks say of themselves.
pub(crate) fn packs(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    let mut vocabulary = VOCABULARY.clone();
    if let Err(found) = Pack::extend(source, &mut vocabulary) {
        faults(source, &found);
    }
    match Pack::load("pack.toml", source, &VOCABULARY) {
        Ok(pack) => {
            for requirement in &pack.requirements {
                let Some(check) = requirement.check() else {
                    continue;
                };
                said(&check.describe(&vocabulary));
                let example = check.example(&vocabulary);
                [&example.fails, &example.passes, &example.remedy]
                    .into_iter()
                    .for_each(said);
            }
            if let Some(Ok(outline)) = law::built_in_outline(&pack.instrument.id) {
                let found = pack.against(&outline);
                if !found.is_empty() {
                    faults(source, &found);
                }
            }
            assert!(
                Pack::load("pack.toml", source, &VOCABULARY).is_ok(),
                "the same twice"
            );
        }
        Err(found) => faults(source, &found),
    }
}

/// An outline of an official text.
pub(crate) fn outlines(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    if let Err(found) = Outline::parse(source) {
        faults(source, &found);
    }
}

/// An official text.
pub(crate) fn statutes(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    match law::parse_text(source) {
        Ok(statute) => {
            let outline = Outline::generate("id", "title", &statute, ["数据", "第一"]);
            assert_eq!(outline.articles.len(), statute.articles.len());
            let _ = law::bears_title(source, &statute, "条例");
        }
        Err(why) => [why.reason(), why.message()].iter().for_each(said),
    }
}

/// A calendar of working days.
pub(crate) fn calendars(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    if let Err(found) = law::read_calendar(source) {
        faults(source, &found);
    }
}

/// A configuration.
pub(crate) fn configuration(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    let found = configuration_faults(Path::new("dataaudit.toml"), source);
    if !found.is_empty() {
        faults(source, &found);
    }
}

/// The template of a letter.
pub(crate) fn letters(bytes: &[u8]) {
    let Some(source) = text(bytes) else { return };
    if let Err(found) = Template::read(source) {
        faults(source, &found);
    }
}
