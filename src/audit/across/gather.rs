//! One table under every lane that runs through it: its rows become claims and spots. Keeps a batch until it is taken.

use super::batch::{At, Cell, Heading, Part, Row, Words};
use super::content::Content;
use super::program::{Track, runs_through};
use super::{Batch, BatchClaim, Count, Program};
use crate::audit::departments;
use crate::audit::finding::Naming;
use crate::audit::judge::lies_before;
use crate::audit::outcome::Role;
use crate::check::across::{Body, Claimant, Lane, Lookout, Made, Reader, Watched};
use crate::ingest::Layout;
use crate::model::{Field, Known, Record};
use std::sync::Arc;

/// Bytes of words in a batch, which a row more than fills.
const FULL: usize = 64 << 20;

/// The lanes at work on one table.
pub(in crate::audit) struct Gatherer<'a, 'p> {
    lookouts: Vec<(usize, &'a Track<'p>, Lookout<'p>)>,
    /// Whether its rows can claim anything, asked about or not.
    able: bool,
    reader: Reader<'p>,
    /// The bodies that rows of the table speak for.
    bodies: Known<Arc<Body>>,
    layout: &'a Layout,
    file: &'a str,
    batch: Batch,
    /// What names the rows.
    naming: Naming,
    /// The columns that have a heading in the batch.
    headed: Vec<(Field, Option<u16>)>,
    /// The row at hand, where it claims something.
    fresh: Option<Fresh>,
    /// The fields of its cells.
    fields: Vec<Field>,
    /// The spot that was last given a number.
    last: usize,
    made: Vec<Made>,
    /// Every header and cell so far, to know the same table when it is given again; `None` where it cannot be.
    content: Option<Content>,
    /// The resource at hand.
    resource: Option<(u32, u32)>,
}

/// The row at hand: its number in the batch and its first spot.
#[derive(Clone, Copy)]
struct Fresh {
    row: u32,
    first: usize,
}

/// The lane whose claims are being told.
struct Teller<'a> {
    lane: &'a Lane,
    /// What its watched cells mean.
    meanings: &'a [String],
    /// The number of the body in the row, once it has one.
    owner: Option<u32>,
    /// How many spots the batch had before it.
    before: usize,
}

impl<'a, 'p> Gatherer<'a, 'p> {
    /// Starts on an audited table of a file, with a reader that may have read others before, without the tracks that are
    /// idle.
    pub(in crate::audit) fn new(
        program: &'a Program<'p>,
        layout: &'a Layout,
        file: &'a str,
        reader: Reader<'p>,
        idle: &[bool],
    ) -> Self {
        Self::reading_as(Role::Audited, program, layout, file, reader, idle)
    }

    /// Starts on a table that is read in a role.
    pub(super) fn reading_as(
        role: Role,
        program: &'a Program<'p>,
        layout: &'a Layout,
        file: &'a str,
        reader: Reader<'p>,
        idle: &[bool],
    ) -> Self {
        let mut batch = Batch {
            file: file.to_owned(),
            sheet: layout.name.clone(),
            role,
            ..Batch::default()
        };
        let (mut lookouts, mut able) = (Vec::new(), false);
        for (number, track) in program.tracks.iter().enumerate() {
            if !runs_through(&track.source, role, &layout.kind) {
                continue;
            }
            let mut count = Count {
                tables: 1,
                ..Count::default()
            };
            match track.lane.able(&layout.columns) {
                Ok(()) => {
                    count.able = 1;
                    able = true;
                    if !idle.get(number).is_some_and(|&idle| idle) {
                        lookouts.push((number, track, Lookout::new(track.lane)));
                    }
                }
                Err(fields) => {
                    let id = |f: &Field| program.vocabulary.entry(*f).id.clone();
                    count.missing = fields.iter().map(id).collect();
                }
            }
            batch.counts.insert(number, count);
        }
        Self {
            lookouts,
            able,
            reader,
            bodies: Known::default(),
            layout,
            file,
            batch,
            naming: Naming::new(program.vocabulary, &layout.columns),
            headed: Vec::new(),
            fresh: None,
            fields: Vec::new(),
            last: 0,
            made: Vec::new(),
            content: (!program.is_alone()).then(Content::default),
            resource: None,
        }
    }

    /// The reader, for the next table: what it remembers of words and bodies is true of all.
    pub(in crate::audit) fn into_reader(self) -> Reader<'p> {
        self.reader
    }

    /// Whether what rows claim should be taken before there is more of it.
    pub(in crate::audit) fn is_full(&self) -> bool {
        self.batch.text.len() >= FULL
    }

    /// Whether rows of the table can claim anything.
    pub(in crate::audit) fn is_able(&self) -> bool {
        self.able
    }

    /// What a row claims.
    pub(in crate::audit) fn see(&mut self, record: &Record<'_>, resource: Option<departments::Spot>) {
        self.resource = resource.map(|s| (s.table as u32, s.resource));
        if self.lookouts.is_empty() {
            return;
        }
        if let Some(content) = &mut self.content {
            content.see(self.layout.columns.headers(), record.row());
        }
        self.reader.turn();
        self.fresh = None;
        let mut lookouts = std::mem::take(&mut self.lookouts);
        for (lane, track, lookout) in &mut lookouts {
            if !lookout.applies(record) {
                continue;
            }
            let early = track
                .event
                .filter(|&(event, from)| lies_before(record, event, from));
            if let Some((_, from)) = early {
                self.count(*lane).absorb(&Count {
                    early: Some((1, from)),
                    ..Count::default()
                });
                continue;
            }
            self.gather(*lane, lookout, record);
        }
        self.lookouts = lookouts;
    }

    fn gather(&mut self, lane: usize, lookout: &mut Lookout<'p>, record: &Record<'_>) {
        let meanings = lookout.lane().meanings(record);
        let watch = if meanings.iter().all(String::is_empty) {
            String::new()
        } else {
            meanings.join("\u{1f}")
        };
        let owner = lookout.owner(record);
        let written = owner.map_or("", |(_, name)| name);
        let body = match owner {
            Some((field, _)) => self
                .bodies
                .of(record, field, |text| self.reader.body(text.trim())),
            None => self.reader.body(""),
        };
        let mut made = std::mem::take(&mut self.made);
        made.clear();
        let claimant = Claimant {
            name: &body.name,
            number: body.number,
            apart: self.file,
        };
        if lookout.see(record, &mut self.reader, claimant, &watch, &mut made) {
            self.count(lane).rows += 1;
        }
        // The keys of a row stand at one spot, every item of a list at its own.
        let whole = made.iter().find(|m| !m.apart);
        let mut teller = Teller {
            lane: lookout.lane(),
            meanings: &meanings,
            owner: None,
            before: self.batch.spots.len(),
        };
        for one in &made {
            let at = whole.filter(|_| !one.apart).unwrap_or(one);
            let spot = self.spot(record, at, written, &mut teller);
            self.batch.claims.push(BatchClaim {
                lane: lane as u32,
                key: one.key,
                tag: one.tag,
                owner: body.number,
                spot,
            });
        }
        self.made = made;
    }

    /// The number of a spot in the batch, new or made for another lane.
    fn spot(&mut self, record: &Record<'_>, made: &Made, written: &str, teller: &mut Teller<'_>) -> u32 {
        let fresh = match self.fresh {
            Some(fresh) => fresh,
            None => self.row(record),
        };
        let cell = self.cell(record, made.field);
        let owner = *teller.owner.get_or_insert_with(|| self.owner(written));
        let same = |s: &At| {
            s.cell == cell
                && s.owner == owner
                && s.watch.is_empty() == teller.meanings.is_empty()
                && s.claimed.is(&made.claimed)
        };
        let spots = &self.batch.spots;
        // Lanes tell the same things in the same order: it is the next spot, or the one just given to a key that comes
        // with another. Only other lanes, or other keys of this one, may have told it anywhere else.
        let mut near = [self.last + 1, self.last].into_iter();
        let near = near.find(|&n| n >= fresh.first && spots.get(n).is_some_and(same));
        let known = near.or_else(|| {
            let one = teller.lane.keys.len() == 1;
            let end = if one { teller.before } else { spots.len() };
            let others = spots.get(fresh.first..end).unwrap_or_default();
            others.iter().position(same).map(|n| n + fresh.first)
        });
        self.last = known.unwrap_or(spots.len());
        if known.is_none() {
            let watched = teller.lane.watch.iter().zip(teller.meanings);
            let watch = watched.map(|(&f, meaning)| watched_cell(record, f, meaning));
            self.batch.spots.push(At {
                row: fresh.row,
                cell,
                owner,
                claimed: Words::of(&made.claimed),
                watch: watch.collect(),
            });
        }
        self.last as u32
    }

    /// Takes the row at hand into the batch.
    fn row(&mut self, record: &Record<'_>) -> Fresh {
        let subject = self.naming.subject(record, None);
        let batch = &mut self.batch;
        let (cells, owners) = (batch.cells.len() as u32, batch.owners.len() as u32);
        let row = Row {
            resource: self.resource,
            code: subject.catalog_code.map(|t| batch.write(t)),
            name: subject.catalog_name.map(|t| batch.write(t)),
            provider: subject.provider.map(|t| batch.write(t)),
            owners: Part(owners, owners),
            cells: Part(cells, cells),
        };
        batch.rows.push(row);
        self.fields.clear();
        let fresh = Fresh {
            row: batch.rows.len() as u32 - 1,
            first: batch.spots.len(),
        };
        self.fresh = Some(fresh);
        fresh
    }

    /// The number of a field's cell in the row at hand.
    fn cell(&mut self, record: &Record<'_>, field: Field) -> u32 {
        if let Some(known) = self.fields.iter().position(|&f| f == field) {
            return known as u32;
        }
        let place = record.place(field);
        let heading = self.heading(record, field, place.column());
        self.fields.push(field);
        let cell = Cell {
            heading,
            row: place.row(),
            column: place.column(),
            line: place.line(),
            text: self.batch.write(record.text(field)),
        };
        self.batch.cells.push(cell);
        if let Some(row) = self.batch.rows.last_mut() {
            row.cells.1 += 1;
        }
        self.fields.len() as u32 - 1
    }

    /// The number of a column's heading in the batch.
    fn heading(&mut self, record: &Record<'_>, field: Field, column: Option<u16>) -> u32 {
        let known = self.headed.iter().position(|h| *h == (field, column));
        let number = known.unwrap_or_else(|| {
            self.headed.push((field, column));
            self.batch.headings.push(Heading {
                field: record.vocabulary().entry(field).id.clone(),
                header: header(record, column).map(str::to_owned),
            });
            self.batch.headings.len() - 1
        });
        number as u32
    }

    /// The number of a body in the row at hand.
    fn owner(&mut self, written: &str) -> u32 {
        let batch = &mut self.batch;
        let Some(owners) = batch.rows.last().map(|row| row.owners) else {
            return 0;
        };
        let mut named = owners.of(&batch.owners).iter();
        if let Some(known) = named.position(|&o| batch.words(o) == written) {
            return known as u32;
        }
        let words = batch.write(written);
        batch.owners.push(words);
        if let Some(row) = batch.rows.last_mut() {
            row.owners.1 += 1;
        }
        owners.1 - owners.0
    }

    fn count(&mut self, lane: usize) -> &mut Count {
        self.batch.counts.entry(lane).or_default()
    }

    /// What was claimed since it was last asked, at the end of the table.
    pub(in crate::audit) fn close(&mut self) -> Batch {
        let mut batch = self.take();
        batch.content = self.content.take().and_then(Content::close);
        batch
    }

    /// What was claimed since it was last asked.
    pub(in crate::audit) fn take(&mut self) -> Batch {
        self.fresh = None;
        self.headed.clear();
        let next = Batch {
            file: self.batch.file.clone(),
            sheet: self.batch.sheet.clone(),
            role: self.batch.role,
            ..Batch::default()
        };
        std::mem::replace(&mut self.batch, next)
    }
}

fn header<'r>(record: &'r Record<'_>, column: Option<u16>) -> Option<&'r str> {
    let header = record.columns().header(column?)?;
    Some(&header.text)
}

/// A cell whose value is held against another edition's.
fn watched_cell(record: &Record<'_>, field: Field, meaning: &str) -> Watched {
    let at = record.place(field);
    Watched {
        field: record.vocabulary().entry(field).id.clone(),
        meaning: meaning.to_owned(),
        text: record.text(field).to_owned(),
        row: at.row(),
        column: at.column(),
        header: header(record, at.column()).map(str::to_owned),
    }
}
