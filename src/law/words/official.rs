//! What is said of official texts and their outlines, in both languages.

use crate::model::{Citation, Text, chinese, text};

pub(in crate::law) fn no_article(citation: &Citation, articles: u16) -> Text {
    text!(
        "没有{citation}：全文共 {articles} 条",
        "there is no {citation}: {articles} articles in all"
    )
}

pub(in crate::law) fn no_paragraph(citation: &Citation, paragraphs: u16) -> Text {
    text!(
        "没有{citation}：该条共 {paragraphs} 款",
        "there is no {citation}: the article has {paragraphs} paragraphs"
    )
}

pub(in crate::law) fn which_paragraph(citation: &Citation, paragraphs: u16) -> Text {
    text!(
        "{citation}没有写明第几款：该条共 {paragraphs} 款",
        "{citation} names no paragraph: the article has {paragraphs}"
    )
}

pub(in crate::law) fn only_paragraph(citation: &Citation) -> Text {
    text!(
        "{citation}只有一款，引用时不写款",
        "{citation}: the article has one paragraph, so the citation names none"
    )
}

pub(in crate::law) fn no_item(citation: &Citation, items: u16) -> Text {
    text!(
        "没有{citation}：该款共 {items} 项",
        "there is no {citation}: the paragraph has {items} items"
    )
}

pub(in crate::law) fn not_there(citation: &Citation, missing: &[String]) -> Text {
    let words = missing.join("、");
    text!("{citation}中没有“{words}”", "{citation} does not hold '{words}'")
}

pub(in crate::law) fn held_by(places: &[Citation]) -> Text {
    let places: Vec<_> = places.iter().map(Citation::to_string).collect();
    let places = places.join("、");
    if places.is_empty() {
        return text!("全文没有这些关键词", "no provision holds the key terms");
    }
    text!("关键词见于：{places}", "the key terms stand in: {places}")
}

pub(in crate::law) fn at_line(line: u32, trouble: &Text) -> Text {
    let Text { zh, en } = trouble;
    text!("第 {line} 行：{zh}", "line {line}: {en}")
}

pub(in crate::law) fn article(number: u16) -> String {
    format!("第{}条", chinese(number))
}

pub(in crate::law) fn not_an_instrument() -> Text {
    text!(
        "没有找到第一条，不是法规文本",
        "no 第一条: not the text of an instrument"
    )
}

pub(in crate::law) fn article_missing(expected: u16, found: u16) -> Text {
    let (expected, found) = (article(expected), article(found));
    text!("{found}之前缺{expected}", "{expected} is missing before {found}")
}

pub(in crate::law) fn article_twice(number: u16) -> Text {
    let article = article(number);
    text!("{article}重复出现", "{article} is there twice")
}

pub(in crate::law) fn article_inserted(number: u16) -> Text {
    let article = article(number);
    text!(
        "{article}之后有“之一”式的增条，暂不支持",
        "{article} is followed by inserted articles, which are not supported"
    )
}

pub(in crate::law) fn article_empty(number: u16) -> Text {
    let article = article(number);
    text!("{article}没有内容", "{article} is empty")
}

pub(in crate::law) fn items_out_of_order(expected: u16, found: u16) -> Text {
    let (expected, found) = (chinese(expected), chinese(found));
    text!(
        "此处应为第{expected}项，却是第{found}项",
        "item ({expected}) is due, found ({found})"
    )
}

pub(in crate::law) fn breaks_off(number: u16) -> Text {
    let article = article(number);
    text!("{article}的句子没有写完", "{article} breaks off in a sentence")
}

pub(in crate::law) fn cut_short(number: u16) -> Text {
    let article = article(number);
    text!(
        "文本到{article}为止，没有施行条款，可能不完整",
        "the text ends at {article} without a clause on taking effect: the end may be missing"
    )
}

pub(in crate::law) fn articles_differ(here: usize, there: usize) -> Text {
    text!(
        "骨架有 {here} 条，文本有 {there} 条",
        "{here} articles in the outline, {there} in the text"
    )
}

pub(in crate::law) fn paragraphs_differ(article: &str, here: usize, there: usize) -> Text {
    text!(
        "{article}：骨架有 {here} 款，文本有 {there} 款",
        "{article}: {here} paragraphs in the outline, {there} in the text"
    )
}

pub(in crate::law) fn items_differ(citation: &str, here: u16, there: u16) -> Text {
    text!(
        "{citation}：骨架有 {here} 项，文本有 {there} 项",
        "{citation}: {here} items in the outline, {there} in the text"
    )
}

pub(in crate::law) fn terms_differ(citation: &str, gone: &str, new: &str) -> Text {
    text!(
        "{citation}：关键词的位置不同（骨架：{gone}；文本：{new}）",
        "{citation}: key terms stand elsewhere (outline: {gone}; text: {new})"
    )
}

pub(in crate::law) fn words_differ(citation: &str) -> Text {
    text!(
        "{citation}：文字与骨架的摘要不符",
        "{citation}: the words do not match the digest in the outline"
    )
}
