//! What the values below a header say about it. Reads spellings, never judges them.

use super::grid::Grid;
use crate::model::{Entry, Kind, Type, Value, Vocabulary, fold, interpret, nearest};

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
        for &(kind, text) in &self.cells {
            let value = interpret(vocabulary, entry, kind, text);
            if value.is_blank() || matches!(value, Value::Uncomputed | Value::Broken) {
                continue;
            }
            filled += 1;
            fitting += usize::from(is_one(vocabulary, entry, value, text));
        }
        (filled > 0).then_some(fitting * 2 >= filled)
    }

    /// Whether at least half of the values are types of data items (字符型C, varchar), so that the column says nothing
    /// of a resource.
    pub(super) fn are_item_types(&self) -> bool {
        let types = self.cells.iter().filter(|(_, t)| is_item_type(&fold(t))).count();
        !self.cells.is_empty() && types * 2 >= self.cells.len()
    }
}

fn is_one(vocabulary: &Vocabulary, entry: &Entry, value: Value, text: &str) -> bool {
    match value {
        Value::Class(_) | Value::Flag(_) | Value::Date(_) | Value::Frequency(_) | Value::Number(_) => true,
        Value::Text => is_format(&fold(text)),
        Value::Unreadable => is_close(vocabulary, entry, text),
        Value::Absent
        | Value::Blank
        | Value::Placeholder
        | Value::Code
        | Value::Uncomputed
        | Value::Broken => false,
    }
}

/// A misspelt class, or a word that is known to be written in its place.
fn is_close(vocabulary: &Vocabulary, entry: &Entry, text: &str) -> bool {
    let Type::Class(id) = &entry.kind else {
        return false;
    };
    let Some(class) = vocabulary.class(id) else {
        return false;
    };
    let folded = fold(text);
    let mut hints = class.values.iter().flat_map(|v| &v.hints);
    hints.any(|h| fold(h) == folded) || nearest(text, class.values.iter().map(|v| v.zh.as_str())).is_some()
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

fn is_item_type(folded: &str) -> bool {
    const TYPES: &[&str] = &[
        "varchar",
        "char",
        "int",
        "number",
        "date",
        "decimal",
        "float",
        "double",
        "text",
        "string",
        "timestamp",
        "blob",
        "bigint",
        "numeric",
        "clob",
    ];
    let base = folded.split('(').next().unwrap_or(folded);
    let chinese = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    TYPES
        .iter()
        .any(|t| base == *t || base.strip_suffix('2') == Some(t))
        || [
            "字符",
            "字符串",
            "数值",
            "日期",
            "日期时间",
            "整数",
            "文本",
            "货币",
            "布尔",
            "二进制",
        ]
        .iter()
        .any(|t| chinese == *t || chinese.strip_suffix('型') == Some(t))
}
