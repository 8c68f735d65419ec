//! The page as a browser shows it: the counts are those of the JSON report, filters work, nothing hostile runs, nothing
//! leaves the page.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a page without its parts fails the test"
)]
#![expect(clippy::print_stderr, reason = "a machine without a browser is told of")]

use crate::report::{dataaudit, root};
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DAY: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-03-01"];

/// A catalog whose every text tries to run something or to fetch from a port that is listened on.
fn hostile(port: u16) -> String {
    let clean = std::fs::read_to_string(root().join("fixtures/ningxia/clean.csv")).unwrap();
    let payloads = [
        format!("<img src=http://127.0.0.1:{port}/a onerror=document.title='owned'>"),
        format!("</script><script src=http://127.0.0.1:{port}/b>document.title='owned'</script>"),
        format!(
            "'\"><svg onload=document.title='owned'><link rel=stylesheet href=http://127.0.0.1:{port}/c>"
        ),
        format!("<!--<script>\u{2028}{{n}}</style><style>@import 'http://127.0.0.1:{port}/d'"),
        "javascript:document.title='owned'&lt;b&gt;\u{202E}".to_owned(),
    ];
    let mut out = String::new();
    for (n, line) in clean.lines().enumerate() {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if n > 0 {
            let payload = payloads[(n - 1) % payloads.len()].replace('"', "\"\"");
            for column in [1, 3, 5, 10] {
                cells[column] = format!("\"{payload}\"");
            }
        }
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

/// The program that shows pages, or why the test is not run. One that cannot say its version is a stub.
fn browser() -> Option<PathBuf> {
    let known = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| known.map(|name| folder.join(name)))
        .find(|file| file.is_file() && answers(file));
    if found.is_none() {
        eprintln!("not run: no Chromium on the PATH");
    }
    found
}

fn answers(file: &Path) -> bool {
    let asked = Command::new(file).arg("--version").output();
    asked.is_ok_and(|told| told.status.success())
}

/// The page after its script ran, and what the browser said on standard error.
fn show(browser: &Path, profile: &Path, page: &Path, fragment: &str) -> (String, String) {
    let profile = format!("--user-data-dir={}", profile.display());
    let Output { stdout, stderr, .. } = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            "--dump-dom",
            &profile,
        ])
        .arg(format!("file://{}{fragment}", page.display()))
        .output()
        .unwrap();
    (
        String::from_utf8(stdout).unwrap(),
        String::from_utf8_lossy(&stderr).into_owned(),
    )
}

/// What stands between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once(to).unwrap().0
}

/// All findings, errors, warnings and infos that the page says it shows.
fn counts(dom: &str) -> Vec<u64> {
    let said = between(dom, "data-counts=\"", "\"");
    said.split(' ').map(|n| n.parse().unwrap()).collect()
}

fn expected(report: &Value, fits: impl Fn(&Value) -> bool) -> Vec<u64> {
    let findings = report["findings"].as_array().unwrap().iter();
    let fitting: Vec<_> = findings.filter(|f| fits(f)).collect();
    let of = |level: &str| fitting.iter().filter(|f| f["severity"] == level).count() as u64;
    vec![fitting.len() as u64, of("error"), of("warning"), of("info")]
}

fn audit(folder: &Path, format: &str, lang: &str) -> String {
    let output = dataaudit(&["check", "fixtures/ningxia/水利厅目录.xlsx"])
        .arg(folder.join("目录.csv"))
        .args(DAY)
        .args(["-f", format, "--lang", lang, "--max-examples", "1"])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_browser_shows_what_the_json_report_says_and_runs_nothing_of_the_tables() {
    let Some(browser) = browser() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let table = hostile(listener.local_addr().unwrap().port());
    std::fs::write(folder.path().join("目录.csv"), table).unwrap();
    let report: Value = serde_json::from_str(&audit(folder.path(), "json", "zh")).unwrap();
    let page = folder.path().join("page.html");
    std::fs::write(&page, audit(folder.path(), "html", "zh")).unwrap();

    let (all, filtered) = std::thread::scope(|scope| {
        let open = |name: &str, fragment: &'static str| {
            let profile = folder.path().join(name);
            let (browser, page) = (&browser, &page);
            scope.spawn(move || show(browser, &profile, page, fragment))
        };
        let all = open("one", "");
        let department = "#severity=error&department=%E8%87%AA%E6%B2%BB%E5%8C%BA%E6%B0%B4%E5%88%A9%E5%8E%85";
        let filtered = open("two", department);
        (all.join().unwrap(), filtered.join().unwrap())
    });
    for (dom, said) in [&all, &filtered] {
        assert!(!said.contains("CONSOLE"), "{said}");
        assert!(dom.contains("<title>数据合规审计报告 · 2026-03-01</title>"));
        for element in ["<img", "<link", "<iframe", "onload=\"", "onerror=\""] {
            assert!(!dom.contains(element), "{element} came out of a cell");
        }
        assert_eq!(dom.matches("<script").count(), 3);
        assert_eq!(dom.matches("<style").count(), 1);
    }
    assert!(listener.accept().is_err(), "something was fetched");

    assert_eq!(counts(&all.0), expected(&report, |_| true));
    let summary = &report["summary"];
    let levels = ["errors", "warnings", "infos"].map(|k| summary[k].as_u64().unwrap());
    assert_eq!(counts(&all.0)[1..], levels);
    let listed = |dom: &str| {
        let bodies = dom.split("<tbody class=\"live\">").skip(1);
        bodies
            .map(|b| between(b, "", "</tbody>").matches("<tr>").count() as u64)
            .sum::<u64>()
    };
    assert_eq!(listed(&all.0), counts(&all.0)[0], "every finding has its row");
    assert!(
        all.0.contains("&lt;img src=http://"),
        "hostile text is shown as text"
    );

    let of_department = |f: &Value| f["severity"] == "error" && f["subject"]["provider"] == "自治区水利厅";
    let fitting = expected(&report, of_department);
    assert!(fitting[0] > 0 && fitting[0] < counts(&all.0)[0], "{fitting:?}");
    assert_eq!(counts(&filtered.0), fitting);
    assert_eq!(listed(&filtered.0), fitting[0]);
}

#[test]
fn the_page_needs_nothing_else_and_stands_without_its_script() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("目录.csv"), hostile(9)).unwrap();
    for (lang, parts) in [
        ("zh", ["结论", "检查范围", "证据", "另有"]),
        ("en", ["Verdict", "Coverage", "Evidence", "more not printed"]),
    ] {
        let page = audit(folder.path(), "html", lang);
        let markup = page.split("<script").next().unwrap();
        assert!(markup.contains("default-src 'none'; script-src 'sha256-"));
        for mark in ["src=\"", "href=\"http", "url(", "@import", " on", "style=\""] {
            let tags = markup
                .split('<')
                .filter_map(|t| t.split_once('>'))
                .map(|(tag, _)| tag);
            let tags: Vec<_> = tags
                .filter(|t| !t.starts_with("style") && !t.starts_with("meta"))
                .collect();
            assert!(!tags.iter().any(|t| t.contains(mark)), "{mark}");
        }
        for part in parts {
            assert!(markup.contains(part), "{lang}: {part}");
        }
        let report: Value = serde_json::from_str(&audit(folder.path(), "json", lang)).unwrap();
        for input in report["inputs"].as_array().unwrap() {
            assert!(markup.contains(input["sha256"].as_str().unwrap()));
        }
        assert!(markup.contains(report["instruments"][0]["pack_sha256"].as_str().unwrap()));
        for line in report["coverage"].as_array().unwrap() {
            assert!(markup.contains(line["requirement"].as_str().unwrap()));
        }
        let rows: Value = serde_json::from_str(between(&page, "id=\"rows\">", "</script>")).unwrap();
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(rows.as_array().unwrap().len(), findings.len());
    }
}
