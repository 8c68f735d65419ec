//! Tables whose cells are written as people write them.

use crate::package::{parts, text};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Write as _;
use std::path::Path;

pub(super) const HEADS: [&str; 14] = [
    "资源编码",
    "数据目录名称",
    "信息项名称",
    "数据类型",
    "提供单位",
    "资源格式",
    "更新周期",
    "更新日期",
    "数据分级",
    "共享类型",
    "共享条件",
    "开放属性",
    "能否授权运营",
    "标签",
];

/// What cells of each column are made of; blanks and line breaks are put around them.
pub(super) const CELLS: [&[&str]; 14] = [
    &["NX-1", "NX－２", "N X-3", "", "1", "资源4"],
    &[
        "水库水情",
        "水库\n水情",
        "河道Ａ１",
        "1.甲\n2.乙",
        "暂无",
        "",
        "同上",
    ],
    &[
        "水位",
        "水位,流量",
        "水位，流量；雨量",
        "姓名(全称,必填),电话",
        "水位;流量",
        "1.水位\n2.流量",
        "",
    ],
    &["数值型", "字符型C", ""],
    &["自治区水利厅", "自治区 水利厅", "水利厅\n财政厅", "", "/"],
    &["数据库", "PDF", "xlsx、csv", "电子表格,图片", ""],
    &[
        "每天",
        "每日更新",
        "quarterly",
        "按需",
        "每周两次",
        "季度",
        "1",
        "想起来",
        "一年一次",
        "准实时",
        "每月（15日前）",
        "",
    ],
    &[
        "2026年2月1日",
        "2026/2/1",
        "20260201",
        "46000",
        "2026.2",
        "2026-02-01T10:00:00Z",
        "2026年2月1日 下午3时",
        "3/1/2025",
        "2026-2-1",
        "２０２６．２．１",
        "2026年02月01日",
        "2026.02.01",
        "二〇二六年二月一日",
        "2026/02/01 08:05",
        "26-2-1",
        "Feb 1, 2026",
        "",
    ],
    &["三级", "3", "二级", ""],
    &[
        "有条件",
        "无条件共享类",
        "有条件共享（经审批）",
        "02-不予共享",
        "无条件共亨",
        "1",
        "“不予共享”",
        "",
    ],
    &["经审批", "无", "=A1", "=1+1", ""],
    &[
        "不予开放类",
        "有条件",
        "依申请开放",
        "无条件开发",
        "有条件开放,不予开放",
        "",
    ],
    &["Y", "能", "否", "√", "是（部分）", "×", "0"],
    &[
        "水,河",
        "水、河",
        "水|河",
        "水\n河",
        "1,000",
        "水；河",
        "水，河;湖",
        "水 河",
        "水\r\n河,湖",
        "＝水、河",
        "",
    ],
];

/// A row of untidy cells.
pub(super) fn row() -> impl Strategy<Value = Vec<String>> {
    let blanks = prop::sample::select(vec!["", "", "", " ", "　", "\n", "\u{200B}", "\u{A0}"]);
    let cell = |of: &'static [&'static str]| {
        (blanks.clone(), prop::sample::select(of), blanks.clone()).prop_map(|(a, b, c)| [a, b, c].concat())
    };
    CELLS.iter().map(|of| cell(of)).collect::<Vec<_>>()
}

pub(super) fn write_csv(path: &Path, rows: &[Vec<String>], gb: bool, style: csv::QuoteStyle) {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(style)
        .from_writer(Vec::new());
    writer.write_record(HEADS).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let bytes = if gb {
        encoding_rs::GB18030.encode(&text).0.into_owned()
    } else {
        text.into_bytes()
    };
    std::fs::write(path, bytes).unwrap();
}

/// How the texts of a workbook are kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kept {
    /// In a list that cells point into.
    Shared,
    /// In the cells themselves.
    Inline,
}

/// A workbook with another sheet before it, formats, a formula in every row and a number among texts, a text with formats
/// of its own, and a provider merged over all rows.
pub(super) fn write_xlsx(path: &Path, rows: &[Vec<String>], kept: Kept) {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("填报说明")
        .unwrap()
        .write_string(0, 0, "请填写")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("目录").unwrap();
    let (bold, plain) = (Format::new().set_bold(), Format::new());
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string_with_format(0, column, head, &bold).unwrap();
    }
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            if let (8, Ok(number)) = (column, cell.trim().parse::<f64>()) {
                sheet.write_number(at, column, number).unwrap();
            } else if column == 3 {
                let formula = rust_xlsxwriter::Formula::new("=\" 数值型\"").set_result(format!(" {cell} "));
                sheet.write_formula(at, column, formula).unwrap();
            } else if column == 5 && at == 1 && !cell.is_empty() {
                let runs = [(&bold, cell.as_str()), (&plain, " ")];
                sheet.write_rich_string(at, column, &runs).unwrap();
            } else {
                sheet.write_string_with_format(at, column, cell, &bold).unwrap();
            }
        }
    }
    let last = rows.len() as u32;
    if let Some(provider) = rows.first().map(|row| &row[4]).filter(|_| last > 1) {
        sheet.merge_range(1, 4, last, 4, provider, &bold).unwrap();
    }
    book.save(path).unwrap();
    if matches!(kept, Kept::Inline) {
        put_inline(path);
    }
}

/// Writes every shared text into the cells that point at it, as some programs do.
fn put_inline(path: &Path) {
    let all = parts(path);
    let shared = text(&all, "xl/sharedStrings.xml");
    let items = shared.split("<si>").skip(1);
    let items: Vec<&str> = items.map(|item| item.split("</si>").next().unwrap()).collect();
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in all {
        zip.start_file(&name, zip::write::SimpleFileOptions::default())
            .unwrap();
        if !name.starts_with("xl/worksheets/sheet") {
            zip.write_all(&bytes).unwrap();
            continue;
        }
        let sheet = String::from_utf8(bytes).unwrap();
        let mut pieces = sheet.split(" t=\"s\"><v>");
        zip.write_all(pieces.next().unwrap().as_bytes()).unwrap();
        for piece in pieces {
            let (number, rest) = piece.split_once("</v>").unwrap();
            let item = items[number.parse::<usize>().unwrap()];
            write!(zip, " t=\"inlineStr\"><is>{item}</is>{rest}").unwrap();
        }
    }
    zip.finish().unwrap();
}

pub(super) fn messy() -> Vec<Vec<String>> {
    let row = |cells: [&str; 14]| cells.map(str::to_owned).to_vec();
    vec![
        row([
            "NX－1",
            "水库\n（水情）",
            "水位,流量",
            "数值型",
            " 自治区水利厅 ",
            "数据库",
            "每天",
            "2026年2月1日",
            "3",
            "有条件",
            "经审批",
            "不予开放",
            "Ｙ",
            "水,河",
        ]),
        row([
            "NX-2",
            "河道\n水情",
            "姓名",
            "数值型",
            "自治区水利厅",
            "数据库",
            "每日",
            "2026-02-01",
            "3",
            "无条件共亨",
            "",
            "不予开放",
            "否",
            "水、河",
        ]),
    ]
}
