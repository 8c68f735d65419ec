//! Hostile text made inert: in markup, in a block of data, in an address. Knows no page.

use crate::model::visible;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Write};

/// Text as it may stand in markup or in a quoted attribute, what is invisible in it made visible.
pub(super) fn esc(text: &str) -> Escaped {
    Escaped(visible(text))
}

/// See [`esc`].
#[derive(Debug)]
pub(super) struct Escaped(String);

impl fmt::Display for Escaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            c => fmt::Write::write_char(f, c),
        })
    }
}

/// JSON that may stand inside a `script` element: nothing in it ends the element or a line of script.
pub(super) fn data<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Inert);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

struct Inert;

impl serde_json::ser::Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (plain, tail) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                out.write_all(format!("\\u{:04x}", u32::from(c)).as_bytes())?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// What a Content-Security-Policy names an inline script or style by.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let three = (0..3).fold(0u32, |n, i| {
            n << 8 | u32::from(chunk.get(i).copied().unwrap_or(0))
        });
        for i in 0..4 {
            let digit = DIGITS.get((three >> (18 - 6 * i) & 63) as usize).copied();
            let digit = digit.filter(|_| i <= chunk.len()).unwrap_or(b'=');
            out.push(char::from(digit));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(value: &str) -> String {
        let mut out = Vec::new();
        data(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markup_is_inert() {
        assert_eq!(
            esc("<img src=x onerror='a(\"&\")'>\u{202E}\n").to_string(),
            "&lt;img src=x onerror=&#39;a(&quot;&amp;&quot;)&#39;&gt;\\u{202e}\\n"
        );
    }

    #[test]
    fn data_is_inert() {
        assert_eq!(
            block("</script><!--&\u{2028}\u{2029}\"\\"),
            "\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\\\"\\\\\""
        );
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    proptest! {
        #[test]
        fn data_says_what_was_said(text in any::<String>()) {
            let block = block(&text);
            let marked = block.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']);
            prop_assert!(!marked);
            prop_assert_eq!(serde_json::from_str::<String>(&block).unwrap(), text);
        }

        #[test]
        fn markup_holds_no_mark(text in any::<String>()) {
            let marked = esc(&text).to_string().contains(['<', '>', '"', '\'', '\n']);
            prop_assert!(!marked);
        }
    }
}
