//! `--previous-report`: the run held against reports of earlier ones.

use super::{diff, say};
use crate::audit::{Aliases, Finding, Outcome, Plan, Sink};
use crate::law::Pack;
use crate::model::{Lang, fold};
use crate::report::diff::{Comparison, Since};
use crate::report::{Context, Format, Report};
use clap::ArgMatches;
use std::io::{self, Write};
use std::sync::Arc;

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
        Ok(Compared(compared.transpose()?.map(Arc::new)))
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
pub(super) struct Compared(Option<Arc<Comparison>>);

impl Compared {
    /// Writes a report with the comparison, where its format has room for it.
    pub(super) fn finish(
        &self,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
        mut report: Box<dyn Report>,
        outcome: &Outcome<'_>,
    ) -> io::Result<()> {
        let Some(compared) = &self.0 else {
            return report.finish(outcome, out);
        };
        report.since(compared);
        let page = (context.lang, context.width);
        compared.append(format, page, out, |out| report.finish(outcome, out))
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
