//! `--notice`: a rectification notice a department; `notice-template`: the text they are made from.

use super::{Exit, Refusal, output, packs, say, words};
use crate::audit::{Finding, Outcome, Plan, Sink};
use crate::law;
use crate::model::Lang;
use crate::report::{Manner, Notices, Template, built_in_notice};
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};

/// The letters that are to be written.
pub(super) struct Letters<'m> {
    folder: &'m Path,
    notices: Notices,
    lang: Lang,
}

impl<'m> Letters<'m> {
    /// What `--notice` asks for; a fault in the template is told before anything is audited.
    pub(super) fn asked(
        matches: &'m ArgMatches,
        plan: &Plan<'_>,
        lang: Lang,
    ) -> anyhow::Result<Option<Self>> {
        let Some(path) = matches.get_one::<PathBuf>("notice") else {
            return Ok(None);
        };
        let template = template(matches, lang)?;
        if let Some(other) = matches.get_one::<PathBuf>("output-dir") {
            let real = |path: &Path| path.canonicalize().ok();
            if path == other || real(path).is_some_and(|path| real(other) == Some(path)) {
                return Err(Refusal::said(words::one_folder_for_two(path)));
            }
        }
        let manner = Manner {
            template,
            lang,
            as_of: plan.as_of,
            days: matches.get_one("notice-days").copied().unwrap_or(15),
            masked: !matches.get_flag("no-redact"),
        };
        output::folder(path, matches.get_flag("force"))?;
        Ok(Some(Self {
            folder: path,
            notices: Notices::new(plan.aliases.clone(), manner),
            lang,
        }))
    }

    /// Writes every letter, each whole or not at all. No file read is written over.
    pub(super) fn write(
        mut self,
        outcome: &Outcome<'_>,
        read: &[PathBuf],
        quiet: bool,
    ) -> anyhow::Result<()> {
        let Some((letters, spared)) = self.notices.letters(outcome)? else {
            return Err(Refusal::advised(
                words::too_many_departments(),
                words::check_the_provider(),
            ));
        };
        for letter in &letters {
            output::not_over(Some(&self.folder.join(&letter.file)), read)?;
        }
        for letter in &letters {
            let path = self.folder.join(&letter.file);
            let notices = &mut self.notices;
            output::to(Some(&path), |out| notices.write(letter, outcome, out))?;
        }
        if !quiet {
            say(
                &words::notices_written(self.folder, letters.len(), spared),
                self.lang,
            );
        }
        Ok(())
    }
}

impl Sink for Letters<'_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.notices.finding(finding)
    }
}

fn template(matches: &ArgMatches, lang: Lang) -> anyhow::Result<Template> {
    let own = matches.get_one::<PathBuf>("notice-template");
    let (name, text) = match own {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).map_err(|why| Refusal::said(words::no_template(path, &why)))?;
            (path.display().to_string(), text)
        }
        None => (String::new(), built_in_notice(lang).to_owned()),
    };
    Template::read(&text).map_err(|faults| {
        packs::print_faults(&law::render(&name, &text, &faults, lang, packs::color()));
        Refusal::said(words::template_not_sound(faults.len()))
    })
}

/// `notice-template`: prints the built-in text.
pub(super) fn print(lang: Lang) -> anyhow::Result<Exit> {
    output::to(None, |out| out.write_all(built_in_notice(lang).as_bytes()))?;
    Ok(Exit::Clean)
}
