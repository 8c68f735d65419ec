//! Which limit a part of a workbook falls under.

pub(super) use crate::ingest::limits::{Limit, Limits, raise, stands};

/// The limit of a part by its normalised name.
pub(super) fn of_part(name: &str) -> Limit {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    match stem {
        "sharedstrings" => Limit::Strings,
        "styles" | "workbook" | "[content_types]" => Limit::Styles,
        _ if stem.starts_with("theme") || name.contains("_rels/") => Limit::Styles,
        _ => Limit::Part,
    }
}
