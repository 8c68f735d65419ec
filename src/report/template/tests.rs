//! What holds of every form that can be made of the built-in packs.

use super::columns::Need;
use super::*;
use crate::law::built_in;
use crate::model::{Field, Kind, Value, interpret};
use std::collections::BTreeSet;

const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 3, 1);

/// Calls back with every form of a single instrument.
fn sweep(mut look: impl FnMut(&Form<'_>)) {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    for pack in &packs {
        for kind in kinds_asked(&[pack]).into_iter().filter(|k| *k != "meta") {
            look(&form(&[pack], &packs, kind, &vocabulary));
        }
    }
}

fn form<'p>(chosen: &[&'p Pack], all: &'p [Pack], kind: &str, vocabulary: &'p Vocabulary) -> Form<'p> {
    Form::new(chosen, all, kind, vocabulary, (Lang::Zh, DAY.unwrap())).unwrap()
}

fn called<'p>(packs: &'p [Pack], id: &str) -> &'p Pack {
    packs.iter().find(|p| p.instrument.id == id).unwrap()
}

fn bytes(form: &Form<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    form.write(&mut out).unwrap();
    out
}

#[test]
fn every_form_can_be_written_and_names_each_column_once() {
    let mut forms = 0;
    sweep(|form| {
        forms += 1;
        assert!(bytes(form).starts_with(b"PK"), "{}", form.kind);
        let fields: BTreeSet<Field> = form.columns.iter().map(|c| c.field).collect();
        assert_eq!(fields.len(), form.columns.len(), "{}", form.kind);
    });
    assert!(forms > 50, "{forms}");
}

#[test]
fn the_same_form_is_the_same_bytes() {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    let chosen: Vec<&Pack> = packs.iter().collect();
    let form = || bytes(&form(&chosen, &packs, "catalog", &vocabulary));
    assert!(form() == form());
}

#[test]
fn every_value_on_offer_is_read_as_one() {
    sweep(|form| {
        for column in &form.columns {
            for value in column.choices.values() {
                let read = interpret(form.vocabulary, column.entry, Kind::Text, &value.zh);
                let sound = matches!(
                    read,
                    Value::Class(_) | Value::Flag(_) | Value::Frequency(_) | Value::Text
                );
                assert!(sound, "{} {}: {read:?}", column.entry.id, value.zh);
            }
        }
    });
}

#[test]
fn what_must_be_filled_in_says_by_what_article() {
    sweep(|form| {
        for column in form.columns.iter().filter(|c| c.need != Need::Never) {
            assert!(
                !column.asks.is_empty() && !column.articles().is_empty(),
                "{} {}",
                form.kind,
                column.entry.id
            );
        }
    });
}

#[test]
fn what_an_instrument_requires_outright_is_marked() {
    sweep(|form| {
        for requirement in form.packs.iter().flat_map(|p| &p.requirements) {
            if !lists(requirement, &form.kind) {
                continue;
            }
            let Some(check) = requirement.check() else {
                continue;
            };
            for field in check.asks().iter().flat_map(|ask| &ask.each) {
                assert!(
                    form.columns.iter().any(|c| c.field == *field),
                    "{}",
                    requirement.id
                );
            }
        }
    });
}

/// Every condition of the built-in packs that a form could show is shown: none is lost for want of a column.
#[test]
fn every_condition_becomes_a_colour() {
    sweep(|form| {
        let cells = formula::Cells {
            vocabulary: form.vocabulary,
            columns: &form.columns,
            left: sheet::LEFT,
            row: sheet::FIRST + 1,
        };
        for column in &form.columns {
            for ask in &column.asks {
                let gap = cells.gap(ask, column.field);
                assert!(
                    gap.is_some_and(|g| g.len() < 8000),
                    "{} {}",
                    form.kind,
                    column.entry.id
                );
            }
        }
    });
}

#[test]
fn a_condition_in_a_formula() {
    let vocabulary = Vocabulary::built_in();
    let source = include_str!("tests.toml");
    let pack = Pack::load("moon.toml", source, &vocabulary).unwrap();
    let packs = [pack];
    let form = form(&[&packs[0]], &packs, "catalog", &vocabulary);
    let headers: Vec<String> = form.columns.iter().map(columns::Column::header).collect();
    assert_eq!(
        headers,
        [
            "*数据目录名称",
            "提供单位",
            "统一编码",
            "*共享属性",
            "△共享条件",
            "△共享限制依据",
            "最近更新日期",
            "△发布日期"
        ]
    );
    let cells = formula::Cells {
        vocabulary: &vocabulary,
        columns: &form.columns,
        left: 1,
        row: 5,
    };
    let gaps: Vec<String> = form
        .columns
        .iter()
        .flat_map(|c| c.asks.iter().filter_map(|ask| cells.gap(ask, c.field)))
        .collect();
    assert_eq!(
        gaps,
        [
            "AND(COUNTA($B5:$I5)>0,OR(LEN(TRIM($B5))=0,ISNUMBER(MATCH(TRIM($B5),list_void,0))))",
            "AND(COUNTA($B5:$I5)>0,LEN(TRIM($E5))=0)",
            "AND(COUNTA($B5:$I5)>0,TRIM($E5)=\"有条件共享\",OR(LEN(TRIM($F5))=0,ISNUMBER(MATCH(TRIM($F5),list_void,0)),\
             TRIM($F5)=\"无条件\",TRIM($F5)=\"无需条件\",TRIM($F5)=\"无特殊条件\",TRIM($F5)=\"没有条件\",TRIM($F5)=\"无限制\",TRIM($F5)=\"无要求\"))",
            "AND(COUNTA($B5:$I5)>0,NOT(OR(TRIM($E5)=\"无条件共享\",TRIM($E5)=\"有条件共享\")),\
             NOT(ISNUMBER(SEARCH(\"公开\",$B5))),OR(LEN(TRIM($G5))=0,ISNUMBER(MATCH(TRIM($G5),list_void,0))))",
            "AND(COUNTA($B5:$I5)>0,AND(ISNUMBER($H5),$H5>=DATE(2026,1,1)),LEN(TRIM($I5))=0)",
        ]
    );
}

#[test]
fn without_a_list_of_fields_the_national_one_fills_in() {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    let mut filled_in = 0;
    for pack in &packs {
        let form = form(&[pack], &packs, "catalog", &vocabulary);
        let own = enumerates(pack, "catalog");
        let told = form.notices.iter().any(|n| n.zh.contains("没有逐项列出"));
        assert_eq!(told, !own, "{}", pack.instrument.id);
        filled_in += usize::from(told);
    }
    assert!(filled_in > 0);
    let silent = packs.iter().find(|p| !asks_about(p, "crossborder")).unwrap();
    let day = (Lang::Zh, DAY.unwrap());
    assert!(Form::new(&[silent], &packs, "crossborder", &vocabulary, day).is_none());
}

#[test]
fn several_instruments_unite_their_columns_and_name_their_articles() {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    let ids: Vec<&str> = packs.iter().map(|p| p.instrument.id.as_str()).collect();
    let fields = |chosen: &[&Pack]| -> BTreeSet<Field> {
        let form = form(chosen, &packs, "catalog", &vocabulary);
        form.columns.iter().map(|c| c.field).collect()
    };
    let both = ids
        .iter()
        .map(|id| called(&packs, id))
        .filter(|p| enumerates(p, "catalog"));
    let both: Vec<&Pack> = both.collect();
    let all = fields(&both);
    for pack in &both {
        assert!(fields(&[pack]).is_subset(&all), "{}", pack.instrument.id);
    }
    let form = form(&both, &packs, "catalog", &vocabulary);
    for (at, pack) in both.iter().enumerate() {
        let names = form
            .columns
            .iter()
            .flat_map(columns::Column::articles)
            .filter(|a| a.0 == at);
        let mut names = names.map(|a| columns::cited(&form.packs, true, a));
        assert!(
            names.any(|n| n.starts_with(short(pack))),
            "{}",
            pack.instrument.id
        );
    }
}
