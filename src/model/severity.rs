//! How grave a finding is. Severity follows the verb of the provision; this floor only orders the levels.

use serde::{Deserialize, Serialize};

/// Ordered from least to most grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 提示: encouragement, data quality, and everything from an instrument not in force.
    Info,
    /// 存疑: the duty is implied or the breach depends on facts outside the table.
    Warning,
    /// 违规: the provision says 应当 or 不得 and the table itself shows the breach.
    Error,
}
