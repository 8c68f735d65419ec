//! What a user set for periods and severities, in words.

use super::severity;
use crate::audit::Outcome;
use crate::check::Clock;
use crate::law::{Adjusted, Requirement};
use crate::model::{Lang, Severity, Text, text};

/// What the user set: periods, severities. A line each.
pub(in crate::report) fn settings(outcome: &Outcome<'_>) -> Vec<Text> {
    let periods = outcome.clock.is_set().then(|| counted_by(&outcome.clock));
    let adjusted = outcome
        .coverage
        .iter()
        .filter_map(|(_, requirement, ..)| adjusted(requirement));
    periods.into_iter().chain(adjusted).collect()
}

/// `NX-… 的级别由违规改为提示：理由`.
fn adjusted(requirement: &Requirement) -> Option<Text> {
    let Adjusted { from, reason } = requirement.adjusted.as_ref()?;
    let id = &requirement.id;
    let [old, new] =
        [*from, requirement.severity].map(|s| [Lang::Zh, Lang::En].map(|lang| severity(s, lang)));
    let ([was_zh, was_en], [is_zh, is_en]) = (old, new);
    let (mut zh, mut en) = ("", "");
    if requirement.severity == Severity::Error && *from < Severity::Error {
        zh = "。表格证明不了的（如还在宽限期内、只从字样看的）最高是存疑，不因此成为违规";
        en = "; what the table does not prove, as within a period of grace or from words alone, stays uncertain and is no violation";
    }
    Some(text!(
        "{id} 的级别由{was_zh}改为{is_zh}（使用者设定）：{reason}{zh}",
        "{id}: severity changed from {was_en} to {is_en} by the user: {reason}{en}"
    ))
}

fn counted_by(clock: &Clock) -> Text {
    let mut said: Vec<Text> = Vec::new();
    for (word, period) in &clock.tolerances {
        let (word, Text { zh, en }) = (word.as_str(), period.text());
        said.push(text!(
            "“{word}”按 {zh}算（--tolerance 设定，条文没有写天数）",
            "{word} held to {en} (set with --tolerance; the provisions give no number)"
        ));
    }
    if let Some(file) = &clock.source {
        said.push(text!("放假安排补充自 {file}", "holidays added from {file}"));
    }
    if !clock.rolls {
        said.push(text!(
            "按“日”算的期限遇休息日不顺延",
            "periods of calendar days end on days off as well"
        ));
    }
    let all = |of: fn(&Text) -> &str| said.iter().map(of).collect::<Vec<_>>();
    let (zh, en) = (all(|t| &t.zh).join("；"), all(|t| &t.en).join("; "));
    text!("期限怎样数：{zh}", "how periods were counted: {en}")
}
