//! Switches of which one undoes the other, `--fail-on-expired` and `--no-fail-on-expired`: one setting, whichever of the
//! two it is written with.

use super::file::File;
use super::keys::{Key, Takes};
use super::{Origin, Refusal};
use crate::cli::words;
use std::ffi::OsString;

/// What the negative of a switch begins with.
const NO: &str = "no-";

type Added = (String, Origin, Vec<OsString>);

/// The switch that undoes another, where there is one.
pub(super) fn opposite<'k>(key: &Key, keys: &'k [Key]) -> Option<&'k Key> {
    let is_opposite = |other: &&Key| {
        other.id.strip_prefix(NO) == Some(&key.id) || key.id.strip_prefix(NO) == Some(&other.id)
    };
    let mut switches = keys.iter().filter(|other| other.takes == Takes::Nothing);
    switches.find(is_opposite)
}

/// Refuses a file that holds both of two such switches.
pub(super) fn sound(file: &File, keys: &[Key]) -> anyhow::Result<()> {
    for (yes, no) in pairs(keys) {
        if let (Some((line, _)), Some((other, _))) = (file.arguments(&yes.id), file.arguments(&no.id)) {
            let places = [(&yes.id, line), (&no.id, other)];
            let places = places.map(|(id, line)| (id.as_str(), Origin::File(file.path.clone(), line).text()));
            return Err(both(places));
        }
    }
    Ok(())
}

/// Leaves one of each two, that of the environment before that of the file; one that is denied becomes the other.
pub(super) fn settle(added: &mut Vec<Added>, keys: &[Key]) -> anyhow::Result<()> {
    for (yes, no) in pairs(keys) {
        let of = |id: &str| {
            let entry = added.iter().find(|(key, ..)| key == id);
            entry.map(|(_, origin, _)| origin.clone())
        };
        if let (Some(one), Some(other)) = (of(&yes.id), of(&no.id)) {
            let variable = |origin: &Origin| matches!(origin, Origin::Variable(_));
            if variable(&one) == variable(&other) {
                return Err(both([(&yes.id, one.text()), (&no.id, other.text())]));
            }
            let beaten = if variable(&one) { &no.id } else { &yes.id };
            added.retain(|(id, ..)| id != beaten);
        }
    }
    for (id, _, arguments) in added.iter_mut().filter(|(.., arguments)| arguments.is_empty()) {
        let key = keys.iter().find(|key| key.id == *id);
        if let Some(other) = key.and_then(|key| opposite(key, keys)) {
            other.id.clone_into(id);
            arguments.push(format!("--{}", other.id).into());
        }
    }
    Ok(())
}

/// Every switch that has an opposite, with it.
fn pairs(keys: &[Key]) -> impl Iterator<Item = (&Key, &Key)> {
    let positive = keys.iter().filter(|key| !key.id.starts_with(NO));
    let positive = positive.filter(|key| key.takes == Takes::Nothing);
    positive.filter_map(|key| Some((key, opposite(key, keys)?)))
}

fn both([one, other]: [(&str, crate::model::Text); 2]) -> anyhow::Error {
    Refusal::advised(words::opposing(one, other), words::keep_one())
}
