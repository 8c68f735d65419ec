//! Text that any reader of XML 1.0 takes: what it may not hold stands as its number. Knows no report.

use crate::model::visible;
use quick_xml::escape::escape;

/// The value of an attribute, in which breaks would be lost.
pub(super) fn attribute(text: &str) -> String {
    self::text(&visible(text))
}

/// The text of an element.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_xml(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    escape(out.as_str()).into_owned()
}

/// Whether XML 1.0 has the character, and nobody advises against it.
fn is_xml(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    #[test]
    fn what_xml_may_not_hold_is_seen() {
        assert_eq!(
            text("a\u{0}\u{1b}\u{FFFF}]]>\n"),
            "a\\u{0}\\u{1b}\\u{ffff}]]&gt;\n"
        );
        assert_eq!(attribute("\"\n<&'"), "&quot;\\n&lt;&amp;&apos;");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_xml(said in any::<String>()) {
            let document = format!("<a b=\"{}\">{}</a>", attribute(&said), text(&said));
            let mut reader = Reader::from_str(&document);
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(Event::Start(tag)) => prop_assert_eq!(tag.attributes().filter_map(Result::ok).count(), 1),
                    Ok(_) => {}
                    Err(error) => prop_assert!(false, "{}: {}", document, error),
                }
            }
            prop_assert!(document.chars().all(is_xml));
        }
    }
}
