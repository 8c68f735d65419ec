//! Where reports are written: whole, never over an input, several at once, to a pipe.

use super::*;

#[test]
fn a_report_is_written_whole_and_never_over_an_input() {
    let (folder, copy) = scratch("目录.csv", &std::fs::read(root().join(CLEAN)).unwrap());
    let before = std::fs::read(&copy).unwrap();
    check(&[&copy], &["-o", &copy]).assert().code(2);
    assert_eq!(std::fs::read(&copy).unwrap(), before);
    let out = folder.path().join("report.json");
    check(&[&copy], &["-f", "json", "-o", out.to_str().unwrap()])
        .assert()
        .code(0)
        .stdout("");
    let report: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(report["schema"], "dataaudit-report/1");
    check(&[&copy], &["-o", "/no/such/folder/report.json"])
        .assert()
        .code(2)
        .stderr(contains("report.json"));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing half-written is left"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_named_as_output_is_written_to_and_stays() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::read(pipe).unwrap())
    };
    check(&[CLEAN], &["-f", "json", "-o", pipe.to_str().unwrap()])
        .assert()
        .code(0);
    let report: Value = serde_json::from_slice(&reader.join().unwrap()).unwrap();
    assert_eq!(report["summary"]["verdict"], "clean");
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn several_reports_of_one_run_are_those_of_a_run_each() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let formats: Vec<&str> = dataaudit::report::Format::ALL
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let wanted: Vec<String> = formats
        .iter()
        .map(|f| format!("{f}:{}", at(&format!("all.{f}"))))
        .collect();
    let more: Vec<&str> = wanted.iter().flat_map(|w| ["--report", w.as_str()]).collect();
    check(&[WORKBOOK], &[&more[..], &["-q", "-o", &at("main.txt")]].concat())
        .assert()
        .code(1);
    for format in formats {
        let alone = at(&format!("alone.{format}"));
        check(&[WORKBOOK], &["-q", "-f", format, "-o", &alone])
            .assert()
            .code(1);
        let (all, alone) = (std::fs::read(at(&format!("all.{format}"))), std::fs::read(alone));
        assert!(all.unwrap() == alone.unwrap(), "{format}");
    }
    let main = format!("json:{}", at("main.txt"));
    // The same file under another spelling, there or not yet there.
    let spelt = format!("json:{}/./main.txt", folder.path().display());
    let new = format!("json:{}/./new.txt", folder.path().display());
    check(&[WORKBOOK], &["-o", &at("new.txt"), "--report", &new])
        .assert()
        .code(2);
    assert!(!folder.path().join("new.txt").exists());
    for wrong in ["json", "nope:x", "json:", &main, &spelt] {
        check(&[WORKBOOK], &["-o", &at("main.txt"), "--report", wrong])
            .assert()
            .code(2);
    }
}

#[test]
fn no_report_is_written_among_files_that_may_have_its_name() {
    let (folder, copy) = scratch("a.xlsx", &std::fs::read(root().join(WORKBOOK)).unwrap());
    let inside = folder.path().join("d");
    let (inside, named) = (inside.to_str().unwrap(), format!("{}/a.xlsx", inside.display()));
    let among = format!("xlsx:{named}");
    for option in ["--annotate", "--notice"] {
        for report in [["-o", &named], ["--report", &among]] {
            let more = [&[option, inside][..], &report].concat();
            check(&[&copy], &more).assert().code(2).stderr(contains("a.xlsx"));
            assert_eq!(std::fs::read_dir(inside).unwrap().count(), 0);
        }
    }
}
