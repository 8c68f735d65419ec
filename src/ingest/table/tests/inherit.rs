//! Which rows belong to the resource above, by blank cells and by merged ones.

use super::*;

#[test]
fn blank_repeats_belong_to_the_resource_above() {
    let read = read(Memory::text(&[
        ["目录名称", "提供单位", "更新频率", "信息项名称"],
        ["甲", "水利厅", "每日", "a"],
        ["", "", "", "b"],
        ["甲", "水利厅", "", "c"],
        ["甲", "气象局", "", "d"],
        ["乙", "气象局", "", "e"],
        ["", "", "每年", "f"],
        ["", "", "", ""],
        ["", "气象局", "每年", ""],
    ]));
    assert_eq!(
        starts(&read),
        [
            (2, true),
            (3, false),
            (4, false),
            (5, true),
            (6, true),
            (7, false),
            (9, true)
        ]
    );
    assert_eq!(read.rows[2].2, ["甲", "水利厅", "每日<2", "c"]);
    assert_eq!(read.rows[5].2, ["乙<6", "气象局<6", "每年", "f"]);
}

#[test]
fn without_items_nothing_is_inherited_but_merges_and_dittos() {
    let book = Memory::default()
        .sheet(
            "s",
            &[
                ["目录名称", "提供单位", "更新频率", "数据格式"],
                ["甲", "水利厅", "每日", "xls"],
                ["乙", "", "", "〃"],
                ["", "", "", "csv"],
                ["丙", "", "每月", ""],
                ["", "", "每年", "同上"],
            ],
        )
        .merge(region("B2:B4"))
        .merge(region("A5:A6"))
        .merge(region("C5:D5"));
    let read = read(book);
    assert_eq!(
        starts(&read),
        [(2, true), (3, true), (4, true), (5, true), (6, false)]
    );
    let rows: Vec<_> = read.rows.iter().map(|r| r.2.join("|")).collect();
    assert_eq!(
        rows,
        [
            "甲|水利厅|每日|xls",
            "乙|水利厅<2||xls<2",
            "|水利厅<2||csv",
            "丙||每月|每月<5",
            "丙<5||每年|每月<5"
        ]
    );
}

#[test]
fn items_of_another_sheet_are_counted_for_their_resource() {
    let book = Memory::default()
        .sheet(
            "信息资源目录",
            &[
                ["信息资源名称", "提供单位", "更新周期", "共享属性"],
                ["甲", "水利厅", "每日", "无条件共享"],
                ["乙", "水利厅", "每日", "无条件共享"],
            ],
        )
        .sheet(
            "信息项",
            &[
                ["信息资源名称", "信息项名称", "数据类型"],
                ["甲", "a", "C"],
                ["", "b", "C"],
                ["丙", "c", "C"],
            ],
        );
    let read = read(book);
    assert_eq!(read.layouts.len(), 1);
    let items = read.layouts[0].columns.of(field("data_items"));
    assert_eq!(items, [4]);
    assert_eq!(
        (read.rows[0].2[4].as_str(), read.rows[1].2[4].as_str()),
        ("2 项", "")
    );
    assert_eq!(starts(&read), [(2, true), (3, true)]);
    assert_eq!(read.notes.len(), 1);
    assert!(
        read.notes[0].zh.contains("信息项") && read.notes[0].zh.contains("第 4 行"),
        "{:?}",
        read.notes
    );
}

#[test]
fn overlapping_and_senseless_merges_do_no_harm() {
    let mut book = Memory::default().sheet(
        "s",
        &[["目录名称", "提供单位"], ["甲", "乙"], ["", ""], ["丙", "丁"]],
    );
    for text in ["A2:B3", "A2:A4", "B3:B1000000", "A1:XFD1048576"] {
        book = book.merge(region(text));
    }
    let upside_down = Region {
        top: 9,
        bottom: 2,
        left: 5,
        right: 1,
    };
    let read = read(book.merge(upside_down));
    assert_eq!(starts(&read), [(2, true), (4, true)]);
    assert_eq!(read.rows[0].2, ["甲", "甲<2"]);
}

#[test]
fn a_row_without_a_name_is_its_own_where_it_says_so() {
    let read = read(Memory::text(&[
        &[
            "序号",
            "目录名称",
            "提供单位",
            "信息项名称",
            "更新周期",
            "共享类型",
        ] as &[&str],
        &["1", "甲", "水利厅", "水位", "每日", "无条件共享"],
        &["", "", "", "流量", "", ""],
        &["2", "", "水利厅", "流速", "", ""],
        &["", "", "林业局", "树种", "", ""],
    ]));
    assert_eq!(starts(&read), [(2, true), (3, false), (4, true), (5, true)]);
    assert_eq!(
        read.rows[3].2.len(),
        4,
        "nothing is inherited over a resource's border"
    );
}

#[test]
fn a_blank_merge_is_one_blank_cell() {
    let merge = Region {
        top: 2,
        bottom: 3,
        left: 1,
        right: 1,
    };
    let rows: &[&[&str]] = &[
        &["目录名称", "提供单位", "更新周期", "共享类型"],
        &["甲", "", "每日", "无条件共享"],
        &["乙", "", "每日", "无条件共享"],
    ];
    let read = read(Memory::text(rows).merge(merge));
    assert_eq!(read.rows[1].2[1], "<2", "the blank stands at its anchor");
    assert_eq!(read.counts.inherited, 0, "and nothing was taken over");
}

#[test]
fn blank_lines_within_merged_cells_are_said() {
    let merge = Region {
        top: 2,
        bottom: 4,
        left: 0,
        right: 0,
    };
    let rows: &[&[&str]] = &[
        &["目录名称", "信息项名称", "提供单位", "更新周期"],
        &["甲", "水位", "水利厅", "每日"],
        &[],
        &["", "流量", "", ""],
    ];
    let read = read(Memory::text(rows).merge(merge));
    assert_eq!(starts(&read), [(2, true), (4, false)]);
    assert_eq!(reasons(&read), [(3, Reason::Unfilled)]);
}
