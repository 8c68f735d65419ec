//! A source into its lines of words: comments, bold marks, bullets, page numbers and blank lines gone, headings marked.

/// One line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Line of the source, from 1.
    pub(super) number: u32,
    pub(super) text: String,
    /// The source marks it as a heading with `#`.
    pub(super) heading: bool,
}

/// The lines of a source.
pub(super) fn read(source: &str) -> Vec<Line> {
    let mut comment = false;
    let mut out = Vec::new();
    for (i, raw) in source.lines().enumerate() {
        let shown = without_comments(raw, &mut comment).replace("**", "");
        let shown = shown.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
        let unmarked = shown.trim_start_matches('#');
        let heading = unmarked.len() < shown.len();
        let text = unbulleted(unmarked.trim_start());
        if !text.is_empty() && !is_page_number(text) {
            out.push(Line {
                number: i as u32 + 1,
                text: text.to_owned(),
                heading,
            });
        }
    }
    out
}

/// The line without `<!-- … -->`; `open` carries a comment over lines.
fn without_comments(line: &str, open: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    loop {
        if *open {
            match rest.split_once("-->") {
                Some((_, after)) => {
                    *open = false;
                    rest = after;
                }
                None => return out,
            }
        }
        let Some((before, after)) = rest.split_once("<!--") else {
            out.push_str(rest);
            return out;
        };
        out.push_str(before);
        *open = true;
        rest = after;
    }
}

fn unbulleted(line: &str) -> &str {
    ["- ", "* ", "+ ", "• ", "· ", "●", "•"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
        .trim_start()
}

/// `- 3 -`, `— 12 —`, `7`.
fn is_page_number(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '—' | '–' | '·' | '―'))
}
