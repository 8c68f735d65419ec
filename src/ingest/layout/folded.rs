//! Every header spelling of the vocabulary, folded once for a run: what the dictionaries of all kinds of table and their
//! recognition are made of. Knows no kind.

use super::spelling::{full, key_and_spellings, without_prefix};
use crate::model::{Dialect, Entry, Field, Heading, Type, Vocabulary};
use std::sync::OnceLock;

/// One spelling.
#[derive(Debug)]
pub(super) struct Spelt {
    /// As [`spellings`](super::spelling::spellings) has it.
    pub(super) all: Vec<String>,
    /// Without any decoration.
    pub(super) key: String,
    /// Without the prefixes that say only that this is about data.
    pub(super) stripped: String,
    /// As fields of its type are also written, in one form for all of them.
    pub(super) plain: Option<String>,
}

/// The spellings of one field.
#[derive(Debug)]
pub(super) struct Spellings {
    pub(super) field: Field,
    pub(super) all: Vec<Spelt>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Folded {
    /// Field by field, in the order of the vocabulary.
    pub(super) fields: Vec<Spellings>,
    /// Dialect by dialect, in the order of the vocabulary; folded when the first ledger turns up.
    dialects: OnceLock<Vec<Vec<Spellings>>>,
    /// Headings that hold several fields.
    pub(super) combined: Vec<Vec<String>>,
    /// Headings that hold one of several fields.
    pub(super) ambiguous: Vec<Vec<String>>,
}

impl Folded {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let of_entry = |(field, entry): (Field, &Entry)| {
            let headers = std::iter::once(&entry.zh).chain(&entry.headers);
            Spellings {
                field,
                all: headers.map(|h| Spelt::new(h, &entry.kind)).collect(),
            }
        };
        let headings = |all: &[Heading]| {
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
    pub(super) fn dialects(&self, vocabulary: &Vocabulary) -> &[Vec<Spellings>] {
        let of_field = |(field, headers): &(Field, Vec<String>)| {
            let kind = &vocabulary.entry(*field).kind;
            Spellings {
                field: *field,
                all: headers.iter().map(|h| Spelt::new(h, kind)).collect(),
            }
        };
        let of_dialect = |dialect: &Dialect| dialect.headers.iter().map(of_field).collect();
        self.dialects
            .get_or_init(|| vocabulary.dialects().iter().map(of_dialect).collect())
    }
}

impl Spelt {
    fn new(header: &str, kind: &Type) -> Self {
        let (key, all) = key_and_spellings(header);
        Self {
            all,
            stripped: without_prefix(&key).to_owned(),
            plain: match kind {
                Type::Date => date_form(&key),
                Type::Flag => flag_form(&key),
                _ => None,
            },
            key,
        }
    }
}

/// The forms in which a date or a flag may be asked for: 答复时间 and 答复日期 are one question, so are 已延期 and 是否延期.
pub(super) fn plain_forms(key: &str) -> impl Iterator<Item = String> {
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

fn date_form(key: &str) -> Option<String> {
    let stem = ["年月日", "日期", "时间", "日"]
        .iter()
        .find_map(|e| key.strip_suffix(e))?;
    let stem = stem.strip_suffix('的').unwrap_or(stem);
    stem.chars().nth(1)?;
    Some(format!("{stem}日期"))
}

fn flag_form(key: &str) -> Option<String> {
    let stem = ["是否已经", "是否已", "是否", "有无", "已"]
        .iter()
        .find_map(|p| key.strip_prefix(p));
    let stem = stem.or_else(|| key.strip_suffix("与否"))?;
    stem.chars().nth(1)?;
    Some(format!("是否{stem}"))
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
