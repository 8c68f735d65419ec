//! What two copies of one provision have in common: text without the accidents of typing. Knows no article.

use crate::model::hex;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Normalised text: NFKC, every blank removed, quotes, dashes, full stops and brackets unified, `**` dropped. Two texts
/// that normalise alike say the same; SHA-256 of an outline is taken of this.
pub fn normalise(text: &str) -> String {
    let seen: String = text
        .nfkc()
        .filter(|c| {
            !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        })
        .collect();
    // What stood apart may compose once the blanks between are gone.
    seen.replace("**", "").nfkc().map(unify).collect()
}

fn unify(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' | '‛' | '`' => '\'',
        '。' => '.',
        '〔' | '【' | '[' => '(',
        '〕' | '】' | ']' => ')',
        '‐' | '‑' | '–' | '—' | '―' | '−' | '─' => '-',
        '•' | '‧' | '∙' | '・' => '·',
        c => c,
    }
}

/// SHA-256 of the words, in hexadecimal.
pub(super) fn sha256(words: &str) -> String {
    hex(&Sha256::digest(words.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accidents_of_typing_vanish() {
        assert_eq!(
            normalise("**第一条** “甲”（乙）；丙。"),
            normalise("第一条 \"甲\"(乙);\n　丙.")
        );
        assert_ne!(normalise("甲、乙"), normalise("甲,乙"));
    }

    #[test]
    fn what_a_blank_kept_apart_composes() {
        // NFKC of a free-standing accent is a blank with the accent.
        assert_eq!(normalise("i\u{384}"), normalise(&normalise("i\u{384}")));
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "\\PC{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
