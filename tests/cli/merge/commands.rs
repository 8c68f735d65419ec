//! `check --mergeable` and `merge` as they are typed.

use super::*;

/// A scratch folder with the tables of two counties in it.
fn counties() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in [
        ("糖业.csv", "甲县/糖业.csv"),
        ("渔政.csv", "乙县/渔政.csv"),
        ("名单.csv", "单位名单.csv"),
        ("糖业上一版.csv", "上一版.csv"),
    ] {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join("fixtures/across").join(from), to).unwrap();
    }
    std::fs::create_dir(folder.path().join("报告")).unwrap();
    folder
}

const BY: [&str; 4] = ["-j", "xinjiang", "--as-of", "2026-03-01"];
const PART: [&str; 4] = ["-f", "json", "--mergeable", "-o"];

/// Runs in a folder; the exit code, standard output and standard error.
fn play(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = dataaudit(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Writes a part; `more` comes after and so before all else.
fn part(folder: &Path, paths: &[&str], name: &str, more: &[&str]) {
    let arguments = [&["check"], paths, &BY, &PART, &[name], more].concat();
    let (code, _, said) = play(folder, &arguments);
    assert!(code != 2, "{arguments:?}: {said}");
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_commands_of_the_guide_do_what_it_says() {
    let folder = counties();
    let guide = std::fs::read_to_string(root().join("docs/scale.md")).unwrap();
    let blocks = guide
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let lines = blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("dataaudit "));
    let commands: Vec<Vec<&str>> = lines.map(|line| line.split(' ').skip(1).collect()).collect();
    assert!(commands.len() > 3, "{commands:?}");
    for command in &commands {
        let (code, _, said) = play(folder.path(), command);
        assert_eq!(code, 1, "{command:?}: {said}");
    }
    let (merged, once) = (
        read(folder.path(), "报告/全区.txt"),
        read(folder.path(), "报告/一次.txt"),
    );
    assert!(merged == once, "{merged}\n{once}");
    assert!(merged.contains("另见 乙县/渔政.csv"), "{merged}");
}

#[test]
fn without_the_tape_a_report_is_as_it_was_and_with_it_fits_the_schema() {
    let folder = counties();
    let at = folder.path();
    part(at, &["甲县", "乙县"], "tape.json", &[]);
    let plain = [&["check", "甲县", "乙县"], &BY[..], &["-f", "json"]].concat();
    let (_, plain, _) = play(at, &plain);
    let taped = read(at, "tape.json");
    // Each has a digest: the one of its own, the other with what is kept for merging.
    let (shared, _) = plain.rsplit_once(",\n  \"sha256\": ").unwrap();
    let more = taped.strip_prefix(shared).unwrap();
    assert!(more.starts_with(",\n  \"mergeable\": {\n"), "{more}");
    let schema = dataaudit(&["schema", "report"]).output().unwrap().stdout;
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let taped: Value = serde_json::from_str(&taped).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&taped).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reports_of_departments_and_exit_codes_are_those_of_one_run() {
    let folder = counties();
    let at = folder.path();
    let own = root().join("tests/cli/packs/moon/moon.toml");
    // Everything that a part depends on comes along with it: packs, codes, other names.
    let with = [
        "-j",
        "xinjiang,moon",
        "--pack",
        own.to_str().unwrap(),
        "--aliases",
        "别名.toml",
        "--code",
        "share_class:1=无条件共享",
        "--departments",
        "单位名单.csv",
    ];
    std::fs::write(at.join("别名.toml"), "\"糖业总站\" = [\"银岸糖业站\"]\n").unwrap();
    part(at, &["甲县"], "甲.json", &with);
    part(at, &["乙县"], "乙.json", &[&with[..], &["--lang", "en"]].concat());
    part(at, &["没有.csv"], "丙.json", &with);
    part(at, &["甲县"], "丁.json", &with);
    let split = ["--split-by", "provider", "-q", "--output-dir"];
    let once = [&["check", "甲县", "乙县"], &BY[..], &with, &split, &["一次"]].concat();
    let (code, whole, _) = play(at, &once);
    std::fs::remove_file(at.join("别名.toml")).unwrap();
    let merge = [&["merge", "乙.json", "甲.json"], &split[..], &["合并"]].concat();
    let (merged_code, merged, said) = play(at, &merge);
    assert_eq!((merged_code, &merged), (code, &whole), "{said}");
    let files = |folder: &str| -> BTreeMap<String, String> {
        let inside = std::fs::read_dir(at.join(folder)).unwrap();
        let named = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        named
            .map(|name| (name.clone(), read(&at.join(folder), &name)))
            .collect()
    };
    assert!(files("一次").keys().any(|name| name.contains("糖业总站")));
    assert!(files("一次") == files("合并"));
    for (level, expected) in [("error", 1), ("never", 0)] {
        assert_eq!(
            play(at, &["merge", "乙.json", "甲.json", "--fail-on", level]).0,
            expected
        );
    }
    assert_eq!(play(at, &["merge", "丙.json", "丁.json"]).0, 3);
}

#[test]
fn what_comes_twice_is_said_and_what_was_left_out_stays_out() {
    let folder = counties();
    let at = folder.path();
    std::fs::write(at.join("~$临时.csv"), "").unwrap();
    part(at, &["甲县"], "甲.json", &[]);
    part(at, &["甲县", "乙县"], "乙.json", &[]);
    part(at, &["~$临时.csv"], "丙.json", &[]);
    let all = ["check", "甲县", "乙县", "~$临时.csv", "-q"];
    let (_, once, _) = play(at, &[&all, &BY[..]].concat());
    let (code, merged, said) = play(at, &["merge", "丙.json", "甲.json", "乙.json"]);
    assert_eq!((code, &merged), (1, &once));
    assert!(
        said.contains("1 个文件在几份报告里都有") && said.contains("甲县/糖业.csv"),
        "{said}"
    );
    let (_, alone, _) = play(at, &[&["check", "~$临时.csv"], &BY[..]].concat());
    assert_eq!(
        play(at, &["merge", "丙.json", "丙.json", "-q"]),
        (3, alone, String::new())
    );
}

/// A part with something else in it and a digest that fits, as another program would write it.
fn resigned(text: &str, from: &str, to: &str) -> String {
    use sha2::{Digest, Sha256};
    assert!(text.contains(from), "{from}");
    let text = text.replacen(from, to, 1);
    let (before, _) = text.rsplit_once("    \"sha256\": ").unwrap();
    let digest = hex(&Sha256::digest(before));
    format!("{before}    \"sha256\": \"{digest}\"\n  }}\n}}\n")
}

#[test]
fn parts_of_another_program_are_refused() {
    let folder = counties();
    let at = folder.path();
    part(at, &["甲县"], "甲.json", &[]);
    let text = read(at, "甲.json");
    assert!(
        resigned(&text, "{", "{") == text,
        "the digest is of what stands before it"
    );
    let pack = text.split("\"instruments\":[[\"xinjiang\",\"").nth(1).unwrap();
    let (sha256, _) = pack.split_once('"').unwrap();
    for (from, to, word) in [
        ("\"tool\":\"0.", "\"tool\":\"9.", "dataaudit 9."),
        (
            &format!("[\"xinjiang\",\"{sha256}"),
            "[\"xinjiang\",\"07e1",
            "SHA-256 为 07e1",
        ),
        ("[[\"xinjiang\",", "[[\"xinjiang-draft\",", sha256),
        ("\"vocabulary\":\"", "\"vocabulary\":\"0", "另一版"),
        ("\"as_of\":\"2026", "\"as_off\":\"2026", "另一版"),
    ] {
        std::fs::write(at.join("别.json"), resigned(&text, from, to)).unwrap();
        refused(at, &["merge", "别.json"], &["别.json", word]);
    }
}

/// A refusal: exit code 2, nothing on standard output, every word, and a way out.
fn refused(at: &Path, arguments: &[&str], words: &[&str]) {
    let (code, out, said) = play(at, arguments);
    assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {said}");
    for word in words.iter().chain(&["办法："]) {
        assert!(said.contains(word), "{arguments:?} should say {word}: {said}");
    }
    let (_, _, english) = play(at, &[arguments, &["--lang", "en"]].concat());
    assert!(
        english.contains("error:") && english.contains("help:"),
        "{english}"
    );
}

#[test]
fn parts_that_were_not_audited_alike_are_refused() {
    let folder = counties();
    let at = folder.path();
    let moon = root().join("tests/cli/packs/moon/moon.toml");
    std::fs::write(at.join("别名.toml"), "\"糖业总站\" = [\"银岸糖业站\"]\n").unwrap();
    part(at, &["甲县"], "甲.json", &[]);
    for (more, word) in [
        (&["--as-of", "2026-03-02"][..], "2026-03-02"),
        (&["--what-if"], "--what-if"),
        (&["-j", "xinjiang,national"], "（-j）"),
        (&["--pack", moon.to_str().unwrap()], "--pack"),
        (&["--code", "share_class:1=无条件共享"], "share_class:1"),
        (&["--map", "备注=-"], "备注=-"),
        (&["--kind", "catalog"], "--kind"),
        (&["--sheet", "1"], "--sheet"),
        (&["--header-row", "1"], "--header-row"),
        (&["--encoding", "utf-8"], "utf-8"),
        (&["--aliases", "别名.toml"], "--aliases"),
        (&["--departments", "单位名单.csv"], "--departments"),
        (&["--previous", "上一版.csv"], "--previous"),
    ] {
        part(at, &["乙县"], "乙.json", more);
        refused(
            at,
            &["merge", "甲.json", "乙.json"],
            &["甲.json", "乙.json", word],
        );
    }
    part(at, &["甲县"], "甲.json", &["--departments", "单位名单.csv"]);
    part(at, &["乙县"], "乙.json", &["--departments", "上一版.csv"]);
    refused(
        at,
        &["merge", "甲.json", "乙.json"],
        &["甲.json", "乙.json", "--departments"],
    );
}

#[test]
fn two_files_of_one_name_are_refused() {
    let folder = counties();
    let at = folder.path();
    part(at, &["甲县"], "甲.json", &[]);
    std::fs::copy(at.join("乙县/渔政.csv"), at.join("甲县/糖业.csv")).unwrap();
    part(at, &["甲县"], "乙.json", &[]);
    refused(
        at,
        &["merge", "甲.json", "乙.json"],
        &["甲.json", "乙.json", "甲县/糖业.csv"],
    );
}

#[test]
fn what_is_not_a_whole_and_unchanged_part_is_refused() {
    let folder = counties();
    let at = folder.path();
    part(at, &["甲县"], "甲.json", &[]);
    let text = read(at, "甲.json");
    let spoilt = |name: &str, text: &str, word: &str| {
        std::fs::write(at.join(name), text).unwrap();
        refused(at, &["merge", "甲.json", name], &[name, word]);
    };
    let plain = [&["check", "甲县"], &BY[..], &["-f", "json", "-o", "素.json"]].concat();
    play(at, &plain);
    refused(
        at,
        &["merge", "甲.json", "素.json"],
        &["素.json", "没有加 --mergeable"],
    );
    refused(at, &["merge", "没有.json"], &["没有.json", "没有这个文件"]);
    refused(at, &["merge", "甲县"], &["甲县"]);
    for none in ["", "{}\n", "dataaudit 0.1.0\n", "\u{0}\u{1}"] {
        spoilt("无.json", none, "不是 dataaudit 的 JSON 报告");
    }
    spoilt(
        "三.json",
        &text.replacen("dataaudit-report/1", "dataaudit-report/3", 1),
        "另一版",
    );
    spoilt(
        "二.json",
        &text.replacen("dataaudit-mergeable/3", "dataaudit-mergeable/1", 1),
        "另一版",
    );
    // Wherever it is cut; every line once, and in the middle of some.
    let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let late = lines.iter().rev().skip(1).take(12).chain([&lines[4]]);
    for cut in late
        .flat_map(|&line| [line, line + 3])
        .filter(|&cut| text.is_char_boundary(cut))
    {
        let (code, _, said) = {
            std::fs::write(at.join("断.json"), &text[..cut]).unwrap();
            play(at, &["merge", "断.json"])
        };
        assert!(code == 2 && said.contains("不完整"), "cut at {cut}: {said}");
    }
    // A finding, a count, what the tape holds, its digest, a space more, another line's end.
    for (from, to) in [
        ("YG4500-0001", "YG4500-0002"),
        ("\"files\": 1", "\"files\": 2"),
        ("{\"end\":[{\"path\":\"甲县/糖业", "{\"end\":[{\"path\":\"甲县/糖"),
        ("    \"sha256\": \"", "    \"sha256\": \"0"),
        ("\"lang\": \"zh\"", "\"lang\":  \"zh\""),
        ("\"as_of\":\"2026-03-01\"", "\"as_of\":\"2026-03-09\""),
    ] {
        assert!(text.contains(from), "{from}");
        spoilt("改.json", &text.replacen(from, to, 1), "被改动过");
    }
    spoilt("尾.json", &format!("{text}\n"), "被改动过");
    let formatted: Value = serde_json::from_str(&text).unwrap();
    let formatted = serde_json::to_string_pretty(&formatted).unwrap();
    spoilt("排.json", &formatted, "排.json");
    spoilt("行.json", &text.replace('\n', "\r\n"), "行.json");
}

#[test]
fn no_report_is_written_over_and_only_json_is_mergeable() {
    let folder = counties();
    let at = folder.path();
    part(at, &["甲县"], "甲.json", &[]);
    let before = read(at, "甲.json");
    let (code, _, said) = play(at, &["merge", "甲.json", "-o", "甲.json"]);
    assert_eq!(code, 2);
    assert!(said.contains("不能覆盖"), "{said}");
    assert_eq!(read(at, "甲.json"), before);
    refused(
        at,
        &[&["check", "甲县", "--mergeable"], &BY[..]].concat(),
        &["--mergeable", "-f json"],
    );
    refused(
        at,
        &["merge", "甲.json", "--mergeable"],
        &["--mergeable", "-f json"],
    );
}

#[test]
fn a_baseline_hides_the_same_of_parts_as_of_one_audit() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["fixtures/across/糖业.csv", "fixtures/across/渔政.csv"];
    let baseline = folder.path().join("b.json");
    let law = ["-j", "xinjiang", "--as-of", "2026-03-01"];
    let mut command = dataaudit(&["baseline", "write", files[0]]);
    command.args(law).arg("-o").arg(&baseline).assert().code(0);
    let parts = files.map(|file| {
        let part = folder
            .path()
            .join(Path::new(file).file_stem().unwrap())
            .with_extension("json");
        let mut command = dataaudit(&["check", file, "-f", "json", "--mergeable", "-o"]);
        command.arg(&part).args(law).output().unwrap();
        part
    });
    let mut command = dataaudit(&["merge", "-f", "json", "--baseline"]);
    let merged = command.arg(&baseline).args(&parts).output().unwrap();
    let mut command = dataaudit(&["check", files[0], files[1], "-f", "json", "--baseline"]);
    let whole = command.arg(&baseline).args(law).output().unwrap();
    let merged = String::from_utf8(merged.stdout).unwrap();
    assert!(merged.contains("\"by\":\"baseline\""));
    assert_eq!(merged, String::from_utf8(whole.stdout).unwrap());
}
