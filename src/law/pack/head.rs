//! The `[instrument]` table and the `[unchecked]` table of a pack. Knows no requirement.

use super::super::elsewhere::{Elsewhere, Names};
use super::super::instrument::Instrument;
use super::super::outside::{Outside, Sign, Treatment};
use super::super::words;
use super::raw::Table;
use crate::check;
use crate::model::{Citation, Fault, Field, Kind, Text, Value, Vocabulary, interpret};
use chrono::NaiveDate;
use toml::Spanned;

/// An article that no requirement cites, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// Number of the article.
    pub article: u16,
    /// Why nothing of it is checked.
    pub reason: Text,
    /// Where it stands in the pack file.
    pub span: std::ops::Range<usize>,
}

/// Reads `[instrument]`.
pub(super) fn instrument(
    mut table: Table<'_>,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> Option<Instrument> {
    let f = faults;
    let span = table.span.clone();
    let (id, prefix) = (table.need::<String>("id", f), table.need::<String>("prefix", f));
    let (title, source) = (table.need::<Text>("title", f), table.need::<Text>("source", f));
    let (names, level) = (table.need::<Vec<String>>("names", f), table.need("level", f));
    let draft = table.take("draft", f).is_some_and(Spanned::into_inner);
    let see = table.take::<String>("see", f).map(Spanned::into_inner);
    let dated = table.has("effective");
    let (adopted, effective) = (date(&mut table, "adopted", f), date(&mut table, "effective", f));
    let (expires, repealed) = (date(&mut table, "expires", f), date(&mut table, "repealed", f));
    let elsewhere = table.tables("elsewhere", f).into_iter();
    let elsewhere: Vec<_> = elsewhere
        .filter_map(|t| self::elsewhere(t, vocabulary, f))
        .collect();
    let outside = table.tables("outside", f).into_iter();
    let outside: Vec<_> = outside.filter_map(|t| self::outside(t, vocabulary, f)).collect();
    table.close(f);
    match (draft, &effective) {
        (false, None) if !dated => f.push(Fault::new(span, words::missing_key("effective"))),
        (true, Some(effective)) => f.push(Fault::new(effective.span(), words::draft_in_force())),
        (false, Some(_) | None) | (true, None) => {}
    }
    in_order([&adopted, &effective, &expires], f);
    Some(Instrument {
        id: id?.into_inner(),
        prefix: prefix?.into_inner(),
        title: title?.into_inner(),
        names: names?.into_inner(),
        level: level?.into_inner(),
        adopted: adopted.map(Spanned::into_inner),
        effective: effective.map(Spanned::into_inner),
        expires: expires.map(Spanned::into_inner),
        repealed: repealed.map(Spanned::into_inner),
        draft,
        see,
        elsewhere,
        outside,
        source: source?.into_inner(),
    })
}

/// Reads one `[[instrument.elsewhere]]`.
fn elsewhere(mut table: Table<'_>, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Elsewhere> {
    let f = faults;
    let field = table.need::<String>("field", f);
    let field = field.and_then(|id| check::field(vocabulary, &id, f));
    let words = table.need::<Vec<Spanned<String>>>("words", f);
    let except = table.take::<Vec<Spanned<String>>>("except", f);
    let see = table.need::<String>("see", f);
    table.close(f);
    let words = words.map(|w| plain(w, f));
    let except = except.map(|w| plain(w, f)).unwrap_or_default();
    Some(Elsewhere::new(field?, &words?, &except, see?.into_inner()))
}

/// Words of which none may be empty.
fn plain(words: Spanned<Vec<Spanned<String>>>, faults: &mut Vec<Fault>) -> Vec<String> {
    for word in words.get_ref().iter().filter(|w| w.get_ref().trim().is_empty()) {
        faults.push(Fault::new(word.span(), words::empty_word()));
    }
    let words = words.into_inner().into_iter();
    words.map(Spanned::into_inner).collect()
}

/// Reads one `[[instrument.outside]]`.
fn outside(mut table: Table<'_>, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Outside> {
    let f = faults;
    let span = table.span.clone();
    let field = table.need::<String>("field", f);
    let field = field.and_then(|id| check::field(vocabulary, &id, f));
    let values = table.take::<Vec<Spanned<String>>>("values", f);
    let words = table.take::<Vec<Spanned<String>>>("words", f);
    let except = table.take::<Vec<Spanned<String>>>("except", f);
    let treatment = table.need::<Treatment>("as", f);
    let note = table.need::<Text>("note", f);
    table.close(f);
    let except = except.map(|w| plain(w, f)).unwrap_or_default();
    let sign = match (values, words) {
        (Some(values), None) => self::values(field?, values.get_ref(), vocabulary, f).map(Sign::Values),
        (None, Some(words)) => Some(Sign::Words(Names::new(&plain(words, f), &except))),
        (Some(_), Some(_)) | (None, None) => {
            f.push(Fault::new(span, words::one_of_keys("values", "words")));
            None
        }
    };
    let treatment = treatment?;
    // A name proves nothing, so nothing is passed over for it; a stated class needs no asking.
    let fits = match (&sign, treatment.get_ref()) {
        (Some(Sign::Words(_)), Treatment::NotJudged) | (Some(Sign::Values(_)), Treatment::Notice) => false,
        (Some(_) | None, _) => true,
    };
    if !fits {
        f.push(Fault::new(treatment.span(), words::unfit_treatment()));
    }
    Some(Outside {
        field: field?,
        treatment: treatment.into_inner(),
        note: note?.into_inner(),
        sign: sign?,
    })
}

/// Values of a field's own list.
fn values(
    field: Field,
    values: &[Spanned<String>],
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Value>> {
    let entry = vocabulary.entry(field);
    let mut out = Vec::new();
    for word in values {
        match interpret(vocabulary, entry, Kind::Text, word.get_ref()) {
            value @ (Value::Class(_) | Value::Flag(_)) => out.push(value),
            _ => faults.push(Fault::new(
                word.span(),
                words::not_a_value(word.get_ref(), &entry.id),
            )),
        }
    }
    (out.len() == values.len()).then_some(out)
}

fn date(table: &mut Table<'_>, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<NaiveDate>> {
    let words = table.take::<String>(key, faults)?;
    let day = NaiveDate::parse_from_str(words.get_ref(), "%Y-%m-%d").ok();
    if day.is_none() {
        faults.push(Fault::new(words.span(), words::not_a_date(words.get_ref())));
    }
    day.map(|day| Spanned::new(words.span(), day))
}

fn in_order(dates: [&Option<Spanned<NaiveDate>>; 3], faults: &mut Vec<Fault>) {
    let mut last: Option<&Spanned<NaiveDate>> = None;
    for date in dates.into_iter().flatten() {
        if last.is_some_and(|l| date.get_ref() < l.get_ref()) {
            faults.push(Fault::new(date.span(), words::dates_out_of_order()));
        }
        last = Some(date);
    }
}

/// Reads `[unchecked]`.
pub(super) fn unchecked(table: Table<'_>, faults: &mut Vec<Fault>) -> Vec<Unchecked> {
    let mut out = Vec::new();
    for (key, reason) in table.rest::<Text>(faults) {
        match key.get_ref().parse::<Citation>() {
            Ok(Citation {
                article,
                paragraph: None,
                item: None,
            }) => out.push(Unchecked {
                article,
                reason,
                span: key.span(),
            }),
            Ok(_) | Err(_) => faults.push(Fault::new(key.span(), words::not_an_article(key.get_ref()))),
        }
    }
    out.sort_by_key(|u| u.article);
    out
}
