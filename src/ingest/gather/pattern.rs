//! Patterns of paths: `*` and `?` within a name, `[…]` for a choice of characters, `**` for any folders between. Reads
//! no folder.

use glob::MatchOptions;
use std::path::{Path, PathBuf};

/// As a shell does it: a star stays within one name, and does not match the dot of a hidden one.
const NAMES: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The same, hidden names included.
const ANY: MatchOptions = MatchOptions {
    require_literal_leading_dot: false,
    ..NAMES
};

/// Not a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a pattern")]
pub struct NotAPattern(pub String);

/// A pattern of paths to be found.
pub(super) struct Pattern {
    text: String,
    glob: glob::Pattern,
    /// The folder above the first name that is a pattern.
    base: PathBuf,
    /// How many names deep below the base it can match.
    depth: usize,
}

impl Pattern {
    /// A path as a pattern, where it holds a sign of one and is well formed.
    pub(super) fn of(text: &str) -> Option<Self> {
        let names: Vec<&str> = text.split('/').collect();
        let first = names.iter().position(|n| n.contains(['*', '?', '[']))?;
        let (above, below) = names.split_at(first);
        let base = match above {
            [] => PathBuf::from("."),
            // The root of the file system.
            [""] => PathBuf::from("/"),
            above => PathBuf::from(above.join("/")),
        };
        let deep = below.contains(&"**");
        // Whatever lies below a folder is that folder.
        let whole = text.strip_suffix("/**").unwrap_or(text);
        let pattern = match whole {
            "**" => "*",
            whole => whole,
        };
        Some(Self {
            text: text.to_owned(),
            glob: glob::Pattern::new(pattern).ok()?,
            base,
            depth: if deep { usize::MAX } else { below.len() },
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn base(&self) -> &Path {
        &self.base
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// A path below the base as the pattern would spell it.
    pub(super) fn named<'a>(&self, found: &'a Path) -> &'a Path {
        if self.text.starts_with('.') {
            return found;
        }
        match found.strip_prefix(".") {
            Ok(inside) if !inside.as_os_str().is_empty() => inside,
            Ok(_) | Err(_) => found,
        }
    }

    pub(super) fn matches(&self, name: &str) -> bool {
        self.glob.matches_with(name, NAMES)
    }
}

/// Patterns of what is left out, each held against the whole path and against the name alone.
#[derive(Debug, Clone, Default)]
pub struct Exclude(Vec<glob::Pattern>);

impl Exclude {
    /// Left out by any of these.
    pub fn new<T: AsRef<str>>(patterns: &[T]) -> Result<Self, NotAPattern> {
        let one = |text: &T| {
            let text = text.as_ref();
            let whole = text.strip_suffix('/').unwrap_or(text);
            glob::Pattern::new(whole).map_err(|_| NotAPattern(text.to_owned()))
        };
        patterns.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    /// The pattern that leaves out a path.
    pub(super) fn of(&self, path: &str) -> Option<&str> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let whole = path.strip_prefix("./").unwrap_or(path);
        let hit = |p: &&glob::Pattern| [path, whole, name].iter().any(|text| p.matches_with(text, ANY));
        self.0.iter().find(hit).map(glob::Pattern::as_str)
    }
}
