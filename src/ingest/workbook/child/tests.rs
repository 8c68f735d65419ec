use super::super::sample::{Parts, rows};
use super::frame::{self, GREETING, Payload, Tag};
use super::serve::relay;
use super::*;
use crate::ingest::{Region, Visibility};
use crate::model::{Kind, Row};
use proptest::prelude::*;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/formats")
        .join(name)
}

fn answered(path: &Path) -> Result<ChildBook, Stopped> {
    let mut answer = Vec::new();
    relay(path, &Limits::default(), &mut answer).unwrap();
    ChildBook::collect(&mut answer.as_slice(), &Limits::default())
}

/// An answer with one sheet of one row.
fn small_answer() -> Vec<u8> {
    let mut out = Vec::new();
    let mut speaker = answer::Speaker::new(&mut out).unwrap();
    let sheet = Sheet {
        name: Some("目录".to_owned()),
        visibility: Visibility::Hidden,
        merges: vec![Region {
            top: 1,
            bottom: 2,
            left: 0,
            right: 3,
        }],
        hidden_columns: vec![5],
        broken: None,
    };
    speaker.sheet(&sheet).unwrap();
    let mut row = Row::default();
    row.clear(3, None);
    row.hidden = true;
    row.put(1, Kind::Date, "2025-03-01");
    row.put(4, Kind::Uncomputed, "");
    speaker.row(&row).unwrap();
    speaker.note(&Text::same("注")).unwrap();
    speaker.end().unwrap();
    out
}

fn collect(answer: &[u8]) -> Result<ChildBook, Stopped> {
    ChildBook::collect(&mut &*answer, &Limits::default())
}

#[test]
fn an_answer_says_it_all_and_may_be_read_twice() {
    let mut book = collect(&small_answer()).unwrap();
    assert_eq!(
        (book.sheets()[0].visibility, book.sheets()[0].merges.len()),
        (Visibility::Hidden, 1)
    );
    for _again in 0..2 {
        assert_eq!(
            rows(&mut book, 0).unwrap(),
            ["3h: B=Date(2025-03-01) E=Uncomputed()"]
        );
    }
    assert_eq!(book.notes(), [Text::same("注")]);
    assert!(rows(&mut book, 9).is_err());
}

#[test]
fn an_answer_cut_anywhere_is_no_short_file() {
    let whole = small_answer();
    for end in 0..whole.len() {
        let stopped = collect(&whole[..end]).err().map(|s| s.code);
        assert_eq!(stopped, Some(Code::ReaderFailed), "{end}");
    }
}

#[test]
fn a_stop_crosses_the_pipe_whole() {
    let stopped = Stopped::new(Code::Encrypted, Text::same("锁")).help(Text::same("解"));
    let mut out = Vec::new();
    let mut speaker = answer::Speaker::new(&mut out).unwrap();
    speaker.stopped(&stopped).unwrap();
    speaker.end().unwrap();
    assert_eq!(collect(&out).err(), Some(stopped));
}

#[test]
fn rows_backwards_and_answers_too_large_are_refused() {
    let mut out = Vec::new();
    let mut speaker = answer::Speaker::new(&mut out).unwrap();
    speaker.sheet(&Sheet::default()).unwrap();
    let mut row = Row::default();
    for number in [2, 2] {
        row.clear(number, None);
        speaker.row(&row).unwrap();
    }
    speaker.end().unwrap();
    assert_eq!(collect(&out).err().map(|s| s.code), Some(Code::ReaderFailed));
    let small = Limits {
        answer: 3,
        ..Limits::default()
    };
    let stopped = ChildBook::collect(&mut small_answer().as_slice(), &small).err();
    assert_eq!(stopped.map(|s| s.code), Some(Code::TooLarge));
}

#[test]
fn xls_with_all_that_calamine_does_not_tell() {
    let mut book = answered(&fixture("catalog.xls")).unwrap();
    let expected = [
        "1: A=Text(目录)",
        "2: A=Text(名称) B=Text(日期)",
        "3h: A=Text(水库) B=Date(2025-03-01)",
    ];
    assert_eq!(rows(&mut book, 0).unwrap(), expected);
    let merged = Region {
        top: 1,
        bottom: 1,
        left: 0,
        right: 1,
    };
    assert_eq!(book.sheets()[0].merges, [merged]);
    assert_eq!(book.sheets()[0].hidden_columns, [3]);
    assert_eq!(book.sheets()[1].visibility, Visibility::Hidden);
}

/// A record of a binary part.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 {
        vec![kind as u8]
    } else {
        vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]
    };
    out.push(data.len() as u8);
    out.extend(data);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u32).to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

/// An xlsb workbook whose only sheet holds these rows: number from 0, then records.
fn xlsb(sheet: &[(u32, Vec<Vec<u8>>)]) -> Parts {
    let bundle = [vec![0; 8], wide("r1"), wide("目录")].concat();
    let workbook = [record(0x9C, &bundle), record(0x90, &[]), record(0x9D, &[])].concat();
    let mut part = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (number, cells) in sheet {
        part.extend(record(0, &[number.to_le_bytes().to_vec(), vec![0; 12]].concat()));
        part.extend(cells.concat());
    }
    part.extend(record(0x92, &[]));
    Parts::xlsx("")
        .with(
            "_rels/.rels",
            "<Relationships><Relationship Type='/relationships/officeDocument' Target='xl/workbook.bin'/></Relationships>",
        )
        .with(
            "xl/_rels/workbook.bin.rels",
            "<Relationships><Relationship Id='r1' Type='/worksheet' Target='worksheets/sheet1.bin'/></Relationships>",
        )
        .with_bytes("xl/workbook.bin", workbook)
        .with_bytes("xl/worksheets/sheet1.bin", part)
}

fn cell(kind: u16, column: u32, value: &[u8]) -> Vec<u8> {
    record(
        kind,
        &[column.to_le_bytes().to_vec(), vec![0; 4], value.to_vec()].concat(),
    )
}

#[test]
fn xlsb_with_the_errors_that_calamine_passes_over() {
    let number = cell(5, 1, &2.5f64.to_le_bytes());
    let error = cell(0x0B, 0, &[0x17, 0, 0, 0]);
    let parts = xlsb(&[
        (0, vec![cell(6, 0, &wide("序号")), number]),
        (1, vec![error.clone()]),
        (3, vec![error, cell(4, 2, &[1])]),
    ]);
    let file = parts.write();
    let mut book = answered(file.path()).unwrap();
    assert_eq!(
        rows(&mut book, 0).unwrap(),
        [
            "1: A=Text(序号) B=Number(2.5)",
            "2: A=Error(#REF!)",
            "4: A=Error(#REF!) C=Bool(TRUE)"
        ]
    );
}

#[test]
fn xlsb_that_calamine_would_read_in_part_or_not_survive() {
    let short = xlsb(&[(0, vec![record(12, &[0; 8])])]);
    let book = answered(short.write().path()).unwrap();
    assert_eq!(
        book.sheets()[0].broken.as_ref().map(|s| s.code),
        Some(Code::Unsupported)
    );
    // A string that is not there: calamine would index beyond its table.
    let missing = xlsb(&[(0, vec![cell(7, 0, &[9, 0, 0, 0])])]);
    assert_eq!(
        answered(missing.write().path()).err().map(|s| s.code),
        Some(Code::ReaderFailed)
    );
}

#[test]
fn what_is_no_binary_workbook_is_told_in_the_answer() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"%PDF-1.4").unwrap();
    assert_eq!(answered(file.path()).err().map(|s| s.code), Some(Code::NotATable));
    assert_eq!(
        answered(Path::new("/nonexistent")).err().map(|s| s.code),
        Some(Code::NotFound)
    );
}

#[test]
fn a_program_that_cannot_start() {
    let reader = super::super::sample::no_reader();
    let stopped = ChildBook::open(Path::new("x"), &Limits::default(), &reader).err();
    assert_eq!(stopped.map(|s| s.code), Some(Code::ReaderFailed));
}

#[cfg(unix)]
mod processes {
    use super::*;

    fn run(script: &str, silence: Duration) -> Result<ChildBook, Stopped> {
        let reader = Reader {
            program: PathBuf::from("/bin/sh"),
            arguments: vec!["-c".into(), script.into()],
            silence,
        };
        ChildBook::open(Path::new("x"), &Limits::default(), &reader)
    }

    #[test]
    fn an_answer_through_a_pipe() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), small_answer()).unwrap();
        let script = format!("cat {}", file.path().display());
        let mut book = run(&script, Duration::from_secs(10)).unwrap();
        assert_eq!(rows(&mut book, 0).unwrap().len(), 1);
    }

    #[test]
    fn killed_silent_or_talking_nonsense() {
        let slow = Duration::from_secs(10);
        for (script, silence) in [
            ("kill -9 $$", slow),
            ("exit 3", slow),
            ("echo nonsense nonsense", slow),
            ("exec tail -f /dev/null", Duration::from_millis(50)),
        ] {
            let stopped = run(script, silence).err().expect("no answer");
            assert_eq!(stopped.code, Code::ReaderFailed, "{script}");
            assert!(stopped.help.is_some(), "{script}");
        }
    }
}

proptest! {
    #[test]
    fn no_answer_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), tag in 0usize..6) {
        let _ = collect(&bytes);
        let tags = [Tag::Sheet, Tag::Row, Tag::Note, Tag::Stopped, Tag::End, Tag::Greeting];
        let mut out = Vec::new();
        frame::write(&mut out, Tag::Greeting, GREETING).unwrap();
        let mut sheet = Payload::default();
        sheet.sheet(&Sheet::default());
        frame::write(&mut out, Tag::Sheet, &sheet.0).unwrap();
        frame::write(&mut out, tags[tag], &bytes).unwrap();
        let _ = collect(&out);
    }
}
