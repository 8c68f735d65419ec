//! Headers that one field cannot explain: several fields in one column, or a field that only the values tell.

/// The two lists; field ids that the vocabulary lacks are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Header spellings, and the fields that such a column holds together.
    pub combined: Vec<(Vec<String>, Vec<String>)>,
    /// A header, and the fields that it may be, preferred first; the values decide.
    pub ambiguous: Vec<(String, Vec<String>)>,
}

impl Synonyms {
    /// The headers known to need it.
    pub fn usual() -> Self {
        let own = |words: &[&str]| words.iter().map(|&w| w.to_owned()).collect::<Vec<_>>();
        Self {
            combined: COMBINED.iter().map(|(h, f)| (own(h), own(f))).collect(),
            ambiguous: AMBIGUOUS.iter().map(|(h, f)| ((*h).to_owned(), own(f))).collect(),
        }
    }
}

const COMBINED: &[(&[&str], &[&str])] = &[
    (
        &["共享条件/不予共享依据", "共享条件或不予共享依据"],
        &["share_condition", "share_basis"],
    ),
    (
        &["开放条件/不予开放依据", "开放条件或不予开放依据"],
        &["open_condition", "open_basis"],
    ),
    (
        &["数据分类分级", "分类分级", "分类分级信息"],
        &["data_category", "data_level"],
    ),
];

const AMBIGUOUS: &[(&str, &[&str])] = &[
    ("开放条件", &["open_condition", "open_class"]),
    ("开放方式", &["open_method", "open_class"]),
    ("共享条件", &["share_condition", "share_class"]),
    ("共享方式", &["share_method", "share_class"]),
    ("数据类型", &["data_type", "data_format"]),
    ("更新时间", &["last_updated_at", "update_frequency"]),
];
