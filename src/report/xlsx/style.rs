//! How cells look, and the part of the package that says so. Knows no sheet.

use super::text::Height;
use crate::model::{Lang, Severity};

/// Points of a line.
pub(super) const LINE: u32 = 15;

/// How cells look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Style {
    Title,
    Head,
    Plain,
    Bold,
    Middle,
    /// A sentence across the sheet.
    Note,
    /// For the one who gets the workbook to fill.
    Fill,
    Link,
    Of(Severity),
}

impl Style {
    /// Its number in [`part`].
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::Title => "1",
            Self::Head => "2",
            Self::Plain => "3",
            Self::Bold => "4",
            Self::Middle => "5",
            Self::Note => "6",
            Self::Fill => "7",
            Self::Link => "8",
            Self::Of(Severity::Info) => "9",
            Self::Of(Severity::Warning) => "10",
            Self::Of(Severity::Error) => "11",
        }
    }

    /// How high a cell must be for its text, in points.
    pub(super) fn height(self, text: &Height<'_>, width: u16) -> u32 {
        // A blank on both sides belongs to the cell.
        let room = u32::from(width).saturating_sub(1).max(1);
        match self {
            Self::Title => 2 * LINE,
            Self::Note => LINE,
            Self::Head => text.lines(room).saturating_mul(LINE) + LINE / 2,
            Self::Plain | Self::Bold | Self::Middle | Self::Fill | Self::Link | Self::Of(_) => {
                text.lines(room).saturating_mul(LINE)
            }
        }
    }
}

/// Size, weight and colour.
type Font = (u8, bool, Option<&'static str>, bool);

/// Font (see [`FONTS`]), fill (see [`FILLS`]), whether in the grid, alignment across, alignment down.
type Look = (usize, usize, bool, Option<&'static str>, &'static str);

const PLAIN: usize = 1;
const BOLD: usize = 2;

/// Behind the default: size, whether bold, colour, whether underlined.
const FONTS: &[Font] = &[
    (10, false, None, false),
    (10, true, None, false),
    (16, true, None, false),
    (10, true, Some("FFFFFF"), false),
    (10, false, Some("0563C1"), true),
    (10, true, Some("1F4E78"), false),
    (10, true, Some("7F6000"), false),
    (10, true, Some("9C0006"), false),
];

/// Behind the two that every workbook has.
const FILLS: &[&str] = &["1F4E78", "F2F2F2", "FFFBE6", "DDEBF7", "FFF2CC", "F8CBAD"];

/// In the order of [`Style::number`], from 1.
const LOOKS: [Look; 11] = [
    (3, 0, false, None, ""),
    (4, 2, true, Some("center"), "center"),
    (PLAIN, 0, true, None, "top"),
    (BOLD, 3, true, None, "top"),
    (PLAIN, 0, true, Some("center"), "top"),
    (PLAIN, 0, false, None, ""),
    (PLAIN, 4, true, None, "top"),
    (5, 0, true, Some("center"), "top"),
    (6, 5, true, Some("center"), "top"),
    (7, 6, true, Some("center"), "top"),
    (8, 7, true, Some("center"), "top"),
];

/// The part that holds the styles.
pub(super) fn part(lang: Lang) -> String {
    let name = match lang {
        Lang::Zh => "微软雅黑",
        Lang::En => "Calibri",
    };
    let fonts: String = FONTS.iter().map(|own| font(name, own)).collect();
    let fills = FILLS.iter().map(|rgb| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{rgb}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        )
    });
    let side = |side: &str| format!("<{side} style=\"thin\"><color rgb=\"FFBFBFBF\"/></{side}>");
    let grid = ["left", "right", "top", "bottom"].map(side).concat();
    format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <fonts count=\"{}\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>{fonts}</fonts>\
         <fills count=\"{}\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>{}</fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
         <border>{grid}<diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>\
         <dxfs count=\"0\"/><tableStyles count=\"0\"/></styleSheet>",
        FONTS.len() + 1,
        FILLS.len() + 2,
        fills.collect::<String>(),
        LOOKS.len() + 1,
        LOOKS.iter().map(look).collect::<String>(),
    )
}

fn font(name: &str, (size, bold, colour, underlined): &Font) -> String {
    let weight = if *bold { "<b/>" } else { "" };
    let line = if *underlined { "<u/>" } else { "" };
    let colour = colour.map_or(String::new(), |rgb| format!("<color rgb=\"FF{rgb}\"/>"));
    format!(
        "<font>{weight}{line}<sz val=\"{size}\"/>{colour}<name val=\"{name}\"/><family val=\"2\"/></font>"
    )
}

fn look((font, fill, grid, across, down): &Look) -> String {
    let border = u8::from(*grid);
    let filled = if *fill > 0 { " applyFill=\"1\"" } else { "" };
    let start = format!(
        "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\"{filled}"
    );
    if !grid {
        return start + "/>";
    }
    let across = across.map_or(String::new(), |to| format!(" horizontal=\"{to}\""));
    format!(
        "{start} applyBorder=\"1\" applyAlignment=\"1\"><alignment{across} vertical=\"{down}\" wrapText=\"1\"/></xf>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_its_look() {
        let levels = [Severity::Info, Severity::Warning, Severity::Error].map(Style::Of);
        let others = [
            Style::Title,
            Style::Head,
            Style::Plain,
            Style::Bold,
            Style::Middle,
            Style::Note,
            Style::Fill,
            Style::Link,
        ];
        let numbers = others
            .into_iter()
            .chain(levels)
            .map(|style| style.number().parse().unwrap());
        let numbers: Vec<usize> = numbers.collect();
        assert_eq!(numbers, (1..=LOOKS.len()).collect::<Vec<_>>());
        for (font, fill, ..) in LOOKS {
            assert!(font <= FONTS.len() && fill < FILLS.len() + 2);
        }
    }
}
