//! The template of a letter: what is typed by a user, read once, every fault told at its line. Knows no finding.

use super::super::words::notice as words;
use crate::model::{Fault, nearest};
use std::ops::Range;

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Heading,
    Flush,
    Signature,
    Body,
}

/// A text that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    Department,
    AsOf,
    Files,
    Instruments,
    Scope,
    Errors,
    Requirements,
    Doubts,
    Days,
    Due,
    Sum,
}

/// Something that stands on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Problems,
    Annexes,
    List,
    Verify,
    Reference,
}

const INLINE: &[(&str, Inline)] = &[
    ("department", Inline::Department),
    ("as_of", Inline::AsOf),
    ("files", Inline::Files),
    ("instruments", Inline::Instruments),
    ("scope", Inline::Scope),
    ("errors", Inline::Errors),
    ("requirements", Inline::Requirements),
    ("doubts", Inline::Doubts),
    ("days", Inline::Days),
    ("due", Inline::Due),
    ("sum", Inline::Sum),
];

const WHOLE: &[(&str, Whole)] = &[
    ("problems", Whole::Problems),
    ("annexes", Whole::Annexes),
    ("list", Whole::List),
    ("verify", Whole::Verify),
    ("reference", Whole::Reference),
];

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    Name(Inline),
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Style, Vec<Piece>),
    Whole(Whole),
    /// The annexes begin.
    Break,
}

/// A template without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub(super) blocks: Vec<Block>,
}

impl Template {
    /// Reads a template, or tells all its faults.
    pub fn read(source: &str) -> Result<Self, Vec<Fault>> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut faults = Vec::new();
        let mut comment = false;
        let mut at = 0;
        for whole in source.split_inclusive('\n') {
            let line = whole.trim_start_matches('\u{FEFF}').trim();
            let start = at + whole.find(line).unwrap_or(0);
            at += whole.len();
            comment |= line.starts_with("<!--");
            if comment {
                comment = !line.ends_with("-->");
            } else if line == "---" {
                if blocks.contains(&Block::Break) {
                    faults.push(Fault::new(start..start + line.len(), words::two_breaks()));
                }
                blocks.push(Block::Break);
            } else if !line.is_empty() {
                blocks.push(block(line, start, &mut faults));
            }
        }
        if !blocks.contains(&Block::Whole(Whole::List)) && faults.is_empty() {
            faults.push(Fault::new(0..0, words::no_list()).help(words::write_list()));
        }
        if faults.is_empty() {
            Ok(Self { blocks })
        } else {
            Err(faults)
        }
    }
}

fn block(line: &str, start: usize, faults: &mut Vec<Fault>) -> Block {
    let name = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let known = name.and_then(|name| WHOLE.iter().find(|(n, _)| *n == name.trim()));
    if let Some((_, whole)) = known {
        return Block::Whole(*whole);
    }
    let marks = [
        ("##", Style::Heading),
        ("#", Style::Title),
        ("<", Style::Flush),
        (">", Style::Signature),
    ];
    let marked = marks
        .iter()
        .find_map(|(mark, style)| Some((line.strip_prefix(mark)?, *style)));
    let (text, style) = marked.unwrap_or((line, Style::Body));
    let text = text.trim_start();
    let pieces = pieces(text, start + line.len() - text.len(), faults);
    Block::Paragraph(style, pieces)
}

fn pieces(text: &str, start: usize, faults: &mut Vec<Fault>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words_so_far = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = start + text.len() - rest.len();
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '{' | '}' if after.starts_with(c) => {
                words_so_far.push(c);
                rest = after.get(1..).unwrap_or_default();
            }
            '{' => {
                let Some((name, beyond)) = after.split_once('}') else {
                    faults.push(
                        Fault::new(at..at + rest.len(), words::open_brace()).help(words::write_twice()),
                    );
                    return pieces;
                };
                if let Some(name) = inline(name.trim(), at..at + name.len() + 2, faults) {
                    pieces.push(Piece::Words(std::mem::take(&mut words_so_far)));
                    pieces.push(Piece::Name(name));
                }
                rest = beyond;
            }
            '}' => {
                faults.push(Fault::new(at..at + 1, words::open_brace()).help(words::write_twice()));
                rest = after;
            }
            c => {
                words_so_far.push(c);
                rest = after;
            }
        }
    }
    pieces.push(Piece::Words(words_so_far));
    pieces
}

fn inline(name: &str, span: Range<usize>, faults: &mut Vec<Fault>) -> Option<Inline> {
    if let Some((_, inline)) = INLINE.iter().find(|(n, _)| *n == name) {
        return Some(*inline);
    }
    let fault = if WHOLE.iter().any(|(n, _)| *n == name) {
        Fault::new(span, words::not_alone(name))
    } else {
        let names = || {
            INLINE
                .iter()
                .map(|(n, _)| *n)
                .chain(WHOLE.iter().map(|(n, _)| *n))
        };
        let help = nearest(name, names()).map_or_else(
            || words::known_names(&names().collect::<Vec<_>>().join(" ")),
            words::meant,
        );
        Fault::new(span, words::unknown_name(name)).help(help)
    };
    faults.push(fault);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_where_it_stands() {
        let source = "# 标题 {departmnt}\n{list}\n有{problems}在句中\n没有完 {due\n多了 }\n";
        let faults = Template::read(source).unwrap_err();
        let said: Vec<&str> = faults
            .iter()
            .map(|f| source.get(f.span.clone()).unwrap())
            .collect();
        assert_eq!(said, ["{departmnt}", "{problems}", "{due", "}"]);
        assert!(
            faults
                .first()
                .unwrap()
                .help
                .as_ref()
                .unwrap()
                .zh
                .contains("department")
        );
    }

    #[test]
    fn a_letter_without_its_list_is_none() {
        assert_eq!(Template::read("# 标题\n").unwrap_err().len(), 1);
    }

    #[test]
    fn lines_are_paragraphs() {
        let read = Template::read("<!-- 说\n明 -->\n> {{甲}} {days}天\n\n---\n{ list }").unwrap();
        let words = |text: &str| Piece::Words(text.to_owned());
        let signature = vec![words("{甲} "), Piece::Name(Inline::Days), words("天")];
        assert_eq!(
            read.blocks,
            [
                Block::Paragraph(Style::Signature, signature),
                Block::Break,
                Block::Whole(Whole::List)
            ]
        );
    }
}
