//! Official texts as they are obtained: page breaks inside sentences, bold marks, captions, tables of contents, comments
//! of the database, footers of the web page. Takes them apart or refuses with the line; knows nothing of requirements.

mod error;
mod lines;
mod marks;
mod shape;
#[cfg(test)]
mod tests;

use super::statute::{Article, Statute};
use lines::Line;

pub use error::{TextError, Why};

/// How many of the last articles may hold the clause on taking effect.
const LAST: usize = 3;

/// Takes a text apart.
pub fn parse(source: &str) -> Result<Statute, TextError> {
    let lines = lines::read(source);
    let mut drafts = shape::split(&lines)?;
    let Some(last) = drafts.last_mut() else {
        let line = lines.first().map_or(1, |l| l.number);
        return Err(TextError {
            line,
            why: Why::NotAnInstrument,
        });
    };
    let (end, number) = (last.lines.last().map_or(last.line, |l| l.number), last.number);
    drop_footer(&mut last.lines);
    let articles: Vec<Article> = drafts.iter().map(shape::article).collect::<Result<_, _>>()?;
    let commences = |a: &Article| a.paragraphs.iter().any(|p| marks::commences(&p.words()));
    if articles.iter().rev().take(LAST).any(commences) {
        Ok(Statute { articles })
    } else {
        Err(TextError {
            line: end,
            why: Why::CutShort { article: number },
        })
    }
}

/// What follows the clause on taking effect in the last article is the signature, the date of printing or the web page,
/// unless it repeals something.
fn drop_footer(lines: &mut Vec<Line>) {
    let mut running = String::new();
    let end = lines.iter().position(|line| {
        running.push_str(&line.text);
        marks::commences(&running) && marks::finished(&line.text)
    });
    if let Some(end) = end {
        let tail = lines.split_off(end + 1);
        lines.extend(tail.into_iter().filter(|line| line.text.contains("废止")));
    }
}
