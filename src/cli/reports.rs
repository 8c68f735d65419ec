//! `--report`: the same audit in several formats, each file whole or not at all.

use super::annotate::Copies;
use super::since::{Compared, Former};
use super::{Refusal, output, say, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::report::{Context, Format, Report};
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};

/// A report asked for beside the main one.
pub(super) struct More {
    format: Format,
    path: PathBuf,
    report: Box<dyn Report>,
    context: Context,
}

/// What was asked for, before anything is read: format and file of each.
pub(super) fn asked(matches: &ArgMatches) -> anyhow::Result<Vec<(Format, PathBuf)>> {
    let mut all: Vec<(Format, PathBuf)> = Vec::new();
    let main = matches.get_one::<PathBuf>("output");
    for pair in super::check::many(matches, "more-reports") {
        let formats: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
        let wrong = || Refusal::advised(words::bad_pair("--report", &pair), words::report_like(&formats));
        let (format, path) = pair.split_once(':').ok_or_else(wrong)?;
        let known = Format::ALL.iter().find(|(name, _)| *name == format.trim());
        let (_, format) = known.filter(|_| !path.is_empty()).ok_or_else(wrong)?;
        let path = PathBuf::from(path);
        let others = all.iter().map(|(_, other)| other).chain(main);
        if others
            .map(|other| output::place(other))
            .any(|place| place == output::place(&path))
        {
            return Err(Refusal::said(words::two_reports_in_one(&path)));
        }
        all.push((*format, path));
    }
    Ok(all)
}

impl More {
    /// Opens every report; none is written over what is read.
    pub(super) fn open(
        asked: Vec<(Format, PathBuf)>,
        read: &[PathBuf],
        folders: &[PathBuf],
        context: impl Fn(&Path) -> Context,
    ) -> anyhow::Result<Vec<Self>> {
        let mut all = Vec::new();
        for (format, path) in asked {
            output::not_over(Some(&path), read)?;
            output::not_among(Some(&path), folders)?;
            let context = context(&path);
            let report = format.open(&context);
            all.push(Self {
                format,
                path,
                report,
                context,
            });
        }
        Ok(all)
    }

    /// Writes it.
    pub(super) fn write(self, outcome: &Outcome<'_>, compared: &Compared, quiet: bool) -> anyhow::Result<()> {
        let Self {
            report,
            path,
            format,
            context,
        } = self;
        output::to(Some(&path), |out| {
            compared.finish(format, &context, out, report, outcome)
        })?;
        if !quiet {
            say(&words::written(&path), context.lang);
        }
        Ok(())
    }
}

impl std::fmt::Debug for More {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("More")
            .field("format", &self.format)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// One finding to every report.
pub(super) struct Every<'a> {
    pub(super) first: &'a mut dyn Sink,
    pub(super) more: &'a mut [More],
    pub(super) copies: Option<&'a mut Copies>,
    pub(super) former: &'a mut Former,
}

impl Sink for Every<'_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.first.finding(finding)?;
        self.former.finding(finding)?;
        if let Some(copies) = &mut self.copies {
            copies.finding(finding)?;
        }
        self.more
            .iter_mut()
            .try_for_each(|more| more.report.finding(finding))
    }
}
