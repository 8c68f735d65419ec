//! How a dictionary takes in what the vocabulary spells, the surest first: what is known is never known anew.

use super::{Dictionary, How, Known, Meaning};
use crate::ingest::layout::folded::{Folded, Spellings, swapped};
use crate::ingest::layout::spelling::key_and_more;
use crate::model::{Dialect, Field, Heading, Type, Vocabulary};
use std::borrow::Cow;

/// What the dialects of a kind of table say; a kind that has none folds none.
pub(super) fn spoken<'f, 'v>(
    vocabulary: &'v Vocabulary,
    folded: &'f Folded<'v>,
    kind: &str,
) -> Vec<&'f Spellings<'v>> {
    let of_kind = |dialect: &Dialect| dialect.tables.iter().any(|t| t == kind);
    if !vocabulary.dialects().iter().any(of_kind) {
        return Vec::new();
    }
    let dialects = vocabulary.dialects().iter().zip(folded.dialects(vocabulary));
    let spoken = dialects.filter(|(dialect, _)| of_kind(dialect));
    spoken.flat_map(|(_, fields)| fields).collect()
}

impl<'v> Dictionary<'v> {
    pub(super) fn take_headings(
        &mut self,
        headings: &[Heading],
        folded: &[Vec<Cow<'v, str>>],
        ambiguous: bool,
    ) {
        for (heading, headers) in headings.iter().zip(folded) {
            let mut fields = heading.fields.clone();
            if self.is_ledger() && fields.iter().any(|&f| self.in_kind(f)) {
                fields.retain(|&f| self.in_kind(f));
            }
            for header in headers {
                let known = Known::Heading(self.headings.len());
                self.known.entry(header.clone()).or_insert(known);
            }
            self.headings.push(Meaning {
                ambiguous: ambiguous && fields.len() > 1,
                fields,
                how: How::Exact,
            });
        }
    }

    pub(super) fn take_spellings(&mut self, fields: &[&Spellings<'v>]) {
        for Spellings { field, all } in fields {
            for spelt in all {
                for spelling in spelt.all() {
                    self.know(spelling.clone(), *field);
                }
                self.stripped.entry(spelt.stripped.clone()).or_insert(*field);
            }
        }
    }

    /// What a dialect calls 发布时间 it calls 发布日期 too, whatever other tables mean by that.
    pub(super) fn take_swapped(&mut self, spoken: &[&Spellings<'v>]) {
        for Spellings { field, all } in spoken {
            if self.vocabulary.entry(*field).kind != Type::Date {
                continue;
            }
            for other in all.iter().filter_map(|s| swapped(&s.key)) {
                self.know(Cow::Owned(other), *field);
            }
        }
    }

    /// The spellings of fields of other kinds, as far as a date or a flag of this kind is not written so too.
    pub(super) fn take_others(&mut self, others: &[&Spellings<'v>]) {
        for Spellings { field, all } in others {
            for spelt in all {
                if spelt
                    .plain
                    .as_ref()
                    .is_some_and(|plain| self.plain.contains_key(plain))
                {
                    continue;
                }
                for spelling in spelt.all() {
                    self.know(spelling.clone(), *field);
                }
                self.stripped.entry(spelt.stripped.clone()).or_insert(*field);
            }
        }
    }

    fn know(&mut self, spelling: Cow<'v, str>, field: Field) {
        self.known.entry(spelling).or_insert(Known::One(field));
    }

    pub(super) fn take_plain<'f>(&mut self, fields: impl Iterator<Item = &'f &'f Spellings<'v>>)
    where
        'v: 'f,
    {
        for Spellings { field, all } in fields {
            for plain in all.iter().filter_map(|s| s.plain.as_ref()) {
                self.plain.entry(plain.clone()).or_insert(*field);
            }
        }
    }

    /// 条款：期限 stands under a group header, or alone.
    pub(super) fn take_grouped(&mut self, fields: &[&Spellings<'v>]) {
        for Spellings { field, all } in fields {
            for (group, leaf) in all.iter().filter_map(|s| s.key.split_once(':')) {
                self.know(Cow::Owned(format!("{group}{leaf}")), *field);
                if leaf.chars().nth(2).is_some() {
                    self.know(Cow::Owned(leaf.to_owned()), *field);
                }
            }
        }
    }

    /// 提供单位/提供部门: each is a name of its own.
    pub(super) fn take_parts<'f>(&mut self, fields: impl Iterator<Item = &'f &'f Spellings<'v>>)
    where
        'v: 'f,
    {
        for Spellings { field, .. } in fields {
            let vocabulary = self.vocabulary;
            for part in vocabulary
                .entry(*field)
                .zh
                .split('/')
                .map(|part| key_and_more(part).0)
            {
                if part.chars().nth(1).is_some() {
                    self.know(part, *field);
                }
            }
        }
    }

    /// The spellings that a header may end in.
    pub(super) fn endings(&self) -> Vec<(Cow<'v, str>, Field)> {
        let long = |s: &str| s.chars().nth(3).is_some();
        let known = self.known.keys().filter(|s| long(s));
        let alone = |s: &Cow<'v, str>| {
            let meaning = self.known(s).filter(|m| !m.ambiguous)?;
            match meaning.fields.as_slice() {
                [field] if self.in_kind(*field) => Some((s.clone(), *field)),
                _ => None,
            }
        };
        let mut endings: Vec<_> = known.filter_map(alone).collect();
        // The longest spelling says most; the order of a hash says nothing.
        endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        endings
    }
}
