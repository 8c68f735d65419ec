//! Conditions as a workbook computes them, for one row. Knows cells by their column; knows no law.

use super::choices::{NO, same};
use super::columns::Column;
use super::pages::VOID;
use super::words::VOIDS;
use crate::check::{Against, Ask, Bar, Term, Trial};
use crate::model::{Field, Type, Vocabulary, fold, letters};

/// The columns of a form by field, and the row that formulas are written for.
pub(super) struct Cells<'f, 'p> {
    pub(super) vocabulary: &'f Vocabulary,
    pub(super) columns: &'f [Column<'p>],
    /// The first column of the form in the sheet.
    pub(super) left: u16,
    /// As the workbook counts, from 1.
    pub(super) row: u32,
}

impl Cells<'_, '_> {
    /// The cell of a field, where the form has it.
    fn cell(&self, field: Field) -> Option<String> {
        let at = self.columns.iter().position(|c| c.field == field)?;
        Some(format!("${}{}", letters(self.left + at as u16), self.row))
    }

    /// That something stands in the row.
    pub(super) fn begun(&self) -> String {
        let row = self.row;
        let last = self.left + (self.columns.len() as u16).saturating_sub(1);
        format!("COUNTA(${}{row}:${}{row})>0", letters(self.left), letters(last))
    }

    /// That a cell is to be filled in and is not; `None` where the form cannot tell.
    pub(super) fn gap(&self, ask: &Ask, field: Field) -> Option<String> {
        let blank = if ask.each.contains(&field) {
            self.unanswered(field, &ask.proper)?
        } else {
            let all: Option<Vec<String>> = ask.any.iter().map(|f| self.unanswered(*f, &ask.proper)).collect();
            and(all?)
        };
        let mut parts = vec![self.begun()];
        parts.extend(self.applies(ask)?);
        parts.push(blank);
        Some(and(parts))
    }

    /// That a cell says what cannot stand beside others; `None` where the form cannot tell.
    pub(super) fn conflict(&self, bar: &Bar, field: Field) -> Option<String> {
        let mut parts = vec![self.begun(), self.filled(field)?];
        for term in &bar.when {
            parts.push(self.term(term)?);
        }
        if !bar.any.is_empty() {
            let own = bar.any.iter().filter(|t| t.field == field);
            parts.push(or(own.map(|t| self.term(t)).collect::<Option<_>>()?));
        }
        for term in &bar.unless {
            parts.push(format!("NOT({})", self.term(term)?));
        }
        Some(and(parts))
    }

    /// That nothing stands in a cell, or a word that says nothing.
    fn blank(&self, field: Field) -> Option<String> {
        self.unanswered(field, &[])
    }

    fn filled(&self, field: Field) -> Option<String> {
        let cell = self.cell(field)?;
        Some(if self.takes_words(field) {
            format!("NOT({})", self.blank(field)?)
        } else {
            format!("LEN(TRIM({cell}))>0")
        })
    }

    /// Whether anything can be written in its cells, also words that say nothing.
    fn takes_words(&self, field: Field) -> bool {
        let column = self.columns.iter().find(|c| c.field == field);
        let free = column.is_none_or(|c| c.choices.values().is_empty());
        free && !matches!(self.vocabulary.entry(field).kind, Type::Date | Type::Number)
    }

    /// The same, where some such words are an answer.
    fn unanswered(&self, field: Field, proper: &[String]) -> Option<String> {
        let cell = self.cell(field)?;
        let nothing = format!("LEN(TRIM({cell}))=0");
        if !self.takes_words(field) {
            return Some(nothing);
        }
        let mut void = vec![format!("ISNUMBER(MATCH(TRIM({cell}),{VOID},0))")];
        let none = &self.vocabulary.entry(field).none;
        let own = none
            .iter()
            .filter(|w| !VOIDS.contains(&w.as_str()) && !proper.contains(&fold(w)));
        let own: Vec<String> = own.map(|w| is(&cell, w)).collect();
        let answers = proper.iter().filter(|w| VOIDS.contains(&w.as_str()));
        void.extend(answers.map(|w| format!("TRIM({cell})<>{}", quoted(w))));
        let void = and(void);
        Some(or([vec![nothing, void], own].concat()))
    }

    /// The conditions under which a rule asks, none where it always does; `None` where the form cannot tell.
    pub(super) fn applies(&self, ask: &Ask) -> Option<Vec<String>> {
        let mut parts: Vec<String> = ask.when.iter().map(|t| self.term(t)).collect::<Option<_>>()?;
        for term in &ask.unless {
            parts.push(format!("NOT({})", self.term(term)?));
        }
        Some(parts)
    }

    fn term(&self, term: &Term) -> Option<String> {
        let trials: Option<Vec<String>> = term.trials.iter().map(|t| self.trial(term.field, t)).collect();
        let any = or(trials?);
        if !term.negated {
            return Some(any);
        }
        // Where one of two cells compared is blank, neither the comparison nor its contrary holds.
        let mut parts = vec![format!("NOT({any})")];
        if term.fields().count() > 1 {
            for field in term.fields() {
                parts.push(self.filled(field)?);
            }
        }
        Some(and(parts))
    }

    fn trial(&self, field: Field, trial: &Trial) -> Option<String> {
        let cell = self.cell(field)?;
        Some(match trial {
            Trial::Filled => self.filled(field)?,
            Trial::Blank => self.blank(field)?,
            Trial::Is(word) => or(self.spelt(field, word).iter().map(|w| is(&cell, w)).collect()),
            Trial::Holds(word) => holds(&cell, &quoted(word)),
            Trial::Headed(word) => {
                let entry = self.vocabulary.entry(field);
                let column = self.columns.iter().find(|c| c.field == field);
                if fold(column.map_or(&entry.zh, |c| &c.name)).contains(word.as_str()) {
                    let mut affirms = vec![self.filled(field)?];
                    // A no under such a header speaks of the thing only to deny it.
                    if entry.kind == Type::Flag {
                        let no = self.spelt(field, NO).iter().map(|w| is(&cell, w)).collect();
                        affirms.push(format!("NOT({})", or(no)));
                    }
                    and(affirms)
                } else {
                    "FALSE".to_owned()
                }
            }
            Trial::Same(other) => {
                let (theirs, other) = (self.filled(*other)?, self.cell(*other)?);
                let either = or(vec![holds(&cell, &other), holds(&other, &cell)]);
                and(vec![self.filled(field)?, theirs, either])
            }
            Trial::Compares(sign, against) => {
                let against = match against {
                    Against::Number(n) => n.to_string(),
                    Against::Day(day) => day.format("DATE(%Y,%-m,%-d)").to_string(),
                    Against::Field(other) => {
                        let other = self.cell(*other)?;
                        return Some(and(vec![
                            format!("ISNUMBER({cell})"),
                            format!("ISNUMBER({other})"),
                            format!("{cell}{sign}{other}"),
                        ]));
                    }
                };
                and(vec![
                    format!("ISNUMBER({cell})"),
                    format!("{cell}{sign}{against}"),
                ])
            }
        })
    }

    /// The values on offer that mean what a pack's word means; the word itself where none is.
    fn spelt(&self, field: Field, word: &str) -> Vec<String> {
        let entry = self.vocabulary.entry(field);
        let column = self.columns.iter().find(|c| c.field == field);
        let offered = column.map_or(&[][..], |c| c.choices.values());
        let same = |zh: &str| same(self.vocabulary, entry, word, zh);
        let same: Vec<String> = offered
            .iter()
            .filter(|v| same(&v.zh))
            .map(|v| v.zh.clone())
            .collect();
        if same.is_empty() {
            vec![word.to_owned()]
        } else {
            same
        }
    }
}

fn is(cell: &str, word: &str) -> String {
    format!("TRIM({cell})={}", quoted(word))
}

fn holds(cell: &str, word: &str) -> String {
    format!("ISNUMBER(SEARCH({word},{cell}))")
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

fn and(mut parts: Vec<String>) -> String {
    match parts.len() {
        1 => parts.remove(0),
        _ => format!("AND({})", parts.join(",")),
    }
}

fn or(mut parts: Vec<String>) -> String {
    match parts.len() {
        1 => parts.remove(0),
        _ => format!("OR({})", parts.join(",")),
    }
}
