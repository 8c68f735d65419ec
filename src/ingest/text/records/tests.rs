use super::*;
use crate::ingest::Code;
use proptest::prelude::*;

fn all(text: &str, longest: usize) -> Result<Vec<(Spot, Vec<String>)>, Stopped> {
    let dialect = Dialect::of(text.as_bytes(), true);
    read(Records::new(text, dialect, longest)?)
}

fn read<S: Source>(mut records: Records<S>) -> Result<Vec<(Spot, Vec<String>)>, Stopped> {
    let mut out = Vec::new();
    while let Some(spot) = records.next()? {
        out.push((spot, records.fields().map(str::to_owned).collect()));
    }
    Ok(out)
}

/// Hands out one letter at a time, so that everything falls across the ends of blocks.
struct Drip<'t>(std::str::Chars<'t>);

impl Source for Drip<'_> {
    fn more(&mut self, text: &mut String) -> Result<bool, Stopped> {
        let letter = self.0.next();
        text.extend(letter);
        Ok(letter.is_some())
    }
}

fn spots(text: &str) -> Vec<(u32, u64)> {
    let records = all(text, LONGEST).unwrap();
    records.iter().map(|(spot, _)| (spot.number, spot.line)).collect()
}

fn stop(text: &str) -> Stopped {
    all(text, 64 * 1024).unwrap_err()
}

#[test]
fn numbers_are_excels_and_lines_are_physical() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "a,b\n\n\"x\ny\",z\n\n\n1,2".replace('\n', end);
        assert_eq!(spots(&text), [(1, 1), (3, 3), (6, 7)], "{end:?}");
        let leading = "\n\na,b\n".replace('\n', end);
        assert_eq!(spots(&leading), [(3, 3)], "{end:?}");
    }
    assert_eq!(spots("a,b\n\"\"\n,\n"), [(1, 1), (2, 2), (3, 3)]);
}

#[test]
fn a_sep_line_is_no_row_but_a_line() {
    assert_eq!(spots("sep=;\r\na;b\r\n\r\n1;2\r\n"), [(1, 2), (3, 4)]);
}

#[test]
fn an_open_quote_is_named_where_it_opens() {
    for (text, line) in [
        ("\"a,b\n1,2\n", 1),
        ("a,b\r\n\r\n1,\"2\r\n3,4\r\n5,6", 3),
        ("a,b\n1,2\n3,\"4", 3),
        ("a,b\n1,\"2\n3,\"4\"\n", 2),
        ("a,b\n\"x\ny\",\"2\n3,4\n", 3),
    ] {
        let stopped = stop(text);
        assert_eq!(stopped.code, Code::Malformed, "{text}");
        assert!(
            stopped.message.en.contains(&format!("line {line} ")),
            "{text}: {stopped}"
        );
    }
}

#[test]
fn an_overlong_record_is_a_quote_or_too_large() {
    let rows = "1,2,3\n".repeat(100_000);
    let stopped = stop(&format!("a,b,c\n\n4,\"5,6\n{rows}"));
    assert!(
        stopped.code == Code::Malformed && stopped.message.en.contains("line 3 "),
        "{stopped}"
    );
    let stopped = stop(&format!("a,b\n\n{}", "x".repeat(500_000)));
    assert!(
        stopped.code == Code::TooLarge && stopped.message.en.contains("line 3 "),
        "{stopped}"
    );
}

#[test]
fn a_long_legitimate_cell_passes() {
    let cell = "第一条 为了规范,制定本办法。\r\n".repeat(400);
    let records = all(&format!("a,b,c\r\n1,\"{cell}\",3\r\n4,5,6\r\n"), LONGEST).unwrap();
    assert_eq!(records.last().unwrap().0, Spot { number: 3, line: 403 });
}

/// What the csv crate itself makes of a text.
fn reference(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    #[test]
    fn records_are_the_csv_crates_own(text in "[ab,;\"\r\n目 ]{0,60}") {
        let delimiter = Dialect::of(text.as_bytes(), true).delimiter;
        if let Ok(records) = all(&text, LONGEST) {
            let fields: Vec<_> = records.iter().map(|(_, fields)| fields.clone()).collect();
            prop_assert_eq!(fields, reference(&text, delimiter));
            let dialect = Dialect::of(text.as_bytes(), true);
            let dripped = read(Records::new(Drip(text.chars()), dialect, LONGEST).unwrap());
            prop_assert_eq!(dripped, Ok(records.clone()));
            prop_assert!(records.windows(2).all(|w| w[0].0.number < w[1].0.number && w[0].0.line < w[1].0.line));
        }
    }

    /// Written tables come back whole, each record at the line and row it was written to.
    #[test]
    fn what_is_written_is_read(
        rows in prop::collection::vec((prop::collection::vec("[a目,\"\r\n ]{0,6}", 3), 0_u8..3), 1..30),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let (mut text, mut expected, mut number, mut lines) = (String::new(), Vec::new(), 0, Lines::default());
        for (fields, blanks) in &rows {
            let quoted: Vec<_> = fields.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
            number += 1;
            expected.push((Spot { number, line: lines.line }, fields.clone()));
            let written = format!("{}{end}{}", quoted.join(","), end.repeat(usize::from(*blanks)));
            number += u32::from(*blanks);
            lines.pass(written.as_bytes());
            text.push_str(&written);
        }
        let dialect = Dialect { delimiter: b',', skip: 0, width: 3 };
        let read = read(Records::new(text.as_str(), dialect, LONGEST).unwrap());
        prop_assert_eq!(read, Ok(expected));
    }
}
