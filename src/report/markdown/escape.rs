//! Text that GitHub and GitLab show as it is: no markup, no link, no formula, nobody called.

use crate::model::visible;

/// Stands after a character that would begin a mention, a reference, an emoji or a link: joins words, is not seen.
const JOINER: char = '\u{2060}';

/// One line of text that shows as it was written. What nobody sees, line breaks among it, is written out.
pub(in crate::report) fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next().unwrap_or(' ');
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A backslash does not keep it from beginning a formula.
            '$' => out.push_str("<span>$</span>"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '|' | '~' | '#' | '!' => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
        if begins(before, c, next) {
            out.push(JOINER);
        }
        before = c;
    }
    out
}

/// Whether a character and the next would be taken for more than text. Mentions, references and links are looked for
/// in what is left after backslashes are gone.
fn begins(before: char, c: char, next: char) -> bool {
    let word = next.is_alphanumeric() || matches!(next, '_' | '-' | '"');
    match c {
        '@' => true,
        '#' | '&' | '~' | '%' | '^' => word,
        '!' => next.is_ascii_digit(),
        ':' => next == '/' || next.is_ascii_alphabetic() || matches!(next, '+' | '-'),
        // `GH-12`, `www.`: the second is linked wherever it stands.
        '-' => before.eq_ignore_ascii_case(&'h') && next.is_ascii_digit(),
        '.' => before.eq_ignore_ascii_case(&'w'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_markup() {
        for (text, shown) in [
            ("a|b", "a\\|b"),
            (
                "`x` *y* _z_ ~~w~~",
                "\\`x\\` \\*y\\* \\_z\\_ \\~\\~\u{2060}w\\~\\~",
            ),
            ("[t](u)", "\\[t\\]\\(u\\)"),
            ("<img src=x>", "&lt;img src=x&gt;"),
            ("&lt;", "&amp;\u{2060}lt;"),
            ("@all", "@\u{2060}all"),
            ("#12", "\\#\u{2060}12"),
            ("GH-12", "GH-\u{2060}12"),
            ("https://a.cn", "https:\u{2060}//a.cn"),
            ("www.a.cn", "www.\u{2060}a.cn"),
            (":tada:", ":\u{2060}tada:"),
            ("$x$", "<span>$</span>x<span>$</span>"),
            ("a\nb\\", "a\\\\nb\\\\"),
            ("资源目录!F12 12:30 50%", "资源目录\\!F12 12:30 50%"),
        ] {
            assert_eq!(escaped(text), shown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_bare_is_left(text in "[ -~\n\r\t目录\u{2060}]{0,40}") {
            let shown = escaped(&text).replace("<span>$</span>", "");
            prop_assert!(!shown.contains(['\n', '\r', '\t', '<', '>', '$']));
            let mut inside = shown.chars();
            while let Some(c) = inside.next() {
                match c {
                    '\\' => prop_assert!(inside.next().is_some_and(|c| c.is_ascii_punctuation())),
                    '@' => prop_assert_eq!(inside.next(), Some(JOINER)),
                    c => prop_assert!(!"`*_{}[]()|~#!".contains(c), "{c} in {shown}"),
                }
            }
        }

        #[test]
        fn nothing_is_lost(text in "[a-zA-Z0-9 目录@#:/.|*_<>&]{0,40}") {
            let shown = escaped(&text).replace([JOINER, '\\'], "");
            let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            prop_assert_eq!(shown, text);
        }
    }
}
