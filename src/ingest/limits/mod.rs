//! How large a file may be, and what is in it, before it is refused. Every limit has a name by which it is told and moved;
//! the defaults let through every table that people made, and keep memory bounded whatever programs made. Numbers only.

mod words;

use crate::ingest::{Code, Stopped};
use crate::model::Text;

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;
const TIB: u64 = 1 << 40;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes, written `512MiB`.
    Bytes,
    /// Things, written `2000000` or `200万`.
    Count,
}

macro_rules! limits {
    ($($(#[$doc:meta])* $field:ident, $limit:ident, $name:literal, $unit:ident, $usual:expr, $most:expr;)*) => {
        /// Upper bounds, all inclusive.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Limits {
            $($(#[$doc])* pub $field: u64,)*
        }

        /// One of the bounds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Limit {
            $($(#[$doc])* $limit,)*
        }

        impl Limit {
            /// Every limit.
            pub const ALL: &'static [Self] = &[$(Self::$limit),*];

            /// What it is called where it is typed and told.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$limit => $name,)*
                }
            }

            /// What it counts.
            pub fn unit(self) -> Unit {
                match self {
                    $(Self::$limit => Unit::$unit,)*
                }
            }

            /// How far it can be raised.
            pub fn most(self) -> u64 {
                match self {
                    $(Self::$limit => $most,)*
                }
            }
        }

        impl Limits {
            /// Where a limit stands.
            pub fn get(&self, limit: Limit) -> u64 {
                match limit {
                    $(Limit::$limit => self.$field,)*
                }
            }

            /// Moves a limit.
            pub fn set(&mut self, limit: Limit, value: u64) {
                match limit {
                    $(Limit::$limit => self.$field = value,)*
                }
            }
        }

        impl Default for Limits {
            fn default() -> Self {
                Self {
                    $($field: $usual,)*
                }
            }
        }
    };
}

limits! {
    /// Bytes of any input, standard input included.
    input, Input, "input", Bytes, 64 * GIB, u64::MAX;
    /// Bytes of a workbook file.
    file, Workbook, "workbook", Bytes, 512 * MIB, u64::MAX;
    /// Bytes of an OLE file (xls), which is examined in memory.
    ole, Xls, "xls", Bytes, 64 * MIB, GIB;
    /// Bytes of a page, mail envelope or XML workbook, which is held in memory.
    document, Document, "document", Bytes, 64 * MIB, 2 * GIB;
    /// Rows of a table.
    rows, Rows, "rows", Count, 1_000_000_000, 4_294_967_295;
    /// Columns of a table; no grid has more than Excel's.
    columns, Columns, "columns", Count, 16_384, 16_384;
    /// Cells of a table.
    cells, Cells, "cells", Count, 20_000_000_000, u64::MAX;
    /// Bytes of the text of a single cell, however many pieces it is in; Excel itself stops at 32,767 characters.
    cell, Cell, "cell", Bytes, 4 * MIB, GIB;
    /// Bytes of the texts of a single row, repeated and shared ones as often as they stand there (ods, xlsx).
    row, Row, "row", Bytes, 16 * MIB, 2 * GIB;
    /// Sheets of a workbook, tables of a page.
    sheets, Sheets, "sheets", Count, 10_000, 1_000_000;
    /// Parts in a zip container.
    entries, Parts, "parts", Count, 20_000, 1_000_000;
    /// Inflated bytes of a sheet or any part without a limit of its own.
    part, Part, "part", Bytes, 512 * MIB, u64::MAX;
    /// Inflated bytes of all parts together.
    total, Inflated, "inflated", Bytes, GIB, u64::MAX;
    /// Inflated to packed, for parts that are large once inflated.
    ratio, Ratio, "ratio", Count, 250, u64::MAX;
    /// Inflated bytes of styles, theme, relationships, the workbook part and other small parts that readers keep whole.
    styles, Styles, "styles", Bytes, 16 * MIB, GIB;
    /// Inflated bytes of the shared strings.
    strings, Strings, "strings", Bytes, 256 * MIB, u64::MAX;
    /// Bytes the shared strings may take in memory.
    strings_memory, StringsMemory, "strings-memory", Bytes, 128 * MIB, u64::MAX;
    /// Bytes of all texts of a workbook, shared ones as often as they stand there (xlsx).
    texts, Texts, "texts", Bytes, 4 * GIB, u64::MAX;
    /// Bytes of a single tag, text or comment.
    event, Piece, "piece", Bytes, 16 * MIB, GIB;
    /// Merged regions, or runs of hidden rows, of one sheet.
    regions, Regions, "regions", Count, 1 << 20, 1 << 32;
    /// Elements of a part within one another.
    depth, Depth, "depth", Count, 512, 100_000;
    /// Tables of a page within one another.
    nesting, Nesting, "nesting", Count, 64, 1_000;
    /// Cells of a document that is held in memory.
    grid, DocumentCells, "document-cells", Count, 3_000_000, 1 << 32;
    /// Cells in the bounding box of a sheet that a reader holds densely (xls).
    dense, XlsCells, "xls-cells", Count, 4_000_000, 1 << 32;
    /// Cells that repeat counts may add to those stored (ods).
    repeats, RepeatedCells, "repeated-cells", Count, 4_000_000, 1 << 40;
    /// Stored rows of a sheet that are out of order, whose places must be sorted in memory.
    sorted, UnorderedRows, "unordered-rows", Count, 1_000_000, 1 << 32;
    /// Bytes of memory that the reading process may take.
    memory, Memory, "memory", Bytes, 256 * MIB, u64::MAX;
    /// Bytes that the reading process may answer.
    answer, Answer, "answer", Bytes, GIB, u64::MAX;
    /// Findings that a report may keep in memory.
    findings, Findings, "findings", Count, 1_000_000, 1 << 40;
}

impl Limit {
    /// The limit of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|limit| limit.name() == name)
    }

    /// What it bounds, in words.
    pub fn about(self) -> Text {
        words::about(self)
    }

    /// A value as it is typed: `512MiB`, `2000000`, `200万`; `None` where it is none, or beyond what the limit can be.
    pub fn value(self, written: &str) -> Option<u64> {
        let written: String = written.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
        let digits = written
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(written.len());
        let (number, unit) = written.split_at(digits);
        let unit = match (self.unit(), unit.to_ascii_lowercase().as_str()) {
            (_, "") | (Unit::Bytes, "b") => 1,
            (Unit::Bytes, "k" | "kib") => KIB,
            (Unit::Bytes, "m" | "mib") => MIB,
            (Unit::Bytes, "g" | "gib") => GIB,
            (Unit::Bytes, "t" | "tib") => TIB,
            (Unit::Bytes, "kb") => 1_000,
            (Unit::Bytes, "mb") => 1_000_000,
            (Unit::Bytes, "gb") => 1_000_000_000,
            (Unit::Bytes, "tb") => 1_000_000_000_000,
            (Unit::Count, "万") => 10_000,
            (Unit::Count, "亿") => 100_000_000,
            _ => return None,
        };
        let value = number.parse::<u64>().ok()?.checked_mul(unit)?;
        (1..=self.most()).contains(&value).then_some(value)
    }

    /// A value of this limit as it can be typed: `512MiB`.
    pub fn written(self, value: u64) -> String {
        let units = [(TIB, "TiB"), (GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")];
        let whole = |(unit, _): &&(u64, &str)| value >= *unit && value.is_multiple_of(*unit);
        match units.iter().find(whole).filter(|_| self.unit() == Unit::Bytes) {
            Some((unit, name)) => format!("{}{name}", value / unit),
            None => value.to_string(),
        }
    }
}

impl Limits {
    /// The limits that were moved, with where they stand.
    pub fn moved(&self) -> impl Iterator<Item = (Limit, u64)> + '_ {
        let usual = Self::default();
        let all = Limit::ALL.iter().map(|&limit| (limit, self.get(limit)));
        all.filter(move |&(limit, value)| value != usual.get(limit))
    }

    /// The same as it is typed: `rows=2000000`.
    pub fn typed(&self) -> Vec<String> {
        let typed = |(limit, value): (Limit, u64)| format!("{}={}", limit.name(), limit.written(value));
        self.moved().map(typed).collect()
    }

    /// That something, at a row where that is known, lies beyond a limit.
    pub fn beyond(&self, limit: Limit, place: Option<u64>) -> Stopped {
        let told = words::beyond(limit, self.get(limit), place);
        Stopped::new(Code::TooLarge, told).help(words::raise_one(limit, self.get(limit)))
    }
}

/// Where a limit stands, in words, with the option that moves it: for messages of what lies beyond it.
pub(in crate::ingest) fn stands(limit: Limit, at: u64) -> Text {
    words::stands(limit, at)
}

/// The way out where a limit is in the way of a good file.
pub(in crate::ingest) fn raise() -> Text {
    words::raise()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_they_are_typed() {
        let bytes = |written| Limit::Part.value(written);
        assert_eq!(bytes("512MiB"), Some(512 << 20));
        assert_eq!(bytes("1 gib"), Some(1 << 30));
        assert_eq!(bytes("2MB"), Some(2_000_000));
        assert_eq!(bytes("17"), Some(17));
        let rows = |written| Limit::Rows.value(written);
        assert_eq!(rows("200万"), Some(2_000_000));
        assert_eq!(rows("1_000"), Some(1_000));
        for wrong in ["", "0", "-1", "x", "1MiB", "99亿", "1e9", "万"] {
            assert_eq!(rows(wrong), None, "{wrong}");
        }
        assert_eq!(bytes("18446744073709551616"), None);
        assert_eq!(bytes("99999999TiB"), None);
    }

    #[test]
    fn the_way_out_can_be_typed_and_lets_more_through() {
        for &limit in Limit::ALL {
            let mut limits = Limits::default();
            for at in [1, limits.get(limit), limit.most()] {
                limits.set(limit, at);
                let told = limits.beyond(limit, None).help.unwrap().zh;
                let typed = told.split_once(&format!("--limit {}=", limit.name()));
                let value = typed.and_then(|(_, rest)| limit.value(rest.split('；').next().unwrap()));
                match value {
                    Some(value) => assert!(value > at, "{told}"),
                    None => assert_eq!(at, limit.most(), "{told}"),
                }
            }
        }
    }

    #[test]
    fn every_limit_reads_back_as_it_is_told() {
        let usual = Limits::default();
        assert!(usual.typed().is_empty());
        for &limit in Limit::ALL {
            let at = usual.get(limit);
            assert!(at <= limit.most(), "{}", limit.name());
            assert_eq!(limit.value(&limit.written(at)), Some(at), "{}", limit.name());
            assert_eq!(Limit::named(limit.name()), Some(limit));
            let mut moved = usual;
            moved.set(limit, at - 1);
            assert_eq!(moved.moved().collect::<Vec<_>>(), [(limit, at - 1)]);
        }
    }
}
