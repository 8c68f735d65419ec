//! What goes with a configuration: completions and pages of the manual, pipelines, lists of the project, a recheck.

use super::*;

/// Each shell's own check of its script, where the shell is there.
#[test]
fn completions_are_scripts_and_every_command_has_its_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = dataaudit(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && script.contains("jurisdiction"),
            "{shell}"
        );
        assert!(
            shell != "bash" || script.contains("-W \"guangxi national ningxia"),
            "{script}"
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("script");
        std::fs::write(&file, script).unwrap();
        if let Ok(checked) = Command::new(shell).arg("-n").arg(&file).status() {
            assert!(checked.success(), "{shell}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    dataaudit(&["man"]).arg(&pages).assert().success();
    for page in ["dataaudit.1", "dataaudit-check.1", "dataaudit-config-show.1"] {
        let text = std::fs::read_to_string(pages.join(page)).unwrap();
        assert!(text.contains(".TH") && text.contains("\\-\\-lang"), "{page}");
        assert!(text.contains("\\-\\-lang\\fR \\fI语言\\fR"), "{page}");
    }
}

/// Every audit that the page for pipelines writes down, on a folder with a configuration.
#[test]
fn the_audits_of_the_pipelines_run() {
    let page = std::fs::read_to_string(root().join("docs/ci.md")).unwrap();
    let starts = page.match_indices("dataaudit check ").map(|(at, _)| &page[at..]);
    let audits: Vec<&str> = starts
        .map(|rest| rest.split(['\n', '\'']).next().unwrap())
        .collect();
    assert!(audits.len() > 3, "{audits:?}");
    for audit in audits {
        let (folder, file) = house("jurisdiction = \"ningxia\"\nas-of = \"2026-03-01\"\n");
        std::fs::create_dir(folder.path().join("目录")).unwrap();
        std::fs::rename(file, folder.path().join("目录/水利厅.xlsx")).unwrap();
        let mut words: Vec<&str> = audit.split(' ').skip(1).collect();
        if !words.contains(&"目录") {
            words.push("目录/水利厅.xlsx");
        }
        let mut command = dataaudit(&words);
        command.current_dir(folder.path()).assert().code(1);
        for pair in words.iter().filter_map(|word| word.split_once(':')) {
            assert!(folder.path().join(pair.1).is_file(), "{audit}");
        }
    }
}

/// A commit may touch the project's own lists, or only what is left out.
#[test]
fn lists_of_the_project_are_no_catalogs_and_all_left_out_is_said() {
    let (folder, file) = house(
        "jurisdiction = \"ningxia\"\nas-of = \"2026-03-01\"\naliases = \"单位.csv\"\nexclude = [\"历年.csv\"]\nfail-on = \"never\"\n",
    );
    for (name, text) in [
        ("单位.csv", "规范名称,别名\n自治区水利厅,水利厅\n"),
        ("历年.csv", "旧\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let file = file.strip_prefix(folder.path()).unwrap().to_str().unwrap();
    let run = |words: &[&str]| {
        let mut command = dataaudit(&["check", "--quiet"]);
        command.args(words).current_dir(folder.path()).assert()
    };
    run(&[file, "单位.csv"])
        .code(0)
        .stdout(contains("单位.csv").and(contains("名单")));
    for left_out in [&["历年.csv"][..], &["单位.csv"], &["单位.csv", "历年.csv"]] {
        run(left_out).code(3);
        let allowed: Vec<&str> = left_out.iter().copied().chain(["--allow-empty"]).collect();
        run(&allowed).code(0).stdout(contains(left_out[0]));
    }
    run(&["没有.csv", "--allow-empty"]).code(3);
    run(&[file, "--allow-empty", "--fail-on", "error"]).code(1);
}

/// A list is rechecked as it was audited: by what the configuration says.
#[test]
fn a_recheck_reads_the_configuration_of_the_audit() {
    let (folder, file) = house(
        "jurisdiction = \"ningxia\"\nas-of = \"2026-03-01\"\noutput = \"报告.xlsx\"\nformat = \"xlsx\"\n",
    );
    let file = file.strip_prefix(folder.path()).unwrap();
    let run = |words: &[&str]| {
        let mut command = dataaudit(words);
        command.arg(file).current_dir(folder.path()).assert()
    };
    run(&["check"]).code(1);
    run(&["recheck", "报告.xlsx", "-o", "复核.xlsx"])
        .code(1)
        .stdout(contains("仍存在 6"));
    run(&["recheck", "报告.xlsx", "-o", "别的.xlsx", "--isolated"]).code(2);
    assert!(folder.path().join("复核.xlsx").is_file());
}
