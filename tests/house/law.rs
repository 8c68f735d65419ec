//! Every pack that is built in stands on the official text: its citations hold their key terms where they say, nowhere
//! beside it, and every article is accounted for. The packs are found by walking the folder.

use dataaudit::law::{self, Outline, Pack};
use dataaudit::model::{Citation, Lang, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn folder(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            (stem, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Every pack of the folder with the outline beside it.
fn packs() -> Vec<(Pack, Outline)> {
    let vocabulary = Vocabulary::built_in();
    let outlines: BTreeMap<_, _> = folder("outlines").into_iter().collect();
    let load = |(id, source): (String, String)| {
        let pack = Pack::load(&id, &source, &vocabulary)
            .unwrap_or_else(|faults| panic!("{}", law::render(&id, &source, &faults, Lang::En, false)));
        assert_eq!(pack.instrument.id, id, "a pack is named by its file");
        let outline = outlines.get(&id).unwrap_or_else(|| panic!("no outline for {id}"));
        (pack, Outline::parse(outline).unwrap())
    };
    let packs: Vec<_> = folder("packs").into_iter().map(load).collect();
    assert!(packs.len() >= 7, "the sweep must see the packs");
    packs
}

#[test]
fn every_citation_holds_its_key_terms_and_every_article_is_accounted_for() {
    for (pack, outline) in packs() {
        let source = &folder("packs")
            .into_iter()
            .find(|(id, _)| *id == pack.instrument.id)
            .unwrap()
            .1;
        let faults = pack.against(&outline);
        assert!(
            faults.is_empty(),
            "{}",
            law::render(&pack.file, source, &faults, Lang::En, false)
        );
        assert_eq!(outline.title, pack.instrument.title.zh);
        assert_eq!(outline.id, pack.instrument.id);
    }
}

/// Every paragraph of the neighbouring articles and every other paragraph of the same article.
fn beside(outline: &Outline, citation: &Citation) -> Vec<Citation> {
    let near = citation.article.saturating_sub(1)..=citation.article + 1;
    let articles = outline.articles.iter().filter(|a| near.contains(&a.number));
    articles
        .flat_map(|a| (1..=a.paragraphs.len() as u16).map(|p| a.cite(p, None)))
        .filter(|c| c.article != citation.article || c.paragraph != citation.paragraph)
        .collect()
}

#[test]
fn a_citation_of_the_provision_beside_fails() {
    let mut tried = 0;
    for (pack, outline) in packs() {
        for requirement in &pack.requirements {
            for citation in beside(&outline, &requirement.citation) {
                let wrong = outline.check(&citation, &requirement.terms);
                assert!(
                    wrong.is_err(),
                    "{} would also stand in {citation}",
                    requirement.id
                );
                let held = outline.holders(&requirement.terms);
                assert!(
                    held.iter().any(|c| c.article == requirement.citation.article),
                    "{}: the error must name where the terms stand, named {held:?}",
                    requirement.id
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "the sweep must try the neighbours, tried {tried}");
}

#[test]
fn names_and_requirement_ids_are_unique_and_references_lead_somewhere() {
    let packs: Vec<Pack> = packs().into_iter().map(|(pack, _)| pack).collect();
    let (mut names, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for pack in &packs {
        let own: BTreeSet<_> = pack.instrument.called().map(str::to_lowercase).collect();
        for name in own {
            assert!(names.insert(name.clone()), "two packs are called {name}");
        }
        for requirement in &pack.requirements {
            assert!(
                ids.insert(requirement.id.clone()),
                "{} is there twice",
                requirement.id
            );
        }
    }
    for pack in &packs {
        if let Some(see) = &pack.instrument.see {
            assert!(packs.iter().any(|p| p.instrument.id == *see), "no pack {see}");
        }
        for elsewhere in &pack.instrument.elsewhere {
            let see = &elsewhere.see;
            assert!(packs.iter().any(|p| p.instrument.id == *see), "no pack {see}");
        }
        for covered in pack.requirements.iter().flat_map(|r| &r.covers) {
            assert!(ids.contains(covered), "no requirement {covered}");
        }
    }
}

#[test]
fn outlines_print_as_they_stand_and_hold_no_text() {
    for (id, source) in folder("outlines") {
        let outline = Outline::parse(&source).unwrap();
        assert_eq!(outline.print(), source, "{id}");
        let sections = outline.articles.iter().flat_map(|a| &a.paragraphs);
        for term in sections.flat_map(|s| &s.terms) {
            assert!(
                term.words.chars().count() <= 15,
                "{id}: {} is more than a term",
                term.words
            );
        }
    }
}

#[test]
fn a_pack_is_found_by_any_of_its_names() {
    let vocabulary = Vocabulary::built_in();
    let packs = law::built_in(&vocabulary);
    for name in [
        "ningxia",
        "宁夏",
        "640000",
        "NX",
        "宁夏回族自治区数据条例",
        "ＮＩＮＧＸＩＡ",
    ] {
        assert_eq!(
            law::find(&packs, name).unwrap().instrument.id,
            "ningxia",
            "{name}"
        );
    }
    let near = |name| law::find(&packs, name).unwrap_err();
    assert!(near("ningxla").contains(&"ningxia".to_owned()));
    assert!(near("宁夏省").contains(&"宁夏".to_owned()));
    assert_eq!(near("atlantis"), Vec::<String>::new());
}

/// Tables whose rows say how things stand today: a body, a platform, a kind of data that is collected or registered.
const STANDING: [&str; 8] = [
    "catalog",
    "open_catalog",
    "meta",
    "department_profile",
    "platforms",
    "collection_register",
    "security_duties",
    "registrations",
];

/// What other ledgers record happened on a day, and before the law nothing is judged: a rule on them names that day, counts
/// days itself, or its note says that there is none.
#[test]
fn rules_on_ledgers_know_when_it_happened() {
    for (pack, _) in packs() {
        for requirement in &pack.requirements {
            let ledger = !requirement.tables.iter().any(|t| STANDING.contains(&t.as_str()));
            let Some(check) = requirement.check().filter(|_| ledger) else {
                continue;
            };
            let said = requirement
                .note
                .as_ref()
                .is_some_and(|n| n.zh.contains("没有日期"));
            assert!(
                requirement.event.is_some() || check.kind() == "fresh" || said,
                "{} has no event",
                requirement.id
            );
        }
    }
}
