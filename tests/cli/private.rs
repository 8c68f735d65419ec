//! Numbers and addresses of persons that stand in cells come out of no report, no letter and no name of a file, unless
//! they are asked for. A new format is swept in.

use crate::notice::parts;
use crate::report::{dataaudit, scratch};
use dataaudit::report::Format;
use std::path::Path;

/// In the order in which they stand in the table; the identity number is invented and its last digit right.
const PRIVATE: [&str; 3] = ["13912345678", "li.si@xj.gov.cn", "11010519491231002X"];

/// Every one in the name, the provider, the item, a value that is no class, a header that nobody knows.
fn table() -> String {
    let all = PRIVATE.join("；");
    let head = format!("目录编码,数据目录名称,提供单位,数据项,数据更新频率,共享属性,开放属性,备注 {all}");
    let row = format!("A1,名 {all},张三 {all},项 {all},找 {all},找 {all},找 {all},{all}");
    // The same code at another body: a place beside the place.
    let other = format!("A1,名 {all},李四{all},项 {all},,找 {all},,");
    format!("{head}\n{row}\n{other}\n")
}

/// All that was written, unpacked where it is a package, with the names of the files.
fn written(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.push_str(path.file_name().unwrap().to_str().unwrap());
        all.push('\n');
        if path.is_dir() {
            all.push_str(&written(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if bytes.starts_with(b"PK") {
            all.extend(parts(&bytes).into_values());
        } else {
            all.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
    all
}

#[test]
fn numbers_and_addresses_of_persons_are_covered_in_every_output_unless_asked_for() {
    let (_folder, file) = scratch("目录.csv", table().as_bytes());
    for (name, format) in Format::ALL {
        for (more, covered) in [(&[] as &[&str], true), (&["--no-redact"], false)] {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
            let (report, parts, letters) = (at(&format!("r.{}", format.ending())), at("单位"), at("通知"));
            dataaudit(&["check", &file, "-j", "xinjiang,ningxia", "--as-of", "2026-03-01"])
                .args([
                    "-f",
                    name,
                    "-o",
                    &report,
                    "--by",
                    "provider",
                    "--max-examples",
                    "0",
                ])
                .args([
                    "--split-by",
                    "provider",
                    "--output-dir",
                    &parts,
                    "--notice",
                    &letters,
                ])
                .args(["--width", "400"])
                .args(more)
                .assert()
                .code(1);
            assert_eq!(std::fs::read_dir(&letters).unwrap().count(), 2, "{name}");
            for (what, text) in [
                ("report", written(folder.path())),
                ("departments", written(Path::new(&parts))),
                ("letters", written(Path::new(&letters))),
            ] {
                for number in PRIVATE {
                    assert_ne!(text.contains(number), covered, "{name}, {what}: {number}");
                }
                assert_eq!(text.contains("139****5678"), covered, "{name}, {what}");
            }
        }
    }
}
