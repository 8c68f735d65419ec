//! One place where a requirement is broken, as the page shows it. Knows no requirement.

use crate::audit::Finding;
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::{Address, Lang, Severity, visible};
use crate::report::words;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One example of a group.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Example {
    /// The gravest of what was found there; `None` where nothing counts.
    pub(super) level: Option<Severity>,
    /// A column is missing: there is no cell to show.
    pub(super) whole_column: bool,
    file: String,
    place: String,
    pub(super) subject: String,
    pub(super) observed: String,
    /// Why it does not count, where it does not.
    waived: Option<String>,
    /// The other sides.
    see: Vec<Seen>,
    pub(super) message: String,
    pub(super) expected: String,
    pub(super) suggestion: String,
}

/// Other sides shown under one place.
const RELATED: usize = 3;

/// Another place that belongs to this one.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    file: String,
    place: String,
    about: String,
}

impl Seen {
    fn of(spot: &Spot) -> Self {
        let address = Address {
            file: &spot.file,
            sheet: spot.sheet.as_deref(),
            place: spot.place(),
        };
        let name = spot.name.as_deref().or(spot.code.as_deref());
        let body = Some(spot.body()).filter(|b| !b.is_empty());
        let parts = [name, body].map(|part| part.map(|p| clip(&visible(p), 40)));
        Self {
            file: spot.file.clone(),
            place: visible(&address.to_string()),
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" / "),
        }
    }
}

impl Example {
    pub(super) fn new(finding: &Finding<'_>, lang: Lang) -> Self {
        let breach = finding.breach;
        let subject = finding.subject;
        let name = subject.catalog_name.or(subject.catalog_code);
        let parts = [name, subject.item, subject.provider].map(|part| part.map(|p| clip(&visible(p), 40)));
        let observed = match (breach.class, breach.observed.trim()) {
            (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
            (_, "") => words::empty_cell().of(lang).to_owned(),
            _ => clip(&visible(&breach.observed), 60),
        };
        Self {
            level: finding.waived.is_none().then_some(finding.severity),
            whole_column: breach.class == Observed::NoColumn,
            file: finding.address.file.to_owned(),
            place: place(finding, lang),
            subject: parts.into_iter().flatten().collect::<Vec<_>>().join(" / "),
            observed,
            waived: finding
                .waived
                .map(|w| visible(words::waived(w, finding.severity).of(lang))),
            see: finding.related.iter().take(RELATED).map(Seen::of).collect(),
            message: breach.message.of(lang).to_owned(),
            expected: breach.expected.of(lang).to_owned(),
            suggestion: breach
                .suggestion
                .as_ref()
                .map_or_else(String::new, |s| s.of(lang).to_owned()),
        }
    }

    /// Adds what another requirement says of the same cell, where it says something else.
    pub(super) fn join(&mut self, id: &str, other: Self) {
        self.level = self.level.max(other.level);
        for (text, more) in [
            (&mut self.message, other.message),
            (&mut self.expected, other.expected),
            (&mut self.suggestion, other.suggestion),
        ] {
            if text.is_empty() {
                *text = more;
            } else if !more.is_empty() && *text != more {
                text.extend(["；", id, "：", &more]);
            }
        }
    }

    /// 现状, with the other sides below it.
    pub(super) fn observed(&self, several: bool, lang: Lang) -> String {
        let mut out = self.observed.clone();
        if let Some(why) = &self.waived {
            out.extend(["\n", why]);
        }
        for seen in &self.see {
            let at = if several {
                format!("{} {}", visible(&seen.file), seen.place)
            } else {
                seen.place.clone()
            };
            out.push('\n');
            out.push_str(words::see_also(&at, &seen.about).of(lang));
        }
        out
    }

    /// The level where it is not the gravest of its group, which its head alone would make it seem.
    pub(super) fn lesser(&self, worst: Option<Severity>, lang: Lang) -> String {
        let lesser = self.level.filter(|_| self.level < worst);
        lesser.map_or_else(String::new, |level| {
            words::bracketed(words::severity(level, lang)).of(lang).to_owned()
        })
    }

    /// The place, with why it does not count.
    pub(super) fn whole(&self, several: bool) -> String {
        let place = self.place(several);
        match &self.waived {
            Some(why) => format!("{place} {why}"),
            None => place,
        }
    }

    pub(super) fn place(&self, several: bool) -> String {
        if several {
            format!("{}\n{}", visible(&self.file), self.place)
        } else {
            self.place.clone()
        }
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

/// At most so many columns of text, with an ellipsis where it was cut.
fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
