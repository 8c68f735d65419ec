//! `source-department`: data of a domain that only certain bodies may collect. A domain that the catalog states can prove a
//! breach, one told from a name cannot, nor can a body that is not known. Keeps nothing between rows.

mod departments;

use super::{Breach, Check, Example, Missing, Observed, Probe, Proof, Setting, cell, when, words};
use crate::model::{Columns, Fault, Field, Memo, Record, Text, Vocabulary, fold, nearest};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use departments::{Department, Departments};
use serde::Deserialize;
use std::sync::OnceLock;
use toml::Spanned;

/// `{ domain = "data_domain", names = ["catalog_name"], patterns = ["户籍"], except = […], department = "collector",
/// accept = ["公安机关"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    domain: Option<Spanned<String>>,
    #[serde(default)]
    names: Vec<Spanned<String>>,
    patterns: Spanned<Vec<String>>,
    #[serde(default)]
    except: Vec<String>,
    department: Spanned<String>,
    accept: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug)]
pub(super) struct SourceDepartment {
    domain: Option<Field>,
    names: Vec<Field>,
    patterns: Vec<String>,
    except: Vec<String>,
    /// Finds the patterns, in their order, and then the exceptions; made for the first record.
    finder: OnceLock<AhoCorasick>,
    department: Field,
    accept: Vec<Department>,
    departments: &'static Departments,
}

impl Raw {
    pub(super) fn compile(
        self,
        vocabulary: &Vocabulary,
        faults: &mut Vec<Fault>,
    ) -> Option<SourceDepartment> {
        let before = faults.len();
        let domain = self.domain.as_ref().map(|id| when::field(vocabulary, id, faults));
        let names = when::fields(vocabulary, &self.names, faults);
        let department = when::field(vocabulary, &self.department, faults);
        let departments = Departments::built_in();
        let accept = accepted(departments, self.accept.get_ref(), faults);
        if self.accept.get_ref().is_empty() {
            faults.push(Fault::new(self.accept.span(), words::accepts_nothing()));
        }
        let patterns: Vec<String> = self.patterns.get_ref().iter().map(|p| fold(p)).collect();
        if patterns.is_empty() || patterns.iter().any(String::is_empty) {
            faults.push(Fault::new(self.patterns.span(), words::no_patterns()));
        }
        if domain.is_none() && self.names.is_empty() {
            faults.push(Fault::new(self.department.span(), words::no_domain()));
        }
        let except = self.except.iter().map(|p| fold(p));
        let except: Vec<String> = except.filter(|p| !p.is_empty()).collect();
        let check = SourceDepartment {
            domain: domain.flatten(),
            names: names?,
            patterns,
            except,
            finder: OnceLock::new(),
            department: department?,
            accept,
            departments,
        };
        (faults.len() == before).then_some(check)
    }
}

fn accepted(known: &Departments, names: &[Spanned<String>], faults: &mut Vec<Fault>) -> Vec<Department> {
    let mut accept = Vec::new();
    for name in names {
        if let Some(department) = known.named(name.get_ref()) {
            accept.push(department.clone());
        } else {
            let mut fault = Fault::new(name.span(), words::unknown_department(name.get_ref()));
            fault.help = nearest(name.get_ref(), known.names()).map(words::did_you_mean);
            faults.push(fault);
        }
    }
    accept
}

impl Check for SourceDepartment {
    fn kind(&self) -> &'static str {
        "source-department"
    }

    fn fields(&self) -> Vec<Field> {
        let told = self.domain.iter().chain(&self.names).copied();
        std::iter::once(self.department).chain(told).collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let looked_at: Vec<_> = self.domain.iter().chain(&self.names).copied().collect();
        let accept: Vec<&str> = self.accept.iter().map(|d| d.name).collect();
        words::must_be_collected_by(
            &vocabulary.names(&looked_at),
            &self.patterns,
            &self.except,
            &vocabulary.entry(self.department).text(),
            &accept,
        )
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let shown = self.domain.iter().chain(&self.names).next();
        let shown = shown.map(|&f| vocabulary.entry(f).text()).unwrap_or_default();
        let pattern = self.patterns.first().map_or("", String::as_str);
        let department = vocabulary.entry(self.department).text();
        let right = self.accept.first().map_or("", |d| d.name);
        Example {
            fails: words::collected(&shown, pattern, &department, None),
            passes: words::collected(&shown, pattern, &department, Some(right)),
            remedy: words::check_source(),
        }
    }

    fn proof(&self) -> Proof {
        if self.domain.is_none() || self.accept.iter().any(|d| d.open) {
            Proof::None
        } else {
            Proof::Stated
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn needs(&self) -> Option<(Vec<Field>, &[String])> {
        let told = self.domain.iter().chain(&self.names);
        Some((told.copied().collect(), &self.patterns))
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let told = self.domain.iter().chain(&self.names).any(|&f| columns.has(f));
        Missing {
            fields: cell::absent(self.fields(), columns),
            judgeable: told && columns.has(self.department),
            certain: true,
        }
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            check: self,
            bodies: Memo::default(),
        })
    }
}

struct Open<'a> {
    check: &'a SourceDepartment,
    /// By their folded names bodies that are accepted, and of the others those that are known.
    bodies: Memo<Body>,
}

/// How a body stands to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Accepted,
    Other,
    Unknown,
}

impl SourceDepartment {
    fn body(&self, name: &str) -> Body {
        if self.accept.iter().any(|d| d.is_named(name)) {
            Body::Accepted
        } else if self.departments.is_known(name) {
            Body::Other
        } else {
            Body::Unknown
        }
    }

    /// Hanzi share their leading bytes: looking for rare bytes first would stop at every other letter. Few texts get here,
    /// so that the quickest automaton takes longer to make than it saves.
    fn finder(&self) -> AhoCorasick {
        let mut builder = AhoCorasick::builder();
        let builder = builder.prefilter(false);
        builder
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(self.patterns.iter().chain(&self.except))
            .expect("only patterns of gigabytes are too many")
    }

    /// The first pattern that a cell holds, unless it holds an exception.
    fn matches(&self, record: &Record<'_>, field: Field) -> Option<&str> {
        cell::filled(record, field)?;
        let text = record.folded(field);
        let finder = self.finder.get_or_init(|| self.finder());
        let hits = finder.find_overlapping_iter(text);
        let mut first = None;
        for hit in hits.map(|hit| hit.pattern().as_usize()) {
            if hit >= self.patterns.len() {
                return None;
            }
            first = Some(first.map_or(hit, |first: usize| first.min(hit)));
        }
        self.patterns.get(first?).map(String::as_str)
    }

    /// The field that shows the domain, and the pattern it holds; the domain's own before a name.
    fn shown(&self, record: &Record<'_>) -> Option<(Field, &str)> {
        let mut told = self.domain.iter().chain(&self.names);
        told.find_map(|&f| Some((f, self.matches(record, f)?)))
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let check = self.check;
        let Some(text) = cell::filled(record, check.department) else {
            return false;
        };
        let Some((shown, pattern)) = check.shown(record) else {
            return false;
        };
        let body = record.folded(check.department);
        let known = match self.bodies.get(body, || check.body(body)) {
            Body::Accepted => return true,
            Body::Other => true,
            Body::Unknown => false,
        };
        let accept: Vec<&str> = check.accept.iter().map(|d| d.name).collect();
        let entry = |f| record.vocabulary().entry(f).text();
        breaches.push(Breach {
            place: record.place(check.department),
            field: check.department,
            observed: text.to_owned(),
            class: Observed::Value,
            expected: words::collected_by(&accept),
            message: words::other_source(&entry(shown), pattern, &entry(check.department), text, known),
            suggestion: Some(words::check_source()),
            certain: known && check.domain == Some(shown) && !check.accept.iter().any(|d| d.open),
        });
        true
    }
}
