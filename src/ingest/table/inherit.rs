//! Which rows continue the resource above, and what they take over from it. Keeps the cells of the current resource and
//! of the last row, never the table.

use super::merges::Merges;
use crate::model::{Columns, Field, Kind, Level, Row, Vocabulary, same_folded, says};

/// The columns of a table by the part they play, with the cells that may be repeated.
#[derive(Debug, Default)]
pub(super) struct Inherit {
    /// Columns that name a resource: name and code.
    pub(super) keys: Vec<u16>,
    provider: Option<u16>,
    /// The column of row numbers (序号).
    number: Option<u16>,
    items: Vec<u16>,
    resource: Vec<u16>,
    /// How many columns the table has.
    width: u16,
    /// The last row.
    above: Row,
    /// The row that started the resource; `None` where that is the last one.
    anchor: Option<Row>,
    /// A row for either to be put into.
    spare: Row,
    begun: bool,
}

/// A filled cell of a row above: what it holds, and the row that it comes from.
#[derive(Clone, Copy)]
struct Held<'r> {
    kind: Kind,
    text: &'r str,
    row: u32,
}

/// How a key cell stands to the row above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Blank,
    Repeated,
    Same,
    Other,
}

impl Inherit {
    /// Parts of the columns; a `joined` column of another sheet's items makes no item rows.
    pub(super) fn new(vocabulary: &Vocabulary, columns: &Columns, joined: Option<u16>, width: usize) -> Self {
        let of = |id: &str| {
            let field = vocabulary.field(id);
            field.map_or(&[][..], |f| columns.of(f)).first().copied()
        };
        let is_item = |f: &Field| vocabulary.entry(*f).level == Level::Item;
        let mapped = columns
            .headers()
            .iter()
            .filter(|h| !h.fields.is_empty() && Some(h.column) != joined);
        let (items, resource): (Vec<_>, Vec<_>) = mapped.partition(|h| h.fields.iter().any(is_item));
        // One column that says something of items is not yet a list of them.
        let named = vocabulary
            .field("data_items")
            .is_some_and(|f| joined.is_none() && columns.has(f));
        let items = if named || items.len() >= 2 {
            items
        } else {
            Vec::new()
        };
        Self {
            keys: [of("catalog_name"), of("data_code")]
                .into_iter()
                .flatten()
                .collect(),
            provider: of("provider"),
            number: of("sequence"),
            items: items.iter().map(|h| h.column).collect(),
            resource: resource.iter().map(|h| h.column).collect(),
            width: width as u16,
            above: Row::default(),
            anchor: None,
            spare: Row::default(),
            begun: false,
        }
    }

    /// Whether the row names nothing of its own, so that it belongs to whatever stands above.
    pub(super) fn is_nameless(&self, row: &Row, merges: &Merges) -> bool {
        !self.keys.is_empty()
            && self
                .keys
                .iter()
                .all(|&k| merges.anchor_above(row.number, k).is_some() || !row.says(k))
    }

    /// Whether the row goes on with what stands above: it names nothing and the table lists items, or it shares merged cells.
    pub(super) fn goes_on(&self, row: &Row, merges: &Merges) -> bool {
        let shared = |&k: &u16| merges.anchor_above(row.number, k).is_some();
        self.is_nameless(row, merges) && (!self.items.is_empty() || self.keys.iter().any(shared))
    }

    /// Decides whether the row starts a resource and fills in what it inherits; says how many cells. Merged cells must
    /// be filled already.
    pub(super) fn settle(&mut self, row: &mut Row, merges: &Merges) -> u64 {
        let mut inherited = self.fill_dittos(row);
        row.starts = !self.continues(row, merges);
        if !row.starts && !self.items.is_empty() {
            inherited += self.fill(row);
        }
        self.begun |= row.starts;
        self.hold(row);
        inherited
    }

    /// Keeps the row, which is the last one from now on, and where it starts a resource the one that started it.
    fn hold(&mut self, row: &Row) {
        if row.starts {
            if let Some(anchor) = self.anchor.take() {
                self.spare = anchor;
            }
        } else if self.anchor.is_none() {
            // The row above is the one that started the resource, and stays.
            std::mem::swap(&mut self.above, &mut self.spare);
            self.anchor = Some(std::mem::take(&mut self.spare));
        }
        self.above.clone_from(row);
    }

    /// A cell of the row that started the resource, where it is filled in and the resource's own.
    fn anchored(&self, column: u16) -> Option<Held<'_>> {
        let own = self.begun && self.resource.contains(&column);
        held(self.anchor.as_ref().unwrap_or(&self.above), column).filter(|_| own)
    }

    /// Fills the blank cells of a row that goes on with a resource from the row that started it.
    fn fill(&self, row: &mut Row) -> u64 {
        let mut filled = 0;
        for &column in &self.resource {
            if let Some(held) = self.anchored(column)
                && !row.says(column)
            {
                row.inherit(column, held.kind, held.text, held.row);
                filled += 1;
            }
        }
        filled
    }

    fn fill_dittos(&self, row: &mut Row) -> u64 {
        let mut filled = 0;
        for column in 0..self.width {
            if is_ditto(row.text(column))
                && let Some(above) = held(&self.above, column)
            {
                row.inherit(column, above.kind, above.text, above.row);
                filled += 1;
            }
        }
        filled
    }

    fn continues(&self, row: &Row, merges: &Merges) -> bool {
        if !self.begun || self.keys.is_empty() {
            return false;
        }
        let mut keys = [None; 2];
        for (key, &column) in keys.iter_mut().zip(&self.keys) {
            *key = Some(self.key(row, merges, column));
        }
        let filled = |columns: &[u16]| columns.iter().any(|&c| row.says(c));
        let own = |c: &u16| row.anchor(*c).is_none() && row.says(*c);
        let listed = !self.items.is_empty();
        if keys.contains(&Some(Key::Other)) {
            false
        } else if keys.contains(&Some(Key::Same)) {
            listed && filled(&self.items) && self.same_provider(row)
        } else if keys.contains(&Some(Key::Repeated)) {
            true
        } else {
            let marked = [self.provider, self.number]
                .into_iter()
                .flatten()
                .any(|c| own(&c) && self.differs(row, c));
            listed && !marked && (filled(&self.items) || !self.resource.iter().any(own))
        }
    }

    fn key(&self, row: &Row, merges: &Merges, column: u16) -> Key {
        let text = row.text(column);
        if merges.anchor_above(row.number, column).is_some() {
            return Key::Repeated;
        }
        if row.kind(column) == Kind::Uncomputed {
            // It holds a name; which one, nobody can say.
            return Key::Other;
        }
        if !row.says(column) {
            return Key::Blank;
        }
        if row.anchor(column).is_some_and(|a| a < row.number) {
            // A ditto mark under a name; without items it is a resource whose name was not written out.
            return if self.items.is_empty() {
                Key::Other
            } else {
                Key::Repeated
            };
        }
        match self.anchored(column) {
            Some(held) if same(held.text, text) => Key::Same,
            _ => Key::Other,
        }
    }

    /// Whether a cell holds something else than the resource above holds there.
    fn differs(&self, row: &Row, column: u16) -> bool {
        self.anchored(column)
            .is_some_and(|held| !same(held.text, row.text(column)))
    }

    fn same_provider(&self, row: &Row) -> bool {
        let Some(column) = self.provider else { return true };
        let text = row.text(column);
        !says(text) || self.anchored(column).is_some_and(|held| same(held.text, text))
    }
}

fn same(a: &str, b: &str) -> bool {
    a == b || same_folded(a, b)
}

fn is_ditto(text: &str) -> bool {
    // Most cells begin like none of them.
    let may = match text.as_bytes() {
        [] => false,
        [b'"' | b'\'' | 0xE5, ..] => true,
        [first, ..] => *first < 0xE4 && !first.is_ascii_graphic(),
    };
    may && matches!(text.trim(), "同上" | "〃" | "\"" | "″" | "”" | "''" | "同 上")
}

/// A cell of a row, where it is filled in; what the row inherited stays at the row it came from.
fn held(row: &Row, column: u16) -> Option<Held<'_>> {
    let text = row.text(column);
    says(text).then(|| Held {
        kind: row.kind(column),
        text,
        row: row.anchor(column).unwrap_or(row.number),
    })
}
