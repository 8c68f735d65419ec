//! What the kinds that look across tables say.

use super::join;
use crate::check::Example;
use crate::model::{Text, text, visible};

/// Bodies named in one message beside the first two.
const NAMED: usize = 5;

pub(in crate::check) fn no_such_table(id: &str) -> Text {
    text!("没有表类 {id}", "unknown kind of table {id}")
}

pub(in crate::check) fn one_or_two_fields() -> Text {
    text!(
        "写一个字段，或本表字段和另一张表的字段",
        "give one field, or this table's and the other's"
    )
}

pub(in crate::check) fn bad_keys() -> Text {
    text!(
        "写一到七个字段；列表型字段只能单独写",
        "give one to seven fields; a field of lists only alone"
    )
}

/// `（限于…的行）` behind a table.
fn where_(condition: &Text) -> (String, String) {
    let (zh, en) = (&condition.zh, &condition.en);
    if zh.is_empty() {
        return (String::new(), String::new());
    }
    (format!("（{zh}的行）"), format!(" (rows where {en})"))
}

pub(in crate::check) fn must_have_one_source(codes: &[Text], items: Option<&Text>, owner: &[Text]) -> Text {
    let ((czh, cen), (ozh, oen)) = (join(codes), join(owner));
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if !codes.is_empty() {
        zh.push(format!("同一{czh}只能属于一个单位，属于两个以上就是违反"));
        en.push(format!("one {cen} belongs to one body: two or more are a breach"));
    }
    if let Some(items) = items {
        let (izh, ien) = (&items.zh, &items.en);
        zh.push(format!(
            "名称相同的{izh}由两个以上单位登记的，请人核实（姓名、编号、日期一类通用项不算）"
        ));
        en.push(format!("{ien} of one name under two or more bodies are for a person to look at (common items such as names, numbers and dates aside)"));
    }
    let (zh, en) = (zh.join("；"), en.join("; "));
    text!(
        "在本次各张表之间，{zh}；单位看{ozh}，先填的为准",
        "among all tables of a run, {en}; the body is told by {oen}, the first that is filled in"
    )
}

pub(in crate::check) fn two_sources() -> Example {
    Example {
        fails: text!(
            "甲局和乙局的目录里有同一个编码，或都登记了数据项“榨季产量”",
            "bureaus A and B list the same code, or both list the item '榨季产量'"
        ),
        passes: text!(
            "乙局的目录写明该数据的数源部门是甲局",
            "bureau B's catalog names bureau A as the source of the data"
        ),
        remedy: name_the_source(false),
    }
}

pub(in crate::check) fn one_source() -> Text {
    text!("只有一个数源部门", "one source department")
}

/// Who claims the same: the first two by name, of the others some.
pub(in crate::check) fn two_bodies(
    name: &Text,
    claimed: &str,
    (first, second): (&str, &str),
    further: &[&str],
    code: bool,
) -> Text {
    let (zh, en, claimed) = (&name.zh, &name.en, visible(claimed));
    let (first, second, n) = (visible(first), visible(second), further.len() + 2);
    let named: Vec<String> = further.iter().take(NAMED).map(|b| visible(b)).collect();
    let more = if further.len() > NAMED {
        ("等", " and others")
    } else {
        ("", "")
    };
    let (also_zh, also_en) = if named.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("，另有 {} 个单位：{}{}", further.len(), named.join("、"), more.0),
            format!(", and {} more: {}{}", further.len(), named.join(", "), more.1),
        )
    };
    if code {
        text!(
            "{zh}“{claimed}”由 {n} 个单位登记：“{first}”在先，“{second}”在后{also_zh}",
            "{en} '{claimed}' is claimed by {n} bodies: '{first}' first, then '{second}'{also_en}"
        )
    } else {
        text!(
            "名称相同的{zh}“{claimed}”由 {n} 个单位登记：“{first}”在先，“{second}”在后{also_zh}",
            "{en} of one name, '{claimed}', are listed by {n} bodies: '{first}' first, then '{second}'{also_en}"
        )
    }
}

pub(in crate::check) fn name_the_source(code: bool) -> Text {
    if code {
        text!(
            "核实由哪个单位作数源，其余单位改为通过共享取得；编码错的改正",
            "settle which body is the source, let the others obtain the data by sharing; correct a wrong code"
        )
    } else {
        text!(
            "核实是否同一数据：是的，确定一个数源部门并在目录写明；不是的，把名称写具体",
            "verify whether it is the same data: if so, settle on one source and say so in the catalogs; if not, make the names specific"
        )
    }
}

pub(in crate::check) fn must_be_unique_everywhere(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    if names.len() > 1 {
        text!(
            "{zh}合起来在本次各张表中不能重复",
            "{en} together must not be repeated in any table of a run"
        )
    } else {
        text!(
            "{zh}在本次各张表中不能重复",
            "{en} must not be repeated in any table of a run"
        )
    }
}

pub(in crate::check) fn claimed_before(names: &[Text], claimed: &str) -> Text {
    let ((zh, en), claimed) = (join(names), visible(claimed));
    text!(
        "{zh}“{claimed}”已在前面出现过",
        "{en} '{claimed}' was there before"
    )
}

pub(in crate::check) fn compare_with_the_first() -> Text {
    text!(
        "与先出现的一处核对：重复登记的删去一处，编号错的改正",
        "compare with the first place: drop an entry made twice, correct a wrong code"
    )
}

/// Rows of a table that must, or must not, be in another; `same` of the same body, or of another.
pub(in crate::check) fn must_be_listed(
    of: Option<&Text>,
    keys: &[Text],
    (table, condition): (&Text, &Text),
    be: bool,
    same: Option<bool>,
) -> Text {
    let ((kzh, ken), (wzh, wen)) = (join(keys), where_(condition));
    let (zh, en) = (&table.zh, &table.en);
    let (of_zh, of_en) = of.map_or((String::new(), "rows".to_owned()), |t| {
        (format!("{}中的", t.zh), format!("rows of the {}", t.en))
    });
    let (whose_zh, whose_en) = match same {
        None => ("", ""),
        Some(true) => ("本单位的", "the body's own "),
        Some(false) => ("其他单位的", "another body's "),
    };
    if be {
        text!(
            "{of_zh}每一条都应能按{kzh}在{whose_zh}{zh}{wzh}里找到",
            "{of_en} must be found by {ken} in {whose_en}{en}{wen}"
        )
    } else {
        text!(
            "{of_zh}各条按{kzh}不应出现在{whose_zh}{zh}{wzh}里",
            "{of_en} must not be found by {ken} in {whose_en}{en}{wen}"
        )
    }
}

pub(in crate::check) fn listing(table: &Text, condition: &Text, be: bool) -> Example {
    let ((wzh, wen), zh, en) = (where_(condition), &table.zh, &table.en);
    let there = text!(
        "{zh}{wzh}里有同一编码或名称的一条",
        "the {en}{wen} holds the same code or name"
    );
    let absent = text!(
        "{zh}{wzh}里没有同一编码或名称的一条",
        "the {en}{wen} holds no such code or name"
    );
    if be {
        Example {
            fails: absent,
            passes: there,
            remedy: list_it(table),
        }
    } else {
        Example {
            fails: there,
            passes: absent,
            remedy: compare_both(),
        }
    }
}

pub(in crate::check) fn to_be_listed(table: &Text, condition: &Text) -> Text {
    let ((wzh, wen), zh, en) = (where_(condition), &table.zh, &table.en);
    text!("在{zh}{wzh}中有对应的一条", "an entry in the {en}{wen}")
}

pub(in crate::check) fn not_to_be_listed(table: &Text, condition: &Text) -> Text {
    let ((wzh, wen), zh, en) = (where_(condition), &table.zh, &table.en);
    text!("不出现在{zh}{wzh}中", "no entry in the {en}{wen}")
}

/// Absent from a table; where it is not certain, its body may have handed in none.
pub(in crate::check) fn not_listed(
    (name, claimed): (&Text, &str),
    table: &Text,
    condition: &Text,
    certain: bool,
) -> Text {
    let ((wzh, wen), claimed) = (where_(condition), visible(claimed));
    let (zh, en, tzh, ten) = (&name.zh, &name.en, &table.zh, &table.en);
    let (doubt_zh, doubt_en) = if certain {
        ("", "")
    } else {
        (
            "；该单位在其中一条也没有，可能没有提供",
            "; the body has none there at all and may not have handed its own in",
        )
    };
    text!(
        "{zh}“{claimed}”在本次的{tzh}{wzh}中找不到{doubt_zh}",
        "{en} '{claimed}' is in no {ten}{wen} of this run{doubt_en}"
    )
}

pub(in crate::check) fn is_listed(
    (name, claimed): (&Text, &str),
    table: &Text,
    condition: &Text,
    body: &str,
) -> Text {
    let ((wzh, wen), claimed) = (where_(condition), visible(claimed));
    let (zh, en, tzh, ten) = (&name.zh, &name.en, &table.zh, &table.en);
    let (by_zh, by_en) = if body.is_empty() {
        (String::new(), String::new())
    } else {
        let body = visible(body);
        (format!("（{body}）"), format!(" ({body})"))
    };
    text!(
        "{zh}“{claimed}”见于{tzh}{by_zh}{wzh}",
        "{en} '{claimed}' is in the {ten}{by_en}{wen}"
    )
}

pub(in crate::check) fn list_it(table: &Text) -> Text {
    let (zh, en) = (&table.zh, &table.en);
    text!(
        "补登到{zh}；已登记但编码或名称不同的，改成一致",
        "enter it in the {en}; where it is there under another code or name, make them agree"
    )
}

pub(in crate::check) fn compare_both() -> Text {
    text!(
        "核对两处，改正填错的一处",
        "compare both places and correct the wrong one"
    )
}

pub(in crate::check) fn must_be_in_the_roster(name: &[Text], owner: &[Text]) -> Text {
    let ((zh, en), (ozh, oen)) = (join(name), join(owner));
    text!(
        "单位名单（--departments，或单位情况表的{zh}）中的每个单位，都应在目录的{ozh}中出现",
        "every body of the list (--departments, or {en} of department profiles) must appear as {oen} in a catalog"
    )
}

pub(in crate::check) fn no_catalog() -> Example {
    Example {
        fails: text!(
            "名单里有甲局，没有一份目录的提供单位是甲局",
            "bureau A is on the list and provides no catalog entry"
        ),
        passes: text!(
            "甲局在目录里至少有一条",
            "bureau A provides at least one catalog entry"
        ),
        remedy: hand_in_a_catalog(false),
    }
}

pub(in crate::check) fn a_catalog_of_its_own() -> Text {
    text!("有本单位的目录", "a catalog of its own")
}

pub(in crate::check) fn has_no_catalog(body: &str, near: Option<&str>) -> Text {
    let body = visible(body);
    match near.map(visible) {
        None => text!(
            "“{body}”在本次的目录中一条也没有",
            "'{body}' has no entry in any catalog of this run"
        ),
        Some(near) => text!(
            "“{body}”在本次的目录中一条也没有，但有名称相近的“{near}”",
            "'{body}' has no entry in any catalog of this run, but '{near}' does"
        ),
    }
}

pub(in crate::check) fn hand_in_a_catalog(near: bool) -> Text {
    if near {
        text!(
            "核实是否同一单位；是的，把名称写成一致",
            "verify whether it is the same body; if so, make the names agree"
        )
    } else {
        text!(
            "编制并提交本单位目录；确无公共数据的，在名单中写明",
            "compile and hand in a catalog; where there is no public data, say so in the list"
        )
    }
}

pub(in crate::check) fn excused(n: u64) -> Text {
    text!(
        "名单中另有 {n} 个单位写明没有公共数据，不算缺目录，请人核实",
        "{n} more bodies of the list state that they hold no public data and are not counted: for a person to verify"
    )
}

pub(in crate::check) fn must_be_kept(by: &[Text], watch: &[Text]) -> Text {
    let ((zh, en), (wzh, wen)) = (join(by), join(watch));
    text!(
        "上一版目录（--previous）中的每一条，按{zh}应仍在本次目录中，{wzh}不变；删改的应在目录变更台账有记录",
        "every entry of the former edition (--previous) must still be there by {en} with {wen} unchanged, or be in the record of changes"
    )
}

pub(in crate::check) fn keeping(watch: &[Text]) -> Example {
    let (zh, en) = join(watch);
    Example {
        fails: text!(
            "上一版有的条目没有了，或{zh}变了，目录变更台账里没有这一条",
            "an entry of the former edition is gone, or its {en} changed, and no change is on record"
        ),
        passes: text!(
            "删改的条目在目录变更台账里有编码或名称相同的一条",
            "the record of changes names the code or name of what was removed or altered"
        ),
        remedy: record_the_change(),
    }
}

pub(in crate::check) fn kept_or_recorded() -> Text {
    text!(
        "保持不变，或在目录变更台账有记录",
        "unchanged, or in the record of changes"
    )
}

fn record(unrecorded: bool) -> (&'static str, &'static str) {
    if unrecorded {
        (
            "，本次没有目录变更台账可查",
            "; this run holds no record of changes",
        )
    } else {
        ("，目录变更台账里没有记录", "; no change is on record")
    }
}

pub(in crate::check) fn is_gone(name: &Text, claimed: &str, unrecorded: bool) -> Text {
    let (zh, en, claimed, (rzh, ren)) = (&name.zh, &name.en, visible(claimed), record(unrecorded));
    text!(
        "上一版目录的{zh}“{claimed}”本次没有了{rzh}",
        "{en} '{claimed}' of the former edition is gone{ren}"
    )
}

pub(in crate::check) fn is_reclassified(name: &Text, was: &str, is: &str, unrecorded: bool) -> Text {
    let (zh, en, (rzh, ren)) = (&name.zh, &name.en, record(unrecorded));
    let (was, is) = (visible(was.trim()), visible(is.trim()));
    text!(
        "{zh}由“{was}”改为“{is}”{rzh}",
        "{en} changed from '{was}' to '{is}'{ren}"
    )
}

pub(in crate::check) fn record_the_change() -> Text {
    text!(
        "核实删改是否经过批准，补登目录变更台账；误删误改的恢复",
        "verify that the change was approved and put it on record; restore what was changed by mistake"
    )
}

pub(in crate::check) fn no_present_edition(n: u64) -> Text {
    text!(
        "上一版另有 {n} 条的单位本次没有目录，不判断",
        "{n} more entries of the former edition belong to bodies without a catalog in this run and are not judged"
    )
}

pub(in crate::check) fn must_not_be_alike(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!(
        "同一单位的{zh}不应相同，也不应只差标点、序号或“信息”“数据”“清单”一类后缀（年份、数字、地名不同的不算）",
        "{en} of one body must not be the same, nor differ by punctuation, numbering or a suffix such as 信息 or 清单 only (years, numbers and places tell names apart)"
    )
}

pub(in crate::check) fn likeness(names: &[Text]) -> Example {
    let (zh, en) = join(names);
    Example {
        fails: text!(
            "同一单位有“水库名录”和“1、水库名录信息”两条{zh}",
            "one body has two entries whose {en} are '水库名录' and '1、水库名录信息'"
        ),
        passes: text!(
            "“2024 年水库名录”和“2025 年水库名录”",
            "'2024 年水库名录' and '2025 年水库名录'"
        ),
        remedy: one_resource_or_two(),
    }
}

pub(in crate::check) fn each_resource_once() -> Text {
    text!(
        "每个资源登记一次，名称能区分",
        "each resource once, under a name of its own"
    )
}

pub(in crate::check) fn is_alike(name: &Text, first: &str, then: &str, same: bool) -> Text {
    let (zh, en, first, then) = (&name.zh, &name.en, visible(first.trim()), visible(then.trim()));
    if same {
        text!(
            "{zh}“{then}”与前面的“{first}”相同",
            "{en} '{then}' is the same as '{first}' before it"
        )
    } else {
        text!(
            "{zh}“{then}”与前面的“{first}”只差标点、序号或后缀",
            "{en} '{then}' differs from '{first}' before it by punctuation, numbering or suffix only"
        )
    }
}

pub(in crate::check) fn one_resource_or_two() -> Text {
    text!(
        "核实是否同一资源：是的合并，不是的把名称写具体",
        "verify whether it is one resource: merge it, or make the names specific"
    )
}
