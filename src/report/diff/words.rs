//! What is said of reports held against each other, in both languages.

mod refused;

use super::change::State;
use super::counts::Counts;
use super::looked::Unseen;
use crate::model::{Text, text, visible};
use chrono::NaiveDate;
pub(super) use refused::*;

pub(in crate::report) fn state(state: State) -> Text {
    match state {
        State::New => text!("新出现", "new"),
        State::Returned => text!("复发", "returned"),
        State::Remaining => text!("仍存在", "remaining"),
        State::Settled => text!("已整改", "settled"),
        State::NotAudited => text!("未再审", "not audited again"),
        State::Waived => text!("豁免", "waived"),
    }
}

pub(super) fn unseen(why: &Unseen) -> Text {
    let (zh, en) = match why {
        Unseen::Instrument => {
            return text!("这次没有按这部法规审", "the instrument was not chosen this time");
        }
        Unseen::Requirement => {
            return text!(
                "法规包里已没有这项要求",
                "the pack has no such requirement any more"
            );
        }
        Unseen::Standing(status) => {
            return text!(
                "这部法规在审计日期的状态变为 {status}",
                "the instrument now stands as {status}"
            );
        }
        Unseen::NotChecked(why) => ("这项要求这次没有检查：", why),
        Unseen::File(path) => ("这次没有审这个文件：", path),
        Unseen::Failed(path) => ("这次文件没有读成，或没有读完：", path),
        Unseen::Table(sheet) => ("这次没有审这张表：", sheet),
        Unseen::Column(field) => ("表里不再有这一列：", field),
        Unseen::Part(why) => ("这项要求这次只查了一部分：", why),
        Unseen::OtherSide(path) => ("这次没有审另一方所在的文件：", path),
        Unseen::Department(name) => ("这次的表里没有这个单位的数据行：", name),
    };
    let label = match why {
        Unseen::NotChecked(_) => "the requirement was not checked: ",
        Unseen::File(_) => "the file was not audited: ",
        Unseen::Failed(_) => "the file could not be read, or not wholly: ",
        Unseen::Table(_) => "the table was not audited: ",
        Unseen::Column(_) => "the column is gone: ",
        Unseen::Part(_) => "the requirement was checked in part only: ",
        Unseen::OtherSide(_) => "the file of the other side was not audited: ",
        _ => "no row names the department: ",
    };
    let said = visible(en);
    text!("{zh}{said}", "{label}{said}")
}

pub(super) fn instrument_left_out(id: &str) -> Text {
    text!(
        "{id} 这次没有用，它的问题一律算未再审",
        "{id} was not chosen this time: none of its findings was audited again"
    )
}

pub(super) fn instrument_added(id: &str) -> Text {
    text!(
        "{id} 以前没有用，它的问题都算新出现",
        "{id} was not chosen before: all of its findings are new"
    )
}

pub(super) fn pack_changed(id: &str) -> Text {
    text!(
        "{id} 的法规包有改动，增减的问题可能出于要求的改动",
        "the pack of {id} has changed: what is new or settled may come of that"
    )
}

pub(super) fn periods_differ() -> Text {
    text!(
        "两次计算期限的设定不同，与期限有关的问题可能因此增减",
        "periods were not reckoned alike: what is new or settled about them may come of that"
    )
}

pub(super) fn not_read(files: usize) -> Text {
    text!(
        "这次有 {files} 个文件没有审到，新出现的问题可能不全",
        "{files} files were not audited this time: there may be more that is new"
    )
}

pub(super) fn this_run() -> Text {
    text!("本次审计", "this audit")
}

pub(in crate::report) fn heading() -> Text {
    text!("与以前的报告比较", "Compared with earlier reports")
}

pub(super) fn report(name: &str, day: Option<NaiveDate>, findings: u64) -> Text {
    let name = visible(name);
    match day {
        Some(day) => text!(
            "{name}（{day}，{findings} 处）",
            "{name} ({day}, {findings} findings)"
        ),
        None => text!("{name}（{findings} 处）", "{name} ({findings} findings)"),
    }
}

pub(super) fn totals(counts: &Counts) -> Text {
    let Counts {
        before,
        now,
        new,
        returned,
        remaining,
        settled,
        not_audited,
        waived,
        ..
    } = counts;
    text!(
        "原有 {before} · 现有 {now} · 新出现 {new} · 复发 {returned} · 仍存在 {remaining} · 已整改 {settled} · 未再审 {not_audited} · 豁免 {waived}",
        "before {before} · now {now} · new {new} · returned {returned} · remaining {remaining} · settled {settled} · not audited again {not_audited} · waived {waived}"
    )
}

/// What waivers and baselines changed; `None` where nothing was waived, before or now.
pub(super) fn waiving(counts: &Counts) -> Option<Text> {
    let Counts {
        waived,
        waived_before,
        excused,
        known,
        lapsed,
        ..
    } = counts;
    (waived + lapsed > 0).then(|| {
        text!(
            "豁免 {waived} 处，另计：以前就有的 {waived_before} 处，其中这次新豁免的 {excused} 处；按基线豁免的 {known} 处。豁免失效、重新计数的 {lapsed} 处，在仍存在里",
            "{waived} waived, counted apart: {waived_before} were there before, {excused} of them counted then; {known} by a baseline. {lapsed} waived before count again, among the remaining"
        )
    })
}

pub(super) fn lapsed() -> Text {
    text!("仍存在（豁免失效）", "remaining (no longer waived)")
}

pub(super) fn excused() -> Text {
    text!("豁免（以前计数）", "waived (counted before)")
}

pub(super) fn rate(counts: &Counts) -> Text {
    let looked = counts.settled + counts.remaining;
    let settled = counts.settled;
    match percent(settled, counts.remaining) {
        Some(rate) => text!(
            "整改率 {rate}（再审到的 {looked} 处中 {settled} 处）",
            "settled: {rate} ({settled} of the {looked} audited again)"
        ),
        None => text!(
            "整改率不计：原有的问题没有一处再审到，或原来没有问题",
            "no rate: nothing found before was audited again, or nothing was found"
        ),
    }
}

/// `54.54%`: what is settled among that and what is not.
pub(in crate::report) fn percent(settled: u64, failing: u64) -> Option<String> {
    let looked = settled + failing;
    let places = u128::from(settled) * 10_000 / u128::from(looked.max(1));
    (looked > 0).then(|| format!("{}.{:02}%", places / 100, places % 100))
}

pub(super) fn note(note: &Text) -> Text {
    let (zh, en) = (&note.zh, &note.en);
    text!("注意：{zh}", "Note: {en}")
}

pub(super) fn not_again(why: &Text, count: u64) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!("未再审 {count} 处：{zh}", "not audited again, {count}: {en}")
}

pub(super) fn capped(shown: usize, all: usize) -> Text {
    text!(
        "以上 {shown} 处，共 {all} 处；全部见 json、csv",
        "{shown} of {all}; json and csv list all"
    )
}

pub(super) fn department_heads() -> [Text; 9] {
    [
        text!("单位", "Department"),
        text!("原有", "Before"),
        text!("现有", "Now"),
        text!("新出现", "New"),
        text!("复发", "Returned"),
        text!("仍存在", "Remaining"),
        text!("已整改", "Settled"),
        text!("未再审", "Not again"),
        text!("整改率", "Rate"),
    ]
}

pub(in crate::report) fn departments_heading() -> Text {
    text!("各单位的整改情况", "Settled by department")
}

pub(in crate::report) fn articles_heading() -> Text {
    text!("各条款的整改情况", "Settled by provision")
}

/// What the bars of a page mean.
pub(in crate::report) fn bars_told() -> Text {
    text!(
        "横条：绿为已整改，红为新出现、复发、仍存在，灰为未再审；豁免的不在内",
        "bars: green is settled, red is new, returned or remaining, grey was not audited again; what is waived is left out"
    )
}

pub(super) fn resources_head() -> Text {
    text!("资源", "Resources")
}

pub(super) fn article_head() -> Text {
    text!("条款", "Provision")
}

pub(super) fn change_heads() -> [Text; 9] {
    [
        text!("结果", "State"),
        text!("级别", "Level"),
        text!("要求", "Requirement"),
        text!("依据", "Basis"),
        text!("位置", "Place"),
        text!("单位", "Department"),
        text!("资源", "Resource"),
        text!("说明", "What is wrong"),
        text!("指纹", "Fingerprint"),
    ]
}

pub(super) fn row(row: u32) -> Text {
    text!("第 {row} 行", "row {row}")
}
