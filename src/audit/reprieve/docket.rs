//! The hearing of one run: every finding comes by once, in order, and is let go or not; at the end what was let go is taken
//! back from the counts. Keeps counters, never a finding.

use super::waiver::Standing;
use super::{Fate, Held, Reprieve, Upshot, Used, Waived, Waiver};
use crate::audit::departments::{Kind, Owner};
use crate::audit::{Finding, Outcome, Plan, Sink};
use crate::check::Observed;
use crate::model::Severity;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// Whose a waived finding was, what was broken, at which level.
type Taken = (Whose, Kind, Severity);

/// Whose a finding is counted as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// A provider's, as written.
    Provider(String),
    /// Everybody's in a table: its file, sheet and last header row.
    Table(String, Option<String>, u32),
}

/// The state of a hearing.
#[derive(Debug)]
pub(in crate::audit) struct Docket<'a, 'p> {
    plan: &'a Plan<'p>,
    reprieve: &'a Reprieve,
    /// Numbers of the requirements in the plan, by instrument and id.
    numbers: HashMap<(&'a str, &'a str), usize>,
    /// By requirement the waivers that name it, with their numbers over all lists.
    about: HashMap<&'a str, Vec<(usize, &'a Waiver)>>,
    /// Findings a waiver excused, or would have.
    excused: Vec<u64>,
    /// Findings by fingerprint, of those that the baseline knows.
    found: HashMap<&'a str, u64>,
    known: u64,
    taken: BTreeMap<Taken, u64>,
}

impl<'a, 'p> Docket<'a, 'p> {
    pub(in crate::audit) fn new(plan: &'a Plan<'p>) -> Self {
        let reprieve = &plan.reprieve;
        let numbered = plan.requirements().enumerate();
        let numbers = numbered.map(|(n, (a, r))| ((a.pack.instrument.id.as_str(), r.id.as_str()), n));
        let mut about: HashMap<&str, Vec<(usize, &Waiver)>> = HashMap::new();
        let waivers = reprieve.waivers.iter().flat_map(|list| &list.waivers);
        let mut all = 0;
        for (n, waiver) in waivers.enumerate() {
            about.entry(&waiver.requirement).or_default().push((n, waiver));
            all = n + 1;
        }
        Self {
            plan,
            reprieve,
            numbers: numbers.collect(),
            about,
            excused: vec![0; all],
            found: HashMap::new(),
            known: 0,
            taken: BTreeMap::new(),
        }
    }

    /// Why a finding does not count, where it does not.
    fn hear(&mut self, finding: &Finding<'_>) -> Option<&'a Waived> {
        if self.reprieve.is_empty() {
            return None;
        }
        // Counted whoever waives it: what a waiver excuses is no less there.
        let known = self.recall(&finding.fingerprint);
        let waived = match self.excuse(finding) {
            Some((Standing::Valid, waived)) => Some(waived),
            // The baseline does not hide what an approval that ran out named.
            Some((Standing::Expired, _)) => None,
            Some((Standing::NotYet, _)) | None => known.inspect(|_| self.known += 1),
        }?;
        self.take(finding);
        Some(waived)
    }

    /// What the baseline says of a finding: the first so many of a fingerprint are known, any more are new.
    fn recall(&mut self, fingerprint: &str) -> Option<&'a Waived> {
        let baseline = self.reprieve.baseline.as_ref()?;
        let (print, known) = baseline.entries.get_key_value(fingerprint)?;
        let found = self.found.entry(print).or_default();
        *found += 1;
        (*found <= known.count).then_some(&baseline.waived)
    }

    /// The waiver that names a finding: one that holds before one that ran out before one that is yet to come.
    fn excuse(&mut self, finding: &Finding<'_>) -> Option<(Standing, &'a Waived)> {
        let about = self.about.get(finding.requirement.id.as_str())?;
        let plan = self.plan;
        let fits = |(_, waiver): &&(usize, &'a Waiver)| waiver.fits(&finding.subject, &plan.aliases);
        let fitting = about.iter().filter(fits);
        let fitting: Vec<(usize, Standing, &'a Waiver)> = fitting
            .map(|&(number, waiver)| (number, waiver.standing(plan.as_of), waiver))
            .collect();
        let order = [Standing::Valid, Standing::Expired, Standing::NotYet];
        let first = order
            .iter()
            .find_map(|wanted| fitting.iter().find(|(_, standing, _)| standing == wanted));
        let &(number, standing, waiver) = first?;
        if let Some(n) = self.excused.get_mut(number) {
            *n += 1;
        }
        Some((standing, &waiver.waived))
    }

    /// Notes what is to be taken back from the counts.
    fn take(&mut self, finding: &Finding<'_>) {
        let key = (
            finding.pack.instrument.id.as_str(),
            finding.requirement.id.as_str(),
        );
        let Some(&requirement) = self.numbers.get(&key) else {
            return;
        };
        let breach = finding.breach;
        let whose = if breach.class == Observed::NoColumn {
            let address = &finding.address;
            Whose::Table(
                address.file.to_owned(),
                address.sheet.map(str::to_owned),
                breach.place.row(),
            )
        } else {
            let provider = finding.subject.provider.unwrap_or_default();
            Whose::Provider(self.plan.aliases.department(provider))
        };
        let kind = Kind {
            requirement,
            field: breach.field,
            class: breach.class,
        };
        *self.taken.entry((whose, kind, finding.severity)).or_default() += 1;
    }

    /// Takes what was waived back from the counts, and says what it all came to.
    pub(in crate::audit) fn close(self, outcome: &mut Outcome<'_>) {
        if self.reprieve.is_empty() {
            return;
        }
        for ((whose, kind, severity), n) in &self.taken {
            outcome.summary.waive(*severity, *n);
            let table;
            let owner = match whose {
                Whose::Provider(key) => Some(Owner::Department(key)),
                Whose::Table(file, sheet, row) => {
                    table = outcome.table_number(file, sheet.as_deref(), *row);
                    table.map(Owner::Table)
                }
            };
            if let Some(owner) = owner {
                outcome.departments.waive(owner, *kind, *severity, *n);
            }
        }
        let upshot = self.upshot(outcome);
        outcome.reprieve = Some(upshot);
    }

    fn upshot(&self, outcome: &Outcome<'_>) -> Upshot {
        let lists = self.reprieve.waivers.iter();
        let waivers = lists
            .clone()
            .flat_map(|list| list.waivers.iter().map(move |w| (list, w)));
        let used = waivers
            .zip(&self.excused)
            .map(|((list, waiver), &findings)| Used {
                file: list.file.clone(),
                sha256: list.sha256.clone(),
                waiver: waiver.clone(),
                fate: match waiver.standing(self.plan.as_of) {
                    _ if !self.is_judged(&waiver.requirement) => Fate::Elsewhere,
                    Standing::NotYet => Fate::NotYet,
                    Standing::Expired => Fate::Expired,
                    Standing::Valid if findings > 0 => Fate::Used,
                    Standing::Valid => Fate::Unused,
                },
                findings,
            });
        Upshot {
            waivers: used.collect(),
            lists: lists.map(|l| (l.file.clone(), l.sha256.clone())).collect(),
            baseline: self.held(outcome),
        }
    }

    fn held(&self, outcome: &Outcome<'_>) -> Option<Held> {
        let baseline = self.reprieve.baseline.as_ref()?;
        let mut held = baseline.held(&self.found, self.plan, outcome);
        held.waived = self.known;
        Some(held)
    }

    fn is_judged(&self, requirement: &str) -> bool {
        self.plan.requirements().any(|(_, r)| r.id == requirement)
    }
}

/// Hands findings on, those that do not count with the reason.
pub(in crate::audit) struct Heard<'d, 'a, 'p> {
    pub(in crate::audit) docket: &'d mut Docket<'a, 'p>,
    pub(in crate::audit) sink: &'d mut dyn Sink,
}

impl Sink for Heard<'_, '_, '_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        match self.docket.hear(finding) {
            Some(waived) => self.sink.finding(&Finding {
                waived: Some(waived),
                address: finding.address.clone(),
                fingerprint: finding.fingerprint.clone(),
                ..*finding
            }),
            None => self.sink.finding(finding),
        }
    }
}
