//! The two languages. Every sentence for people is a [`Text`]: Chinese and English written side by side where it is
//! made, so that neither can be forgotten.

use serde::{Deserialize, Serialize};

/// Language of messages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Plain Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// One sentence or fragment in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The same words in both languages, for text that is quoted rather than written by us.
    pub fn same(words: impl Into<String>) -> Self {
        let zh = words.into();
        Self { en: zh.clone(), zh }
    }

    /// The sentence in one language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// `text!("中文 {x}", "English {x}")`: both languages, formatted with captures from the scope.
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::model::Text {
            zh: format!($zh),
            en: format!($en),
        }
    };
}
pub(crate) use text;
