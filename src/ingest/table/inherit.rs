//! Which rows continue the resource above, and what they take over from it. Keeps the cells of the current resource and
//! of the last row, never the table.

use super::merges::{Held, Merges};
use crate::model::{Columns, Field, Kind, Level, Row, Vocabulary, folded};

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
    anchor: Vec<Held>,
    above: Vec<Held>,
    begun: bool,
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
            anchor: vec![Held::default(); width],
            above: vec![Held::default(); width],
            begun: false,
        }
    }

    /// Whether the row names nothing of its own, so that it belongs to whatever stands above.
    pub(super) fn is_nameless(&self, row: &Row, merges: &Merges) -> bool {
        !self.keys.is_empty()
            && self
                .keys
                .iter()
                .all(|&k| merges.anchor_above(row.number, k).is_some() || row.text(k).trim().is_empty())
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
            inherited += fill(row, &self.resource, &self.anchor);
        }
        if row.starts {
            self.begun = true;
            hold(row, self.resource.iter().copied(), &mut self.anchor);
        }
        hold(row, 0..self.above.len() as u16, &mut self.above);
        inherited
    }

    fn fill_dittos(&self, row: &mut Row) -> u64 {
        let mut filled = 0;
        for (at, above) in self.above.iter().enumerate() {
            if above.is_filled() && is_ditto(row.text(at as u16)) {
                row.inherit(at as u16, above.kind, &above.text, above.row);
                filled += 1;
            }
        }
        filled
    }

    fn continues(&self, row: &Row, merges: &Merges) -> bool {
        if !self.begun || self.keys.is_empty() {
            return false;
        }
        let keys: Vec<Key> = self.keys.iter().map(|&k| self.key(row, merges, k)).collect();
        let filled = |columns: &[u16]| columns.iter().any(|&c| !row.text(c).trim().is_empty());
        let own = |c: &u16| row.anchor(*c).is_none() && !row.text(*c).trim().is_empty();
        let listed = !self.items.is_empty();
        if keys.contains(&Key::Other) {
            false
        } else if keys.contains(&Key::Same) {
            listed && filled(&self.items) && self.same_provider(row)
        } else if keys.contains(&Key::Repeated) {
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
        if text.trim().is_empty() {
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
        match self.anchor.get(usize::from(column)) {
            Some(held) if held.is_filled() && same(&held.text, text) => Key::Same,
            _ => Key::Other,
        }
    }

    /// Whether a cell holds something else than the resource above holds there.
    fn differs(&self, row: &Row, column: u16) -> bool {
        self.anchor
            .get(usize::from(column))
            .is_some_and(|held| held.is_filled() && !same(&held.text, row.text(column)))
    }

    fn same_provider(&self, row: &Row) -> bool {
        let Some(column) = self.provider else { return true };
        let text = row.text(column);
        let held = self.anchor.get(usize::from(column));
        text.trim().is_empty() || held.is_some_and(|h| same(&h.text, text))
    }
}

fn same(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

fn is_ditto(text: &str) -> bool {
    matches!(text.trim(), "同上" | "〃" | "\"" | "″" | "”" | "''" | "同 上")
}

/// Fills blank cells with those held for their columns.
fn fill(row: &mut Row, columns: &[u16], held: &[Held]) -> u64 {
    let mut filled = 0;
    for &column in columns {
        if let Some(held) = held.get(usize::from(column)).filter(|h| h.is_filled())
            && row.text(column).trim().is_empty()
        {
            row.inherit(column, held.kind, &held.text, held.row);
            filled += 1;
        }
    }
    filled
}

/// Holds the cells of a row; what the row inherited stays at the row it came from.
fn hold(row: &Row, columns: impl Iterator<Item = u16>, held: &mut [Held]) {
    for column in columns {
        if let Some(held) = held.get_mut(usize::from(column)) {
            let from = row.anchor(column).unwrap_or(row.number);
            held.hold(row.kind(column), row.text(column), from);
        }
    }
}
