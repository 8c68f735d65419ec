//! Every article of an instrument with what becomes of it: checked, left to a person, or not checked and why. Knows the
//! pack and its outline; knows no catalog.

use super::{Outline, Pack, Requirement};
use crate::model::{Citation, Text};

/// What becomes of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All its requirements are judged.
    Checked,
    /// Some of its requirements are judged.
    Partly,
    /// It has requirements, and none can be judged by a table alone.
    ByHand,
    /// It has none, for a reason that the pack gives.
    Unchecked,
}

impl Standing {
    /// The standing as reports spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Partly => "partly",
            Self::ByHand => "by-hand",
            Self::Unchecked => "unchecked",
        }
    }
}

/// One article and what becomes of it.
#[derive(Debug)]
pub struct Accounted<'p> {
    /// Its number.
    pub article: u16,
    /// The requirements that cite it.
    pub requirements: Vec<&'p Requirement>,
    /// Why it has no requirement, where it has none.
    pub reason: Option<&'p Text>,
}

impl<'p> Accounted<'p> {
    /// What becomes of it.
    pub fn standing(&self) -> Standing {
        let judged = self.requirements.iter().filter(|r| r.is_judged()).count();
        match judged {
            _ if self.requirements.is_empty() => Standing::Unchecked,
            0 => Standing::ByHand,
            n if n == self.requirements.len() => Standing::Checked,
            _ => Standing::Partly,
        }
    }

    /// Why it is not checked, or not wholly; each reason once.
    pub fn reasons(&self) -> Vec<&'p Text> {
        let unjudged = self.requirements.iter().filter_map(|r| r.unjudged());
        let mut reasons: Vec<&Text> = Vec::new();
        for reason in unjudged.chain(self.reason) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }

    /// The article as lawyers write it.
    pub fn citation(&self) -> Citation {
        Citation {
            article: self.article,
            paragraph: None,
            item: None,
        }
    }
}

/// Accounts for every article of an instrument.
pub fn account<'p>(pack: &'p Pack, outline: &Outline) -> Vec<Accounted<'p>> {
    let of = |article: u16| {
        let cites = |r: &&Requirement| r.citation.article == article;
        Accounted {
            article,
            requirements: pack.requirements.iter().filter(cites).collect(),
            reason: pack
                .unchecked
                .iter()
                .find(|u| u.article == article)
                .map(|u| &u.reason),
        }
    };
    outline.articles.iter().map(|a| of(a.number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{built_in, built_in_outline};
    use crate::model::Vocabulary;

    #[test]
    fn every_article_of_every_pack_is_accounted_for() {
        let mut seen = Vec::new();
        for pack in built_in(&Vocabulary::built_in()) {
            let outline = built_in_outline(&pack.instrument.id).unwrap().unwrap();
            let accounts = account(&pack, &outline);
            let cited: usize = accounts.iter().map(|a| a.requirements.len()).sum();
            assert_eq!(cited, pack.requirements.len(), "{}", pack.instrument.id);
            for account in &accounts {
                let standing = account.standing();
                assert_eq!(
                    account.reasons().is_empty(),
                    standing == Standing::Checked,
                    "{} {}",
                    pack.instrument.id,
                    account.citation()
                );
                seen.push(standing.as_str());
            }
        }
        for standing in ["checked", "partly", "by-hand", "unchecked"] {
            assert!(seen.contains(&standing), "no article is {standing}");
        }
    }
}
