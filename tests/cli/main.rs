//! What a person types and what comes back: README, guide and recorded sessions.

mod report;
mod sessions;
