//! The data files that are built in, each with the tree of its TOML that `build.rs` made of it: what a file says is had
//! without parsing it again, every value with its place in the text. Knows no file by what it says.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error, ValueDeserializer};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// One file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its name without the ending.
    pub(crate) name: &'static str,
    /// What stands in it, for digests and for printing.
    pub(crate) text: &'static str,
    tree: &'static [u8],
}

impl File {
    /// The file of a name in a folder.
    pub(crate) fn named(folder: &'static [Self], name: &str) -> Option<&'static Self> {
        folder.iter().find(|file| file.name == name)
    }

    /// Everything it says.
    ///
    /// # Panics
    /// Never: the tree was made of this very text.
    pub(crate) fn table(&self) -> DeTable<'static> {
        let value = self.tree().value().expect("build.rs writes whole trees");
        into_table(value)
    }

    /// What it says under one key of its root; the rest is not looked at.
    ///
    /// # Panics
    /// Never: the tree was made of this very text.
    pub(crate) fn only(&self, key: &str) -> DeTable<'static> {
        self.tree().only(key).expect("build.rs writes whole trees")
    }

    /// The file as a thing of a type.
    pub(crate) fn read<T: Deserialize<'static>>(&self) -> Result<T, Error> {
        let value = Spanned::new(0..self.text.len(), DeValue::Table(self.table()));
        T::deserialize(ValueDeserializer::from(value))
    }

    fn tree(&self) -> Tree {
        Tree {
            text: self.text,
            rest: self.tree,
        }
    }
}

fn into_table(value: Spanned<DeValue<'static>>) -> DeTable<'static> {
    match value.into_inner() {
        DeValue::Table(table) => table,
        _ => DeTable::new(),
    }
}

/// A tree being read. Numbers are written seven bits a byte, the least first; a string is a stretch of the text where it
/// stands there as it is meant.
struct Tree {
    text: &'static str,
    rest: &'static [u8],
}

impl Tree {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn stretch(&mut self) -> Option<std::ops::Range<usize>> {
        let (start, length) = (self.number()?, self.number()?);
        Some(start..start + length)
    }

    /// The next so many bytes, as a tree of their own.
    fn part(&mut self) -> Option<Self> {
        let length = self.number()?;
        let (part, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Self {
            text: self.text,
            rest: part,
        })
    }

    fn string(&mut self, tag: u8) -> Option<DeString<'static>> {
        match tag {
            b's' => self.stretch().and_then(|at| self.text.get(at)),
            _ => self.part().and_then(|part| str::from_utf8(part.rest).ok()),
        }
        .map(DeString::Borrowed)
    }

    fn key(&mut self) -> Option<Spanned<DeString<'static>>> {
        let tag = self.byte()?;
        let span = self.stretch()?;
        Some(Spanned::new(span, self.string(tag)?))
    }

    fn value(&mut self) -> Option<Spanned<DeValue<'static>>> {
        let tag = self.byte()?;
        let span = self.stretch()?;
        let value = match tag {
            b't' => DeValue::Boolean(true),
            b'f' => DeValue::Boolean(false),
            b'n' => DeValue::parse(self.text.get(span.clone())?).ok()?.into_inner(),
            b'[' => {
                let (mut part, mut array) = (self.part()?, toml::de::DeArray::new());
                while !part.rest.is_empty() {
                    array.push(part.value()?);
                }
                DeValue::Array(array)
            }
            b'{' => {
                let (mut part, mut table) = (self.part()?, DeTable::new());
                while !part.rest.is_empty() {
                    table.insert(part.key()?, part.value()?);
                }
                DeValue::Table(table)
            }
            tag => DeValue::String(self.string(tag)?),
        };
        Some(Spanned::new(span, value))
    }

    /// The root with one of its keys.
    fn only(&mut self, wanted: &str) -> Option<DeTable<'static>> {
        let (_, _) = (self.byte()?, self.stretch()?);
        let (mut part, mut table) = (self.part()?, DeTable::new());
        while !part.rest.is_empty() {
            let key = part.key()?;
            if key.get_ref() == wanted {
                table.insert(key, part.value()?);
            } else {
                part.pass_over()?;
            }
        }
        Some(table)
    }

    fn pass_over(&mut self) -> Option<()> {
        let tag = self.byte()?;
        self.stretch()?;
        match tag {
            b's' => self.stretch().map(drop),
            b't' | b'f' | b'n' => Some(()),
            _ => self.part().map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_says_what_its_text_says_and_where() {
        let mut seen = 0;
        for file in ALL.iter().copied().flatten() {
            let parsed = DeTable::parse(file.text).unwrap().into_inner();
            assert!(
                format!("{:?}", file.table()) == format!("{parsed:?}"),
                "{}: the tree is of another text",
                file.name
            );
            for (key, value) in &parsed {
                let only = file.only(key.get_ref());
                let same = only.get(&**key.get_ref()).map(|v| format!("{v:?}"));
                assert!(
                    only.len() == 1 && same == Some(format!("{value:?}")),
                    "{}",
                    file.name
                );
                seen += 1;
            }
        }
        assert!(seen > ALL.len(), "the sweep must see the files");
    }
}
