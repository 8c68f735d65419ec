//! A finding in plain words, for formats that have one text for it: nothing is left out, nothing cut, and what nobody
//! sees is made visible. Knows no format.

use super::by_requirement::ByRequirement;
use super::words;
use crate::audit::Finding;
use crate::check::Observed;
use crate::check::across::Spot;
use crate::model::{Address, Lang, Text, is_invisible, visible};
use std::borrow::Cow;

/// Stands in a sentence where something will be told.
const GAP: &str = "\u{1}";

/// A sentence around what it tells.
#[derive(Debug)]
struct Frame {
    before: String,
    after: String,
}

impl Frame {
    fn of(sentence: &Text, lang: Lang) -> Self {
        let (before, after) = sentence.of(lang).split_once(GAP).unwrap_or_default();
        Self {
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    fn put(&self, told: &str, out: &mut String) {
        put(&self.before, out);
        put(told, out);
        put(&self.after, out);
    }
}

/// Says findings in one language; what many of them have in common is put into words once.
#[derive(Debug)]
pub(super) struct Teller {
    lang: Lang,
    now: Frame,
    should: Frame,
    of_whom: Frame,
    advice: Frame,
    /// Basis and liability.
    laws: ByRequirement<Vec<Text>>,
}

impl Teller {
    pub(super) fn new(lang: Lang) -> Self {
        let gap = Text::same(GAP);
        Self {
            lang,
            now: Frame::of(&words::now(GAP), lang),
            should: Frame::of(&words::should(&gap), lang),
            of_whom: Frame::of(&words::of_whom(GAP), lang),
            advice: Frame::of(&words::advice(&gap), lang),
            laws: ByRequirement::default(),
        }
    }

    /// Everything said of a finding, a line each.
    pub(super) fn lines(&mut self, finding: &Finding<'_>) -> String {
        let mut said = self.said(finding, |out, _| out.push('\n'));
        said.truncate(said.len().saturating_sub(1));
        said
    }

    /// The same in one line.
    pub(super) fn line(&mut self, finding: &Finding<'_>) -> String {
        let end = words::sentence_end(self.lang);
        let mut said = self.said(finding, |out, from| {
            let part = out.get(from..).unwrap_or_default();
            let ends: &[char] = &['。', '.'];
            let bare = part.trim_end_matches(ends).len();
            out.truncate(from + bare);
            out.push_str(end);
        });
        said.truncate(said.len() - (end.len() - end.trim_end().len()));
        said
    }

    /// Every part, each closed by what it is told where that began.
    fn said(&mut self, finding: &Finding<'_>, close: impl Fn(&mut String, usize)) -> String {
        let (lang, breach) = (self.lang, finding.breach);
        let law = self.laws.of(finding, || law(finding));
        let mut out = String::with_capacity(512);
        let mut part = |write: &dyn Fn(&mut String)| {
            let from = out.len();
            write(&mut out);
            close(&mut out, from);
        };
        part(&|out| put(breach.message.of(lang), out));
        part(&|out| self.now.put(&observed(finding, lang), out));
        part(&|out| self.should.put(breach.expected.of(lang), out));
        let subject = subject(finding);
        if !subject.is_empty() {
            part(&|out| self.of_whom.put(&subject, out));
        }
        for said in law.iter() {
            part(&|out| put(said.of(lang), out));
        }
        if let Some(suggestion) = &breach.suggestion {
            part(&|out| self.advice.put(suggestion.of(lang), out));
        }
        for spot in finding.related {
            part(&|out| put(see(spot).of(lang), out));
        }
        if let Some(waived) = finding.waived {
            let said = words::waived(waived, finding.severity);
            part(&|out| put(said.of(lang), out));
        }
        out
    }
}

/// Basis and liability of a requirement.
fn law(finding: &Finding<'_>) -> Vec<Text> {
    let requirement = finding.requirement;
    let title = &finding.pack.instrument.title;
    let basis = words::by_law(title, &requirement.citation.to_string());
    let liability = requirement.liability.as_ref();
    let liability = liability.map(|l| words::liability(l.fit, &l.citation.to_string()));
    std::iter::once(basis)
        .chain(liability.map(|l| words::liable(&l)))
        .collect()
}

/// Puts a text with what nobody sees made visible.
fn put(text: &str, out: &mut String) {
    if text
        .chars()
        .any(|c| is_invisible(c) && !matches!(c, ' ' | '\u{3000}'))
    {
        out.push_str(&visible(text));
    } else {
        out.push_str(text);
    }
}

/// `资源目录!F12`, with what nobody sees made visible.
pub(super) fn place(address: &Address<'_>) -> String {
    visible(&address.to_string())
}

/// What is there, or the word for nothing.
pub(super) fn observed<'f>(finding: &'f Finding<'_>, lang: Lang) -> Cow<'f, str> {
    let breach = finding.breach;
    let word = match (breach.class, breach.observed.trim()) {
        (Observed::NoColumn, _) => words::no_such_column(),
        (_, "") => words::empty_cell(),
        _ => return Cow::Borrowed(&breach.observed),
    };
    Cow::Owned(word.of(lang).to_owned())
}

/// Whom another place is about.
pub(super) fn about(spot: &Spot) -> String {
    let name = spot.name.as_deref().or(spot.code.as_deref());
    let body = Some(spot.body()).filter(|b| !b.is_empty());
    name.into_iter().chain(body).collect::<Vec<_>>().join(" / ")
}

/// The address of another place.
pub(super) fn address(spot: &Spot) -> Address<'_> {
    Address {
        file: &spot.file,
        sheet: spot.sheet.as_deref(),
        place: spot.place(),
    }
}

fn see(spot: &Spot) -> Text {
    words::see_also(&format!("{} {}", spot.file, address(spot)), &about(spot))
}

fn subject(finding: &Finding<'_>) -> String {
    let subject = finding.subject;
    let name = subject.catalog_name.or(subject.catalog_code);
    let parts = [name, subject.item, subject.provider];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
}
