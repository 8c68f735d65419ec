//! What is said of a finding in plain words, in both languages.

use crate::model::{Text, text};

pub(in crate::report) fn now(observed: &str) -> Text {
    text!("现状：{observed}", "observed: {observed}")
}

pub(in crate::report) fn should(expected: &Text) -> Text {
    let Text { zh, en } = expected;
    text!("应为：{zh}", "expected: {en}")
}

pub(in crate::report) fn of_whom(subject: &str) -> Text {
    text!("目录：{subject}", "entry: {subject}")
}

pub(in crate::report) fn by_law(title: &Text, citation: &str) -> Text {
    let Text { zh, en } = title;
    text!("依据：《{zh}》{citation}", "basis: {en}, {citation}")
}

pub(in crate::report) fn liable(liability: &Text) -> Text {
    let Text { zh, en } = liability;
    text!("责任：{zh}", "liability: {en}")
}

pub(in crate::report) fn advice(suggestion: &Text) -> Text {
    let Text { zh, en } = suggestion;
    text!("建议：{zh}", "suggestion: {en}")
}
