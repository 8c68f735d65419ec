//! Texts that stand in many cells, each kept once and named by its number. As many as memory allows; what comes later is
//! written where it stands.

use super::parts::strings_head;
use super::text::{Height, fitting, put_text};
use crate::model::Lang;
use crate::report::seal::solid;
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

/// What is kept: so many texts, of so many bytes together.
const MOST: usize = 1 << 16;
const ROOM: usize = 4 << 20;
/// The longest that is kept.
const LONG: usize = 1 << 10;

/// Bytes of the part that are written at once.
const BLOCK: usize = 64 << 10;

/// Texts with their numbers.
#[derive(Debug, Default)]
pub(super) struct Strings {
    numbers: HashMap<Box<str>, u32, FixedState>,
    all: Vec<Shared>,
    bytes: usize,
    /// Cells that name one.
    pub(super) uses: u64,
}

/// A text as a cell shows it.
#[derive(Debug)]
struct Shared {
    text: Box<str>,
    /// How wide each line is.
    widths: Box<[u32]>,
    /// As it is sealed, where that is another text.
    solid: Option<Box<str>>,
}

impl Strings {
    /// The number of a text; `None` where it is not kept.
    pub(super) fn number(&mut self, text: &str, lang: Lang) -> Option<u32> {
        if let Some(&number) = self.numbers.get(text) {
            return Some(number);
        }
        if text.is_empty() || text.len() > LONG || self.all.len() >= MOST || self.bytes + text.len() > ROOM {
            return None;
        }
        let number = u32::try_from(self.all.len()).ok()?;
        let shown = fitting(text, lang).into_owned().into_boxed_str();
        self.bytes += text.len() + shown.len();
        self.all.push(Shared {
            widths: Height::of(&shown).widths().collect(),
            solid: match solid(&shown) {
                Cow::Owned(solid) => Some(solid.into_boxed_str()),
                Cow::Borrowed(_) => None,
            },
            text: shown,
        });
        self.numbers.insert(text.into(), number);
        Some(number)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The text of a number as it is sealed.
    pub(super) fn solid(&self, number: u32) -> &str {
        let shared = self.all.get(number as usize);
        shared.map_or("", |shared| shared.solid.as_deref().unwrap_or(&shared.text))
    }

    /// How high the text of a number is.
    pub(super) fn height(&self, number: u32) -> Height<'_> {
        let widths = self.all.get(number as usize).map(|shared| &*shared.widths);
        Height::Known(widths.unwrap_or_default())
    }

    /// Every text in the order of the numbers.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|shared| &*shared.text)
    }

    /// The part that holds them.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut block = strings_head(self.uses, self.all.len()).into_bytes();
        for text in self.texts() {
            block.extend_from_slice(b"<si>");
            put_text(&mut block, text);
            block.extend_from_slice(b"</si>");
            if block.len() >= BLOCK {
                out.write_all(&block)?;
                block.clear();
            }
        }
        block.extend_from_slice(b"</sst>");
        out.write_all(&block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_and_the_room_has_an_end() {
        let mut strings = Strings::default();
        assert_eq!(strings.number("", Lang::Zh), None);
        assert_eq!(strings.number("甲", Lang::Zh), Some(0));
        assert_eq!(strings.number("乙\u{200B}", Lang::Zh), Some(1));
        assert_eq!(strings.number("甲", Lang::Zh), Some(0));
        assert_eq!(strings.solid(1), "乙\\u{200b}");
        assert_eq!(strings.number("丙 \n丁", Lang::Zh), Some(2));
        assert_eq!(strings.solid(2), "丙丁");
        assert_eq!(strings.number(&"长".repeat(LONG), Lang::Zh), None);
        let kept = (0..2 * MOST).filter(|n| strings.number(&n.to_string(), Lang::Zh).is_some());
        assert_eq!(kept.count(), MOST - 3);
        assert_eq!(strings.number("甲", Lang::Zh), Some(0));
    }
}
