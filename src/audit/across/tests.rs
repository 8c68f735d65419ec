use super::store::Store;
use super::*;
use crate::check::across::Claim;

#[test]
fn a_claim_is_28_bytes() {
    assert_eq!(size_of::<Claim>(), 28);
}

#[test]
fn repeated_claims_of_one_body_cost_nothing() {
    let lane = crate::check::across::Lane {
        distinct: true,
        ..crate::check::across::Lane::new(crate::check::across::From::Own, Vec::new())
    };
    let mut store = Store::new(&lane);
    for n in 0..1_000_000u64 {
        store.add([0, 0, (n % 100) as u32], 1, 0, n);
    }
    assert!(store.kept() <= 1 << 17, "{}", store.kept());
    let claims = store.close(&[]);
    assert_eq!(claims.all().len(), 100);
    // Of each the first is kept.
    assert!(claims.all().iter().all(|c| c.spot() < 100));
}

#[test]
fn a_batch_goes_through_json_unchanged() {
    let batch = Batch {
        file: "甲.csv".into(),
        spots: vec![crate::check::across::Spot {
            row: 3,
            claimed: "榨季".into(),
            ..Default::default()
        }],
        claims: vec![BatchClaim {
            lane: 1,
            key: [1, 2, u32::MAX],
            tag: 257,
            owner: u64::MAX,
            spot: 0,
        }],
        counts: BTreeMap::from([(
            1,
            Count {
                tables: 1,
                ..Count::default()
            },
        )]),
        ..Batch::default()
    };
    let json = serde_json::to_string(&batch).unwrap();
    assert_eq!(serde_json::from_str::<Batch>(&json).unwrap(), batch);
}
