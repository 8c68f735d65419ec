//! One finding as the page shows it, in the markup and in the block of data. Everything hostile in it is still hostile:
//! whoever writes it escapes it.

use super::names::Names;
use crate::audit::Finding;
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::{Address, Lang, Place, Severity, visible};
use crate::report::words;
use serde::Serialize;

/// Other sides shown under one place.
const RELATED: usize = 5;
/// Characters shown of a cell.
const LONGEST: usize = 300;

/// A finding.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// `None` where it does not count.
    pub(super) level: Option<Severity>,
    pub(super) file: String,
    pub(super) place: String,
    pub(super) header: String,
    pub(super) subject: String,
    /// `None` where it is about the table and nobody's row.
    pub(super) provider: Option<String>,
    pub(super) observed: String,
    /// Why it does not count, and the other sides.
    pub(super) see: Vec<String>,
    /// 说明, 应为, 建议.
    pub(super) texts: [String; 3],
}

/// A text of the block of data: its number among the texts, or itself.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Known<'a> {
    Number(usize),
    Text(&'a str),
}

/// The same in the block of data, in the order the script reads it.
#[derive(Debug, Serialize)]
pub(super) struct Packed<'a>(
    usize,
    u8,
    usize,
    &'a str,
    Known<'a>,
    &'a str,
    Option<Known<'a>>,
    &'a str,
    [Known<'a>; 3],
    &'a [String],
);

impl Row {
    pub(super) fn new(finding: &Finding<'_>, lang: Lang) -> Self {
        let (breach, subject) = (finding.breach, finding.subject);
        let name = subject.catalog_name.or(subject.catalog_code);
        let parts: Vec<String> = [name, subject.item]
            .into_iter()
            .flatten()
            .map(|part| clip(part, lang))
            .collect();
        let observed = match (breach.class, breach.observed.trim()) {
            (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
            (_, "") => words::empty_cell().of(lang).to_owned(),
            _ => clip(&breach.observed, lang),
        };
        let of_table = matches!(breach.place, Place::Table { .. }) && subject.provider.is_none();
        let suggestion = breach.suggestion.as_ref().map_or("", |s| s.of(lang));
        Self {
            level: finding.waived.is_none().then_some(finding.severity),
            file: finding.address.file.to_owned(),
            place: place(finding, lang),
            header: finding.header.map(visible).unwrap_or_default(),
            subject: parts.join(" / "),
            provider: (!of_table).then(|| subject.provider.unwrap_or_default().to_owned()),
            observed,
            see: why(finding, lang)
                .into_iter()
                .chain(see(finding.related, lang))
                .collect(),
            texts: [breach.message.of(lang), breach.expected.of(lang), suggestion].map(visible),
        }
    }

    /// As it stands in the block of data.
    pub(super) fn pack<'a>(&'a self, requirement: usize, names: &mut Names) -> Packed<'a> {
        let level = match self.level {
            Some(Severity::Error) => 0,
            Some(Severity::Warning) => 1,
            Some(Severity::Info) => 2,
            None => 3,
        };
        Packed(
            requirement,
            level,
            names.file(&self.file),
            &self.place,
            names.text(&self.header),
            &self.subject,
            self.provider.as_deref().map(|p| names.provider(p)),
            &self.observed,
            self.texts.each_ref().map(|t| names.text(t)),
            &self.see,
        )
    }
}

/// `资源目录!F12`, or which header row lacks a column.
fn place(finding: &Finding<'_>, lang: Lang) -> String {
    if finding.breach.class != Observed::NoColumn {
        return visible(&finding.address.to_string());
    }
    let header = words::header_rows(&[finding.breach.place.row()]);
    let sheet = finding.address.sheet.map(|sheet| format!("{} ", visible(sheet)));
    format!("{}{}", sheet.unwrap_or_default(), header.of(lang))
}

/// Why a finding does not count, where it does not.
fn why(finding: &Finding<'_>, lang: Lang) -> Option<String> {
    let waived = finding.waived?;
    Some(visible(words::waived(waived, finding.severity).of(lang)))
}

fn see(related: &[Spot], lang: Lang) -> Vec<String> {
    let one = |spot: &Spot| {
        let address = Address {
            file: &spot.file,
            sheet: spot.sheet.as_deref(),
            place: spot.place(),
        };
        let at = format!("{} {}", visible(&spot.file), visible(&address.to_string()));
        let name = spot.name.as_deref().or(spot.code.as_deref());
        let body = Some(spot.body()).filter(|b| !b.is_empty());
        let about: Vec<String> = [name, body]
            .into_iter()
            .flatten()
            .map(|p| clip(p, lang))
            .collect();
        words::see_also(&at, &about.join(" / ")).of(lang).to_owned()
    };
    let mut seen: Vec<String> = related.iter().take(RELATED).map(one).collect();
    let rest = related.len() - seen.len();
    if rest > 0 {
        seen.push(words::html::more_related(rest).of(lang).to_owned());
    }
    seen
}

/// What a cell holds, made visible; a very long text is cut and says so.
fn clip(text: &str, lang: Lang) -> String {
    let all = text.chars().count();
    if all <= LONGEST {
        return visible(text);
    }
    let first: String = text.chars().take(LONGEST).collect();
    format!("{}…{}", visible(&first), words::html::cut_text(all).of(lang))
}
