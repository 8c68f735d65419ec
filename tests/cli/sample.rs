//! One small audit as every format shows it: a violation, a doubt, a hint, a column that is not there, a requirement not
//! checked in some tables, a file that could not be read, hostile cells. A new format is swept in and gets its own snapshot.

use crate::formats::read::sheets;
use crate::notice::{letters, text};
use crate::report::{dataaudit, root};
use dataaudit::report::Format;
use std::path::Path;
use tempfile::TempDir;

const TABLE: &str = "目录名称,提供单位,观测时月相,共享属性,共享条件,更新频率,数据格式
月震记录,静海站,残月,有条件共享,,每月,纸质
\"=1+1
说\"\"是\"\", <b>|@all\",静海站,满月,随便,,每月,csv
,丰富海站,,不予共享,,每年,csv
";
const NARROW: &str = "目录名称,提供单位,共享属性\n月壤样本,丰富海站,无条件共享\n";

fn sample() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("目录.csv", TABLE.as_bytes());
    write("缺列.csv", NARROW.as_bytes());
    write("坏.xlsx", b"PK\x03\x04 and nothing more");
    let book = root().join("fixtures/ningxia/水利厅目录.xlsx");
    std::fs::copy(book, folder.path().join("水利厅.xlsx")).unwrap();
    folder
}

fn run(sample: &Path, format: &str, lang: &str, more: &[&str]) -> Vec<u8> {
    let pack = root().join("tests/cli/packs/moon/moon.toml");
    let mut command = dataaudit(&["check", "--as-of", "2026-03-01", "-f", format, "--lang", lang]);
    command.current_dir(sample).arg("--pack").arg(pack);
    command.args(["--max-examples", "2"]).args(more);
    let output = command
        .args(["目录.csv", "缺列.csv", "水利厅.xlsx", "坏.xlsx"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{format}");
    output.stdout
}

/// What stands between two marks is left out, wherever it comes.
fn without(mut text: String, from: &str, to: &str) -> String {
    let mut at = 0;
    while let Some(start) = text[at..].find(from).map(|i| at + i + from.len()) {
        let end = text[start..].find(to).map_or(text.len(), |i| start + i);
        text.replace_range(start..end, "…");
        at = start;
    }
    text
}

/// The report as text: a workbook by its sheets, a page without its style and script, none with the program's version.
fn shown(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_else(|binary| {
        let mut text = String::new();
        for (name, rows) in sheets(binary.as_bytes()) {
            text.extend(["── ", &name, "\n"]);
            for row in rows {
                let row = row.join(" ¦ ").replace('\n', "⏎");
                text.push_str(row.trim_end_matches([' ', '¦']));
                text.push('\n');
            }
        }
        text
    });
    let text = if text.starts_with("<!DOCTYPE") {
        let text = without(text, "<style>", "</style>");
        let text = without(without(text, "<script", "</script>"), "'sha256-", "'");
        text.replace("><", ">\n<")
    } else {
        text
    };
    let version = env!("CARGO_PKG_VERSION");
    let (said, quoted) = (format!("dataaudit {version}"), format!("\"{version}\""));
    let text = text
        .replace(&said, "dataaudit [version]")
        .replace(&quoted, "\"[version]\"");
    for machine in [root().to_str().unwrap(), std::env::temp_dir().to_str().unwrap()] {
        assert!(!text.contains(machine), "{machine}");
    }
    text
}

#[test]
fn every_format_shows_the_sample() {
    let sample = sample();
    for (name, _) in Format::ALL {
        let text = shown(run(sample.path(), name, "zh", &[]));
        insta::assert_snapshot!(format!("zh-{name}"), text);
    }
    for name in ["table", "markdown", "html"] {
        let text = shown(run(sample.path(), name, "en", &[]));
        insta::assert_snapshot!(format!("en-{name}"), text);
    }
}

#[test]
fn letters_show_the_sample() {
    for lang in ["zh", "en"] {
        let sample = sample();
        run(sample.path(), "json", lang, &["--notice", "notices"]);
        let letters = letters(&sample.path().join("notices"));
        let all: Vec<String> = letters
            .iter()
            .map(|(name, bytes)| format!("── {name}\n{}", text(bytes)))
            .collect();
        insta::assert_snapshot!(format!("{lang}-notice"), all.join("\n"));
    }
}
