//! Faults under the lines they stand in, as people read them. Knows nothing of what the file is for.

use super::words;
use crate::model::{Fault, Lang};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};
use std::ops::Range;

/// All faults of a file, each with its line, a caret under the words meant, and the way out.
pub fn render(file: &str, source: &str, faults: &[Fault], lang: Lang, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let (error, help) = (words::error_label(), words::help_label());
    let mut out = String::new();
    for fault in faults {
        let snippet = Snippet::source(source)
            .path(file)
            .annotation(AnnotationKind::Primary.span(clamped(source, &fault.span)));
        let mut group = Level::ERROR
            .with_name(error.of(lang))
            .primary_title(fault.message.of(lang))
            .element(snippet);
        if let Some(advice) = &fault.help {
            group = group.element(Level::HELP.with_name(help.of(lang)).message(advice.of(lang)));
        }
        out.push_str(&renderer.render(&[group]));
        out.push('\n');
    }
    out
}

/// The first line of a span, inside the source and on character boundaries.
fn clamped(source: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor(source, span.start);
    let end = floor(source, span.end).max(start);
    let line = source
        .get(start..end)
        .and_then(|s| s.find('\n'))
        .map_or(end, |newline| start + newline);
    start..line
}

fn floor(source: &str, mut at: usize) -> usize {
    at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Text, text};
    use proptest::prelude::*;

    #[test]
    fn the_caret_stands_under_the_words() {
        let source = "甲 = 1\n名称 = \"乙\"\n";
        let at = source.find("\"乙\"").unwrap();
        let fault = Fault::new(at..at + 5, text!("写法不对", "malformed")).help(text!("改一改", "change it"));
        let zh = render("包.toml", source, std::slice::from_ref(&fault), Lang::Zh, false);
        let en = render("包.toml", source, &[fault], Lang::En, false);
        assert!(
            zh.contains("错误: 写法不对") && zh.contains("包.toml:2:6") && zh.contains("帮助: 改一改"),
            "{zh}"
        );
        assert!(zh.contains("2 | 名称 = \"乙\"") && zh.contains("^^^^"), "{zh}");
        assert!(
            en.contains("error: malformed") && en.contains("help: change it"),
            "{en}"
        );
    }

    proptest! {
        #[test]
        fn no_span_makes_it_panic(source in "\\PC{0,20}\n?\\PC{0,9}", a in 0usize..60, b in 0usize..60) {
            let fault = Fault::new(a..b, Text::same("x"));
            prop_assert!(render("f", &source, &[fault], Lang::Zh, false).contains('x'));
        }
    }
}
