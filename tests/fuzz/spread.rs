//! One table of texts laid down in every format that is read.

use crate::boxed;
use rust_xlsxwriter::Workbook;

/// Rows of cells; an empty text is no cell.
pub(crate) type Grid = Vec<Vec<String>>;

/// Lays a table down.
pub(crate) type Write = fn(&Grid) -> Vec<u8>;

/// How a table becomes a file, by the ending of its name.
pub(crate) const FORMATS: &[(&str, Write)] = &[
    (".csv", csv),
    (".xlsx", xlsx),
    (".xls", xls),
    (".ods", ods),
    (".xml", spreadsheetml),
    (".html", html),
];

pub(crate) fn csv(grid: &Grid) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in grid {
        out.write_record(row).expect("memory holds it");
    }
    out.into_inner().expect("memory holds it")
}

/// Every cell that holds anything: row, column, text.
fn filled(grid: &Grid) -> impl Iterator<Item = (usize, usize, &String)> {
    let rows = grid.iter().enumerate();
    rows.flat_map(|(at, row)| {
        row.iter()
            .enumerate()
            .map(move |(column, text)| (at, column, text))
    })
    .filter(|(.., text)| !text.is_empty())
}

fn xlsx(grid: &Grid) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, column, text) in filled(grid) {
        sheet
            .write_string(row as u32, column as u16, text)
            .expect("a cell");
    }
    book.save_to_buffer().expect("memory holds it")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn rows(grid: &Grid, row: &str, cell: impl Fn(&str) -> String) -> String {
    let of = |cells: &Vec<String>| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<{row}>{cells}</{row}>")
    };
    grid.iter().map(of).collect()
}

fn ods(grid: &Grid) -> Vec<u8> {
    let cell = |text: &str| {
        if text.is_empty() {
            return "<table:table-cell/>".to_owned();
        }
        // A blank that is not to be folded into its neighbours is an element of its own.
        let line = |line: &str| {
            format!(
                "<text:p>{}</text:p>",
                escaped(line)
                    .replace(' ', "<text:s/>")
                    .replace('\t', "<text:tab/>")
            )
        };
        let lines: String = text.split('\n').map(line).collect();
        format!("<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>")
    };
    let rows = rows(grid, "table:table-row", cell);
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    boxed::zip(&boxed::ods_parts(content.into_bytes()))
}

fn spreadsheetml(grid: &Grid) -> Vec<u8> {
    let cell = |text: &str| match text {
        "" => "<Cell/>".to_owned(),
        text => format!(
            "<Cell><Data ss:Type=\"String\">{}</Data></Cell>",
            escaped(text).replace('\n', "&#10;")
        ),
    };
    let rows = rows(grid, "Row", cell);
    let space = "urn:schemas-microsoft-com:office:spreadsheet";
    format!("<?xml version=\"1.0\"?><Workbook xmlns=\"{space}\" xmlns:ss=\"{space}\"><Worksheet ss:Name=\"Sheet1\"><Table>{rows}</Table></Worksheet></Workbook>").into_bytes()
}

fn html(grid: &Grid) -> Vec<u8> {
    let rows = rows(grid, "tr", |text| {
        format!("<td>{}</td>", escaped(text).replace('\n', "<br>"))
    });
    format!("<html><meta charset=utf-8><table>{rows}</table></html>").into_bytes()
}

fn xls(grid: &Grid) -> Vec<u8> {
    boxed::ole(&boxed::biff("Sheet1", filled(grid)))
}
