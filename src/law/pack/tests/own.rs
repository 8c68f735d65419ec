//! Fields that a pack brings with it.

use super::*;

fn own_faults(own: &str) -> Vec<String> {
    let faults = Pack::load("moon.toml", &format!("{own}{PACK}"), &Vocabulary::built_in()).unwrap_err();
    faults.into_iter().map(|f| f.message.zh).collect()
}

#[test]
fn a_pack_brings_its_own_fields() {
    let check = r#"check.one-of = { field = "moon_phase", values = ["满月"] }"#;
    let source = format!("{OWN}{PACK}").replace(r#"check.required = { fields = ["catalog_name"] }"#, check);
    let mut vocabulary = Vocabulary::built_in();
    let there = vocabulary.len();
    assert!(Pack::load("moon.toml", &source, &vocabulary).is_ok());
    assert_eq!(Pack::extend(&source, &mut vocabulary), Ok(()));
    assert_eq!(
        Pack::extend(&source, &mut vocabulary),
        Ok(()),
        "once is as good as twice"
    );
    assert_eq!(vocabulary.len(), there + 1);
    let pack = Pack::load("moon.toml", &source, &vocabulary).unwrap();
    let fields = pack
        .requirements
        .first()
        .and_then(Requirement::check)
        .unwrap()
        .fields();
    assert_eq!(fields, [vocabulary.field("moon_phase").unwrap()]);
}

#[test]
fn own_fields_that_are_there_already_are_faults() {
    assert_eq!(
        own_faults(&format!("{OWN}{OWN}")),
        ["编号 moon_phase 重复", "编号 moon_phase 重复"]
    );
    let taken = OWN.replace("id = \"moon_phase\"\nzh", "id = \"catalog_name\"\nzh");
    assert_eq!(own_faults(&taken), ["字段 catalog_name 已经有了：数据目录名称"]);
    assert_eq!(
        own_faults(&OWN.replace("{ class = \"moon_phase\" }", "{ class = \"moon\" }")),
        ["没有取值表 moon"]
    );
    assert_eq!(
        own_faults(&OWN.replace("zh = \"月相\"", "zh = \"更新周期\"")),
        ["表头“更新周期”已属于字段 update_frequency（更新频率）"]
    );
    let faults = own_faults(&OWN.replace(
        "en = \"phase of the moon\"",
        "tables = [\"catalogue\"]\nene = \"x\"",
    ));
    assert_eq!(faults, ["不认识的键 ene"]);
    let mut vocabulary = Vocabulary::built_in();
    let there = vocabulary.len();
    assert!(Pack::extend(&format!("{OWN}{OWN}"), &mut vocabulary).is_err());
    assert_eq!(vocabulary.len(), there, "all of them or none");
}
