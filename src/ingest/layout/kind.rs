//! What kind of table a sheet is, by its headers and by what its title and its name say. Knows the kinds as data; a
//! sheet that nothing tells apart is a catalog, and that is not for here to say.

mod claims;

use super::folded::{Folded, Spellings, plain_forms};
use super::grid::Line;
use super::spelling::{is_generic, key, spellings, without_prefix};
use crate::model::{Field, TableKind, Vocabulary, fold, table_kinds};
use claims::{Claim, Claims};
use std::borrow::Cow;
use std::cmp::Reverse;

/// What a name in a title or on a sheet weighs, in headers that only fields of one kind have.
const NAMED: i64 = 2;
/// What such a header weighs.
const TELLS: i64 = 3;
/// What a header weighs that says little.
const VAGUE: i64 = 1;
/// One column in so many must be of a kind that no title names.
const PART: usize = 3;
/// How many headers must tell a kind that no title names.
const ENOUGH: usize = 2;

/// Words that name kinds of table, folded.
#[derive(Debug)]
pub(super) struct Names(Vec<(String, usize)>);

impl Names {
    pub(super) fn new() -> Self {
        let kinds = table_kinds().iter().enumerate();
        let kinds = kinds.filter(|(_, kind)| !kind.names.is_empty());
        let names = kinds.flat_map(|(at, kind)| {
            let all = kind.names.iter().chain([&kind.id]);
            all.map(move |name| (fold(name), at))
        });
        Self(names.collect())
    }

    /// Whether any of the texts names a kind.
    pub(super) fn any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.named(text).is_some())
    }

    /// The kind that a title or a sheet's name ends on: 目录变更台账 is one of changes, not of catalogs.
    fn named(&self, text: &str) -> Option<usize> {
        let text = key(text);
        if text.chars().count() > 60 {
            return None;
        }
        let ends = |(name, kind): &(String, usize)| {
            let at = text.rfind(name.as_str())?;
            Some((at + name.len(), name.len(), Reverse(*kind)))
        };
        self.0.iter().filter_map(ends).max().map(|(_, _, kind)| kind.0)
    }
}

/// What tells the kinds of table from each other.
#[derive(Debug)]
pub(super) struct Kinds<'v> {
    claims: Claims<'v>,
    /// The fields that tell each kind from others.
    tell: Vec<Vec<Field>>,
    never: Vec<Vec<Field>>,
    catalog: usize,
}

/// A kind recognised.
#[derive(Debug, Clone)]
pub(super) struct Recognised {
    pub(super) kind: &'static TableKind,
    /// The headers that told it, as the sheet has them.
    pub(super) by: Vec<String>,
    /// The title or name that said so.
    pub(super) name: Option<String>,
    /// The kind that it might be instead, where the two are close.
    pub(super) rival: Option<&'static TableKind>,
}

/// How much of a row one kind explains.
#[derive(Debug, Clone, Default)]
struct Score {
    fields: Vec<Field>,
    by: Vec<String>,
    weight: i64,
    name: Option<String>,
}

impl Score {
    fn total(&self) -> i64 {
        self.weight + if self.name.is_some() { NAMED * TELLS } else { 0 }
    }
}

impl<'v> Kinds<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary, folded: &Folded<'v>) -> Self {
        let kinds = table_kinds();
        let at = |id: &str| kinds.iter().position(|k| k.id == id);
        let fields = |ids: &[String]| ids.iter().filter_map(|id| vocabulary.field(id)).collect();
        let mut all = Self {
            claims: Claims::new(),
            tell: kinds.iter().map(|k| fields(&k.tell)).collect(),
            never: kinds.iter().map(|k| fields(&k.never)).collect(),
            catalog: at(super::options::CATALOG).unwrap_or_default(),
        };
        let known = |tables: &[&str]| tables.iter().filter_map(|t| at(t)).collect::<Vec<_>>();
        let stated: Vec<Vec<usize>> = vocabulary.tables().iter().map(|t| known(t)).collect();
        // A field that any table may have tells nothing but where a kind says that it does.
        let with_telling = |(field, stated): ((Field, _), &Vec<usize>)| {
            let telling = all
                .tell
                .iter()
                .enumerate()
                .filter(|(_, tell)| tell.contains(&field.0));
            let telling = telling.map(|(at, _)| at).filter(|at| !stated.contains(at));
            stated.iter().copied().chain(telling).collect()
        };
        let everywhere: Vec<Vec<usize>> = vocabulary.fields().zip(&stated).map(with_telling).collect();
        let of = |field: Field| {
            everywhere
                .get(field.index())
                .map_or(&[] as &[usize], Vec::as_slice)
        };
        for spellings in &folded.fields {
            let tables = of(spellings.field);
            all.take(spellings, tables, tables.len());
        }
        for (dialect, fields) in vocabulary.dialects().iter().zip(folded.dialects(vocabulary)) {
            let tables: Vec<&str> = dialect.tables.iter().map(String::as_str).collect();
            let tables = known(&tables);
            for spellings in fields {
                let everywhere = of(spellings.field);
                let mut tables = tables.clone();
                tables.retain(|kind| everywhere.contains(kind));
                all.take(spellings, &tables, everywhere.len());
            }
        }
        let combined = vocabulary.combined().iter().zip(&folded.combined);
        for (heading, headers) in combined.chain(vocabulary.ambiguous().iter().zip(&folded.ambiguous)) {
            for &field in &heading.fields {
                for &kind in stated.get(field.index()).into_iter().flatten() {
                    let weight = VAGUE;
                    let made = all.claims.make(vec![Claim { kind, field, weight }]);
                    for header in headers {
                        all.claims.claim(header.clone(), made);
                    }
                }
            }
        }
        all
    }

    /// Claims the spellings of a field for kinds; `everywhere` is how many kinds have the field at all.
    fn take(&mut self, spellings: &Spellings<'v>, kinds: &[usize], everywhere: usize) {
        let field = spellings.field;
        let claim = |&kind: &usize| {
            let tells = self.tell.get(kind).is_some_and(|tell| tell.contains(&field));
            let weight = match everywhere {
                _ if tells => TELLS,
                1 => TELLS,
                2 => 2,
                _ => 1,
            };
            Claim { kind, field, weight }
        };
        if kinds.is_empty() {
            return;
        }
        let made = self.claims.make(kinds.iter().map(claim).collect());
        for spelt in &spellings.all {
            let forms = [Some(&spelt.stripped), spelt.plain.as_ref()];
            let others = forms.into_iter().flatten().chain(spelt.all());
            self.claims.claim(spelt.key.clone(), made);
            others
                .filter(|form| **form != spelt.key)
                .for_each(|form| self.claims.claim(form.clone(), made));
            if let Some((group, leaf)) = spelt.key.split_once(':') {
                self.claims.claim(Cow::Owned(format!("{group}{leaf}")), made);
                if leaf.chars().nth(2).is_some() {
                    self.claims.claim(Cow::Owned(leaf.to_owned()), made);
                }
            }
        }
    }

    /// What a header may be, with how much each reading may weigh: words that half of all tables have, and words of which
    /// a part was left out, tell of no kind.
    fn claims(&self, header: &str) -> (Vec<Claim>, i64) {
        // Nobody writes a header of this length.
        if header.len() > 200 {
            return (Vec::new(), 0);
        }
        let spellings = spellings(header);
        let exact = spellings.iter().find_map(|s| self.claims.get(s));
        let plain = || {
            spellings
                .iter()
                .flat_map(|s| plain_forms(s))
                .find_map(|f| self.claims.get(&f))
        };
        if let Some(found) = exact.or_else(plain) {
            let vague = spellings
                .iter()
                .any(|s| is_generic(s) || s.chars().nth(2).is_none());
            return (found, if vague { VAGUE } else { TELLS });
        }
        let stripped = spellings.iter().find_map(|s| self.claims.get(without_prefix(s)));
        (stripped.unwrap_or_default(), VAGUE)
    }

    /// The kind of a table with these header rows; `None` where it is a catalog or nothing tells.
    pub(super) fn recognise(&self, header: &[Line], said: &[&str], names: &Names) -> Option<Recognised> {
        let mut scores = vec![Score::default(); table_kinds().len()];
        let texts = header.iter().flat_map(|l| l.cells().map(|(_, _, text)| text));
        let mut columns = 0;
        for text in texts {
            columns += 1;
            let (claims, most) = self.claims(text);
            for claim in claims {
                let Some(score) = scores.get_mut(claim.kind) else {
                    continue;
                };
                if !score.fields.contains(&claim.field) {
                    score.fields.push(claim.field);
                    score.weight += claim.weight.min(most);
                    if claim.weight.min(most) >= TELLS {
                        score.by.push(key(text));
                    }
                }
            }
        }
        for &text in said {
            if let Some(score) = names.named(text).and_then(|kind| scores.get_mut(kind)) {
                score.name.get_or_insert_with(|| text.trim().to_owned());
            }
        }
        self.choose(&scores, columns)
    }

    fn choose(&self, scores: &[Score], columns: usize) -> Option<Recognised> {
        let catalog_name = scores.get(self.catalog).and_then(|s| s.name.as_ref());
        let catalog = scores.get(self.catalog).map_or(0, Score::total);
        let mut eligible: Vec<(usize, &Score)> = scores
            .iter()
            .enumerate()
            .filter(|&(kind, _)| kind != self.catalog && self.may_be(kind, scores, columns))
            .collect();
        eligible.sort_by_key(|&(kind, s)| (Reverse((s.total(), s.by.len(), s.fields.len())), kind));
        // A part of a catalog has few columns that a catalog has not: its name settles it, a single header of its own
        // leaves a doubt.
        let part = |&&(kind, s): &&(usize, &Score)| s.name.is_some() && self.is_part(kind);
        let named = eligible.iter().find(part).filter(|_| catalog_name.is_none());
        let Some(&(at, best)) = named.or_else(|| eligible.first().filter(|(_, s)| s.total() > catalog))
        else {
            return self.doubted(scores);
        };
        let kind = table_kinds().get(at)?;
        let close = |total: i64| total * 3 >= best.total() * 2;
        let next = eligible.get(1).filter(|(_, s)| close(s.total()));
        let rival = match next {
            Some(&(other, s)) if s.total() >= catalog => Some(other),
            _ => close(catalog).then_some(self.catalog),
        };
        Some(Recognised {
            kind,
            by: best.by.clone(),
            name: best.name.clone(),
            rival: rival.and_then(|k| table_kinds().get(k)),
        })
    }

    /// A catalog that may be a part of one instead: no column denies it, and some header or name speaks for it.
    fn doubted(&self, scores: &[Score]) -> Option<Recognised> {
        let speaks = |kind: &usize| {
            let of = scores.get(*kind);
            let denied = self.denies(*kind, scores);
            self.is_part(*kind) && !denied && of.is_some_and(|s| s.name.is_some() || !s.by.is_empty())
        };
        let rival = (0..scores.len()).find(speaks)?;
        let score = scores.get(rival)?;
        Some(Recognised {
            kind: table_kinds().get(self.catalog)?,
            by: score.by.clone(),
            name: score.name.clone(),
            rival: table_kinds().get(rival),
        })
    }

    /// Whether a kind is a part of a catalog: it lacks what tells a catalog.
    fn is_part(&self, kind: usize) -> bool {
        self.never.get(kind).is_some_and(|n| !n.is_empty())
    }

    /// Whether a table has a column that the kind has not.
    fn denies(&self, kind: usize, scores: &[Score]) -> bool {
        let there = |f: &Field| scores.iter().any(|s| s.fields.contains(f));
        self.never.get(kind).is_some_and(|n| n.iter().any(there))
    }

    /// Enough headers tell it and it explains a good part of them, or its name and some do; and nothing denies it.
    fn may_be(&self, kind: usize, scores: &[Score], columns: usize) -> bool {
        let Some(score) = scores.get(kind) else {
            return false;
        };
        let named = score.name.is_some() && score.fields.len() >= 2;
        let most = score.fields.len() * PART >= columns;
        !self.denies(kind, scores) && (named || (score.by.len() >= ENOUGH && most))
    }
}

#[cfg(test)]
mod tests;
