//! A pack held against the text it cites.

use super::*;

#[test]
fn the_text_speaks_against_a_wrong_pack() {
    let pack = load(PACK).unwrap();
    let outline = verify::outline(&pack, TEXT).unwrap();
    assert_eq!(pack.against(&outline), []);
    assert_eq!(verify::verify(&pack, &outline, TEXT), Ok(Vec::new()));
    let wrong =
        changed("cite = \"第二条第一款\"", "cite = \"第二条第二款\"").replace("\"第四条\"", "\"第五条\"");
    let source = wrong.clone();
    let faults = load(&wrong).unwrap().against(&outline);
    let said: Vec<_> = faults.iter().map(|f| f.message.en.clone()).collect();
    assert_eq!(
        said,
        [
            "第二条第二款 does not hold '写明名称'",
            "第四条 is neither cited by a requirement nor explained in unchecked",
            "there is no 第五条",
        ]
    );
    let printed = fault_print::render("moon.toml", &source, &faults, Lang::Zh, false);
    assert!(
        printed.contains("关键词见于：第二条第一款、第三条第一项"),
        "{printed}"
    );
}

#[test]
fn a_changed_text_is_told_from_its_outline() {
    let pack = load(PACK).unwrap();
    let outline = verify::outline(&pack, TEXT).unwrap();
    let said = |text: &str| -> Vec<String> {
        verify::verify(&pack, &outline, text)
            .unwrap()
            .into_iter()
            .map(|t| t.en)
            .collect()
    };
    assert_eq!(
        said(&TEXT.replace("频率", "周期")),
        ["第二条第一款: the words do not match the digest in the outline"]
    );
    assert_eq!(said(&TEXT.replace("名称和频率", "称谓")).len(), 2);
    assert!(
        said(&TEXT.replace("（二）未更新的。\n", ""))[0].contains("2 items in the outline, 1 in the text")
    );
    assert!(
        said(&TEXT.replace("。\n共享", "。共享"))[0].contains("2 paragraphs in the outline, 1 in the text")
    );
    assert!(text::parse(&TEXT.replace("第三条", "第五条")).is_err());
}
