//! `dataaudit` audits public-data catalogs against the regulations that govern them.
//!
//! The map of the house; each floor looks only at floors below it (`tests/house` proves it):
//!
//! ```text
//! cli ──► report ──► audit ──► law ──► check ──► model
//!                          └► ingest ──────────┘
//! ```
//!
//! `fix`, below `cli`, looks at `ingest` and `model` alone.

pub mod audit;
pub mod check;
pub mod cli;
pub mod fix;
pub mod ingest;
pub mod law;
pub mod model;
pub mod report;

mod embedded;
