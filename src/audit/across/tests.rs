use super::batch::{At, Cell, Heading, Part, Row, Words};
use super::store::Store;
use super::*;
use crate::check::across::{Claim, Spot, Watched};

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
    let claims = store.close(&[]).unwrap();
    let (mut each, mut count) = (claims.each(), 0);
    while let Some(one) = each.next().unwrap() {
        // Of each the first is kept.
        assert!(one.iter().all(|c| c.spot() < 100));
        count += 1;
    }
    assert_eq!(count, 100);
}

/// Two rows: one that claims a cell and an item of it, one that claims two cells together and is watched.
fn batch() -> Batch {
    let cell = |row, text| Cell {
        heading: 1,
        row,
        column: Some(0),
        line: Some(u64::from(row) + 7),
        text,
    };
    let watched = Watched {
        field: "share_class".into(),
        meaning: "无条件共享".into(),
        text: "无条件".into(),
        row: 3,
        column: Some(u16::MAX),
        header: None,
    };
    let heading = |field: &str, header: Option<&str>| Heading {
        field: field.into(),
        header: header.map(str::to_owned),
    };
    let at = |row, claimed, watch| At {
        row,
        cell: u32::from(row == 0),
        owner: 0,
        claimed,
        watch,
    };
    let mut batch = Batch::default();
    // Longer than what is read at a time.
    let words = ["甘蔗", "", "糖业局", "榨季、亩产", &"长".repeat(3000)];
    let [name, none, owner, items, long] = words.map(|words| batch.write(words));
    Batch {
        file: "甲.csv".into(),
        sheet: Some("目录".into()),
        headings: vec![heading("data_code", None), heading("data_items", Some("数据项"))],
        rows: vec![
            Row {
                resource: Some((3, 4)),
                name: Some(name),
                provider: Some(none),
                owners: Part(0, 1),
                cells: Part(0, 2),
                ..Row::default()
            },
            Row {
                owners: Part(1, 2),
                cells: Part(2, 3),
                ..Row::default()
            },
        ],
        cells: vec![cell(1, none), cell(2, items), cell(3, long)],
        owners: vec![owner, none],
        spots: vec![
            at(0, Words::Part(0, 15), Vec::new()),
            at(0, Words::Part(9, 15), Vec::new()),
            at(1, Words::Own("甲 + 乙".into()), vec![watched]),
        ],
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
        ..batch
    }
}

#[test]
fn a_batch_goes_through_json_unchanged() {
    let json = serde_json::to_string(&batch()).unwrap();
    assert_eq!(serde_json::from_str::<Batch>(&json).unwrap(), batch());
}

#[test]
fn spots_come_back_with_all_that_was_said_of_them() {
    let mut spots = Spots::new();
    let (one, mut other) = (batch(), batch());
    other.file = "乙.csv".into();
    let offsets = [spots.lay_by(&one).unwrap(), spots.lay_by(&other).unwrap()].concat();
    assert!(offsets.is_sorted() && offsets.len() == 6, "{offsets:?}");
    let back: Vec<_> = offsets.iter().map(|&at| spots.at(at).unwrap()).collect();
    let claimed: Vec<_> = back.iter().map(|s| s.claimed.as_str()).collect();
    let three = ["榨季、亩产", "亩产", "甲 + 乙"];
    assert_eq!(claimed, [three, three].concat());
    assert_eq!(
        (back[0].file.as_str(), back[3].file.as_str()),
        ("甲.csv", "乙.csv")
    );
    let Spot {
        row, column, line, ..
    } = back[1];
    assert_eq!((row, column, line), (2, Some(0), Some(9)));
    assert_eq!(back[1].field, "data_items");
    assert_eq!(back[1].header.as_deref(), Some("数据项"));
    assert_eq!((back[1].resource, back[2].resource), (Some((3, 4)), None));
    let subject = [&back[1].code, &back[1].name, &back[1].provider].map(Option::as_deref);
    assert_eq!(subject, [None, Some("甘蔗"), Some("")]);
    assert_eq!((back[1].owner.as_str(), back[2].owner.as_str()), ("糖业局", ""));
    assert_eq!(back[2].text.len(), 9000);
    assert_eq!(back[2].watch, one.spots[2].watch);
    assert!(spots.at(spots.end()).is_err());
}
