//! What periods are counted by, the same for a whole run: the calendar, and the numbers that a user sets for periods
//! that have none. Knows no law and no date of its own.

use crate::model::{Calendar, DayKind, Period, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The calendar and the tolerances of a run.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
    /// The file that its years were added from.
    pub source: Option<String>,
    /// Whether a period of calendar days that would end on a day off ends on the next working day.
    pub rolls: bool,
    /// What a period without a number is held to.
    pub tolerances: BTreeMap<Word, Period>,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            calendar: Calendar::built_in(),
            source: None,
            rolls: true,
            tolerances: BTreeMap::new(),
        }
    }
}

/// A period without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Word {
    /// 及时.
    #[serde(rename = "及时")]
    Promptly,
    /// 立即.
    #[serde(rename = "立即")]
    AtOnce,
    /// 定期.
    #[serde(rename = "定期")]
    Regularly,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Promptly, Self::AtOnce, Self::Regularly];

    /// The word as regulations write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promptly => "及时",
            Self::AtOnce => "立即",
            Self::Regularly => "定期",
        }
    }

    /// The word in both languages.
    pub fn text(self) -> Text {
        let en = match self {
            Self::Promptly => "promptly (及时)",
            Self::AtOnce => "at once (立即)",
            Self::Regularly => "regularly (定期)",
        };
        Text {
            zh: self.as_str().to_owned(),
            en: en.to_owned(),
        }
    }

    /// The word that is written so.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.as_str() == text)
    }
}

impl Clock {
    /// Whether anything was set that is not so by itself.
    pub fn is_set(&self) -> bool {
        !self.rolls || self.source.is_some() || !self.tolerances.is_empty()
    }

    /// What a word is held to; at once means the same day unless more is allowed.
    pub fn tolerance(&self, word: Word) -> Option<Period> {
        let same_day = Period {
            n: 0,
            days: DayKind::Calendar,
        };
        let set = self.tolerances.get(&word).copied();
        set.or_else(|| (word == Word::AtOnce).then_some(same_day))
    }
}
