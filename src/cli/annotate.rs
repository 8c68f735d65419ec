//! `--annotate`: every file with findings as a workbook with its problems marked.

use super::{Refusal, output, say, words};
use crate::audit::{Finding, Outcome, Plan, Sink};
use crate::ingest::Source;
use crate::model::Lang;
use crate::report::{Annotate, Made, Unmade};
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};

/// The copies asked for.
pub(super) struct Copies {
    folder: PathBuf,
    sources: Vec<(String, PathBuf)>,
    annotate: Annotate,
}

/// The folder asked for, made where it is not there; never one that is to be audited.
pub(super) fn folder(matches: &ArgMatches) -> anyhow::Result<Option<&Path>> {
    let Some(folder) = matches.get_one::<PathBuf>("annotate") else {
        return Ok(None);
    };
    let typed = matches.get_many::<PathBuf>("path").into_iter().flatten();
    let other = matches.get_one::<PathBuf>("output-dir");
    for taken in typed.chain(other) {
        if output::same(folder, taken) || taken == folder {
            return Err(Refusal::said(words::copies_among_inputs(folder)));
        }
    }
    output::folder(folder, matches.get_flag("force"))?;
    Ok(Some(folder))
}

impl Copies {
    /// For a folder that no input lies in.
    pub(super) fn new(folder: &Path, sources: &[Source], lang: Lang) -> anyhow::Result<Self> {
        let above = |source: &Source| {
            let above = source.path.parent().filter(|p| !p.as_os_str().is_empty());
            above.unwrap_or(Path::new(".")).to_owned()
        };
        if sources.iter().any(|source| output::same(folder, &above(source))) {
            return Err(Refusal::said(words::copies_among_inputs(folder)));
        }
        Ok(Self {
            folder: folder.to_owned(),
            sources: sources.iter().map(|s| (s.name.clone(), s.path.clone())).collect(),
            annotate: Annotate::new(lang),
        })
    }

    /// Makes every copy, each whole or not at all.
    pub(super) fn write(
        mut self,
        plan: &Plan<'_>,
        outcome: &Outcome<'_>,
        read: &[PathBuf],
        lang: Lang,
        quiet: bool,
    ) -> anyhow::Result<()> {
        let mut made = 0;
        for copy in self.annotate.copies(outcome) {
            let (held, to) = (&plan.references, self.folder.join(&copy.file));
            let held = held.departments.iter().chain(&held.previous);
            let mut known = self.sources.iter().chain(held);
            let Some((_, from)) = known.find(|(name, _)| *name == copy.input) else {
                continue;
            };
            output::not_over(Some(&to), read)?;
            let mut how = None;
            let annotate = &mut self.annotate;
            let written = output::to(Some(&to), |out| {
                match annotate.write(&copy, from, plan, outcome, out) {
                    Err(Unmade::Io(error)) => Err(error),
                    Ok(done) => {
                        how = Some(Ok(done));
                        Ok(())
                    }
                    Err(other) => {
                        how = Some(Err(other));
                        Err(io::ErrorKind::InvalidData.into())
                    }
                }
            });
            match how {
                Some(Err(Unmade::Unreadable(why))) => {
                    return Err(Refusal::said(words::no_copy(&copy.input, &why)));
                }
                Some(Err(_)) => return Err(Refusal::said(words::changed_since(&copy.input))),
                Some(Ok(Made::Rebuilt(why))) if !quiet => {
                    say(&words::copy_rebuilt(&copy.file, &why), lang);
                }
                _ => {}
            }
            written?;
            made += 1;
        }
        if !quiet {
            say(&words::copies_written(&self.folder, made), lang);
        }
        Ok(())
    }
}

impl Sink for Copies {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.annotate.finding(finding)
    }
}
