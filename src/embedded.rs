//! The data files that are built in, each with the tree of its TOML that `build.rs` made of it: what a file says is had
//! without parsing it again, every value with its place in the text. Knows no file by what it says.

mod read;
mod tree;

use serde::Deserialize;
use toml::de::Error;
use tree::Tree;
pub(crate) use tree::{Held, Node};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// One file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its name without the ending.
    pub(crate) name: &'static str,
    /// SHA-256 of the text, in hexadecimal.
    pub(crate) sha256: &'static str,
    /// What stands in it, for printing.
    pub(crate) text: &'static str,
    tree: &'static [u8],
}

impl File {
    /// The file of a name in a folder.
    pub(crate) fn named(folder: &'static [Self], name: &str) -> Option<&'static Self> {
        folder.iter().find(|file| file.name == name)
    }

    /// Everything it says, not yet looked at.
    ///
    /// # Panics
    /// Never: the tree was made of this very text.
    pub(crate) fn root(&self) -> Node {
        let (text, rest) = (self.text, self.tree);
        let root = Tree { text, rest }.node();
        let held = root.expect("build.rs writes whole trees").held;
        Node {
            span: 0..self.text.len(),
            held,
        }
    }

    /// The file as a thing of a type.
    pub(crate) fn read<T: Deserialize<'static>>(&self) -> Result<T, Error> {
        T::deserialize(self.root())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hex;
    use sha2::Digest;
    use toml::de::{DeTable, DeValue, ValueDeserializer};

    #[test]
    fn a_tree_says_what_its_text_says_and_where() {
        let mut seen = 0;
        for file in ALL.iter().copied().flatten() {
            let parsed = DeTable::parse(file.text).unwrap().into_inner();
            let Some(DeValue::Table(planted)) = file.root().value().map(toml::Spanned::into_inner) else {
                unreachable!("{}: no table", file.name)
            };
            assert!(
                format!("{planted:?}") == format!("{parsed:?}"),
                "{}: the tree is of another text",
                file.name
            );
            assert_eq!(
                file.sha256,
                hex(&sha2::Sha256::digest(file.text)),
                "{}",
                file.name
            );
            seen += 1;
        }
        assert!(seen > ALL.len(), "the sweep must see the files");
    }

    #[test]
    fn a_thing_read_from_the_tree_is_the_thing_read_from_the_text() {
        for file in ALL.iter().copied().flatten() {
            let parsed = DeTable::parse(file.text).unwrap();
            let value = toml::Spanned::new(parsed.span(), DeValue::Table(parsed.into_inner()));
            let value = toml::Table::deserialize(ValueDeserializer::from(value)).unwrap();
            assert!(file.read::<toml::Table>().unwrap() == value, "{}", file.name);
        }
    }
}
