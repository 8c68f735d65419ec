//! Which encoding a text is in, and why. Trusts, in this order: what the user says, a byte order mark, the NULs of
//! UTF-16, UTF-8 that holds for the whole file, what the file declares, the look of the hanzi. Decodes nothing but the
//! header words it asks about.

use super::charset::{Charset, Mark};
use super::hanzi::{looks_big5, looks_gb18030, utf16};
use super::survey::Survey;
use super::words;
use crate::ingest::Stopped;
use crate::model::Text;
use serde::{Deserialize, Serialize};

/// The encoding of a text and how it was found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// The encoding.
    pub charset: Charset,
    /// Why this one.
    pub reason: Text,
    /// Whether the choice is worth telling the reader, because another one was possible.
    pub doubtful: bool,
}

impl Encoding {
    /// The label as `--encoding` takes it.
    pub fn label(&self) -> &'static str {
        self.charset.label()
    }

    /// Whether a label names an encoding that is read.
    pub fn is_known(label: &str) -> bool {
        Charset::of_label(label).is_some()
    }

    fn sure(charset: Charset, reason: Text) -> Self {
        Self {
            charset,
            reason,
            doubtful: false,
        }
    }

    fn doubtful(charset: Charset, reason: Text) -> Self {
        Self {
            charset,
            reason,
            doubtful: true,
        }
    }
}

/// What may be said about the encoding from outside the bytes.
#[derive(Clone, Copy, Default)]
pub(super) struct Hints<'a> {
    /// The label the user gave.
    pub(super) stated: Option<&'a str>,
    /// What the document declares of itself.
    pub(super) declared: Option<Charset>,
    /// Whether a header word is known.
    pub(super) known: Option<&'a dyn Fn(&str) -> bool>,
}

/// Decides, or says that `--encoding` must.
pub(super) fn decide(survey: &Survey, hints: Hints) -> Result<Encoding, Stopped> {
    if let Some(label) = hints.stated {
        let charset = Charset::of_label(label).ok_or_else(|| words::unknown_label(label))?;
        return Ok(Encoding::sure(charset, words::stated()));
    }
    match Mark::of(&survey.head) {
        Some(Mark::Of(charset, _)) => return Ok(Encoding::sure(charset, words::marked())),
        Some(Mark::Utf32) => return Err(words::utf32()),
        None => {}
    }
    if let Some(charset) = utf16(&survey.head) {
        return Ok(Encoding::doubtful(charset, words::by_nuls(charset.label())));
    }
    utf8(survey)
        .or_else(|| hints.declared.map(|c| Encoding::sure(c, words::declared())))
        .or_else(|| by_header(survey, hints.known))
        .or_else(|| by_look(survey))
        .ok_or_else(words::undecidable)
}

/// UTF-8, unless it is GBK that imitates it or something else altogether. A few damaged cells or a cut end do not make
/// it something else: the decoder names them.
fn utf8(survey: &Survey) -> Option<Encoding> {
    let found = survey.utf8;
    if survey.sample.is_empty() {
        return Some(Encoding::sure(Charset::Utf8, words::ascii()));
    }
    if found.wide > 0 && !found.is_hopeless() {
        return Some(Encoding::sure(Charset::Utf8, words::valid_utf8()));
    }
    if found.bad > 0 || found.narrow == 0 {
        return None;
    }
    let looks = looks_gb18030(&survey.sample);
    if looks.rare == 0 && looks.common > 0 {
        return Some(Encoding::doubtful(Charset::Gb18030, words::imitation()));
    }
    Some(Encoding::sure(Charset::Utf8, words::valid_utf8()))
}

/// The encoding in which the first lines hold more words that a header would.
fn by_header(survey: &Survey, known: Option<&dyn Fn(&str) -> bool>) -> Option<Encoding> {
    let known = known?;
    let hits = |charset: Charset| {
        let (text, _) = charset.codec().decode_without_bom_handling(&survey.head);
        let lines = text.split(['\r', '\n']).take(20);
        lines
            .flat_map(|line| line.split([',', ';', '\t', '|', '"', '<', '>']))
            .filter(|word| !word.is_ascii() && known(word.trim()))
            .count()
    };
    let (gb, big5) = (hits(Charset::Gb18030), hits(Charset::Big5));
    match gb.cmp(&big5) {
        std::cmp::Ordering::Greater => Some(Encoding::sure(Charset::Gb18030, words::by_header())),
        std::cmp::Ordering::Less => Some(Encoding::sure(Charset::Big5, words::by_header())),
        std::cmp::Ordering::Equal => None,
    }
}

/// Mainland files are GB18030 far more often than Big5, so Big5 must look clearly better to be chosen.
fn by_look(survey: &Survey) -> Option<Encoding> {
    let gb = looks_gb18030(&survey.sample).percent();
    let big5 = looks_big5(&survey.sample).percent();
    match (gb, big5) {
        (85.., _) => Some(Encoding::sure(Charset::Gb18030, words::by_look(gb))),
        (_, 85..) if big5 >= gb + 20 => Some(Encoding::doubtful(Charset::Big5, words::by_look(big5))),
        (60.., _) if gb > big5 => Some(Encoding::doubtful(Charset::Gb18030, words::by_look(gb))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
