use super::super::Limits;
use super::super::sample::{Parts, rows};
use crate::ingest::{Code, Region, Visibility};
use proptest::prelude::*;

fn table(rows: &str) -> Parts {
    Parts::ods(&format!("<table:table table:name='目录'>{rows}</table:table>"))
}

fn read(xml: &str) -> Vec<String> {
    rows(&mut *table(xml).open().unwrap(), 0).unwrap()
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn stopped(xml: &str) -> Option<Code> {
    table(xml).open().err().map(|s| s.code)
}

#[test]
fn every_kind_of_cell() {
    let cells = "<table:table-cell office:value-type='string'><text:p>序<text:span>号</text:span></text:p><text:p>二</text:p></table:table-cell>\
        <table:table-cell office:value-type='float' office:value='12'><text:p>000012</text:p></table:table-cell>\
        <table:table-cell office:value-type='percentage' office:value='0.125'><text:p>13%</text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='2025-03-01T10:00:00'/>\
        <table:table-cell office:value-type='time' office:time-value='PT12H34M56S'/>\
        <table:table-cell office:value-type='boolean' office:boolean-value='true'/>\
        <table:table-cell office:value-type='string' calcext:value-type='error'><text:p>#REF!</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=A1'/>\
        <table:table-cell office:value-type='string'><office:annotation><text:p>批注</text:p></office:annotation><text:p> a<text:s text:c='2'/>b&amp;c </text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='1899-12-30T12:34:56'/>";
    assert_eq!(
        read(&row(cells)),
        [
            "1: A=Text(序号\n二) B=Number(000012) C=Number(12.5%) D=Date(2025-03-01 10:00:00) E=Text(12:34:56) \
          F=Bool(TRUE) G=Error(#REF!) H=Uncomputed() I=Text(a  b&c ) J=Text(12:34:56)"
        ]
    );
}

#[test]
fn repeats_stand_for_rows_and_columns() {
    let xml = "<table:table-row table:number-rows-repeated='2'/>\
        <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='3'/>\
        <table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'/></table:table-row>\
        <table:table-row table:number-rows-repeated='1048572'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
    assert_eq!(
        read(xml),
        ["3: D=Number(7) E=Number(7)", "4: D=Number(7) E=Number(7)"]
    );
}

#[test]
fn pretty_printing_is_no_content() {
    let xml = "\n  <table:table-header-rows>\n <table:table-row>\n  <table:table-cell office:value-type='string'>\n   \
        <text:p>序\n   号</text:p>\n  </table:table-cell>\n </table:table-row>\n </table:table-header-rows>\n";
    assert_eq!(read(xml), ["1: A=Text(序 号)"]);
}

#[test]
fn merges_and_what_is_hidden() {
    let mut book = Parts::ods(
        "<table:table table:name='一' table:style-name='ta2'><table:table-column table:number-columns-repeated='2'/>\
         <table:table-column table:visibility='collapse'/><table:table-row table:visibility='filter'>\
         <table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3' office:value-type='string'><text:p>x</text:p></table:table-cell>\
         <table:covered-table-cell/></table:table-row></table:table>\
         <table:table table:name='外'><table:table-source/></table:table>\
         <table:table table:name='二'/>",
    )
    .open()
    .unwrap();
    let sheets = book.sheets().to_vec();
    assert_eq!(sheets.len(), 2);
    assert_eq!(
        (sheets[0].visibility, sheets[1].visibility),
        (Visibility::Hidden, Visibility::Visible)
    );
    assert_eq!(sheets[0].hidden_columns, [2]);
    assert_eq!(
        sheets[0].merges,
        [Region {
            top: 1,
            bottom: 3,
            left: 0,
            right: 1
        }]
    );
    assert_eq!(rows(&mut *book, 0).unwrap(), ["1h: A=Text(x)"]);
    assert!(rows(&mut *book, 1).unwrap().is_empty());
    assert_eq!(rows(&mut *book, 0).unwrap().len(), 1);
}

#[test]
fn deleted_cells_are_no_sheet() {
    let parts = Parts::ods(
        "<table:tracked-changes><table:table table:name='旧'/></table:tracked-changes><table:table table:name='新'/>",
    );
    assert_eq!(parts.open().unwrap().sheets().len(), 1);
}

#[test]
fn counts_beyond_reason_are_refused() {
    let filled = |rows: &str, columns: &str| {
        format!(
            "<table:table-row table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated='{columns}' \
             office:value-type='float' office:value='1'/></table:table-row>"
        )
    };
    for (xml, code) in [
        (filled("1048576", "16384"), Code::TooLarge),
        (filled("18446744073709551615", "1"), Code::Damaged),
        (filled("1", "16385"), Code::Damaged),
        (filled("-1", "1"), Code::Damaged),
        (filled("0", "1"), Code::Damaged),
        (filled("300", "16384").repeat(2), Code::TooLarge),
    ] {
        assert_eq!(stopped(&xml), Some(code), "{xml}");
    }
}

#[test]
fn a_file_cut_short_is_told() {
    let whole = "<office:document-content><office:body><office:spreadsheet><table:table table:name='S'><table:table-row>\
        <table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
        </office:spreadsheet></office:body></office:document-content>";
    for (end, _) in whole.char_indices() {
        let parts = Parts::ods("").with("content.xml", &whole[..end]);
        assert_eq!(parts.open().err().map(|s| s.code), Some(Code::Damaged), "{end}");
    }
}

#[test]
fn passwords_and_other_documents() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = table("").with("META-INF/manifest.xml", manifest);
    assert_eq!(locked.open().err().map(|s| s.code), Some(Code::Encrypted));
    let text = table("").with("mimetype", "application/vnd.oasis.opendocument.text");
    assert_eq!(text.open().err().map(|s| s.code), Some(Code::NotATable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_table_panics(xml in "(<(t:table-row|t:table-cell|text:p|text:s|/t:table-row|/t:table-cell|/text:p)( (t:number-columns-repeated|t:number-rows-spanned|o:value|o:value-type)='[0-9a-z]{0,6}')?/?>|x){0,12}") {
        if let Ok(mut book) = table(&xml).open_within(&Limits { repeats: 1000, ..Limits::default() }) {
            let _ = rows(&mut *book, 0);
        }
    }
}

#[test]
fn a_cell_or_a_row_beyond_its_limit_is_refused() {
    let limits = Limits {
        cell: 1000,
        row: 4000,
        ..Limits::default()
    };
    let said = |xml: &str| {
        let stopped = table(xml).open_within(&limits).err();
        stopped.map(|s| (s.code, s.message.zh))
    };
    let cell = |text: &str, columns: u32| {
        row(&format!(
            "<table:table-cell office:value-type='string' table:number-columns-repeated='{columns}'>{text}</table:table-cell>"
        ))
    };
    for text in [
        "<text:p><text:s text:c='999'/><text:s text:c='9'/></text:p>".to_owned(),
        "<text:p/>".repeat(1100),
    ] {
        let (code, message) = said(&cell(&text, 1)).unwrap();
        assert!(
            code == Code::TooLarge && message.contains("一个单元格"),
            "{message}"
        );
    }
    let text = format!("<text:p>{}</text:p>", "长".repeat(300));
    assert_eq!(said(&cell(&text, 4)), None);
    let (code, message) = said(&cell(&text, 5)).unwrap();
    assert!(code == Code::TooLarge && message.contains("一行"), "{message}");
}
