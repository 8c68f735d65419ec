//! `machine-readable`: formats of which one at least must be one that programs read; a word that is no known format
//! leaves the cell unjudged. Keeps nothing between rows.

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, When, cell, when, words};
use crate::embedded::{DICTIONARIES, File};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary, folded};
use serde::Deserialize;
use toml::Spanned;

/// `{ field = "data_format", when = {…} }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    field: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
}

#[derive(Debug)]
pub(super) struct MachineReadable {
    field: Field,
    when: When,
    formats: Formats,
}

/// Words for formats, folded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Formats {
    /// Read by programs.
    machine: Vec<&'static str>,
    /// Read by people.
    human: Vec<&'static str>,
    /// Say nothing of the format and stand beside one: 电子文件-pdf.
    neutral: Vec<&'static str>,
}

/// What a cell lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Machine,
    OnlyHuman,
    Unknown,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<MachineReadable> {
        let field = when::field(vocabulary, &self.field, faults);
        let when = When::compile(self.when, vocabulary, faults);
        Some(MachineReadable {
            field: field?,
            when: when?,
            formats: Formats::built_in(),
        })
    }
}

impl Formats {
    fn built_in() -> Self {
        let file = File::named(DICTIONARIES, "formats").expect("formats.toml lies among the dictionaries");
        file.read().expect("a test reads the built-in table")
    }

    fn read(&self, text: &str) -> Listed {
        let text = folded(text);
        let (mut human, mut unknown) = (false, false);
        for run in runs(&text) {
            for word in self.split(run) {
                if has(&self.machine, word) {
                    return Listed::Machine;
                }
                human |= has(&self.human, word);
                unknown |= !has(&self.human, word) && !has(&self.neutral, word);
            }
        }
        if human && !unknown {
            Listed::OnlyHuman
        } else {
            Listed::Unknown
        }
    }

    /// Latin words stand alone, a version after them aside; Chinese ones run together and are told apart, the longest
    /// first.
    fn split<'t>(&self, run: &'t str) -> Vec<&'t str> {
        if run.is_ascii() {
            let bare = run.trim_end_matches(|c: char| c.is_ascii_digit());
            let known = [&self.machine, &self.human, &self.neutral]
                .into_iter()
                .any(|list| has(list, run));
            return vec![if known || bare.is_empty() { run } else { bare }];
        }
        let mut rest = run;
        let mut found = Vec::new();
        while let Some(first) = rest.chars().next() {
            let words = [&self.machine, &self.human, &self.neutral].into_iter().flatten();
            let longest = words.filter(|w| rest.starts_with(**w)).map(|w| w.len()).max();
            let (word, after) = rest
                .split_at_checked(longest.unwrap_or(first.len_utf8()))
                .unwrap_or((rest, ""));
            found.push(word);
            rest = after;
        }
        found
    }
}

fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// The text's runs of Latin letters and digits, and of other letters.
fn runs(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let ascii = first.is_ascii();
            let end = rest.find(|c: char| c.is_ascii() != ascii).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            out.push(run);
            rest = after;
        }
    }
    out
}

impl Check for MachineReadable {
    fn kind(&self) -> &'static str {
        "machine-readable"
    }

    fn fields(&self) -> Vec<Field> {
        std::iter::once(self.field).chain(self.when.fields()).collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let name = vocabulary.entry(self.field).text();
        words::when(
            &self.when.told(vocabulary),
            &words::must_be_machine_readable(&name),
        )
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let (name, when) = (vocabulary.entry(self.field).text(), self.when.told(vocabulary));
        Example {
            fails: words::under(&when, &words::says_word(&name, "pdf")),
            passes: words::under(&when, &words::says_value(&name, &words::quoted("xlsx"))),
            remedy: words::offer_machine_readable(),
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields = cell::absent(self.fields(), columns);
        Missing {
            judgeable: fields.is_empty(),
            fields,
            certain: true,
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        self.when.unread(record)
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open(self))
    }
}

struct Open<'a>(&'a MachineReadable);

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let MachineReadable { field, when, formats } = self.0;
        let Some(text) = cell::own(record, *field).filter(|_| when.all(record)) else {
            return false;
        };
        match formats.read(text) {
            Listed::Unknown => false,
            Listed::Machine => true,
            Listed::OnlyHuman => {
                let name = record.vocabulary().entry(*field).text();
                breaches.push(Breach {
                    place: record.place(*field),
                    field: *field,
                    observed: text.to_owned(),
                    class: Observed::Value,
                    expected: words::machine_readable(),
                    message: words::only_human(&name, text),
                    suggestion: Some(words::offer_machine_readable()),
                    certain: true,
                });
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_as_portals_spell_them() {
        let formats = Formats::built_in();
        for (text, listed) in [
            (r#"["pdf", "XLSX"]"#, Listed::Machine),
            ("数据库-mysql", Listed::Machine),
            ("电子表格/xls", Listed::Machine),
            ("数据库:sqlServer2019", Listed::Machine),
            ("服务接口", Listed::Machine),
            ("PDF格式文件", Listed::OnlyHuman),
            ("电子文件-doc", Listed::OnlyHuman),
            ("['pdf', 'jpg']", Listed::OnlyHuman),
            ("扫描件、图片", Listed::OnlyHuman),
            ("pdf、其他", Listed::Unknown),
            ("电子文件", Listed::Unknown),
            ("03,0310", Listed::Unknown),
            ("zip", Listed::Unknown),
        ] {
            assert_eq!(formats.read(text), listed, "{text}");
        }
    }

    #[test]
    fn no_word_is_in_two_lists() {
        let Formats {
            machine,
            human,
            neutral,
        } = Formats::built_in();
        let mut all: Vec<_> = machine.iter().chain(&human).chain(&neutral).collect();
        assert!(all.len() > 50);
        assert!(all.iter().all(|w| *folded(w) == ***w));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), machine.len() + human.len() + neutral.len());
    }
}
