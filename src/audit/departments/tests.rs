use super::Departments;
use crate::audit::{Finding, Outcome, Plan, Progress, Sink, run};
use crate::ingest::{Gathered, Reading, Source};
use crate::law;
use crate::model::Vocabulary;
use std::io;
use std::num::NonZeroUsize;

struct Nobody;

impl Sink for Nobody {
    fn finding(&mut self, _: &Finding<'_>) -> io::Result<()> {
        Ok(())
    }
}

impl Progress for Nobody {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

const HEAD: &str = "提供单位,数据目录名称,数据项,更新频率,共享属性,共享条件\n";

/// Runs over tables of the catalog, each in a file of its own.
fn audited<T>(tables: &[&str], with: impl FnOnce(&Outcome<'_>) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let vocabulary = Vocabulary::built_in();
    let packs = law::built_in(&vocabulary);
    let chosen = [
        law::find(&packs, "ningxia").unwrap(),
        law::find(&packs, "national").unwrap(),
    ];
    let day = "2026-03-01".parse().unwrap();
    let plan = Plan::new(&chosen, day, false, &vocabulary, Reading::default());
    let source = |(n, rows): (usize, &&str)| {
        let path = folder.path().join(format!("{n}.csv"));
        std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
        Source {
            name: format!("{n}.csv"),
            path,
            refused: None,
        }
    };
    let inputs = Gathered {
        sources: tables.iter().enumerate().map(source).collect(),
        ..Gathered::default()
    };
    with(&run(&plan, inputs, NonZeroUsize::MIN, &mut Nobody, &Nobody).unwrap())
}

fn counted(departments: &Departments) -> String {
    let Departments {
        known,
        fixes,
        tables,
        columns,
        ..
    } = departments;
    let coverage: Vec<_> = known.iter().map(|d| departments.coverage_of(d)).collect();
    let tables: Vec<_> = tables.clone().into_marks().collect();
    format!("{known:#?}{fixes:?}{tables:?}{columns:#?}{coverage:?}")
}

const FIRST: &str =
    "甲厅,河道,断面,,无条件共享,无\n甲厅,取水,证号,,有条件共享,\n乙厅,婚姻,日期,每月,有条件共享,\n";
const SECOND: &str =
    "丙厅,预算,科目,待定,无条件共享,\n甲厅,水库,水位,,无条件共享,\n甲厅,雨情,雨量,每日,无条件共享,无\n";

#[test]
fn counts_of_files_add_up_to_those_of_a_run() {
    let together = audited(&[FIRST, SECOND], |o| counted(&o.departments));
    let first = audited(&[FIRST], |o| o.departments.clone());
    let second = audited(&[SECOND], |o| o.departments.clone());
    let mut sum = first.clone();
    assert_eq!(sum.absorb(second.clone()), 1);
    assert_eq!(counted(&sum), together);
    let mut reversed = second;
    reversed.absorb(first);
    let sorted = |all: &Departments| {
        let mut all: Vec<_> = all
            .known
            .iter()
            .map(|d| {
                let coverage = all.coverage_of(d);
                (
                    d.key.clone(),
                    d.resources,
                    d.failing,
                    d.findings.clone(),
                    coverage,
                )
            })
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        format!("{all:?}")
    };
    assert_eq!(sorted(&reversed), sorted(&sum), "in any order");
}

#[test]
fn a_resource_complies_when_its_only_cause_is_put_right() {
    audited(&[FIRST], |outcome| {
        let overview = outcome.overview();
        assert_eq!((overview.resources, overview.compliant), (3, Some(0)));
        let cause = |id: &str| {
            let holds = |c: &&crate::audit::Cause<'_>| c.requirements.iter().any(|(_, r)| r.id == id);
            overview.causes.iter().find(holds).unwrap()
        };
        // 河道 fails of its frequency alone, 取水 of its condition too.
        let frequency = cause("NX-10-update-frequency");
        assert_eq!((frequency.levels.errors, frequency.would_comply), (4, 1));
        assert_eq!(
            frequency.requirements.len(),
            2,
            "two instruments ask the same, and one cell settles both"
        );
        let names: Vec<&str> = overview.departments.iter().map(|d| d.name).collect();
        assert_eq!(names, ["甲厅", "乙厅"], "as bad, but more of it");
    });
}

#[test]
fn a_finding_made_later_is_counted_to_its_department_and_resource() {
    audited(
        &[FIRST, "丁厅,水库,水位,每日,无条件共享,无\n"],
        |outcome| {
            let mut departments = outcome.departments.clone();
            let field = outcome.vocabulary.field("catalog_name").unwrap();
            let what = (0, field, crate::check::Observed::Value);
            let spot = super::Spot {
                table: 1,
                resource: 0,
            };
            let of = |departments: &Departments| {
                let found = departments.known.iter().find(|d| d.key == "丁厅").unwrap();
                (found.failing, super::department::total(&found.findings).errors)
            };
            let before = of(&departments);
            departments.later("丁 厅", what, crate::model::Severity::Error, Some(spot));
            departments.later("丁厅", what, crate::model::Severity::Error, Some(spot));
            assert_eq!(before.0, 0, "it complied");
            assert_eq!(of(&departments), (1, before.1 + 2));
        },
    );
}
