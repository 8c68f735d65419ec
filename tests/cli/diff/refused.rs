//! Reports that are not as they were written: said and refused, by `diff` and by `--previous-report`.

use super::{Desk, ROWS, dataaudit, refused};
use predicates::str::contains;
use serde_json::Value;
use std::path::Path;

#[test]
fn what_is_no_whole_report_of_this_version_is_refused() {
    let desk = Desk::new();
    let good = desk.report("good", &[("a.csv", ROWS)], &[]);
    let lines = desk.audit(
        "good.jsonl",
        &[desk.path("good").to_str().unwrap()],
        &["-f", "jsonl"],
    );
    let text = std::fs::read_to_string(&good).unwrap();
    let spoilt = |name: &str, text: &str| {
        let path = desk.path(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let both = |bad: &str, said: &str| {
        refused(&[bad, &good], said);
        refused(&[&good, bad], said);
        let folder = desk.path("good");
        dataaudit(&["check", "-j", "ningxia", "--as-of", "2026-03-01"])
            .args([folder.as_path(), Path::new("--previous-report"), Path::new(bad)])
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(said));
    };
    both(
        &spoilt("v2.json", &text.replace("audit-report/1", "audit-report/2")),
        "dataaudit-report/2",
    );
    let half = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    both(&spoilt("cut.json", &text[..half]), "不完整");
    let whole = std::fs::read_to_string(&lines).unwrap();
    let all: Vec<&str> = whole.lines().collect();
    both(&spoilt("cut.jsonl", &all[..all.len() - 1].join("\n")), "不完整");
    both(
        &spoilt("less.jsonl", &[&all[..1], &all[2..]].concat().join("\n")),
        "被改过",
    );
    both(&spoilt("not.json", "[1, 2"), "不是本程序的 JSON 报告");
    both(desk.path("good").to_str().unwrap(), "它是文件夹");
    both(
        &spoilt("comma.json", &text.replacen("\"as_of\":", "\"as_of\"", 1)),
        "不合 JSON 的写法",
    );
    both(
        &spoilt("key.json", &text.replacen("\"overview\":", "\"x\":", 1)),
        "缺“overview”",
    );
    let first = all[1].replacen("\"waived\":null", "\"x\":0", 1);
    assert_ne!(first, all[1]);
    both(
        &spoilt(
            "key.jsonl",
            &[&all[..1], &[&first], &all[2..]].concat().join("\n"),
        ),
        "缺“waived”",
    );
    both(&spoilt("other.json", "{\"a\": 1}"), "不是本程序的 JSON 报告");
    both("no/such.json", "不能读取报告");
    let edits = [
        ("/summary/errors", Value::from(1)),
        ("/summary/rows", Value::from(4)),
        ("/summary/waived", Value::from(1)),
        ("/summary/errors", "3".into()),
        ("/findings/0/waived", true.into()),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "waiver", "reason": "x" }),
        ),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "someone", "reason": "x", "expires": null }),
        ),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "baseline", "reason": "x", "expires": null }),
        ),
        ("/coverage/0/breaches", Value::from(99)),
        ("/findings/0/severity", "info".into()),
        ("/findings/0/requirement", "NX-0-none".into()),
        ("/findings/0/fingerprint", "xyz".into()),
    ];
    for (n, (key, value)) in edits.into_iter().enumerate() {
        let mut edited: Value = serde_json::from_str(&text).unwrap();
        *edited.pointer_mut(key).unwrap() = value;
        both(&spoilt(&format!("{n}.json"), &edited.to_string()), "被改过");
    }
    let law = desk.report("law", &[("a.csv", ROWS)], &["-j", "xpcc"]);
    both(&law, "没有共同的法规");
    let early = desk.report("early", &[("a.csv", ROWS)], &["--as-of", "2026-02-01"]);
    refused(&[&good, &early], "按时间先后");
    refused(&[&good, &good, "-o", &good], "");
}

#[test]
fn an_edit_that_keeps_every_count_is_refused_all_the_same() {
    let desk = Desk::new();
    let good = desk.report("good", &[("a.csv", ROWS)], &[]);
    let folder = desk.path("good").to_str().unwrap().to_owned();
    let lines = desk.audit("good.jsonl", &[&folder], &["-f", "jsonl"]);
    let kept = desk.audit("kept.json", &[&folder], &["--mergeable"]);
    let spoilt = |name: &str, text: &str| {
        let path = desk.path(name).to_str().unwrap().to_owned();
        std::fs::write(&path, text).unwrap();
        path
    };
    for (n, report) in [&good, &lines, &kept].into_iter().enumerate() {
        dataaudit(&["diff", report, &good]).assert().code(0);
        let text = std::fs::read_to_string(report).unwrap();
        let (_, rest) = text.split_once("\"fingerprint\"").unwrap();
        let print: String = rest
            .trim_start_matches([':', ' ', '"'])
            .chars()
            .take(16)
            .collect();
        let other = text.replace(&print, "0123456789abcdef");
        assert_ne!(other, text);
        let twice = [text.as_str(), &text].concat();
        let trailing = format!("{text}\n");
        for (what, text) in [("print", &other), ("twice", &twice), ("trailing", &trailing)] {
            refused(&[&spoilt(&format!("{what}{n}"), text), &good], "被改过");
        }
    }
    // Without its digest it is no report of this version.
    let text = std::fs::read_to_string(&good).unwrap();
    let (before, digest) = text.rsplit_once(",\n  \"sha256\"").unwrap();
    assert!(digest.ends_with("\"\n}\n"));
    refused(
        &[&spoilt("bare.json", &format!("{before}\n}}\n")), &good],
        "sha256",
    );
    refused(&[&good], "至少要写 2 个");
}
