//! The OLE container (MS-CFB): what lies in it, and its streams, along sector chains that must end. Knows no BIFF.

use super::bytes::{index_at, u16_at, u32_at};
use super::limits::{Limit, Limits};
use super::words;
use super::zip::{damaged, encrypted, io_failed, open_file, too_large};
use crate::ingest::{Code, Stopped};
use std::io::Read;
use std::path::Path;

/// The first bytes of every OLE file.
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FIRST_RESERVED: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
/// Streams below this lie in the ministream.
const MINI_STREAM: usize = 4096;

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// An OLE file in memory.
pub(super) struct Ole {
    bytes: Vec<u8>,
    sector: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini: Vec<u8>,
    mini_fat: Vec<u32>,
}

impl Ole {
    /// Reads a file whole and checks every chain that a reader follows to open it.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, Stopped> {
        let mut bytes = Vec::new();
        let most = limits.ole;
        open_file(path)?
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| io_failed(&e))?;
        if bytes.len() as u64 > most {
            return Err(too_large(words::file_too_large(
                bytes.len() as u64,
                Limit::Xls,
                most,
            )));
        }
        Self::parse(bytes).ok_or_else(|| damaged(words::ole_damaged()))
    }

    fn parse(bytes: Vec<u8>) -> Option<Self> {
        if !bytes.starts_with(&MAGIC) {
            return None;
        }
        let sector = match u16_at(&bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut ole = Self {
            bytes,
            sector,
            fat: Vec::new(),
            entries: Vec::new(),
            mini: Vec::new(),
            mini_fat: Vec::new(),
        };
        ole.read_fat()?;
        ole.read_directory()?;
        ole.read_mini()?;
        Some(ole)
    }

    /// A sector; the last of the file may be cut short.
    fn sector(&self, id: u32) -> Option<&[u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    fn read_fat(&mut self) -> Option<()> {
        let mut sectors: Vec<u32> = words_of(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(&self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        let mut steps = 0;
        while next < FIRST_RESERVED {
            steps += 1;
            if steps > most {
                return None;
            }
            sectors.extend(words_of(self.sector(next)?));
            next = sectors.pop()?;
        }
        let mut fat = Vec::new();
        for id in sectors.into_iter().filter(|&id| id < FIRST_RESERVED) {
            if fat.len() > most.saturating_add(self.sector) {
                return None;
            }
            fat.extend(words_of(self.sector(id)?));
        }
        self.fat = fat;
        Some(())
    }

    /// The bytes of a chain, up to a length; `None` where it loops or leaves the file.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        let mut steps = 0;
        while id != END_OF_CHAIN && out.len() < length {
            steps += 1;
            if steps > self.fat.len() {
                return None;
            }
            let sector = self.sector(id)?;
            let take = sector.len().min(length - out.len());
            out.extend_from_slice(sector.get(..take)?);
            if out.len() < length {
                id = *self.fat.get(id as usize)?;
            }
        }
        Some(out)
    }

    fn read_directory(&mut self) -> Option<()> {
        let start = u32_at(&self.bytes, 48)?;
        let directory = self.chain(start, usize::MAX)?;
        self.entries = directory
            .chunks_exact(128)
            .filter_map(|raw| entry(raw, self.sector))
            .collect();
        (!self.entries.is_empty()).then_some(())
    }

    fn read_mini(&mut self) -> Option<()> {
        let sectors = index_at(&self.bytes, 64)?;
        if sectors == 0 {
            return Some(());
        }
        let root = self.entries.first()?;
        self.mini = self.chain(root.start, root.length)?;
        let table = self.chain(u32_at(&self.bytes, 60)?, sectors.checked_mul(self.sector)?)?;
        self.mini_fat = words_of(&table).collect();
        Some(())
    }

    fn mini_chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        while id != END_OF_CHAIN && out.len() < length {
            let from = (id as usize).checked_mul(MINI_SECTOR)?;
            let sector = self.mini.get(from..self.mini.len().min(from + MINI_SECTOR))?;
            if sector.is_empty() {
                return None;
            }
            let take = sector.len().min(length - out.len());
            out.extend_from_slice(sector.get(..take)?);
            if out.len() < length {
                id = *self.mini_fat.get(id as usize)?;
            }
        }
        Some(out)
    }

    fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The workbook stream, when there is one.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, Stopped> {
        let named = |name: &str| self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name));
        let entry = named("Workbook").or_else(|| named("Book"));
        let stream = entry.and_then(|e| {
            if e.length < MINI_STREAM {
                self.mini_chain(e.start, e.length)
            } else {
                self.chain(e.start, e.length)
            }
        });
        stream
            .filter(|s| !s.is_empty())
            .ok_or_else(|| damaged(words::ole_damaged()))
    }

    /// That the file is a workbook; otherwise what it is.
    pub(super) fn require_workbook(&self) -> Result<(), Stopped> {
        if self.has("EncryptedPackage") || self.has("EncryptionInfo") {
            return Err(encrypted());
        }
        if self.has("Workbook") || self.has("Book") {
            return Ok(());
        }
        let (zh, en) = if self.has("WordDocument") {
            ("一个 Word 文档", "a Word document")
        } else if self.has("PowerPoint Document") {
            ("一个演示文稿", "a presentation")
        } else {
            ("一个没有工作簿的 OLE 文件", "an OLE file without a workbook")
        };
        Err(Stopped::new(Code::NotATable, words::not_a_table(zh, en)).help(words::need_table()))
    }
}

fn entry(raw: &[u8], sector: usize) -> Option<Entry> {
    let units: Vec<u16> = (0..32)
        .map_while(|i| u16_at(raw, i * 2))
        .take_while(|&unit| unit != 0)
        .collect();
    let low = index_at(raw, 120)?;
    let high = if sector == 512 { 0 } else { index_at(raw, 124)? };
    // A length beyond 4 GiB cannot be that of a file this small.
    let length = if high == 0 { low } else { usize::MAX };
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(raw, 116)?,
        length,
    })
}

fn words_of(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .chunks_exact(4)
        .filter_map(|c| c.try_into().ok().map(u32::from_le_bytes))
}
