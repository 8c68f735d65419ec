//! The documents name everything there is.

use dataaudit::check::{AcrossRule, Rule};
use dataaudit::law;
use dataaudit::model::{Lang, Vocabulary};
use dataaudit::report::{kinds_page, law_page};
use std::path::{Path, PathBuf};

/// What stands below this line of a document is written by the program.
const GENERATED: &str = "<!-- 以下由程序生成 -->\n\n";

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
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

/// Compares a document with what the program writes; `DATAAUDIT_BLESS=1` writes it anew.
fn written(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("DATAAUDIT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{name} is not what the packs say; DATAAUDIT_BLESS=1 writes it anew"
    );
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
