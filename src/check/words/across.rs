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
