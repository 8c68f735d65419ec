//! Every pack that is built in has fixtures: clean tables that yield no finding, and one breach a requirement that
//! yields exactly what it says, at exactly its cell. The packs are found by walking the folder.

use dataaudit::audit;
use dataaudit::law;
use dataaudit::model::{Lang, Vocabulary};
use std::path::Path;

fn said(error: &audit::Unprovable) -> String {
    match error {
        audit::Unprovable::File { .. } => error.to_string(),
        audit::Unprovable::Breaches {
            path,
            source_text,
            faults,
        } => law::render(&path.display().to_string(), source_text, faults, Lang::En, false),
    }
}

#[test]
fn every_pack_is_proven_on_its_fixtures() {
    let vocabulary = Vocabulary::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut wrong = Vec::new();
    for pack in law::built_in(&vocabulary) {
        let id = &pack.instrument.id;
        let proof = audit::prove(&pack, &vocabulary, &folder.join(id))
            .unwrap_or_else(|e| panic!("{id}: {}", said(&e)));
        assert!(proof.breaches >= proof.judged, "{id}: {proof:?}");
        wrong.extend(
            proof
                .deviations
                .iter()
                .map(|d| format!("{id}: {}", d.of(Lang::En))),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
