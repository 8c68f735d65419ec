//! What is said of findings that do not count, and of those who answer for them.

use crate::audit::{Fate, Finding, Held, Stale, Unaudited, Used, Waived, Waiver};
use crate::model::{Lang, Severity, Text, text, visible};

/// The level of a finding in one word.
pub(in crate::report) fn level(finding: &Finding<'_>, lang: Lang) -> &'static str {
    level_or_waived(finding.waived.is_none().then_some(finding.severity), lang)
}

/// A level in one word, or the word for what does not count.
pub(in crate::report) fn level_or_waived(level: Option<Severity>, lang: Lang) -> &'static str {
    match (level, lang) {
        (Some(severity), lang) => super::severity(severity, lang),
        (None, Lang::Zh) => "豁免",
        (None, Lang::En) => "waived",
    }
}

/// Why a finding does not count, until when.
pub(in crate::report) fn reason(waived: &Waived) -> Text {
    let Text { zh, en } = &waived.reason;
    match waived.expires {
        Some(day) => text!("{zh}（至 {day}）", "{en} (until {day})"),
        None => text!("{zh}", "{en}"),
    }
}

/// The same as a sentence, with the level that it would have.
pub(in crate::report) fn waived(waived: &Waived, severity: Severity) -> Text {
    let Text { zh, en } = reason(waived);
    let (was_zh, was_en) = (
        super::severity(severity, Lang::Zh),
        super::severity(severity, Lang::En),
    );
    text!("豁免（原为{was_zh}）：{zh}", "waived (otherwise {was_en}): {en}")
}

/// Beside the rate, where something is waived.
pub(in crate::report) fn rate_as_is() -> Text {
    text!(
        "合规率照表的实际情况算，豁免的问题仍算不合规",
        "the rate is that of the tables as they are: what is waived is still a breach"
    )
}

/// Findings that do not count.
pub(in crate::report) fn waived_count(n: u64) -> Text {
    text!("豁免 {n} 处，不计在内", "{n} waived, not counted")
}

pub(in crate::report) fn reprieve_heading() -> Text {
    text!("豁免和基线", "waivers and baseline")
}

pub(in crate::report) fn waiver_list(file: &str, sha256: &str, all: usize, used: usize) -> Text {
    let (file, short) = (visible(file), sha256.get(..12).unwrap_or(sha256));
    text!(
        "豁免名单 {file}（SHA-256 {short}…）：{all} 条，用到 {used} 条",
        "waivers {file} (SHA-256 {short}…): {all}, of which {used} were used"
    )
}

/// What of a list concerns one department.
pub(in crate::report) fn waiver_share(file: &str, sha256: &str, all: usize, used: usize) -> Text {
    let (file, short) = (visible(file), sha256.get(..12).unwrap_or(sha256));
    if all == 0 {
        return text!(
            "豁免名单 {file}（SHA-256 {short}…）：没有涉及本单位的",
            "waivers {file} (SHA-256 {short}…): none about this department"
        );
    }
    text!(
        "豁免名单 {file}（SHA-256 {short}…）：涉及本单位 {all} 条，用到 {used} 条",
        "waivers {file} (SHA-256 {short}…): {all} about this department, of which {used} were used"
    )
}

/// What of a baseline is one department's.
pub(in crate::report) fn baseline_share(held: &Held) -> Text {
    let (file, short) = (visible(&held.file), held.sha256.get(..12).unwrap_or(&held.sha256));
    let Held { known, waived, .. } = held;
    text!(
        "基线 {file}（SHA-256 {short}…）：本单位记录 {known} 处，这次有 {waived} 处因此不计",
        "baseline {file} (SHA-256 {short}…): {known} findings known of this department, {waived} of them waived now"
    )
}

/// What the report of one department tells of waivers and baseline, and what it cannot.
pub(in crate::report) fn own_share() -> Text {
    text!(
        "以下只写涉及本单位的。整列缺失的，表中各单位都计；基线中没有写明单位、这次没有再发现的，分不清是哪个单位的，只写在总报告里",
        "only what concerns this department: a missing column counts for every department in its table; what the baseline knows without a department and was not found again is told in the whole report alone"
    )
}

/// What a waiver is about, for people.
fn about(waiver: &Waiver) -> Text {
    let id = visible(&waiver.requirement);
    let named = |pattern: &str, all: Text| match pattern {
        "*" => all,
        named => Text::same(visible(named)),
    };
    let provider = named(&waiver.provider, text!("全部单位", "all departments"));
    let resource = named(&waiver.resource, text!("全部资源", "all resources"));
    let (p, r, p_en, r_en) = (provider.zh, resource.zh, provider.en, resource.en);
    text!("{id} {p} / {r}", "{id} {p_en} / {r_en}")
}

/// A waiver that needs somebody's attention, or none.
pub(in crate::report) fn waiver_fate(used: &Used) -> Option<Text> {
    let (n, waiver) = (used.findings, &used.waiver);
    let what = about(waiver);
    let Text { zh, en } = &waiver.waived.reason;
    let (zh, en, of, all) = (visible(zh), visible(en), &what.zh, &what.en);
    let (line, until) = (waiver.line, waiver.expires);
    Some(match used.fate {
        Fate::Used => return None,
        Fate::Unused => text!(
            "没有用到：第 {line} 行 {of}（{zh}）",
            "excused nothing: line {line} {all} ({en})"
        ),
        Fate::Expired if n == 0 => text!(
            "已于 {until} 到期：第 {line} 行 {of}（{zh}），已没有对应的问题",
            "expired on {until}: line {line} {all} ({en}), no finding is left that it excused"
        ),
        Fate::Expired => text!(
            "已于 {until} 到期：第 {line} 行 {of}（{zh}），对应的 {n} 处问题重新计数",
            "expired on {until}: line {line} {all} ({en}), findings that count again: {n}"
        ),
        Fate::NotYet => {
            let from = waiver.approved.map(|d| d.to_string()).unwrap_or_default();
            if n == 0 {
                return Some(text!(
                    "{from} 才批准，这次不算：第 {line} 行 {of}（{zh}），目前没有对应的问题",
                    "approved on {from} only and not in force yet: line {line} {all} ({en}), no finding that it names"
                ));
            }
            text!(
                "{from} 才批准，这次不算：第 {line} 行 {of}（{zh}），对应的 {n} 处问题照常计数",
                "approved on {from} only and not in force yet: line {line} {all} ({en}), findings that count: {n}"
            )
        }
        Fate::Elsewhere => text!(
            "不属于所选法规：第 {line} 行 {of}",
            "of an instrument that was not chosen: line {line} {all}"
        ),
    })
}

pub(in crate::report) fn baseline(held: &Held) -> Text {
    let (file, short) = (visible(&held.file), held.sha256.get(..12).unwrap_or(&held.sha256));
    let Held { known, waived, .. } = held;
    text!(
        "基线 {file}（SHA-256 {short}…）：记录 {known} 处，这次有 {waived} 处",
        "baseline {file} (SHA-256 {short}…): {known} findings known, {waived} of them found"
    )
}

pub(in crate::report) fn repacked(ids: &[String]) -> Text {
    let (zh, en) = (ids.join("、"), ids.join(", "));
    text!(
        "基线是用另一版法规包生成的：{zh}",
        "the baseline was written with another version of the packs: {en}"
    )
}

pub(in crate::report) fn stale(stale: &Stale) -> Text {
    let (whose, found) = (whose(stale), stale.found);
    let (id, n) = (&stale.known.requirement, stale.known.count);
    text!(
        "基线里有、现在少了：{id} {whose}，原 {n} 处，现 {found} 处",
        "in the baseline and fewer now: {id} {whose}, {n} then, {found} now"
    )
}

pub(in crate::report) fn not_audited_again(n: u64) -> Text {
    text!(
        "基线里有 {n} 处这次没有再审，不算改好，baseline prune 不删",
        "{n} findings of the baseline were not looked for this time: not settled, and not dropped by baseline prune"
    )
}

pub(in crate::report) fn unaudited(unaudited: &Unaudited) -> Text {
    let (stale, Text { zh, en }) = (&unaudited.known, &unaudited.why);
    let (whose, found) = (whose(stale), stale.found);
    let (id, n) = (&stale.known.requirement, stale.known.count);
    text!(
        "未再审：{id} {whose}，原 {n} 处，现 {found} 处：{zh}",
        "not audited again: {id} {whose}, {n} then, {found} now: {en}"
    )
}

fn whose(stale: &Stale) -> String {
    let known = &stale.known;
    let parts = [&known.provider, &known.resource, &known.item];
    let parts = parts.into_iter().flatten().map(|p| visible(p));
    parts.collect::<Vec<_>>().join(" / ")
}

pub(in crate::report) fn unlisted_entries(n: usize) -> Text {
    text!(
        "还有 {n} 条（json 报告全部列出）",
        "{n} more (the json report lists all)"
    )
}

/// Nothing is settled for certain where not everything was read.
pub(in crate::report) fn not_everything_read() -> Text {
    text!(
        "有文件没有审到，“没有用到”“现在少了”不能作准",
        "not everything was audited: what seems unused or gone may not be"
    )
}
