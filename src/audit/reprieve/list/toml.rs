//! Waivers written in TOML: `[[waiver]]`, each with its keys. Says what is not well written; judges no value.

use super::{Cell, Draft, Holds, KEYS};
use crate::audit::words;
use crate::law::syntax_fault;
use crate::model::{Fault, nearest};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The key that the list stands under.
const LIST: &str = "waiver";

pub(super) fn drafts(text: &str, holds: Holds, faults: &mut Vec<Fault>) -> Vec<Draft> {
    let (root, errors) = DeTable::parse_recoverable(text);
    faults.extend(errors.iter().map(|e| syntax_fault(e, 0..text.len())));
    let mut drafts = Vec::new();
    for (key, value) in root.into_inner() {
        let span = key.span();
        if key.get_ref() != LIST {
            if holds == Holds::Waivers {
                faults.push(unknown(span, key.get_ref(), [LIST].into_iter()));
            }
            continue;
        }
        match value.into_inner() {
            DeValue::Array(all) => {
                for one in all {
                    let span = one.span();
                    match one.into_inner() {
                        DeValue::Table(table) => drafts.push(draft(text, span, table, faults)),
                        _ => faults.push(Fault::new(span, words::not_a_waiver()).help(words::waiver_like())),
                    }
                }
            }
            _ => faults.push(Fault::new(span, words::not_a_waiver()).help(words::waiver_like())),
        }
    }
    drafts
}

fn draft(text: &str, span: Range<usize>, table: DeTable<'_>, faults: &mut Vec<Fault>) -> Draft {
    let before = text.get(..span.start).unwrap_or_default();
    let mut draft = Draft {
        line: before.matches('\n').count() as u32 + 1,
        span,
        cells: BTreeMap::new(),
    };
    for (key, value) in table {
        let known = KEYS.iter().find(|(known, ..)| *known == key.get_ref().as_ref());
        let Some((known, ..)) = known else {
            faults.push(unknown(
                key.span(),
                key.get_ref(),
                KEYS.iter().map(|(known, ..)| *known),
            ));
            continue;
        };
        match cell(&value) {
            Some(cell) => drop(draft.cells.insert(known, cell)),
            None => faults.push(Fault::new(value.span(), words::not_a_text(known))),
        }
    }
    draft
}

/// A text, or a day written without quotes.
fn cell(value: &Spanned<DeValue<'_>>) -> Option<Cell> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        _ => return None,
    };
    Some(Cell {
        text,
        span: value.span(),
        address: None,
    })
}

fn unknown(span: Range<usize>, key: &str, known: impl Iterator<Item = &'static str> + Clone) -> Fault {
    let fault = Fault::new(span, words::unknown_key_of_waiver(key));
    match nearest(key, known.clone()) {
        Some(near) => fault.help(words::did_you_mean(near)),
        None => fault.help(words::keys_known(&known.collect::<Vec<_>>())),
    }
}
