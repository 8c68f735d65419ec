//! Outlines as TOML: one line a paragraph, the same bytes for the same outline.

use super::{Outline, Section, Term};
use std::fmt::{self, Write};

impl Outline {
    /// The outline file.
    pub fn print(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out);
        out
    }

    fn write(&self, out: &mut impl Write) -> fmt::Result {
        writeln!(
            out,
            "# Generated from the official text; holds key terms and digests, no statute text."
        )?;
        writeln!(out, "id = {}", quoted(&self.id))?;
        writeln!(out, "title = {}", quoted(&self.title))?;
        for article in &self.articles {
            writeln!(out, "\n[[article]]\nnumber = {}\nparagraph = [", article.number)?;
            for section in &article.paragraphs {
                writeln!(out, "  {},", line(section))?;
            }
            writeln!(out, "]")?;
        }
        Ok(())
    }
}

fn line(section: &Section) -> String {
    let terms: Vec<_> = section.terms.iter().map(|t| quoted(&term(t))).collect();
    let terms = if terms.is_empty() {
        String::new()
    } else {
        format!("terms = [{}], ", terms.join(", "))
    };
    format!(
        "{{ items = {}, {terms}sha256 = {} }}",
        section.items,
        quoted(&section.sha256)
    )
}

fn term(term: &Term) -> String {
    if term.items == [0] {
        return term.words.clone();
    }
    let items: Vec<_> = term.items.iter().map(u16::to_string).collect();
    format!("{}@{}", term.words, items.join(","))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
