//! What is done with bytes from outside, a function a kind of input: what the fuzzer drives, and what the ordinary tests do
//! with every seed. Each holds its input to more than that nothing breaks, wherever there is something to hold it to.

mod bed;
mod book;
mod grids;
mod lists;
mod markup;
mod packages;
mod reports;
mod rules;
mod tables;
mod text;
mod words;

pub(crate) use bed::{laid, quiet};
pub(crate) use tables::{plan, reports, run};

/// What takes an input.
pub(crate) type Target = fn(&[u8]);

/// Every kind of input by name; a folder of seeds of the same name belongs to each.
pub(crate) const ALL: &[(&str, Target)] = &[
    ("aliases", lists::aliases),
    ("audit", tables::audit),
    ("baselines", reports::baselines),
    ("calendars", rules::calendars),
    ("cells", words::cells),
    ("citations", words::citations),
    ("configuration", rules::configuration),
    ("csv", text::csv),
    ("dates", words::dates),
    ("encodings", text::encodings),
    ("frequencies", words::frequencies),
    ("layout", grids::layout),
    ("ledgers", lists::ledgers),
    ("letters", rules::letters),
    ("markup", markup::markup),
    ("merges", reports::merges),
    ("numerals", words::numerals),
    ("ods", packages::ods),
    ("outlines", rules::outlines),
    ("packs", rules::packs),
    ("reports", reports::reports),
    ("statutes", rules::statutes),
    ("waivers", lists::waivers),
    ("xls", packages::xls),
    ("xlsb", packages::xlsb),
    ("xlsx", packages::xlsx),
];

/// The target of a name.
pub(crate) fn of(name: &str) -> Option<Target> {
    ALL.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, target)| *target)
}
