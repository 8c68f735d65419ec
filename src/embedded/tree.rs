//! The trees that `build.rs` makes of the built-in files: numbers are written seven bits a byte, the least first; a
//! string is a stretch of the text where it stands there as it is meant. Knows no key.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

/// Nodes being read, one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tree {
    pub(super) text: &'static str,
    pub(super) rest: &'static [u8],
}

/// One value with its place in the text; what it holds is not looked at yet.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) held: Held,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held {
    /// A string.
    Words(&'static str),
    /// Yes or no.
    Flag(bool),
    /// A number or a date, as it is written.
    Number(&'static str),
    /// Values.
    List(Tree),
    /// Keys, each with a value.
    Table(Tree),
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

    fn stretch(&mut self) -> Option<Range<usize>> {
        let (start, length) = (self.number()?, self.number()?);
        Some(start..start + length)
    }

    /// The next so many bytes, as a tree of their own.
    fn part(&mut self) -> Option<Self> {
        let length = self.number()?;
        let (part, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        let text = self.text;
        Some(Self { text, rest: part })
    }

    fn words(&mut self, tag: u8) -> Option<&'static str> {
        match tag {
            b's' => self.stretch().and_then(|at| self.text.get(at)),
            _ => self.part().and_then(|part| str::from_utf8(part.rest).ok()),
        }
    }

    /// The next value.
    pub(super) fn node(&mut self) -> Option<Node> {
        let tag = self.byte()?;
        let span = self.stretch()?;
        let held = match tag {
            b't' => Held::Flag(true),
            b'f' => Held::Flag(false),
            b'n' => Held::Number(self.text.get(span.clone())?),
            b'[' => Held::List(self.part()?),
            b'{' => Held::Table(self.part()?),
            tag => Held::Words(self.words(tag)?),
        };
        Some(Node { span, held })
    }

    fn key(&mut self) -> Option<(&'static str, Range<usize>)> {
        let tag = self.byte()?;
        let span = self.stretch()?;
        Some((self.words(tag)?, span))
    }

    /// The next key with its place and its value.
    pub(super) fn entry(&mut self) -> Option<(&'static str, Range<usize>, Node)> {
        let (key, span) = self.key()?;
        Some((key, span, self.node()?))
    }

    /// The values of a list.
    pub(crate) fn nodes(mut self) -> impl Iterator<Item = Node> {
        std::iter::from_fn(move || self.node())
    }

    /// The keys of a table, each with its place and its value.
    pub(crate) fn entries(mut self) -> impl Iterator<Item = (&'static str, Range<usize>, Node)> {
        std::iter::from_fn(move || self.entry())
    }
}

impl Node {
    /// The value as the TOML reader would have it; `None` only where a number is none.
    pub(crate) fn value(&self) -> Option<Spanned<DeValue<'static>>> {
        let value = match self.held {
            Held::Words(words) => DeValue::String(DeString::Borrowed(words)),
            Held::Flag(flag) => DeValue::Boolean(flag),
            Held::Number(written) => DeValue::parse(written).ok()?.into_inner(),
            Held::List(tree) => {
                let mut array = DeArray::new();
                for node in tree.nodes() {
                    array.push(node.value()?);
                }
                DeValue::Array(array)
            }
            Held::Table(tree) => {
                let mut table = DeTable::new();
                for (key, span, node) in tree.entries() {
                    table.insert(Spanned::new(span, DeString::Borrowed(key)), node.value()?);
                }
                DeValue::Table(table)
            }
        };
        Some(Spanned::new(self.span.clone(), value))
    }
}
