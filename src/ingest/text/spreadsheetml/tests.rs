use super::*;
use crate::ingest::{Code, Rows};
use crate::model::Row;
use proptest::prelude::*;

const SPACE: &str = "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"";

fn document(inside: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<Workbook {SPACE}>{inside}</Workbook>")
}

fn sheet(rows: &str) -> String {
    document(&format!(
        "<Worksheet ss:Name=\"目录&amp;一\"><Table>{rows}</Table></Worksheet>"
    ))
}

fn read(document: &str) -> Vec<Grid> {
    sheets(document, &mut Budget::default()).unwrap()
}

fn lines(grid: &Grid) -> Vec<String> {
    let (mut rows, mut row, mut out) = (grid.rows(), Row::default(), Vec::new());
    while rows.next(&mut row).unwrap_or(false) {
        let cells: Vec<_> = (0..row.width())
            .map(|c| format!("{:?} {}", row.kind(c as u16), row.text(c as u16)))
            .collect();
        out.push(format!("{}:{}", row.number, cells.join("|")));
    }
    out
}

#[test]
fn indices_types_and_merges() {
    let page = sheet(concat!(
        "<Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Row ss:Index=\"3\" ss:Hidden=\"1\">",
        "<Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data ss:Type=\"String\">甲&#10;乙</Data></Cell>",
        "<Cell><Data ss:Type=\"Number\">2</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell></Row>",
        "<Row><Cell ss:Index=\"4\" ss:Formula=\"=A1\"/><Cell><ss:Data ss:Type=\"String\"><B>粗</B>体</ss:Data></Cell></Row>",
    ));
    let grids = read(&page);
    assert_eq!(
        lines(&grids[0]),
        [
            "3:Text 甲\n乙|Empty |Number 2",
            "4:Empty |Empty |Empty |Uncomputed |Text 粗体"
        ]
    );
    assert_eq!(grids[0].sheet.name.as_deref(), Some("目录&一"));
    assert_eq!(grids[0].sheet.hidden_columns, [1, 2]);
    assert_eq!(
        grids[0].sheet.merges,
        [Region {
            top: 3,
            bottom: 4,
            left: 0,
            right: 1
        }]
    );
    let mut row = Row::default();
    assert!(grids[0].rows().next(&mut row).unwrap() && row.hidden && row.line == Some(2));
}

#[test]
fn hidden_sheets() {
    let page = document(
        "<Worksheet ss:Name=\"a\"/><Worksheet ss:Name=\"b\"><WorksheetOptions><Visible>SheetHidden</Visible>\
         </WorksheetOptions></Worksheet>",
    );
    let shown: Vec<_> = read(&page).iter().map(|grid| grid.sheet.visibility).collect();
    assert_eq!(shown, [Visibility::Visible, Visibility::Hidden]);
}

#[test]
fn document_types_and_unknown_entities_are_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aa\">]><Workbook><Worksheet/></Workbook>";
    assert_eq!(
        sheets(bomb, &mut Budget::default()).unwrap_err().code,
        Code::Malformed
    );
    let grids = read(&sheet("<Row><Cell><Data>&bomb;</Data></Cell></Row>"));
    assert_eq!(grids[0].ending.as_ref().unwrap().code, Code::Malformed);
}

#[test]
fn what_stands_before_the_damage_is_read() {
    let whole = sheet("<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row><Row>");
    let cut = whole.split("<Row></Table>").next().unwrap();
    for (page, code) in [
        (cut.to_owned(), Code::Damaged),
        (whole.clone(), Code::Damaged),
        (
            whole.replace("<Row></T", "<Row ss:Index=\"1\"/></T"),
            Code::Damaged,
        ),
        (
            whole.replace("<Row></T", "<Row ss:Index=\"99999999\"/></T"),
            Code::Damaged,
        ),
    ] {
        let grids = read(&page);
        let row = lines(&grids[0]);
        assert_eq!(row.first().map(String::as_str), Some("1:Text a"));
        assert_eq!(grids[0].ending.as_ref().unwrap().code, code, "{page}");
    }
    assert_eq!(
        sheets("<Workbook/>", &mut Budget::default()).unwrap_err().code,
        Code::NotATable
    );
}

proptest! {
    #[test]
    fn no_document_makes_it_panic(parts in prop::collection::vec(
        prop::sample::select(vec![
            "<Worksheet>", "</Worksheet>", "<Row>", "</Row>", "<Row ss:Index='0'>", "<Cell ss:MergeDown='9999999999'>",
            "<Cell ss:Index='16384' ss:MergeAcross='5'>", "<Cell>", "</Cell>", "<Data>", "</Data>", "x", "&lt;", "&#0;", "<Visible>",
            "<Column ss:Span='99999999999999999999'/>", "<Column ss:Index='16384' ss:Span='9' ss:Hidden='1'/>", "<", "\"",
            "<Row ss:Span='4294967295'/>",
        ]), 0..30)) {
        let page = format!("<w:Workbook xmlns:w='u' xmlns:ss='v'>{}", parts.concat());
        if let Ok(grids) = sheets(&page, &mut Budget::default()) {
            prop_assert!(!grids.is_empty() && grids.last().is_some_and(|grid| grid.ending.is_some()));
        }
    }
}
