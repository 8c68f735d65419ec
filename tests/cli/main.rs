//! What a person types and what comes back: README, guide and recorded sessions.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annotate;
mod baseline;
mod config;
mod deadlines;
mod departments;
mod diff;
mod fix;
mod flow;
mod formats;
mod hostile;
mod html;
mod inputs;
mod inspect;
mod interrupt;
mod kept;
mod kinds;
mod limits;
mod merge;
mod notice;
mod overlap;
mod package;
mod packs;
mod parts;
mod private;
mod recheck;
mod report;
mod sample;
mod sessions;
mod template;
mod waivers;
mod workbook;
