//! `fix`: what is untidy comes out tidy, says what it said, and is judged no worse; everything else stays byte for byte.

use crate::report::{dataaudit, fixtures, root, scratch};
use dataaudit::audit::{self, Finding, Plan, Progress, Sink};
use dataaudit::fix::{Fix, Left, Setting};
use dataaudit::ingest::{Dictionaries, Exclude, Gathered, Reading, Wanted};
use dataaudit::law::{self, Pack};
use dataaudit::model::Vocabulary;
use predicates::str::contains;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const HEADS: [&str; 14] = [
    "资源编码",
    "数据目录名称",
    "信息项名称",
    "数据类型",
    "提供单位",
    "资源格式",
    "更新周期",
    "更新日期",
    "数据分级",
    "共享类型",
    "共享条件",
    "开放属性",
    "能否授权运营",
    "标签",
];

/// What cells of each column are made of; blanks and line breaks are put around them.
const CELLS: [&[&str]; 14] = [
    &["NX-1", "NX－２", "N X-3", "", "1", "资源4"],
    &[
        "水库水情",
        "水库\n水情",
        "河道Ａ１",
        "1.甲\n2.乙",
        "暂无",
        "",
        "同上",
    ],
    &[
        "水位",
        "水位,流量",
        "水位，流量；雨量",
        "姓名(全称,必填),电话",
        "水位;流量",
        "1.水位\n2.流量",
        "",
    ],
    &["数值型", "字符型C", ""],
    &["自治区水利厅", "自治区 水利厅", "水利厅\n财政厅", "", "/"],
    &["数据库", "PDF", "xlsx、csv", "电子表格,图片", ""],
    &[
        "每天",
        "每日更新",
        "quarterly",
        "按需",
        "每周两次",
        "季度",
        "1",
        "想起来",
        "一年一次",
        "准实时",
        "每月（15日前）",
        "",
    ],
    &[
        "2026年2月1日",
        "2026/2/1",
        "20260201",
        "46000",
        "2026.2",
        "2026-02-01T10:00:00Z",
        "2026年2月1日 下午3时",
        "3/1/2025",
        "",
    ],
    &["三级", "3", "二级", ""],
    &[
        "有条件",
        "无条件共享类",
        "有条件共享（经审批）",
        "02-不予共享",
        "无条件共亨",
        "1",
        "“不予共享”",
        "",
    ],
    &["经审批", "无", "=A1", "=1+1", ""],
    &[
        "不予开放类",
        "有条件",
        "依申请开放",
        "无条件开发",
        "有条件开放,不予开放",
        "",
    ],
    &["Y", "能", "否", "√", "是（部分）", "×", "0"],
    &["水,河", "水、河", "水|河", "水\n河", "1,000", "水；河", ""],
];

struct Law {
    vocabulary: &'static Vocabulary,
    packs: Vec<Pack>,
    reading: Reading,
    dictionaries: Dictionaries<'static>,
}

/// Every built-in pack, read once.
fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        let vocabulary: &'static Vocabulary = Box::leak(Box::new(Vocabulary::built_in()));
        let reading = Reading::default();
        let dictionaries = Dictionaries::new(vocabulary, &reading.layout).unwrap();
        Law {
            vocabulary,
            packs: law::built_in(vocabulary),
            reading,
            dictionaries,
        }
    })
}

fn setting() -> Setting<'static> {
    let law = law();
    Setting {
        vocabulary: law.vocabulary,
        reading: &law.reading,
        dictionaries: &law.dictionaries,
        separator: '、',
    }
}

/// Requirement, severity, class of what was seen, place.
type Told = (String, u8, &'static str, String);

#[derive(Default)]
struct All(Vec<Told>);

impl Sink for All {
    fn finding(&mut self, finding: &Finding<'_>) -> std::io::Result<()> {
        self.0.push((
            finding.requirement.id.clone(),
            finding.severity as u8,
            finding.breach.class.as_str(),
            finding.address.to_string(),
        ));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

/// Everything that every built-in instrument finds in a file.
fn findings(path: &Path) -> Vec<Told> {
    let law = law();
    let packs: Vec<&Pack> = law.packs.iter().collect();
    let day = "2026-03-01".parse().unwrap();
    let plan = Plan::new(&packs, day, true, law.vocabulary, law.reading.clone());
    let wanted = Wanted {
        paths: vec![path.to_owned()],
        exclude: Exclude::default(),
        outputs: Vec::new(),
        ..Wanted::default()
    };
    let mut all = All::default();
    let outcome = audit::run(&plan, Gathered::of(&wanted), NonZeroUsize::MIN, &mut all, &Silent).unwrap();
    assert!(
        outcome.inputs.iter().all(|i| !i.tables.is_empty()),
        "nothing was read"
    );
    all.0
}

fn counted(all: &[Told]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (requirement, ..) in all {
        *counts.entry(requirement.as_str()).or_insert(0) += 1;
    }
    counts
}

/// Fixes a file under its own name in another folder; how many cells were changed.
fn fixed(path: &Path, folder: &Path) -> (PathBuf, usize) {
    let to = folder.join(path.file_name().unwrap());
    let fix = Fix::of(path, setting()).unwrap();
    fix.write(&to).unwrap();
    (to, fix.changes().len())
}

/// Fixed twice is fixed once, and nothing is judged worse.
fn holds(path: &Path) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (to, changes) = fixed(path, folder.path());
    let again = Fix::of(&to, setting()).unwrap();
    assert_eq!(again.changes(), [], "{}", path.display());
    if changes == 0 {
        return 0;
    }
    let (before, after) = (findings(path), findings(&to));
    let counts = counted(&before);
    for (requirement, count) in counted(&after) {
        assert!(
            Some(&count) <= counts.get(requirement),
            "{requirement} in {}",
            path.display()
        );
    }
    let known: BTreeSet<&Told> = before.iter().collect();
    for told in &after {
        assert!(known.contains(told), "{told:?} in {}", path.display());
    }
    changes
}

/// A row of untidy cells.
fn row() -> impl Strategy<Value = Vec<String>> {
    let blanks = prop::sample::select(vec!["", "", "", " ", "　", "\n", "\u{200B}", "\u{A0}"]);
    let cell = |of: &'static [&'static str]| {
        (blanks.clone(), prop::sample::select(of), blanks.clone()).prop_map(|(a, b, c)| [a, b, c].concat())
    };
    CELLS.iter().map(|of| cell(of)).collect::<Vec<_>>()
}

fn write_csv(path: &Path, rows: &[Vec<String>], gb: bool, style: csv::QuoteStyle) {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(style)
        .from_writer(Vec::new());
    writer.write_record(HEADS).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let bytes = if gb {
        encoding_rs::GB18030.encode(&text).0.into_owned()
    } else {
        text.into_bytes()
    };
    std::fs::write(path, bytes).unwrap();
}

/// A workbook with a title, another sheet, formats, a formula in every row and a number among texts.
fn write_xlsx(path: &Path, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("填报说明")
        .unwrap()
        .write_string(0, 0, "请填写")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("目录").unwrap();
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string_with_format(0, column, head, &bold).unwrap();
    }
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            if let (8, Ok(number)) = (column, cell.trim().parse::<f64>()) {
                sheet.write_number(at, column, number).unwrap();
            } else if column == 3 {
                let formula = rust_xlsxwriter::Formula::new("=\" 数值型\"").set_result(format!(" {cell} "));
                sheet.write_formula(at, column, formula).unwrap();
            } else {
                sheet.write_string_with_format(at, column, cell, &bold).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_text_fixed_is_judged_no_worse(
        rows in prop::collection::vec(row(), 1..6),
        gb in any::<bool>(),
        quoted in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("目录.csv");
        // What GB18030 cannot spell does not stand in such files.
        let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        write_csv(&path, &rows, gb, style);
        holds(&path);
    }

    #[test]
    fn a_workbook_fixed_is_judged_no_worse(rows in prop::collection::vec(row(), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("目录.xlsx");
        write_xlsx(&path, &rows);
        holds(&path);
    }
}

#[test]
fn every_fixture_can_be_fixed() {
    let files = fixtures(&root().join("fixtures"));
    let fit = |f: &&String| [".csv", ".xlsx"].iter().any(|end| f.ends_with(end));
    let mut changed = 0;
    for file in files.iter().filter(fit) {
        changed += holds(Path::new(file));
    }
    assert!(changed > 0, "no fixture has an untidy cell");
}

fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        parts.insert(name, bytes);
    }
    parts
}

/// A text in some encoding.
type Encoder<'e> = &'e dyn Fn(&str) -> Vec<u8>;

fn messy() -> Vec<Vec<String>> {
    let row = |cells: [&str; 14]| cells.map(str::to_owned).to_vec();
    vec![
        row([
            "NX－1",
            "水库\n水情",
            "水位,流量",
            "数值型",
            " 自治区水利厅 ",
            "数据库",
            "每天",
            "2026年2月1日",
            "3",
            "有条件",
            "经审批",
            "不予开放",
            "Ｙ",
            "水,河",
        ]),
        row([
            "NX-2",
            "河道",
            "姓名",
            "数值型",
            "自治区水利厅",
            "数据库",
            "每日",
            "2026-02-01",
            "3",
            "无条件共亨",
            "",
            "不予开放",
            "否",
            "水、河",
        ]),
    ]
}

#[test]
fn of_a_workbook_only_the_changed_cells_are_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.xlsx");
    write_xlsx(&path, &messy());
    let to = tempfile::tempdir().unwrap();
    let (to, changes) = fixed(&path, to.path());
    let (before, after) = (parts(&path), parts(&to));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    let other: Vec<&String> = before
        .iter()
        .filter(|(n, b)| after.get(*n) != Some(b))
        .map(|(n, _)| n)
        .collect();
    assert_eq!(other, ["xl/worksheets/sheet2.xml"]);
    let [before, after] = [&before, &after].map(|p| String::from_utf8(p[other[0]].clone()).unwrap());
    let cells = |xml: &str| xml.split("<c ").map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (cells(&before), cells(&after));
    assert_eq!(old.len(), new.len());
    let mut seen = 0;
    for (old, new) in old.iter().zip(&new) {
        if old == new {
            continue;
        }
        seen += 1;
        let head = |cell: &str| cell.split(" t=").next().unwrap().to_owned();
        assert_eq!(head(old), head(new), "address and style stay");
        assert!(new.contains("t=\"inlineStr\"><is><t"), "{new}");
        assert!(!old.contains("<f>"), "{old}");
    }
    assert_eq!((seen, changes), (9, 9));
    let fix = Fix::of(&path, setting()).unwrap();
    let left: Vec<_> = fix
        .left()
        .iter()
        .map(|(c, why)| (c.row, c.column, *why))
        .collect();
    assert_eq!(left, [(2, 3, Left::Formula), (3, 3, Left::Formula)]);
    assert!(after.contains("<is><t>每日</t></is>") && after.contains("<is><t>2026-02-01</t></is>"));
}

#[test]
fn of_a_text_only_the_changed_fields_are_other() {
    let head = HEADS.join(";");
    let text = format!(
        "{head}\r\n\"NX－1\";\"水库\"\"一\"\"\";水位;\"数值型\";自治区水利厅;库;每天;2026/2/1;三级;\"有条件\";;不予开放;Y;水,河\r\n\r\nNX-2;河道;;;;;;;;;;;;x"
    );
    let better = text
        .replace("NX－1", "NX-1")
        .replace("每天", "每日")
        .replace("2026/2/1", "2026-02-01")
        .replace("\"有条件\"", "\"有条件共享\"")
        .replace(";Y;", ";是;")
        .replace("水,河", "水、河");
    let utf16 = |text: &str| {
        [0xFEFF]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let encoders: [Encoder<'_>; 4] = [&|t| t.as_bytes().to_vec(), &marked, &gb, &utf16];
    for encode in encoders {
        let (folder, path) = scratch("目录.csv", &encode(&text));
        let (to, changes) = fixed(Path::new(&path), tempfile::tempdir().unwrap().path());
        let _ = (&folder, &to);
        assert_eq!(changes, 6);
        let to = folder.path().join("改.csv");
        dataaudit(&["fix", &path, "-o", to.to_str().unwrap()])
            .assert()
            .success();
        assert!(std::fs::read(&to).unwrap() == encode(&better));
    }
}

fn untidy() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.csv");
    write_csv(&path, &messy(), false, csv::QuoteStyle::Necessary);
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let (folder, path) = untidy();
    let before = std::fs::read(&path).unwrap();
    dataaudit(&["fix", &path, "--diff"])
        .assert()
        .code(1)
        .stdout(contains("G2  更新周期\n  改前：每天\n  改后：每日\n  理由："))
        .stdout(contains("改前：水库\\n水情"));
    dataaudit(&["fix", &path, "--diff", "--lang", "en"])
        .assert()
        .code(1)
        .stdout(contains("before: 每天\n  after: 每日\n  why: "));
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let to = folder.path().join("改.csv");
    dataaudit(&["fix", &path, "-o", to.to_str().unwrap()])
        .assert()
        .success();
    let to = to.to_str().unwrap();
    dataaudit(&["fix", to, "--diff"])
        .assert()
        .code(0)
        .stdout(contains("没有可改的写法"));
}

#[test]
fn suggestions_are_listed_and_never_applied() {
    let (folder, path) = untidy();
    let to = folder.path().join("改.csv");
    let arguments = [
        "fix",
        &path,
        "--suggest",
        "-j",
        "ningxia",
        "--as-of",
        "2026-03-01",
        "-o",
        to.to_str().unwrap(),
    ];
    dataaudit(&arguments)
        .assert()
        .success()
        .stdout(contains("J3  共享类型\n  现状：无条件共亨\n  建议：无条件共享"))
        .stdout(contains("NX-"));
    assert!(std::fs::read_to_string(&to).unwrap().contains("无条件共亨"));
}

#[test]
fn in_place_a_backup_is_kept_and_never_written_over() {
    let (_folder, path) = untidy();
    let before = std::fs::read(&path).unwrap();
    dataaudit(&["fix", &path, "--in-place"]).assert().success();
    let backup = format!("{path}.bak");
    assert!(std::fs::read(&backup).unwrap() == before);
    let after = std::fs::read(&path).unwrap();
    assert!(after != before);
    dataaudit(&["fix", &path, "--in-place"])
        .assert()
        .success()
        .stderr(contains("没有可改的写法"));
    std::fs::write(&path, &before).unwrap();
    dataaudit(&["fix", &path, "--in-place"])
        .assert()
        .code(2)
        .stderr(contains("备份"));
    assert!(std::fs::read(&path).unwrap() == before && std::fs::read(&backup).unwrap() == before);
}

#[test]
fn what_cannot_be_done_is_refused() {
    let (folder, path) = untidy();
    let there = folder.path().join("有.csv");
    std::fs::write(&there, "x").unwrap();
    let there = there.to_str().unwrap();
    dataaudit(&["fix", &path])
        .assert()
        .code(2)
        .stderr(contains("--diff"));
    dataaudit(&["fix", &path, "-o", &path]).assert().code(2);
    dataaudit(&["fix", &path, "-o", there])
        .assert()
        .code(2)
        .stderr(contains("--force"));
    assert_eq!(std::fs::read_to_string(there).unwrap(), "x");
    dataaudit(&["fix", &path, "-o", there, "--force"])
        .assert()
        .success();
    dataaudit(&["fix", &path, "-o", "a", "--diff"]).assert().code(2);
    dataaudit(&["fix", &path, "-j", "ningxia", "--diff"])
        .assert()
        .code(2);
    dataaudit(&["fix", "fixtures/formats/catalog.xls", "--diff"])
        .assert()
        .code(2)
        .stderr(contains("另存为 xlsx"));
    dataaudit(&["fix", "no/such.csv", "--diff"]).assert().code(3);
}
