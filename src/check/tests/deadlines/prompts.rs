//! Words that set no number of days.

use super::*;

#[test]
fn a_word_is_no_number_until_the_user_gives_one() {
    let prompt = |word: &str| {
        format!(r#"check.prompt = {{ from = "received_at", to = ["replied_at"], word = "{word}" }}"#)
    };
    let rows: &[&[&str]] = &[
        &["2026-02-02", "2026-02-02 17:00"],
        &["2026-02-02", "2026-02-03"],
        &["2026-02-02", "2026-02-20"],
        &["2026-02-02", ""],
    ];
    assert_eq!(on(&prompt("及时"), COLUMNS, rows, "2026-03-01"), [""; 0]);
    assert_eq!(
        on(&prompt("立即"), COLUMNS, rows, "2026-03-01"),
        ["B3 late?", "B4 late?", "B5 late?"]
    );
    let mut clock = Clock::default();
    clock
        .tolerances
        .insert(Word::Promptly, "5wd".parse::<Period>().unwrap());
    let (said, breaches) = told(&prompt("及时"), COLUMNS, rows, "2026-03-01", clock.clone());
    assert_eq!(said, ["B4 late?", "B5 late?"]);
    assert!(
        breaches[0]
            .message
            .zh
            .contains("按 --tolerance 设定的 5 个工作日算")
    );
    let vocabulary = Vocabulary::built_in();
    let check = rule(&prompt("及时"), &vocabulary).unwrap();
    let mut setting = Setting {
        as_of: "2026-03-01".parse().unwrap(),
        from: None,
        clock: Arc::default(),
    };
    let withheld = check.withheld(&setting).unwrap();
    assert!(withheld.whole && withheld.reason.zh.contains("--tolerance 及时=10wd"));
    setting.clock = Arc::new(clock);
    assert_eq!(check.withheld(&setting), None);
}

#[test]
fn regularly_is_how_long_ago() {
    let source = r#"check.prompt = { from = "reviewed_at", word = "定期" }"#;
    let mut clock = Clock::default();
    clock
        .tolerances
        .insert(Word::Regularly, "365d".parse::<Period>().unwrap());
    let rows: &[&[&str]] = &[&["2025-03-03"], &["2024-03-01"], &[""]];
    let (said, breaches) = told(source, &["reviewed_at"], rows, "2026-03-01", clock);
    assert_eq!(said, ["A3 late?", "4 unstarted"]);
    assert!(
        breaches[0].message.zh.contains("没有再办的记录"),
        "{}",
        breaches[0].message.zh
    );
}
