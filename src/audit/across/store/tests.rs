use super::*;
use crate::check::across::From;
use proptest::prelude::*;

fn lane(distinct: bool, sorted: bool) -> Lane {
    Lane {
        distinct,
        sorted,
        ..Lane::new(From::Own, Vec::new())
    }
}

/// Claims as some kind would go through them: all, by row, by key, those of a key.
type Seen = (Vec<Claim>, Vec<Vec<Claim>>, Vec<Vec<Claim>>, Vec<Vec<Claim>>);

fn seen(claims: &Claims) -> Seen {
    let (mut all, mut units) = (claims.each(), claims.units());
    let mut seen = Seen::default();
    while let Some(one) = all.next().unwrap() {
        seen.0.extend_from_slice(one);
    }
    while let Some(unit) = units.next().unwrap() {
        seen.1.push(unit.to_vec());
    }
    seen.2 = claims.repeated().unwrap().map(Result::unwrap).collect();
    // Keys that are there, and some that are not.
    seen.3 = (0..40)
        .map(|key| claims.of([key % 3, 0, key]).unwrap().into_owned())
        .collect();
    seen
}

proptest! {
    #[test]
    fn claims_in_a_file_are_those_in_memory(
        made in prop::collection::vec((0u32..30, 0u32..3, 0u32..2), 0..700),
        (distinct, sorted) in (any::<bool>(), any::<bool>()),
        every in 1usize..200,
        (start, length) in (0u64..700, 0u64..300),
    ) {
        let (mut kept, mut laid) = (Store::new(&lane(distinct, sorted)), Store::new(&lane(distinct, sorted)));
        for (spot, &(key, owner, tag)) in made.iter().enumerate() {
            for store in [&mut kept, &mut laid] {
                store.add([key % 3, 0, key], owner, tag, spot as u64 / 2);
            }
            if spot % every == 0 {
                laid.lay_by().unwrap();
            }
        }
        prop_assert!(made.is_empty() || laid.laid.is_some());
        // A copy comes after what it is a copy of: no first claim is left out where a later one of the body stays.
        let end = if distinct { u64::MAX } else { start + length };
        let without = std::iter::once(start..end).collect::<Vec<_>>();
        let (kept, laid) = (kept.close(&without).unwrap(), laid.close(&without).unwrap());
        // What lies as it came is not looked up by key.
        let (mut kept, mut laid) = (seen(&kept), seen(&laid));
        if !distinct && !sorted {
            kept.3.clear();
            laid.3.clear();
        }
        prop_assert_eq!(kept, laid);
    }
}

#[test]
fn stores_that_hold_too_much_together_lay_the_most_by() {
    let mut stores = [(false, true), (true, true), (false, false)].map(|(d, s)| Store::new(&lane(d, s)));
    for spot in 0..MOST as u64 {
        for (store, every) in stores.iter_mut().zip([1, 2, 8]) {
            if spot % every == 0 {
                store.add([spot as u32, 1, 2], 0, 0, spot);
            }
        }
        if spot % 4096 == 0 {
            make_room(&mut stores).unwrap();
        }
    }
    make_room(&mut stores).unwrap();
    assert!(stores.iter().map(Store::kept).sum::<usize>() <= MOST);
    for (store, every) in stores.into_iter().zip([1, 2, 8]) {
        let claims = store.close(&[]).unwrap();
        let (mut all, mut count) = (claims.each(), 0);
        while all.next().unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, MOST / every);
    }
}
