mod bounds;

use super::super::Limits;
use super::super::sample::{Parts, rows};
use crate::ingest::{Code, Region, Visibility};
use proptest::prelude::*;

fn read(sheet: &str) -> Vec<String> {
    rows(&mut *Parts::xlsx(sheet).open().unwrap(), 0).unwrap()
}

fn cells(row: &str) -> Vec<String> {
    read(&format!("<sheetData><row r='1'>{row}</row></sheetData>"))
}

/// Why a sheet of these cells is not read.
fn broken(row: &str) -> (Code, String) {
    let book = Parts::xlsx(&format!("<sheetData><row r='1'>{row}</row></sheetData>"))
        .open()
        .unwrap();
    let stopped = book.sheets()[0].broken.clone().expect("the sheet is refused");
    (stopped.code, stopped.message.zh)
}

#[test]
fn every_kind_of_cell() {
    let row = "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1'><v>3</v></c>\
        <c r='D1' t='b'><v>1</v></c><c r='E1' t='e'><v>#REF!</v></c><c r='F1' t='str'><f>A1</f><v>果</v></c>\
        <c r='G1' t='inlineStr'><is><t>内联</t></is></c><c r='H1'><f>A1+1</f></c><c r='I1'><f>A1</f><v/></c>\
        <c r='J1' t='str'><f>\"\"</f><v></v></c><c r='K1' t='d'><v>2025-03-01T10:00:00</v></c><c r='L1' s='0'/>";
    assert_eq!(
        cells(row),
        [
            "1: A=Text(序号) B=Text(名称) C=Number(3) D=Bool(TRUE) E=Error(#REF!) F=Text(果) G=Text(内联) \
          H=Uncomputed() I=Uncomputed() K=Date(2025-03-01 10:00:00)"
        ]
    );
}

#[test]
fn what_cells_refer_to_lies_where_the_relationships_say() {
    let sheet = "<sheetData><row><c t='s'><v>1</v></c><c s='1'><v>46081</v></c></row></sheetData>";
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/relationships/worksheet' Target='./worksheets/sheet1.xml'/>\
        <Relationship Id='r2' Type='http://x/relationships/sharedStrings' Target='../texts.xml'/>\
        <Relationship Id='r3' Type='http://x/relationships/styles' Target='/looks.xml'/></Relationships>";
    let styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='31'/></cellXfs></styleSheet>";
    let parts = Parts::xlsx(sheet)
        .with("xl/_rels/workbook.xml.rels", relations)
        .with("texts.xml", "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>")
        .with("looks.xml", styles);
    let read = |parts: &Parts| rows(&mut *parts.open().unwrap(), 0).unwrap();
    assert_eq!(read(&parts), ["1: A=Text(乙) B=Date(2026-02-28)"]);
    // What is named and not there is looked for where it usually is.
    let usual = parts.without("texts.xml");
    assert_eq!(read(&usual), ["1: A=Text(名称) B=Date(2026-02-28)"]);
}

#[test]
fn numbers_are_shown_by_their_formats() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='000000'/>\
        <numFmt numFmtId='165' formatCode='[$-804]aaaa'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='31'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='165'/>\
        <xf numFmtId='32'/></cellXfs></styleSheet>";
    let row: Vec<_> = [46_081.0, 46_081.0, 12.0, 0.125, 46_081.0, 0.5]
        .iter()
        .enumerate()
        .map(|(s, v)| format!("<c s='{s}'><v>{v}</v></c>"))
        .collect();
    let sheet = format!("<sheetData><row>{}</row></sheetData>", row.concat());
    let parts = Parts::xlsx(&sheet).with("xl/styles.xml", styles);
    let expected = "1: A=Number(46081) B=Date(2026-02-28) C=Number(000012) D=Number(12.5%) E=Date(2026-02-28) \
        F=Text(12:00:00)";
    assert_eq!(rows(&mut *parts.open().unwrap(), 0).unwrap(), [expected]);
    let workbook = "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='目录' r:id='r1'/></sheets></workbook>";
    let later = parts.with("xl/workbook.xml", workbook);
    let read = rows(&mut *later.open().unwrap(), 0).unwrap();
    assert!(read[0].contains("B=Date(2030-03-01)"), "{read:?}");
}

#[test]
fn merges_hidden_rows_and_columns_but_nothing_outside_the_grid() {
    let mut book = Parts::xlsx(
        "<cols><col min='2' max='3' hidden='1'/><col min='16384' max='99999' hidden='true'/></cols>\
         <sheetData><row r='2' hidden='1'><c r='A2'><v>1</v></c></row><row r='3'><c r='A3'><v>2</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='A1:XFE9'/><mergeCell ref='#REF!'/></mergeCells>",
    )
    .open()
    .unwrap();
    let sheet = book.sheets()[0].clone();
    assert_eq!(
        sheet.merges,
        [Region {
            top: 1,
            bottom: 2,
            left: 0,
            right: 1
        }]
    );
    assert_eq!(sheet.hidden_columns, [1, 2, 16_383]);
    assert_eq!(
        rows(&mut *book, 0).unwrap(),
        ["2h: A=Number(1)", "3: A=Number(2)"]
    );
    assert!(book.notes()[0].zh.contains("2 处"));
}

#[test]
fn far_cells_are_rows_not_a_rectangle() {
    let sheet = "<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData>";
    assert_eq!(read(sheet), ["1: A=Number(1)", "1048576: XFD=Number(2)"]);
}

#[test]
fn rows_out_of_order_are_sorted_and_doubles_noted() {
    let parts = Parts::xlsx(
        "<sheetData><row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>\
         <row r='2'><c r='A2'><v>3</v></c></row></sheetData>",
    );
    let mut book = parts.open().unwrap();
    for _again in 0..2 {
        assert_eq!(rows(&mut *book, 0).unwrap(), ["1: A=Number(2)", "2: A=Number(3)"]);
        assert_eq!(book.notes().len(), 2);
    }
    let mut small = parts
        .open_within(&Limits {
            sorted: 2,
            ..Limits::default()
        })
        .unwrap();
    assert_eq!(rows(&mut *small, 0).unwrap_err().code, Code::TooLarge);
}

#[test]
fn what_readers_take_differently_stops_the_sheet() {
    for (row, says) in [
        ("<c r='A1' t='s'><v>-1</v></c>", "A1"),
        ("<c r='A1' t='s'><v>2</v></c>", "2"),
        ("<c r='A1' t='s'><v> 1</v></c>", "共享字符串"),
        ("<c r='A1' t='weird'><v>1</v></c>", "A1"),
        ("<c r='A1' t='b'><v>2</v></c>", "2"),
        ("<c r='A1' t='e'><v>#WHAT!</v></c>", "#WHAT!"),
        ("<c r='A1'><v>1<!-- -->2</v></c>", "A1"),
        ("<c r='A1'><v>&#49;2</v></c>", "A1"),
        ("<c r='A1'><v>1</v><v>2</v></c>", "A1"),
        ("<c r='A1'><v>1</v><f>A2</f></c>", "A1"),
        ("<c r='A1'><x/></c>", "A1"),
        ("<c r='XFE1'><v>1</v></c>", "XFE1"),
        ("<c r='A0'><v>1</v></c>", "A0"),
        ("<c r='A99999999999999999999'><v>1</v></c>", "A9999"),
        ("<c r='A1' r='B1'><v>1</v></c>", "B1"),
        ("<c r='A1' t='str'><v><![CDATA[x]]></v></c>", "A1"),
    ] {
        let (code, message) = broken(row);
        assert!(
            code == Code::Damaged && message.contains(says),
            "{row}: {message}"
        );
    }
}

#[test]
fn a_damaged_sheet_leaves_the_others() {
    let workbook = "<workbook xmlns:r='r'><sheets><sheet name='坏' r:id='r1'/><sheet name='好' state='hidden' r:id='r2'/>\
        <sheet name='图' r:id='r3'/><sheet name='好' r:id='r1'/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id='r1' Type='/worksheet' Target='worksheets/sheet1.xml'/>\
        <Relationship Id='r2' Type='/worksheet' Target='/xl/worksheets/two.xml'/>\
        <Relationship Id='r3' Type='/chartsheet' Target='chartsheets/c.xml'/></Relationships>";
    let mut book = Parts::xlsx("<sheetData><row><c t='s'><v>9</v></c></row></sheetData>")
        .with("xl/workbook.xml", workbook)
        .with("xl/_rels/workbook.xml.rels", relations)
        .with(
            "xl/worksheets/TWO.xml",
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        )
        .open()
        .unwrap();
    assert_eq!(book.sheets().len(), 3);
    assert_eq!(rows(&mut *book, 0).unwrap_err().code, Code::Damaged);
    assert_eq!(rows(&mut *book, 1).unwrap(), ["1: A=Number(1)"]);
    assert_eq!(book.sheets()[1].visibility, Visibility::Hidden);
    // A second sheet of the same name would read the first one's cells.
    assert!(book.sheets()[2].broken.is_some());
    assert!(book.notes()[0].zh.contains('图'));
}

#[test]
fn damage_to_the_whole_workbook() {
    let sheet = "<sheetData/>";
    for (part, content) in [
        ("xl/workbook.xml", "<workbook><sheets/></workbook>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet"),
        (
            "xl/sharedStrings.xml",
            "<sst uniqueCount='9000000000000'><si><t>x</t></si></sst>",
        ),
        ("xl/sharedStrings.xml", "<sst><si><si><t>x</t></si></si></sst>"),
        ("xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><sst/>"),
        ("xl/sharedStrings.xml", "<sst><si><t>&lol;</t></si></sst>"),
        (
            "xl/sharedStrings.xml",
            "<?xml version='1.0' encoding='GB18030'?><sst/>",
        ),
        ("xl/sharedStrings.xml", "\u{0}<\u{0}s"),
        ("xl/styles.xml", "<styleSheet><cellXfs>"),
    ] {
        let stopped = Parts::xlsx(sheet).with(part, content).open().err();
        assert_eq!(stopped.map(|s| s.code), Some(Code::Damaged), "{part} {content}");
    }
    for missing in ["xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"] {
        let stopped = Parts::xlsx(sheet).without(missing).open().err();
        assert_eq!(stopped.map(|s| s.code), Some(Code::Damaged), "{missing}");
    }
}

#[test]
fn sheets_cut_short_or_nested_without_end() {
    let deep = format!(
        "<sheetData>{}{}</sheetData>",
        "<x>".repeat(600),
        "</x>".repeat(600)
    );
    let endless = format!("<sheetData>{}</sheetData>", "<row/>".repeat(1_048_577));
    for sheet in [
        &endless,
        "<sheetData><row>",
        "",
        "<sheetData/><sheetData/>",
        "<dimension ref='A0'/><sheetData/>",
    ] {
        let book = Parts::xlsx(sheet).open().unwrap();
        let stopped = book.sheets()[0].broken.as_ref();
        assert_eq!(stopped.map(|s| s.code), Some(Code::Damaged));
    }
    let book = Parts::xlsx(&deep).open().unwrap();
    let stopped = book.sheets()[0].broken.as_ref();
    assert_eq!(stopped.map(|s| s.code), Some(Code::TooLarge));
}

#[test]
fn identifiers_kept_as_numbers_are_noted_with_their_place() {
    let mut book = Parts::xlsx("<sheetData><row><c/><c><v>110101199003074477</v></c></row></sheetData>")
        .open()
        .unwrap();
    assert_eq!(rows(&mut *book, 0).unwrap(), ["1: B=Number(110101199003074480)"]);
    assert!(book.notes()[0].zh.contains("B1"));
}

#[test]
fn a_workbook_as_others_write_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet
        .merge_range(0, 0, 0, 1, "标题", &rust_xlsxwriter::Format::new())
        .unwrap();
    sheet.write_number_with_format(1, 0, 46_081, &date).unwrap();
    sheet.set_row_hidden(1).unwrap().set_column_hidden(3).unwrap();
    workbook.save(file.path()).unwrap();
    let reader = super::super::sample::no_reader();
    let mut book = super::super::open(file.path(), &Limits::default(), Some(&reader)).unwrap();
    assert_eq!(
        rows(&mut *book, 0).unwrap(),
        ["1: A=Text(标题)", "2h: A=Date(2026-02-28)"]
    );
    assert_eq!(
        (book.sheets()[0].merges.len(), &*book.sheets()[0].hidden_columns),
        (1, &[3][..])
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_sheet_panics(sheet in "(<(row|c|v|f|is|t|/row|/c|/v)( (r|t|s)='[A-C0-9s]{0,3}')?/?>|[0-9a-z&;#]{0,3}){0,12}") {
        let parts = Parts::xlsx(&format!("<sheetData>{sheet}</sheetData>"));
        if let Ok(mut book) = parts.open()
            && let Err(stopped) = rows(&mut *book, 0)
        {
                prop_assert_ne!(stopped.code, Code::ReaderFailed, "{}", stopped.message.en);
        }
    }
}

#[test]
fn texts_as_they_are_stored() {
    let strings = "<sst><si><t> 甲 </t></si><si><t xml:space=\"preserve\"> 乙 </t></si><si><t>a_x000A_b</t></si>\
        <si><r><t>丙</t></r><rPh sb='0' eb='1'><t>注音</t></rPh><r><t xml:space='preserve'> 丁</t></r></si>\
        <si><t><![CDATA[<戊>]]>&amp;&#x5DF1;</t></si></sst>";
    let cells = [0, 1, 2, 3, 4]
        .map(|i| format!("<c t=\"s\"><v>{i}</v></c>"))
        .concat();
    let sheet = format!(
        "<sheetData><row>{cells}<c t=\"str\"><v> a&lt;_x000A_ </v></c><c t=\"inlineStr\"><is><t> 庚 </t></is></c></row></sheetData>"
    );
    let parts = Parts::xlsx(&sheet).with("xl/sharedStrings.xml", strings);
    assert_eq!(
        rows(&mut *parts.open().unwrap(), 0).unwrap(),
        ["1: A=Text(甲) B=Text( 乙 ) C=Text(a\nb) D=Text(丙 丁) E=Text(<戊>&己) F=Text( a<\n ) G=Text(庚)"]
    );
}
