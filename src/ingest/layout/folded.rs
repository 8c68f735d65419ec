//! Every header spelling of the vocabulary, folded once for a run: what the dictionaries of all kinds of table and their
//! recognition are made of. Knows no kind.

use super::spelling::{full, key_and_more, without_prefix};
use crate::model::{Dialect, Entry, Field, Heading, Type, Vocabulary};
use std::borrow::Cow;
use std::sync::OnceLock;

/// One spelling. Most stand in the vocabulary as they are folded, and are borrowed from there.
#[derive(Debug)]
pub(super) struct Spelt<'v> {
    /// Without any decoration.
    pub(super) key: Cow<'v, str>,
    /// Without the prefixes that say only that this is about data.
    pub(super) stripped: Cow<'v, str>,
    /// As fields of its type are also written, in one form for all of them.
    pub(super) plain: Option<Cow<'v, str>>,
    /// As [`spellings`](super::spelling::spellings) has it; nothing where the key is all.
    more: Vec<Cow<'v, str>>,
}

/// The spellings of one field.
#[derive(Debug)]
pub(super) struct Spellings<'v> {
    pub(super) field: Field,
    pub(super) all: Vec<Spelt<'v>>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Folded<'v> {
    /// Field by field, in the order of the vocabulary.
    pub(super) fields: Vec<Spellings<'v>>,
    /// Dialect by dialect, in the order of the vocabulary; folded when the first ledger turns up.
    dialects: OnceLock<Vec<Vec<Spellings<'v>>>>,
    /// Headings that hold several fields.
    pub(super) combined: Vec<Vec<Cow<'v, str>>>,
    /// Headings that hold one of several fields.
    pub(super) ambiguous: Vec<Vec<Cow<'v, str>>>,
}

impl<'v> Folded<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let of_entry = |(field, entry): (Field, &'v Entry)| {
            let headers = std::iter::once(&entry.zh).chain(&entry.headers);
            Spellings {
                field,
                all: headers.map(|h| Spelt::new(h, &entry.kind)).collect(),
            }
        };
        let headings = |all: &'v [Heading]| {
            all.iter()
                .map(|h| h.headers.iter().map(|t| full(t)).collect())
                .collect()
        };
        Self {
            fields: vocabulary.fields().map(of_entry).collect(),
            dialects: OnceLock::new(),
            combined: headings(vocabulary.combined()),
            ambiguous: headings(vocabulary.ambiguous()),
        }
    }

    /// The spellings of every dialect.
    pub(super) fn dialects(&self, vocabulary: &'v Vocabulary) -> &[Vec<Spellings<'v>>] {
        let of_field = |(field, headers): &'v (Field, Vec<String>)| {
            let kind = &vocabulary.entry(*field).kind;
            Spellings {
                field: *field,
                all: headers.iter().map(|h| Spelt::new(h, kind)).collect(),
            }
        };
        let of_dialect = |dialect: &'v Dialect| dialect.headers.iter().map(of_field).collect();
        self.dialects
            .get_or_init(|| vocabulary.dialects().iter().map(of_dialect).collect())
    }
}

impl<'v> Spelt<'v> {
    fn new(header: &'v str, kind: &Type) -> Self {
        let (key, more) = key_and_more(header);
        Self {
            stripped: part(&key, |key| Some(Cow::Borrowed(without_prefix(key)))).unwrap_or_default(),
            plain: match kind {
                Type::Date => part(&key, date_form),
                Type::Flag => part(&key, flag_form),
                _ => None,
            },
            key,
            more,
        }
    }

    /// Every spelling under which it is looked up, the most faithful first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Cow<'v, str>> {
        let alone = self.more.is_empty() && !self.key.is_empty();
        alone.then_some(&self.key).into_iter().chain(&self.more)
    }
}

/// What is made of a key lives as long as the key does.
fn part<'v>(
    key: &Cow<'v, str>,
    make: impl for<'k> FnOnce(&'k str) -> Option<Cow<'k, str>>,
) -> Option<Cow<'v, str>> {
    match key {
        Cow::Borrowed(key) => make(key),
        Cow::Owned(key) => make(key).map(|made| Cow::Owned(made.into_owned())),
    }
}

/// The forms in which a date or a flag may be asked for: 答复时间 and 答复日期 are one question, so are 已延期 and 是否延期.
pub(super) fn plain_forms(key: &str) -> impl Iterator<Item = Cow<'_, str>> {
    date_form(key).into_iter().chain(flag_form(key))
}

/// A date header with 日期 for 时间, or the other way round: nobody means different days by them.
pub(super) fn swapped(key: &str) -> Option<String> {
    let stem = |end| {
        key.strip_suffix(end)
            .filter(|stem: &&str| stem.chars().nth(1).is_some())
    };
    let day = stem("时间").map(|stem| format!("{stem}日期"));
    day.or_else(|| stem("日期").map(|stem| format!("{stem}时间")))
}

fn date_form(key: &str) -> Option<Cow<'_, str>> {
    const FORM: &str = "日期";
    let stem = ["年月日", FORM, "时间", "日"]
        .iter()
        .find_map(|e| key.strip_suffix(e))?;
    let stem = stem.strip_suffix('的').unwrap_or(stem);
    stem.chars().nth(1)?;
    Some(match key.strip_suffix(FORM) {
        Some(same) if same.len() == stem.len() => Cow::Borrowed(key),
        _ => Cow::Owned([stem, FORM].concat()),
    })
}

fn flag_form(key: &str) -> Option<Cow<'_, str>> {
    const FORM: &str = "是否";
    let stem = ["是否已经", "是否已", FORM, "有无", "已"]
        .iter()
        .find_map(|p| key.strip_prefix(p));
    let stem = stem.or_else(|| key.strip_suffix("与否"))?;
    stem.chars().nth(1)?;
    Some(match key.strip_prefix(FORM) {
        Some(same) if same.len() == stem.len() => Cow::Borrowed(key),
        _ => Cow::Owned([FORM, stem].concat()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_flags_have_one_form() {
        for (written, form) in [
            ("答复时间", "答复日期"),
            ("答复日", "答复日期"),
            ("答复的日期", "答复日期"),
            ("签订年月日", "签订日期"),
            ("是否延期", "是否延期"),
            ("已延期", "是否延期"),
            ("是否已延期", "是否延期"),
            ("延期与否", "是否延期"),
        ] {
            assert_eq!(plain_forms(written).next().as_deref(), Some(form), "{written}");
        }
        for nothing in ["日期", "时间", "生日", "是否", "项目名称"] {
            assert_eq!(plain_forms(nothing).next(), None, "{nothing}");
        }
    }
}
