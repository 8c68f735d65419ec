//! `one-source`: codes and data items that only one body may claim. Keeps the first claim of each body to each key, 28
//! bytes; generic items claim nothing.

use super::super::{Breach, Example, Observed, When, when, words};
use super::claim::Claim;
use super::evidence::{Clash, Evidence, Spot};
use super::lane::{From, How, Key, Lane};
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary, folded};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::io;
use toml::Spanned;

/// `{ codes = ["data_code"], items = "data_items", owner = ["source_dept", "provider"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    #[serde(default)]
    codes: Vec<Spanned<String>>,
    items: Option<Spanned<String>>,
    owner: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    when: when::Raw,
}

#[derive(Debug)]
pub(super) struct OneSource {
    codes: Vec<Field>,
    items: Option<Field>,
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<OneSource> {
        let codes = when::fields(vocabulary, &self.codes, faults);
        let items = self.items.as_ref().map(|id| when::field(vocabulary, id, faults));
        let owner = when::fields(vocabulary, self.owner.get_ref(), faults);
        let condition = When::compile(self.when, vocabulary, faults);
        if self.codes.is_empty() && self.items.is_none() || self.owner.get_ref().is_empty() {
            faults.push(Fault::new(self.owner.span(), words::no_fields()));
            return None;
        }
        let (codes, owner, condition) = (codes?, owner?, condition?);
        let items = match items {
            Some(found) => Some(found?),
            None => None,
        };
        let keys = codes.iter().map(|&f| Key::read(How::Code, vec![f]));
        let named = items.map(|f| Key::read(How::Items, vec![f]));
        let lane = Lane {
            owner,
            owned: true,
            when: condition,
            distinct: true,
            ..Lane::new(From::Own, keys.chain(named).collect())
        };
        Some(OneSource {
            codes,
            items,
            lanes: vec![lane],
        })
    }
}

impl Across for OneSource {
    fn kind(&self) -> &'static str {
        "one-source"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let items = self.items.map(|f| vocabulary.entry(f).text());
        let owner: Vec<Field> = self.lanes.iter().flat_map(|l| l.owner.clone()).collect();
        let sentence = words::must_have_one_source(
            &vocabulary.names(&self.codes),
            items.as_ref(),
            &vocabulary.names(&owner),
        );
        let condition = self.lanes.iter().map(|l| l.when.told(vocabulary)).next();
        words::when(&condition.unwrap_or_default(), &sentence)
    }

    fn example(&self, _: &Vocabulary) -> Example {
        words::two_sources()
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        let mut names = Names::default();
        for claims in evidence.claims(0).repeated()? {
            let mut claims = claims?;
            // The first claim of each body.
            let mut owners = BTreeSet::new();
            claims.retain(|c| owners.insert(c.owner));
            if claims.len() < 2 {
                continue;
            }
            let certain = claims
                .iter()
                .all(|c| (c.alternative() as usize) < self.codes.len() && !c.is_doubtful());
            let code = claims
                .first()
                .is_some_and(|c| (c.alternative() as usize) < self.codes.len());
            let bodies = distinct(&claims, code, evidence, &mut names)?;
            if let [first, second, further @ ..] = bodies.as_slice() {
                let Some(field) = vocabulary.field(&second.field) else {
                    continue;
                };
                say(clash(
                    &vocabulary.entry(field).text(),
                    field,
                    first,
                    second,
                    further,
                    (code, certain),
                ))?;
            }
        }
        Ok(None)
    }
}

/// Bodies looked at one by one; beyond, their numbers alone tell them apart.
const LOOKED_AT: usize = 500;

/// The first spots of bodies that are not one and the same by their names.
fn distinct(
    claims: &[Claim],
    code: bool,
    evidence: &dyn Evidence,
    names: &mut Names,
) -> io::Result<Vec<Spot>> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut bodies: Vec<Spot> = Vec::new();
    for claim in claims {
        let spot = evidence.spot(claim)?;
        let number = names.number(&spot.owner);
        let known = bodies.len() <= LOOKED_AT && numbers.iter().any(|&n| names.are_same(n, number, code));
        if !known {
            numbers.push(number);
            bodies.push(spot);
        }
    }
    Ok(bodies)
}

/// The name of a body, folded once for all that it is held against.
struct Name {
    whole: String,
    duty: String,
}

impl Name {
    fn of(written: &str) -> Self {
        let whole = folded(written).into_owned();
        let duty = duty(&whole).to_owned();
        Self { whole, duty }
    }

    /// Whether one name holds the other.
    fn holds(&self, other: &Self) -> bool {
        let (long, short) = if self.whole.len() < other.whole.len() {
            (other, self)
        } else {
            (self, other)
        };
        long.whole.contains(&short.whole)
    }
}

/// The names of a run: the same bodies meet at one item after the other, and what came of it is remembered.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, usize>,
    known: Vec<Name>,
    /// For each name what came of holding it against those before it, a byte a pair.
    met: Vec<Vec<u8>>,
}

/// Names whose meetings are remembered: eight million pairs at most, a byte each.
const MET: usize = 4096;
/// A pair was compared; one name holds the other; both have the same duty.
const COMPARED: u8 = 1;
const HOLDS: u8 = 2;
const SAME_DUTY: u8 = 4;

impl Names {
    fn number(&mut self, written: &str) -> usize {
        if let Some(&known) = self.numbers.get(written) {
            return known;
        }
        let number = self.known.len();
        self.numbers.insert(written.to_owned(), number);
        self.known.push(Name::of(written));
        number
    }

    /// Whether two names are of one body: one holds the other. For an item by its name alone, bodies with the same duty
    /// in two places (甲县水利局, 乙县水利局) hold each their own data and count as one.
    fn are_same(&mut self, one: usize, other: usize, code: bool) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        if last >= MET {
            return self.compare(first, last) & same(code) != 0;
        }
        if self.met.len() <= last {
            self.met.resize_with(last + 1, Vec::new);
        }
        let known = |met: &[Vec<u8>]| {
            met.get(last)
                .and_then(|m| m.get(first))
                .copied()
                .unwrap_or_default()
        };
        let mut met = known(&self.met);
        if met & COMPARED == 0 {
            met = self.compare(first, last);
            if let Some(pairs) = self.met.get_mut(last) {
                pairs.resize(last + 1, 0);
                if let Some(pair) = pairs.get_mut(first) {
                    *pair = met;
                }
            }
        }
        met & same(code) != 0
    }

    fn compare(&self, one: usize, other: usize) -> u8 {
        let (Some(one), Some(other)) = (self.known.get(one), self.known.get(other)) else {
            return COMPARED;
        };
        let holds = if one.holds(other) { HOLDS } else { 0 };
        let duty = if one.duty == other.duty { SAME_DUTY } else { 0 };
        COMPARED | holds | duty
    }
}

/// What makes two names one body's.
fn same(code: bool) -> u8 {
    if code { HOLDS } else { HOLDS | SAME_DUTY }
}

/// The name of a body without the place before it.
fn duty(name: &str) -> &str {
    const PLACES: &[&str] = &[
        "自治区",
        "自治州",
        "自治县",
        "特别行政区",
        "开发区",
        "新区",
        "地区",
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "镇",
        "乡",
    ];
    let mut left = name;
    loop {
        let cut = left.char_indices().skip(1).take(11).find_map(|(at, _)| {
            let rest = left.get(at..)?;
            let place = PLACES.iter().find(|p| rest.starts_with(*p))?;
            rest.strip_prefix(place)
        });
        match cut {
            // 市场监督管理局 is no city, and what is left must still be a body.
            Some(rest) if rest.chars().count() >= 3 && !rest.starts_with('场') => left = rest,
            _ => return left,
        }
    }
}

fn clash(
    name: &Text,
    field: Field,
    first: &Spot,
    second: &Spot,
    further: &[Spot],
    (code, certain): (bool, bool),
) -> Clash {
    let bodies: Vec<&str> = further.iter().map(|s| s.owner.as_str()).collect();
    let breach = Breach {
        place: second.place(),
        field,
        observed: second.claimed.clone(),
        class: if code { Observed::Value } else { Observed::Words },
        expected: words::one_source(),
        message: words::two_bodies(
            name,
            &second.claimed,
            (&first.owner, &second.owner),
            &bodies,
            code,
        ),
        suggestion: Some(words::name_the_source(code)),
        certain,
    };
    Clash {
        identity: Some(folded(&second.claimed).into_owned()),
        at: second.clone(),
        related: vec![first.clone()],
        breach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(one: &str, other: &str, code: bool) -> bool {
        let mut names = Names::default();
        let (one, other) = (names.number(one), names.number(other));
        let first = names.are_same(one, other, code);
        // Remembered, and the other way round.
        assert_eq!(names.are_same(other, one, code), first);
        first
    }

    #[test]
    fn one_body_by_two_names() {
        for (one, other) in [("水利厅", "自治区水利厅"), ("民政局", "民政局（老龄办）")] {
            assert!(is_same(one, other, true), "{one} {other}");
        }
        for (one, other) in [
            ("甲县水利局", "乙县水利局"),
            ("银川市兴庆区教育局", "银川市金凤区教育局"),
        ] {
            assert!(
                is_same(one, other, false) && !is_same(one, other, true),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("市公安局", "市民政局"),
            ("甲市市场监督管理局", "甲市财政局"),
            ("甲县水利局", "乙县财政局"),
        ] {
            assert!(!is_same(one, other, false), "{one} {other}");
        }
        assert_eq!(duty("甲市市场监督管理局"), "市场监督管理局");
    }
}
