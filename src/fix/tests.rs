use super::spelling::{better, name_of, one_line};
use super::text::encoded;
use crate::ingest::Charset;
use crate::model::Vocabulary;

fn told(field: &str, text: &str, separator: char) -> Option<String> {
    let vocabulary = Vocabulary::built_in();
    let entry = vocabulary.entry(vocabulary.field(field).unwrap());
    better(&vocabulary, entry, text, separator).map(|(after, _)| after)
}

#[test]
fn what_says_the_same_is_written_better() {
    for (field, before, after) in [
        ("share_class", "有条件", "有条件共享"),
        ("share_class", "01-无条件共享类", "无条件共享"),
        ("share_class", "“不予共享”", "不予共享"),
        ("share_class", "有条件\n共享", "有条件共享"),
        ("update_frequency", "每 天", "每日"),
        ("update_frequency", "一年一次", "每年"),
        ("update_frequency", "Quarterly", "每季度"),
        ("update_frequency", "实时更新", "实时"),
        ("last_updated_at", "2026年2月1日", "2026-02-01"),
        ("last_updated_at", "２０２６/2/1 8:05", "2026-02-01 08:05:00"),
        ("last_updated_at", "20260201", "2026-02-01"),
        ("contains_pi", "√", "是"),
        ("contains_pi", "Ｎ", "否"),
        ("data_code", " ＮＸ－1 2 ", "NX-1 2"),
        ("provider_code", "91 64 01", "916401"),
        ("catalog_name", "水库\n（１期）", "水库（1期）"),
        ("provider", "\u{200B}水利厅\n", "水利厅"),
        ("tags", "水,河", "水、河"),
        ("tags", "水\r\n河\r\n", "水、河"),
        ("abstract", " 两行\n文字 ", "两行\n文字"),
    ] {
        assert_eq!(
            told(field, before, '、').as_deref(),
            Some(after),
            "{field} {before}"
        );
        assert_eq!(told(field, after, '、'), None, "{field} {after}");
    }
    assert_eq!(told("tags", "水、河", '；').as_deref(), Some("水；河"));
}

#[test]
fn what_may_say_more_is_left() {
    for (field, text) in [
        ("share_class", "有条件共享（经审批）"),
        ("share_class", "无条件共亨"),
        ("share_class", "1"),
        ("data_nature", "个人数据"),
        ("update_frequency", "每周两次"),
        ("update_frequency", "每月（15日前）"),
        ("update_frequency", "按需"),
        ("update_frequency", "准实时"),
        ("last_updated_at", "2026年2月"),
        ("last_updated_at", "3/1/2026"),
        ("last_updated_at", "2026-02-01T10:00:00Z"),
        ("contains_pi", "是（姓名）"),
        ("catalog_name", "1.甲\n2.乙"),
        ("catalog_name", "人口库\n法人库"),
        ("system_name", "政务服务系统\r\n协同办公系统"),
        ("provider_code", "9164\n9165"),
        ("provider", "水利厅\n财政厅"),
        ("tags", "甲、乙；丙"),
        ("tags", "姓名(全称,必填),电话"),
        ("tags", "1,000"),
        ("catalog_name", "暂无 "),
        ("catalog_name", "　"),
    ] {
        assert_eq!(told(field, text, '、'), None, "{field} {text}");
    }
}

#[test]
fn another_word_for_a_class_is_only_suggested() {
    let vocabulary = Vocabulary::built_in();
    let entry = vocabulary.entry(vocabulary.field("data_nature").unwrap());
    assert_eq!(
        name_of(&vocabulary, entry, "个人数据").as_deref(),
        Some("非公共数据")
    );
    assert_eq!(name_of(&vocabulary, entry, "公共数据"), None);
}

#[test]
fn what_an_encoding_cannot_spell_is_not_written() {
    assert_eq!(encoded("无条件共享", Charset::Big5), None);
    assert_eq!(encoded("是", Charset::Big5), Some(b"\xAC\x4F".to_vec()));
    assert_eq!(encoded("是", Charset::Gb18030), Some(b"\xCA\xC7".to_vec()));
}

#[test]
fn two_lines_are_only_suggested_as_one() {
    let vocabulary = Vocabulary::built_in();
    let told = |field: &str, text: &str| {
        let entry = vocabulary.entry(vocabulary.field(field).unwrap());
        one_line(entry, text)
    };
    assert_eq!(told("catalog_name", "水库\n水情１").as_deref(), Some("水库水情1"));
    assert_eq!(told("provider_code", "9164 \n01").as_deref(), Some("916401"));
    assert_eq!(told("catalog_name", "1.甲\n2.乙"), None);
    assert_eq!(told("abstract", "水库\n水情"), None);
}
