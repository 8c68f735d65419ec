//! The marks a text shows its structure by: 第…条, (一), chapter headings, ends of sentences. One line at a time.

use crate::model::parse_chinese;

/// The beginning of an article.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    pub(super) number: u16,
    /// 第…条之…
    pub(super) inserted: bool,
    pub(super) caption: Option<&'a str>,
    /// A blank, a caption or nothing follows the number, as it does in a heading and seldom in a sentence.
    pub(super) clear: bool,
    pub(super) rest: &'a str,
}

/// Reads 第…条 at the start of a line.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let (number, after) = numbered(line, '条')?;
    let (inserted, after) = match after.strip_prefix('之').map(|t| t.split_at(numeral(t))) {
        Some((number, rest)) if !number.is_empty() => (true, rest),
        Some(_) | None => (false, after),
    };
    let blank = after.is_empty() || after.starts_with(char::is_whitespace);
    let rest = after.trim_start();
    let (caption, rest) = match rest.strip_prefix('【').and_then(|t| t.split_once('】')) {
        Some((caption, rest)) => (Some(caption.trim()), rest.trim_start()),
        None => (None, rest),
    };
    // 第三十条规定的, 第三十条第二款, 第三十条、第三十一条: a reference, not a heading.
    let refers = !blank
        && caption.is_none()
        && rest.starts_with(['规', '第', '、', '和', '至', '所', '的', '中', '及', '或']);
    (!refers).then_some(Head {
        number,
        inserted,
        caption,
        clear: blank || caption.is_some(),
        rest,
    })
}

/// Whether a line is the heading of a part, chapter or section.
pub(super) fn is_heading(line: &str) -> bool {
    let short = line.chars().count() <= 40 && !line.contains(['。', '；', ';', '，', ',', '：', ':']);
    short
        && ['编', '章', '节']
            .iter()
            .any(|&unit| numbered(line, unit).is_some())
}

/// Reads (一) or （一） at the start of a line.
pub(super) fn item(line: &str) -> Option<(u16, &str)> {
    let (number, rest) = line.strip_prefix(['(', '（'])?.split_once([')', '）'])?;
    let number = number.trim();
    if number.chars().count() > 5 || number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((parse_chinese(number)?, rest.trim_start()))
}

/// Whether a line ends where a sentence or a part of one may end.
pub(super) fn finished(line: &str) -> bool {
    let bare = line
        .trim_end()
        .trim_end_matches(['”', '’', '"', '\'', ')', '）', '】', '》', '」', '』']);
    bare.ends_with(['。', '；', ';', '：', ':', '！', '？', '!', '?', '.']) || bare.ends_with("施行")
}

/// Whether the words set the day from which the instrument itself applies.
pub(super) fn commences(words: &str) -> bool {
    ["本条例", "本办法", "本细则", "本规定", "本法", "本决定", "本规范"]
        .iter()
        .filter_map(|name| words.split_once(name))
        .any(|(_, after)| after.starts_with('自') && after.contains("施行"))
}

/// How many bytes at the start of the words are a Chinese numeral.
fn numeral(words: &str) -> usize {
    let digit = |c: char| !"〇零一二三四五六七八九十百".contains(c);
    words.find(digit).unwrap_or(words.len())
}

fn numbered(line: &str, unit: char) -> Option<(u16, &str)> {
    let (number, after) = line.strip_prefix('第')?.split_once(unit)?;
    if number.chars().count() > 9 {
        return None;
    }
    let number: String = number.split_whitespace().collect();
    Some((parse_chinese(&number)?, after))
}
