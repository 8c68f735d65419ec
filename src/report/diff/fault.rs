//! Why what should be a report cannot be read as one, told by kind and place: the words of the JSON reader stand in one
//! language only.

use super::snapshot::Unusable;
use super::words;
use serde_json::Error;
use serde_json::error::Category;

/// Says it of a report.
pub(super) fn of(name: &str, why: &Error) -> Unusable {
    let at = (why.line(), why.column());
    match why.classify() {
        Category::Io => words::cannot_read(name, why.io_error_kind().unwrap_or(std::io::ErrorKind::Other)),
        Category::Eof => words::cut_short(name, Some(at)),
        Category::Syntax => words::no_json(name, at),
        Category::Data => of_data(name, &why.to_string(), at),
    }
}

fn of_data(name: &str, said: &str, at: (usize, usize)) -> Unusable {
    let quoted = said.split('`').nth(1).unwrap_or_default();
    if said.starts_with("missing field") {
        words::no_key(name, quoted, Some(at))
    } else if said.starts_with("unknown field") {
        words::odd_key(name, quoted, at)
    } else if said.starts_with("duplicate field") {
        words::key_twice(name, quoted, at)
    } else {
        words::odd_value(name, at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::snapshot::Snapshot;

    /// Both languages name the kind of fault and its place, neither quotes the reader.
    #[test]
    fn every_kind_of_fault_is_said_in_both_languages() {
        let head = "{\"schema\": \"dataaudit-report/1\",\n";
        for (rest, zh, en) in [
            ("\"as_of\": 2026-}", "第 2 行第 14 列", "line 2, column 14"),
            ("\"as_of\": \"2026", "断在第 2 行", "ends at line 2"),
            ("\"as_of\": \"soon\"}", "第 2 行", "line 2"),
            ("\"inputs\": [{\"path\": \"a\"}]}", "缺“role”", "no key 'role'"),
            ("\"inputs\": 3}", "第 2 行", "line 2"),
            (
                "\"inputs\": [], \"inputs\": []}",
                "“inputs”写了两次",
                "'inputs' twice",
            ),
            (
                "\"as_of\": \"2026-03-01\", \"inputs\": []}",
                "缺“instruments”",
                "no key 'instruments'",
            ),
            ("\"as_of\": \"2026-03-01\"}", "断", "cut short"),
        ] {
            let why = Snapshot::read("r.json", format!("{head}{rest}").as_bytes()).unwrap_err();
            assert!(why.message.zh.contains(zh), "{rest}: {}", why.message.zh);
            assert!(why.message.en.contains(en), "{rest}: {}", why.message.en);
            let foreign = why.message.zh.replace("r.json", "").replace("JSON", "");
            assert!(
                !foreign.contains("expected") && !foreign.contains("field"),
                "{foreign}"
            );
        }
        for text in ["", "[1, 2", "\u{FEFF}{}", "年度,报告"] {
            let why = Snapshot::read("r.json", text.as_bytes()).unwrap_err();
            assert!(why.message.zh.contains("不是本程序的 JSON 报告"), "{text}");
        }
    }
}
