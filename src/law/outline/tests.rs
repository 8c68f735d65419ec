use super::super::text;
use super::*;
use proptest::prelude::*;

const STARS: &str = "第一条 观星应当登记星名、亮度和颜色。
第二条 观星台应当公开星表。
星表包括下列内容：
（一）星名；
（二）亮度，以“星等”表示。
第三条 本条例自2030年1月1日起施行。
";

fn outline() -> Outline {
    let statute = text::parse(STARS).unwrap();
    Outline::generate(
        "stars",
        "观星条例",
        &statute,
        ["星名", "亮度", "颜色", "\"星等\"", "月亮", "星表"],
    )
}

fn terms(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn check(citation: &str, words: &[&str]) -> Result<(), Misquote> {
    outline().check(&citation.parse().unwrap(), &terms(words))
}

#[test]
fn terms_are_found_with_their_items_whatever_the_punctuation() {
    let printed = outline().print();
    assert!(
        printed.contains(r#"{ items = 0, terms = ["亮度", "星名", "颜色"], "#),
        "{printed}"
    );
    assert!(printed.contains(r#""亮度@2", "星名@1", "星表"]"#), "{printed}");
    assert_eq!(check("第二条第二款第二项", &["\"星等\""]), Ok(()));
    assert_eq!(check("第二条第二款", &["星名", "亮度"]), Ok(()));
    assert_eq!(
        check("第二条第二款第一项", &["星名", "星表"]),
        Ok(()),
        "an item is read with its lead"
    );
}

#[test]
fn printed_and_parsed_back_it_is_the_same() {
    let outline = outline();
    assert_eq!(Outline::parse(&outline.print()), Ok(outline.clone()));
    assert_eq!(outline.articles[0].paragraphs[0].sha256.len(), 64);
    assert!(Outline::parse("id = 1").is_err());
}

#[test]
fn a_wrong_citation_says_what_is_wrong_and_where_the_terms_stand() {
    assert_eq!(check("第四条", &[]), Err(Misquote::NoArticle { articles: 3 }));
    assert_eq!(
        check("第二条", &[]),
        Err(Misquote::WhichParagraph { paragraphs: 2 })
    );
    assert_eq!(check("第一条第一款", &[]), Err(Misquote::OnlyParagraph));
    assert_eq!(
        check("第二条第三款", &[]),
        Err(Misquote::NoParagraph { paragraphs: 2 })
    );
    assert_eq!(
        check("第二条第二款第三项", &[]),
        Err(Misquote::NoItem { items: 2 })
    );
    let wrong = check("第二条第二款第一项", &["亮度"]).unwrap_err();
    let held_by = ["第一条", "第二条第二款第二项"]
        .map(|c| c.parse().unwrap())
        .to_vec();
    assert_eq!(
        wrong,
        Misquote::Terms {
            missing: terms(&["亮度"]),
            held_by
        }
    );
    let citation = "第二条第二款第一项".parse().unwrap();
    assert_eq!(wrong.message(&citation).zh, "第二条第二款第一项中没有“亮度”");
    assert_eq!(wrong.help().unwrap().zh, "关键词见于：第一条、第二条第二款第二项");
    let lost = check("第一条", &["月亮"]).unwrap_err();
    assert_eq!(lost.help().unwrap().en, "no provision holds the key terms");
}

#[test]
fn the_digest_is_of_the_words_not_of_their_typing() {
    let ascii = STARS
        .replace('，', ",")
        .replace('：', ":")
        .replace("（一）", "- （一） ")
        .replace(['“', '”'], "\"");
    let other = Outline::generate("stars", "观星条例", &text::parse(&ascii).unwrap(), ["星名"]);
    let digests = |o: &Outline| -> Vec<String> {
        o.articles
            .iter()
            .flat_map(|a| &a.paragraphs)
            .map(|s| s.sha256.clone())
            .collect()
    };
    assert_eq!(digests(&outline()), digests(&other));
    let changed = Outline::generate(
        "s",
        "s",
        &text::parse(&STARS.replace("颜色", "距离")).unwrap(),
        ["星名"],
    );
    assert_ne!(digests(&outline()), digests(&changed));
}

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(source in "\\PC{0,60}") {
        let _ = Outline::parse(&source);
    }
}
