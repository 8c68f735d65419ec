//! The formulas of a template, computed for one row as a spreadsheet computes them: just the functions that templates use;
//! any other fails the test.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "spreadsheets count in such numbers"
)]

use std::collections::BTreeMap;

/// What a formula may look at.
pub(super) struct Row<'r> {
    /// The cells that are filled in, by column, A is 0.
    pub(super) cells: &'r BTreeMap<usize, Cell>,
    /// The named lists.
    pub(super) names: &'r BTreeMap<String, Vec<String>>,
}

/// What stands in a cell, or comes out of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Truth(bool),
    /// No value: a word that was not found.
    Missing,
    Many(Vec<Cell>),
}

/// Whether a condition holds.
pub(super) fn holds(formula: &str, row: &Row<'_>) -> bool {
    let mut rest = Reader { text: formula, row };
    let value = rest.value();
    assert_eq!(rest.text, "", "{formula}");
    value.truth()
}

struct Reader<'f, 'r> {
    text: &'f str,
    row: &'r Row<'r>,
}

impl<'f> Reader<'f, '_> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.text.strip_prefix(token);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn word(&mut self, fits: impl Fn(char) -> bool) -> &'f str {
        let end = self.text.find(|c| !fits(c)).unwrap_or(self.text.len());
        let (word, rest) = self.text.split_at(end);
        self.text = rest;
        word
    }

    fn value(&mut self) -> Cell {
        let one = self.single();
        for sign in ["<=", ">=", "<>", "=", "<", ">"] {
            if self.take(sign) {
                return Cell::Truth(compares(&one, sign, &self.single()));
            }
        }
        one
    }

    fn single(&mut self) -> Cell {
        if self.take("\"") {
            let mut words = String::new();
            loop {
                words.push_str(self.word(|c| c != '"'));
                assert!(self.take("\""));
                if !self.take("\"") {
                    return Cell::Text(words);
                }
                words.push('"');
            }
        }
        if self.take("$") {
            let first = self.column();
            if self.take(":$") {
                let cells = (first..=self.column()).map(|at| self.cell(at));
                return Cell::Many(cells.collect());
            }
            return self.cell(first);
        }
        if self.text.starts_with(|c: char| c.is_ascii_digit()) {
            return Cell::Number(self.word(|c| c.is_ascii_digit() || c == '.').parse().unwrap());
        }
        let name = self.word(|c| c.is_ascii_alphanumeric() || c == '_');
        if self.take("(") {
            let mut arguments = vec![self.value()];
            while self.take(",") {
                arguments.push(self.value());
            }
            assert!(self.take(")"), "{}", self.text);
            return call(name, &arguments);
        }
        if matches!(name, "TRUE" | "FALSE") {
            return Cell::Truth(name == "TRUE");
        }
        let list = self.row.names.get(name);
        assert!(list.is_some(), "nothing is called {name}");
        Cell::Many(list.unwrap().iter().cloned().map(Cell::Text).collect())
    }

    fn column(&mut self) -> usize {
        let letters = self.word(|c| c.is_ascii_uppercase());
        self.word(|c| c.is_ascii_digit());
        usize::from(dataaudit::model::column_of(letters).unwrap())
    }

    fn cell(&self, at: usize) -> Cell {
        self.row.cells.get(&at).cloned().unwrap_or(Cell::Blank)
    }
}

fn call(name: &str, given: &[Cell]) -> Cell {
    let truth = Cell::Truth;
    match (name, given) {
        ("AND", all) => truth(all.iter().all(Cell::truth)),
        ("OR", all) => truth(all.iter().any(Cell::truth)),
        ("NOT", [one]) => truth(!one.truth()),
        ("TRIM", [one]) => Cell::Text(one.text().trim_matches(' ').to_owned()),
        ("LEN", [one]) => Cell::Number(one.text().chars().count() as f64),
        ("ISNUMBER", [one]) => truth(matches!(one, Cell::Number(_))),
        ("COUNTA", [Cell::Many(all)]) => {
            Cell::Number(all.iter().filter(|c| **c != Cell::Blank).count() as f64)
        }
        ("SEARCH", [word, within]) => {
            let at = within.text().find(&word.text());
            at.map_or(Cell::Missing, |at| Cell::Number(at as f64))
        }
        ("MATCH", [word, Cell::Many(all), Cell::Number(0.0)]) => {
            let at = all.iter().position(|c| c == word);
            at.map_or(Cell::Missing, |at| Cell::Number(at as f64))
        }
        ("DATE", [Cell::Number(y), Cell::Number(m), Cell::Number(d)]) => {
            let day = chrono::NaiveDate::from_ymd_opt(*y as i32, *m as u32, *d as u32);
            Cell::Number(days(day.unwrap()))
        }
        (name, given) => unknown(name, given),
    }
}

#[expect(clippy::panic, reason = "a formula that is not understood fails the test")]
fn unknown(name: &str, given: &[Cell]) -> Cell {
    panic!("{name} of {given:?}")
}

/// A day as workbooks number it.
pub(super) fn days(day: chrono::NaiveDate) -> f64 {
    let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    (day - zero).num_days() as f64
}

fn compares(one: &Cell, sign: &str, other: &Cell) -> bool {
    let order = match (one, other) {
        (Cell::Number(one), Cell::Number(other)) => one.partial_cmp(other),
        (one, other) => Some(one.text().cmp(&other.text())),
    };
    let order = order.unwrap();
    match sign {
        "<>" => order.is_ne(),
        sign => {
            order.is_lt() && sign.starts_with('<')
                || order.is_gt() && sign.starts_with('>')
                || order.is_eq() && sign.ends_with('=')
        }
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Blank | Self::Truth(_) | Self::Missing | Self::Many(_) => String::new(),
        }
    }

    fn truth(&self) -> bool {
        *self == Self::Truth(true)
    }
}

#[test]
fn formulas_are_computed_as_spreadsheets_do() {
    let cells = BTreeMap::from([
        (1, Cell::Text(" 甲\"乙 ".to_owned())),
        (3, Cell::Number(46_082.0)),
    ]);
    let names = BTreeMap::from([("list_void".to_owned(), vec!["无".to_owned()])]);
    let row = Row {
        cells: &cells,
        names: &names,
    };
    for (formula, is) in [
        ("AND(COUNTA($B5:$D5)>0,LEN(TRIM($C5))=0)", true),
        ("TRIM($B5)=\"甲\"\"乙\"", true),
        ("ISNUMBER(SEARCH(\"丙\",$B5))", false),
        ("AND(ISNUMBER($D5),$D5>=DATE(2026,3,1))", true),
        ("NOT(ISNUMBER(MATCH(TRIM($B5),list_void,0)))", true),
        ("ISNUMBER(MATCH(\"无\",list_void,0))", true),
        ("OR($D5<>$D5,FALSE)", false),
    ] {
        assert_eq!(holds(formula, &row), is, "{formula}");
    }
}
