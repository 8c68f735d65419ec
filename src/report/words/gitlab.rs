//! What a code quality report says, in both languages.

use crate::model::{Text, text};

/// A finding with its place before it.
pub(in crate::report) fn at(place: &str, said: &str) -> Text {
    text!("{place}：{said}", "{place}: {said}")
}
