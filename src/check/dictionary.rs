//! A list of words to look for, with the longer phrases that hold one and mean something else, and weak words that tell
//! nothing alone. Knows the words that its file gives it and no cell.

use super::heads::Heads;
use crate::embedded::DICTIONARIES;
use crate::model::{fold, folded};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A dictionary file. Its `source` is for readers of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    zh: &'static str,
    en: &'static str,
    #[serde(rename = "source")]
    _source: Vec<&'static str>,
    words: Vec<&'static str>,
    #[serde(default)]
    weak: Vec<&'static str>,
    #[serde(default)]
    phrases: Vec<&'static str>,
    #[serde(default)]
    except: Vec<&'static str>,
    #[serde(default)]
    asks: Vec<&'static str>,
}

/// A dictionary ready to look into texts.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// What its words are signs of.
    pub(super) name: crate::model::Text,
    /// One of its words.
    pub(super) sample: String,
    /// Everything it looks for, folded, and what finds it, made when a text is first looked into.
    patterns: Vec<Cow<'static, str>>,
    finder: OnceLock<AhoCorasick>,
    /// Its bit in what [`all`] finds.
    bit: u64,
    /// Words come first, then those that tell nothing alone, then phrases that only hold a word.
    words: usize,
    /// How many words there are with the weak ones.
    all: usize,
    /// Patterns of texts that speak of no single person or thing; the parts of one come in this order.
    except: Vec<Vec<String>>,
    /// Names of things that take the words as a question and hold none.
    asks: Vec<String>,
}

impl Dictionary {
    /// The built-in dictionary of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let number = DICTIONARIES.iter().position(|file| file.name == name)?;
        let file: File = DICTIONARIES.get(number)?.read().ok()?;
        let patterns = file.patterns();
        let parts = |pattern: &&str| pattern.split('…').map(fold).collect();
        Some(Self {
            name: crate::model::Text {
                zh: file.zh.to_owned(),
                en: file.en.to_owned(),
            },
            patterns,
            finder: OnceLock::new(),
            bit: 1 << (number % 64),
            sample: file.words.first().copied().unwrap_or_default().to_owned(),
            words: file.words.len(),
            all: file.words.len() + file.weak.len(),
            except: file.except.iter().map(parts).collect(),
            asks: file.asks.iter().map(|w| fold(w)).collect(),
        })
    }

    /// Names of the dictionaries there are.
    pub(super) fn names() -> Vec<&'static str> {
        let all = DICTIONARIES.iter().map(|file| file.name);
        all.filter(|name| Self::named(name).is_some()).collect()
    }

    /// Whether a folded text may hold a word, by what [`all`] found in it.
    pub(super) fn may_hold(&self, marks: u64) -> bool {
        marks & self.bit != 0
    }

    /// Its bit in what [`all`] finds.
    pub(super) fn mark(&self) -> u64 {
        self.bit
    }

    /// The words found in the entries of a cell, folded, each once in their order. An entry that is an exception excuses
    /// no other; a weak word counts only beside a second word.
    pub(super) fn find<'t>(&self, entries: impl IntoIterator<Item = &'t str>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut telling = false;
        let finder = self.finder.get_or_init(|| longest(&self.patterns));
        for entry in entries {
            let text = folded(entry);
            let mut hits = finder.find_iter(text.as_ref()).peekable();
            // Most entries hold no word, and then nothing has to excuse them.
            if hits.peek().is_none() || self.except.iter().any(|parts| holds(&text, parts)) {
                continue;
            }
            for hit in hits {
                let (pattern, word) = (
                    hit.pattern().as_usize(),
                    text.get(hit.range()).unwrap_or_default(),
                );
                telling |= pattern < self.words;
                if pattern < self.all && !found.iter().any(|f| f == word) {
                    found.push(word.to_owned());
                }
            }
        }
        if !telling && found.len() < 2 {
            found.clear();
        }
        found
    }

    /// Whether a name is that of an interface which takes the words as its question.
    pub(super) fn asks(&self, name: &str) -> bool {
        let name = folded(name);
        self.asks.iter().any(|part| name.contains(part.as_str()))
    }
}

impl File {
    /// Everything that is looked for, words first.
    fn patterns(&self) -> Vec<Cow<'static, str>> {
        let lists = [&self.words, &self.weak, &self.phrases];
        lists.into_iter().flatten().map(|w| folded(w)).collect()
    }
}

/// What finds the words of all dictionaries, a bit each: one pass for all of them, since most texts hold none.
pub(super) fn all() -> &'static Heads {
    static ALL: OnceLock<Heads> = OnceLock::new();
    ALL.get_or_init(heads)
}

/// Finds the longest of some words wherever one stands. Hanzi share their leading bytes: looking for rare bytes first
/// would stop at every other letter.
fn longest(patterns: &[Cow<'_, str>]) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest).prefilter(false);
    builder
        .build(patterns.iter().map(|p| p.as_bytes()))
        .expect("only patterns of gigabytes are too many")
}

/// The words of all dictionaries with the bits of each word's own.
fn heads() -> Heads {
    let words = DICTIONARIES.iter().enumerate().flat_map(|(number, file)| {
        let file = file.read::<File>().ok();
        let patterns = file.iter().flat_map(File::patterns).collect::<Vec<_>>();
        // Beyond 64 dictionaries one bit would stand for several, which costs time and loses nothing.
        patterns
            .into_iter()
            .map(move |pattern| (pattern, 1 << (number % 64)))
    });
    let words: Vec<(Cow<'_, str>, u64)> = words.collect();
    Heads::new(words.iter().map(|(word, bits)| (&**word, *bits)))
}

/// Whether a text holds the parts one after the other.
fn holds(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    parts.iter().all(|part| match rest.split_once(part.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn every_file_is_a_dictionary_or_a_table_of_a_kind() {
        let mut others: Vec<_> = DICTIONARIES.iter().map(|file| file.name).collect();
        others.retain(|name| !Dictionary::names().contains(name));
        assert_eq!(others, ["departments", "formats", "generic-items", "legal-basis"]);
        assert!(Dictionary::names().len() >= 4);
    }

    #[test]
    fn the_scan_passes_over_nothing_that_is_found() {
        for name in Dictionary::names() {
            let dictionary = Dictionary::named(name).unwrap();
            let file = embedded::File::named(DICTIONARIES, name).unwrap();
            let file: File = file.read().unwrap();
            for word in file.patterns() {
                let text = fold(&format!("甲、{word}"));
                assert!(dictionary.may_hold(all().scan(&text)), "{name}: {word}");
            }
        }
        assert_eq!(all().scan("甲乙丙丁"), 0);
    }

    #[test]
    fn every_word_is_found_and_every_phrase_is_not() {
        for name in Dictionary::names() {
            let file = embedded::File::named(DICTIONARIES, name).unwrap();
            let file: File = file.read().unwrap();
            let dictionary = Dictionary::named(name).unwrap();
            for word in &file.words {
                assert_eq!(dictionary.find([*word]), [fold(word)], "{name}: {word}");
            }
            for word in &file.weak {
                let none = Vec::<String>::new();
                assert_eq!(dictionary.find([*word]), none, "{name}: {word} alone");
                let beside = dictionary.find([*word, dictionary.sample.as_str()]);
                assert_eq!(beside, [fold(word), fold(&dictionary.sample)], "{name}: {word}");
            }
            for phrase in &file.phrases {
                let beside = dictionary.find([*phrase, dictionary.sample.as_str()]);
                assert_eq!(beside, [fold(&dictionary.sample)], "{name}: {phrase}");
                let mut words = file.words.iter().chain(&file.weak);
                let needed = words.any(|w| phrase.contains(*w));
                assert!(needed, "{name}: {phrase} holds no word and excuses nothing");
            }
            for pattern in &file.except {
                let text = format!(
                    "{}{}",
                    dictionary.sample,
                    pattern.replace('…', &dictionary.sample)
                );
                assert_eq!(
                    dictionary.find([text.as_str()]),
                    Vec::<String>::new(),
                    "{name}: {pattern}"
                );
            }
            assert!(file.asks.iter().all(|name| dictionary.asks(name)), "{name}");
        }
    }

    #[test]
    fn what_speaks_of_nobody_is_silent() {
        let dictionary = Dictionary::named("personal-information").unwrap();
        for text in [
            "残疾人姓名统计",
            "人口统计年鉴",
            "各区县户籍人口数量",
            "各县手机号码用户数量",
            "根据身份证号查询婚姻登记接口",
            "公交线路查询接口",
            "法定代表人姓名、统一社会信用代码、通讯地址",
            "机构名称、负责人、联系电话",
            "单位电话、办公电话、咨询电话、投诉电话、监督电话、服务热线",
            "获奖人员姓名、单位、获奖年份",
            "居民身份证换领办事指南",
            "人脸识别设备",
        ] {
            assert_eq!(dictionary.find([text]), Vec::<String>::new(), "{text}");
        }
        assert_eq!(dictionary.find(["低保户 姓 名及手机号码"]), ["姓名", "手机号码"]);
        // Two that tell nothing alone tell something together.
        assert_eq!(dictionary.find(["姓名", "证件号码"]), ["姓名", "证件号码"]);
        assert!(dictionary.asks("婚姻登记信息核验接口") && !dictionary.asks("接口费用"));
    }

    #[test]
    fn secrecy_is_no_trade_secret() {
        for name in ["state-secrets", "work-secrets"] {
            let dictionary = Dictionary::named(name).unwrap();
            for text in [
                "商业秘密",
                "非涉密数据",
                "秘书处通讯录",
                "内部审计报告",
                "涉密资质单位名录",
                "除坐标涉密信息外的信息",
                "涉密基础测绘成果提供使用审批",
            ] {
                assert_eq!(dictionary.find([text]), Vec::<String>::new(), "{name}: {text}");
            }
        }
        let state = Dictionary::named("state-secrets").unwrap();
        assert_eq!(state.find(["机密★5年"]), ["机密"]);
        assert_eq!(state.find(["工作秘密"]), Vec::<String>::new());
        assert_eq!(
            Dictionary::named("work-secrets")
                .unwrap()
                .find(["警务工作秘密事项"]),
            ["工作秘密"]
        );
    }
}
