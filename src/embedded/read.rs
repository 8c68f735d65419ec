//! Things read straight from a tree, as they would be from the TOML it was made of. Knows no type.

use super::tree::{Held, Node, Tree};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor, value::BorrowedStrDeserializer,
};
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use std::ops::Range;
use toml::de::{Error, ValueDeserializer};

impl Node {
    /// A number or a date, which the TOML reader knows how to read.
    fn written(self) -> Result<ValueDeserializer<'static>, Error> {
        let value = self.value().ok_or_else(|| Error::custom("no number"))?;
        Ok(ValueDeserializer::from(value))
    }
}

impl<'de> Deserializer<'de> for Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.held {
            Held::Words(words) => visitor.visit_borrowed_str(words),
            Held::Flag(flag) => visitor.visit_bool(flag),
            Held::Number(_) => self.written()?.deserialize_any(visitor),
            Held::List(tree) => visitor.visit_seq(Nodes(tree)),
            Held::Table(tree) => visitor.visit_map(Entries { tree, value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            let span = self.span.clone();
            return visitor.visit_map(SpannedDeserializer::new(self, span));
        }
        match self.held {
            Held::Number(_) => self.written()?.deserialize_struct(name, fields, visitor),
            Held::Words(_) | Held::Flag(_) | Held::List(_) | Held::Table(_) => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.held {
            Held::Words(words) => visitor.visit_enum(BorrowedStrDeserializer::new(words)),
            Held::Table(tree) => visitor.visit_enum(Entries { tree, value: None }),
            Held::Flag(_) | Held::Number(_) | Held::List(_) => Err(Error::custom("wanted string or table")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 char str string seq
        bytes byte_buf map unit
        ignored_any unit_struct tuple_struct tuple identifier
    }
}

impl IntoDeserializer<'_, Error> for Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A key, which may be asked for with its place.
struct Key(&'static str, Range<usize>);

impl<'de> Deserializer<'de> for Key {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            return visitor.visit_map(SpannedDeserializer::new(self.0, self.1));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(BorrowedStrDeserializer::new(self.0))
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 char str string seq
        bytes byte_buf map option unit
        ignored_any unit_struct tuple_struct tuple identifier
    }
}

/// The values of a list.
struct Nodes(Tree);

impl<'de> SeqAccess<'de> for Nodes {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.node().map(|node| seed.deserialize(node)).transpose()
    }
}

/// The keys and values of a table; the one key of a table that stands for a variant.
struct Entries {
    tree: Tree,
    value: Option<Node>,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, span, value)) = self.tree.entry() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Key(key, span)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self.value.take();
        seed.deserialize(value.ok_or_else(|| Error::custom("a value without its key"))?)
    }
}

impl<'de> EnumAccess<'de> for Entries {
    type Error = Error;
    type Variant = Node;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Node), Error> {
        match (self.tree.entry(), self.tree.entry()) {
            (Some((key, span, value)), None) => Ok((seed.deserialize(Key(key, span))?, value)),
            (_, _) => Err(Error::custom("wanted exactly 1 element")),
        }
    }
}

impl<'de> VariantAccess<'de> for Node {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.held {
            Held::List(tree) | Held::Table(tree) if tree.nodes().next().is_none() => Ok(()),
            _ => Err(Error::custom("expected empty table")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}
