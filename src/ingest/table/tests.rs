mod inherit;

use super::*;
use crate::ingest::{Dictionaries, Memory, Options, Region, layouts};
use crate::model::{Field, column_of};
use proptest::prelude::*;
use std::sync::LazyLock;

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);
    &VOCABULARY
}

/// `A1:C2`.
fn region(text: &str) -> Region {
    let corner = |cell: &str| {
        let at = cell.find(|c: char| c.is_ascii_digit()).unwrap();
        (
            column_of(&cell[..at]).unwrap(),
            cell[at..].parse::<u32>().unwrap(),
        )
    };
    let (from, to) = text.split_once(':').unwrap();
    let ((left, top), (right, bottom)) = (corner(from), corner(to));
    Region {
        top,
        bottom,
        left,
        right,
    }
}

struct Read {
    layouts: Vec<Layout>,
    /// Number, starts, and cells as `text` or `text<anchor`.
    rows: Vec<(u32, bool, Vec<String>)>,
    counts: Counts,
    skips: Skips,
    notes: Vec<Text>,
}

fn read_with(mut book: Memory, options: &Options) -> Read {
    let vocabulary = vocabulary();
    let (layouts, _) = layouts(
        &mut book,
        None,
        &Dictionaries::new(vocabulary, options).unwrap(),
        options,
    )
    .unwrap();
    let mut table = Table::open(&mut book, &layouts[0], vocabulary).unwrap();
    let (mut row, mut rows) = (Row::default(), Vec::new());
    while table.next(&mut row).unwrap() {
        let cell = |c: u16| match row.anchor(c) {
            Some(anchor) => format!("{}<{anchor}", row.text(c)),
            None => row.text(c).to_owned(),
        };
        rows.push((
            row.number,
            row.starts,
            (0..row.width() as u16).map(cell).collect(),
        ));
    }
    let (counts, skips, notes) = (table.counts(), table.skips().clone(), table.notes());
    drop(table);
    Read {
        layouts,
        rows,
        counts,
        skips,
        notes,
    }
}

fn read(book: Memory) -> Read {
    read_with(book, &Options::default())
}

fn reasons(read: &Read) -> Vec<(u32, Reason)> {
    read.skips.rows.iter().map(|s| (s.row, s.reason)).collect()
}

fn starts(read: &Read) -> Vec<(u32, bool)> {
    read.rows.iter().map(|r| (r.0, r.1)).collect()
}

fn field(id: &str) -> Field {
    vocabulary().field(id).unwrap()
}

fn filled_form() -> Memory {
    Memory::default()
        .sheet(
            "目录",
            &[
                &["", "某市公共数据资源目录"] as &[&str],
                &["", "填表说明：带*的必填。共享类型分三类。", ""],
                &[],
                &[
                    "",
                    "*目录名称\n（必填项）",
                    "提供方",
                    "",
                    "信息项信息",
                    "",
                    "更新周期（选填项）",
                ],
                &["", "", "提供方名称", "提供方代码", "信息项名称", "数据类型", ""],
                &["", "1", "2", "3", "4", "5", "6"],
                &["", "水库水情", "水利厅", "113", "水位", "数值型N", "每日"],
                &["", "", "", "", "流量", "数值型N", ""],
                &["", "河道水情", "", "", "流速", "数值型N", "每月"],
                &[],
                &["", "", "", "", "断面", "字符型C", ""],
                &["", "注：本表一式两份。"],
                &["", "填表人：甲", "", "审核人：乙"],
            ],
        )
        .merge(region("B1:G1"))
        .merge(region("B2:G2"))
        .merge(region("B4:B5"))
        .merge(region("C4:D4"))
        .merge(region("E4:F4"))
        .merge(region("G4:G5"))
        .merge(region("B7:B8"))
        .merge(region("C7:C11"))
        .merge(region("D7:D11"))
        .merge(region("G7:G8"))
}

#[test]
fn a_filled_form_as_departments_send_it() {
    let read = read(filled_form());
    let layout = &read.layouts[0];
    assert_eq!((&*layout.header_rows, layout.first_data_row), (&[4, 5][..], 6));
    assert_eq!(layout.columns.of(field("catalog_name")), [1]);
    assert_eq!(layout.columns.of(field("provider")), [2]);
    assert_eq!(layout.columns.of(field("data_items")), [4]);
    assert_eq!(layout.columns.of(field("update_frequency")), [6]);
    let header = layout.columns.header(5).unwrap();
    assert_eq!(
        (header.text.as_str(), &*header.fields),
        ("信息项信息/数据类型", &[field("item_type")][..])
    );
    assert_eq!(starts(&read), [(7, true), (8, false), (9, true), (11, false)]);
    let second: Vec<&str> = read.rows[1].2.iter().map(String::as_str).collect();
    assert_eq!(
        second,
        ["", "水库水情<7", "水利厅<7", "113<7", "流量", "数值型N", "每日<7"]
    );
    let last: Vec<&str> = read.rows[3].2.iter().map(String::as_str).collect();
    assert_eq!(
        last,
        ["", "河道水情<9", "水利厅<7", "113<7", "断面", "字符型C", "每月<9"]
    );
    assert_eq!(
        reasons(&read),
        [
            (6, Reason::Numbering),
            (12, Reason::Note),
            (13, Reason::Signature)
        ]
    );
    assert_eq!((read.counts.rows, read.counts.resources), (4, 2));
    assert_eq!((read.counts.inherited, read.skips.blank), (10, 1));
}

#[test]
fn rows_that_are_no_records_are_named() {
    let read = read(Memory::text(&[
        &["公共数据目录"] as &[&str],
        &["序号", "目录名称", "提供单位", "摘要"],
        &["", "必填", "必填", "选填"],
        &["例：", "社保参保信息", "人社局", "……"],
        &["1", "政策示例库", "司法局", "说明：都是真的"],
        &["", "", "", ""],
        &["公共数据目录"],
        &["序号", "目录名称", "提供单位", "摘要"],
        &["2", "水情", "水利厅", ""],
        &["3", "", "", ""],
        &["合计", "2", "", ""],
        &["备注：数据截至年底"],
        &["填报单位", "水利厅", "联系电话", "12345"],
        &["4", "联系电话", "通信局", "电话簿"],
    ]));
    assert_eq!(starts(&read), [(5, true), (9, true), (14, true)]);
    assert_eq!(
        reasons(&read),
        [
            (3, Reason::Hints),
            (4, Reason::Sample),
            (7, Reason::Title),
            (8, Reason::Header),
            (10, Reason::Numbered),
            (11, Reason::Total),
            (12, Reason::Note),
            (13, Reason::Signature),
        ]
    );
    assert!(read.skips.rows.iter().all(|s| !s.reason.text().zh.is_empty()));
}

#[test]
fn articles_under_a_header_are_no_record() {
    let read = read(Memory::text(&[
        ["序号", "*目录名称", "*提供单位", "△共享条件"],
        [
            "条款依据",
            "第十条第五款",
            "宁夏第十条第五款\n国家第十三条",
            "第二十五条",
        ],
        ["示例", "水库实时水情", "水利厅", ""],
        ["", "水情", "水利厅", ""],
        ["依据", "第十条规定的目录", "水利厅第一条线", "第三条"],
    ]));
    assert_eq!(starts(&read), [(4, true), (5, true)]);
    assert_eq!(reasons(&read), [(2, Reason::Articles), (3, Reason::Sample)]);
}

#[test]
fn a_sample_takes_its_items_with_it() {
    let read = read(Memory::text(&[
        ["目录名称", "提供单位", "信息项名称"],
        ["（示例）社保", "人社局", "a"],
        ["", "", "b"],
        ["水情", "水利厅", "c"],
    ]));
    assert_eq!(starts(&read), [(4, true)]);
    assert_eq!(reasons(&read), [(2, Reason::Sample), (3, Reason::Sample)]);
}

#[test]
fn a_record_without_a_name_is_not_part_of_a_sample() {
    let read = read(Memory::text(&[
        ["目录名称", "提供单位", "更新频率"],
        ["示例", "人社局", "每月"],
        ["", "水利厅", "每日"],
    ]));
    assert_eq!(starts(&read), [(3, true)]);
    assert_eq!(reasons(&read), [(2, Reason::Sample)]);
}

#[test]
fn sections_across_the_table_are_no_records() {
    let book = Memory::default()
        .sheet(
            "s",
            &[
                &["目录名称", "提供单位", "更新频率"] as &[&str],
                &["一、教育局"],
                &["学校", "教育局", "每年"],
                &["教育经费"],
            ],
        )
        .merge(region("A2:C2"));
    let read = read(book);
    assert_eq!(starts(&read), [(3, true), (4, true)]);
    assert_eq!(reasons(&read), [(2, Reason::Section)]);
}

#[test]
fn hidden_rows_are_records_and_counted() {
    let read = read(Memory::text(&[["目录名称", "提供单位"], ["甲", "乙"], ["丙", "丁"]]).hide_row(3));
    assert_eq!((read.counts.rows, read.counts.hidden_rows), (2, 1));
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    let read = read(Memory::text(&[["目录名称", "提供单位", "更新频率"]]));
    assert_eq!(
        (read.layouts[0].first_data_row, read.counts),
        (2, Counts::default())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_is_a_record_or_named_or_blank(
        cells in prop::collection::vec(prop::collection::vec("(|甲|乙|合计|注：|同上|1|目录名称|[^x]{0,5})", 0..5), 0..12),
        merges in prop::collection::vec((0u32..15, 0u32..15, 0u16..6, 0u16..6), 0..6),
    ) {
        let mut rows: Vec<Vec<String>> = vec![["目录名称", "提供单位", "信息项名称"].map(String::from).to_vec()];
        rows.extend(cells);
        let all = rows.len() as u64;
        let mut book = Memory::default().sheet("s", &rows);
        for (top, bottom, left, right) in merges {
            book = book.merge(Region { top: top + 2, bottom, left, right });
        }
        let options = Options { header_rows: "1".parse().ok(), ..Options::default() };
        let read = read_with(book, &options);
        prop_assert_eq!(read.counts.rows + read.skips.total + read.skips.blank + 1, all);
        prop_assert!(read.rows.windows(2).all(|w| w[0].0 < w[1].0));
        prop_assert!(read.rows.first().is_none_or(|r| r.1));
    }
}

#[test]
fn a_second_header_in_another_order_is_another_table() {
    let vocabulary = vocabulary();
    let mut book = Memory::text(&[
        &["目录名称", "提供单位", "更新周期", "共享类型", "数据格式", "摘要"] as &[&str],
        &["甲", "水利厅", "每日", "无条件共享", "xls", "水位"],
        &["目录名称", "提供单位", "共享类型", "更新周期", "数据格式", "摘要"],
        &["乙", "林业局", "无条件共享", "", "xls", "树种"],
    ]);
    let options = Options::default();
    let dictionary = Dictionaries::new(vocabulary, &options).unwrap();
    let (found, _) = layouts(&mut book, None, &dictionary, &options).unwrap();
    let mut table = Table::open(&mut book, &found[0], vocabulary).unwrap();
    let mut row = Row::default();
    assert!(table.next(&mut row).unwrap());
    let stopped = table.next(&mut row).unwrap_err();
    assert!(stopped.message.zh.contains("第 3 行"), "{}", stopped.message.zh);
}

#[test]
fn a_total_with_words_is_a_total() {
    let rows: &[&[&str]] = &[
        &["目录名称", "提供单位", "更新周期", "共享类型"],
        &["甲", "水利厅", "每日", "无条件共享"],
        &["合计", "共1条", "", ""],
    ];
    assert_eq!(reasons(&read(Memory::text(rows))), [(3, Reason::Total)]);
}

#[test]
fn a_map_that_meets_no_column_is_said() {
    let options = Options {
        map: vec![("没有的表头".into(), "provider".into())],
        ..Options::default()
    };
    let rows: &[&[&str]] = &[&["目录名称", "提供单位", "更新周期"], &["甲", "水利厅", "每日"]];
    let read = read_with(Memory::text(rows), &options);
    assert!(
        read.notes.iter().any(|note| note.zh.contains("没有的表头")),
        "{:?}",
        read.notes
    );
}
