//! A list of words to look for, with the longer phrases that hold one and mean something else. Knows the words that its
//! file gives it and no cell.

use crate::model::{fold, folded};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

/// A dictionary file. Its `source` is for readers of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    zh: String,
    en: String,
    #[serde(rename = "source")]
    _source: Vec<String>,
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

/// A dictionary ready to look into texts.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// What its words are signs of.
    pub(super) name: crate::model::Text,
    /// One of its words.
    pub(super) sample: String,
    finder: AhoCorasick,
    /// Words come first, phrases that only hold one after them.
    words: usize,
    /// Patterns of texts that speak of no single person or thing; the parts of one come in this order.
    except: Vec<Vec<String>>,
}

impl Dictionary {
    /// The built-in dictionary of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (_, text) = crate::embedded::DICTIONARIES.iter().find(|(n, _)| *n == name)?;
        let file: File = toml::from_str(text).ok()?;
        let patterns: Vec<String> = file.words.iter().chain(&file.phrases).map(|w| fold(w)).collect();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok()?;
        let parts = |pattern: &String| pattern.split('…').map(fold).collect();
        Some(Self {
            name: crate::model::Text {
                zh: file.zh,
                en: file.en,
            },
            finder,
            sample: file.words.first().cloned().unwrap_or_default(),
            words: file.words.len(),
            except: file.except.iter().map(parts).collect(),
        })
    }

    /// Names of the dictionaries there are.
    pub(super) fn names() -> Vec<&'static str> {
        let all = crate::embedded::DICTIONARIES.iter().map(|(name, _)| *name);
        all.filter(|name| Self::named(name).is_some()).collect()
    }

    /// The words found in a text, folded, each once in the order of the text.
    pub(super) fn find(&self, text: &str) -> Vec<String> {
        let text = folded(text);
        let mut found: Vec<String> = Vec::new();
        if self.except.iter().any(|parts| holds(&text, parts)) {
            return found;
        }
        for hit in self.finder.find_iter(text.as_ref()) {
            let word = text.get(hit.range()).unwrap_or_default();
            if hit.pattern().as_usize() < self.words && !found.iter().any(|f| f == word) {
                found.push(word.to_owned());
            }
        }
        found
    }
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

    #[test]
    fn every_file_is_a_dictionary_or_a_table_of_a_kind() {
        let mut others: Vec<_> = crate::embedded::DICTIONARIES.iter().map(|(n, _)| *n).collect();
        others.retain(|name| !Dictionary::names().contains(name));
        assert_eq!(others, ["departments", "formats", "generic-items", "legal-basis"]);
        assert!(Dictionary::names().len() >= 3);
    }

    #[test]
    fn every_word_is_found_and_every_phrase_is_not() {
        for name in Dictionary::names() {
            let (_, text) = crate::embedded::DICTIONARIES
                .iter()
                .find(|(n, _)| *n == name)
                .unwrap();
            let file: File = toml::from_str(text).unwrap();
            let dictionary = Dictionary::named(name).unwrap();
            for word in &file.words {
                assert_eq!(dictionary.find(word), [fold(word)], "{name}: {word}");
            }
            for phrase in &file.phrases {
                assert_eq!(dictionary.find(phrase), Vec::<String>::new(), "{name}: {phrase}");
                let needed = file.words.iter().any(|w| phrase.contains(w.as_str()));
                assert!(needed, "{name}: {phrase} holds no word and excuses nothing");
            }
        }
    }

    #[test]
    fn aggregates_and_query_interfaces_speak_of_nobody() {
        let dictionary = Dictionary::named("personal-information").unwrap();
        for text in [
            "残疾人姓名统计",
            "根据身份证号查询婚姻登记接口",
            "各县手机号码用户数量",
        ] {
            assert_eq!(dictionary.find(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(dictionary.find("低保户 姓 名及手机号码"), ["姓名", "手机号码"]);
    }

    #[test]
    fn secrecy_is_no_trade_secret() {
        let dictionary = Dictionary::named("secrecy").unwrap();
        for text in ["商业秘密", "非涉密数据", "秘书处通讯录", "内部审计报告"] {
            assert_eq!(dictionary.find(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(dictionary.find("机密★5年"), ["机密"]);
    }
}
