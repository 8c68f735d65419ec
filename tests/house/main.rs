//! What holds the house up: floors, fixtures, documents. Each test walks folders and lists, so that adding a thing
//! never edits a test.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod docs;
mod fixtures;
mod floors;
mod law;
mod schema;
mod supply;
mod workbook;
