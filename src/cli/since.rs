//! `--previous-report`: the run held against reports of earlier ones.

use super::{diff, say};
use crate::audit::{Aliases, Finding, Outcome, Plan, Sink};
use crate::law::Pack;
use crate::model::{Lang, fold};
use crate::report::diff::{Comparison, Since};
use crate::report::{Context, Format};
use clap::ArgMatches;
use std::io::{self, Write};

/// The run as it goes on, where it is to be compared.
#[derive(Debug)]
pub(super) struct Former(Option<Since>);

impl Former {
    /// Reads the reports named and refuses those that do not fit, before any work.
    pub(super) fn asked(matches: &ArgMatches, chosen: &[&Pack], context: &Context) -> anyhow::Result<Self> {
        let paths = diff::many(matches, "previous-report");
        if paths.is_empty() {
            return Ok(Self(None));
        }
        let former = paths.iter().map(|path| diff::read(path));
        let former = former.collect::<anyhow::Result<Vec<_>>>()?;
        let chosen: Vec<&str> = chosen.iter().map(|p| p.instrument.id.as_str()).collect();
        let since = Since::new(former, &chosen, context).map_err(diff::refused)?;
        Ok(Self(Some(since)))
    }

    /// What became of earlier findings.
    pub(super) fn compare(self, plan: &Plan<'_>, outcome: &Outcome<'_>) -> io::Result<Compared> {
        let called = |name: &str| called(&plan.aliases, name);
        let compared = self.0.map(|since| since.compare(outcome, &called));
        Ok(Compared(compared.transpose()?))
    }
}

/// What a department is called.
pub(super) fn called(aliases: &Aliases, provider: &str) -> String {
    let folded = fold(provider);
    let name = aliases.name(aliases.canonical(&folded));
    name.map_or_else(|| provider.to_owned(), str::to_owned)
}

impl Sink for Former {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), |since| since.finding(finding))
    }
}

/// The comparison, where one was asked for.
#[derive(Debug)]
pub(super) struct Compared(Option<Comparison>);

impl Compared {
    /// Writes a report with the comparison at its end, where its format has room for it.
    pub(super) fn append(
        &self,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match &self.0 {
            Some(compared) => compared.append(format, (context.lang, context.width), out, report),
            None => report(out),
        }
    }

    /// Says in a line what a report without room for it does not.
    pub(super) fn say(&self, format: Format, lang: Lang, quiet: bool) {
        if let Some(compared) = self
            .0
            .as_ref()
            .filter(|_| !quiet && !Comparison::stands_in(format))
        {
            say(&compared.brief(), lang);
        }
    }
}
