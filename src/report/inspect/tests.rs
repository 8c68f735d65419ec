use super::*;
use crate::law::{Pack, built_in, built_in_outline};
use crate::model::Vocabulary;
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

fn packs() -> Vec<Pack> {
    built_in(&Vocabulary::built_in())
}

fn page(lang: Lang, width: usize) -> Page {
    Page { lang, width }
}

fn day() -> NaiveDate {
    "2026-03-01".parse().unwrap()
}

fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn no_line_is_wider_than_the_page() {
    let packs = packs();
    let all: Vec<&Pack> = packs.iter().collect();
    let vocabulary = Vocabulary::built_in();
    for (lang, width) in [(Lang::Zh, 80), (Lang::Zh, 160), (Lang::En, 80), (Lang::En, 160)] {
        let page = page(lang, width);
        let mut said =
            written(|out| Jurisdictions::new(&packs, day(), page).write(Listing::Table, page, out));
        said += &written(|out| Comparison::new(&all, page).write(Listing::Table, page, out));
        for pack in &packs {
            let outline = built_in_outline(&pack.instrument.id).unwrap().unwrap();
            said += &written(|out| Rules::new(pack, |_| true, page).write(Listing::Table, page, out));
            said += &written(|out| Coverage::new(pack, &outline, page).write(Listing::Table, page, out));
            for requirement in &pack.requirements {
                let explained = Explanation::new(&packs, (pack, requirement), &vocabulary, day(), page);
                said += &written(|out| explained.write(Listing::Table, page, out));
            }
        }
        // A closing mark may hang over the edge of a wrapped line by its own width.
        let wide: Vec<_> = said.lines().filter(|line| line.width() > width + 2).collect();
        assert!(wide.is_empty(), "{}", wide.join("\n"));
        assert!(said.lines().count() > 1000);
    }
}

#[test]
fn every_requirement_is_explained_in_both_languages() {
    let (packs, vocabulary) = (packs(), Vocabulary::built_in());
    for pack in &packs {
        for requirement in &pack.requirements {
            for lang in [Lang::Zh, Lang::En] {
                let page = page(lang, 100);
                let explained = Explanation::new(&packs, (pack, requirement), &vocabulary, day(), page);
                let json: serde_json::Value =
                    serde_json::from_str(&written(|out| explained.write(Listing::Json, page, out))).unwrap();
                assert_eq!(json["id"], requirement.id.as_str());
                assert!(
                    !json["judged_by"].as_str().unwrap().is_empty(),
                    "{}",
                    requirement.id
                );
                let judged = requirement.is_judged();
                for key in ["fails", "passes", "remedy", "missing_column"] {
                    let text = json[key].as_str();
                    assert_eq!(
                        text.is_some_and(|t| !t.is_empty()),
                        judged,
                        "{} {key}",
                        requirement.id
                    );
                }
            }
        }
    }
}

#[test]
fn everything_of_every_pack_fits_its_schema() {
    let (packs, vocabulary) = (packs(), Vocabulary::built_in());
    let all: Vec<&Pack> = packs.iter().collect();
    let page = page(Lang::Zh, 100);
    let schema = |name: &str| {
        let (_, source) = SCHEMAS.iter().find(|(n, _)| *n == name).unwrap();
        jsonschema::validator_for(&serde_json::from_str(source).unwrap()).unwrap()
    };
    let [rules, explain, coverage] = ["rules", "explain", "coverage"].map(schema);
    let fits = |validator: &jsonschema::Validator, written: String| {
        let json = serde_json::from_str(&written).unwrap();
        let wrong: Vec<_> = validator
            .iter_errors(&json)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    };
    fits(
        &schema("jurisdictions"),
        written(|out| Jurisdictions::new(&packs, day(), page).write(Listing::Json, page, out)),
    );
    fits(
        &schema("compare"),
        written(|out| Comparison::new(&all, page).write(Listing::Json, page, out)),
    );
    for pack in &packs {
        let outline = built_in_outline(&pack.instrument.id).unwrap().unwrap();
        fits(
            &rules,
            written(|out| Rules::new(pack, |_| true, page).write(Listing::Json, page, out)),
        );
        fits(
            &coverage,
            written(|out| Coverage::new(pack, &outline, page).write(Listing::Json, page, out)),
        );
        for requirement in &pack.requirements {
            let explained = Explanation::new(&packs, (pack, requirement), &vocabulary, day(), page);
            fits(&explain, written(|out| explained.write(Listing::Json, page, out)));
        }
    }
}

#[test]
fn a_comparison_is_set_out_as_the_page_is_wide() {
    let packs = packs();
    let all: Vec<&Pack> = packs.iter().collect();
    let shown = |width| {
        let page = page(Lang::Zh, width);
        written(|out| Comparison::new(&all, page).write(Listing::Table, page, out))
    };
    let cited = |text: &str| text.matches("第二十五条第三款").count();
    assert!(shown(80).contains("：不同\n") && !shown(300).contains("：不同\n"));
    // Side by side or one below the other, no provision is broken or lost.
    assert!(cited(&shown(300)) > 2);
    assert_eq!(cited(&shown(80)), cited(&shown(300)));
}

#[test]
fn csv_is_marked_and_holds_no_formula() {
    let page = page(Lang::Zh, 80);
    let mut sheet = Sheet::new(&["甲", "乙"], &[]);
    sheet.rows = vec![
        vec!["=1+1".into(), "一\n二|三".into()],
        vec!["@x".into(), "-".into()],
    ];
    let csv = written(|out| sheet.write(Listing::Csv, page, out));
    assert_eq!(csv, "\u{FEFF}甲,乙\r\n'=1+1,\"一\n二|三\"\r\n'@x,'-\r\n");
    let markdown = written(|out| sheet.write(Listing::Markdown, page, out));
    assert_eq!(
        markdown,
        "| 甲 | 乙 |\n|---|---|\n| =1+1 | 一<br>二\\|三 |\n| @x | - |\n"
    );
}

#[test]
fn totals_add_up() {
    for pack in packs() {
        let outline = built_in_outline(&pack.instrument.id).unwrap().unwrap();
        let page = page(Lang::Zh, 80);
        let json = written(|out| Coverage::new(&pack, &outline, page).write(Listing::Json, page, out));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let n = |key: &str| json["totals"][key].as_u64().unwrap();
        assert_eq!(
            n("articles"),
            n("checked") + n("partly") + n("by_hand") + n("unchecked")
        );
        assert_eq!(n("articles"), json["articles"].as_array().unwrap().len() as u64);
    }
}
