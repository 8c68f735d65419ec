//! Names that are alike, and names of several bodies.

use super::*;

/// Names of a hundred thousand resources: no two are near each other, except those planted.
#[test]
fn near_names_are_found_among_a_hundred_thousand() {
    let places = ["东川县", "西岭县", "南湖区", "北原区", "中城市"];
    let things = [
        "水库",
        "渔港",
        "公交线路",
        "取水许可",
        "养老机构",
        "行政处罚",
        "农机补贴",
        "气象站点",
        "文物单位",
        "学校",
    ];
    let aspects = [
        "名录", "巡查", "年检", "登记", "统计", "监测", "整改", "预算", "评估", "验收",
    ];
    let mut table: Vec<Vec<String>> = Vec::new();
    for n in 0..100_000usize {
        let (place, thing, aspect) = (places[n % 5], things[n / 5 % 10], aspects[n / 50 % 10]);
        let (year, batch) = (2000 + n / 500 % 25, n / 12_500);
        table.push(vec![
            format!("{year}年{place}{thing}{aspect}第{batch}批"),
            "甲局".to_owned(),
        ]);
    }
    let mut planted = Vec::new();
    for n in (0..100_000).step_by(2_500) {
        let name = table[n][0].clone();
        let near = match n / 2_500 % 4 {
            0 => format!("{name}信息"),
            1 => format!("3、{name}"),
            2 => format!("《{name}》清单"),
            _ => name.replace('年', "年 "),
        };
        planted.push(format!("0!A{} 0!A{}", table.len() + 2, n + 2));
        table.push(vec![near, "甲局".to_owned()]);
    }
    let source = r#"across.alike = { name = ["catalog_name"], owner = ["provider"] }"#;
    let began = Instant::now();
    let clashes = settle(source, &[(&[0], &["catalog_name", "provider"], table)]);
    let mut found: Vec<_> = told(&clashes).iter().map(|t| t.replace('?', "")).collect();
    found.sort();
    planted.sort();
    assert_eq!(found, planted);
    assert!(clashes.iter().all(|c| !c.breach.certain));
    let took = began.elapsed();
    assert!(took.as_secs() < 60, "{took:?}");
}

#[test]
fn names_of_two_bodies_are_two_names() {
    let source = r#"across.alike = { name = ["catalog_name"], owner = ["provider"] }"#;
    let ids: &[&str] = &["catalog_name", "provider"];
    let one = rows(&[&["行政处罚", "甲局"], &["行政处罚信息", "乙局"], &["渔船", ""]]);
    let two = rows(&[&["渔船信息", ""], &["渔 船", ""]]);
    assert_eq!(
        told(&settle(source, &[(&[0], ids, one), (&[0], ids, two)])),
        ["1!A3? 1!A2"]
    );
}
