//! The rows of a table on their way to the judge, with what they claim gathered beside: on the judge's own thread, or on
//! one that reads ahead. Either way the judge sees the same rows and claims in the same order.

use crate::audit::across::{Batch, Gatherer};
use crate::audit::departments::Spot;
use crate::audit::run::Halt;
use crate::check::across::Reader;
use crate::ingest::{Stopped, Table};
use crate::model::{Interpreted, Record, Row};
use std::sync::mpsc::{Receiver, Sender, SyncSender};

/// Rows whose claims make a batch.
pub(super) const BATCH: u64 = 1024;
/// Rows that cross from thread to thread at once, at most; and bytes of text, beyond which fewer do.
const ROWS: usize = 32;
const BYTES: usize = 1 << 20;
/// Stretches that wait for the judge.
pub(super) const WAITING: usize = 4;

/// What comes next.
pub(super) enum Step {
    /// A row, which stands interpreted in the record.
    Row,
    /// What the rows of a full batch claim.
    Claims(Batch),
    /// The end, with what the last rows claim.
    End(Batch),
}

/// Where a judge gets its rows from.
pub(super) trait Walk {
    /// The next step; a row is put into the record.
    fn next(&mut self, record: &mut Record<'_>) -> Result<Step, Halt>;
}

/// Reads a table and gathers what its rows claim.
pub(super) struct Walker<'a, 't, 'p> {
    pub(super) table: &'a mut Table<'t>,
    pub(super) gatherer: Gatherer<'a, 'p>,
    /// The number of the table, where its records are resources, and how many resources came so far.
    pub(super) resources: Option<(usize, u32)>,
    pub(super) rows: u64,
    /// Whether the last row filled a batch.
    pub(super) full: bool,
}

impl<'a, 't, 'p> Walker<'a, 't, 'p> {
    /// Before the first row. `resources` is the number of a table whose records are resources.
    pub(super) fn new(
        table: &'a mut Table<'t>,
        gatherer: Gatherer<'a, 'p>,
        resources: Option<usize>,
    ) -> Self {
        Self {
            table,
            gatherer,
            resources: resources.map(|table| (table, 0)),
            rows: 0,
            full: false,
        }
    }

    /// The reader of keys, for the next table.
    pub(super) fn into_reader(self) -> Reader<'p> {
        self.gatherer.into_reader()
    }

    /// The resource of the row at hand, as the departments number them.
    fn resource(&mut self, row: &Row) -> Option<Spot> {
        let (table, count) = self.resources.as_mut()?;
        *count += u32::from(row.starts);
        let resource = count.checked_sub(1)?;
        Some(Spot {
            table: *table,
            resource,
        })
    }

    fn step(&mut self, record: &mut Record<'_>) -> Result<Step, Stopped> {
        if std::mem::take(&mut self.full) {
            return Ok(Step::Claims(self.gatherer.take()));
        }
        if !self.table.next(record.row_mut())? {
            return Ok(Step::End(self.gatherer.close()));
        }
        record.interpret();
        let resource = self.resource(record.row());
        self.gatherer.see(record, resource);
        self.rows += 1;
        self.full = self.rows.is_multiple_of(BATCH) || self.gatherer.is_full();
        Ok(Step::Row)
    }
}

impl Walk for Walker<'_, '_, '_> {
    fn next(&mut self, record: &mut Record<'_>) -> Result<Step, Halt> {
        self.step(record).map_err(Halt::Stopped)
    }
}

/// Rows in a row, and what comes after them.
pub(super) struct Stretch {
    rows: Vec<Interpreted>,
    after: After,
}

enum After {
    More,
    Claims(Batch),
    End(Batch),
    Stopped(Stopped),
}

/// Reads a table to its end, stretch by stretch, for a judge on another thread. Ends early where that one has gone. The
/// reader of keys comes back.
pub(super) fn read_ahead<'p>(
    mut walker: Walker<'_, '_, 'p>,
    mut record: Record<'_>,
    to: &SyncSender<Stretch>,
    spent: &Receiver<Vec<Interpreted>>,
) -> Reader<'p> {
    loop {
        let mut rows = spent.try_recv().unwrap_or_default();
        let (mut filled, mut bytes) = (0, 0);
        let after = loop {
            match walker.step(&mut record) {
                Err(stopped) => break After::Stopped(stopped),
                Ok(Step::Claims(batch)) => break After::Claims(batch),
                Ok(Step::End(batch)) => break After::End(batch),
                Ok(Step::Row) => {}
            }
            bytes += record.row().bytes();
            if rows.len() == filled {
                rows.push(Interpreted::default());
            }
            if let Some(row) = rows.get_mut(filled) {
                record.swap(row);
            }
            filled += 1;
            // The claims that a full batch is due go with it.
            if (filled >= ROWS || bytes >= BYTES) && !walker.full {
                break After::More;
            }
        };
        rows.truncate(filled);
        let last = matches!(after, After::End(_) | After::Stopped(_));
        if to.send(Stretch { rows, after }).is_err() || last {
            return walker.into_reader();
        }
    }
}

/// The judge's end of what another thread reads.
pub(super) struct Ahead {
    pub(super) from: Receiver<Stretch>,
    pub(super) spent: Sender<Vec<Interpreted>>,
    stretch: Option<Stretch>,
    /// Rows of the stretch that were given already.
    given: usize,
}

impl Ahead {
    pub(super) fn new(from: Receiver<Stretch>, spent: Sender<Vec<Interpreted>>) -> Self {
        Self {
            from,
            spent,
            stretch: None,
            given: 0,
        }
    }
}

impl Walk for Ahead {
    fn next(&mut self, record: &mut Record<'_>) -> Result<Step, Halt> {
        loop {
            let Some(mut stretch) = self.stretch.take() else {
                // A thread that ends without an end has panicked, which whoever waits for it hears.
                self.stretch = Some(self.from.recv().map_err(|_| Halt::Over)?);
                self.given = 0;
                continue;
            };
            if let Some(row) = stretch.rows.get_mut(self.given) {
                record.swap(row);
                self.given += 1;
                self.stretch = Some(stretch);
                return Ok(Step::Row);
            }
            // Nobody may be there to use them again.
            let _ = self.spent.send(stretch.rows);
            match stretch.after {
                After::More => {}
                After::Claims(batch) => return Ok(Step::Claims(batch)),
                After::End(batch) => return Ok(Step::End(batch)),
                After::Stopped(stopped) => return Err(Halt::Stopped(stopped)),
            }
        }
    }
}
