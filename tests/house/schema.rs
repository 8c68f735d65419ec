//! The schema that editors use says what the program reads: every built-in pack fits it, and what is unknown does not.

use dataaudit::check::{AcrossRule, Rule};
use dataaudit::law;
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(law::PACK_SCHEMA).unwrap()
}

fn as_json(source: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Value>(source).unwrap()).unwrap()
}

#[test]
fn every_pack_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (id, source) in law::built_in_sources() {
        let pack = as_json(source);
        let wrong: Vec<_> = validator
            .iter_errors(&pack)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{id}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn what_is_unknown_does_not_fit() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let (_, source) = law::built_in_sources().next().unwrap();
    let sound = as_json(source);
    let spoilt = [
        ("/instrument", "colour", json!("grey")),
        ("/requirement/0", "colour", json!("grey")),
        ("/requirement/0", "severity", json!("fatal")),
        (
            "/requirement/0",
            "check",
            json!({ "requiered": { "fields": ["provider"] } }),
        ),
        ("/requirement/0", "cite", json!("第10条")),
        ("", "requirements", json!([])),
        ("/unchecked", "第一条第一款", json!({ "zh": "", "en": "" })),
    ];
    for (table, key, value) in spoilt {
        let mut pack = sound.clone();
        pack.pointer_mut(table).unwrap()[key] = value;
        assert!(!validator.is_valid(&pack), "{table} {key}");
    }
}

#[test]
fn the_schema_knows_every_kind_of_check() {
    let schema = schema();
    for (group, names) in [("check", Rule::NAMES), ("across", AcrossRule::NAMES)] {
        let kinds = schema["$defs"][group]["properties"].as_object().unwrap();
        let mut named: Vec<_> = kinds.keys().map(String::as_str).collect();
        let mut there = names.to_vec();
        named.sort_unstable();
        there.sort_unstable();
        assert_eq!(named, there);
    }
}
