//! `--aliases`, `--split-by`: other names of departments read, one report a department written.

use super::notices::Letters;
use super::{Refusal, output, packs, say, words};
use crate::audit::{Aliases, Finding, Outcome, Sink, Unaliased};
use crate::ingest::Reading;
use crate::law;
use crate::model::{Lang, Vocabulary};
use crate::report::{Context, Format, INDEX, Split, index};
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};

/// The other names given with `--aliases`, or every fault under its line.
pub(super) fn aliases(
    matches: &ArgMatches,
    vocabulary: &Vocabulary,
    reading: &Reading,
    lang: Lang,
) -> anyhow::Result<Aliases> {
    let Some(path) = matches.get_one::<PathBuf>("aliases") else {
        return Ok(Aliases::default());
    };
    let name = path.display().to_string();
    Aliases::load(path, vocabulary, reading).map_err(|why| match why {
        Unaliased::Stopped(stopped) => Refusal::said(words::no_aliases(path, &stopped.message)),
        Unaliased::Faults { text, faults } => {
            packs::print_faults(&law::render(&name, &text, &faults, lang, packs::color()));
            Refusal::said(words::aliases_not_sound(faults.len()))
        }
    })
}

/// The reports of departments that are to be written.
pub(super) struct Parts<'m> {
    folder: &'m Path,
    split: Split,
}

impl<'m> Parts<'m> {
    /// What `--split-by` asks for; a folder with something in it is refused unless `--force` is given.
    pub(super) fn asked(
        matches: &'m ArgMatches,
        split: impl FnOnce() -> Split,
    ) -> anyhow::Result<Option<Self>> {
        let Some(folder) = matches.get_one::<PathBuf>("output-dir") else {
            return Ok(None);
        };
        output::folder(folder, matches.get_flag("force"))?;
        Ok(Some(Self {
            folder,
            split: split(),
        }))
    }

    /// Where they will stand.
    pub(super) fn folder(&self) -> &Path {
        self.folder
    }

    /// Writes every report, each whole or not at all, and then their list. No file read is written over.
    pub(super) fn write(
        mut self,
        outcome: &Outcome<'_>,
        format: Format,
        context: &Context,
        read: &[PathBuf],
        quiet: bool,
    ) -> anyhow::Result<()> {
        let lang = context.lang;
        let Some(parts) = self.split.parts(outcome, format, lang) else {
            return Err(Refusal::advised(
                words::too_many_departments(),
                words::check_the_provider(),
            ));
        };
        let files = parts.iter().map(|p| p.file.as_str()).chain([INDEX]);
        for file in files {
            output::not_over(Some(&self.folder.join(file)), read)?;
        }
        for part in &parts {
            let path = self.folder.join(&part.file);
            let split = &mut self.split;
            output::to(Some(&path), |out| {
                split.write(part, outcome, format, context, out)
            })?;
        }
        let path = self.folder.join(INDEX);
        output::to(Some(&path), |out| index(&parts, outcome, lang, out))?;
        if !quiet {
            say(&words::parts_written(self.folder, parts.len()), lang);
        }
        Ok(())
    }
}

/// The whole reports, and beside them those of the departments and their letters: these are told departments by names
/// that nothing covers.
pub(super) struct Both<'a, 'm> {
    pub(super) whole: &'a mut dyn Sink,
    pub(super) parts: &'a mut Option<Parts<'m>>,
    pub(super) letters: &'a mut Option<Letters<'m>>,
}

impl Sink for Both<'_, '_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.whole.finding(finding)?;
        if let Some(parts) = self.parts {
            parts.split.finding(finding)?;
        }
        match self.letters {
            Some(letters) => letters.finding(finding),
            None => Ok(()),
        }
    }
}
