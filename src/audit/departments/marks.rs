//! For every resource of a table whether errors stand at it, and whether they all come of one cause. Two bytes a
//! resource and eight a run of those that one department provides; keeps no text.

use super::packed::{put, take};
use crate::audit::tape;
use serde::{Deserialize, Serialize};

/// No error stands at the resource.
const SOUND: u16 = 0;
/// Errors of more than one cause, or of one beyond those that are numbered.
const SEVERAL: u16 = u16::MAX;

/// The resources of one table. Packed: how many runs of one provider, of each how far its first resource is from the one
/// before and whose it is, then runs of resources with the same mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Marks {
    #[serde(with = "tape::runs")]
    marks: Vec<u16>,
    /// The first resource of a run and the department that provides it.
    owners: Vec<(u32, u32)>,
}

/// What an error changed at its resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing: it failed of this cause, or of several, before.
    None,
    /// It fails now, of this cause alone.
    Fails,
    /// It fails now, of a cause that is not numbered.
    FailsUnnumbered,
    /// It failed of one other cause alone, and no longer does.
    NoLongerSole(usize),
}

impl Marks {
    /// One more resource; its number.
    pub(super) fn push(&mut self, owner: usize) -> u32 {
        let (number, owner) = (self.marks.len() as u32, owner as u32);
        self.marks.push(SOUND);
        if self.owners.last().is_none_or(|&(_, last)| last != owner) {
            self.owners.push((number, owner));
        }
        number
    }

    /// The department that provides a resource.
    pub(super) fn owner(&self, resource: u32) -> Option<usize> {
        let after = self.owners.partition_point(|&(first, _)| first <= resource);
        let &(_, owner) = self.owners.get(after.checked_sub(1)?)?;
        Some(owner as usize)
    }

    /// Notes an error of a cause at a resource.
    pub(super) fn error(&mut self, resource: u32, cause: usize) -> Change {
        let Some(mark) = self.marks.get_mut(resource as usize) else {
            return Change::None;
        };
        let numbered = u16::try_from(cause + 1).ok().filter(|&c| c != SEVERAL);
        match (*mark, numbered) {
            (SOUND, Some(own)) => {
                *mark = own;
                Change::Fails
            }
            (SOUND, None) => {
                *mark = SEVERAL;
                Change::FailsUnnumbered
            }
            (SEVERAL, _) => Change::None,
            (one, own) if Some(one) == own => Change::None,
            (one, _) => {
                *mark = SEVERAL;
                Change::NoLongerSole(usize::from(one) - 1)
            }
        }
    }

    /// How many resources there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// In few bytes, which hold the whole.
    pub(super) fn packed(&self) -> Box<[u8]> {
        let (mut bytes, mut before) = (Vec::new(), 0);
        put(&mut bytes, self.owners.len() as u64);
        for &(first, owner) in &self.owners {
            put(&mut bytes, u64::from(first - before));
            put(&mut bytes, owner.into());
            before = first;
        }
        for run in self.marks.chunk_by(PartialEq::eq) {
            put(&mut bytes, run.first().copied().unwrap_or(SOUND).into());
            put(&mut bytes, run.len() as u64);
        }
        bytes.into()
    }

    /// What was packed.
    pub(super) fn of_packed(mut bytes: &[u8]) -> Self {
        let mut all = Self::default();
        all.unpack(&mut bytes);
        all
    }

    fn unpack(&mut self, bytes: &mut &[u8]) -> Option<()> {
        let mut first = 0;
        for _ in 0..take(bytes)? {
            first += take(bytes)? as u32;
            self.owners.push((first, take(bytes)? as u32));
        }
        while let Some(mark) = take(bytes) {
            let n = take(bytes)? as usize;
            self.marks.extend(std::iter::repeat_n(mark as u16, n));
        }
        Some(())
    }

    /// The same in no more room than it needs.
    pub(super) fn shrunk(mut self) -> Self {
        self.marks.shrink_to_fit();
        self.owners.shrink_to_fit();
        self
    }

    /// The same resources under other numbers of departments and causes.
    pub(super) fn renumbered(mut self, owners: &[usize], causes: &[usize]) -> Self {
        for (_, owner) in &mut self.owners {
            *owner = owners.get(*owner as usize).map_or(0, |&number| number as u32);
        }
        for mark in self.marks.iter_mut().filter(|m| !matches!(**m, SOUND | SEVERAL)) {
            let cause = causes.get(usize::from(*mark) - 1).copied();
            let numbered = cause.and_then(|c| u16::try_from(c + 1).ok());
            *mark = numbered.unwrap_or(SEVERAL);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_fails_once_and_of_one_cause_until_another_comes() {
        let mut marks = Marks::default();
        for owner in [7, 7, 9] {
            marks.push(owner);
        }
        assert_eq!(
            [0, 1, 2, 3].map(|r| marks.owner(r)),
            [Some(7), Some(7), Some(9), Some(9)]
        );
        assert_eq!(marks.error(1, 4), Change::Fails);
        assert_eq!(marks.error(1, 4), Change::None);
        assert_eq!(marks.error(1, 5), Change::NoLongerSole(4));
        assert_eq!(marks.error(1, 4), Change::None);
        assert_eq!(marks.error(2, 70_000), Change::FailsUnnumbered);
        assert_eq!(marks.error(9, 1), Change::None, "no such resource");
        marks.error(0, 1);
        let mut marks = marks.renumbered(&[0, 0, 0, 0, 0, 0, 0, 1, 0, 2], &[0, 3]);
        assert_eq!((marks.owner(0), marks.owner(2)), (Some(1), Some(2)));
        assert_eq!(marks.error(0, 3), Change::None, "cause 1 is cause 3 now");
    }
}
