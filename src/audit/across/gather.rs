//! One table under every lane that runs through it: its rows become claims and spots. Keeps a batch until it is taken.

use super::batch::{At, Cell, Heading, Row, Words};
use super::program::Track;
use super::{Batch, BatchClaim, Count, Program, Source};
use crate::audit::departments;
use crate::audit::finding::Subject;
use crate::audit::judge::lies_before;
use crate::audit::outcome::Role;
use crate::check::across::{Lane, Lookout, Made, Reader, Watched, short};
use crate::ingest::Layout;
use crate::model::{Field, Record};
use sha2::{Digest, Sha256};

/// The lanes at work on one table.
pub(in crate::audit) struct Gatherer<'a, 'p> {
    lookouts: Vec<(usize, &'a Track<'p>, Lookout<'p>)>,
    reader: Reader<'p>,
    layout: &'a Layout,
    file: &'a str,
    batch: Batch,
    /// The row at hand, where it claims something.
    fresh: Option<Fresh>,
    /// The spot that was last given a number.
    last: usize,
    made: Vec<Made>,
    /// Every header and cell so far, to know the same table when it is given again; `None` before the first row.
    content: Option<Sha256>,
    /// The texts of the row at hand.
    texts: String,
    /// The resource at hand.
    resource: Option<(u32, u32)>,
}

/// The row at hand: its number in the batch, the fields of its cells, its first spot.
struct Fresh {
    row: u32,
    fields: Vec<Field>,
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
    /// Starts on an audited table of a file, with a reader that may have read others before.
    pub(in crate::audit) fn new(
        program: &'a Program<'p>,
        layout: &'a Layout,
        file: &'a str,
        reader: Reader<'p>,
    ) -> Self {
        Self::reading_as(Role::Audited, program, layout, file, reader)
    }

    /// Starts on a table that is read in a role.
    pub(super) fn reading_as(
        role: Role,
        program: &'a Program<'p>,
        layout: &'a Layout,
        file: &'a str,
        reader: Reader<'p>,
    ) -> Self {
        let mut batch = Batch {
            file: file.to_owned(),
            sheet: layout.name.clone(),
            role,
            ..Batch::default()
        };
        let mut lookouts = Vec::new();
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
                    lookouts.push((number, track, Lookout::new(track.lane)));
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
            reader,
            layout,
            file,
            batch,
            fresh: None,
            last: 0,
            made: Vec::new(),
            content: None,
            texts: String::new(),
            resource: None,
        }
    }

    /// The reader, for the next table: what it remembers of words and bodies is true of all.
    pub(in crate::audit) fn into_reader(self) -> Reader<'p> {
        self.reader
    }

    /// Whether rows of the table can claim anything.
    pub(in crate::audit) fn is_able(&self) -> bool {
        !self.lookouts.is_empty()
    }

    /// What a row claims.
    pub(in crate::audit) fn see(&mut self, record: &Record<'_>, resource: Option<departments::Spot>) {
        self.resource = resource.map(|s| (s.table as u32, s.resource));
        if self.lookouts.is_empty() {
            return;
        }
        self.read(record);
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
        let written = lookout.owner(record);
        let body = self.reader.body(written);
        let mut made = std::mem::take(&mut self.made);
        made.clear();
        let claimant = (body.name.as_str(), self.file);
        lookout.see(record, &mut self.reader, claimant, &watch, &mut made);
        if !made.is_empty() {
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
        let mut fresh = match self.fresh.take() {
            Some(fresh) => fresh,
            None => self.row(record),
        };
        let cell = self.cell(record, made.field, &mut fresh);
        let owner = *teller.owner.get_or_insert_with(|| self.owner(written, fresh.row));
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
        self.fresh = Some(fresh);
        self.last as u32
    }

    /// Takes the row at hand into the batch.
    fn row(&mut self, record: &Record<'_>) -> Fresh {
        let subject = Subject::about(record, None);
        self.batch.rows.push(Row {
            resource: self.resource,
            code: subject.catalog_code.map(str::to_owned),
            name: subject.catalog_name.map(str::to_owned),
            provider: subject.provider.map(str::to_owned),
            ..Row::default()
        });
        Fresh {
            row: self.batch.rows.len() as u32 - 1,
            fields: Vec::new(),
            first: self.batch.spots.len(),
        }
    }

    /// The number of a field's cell in the row at hand.
    fn cell(&mut self, record: &Record<'_>, field: Field, fresh: &mut Fresh) -> u32 {
        if let Some(known) = fresh.fields.iter().position(|&f| f == field) {
            return known as u32;
        }
        let place = record.place(field);
        let heading = self.heading(record, field, place.column());
        fresh.fields.push(field);
        if let Some(row) = self.batch.rows.last_mut() {
            row.cells.push(Cell {
                heading,
                row: place.row(),
                column: place.column(),
                line: place.line(),
                text: record.text(field).to_owned(),
            });
        }
        fresh.fields.len() as u32 - 1
    }

    /// The number of a column's heading in the batch.
    fn heading(&mut self, record: &Record<'_>, field: Field, column: Option<u16>) -> u32 {
        let (id, header) = (&record.vocabulary().entry(field).id, header(record, column));
        let same = |h: &Heading| h.field == *id && h.header.as_deref() == header;
        let known = self.batch.headings.iter().position(same);
        let number = known.unwrap_or_else(|| {
            self.batch.headings.push(Heading {
                field: id.clone(),
                header: header.map(str::to_owned),
            });
            self.batch.headings.len() - 1
        });
        number as u32
    }

    /// The number of a body in the row at hand.
    fn owner(&mut self, written: &str, row: u32) -> u32 {
        let Some(row) = self.batch.rows.get_mut(row as usize) else {
            return 0;
        };
        let known = row.owners.iter().position(|o| o == written);
        let number = known.unwrap_or_else(|| {
            row.owners.push(written.to_owned());
            row.owners.len() - 1
        });
        number as u32
    }

    fn count(&mut self, lane: usize) -> &mut Count {
        self.batch.counts.entry(lane).or_default()
    }

    /// Takes a row into the digest of the table.
    fn read(&mut self, record: &Record<'_>) {
        let headers = self.layout.columns.headers();
        let content = self.content.get_or_insert_with(|| {
            let mut content = Sha256::new();
            for header in headers {
                content.update(header.text.as_bytes());
                content.update([0x1f]);
            }
            content
        });
        self.texts.clear();
        for header in headers {
            self.texts.push_str(record.row().text(header.column).trim());
            self.texts.push('\u{1f}');
        }
        content.update(self.texts.as_bytes());
    }

    /// What was claimed since it was last asked, at the end of the table.
    pub(in crate::audit) fn close(&mut self) -> Batch {
        let mut batch = self.take();
        batch.content = self.content.take().map(|content| short(&content.finalize()));
        batch
    }

    /// What was claimed since it was last asked.
    pub(in crate::audit) fn take(&mut self) -> Batch {
        self.fresh = None;
        let next = Batch {
            file: self.batch.file.clone(),
            sheet: self.batch.sheet.clone(),
            role: self.batch.role,
            ..Batch::default()
        };
        std::mem::replace(&mut self.batch, next)
    }
}

/// Whether a lane runs through a table.
fn runs_through(source: &Source, role: Role, kind: &str) -> bool {
    match (source, role) {
        (Source::Audited(kinds), Role::Audited) => kinds.iter().any(|k| k == kind),
        (Source::List(list), Role::Audited) => list == kind,
        (Source::List(_), Role::Departments) => true,
        (Source::Previous(of), Role::Previous) => of == kind,
        (Source::Audited(_) | Source::Previous(_), Role::Departments)
        | (Source::Audited(_) | Source::List(_), Role::Previous)
        | (Source::Previous(_), Role::Audited) => false,
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
