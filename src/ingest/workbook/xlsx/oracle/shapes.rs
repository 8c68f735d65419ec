//! Cells and tables of every shape, for the tests that hold readers against each other.

use super::super::super::sample::Parts;
use proptest::prelude::*;

/// A text of a cell, with what XML and spreadsheets escape.
pub(super) fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        " 前后 ",
        "a\nb",
        "_x000D_",
        "_x005F_x0041_",
        "<&>\"'",
        "𠮷",
        "\u{a0}",
        "\t",
        "]]>",
        "0012",
        "",
    ]);
    prop_oneof![
        3 => "[一-三a-c0-9_ ]{0,12}",
        1 => odd.prop_map(str::to_owned),
    ]
}

#[derive(Debug, Clone)]
pub(super) enum Written {
    Text(String),
    Number(f64, usize),
    Truth(bool),
    Formula(String),
    Blank,
}

pub(super) fn written() -> impl Strategy<Value = Written> {
    let number = prop_oneof![
        any::<f64>().prop_filter("finite", |n| n.is_finite()),
        (-1_000_000i32..1_000_000).prop_map(f64::from),
        (0u32..4_000_000).prop_map(|n| f64::from(n) / 8.0),
    ];
    prop_oneof![
        4 => text().prop_map(Written::Text),
        3 => (number, 0usize..6).prop_map(|(n, f)| Written::Number(n, f)),
        1 => any::<bool>().prop_map(Written::Truth),
        1 => text().prop_map(Written::Formula),
        1 => Just(Written::Blank),
    ]
}

pub(super) const FORMATS: [&str; 6] = [
    "General",
    "yyyy-mm-dd",
    "0.00%",
    "000000",
    "[h]:mm",
    "yyyy\"年\"m\"月\"d\"日\"",
];

/// Values as they stand in `<v>`, and in what type claims to be one.
const PLAIN: &[&str] = &[
    "",
    "0",
    "1",
    "12",
    "007",
    "-1",
    "+2",
    ".5",
    "5.",
    "1e5",
    "1E-7",
    "NaN",
    "inf",
    "123456789012345",
    "12345678901234567890",
    " 3",
    "4 ",
    "0x1",
    "一",
    "true",
    "#N/A",
    "#REF!",
    "2025-03-01",
    "2025-03-01T10:00:00",
];

/// Texts as XML writes them.
const RICH: &[&str] = &[
    "甲",
    "",
    " 甲 ",
    "甲&amp;乙",
    "&#30002;",
    "a\r\nb",
    "a_x000D_b",
    "<![CDATA[<甲>]]>",
    "甲<!-- x -->乙",
    "\u{1}",
];

const TYPES: &[&str] = &[
    "",
    " t=\"s\"",
    " t=\"s\"",
    " t=\"n\"",
    " t=\"b\"",
    " t=\"e\"",
    " t=\"str\"",
    " t='str'",
    " t=\"d\"",
];

const FORMULAS: &[&str] = &["", "", "<f>A1</f>", "<f t=\"shared\" si=\"0\"/>", "<f>1&lt;2</f>"];

const STYLES: &[&str] = &["", " s=\"1\"", " s=\"0\"", " s='2'", " s=\"9\"", " cm=\"1\""];

const ROWS: &[&str] = &[
    "",
    " hidden=\"1\"",
    " spans=\"1:3\" ht=\"13.5\"",
    " hidden='true'",
    " x14ac:dyDescent=\"0.15\"",
];

fn one_of(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(of)
}

/// A cell's type and what stands in it: a value, a text of its own, a formula that yields text.
fn content() -> impl Strategy<Value = (&'static str, String)> {
    let value =
        (one_of(TYPES), one_of(PLAIN), one_of(FORMULAS), 0..5).prop_map(|(kind, plain, formula, shape)| {
            match shape {
                0 => (kind, formula.to_owned()),
                1 => (kind, format!("{formula}<v/>")),
                2 => (kind, format!(" {formula} <v>{plain}</v>\n")),
                _ => (kind, format!("{formula}<v>{plain}</v>")),
            }
        });
    let text = (one_of(RICH), 0..4).prop_map(|(rich, shape)| {
        let inside = match shape {
            0 => format!("<t>{rich}</t>"),
            1 => format!("<t xml:space=\"preserve\">{rich}</t>"),
            2 => format!(
                "<r><rPr><b/></rPr><t>{rich}</t></r><r><t xml:space='preserve'> {rich}</t></r>\
                 <rPh sb=\"0\" eb=\"1\"><t>注音</t></rPh>"
            ),
            _ => return (" t=\"inlineStr\"", format!("<v>1</v><is><t>{rich}</t></is>")),
        };
        (" t=\"inlineStr\"", format!("<is>{inside}</is>"))
    });
    let formula = one_of(RICH).prop_map(|rich| (" t=\"str\"", format!("<f>A1</f><v>{rich}</v>")));
    prop_oneof![4 => value, 2 => text, 1 => formula]
}

fn cell() -> impl Strategy<Value = String> {
    let address = prop_oneof![
        3 => Just(String::new()),
        6 => ("[A-C]", 1u32..6).prop_map(|(c, r)| format!(" r=\"{c}{r}\"")),
        1 => ("[a-c]", 1u32..6).prop_map(|(c, r)| format!(" r='{c}{r}'")),
    ];
    (address, one_of(STYLES), content(), 0..12).prop_map(|(address, style, (kind, content), shape)| {
        match (&*content, shape) {
            ("", 0..9) => format!("<c{address}{style}{kind}/>"),
            (_, 9) => format!("<c{kind}{style}{address}>{content}</c>"),
            (_, 10) => format!("\n  <c{address}{style}{kind}>{content}</c >"),
            (_, 11) => format!("<x:c{address}{style}{kind}>{content}</x:c>"),
            _ => format!("<c{address}{style}{kind}>{content}</c>"),
        }
    })
}

/// The rows of a table as XML, of shapes common and rare.
pub(super) fn xml() -> impl Strategy<Value = String> {
    let number = prop::option::of(1u32..6);
    let cells = prop::collection::vec(cell(), 0..5);
    let row = (number, one_of(ROWS), cells, 0..8).prop_map(|(number, more, cells, shape)| {
        let number = number.map(|n| format!(" r=\"{n}\"")).unwrap_or_default();
        let cells = cells.concat();
        match shape {
            0 => format!("<row{more}{number}/>"),
            1 => format!("\n<row{number}{more}>{cells}\n</row>\n"),
            2 => format!("<x:row{number}>{cells}</x:row>"),
            _ => format!("<row{number}{more}>{cells}</row>"),
        }
    });
    prop::collection::vec(row, 0..6).prop_map(|rows| rows.concat())
}

/// A workbook of such a table, with strings and formats to refer to.
pub(super) fn workbook(rows: &str) -> Parts {
    let strings = "<sst><si><t>序号</t></si><si><t xml:space=\"preserve\"> 名称 </t></si><si><r><t>甲</t></r><r><t> 乙</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>注音</t></rPh></si> <si><t>a&amp;b</t></si><si/><si><t/></si><si><t> _x0041_ </t></si>\
        <si><t><![CDATA[<]]></t></si><si><t>丙</t><phoneticPr fontId=\"1\"/></si><si><t>a\r\nb</t></si><si><t>尾</t></si>\
        <si><t>十一</t></si><si><t>十二</t></si></sst>";
    let styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/></cellXfs></styleSheet>";
    Parts::xlsx(&format!("<sheetData>{rows}</sheetData>"))
        .with("xl/sharedStrings.xml", strings)
        .with("xl/styles.xml", styles)
}
