use super::*;
use proptest::prelude::*;

/// An invented instrument with every accident seen in obtained texts.
const MOON: &str = "\u{FEFF}# 月面数据条例

<!-- SOURCE: 月面
STATUS: 有效 -->
目录
- 第一章 总 则
- 第二章附 则
## 第一章 总 则

**第一条【目的】** 为了管理月面数据，保护使用

者的权益，制定本条例。

　　第二条 登记机构应当履行下列职责:
(一)登记月壤;
- （二）登记环形山，包括下列两类。
大环形山，是指直径超过一公里的。
小环形山，是指其他的。
(三) 登记月海。

- 12 -

前款以外的登记，按照本条例
第三条规定的程序办理。有下列情形之一的，不予登记：
（一）没有名称的；
（二）已经登记的。
登记不收费。
### 第二章 附 则
第三条　本条例自2030年1月1日起施行
月面办公室
2029年12月1日印发
";

fn moon() -> Statute {
    parse(MOON).unwrap()
}

fn cite(text: &str) -> String {
    moon().provision(&text.parse().unwrap()).unwrap()
}

#[test]
fn paragraphs_and_items_are_counted_as_lawyers_do() {
    let statute = moon();
    let shape: Vec<Vec<usize>> = statute
        .articles
        .iter()
        .map(|a| a.paragraphs.iter().map(|p| p.items.len()).collect())
        .collect();
    assert_eq!(shape, [vec![0], vec![3, 2, 0], vec![0]]);
    assert_eq!(statute.article(1).unwrap().caption.as_deref(), Some("目的"));
    assert_eq!((statute.article(1).unwrap().line, statute.article(0)), (10, None));
}

#[test]
fn broken_sentences_are_joined_and_footers_dropped() {
    assert_eq!(cite("第一条"), "为了管理月面数据，保护使用者的权益，制定本条例。");
    assert!(cite("第二条第二款").starts_with("前款以外的登记，按照本条例第三条规定的程序办理。"));
    assert_eq!(cite("第三条"), "本条例自2030年1月1日起施行");
}

#[test]
fn inner_paragraphs_stay_in_their_item() {
    assert_eq!(
        cite("第二条第一款第二项"),
        "（二）登记环形山，包括下列两类。\n大环形山，是指直径超过一公里的。\n小环形山，是指其他的。"
    );
    assert_eq!(cite("第二条第二款第二项"), "（二）已经登记的。");
    assert_eq!(moon().provision(&"第二条第四款".parse().unwrap()), None);
    assert!(cite("第二条").ends_with("\n登记不收费。"));
}

#[test]
fn an_article_that_repeals_keeps_its_second_paragraph() {
    let text = "第一条 甲。\n第二条 本办法自发布之日起施行。\n旧办法同时废止。\n某某办公室\n";
    assert_eq!(parse(text).unwrap().article(2).unwrap().paragraphs.len(), 2);
}

fn refused(text: &str) -> (u32, Why) {
    let error = parse(text).unwrap_err();
    assert!(error.message().zh.contains(&error.line.to_string()) && error.to_string().starts_with("line "));
    (error.line, error.why)
}

#[test]
fn what_is_no_whole_instrument_is_refused_with_its_line() {
    assert_eq!(refused(""), (1, Why::NotAnInstrument));
    assert_eq!(refused("\n通知\n请遵照执行。\n"), (2, Why::NotAnInstrument));
    assert_eq!(
        refused("第二条 甲。\n"),
        (
            1,
            Why::Gap {
                expected: 1,
                found: 2
            }
        )
    );
    assert_eq!(
        refused("第一条 甲。\n\n第三条 乙。\n"),
        (
            3,
            Why::Gap {
                expected: 2,
                found: 3
            }
        )
    );
    assert_eq!(
        refused("第一条 甲。\n第一条 乙。\n"),
        (2, Why::Repeated { article: 1 })
    );
    assert_eq!(
        refused("第一条 甲。\n第一条之一 乙。\n"),
        (2, Why::Inserted { article: 1 })
    );
    assert_eq!(refused("第一条\n第二条 乙。\n"), (1, Why::Empty { article: 1 }));
    assert_eq!(
        refused("第一条 甲应当\n第二条 乙。\n"),
        (1, Why::Unfinished { article: 1 })
    );
    let items = "第一条 如下：\n（一）甲；\n（三）乙。\n";
    assert_eq!(
        refused(items),
        (
            3,
            Why::Items {
                expected: 2,
                found: 3
            }
        )
    );
    let again = "第一条 如下：\n（一）甲；\n（一）乙。\n";
    assert_eq!(
        refused(again),
        (
            3,
            Why::Items {
                expected: 2,
                found: 1
            }
        )
    );
    assert_eq!(
        refused("第一条 甲。\n第二条 乙。\n"),
        (2, Why::CutShort { article: 2 })
    );
    assert_eq!(
        refused("第一条 甲。\n第二条 本条例自2030"),
        (2, Why::Unfinished { article: 2 })
    );
}

#[test]
fn the_text_cut_anywhere_before_its_last_sentence_is_refused() {
    let end = MOON.find("第三条　").unwrap();
    for (cut, _) in MOON.char_indices().filter(|(i, _)| *i <= end) {
        assert!(parse(&MOON[..cut]).is_err(), "{}", &MOON[..cut]);
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(第[一二三十]?条|[(（][一二三][)）]|\\PC{0,9}|[。；：\n#* 【】]|<!--|-->|本条例自|施行){0,40}") {
        if let Ok(statute) = parse(&text) {
            for (i, article) in statute.articles.iter().enumerate() {
                prop_assert_eq!(usize::from(article.number), i + 1);
                prop_assert!(!article.paragraphs.is_empty());
            }
        }
    }
}
