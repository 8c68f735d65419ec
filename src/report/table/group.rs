//! The findings of one requirement: exact counts, capped examples, and how they are laid out.

use super::Page;
use crate::audit::Finding;
use crate::check::Observed;
use crate::model::{Lang, Severity, visible};
use crate::report::{Context, words};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use std::collections::BTreeMap;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Below this width examples are listed with 应为 and 建议 under the cell instead of beside it.
const WIDE: usize = 120;

#[derive(Debug)]
pub(super) struct Group {
    pub(super) worst: Severity,
    counts: BTreeMap<Severity, u64>,
    total: u64,
    id: String,
    summary: String,
    basis: String,
    liability: String,
    examples: Vec<Example>,
}

#[derive(Debug, PartialEq, Eq)]
struct Example {
    severity: Severity,
    /// A column is missing: there is no cell to show.
    whole_column: bool,
    file: String,
    place: String,
    subject: String,
    observed: String,
    message: String,
    expected: String,
    suggestion: String,
}

impl Group {
    pub(super) fn new(finding: &Finding<'_>, lang: Lang) -> Self {
        let requirement = finding.requirement;
        let liability = match &requirement.liability {
            Some(l) => words::liability(l.fit, &l.citation.to_string()),
            None => words::no_liability(),
        };
        let title = finding.pack.instrument.title.of(lang);
        let basis = match lang {
            Lang::Zh => format!("《{title}》{}", requirement.citation),
            Lang::En => format!("{title}, {}", requirement.citation),
        };
        Self {
            worst: finding.severity,
            counts: BTreeMap::new(),
            total: 0,
            id: requirement.id.clone(),
            summary: requirement.summary.of(lang).to_owned(),
            basis,
            liability: liability.of(lang).to_owned(),
            examples: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, finding: &Finding<'_>, context: &Context) {
        self.worst = self.worst.max(finding.severity);
        *self.counts.entry(finding.severity).or_default() += 1;
        self.total += 1;
        if context.max_examples.is_none_or(|max| self.examples.len() < max) {
            self.examples.push(Example::new(finding, context.lang));
        }
    }

    pub(super) fn print(&self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = page.context.lang;
        let counts: Vec<String> = self
            .counts
            .iter()
            .rev()
            .map(|(&s, &n)| format!("{} {}", page.severity(s), page.say(&words::count(n))))
            .collect();
        writeln!(out, "{}  {}", counts.join(" · "), page.bold(&self.id))?;
        page.line(out, &words::label("  要求", "  asks", lang), &self.summary)?;
        page.line(out, &words::label("  依据", "  basis", lang), &self.basis)?;
        page.line(out, &words::label("  责任", "  liability", lang), &self.liability)?;
        let shared = Shared::of(&self.examples);
        for (label, text) in [
            (words::label("  说明", "  what", lang), shared.message),
            (words::label("  应为", "  expected", lang), shared.expected),
            (words::label("  建议", "  suggestion", lang), shared.suggestion),
        ] {
            if let Some(text) = text.filter(|t| !t.is_empty()) {
                page.line(out, &label, text)?;
            }
        }
        if self.examples.iter().all(|e| e.whole_column) {
            for example in &self.examples {
                page.line(
                    out,
                    &words::label("  位置", "  place", lang),
                    &example.place(page.several).replace('\n', " "),
                )?;
            }
        } else {
            for line in self.table(page, &shared).lines() {
                writeln!(out, "  {}", line.trim_end())?;
            }
        }
        let hidden = self.total - self.examples.len() as u64;
        if hidden > 0 {
            page.line(out, "  ", page.say(&words::more(hidden)))?;
        }
        writeln!(out)
    }

    fn table(&self, page: &Page<'_>, shared: &Shared<'_>) -> Table {
        let lang = page.context.lang;
        let wide = page.context.width >= WIDE;
        let mut head = match lang {
            Lang::Zh => vec!["位置", "目录名称 / 提供单位", "现状"],
            Lang::En => vec!["place", "catalog entry / provider", "observed"],
        };
        let own = [
            (
                if lang == Lang::Zh { "说明" } else { "what" },
                shared.message.is_none(),
            ),
            (
                if lang == Lang::Zh { "应为" } else { "expected" },
                shared.expected.is_none(),
            ),
            (
                if lang == Lang::Zh { "建议" } else { "suggestion" },
                shared.suggestion.is_none(),
            ),
        ];
        if wide {
            head.extend(own.iter().filter(|(_, apart)| *apart).map(|(name, _)| *name));
        }
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(page.context.width.saturating_sub(2).min(usize::from(u16::MAX)) as u16);
        table.set_header(head);
        for example in &self.examples {
            let mut cells = vec![
                example.place(page.several),
                example.subject.clone(),
                example.observed.clone(),
            ];
            let texts = [&example.message, &example.expected, &example.suggestion];
            for ((name, apart), text) in own.iter().zip(texts) {
                if !*apart {
                    continue;
                }
                if wide {
                    cells.push(text.clone());
                } else if let (Some(last), false) = (cells.last_mut(), text.is_empty()) {
                    last.extend(["\n", name, "：", text]);
                }
            }
            table.add_row(cells);
        }
        if let Some(column) = table.column_mut(0) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(6)));
        }
        table
    }
}

impl Example {
    fn new(finding: &Finding<'_>, lang: Lang) -> Self {
        let breach = finding.breach;
        let subject = finding.subject;
        let name = subject.catalog_name.or(subject.catalog_code);
        let parts = [name, subject.item, subject.provider].map(|part| part.map(|p| clip(&visible(p), 40)));
        let observed = match (breach.class, breach.observed.trim()) {
            (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
            (_, "") => words::empty_cell().of(lang).to_owned(),
            _ => clip(&visible(&breach.observed), 60),
        };
        Self {
            severity: finding.severity,
            whole_column: breach.class == Observed::NoColumn,
            file: finding.address.file.to_owned(),
            place: place(finding, lang),
            subject: parts.into_iter().flatten().collect::<Vec<_>>().join(" / "),
            observed,
            message: breach.message.of(lang).to_owned(),
            expected: breach.expected.of(lang).to_owned(),
            suggestion: breach
                .suggestion
                .as_ref()
                .map_or_else(String::new, |s| s.of(lang).to_owned()),
        }
    }

    fn place(&self, several: bool) -> String {
        if several {
            format!("{}\n{}", visible(&self.file), self.place)
        } else {
            self.place.clone()
        }
    }
}

/// `资源目录!F12`, or which header row lacks a column.
fn place(finding: &Finding<'_>, lang: Lang) -> String {
    if finding.breach.class != Observed::NoColumn {
        return visible(&finding.address.to_string());
    }
    let header = words::header_rows(&[finding.breach.place.row()]);
    let sheet = finding.address.sheet.map(|sheet| format!("{} ", visible(sheet)));
    format!("{}{}", sheet.unwrap_or_default(), header.of(lang))
}

/// What all examples say alike, and is therefore said once.
struct Shared<'a> {
    message: Option<&'a str>,
    expected: Option<&'a str>,
    suggestion: Option<&'a str>,
}

impl<'a> Shared<'a> {
    fn of(examples: &'a [Example]) -> Self {
        let same = |text: fn(&Example) -> &str| {
            let first = text(examples.first()?);
            examples.iter().all(|e| text(e) == first).then_some(first)
        };
        Self {
            message: same(|e| &e.message),
            expected: same(|e| &e.expected),
            suggestion: same(|e| &e.suggestion),
        }
    }
}

/// At most so many columns of text, with an ellipsis where it was cut.
fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Breaks text into lines of at most `width` columns: at blanks between Latin words, anywhere between Chinese
/// characters, never before a closing mark or after an opening one.
pub(in crate::report) fn wrap(text: &str, width: usize) -> Vec<String> {
    const CLOSING: &str = ",.;:!?)]}、。，；：！？）】》」』”’…%";
    const OPENING: &[char] = &['（', '“', '‘', '《', '〈', '【', '「', '『', '(', '['];
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut word = String::new();
    let mut flush = |line: &mut String, word: &mut String| {
        if !line.is_empty() && line.width() + word.trim_end().width() > width {
            lines.push(std::mem::take(line).trim_end().to_owned());
        }
        line.push_str(word);
        word.clear();
    };
    for c in text.chars() {
        let breaks_before = c.width().unwrap_or(0) > 1 && !CLOSING.contains(c) && !word.ends_with(OPENING);
        if breaks_before || word.ends_with(' ') && c != ' ' {
            flush(&mut line, &mut word);
        }
        word.push(c);
    }
    flush(&mut line, &mut word);
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wraps_chinese_and_latin() {
        assert_eq!(
            wrap("目录须载明数据更新频率。", 10),
            ["目录须载明", "数据更新频", "率。"]
        );
        assert_eq!(wrap("第二条（人工），甲", 8), ["第二条", "（人工），", "甲"]);
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("", 8), [""]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing(text in "[a-z 目录,。()]{0,60}", width in 4usize..30) {
            let glued: String = wrap(&text, width).concat();
            let bare = |s: &str| s.replace(' ', "");
            prop_assert_eq!(bare(&glued), bare(&text));
        }
    }
}
