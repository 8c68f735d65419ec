//! The evidence: which bytes were audited, by which packs, on which day, by which version.

use super::escape::esc;
use super::{Page, end_table, table};
use crate::report::{reprieve, words};
use std::io::{self, Write};

impl Page<'_> {
    pub(super) fn evidence(&self, out: &mut dyn Write) -> io::Result<()> {
        self.part(3, out)?;
        self.heading(&words::html::run_of(), out)?;
        writeln!(out, "<p>{}</p>", self.say(&words::tool(self.context.as_of)))?;
        self.note(&words::html::repeatable(), out)?;
        self.heading(&words::html::packs(), out)?;
        table("evidence packs", &words::html::pack_heads(self.lang()), out)?;
        for active in &self.outcome.instruments {
            let said = words::instrument(&active.pack.instrument, self.context.as_of);
            writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"hash\">{}</td></tr>",
                esc(&active.pack.instrument.id),
                self.say(&said),
                esc(&active.pack.sha256)
            )?;
        }
        end_table(out)?;
        self.heading(&words::html::inputs(), out)?;
        table("evidence", &words::html::input_heads(self.lang()), out)?;
        for input in &self.outcome.inputs {
            writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"hash\">{}</td></tr>",
                esc(&input.path),
                esc(input.format.as_deref().unwrap_or("—")),
                input.bytes,
                esc(if input.sha256.is_empty() {
                    "—"
                } else {
                    &input.sha256
                })
            )?;
        }
        end_table(out)?;
        self.reprieve(out)?;
        writeln!(out, "</section>")
    }

    /// Who answers for what does not count.
    fn reprieve(&self, out: &mut dyn Write) -> io::Result<()> {
        let lines = reprieve::lines(self.outcome);
        if lines.is_empty() {
            return Ok(());
        }
        self.heading(&words::reprieve_heading(), out)?;
        writeln!(out, "<ul class=\"reprieve\">")?;
        for line in &lines {
            writeln!(out, "<li>{}</li>", self.say(line))?;
        }
        writeln!(out, "</ul>")
    }
}
