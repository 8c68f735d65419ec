//! Notes on cells: the part that holds their words and the part that draws them, made anew or put behind what is there.

use super::Fault;
use super::marks::{Spot, address, spot};
use super::words;
use super::xml::{At, MAIN, edited, lines, root, text, value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Who speaks in our notes.
const AUTHOR: &str = "dataaudit";

/// Authors of threaded comments, whose cells show no notes.
const THREAD: &str = "tc=";

/// Shapes of drawings are counted in thousands.
const CLUSTER: usize = 1024;

/// The prefixes of drawings; where a part has others, our shapes bring these along.
const PREFIXES: &str = " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

/// Width of a line in a note, where a Chinese character takes two.
const LINE: usize = 44;

/// Rows that a note is high, at least and at most.
const ROWS: (usize, usize) = (5, 30);

/// The words of notes where a sheet has none yet.
pub(super) fn new(notes: &BTreeMap<Spot, String>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors>\
         <author>{AUTHOR}</author></authors><commentList>"
    );
    for (&at, note) in notes {
        one(&mut out, at, 0, note);
    }
    out.push_str("</commentList></comments>");
    out
}

fn one(out: &mut String, at: Spot, author: usize, note: &str) {
    let _ = write!(
        out,
        "<comment ref=\"{}\" authorId=\"{author}\"><text>{}</text></comment>",
        address(at),
        run(note)
    );
}

fn run(note: &str) -> String {
    format!(
        "<r><rPr><sz val=\"9\"/></rPr><t xml:space=\"preserve\">{}</t></r>",
        text(note)
    )
}

/// What there is of notes on a sheet.
#[derive(Debug, Default)]
struct Survey {
    authors: usize,
    /// Cells with a note, and whether a thread stands behind it.
    cells: BTreeMap<Spot, usize>,
}

/// The words of notes behind those that are there, and the cells that had none.
pub(super) fn behind(xml: &str, notes: &BTreeMap<Spot, String>) -> Result<(String, BTreeSet<Spot>), Fault> {
    let survey = survey(xml)?;
    let threads = threads(xml);
    let fresh: BTreeSet<Spot> = notes
        .keys()
        .filter(|at| !survey.cells.contains_key(at))
        .copied()
        .collect();
    let author = format!("<author>{AUTHOR}</author>");
    let mut rest = String::new();
    for at in &fresh {
        if let Some(note) = notes.get(at) {
            one(&mut rest, *at, survey.authors, note);
        }
    }
    let mut appended: Option<String> = None;
    let mut done = (false, false);
    let out = edited(xml, &mut |depth: usize, at: &At<'_>, ahead: &mut String| {
        match (depth, at) {
            (1, At::Open { tag, empty: true }) => match tag.local_name().as_ref() {
                "authors" => {
                    done.0 = true;
                    return Ok(Some(format!("<authors>{author}</authors>")));
                }
                "commentList" => {
                    done.1 = true;
                    return Ok(Some(format!("<commentList>{rest}</commentList>")));
                }
                _ => {}
            },
            (1, At::Close { name: "authors" }) => {
                done.0 = true;
                ahead.push_str(&author);
            }
            (1, At::Close { name: "commentList" }) => {
                done.1 = true;
                ahead.push_str(&rest);
            }
            (2, At::Open { tag, .. }) if tag.local_name().as_ref() == "comment" => {
                let cell = value(tag, "ref").as_deref().and_then(spot);
                let by = value(tag, "authorId").and_then(|id| id.parse::<usize>().ok());
                let ours = cell.filter(|_| by.is_none_or(|by| !threads.contains(&by)));
                appended = ours
                    .and_then(|cell| notes.get(&cell))
                    .map(|n| run(&format!("\n\n{n}")));
            }
            (3, At::Open { tag, empty: true }) if tag.local_name().as_ref() == "text" => {
                return Ok(appended.take().map(|run| format!("<text>{run}</text>")));
            }
            // Bare words become a run of their own, since a second run follows them.
            (4, At::Open { tag, empty: false }) if appended.is_some() && tag.local_name().as_ref() == "t" => {
                ahead.push_str("<r>");
            }
            (4, At::Close { name: "t" }) if appended.is_some() => return Ok(Some("</t></r>".to_owned())),
            (4, At::Open { tag, .. }) if matches!(tag.local_name().as_ref(), "rPh" | "phoneticPr") => {
                ahead.push_str(&appended.take().unwrap_or_default());
            }
            (3, At::Close { name: "text" }) => ahead.push_str(&appended.take().unwrap_or_default()),
            _ => {}
        }
        Ok(None)
    })?;
    match done {
        (true, true) => Ok((out, fresh)),
        _ => Err(Fault::Refused(words::odd_namespace())),
    }
}

fn survey(xml: &str) -> Result<Survey, Fault> {
    let mut survey = Survey::default();
    edited(xml, &mut |depth: usize, at: &At<'_>, _: &mut String| {
        let At::Open { tag, .. } = at else { return Ok(None) };
        match (depth, tag.local_name().as_ref()) {
            (0, _) => root(tag)?,
            (2, "author") => survey.authors += 1,
            (2, "comment") => {
                if let Some(cell) = value(tag, "ref").as_deref().and_then(spot) {
                    *survey.cells.entry(cell).or_default() += 1;
                }
            }
            _ => {}
        }
        Ok(None)
    })?;
    Ok(survey)
}

/// The numbers of the authors that stand for threads.
fn threads(xml: &str) -> BTreeSet<usize> {
    let tags = xml.split("<author").skip(1);
    let authors = tags.filter(|rest| rest.starts_with(['>', '/', ' ', '\t', '\r', '\n']));
    let inner = authors.map(|rest| rest.split_once('>').map_or("", |(_, inner)| inner));
    let threads = inner.enumerate().filter(|(_, inner)| inner.starts_with(THREAD));
    threads.map(|(number, _)| number).collect()
}

fn shape_type(prefixes: &str) -> String {
    format!(
        "<v:shapetype{prefixes} id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
         path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
         o:connecttype=\"rect\"/></v:shapetype>"
    )
}

/// A drawing of notes where a sheet has none yet.
pub(super) fn drawing(cells: &BTreeSet<Spot>, notes: &BTreeMap<Spot, String>) -> String {
    let clusters: Vec<String> = (1..=cells.len() / CLUSTER + 1).map(|n| n.to_string()).collect();
    let mut out = format!(
        "<xml{PREFIXES}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>{}",
        clusters.join(","),
        shape_type("")
    );
    shapes(&mut out, cells, notes, CLUSTER, "");
    out.push_str("</xml>");
    out
}

/// The drawing with the shapes of more notes. It is not always XML that a parser takes, so it is treated as text.
pub(super) fn drawn(
    vml: &str,
    cells: &BTreeSet<Spot>,
    notes: &BTreeMap<Spot, String>,
) -> Result<String, Fault> {
    let end = vml.rfind("</xml>");
    let (before, after) = vml.split_at(end.ok_or_else(|| Fault::Refused(words::odd_namespace()))?);
    let known = ["xmlns:v=", "xmlns:o=", "xmlns:x="];
    let prefixes = if known.iter().all(|name| vml.contains(name)) {
        ""
    } else {
        PREFIXES
    };
    let ids = vml.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    let mut out = before.to_owned();
    if !vml.contains("\"_x0000_t202\"") {
        out.push_str(&shape_type(prefixes));
    }
    shapes(&mut out, cells, notes, ids.max().unwrap_or(CLUSTER), prefixes);
    out.push_str(after);
    Ok(out)
}

fn shapes(
    out: &mut String,
    cells: &BTreeSet<Spot>,
    notes: &BTreeMap<Spot, String>,
    last: usize,
    prefixes: &str,
) {
    for (id, at) in (last + 1..).zip(cells) {
        let lines = notes.get(at).map_or(0, |note| lines(note, LINE));
        let high = lines.clamp(ROWS.0, ROWS.1);
        let (row, column) = (at.0.saturating_sub(1), at.1);
        let (left, right, bottom) = (column + 1, column + 5, row as usize + high);
        let points = high * 15;
        let _ = write!(
            out,
            "<v:shape{prefixes} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;\
             margin-top:2pt;width:240pt;height:{points}pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" \
             o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
             <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div \
             style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
             <x:SizeWithCells/><x:Anchor>{left}, 12, {row}, 2, {right}, 12, {bottom}, 4</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::events::Event;
    use quick_xml::name::ResolveResult;

    fn notes() -> (BTreeMap<Spot, String>, BTreeSet<Spot>) {
        let notes: BTreeMap<Spot, String> = [((2, 0), "短".to_owned()), ((3, 4), "长".repeat(400))].into();
        let cells = notes.keys().copied().collect();
        (notes, cells)
    }

    /// The shapes of a drawing whose names are bound as those of drawings are.
    fn shapes_of(vml: &str) -> usize {
        let mut reader = quick_xml::NsReader::from_str(vml);
        let mut shapes = 0;
        loop {
            match reader.read_resolved_event().unwrap() {
                (_, Event::Eof) => return shapes,
                (bound, Event::Start(tag)) => {
                    assert!(!matches!(bound, ResolveResult::Unknown(_)), "{tag:?}");
                    if tag.local_name().as_ref() == "shape" {
                        let vml = matches!(bound, ResolveResult::Bound(n) if n.as_ref() == "urn:schemas-microsoft-com:vml");
                        assert!(vml, "{tag:?}");
                        shapes += 1;
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn shapes_are_put_into_a_drawing_whatever_its_prefixes() {
        let (notes, cells) = notes();
        let new = drawing(&cells, &notes);
        assert_eq!(shapes_of(&new), 2);
        assert_eq!(shapes_of(&drawn(&new, &cells, &notes).unwrap()), 4);
        let other = "<xml xmlns:ns1=\"urn:schemas-microsoft-com:vml\"><ns1:shape id=\"_x0000_s1030\"></ns1:shape></xml>";
        let both = drawn(other, &cells, &notes).unwrap();
        assert_eq!(shapes_of(&both), 3);
        assert!(
            both.contains("\"_x0000_s1031\"") && both.contains("\"_x0000_s1032\""),
            "{both}"
        );
        assert!(drawn("<x:xml/>", &cells, &notes).is_err());
    }

    #[test]
    fn a_thread_keeps_its_words_and_a_note_has_ours_behind_its_own() {
        let (notes, _) = notes();
        let xml = format!(
            "<comments xmlns=\"{MAIN}\"><authors><author/><author xml:space=\"preserve\">tc={{1}}</author><author>人</author>\
             </authors><commentList><comment ref=\"A2\" authorId=\"1\"><text><t>话题</t></text></comment>\
             <comment ref=\"E3\" authorId=\"2\"><text><t>原话</t></text></comment></commentList></comments>"
        );
        let (out, fresh) = behind(&xml, &notes).unwrap();
        assert!(fresh.is_empty());
        assert!(out.contains("<text><t>话题</t></text>"), "{out}");
        assert!(out.contains("<text><r><t>原话</t></r><r>"), "{out}");
    }
}
