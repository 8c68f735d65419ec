mod own;
mod proven;

use super::super::{fault_print, text, verify};
use super::*;
use crate::model::{Lang, Severity};
use proptest::prelude::*;

const TEXT: &str = "第一条 为了月面数据，制定本条例。
第二条 目录应当写明名称和频率。
共享分为无条件共享、有条件共享、不予共享。
第三条 登记机构不登记的，责令改正：
（一）未写明名称的；
（二）未更新的。
第四条 本条例自2030年1月1日起施行。
";

const PACK: &str = r#"
[instrument]
id = "moon"
prefix = "MN"
title = { zh = "月面数据条例", en = "Lunar Data Regulation" }
names = ["月面", "999999"]
level = "regional"
adopted = "2029-12-01"
effective = "2030-01-01"
source = { zh = "虚构", en = "invented" }

[[requirement]]
id = "MN-2-name"
concept = "catalog.field.name"
tier = 1
cite = "第二条第一款"
bearer = "登记机构"
table = "catalog"
modality = "应当"
severity = "error"
basis = "express"
terms = ["写明名称"]
summary = { zh = "目录写明名称", en = "the catalog states a name" }
liability = { cite = "第三条第一项", fit = "direct", terms = ["写明名称"] }
missing = "error"
check.required = { fields = ["catalog_name"] }

[[requirement]]
id = "MN-2-sharing"
concept = "share"
tier = 1
cite = "第二条第二款"
also = ["第二条第一款"]
bearer = "登记机构"
tables = ["catalog", "open_catalog"]
modality = "陈述"
severity = "warning"
basis = "implied"
terms = ["有条件共享"]
summary = { zh = "共享分三类", en = "three classes" }
covers = ["MN-2-name"]
note = { zh = "说明", en = "note" }
unjudged = { zh = "须由人判断", en = "for a person" }

[unchecked]
"第一条" = { zh = "目的", en = "purpose" }
"第三条" = { zh = "责任", en = "liability" }
"第四条" = { zh = "施行", en = "taking effect" }
"#;

fn load(source: &str) -> Result<Pack, Vec<Fault>> {
    Pack::load("moon.toml", source, &Vocabulary::built_in())
}

fn faults(source: &str) -> Vec<String> {
    load(source)
        .unwrap_err()
        .iter()
        .map(|f| format!("{} @ {}", f.message.en, &source[f.span.clone()]))
        .collect()
}

fn changed(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "{from}");
    PACK.replacen(from, to, 1)
}

#[test]
fn a_sound_pack_loads() {
    let pack = load(PACK).unwrap();
    let name = pack.requirement("MN-2-name").unwrap();
    assert_eq!(
        (name.severity, name.missing),
        (Severity::Error, Some(Severity::Error))
    );
    assert!(name.check().is_some() && name.unjudged().is_none() && name.is_about("catalog"));
    let sharing = pack.requirement("MN-2-sharing").unwrap();
    assert_eq!(sharing.unjudged().unwrap().en, "for a person");
    assert!(sharing.is_about("open_catalog") && !sharing.is_about("corrections"));
    assert_eq!(
        pack.terms().into_iter().collect::<Vec<_>>(),
        ["写明名称", "有条件共享"]
    );
    assert_eq!(
        pack.unchecked.iter().map(|u| u.article).collect::<Vec<_>>(),
        [1, 3, 4]
    );
    assert_eq!(pack.sha256.len(), 64);
}

#[test]
fn every_fault_is_found_at_once_with_its_place() {
    let source = PACK
        .replace("prefix = \"MN\"", "prefix = \"MO\"")
        .replace("effective = \"2030-01-01\"", "effective = \"2030-13-01\"")
        .replace("concept = \"share\"", "concpet = \"share\"")
        .replace("\"catalog_name\"", "\"catalog_nam\"")
        .replace("modality = \"应当\"", "modality = \"应该\"")
        .replace("cite = \"第三条第一项\"", "cite = \"3.1\"");
    let found = faults(&source);
    for expected in [
        "'2030-13-01' is not a date such as 2026-01-01 @ \"2030-13-01\"",
        "unknown key concpet @ concpet",
        "unknown field catalog_nam @ \"catalog_nam\"",
        "unknown value 应该 @ \"应该\"",
        "'3.1' is not a citation such as 第十条第五款第一项 @ \"3.1\"",
    ] {
        assert!(found.iter().any(|f| f == expected), "{expected} in {found:#?}");
    }
    assert!(
        found.iter().any(|f| f.starts_with("concept is missing")),
        "{found:#?}"
    );
}

#[test]
fn severity_follows_the_verb_and_the_basis() {
    let encouraged = changed("modality = \"应当\"", "modality = \"鼓励\"");
    assert_eq!(
        faults(&encouraged),
        ["'鼓励' sets no duty: a breach cannot be an error @ \"error\""]
    );
    let implied = changed("basis = \"express\"", "basis = \"implied\"");
    assert_eq!(
        faults(&implied),
        ["an implied requirement cannot be an error, at most a warning @ \"error\""]
    );
    let info = changed("missing = \"error\"", "missing = \"info\"");
    assert!(faults(&info)[0].starts_with("missing is error or warning"));
}

#[test]
fn what_no_requirement_shows_alone() {
    let twice = changed("MN-2-sharing", "MN-2-name");
    assert_eq!(faults(&twice), ["MN-2-name is there twice @ \"MN-2-name\""]);
    let stranger = changed("id = \"MN-2-sharing\"", "id = \"XX-2-sharing\"");
    assert!(faults(&stranger)[0].starts_with("XX-2-sharing must begin with MN-"));
    let both = changed("\"第三条\"", "\"第二条\"");
    assert_eq!(
        faults(&both),
        ["a requirement cites this article: it is not unchecked @ \"第二条\""]
    );
    let paragraph = changed("\"第三条\"", "\"第三条第一款\"");
    assert!(faults(&paragraph)[0].contains("is not an article"));
}

#[test]
fn check_and_unjudged_exclude_each_other() {
    let neither = changed("unjudged = { zh = \"须由人判断\", en = \"for a person\" }", "");
    assert!(faults(&neither)[0].starts_with("give exactly one of check and unjudged"));
    let both = changed("missing = \"error\"", "unjudged = { zh = \"甲\", en = \"a\" }");
    assert!(faults(&both)[0].starts_with("give exactly one of check and unjudged"));
    let unknown = changed("check.required", "check.requird");
    assert_eq!(
        load(&unknown).unwrap_err()[0].help.as_ref().unwrap().en,
        "did you mean required?"
    );
    let table = changed("table = \"catalog\"", "table = \"catalogue\"");
    assert_eq!(
        load(&table).unwrap_err()[0].help.as_ref().unwrap().zh,
        "是否想写 catalog？"
    );
    let long = changed(
        "terms = [\"有条件共享\"]",
        "terms = [\"一二三四五六七八九十一二三四五六\", \"\"]",
    );
    assert_eq!(faults(&long).len(), 2);
}

#[test]
fn drafts_and_dates() {
    let draft = changed(
        "adopted = \"2029-12-01\"\neffective = \"2030-01-01\"",
        "draft = true",
    );
    assert!(load(&draft).unwrap().instrument.effective.is_none());
    let forgotten = changed("effective = \"2030-01-01\"", "");
    assert!(faults(&forgotten)[0].starts_with("effective is missing"));
    let early = changed(
        "effective = \"2030-01-01\"",
        "effective = \"2030-01-01\"\nexpires = \"2029-12-31\"",
    );
    assert_eq!(
        faults(&early),
        ["adopted, effective and expires are out of order @ \"2029-12-31\""]
    );
    let in_force = changed("level", "draft = true\nlevel");
    assert_eq!(
        faults(&in_force),
        ["a draft has no effective date @ \"2030-01-01\""]
    );
}

#[test]
fn errors_of_syntax_are_printed_under_their_line() {
    let source = changed("tier = 1", "tier = ");
    let faults = load(&source).unwrap_err();
    let printed = fault_print::render("moon.toml", &source, &faults, Lang::Zh, false);
    assert!(
        printed.contains("语法错误") && printed.contains("moon.toml:15"),
        "{printed}"
    );
    assert!(load("").is_err() && load("requirement = 1").is_err() && load("instrument = []").is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in 0usize..PACK.len(), junk in "\\PC{0,6}") {
        let at = (0..=at).rev().find(|&i| PACK.is_char_boundary(i)).unwrap_or(0);
        let mut source = PACK.to_owned();
        source.insert_str(at, &junk);
        if let Err(faults) = load(&source) {
            prop_assert!(!faults.is_empty());
            let printed = fault_print::render("f", &source, &faults, Lang::En, false);
            prop_assert!(printed.contains("error"));
        }
    }
}

#[test]
fn an_event_is_a_field_of_dates() {
    let with = |id: &str| {
        changed(
            "missing = \"error\"",
            &format!("missing = \"error\"\nevent = \"{id}\""),
        )
    };
    let pack = load(&with("published_at")).unwrap();
    let event = pack.requirement("MN-2-name").unwrap().event;
    assert_eq!(event, Vocabulary::built_in().field("published_at"));
    assert_eq!(
        faults(&with("catalog_name")),
        ["catalog_name is not a field of dates @ \"catalog_name\""]
    );
    assert_eq!(
        faults(&with("publish_at")),
        ["unknown field publish_at @ \"publish_at\""]
    );
}

#[test]
fn bodies_elsewhere_are_told_by_their_names() {
    let with = |more: &str| {
        let table = format!("[[instrument.elsewhere]]\nfield = \"provider\"\n{more}\n\n[[requirement]]");
        changed("[[requirement]]", &table)
    };
    let pack = load(&with("words = [\"第#环\"]\nexcept = [\"环保\"]\nsee = \"rings\"")).unwrap();
    let [elsewhere] = pack.instrument.elsewhere.as_slice() else {
        panic!("one table, one entry")
    };
    assert_eq!(elsewhere.see, "rings");
    assert!(elsewhere.names("第三环登记处") && !elsewhere.names("第三环保站"));
    let wrong = faults(&with("words = [\"\"]\nexcpet = []"));
    for expected in ["this word is empty @ \"\"", "unknown key excpet @ excpet"] {
        assert!(wrong.iter().any(|f| f == expected), "{expected} in {wrong:#?}");
    }
    assert!(
        wrong.iter().any(|f| f.starts_with("see is missing")),
        "{wrong:#?}"
    );
}

#[test]
fn a_name_passes_nothing_over_and_a_stated_class_needs_no_asking() {
    let with = |field: &str, sign: &str, treatment: &str| {
        let note = "note = { zh = \"外\", en = \"out\" }";
        let table = format!(
            "[[instrument.outside]]\nfield = \"{field}\"\n{sign}\nas = \"{treatment}\"\n{note}\n\n[[requirement]]"
        );
        changed("[[requirement]]", &table)
    };
    let (class, words) = ("values = [\"企业\"]", "words = [\"集团\"]");
    for (field, sign, treatment) in [
        ("provider_type", class, "not-judged"),
        ("provider_type", class, "by-reference"),
        ("provider", words, "by-reference"),
        ("provider", words, "notice"),
    ] {
        let pack = load(&with(field, sign, treatment)).unwrap();
        assert_eq!(pack.instrument.outside.len(), 1);
    }
    for (field, sign, treatment) in [
        ("provider", words, "not-judged"),
        ("provider_type", class, "notice"),
        ("provider_type", "values = [\"火星\"]", "not-judged"),
        ("provider_type", "", "not-judged"),
        ("provider_type", class, "elsewhere"),
    ] {
        assert_eq!(
            faults(&with(field, sign, treatment)).len(),
            1,
            "{sign} {treatment}"
        );
    }
}

const OWN: &str = r#"
[[class]]
id = "moon_phase"
[[class.value]]
zh = "满月"
en = "full moon"
[[field]]
id = "moon_phase"
zh = "月相"
en = "phase of the moon"
type = { class = "moon_phase" }
"#;

#[test]
fn one_bad_requirement_hides_nothing_of_the_others() {
    let outline = verify::outline(
        &Pack::load("moon.toml", PACK, &Vocabulary::built_in()).unwrap(),
        TEXT,
    )
    .unwrap();
    let source = PACK
        .replace("severity = \"warning\"", "severity = \"grave\"")
        .replace("第二条第二款", "第二条第九款");
    let mut draft = Draft::read("moon.toml", &source, &Vocabulary::built_in());
    draft.prove(&outline);
    assert_eq!(draft.id(), Some("moon"));
    let said: Vec<_> = draft
        .finish()
        .unwrap_err()
        .into_iter()
        .map(|f| f.message.zh)
        .collect();
    assert_eq!(said, ["没有第二条第九款：该条共 2 款", "不认识的取值 grave"]);
}
