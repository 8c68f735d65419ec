//! The JSON Schema of `dataaudit.toml`, for editors: made from the options themselves.

use super::keys::{self, Key, LIMIT, Takes, WAIVER};
use crate::audit::waiver_keys;
use crate::cli::words;
use crate::ingest::{Limit, Limits};
use crate::model::Lang;
use serde_json::{Map, Value, json};

/// The schema, as text.
pub(in crate::cli) fn schema() -> String {
    let keys = keys::all(Lang::Zh);
    let properties: Map<String, Value> = keys.iter().map(|key| (key.id.clone(), property(key))).collect();
    let underscored = keys.iter().filter(|key| key.id.contains('-'));
    let underscored = underscored.map(|key| (key.id.replace('-', "_"), property(key)));
    let mut all = properties.clone();
    all.extend(underscored);
    all.insert(WAIVER.to_owned(), waivers());
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::NAME,
        "type": "object",
        "properties": all,
        "additionalProperties": false,
    });
    format!("{schema:#}\n")
}

/// Waivers that stand in the file itself.
fn waivers() -> Value {
    let property = |key: &str, name: &str| match key {
        "approved" | "expires" => json!({ "type": "string", "description": name, "format": "date" }),
        _ => json!({ "type": "string", "description": name, "minLength": 1 }),
    };
    let properties: Map<String, Value> = waiver_keys()
        .map(|(key, name, _)| (key.to_owned(), property(key, name)))
        .collect();
    let needed: Vec<&str> = waiver_keys().filter(|k| k.2).map(|k| k.0).collect();
    json!({
        "type": "array",
        "description": words::waivers_here().of(Lang::Zh),
        "items": {
            "type": "object",
            "properties": properties,
            "required": needed,
            "additionalProperties": false,
        },
    })
}

/// Limits by their names, or as they are typed.
fn limits(typed: &Value) -> Value {
    let usual = Limits::default();
    let property = |limit: &Limit| {
        let (about, value) = (limit.about(), limit.written(usual.get(*limit)));
        let about =
            json!({ "type": ["string", "integer"], "description": about.of(Lang::Zh), "default": value });
        (limit.name().to_owned(), about)
    };
    let all: Map<String, Value> = Limit::ALL.iter().map(property).collect();
    let table = json!({ "type": "object", "properties": all, "additionalProperties": false });
    json!({ "anyOf": [table, typed, { "type": "array", "items": typed }] })
}

fn property(key: &Key) -> Value {
    let scalar = match key.values.as_slice() {
        [] => json!({ "type": ["string", "number"] }),
        values => json!({ "type": "string", "enum": values }),
    };
    let mut property = match key.takes {
        _ if key.id == LIMIT => limits(&scalar),
        Takes::Nothing => json!({ "type": "boolean" }),
        Takes::One => scalar,
        Takes::Joined | Takes::Many => {
            json!({ "anyOf": [scalar, { "type": "array", "items": scalar }, { "type": "object" }] })
        }
    };
    if let Some(property) = property.as_object_mut() {
        property.insert("description".to_owned(), json!(key.help));
        if let Some(default) = &key.default {
            property.insert("default".to_owned(), json!(default));
        }
    }
    property
}
