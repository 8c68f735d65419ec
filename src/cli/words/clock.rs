//! What is said of days: the calendar, tolerances, sums.

use crate::model::{Text, text};

pub(in crate::cli) fn tolerance_like() -> Text {
    text!(
        "写成 --tolerance 及时=10wd（10 个工作日）或 --tolerance 定期=365d（365 日）；用语是 及时、立即、定期 之一",
        "write --tolerance 及时=10wd (working days) or --tolerance 定期=365d (days); the word is 及时, 立即 or 定期"
    )
}

pub(in crate::cli) fn calendar_not_sound(n: usize) -> Text {
    text!(
        "放假安排有 {n} 处错误，什么也没有做",
        "{n} faults in the calendar; nothing was done"
    )
}

pub(in crate::cli) fn calendar_like() -> Text {
    text!(
        "每年一节，如 [2027]，下面写 off = [\"01-01\", …]（放假的周一至周五）和 work = [\"02-14\", …]（上班的周六、周日）",
        "a table a year, as [2027], with off = [\"01-01\", …] (days of the week off) and work = [\"02-14\", …] (weekend days worked)"
    )
}

pub(in crate::cli) fn no_sum(text: &str) -> Text {
    text!(
        "“{text}”不是日期或天数",
        "'{text}' is neither a day nor a number of days"
    )
}

pub(in crate::cli) fn sum_like() -> Text {
    text!(
        "写成 dataaudit days 2025-09-29 +5wd（往后 5 个工作日）、-3wd、+15d（往后 15 日）、-20d，或 dataaudit days 2025-09-29 2025-10-13",
        "write dataaudit days 2025-09-29 +5wd (5 working days later), -3wd, +15d (15 days later), -20d, or dataaudit days 2025-09-29 2025-10-13"
    )
}

pub(in crate::cli) fn days_reversed(from: &str, until: &str) -> Text {
    text!(
        "{until} 在 {from} 以前，早的写在前面",
        "{until} comes before {from}: write the earlier day first"
    )
}
