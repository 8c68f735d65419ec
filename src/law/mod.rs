//! Instruments and packs: the law as data, checked whole, then never doubted. Citations are proven against outlines of
//! the official texts. Refuses to know any catalog.

mod accounting;
mod calendar;
mod compare;
mod concept;
mod elsewhere;
mod fault_print;
mod instrument;
mod normal;
mod outline;
mod outside;
mod pack;
mod requirement;
mod statute;
mod text;
mod toml_fault;
mod verify;
mod words;

pub use accounting::{Accounted, Standing, account};
pub use calendar::read_calendar;
pub use compare::{Compared, compare};
pub use concept::{Concept, concept_name, concepts};
pub use elsewhere::Elsewhere;
pub use fault_print::render;
pub use instrument::{Instrument, Level, Status};
pub use normal::normalise;
pub use outline::{Misquote, Outline, Section, Term};
pub use outside::{Outside, Treatment};
pub use pack::{Draft, Pack, Unchecked};
pub use requirement::{Adjusted, Basis, Fit, Judgement, Liability, Modality, Requirement};
pub use statute::{Article, Paragraph, Statute};
pub use text::{TextError, Why, parse as parse_text};
pub use toml_fault::{syntax as syntax_fault, translate as toml_fault};
pub use verify::{bears_title, outline, outline_of, verify};

use crate::embedded::{File, OUTLINES, PACKS};
use crate::model::{Fault, Vocabulary, fold, nearest};
use std::collections::BTreeSet;

/// The JSON Schema of pack files, for editors.
pub const PACK_SCHEMA: &str = include_str!("pack.schema.json");

/// The packs that are built in, sorted by id.
///
/// # Panics
/// Never in a released build: the house tests load every pack.
pub fn built_in(vocabulary: &Vocabulary) -> Vec<Pack> {
    PACKS.iter().map(|file| load(file, vocabulary)).collect()
}

/// The packs that names mean, where the built-in ones are all there are, and the instruments of the others; `None` where
/// a name means none of them. What nobody asks for is not loaded.
///
/// # Panics
/// Never in a released build: the house tests load every pack.
pub fn built_in_of<'n>(
    names: impl IntoIterator<Item = &'n str>,
    vocabulary: &Vocabulary,
) -> Option<(Vec<Pack>, Vec<Instrument>)> {
    let head = |file| pack::instrument(file, vocabulary).expect("tests/house loads every built-in pack");
    let heads: Vec<Instrument> = PACKS.iter().map(head).collect();
    let mut meant = BTreeSet::new();
    for name in names {
        meant.insert(heads.iter().position(|i| i.is_called(name))?);
    }
    let (mut packs, mut others) = (Vec::new(), Vec::new());
    for (at, (file, head)) in PACKS.iter().zip(heads).enumerate() {
        if meant.contains(&at) {
            packs.push(load(file, vocabulary));
        } else {
            others.push(head);
        }
    }
    Some((packs, others))
}

fn load(file: &File, vocabulary: &Vocabulary) -> Pack {
    Pack::of(file, vocabulary).expect("tests/house loads every built-in pack")
}

/// File name and source of every built-in pack, for tests and for printing.
pub fn built_in_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    PACKS.iter().map(|file| (file.name, file.text))
}

/// The built-in outline of an instrument.
pub fn built_in_outline(id: &str) -> Option<Result<Outline, Vec<Fault>>> {
    let outline = File::named(OUTLINES, id)?;
    Some(Outline::parse(outline.text))
}

/// The pack called so by id, prefix, name, title or division code; otherwise the nearest names known.
pub fn find<'p>(packs: &'p [Pack], name: &str) -> Result<&'p Pack, Vec<String>> {
    if let Some(pack) = packs.iter().find(|p| p.instrument.is_called(name)) {
        return Ok(pack);
    }
    let called = || packs.iter().flat_map(|p| p.instrument.called());
    let mut near: Vec<String> = nearest(name, called()).map(str::to_owned).into_iter().collect();
    let asked = fold(name);
    let holds = |n: &&str| {
        let n = fold(n);
        n.chars().count() > 1
            && !n.is_ascii()
            && !asked.is_empty()
            && (n.contains(&asked) || asked.contains(&n))
    };
    if near.is_empty() {
        near.extend(
            packs
                .iter()
                .filter_map(|p| p.instrument.called().find(holds))
                .map(str::to_owned),
        );
    }
    Err(near)
}

/// The requirement of an id, whatever its case, with its pack; otherwise the nearest id known.
pub fn find_requirement<'p>(
    packs: &'p [Pack],
    id: &str,
) -> Result<(&'p Pack, &'p Requirement), Option<&'p str>> {
    let all = || {
        packs
            .iter()
            .flat_map(|p| p.requirements.iter().map(move |r| (p, r)))
    };
    let asked = fold(id);
    all()
        .find(|(_, r)| fold(&r.id) == asked)
        .ok_or_else(|| nearest(id, all().map(|(_, r)| r.id.as_str())))
}
