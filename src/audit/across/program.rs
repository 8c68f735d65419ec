//! What a plan asks across tables: each question once, however many requirements ask it, and each lane once, however many
//! questions need it.

use crate::audit::outcome::Role;
use crate::audit::{Active, Aliases, Plan};
use crate::check::across::{Across, From, Lane, Reader};
use crate::law::Requirement;
use crate::model::{Field, Vocabulary};
use chrono::NaiveDate;
use std::sync::Arc;

/// The questions of a run and what is gathered for them.
pub(in crate::audit) struct Program<'p> {
    pub(super) vocabulary: &'p Vocabulary,
    /// Bodies under their other names.
    pub(super) aliases: Arc<Aliases>,
    pub(super) questions: Vec<Question<'p>>,
    pub(in crate::audit) tracks: Vec<Track<'p>>,
}

/// A rule with the requirements that ask it.
pub(super) struct Question<'p> {
    pub(super) rule: &'p dyn Across,
    /// The rule in full, to know the same when it is asked again.
    told: String,
    pub(super) requirements: Vec<usize>,
    /// Its lanes among the tracks; `None` where nothing was given to gather from.
    pub(super) lanes: Option<Vec<usize>>,
}

/// A lane and the tables that it runs through.
#[derive(PartialEq)]
pub(in crate::audit) struct Track<'p> {
    pub(in crate::audit) lane: &'p Lane,
    pub(super) source: Source,
    /// The date that places a row in time, with the first day that is judged.
    pub(super) event: Option<(Field, NaiveDate)>,
}

/// What is read for a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) enum Source {
    /// Audited tables of these kinds.
    Audited(Vec<String>),
    /// The list of bodies, or audited tables of this kind.
    List(String),
    /// The former edition of tables of this kind.
    Previous(String),
}

impl Source {
    fn of(from: &From, requirement: &Requirement) -> Self {
        match from {
            From::Own => Self::Audited(requirement.tables.clone()),
            From::Table(kind) => Self::Audited(vec![kind.clone()]),
            From::List(kind) => Self::List(kind.clone()),
            From::Previous(kind) => Self::Previous(kind.clone()),
        }
    }
}

impl<'p> Program<'p> {
    pub(in crate::audit) fn new(plan: &Plan<'p>, requirements: &[(Active<'p>, &'p Requirement)]) -> Self {
        let mut program = Self {
            vocabulary: plan.vocabulary,
            aliases: Arc::clone(&plan.aliases),
            questions: Vec::new(),
            tracks: Vec::new(),
        };
        for (index, &(active, requirement)) in requirements.iter().enumerate() {
            let Some(rule) = requirement.across() else {
                continue;
            };
            let event = requirement.event.zip(active.from);
            let told = format!("{rule:?} {event:?} {:?}", requirement.tables);
            if let Some(known) = program.questions.iter_mut().find(|q| q.told == told) {
                known.requirements.push(index);
                continue;
            }
            let sources: Vec<Source> = rule
                .lanes()
                .iter()
                .map(|l| Source::of(&l.from, requirement))
                .collect();
            let previous = |s: &Source| matches!(s, Source::Previous(_));
            let idle = sources.iter().any(previous) && plan.references.previous.is_empty();
            let lanes = (!idle).then(|| {
                let lanes = rule.lanes().iter().zip(sources).enumerate();
                lanes
                    .map(|(at, (lane, source))| {
                        program.track(Track {
                            lane,
                            source,
                            event: event.filter(|_| at == 0),
                        })
                    })
                    .collect()
            });
            program.questions.push(Question {
                rule,
                told,
                requirements: vec![index],
                lanes,
            });
        }
        program
    }

    /// A reader of keys, which knows bodies by their other names.
    pub(in crate::audit) fn reader(&self) -> Reader<'p> {
        let aliases = Arc::clone(&self.aliases);
        Reader::new(move |name| aliases.department(name))
    }

    /// Whether audited tables of a kind are gathered from.
    pub(in crate::audit) fn concerns(&self, kind: &str) -> bool {
        self.tracks.iter().any(|t| match &t.source {
            Source::Audited(kinds) => kinds.iter().any(|k| k == kind),
            Source::List(list) => list == kind,
            Source::Previous(_) => false,
        })
    }

    /// Whether anything is gathered from files in a role.
    pub(super) fn reads(&self, role: Role) -> bool {
        self.tracks.iter().any(|t| match &t.source {
            Source::Audited(_) => role == Role::Audited,
            Source::List(_) => role == Role::Departments,
            Source::Previous(_) => role == Role::Previous,
        })
    }

    /// The number of a track, new or known.
    fn track(&mut self, track: Track<'p>) -> usize {
        let known = self.tracks.iter().position(|t| *t == track);
        known.unwrap_or_else(|| {
            self.tracks.push(track);
            self.tracks.len() - 1
        })
    }

    /// The kind of table that lists of bodies are read as.
    pub(super) fn list_kind(&self) -> Option<&str> {
        self.tracks.iter().find_map(|t| match &t.source {
            Source::List(kind) => Some(kind.as_str()),
            Source::Audited(_) | Source::Previous(_) => None,
        })
    }
}
