use super::*;
use crate::ingest::Code;
use crate::ingest::sniff::peek;
use crate::model::{Kind, Row};
use proptest::prelude::*;
use std::io::Write;

type Read = (Vec<String>, Option<Stopped>);

/// The book and its file, which is opened anew for each reading.
fn book(bytes: &[u8], options: &TextOptions) -> Result<(tempfile::NamedTempFile, TextBook), Stopped> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let survey = Survey::of_file(file.path()).unwrap();
    let book = open(file.path(), &survey, peek(file.path())?, options)?;
    Ok((file, book))
}

fn rows(book: &mut TextBook, sheet: usize) -> Read {
    let (mut out, mut row) = (Vec::new(), Row::default());
    let mut rows = book.rows(sheet).unwrap();
    loop {
        match rows.next(&mut row) {
            Ok(true) => {
                let cells: Vec<_> = (0..row.width()).map(|c| row.text(c as u16)).collect();
                out.push(format!("{}:{}", row.number, cells.join("|")));
            }
            Ok(false) => return (out, None),
            Err(stopped) => return (out, Some(stopped)),
        }
    }
}

fn read(bytes: &[u8]) -> Read {
    let (_file, mut book) = book(bytes, &TextOptions::default()).unwrap();
    rows(&mut book, 0)
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn one_table_in_every_encoding() {
    let table = "名称,备注\r\n一,上\r\n";
    let expected = vec!["1:名称|备注".to_owned(), "2:一|上".to_owned()];
    for bytes in [
        table.as_bytes().to_vec(),
        format!("\u{feff}{table}").into_bytes(),
        gbk(table),
        [b"\x84\x31\x95\x33".to_vec(), gbk(table)].concat(),
        wide(table, u16::to_le_bytes),
        wide(table, u16::to_be_bytes),
        wide(&format!("\u{feff}{table}"), u16::to_le_bytes),
        wide(&format!("\u{feff}{table}"), u16::to_be_bytes),
    ] {
        assert_eq!(read(&bytes), (expected.clone(), None), "{bytes:?}");
    }
    let big5 = encoding_rs::BIG5.encode("資料名稱,備註\r\n").0.into_owned();
    let options = TextOptions {
        encoding: Some("big5"),
        known: None,
        ..TextOptions::default()
    };
    let (_file, mut stated) = book(&big5, &options).unwrap();
    assert_eq!(rows(&mut stated, 0).0, ["1:資料名稱|備註"]);
}

#[test]
fn odd_but_sound_texts() {
    assert_eq!(
        read(&gbk("序号\t名称\r\n1\t公安局\r\n")).0,
        ["1:序号|名称", "2:1|公安局"]
    );
    assert_eq!(read(b"sep=;\r\na;b\r\n").0, ["1:a|b"]);
    assert_eq!(read("名称\n甲\n".as_bytes()).0, ["1:名称", "2:甲"]);
    assert_eq!(read(b"a,b").0, ["1:a|b"]);
    assert_eq!(read(b"a,b\n\n \n1,2").0, ["1:a|b", "3: ", "4:1|2"]);
    assert_eq!(read(b"\xEF\xBB\xBF"), (vec![], None));
    assert_eq!(read(b"\r\n\r\n"), (vec![], None));
}

#[test]
fn rows_before_the_damage_are_read_and_the_damage_is_told() {
    let table = "名称,备注\n一,上\n";
    for (bytes, code) in [
        (
            [table.repeat(9).as_bytes(), &gbk("错"), b",b\n"].concat(),
            Code::Encoding,
        ),
        ([table.as_bytes(), b"a,\0b\n"].concat(), Code::Malformed),
        ([table.as_bytes(), b"a,\"b\n"].concat(), Code::Malformed),
        ([table.as_bytes(), b"a,\xE4\xB8"].concat(), Code::Damaged),
    ] {
        let (rows, stopped) = read(&bytes);
        assert_eq!(rows.get(1).map(String::as_str), Some("2:一|上"));
        assert_eq!(stopped.map(|s| s.code), Some(code));
    }
}

#[test]
fn ragged_rows_are_noted_once_however_often_they_are_read() {
    let bytes = b"a,b,c\n1,2,3\n1,2,3,,\n1,2,3,4\n1,2\n,\n";
    let (_file, mut ragged) = book(bytes, &TextOptions::default()).unwrap();
    rows(&mut ragged, 0);
    rows(&mut ragged, 0);
    let notes = ragged.notes();
    let [long, short] = notes.as_slice() else {
        panic!("{notes:?}")
    };
    assert!(
        long.en
            .starts_with("1 rows have more than 3 cells with content (rows 4)"),
        "{}",
        long.en
    );
    assert!(
        short.en.starts_with("1 rows have fewer than 3 cells (rows 5)"),
        "{}",
        short.en
    );
}

#[test]
fn more_columns_than_excel_has_matter_only_when_filled() {
    let blank = format!("a{}\n", ",".repeat(20_000));
    let (rows, stopped) = read(blank.as_bytes());
    assert!(rows.len() == 1 && stopped.is_none());
    assert_eq!(
        read(format!("{}z\n", blank.trim()).as_bytes()).1.unwrap().code,
        Code::TooLarge
    );
}

#[test]
fn pages_by_declaration_and_in_envelopes() {
    let page = "<html><meta charset=gb2312><table><tr><td>名稱<td>啊</table><table><tr><td>乙</table></html>";
    for bytes in [gbk(page), page.as_bytes().to_vec()] {
        let (_file, mut page) = book(&bytes, &TextOptions::default()).unwrap();
        assert_eq!(rows(&mut page, 0), (vec!["1:名稱|啊".to_owned()], None));
        let names: Vec<_> = page.sheets().iter().map(|s| s.name.clone()).collect();
        assert_eq!(names, [Some("表格1".to_owned()), Some("表格2".to_owned())]);
    }
    let lying = page.replace("gb2312", "utf-8").replace("名稱", "名称");
    let (_file, lying) = book(&gbk(&lying), &TextOptions::default()).unwrap();
    assert_eq!(lying.encoding().charset, Charset::Gb18030);
    let envelope =
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n";
    let whole = format!("{envelope}<table><tr><td>名称</table>\n--x--\n");
    assert_eq!(read(whole.as_bytes()), (vec!["1:名称".to_owned()], None));
    let cut = format!("{envelope}<table><tr><td>名称</table>\n");
    assert_eq!(read(cut.as_bytes()).1.unwrap().code, Code::Damaged);
    let refused = |bytes: &[u8]| book(bytes, &TextOptions::default()).err().unwrap().code;
    assert_eq!(refused(envelope.as_bytes()), Code::NotATable);
    assert_eq!(refused(b"<html><p>a</html>"), Code::NotATable);
    assert_eq!(refused(b"%PDF-1.7"), Code::NotATable);
    assert_eq!(refused(b""), Code::Empty);
}

#[test]
fn the_encoding_and_its_doubts_are_at_hand() {
    let (_file, opened) = book(&gbk("名称,备注\n"), &TextOptions::default()).unwrap();
    assert_eq!(opened.encoding().label(), "gb18030");
    let (_file, doubtful) = book(&gbk("学校\n"), &TextOptions::default()).unwrap();
    assert!(doubtful.notes().iter().any(|note| note.en.contains("--encoding")));
}

#[test]
fn blank_fields_are_empty_cells() {
    let (_file, mut opened) = book(b"a,,\"\"\n", &TextOptions::default()).unwrap();
    let mut row = Row::default();
    assert!(opened.rows(0).unwrap().next(&mut row).unwrap());
    assert_eq!(
        [row.kind(0), row.kind(1), row.kind(2)],
        [Kind::Text, Kind::Empty, Kind::Empty]
    );
    assert_eq!((row.number, row.line), (1, Some(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Any bytes give rows, in growing order, or a reason why not.
    #[test]
    fn no_bytes_make_it_panic(start in prop::sample::select(vec![
        "", "\u{feff}", "a,b\n", "<table><tr><td>", "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n", "sep=;\n", "名称,\"",
    ]), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok((_file, mut opened)) = book(&[start.as_bytes(), &bytes].concat(), &TextOptions::default()) {
            for sheet in 0..opened.sheets().len() {
                let (rows, _) = rows(&mut opened, sheet);
                let numbers: Vec<u32> = rows.iter().filter_map(|r| r.split(':').next()?.parse().ok()).collect();
                prop_assert!(numbers.windows(2).all(|w| w[0] < w[1]));
            }
        }
    }
}
