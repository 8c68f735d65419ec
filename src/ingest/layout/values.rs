//! What the values below a header say about it. Reads spellings, never judges them.

use super::grid::Grid;
use crate::model::{Entry, Kind, Type, Value, Vocabulary, fold, interpret};
use std::collections::HashMap;

/// How many values of a column are looked at.
const SAMPLE: usize = 200;

/// The first values of one column.
#[derive(Debug, Default)]
pub(super) struct Sample<'g> {
    cells: Vec<(Kind, &'g str)>,
}

impl<'g> Sample<'g> {
    /// The filled cells below row `header`.
    pub(super) fn of(grid: &'g Grid, header: u32, column: u16) -> Self {
        let below = grid.lines.iter().filter(|l| l.number > header);
        Self {
            cells: below.filter_map(|l| l.cell(column)).take(SAMPLE).collect(),
        }
    }

    /// Whether at least half of the values are what a field holds; `None` where any text would do or nothing is
    /// filled in but placeholders.
    pub(super) fn fits(&self, vocabulary: &Vocabulary, entry: &Entry) -> Option<bool> {
        let kinds = match &entry.kind {
            Type::Class(_) | Type::Date | Type::Frequency | Type::Flag | Type::Number => true,
            Type::Text | Type::List | Type::Identifier => entry.id == "data_format",
        };
        if !kinds {
            return None;
        }
        let (mut filled, mut fitting) = (0usize, 0usize);
        // Such columns repeat a handful of spellings.
        let mut seen: HashMap<&str, (Kind, Option<bool>)> = HashMap::new();
        for &(kind, text) in &self.cells {
            let known = seen.get(text).filter(|(of, _)| *of == kind);
            let fits = known.map_or_else(|| fits_one(vocabulary, entry, kind, text), |&(_, fits)| fits);
            seen.insert(text, (kind, fits));
            filled += usize::from(fits.is_some());
            fitting += usize::from(fits == Some(true));
            // The rest, whatever it is, changes nothing any more.
            if fitting * 2 >= self.cells.len() || (filled - fitting) * 2 > self.cells.len() {
                break;
            }
        }
        (filled > 0).then_some(fitting * 2 >= filled)
    }

    /// Whether the values count rows: 1, 2, 3 …
    pub(super) fn is_serial(&self) -> bool {
        let number = |t: &str| t.trim().trim_end_matches(".0").parse::<usize>().ok();
        let counts = |(at, (_, t)): (usize, &(Kind, &str))| number(t) == Some(at + 1);
        self.cells.len() > 1 && self.cells.iter().enumerate().all(counts)
    }
}

/// Whether one value is what the field holds; `None` where nothing is filled in.
fn fits_one(vocabulary: &Vocabulary, entry: &Entry, kind: Kind, text: &str) -> Option<bool> {
    let value = interpret(vocabulary, entry, kind, text);
    let filled = !value.is_blank() && !matches!(value, Value::Uncomputed | Value::Broken);
    filled.then(|| is_one(vocabulary, entry, value, text))
}

fn is_one(vocabulary: &Vocabulary, entry: &Entry, value: Value, text: &str) -> bool {
    match value {
        Value::Class(_) | Value::Flag(_) | Value::Date(_) | Value::Frequency(_) | Value::Number(_) => true,
        Value::Text => is_format(&fold(text)),
        Value::Unreadable => vocabulary.suggest(entry, text).is_some(),
        Value::Absent
        | Value::Blank
        | Value::Placeholder
        | Value::Code
        | Value::Uncomputed
        | Value::Broken => false,
    }
}

fn is_format(folded: &str) -> bool {
    const FORMATS: &[&str] = &[
        "xls",
        "csv",
        "json",
        "xml",
        "doc",
        "pdf",
        "txt",
        "rdf",
        "wps",
        "ofd",
        "jpg",
        "zip",
        "file",
        "table",
        "api",
        "link",
        "excel",
        "http",
        "db",
        "数据库",
        "电子表格",
        "电子文件",
        "接口",
        "图形图像",
        "流媒体",
        "文件",
        "库表",
        "oracle",
        "mysql",
    ];
    FORMATS.iter().any(|f| folded.contains(f)) && folded.chars().count() <= 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn half_of_the_values_decide_whenever_that_is_seen(
            texts in prop::collection::vec(prop::sample::select(vec!["无条件共享", "有条件", "随便", "", "/"]), 0..9),
        ) {
            let vocabulary = Vocabulary::built_in();
            let entry = vocabulary.entry(vocabulary.field("share_class").unwrap());
            let cells = texts.iter().map(|&text| (Kind::Text, text)).collect();
            let of = |(kind, text): &(Kind, &str)| fits_one(&vocabulary, entry, *kind, text);
            let sample = Sample { cells };
            let all: Vec<bool> = sample.cells.iter().filter_map(of).collect();
            let fitting = all.iter().filter(|fits| **fits).count();
            let expected = (!all.is_empty()).then_some(fitting * 2 >= all.len());
            prop_assert_eq!(sample.fits(&vocabulary, entry), expected);
        }
    }
}
