//! The small parts of a workbook's package: what each part is, how they hang together, whose it is. Knows no cell.

use super::text::{attribute, escape};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What every part begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// How the package hangs together.
pub(super) fn root() -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

/// Whose it is and of what day: fixed but for the day, so that the same audit gives the same bytes.
pub(super) fn core(title: &str, keyword: &str, day: NaiveDate) -> String {
    let date =
        |what: &str| format!("<dcterms:{what} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{what}>");
    let title = escape(title);
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>dataaudit</dc:creator><cp:keywords>{keyword}</cp:keywords>\
         <cp:lastModifiedBy>dataaudit</cp:lastModifiedBy>{}{}</cp:coreProperties>",
        date("created"),
        date("modified"),
    )
}

/// The program that it is for.
pub(super) const APP: &str = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><AppVersion>12.0000</AppVersion></Properties>";

/// A sheet as the workbook names it.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    /// The row that heads its list, the last row and the last column of it.
    pub(super) list: Option<(u32, u32, String)>,
}

/// What each part is.
pub(super) fn types(sheets: usize, strings: bool) -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    let mut all = part("xl/workbook.xml", &format!("{KIND}.sheet.main"));
    all += &part("xl/styles.xml", &format!("{KIND}.styles"));
    for number in 1..=sheets {
        all += &part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("{KIND}.worksheet"),
        );
    }
    if strings {
        all += &part("xl/sharedStrings.xml", &format!("{KIND}.sharedStrings"));
    }
    let office = "application/vnd.openxmlformats";
    all += &part("docProps/core.xml", &format!("{office}-package.core-properties"));
    all += &part(
        "docProps/app.xml",
        &format!("{office}-officedocument.extended-properties"),
    );
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"{office}-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         {all}</Types>"
    )
}

/// What the workbook holds: sheets, styles, strings.
pub(super) fn relations(sheets: usize, strings: bool) -> String {
    let one = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let mut all = String::new();
    for number in 1..=sheets {
        all += &one(number, "worksheet", &format!("worksheets/sheet{number}.xml"));
    }
    all += &one(sheets + 1, "styles", "styles.xml");
    if strings {
        all += &one(sheets + 2, "sharedStrings", "sharedStrings.xml");
    }
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// The files that a sheet points at, with their numbers.
pub(super) fn pointed(ways: &BTreeMap<String, usize>) -> String {
    let mut all = String::new();
    for (way, number) in ways {
        let way = attribute(way);
        let _ = write!(
            all,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/hyperlink\" Target=\"{way}\" TargetMode=\"External\"/>"
        );
    }
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// The workbook: its sheets in their order; what is filtered and what is repeated on paper of each list.
pub(super) fn workbook(sheets: &[Named]) -> String {
    let mut names = String::new();
    let mut filters = String::new();
    let mut titles = String::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let (id, name) = (number + 1, attribute(&sheet.name));
        let _ = write!(
            names,
            "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>"
        );
        let Some((top, last, column)) = &sheet.list else {
            continue;
        };
        let name = escape(&sheet.name.replace('\'', "''")).into_owned();
        let _ = write!(
            filters,
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{number}\" hidden=\"1\">\
             '{name}'!$A${top}:${column}${last}</definedName>"
        );
        let _ = write!(
            titles,
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{number}\">'{name}'!${top}:${top}</definedName>"
        );
    }
    let defined = match filters.as_str() {
        "" => String::new(),
        _ => format!("<definedNames>{filters}{titles}</definedNames>"),
    };
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">\
         <fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/><workbookPr/>\
         <bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews>\
         <sheets>{names}</sheets>{defined}</workbook>"
    )
}

/// What a sheet's part begins with.
pub(super) fn sheet_head() -> String {
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
    )
}

/// What the part of the strings begins with.
pub(super) fn strings_head(uses: u64, count: usize) -> String {
    format!("{HEAD}<sst xmlns=\"{MAIN}\" count=\"{uses}\" uniqueCount=\"{count}\">")
}

/// A4 on its side, as wide as the page, its name and the number of the page at the foot.
pub(super) const PAPER: &str = "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.25\" footer=\"0.25\"/>\
<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\" horizontalDpi=\"200\" verticalDpi=\"200\"/>\
<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>";
