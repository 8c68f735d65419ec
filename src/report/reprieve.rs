//! What waivers and a baseline came to, as lines for people. Capped, and the cap said; the JSON report lists all.

use super::words;
use crate::audit::{Fate, Outcome, Upshot};
use crate::model::Text;

/// Entries of a kind that are listed.
const LISTED: usize = 20;

/// The lines of the section; none where nobody answers for anything.
pub(super) fn lines(outcome: &Outcome<'_>) -> Vec<Text> {
    let Some(upshot) = &outcome.reprieve else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if upshot.part.is_some() {
        lines.push(words::own_share());
    }
    for (file, sha256) in &upshot.lists {
        lines.push(list(upshot, file, sha256));
        let fates = [Fate::Expired, Fate::Unused, Fate::NotYet, Fate::Elsewhere];
        for fate in fates {
            let of = upshot.of(fate).filter(|used| used.file == *file);
            capped(&mut lines, of.filter_map(words::waiver_fate));
        }
    }
    if let Some(held) = &upshot.baseline {
        lines.push(match upshot.part {
            Some(_) => words::baseline_share(held),
            None => words::baseline(held),
        });
        if !held.repacked.is_empty() {
            lines.push(words::repacked(&held.repacked));
        }
        capped(&mut lines, held.stale.iter().map(words::stale));
        let unaudited = upshot.unaudited();
        if unaudited > 0 {
            lines.push(words::not_audited_again(unaudited));
        }
        capped(&mut lines, held.unaudited.iter().map(words::unaudited));
    }
    if outcome.summary.unread > 0 || upshot.part.is_some_and(|part| part.unread) {
        lines.push(words::not_everything_read());
    }
    lines
}

fn list(upshot: &Upshot, file: &str, sha256: &str) -> Text {
    let of_file = || upshot.waivers.iter().filter(|used| used.file == file);
    let used = of_file().filter(|used| used.fate == Fate::Used).count();
    let said = match upshot.part {
        Some(_) => words::waiver_share,
        None => words::waiver_list,
    };
    said(file, sha256, of_file().count(), used)
}

fn capped(lines: &mut Vec<Text>, all: impl Iterator<Item = Text>) {
    let mut all = all.peekable();
    lines.extend(all.by_ref().take(LISTED));
    let more = all.count();
    if more > 0 {
        lines.push(words::unlisted_entries(more));
    }
}
