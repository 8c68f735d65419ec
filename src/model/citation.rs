//! Where a provision stands: 第十条第五款第一项, printed and parsed back.

use super::numeral::{chinese, parse_chinese};
use serde::{Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// Article, paragraph and item of an instrument. The paragraph is `None` where the article has a single paragraph and
/// the citation therefore names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Citation {
    /// 条.
    pub article: u16,
    /// 款.
    pub paragraph: Option<u16>,
    /// 项.
    pub item: Option<u16>,
}

/// The words that are no citation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a citation: {0}")]
pub struct CitationError(pub String);

impl Citation {
    /// The paragraph meant: the first where none is named.
    pub fn paragraph_or_first(&self) -> u16 {
        self.paragraph.unwrap_or(1)
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}条", chinese(self.article))?;
        if let Some(p) = self.paragraph {
            write!(f, "第{}款", chinese(p))?;
        }
        if let Some(i) = self.item {
            write!(f, "第{}项", chinese(i))?;
        }
        Ok(())
    }
}

impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        let wrong = || CitationError(text.to_owned());
        let mut rest = text.trim();
        let mut part = |unit: char| -> Result<Option<u16>, CitationError> {
            let Some(after) = rest.strip_prefix('第') else {
                return Ok(None);
            };
            let Some((number, tail)) = after.split_once(['条', '款', '项']) else {
                return Err(wrong());
            };
            if !after.strip_prefix(number).is_some_and(|t| t.starts_with(unit)) {
                return Ok(None);
            }
            rest = tail;
            parse_chinese(number).map(Some).ok_or_else(wrong)
        };
        let article = part('条')?.ok_or_else(wrong)?;
        let paragraph = part('款')?;
        let item = part('项')?;
        if rest.is_empty() {
            Ok(Self {
                article,
                paragraph,
                item,
            })
        } else {
            Err(wrong())
        }
    }
}

impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn prints_and_parses_back(article in 1u16..=999, p in proptest::option::of(1u16..=40), i in proptest::option::of(1u16..=40)) {
            let citation = Citation { article, paragraph: p, item: i };
            prop_assert_eq!(citation.to_string().parse(), Ok(citation));
        }

        #[test]
        fn no_words_make_it_panic(words in "\\PC{0,20}") {
            let _ = words.parse::<Citation>();
        }
    }

    #[test]
    fn prints_as_lawyers_write() {
        let c: Citation = "第十条第五款".parse().unwrap();
        assert_eq!(
            c,
            Citation {
                article: 10,
                paragraph: Some(5),
                item: None
            }
        );
        let c: Citation = "第五十六条第一项".parse().unwrap();
        assert_eq!((c.paragraph, c.item), (None, Some(1)));
        for wrong in [
            "",
            "第十条第五",
            "第十款",
            "第十条第一项第二款",
            "第十条 第五款",
            "10.5",
            "第〇条",
        ] {
            assert!(wrong.parse::<Citation>().is_err(), "{wrong}");
        }
    }
}
