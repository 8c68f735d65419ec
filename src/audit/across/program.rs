//! What a plan asks across tables: each question once, however many requirements ask it, and each lane once, however many
//! questions need it.

use crate::audit::outcome::Role;
use crate::audit::{Active, Aliases, Plan};
use crate::check::across::{Across, From, Lane, Reader};
use crate::ingest::Layout;
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
    /// Whether one file is all there is to the run.
    alone: bool,
}

/// Whether a lane of a source runs through a table.
pub(super) fn runs_through(source: &Source, role: Role, kind: &str) -> bool {
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
            alone: false,
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

    /// The same for a run in which one file is all there is: nothing else comes that its tables could be held against.
    pub(in crate::audit) fn alone(self, alone: bool) -> Self {
        Self { alone, ..self }
    }

    /// Whether one file is all there is to the run.
    pub(super) fn is_alone(&self) -> bool {
        self.alone
    }

    /// The tracks that answer no question in a file of these tables, because what they would be held against is not there.
    /// As long as other files may come, none.
    pub(in crate::audit) fn idle(&self, layouts: &[Layout]) -> Vec<bool> {
        if !self.alone {
            return Vec::new();
        }
        let mut idle = vec![true; self.tracks.len()];
        let told = |track: &Track<'_>, layout: &Layout| {
            runs_through(&track.source, Role::Audited, &layout.kind)
                && track.lane.able(&layout.columns).is_ok()
        };
        let missed = |&number: &usize| {
            let track = self.tracks.get(number);
            track.is_none_or(|t| t.lane.needed && !layouts.iter().any(|layout| told(t, layout)))
        };
        let lanes = self.questions.iter().filter_map(|q| q.lanes.as_ref());
        for &lane in lanes.filter(|lanes| !lanes.iter().any(missed)).flatten() {
            if let Some(idle) = idle.get_mut(lane) {
                *idle = false;
            }
        }
        idle
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
