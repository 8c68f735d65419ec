use super::*;
use crate::model::{Columns, Header, Kind};

mod any_cell;
mod basic;
mod codes;
mod conditions;
mod deadlines;
mod described;
mod found;
mod unread;

fn rule(source: &str, vocabulary: &Vocabulary) -> Result<Box<dyn Check>, Vec<Fault>> {
    #[derive(Deserialize)]
    struct File {
        check: Rule,
    }
    let file: File = toml::from_str(source).unwrap();
    let mut faults = Vec::new();
    file.check.compile(vocabulary, &mut faults).ok_or(faults)
}

fn columns(vocabulary: &Vocabulary, ids: &[&str]) -> Columns {
    let header = |(i, id): (usize, &&str)| Header {
        column: i as u16,
        text: (*id).to_owned(),
        fields: vec![vocabulary.field(id).unwrap()],
        hidden: false,
    };
    Columns::new(vocabulary, ids.iter().enumerate().map(header).collect())
}

/// Judges rows over columns. `=?` is a formula without its result, `#…` an error, `№…` a number, `^…` what the row
/// inherits from the one above, which it then continues.
fn judge(source: &str, ids: &[&str], rows: &[&[&str]]) -> Vec<(bool, Vec<Breach>)> {
    judge_from(source, ids, rows, None)
}

fn judge_from(
    source: &str,
    ids: &[&str],
    rows: &[&[&str]],
    from: Option<NaiveDate>,
) -> Vec<(bool, Vec<Breach>)> {
    let vocabulary = Vocabulary::built_in();
    let check = rule(source, &vocabulary).unwrap();
    let columns = columns(&vocabulary, ids);
    let setting = Setting {
        as_of: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        from,
        clock: Arc::default(),
    };
    let mut probe = check.open(&columns, &setting);
    let mut record = Record::new(&vocabulary, &columns);
    let mut out = Vec::new();
    for (i, cells) in rows.iter().enumerate() {
        record.row_mut().clear(i as u32 + 2, None);
        for (c, cell) in cells.iter().enumerate() {
            let (kind, text) = match *cell {
                "=?" => (Kind::Uncomputed, ""),
                text if text.starts_with('#') => (Kind::Error, text),
                text if text.starts_with('№') => (Kind::Number, text.trim_start_matches('№')),
                text => (Kind::Text, text),
            };
            match text.strip_prefix('^') {
                Some(text) => {
                    record.row_mut().inherit(c as u16, kind, text, i as u32 + 1);
                    record.row_mut().starts = false;
                }
                None => record.row_mut().put(c as u16, kind, text),
            }
        }
        record.interpret();
        let mut breaches = Vec::new();
        let applied = probe.judge(&record, &mut breaches);
        out.push((applied, breaches));
    }
    out
}

fn classes(judged: &[(bool, Vec<Breach>)]) -> Vec<String> {
    let one = |b: &Breach| {
        let place = b.place.cell().unwrap_or_else(|| b.place.row().to_string());
        format!("{place} {}{}", b.class.as_str(), if b.certain { "" } else { "?" })
    };
    judged.iter().flat_map(|(_, b)| b.iter().map(one)).collect()
}

/// Whether each row was judged at all.
fn applied(judged: &[(bool, Vec<Breach>)]) -> Vec<bool> {
    judged.iter().map(|(applied, _)| *applied).collect()
}

/// The Chinese messages of all breaches.
fn messages(judged: &[(bool, Vec<Breach>)]) -> Vec<&str> {
    judged
        .iter()
        .flat_map(|(_, b)| b.iter().map(|b| b.message.zh.as_str()))
        .collect()
}

/// The messages of a rule's faults, with the words they stand at.
fn faults(source: &str) -> Vec<(String, String)> {
    let faults = rule(source, &Vocabulary::built_in()).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|f| (source[f.span].to_owned(), f.message.zh))
        .collect()
}

#[test]
fn faults_name_the_nearest() {
    let vocabulary = Vocabulary::built_in();
    let source = r#"check.one-of = { field = "share_clas", values = [] }"#;
    let faults = rule(source, &vocabulary).unwrap_err();
    assert_eq!(&source[faults[0].span.clone()], "\"share_clas\"");
    let help = Some(Text {
        zh: "是否想写 share_class？".into(),
        en: "did you mean share_class?".into(),
    });
    assert_eq!(faults[0].help, help);
    let source = r#"check.required-when = { when = { share_class = "有条件公享" }, fields = ["provder"] }"#;
    assert_eq!(
        rule(source, &vocabulary).unwrap_err().len(),
        2,
        "every fault at once"
    );
}
