use super::*;
use crate::ingest::Code;

fn of(bytes: &[u8]) -> Result<Encoding, Stopped> {
    decide(&Survey::of(bytes).unwrap(), Hints::default())
}

fn charset(bytes: &[u8]) -> Charset {
    of(bytes).unwrap().charset
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn big5(text: &str) -> Vec<u8> {
    encoding_rs::BIG5.encode(text).0.into_owned()
}

#[test]
fn marks_are_trusted_first() {
    assert_eq!(charset(b"\xEF\xBB\xBFa"), Charset::Utf8);
    assert_eq!(charset(b"\xFF\xFEa\0"), Charset::Utf16Le);
    assert_eq!(charset(b"\xFE\xFF\0a"), Charset::Utf16Be);
    assert_eq!(charset(b"\x84\x31\x95\x33a"), Charset::Gb18030);
    assert_eq!(of(b"\xFF\xFE\0\0a\0\0\0").unwrap_err().code, Code::Encoding);
}

#[test]
fn short_gbk_headers() {
    for header in [
        "联通",
        "区县",
        "A,是,否",
        "名称,备注",
        "学校",
        "数据资源目录名称",
        "温度°,湿度",
    ] {
        let found = of(&gbk(header)).unwrap();
        assert_eq!(found.charset, Charset::Gb18030, "{header}");
    }
    assert!(
        of(&gbk("学校")).unwrap().doubtful,
        "an imitation of UTF-8 is noted"
    );
}

#[test]
fn utf8_of_every_kind() {
    for text in ["id,name\n1,a\n", "名称,备注\n", "度,°\n目", "𠀀"] {
        assert_eq!(charset(text.as_bytes()), Charset::Utf8, "{text}");
    }
    let cut = "目录名称,提供方".as_bytes();
    assert_eq!(charset(cut.get(..cut.len() - 1).unwrap()), Charset::Utf8);
    let patched = ["名称,提供方,数据资源目录,备注\n".repeat(9).as_bytes(), &gbk("是")].concat();
    assert_eq!(charset(&patched), Charset::Utf8, "the decoder names the bad cell");
}

#[test]
fn gb18030_far_behind_plain_ascii_and_with_four_bytes() {
    let late = [b"1,2,3\n".repeat(40_000).as_slice(), &gbk("市公安局,有条件共享")].concat();
    assert_eq!(charset(&late), Charset::Gb18030);
    assert_eq!(charset(&gbk("㐀㐁,名称\n𠀀")), Charset::Gb18030);
    assert_eq!(charset(&gbk("编号,名称༄")), Charset::Gb18030);
}

#[test]
fn big5_by_its_look_and_by_header_words() {
    assert_eq!(
        charset(&big5("資料資源名稱,提供單位,更新頻率,備註說明")),
        Charset::Big5
    );
    let survey = Survey::of(big5("名稱,單位").as_slice()).unwrap();
    let known = |word: &str| word == "名稱";
    let hints = Hints {
        known: Some(&known),
        ..Hints::default()
    };
    assert_eq!(decide(&survey, hints).unwrap().charset, Charset::Big5);
    let survey = Survey::of(gbk("目录清单\n名称,单位").as_slice()).unwrap();
    let known = |word: &str| word == "单位";
    let hints = Hints {
        known: Some(&known),
        ..Hints::default()
    };
    assert_eq!(decide(&survey, hints).unwrap().charset, Charset::Gb18030);
}

#[test]
fn what_the_user_says_holds_and_what_nobody_knows_is_asked() {
    let survey = Survey::of("\u{feff}名".as_bytes()).unwrap();
    let stated = |label| {
        decide(
            &survey,
            Hints {
                stated: Some(label),
                ..Hints::default()
            },
        )
    };
    assert_eq!(stated("GBK").unwrap().charset, Charset::Gb18030);
    assert_eq!(stated("shift_jis").unwrap_err().code, Code::Encoding);
    let stopped = of(b"caf\xE9,na\xEFve,\xFCber\xDF").unwrap_err();
    assert!(stopped.code == Code::Encoding && stopped.help.unwrap().en.contains("--encoding"));
}

#[test]
fn a_declaration_yields_to_sound_utf8_only() {
    let declared = |bytes: &[u8], charset| {
        let hints = Hints {
            declared: Some(charset),
            ..Hints::default()
        };
        decide(&Survey::of(bytes).unwrap(), hints).unwrap().charset
    };
    assert_eq!(declared("<td>名称".as_bytes(), Charset::Gb18030), Charset::Utf8);
    assert_eq!(declared(&big5("<td>名稱"), Charset::Big5), Charset::Big5);
}
