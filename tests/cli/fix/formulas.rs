//! What formulas make, and what they are held against, stays as it is.

use super::setting;
use super::untidy::{HEADS, messy};
use dataaudit::fix::{Fix, Left};
use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, Formula, Workbook, Worksheet};
use std::path::Path;

/// The column of the share class, A is 0.
const SHARE: u16 = 9;

/// The untidy catalog in a workbook, and something besides in its sheet; what is left in it.
fn left(path: &Path, besides: impl FnOnce(&mut Worksheet)) -> Vec<(u32, u16, Left)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(std::iter::once(HEADS.map(str::to_owned).to_vec()).chain(messy())) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    besides(sheet);
    book.save(path).unwrap();
    let fix = Fix::of(path, setting()).unwrap();
    assert!(!fix.changes().is_empty());
    let to = path.with_extension("fixed.xlsx");
    fix.write(&to).unwrap();
    assert_eq!(Fix::of(&to, setting()).unwrap().changes(), []);
    fix.left()
        .iter()
        .map(|(c, why)| (c.row, c.column, *why))
        .collect()
}

#[test]
fn a_spelling_that_a_formula_goes_by_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.xlsx");
    assert_eq!(left(&path, |_| ()), []);
    let share = [(2, SHARE, Left::Compared)];
    let formula = Formula::new("=IF(J2=\"有条件\",\"签协议\",\"\")").set_result("签协议");
    let found = left(&path, |sheet| {
        sheet.write_formula(1, 20, formula).unwrap();
    });
    assert_eq!(found, share);
    let found = left(&path, |sheet| {
        let rule = ConditionalFormatFormula::new().set_rule(Formula::new("=COUNTIF($J2,\"有条件*\")>0"));
        sheet.add_conditional_format(1, 9, 9, 9, &rule).unwrap();
    });
    assert_eq!(found, share);
    let found = left(&path, |sheet| {
        let list = DataValidation::new()
            .allow_list_strings(&["有条件", "无条件"])
            .unwrap();
        sheet.add_data_validation(1, SHARE, 9, SHARE, &list).unwrap();
    });
    assert_eq!(found, share);
    // What is compared with the new spelling, or with another, bars nothing.
    let found = left(&path, |sheet| {
        sheet
            .write_formula(1, 20, "=IF(J2=\"有条件共享\",1,IF(G2=\"每月\",2,3))")
            .unwrap();
    });
    assert_eq!(found, []);
}

#[test]
fn all_that_an_array_fills_is_its_result() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.xlsx");
    let found = left(&path, |sheet| {
        sheet.write_array_formula(1, SHARE, 2, SHARE, "{=T1:T2}").unwrap();
        // A result, as it is kept, stands in a cell without a formula of its own.
        sheet.write_string(2, SHARE, "有条件").unwrap();
    });
    assert_eq!(found, [(3, SHARE, Left::Formula)]);
}
