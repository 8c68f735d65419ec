use super::*;
use crate::ingest::{Code, Memory, Region, Stopped};
use crate::model::{Field, Vocabulary};

fn found_with(mut book: Memory, options: &Options) -> Result<(Vec<Layout>, Vec<SkippedSheet>), Stopped> {
    let vocabulary = Vocabulary::built_in();
    let dictionary = Dictionaries::new(&vocabulary, options)?;
    layouts(&mut book, None, &dictionary, options)
}

fn one(book: Memory) -> Layout {
    let (mut layouts, _) = found_with(book, &Options::default()).unwrap();
    assert_eq!(layouts.len(), 1);
    layouts.remove(0)
}

fn field(id: &str) -> Field {
    Vocabulary::built_in().field(id).unwrap()
}

/// `A=catalog_name B=-` for a layout.
fn mapping(layout: &Layout) -> String {
    let vocabulary = Vocabulary::built_in();
    let name = |f: &Field| vocabulary.entry(*f).id.clone();
    let shown: Vec<String> = layout
        .columns
        .headers()
        .iter()
        .map(|h| {
            let fields: Vec<String> = h.fields.iter().map(name).collect();
            let fields = if fields.is_empty() {
                "-".to_owned()
            } else {
                fields.join("+")
            };
            format!("{}={fields}", crate::model::letters(h.column))
        })
        .collect();
    shown.join(" ")
}

fn merge(top: u32, bottom: u32, left: u16, right: u16) -> Region {
    Region {
        top,
        bottom,
        left,
        right,
    }
}

#[test]
fn the_first_row_of_a_plain_file() {
    let layout = one(Memory::text(&[
        ["目录名称", "更新频率", "来源部门", "详情页网址"],
        ["甲", "每年", "水利厅", "https://a"],
    ]));
    assert_eq!(
        mapping(&layout),
        "A=catalog_name B=update_frequency C=provider D=link"
    );
    assert_eq!((&*layout.header_rows, layout.first_data_row), (&[1][..], 2));
    assert_eq!(layout.guesses, []);
}

#[test]
fn a_title_narrower_than_the_table_and_two_header_rows() {
    let book = Memory::default()
        .sheet(
            "Sheet1",
            &[
                &["政务信息资源目录"] as &[&str],
                &[
                    "信息资源分类",
                    "",
                    "信息资源名称\n（必填项）",
                    "信息资源提供方",
                    "",
                    "共享属性",
                    "",
                    "更新周周期\n（必填项）",
                ],
                &[
                    "类分类",
                    "分类二十六级（选填项）",
                    "",
                    "信息资源提供方",
                    "提供方内部部门",
                    "共享类型",
                    "共享条件",
                    "",
                ],
                &[
                    "基础",
                    "人口",
                    "户籍",
                    "公安厅",
                    "户政处",
                    "有条件共享",
                    "核验",
                    "每年",
                ],
            ],
        )
        .merge(merge(1, 1, 0, 5))
        .merge(merge(2, 2, 0, 1))
        .merge(merge(2, 3, 2, 2))
        .merge(merge(2, 2, 3, 4))
        .merge(merge(2, 2, 5, 6))
        .merge(merge(2, 3, 7, 7))
        .hide_column(1);
    let layout = one(book);
    assert_eq!(layout.header_rows, [2, 3]);
    assert_eq!(
        mapping(&layout),
        "A=data_category B=data_category C=catalog_name D=provider E=provider_inner_dept F=share_class G=share_condition \
         H=update_frequency"
    );
    assert_eq!(layout.hidden_columns, [1]);
    let typo: Vec<_> = layout.guesses.iter().map(|g| (g.column, g.field)).collect();
    assert_eq!(typo, [(7, Some(field("update_frequency")))]);
}

#[test]
fn groups_that_lost_their_merges() {
    let layout = one(Memory::text(&[
        ["目录名称", "共享", "", "提供单位", "摘要"],
        ["", "类型", "条件", "", ""],
        ["甲", "有条件共享", "核验", "水利厅", ""],
    ]));
    assert_eq!(layout.header_rows, [1, 2]);
    assert!(
        mapping(&layout).starts_with("A=catalog_name B=share_class C=share_condition D=provider"),
        "{}",
        mapping(&layout)
    );
    assert_eq!(layout.columns.header(2).unwrap().text, "共享/条件");
}

#[test]
fn notes_and_blank_rows_above_and_a_first_column_left_free() {
    let layout = one(Memory::text(&[
        &["", "填表说明：\n1. 目录名称、提供单位必填\n2. 更新频率见字典"] as &[&str],
        &[],
        &["", "单位：某局", "日期：2025年"],
        &["", "＊ 目录名称：", "1.提供 单位", "更新频率（单选）"],
        &["", "甲", "某局", "每年"],
    ]));
    assert_eq!((&*layout.header_rows, layout.first_data_row), (&[4][..], 5));
    assert_eq!(mapping(&layout), "B=catalog_name C=provider D=update_frequency");
}

#[test]
fn the_class_is_in_the_column_that_holds_it() {
    let rows = [
        ["目录名称", "开放类型", "开放条件"],
        ["甲", "可开放", "无条件开放"],
        ["乙", "可开放", "有条件开放"],
    ];
    let layout = one(Memory::text(&rows));
    assert_eq!(mapping(&layout), "A=catalog_name B=- C=open_class");
    assert_eq!(layout.guesses.len(), 2);
    let rows = [
        ["目录名称", "开放类型", "开放条件"],
        ["甲", "有条件开放", "实名登录"],
        ["乙", "无条件开放", ""],
    ];
    let layout = one(Memory::text(&rows));
    assert_eq!(mapping(&layout), "A=catalog_name B=open_class C=open_condition");
    assert_eq!(layout.guesses, []);
}

#[test]
fn formats_and_item_types_under_one_header() {
    let with = |values: [&str; 2]| {
        one(Memory::text(&[
            ["目录名称", "信息项名称", "数据类型"],
            ["甲", "a", values[0]],
            ["乙", "b", values[1]],
        ]))
    };
    assert!(mapping(&with(["file", "table"])).ends_with("C=data_format"));
    assert!(mapping(&with(["字符型C", "数值型N"])).ends_with("C=item_type"));
    assert!(mapping(&with(["统计数据", "名录"])).ends_with("C=data_type"));
}

#[test]
fn one_column_with_several_fields() {
    let layout = one(Memory::text(&[
        [
            "目录名称",
            "共享条件/不予共享依据",
            "数据分类分级",
            "数源单位/数据提供单位",
        ],
        ["甲", "核验", "一般", "水利厅"],
    ]));
    assert_eq!(
        mapping(&layout),
        "A=catalog_name B=share_condition+share_basis C=data_category+data_level D=source_dept+provider"
    );
}

#[test]
fn no_field_is_taken_twice_in_silence() {
    let layout = one(Memory::text(&[
        ["目录名称", "更新频率", "更新周期", "提供单位"],
        ["甲", "每年", "每月", "乙"],
    ]));
    assert_eq!(
        mapping(&layout),
        "A=catalog_name B=update_frequency C=- D=provider"
    );
    let guess = &layout.guesses[0];
    assert_eq!((guess.column, guess.field), (2, None));
    assert!(guess.why.zh.contains("B 列"), "{}", guess.why.zh);
}

#[test]
fn values_without_a_header_are_listed() {
    let layout = one(Memory::text(&[
        &["目录名称", "提供单位"] as &[&str],
        &["甲", "乙", "", "丙"],
    ]));
    assert_eq!(mapping(&layout), "A=catalog_name B=provider D=-");
}

#[test]
fn other_sheets_are_named_with_a_reason() {
    let book = Memory::default()
        .sheet("填表说明", &[["请按要求填写目录名称等"]])
        .sheet("空", &[["", ""]])
        .sheet("资源", &[["目录名称", "提供单位"], ["甲", "乙"]])
        .sheet(
            "字典",
            &[
                ["提供单位", "更新频率", "格式"],
                ["甲", "每年", "xls"],
                ["乙", "每月", "csv"],
                ["丙", "", "json"],
                ["丁", "", "xml"],
                ["戊", "", ""],
            ],
        )
        .sheet("旧", &[["目录名称", "提供单位"], ["甲", "乙"]])
        .hide()
        .sheet("坏", &[["目录名称"]])
        .broken(Stopped::new(Code::Damaged, crate::model::Text::same("x")));
    let (layouts, skipped) = found_with(book, &Options::default()).unwrap();
    let names: Vec<_> = layouts
        .iter()
        .map(|l| (l.name.as_deref().unwrap(), l.hidden))
        .collect();
    assert_eq!(names, [("资源", false), ("旧", true)]);
    let names: Vec<_> = skipped
        .iter()
        .map(|s| (s.sheet.as_str(), s.stopped.is_some()))
        .collect();
    assert_eq!(
        names,
        [("填表说明", false), ("空", false), ("字典", false), ("坏", true)]
    );
    assert!(skipped[2].reason.zh.contains("字典"));
}

#[test]
fn a_table_is_audited_whatever_its_sheet_is_called() {
    let book = Memory::default().sheet(
        "代码表",
        &[["目录名称", "提供单位", "更新频率"], ["甲", "乙", "每年"]],
    );
    assert_eq!(one(book).name.as_deref(), Some("代码表"));
}

#[test]
fn no_header_says_what_it_saw_and_how_to_settle_it() {
    let rows = [["编目", "发布日期", "甲乙"], ["a", "2025-01-01", "丙"]];
    let stop = found_with(Memory::default().sheet("S", &rows), &Options::default()).unwrap_err();
    assert_eq!(stop.code, Code::NoHeader);
    assert!(
        stop.message.zh.contains("第 1 行") && stop.message.zh.contains("发布日期"),
        "{stop:?}"
    );
    assert!(stop.help.unwrap().zh.contains("--map"));
    let options = Options {
        map: vec![("编目".into(), "catalog_name".into()), ("C".into(), "-".into())],
        ..Options::default()
    };
    let (layouts, _) = found_with(Memory::default().sheet("S", &rows), &options).unwrap();
    assert_eq!(mapping(&layouts[0]), "A=catalog_name B=published_at C=-");
}

#[test]
fn a_header_in_one_cell_is_told_with_the_way_to_take_it_apart() {
    let at_the_top = |rows: &[[&str; 1]]| {
        let stop = found_with(Memory::default().sheet("S", rows), &Options::default()).unwrap_err();
        assert_eq!(stop.code, Code::NoHeader);
        let help = stop.help.map(|h| h.zh).unwrap_or_default();
        (stop.message.zh, help)
    };
    let (message, help) = at_the_top(&[["资源目录"], ["目录名称，提供单位， 更新频率"], ["甲，乙，每年"]]);
    assert!(
        message.contains("第 2 行") && message.contains("“，”"),
        "{message}"
    );
    assert!(help.contains("分列") && help.contains("“，”"), "{help}");
    let (message, _) = at_the_top(&[["目录名称,提供单位,更新频率"], ["甲,乙,每年"]]);
    assert!(message.contains("“,”"), "{message}");
    // Prose with commas is no header.
    let (message, help) = at_the_top(&[["说明，本表由各单位填写，每年一次"], ["目录名称，甲，乙，丙，丁"]]);
    assert!(help.contains("--map"), "{message}");
}

#[test]
fn a_person_has_the_last_word() {
    let book = || {
        Memory::default()
            .sheet("一", &[["目录名称", "提供单位"], ["甲", "乙"]])
            .sheet(
                "二",
                &[["x", "y"], ["目录名称", "提供单位"], ["丙", "丁"], ["甲", "乙"]],
            )
    };
    let options = |sheet: &str, rows: &str| Options {
        sheet: Some(sheet.into()),
        header_rows: rows.parse().ok(),
        ..Options::default()
    };
    let (layouts, _) = found_with(book(), &options("2", "")).unwrap();
    assert_eq!(
        (layouts[0].name.as_deref(), &*layouts[0].header_rows),
        (Some("二"), &[2][..])
    );
    let (layouts, _) = found_with(book(), &options("二", "1-2")).unwrap();
    assert_eq!(layouts[0].header_rows, [1, 2]);
    assert_eq!(layouts[0].columns.header(0).unwrap().text, "x/目录名称");
    let stop = found_with(book(), &options("三", "")).unwrap_err();
    assert_eq!(stop.code, Code::NotFound);
    assert!(stop.help.unwrap().zh.contains("一、二"));
    let map = Options {
        map: vec![("目录名称".into(), "catalog_nam".into())],
        ..Options::default()
    };
    let stop = found_with(book(), &map).unwrap_err();
    assert!(stop.help.unwrap().zh.contains("catalog_name"));
}

#[test]
fn nothing_at_all_is_empty() {
    let stop = found_with(Memory::text(&[["", ""]]), &Options::default()).unwrap_err();
    assert_eq!(stop.code, Code::Empty);
}
