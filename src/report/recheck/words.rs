//! What is said of a list that came back, in both languages.

use super::answer::{Answer, Tally};
use super::proof::Edits;
use crate::model::{Lang, Text, text, visible};
use crate::report::diff::Unusable;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(super) fn answer(answer: Answer) -> Text {
    match answer {
        Answer::Settled => text!("已整改", "settled"),
        Answer::Remaining => text!("仍存在", "remaining"),
        Answer::Claimed => text!("称已整改但仍存在", "claimed, still failing"),
        Answer::NotAudited => text!("未再审", "not audited again"),
    }
}

/// Whether a cell holds an answer of the program that says nothing is put right.
pub(super) fn is_ours(cell: &str) -> bool {
    [Answer::Remaining, Answer::Claimed, Answer::NotAudited]
        .iter()
        .any(|a| {
            let Text { zh, en } = answer(*a);
            [zh, en].iter().any(|said| cell.trim() == said)
        })
}

fn unusable(message: Text, help: Text) -> Unusable {
    Unusable { message, help }
}

fn write_one() -> Text {
    text!(
        "用 dataaudit check … -f xlsx -o 文件 写出的清单，或 --annotate 的标注副本，填好“整改情况”的那一份",
        "use a list written by dataaudit check … -f xlsx -o FILE, or a copy of --annotate, filled in"
    )
}

pub(super) fn cannot_read(name: &str, why: &Text) -> Unusable {
    let Text { zh, en } = why;
    let message = text!("不能读取清单 {name}：{zh}", "cannot read the list {name}: {en}");
    unusable(message, write_one())
}

pub(super) fn no_list(name: &str) -> Unusable {
    let message = text!(
        "{name} 里没有问题清单：没有一张表有“要求”“文件”“整改情况”这几列",
        "no list of findings in {name}: no sheet has the columns 'Requirement', 'File', 'Rectified'"
    );
    unusable(message, write_one())
}

pub(super) fn lacks(name: &str, head: &Text) -> Unusable {
    let Text { zh, en } = head;
    let message = text!(
        "{name} 的问题清单没有“{zh}”一列，认不出各是哪个问题，或没有地方填",
        "the list in {name} has no column '{en}': its findings cannot be told or answered"
    );
    unusable(
        message,
        text!(
            "清单或标注副本由旧版写出，或删了列（隐藏的也要留着）；用本版本重新写出",
            "it was written by an older version, or columns were removed (hidden ones are needed too); write it anew"
        ),
    )
}

/// What was read: the sheets, whether they are those of an annotated copy and of which files, older ones passed over.
pub(super) fn read(name: &str, sheets: &[&str], copy_of: Option<&BTreeSet<&str>>, passed: usize) -> Text {
    let shown = |parts: Vec<&str>, sep: &str| visible(&parts.join(sep));
    let name = visible(name);
    let (zh, en) = (shown(sheets.to_vec(), "、"), shown(sheets.to_vec(), ", "));
    let (mut zh, mut en) = match copy_of {
        None => (
            format!("清单：{name} 的“{zh}”"),
            format!("list: '{en}' in {name}"),
        ),
        Some(files) => {
            let files = files.iter().copied().collect::<Vec<_>>();
            let (of_zh, of_en) = (shown(files.clone(), "、"), shown(files, ", "));
            (
                format!("清单：标注副本 {name} 的“{zh}”，列的是 {of_zh} 的问题"),
                format!("list: '{en}' in the annotated copy {name}, of findings in {of_en}"),
            )
        }
    };
    if passed > 0 {
        let _ = write!(zh, "；另有 {passed} 张更早的问题清单没有读");
        let _ = write!(en, "; {passed} earlier lists in it were not read");
    }
    Text { zh, en }
}

fn as_handed_out() -> Text {
    text!(
        "请在发出的那一份里只填“整改情况”“整改说明”，各列（隐藏的也是）、各行原样留着；排序、筛选、调列宽不碍事",
        "take the list as it was handed out and fill 'Rectified' and 'Remarks' only; leave every row and column, hidden ones too; sorting, filtering and widths do no harm"
    )
}

/// What was done to its rows.
pub(super) fn edited(name: &str, edits: &Edits) -> Unusable {
    let said = [
        (
            &edits.changed,
            text!("改动了序号", "changed are the rows numbered"),
        ),
        (
            &edits.twice,
            text!("重复了序号", "there twice are the rows numbered"),
        ),
        (&edits.missing, text!("少了序号", "missing are the rows numbered")),
        (
            &edits.foreign,
            text!("不是清单里原有的，序号", "never in it were the rows numbered"),
        ),
    ];
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (rows, Text { zh: of, en: what }) in said {
        let named = |sep: &str| {
            rows.named
                .iter()
                .map(|n| visible(n))
                .collect::<Vec<_>>()
                .join(sep)
        };
        let more = if rows.all > rows.named.len() as u64 {
            "…"
        } else {
            ""
        };
        if rows.all > 0 {
            zh.push(format!("{of} {}{more}（共 {} 行）", named("、"), rows.all));
            en.push(format!("{what} {}{more} ({} in all)", named(", "), rows.all));
        }
    }
    let (name, zh, en) = (visible(name), zh.join("；"), en.join("; "));
    unusable(
        text!("清单 {name} 被改过：{zh}", "the list {name} was edited: {en}"),
        as_handed_out(),
    )
}

pub(super) fn no_rows(name: &str) -> Unusable {
    let name = visible(name);
    unusable(
        text!(
            "清单 {name} 一行问题也没有：没有可复核的，或者各行都被删去了",
            "the list {name} has no row: there is nothing to recheck, or all were deleted"
        ),
        as_handed_out(),
    )
}

pub(super) fn head_twice(name: &str, sheet: &str, head: &str) -> Unusable {
    let [name, sheet, head] = [name, sheet, head].map(visible);
    unusable(
        text!(
            "清单 {name} 被改过：“{sheet}”有两列“{head}”，不知道哪一列算数",
            "the list {name} was edited: '{sheet}' has two columns '{head}', and nobody can tell which of them counts"
        ),
        as_handed_out(),
    )
}

pub(super) fn too_early(name: &str, day: NaiveDate, as_of: NaiveDate) -> Unusable {
    let name = visible(name);
    unusable(
        text!(
            "清单 {name} 是按 {day} 审的，不能用更早的 {as_of} 复核",
            "the list {name} is of {day} and cannot be rechecked as of {as_of}, which is earlier"
        ),
        text!("--as-of 写清单以后的日期", "give a later day with --as-of"),
    )
}

/// The columns that the answered list has beside its own: what the department wrote, where the finding is now, and, out of
/// sight, what the program wrote over it, so that it is not taken for theirs when the list comes back once more.
pub(super) fn more_heads() -> [Text; 3] {
    [
        text!("部门填报", "Their answer"),
        text!("复核说明", "Rechecked"),
        text!("复核结果", "Verdict"),
    ]
}

pub(super) fn gone() -> Text {
    text!(
        "再审了这张表，没有再发现",
        "the table was audited again and this was not found"
    )
}

pub(super) fn still(file: &str, place: &str) -> Text {
    text!("现在在 {file} {place}", "now at {file} {place}")
}

pub(super) fn summary_name() -> Text {
    text!("复核汇总", "Recheck")
}

pub(super) fn title() -> Text {
    text!("问题清单复核结果", "Findings rechecked")
}

pub(super) fn heads() -> [Text; 7] {
    [
        text!("单位", "Department"),
        text!("清单", "Listed"),
        text!("已整改", "Settled"),
        text!("仍存在", "Remaining"),
        text!("称已整改但仍存在", "Claimed, still failing"),
        text!("未再审", "Not again"),
        text!("整改率", "Rate"),
    ]
}

pub(super) fn all() -> Text {
    text!("合计", "All")
}

pub(super) fn totals(tally: &Tally) -> Text {
    let Tally {
        settled,
        remaining,
        claimed,
        not_audited,
    } = tally;
    let all = tally.all();
    text!(
        "清单 {all} 处：已整改 {settled} · 仍存在 {remaining} · 称已整改但仍存在 {claimed} · 未再审 {not_audited}",
        "{all} listed: settled {settled} · remaining {remaining} · claimed, still failing {claimed} · not audited again {not_audited}"
    )
}

pub(super) fn beyond(n: usize, errors: usize) -> Text {
    text!(
        "再审还发现清单以外的问题 {n} 处，其中清单所列文件里违规的 {errors} 处（见 check 的报告）",
        "{n} findings beside those listed, {errors} of them errors in the files of the list (see a report of check)"
    )
}

pub(super) fn not_again(why: &Text, n: u64) -> Text {
    let Text { zh, en } = why;
    text!("未再审 {n} 处：{zh}", "not audited again, {n}: {en}")
}

pub(super) fn how_told() -> Text {
    text!(
        "“已整改”只指：同一张表再审了、同一项要求再查了、那个资源还在、问题没有再发现。没有再审到的、资源不在了的，一律不算。",
        "'Settled' means that the same table was audited again by the same requirement and the finding was gone while its resource is still there. What was not looked at again never counts, nor does a resource that is gone."
    )
}

pub(super) fn of_nobody(lang: Lang) -> String {
    crate::report::words::of_nobody().of(lang).to_owned()
}
