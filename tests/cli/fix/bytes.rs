//! Everything but the changed cells stays byte for byte.

use super::untidy::{HEADS, Kept, messy, write_xlsx};
use super::{fixed, setting};
use crate::package::parts;
use crate::report::{dataaudit, scratch};
use dataaudit::fix::{Fix, Left};
use std::path::Path;

/// A text in some encoding.
type Encoder<'e> = &'e dyn Fn(&str) -> Vec<u8>;

#[test]
fn of_a_workbook_only_the_changed_cells_are_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.xlsx");
    write_xlsx(&path, &messy(), Kept::Shared);
    let to = tempfile::tempdir().unwrap();
    let (to, changes) = fixed(&path, to.path());
    let (before, after) = (parts(&path), parts(&to));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    let other: Vec<&String> = before
        .iter()
        .filter(|(n, b)| after.get(*n) != Some(b))
        .map(|(n, _)| n)
        .collect();
    assert_eq!(other, ["xl/worksheets/sheet2.xml"]);
    let [before, after] = [&before, &after].map(|p| String::from_utf8(p[other[0]].clone()).unwrap());
    let cells = |xml: &str| xml.split("<c ").map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (cells(&before), cells(&after));
    assert_eq!(old.len(), new.len());
    let mut seen = 0;
    for (old, new) in old.iter().zip(&new) {
        if old == new {
            continue;
        }
        seen += 1;
        let head = |cell: &str| cell.split(" t=").next().unwrap().to_owned();
        assert_eq!(head(old), head(new), "address and style stay");
        assert!(new.contains("t=\"inlineStr\"><is><t"), "{new}");
        assert!(!old.contains("<f>"), "{old}");
    }
    assert_eq!((seen, changes), (9, 9));
    let fix = Fix::of(&path, setting()).unwrap();
    let left: Vec<_> = fix
        .left()
        .iter()
        .map(|(c, why)| (c.row, c.column, *why))
        .collect();
    assert_eq!(
        left,
        [(2, 3, Left::Formula), (2, 5, Left::Rich), (3, 3, Left::Formula)]
    );
    assert!(after.contains("<is><t>每日</t></is>") && after.contains("<is><t>2026-02-01</t></is>"));
}

#[test]
fn of_a_text_only_the_changed_fields_are_other() {
    let head = HEADS.join(";");
    let text = format!(
        "{head}\r\n\"NX－1\";\"水库\"\"一\"\"\";水位;\"数值型\";自治区水利厅;库;每天;2026/2/1;三级;\"有条件\";;不予开放;Y;水,河\r\n\r\nNX-2;河道;;;;;;;;;;;;x"
    );
    let better = text
        .replace("NX－1", "NX-1")
        .replace("每天", "每日")
        .replace("2026/2/1", "2026-02-01")
        .replace("\"有条件\"", "\"有条件共享\"")
        .replace(";Y;", ";是;")
        .replace("水,河", "水、河");
    let utf16 = |text: &str| {
        [0xFEFF]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let encoders: [Encoder<'_>; 4] = [&|t| t.as_bytes().to_vec(), &marked, &gb, &utf16];
    for encode in encoders {
        let (folder, path) = scratch("目录.csv", &encode(&text));
        let (to, changes) = fixed(Path::new(&path), tempfile::tempdir().unwrap().path());
        let _ = (&folder, &to);
        assert_eq!(changes, 6);
        let to = folder.path().join("改.csv");
        dataaudit(&["fix", &path, "-o", to.to_str().unwrap()])
            .assert()
            .success();
        assert!(std::fs::read(&to).unwrap() == encode(&better));
    }
}
