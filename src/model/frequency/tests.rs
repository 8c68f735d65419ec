use super::*;
use Frequency::{Every, Irregular, Never, Other, Realtime};
use proptest::prelude::*;

fn all(meant: Frequency, words: &str) {
    for word in words.split('|') {
        assert_eq!(parse_frequency(word), Some(meant), "{word}");
    }
}

#[test]
fn periods_in_chinese() {
    all(
        Every(1, Unit::Year),
        "每年|年|按年|年度|每年度|按年更新|每年更新一次|每年一次|‘每年’| 每 年 |1年|每1年|\
            一年|每年(更新说明:暂无新业务数据产生)|每年（更新说明：暂无）|05-每年|5.每年|\
            每年年底|每年3月底前|每学年",
    );
    all(
        Every(6, Unit::Month),
        "每半年|半年|半年度|每学期|每學期|每 6 月|每6个月|6个月|每年两次|半年一次",
    );
    all(
        Every(3, Unit::Month),
        "每季度|季度|季|每季|按季度更新|每 3 月|三个月|每季末|每季度1次",
    );
    all(
        Every(1, Unit::Month),
        "每月|月|月度|按月|每月更新|每月5日前|每个月|每月底|每月(每月5日前)",
    );
    all(Every(15, Unit::Day), "每半月|半个月|半月|每半个月");
    all(Every(10, Unit::Day), "每旬|旬|每10天|10天");
    all(
        Every(1, Unit::Week),
        "每周|周|每週|每星期|按周更新|每周一|每周五更新|周更新",
    );
    all(Every(2, Unit::Week), "双周|每两周|每2周|隔周|每雙週");
    all(Every(4, Unit::Day), "每周两次|每周2次|每周更新两次");
    all(Every(11, Unit::Day), "每月三次");
    all(Every(16, Unit::Day), "每月2次");
    all(Every(1, Unit::Day), "每日|每天|日|按日|天|每日一次|T+1|t＋1|天级");
    all(Every(2, Unit::Day), "每 2 日|每两天|隔日|T+2");
    all(Every(3, Unit::Day), "工作日|每个工作日|每工作日|每 3 日");
    all(Every(121, Unit::Day), "每 121 日");
    all(Every(2, Unit::Year), "每两年|两年|每2年|隔年");
    all(Every(1, Unit::Hour), "小时级|每小时|小时|小時級");
    all(Every(12, Unit::Hour), "每日两次|每12小时|每天2次|每半天");
    all(Every(1, Unit::Minute), "分钟级|每分钟");
    all(Every(10, Unit::Minute), "每 10 分鐘|每10分钟");
}

#[test]
fn what_sets_no_period() {
    all(
        Realtime,
        "实时|实时更新|即时|即時|准实时|实時|1.实时|秒级|REAL_TIME|continuous|实时(接口)",
    );
    all(
        Irregular,
        "不定期|不定期更新|不定时|按需|随时|不定期(更新说明:暂无新业务数据产生)|IRREGULAR|irreg",
    );
    all(
        Never,
        "不更新|静态数据|一次性|不更新(更新说明:暂无新业务数据产生)|靜態|never|NOT_PLANNED",
    );
    all(Other, "其他|其它|自定义|OTHER");
}

#[test]
fn english_and_dcat() {
    all(Every(1, Unit::Day), "EVERY_DAY|daily|Daily|R/P1D|day|every day");
    all(Every(1, Unit::Week), "EVERY_WEEK|weekly|R/P1W");
    all(Every(1, Unit::Month), "EVERY_MONTH|monthly|R/P1M");
    all(Every(3, Unit::Month), "EVERY_QUARTER|quarterly|R/P3M");
    all(Every(6, Unit::Month), "HALF_YEAR|semiannual|ANNUAL_2|R/P6M");
    all(Every(1, Unit::Year), "EVERY_YEAR|annual|yearly|R/P1Y");
    all(Every(2, Unit::Week), "biweekly");
    all(Every(2, Unit::Month), "bimonthly|R/P2M");
    all(Every(2, Unit::Year), "biennial");
    all(Every(3, Unit::Year), "triennial");
    all(Every(4, Unit::Day), "WEEKLY_2|R/P3.5D|R/P0.5W");
    all(Every(11, Unit::Day), "R/P0.33M|MONTHLY_3");
    all(Every(1, Unit::Hour), "R/PT1H|hourly");
    all(Every(10, Unit::Minute), "every 10 minutes|R/PT10M");
    all(Realtime, "R/PT1S");
}

#[test]
fn what_is_no_frequency() {
    for text in "|牲畜饲养|每 null null|null|1|05|6.0|A|2025年|3月|12月|3日|2025-03-01|每|每次|\
        每年、每月|每周一、三、五|实时/每日|每0日|每 99999 日|每几天|更新|一次|年报|月亮|\
        R/P0D|R/P|R/P1|10d|T+0|暂无|待定|unknown|每人每年|半|双|(每年)x|年年|每年3月和9月"
        .split('|')
    {
        assert_eq!(parse_frequency(text), None, "{text}");
    }
}

#[test]
fn names_read_back_as_what_they_name() {
    for frequency in [
        Realtime,
        Irregular,
        Never,
        Other,
        Every(1, Unit::Minute),
        Every(1, Unit::Hour),
        Every(1, Unit::Day),
        Every(1, Unit::Week),
        Every(1, Unit::Month),
        Every(1, Unit::Year),
        Every(15, Unit::Day),
        Every(6, Unit::Month),
        Every(7, Unit::Minute),
        Every(7, Unit::Hour),
        Every(7, Unit::Day),
        Every(7, Unit::Week),
        Every(7, Unit::Month),
        Every(7, Unit::Year),
        Every(3, Unit::Month),
    ] {
        assert_eq!(parse_frequency(&frequency.text().zh), Some(frequency));
        assert!(!frequency.text().en.is_empty());
    }
    assert_eq!(Every(3, Unit::Month).text().en, "quarterly");
}

/// What is no period in Chinese is none in English either.
#[test]
fn nobody_declares_so_long_a_period() {
    for word in ["每562年", "R/P562Y", "every1000years", "R/P1000M", "R/P99.9Y"] {
        assert_eq!(parse_frequency(word), None, "{word}");
    }
    all(Every(50, Unit::Year), "每50年|R/P50Y|every50years");
}

#[test]
fn due_days() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(
        Every(1, Unit::Month).due(day(2025, 1, 31)),
        Some(day(2025, 2, 28))
    );
    assert_eq!(Every(1, Unit::Year).due(day(2024, 2, 29)), Some(day(2025, 2, 28)));
    assert_eq!(Realtime.due(day(2025, 1, 31)), Some(day(2025, 2, 1)));
    assert_eq!(Every(36, Unit::Hour).due(day(2025, 1, 1)), Some(day(2025, 1, 3)));
    assert_eq!(Irregular.due(day(2025, 1, 31)), None);
}

proptest! {
    #[test]
    fn every_so_many_reads_back(n in 1u16..=50, unit in prop::sample::select(vec![
        ("分钟", Unit::Minute), ("小时", Unit::Hour), ("日", Unit::Day), ("周", Unit::Week), ("月", Unit::Month), ("年", Unit::Year),
    ])) {
        prop_assert_eq!(parse_frequency(&format!("每 {n} {}", unit.0)), Some(Every(n, unit.1)));
        let chinese = crate::model::chinese(n);
        prop_assert_eq!(parse_frequency(&format!("每{chinese}个{}", unit.0)), Some(Every(n, unit.1)));
    }

    #[test]
    fn no_words_make_it_panic(text in any::<String>(), near in "[每按半双隔个次级更新一二两十0-9年季月旬周日天小时分钟工作T+R/P.DWMY()（）]{0,12}") {
        let _ = parse_frequency(&text);
        if let Some(Every(n, _)) = parse_frequency(&near) {
            prop_assert!(n > 0);
        }
    }
}
