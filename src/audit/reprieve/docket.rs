//! The hearing of one run: every finding comes by once, in order, and is let go or not; at the end what was let go is taken
//! back from the counts. Keeps counters, never a finding.

use super::shares::{Share, Shares};
use super::waiver::Standing;
use super::{By, Fate, Held, Reprieve, Upshot, Used, Waived, Waiver};
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
    /// Whose it all is.
    shares: BTreeMap<Whose, Share>,
}

/// What the baseline says of a finding.
#[derive(Clone, Copy)]
struct Recalled<'a> {
    print: &'a str,
    /// How many of its fingerprint the baseline knows, and which of them this is, from 1.
    count: u64,
    number: u64,
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
            shares: BTreeMap::new(),
        }
    }

    /// Why a finding does not count, where it does not.
    fn hear(&mut self, finding: &Finding<'_>) -> Option<&'a Waived> {
        if self.reprieve.is_empty() {
            return None;
        }
        // Counted whoever waives it: what a waiver excuses is no less there.
        let recalled = self.recall(&finding.fingerprint);
        let excused = self.excuse(finding);
        if recalled.is_none() && excused.is_none() {
            return None;
        }
        let known = recalled.filter(|recalled| recalled.number <= recalled.count);
        let known = known.and(self.reprieve.baseline.as_ref()).map(|b| &b.waived);
        let waived = match excused {
            Some((_, Standing::Valid, waived)) => Some(waived),
            // The baseline does not hide what an approval that ran out named.
            Some((_, Standing::Expired, _)) => None,
            Some((_, Standing::NotYet, _)) | None => known,
        };
        let whose = self.whose(finding);
        let by_baseline = waived.is_some_and(|waived| waived.by == By::Baseline);
        self.known += u64::from(by_baseline);
        let share = self.shares.entry(whose.clone()).or_default();
        share.note(&whose, excused.map(|(number, ..)| number), recalled, by_baseline);
        let waived = waived?;
        self.take(finding, whose);
        Some(waived)
    }

    /// What the baseline says of a finding: the first so many of a fingerprint are known, any more are new.
    fn recall(&mut self, fingerprint: &str) -> Option<Recalled<'a>> {
        let baseline = self.reprieve.baseline.as_ref()?;
        let (print, known) = baseline.entries.get_key_value(fingerprint)?;
        let found = self.found.entry(print).or_default();
        *found += 1;
        Some(Recalled {
            print,
            count: known.count,
            number: *found,
        })
    }

    /// The waiver that names a finding: one that holds before one that ran out before one that is yet to come.
    fn excuse(&mut self, finding: &Finding<'_>) -> Option<(usize, Standing, &'a Waived)> {
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
        Some((number, standing, &waiver.waived))
    }

    /// Whose a finding is counted as.
    fn whose(&self, finding: &Finding<'_>) -> Whose {
        let breach = finding.breach;
        if breach.class == Observed::NoColumn {
            let address = &finding.address;
            return Whose::Table(
                address.file.to_owned(),
                address.sheet.map(str::to_owned),
                breach.place.row(),
            );
        }
        let provider = finding.subject.provider.unwrap_or_default();
        Whose::Provider(self.plan.aliases.department(provider))
    }

    /// Notes what is to be taken back from the counts.
    fn take(&mut self, finding: &Finding<'_>, whose: Whose) {
        let key = (
            finding.pack.instrument.id.as_str(),
            finding.requirement.id.as_str(),
        );
        let Some(&requirement) = self.numbers.get(&key) else {
            return;
        };
        let breach = finding.breach;
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
            if let Some(owner) = whose.owner(outcome) {
                outcome.departments.waive(owner, *kind, *severity, *n);
            }
        }
        let mut upshot = self.upshot(outcome);
        upshot.shares = self.shared(&upshot, outcome);
        outcome.reprieve = Some(upshot);
    }

    /// What is whose. An entry of the baseline of which nothing was found is the department's that it names.
    fn shared(&self, upshot: &Upshot, outcome: &Outcome<'_>) -> Shares {
        let mut shares = Shares::default();
        for (whose, share) in &self.shares {
            if let Some(owner) = whose.owner(outcome) {
                shares.add(owner, outcome.departments.owner_number(owner), share);
            }
        }
        let fewer = upshot.baseline.iter().flat_map(Held::fewer);
        for gone in fewer.filter(|fewer| fewer.found == 0) {
            let Some(provider) = &gone.known.provider else {
                continue;
            };
            let share = Share {
                entries: [gone.fingerprint.clone()].into(),
                known: gone.known.count,
                ..Share::default()
            };
            let number = outcome.departments.number_of(provider);
            shares.add(Owner::Department(provider), number, &share);
        }
        shares
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
            part: None,
            shares: Shares::default(),
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

impl Whose {
    fn owner(&self, outcome: &Outcome<'_>) -> Option<Owner<'_>> {
        match self {
            Self::Provider(key) => Some(Owner::Department(key)),
            Self::Table(file, sheet, row) => {
                let table = outcome.table_number(file, sheet.as_deref(), *row);
                table.map(Owner::Table)
            }
        }
    }
}

impl Share {
    /// Notes a finding that a waiver names or the baseline knows. The fingerprint of what a whole table lacks is that of
    /// other tables too, so that only what was found is the table's own.
    fn note(
        &mut self,
        whose: &Whose,
        waiver: Option<usize>,
        recalled: Option<Recalled<'_>>,
        by_baseline: bool,
    ) {
        if let Some(number) = waiver {
            *self.waivers.entry(number).or_default() += 1;
        }
        self.waived += u64::from(by_baseline);
        let Some(recalled) = recalled else { return };
        match whose {
            Whose::Provider(_) if recalled.number == 1 => {
                self.entries.insert(recalled.print.to_owned());
                self.known += recalled.count;
            }
            Whose::Provider(_) => {}
            Whose::Table(..) => self.known += u64::from(recalled.number <= recalled.count),
        }
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
