//! The workbook that README and the guide show, as a department would fill it: title and note rows, a merged header of
//! two rows, resource cells merged over their data items, a sample row left in, a signature row, other sheets beside.
//! This is its generator; run the tests with `BLESS=1` to write it anew.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::path::Path;

const FIXTURE: &str = "fixtures/ningxia/水利厅目录.xlsx";

/// Header: group, leaf; a group of one column is merged downwards.
const HEADER: &[(&str, &[&str])] = &[
    ("序号", &[]),
    ("资源编码", &[]),
    ("*数据资源目录名称\n(必填)", &[]),
    ("信息项", &["信息项名称\n(必填)", "数据类型"]),
    ("提供单位", &[]),
    ("资源格式", &[]),
    ("更新周期", &[]),
    ("更新日期", &[]),
    ("数据分类分级", &[]),
    ("共享", &["共享类型", "共享条件/不予共享依据"]),
    ("开放", &["开放属性", "开放条件"]),
    ("能否授权运营", &[]),
    ("备注", &[]),
];

type Resource = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// Cells by column from B, with the items in their place left out, and the items.
const RESOURCES: &[Resource] = &[
    (
        &[
            "NX-SL-001",
            "水库实时水情",
            "自治区水利厅",
            "数据库",
            "实时",
            "2026-02-27",
            "资源环境/一般数据",
            "无条件共享",
            "无",
            "无条件开放",
            "",
            "能",
            "",
        ],
        &[
            ("水库名称", "字符型C"),
            ("水位", "数值型N"),
            ("蓄水量", "数值型N"),
        ],
    ),
    (
        &[
            "NX-SL-002",
            "取水许可证信息",
            "自治区水利厅",
            "数据库",
            "每月",
            "2025年10月8日",
            "资源环境/一般数据",
            "有条件共享",
            "",
            "有条件开放",
            "实名申请",
            "否",
            "",
        ],
        &[("许可证编号", "字符型C"), ("取水权人", "字符型C")],
    ),
    (
        &[
            "NX-SL-003",
            "水土保持方案审批结果",
            "自治区水利厅",
            "电子表格",
            "待定",
            "2026/1/15",
            "资源环境/一般数据",
            "无条件共享",
            "",
            "无条件开发",
            "",
            "否",
            "口径以批复为准",
        ],
        &[("项目名称", "字符型C"), ("批复文号", "字符型C")],
    ),
    (
        &[
            "NX-SL-004",
            "移民后期扶持人口台账",
            "自治区水利厅",
            "数据库",
            "每季度",
            "2026.1.5",
            "民生保障/重要数据",
            "不予共享",
            "",
            "不予开放",
            "",
            "",
            "",
        ],
        &[("扶持对象编号", "字符型C"), ("扶持金额", "货币型Y")],
    ),
];

fn build() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 3, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let notes = book.add_worksheet().set_name("填表说明")?;
    notes
        .write(0, 0, "1. 带 * 的为必填项。")?
        .write(1, 0, "2. 共享类型从下拉列表中选择。")?;
    let sheet = book.add_worksheet().set_name("资源目录")?;
    catalog(sheet)?;
    let words = book.add_worksheet().set_name("字典")?;
    for (row, word) in ["共享类型", "无条件共享", "有条件共享", "不予共享"]
        .iter()
        .enumerate()
    {
        words.write(row as u32, 0, *word)?;
    }
    book.save_to_buffer()
}

fn catalog(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_bold();
    let body = Format::new()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    sheet.merge_range(0, 0, 0, 14, "自治区水利厅公共数据资源目录(2026年度)", &head)?;
    sheet.merge_range(
        1,
        0,
        1,
        14,
        "注:按数据项逐行填写,同一资源的资源级信息合并单元格。",
        &body,
    )?;
    let mut column = 0;
    for (group, leaves) in HEADER {
        if leaves.is_empty() {
            sheet.merge_range(2, column, 3, column, group, &head)?;
            column += 1;
            continue;
        }
        let last = column + leaves.len() as u16 - 1;
        sheet.merge_range(2, column, 2, last, group, &head)?;
        for leaf in *leaves {
            sheet.write_with_format(3, column, *leaf, &head)?;
            column += 1;
        }
    }
    sheet
        .write(4, 1, "样例")?
        .write(4, 2, "样例:企业登记信息")?
        .write(4, 3, "企业名称")?;
    let mut row = 5;
    for (number, (cells, items)) in RESOURCES.iter().enumerate() {
        resource(sheet, &mut row, number + 1, cells, items, &body)?;
    }
    sheet
        .write(row + 1, 1, "填表人:张三")?
        .write(row + 1, 5, "审核人:李四")?;
    sheet.set_freeze_panes(4, 3)?;
    Ok(())
}

fn resource(
    sheet: &mut Worksheet,
    row: &mut u32,
    number: usize,
    cells: &[&str],
    items: &[(&str, &str)],
    body: &Format,
) -> Result<(), XlsxError> {
    let (first, last) = (*row, *row + items.len() as u32 - 1);
    let number = number.to_string();
    let columns = [0u16, 1, 2].into_iter().chain(5..16);
    for (column, text) in columns.zip(std::iter::once(&number.as_str()).chain(cells)) {
        sheet.merge_range(first, column, last, column, text, body)?;
    }
    for (name, kind) in items {
        sheet
            .write_with_format(*row, 3, *name, body)?
            .write_with_format(*row, 4, *kind, body)?;
        *row += 1;
    }
    Ok(())
}

#[test]
fn the_fixture_is_what_its_generator_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE);
    let made = build().unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(
        std::fs::read(&path).unwrap() == made,
        "{FIXTURE} differs from its generator; bless it if that is meant"
    );
}
