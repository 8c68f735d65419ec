//! Data items that every catalog holds and nobody is the source of: names, codes to join on, dates, remarks. Words from a
//! file; keeps nothing between rows.

use crate::embedded;
use crate::model::folded;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    items: Vec<String>,
    bearers: Vec<String>,
    aspects: Vec<String>,
}

/// The words folded.
#[derive(Debug, Default)]
struct Words {
    items: BTreeSet<String>,
    bearers: BTreeSet<String>,
    aspects: BTreeSet<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = embedded::File::named(embedded::DICTIONARIES, NAME);
        let Some(file) = file.and_then(|file| file.read::<File>().ok()) else {
            return Words::default();
        };
        let fold = |words: Vec<String>| words.iter().map(|w| folded(w).into_owned()).collect();
        Words {
            items: fold(file.items),
            bearers: fold(file.bearers),
            aspects: fold(file.aspects),
        }
    })
}

const NAME: &str = "generic-items";

/// Whether an item, as compared, is one that every catalog holds: listed itself, or nothing but bearers (申请人, 企业)
/// before an aspect (名称, 编号) or a listed item (联系电话). A number behind it makes it no other item.
pub(super) fn is_generic(item: &str) -> bool {
    let words = words();
    let bare = item.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.is_empty() || bare.chars().count() == 1 || bare.is_ascii() && bare.len() < 4 {
        return true;
    }
    words.items.contains(bare) || made_up(bare, words)
}

/// Whether a text is bearers and aspects from end to end, a bearer first and an aspect or an item last.
fn made_up(text: &str, words: &Words) -> bool {
    if text.chars().count() > LONGEST {
        return false;
    }
    // Beginnings of the text that are whole words, and whether they end in an aspect or item.
    let mut reached = vec![(0usize, false)];
    for end in text.char_indices().map(|(i, c)| i + c.len_utf8()) {
        let mut ends: Option<bool> = None;
        for &(start, _) in &reached {
            let word = text.get(start..end).unwrap_or_default();
            let last = words.items.contains(word) || start > 0 && words.aspects.contains(word);
            if last || words.bearers.contains(word) {
                ends = Some(last || ends == Some(true));
            }
        }
        reached.extend(ends.map(|last| (end, last)));
    }
    reached.last() == Some(&(text.len(), true))
}

/// No made-up item is longer; what is, says something.
const LONGEST: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_every_catalog_holds() {
        for item in [
            "姓名",
            "备注",
            "联系电话",
            "地址",
            "日期",
            "序号",
            "创建时间",
            "单位名称",
            "性别",
            "统一社会信用代码",
            "身份证号码",
            "公民身份号码",
            "申请人姓名",
            "企业联系电话",
            "法定代表人证件号码",
            "项目名称",
            "许可证编号",
            "备注1",
            "id",
            "联系人手机号码",
            "行政区划代码",
            "经度",
        ] {
            assert!(is_generic(item), "{item}");
        }
        for item in [
            "蓄水量",
            "户籍地址",
            "婚姻登记日期",
            "不动产权证号",
            "榨季",
            "参保月份",
            "残疾等级",
            "车牌号码",
            "房屋建筑面积",
            "水位",
            "申请",
            "企业",
        ] {
            assert!(!is_generic(item), "{item}");
        }
    }

    #[test]
    fn the_list_is_long_and_says_nothing_twice() {
        let file = embedded::File::named(embedded::DICTIONARIES, NAME).unwrap();
        let file: File = file.read().unwrap();
        assert!(file.items.len() >= 150, "{}", file.items.len());
        for list in [file.items, file.bearers, file.aspects] {
            let mut once = list.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), list.len());
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            is_generic(&text);
        }
    }
}
