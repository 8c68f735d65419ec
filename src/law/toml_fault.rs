//! What the TOML reader objects to, as a fault in both languages. Knows no key by name.

use super::words;
use crate::model::{Fault, nearest};
use std::ops::Range;

/// A fault from an error of the TOML reader; `whole` where the error has no place of its own.
pub fn translate(error: &toml::de::Error, whole: Range<usize>) -> Fault {
    let span = error.span().unwrap_or(whole);
    let message = error.message();
    if let Some(key) = message.strip_prefix("missing field ").map(unquoted) {
        return Fault::new(span, words::missing_key(key));
    }
    if let Some((what, known)) = message.split_once(", expected ") {
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        let fault = |text, word: &str| {
            let fault = Fault::new(span.clone(), text);
            match nearest(word, known.iter().copied()) {
                Some(near) => fault.help(words::did_you_mean(near)),
                None if known.is_empty() => fault,
                None => fault.help(words::one_of(&known)),
            }
        };
        if let Some(key) = what.strip_prefix("unknown field ").map(unquoted) {
            return fault(words::unknown_key(key), key);
        }
        if let Some(value) = what.strip_prefix("unknown variant ").map(unquoted) {
            return fault(words::unknown_value(value), value);
        }
        if let Some(found) = what.strip_prefix("invalid type: ") {
            return Fault::new(span, words::wrong_type(found, message));
        }
    }
    Fault::new(span, words::malformed(message))
}

/// A fault from an error of syntax.
pub fn syntax(error: &toml::de::Error, whole: Range<usize>) -> Fault {
    Fault::new(error.span().unwrap_or(whole), words::syntax(error.message()))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches('`')
}
