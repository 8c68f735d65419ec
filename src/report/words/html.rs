//! What the page says around the findings, in both languages.

use crate::model::{Lang, Text, text};
use serde::Serialize;

pub(in crate::report) fn title() -> Text {
    text!("数据合规审计报告", "Data compliance audit")
}

pub(in crate::report) fn judged_at(day: chrono::NaiveDate) -> Text {
    text!("审计日期 {day}", "judged at {day}")
}

/// The parts of the page, in order.
pub(in crate::report) fn parts(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["结论", "问题清单", "检查范围", "证据"],
        Lang::En => ["Verdict", "Findings", "Coverage", "Evidence"],
    }
}

pub(in crate::report) fn contents() -> Text {
    text!("目录", "Contents")
}

pub(in crate::report) fn instruments() -> Text {
    text!("依据的法规和当日状态", "Instruments and their status on the day")
}

pub(in crate::report) fn instrument_heads(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["法规", "当日状态", "施行", "有效期至", "本次怎样判断"],
        Lang::En => ["instrument", "status", "in force from", "until", "judged as"],
    }
}

/// What findings under an instrument are worth.
pub(in crate::report) fn weight(binding: bool, in_force: bool) -> Text {
    match (binding, in_force) {
        (true, true) => text!("有约束力", "binding"),
        (true, false) => text!("按 --what-if 假定有效", "as if in force (--what-if)"),
        (false, _) => text!("只作提示，不是违规", "information only"),
    }
}

pub(in crate::report) fn counts() -> Text {
    text!("数字", "In numbers")
}

/// The labels of the numbers.
pub(in crate::report) fn count_heads(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => ["合规率", "违规", "存疑", "提示", "资源", "部门", "文件", "数据行"],
        Lang::En => [
            "compliant",
            "errors",
            "warnings",
            "infos",
            "resources",
            "departments",
            "files",
            "rows",
        ],
    }
}

pub(in crate::report) fn not_audited() -> Text {
    text!("没有审到的文件", "Files not audited")
}

pub(in crate::report) fn no_findings() -> Text {
    text!("没有发现问题。", "Nothing was found.")
}

/// Nothing was found where not everything was audited.
pub(in crate::report) fn no_findings_so_far() -> Text {
    text!(
        "审到的部分没有发现问题，没有审到的不知道。",
        "Nothing was found in what was audited; of the rest nothing is known."
    )
}

/// Nothing was found because nothing was looked at.
pub(in crate::report) fn nothing_audited() -> Text {
    text!(
        "没有审到任何表，没有可列的问题；这不是说没有问题。",
        "No table was audited, so there is nothing to list; that is not to say that all is well."
    )
}

/// The heads of what to put right first.
pub(in crate::report) fn cause_heads(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Zh => ["序", "原因", "多少", "处数", "占全部", "改好即合规"],
        Lang::En => ["no.", "cause", "how many", "settles", "of all", "then clean"],
    }
}

pub(in crate::report) fn by_article() -> Text {
    text!("各条的遵守情况", "Compliance by article")
}

pub(in crate::report) fn articles_told() -> Text {
    text!(
        "横条是该条查过的要求：绿为通过，红为有违规，褐为只有存疑，蓝为只有提示；没有查过任何要求的条不在内，见检查范围",
        "bars are the requirements checked of an article: green passed, red with errors, brown with doubts only, blue with infos only; articles of which nothing was checked are under Coverage"
    )
}

pub(in crate::report) fn article_heads(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Zh => ["条", "遵守情况", "查过", "通过", "违规", "存疑", "提示"],
        Lang::En => [
            "article",
            "compliance",
            "checked",
            "passed",
            "errors",
            "warnings",
            "infos",
        ],
    }
}

pub(in crate::report) fn by_department() -> Text {
    text!("各部门的合规率", "Compliance by department")
}

pub(in crate::report) fn departments_told() -> Text {
    text!(
        "横条是该部门的资源：绿为没有违规，红为有违规；存疑、提示不计入",
        "bars are the resources of a department: green without, red with an error; doubts and infos do not count"
    )
}

pub(in crate::report) fn department_heads(lang: Lang) -> [&'static str; 9] {
    match lang {
        Lang::Zh => [
            "部门",
            "遵守情况",
            "合规率",
            "资源",
            "合规",
            "违规",
            "存疑",
            "提示",
            "缺列",
        ],
        Lang::En => [
            "department",
            "compliance",
            "rate",
            "resources",
            "compliant",
            "errors",
            "warnings",
            "infos",
            "columns",
        ],
    }
}

/// A list that is cut on the first page and goes on further down.
pub(in crate::report) fn goes_on(shown: usize, of: usize) -> Text {
    text!(
        "列前 {shown} 个，共 {of} 个；全部见“检查范围”",
        "the first {shown} of {of}; all are under Coverage"
    )
}

/// A list that is cut for good.
pub(in crate::report) fn cut(shown: usize, of: usize) -> Text {
    text!(
        "列前 {shown} 个，共 {of} 个；其余见 json 报告",
        "the first {shown} of {of}; the rest are in the json report"
    )
}

pub(in crate::report) fn without_script(examples: usize) -> Text {
    text!(
        "浏览器没有运行脚本：每项要求只列前 {examples} 处，不能筛选。结论、检查范围和证据不受影响。",
        "No script was run: the first {examples} places of each requirement are shown, without filters. Verdict, coverage and evidence are whole."
    )
}

pub(in crate::report) fn not_printed(n: u64) -> Text {
    text!(
        "另有 {n} 处没有印出，在本页的电子版和 json 报告中",
        "{n} more not printed: they are in the electronic page and in the json report"
    )
}

pub(in crate::report) fn more_related(n: usize) -> Text {
    text!(
        "另见还有 {n} 处，见 json 报告",
        "{n} further places are in the json report"
    )
}

pub(in crate::report) fn cut_text(n: usize) -> Text {
    text!("（共 {n} 字）", " ({n} characters in all)")
}

pub(in crate::report) fn whole_table() -> Text {
    text!("整张表（不记到部门）", "whole tables (of no department)")
}

pub(in crate::report) fn how_read() -> Text {
    text!("怎样读的", "How it was read")
}

pub(in crate::report) fn not_checked() -> Text {
    text!("没有检查的，以及为什么", "What was not checked, and why")
}

pub(in crate::report) fn left_out() -> Text {
    text!("没有读的文件", "What was passed over")
}

pub(in crate::report) fn nothing_left_out() -> Text {
    text!("没有跳过任何文件。", "No file was passed over.")
}

pub(in crate::report) fn each_requirement() -> Text {
    text!("逐项要求", "Requirement by requirement")
}

pub(in crate::report) fn coverage_heads(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Zh => ["要求", "依据", "结果", "判断过", "不符", "说明"],
        Lang::En => [
            "requirement",
            "provision",
            "result",
            "judged",
            "breaches",
            "remark",
        ],
    }
}

pub(in crate::report) fn result(status: crate::audit::CoverageStatus) -> Text {
    use crate::audit::CoverageStatus;
    match status {
        CoverageStatus::Passed => text!("通过", "passed"),
        CoverageStatus::Failed => text!("不通过", "failed"),
        CoverageStatus::NotApplicable => text!("不适用", "not applicable"),
        CoverageStatus::NotChecked => text!("未检查", "not checked"),
    }
}

/// Requirements of tables that did not come, beside their kinds.
pub(in crate::report) fn lacking(kinds: &Text) -> Text {
    let (zh, en) = (&kinds.zh, &kinds.en);
    text!("没有这种表：{zh}", "no such table: {en}")
}

pub(in crate::report) fn table_facts(rows: u64, resources: u64) -> Text {
    text!(
        "数据行 {rows} · 资源 {resources}",
        "rows {rows} · resources {resources}"
    )
}

pub(in crate::report) fn column_heads(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["列", "未识别的列"],
        Lang::En => ["columns", "columns not recognised"],
    }
}

pub(in crate::report) fn inputs() -> Text {
    text!("输入文件", "Input files")
}

pub(in crate::report) fn input_heads(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["文件", "格式", "字节", "SHA-256"],
        Lang::En => ["file", "format", "bytes", "SHA-256"],
    }
}

pub(in crate::report) fn packs() -> Text {
    text!("法规包", "Packs")
}

pub(in crate::report) fn pack_heads(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["标识", "法规", "SHA-256"],
        Lang::En => ["id", "instrument", "SHA-256"],
    }
}

pub(in crate::report) fn run_of() -> Text {
    text!("程序和日期", "Program and day")
}

pub(in crate::report) fn repeatable() -> Text {
    text!(
        "同样的文件、同样的法规包、同样的审计日期和版本，得到同样的报告。",
        "The same files, packs, day and version give the same report."
    )
}

/// The labels of what is said of a requirement.
pub(in crate::report) fn group_heads(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["要求", "依据", "责任", "原文"],
        Lang::En => ["asks", "basis", "liability", "text"],
    }
}

/// What the script says, and the labels that it shares with the markup.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::report) struct Script {
    /// Levels, the gravest first, and what does not count.
    pub(in crate::report) levels: [&'static str; 4],
    /// Heads of the table of findings.
    pub(in crate::report) heads: [&'static str; 5],
    /// 说明, 应为, 建议.
    pub(in crate::report) texts: [&'static str; 3],
    /// After a label.
    pub(in crate::report) colon: &'static str,
    /// Labels of the filters: level, department, article, file.
    pub(in crate::report) filters: [&'static str; 4],
    pub(in crate::report) all: &'static str,
    pub(in crate::report) reset: &'static str,
    pub(in crate::report) unfiltered: &'static str,
    pub(in crate::report) shown: &'static str,
    /// After either, where anything is waived.
    pub(in crate::report) waived: &'static str,
    pub(in crate::report) none: &'static str,
    pub(in crate::report) more: &'static str,
    pub(in crate::report) unprinted: &'static str,
    pub(in crate::report) only: &'static str,
}

pub(in crate::report) fn script(lang: Lang) -> Script {
    match lang {
        Lang::Zh => Script {
            levels: ["违规", "存疑", "提示", "豁免"],
            heads: ["级别", "位置", "目录名称 / 提供单位", "现状", "说明、应为、建议"],
            texts: ["说明", "应为", "建议"],
            colon: "：",
            filters: ["级别", "部门", "条款", "文件"],
            all: "全部",
            reset: "清除筛选",
            unfiltered: "共 {n} 处：违规 {e} · 存疑 {w} · 提示 {i}",
            shown: "符合筛选 {n} 处，共 {all} 处：违规 {e} · 存疑 {w} · 提示 {i}",
            waived: " · 豁免 {v}",
            none: "没有符合筛选的问题。",
            more: "再列 {k} 处（还有 {n} 处）",
            unprinted: "另有 {n} 处没有印出，在本页的电子版和 json 报告中",
            only: "只含符合筛选的问题：",
        },
        Lang::En => Script {
            levels: ["error", "warning", "info", "waived"],
            heads: [
                "level",
                "place",
                "catalog entry / provider",
                "observed",
                "what, expected, suggestion",
            ],
            texts: ["what", "expected", "suggestion"],
            colon: ": ",
            filters: ["level", "department", "article", "file"],
            all: "all",
            reset: "Clear filters",
            unfiltered: "{n} in all: errors {e} · warnings {w} · infos {i}",
            shown: "{n} of {all} shown: errors {e} · warnings {w} · infos {i}",
            waived: " · waived {v}",
            none: "Nothing fits these filters.",
            more: "{k} more ({n} not listed yet)",
            unprinted: "{n} more not printed: they are in the electronic page and in the json report",
            only: "Only what fits these filters: ",
        },
    }
}
