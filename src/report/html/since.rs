//! What became of the findings of earlier reports: the numbers, how far they can be compared, departments, provisions.

use super::bar::bar;
use super::escape::esc;
use super::{Page, SINCE, end_table, table};
use crate::model::Text;
use crate::report::diff::{
    Comparison, Counted, article_heads, articles_heading, bars_told, count_heads, department_heads,
    departments_heading, heading, title_of,
};
use crate::report::words;
use std::io::{self, Write};

impl Page<'_> {
    /// The comparison, where one was asked for.
    pub(super) fn since(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(compared) = self.former else {
            return Ok(());
        };
        writeln!(
            out,
            "<section class=\"part\" id=\"{SINCE}\">\n<h2>{}</h2>",
            self.say(&heading())
        )?;
        self.in_all(compared, out)?;
        let sentences = compared.sentences();
        sentences.iter().try_for_each(|said| self.note(said, out))?;
        if compared.changes.is_empty() {
            return writeln!(out, "</section>");
        }
        self.note(&bars_told(), out)?;
        let departments = compared.by_department(self.lang());
        self.counted(&departments_heading(), &department_heads(), &departments, out)?;
        let titled = |id: &str| title_of(self.outcome, id, self.lang());
        let articles = compared.by_article(&titled);
        self.counted(&articles_heading(), &article_heads(), &articles, out)?;
        writeln!(out, "</section>")
    }

    fn in_all(&self, compared: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        let all = compared.in_all();
        let [heads @ .., rate] = count_heads();
        writeln!(
            out,
            "<dl class=\"numbers\" aria-label=\"{}\">",
            self.say(&words::html::counts())
        )?;
        let told = all.rate.as_deref().unwrap_or("—");
        self.number(&rate, told, "rate", out)?;
        for ((head, n), class) in heads.iter().zip(all.numbers).zip(CLASSES) {
            let class = if n == 0 { "" } else { class };
            self.number(head, &n.to_string(), class, out)?;
        }
        writeln!(out, "</dl>")
    }

    fn number(&self, head: &Text, value: &str, class: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<div class=\"{class}\"><dt>{}</dt><dd>{}</dd></div>",
            self.say(head),
            esc(value)
        )
    }

    /// A table with a bar of what is settled and what is not.
    fn counted(
        &self,
        heading: &Text,
        heads: &[Text],
        lines: &[Counted],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.heading(heading, out)?;
        let blank = [""];
        let [name, rest @ ..] = heads else { return Ok(()) };
        let heads: Vec<&str> = [name.of(self.lang())]
            .into_iter()
            .chain(blank)
            .chain(rest.iter().map(|head| head.of(self.lang())))
            .collect();
        let with_resources = heads.len() > 2 + count_heads().len();
        table("chart since", &heads, out)?;
        for line in lines {
            let [before, now, new, returned, remaining, settled, not_audited] = line.numbers;
            write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"drawn\">",
                esc(&line.name)
            )?;
            let whole = settled + remaining + returned + new + not_audited;
            let parts = [
                ("pass", settled),
                ("error", remaining + returned + new),
                ("track", not_audited),
            ];
            bar(&parts, whole, out)?;
            write!(out, "</td>")?;
            for n in [before, now, new, returned, remaining, settled, not_audited] {
                write!(out, "<td>{n}</td>")?;
            }
            write!(out, "<td>{}</td>", esc(line.rate.as_deref().unwrap_or("—")))?;
            if with_resources {
                write!(out, "<td>{}</td>", esc(line.resources.as_deref().unwrap_or("—")))?;
            }
            writeln!(out, "</tr>")?;
        }
        end_table(out)
    }
}

/// How the numbers are coloured: new and returned ones are for concern.
const CLASSES: [&str; 7] = ["", "", "error", "error", "warning", "pass", ""];
