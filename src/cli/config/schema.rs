//! The JSON Schema of `dataaudit.toml`, for editors: made from the options themselves.

use super::keys::{self, Key, Takes};
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
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::NAME,
        "type": "object",
        "properties": all,
        "additionalProperties": false,
    });
    format!("{schema:#}\n")
}

fn property(key: &Key) -> Value {
    let scalar = match key.values.as_slice() {
        [] => json!({ "type": ["string", "number"] }),
        values => json!({ "type": "string", "enum": values }),
    };
    let mut property = match key.takes {
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
