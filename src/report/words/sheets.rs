//! What the workbook says around its findings, in both languages.

use crate::audit::{CoverageStatus, Outcome};
use crate::check::across::Spot;
use crate::model::{Place, Text, text};

pub(in crate::report) fn coverage_status(status: CoverageStatus) -> Text {
    match status {
        CoverageStatus::Passed => text!("通过", "passed"),
        CoverageStatus::Failed => text!("不通过", "failed"),
        CoverageStatus::NotApplicable => text!("不适用", "not applicable"),
        CoverageStatus::NotChecked => text!("未检查", "not checked"),
    }
}

/// Names of the sheets, in their order.
pub(in crate::report) fn sheet_names() -> [Text; 5] {
    [
        text!("说明", "About"),
        text!("汇总", "Summary"),
        text!("问题清单", "Findings"),
        text!("规则执行情况", "Requirements"),
        text!("按部门", "Departments"),
    ]
}

/// The name of the sheet that is there only where the run was held against earlier ones.
pub(in crate::report) fn sheet_of_comparison() -> Text {
    text!("与以前比较", "Comparison")
}

pub(in crate::report) fn workbook_title() -> Text {
    text!("公共数据目录合规审计问题清单", "Compliance audit: findings")
}

/// The columns of a finding.
pub(in crate::report) fn finding_heads() -> [Text; 21] {
    [
        text!("序号", "No."),
        text!("级别", "Level"),
        text!("要求", "Requirement"),
        text!("依据", "Basis"),
        text!("责任", "Liability"),
        text!("文件", "File"),
        text!("工作表", "Sheet"),
        text!("单元格", "Cell"),
        text!("资源", "Resource"),
        text!("编码", "Code"),
        text!("单位", "Department"),
        text!("数据项", "Item"),
        text!("字段", "Field"),
        text!("现状", "Observed"),
        text!("应为", "Expected"),
        text!("说明", "What is wrong"),
        text!("建议", "Suggestion"),
        text!("整改情况", "Rectified"),
        text!("整改说明", "Remarks"),
        text!("指纹", "Fingerprint"),
        text!("另见文件", "Other files"),
    ]
}

/// The columns that the list of an annotated copy has beside its own, for its way back: two to be filled in, the others
/// hidden.
pub(in crate::report) fn returned_heads() -> [Text; 8] {
    let [
        ..,
        file,
        sheet,
        _,
        _,
        _,
        _,
        item,
        field,
        _,
        _,
        _,
        _,
        answer,
        remarks,
        fingerprint,
        others,
    ] = finding_heads();
    [answer, remarks, file, sheet, item, field, fingerprint, others]
}

/// A place in a sheet that is no cell.
pub(in crate::report) fn place(place: Place) -> Text {
    let row = place.row();
    match place {
        Place::Table { row: 0 } => text!("整张表", "the table"),
        Place::Table { .. } => super::header_rows(&[row]),
        Place::Row { .. } => text!("第 {row} 行", "row {row}"),
        Place::Cell { .. } => Text::same(place.cell().unwrap_or_default()),
    }
}

pub(in crate::report) fn field_under(field: &Text, header: &str) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!("{zh}（表头：{header}）", "{en} (header: {header})")
}

pub(in crate::report) fn more_places(n: usize) -> Text {
    text!(
        "另有 {n} 处，见 json 报告",
        "{n} more places, see the json report"
    )
}

/// What stands where a text was too long for a cell.
pub(in crate::report) fn cut() -> Text {
    text!("…（过长，已截断）", "… (too long, cut)")
}

pub(in crate::report) fn requirement_heads() -> [Text; 9] {
    [
        text!("编号", "Id"),
        text!("要求", "Requirement"),
        text!("文件", "Instrument"),
        text!("条款", "Provision"),
        text!("级别", "Level"),
        text!("结果", "Status"),
        text!("判断", "Judged"),
        text!("问题", "Breaches"),
        text!("没有检查或不适用的原因", "Why not checked or not applicable"),
    ]
}

pub(in crate::report) fn article_heads() -> [Text; 6] {
    [
        text!("文件", "Instrument"),
        text!("条款", "Provision"),
        text!("违规", "Errors"),
        text!("存疑", "Warnings"),
        text!("提示", "Infos"),
        text!("合计", "All"),
    ]
}

pub(in crate::report) fn first_heads() -> [Text; 5] {
    [
        text!("先改什么", "Put right first"),
        text!("涉及的要求", "Requirements"),
        text!("处数", "Settles"),
        text!("占全部", "Of all"),
        text!("改好即合规", "Then clean"),
    ]
}

pub(in crate::report) fn department_columns() -> [Text; 11] {
    [
        text!("部门", "Department"),
        text!("数据行", "Rows"),
        text!("资源", "Resources"),
        text!("合规资源", "Compliant"),
        text!("合规率", "Rate"),
        text!("违规", "Errors"),
        text!("存疑", "Warnings"),
        text!("提示", "Infos"),
        text!("问题合计", "All"),
        text!("整列缺失", "Missing columns"),
        text!("最突出的问题", "Most often"),
    ]
}

pub(in crate::report) fn problems() -> Text {
    text!("问题", "Findings")
}

/// The columns of a place under its requirement.
pub(in crate::report) fn place_heads() -> [Text; 6] {
    [
        text!("位置", "Place"),
        text!("目录名称 / 提供单位", "Catalog entry / provider"),
        text!("现状", "Observed"),
        text!("说明", "What is wrong"),
        text!("应为", "Expected"),
        text!("建议", "Suggestion"),
    ]
}

/// The provision that a requirement rests on, and the one that says who answers for it.
pub(in crate::report) fn basis_and_liability(basis: &Text, liability: &Text) -> [Text; 2] {
    let (zh, en, zh_l, en_l) = (&basis.zh, &basis.en, &liability.zh, &liability.en);
    [
        text!("依据：{zh}", "Basis: {en}"),
        text!("责任：{zh_l}", "Liability: {en_l}"),
    ]
}

/// How many places of each requirement a page lists.
pub(in crate::report) fn at_most(n: usize) -> Text {
    text!(
        "每项要求至多列出 {n} 处（--max-examples），各级的数是全部的",
        "at most {n} places of each requirement are listed (--max-examples); the counts are of all"
    )
}

/// The sheet and place of another side.
pub(in crate::report) fn spot(spot: &Spot) -> Text {
    let sheet = spot.sheet.as_ref().map(|s| format!("{s} ")).unwrap_or_default();
    let Text { zh, en } = place(spot.place());
    text!("{sheet}{zh}", "{sheet}{en}")
}

/// Files and sheets that were named, or found, and not audited, with what helps.
pub(in crate::report) fn left_unread(outcome: &Outcome<'_>) -> Vec<Text> {
    let mut texts = Vec::new();
    for input in &outcome.inputs {
        if let Some(error) = &input.error {
            texts.push(super::not_read(&input.path, &error.message));
            texts.extend(error.help.clone());
        }
        let skipped = input.skipped.iter();
        texts.extend(skipped.map(|s| of_file(&input.path, &super::skipped_sheet(&s.sheet, &s.reason))));
    }
    let passed = outcome.passed_over.iter();
    texts.extend(passed.map(|p| super::passed_over(1, &p.reason, &p.path, false)));
    texts
}

/// A label and what it introduces.
pub(in crate::report) type Told = (Text, Text);

/// What the workbook is and how it is used.
pub(in crate::report) fn about(findings: u64, sheets: u64, compared: bool) -> Vec<Told> {
    let [_, summary, list, rules, departments] = sheet_names();
    let (s, l, r, d) = (summary.zh, list.zh, rules.zh, departments.zh);
    let (s_en, l_en, r_en, d_en) = (summary.en, list.en, rules.en, departments.en);
    let mut told = vec![
        (
            text!("这是什么", "What this is"),
            text!(
                "按所选法规审查公共数据目录和台账的结果，每个问题一行。由程序按条文的概括逐项判断，以官方公布的文本为准；是否构成违法、是否追究责任由有权机关认定。",
                "Catalogs and ledgers of public data held against the instruments chosen, a row a problem. Judged by a program on summaries of the provisions: the official texts prevail, and what is unlawful is for the competent authority to find."
            ),
        ),
        (
            text!("各工作表", "The sheets"),
            text!(
                "{s}：结论、条款、先改什么。{l}：逐个问题，可筛选。{r}：每项要求查了没有、查了多少、为什么没有查。{d}：各部门的合规率和问题数。",
                "{s_en}: verdict, provisions, what to put right first. {l_en}: every problem, with filters. {r_en}: what became of every requirement and why. {d_en}: rates and counts."
            ),
        ),
        (
            text!("怎样反馈", "How to answer"),
            text!(
                "在“{l}”的“整改情况”“整改说明”两列填写后退回；改的是原表，不是这份清单。",
                "Fill the columns 'Rectified' and 'Remarks' of {l_en} and send it back; what is put right is the table itself, not this list."
            ),
        ),
        (
            text!("链接", "Links"),
            text!(
                "“单元格”一列的链接打开原工作簿的那一格，按相对位置查找：本文件和原表一起移动。一张工作表最多 65530 个链接，之后的单元格没有链接；文本文件（如 CSV）不能链接到格。",
                "Links in the column 'Cell' open that cell of the workbook audited and are relative: move both together. A sheet holds 65,530 links at most, cells after those have none; text files such as CSV have no cells to point at."
            ),
        ),
    ];
    if compared {
        let Text { zh, en } = sheet_of_comparison();
        told.push((
            text!("与以前比较", "Since earlier"),
            text!(
                "{zh}：以前报告里的问题哪些已整改、哪些还在、新出现了多少，按部门和条款计数。",
                "{en}: which findings of earlier reports are settled, remain or are new, by department and provision."
            ),
        ));
    }
    if sheets > 1 {
        told.push((
            text!("问题很多", "Many findings"),
            text!(
                "共 {findings} 个问题，一张工作表放不下，接在“{l}(2)”等共 {sheets} 张里。",
                "{findings} findings do not fit one sheet: they go on in '{l_en}(2)' and so on, {sheets} sheets in all."
            ),
        ));
    }
    told
}

/// What the levels mean.
pub(in crate::report) fn level_meanings() -> [Text; 3] {
    [
        text!(
            "条文写明应当或不得，表中已经看得出来没有做到",
            "the provision says shall or shall not, and the table itself shows the breach"
        ),
        text!(
            "要求是推出来的，或取决于表外的事实，须由人核实",
            "the duty is implied or depends on facts outside the table: a person must look"
        ),
        text!(
            "鼓励性的、数据质量的，以及草案或审计日期不生效的文件的，不是违规",
            "encouragement, data quality, and whatever comes of an instrument that does not bind on the day: no breach"
        ),
    ]
}

pub(in crate::report) fn how_to_read_levels() -> Text {
    text!("级别", "Levels")
}

pub(in crate::report) fn three_levels() -> Text {
    text!("分三级，颜色与清单相同：", "Three, in the colours of the list:")
}

pub(in crate::report) fn label_verdict() -> Text {
    text!("结论", "Verdict")
}

pub(in crate::report) fn label_tool() -> Text {
    text!("程序", "Program")
}

pub(in crate::report) fn label_law() -> Text {
    text!("依据", "Law")
}

pub(in crate::report) fn label_counts() -> Text {
    text!("合计", "Totals")
}

pub(in crate::report) fn label_not_read() -> Text {
    text!("没有审到", "Not audited")
}

pub(in crate::report) fn label_read() -> Text {
    text!("审了什么", "What was read")
}

pub(in crate::report) fn label_settings() -> Text {
    text!("使用者设定", "Set by the user")
}

pub(in crate::report) fn label_note() -> Text {
    text!("注意", "Note")
}

pub(in crate::report) fn all_read() -> Text {
    text!(
        "点名的文件和工作表都审到了；没有检查的要求见“规则执行情况”",
        "every file and sheet named was audited; requirements not checked stand in 'Requirements'"
    )
}

/// What is said of something in a file.
pub(in crate::report) fn of_file(path: &str, said: &Text) -> Text {
    let (zh, en) = (&said.zh, &said.en);
    text!("{path}：{zh}", "{path}: {en}")
}

/// Rows passed over, with the first of them.
pub(in crate::report) fn skipped_in_all(n: u64, rows: &[Text]) -> Text {
    let all = |of: fn(&Text) -> &str| rows.iter().map(of).collect::<Vec<_>>().join(" ");
    let complete = rows.len() as u64 == n;
    Text {
        zh: super::skipped_rows(n, &all(|t| &t.zh), complete).zh,
        en: super::skipped_rows(n, &all(|t| &t.en), complete).en,
    }
}

/// A file with what it is and the digest of its bytes.
pub(in crate::report) fn evidence(path: &str, format: &str, sha256: &str) -> Text {
    text!(
        "{path} · {format} · SHA-256 {sha256}",
        "{path} · {format} · SHA-256 {sha256}"
    )
}

/// A table that was audited.
pub(in crate::report) fn table_read(
    sheet: &str,
    kind: &Text,
    header: &Text,
    rows: u64,
    resources: u64,
) -> Text {
    let (zh, en) = (&kind.zh, &kind.en);
    let (header_zh, header_en) = (&header.zh, &header.en);
    text!(
        "{sheet}{zh} · {header_zh} · 数据行 {rows} · 资源 {resources}",
        "{sheet}{en} · {header_en} · rows {rows} · resources {resources}"
    )
}
