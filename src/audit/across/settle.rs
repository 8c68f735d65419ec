//! The end of a run: every question is put to what was claimed, and the clashes become findings, in the order of the
//! questions and, within one, of the input. Keeps no finding.

use super::spots::Spots;
use super::{Across, Count, Program, Source};
use crate::audit::finding::{Finding, Subject, fingerprint};
use crate::audit::run::Sink;
use crate::audit::{Active, Plan, Tally, departments, words};
use crate::check::across::{Claim, Claims, Clash, Evidence, Spot};
use crate::law::Requirement;
use crate::model::{Address, Level, Text, table_name};
use std::io;

/// Where clashes are entered.
pub(in crate::audit) struct Books<'a, 'p> {
    pub(in crate::audit) requirements: &'a [(Active<'p>, &'p Requirement)],
    /// For each requirement those that report the same fact in its stead.
    pub(in crate::audit) covered_by: Vec<Vec<usize>>,
    pub(in crate::audit) tally: &'a mut Tally,
}

/// What was gathered, as one question sees it.
struct View<'a> {
    lanes: &'a [usize],
    claims: &'a [Claims],
    counts: &'a [Count],
    spots: &'a Spots,
    none: Claims,
}

impl Evidence for View<'_> {
    fn claims(&self, lane: usize) -> &Claims {
        let track = self.lanes.get(lane);
        track.and_then(|&t| self.claims.get(t)).unwrap_or(&self.none)
    }

    fn has(&self, lane: usize) -> bool {
        let track = self.lanes.get(lane);
        track
            .and_then(|&t| self.counts.get(t))
            .is_some_and(|c| c.able > 0)
    }

    fn spot(&self, claim: &Claim) -> io::Result<Spot> {
        self.spots.at(claim.spot())
    }
}

impl<'p> Across<'_, 'p> {
    /// Settles every question.
    pub(in crate::audit) fn finish(
        mut self,
        plan: &Plan<'p>,
        books: &mut Books<'_, 'p>,
        sink: &mut dyn Sink,
    ) -> io::Result<()> {
        let program = self.program;
        self.end_table(None);
        let stores = std::mem::take(&mut self.stores);
        let claims: Vec<Claims> = stores
            .into_iter()
            .map(|s| s.close(&self.repeated))
            .collect::<io::Result<_>>()?;
        for question in &program.questions {
            let lanes = question.lanes.as_deref();
            let unseen = unseen(plan, program, lanes, &self.counts);
            let judged = lanes.and_then(|l| self.counts.get(*l.first()?));
            for &index in &question.requirements {
                let Some(tally) = books.tally.coverage.get_mut(index) else {
                    continue;
                };
                tally.had_table |= judged.is_some_and(|c| c.tables > 0);
                tally.across.clone_from(&unseen);
                if unseen.is_none() {
                    tally.opened = true;
                    tally.judged += judged.map_or(0, |c| c.rows);
                    tally.early = tally.early.or(judged.and_then(|c| c.early));
                }
            }
            let (Some(lanes), None) = (lanes, unseen) else {
                continue;
            };
            let view = View {
                lanes,
                claims: &claims,
                counts: &self.counts,
                spots: &self.spots,
                none: Claims::default(),
            };
            let mut told = |clash: Clash| emit(plan, books, &question.requirements, &clash, sink);
            let note = question.rule.settle(plan.vocabulary, &view, &mut told)?;
            for &index in &question.requirements {
                if let Some(tally) = books.tally.coverage.get_mut(index) {
                    tally.across.clone_from(&note);
                }
            }
        }
        Ok(())
    }
}

/// Why a question cannot be settled: nothing to hold against, or columns that are not there.
fn unseen(plan: &Plan<'_>, program: &Program<'_>, lanes: Option<&[usize]>, counts: &[Count]) -> Option<Text> {
    let Some(lanes) = lanes else {
        return Some(words::no_former_edition());
    };
    for &lane in lanes {
        let (Some(track), Some(count)) = (program.tracks.get(lane), counts.get(lane)) else {
            continue;
        };
        if !track.lane.needed || count.able > 0 {
            continue;
        }
        if count.tables > 0 {
            let field = |id: &String| Some(plan.vocabulary.entry(plan.vocabulary.field(id)?).text());
            let missing: Vec<Text> = count.missing.iter().filter_map(field).collect();
            return Some(words::no_columns_across(&source(&track.source), &missing));
        }
        return Some(words::nothing_to_compare(&source(&track.source)));
    }
    None
}

/// What a lane gathers from, in words.
fn source(source: &Source) -> Text {
    match source {
        Source::Audited(kinds) => words::either(&kinds.iter().map(|k| table_name(k)).collect::<Vec<_>>()),
        Source::List(kind) => words::list_of_bodies(&table_name(kind)),
        Source::Previous(kind) => words::former(&table_name(kind)),
    }
}

/// One clash under every requirement that asks about it, each fact once.
fn emit(
    plan: &Plan<'_>,
    books: &mut Books<'_, '_>,
    asked: &[usize],
    clash: &Clash,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let at = &clash.at;
    let entry = plan.vocabulary.entry(clash.breach.field);
    let item = (entry.level == Level::Item).then_some(at.claimed.as_str());
    let subject = Subject {
        catalog_code: at.code.as_deref(),
        catalog_name: at.name.as_deref(),
        provider: at.provider.as_deref(),
        item,
    };
    // The same clash whichever side came first.
    let identity = Subject {
        item: clash.identity.as_deref(),
        ..Subject::default()
    };
    let stable = if clash.identity.is_some() {
        &identity
    } else {
        &subject
    };
    for &index in asked {
        let (Some(&(active, requirement)), Some(tally), Some(covering)) = (
            books.requirements.get(index),
            books.tally.coverage.get_mut(index),
            books.covered_by.get(index),
        ) else {
            continue;
        };
        if covering.iter().any(|c| asked.contains(c)) {
            tally.covered += 1;
            continue;
        }
        tally.breaches += 1;
        let severity = active.severity(requirement.severity, clash.breach.certain);
        books.tally.summary.count(severity);
        let spot = at.resource.map(|(table, resource)| departments::Spot {
            table: table as usize,
            resource,
        });
        let kind = (index, clash.breach.field, clash.breach.class);
        let provider = at.provider.as_deref().unwrap_or_default();
        books.tally.departments.later(provider, kind, severity, spot);
        sink.finding(&Finding {
            pack: active.pack,
            requirement,
            severity,
            address: Address {
                file: &at.file,
                sheet: at.sheet.as_deref(),
                place: clash.breach.place,
            },
            header: at.header.as_deref(),
            related: &clash.related,
            subject,
            field: &entry.id,
            breach: &clash.breach,
            fingerprint: fingerprint(&requirement.id, stable, &entry.id, clash.breach.class.as_str()),
            waived: None,
        })?;
    }
    Ok(())
}
