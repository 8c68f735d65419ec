//! One table under every lane that runs through it: its rows become claims and spots. Keeps a batch until it is taken.

use super::program::Track;
use super::{Batch, BatchClaim, Count, Program, Source};
use crate::audit::finding::Subject;
use crate::audit::judge::lies_before;
use crate::audit::outcome::Role;
use crate::audit::{Aliases, departments};
use crate::check::across::{Lookout, Spot, Watched, digest, short};
use crate::ingest::Layout;
use crate::model::{Field, Record};
use sha2::{Digest, Sha256};

/// The lanes at work on one table.
pub(in crate::audit) struct Gatherer<'a, 'p> {
    lookouts: Vec<(usize, &'a Track<'p>, Lookout<'p>)>,
    layout: &'a Layout,
    aliases: &'a Aliases,
    file: &'a str,
    batch: Batch,
    /// The spots made of the row at hand.
    fresh: Vec<Fresh>,
    /// Every header and cell so far, to know the same table when it is given again; `None` before the first row.
    content: Option<Sha256>,
    /// The resource at hand.
    resource: Option<(u32, u32)>,
}

/// A spot of the row at hand, which several lanes may share.
struct Fresh {
    field: Field,
    claimed: String,
    owner: String,
    watches: bool,
    number: u32,
}

impl<'a, 'p> Gatherer<'a, 'p> {
    /// Starts on an audited table of a file.
    pub(in crate::audit) fn new(program: &'a Program<'p>, layout: &'a Layout, file: &'a str) -> Self {
        Self::reading_as(Role::Audited, program, layout, file)
    }

    /// Starts on a table that is read in a role.
    pub(super) fn reading_as(
        role: Role,
        program: &'a Program<'p>,
        layout: &'a Layout,
        file: &'a str,
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
            layout,
            aliases: &program.aliases,
            file,
            batch,
            fresh: Vec::new(),
            content: None,
            resource: None,
        }
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
        self.fresh.clear();
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

    fn gather(&mut self, lane: usize, lookout: &mut Lookout<'_>, record: &Record<'_>) {
        let meanings = lookout.lane().meanings(record);
        let watch = if meanings.iter().all(String::is_empty) {
            String::new()
        } else {
            meanings.join("\u{1f}")
        };
        let aliases = self.aliases;
        let named = |name: &str| aliases.department(name);
        let made = lookout.see(record, &named, self.file, &watch);
        if made.is_empty() {
            return;
        }
        self.count(lane).rows += 1;
        let owner = lookout.owner(record);
        let number = body(&named(owner));
        // The keys of a row stand at one spot, every item of a list at its own.
        let whole = made.iter().find(|m| !m.apart);
        for one in &made {
            let at = whole.filter(|_| !one.apart).unwrap_or(one);
            let spot = self.spot(record, (at.field, &at.claimed), owner, (lookout, &meanings));
            self.batch.claims.push(BatchClaim {
                lane: lane as u32,
                key: one.key,
                tag: one.tag,
                owner: number,
                spot,
            });
        }
    }

    /// The number of a spot in the batch, new or made for another lane.
    fn spot(
        &mut self,
        record: &Record<'_>,
        (field, claimed): (Field, &str),
        owner: &str,
        (lookout, meanings): (&Lookout<'_>, &[String]),
    ) -> u32 {
        let watches = !meanings.is_empty();
        let same =
            |f: &&Fresh| f.field == field && f.claimed == claimed && f.owner == owner && f.watches == watches;
        if let Some(known) = self.fresh.iter().find(same) {
            return known.number;
        }
        let columns = record.columns();
        let header = |column: Option<u16>| {
            let header = column.and_then(|c| columns.header(c));
            header.map(|h| h.text.clone())
        };
        let subject = Subject::about(record, None);
        let place = record.place(field);
        let cell = |(&f, meaning): (&Field, &String)| {
            let at = record.place(f);
            Watched {
                field: record.vocabulary().entry(f).id.clone(),
                meaning: meaning.clone(),
                text: record.text(f).to_owned(),
                row: at.row(),
                column: at.column(),
                header: header(at.column()),
            }
        };
        let number = self.batch.spots.len() as u32;
        self.batch.spots.push(Spot {
            file: self.file.to_owned(),
            sheet: self.layout.name.clone(),
            row: place.row(),
            column: place.column(),
            line: place.line(),
            header: header(place.column()),
            field: record.vocabulary().entry(field).id.clone(),
            text: record.text(field).to_owned(),
            claimed: claimed.to_owned(),
            resource: self.resource,
            code: subject.catalog_code.map(str::to_owned),
            name: subject.catalog_name.map(str::to_owned),
            provider: subject.provider.map(str::to_owned),
            owner: owner.to_owned(),
            watch: lookout.lane().watch.iter().zip(meanings).map(cell).collect(),
        });
        self.fresh.push(Fresh {
            field,
            claimed: claimed.to_owned(),
            owner: owner.to_owned(),
            watches,
            number,
        });
        number
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
        for header in headers {
            content.update(record.row().text(header.column).trim().as_bytes());
            content.update([0x1f]);
        }
    }

    /// What was claimed since it was last asked, at the end of the table.
    pub(in crate::audit) fn close(mut self) -> Batch {
        let mut batch = self.take();
        batch.content = self.content.map(|content| short(&content.finalize()));
        batch
    }

    /// What was claimed since it was last asked.
    pub(in crate::audit) fn take(&mut self) -> Batch {
        self.fresh.clear();
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

/// The digest of a body's name; 0 where there is none.
fn body(name: &str) -> u64 {
    if name.is_empty() {
        return 0;
    }
    let [high, low, _] = digest(0, &[name]);
    (u64::from(high) << 32 | u64::from(low)).max(1)
}
