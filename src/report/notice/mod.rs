//! A rectification notice a department, as a letter for a word processor. What an instrument asks that is not in force is
//! never a duty in it. Does not know where files go.

mod gather;
mod letter;
mod package;
mod template;
mod xml;

pub use template::Template;

use super::split::{Names, Split};
use super::table::department;
use super::words;
use crate::audit::{Aliases, Finding, Outcome, Sink, Who};
use crate::model::Lang;
use chrono::NaiveDate;
use gather::{Gathered, Weight};
use letter::{Letter, is_short};
use std::io::{self, Write};
use std::sync::Arc;

/// The template that is used where none is given.
pub fn built_in(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("letter.zh.md"),
        Lang::En => include_str!("letter.en.md"),
    }
}

/// How the letters are written.
#[derive(Debug)]
pub struct Manner {
    /// What they say.
    pub template: Template,
    /// In which language.
    pub lang: Lang,
    /// The day of the audit.
    pub as_of: NaiveDate,
    /// Working days to put things right.
    pub days: u16,
    /// Whether persons' numbers are covered; those in names of departments the outcome covers.
    pub masked: bool,
}

/// Findings laid by for letters.
#[derive(Debug)]
pub struct Notices {
    split: Split,
    manner: Manner,
}

/// A letter to be written.
#[derive(Debug)]
pub struct Notice {
    number: usize,
    name: String,
    /// The name of its file.
    pub file: String,
}

impl Sink for Notices {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.split.finding(finding)
    }
}

impl Notices {
    /// Nothing laid by.
    pub fn new(aliases: Arc<Aliases>, manner: Manner) -> Self {
        let split = Split::new(aliases, manner.masked);
        Self { split, manner }
    }

    /// The letters to be written, the worst first, and how many departments have findings and get none; `None` where
    /// there are more departments than are kept apart.
    pub fn letters(&mut self, whole: &Outcome<'_>) -> io::Result<Option<(Vec<Notice>, usize)>> {
        if whole.departments.overflow() {
            return Ok(None);
        }
        let lang = self.manner.lang;
        let mut names = Names::default();
        let mut letters = Vec::new();
        let mut spared = 0;
        for line in whole.overview().departments {
            if line.levels.findings() + line.columns.findings() == 0 {
                continue;
            }
            let Some((_, found)) = self.gather(line.number, whole)? else {
                continue;
            };
            if found.found(Weight::Duty) == 0 {
                spared += 1;
                continue;
            }
            let told = department(&line).of(lang).to_owned();
            let file = names.give(words::notice::file_title(&told).of(lang), "docx");
            let name = match line.who {
                Who::Named => told,
                Who::Unstated | Who::Others => words::notice::addressee_unknown().of(lang).to_owned(),
            };
            letters.push(Notice {
                number: line.number,
                name,
                file,
            });
        }
        Ok(Some((letters, spared)))
    }

    /// Writes one.
    pub fn write(&mut self, notice: &Notice, whole: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some((outcome, found)) = self.gather(notice.number, whole)? else {
            return Ok(());
        };
        let manner = &self.manner;
        let letter = Letter {
            template: &manner.template,
            lang: manner.lang,
            as_of: manner.as_of,
            days: manner.days,
            department: notice.name.clone(),
            outcome: &outcome,
            found: &found,
            unread: whole.summary.unread,
        };
        let title = letter.title();
        package::write(&title, manner.lang, manner.as_of, |out| letter.body(out), out)
    }

    fn gather<'p>(
        &mut self,
        number: usize,
        whole: &Outcome<'p>,
    ) -> io::Result<Option<(Outcome<'p>, Gathered)>> {
        let Some(outcome) = whole.of_department(number) else {
            return Ok(None);
        };
        let mut found = Gathered::new(self.manner.lang, self.manner.as_of, is_short(whole));
        self.split.each(number, whole, &outcome, &mut found)?;
        Ok(Some((outcome, found)))
    }
}
