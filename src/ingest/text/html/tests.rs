use super::*;
use crate::ingest::{Code, Region, Rows};
use crate::model::Row;
use proptest::prelude::*;

fn read(page: &str) -> Vec<Grid> {
    tables(page, &mut Budget::default()).unwrap()
}

/// Rows as `number@line:cell|cell`.
fn lines(grid: &Grid) -> Vec<String> {
    let (mut rows, mut row, mut out) = (grid.rows(), Row::default(), Vec::new());
    while rows.next(&mut row).unwrap_or(false) {
        let cells: Vec<_> = (0..row.width()).map(|c| row.text(c as u16)).collect();
        out.push(format!(
            "{}@{}:{}",
            row.number,
            row.line.unwrap(),
            cells.join("|")
        ));
    }
    out
}

fn region(top: u32, bottom: u32, left: u16, right: u16) -> Region {
    Region {
        top,
        bottom,
        left,
        right,
    }
}

#[test]
fn cells_flow_as_in_a_browser() {
    let page = "<table><tr><td> 数据 \n 资源 <b>名</b>称</td><td>一<br>二<br/></td></tr>\n\
        <tr><td><p>甲</p><p>乙&nbsp;&amp;</p></td><td style=\"mso-number-format:'\\@'\">007</td></tr></table>";
    assert_eq!(
        lines(&read(page)[0]),
        ["1@1:数据 资源 名称|一\n二", "2@3:甲\n乙\u{a0}&|007"]
    );
}

#[test]
fn spans_are_merges_and_push_cells_aside() {
    let page = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<tr><td rowspan=9>e<td>f</table>";
    let grids = read(page);
    assert_eq!(lines(&grids[0]), ["1@1:a|b", "2@1:|c|d", "3@1:e|f"]);
    assert_eq!(grids[0].sheet.merges, [region(1, 2, 0, 0), region(1, 1, 1, 2)]);
}

#[test]
fn every_table_is_a_sheet_in_the_order_they_open() {
    let page = "<table><caption> 外 </caption><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>\
        <table></table><table><tr><td>d</table>";
    let grids = read(page);
    let texts: Vec<_> = grids.iter().map(lines).collect();
    assert_eq!(texts, [["1@1:ac"], ["1@1:b"], ["1@1:d"]]);
    assert_eq!(grids[0].sheet.name.as_deref(), Some("外"));
}

#[test]
fn names_hidden_in_a_comment_and_hidden_rows() {
    let page = "<!--[if gte mso 9]><xml><x:Name>目录&amp;一</x:Name></xml><![endif]-->\
        <table><tr style='DISPLAY: none'><td>a</tr></table>";
    let grids = read(page);
    assert_eq!(grids[0].sheet.name.as_deref(), Some("目录&一"));
    let mut row = Row::default();
    assert!(grids[0].rows().next(&mut row).unwrap() && row.hidden);
}

#[test]
fn rows_without_a_table_are_one_and_a_cut_page_says_so() {
    let grids = read("<tr><td>a</td></tr>");
    assert!(lines(&grids[0]) == ["1@1:a"] && grids[0].ending.is_none());
    let grids = read("<table><tr><td>a</td></tr>\n<tr><td>b");
    assert_eq!(lines(&grids[0]), ["1@1:a", "2@2:b"]);
    assert_eq!(grids[0].ending.as_ref().unwrap().code, Code::Damaged);
}

#[test]
fn limits() {
    let deep = "<table><tr><td>".repeat(100);
    assert_eq!(
        tables(&deep, &mut Budget::default()).unwrap_err().code,
        Code::TooLarge
    );
    let wide = format!("<table><tr>{}", "<td colspan=1000>".repeat(20));
    assert_eq!(
        tables(&wide, &mut Budget::default()).unwrap_err().code,
        Code::TooLarge
    );
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(parts in prop::collection::vec(
        prop::sample::select(vec![
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan=2>", "<td rowspan=0>", "</td>", "<caption>",
            "</caption>", "目", "&lt;", "&#", "<", "<td x='", "<!--", "-->", "<script>", "</script>", "<br>", "<p>", "\n",
        ]), 0..40)) {
        let page = parts.concat();
        for grid in read(&page) {
            let numbers: Vec<_> = lines(&grid);
            prop_assert!(!numbers.is_empty());
        }
    }
}
