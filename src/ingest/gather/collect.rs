//! What the paths asked for come to: sources and what was passed over, each once.

use super::own::is_report;
use super::pattern::Pattern;
use super::{Gathered, PassedOver, Source, Wanted, shown, words};
use crate::ingest::Stopped;
use crate::ingest::sniff::EXTENSIONS;
use crate::model::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files being found.
pub(super) struct Collect<'a> {
    wanted: &'a Wanted,
    outputs: Vec<PathBuf>,
    lists: Vec<PathBuf>,
    sources: Vec<Source>,
    passed_over: Vec<PassedOver>,
}

impl<'a> Collect<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        let real = |path: &PathBuf| path.canonicalize().ok();
        Self {
            wanted,
            outputs: wanted.outputs.iter().filter_map(real).collect(),
            lists: wanted.lists.iter().filter_map(real).collect(),
            sources: Vec::new(),
            passed_over: Vec::new(),
        }
    }

    /// One path as it was asked for.
    pub(super) fn path(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Ok(kind) if kind.is_dir() => self.whole_folder(path),
            Ok(_) => self.named(path),
            // What does not exist may be a pattern; otherwise it is named all the same, and found missing when opened.
            Err(_) => match Pattern::of(&shown(path)) {
                Some(pattern) => self.matches(&pattern),
                None => self.named(path),
            },
        }
    }

    /// A folder, which is to hold something.
    fn whole_folder(&mut self, path: &Path) {
        let before = self.sources.len();
        self.folder(path);
        if self.sources.len() == before {
            self.refuse(shown(path), words::empty_folder());
        }
    }

    /// What a pattern matches, which is to be something.
    fn matches(&mut self, pattern: &Pattern) {
        let before = self.sources.len();
        self.pattern(pattern);
        if self.sources.len() == before {
            self.refuse(pattern.text().to_owned(), words::no_match());
        }
    }

    /// A file that somebody named: read whatever its extension.
    pub(super) fn named(&mut self, path: &Path) {
        let name = shown(path);
        if is_temporary(path) {
            self.pass(name, words::temporary());
        } else if is_among(&self.lists, path) {
            self.pass(name, words::own_list());
        } else if let Some(by) = self.wanted.exclude.of(&name) {
            self.pass(name, words::excluded(by));
        } else {
            self.sources.push(Source::new(name, path.to_owned()));
        }
    }

    /// A file that a folder holds: read where its extension promises a table.
    pub(super) fn found(&mut self, path: &Path) {
        let name = shown(path);
        if self.is_output(path) {
            self.pass(name, words::own_output());
        } else if is_among(&self.lists, path) {
            self.pass(name, words::own_list());
        } else if is_temporary(path) {
            self.pass(name, words::temporary());
        } else if is_hidden(path) {
            self.pass(name, words::hidden());
        } else if let Some(by) = self.wanted.exclude.of(&name) {
            self.pass(name, words::excluded(by));
        } else if !is_readable(path) {
            self.pass(name, words::other_extension());
        } else if may_be_report(path) && is_report(path) {
            self.pass(name, words::own_report());
        } else {
            self.sources.push(Source::new(name, path.to_owned()));
        }
    }

    /// Why a folder inside another is not entered.
    pub(super) fn not_entered(&self, path: &Path) -> Option<Text> {
        let name = shown(path);
        if self.is_output(path) {
            Some(words::own_output())
        } else if is_hidden(path) {
            Some(words::hidden())
        } else {
            self.wanted.exclude.of(&name).map(words::excluded)
        }
    }

    pub(super) fn is_output(&self, path: &Path) -> bool {
        is_among(&self.outputs, path)
    }

    pub(super) fn pass(&mut self, path: String, reason: Text) {
        self.passed_over.push(PassedOver { path, reason });
    }

    pub(super) fn refuse(&mut self, name: String, why: Stopped) {
        self.sources.push(Source::refused(name, why));
    }

    /// Sorted, each file once under the first of its names. Where everything was left out, that is no pass.
    pub(super) fn finish(mut self) -> Gathered {
        self.sources
            .sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        let mut seen: BTreeMap<PathBuf, String> = BTreeMap::new();
        let mut sources: Vec<Source> = Vec::with_capacity(self.sources.len());
        for source in self.sources {
            let real = source.path.canonicalize();
            let real = real.unwrap_or_else(|_| source.path.clone());
            match seen.get(&real) {
                Some(first) if *first == source.name => {}
                Some(first) => self.passed_over.push(PassedOver {
                    reason: words::same_file(first),
                    path: source.name,
                }),
                None => {
                    seen.insert(real, source.name.clone());
                    sources.push(source);
                }
            }
        }
        let taken: BTreeSet<&str> = sources.iter().map(|s| s.name.as_str()).collect();
        self.passed_over.retain(|p| !taken.contains(p.path.as_str()));
        self.passed_over.sort();
        self.passed_over.dedup_by(|a, b| a.path == b.path);
        let none_taken = sources.is_empty() && !self.wanted.may_be_empty;
        if none_taken {
            let left_out = self.passed_over.drain(..);
            sources.extend(left_out.map(|p| Source::refused(p.path, words::left_out(p.reason))));
        }
        Gathered {
            left_out: none_taken && !sources.is_empty(),
            sources,
            passed_over: self.passed_over,
        }
    }
}

/// Whether a path is one of some, however it is written.
fn is_among(real: &[PathBuf], path: &Path) -> bool {
    !real.is_empty() && path.canonicalize().is_ok_and(|path| real.contains(&path))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What office programs leave beside an open file.
fn is_temporary(path: &Path) -> bool {
    let name = file_name(path);
    name.starts_with("~$") || name.starts_with(".~") || name == ".DS_Store"
}

fn is_hidden(path: &Path) -> bool {
    file_name(path).starts_with('.')
}

/// Whether an extension promises a table that some reader takes.
pub(super) fn is_readable(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str()))
}

/// Whether a file's name promises plain text, which a report of ours may be.
fn may_be_report(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| ["txt", "csv", "tsv", "xml", "xlsx"].contains(&e.as_str()))
}
