//! Limits, and what lies beyond them.

use super::super::super::Limits;
use super::super::super::sample::{self, Parts};
use crate::ingest::Code;

#[test]
fn a_cell_in_many_pieces_beyond_its_limit_is_refused() {
    let limits = Limits {
        cell: 1000,
        ..Limits::default()
    };
    let runs = |n: usize| format!("<r><t>{}</t></r>", "长".repeat(100)).repeat(n);
    let inline = |n: usize| {
        let cell = format!("<c t='inlineStr'><is>{}</is></c>", runs(n));
        Parts::xlsx(&format!("<sheetData><row>{cell}</row></sheetData>"))
    };
    let formatted = format!("<r><rPr>{}</rPr><t>长</t></r>", "<b/>".repeat(40)).repeat(100);
    let cell = format!("<c t='inlineStr'><is>{formatted}</is></c>");
    let formatted = Parts::xlsx(&format!("<sheetData><row>{cell}</row></sheetData>"));
    for well in [inline(3), formatted] {
        assert!(well.open_within(&limits).unwrap().sheets()[0].broken.is_none());
    }
    let broken = inline(4).open_within(&limits).unwrap().sheets()[0].broken.clone();
    assert_eq!(broken.map(|s| s.code), Some(Code::TooLarge));
    let shared = |n: usize| {
        let strings = format!(
            "<sst uniqueCount='2'><si><t>序号</t></si><si>{}</si></sst>",
            runs(n)
        );
        Parts::xlsx("<sheetData/>").with("xl/sharedStrings.xml", &strings)
    };
    assert!(shared(2).open_within(&limits).is_ok());
    assert_eq!(
        shared(4).open_within(&limits).err().map(|s| s.code),
        Some(Code::TooLarge)
    );
}

/// Why the first sheet of a workbook is refused under these limits.
fn refused(parts: &Parts, limits: Limits) -> Option<(Code, String)> {
    let book = parts.open_within(&limits).unwrap();
    let broken = book.sheets()[0].broken.clone();
    broken.map(|stopped| (stopped.code, stopped.message.zh))
}

#[test]
fn a_row_and_all_texts_are_bounded_however_often_a_string_is_shared() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(100));
    let row = |cells: usize| format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(cells));
    let shared = |rows: &str| {
        Parts::xlsx(&format!("<sheetData>{rows}</sheetData>")).with("xl/sharedStrings.xml", &strings)
    };
    let limits = Limits {
        row: 2000,
        ..Limits::default()
    };
    assert_eq!(refused(&shared(&row(6).repeat(20)), limits), None);
    let (code, message) = refused(&shared(&row(7)), limits).unwrap();
    assert_eq!(code, Code::TooLarge);
    assert!(message.contains("一行"), "{message}");
    let limits = Limits {
        texts: 6000,
        ..Limits::default()
    };
    assert_eq!(refused(&shared(&row(5).repeat(4)), limits), None);
    assert_eq!(
        refused(&shared(&row(7).repeat(3)), limits).map(|r| r.0),
        Some(Code::TooLarge)
    );
}

#[test]
fn a_part_is_read_for_the_first_sheet_that_names_it() {
    let sheets: Vec<_> = (0..40)
        .map(|n| format!("<sheet name='表{n}' r:id='r1'/>"))
        .collect();
    let sheets = sheets.concat();
    let workbook = format!("<workbook xmlns:r='r'><sheets>{sheets}</sheets></workbook>");
    let rows = "<row><c><v>1</v></c></row>".repeat(1000);
    let parts = Parts::xlsx(&format!("<sheetData>{rows}</sheetData>")).with("xl/workbook.xml", &workbook);
    let book = parts.open().unwrap();
    let codes = book.sheets().iter().map(|s| s.broken.as_ref().map(|b| b.code));
    let (first, others): (Vec<_>, Vec<_>) = codes.partition(Option::is_none);
    assert_eq!((first.len(), others.len()), (1, 39));
    assert!(others.iter().all(|code| *code == Some(Code::Damaged)));
}

#[test]
fn more_formats_than_a_workbook_may_have_are_too_many_and_no_damage() {
    let styles = |n: usize| {
        let formats = "<xf numFmtId='0'/>".repeat(n);
        let styles = format!("<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>");
        let parts = Parts::xlsx("<sheetData/>").with("xl/styles.xml", &styles);
        parts.open().err().map(|s| s.code)
    };
    assert_eq!(styles(1 << 16), None);
    assert_eq!(styles((1 << 16) + 1), Some(Code::TooLarge));
}

#[test]
fn a_part_larger_than_it_declares_is_damage() {
    let rows = "<row><c><v>1</v></c></row>".repeat(1000);
    let file = Parts::xlsx(&format!("<sheetData>{rows}</sheetData>")).write();
    let mut bytes = std::fs::read(file.path()).unwrap();
    let name = b"xl/worksheets/sheet1.xml";
    // The last mention is the directory's, which stands 46 bytes in; its declared size stands 24 bytes in.
    let at = bytes.windows(name.len()).rposition(|w| w == name).unwrap();
    bytes[at - 22..at - 18].copy_from_slice(&1000u32.to_le_bytes());
    std::fs::write(file.path(), bytes).unwrap();
    let reader = sample::no_reader();
    let book = super::super::super::open(file.path(), &Limits::default(), Some(&reader)).unwrap();
    assert!(book.sheets()[0].broken.is_some());
}

#[test]
fn many_cells_go_through_a_temporary_file_and_back_in_any_order() {
    let text = "长".repeat(300);
    let rows: Vec<_> = (1..=6000)
        .map(|row| {
            format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{row}{text}</t></is></c></row>")
        })
        .collect();
    for turned in [false, true] {
        let mut rows = rows.clone();
        if turned {
            rows.reverse();
        }
        let mut book = Parts::xlsx(&format!("<sheetData>{}</sheetData>", rows.concat()))
            .open()
            .unwrap();
        for _again in 0..2 {
            let read = sample::rows(&mut *book, 0).unwrap();
            let expected = (1..=6000).map(|row| format!("{row}: A=Text({row}{text})"));
            assert!(read.into_iter().eq(expected));
        }
    }
}
