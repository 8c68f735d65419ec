//! Where and how the commands that show the law write, as the arguments say.

use super::output;
use crate::model::Lang;
use crate::report::inspect::{Listing, Page};
use clap::ArgMatches;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Columns where neither the user nor a terminal says how many.
const WIDTH: usize = 100;

/// The page to fit to.
pub(super) fn page(matches: &ArgMatches, lang: Lang) -> Page {
    let asked = matches.get_one::<u16>("width").map(|&w| usize::from(w));
    let terminal = target(matches).is_none() && io::stdout().is_terminal();
    let seen = || {
        terminal_size::terminal_size()
            .filter(|_| terminal)
            .map(|(w, _)| usize::from(w.0))
    };
    Page {
        lang,
        width: asked.or_else(seen).unwrap_or(WIDTH).max(40),
    }
}

/// Writes a listing where the arguments say, in the format they say.
pub(super) fn write(
    matches: &ArgMatches,
    write: impl FnOnce(Listing, &mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let name = matches
        .get_one::<String>("format")
        .map_or("table", String::as_str);
    let listing = Listing::ALL.iter().find(|(n, _)| *n == name);
    let listing = listing.map_or(Listing::Table, |(_, listing)| *listing);
    output::not_over(target(matches).map(PathBuf::as_path), &output::read_by(matches))?;
    output::to(target(matches).map(PathBuf::as_path), |out| write(listing, out))
}

fn target(matches: &ArgMatches) -> Option<&PathBuf> {
    matches.get_one::<PathBuf>("output")
}
