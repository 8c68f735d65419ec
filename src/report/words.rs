//! What the reports say around the findings, in both languages.

mod csv;
mod footer;
mod gitlab;
pub(super) mod html;
mod instruments;
mod junit;
mod law_page;
pub(super) mod notice;
mod overview;
mod reckoning;
mod reprieve;
mod sarif;
mod sentence;
mod sheets;

pub(super) use csv::*;
pub(super) use footer::*;
pub(super) use gitlab::*;
pub(super) use instruments::*;
pub(super) use junit::*;
pub(super) use law_page::*;
pub(super) use overview::*;
pub(super) use reckoning::*;
pub(super) use reprieve::*;
pub(super) use sarif::*;
pub(super) use sentence::*;
pub(super) use sheets::*;

use crate::audit::{Role, Summary, Verdict};
use crate::law::Fit;
use crate::model::{Lang, Severity, Text, text};

pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Zh, Severity::Error) => "违规",
        (Lang::Zh, Severity::Warning) => "存疑",
        (Lang::Zh, Severity::Info) => "提示",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Info) => "info",
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// An instrument that binds, or is taken to, was chosen.
    pub(super) binding: bool,
    /// One of its requirements was judged on something.
    pub(super) judged: bool,
    /// What binds does so only because it is taken to.
    pub(super) supposed: bool,
    /// Requirements not checked.
    pub(super) unchecked: u64,
    /// Findings for a person.
    pub(super) doubts: u64,
    /// Findings that do not count.
    pub(super) waived: u64,
}

/// What a verdict leaves open; what there is none of is not named.
fn left_open(unchecked: u64, doubts: u64) -> Text {
    let parts = [
        (
            unchecked,
            text!("{unchecked} 项未检查", "requirements not checked: {unchecked}"),
        ),
        (doubts, text!("{doubts} 处存疑", "doubts open: {doubts}")),
    ];
    let named: Vec<&Text> = parts.iter().filter(|(n, _)| *n > 0).map(|(_, t)| t).collect();
    let join = |of: fn(&Text) -> &str, by: &str| named.iter().map(|t| of(t)).collect::<Vec<_>>().join(by);
    Text {
        zh: join(|t| &t.zh, "、"),
        en: join(|t| &t.en, "; "),
    }
}

pub(super) fn verdict(verdict: Verdict, ground: Ground) -> Text {
    let Ground {
        unchecked,
        doubts,
        waived,
        ..
    } = ground;
    let said = match verdict {
        Verdict::Clean if !ground.binding => text!(
            "所选法规在审计日期均不生效，所报只作提示，不是合规结论",
            "none of the instruments chosen is in force on the day: information only, no verdict of compliance"
        ),
        Verdict::Clean if !ground.judged => text!(
            "在施行的法规没有一项要求判断过这些表，没有结论",
            "no requirement in force was judged on these tables: no verdict"
        ),
        Verdict::Clean if waived > 0 && unchecked + doubts > 0 => {
            let Text { zh, en } = left_open(unchecked, doubts);
            text!(
                "没有未豁免的违规（豁免 {waived} 处；另有 {zh}）",
                "no violations beyond what is waived (waived: {waived}; {en})"
            )
        }
        Verdict::Clean if waived > 0 => text!(
            "没有未豁免的违规（豁免 {waived} 处）",
            "no violations beyond what is waived (waived: {waived})"
        ),
        Verdict::Clean if unchecked + doubts > 0 => {
            let Text { zh, en } = left_open(unchecked, doubts);
            text!(
                "已检查的项中没有发现违规（另有 {zh}）",
                "no violations found in what was checked ({en})"
            )
        }
        Verdict::Clean => text!("合规：没有发现违规", "clean: no violations found"),
        Verdict::Violations => text!("不合规：有违规", "violations found"),
        Verdict::Incomplete => {
            text!(
                "未完成：有文件或工作表没有审到，不能作为结论",
                "incomplete: not everything could be audited, so this is no verdict"
            )
        }
    };
    let Text { zh, en } = &said;
    if ground.supposed {
        text!(
            "按 --what-if 假定有效：{zh}",
            "supposing it in force (--what-if): {en}"
        )
    } else {
        said
    }
}

pub(super) fn liability(fit: Fit, citation: &str) -> Text {
    match fit {
        Fit::Direct => text!("{citation}", "{citation}"),
        Fit::Nearest => text!(
            "参照 {citation}（最接近的条款，是否适用须由人判断）",
            "see {citation} (nearest provision; whether it applies is for a person)"
        ),
        Fit::ByLaw => text!(
            "{citation}（依照有关法律、法规的规定）",
            "{citation} (refers to other law)"
        ),
    }
}

pub(super) fn no_liability() -> Text {
    text!("本文件没有对应的责任条款", "none in this instrument")
}

pub(super) fn empty_cell() -> Text {
    text!("（空）", "(blank)")
}

pub(super) fn no_such_column() -> Text {
    text!("（无此列）", "(no such column)")
}

pub(super) fn count(n: u64) -> Text {
    text!("{n} 处", "{n} found")
}

pub(super) fn more(n: u64) -> Text {
    text!(
        "还有 {n} 处未列出（--max-examples 0 全部列出，或用 --format json）",
        "{n} more not listed (--max-examples 0 lists all, as does --format json)"
    )
}

pub(super) fn label(zh: &str, en: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{zh} "),
        Lang::En => format!("{en}: "),
    }
}

/// What ends a sentence that another follows.
pub(super) fn sentence_end(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "。",
        Lang::En => ". ",
    }
}

pub(super) fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

pub(super) fn entitled(title: &Text, words: &Text) -> Text {
    Text {
        zh: format!("《{}》{}", title.zh, words.zh),
        en: format!("{}: {}", title.en, words.en),
    }
}

pub(super) fn totals(s: &Summary) -> Text {
    let Summary {
        files,
        tables,
        rows,
        resources,
        ..
    } = s;
    text!(
        "文件 {files} · 表 {tables} · 资源 {resources} · 数据行 {rows}",
        "files {files} · tables {tables} · resources {resources} · rows {rows}"
    )
}

pub(super) fn levels(s: &Summary) -> Text {
    let Summary {
        errors,
        warnings,
        infos,
        waived,
        ..
    } = s;
    text!(
        "违规 {errors} · 存疑 {warnings} · 提示 {infos} · 豁免 {waived}",
        "errors {errors} · warnings {warnings} · infos {infos} · waived {waived}"
    )
}

pub(super) fn requirements(passed: u64, failed: u64, not_applicable: u64, not_checked: u64) -> Text {
    let all = passed + failed + not_applicable + not_checked;
    text!(
        "要求 {all} 项：通过 {passed} · 不通过 {failed} · 不适用 {not_applicable} · 未检查 {not_checked}",
        "requirements {all}: passed {passed} · failed {failed} · not applicable {not_applicable} · not checked {not_checked}"
    )
}

pub(super) fn tool(as_of: chrono::NaiveDate) -> Text {
    let version = env!("CARGO_PKG_VERSION");
    text!(
        "dataaudit {version} · 审计日期 {as_of}",
        "dataaudit {version} · judged at {as_of}"
    )
}

pub(super) fn header_rows(rows: &[u32]) -> Text {
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    let rows = rows.join("、");
    text!("表头第 {rows} 行", "header row {rows}")
}

pub(super) fn inherited(n: u64) -> Text {
    text!(
        "{n} 个单元格取自上方的合并或已填单元格",
        "{n} cells take the value of a merged or filled cell above"
    )
}

pub(super) fn hidden_rows(n: u64) -> Text {
    text!(
        "含隐藏行 {n} 行，一并审计",
        "{n} hidden rows, audited like the others"
    )
}

pub(super) fn hidden_columns(letters: &str) -> Text {
    text!(
        "隐藏的列 {letters}，一并审计",
        "hidden columns {letters}, audited like the others"
    )
}

pub(super) fn skipped_rows(n: u64, examples: &str, complete: bool) -> Text {
    if complete {
        text!("跳过 {n} 行：{examples}", "{n} rows passed over: {examples}")
    } else {
        text!(
            "跳过 {n} 行，其中：{examples} …",
            "{n} rows passed over, among them: {examples} …"
        )
    }
}

pub(super) fn skipped_row(row: u32, reason: &Text) -> Text {
    let (zh, en) = (&reason.zh, &reason.en);
    text!("第 {row} 行（{zh}）", "row {row} ({en})")
}

pub(super) fn skipped_sheet(sheet: &str, reason: &Text) -> Text {
    let (zh, en) = (&reason.zh, &reason.en);
    text!("工作表“{sheet}”未审计：{zh}", "sheet '{sheet}' not audited: {en}")
}

pub(super) fn passed_over(n: usize, reason: &Text, named: &str, more: bool) -> Text {
    let (zh, en) = (&reason.zh, &reason.en);
    let (rest_zh, rest_en) = if more { (" 等", "; …") } else { ("", "") };
    text!(
        "没有读 {n} 个（{zh}）：{named}{rest_zh}",
        "{n} left out ({en}): {named}{rest_en}"
    )
}

pub(super) fn not_read(path: &str, message: &Text) -> Text {
    let (zh, en) = (&message.zh, &message.en);
    text!("没有审到 {path}：{zh}", "not audited: {path}: {en}")
}

pub(super) fn hidden_sheet() -> Text {
    text!("（隐藏的工作表）", " (hidden sheet)")
}

/// Another place, and whom it is about.
pub(super) fn see_also(place: &str, about: &str) -> Text {
    if about.is_empty() {
        return text!("另见 {place}", "see also {place}");
    }
    text!("另见 {place}（{about}）", "see also {place} ({about})")
}

/// What a file was read for, where it was not audited itself.
pub(super) fn read_for(role: Role) -> Option<Text> {
    match role {
        Role::Audited => None,
        Role::Departments => Some(text!("单位名单", "list of bodies")),
        Role::Previous => Some(text!("上一版目录", "former edition")),
    }
}
