//! Conditions as a workbook computes them, for one row. Knows cells by their column; knows no law.

use super::choices::same;
use super::columns::Column;
use crate::check::{Against, Ask, Term, Trial};
use crate::model::{Field, Vocabulary, fold, letters};

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
            blank(&self.cell(field)?)
        } else {
            let all: Option<Vec<String>> = ask.any.iter().map(|f| self.cell(*f).map(|c| blank(&c))).collect();
            and(all?)
        };
        let mut parts = vec![self.begun()];
        parts.extend(self.applies(ask)?);
        parts.push(blank);
        Some(and(parts))
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
                parts.push(filled(&self.cell(field)?));
            }
        }
        Some(and(parts))
    }

    fn trial(&self, field: Field, trial: &Trial) -> Option<String> {
        let cell = self.cell(field)?;
        Some(match trial {
            Trial::Filled => filled(&cell),
            Trial::Blank => blank(&cell),
            Trial::Is(word) => or(self.spelt(field, word).iter().map(|w| is(&cell, w)).collect()),
            Trial::Holds(word) => holds(&cell, &quoted(word)),
            Trial::Headed(word) => {
                let entry = self.vocabulary.entry(field);
                if fold(&entry.zh).contains(word.as_str()) {
                    filled(&cell)
                } else {
                    "FALSE".to_owned()
                }
            }
            Trial::Same(other) => {
                let other = self.cell(*other)?;
                let either = or(vec![holds(&cell, &other), holds(&other, &cell)]);
                and(vec![filled(&cell), filled(&other), either])
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

fn blank(cell: &str) -> String {
    format!("LEN(TRIM({cell}))=0")
}

fn filled(cell: &str) -> String {
    format!("LEN(TRIM({cell}))>0")
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
