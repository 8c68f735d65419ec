//! Periods: each way to set one, the last day in time and the first that is late, what is open, and what cannot be told.

mod prompts;

use super::*;
use crate::model::Period;

const REPLY: &str =
    r#"check.deadline = { from = "received_at", to = ["replied_at"], within = 5, unit = "工作日" }"#;
const EXTENDED: &str = r#"check.deadline = { from = "received_at", to = ["verified_at"], within = 5, unit = "工作日", extended = { by = "extended", within = 10 } }"#;
const COLUMNS: &[&str] = &["received_at", "replied_at"];

/// Judges rows on a day with a clock of its own; what was left aside is told with the classes.
fn told(
    source: &str,
    ids: &[&str],
    rows: &[&[&str]],
    as_of: &str,
    clock: Clock,
) -> (Vec<String>, Vec<Breach>) {
    let vocabulary = Vocabulary::built_in();
    let check = rule(source, &vocabulary).unwrap();
    let columns = columns(&vocabulary, ids);
    let setting = Setting {
        as_of: as_of.parse().unwrap(),
        from: None,
        clock: Arc::new(clock),
    };
    let mut probe = check.open(&columns, &setting);
    let mut record = Record::new(&vocabulary, &columns);
    let (mut said, mut all) = (Vec::new(), Vec::new());
    for (i, cells) in rows.iter().enumerate() {
        record.row_mut().clear(i as u32 + 2, None);
        for (c, cell) in cells.iter().enumerate() {
            record.row_mut().put(c as u16, Kind::Text, cell);
        }
        record.interpret();
        let mut breaches = Vec::new();
        let applied = probe.judge(&record, &mut breaches);
        said.extend(classes(&[(applied, breaches.clone())]));
        said.extend(probe.aside().map(|aside| match aside {
            Aside::Unstarted(_) => format!("{} unstarted", i + 2),
            Aside::Extended(_) => format!("{} extended", i + 2),
            Aside::Apart(_) => format!("{} apart", i + 2),
            Aside::Unread(_) => format!("{} unread", i + 2),
        }));
        all.extend(breaches);
    }
    (said, all)
}

fn on(source: &str, ids: &[&str], rows: &[&[&str]], as_of: &str) -> Vec<String> {
    told(source, ids, rows, as_of, Clock::default()).0
}

#[test]
fn the_sum_is_shown() {
    let rows: &[&[&str]] = &[&["2025-09-29", "2025-10-15 09:30"]];
    let judged = judge(REPLY, COLUMNS, rows);
    assert_eq!(
        messages(&judged),
        [
            "收到日期 2025-09-29，5 个工作日，答复日期应不晚于 2025-10-13（10-01 至 10-08 放假，10-11 调休上班），实际 2025-10-15，晚 2 个工作日"
        ]
    );
    assert_eq!(classes(&judged), ["B2 late"]);
    let saturday = judge(
        REPLY,
        COLUMNS,
        &[&["2026-01-12", "2026-01-20"], &["2026-02-13", "2026-02-28"]],
    );
    assert!(
        messages(&saturday)[0].ends_with("晚 1 个工作日"),
        "{:?}",
        messages(&saturday)
    );
    assert!(
        messages(&saturday)[1].contains("02-15 至 02-23 放假，02-14 调休上班"),
        "{:?}",
        messages(&saturday)
    );
    let weekend = judge(REPLY, COLUMNS, &[&["2025-11-07", "2025-11-15"]]);
    assert!(
        messages(&weekend)[0].ends_with("实际 2025-11-15，晚 1 日"),
        "no working day lies between: {:?}",
        messages(&weekend)
    );
}

#[test]
fn working_days_after_a_day() {
    let rows: &[&[&str]] = &[
        &["2025-09-29", "2025-10-13"],
        &["2025-09-29", "2025-10-14"],
        &["2025-09-29", "2025-09-29"],
        &["2026-02-13", "2026-02-26"],
        &["2026-02-13", "2026-02-27"],
        &["2026-02-12", ""],
        &["2026-02-27", ""],
    ];
    assert_eq!(
        on(REPLY, COLUMNS, rows, "2026-03-01"),
        ["B3 late", "B7 late"],
        "the last day is in time; what is open is late when its day has passed"
    );
    let open: &[&[&str]] = &[&["2026-02-12", ""]];
    assert_eq!(on(REPLY, COLUMNS, open, "2026-02-25"), [""; 0], "open in time");
    let (said, breaches) = told(REPLY, COLUMNS, open, "2026-02-27", Clock::default());
    assert_eq!(said, ["B2 late"]);
    assert!(
        breaches[0]
            .message
            .zh
            .ends_with("到 2026-02-27 还没有填写，晚 1 个工作日"),
        "{}",
        breaches[0].message.zh
    );
}

#[test]
fn what_was_done_on_no_day_is_a_doubt_once_its_time_has_passed() {
    let source = r#"check.deadline = { from = "received_at", to = ["replied_at"], within = 5, unit = "工作日", done = { decision = ["同意", "不同意"], handling_status = "办结" } }"#;
    let ids = &["received_at", "replied_at", "decision", "handling_status"];
    let rows: &[&[&str]] = &[
        &["2026-02-12", "", "同意", ""],
        &["2026-02-12", "", "", "已办结"],
        &["2026-02-12", "", "", "处理中"],
        &["2026-02-12", "", "办理中", ""],
        &["2026-02-12", "", "转市局研究", ""],
        &["2026-02-12", "2026-02-28", "同意", "已办结"],
        &["2026-02-12", "2026-02-25", "同意", "已办结"],
        &["2026-02-26", "", "同意", "已办结"],
        &["", "", "同意", "已办结"],
    ];
    let (said, breaches) = told(source, ids, rows, "2026-03-01", Clock::default());
    assert_eq!(
        said,
        [
            "B2 blank?",
            "B3 blank?",
            "B4 late",
            "B5 late",
            "B6 blank?",
            "B7 late",
            "10 unstarted"
        ]
    );
    assert_eq!(
        breaches[0].message.zh,
        "收到日期 2026-02-12，5 个工作日，答复日期应不晚于 2026-02-26（02-15 至 02-23 放假，02-14 调休上班），办理结果是“同意”，没有填日期，是否超期看不出"
    );
    assert_eq!(
        breaches[0].suggestion.as_ref().unwrap().zh,
        "按实际办理的日期补填答复日期"
    );
    let without = on(
        source,
        &["received_at", "replied_at"],
        &[&["2026-02-12", ""]],
        "2026-03-01",
    );
    assert_eq!(without, ["B2 late"], "nothing shows that it was done");
}

#[test]
fn calendar_days_roll_unless_told_otherwise() {
    let source = r#"check.deadline = { from = "change_occurred_at", to = ["catalog_updated_at", "submitted_at"], within = 15, unit = "日" }"#;
    let ids = &["change_occurred_at", "catalog_updated_at", "submitted_at"];
    let rows: &[&[&str]] = &[
        &["2025-09-20", "2025-10-09", "2025-10-10"],
        &["2025-09-22", "2025-10-09", ""],
    ];
    let (said, breaches) = told(source, ids, rows, "2025-10-09", Clock::default());
    assert_eq!(
        said,
        ["C2 value?"],
        "each is judged by itself, and 10-10 is yet to come"
    );
    let (said, _) = told(source, ids, rows, "2025-10-10", Clock::default());
    assert_eq!(said, ["C2 late", "C3 late"]);
    assert!(breaches[0].message.zh.contains("还没有到"));
    let stiff = Clock {
        rolls: false,
        ..Clock::default()
    };
    let (said, _) = told(source, ids, rows, "2025-10-10", stiff);
    assert_eq!(said, ["B2 late", "C2 late", "B3 late", "C3 late"]);
    let (_, breaches) = told(source, ids, rows, "2025-10-10", Clock::default());
    assert!(
        breaches[0]
            .message
            .zh
            .contains("期满 2025-10-05 是休息日，顺延到上班日"),
        "{}",
        breaches[0].message.zh
    );
}

#[test]
fn so_long_before_a_day_is_counted_backwards() {
    let source =
        r#"check.deadline = { from = "acceptance_date", to = ["aggregated_at"], before = 20, unit = "日" }"#;
    let ids = &["acceptance_date", "aggregated_at"];
    let rows: &[&[&str]] = &[
        &["2026-02-28", "2026-02-08"],
        &["2026-02-28", "2026-02-09"],
        &["2026-02-28", ""],
        &["2026-03-30", ""],
        &["2026-03-10", ""],
        &["", "2026-02-09"],
    ];
    assert_eq!(
        on(source, ids, rows, "2026-03-01"),
        ["B3 late", "B4 late", "B6 late?", "7 unstarted"],
        "a day planned may still be put off"
    );
}

#[test]
fn a_day_that_the_ledger_sets_and_the_end_of_a_year() {
    let due = r#"check.deadline = { to = ["verified_at"], due = "due_at" }"#;
    let rows: &[&[&str]] = &[
        &["2026-02-10", "2026-02-10"],
        &["2026-02-10", "2026-02-11"],
        &["2026-02-10", ""],
        &["2026-03-10", ""],
        &["", "2026-02-10"],
    ];
    assert_eq!(
        on(due, &["due_at", "verified_at"], rows, "2026-03-01"),
        ["B3 late", "B4 late", "6 unstarted"]
    );
    let year = r#"check.deadline = { year = "year", to = ["replied_at"], within = 20, unit = "工作日" }"#;
    let rows: &[&[&str]] = &[
        &["2025", "2026-01-29"],
        &["2025年度", "2026-01-30"],
        &["2025 年", ""],
        &["2026", ""],
        &["去年", "2026-01-05"],
        &["2026", "2026-01-05"],
    ];
    assert_eq!(
        on(year, &["year", "replied_at"], rows, "2026-03-01"),
        ["B3 late", "B4 late", "A6 value?", "B7 value?"]
    );
}

#[test]
fn an_extension_counts_in_all_and_is_doubtful_without_its_column() {
    let ids = &["received_at", "verified_at", "extended"];
    let rows: &[&[&str]] = &[
        &["2026-02-02", "2026-02-10", "是"],
        &["2026-02-02", "2026-02-10", "否"],
        &["2026-02-02", "2026-02-10", ""],
        &["2026-02-02", "2026-02-09", ""],
        &["2026-02-02", "2026-02-10", "领导批了"],
    ];
    assert_eq!(
        on(EXTENDED, ids, rows, "2026-03-01"),
        ["2 extended", "B3 late", "B4 late", "B6 late?"]
    );
    let rows: &[&[&str]] = &[
        &["2026-02-02", "2026-02-09"],
        &["2026-02-02", "2026-02-10"],
        &["2026-02-02", "2026-02-14"],
        &["2026-02-02", "2026-02-24"],
    ];
    let (said, breaches) = told(EXTENDED, &ids[..2], rows, "2026-03-01", Clock::default());
    assert_eq!(said, ["B3 late?", "B4 late?", "B5 late"]);
    assert!(
        breaches[0].message.zh.contains("看不出是否延长"),
        "{}",
        breaches[0].message.zh
    );
}

#[test]
fn what_cannot_be_told_is_said_and_nothing_concluded() {
    let rows: &[&[&str]] = &[
        &["", "2026-02-10"],
        &["待查", "2026-02-10"],
        &["2026-02", "2026-02-10"],
        &["2026-02-10", "二月"],
        &["2026-02-10", "2026-02-01"],
        &["2026-03-02", "2026-02-10"],
        &["2026-02-10", "2027-02-11"],
    ];
    let (said, breaches) = told(REPLY, COLUMNS, rows, "2026-03-01", Clock::default());
    assert_eq!(
        said,
        [
            "2 unstarted",
            "A3 value?",
            "A4 value?",
            "B5 value?",
            "B6 value?",
            "A7 value?",
            "B8 value?"
        ]
    );
    assert!(breaches.iter().all(|b| b.message.zh.contains("看不出是否超期")));
    assert!(breaches[3].message.zh.starts_with("日期先后颠倒"));
    let broken = judge(REPLY, COLUMNS, &[&["=?", "2026-02-10"], &["2026-02-10", "#REF!"]]);
    assert_eq!(classes(&broken), ["A2 uncomputed?", "B3 broken?"]);
}

#[test]
fn a_year_that_nobody_published_proves_nothing_between_its_bounds() {
    let rows: &[&[&str]] = &[
        &["2027-09-28", "2027-10-03"],
        &["2027-09-28", "2027-10-08"],
        &["2027-09-28", "2027-10-14"],
        &["2027-07-05", "2027-07-13"],
    ];
    let (said, breaches) = told(REPLY, COLUMNS, rows, "2028-03-01", Clock::default());
    assert_eq!(said, ["B3 late?", "B4 late", "B5 late"]);
    assert!(
        breaches[0]
            .message
            .zh
            .contains("最早 2027-10-03、最迟 2027-10-13 到期（没有 2027 年的放假安排"),
        "{}",
        breaches[0].message.zh
    );
    assert!(
        breaches[2].message.zh.ends_with("晚 1 个工作日"),
        "{}",
        breaches[2].message.zh
    );
}

#[test]
fn only_whole_rules_are_taken() {
    for (source, at) in [
        (
            r#"check.deadline = { from = "received_at", to = ["replied_at"], within = 5 }"#,
            "[\"replied_at\"]",
        ),
        (
            r#"check.deadline = { from = "received_at", to = ["replied_at"] }"#,
            "[\"replied_at\"]",
        ),
        (
            r#"check.deadline = { to = ["replied_at"], within = 5, unit = "日" }"#,
            "[\"replied_at\"]",
        ),
        (
            r#"check.deadline = { from = "provider", to = ["replied_at"], within = 5, unit = "日" }"#,
            "\"provider\"",
        ),
        (
            r#"check.deadline = { from = "received_at", to = ["replied_at"], within = 5, unit = "日", extended = { by = "extended", within = 5 } }"#,
            "5",
        ),
        (
            r#"check.deadline = { to = ["replied_at"], due = "due_at", unit = "日" }"#,
            "\"due_at\"",
        ),
        (
            r#"check.deadline = { year = "year", to = ["replied_at"], before = 5, unit = "日" }"#,
            "[\"replied_at\"]",
        ),
        (
            r#"check.deadline = { from = "received_at", to = [], within = 5, unit = "日" }"#,
            "[]",
        ),
        (
            r#"check.prompt = { from = "received_at", word = "尽快", to = ["replied_at"] }"#,
            "\"尽快\"",
        ),
        (
            r#"check.prompt = { from = "received_at", word = "及时" }"#,
            "\"及时\"",
        ),
    ] {
        let faults = faults(source);
        assert_eq!(
            faults.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(),
            [at],
            "{source}"
        );
    }
}
