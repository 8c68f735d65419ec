//! Which files a run is over: files, folders with everything in them, patterns that no shell has expanded, sorted by path
//! and each file once. Names what it leaves out. Opens none of them but text that may be a report of an earlier run.

mod collect;
mod list;
mod own;
mod pattern;
mod walk;
mod words;

#[cfg(test)]
mod tests;

pub use list::{is_no_list, paths as listed};
pub use own::{REPORT_KEYWORD, is_report};
pub use pattern::{Exclude, NotAPattern};

use super::Stopped;
use crate::model::Text;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A file to be read, or why there is none at this path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name in reports: the path as it was given or found.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Why it is not even to be opened: a folder that cannot be entered, a pattern that matches nothing.
    pub refused: Option<Stopped>,
}

/// A file that was found and is no input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PassedOver {
    /// The path as it was given or found.
    pub path: String,
    /// Why not.
    pub reason: Text,
}

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Files, folders and patterns. One that exists is never taken as a pattern.
    pub paths: Vec<PathBuf>,
    /// What is left out.
    pub exclude: Exclude,
    /// Files and folders that this run writes: never taken where they are merely found.
    pub outputs: Vec<PathBuf>,
    /// Lists that this run reads for what they say of catalogs: no catalogs, found or named.
    pub lists: Vec<PathBuf>,
    /// Everything may have been left out: there is nothing to audit then, and nothing amiss.
    pub may_be_empty: bool,
}

/// What is to be audited and what is not, each in the byte order of its path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// The files, and the paths that came to none.
    pub sources: Vec<Source>,
    /// What was found and is no input.
    pub passed_over: Vec<PassedOver>,
    /// Everything was left out: the sources are what would have been passed over beside any other.
    pub left_out: bool,
}

impl Source {
    /// A file under the name it has in reports.
    pub fn new(name: String, path: PathBuf) -> Self {
        Self {
            name,
            path,
            refused: None,
        }
    }

    /// A path that came to no file.
    pub fn refused(name: String, why: Stopped) -> Self {
        Self {
            path: PathBuf::from(&name),
            name,
            refused: Some(why),
        }
    }
}

impl Gathered {
    /// A single file.
    pub fn one(name: String, path: PathBuf) -> Self {
        Self {
            sources: vec![Source::new(name, path)],
            ..Self::default()
        }
    }

    /// Everything named, folders walked and patterns expanded. A path that comes to nothing is a source with the reason:
    /// what was asked for and not audited never goes unsaid.
    pub fn of(wanted: &Wanted) -> Self {
        let mut collect = collect::Collect::new(wanted);
        for path in &wanted.paths {
            collect.path(path);
        }
        collect.finish()
    }

    /// Adds one that is not found by its path, in its place.
    pub fn add(&mut self, source: Source) {
        let at = self.sources.partition_point(|s| s.name <= source.name);
        self.sources.insert(at, source);
        self.left_out = false;
    }
}

/// A path as reports show it: with `/` on every system, so that the order is the same on every system.
fn shown(path: &Path) -> String {
    let name = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' {
        name
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
