//! Patterns as a shell reads them, lists as people write them. Walking is proven on folders, by the program's own tests.

use super::pattern::{Exclude, Pattern};
use super::*;

#[test]
fn a_pattern_matches_as_in_a_shell() {
    for (pattern, yes, no) in [
        (
            "*.csv",
            &["a.csv", "目录.csv"][..],
            &["b/a.csv", ".a.csv", "a.xlsx"][..],
        ),
        (
            "in/*/?.csv",
            &["in/x/a.csv"],
            &["in/a.csv", "in/x/ab.csv", "in/x/y/a.csv"],
        ),
        ("**/*.csv", &["a.csv", "b/a.csv", "b/c/a.csv"], &["a.csvx"]),
        ("in/[ab].csv", &["in/a.csv"], &["in/c.csv"]),
        ("in/**", &["in"], &["out"]),
        ("/in/*.csv", &["/in/a.csv"], &["in/a.csv"]),
    ] {
        let made = Pattern::of(pattern).unwrap();
        for name in yes {
            assert!(made.matches(name), "{pattern} {name}");
        }
        for name in no {
            assert!(!made.matches(name), "{pattern} {name}");
        }
    }
    for plain in ["a.csv", "in/a.csv", "[a", "a**b"] {
        assert!(Pattern::of(plain).is_none(), "{plain}");
    }
}

#[test]
fn no_deeper_than_a_pattern_can_match() {
    let of = |text: &str| {
        let made = Pattern::of(text).unwrap();
        (shown(made.base()), made.depth())
    };
    assert_eq!(of("*.csv"), (".".to_owned(), 1));
    assert_eq!(of("in/x/*/a.csv"), ("in/x".to_owned(), 2));
    assert_eq!(of("/*/a.csv"), ("/".to_owned(), 2));
    assert_eq!(of("in/**/a.csv"), ("in".to_owned(), usize::MAX));
}

#[test]
fn an_exclusion_is_held_against_path_and_name() {
    let exclude = Exclude::new(&["old", "x/*.csv", "~旧*"]).unwrap();
    for (path, by) in [
        ("in/old", Some("old")),
        ("./x/a.csv", Some("x/*.csv")),
        ("x/y/a.csv", None),
        ("in/~旧目录.xlsx", Some("~旧*")),
        ("in/older", None),
    ] {
        assert_eq!(exclude.of(path), by, "{path}");
    }
    assert_eq!(Exclude::new(&["[a"]).unwrap_err(), NotAPattern("[a".to_owned()));
}

#[test]
fn a_list_is_read_in_whatever_encoding() {
    let list = "目录/甲.csv\r\n# 不算\r\n\r\n  乙 丙.xlsx\t\n#";
    let expected = [PathBuf::from("目录/甲.csv"), PathBuf::from("乙 丙.xlsx")];
    assert_eq!(listed(list.as_bytes()), expected);
    assert_eq!(listed(&encoding_rs::GB18030.encode(list).0), expected);
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(list.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(listed(&wide), expected);
    assert!(listed(b"").is_empty());
}
