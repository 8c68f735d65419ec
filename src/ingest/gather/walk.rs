//! Folders, with everything in them. Links are followed; one that leads back is named, not followed for ever.

use super::collect::{Collect, is_readable};
use super::pattern::Pattern;
use super::{shown, words};
use crate::ingest::text::words::unreadable;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Folders that links led to: each is entered once, or links among folders would multiply without end.
#[derive(Default)]
struct Linked(BTreeSet<PathBuf>);

impl Linked {
    fn again(&mut self, entry: &DirEntry) -> bool {
        let real = entry.path_is_symlink().then(|| entry.path().canonicalize().ok());
        real.flatten().is_some_and(|real| !self.0.insert(real))
    }
}

impl Collect<'_> {
    /// Everything in a folder.
    pub(super) fn folder(&mut self, root: &Path) {
        let mut walk = WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        let mut linked = Linked::default();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.failed(&error);
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_dir() {
                let refused = if entry.depth() == 0 {
                    None
                } else if linked.again(&entry) {
                    Some(words::again())
                } else {
                    self.not_entered(path)
                };
                if let Some(reason) = refused {
                    self.pass(shown(path), reason);
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                self.found(path);
            } else {
                self.pass(shown(path), words::no_plain_file());
            }
        }
    }

    /// Everything that a pattern matches: files as if they were named, folders with everything in them.
    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        let mut walk = WalkDir::new(pattern.base())
            .follow_links(true)
            .max_depth(pattern.depth())
            .sort_by_file_name()
            .into_iter();
        let mut linked = Linked::default();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // A pattern whose folder does not exist matches nothing, which is said.
                    if error.depth() > 0 {
                        self.failed(&error);
                    }
                    continue;
                }
            };
            let path = pattern.named(entry.path());
            let matched = pattern.matches(&shown(path));
            if entry.file_type().is_dir() {
                if matched {
                    self.folder(path);
                }
                let out = entry.depth() > 0 && (self.not_entered(path).is_some() || linked.again(&entry));
                if matched || out {
                    walk.skip_current_dir();
                }
            } else if matched && self.is_output(path) {
                self.pass(shown(path), words::own_output());
            } else if matched {
                self.named(path);
            }
        }
    }

    /// A folder that cannot be entered, a link that leads nowhere or back.
    fn failed(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path() else { return };
        if error.loop_ancestor().is_some() {
            self.pass(shown(path), words::leads_back());
            return;
        }
        let leads_nowhere = path.is_symlink();
        if leads_nowhere && !is_readable(path) {
            self.pass(shown(path), words::leads_nowhere());
            return;
        }
        let kind = error
            .io_error()
            .map_or(std::io::ErrorKind::Other, std::io::Error::kind);
        let why = match kind {
            std::io::ErrorKind::PermissionDenied if !leads_nowhere => words::no_entry(),
            kind => unreadable(&std::io::Error::from(kind)),
        };
        self.refuse(shown(path), why);
    }
}
