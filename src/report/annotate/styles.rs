//! Styles that the marks and the list need, put behind those that are there.

use super::Fault;
use super::words;
use super::xml::{At, edited, retag, root};
use std::collections::BTreeMap;

/// Colours of the levels, the gravest first, and of what does not count: the marks and the list's first column.
/// Each with the line and the colour of its border, which tell them apart where there is no colour.
const LEVELS: [(&str, &str, &str); 4] = [
    ("FFFFC7CE", "thin", "FFC00000"),
    ("FFFFEB9C", "dashed", "FF9C5700"),
    ("FFDDEBF7", "dotted", "FF1F4E79"),
    ("FFE7E6E6", "hair", "FF7F7F7F"),
];

/// Lists that are appended to.
const LISTS: [&str; 5] = ["fonts", "fills", "borders", "cellXfs", "dxfs"];

/// What must stand behind the list of differential formats.
const BEHIND: [&str; 3] = ["tableStyles", "colors", "extLst"];

/// Numbers of our styles in a workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    /// The first of four differential formats.
    pub(super) format: usize,
    /// Title, head, text, place, the three levels and what does not count, one after the other.
    pub(super) cell: usize,
}

/// The styles with ours, and their numbers.
pub(super) fn add(xml: &str) -> Result<(String, Styles), Fault> {
    let counts = count(xml)?;
    let of = |list: &str| counts.get(list).copied();
    let missing = |list: &str| Fault::Refused(words::no_part(list));
    let font = of("fonts").ok_or_else(|| missing("fonts"))?;
    let fill = of("fills").ok_or_else(|| missing("fills"))?;
    let border = of("borders").ok_or_else(|| missing("borders"))?;
    let styles = Styles {
        format: of("dxfs").unwrap_or(0),
        cell: of("cellXfs").ok_or_else(|| missing("cellXfs"))?,
    };
    let ours: BTreeMap<&str, (usize, String)> = [
        ("fonts", fonts()),
        ("fills", fills()),
        (
            "borders",
            (
                1,
                format!("<border>{}<diagonal/></border>", sides("thin", "FFBFBFBF")),
            ),
        ),
        ("cellXfs", cells(font, fill, border)),
        ("dxfs", formats()),
    ]
    .into();
    let mut has_formats = of("dxfs").is_some();
    let out = edited(xml, &mut |depth: usize, at: &At<'_>, ahead: &mut String| {
        if depth == 0 && matches!(at, At::Close { .. }) && !has_formats {
            has_formats = true;
            *ahead = alone(&ours);
        }
        if depth != 1 {
            return Ok(None);
        }
        match at {
            At::Open { tag, empty } => {
                let name = tag.local_name();
                if !has_formats && BEHIND.contains(&name.as_ref()) {
                    has_formats = true;
                    *ahead = alone(&ours);
                }
                let Some((more, markup)) = ours.get(name.as_ref()) else {
                    return Ok(None);
                };
                let all = of(name.as_ref()).unwrap_or(0) + more;
                let open = retag(tag, &[("count", all.to_string())], false);
                Ok(Some(if *empty {
                    format!("{open}{markup}</{}>", name.as_ref())
                } else {
                    open
                }))
            }
            At::Close { name } => {
                if let Some((_, markup)) = ours.get(name) {
                    ahead.push_str(markup);
                }
                Ok(None)
            }
        }
    })?;
    Ok((out, styles))
}

/// How many children the lists have; the count they declare may be wrong.
fn count(xml: &str) -> Result<BTreeMap<&'static str, usize>, Fault> {
    let mut counts = BTreeMap::new();
    let mut list = None;
    edited(xml, &mut |depth: usize, at: &At<'_>, _: &mut String| {
        let At::Open { tag, .. } = at else { return Ok(None) };
        match depth {
            0 => root(tag)?,
            1 => {
                let name = tag.local_name();
                list = LISTS.into_iter().find(|l| *l == name.as_ref());
                if let Some(list) = list {
                    counts.entry(list).or_insert(0);
                }
            }
            2 => {
                if let Some(n) = list.and_then(|list| counts.get_mut(list)) {
                    *n += 1;
                }
            }
            _ => {}
        }
        Ok(None)
    })?;
    Ok(counts)
}

fn alone(ours: &BTreeMap<&str, (usize, String)>) -> String {
    let formats = ours.get("dxfs");
    formats.map_or_else(String::new, |(n, markup)| {
        format!("<dxfs count=\"{n}\">{markup}</dxfs>")
    })
}

fn fonts() -> (usize, String) {
    // A font that every Chinese system has.
    let font = |inner: &str| format!("<font>{inner}<name val=\"宋体\"/><charset val=\"134\"/></font>");
    let all = [
        font("<b/><sz val=\"11\"/>"),
        font("<sz val=\"10\"/>"),
        font("<u/><sz val=\"10\"/><color rgb=\"FF0563C1\"/>"),
    ];
    (all.len(), all.concat())
}

fn fills() -> (usize, String) {
    let solid = |rgb: &str| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{rgb}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        )
    };
    let levels = LEVELS.map(|(rgb, ..)| rgb);
    let all: Vec<String> = ["FFD9E1F2"].into_iter().chain(levels).map(solid).collect();
    (all.len(), all.concat())
}

fn sides(line: &str, rgb: &str) -> String {
    let side = |name| format!("<{name} style=\"{line}\"><color rgb=\"{rgb}\"/></{name}>");
    ["left", "right", "top", "bottom"].map(side).concat()
}

fn cells(font: usize, fill: usize, border: usize) -> (usize, String) {
    // A text that begins like a formula stays a text even when the cell is edited.
    let cell = |font: usize, fill: usize, border: usize| {
        format!(
            "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" quotePrefix=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" \
             wrapText=\"1\"/></xf>"
        )
    };
    let all = [
        cell(font, 0, 0),
        cell(font, fill, border),
        cell(font + 1, 0, border),
        cell(font + 2, 0, border),
        cell(font + 1, fill + 1, border),
        cell(font + 1, fill + 2, border),
        cell(font + 1, fill + 3, border),
        cell(font + 1, fill + 4, border),
    ];
    (all.len(), all.concat())
}

fn formats() -> (usize, String) {
    let mark = |(rgb, line, of_line): (&str, &str, &str)| {
        format!(
            "<dxf><fill><patternFill patternType=\"solid\"><fgColor rgb=\"{rgb}\"/><bgColor rgb=\"{rgb}\"/></patternFill>\
             </fill><border>{}</border></dxf>",
            sides(line, of_line)
        )
    };
    (LEVELS.len(), LEVELS.map(mark).concat())
}
