//! The marks of every table of a run, by the number of the table. Those of a table that is done with lie packed, since
//! there may be thousands: some four bytes a resource even where no two neighbours have one provider.

use super::marks::Marks;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A table of more resources is never packed: to open it again for a single mark would cost too much.
const SMALL: usize = 1 << 16;

/// Tables, of which one small one at most is open among those added from elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    all: Vec<Table>,
    /// The one that was opened last.
    opened: Option<usize>,
}

#[derive(Debug, Clone)]
enum Table {
    Open(Marks),
    Packed(Box<[u8]>),
}

impl Tables {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Begins the next table.
    pub(super) fn begin(&mut self) {
        self.all.push(Table::Open(Marks::default()));
    }

    /// Adds a table that is done with.
    pub(super) fn add(&mut self, marks: Marks) {
        self.all.push(if marks.len() <= SMALL {
            Table::Packed(marks.packed())
        } else {
            Table::Open(marks.shrunk())
        });
    }

    /// The marks of a table.
    pub(super) fn at(&mut self, number: usize) -> Option<&mut Marks> {
        if let Table::Packed(bytes) = self.all.get(number)? {
            let marks = Marks::of_packed(bytes);
            if let Some(last) = self.opened.replace(number) {
                self.close(last);
            }
            *self.all.get_mut(number)? = Table::Open(marks);
        }
        match self.all.get_mut(number)? {
            Table::Open(marks) => Some(marks),
            Table::Packed(_) => None,
        }
    }

    /// The marks of the table begun last.
    pub(super) fn last(&mut self) -> Option<&mut Marks> {
        self.at(self.all.len().checked_sub(1)?)
    }

    /// Every table's marks, in order.
    pub(super) fn into_marks(self) -> impl Iterator<Item = Marks> {
        self.all.into_iter().map(|table| match table {
            Table::Open(marks) => marks,
            Table::Packed(bytes) => Marks::of_packed(&bytes),
        })
    }

    fn close(&mut self, number: usize) {
        if let Some(table) = self.all.get_mut(number)
            && let Table::Open(marks) = table
        {
            *table = Table::Packed(marks.packed());
        }
    }
}

impl Serialize for Tables {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.clone().into_marks())
    }
}

impl<'de> Deserialize<'de> for Tables {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut tables = Self::default();
        for marks in Vec::<Marks>::deserialize(from)? {
            tables.add(marks);
        }
        Ok(tables)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Providers of the resources of a table, and errors at some of them.
    fn table() -> impl Strategy<Value = (Vec<usize>, Vec<(u32, usize)>)> {
        let owners = prop::collection::vec(0usize..900, 0..40);
        (owners, prop::collection::vec((0u32..40, 0usize..70_000), 0..40))
    }

    proptest! {
        #[test]
        fn a_table_is_the_same_packed_and_opened_again(
            tables in prop::collection::vec(table(), 1..6),
            later in prop::collection::vec((0usize..7, 0u32..40, 0usize..70_000), 0..40),
        ) {
            let (mut plain, mut packed) = (Vec::new(), Tables::default());
            for (owners, errors) in tables {
                let mut marks = Marks::default();
                for owner in owners {
                    marks.push(owner);
                }
                for (resource, cause) in errors {
                    marks.error(resource, cause);
                }
                plain.push(marks.clone());
                packed.add(marks);
            }
            for (table, resource, cause) in later {
                let there = plain.get_mut(table);
                let change = there.map(|marks| (marks.error(resource, cause), marks.owner(resource)));
                let same = packed.at(table).map(|marks| (marks.error(resource, cause), marks.owner(resource)));
                prop_assert_eq!(change, same);
                let open = packed.all.iter().filter(|t| matches!(t, Table::Open(_)));
                prop_assert!(open.count() <= 1);
            }
            let json = serde_json::to_string(&packed).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&plain).unwrap());
            let back: Tables = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back.into_marks().collect::<Vec<_>>(), plain);
        }
    }

    #[test]
    fn a_large_table_stays_open_and_a_small_one_takes_little() {
        let mut tables = Tables::default();
        for resources in [SMALL + 1, 1_000] {
            let mut marks = Marks::default();
            for owner in 0..resources {
                marks.push(owner % 800);
            }
            tables.add(marks);
        }
        let Some([Table::Open(_), Table::Packed(bytes)]) = tables.all.first_chunk() else {
            panic!("{:?}", tables.all.len());
        };
        assert!(bytes.len() < 3_100, "{}", bytes.len());
    }
}
