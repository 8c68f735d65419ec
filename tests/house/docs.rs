//! The documents name everything there is.

use dataaudit::check::Rule;
use std::path::Path;

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn every_kind_has_its_section() {
    let kinds = document("docs/kinds.md");
    for name in Rule::NAMES {
        assert!(
            kinds.contains(&format!("\n## {name}\n")),
            "docs/kinds.md has no section on {name}"
        );
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut looked = 0;
    let mut documents = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    documents.extend(
        std::fs::read_dir(root.join("docs"))
            .unwrap()
            .map(|e| e.unwrap().path()),
    );
    for path in documents
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
    {
        let text = std::fs::read_to_string(path).unwrap();
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
