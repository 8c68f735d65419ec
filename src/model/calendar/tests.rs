use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn after(from: &str, n: &str) -> String {
    let due = Calendar::built_in().after(day(from), period(n), true);
    match due.exact() {
        Some(day) => day.to_string(),
        None => format!("{} {}", due.earliest, due.latest),
    }
}

/// The calendar without one of its years.
fn without(year: i32) -> Calendar {
    let mut calendar = Calendar::clone(&Calendar::built_in());
    calendar.years.remove(&year);
    calendar.bounds = OnceLock::new();
    calendar
}

#[test]
fn a_calendar_is_the_same_whether_or_not_a_period_was_counted() {
    let calendar = without(2024);
    let before = format!("{calendar:?}");
    calendar.after(day("2025-12-01"), period("60wd"), true);
    assert!(calendar.bounds.get().is_some());
    assert_eq!(format!("{calendar:?}"), before);
    assert_ne!(before, format!("{:?}", without(2023)));
}

#[test]
fn the_built_in_years_are_sound() {
    let years: BTreeMap<String, YearDays> = toml::from_str(include_str!("calendar.toml")).unwrap();
    let mut faults = Vec::new();
    let mut calendar = Calendar::empty();
    for (year, days) in &years {
        calendar.put(year, 0..0, days, &mut faults);
    }
    assert_eq!(faults, []);
    assert!(Calendar::built_in().years().eq(2018..=2026));
    assert!(Festival::all().len() == 7);
}

#[test]
fn working_days_as_they_were_published() {
    for (from, n, until) in [
        ("2025-09-29", "5wd", "2025-10-13"), // National Day, 10-11 worked
        ("2025-09-29", "1wd", "2025-09-30"),
        ("2025-09-26", "1wd", "2025-09-28"), // a Sunday that is worked
        ("2026-02-13", "1wd", "2026-02-14"), // a Saturday that is worked
        ("2026-02-14", "1wd", "2026-02-24"),
        ("2018-12-28", "2wd", "2019-01-02"),
        ("2025-09-29", "15d", "2025-10-14"),
        ("2025-09-20", "15d", "2025-10-09"), // 10-05 is off
        ("2026-03-02", "20d", "2026-03-23"), // 03-22 is a Sunday
        ("2026-03-02", "0d", "2026-03-02"),
    ] {
        assert_eq!(after(from, n), until, "{from} {n}");
    }
    let calendar = Calendar::built_in();
    let ends = |rolls| calendar.after(day("2026-03-02"), period("20d"), rolls).exact();
    assert_eq!(ends(false), Some(day("2026-03-22")));
    let back = |n| calendar.before(day("2026-04-27"), period(n)).exact();
    assert_eq!(back("20d"), Some(day("2026-04-07")));
    assert_eq!(back("22d"), Some(day("2026-04-05")), "backwards nothing rolls");
    assert_eq!(
        calendar.before(day("2025-10-13"), period("5wd")).exact(),
        Some(day("2025-09-29"))
    );
    assert_eq!(calendar.between(day("2025-09-29"), day("2025-10-13")), (5, 5));
    assert_eq!(calendar.between(day("2025-10-13"), day("2025-10-13")), (0, 0));
}

#[test]
fn a_year_that_nobody_published_has_two_bounds() {
    assert_eq!(after("2027-07-05", "5wd"), "2027-07-12", "no festival is near");
    assert_eq!(after("2027-09-28", "5wd"), "2027-10-03 2027-10-13");
    assert_eq!(after("2027-05-10", "1wd"), "2027-05-11");
    let calendar = Calendar::built_in();
    assert_eq!(calendar.is_worked(day("2027-10-01")), None);
    assert_eq!(calendar.is_worked(day("2027-07-05")), Some(true));
    let days = day("2026-12-28")..=day("2027-01-05");
    assert_eq!(
        calendar.unknown(days),
        BTreeSet::from([2027]),
        "its notice reaches back"
    );
    assert_eq!(
        calendar.unknown(day("2027-07-05")..=day("2027-07-09")),
        BTreeSet::new()
    );
    assert!(
        calendar
            .unknown(day("2017-09-28")..=day("2017-10-09"))
            .contains(&2017)
    );
}

#[test]
fn the_holidays_of_a_stretch() {
    let calendar = Calendar::built_in();
    let all = day("2025-09-30")..=day("2025-10-13");
    assert_eq!(
        calendar.holidays(all.clone()),
        [day("2025-10-01")..=day("2025-10-08")],
        "the weekend in it is part of it"
    );
    assert_eq!(calendar.made_up(all), [day("2025-10-11")]);
    assert_eq!(calendar.holidays(day("2025-03-03")..=day("2025-03-31")), []);
}

#[test]
fn periods_read_as_they_print() {
    for text in ["10wd", "365d", "0d"] {
        assert_eq!(period(text).to_string(), text);
    }
    assert_eq!(period("3个工作日"), period("3wd"));
    for wrong in ["", "wd", "10", "10 wd", "-3d", "99999d", "三日", "10w"] {
        assert!(wrong.parse::<Period>().is_err(), "{wrong}");
    }
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0..4400i64).prop_map(|n| day("2017-06-01") + chrono::TimeDelta::days(n))
}

#[test]
fn the_last_days_of_a_year_nobody_published_belong_to_the_next_new_year() {
    // 2018-12-29, a Saturday, was worked for the New Year of 2019, which is published.
    let due = without(2018).after(day("2018-12-28"), period("1wd"), true);
    assert_eq!((due.earliest, due.latest), (day("2018-12-29"), day("2019-01-02")));
    // And those of a published year are as they were published, whatever comes after it.
    let due = without(2019).after(day("2018-12-28"), period("1wd"), true);
    assert_eq!(due.exact(), Some(day("2018-12-29")));
}

proptest! {
    #[test]
    fn adding_is_monotone_and_never_lands_on_a_day_off(from in some_day(), n in 1u16..60, more in 0u16..9, later in 0i64..9) {
        let calendar = Calendar::built_in();
        let wd = |n| Period { n, days: DayKind::Working };
        let due = calendar.after(from, wd(n), true);
        let further = calendar.after(from, wd(n + more), true);
        let from_later = calendar.after(from + chrono::TimeDelta::days(later), wd(n), true);
        prop_assert!(due.earliest <= due.latest && due.earliest > from);
        for other in [further, from_later] {
            prop_assert!(due.earliest <= other.earliest && due.latest <= other.latest);
        }
        prop_assert!(calendar.few().is_worked(due.earliest) && calendar.many().is_worked(due.latest));
        let rolled = calendar.after(from, Period { n, days: DayKind::Calendar }, true);
        prop_assert!(calendar.few().is_worked(rolled.earliest) && calendar.many().is_worked(rolled.latest));
    }

    #[test]
    fn counting_undoes_adding(from in some_day(), n in 0u16..60) {
        let calendar = Calendar::built_in();
        let wd = Period { n, days: DayKind::Working };
        let due = calendar.after(from, wd, true);
        prop_assert_eq!(calendar.few().worked(from, due.earliest), u32::from(n));
        prop_assert_eq!(calendar.many().worked(from, due.latest), u32::from(n));
        let (least, most) = calendar.between(from, due.latest);
        prop_assert!(least <= most && least == u32::from(n));
        // Backwards from a working day as far as forwards.
        if n > 0 && calendar.many().is_worked(from) {
            prop_assert_eq!(calendar.many().back(due.latest, n), from);
        }
    }

    #[test]
    fn what_was_published_lies_between_the_bounds(from in some_day(), n in 1u16..60, year in 2018i32..=2026) {
        let (whole, less) = (Calendar::built_in(), without(year));
        for days in [DayKind::Working, DayKind::Calendar] {
            let period = Period { n, days };
            if let Some(known) = whole.after(from, period, true).exact() {
                let due = less.after(from, period, true);
                prop_assert!(due.earliest <= known && known <= due.latest, "{from} {n} {year}: {due:?}, {known}");
            }
            if let Some(known) = whole.before(from, period).exact() {
                let due = less.before(from, period);
                prop_assert!(due.earliest <= known && known <= due.latest, "{from} -{n} {year}");
            }
        }
    }
}
