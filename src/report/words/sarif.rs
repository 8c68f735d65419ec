//! What a SARIF log says beside the findings, in both languages.

use crate::ingest::Stopped;
use crate::model::{Text, text};

/// Why a file was not audited, and what to do.
pub(in crate::report) fn stopped(path: &str, stopped: &Stopped) -> Text {
    let Text { zh, en } = super::not_read(path, &stopped.message);
    match &stopped.help {
        Some(Text {
            zh: help_zh,
            en: help_en,
        }) => text!("{zh}。办法：{help_zh}", "{en}. Help: {help_en}"),
        None => text!("{zh}", "{en}"),
    }
}

/// Where more is said of a requirement.
pub(in crate::report) fn ask_explain(id: &str) -> Text {
    text!(
        "怎样判断、怎样改：dataaudit explain {id}",
        "how it is judged and mended: dataaudit explain {id}"
    )
}
