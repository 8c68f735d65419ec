//! The checks at work on one table. Rows that are alike to a check are judged once: that it found nothing is remembered,
//! and what it found is looked for anew in every row. Keeps cells by their signs, bounded; knows no tally.

use crate::check::{Check, Probe, marks};
use crate::model::{Columns, Field, Record};
use chrono::NaiveDate;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;

/// A check at work, with the requirement it serves.
pub(super) struct Seat<'p> {
    pub(super) requirement: usize,
    pub(super) check: &'p dyn Check,
    pub(super) probe: Box<dyn Probe + 'p>,
    pub(super) fields: Vec<Field>,
    /// Said of resources only: judged once a resource, at its first row.
    pub(super) once: bool,
    pub(super) certain: bool,
    /// Whether finding nothing counts as having judged.
    pub(super) tells: bool,
    /// The date that places a record in time, with the first day that is judged.
    pub(super) event: Option<(Field, NaiveDate)>,
    /// Where it needs words to apply, its bit among [`super::prospects::Prospects`].
    pub(super) needs: Option<u64>,
}

/// What came of a check on one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sat {
    /// The rule applied to it.
    pub(super) applied: bool,
    /// Nothing is to be said of it: no breach, and no reason why it was left aside.
    pub(super) quiet: bool,
}

/// A set of seats, a bit each.
type Bits = u64;

/// What is remembered of a kind of row: which seats of a group had nothing to say, and which of these applied.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outcome {
    pub(super) quiet: Bits,
    pub(super) applied: Bits,
}

/// Where an outcome is, or belongs.
pub(super) enum Recalled {
    /// It is known.
    Known(Outcome),
    /// It is not, and has a place.
    New(usize),
    /// Rows like this one are not remembered.
    Never,
}

/// Seats that look at the same cells in the same way.
pub(super) struct Group {
    /// The numbers of its seats.
    pub(super) seats: Range<usize>,
    shelf: Option<Shelf>,
}

/// Outcomes by the signs of the cells that they hang on.
struct Shelf {
    /// The cells, and whether their words matter.
    cells: Vec<(Field, bool)>,
    /// Whether it matters if the row starts a resource.
    starts: bool,
    /// What the seats look for in words, where that is all they read them for.
    sought: Option<u64>,
    /// The signs of the row at hand.
    key: Vec<u64>,
    /// How many of its bits a hash is told by.
    bits: u32,
    /// Signs, as many a place as a key has.
    keys: Vec<u64>,
    outcomes: Vec<Option<Outcome>>,
    /// Outcomes that had to make room since there was last more of it.
    ousted: usize,
}

impl Shelf {
    /// Places to begin with, and at most.
    const PLACES: Range<usize> = 64..4096;
    /// Cells beyond which rows are hardly alike.
    const CELLS: usize = 12;

    fn new(
        Alike {
            cells,
            starts,
            sought,
        }: Alike,
    ) -> Self {
        let width = cells.len() + usize::from(starts);
        Self {
            cells,
            starts,
            sought,
            key: Vec::with_capacity(width),
            bits: Self::PLACES.start.trailing_zeros(),
            keys: vec![0; width * Self::PLACES.start],
            outcomes: vec![None; Self::PLACES.start],
            ousted: 0,
        }
    }

    fn recall(&mut self, record: &Record<'_>) -> Recalled {
        self.key.clear();
        for &(field, words) in &self.cells {
            let nothing = |sought| marks(record, field) & sought == 0;
            let words = words && !self.sought.is_some_and(nothing);
            match record.sign(field, words) {
                Some(sign) => self.key.push(sign),
                None => return Recalled::Never,
            }
        }
        if self.starts {
            self.key.push(u64::from(record.row().starts));
        }
        let at = self.place(&self.key);
        match self.outcomes.get(at) {
            // A handful of numbers, compared where they are.
            Some(&Some(outcome)) if self.signs(at).iter().eq(&self.key) => Recalled::Known(outcome),
            Some(_) => Recalled::New(at),
            None => Recalled::Never,
        }
    }

    /// Keys that share a place only oust each other.
    fn place(&self, key: &[u64]) -> usize {
        let mix = |hash: u64, &sign: &u64| (hash.rotate_left(23) ^ sign).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (key.iter().fold(0, mix) >> (u64::BITS - self.bits)) as usize
    }

    fn signs(&self, at: usize) -> &[u64] {
        let width = self.key.len();
        self.keys.get(at * width..(at + 1) * width).unwrap_or_default()
    }

    /// Remembers what came of the row at hand.
    fn keep(&mut self, at: usize, outcome: Outcome) {
        let width = self.key.len();
        let signs = self.keys.get_mut(at * width..(at + 1) * width);
        if let (Some(signs), Some(place)) = (signs, self.outcomes.get_mut(at)) {
            signs.copy_from_slice(&self.key);
            self.ousted += usize::from(place.replace(outcome).is_some());
        }
        if self.ousted > self.outcomes.len() && self.outcomes.len() < Self::PLACES.end {
            self.grow();
        }
    }

    /// Four times the room. What is on the shelf is put where it belongs now.
    fn grow(&mut self) {
        let (width, places) = (self.key.len(), self.outcomes.len() * 4);
        self.bits += 2;
        let keys = std::mem::replace(&mut self.keys, vec![0; width * places]);
        let outcomes = std::mem::replace(&mut self.outcomes, vec![None; places]);
        self.ousted = 0;
        for (from, outcome) in outcomes.into_iter().enumerate() {
            let key = keys.get(from * width..(from + 1) * width).unwrap_or_default();
            let to = self.place(key);
            let signs = self.keys.get_mut(to * width..(to + 1) * width);
            if let (Some(outcome), Some(signs), Some(place)) = (outcome, signs, self.outcomes.get_mut(to)) {
                signs.copy_from_slice(key);
                *place = Some(outcome);
            }
        }
    }
}

impl Group {
    /// A bit for each of its seats.
    pub(super) fn all(&self) -> Bits {
        Bits::MAX >> (Bits::BITS - self.seats.len() as u32).min(Bits::BITS - 1)
    }

    /// What is known of rows like this one.
    pub(super) fn recall(&mut self, record: &Record<'_>) -> Recalled {
        self.shelf.as_mut().map_or(Recalled::Never, |s| s.recall(record))
    }

    /// Remembers what came of the row last asked for.
    pub(super) fn keep(&mut self, at: usize, outcome: Outcome) {
        if let Some(shelf) = &mut self.shelf {
            shelf.keep(at, outcome);
        }
    }
}

/// What seats have in common that are judged together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Alike {
    cells: Vec<(Field, bool)>,
    starts: bool,
    sought: Option<u64>,
}

/// The seats of a table, those of a group side by side.
pub(super) fn grouped<'p>(seats: Vec<Seat<'p>>, columns: &Columns) -> (Vec<Seat<'p>>, Vec<Group>) {
    let mut together: Vec<(Option<Alike>, Vec<Seat<'p>>)> = Vec::new();
    for seat in seats {
        let alike = cells(&seat, columns).map(|cells| Alike {
            starts: seat.once,
            sought: seat
                .check
                .sought()
                // The date that places a record is read for itself.
                .filter(|_| seat.event.is_none() && cells.iter().any(|&(_, words)| words)),
            cells,
        });
        let room = |(known, seats): &&mut (_, Vec<_>)| *known == alike && seats.len() < Bits::BITS as usize;
        match together.iter_mut().find(room) {
            Some((_, seats)) => seats.push(seat),
            None => together.push((alike, vec![seat])),
        }
    }
    let (mut all, mut groups) = (Vec::new(), Vec::new());
    for (alike, seats) in together {
        let first = all.len();
        all.extend(seats);
        groups.push(Group {
            seats: first..all.len(),
            shelf: alike.map(Shelf::new),
        });
    }
    (all, groups)
}

/// The cells that a seat goes by, and whether their words matter; `None` where more than cells decides.
fn cells(seat: &Seat<'_>, columns: &Columns) -> Option<Vec<(Field, bool)>> {
    if seat.check.keeps() {
        return None;
    }
    let read = seat.fields.iter().map(|&f| (f, seat.check.reads_words(f)));
    let event = seat.event.map(|(event, _)| (event, true));
    let mut cells: Vec<_> = read.chain(event).filter(|&(f, _)| columns.has(f)).collect();
    // Of a field named twice the closer look comes first.
    cells.sort_unstable_by_key(|&(field, words)| (field, !words));
    cells.dedup_by_key(|&mut (field, _)| field);
    (cells.len() <= Shelf::CELLS).then_some(cells)
}

/// How many seats are counted row by row in one go.
const COUNTED: usize = 256;

/// Which seats applied to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Applied([Bits; COUNTED / 64]);

impl Applied {
    /// Adds those of a group; bits of seats beyond what is counted come back.
    pub(super) fn add(&mut self, first: usize, bits: Bits) -> Bits {
        let (word, shift) = (first / 64, first % 64);
        let spill = if shift == 0 { 0 } else { bits >> (64 - shift) };
        let Some(low) = self.0.get_mut(word) else {
            return bits;
        };
        *low |= bits << shift;
        match self.0.get_mut(word + 1) {
            Some(high) => *high |= spill,
            None if spill != 0 => return spill << (64 - shift),
            None => {}
        }
        0
    }

    /// The numbers of the seats.
    pub(super) fn seats(self) -> impl Iterator<Item = usize> {
        let words = self.0.into_iter().enumerate();
        words.flat_map(|(word, bits)| ones(bits).map(move |bit| word * 64 + bit))
    }
}

/// The numbers of the bits that are set.
pub(super) fn ones(mut bits: Bits) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(bit)
    })
}

/// How often which seats applied to rows of which department.
#[derive(Debug, Default)]
pub(super) struct Counted(HashMap<(Option<usize>, Applied), u64, FixedState>);

impl Counted {
    /// Sets of seats, by department, before they are to be taken.
    const MOST: usize = 1 << 14;

    /// Counts a row; says whether it is time to take the counts.
    pub(super) fn add(&mut self, department: Option<usize>, applied: Applied) -> bool {
        *self.0.entry((department, applied)).or_default() += 1;
        self.0.len() >= Self::MOST
    }

    /// What was counted since this was last asked, in no order.
    pub(super) fn take(&mut self) -> impl Iterator<Item = ((Option<usize>, Applied), u64)> {
        std::mem::take(&mut self.0).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_seat_is_counted_once_wherever_its_group_begins(
            groups in prop::collection::vec((1usize..=64, any::<u64>()), 1..12),
        ) {
            let (mut applied, mut first, mut expected, mut beyond) = (Applied::default(), 0, Vec::new(), Vec::new());
            for (len, bits) in groups {
                let bits = bits & (u64::MAX >> (64 - len));
                let left = applied.add(first, bits);
                prop_assert_eq!(left & !bits, 0);
                beyond.extend(ones(left).map(|bit| first + bit));
                expected.extend(ones(bits).map(|bit| first + bit));
                first += len;
            }
            let counted: Vec<_> = applied.seats().chain(beyond).collect();
            prop_assert_eq!(counted, expected);
        }
    }
}
