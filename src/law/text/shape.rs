//! Lines into articles, lines of an article into paragraphs and items.

use super::super::statute::{Article, Paragraph};
use super::error::{TextError, Why};
use super::lines::Line;
use super::marks::{self, Head};

/// An article with its lines, not yet taken apart. The first line holds what follows the number.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) number: u16,
    pub(super) caption: Option<String>,
    pub(super) line: u32,
    pub(super) lines: Vec<Line>,
}

/// A run of lines that is one piece: a plain paragraph or an item.
struct Block {
    item: Option<u16>,
    text: String,
    line: u32,
}

/// Splits a text at its articles. What stands before the first is dropped.
pub(super) fn split(lines: &[Line]) -> Result<Vec<Draft>, TextError> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut open = false;
    for line in lines {
        let expected = drafts.last().map_or(1, |d| d.number.saturating_add(1));
        match marks::head(&line.text).filter(|h| h.clear || (h.number == expected && !open)) {
            Some(head) => {
                sequence(&head, expected, line.number)?;
                open = !marks::finished(head.rest);
                drafts.push(draft(&head, line));
            }
            None if line.heading || (!open && marks::is_heading(&line.text)) => {}
            None => {
                open = !marks::finished(&line.text);
                if let Some(last) = drafts.last_mut() {
                    last.lines.push(line.clone());
                }
            }
        }
    }
    Ok(drafts)
}

fn draft(head: &Head<'_>, line: &Line) -> Draft {
    Draft {
        number: head.number,
        caption: head.caption.map(str::to_owned),
        line: line.number,
        lines: vec![Line {
            number: line.number,
            text: head.rest.to_owned(),
            heading: false,
        }],
    }
}

fn sequence(head: &Head<'_>, expected: u16, line: u32) -> Result<(), TextError> {
    let found = head.number;
    let why = match found.cmp(&expected) {
        _ if head.inserted => Why::Inserted { article: found },
        std::cmp::Ordering::Equal => return Ok(()),
        std::cmp::Ordering::Less => Why::Repeated { article: found },
        std::cmp::Ordering::Greater => Why::Gap { expected, found },
    };
    Err(TextError { line, why })
}

/// Takes one article apart.
pub(super) fn article(draft: &Draft) -> Result<Article, TextError> {
    let blocks = blocks(draft)?;
    let at = |line, why| Err(TextError { line, why });
    let Some(last) = blocks.last() else {
        let article = draft.number;
        return at(draft.line, Why::Empty { article });
    };
    if !marks::finished(&last.text) {
        let article = draft.number;
        return at(last.line, Why::Unfinished { article });
    }
    Ok(Article {
        number: draft.number,
        caption: draft.caption.clone(),
        line: draft.line,
        paragraphs: paragraphs(&blocks)?,
    })
}

/// Joins lines that a page break tore apart, and tells items by their numbers.
fn blocks(draft: &Draft) -> Result<Vec<Block>, TextError> {
    let mut out: Vec<Block> = Vec::new();
    let mut due = 1;
    for line in draft.lines.iter().filter(|l| !l.text.is_empty()) {
        let unfinished = out.last().is_some_and(|b| !marks::finished(&b.text));
        let follows_item = out.last().is_some_and(|b| b.item.is_some());
        match (marks::item(&line.text), out.last_mut()) {
            (Some((number, rest)), _) if number == due || (number == 1 && !follows_item) => {
                due = number + 1;
                out.push(Block {
                    item: Some(number),
                    text: rest.to_owned(),
                    line: line.number,
                });
            }
            (_, Some(last)) if unfinished => {
                join(&mut last.text, &line.text);
                last.line = line.number;
            }
            (Some((found, _)), _) => {
                return Err(TextError {
                    line: line.number,
                    why: Why::Items { expected: due, found },
                });
            }
            (None, _) => out.push(Block {
                item: None,
                text: line.text.clone(),
                line: line.number,
            }),
        }
    }
    Ok(out)
}

/// A blank goes between two pieces only where both sides are Latin.
fn join(text: &mut String, more: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().last()) && latin(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

/// A lead with its items is one paragraph; plain text after items opens the next, unless the list goes on behind it.
fn paragraphs(blocks: &[Block]) -> Result<Vec<Paragraph>, TextError> {
    let mut out: Vec<Paragraph> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let items = out.last().map_or(0, |p| p.items.len());
        match block.item {
            Some(number) => {
                if out.is_empty() {
                    out.push(Paragraph::default());
                }
                let Some(paragraph) = out.last_mut().filter(|_| usize::from(number) == items + 1) else {
                    let expected = items as u16 + 1;
                    let why = Why::Items {
                        expected,
                        found: number,
                    };
                    return Err(TextError {
                        line: block.line,
                        why,
                    });
                };
                paragraph.items.push(block.text.clone());
            }
            None if goes_on(blocks, i, items) => {
                if let Some(item) = out.last_mut().and_then(|p| p.items.last_mut()) {
                    item.push('\n');
                    item.push_str(&block.text);
                }
            }
            None => out.push(Paragraph {
                lead: block.text.clone(),
                items: Vec::new(),
            }),
        }
    }
    Ok(out)
}

/// Whether the list of items that is open before block `at` continues after it.
fn goes_on(blocks: &[Block], at: usize, items: usize) -> bool {
    let next = blocks.iter().skip(at).find_map(|b| b.item);
    items > 0 && next.map(usize::from) == Some(items + 1)
}
