//! Paragraphs and tables as a word processor reads them. Every text is escaped here and nowhere else. Knows no letter.

use super::template::Style;
use crate::model::{Lang, visible};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Names of what the paragraphs are set as; `styles.xml` holds them.
fn style(style: Style) -> &'static str {
    match style {
        Style::Title => "Title",
        Style::Heading => "Heading1",
        Style::Flush => "Flush",
        Style::Signature => "Signature",
        Style::Body => "Normal",
    }
}

/// A text as it may stand between tags: what nobody sees is made visible, what no XML may hold is replaced.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph.
pub(super) fn paragraph(as_what: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
    set(style(as_what), text, out)
}

/// The heading of an annex; it starts a page unless it is the first.
pub(super) fn annex(text: &str, first: bool, out: &mut dyn Write) -> io::Result<()> {
    let page = if first { "" } else { "<w:pageBreakBefore/>" };
    let text = escape(text);
    write!(
        out,
        "<w:p><w:pPr><w:pStyle w:val=\"Annex\"/>{page}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

fn set(style: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let text = escape(text);
    write!(
        out,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

/// The end of the upright pages, and how they are laid out.
pub(super) fn upright(last: bool) -> String {
    let page = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:type w:val=\"nextPage\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" \
         w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/></w:sectPr>";
    if last {
        page.to_owned()
    } else {
        format!("<w:p><w:pPr><w:pStyle w:val=\"Small\"/>{page}</w:pPr></w:p>")
    }
}

/// How the pages laid across are laid out; they are the last.
pub(super) const ACROSS: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:type w:val=\"nextPage\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
    <w:pgMar w:top=\"1588\" w:right=\"1440\" w:bottom=\"1474\" w:left=\"1440\" w:header=\"851\" w:footer=\"850\" \
    w:gutter=\"0\"/></w:sectPr>";

/// A table being written.
pub(super) struct Table<'a> {
    widths: &'a [u32],
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    /// Begins a table, columns of these widths in twentieths of a point; its head is repeated on every page.
    pub(super) fn begin(widths: &'a [u32], head: &[&str], out: &'a mut dyn Write) -> io::Result<Self> {
        let all: u32 = widths.iter().sum();
        let grid = widths.iter().fold(String::new(), |mut grid, w| {
            let _ = write!(grid, "<w:gridCol w:w=\"{w}\"/>");
            grid
        });
        write!(
            out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )?;
        let mut table = Self { widths, out };
        table.cells(
            head.iter().copied(),
            "<w:cantSplit/><w:tblHeader/>",
            "CellHead",
            true,
        )?;
        Ok(table)
    }

    /// A row; a number stands in the middle of its cell.
    pub(super) fn row<'t>(&mut self, cells: impl Iterator<Item = &'t str>) -> io::Result<()> {
        self.cells(cells, "<w:cantSplit/>", "Cell", false)
    }

    fn cells<'t>(
        &mut self,
        cells: impl Iterator<Item = &'t str>,
        row: &str,
        style: &str,
        shaded: bool,
    ) -> io::Result<()> {
        write!(self.out, "<w:tr><w:trPr>{row}</w:trPr>")?;
        let shade = if shaded { SHADE } else { "" };
        for (text, width) in cells.zip(self.widths) {
            let number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
            let style = if number { "CellHead" } else { style };
            let middle = if shaded || number {
                "<w:vAlign w:val=\"center\"/>"
            } else {
                ""
            };
            write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}{middle}</w:tcPr>"
            )?;
            for line in text.split('\n') {
                set(style, line, self.out)?;
            }
            write!(self.out, "</w:tc>")?;
        }
        write!(self.out, "</w:tr>")
    }

    /// A row of one cell, over all columns, kept with the next where it opens a group.
    pub(super) fn band(&mut self, text: &str, opens: bool) -> io::Result<()> {
        let (all, span): (u32, usize) = (self.widths.iter().sum(), self.widths.len());
        let (style, shade) = if opens { ("Band", SHADE) } else { ("Cell", "") };
        write!(
            self.out,
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{all}\" w:type=\"dxa\"/>\
             <w:gridSpan w:val=\"{span}\"/>{shade}</w:tcPr>"
        )?;
        set(style, text, self.out)?;
        write!(self.out, "</w:tc></w:tr>")
    }

    /// Closes it; two tables never touch.
    pub(super) fn end(self) -> io::Result<()> {
        write!(self.out, "</w:tbl>")?;
        set("Small", "", self.out)
    }
}

const SHADE: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>";

/// The styles, after the layout of official documents: imitation Song of 16 points, 28 points a line,
/// headings in black letters, the title in small standard Song.
pub(super) fn styles(lang: Lang) -> String {
    let (size, line, indent, title) = match lang {
        Lang::Zh => (
            32,
            "w:line=\"560\" w:lineRule=\"exact\"",
            "w:firstLineChars=\"200\" w:firstLine=\"640\"",
            44,
        ),
        Lang::En => (
            24,
            "w:line=\"320\" w:lineRule=\"atLeast\" w:after=\"120\"",
            "w:firstLine=\"0\"",
            34,
        ),
    };
    let font = |east: &str| {
        format!(
            "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"{east}\"/>"
        )
    };
    let (fang, song, hei) = (font("仿宋"), font("宋体"), font("黑体"));
    let head = match lang {
        Lang::Zh => font("方正小标宋简体"),
        Lang::En => format!("{song}<w:b/>"),
    };
    let style = |id: &str, name: &str, para: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{para}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let flat = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let none = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>";
    let sheet = [
        style(
            "Title",
            "Title",
            &format!(
                "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"560\" w:line=\"640\" w:lineRule=\"atLeast\"/>{none}<w:jc w:val=\"center\"/>"
            ),
            &format!("{head}<w:sz w:val=\"{title}\"/><w:szCs w:val=\"{title}\"/>"),
        ),
        style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:outlineLvl w:val=\"0\"/>",
            &if lang == Lang::En { format!("{hei}<w:b/>") } else { hei.clone() },
        ),
        style("Flush", "Addressee", none, ""),
        style(
            "Signature",
            "Signature",
            "<w:keepNext/><w:keepLines/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\" w:rightChars=\"200\" w:right=\"640\"/><w:jc w:val=\"right\"/>",
            "",
        ),
        style("Annex", "Annex", &format!("<w:keepNext/>{none}<w:outlineLvl w:val=\"0\"/>"), &format!("{hei}<w:b/>")),
        style(
            "CellHead",
            "Table head",
            &format!("{flat}{none}<w:jc w:val=\"center\"/>"),
            &format!("{song}<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"),
        ),
        style(
            "Cell",
            "Table text",
            &format!("{flat}{none}<w:jc w:val=\"left\"/>"),
            &format!("{song}<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"),
        ),
        style(
            "Band",
            "Table group",
            &format!("<w:keepNext/>{flat}{none}<w:jc w:val=\"left\"/>"),
            &format!("{song}<w:b/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"),
        ),
        style(
            "Small",
            "Gap",
            &format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"exact\"/>{none}"),
            "<w:sz w:val=\"12\"/><w:szCs w:val=\"12\"/>",
        ),
        style(
            "Footer",
            "footer",
            &format!("{flat}{none}<w:jc w:val=\"center\"/>"),
            &format!("{song}<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
        ),
    ]
    .concat();
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"));
    let sides = sides.concat();
    format!(
        "<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{fang}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:spacing {line}/><w:ind {indent}/><w:jc w:val=\"both\"/></w:pPr></w:style>{sheet}\
         <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{sides}\
         </w:tblBorders><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style></w:styles>"
    )
}

/// The names of the vocabularies that the parts are written in.
pub(super) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
