//! A breach under a requirement, as the sinks see it.

use super::Waived;
use crate::check::Breach;
use crate::check::across::Spot;
use crate::law::{Pack, Requirement};
use crate::model::{Address, Columns, Field, Level, Record, Severity, Vocabulary, fold};
use sha2::{Digest, Sha256};

/// Whom a finding is about, in the catalog's own words; `None` where the table does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject<'a> {
    /// Code of the resource.
    pub catalog_code: Option<&'a str>,
    /// Name of the resource.
    pub catalog_name: Option<&'a str>,
    /// Who provides it.
    pub provider: Option<&'a str>,
    /// The data item, where the finding is about one.
    pub item: Option<&'a str>,
}

/// A breach under a requirement. Borrows both; lives while a sink looks at it.
#[derive(Debug)]
pub struct Finding<'a> {
    /// The pack of the requirement.
    pub pack: &'a Pack,
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Its severity here.
    pub severity: Severity,
    /// File, sheet, place.
    pub address: Address<'a>,
    /// The header of the cell's column.
    pub header: Option<&'a str>,
    /// The other sides, where it takes more than one place to see it; the first matters most.
    pub related: &'a [Spot],
    /// Whom it is about.
    pub subject: Subject<'a>,
    /// Id of the field in question.
    pub field: &'a str,
    /// What was seen.
    pub breach: &'a Breach,
    /// The same over runs and row moves: requirement, provider, resource, item, field, class of what was seen.
    pub fingerprint: String,
    /// Why it does not count, where it does not.
    pub waived: Option<&'a Waived>,
}

/// The fields that name a record's subject, in order of preference.
pub(super) const CODE: &[&str] = &["data_code"];
pub(super) const NAME: &[&str] = &["catalog_name", "resource_name", "table_name"];
pub(super) const PROVIDER: &[&str] = &["provider", "opening_body", "dept_name"];
pub(super) const ITEM: &[&str] = &["data_items"];

/// The fields of a table that name the subjects of its records, looked up once.
#[derive(Debug, Clone, Default)]
pub(super) struct Naming([Vec<Field>; 4]);

impl Naming {
    pub(super) fn new(vocabulary: &Vocabulary, columns: &Columns) -> Self {
        let known = |ids: &[&str]| {
            let fields = ids.iter().filter_map(|id| vocabulary.field(id));
            fields.filter(|&f| columns.has(f)).collect()
        };
        Self([CODE, NAME, PROVIDER, ITEM].map(known))
    }

    /// The subject of a record; the item only where the field in question is said of items.
    pub(super) fn subject<'a>(&self, record: &'a Record<'_>, field: Option<Field>) -> Subject<'a> {
        let about_item = field.is_some_and(|f| record.vocabulary().entry(f).level == Level::Item);
        let whole = self.in_full(record);
        Subject {
            item: whole.item.filter(|_| about_item),
            ..whole
        }
    }

    /// Everything that a record is named by.
    pub(super) fn in_full<'a>(&self, record: &'a Record<'_>) -> Subject<'a> {
        let [catalog_code, catalog_name, provider, item] = self.0.each_ref().map(|fields| {
            let mut texts = fields.iter().map(|&f| record.text(f).trim());
            texts.find(|t| !t.is_empty())
        });
        Subject {
            catalog_code,
            catalog_name,
            provider,
            item,
        }
    }
}

impl Subject<'_> {
    /// The fields that name the resource of a record, and those that name its body, in order of preference.
    pub const NAMED_BY: [&'static [&'static str]; 2] = [NAME, PROVIDER];
}

/// The fingerprint of a finding: 16 hexadecimal digits.
pub(super) fn fingerprint(requirement: &str, subject: &Subject<'_>, field: &str, class: &str) -> String {
    let mut hash = Sha256::new();
    let resource = subject.catalog_code.or(subject.catalog_name);
    let name = if subject.catalog_code.is_some() {
        None
    } else {
        subject.catalog_name
    };
    let parts = [
        Some(requirement),
        subject.provider,
        resource,
        name,
        subject.item,
        Some(field),
        Some(class),
    ];
    for part in parts {
        hash.update(fold(part.unwrap_or_default()).as_bytes());
        hash.update([0x1f]);
    }
    let digest = hash.finalize();
    let first: [u8; 8] = std::array::from_fn(|i| digest.get(i).copied().unwrap_or_default());
    format!("{:016x}", u64::from_be_bytes(first))
}
