//! Which column holds which field: every header's claims, weighed with its values, the strongest first. One field is
//! never silently taken by two columns.

use super::dictionary::{Dictionary, How, Meaning, TREES};
use super::found::Guess;
use super::header::Heading;
use super::spelling::key;
use super::values::Sample;
use super::words;
use crate::model::{Columns, Field, Header, Text, Type, letters};

/// A column's wish for a field, or for several at once.
struct Claim {
    /// Position among the headings.
    at: usize,
    fields: Vec<Field>,
    strength: i32,
    why: Option<Text>,
}

/// The decision for a table.
pub(super) struct Mapping {
    pub(super) columns: Columns,
    pub(super) guesses: Vec<Guess>,
}

/// Maps headings to fields. `samples` are the values below each heading, in the same order.
pub(super) fn assign(
    dictionary: &Dictionary<'_>,
    headings: &[Heading],
    samples: &[Sample<'_>],
    hidden: &[u16],
) -> Mapping {
    let mut claims: Vec<Claim> = headings
        .iter()
        .zip(samples)
        .enumerate()
        .flat_map(|(at, (heading, sample))| claims(dictionary, at, heading, sample))
        .collect();
    claims.sort_by_key(|c| (-c.strength, c.at));
    let mut desk = Desk {
        dictionary,
        headings,
        held: vec![None; dictionary.vocabulary().len()],
        fields: vec![Vec::new(); headings.len()],
        guesses: vec![None; headings.len()],
    };
    for claim in claims {
        desk.decide(claim);
    }
    let headers = headings
        .iter()
        .zip(desk.fields)
        .map(|(heading, fields)| Header {
            column: heading.column,
            text: heading.text(),
            fields,
            hidden: hidden.contains(&heading.column),
        })
        .collect();
    Mapping {
        columns: Columns::new(dictionary.vocabulary(), headers),
        guesses: desk.guesses.into_iter().flatten().collect(),
    }
}

struct Desk<'d, 'v> {
    dictionary: &'d Dictionary<'v>,
    headings: &'d [Heading],
    /// For each field the heading that has it.
    held: Vec<Option<usize>>,
    fields: Vec<Vec<Field>>,
    guesses: Vec<Option<Guess>>,
}

impl Desk<'_, '_> {
    fn decide(&mut self, claim: Claim) {
        if self.fields.get(claim.at).is_none_or(|f| !f.is_empty()) {
            return;
        }
        let free: Vec<Field> = claim
            .fields
            .iter()
            .copied()
            .filter(|&f| self.is_free(f))
            .collect();
        let Some(heading) = self.headings.get(claim.at) else {
            return;
        };
        let guess = match free.first() {
            Some(&first) => claim.why.map(|why| (Some(first), why)),
            None => self.taken(claim.fields.first().copied()).map(|why| (None, why)),
        };
        let guess = guess.map(|(field, why)| Guess {
            column: heading.column,
            header: heading.text(),
            field,
            why,
        });
        if let Some(slot) = self.guesses.get_mut(claim.at)
            && (!free.is_empty() || slot.is_none())
        {
            *slot = guess;
        }
        for &field in &free {
            if let Some(slot) = self.held.get_mut(field.index()) {
                slot.get_or_insert(claim.at);
            }
        }
        if let Some(slot) = self.fields.get_mut(claim.at) {
            *slot = free;
        }
    }

    /// Classification trees spread one field over many columns.
    fn is_free(&self, field: Field) -> bool {
        let held = self.held.get(field.index()).is_some_and(Option::is_some);
        !held || TREES.contains(&self.dictionary.vocabulary().entry(field).id.as_str())
    }

    fn taken(&self, field: Option<Field>) -> Option<Text> {
        let field = field?;
        let holder = (*self.held.get(field.index())?)?;
        let heading = self.headings.get(holder)?;
        let name = self.dictionary.vocabulary().entry(field).text();
        Some(words::taken(&letters(heading.column), &heading.text(), &name))
    }
}

/// The claims of one column, all of them; the desk takes the strongest that is still to be had.
fn claims(dictionary: &Dictionary<'_>, at: usize, heading: &Heading, sample: &Sample<'_>) -> Vec<Claim> {
    let likeness = || dictionary.likeness(&heading.path);
    let forced = dictionary.forced(heading.column, &heading.path).is_some();
    let meaning = match &heading.meaning {
        Some(meaning) => Some(meaning.clone()),
        None if forced => None,
        None => likeness(),
    };
    let Some(meaning) = meaning else { return Vec::new() };
    if meaning.ambiguous {
        return ambiguous(dictionary, at, heading, &meaning, sample);
    }
    let fits = meaning.fields.first().and_then(|&f| {
        let entry = dictionary.vocabulary().entry(f);
        sample.fits(dictionary.vocabulary(), entry)
    });
    // A class that its own column does not hold may stand in another; nothing else is that exchangeable.
    let class = meaning
        .fields
        .iter()
        .any(|&f| matches!(dictionary.vocabulary().entry(f).kind, Type::Class(_)));
    let adjust = match fits {
        Some(true) => 15,
        Some(false) if class => -15,
        Some(false) | None => 0,
    };
    let strength = match meaning.how {
        How::Forced => 200,
        How::Exact => 80 + adjust + nearness(dictionary, heading, &meaning),
        How::Stripped => 55 + adjust,
        How::Typo => 40,
        How::Contained => 30,
    };
    let likely = meaning.how <= How::Stripped || fits != Some(false);
    if !likely {
        return Vec::new();
    }
    vec![Claim {
        at,
        why: why(dictionary, &meaning),
        fields: meaning.fields,
        strength,
    }]
}

/// A field's own name is nearer to it than what it is also called: 收到日期 beside 申请日期.
fn nearness(dictionary: &Dictionary<'_>, heading: &Heading, meaning: &Meaning) -> i32 {
    let (Some(leaf), [field]) = (heading.path.last(), meaning.fields.as_slice()) else {
        return 0;
    };
    let (leaf, name) = (key(leaf), key(&dictionary.vocabulary().entry(*field).zh));
    let day = |key: &str| match key.strip_suffix("时间") {
        Some(stem) => format!("{stem}日期"),
        None => key.to_owned(),
    };
    let (alike, own) = (day(&leaf), day(&name));
    match () {
        () if leaf == name => 4,
        () if alike == own => 3,
        () if own.contains(&alike) => 2,
        () => 0,
    }
}

/// Fields whose values are found below the header come first, then fields that any text fits, then the rest.
fn ambiguous(
    dictionary: &Dictionary<'_>,
    at: usize,
    heading: &Heading,
    meaning: &Meaning,
    sample: &Sample<'_>,
) -> Vec<Claim> {
    let vocabulary = dictionary.vocabulary();
    let leaf = heading.path.last().map(|l| key(l)).unwrap_or_default();
    let serial = sample.is_serial();
    let claim = |(rank, &field): (usize, &Field)| {
        let entry = vocabulary.entry(field);
        let fits = match entry.id.as_str() {
            "sequence" if serial => Some(true),
            _ => sample.fits(vocabulary, entry),
        };
        let (strength, why) = match fits {
            Some(true) => (76, Some(words::by_values(&entry.text()))),
            None => (72, None),
            Some(false) => (50, None),
        };
        // A field of the header's own name needs no excuse.
        let other = rank > 0 && key(&entry.zh) != leaf;
        let why = why.or_else(|| other.then(|| words::one_of_several(&entry.text())));
        Claim {
            at,
            fields: vec![field],
            strength: strength - i32::from(rank.min(3) as u8),
            why,
        }
    };
    meaning.fields.iter().enumerate().map(claim).collect()
}

fn why(dictionary: &Dictionary<'_>, meaning: &Meaning) -> Option<Text> {
    let name = dictionary.vocabulary().entry(*meaning.fields.first()?).text();
    match meaning.how {
        How::Forced | How::Exact => None,
        How::Stripped => Some(words::without_prefix(&name)),
        How::Typo => Some(words::typo(&name)),
        How::Contained => Some(words::contained(&name)),
    }
}
