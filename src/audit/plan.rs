//! What a run audits by: the packs chosen, the day it is judged at, and what each instrument is worth on that day.

use super::{Aliases, References, Reprieve, Sought};
use crate::check::Clock;
use crate::ingest::{self, Dictionaries, Stopped};
use crate::law::{Instrument, Pack, Requirement, Status};
use crate::model::{Severity, Vocabulary};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A pack in a run.
#[derive(Debug, Clone, Copy)]
pub struct Active<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// What the instrument is on the day of the audit.
    pub status: Status,
    /// Whether its requirements bind on that day, or are judged as if they did.
    pub binding: bool,
    /// The first day whose events are judged; `None` judges them all.
    pub from: Option<NaiveDate>,
    /// The draft of an adopted text or the adopted text of a draft, where the plan knows it.
    pub see: Option<&'a Instrument>,
}

/// Everything a run is decided by.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The instruments, in the order they were asked for.
    pub packs: Vec<Active<'a>>,
    /// The day that moves both the law and the clock.
    pub as_of: NaiveDate,
    /// The fields known.
    pub vocabulary: &'a Vocabulary,
    /// How files are to be read.
    pub reading: ingest::Reading,
    /// What else is read, to hold the files against.
    pub references: References,
    /// Kinds of table said of single files.
    kinds: BTreeMap<String, String>,
    /// Departments under their other names.
    pub aliases: Arc<Aliases>,
    /// What periods are counted by.
    pub clock: Arc<Clock>,
    /// Findings that do not count.
    pub reprieve: Arc<Reprieve>,
    /// Resources that are looked out for.
    pub sought: Arc<Sought>,
    /// The header spellings, folded when the first file is opened.
    dictionaries: OnceLock<Result<Dictionaries<'a>, Stopped>>,
    /// Every instrument there is, to name those that a reader should look at instead.
    known: Vec<&'a Instrument>,
}

impl<'a> Plan<'a> {
    /// A plan over packs; `what_if` judges drafts and instruments not in force as if they were.
    pub fn new(
        packs: &[&'a Pack],
        as_of: NaiveDate,
        what_if: bool,
        vocabulary: &'a Vocabulary,
        reading: ingest::Reading,
    ) -> Self {
        let active = |pack: &&'a Pack| {
            let status = pack.instrument.status(as_of);
            // Judged as if in force already, it is in force for everything.
            let early = what_if && status == Status::NotYet;
            Active {
                pack,
                status,
                binding: what_if || status == Status::InForce,
                from: pack.instrument.effective.filter(|_| !early),
                see: None,
            }
        };
        Self {
            packs: packs.iter().map(active).collect(),
            as_of,
            vocabulary,
            reading,
            references: References::default(),
            kinds: BTreeMap::new(),
            aliases: Arc::default(),
            clock: Arc::default(),
            reprieve: Arc::default(),
            sought: Arc::default(),
            dictionaries: OnceLock::new(),
            known: Vec::new(),
        }
    }

    /// What headers mean in this run; refused where the user's own mapping names no field.
    pub fn dictionaries(&self) -> Result<&Dictionaries<'a>, Stopped> {
        let made = || Dictionaries::new(self.vocabulary, &self.reading.layout);
        self.dictionaries.get_or_init(made).as_ref().map_err(Clone::clone)
    }

    /// The plan with the other names of departments.
    #[must_use]
    pub fn called(mut self, aliases: Aliases) -> Self {
        self.aliases = Arc::new(aliases);
        self
    }

    /// The plan with another calendar, or with numbers for periods that have none.
    #[must_use]
    pub fn counted_by(mut self, clock: Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The plan with findings that do not count.
    #[must_use]
    pub fn sparing(mut self, reprieve: Reprieve) -> Self {
        self.reprieve = Arc::new(reprieve);
        self
    }

    /// The plan with resources to look out for.
    #[must_use]
    pub fn seeking(mut self, sought: Sought) -> Self {
        self.sought = Arc::new(sought);
        self
    }

    /// The plan with lists and former editions to hold the files against.
    #[must_use]
    pub fn against(mut self, references: References) -> Self {
        self.references = references;
        self
    }

    /// The plan with a kind of table said of each of some files.
    #[must_use]
    pub fn of_kinds(mut self, kinds: BTreeMap<String, String>) -> Self {
        self.kinds = kinds;
        self
    }

    /// How a file is to be read.
    pub(super) fn reading_of(&self, file: &str) -> Cow<'_, ingest::Reading> {
        let Some(kind) = self.kinds.get(file) else {
            return Cow::Borrowed(&self.reading);
        };
        let mut reading = self.reading.clone();
        reading.layout.kind = Some(kind.clone());
        Cow::Owned(reading)
    }

    /// The plan with every instrument there is beside those that it judges by.
    #[must_use]
    pub fn beside(mut self, known: impl IntoIterator<Item = &'a Instrument>) -> Self {
        self.known = known.into_iter().collect();
        for active in &mut self.packs {
            let see = active.pack.instrument.see.as_deref();
            active.see = see.and_then(|id| self.known.iter().find(|i| i.id == id).copied());
        }
        self
    }

    /// The instrument of an id, whether it is judged by or not.
    pub(super) fn known(&self, id: &str) -> Option<&'a Instrument> {
        let chosen = self.packs.iter().map(|a| &a.pack.instrument);
        let mut all = chosen.chain(self.known.iter().copied());
        all.find(|i| i.id == id)
    }

    /// Whether any requirement that is judged is about a kind of table.
    pub(super) fn concerns(&self, kind: &str) -> bool {
        self.requirements()
            .any(|(_, r)| r.check().is_some() && r.is_about(kind))
    }

    /// Every requirement of every pack, in order.
    pub fn requirements(&self) -> impl Iterator<Item = (Active<'a>, &'a Requirement)> + '_ {
        self.packs
            .iter()
            .flat_map(|&active| active.pack.requirements.iter().map(move |r| (active, r)))
    }
}

impl Active<'_> {
    /// The severity a breach counts with: a breach that the table does not prove is for a person to look at, and an
    /// instrument that does not bind only informs.
    pub fn severity(&self, severity: Severity, certain: bool) -> Severity {
        let capped = if certain {
            severity
        } else {
            severity.min(Severity::Warning)
        };
        if self.binding { capped } else { Severity::Info }
    }
}
