//! What a typed datum of `SpreadsheetML` holds, in the spelling every reader uses.

use crate::model::Kind;

/// The type a datum declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Date,
    Bool,
    Error,
}

impl Type {
    /// An unknown type is read as text, which loses nothing.
    pub(super) fn of(name: Option<&str>) -> Self {
        match name {
            Some("Number") => Self::Number,
            Some("DateTime") => Self::Date,
            Some("Boolean") => Self::Bool,
            Some("Error") => Self::Error,
            Some(_) | None => Self::Text,
        }
    }

    /// Kind and text of a cell that holds `raw`.
    pub(super) fn read(self, raw: String) -> (Kind, String) {
        match self {
            _ if raw.is_empty() => (Kind::Empty, raw),
            Self::Text => (Kind::Text, raw),
            Self::Number => (Kind::Number, number(raw.trim())),
            Self::Date => (Kind::Date, date(raw.trim())),
            Self::Bool => match raw.trim() {
                "1" | "true" | "TRUE" => (Kind::Bool, "TRUE".to_owned()),
                "0" | "false" | "FALSE" => (Kind::Bool, "FALSE".to_owned()),
                _ => (Kind::Text, raw),
            },
            Self::Error => (Kind::Error, raw),
        }
    }
}

/// A number as written where it is written plainly: digits beyond what a float holds are kept. Exponents and trailing
/// zeros give way to the shortest spelling.
fn number(raw: &str) -> String {
    let plain = raw.strip_prefix('-').unwrap_or(raw);
    let is_plain = match plain.split_once('.') {
        None => digits(plain),
        Some((whole, part)) => digits(whole) && digits(part) && !part.ends_with('0'),
    };
    match raw.parse::<f64>() {
        Ok(value) if !is_plain && value.is_finite() && value.abs() < 1e21 => value.to_string(),
        _ => raw.to_owned(),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `2025-03-01T00:00:00.000` as `2025-03-01`; with its time, to the second, where it has one.
fn date(raw: &str) -> String {
    let Some((day, time)) = raw.split_once('T') else {
        return raw.to_owned();
    };
    let time = time.split('.').next().unwrap_or_default();
    match time {
        "" | "00:00:00" => day.to_owned(),
        _ => format!("{day} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_the_common_spelling() {
        for (name, raw, kind, text) in [
            ("Number", "110101199003075123", Kind::Number, "110101199003075123"),
            ("Number", "1.50", Kind::Number, "1.5"),
            ("Number", "2E+3", Kind::Number, "2000"),
            ("Number", "-0.25", Kind::Number, "-0.25"),
            ("Number", "NaN", Kind::Number, "NaN"),
            ("DateTime", "2025-03-01T00:00:00.000", Kind::Date, "2025-03-01"),
            (
                "DateTime",
                "2025-03-01T10:05:00.000",
                Kind::Date,
                "2025-03-01 10:05:00",
            ),
            ("Boolean", "1", Kind::Bool, "TRUE"),
            ("Boolean", "是", Kind::Text, "是"),
            ("Error", "#REF!", Kind::Error, "#REF!"),
            ("String", "007", Kind::Text, "007"),
            ("String", "", Kind::Empty, ""),
        ] {
            assert_eq!(
                Type::of(Some(name)).read(raw.to_owned()),
                (kind, text.to_owned()),
                "{name} {raw}"
            );
        }
    }
}
