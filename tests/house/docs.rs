//! The documents name everything there is.

use dataaudit::check::{AcrossRule, Check, Rule};
use dataaudit::law::{self, Requirement};
use dataaudit::model::{Lang, Vocabulary, table_kinds};
use dataaudit::report::{Format, kinds_page, law_page};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What stands below this line of a document is written by the program.
const GENERATED: &str = "<!-- 以下由程序生成 -->\n\n";

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Kinds that no built-in pack uses, and why they are there.
const UNUSED: &[(&str, &str)] = &[(
    "unique",
    "the built-in packs look over all tables of a run, with the kind of that name across tables",
)];

#[test]
fn every_kind_is_used_by_a_built_in_pack_or_says_why_not() {
    let packs = law::built_in(&Vocabulary::built_in());
    let checks = packs
        .iter()
        .flat_map(|p| &p.requirements)
        .filter_map(Requirement::check);
    let used: BTreeSet<_> = checks.flat_map(Check::kinds).collect();
    let unused: Vec<_> = Rule::NAMES.iter().filter(|name| !used.contains(*name)).collect();
    let known: Vec<_> = UNUSED.iter().map(|(name, _)| name).collect();
    assert_eq!(unused, known, "kinds that no built-in pack uses");
}

#[test]
fn every_kind_has_its_section() {
    let kinds = document("docs/kinds.md");
    let across = AcrossRule::NAMES.iter().map(|name| format!("across.{name}"));
    for name in Rule::NAMES.iter().map(|name| (*name).to_owned()).chain(across) {
        assert!(
            kinds.contains(&format!("\n## {name}\n")),
            "docs/kinds.md has no section on {name}"
        );
    }
}

#[test]
fn every_format_has_its_section() {
    let formats = document("docs/formats.md");
    for (name, _) in Format::ALL {
        assert!(
            formats.contains(&format!("\n## {name}\n")),
            "docs/formats.md has no section on {name}"
        );
    }
}

/// Compares a document with what the program writes; `BLESS=1` writes it anew.
fn written(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{name} is not what the packs say; BLESS=1 writes it anew"
    );
}

#[test]
fn every_kind_of_table_is_told_with_what_tells_it() {
    const BEGIN: &str = "<!-- 表类：由程序生成 -->\n\n";
    const END: &str = "<!-- 表类完 -->";
    let vocabulary = Vocabulary::built_in();
    let mut table = "| 表 | `--kind` | 名称字样 | 认表的字段 |\n|---|---|---|---|\n".to_owned();
    for kind in table_kinds().iter().filter(|k| !k.names.is_empty()) {
        let only = |tables: &[&str]| tables == [kind.id.as_str()];
        let tells = vocabulary
            .fields()
            .filter(|(f, e)| kind.tell.contains(&e.id) || only(&vocabulary.tables_of(*f)));
        let tells: Vec<&str> = tells.map(|(_, e)| e.zh.as_str()).collect();
        let cells = [
            &kind.zh,
            &format!("`{}`", kind.id),
            &kind.names.join("、"),
            &tells.join("、"),
        ];
        table.push_str(&["| ", &cells.map(String::as_str).join(" | "), " |\n"].concat());
    }
    let name = "docs/vocabulary.md";
    let document = document(name);
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    written(name, &format!("{before}{BEGIN}{table}\n{END}{after}"));
}

#[test]
fn the_pages_of_the_instruments_are_what_their_packs_say() {
    let packs = law::built_in(&Vocabulary::built_in());
    for pack in &packs {
        let name = format!("docs/law/{}.md", pack.instrument.id);
        written(&name, &law_page(pack, Lang::Zh));
        let english = law_page(pack, Lang::En);
        assert!(
            pack.requirements.iter().all(|r| english.contains(&r.id)),
            "{name}"
        );
    }
    let kinds = document("docs/kinds.md");
    let (by_hand, _) = kinds.split_once(GENERATED).unwrap();
    written(
        "docs/kinds.md",
        &format!("{by_hand}{GENERATED}{}", kinds_page(&packs, Lang::Zh)),
    );
}

#[test]
fn every_kind_that_the_packs_use_is_told_with_them() {
    let packs = law::built_in(&Vocabulary::built_in());
    let page = kinds_page(&packs, Lang::Zh);
    let mut looked = 0;
    for pack in &packs {
        for requirement in &pack.requirements {
            let kinds = requirement.check().map(Check::kinds).unwrap_or_default();
            let across = requirement.across().map(|a| format!("across.{}", a.kind()));
            for kind in kinds.into_iter().map(str::to_owned).chain(across) {
                let line = page
                    .lines()
                    .find(|l| l.starts_with(&format!("| [{kind}](")))
                    .unwrap();
                assert!(line.contains(&format!("law/{}.md", pack.instrument.id)), "{line}");
                looked += 1;
            }
        }
    }
    assert!(looked > 500, "looked at {looked}");
}

#[test]
fn every_dictionary_of_words_is_told() {
    let kinds = document("docs/kinds.md");
    let (_, told) = kinds.split_once("\n## terms\n").unwrap();
    let (told, _) = told.split_once("\n## ").unwrap();
    let schema: serde_json::Value = serde_json::from_str(law::PACK_SCHEMA).unwrap();
    let names = schema.pointer("/$defs/check/properties/terms/properties/dictionary/enum");
    let names = names.and_then(serde_json::Value::as_array).unwrap();
    for name in names.iter().filter_map(serde_json::Value::as_str) {
        assert!(
            told.contains(&format!("| `{name}` |")),
            "docs/kinds.md has no line on {name}"
        );
    }
    assert_eq!(told.matches("\n| `").count(), names.len());
}

/// Every document below `docs`, and those beside it.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut looked = 0;
    for path in documents() {
        let text = std::fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") || link.starts_with('#') {
                continue;
            }
            looked += 1;
            let target = path.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{}: {link} leads nowhere", path.display());
        }
    }
    assert!(looked > 3);
}
