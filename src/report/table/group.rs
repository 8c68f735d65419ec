//! The findings of one requirement, or of several that ask the same: exact counts, capped examples, and how they are
//! laid out.

use super::Page;
use super::example::Example;
use crate::audit::Finding;
use crate::model::{Lang, Severity, Text, visible};
use crate::report::{Context, words};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use std::collections::BTreeMap;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Below this width examples are listed with 应为 and 建议 under the cell instead of beside it.
const WIDE: usize = 120;

/// A requirement as the page shows it.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) jurisdiction: String,
    pub(super) id: String,
    pub(super) concept: String,
    title: Text,
    summary: String,
    basis: String,
    /// The provision word for word, where its text is at hand.
    quote: Option<String>,
    liability: Text,
}

/// Places where one requirement is broken, or several that ask the same under different instruments.
#[derive(Debug)]
pub(super) struct Group {
    /// The worst that counts, where anything does.
    pub(super) worst: Option<Severity>,
    /// For each of its requirements the findings of each level, and those that do not count.
    counts: Vec<BTreeMap<Option<Severity>, u64>>,
    places: u64,
    examples: Vec<Example>,
}

impl Head {
    pub(super) fn new(finding: &Finding<'_>, context: &Context) -> Self {
        let (requirement, lang) = (finding.requirement, context.lang);
        let title = &finding.pack.instrument.title;
        let basis = match lang {
            Lang::Zh => format!("《{}》{}", title.zh, requirement.citation),
            Lang::En => format!("{}, {}", title.en, requirement.citation),
        };
        Self {
            jurisdiction: finding.pack.instrument.id.clone(),
            id: requirement.id.clone(),
            concept: requirement.concept.clone(),
            title: title.clone(),
            summary: requirement.summary.of(lang).to_owned(),
            basis,
            quote: context
                .texts
                .quote(&finding.pack.instrument.id, &requirement.citation),
            liability: match &requirement.liability {
                Some(l) => words::liability(l.fit, &l.citation.to_string()),
                None => words::no_liability(),
            },
        }
    }
}

impl Group {
    /// A group of so many requirements.
    pub(super) fn new(requirements: usize) -> Self {
        Self {
            worst: None,
            counts: vec![BTreeMap::new(); requirements],
            places: 0,
            examples: Vec::new(),
        }
    }

    /// Whether it shows no more examples.
    pub(super) fn is_full(&self, context: &Context) -> bool {
        context.max_examples.is_some_and(|max| self.examples.len() >= max)
    }

    /// One place, with the level of each requirement broken there.
    pub(super) fn add(
        &mut self,
        severities: impl Iterator<Item = Option<Severity>>,
        example: Option<Example>,
        context: &Context,
    ) {
        for (counts, severity) in self.counts.iter_mut().zip(severities) {
            self.worst = self.worst.max(severity);
            *counts.entry(severity).or_default() += 1;
        }
        self.places += 1;
        if !self.is_full(context) {
            self.examples.extend(example);
        }
    }

    pub(super) fn print(&self, heads: &[&Head], page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(heads, page, out)?;
        let lang = page.context.lang;
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
                let place = example.whole(page.several).replace('\n', " ");
                let place = place + &example.lesser(self.worst, lang);
                page.line(out, &words::label("  位置", "  place", lang), &place)?;
            }
        } else {
            for line in self.table(page, &shared).lines() {
                writeln!(out, "  {}", line.trim_end())?;
            }
        }
        let hidden = self.places - self.examples.len() as u64;
        if hidden > 0 {
            page.line(out, "  ", page.say(&words::more(hidden)))?;
        }
        writeln!(out)
    }

    /// What is asked, by which instruments and with what liability.
    fn head(&self, heads: &[&Head], page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = page.context.lang;
        for (head, counts) in heads.iter().zip(&self.counts) {
            let levels = counts.iter().rev();
            let counts: Vec<String> = levels
                .map(|(&s, &n)| format!("{} {}", page.level(s), page.say(&words::count(n))))
                .collect();
            writeln!(out, "{}  {}", counts.join(" · "), page.bold(&head.id))?;
        }
        let liability = |head: &&Head| match heads {
            [_] => head.liability.of(lang).to_owned(),
            _ => page
                .say(&words::entitled(&head.title, &head.liability))
                .to_owned(),
        };
        let lines: [(_, Vec<String>); 3] = [
            (
                words::label("  要求", "  asks", lang),
                heads.iter().map(|h| h.summary.clone()).collect(),
            ),
            (
                words::label("  依据", "  basis", lang),
                heads.iter().map(|h| h.basis.clone()).collect(),
            ),
            (
                words::label("  责任", "  liability", lang),
                heads.iter().map(liability).collect(),
            ),
        ];
        for (label, mut texts) in lines {
            texts.dedup();
            page.line(out, &label, &texts.join(page.apart()))?;
        }
        heads
            .iter()
            .try_for_each(|head| Self::quote(head.quote.as_deref(), page, out))
    }

    /// The provision in its own lines, the label before the first.
    fn quote(quote: Option<&str>, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        let label = words::label("  原文", "  text", page.context.lang);
        let blank = " ".repeat(label.width());
        let lines = quote.into_iter().flat_map(str::lines);
        lines.enumerate().try_for_each(|(i, line)| {
            let label = if i == 0 { &label } else { &blank };
            page.line(out, label, &visible(line))
        })
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
                example.place(page.several) + &example.lesser(self.worst, lang),
                example.subject.clone(),
                example.observed(page.several, lang),
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
        assert_eq!(wrap("第二条（人工），甲", 8), ["第二条", "（人", "工），甲"]);
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
