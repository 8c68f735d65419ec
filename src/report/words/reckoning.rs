//! What a user set for periods, in words.

use crate::check::Clock;
use crate::model::{Text, text};

pub(in crate::report) fn counted_by(clock: &Clock) -> Text {
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
