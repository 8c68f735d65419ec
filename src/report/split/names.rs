//! Names of files that every system takes: no reserved character or device, no dot or blank at an end, short enough, and
//! no two that a system without cases takes for one. Knows no report.

use crate::model::fold;
use std::collections::BTreeSet;

/// Bytes of a name without its ending: far below the 255 bytes of Linux and the 255 units of Windows and macOS, even
/// where a system takes accents apart, with room for what a file is called while it is written.
const MOST_BYTES: usize = 150;

/// What Windows takes for a device, whatever follows the first dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// What a shell takes for an option or a folder, an office program for a lock, a spreadsheet for a formula.
const MISREAD: &[char] = &['-', '~', '=', '+', '@', '－', '＝', '＋', '＠'];

/// Names given out, none of which is given again.
#[derive(Debug, Default)]
pub(in crate::report) struct Names(BTreeSet<String>);

impl Names {
    /// Keeps a name from being given out.
    pub(in crate::report) fn reserve(&mut self, file: &str) {
        self.0.insert(key(file));
    }

    /// The file of a title.
    pub(in crate::report) fn give(&mut self, title: &str, ending: &str) -> String {
        let stem = stem(title);
        let mut file = format!("{stem}.{ending}");
        let mut number = 2u32;
        while !self.0.insert(key(&file)) {
            file = format!("{stem}_{number}.{ending}");
            number += 1;
        }
        file
    }
}

/// What systems that know no case, width or accent order compare.
fn key(file: &str) -> String {
    fold(&file.to_uppercase())
}

fn stem(title: &str) -> String {
    let clean: String = title.chars().filter_map(clean).collect();
    let ends: &[char] = &['.', ' ', '\u{3000}', '。'];
    let mut stem = String::new();
    for c in clean.trim_matches(ends).chars() {
        if stem.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        stem.push(c);
    }
    let stem = stem.trim_end_matches(ends);
    let first = stem.split('.').next().unwrap_or_default().trim().to_lowercase();
    if stem.is_empty() || stem.starts_with(MISREAD) || is_device(&first) {
        format!("_{stem}")
    } else {
        stem.to_owned()
    }
}

fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"].iter().filter_map(|port| name.strip_prefix(port));
    let is_number = |rest: &str| {
        let mut digits = rest.chars();
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
        digits.next().is_some_and(digit) && digits.next().is_none()
    };
    DEVICES.contains(&name) || numbered.into_iter().any(is_number)
}

/// A character as it may stand in a name; those that nobody sees are left out.
fn clean(c: char) -> Option<char> {
    match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => Some('_'),
        ' ' | '\t' | '\n' | '\r' | '\u{3000}' => Some(' '),
        c if fold(&c.to_string()).is_empty() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_systems_do_not_take_is_not_given() {
        for (title, file) in [
            ("自治区水利厅", "自治区水利厅.txt"),
            ("办公室/信息科", "办公室_信息科.txt"),
            ("a<b>c:d\"e|f?g*h\\i", "a_b_c_d_e_f_g_h_i.txt"),
            ("CON", "_CON.txt"),
            ("nul.目录", "_nul.目录.txt"),
            ("com1", "_com1.txt"),
            ("LPT³", "_LPT³.txt"),
            ("company", "company.txt"),
            ("..", "_.txt"),
            (" 水利厅. ", "水利厅.txt"),
            ("水利\n厅\u{202E}\u{0}", "水利 厅.txt"),
            ("-rf", "_-rf.txt"),
            ("~$锁", "_~$锁.txt"),
            ("=1+1", "_=1+1.txt"),
        ] {
            assert_eq!(Names::default().give(title, "txt"), file, "{title:?}");
        }
    }

    #[test]
    fn no_two_are_one_on_any_system() {
        let mut names = Names::default();
        names.reserve("index.csv");
        assert_eq!(names.give("Index", "csv"), "Index_2.csv");
        assert_eq!(names.give("é", "csv"), "é.csv");
        assert_eq!(names.give("E\u{301}", "csv"), "E\u{301}_2.csv");
        assert_eq!(names.give("甲/乙", "csv"), "甲_乙.csv");
        assert_eq!(names.give("甲:乙", "csv"), "甲_乙_2.csv");
        let long = "厅".repeat(400);
        assert_ne!(
            names.give(&format!("{long}甲"), "csv"),
            names.give(&format!("{long}乙"), "csv")
        );
    }

    proptest! {
        #[test]
        fn any_title_gives_a_name_that_can_be_written(titles in proptest::collection::vec(any::<String>(), 1..20)) {
            let folder = tempfile::tempdir().unwrap();
            let mut names = Names::default();
            for title in &titles {
                let file = names.give(title, "json");
                prop_assert!(file.len() <= 255 && file.encode_utf16().count() <= 255);
                prop_assert!(!file.chars().any(|c| c.is_control() || "<>:\"/\\|?*".contains(c)));
                std::fs::write(folder.path().join(&file), title).unwrap();
            }
            prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), titles.len());
        }
    }
}
