//! The zip container, judged by its directory alone: nothing is inflated before every declared size, name and method has
//! passed. Knows no workbook format.

use super::limits::{Limit, Limits, of_part};
use super::words;
use super::xml::Part;
use crate::ingest::{Code, Stopped, directory};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// An archive on disk.
pub(super) type Archive = ZipArchive<BufReader<File>>;

/// Inflated bytes below which any ratio will do.
const RATIO_FROM: u64 = 8 << 20;

/// A zip file that passed the preflight. Parts are found regardless of case and of which slash their names use.
pub(super) struct Container {
    archive: Archive,
    parts: BTreeMap<String, usize>,
    limits: Limits,
}

/// Opens a file for reading, with our words for what may go wrong.
pub(super) fn open_file(path: &Path) -> Result<File, Stopped> {
    File::open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Stopped::new(Code::NotFound, words::no_such_file()),
        _ => Stopped::new(Code::NotFound, words::cannot_open(&e)),
    })
}

/// That reading failed midway.
pub(super) fn io_failed(error: &std::io::Error) -> Stopped {
    Stopped::new(Code::Unreadable, words::io_failed(error))
}

/// A damaged file, with the usual advice.
pub(super) fn damaged(message: crate::model::Text) -> Stopped {
    Stopped::new(Code::Damaged, message).help(words::resave())
}

/// A file beyond a limit, with the usual advice.
pub(super) fn too_large(message: crate::model::Text) -> Stopped {
    Stopped::new(Code::TooLarge, message).help(words::make_smaller())
}

impl Container {
    /// Opens and judges.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, Stopped> {
        let mut file = open_file(path)?;
        let bytes = file.metadata().map_err(|e| io_failed(&e))?.len();
        if bytes > limits.file {
            return Err(too_large(words::file_too_large(
                bytes,
                Limit::Workbook,
                limits.file,
            )));
        }
        let claimed = directory::claims_beyond(&mut file, limits.entries).map_err(|e| io_failed(&e))?;
        if let Some(claimed) = claimed {
            return Err(too_large(words::too_many_parts(claimed, limits.entries)));
        }
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| zip_error(&e))?;
        if archive.has_duplicate_names() {
            return Err(damaged(words::duplicate_parts()));
        }
        if archive.len() as u64 > limits.entries {
            return Err(too_large(words::too_many_parts(
                archive.len() as u64,
                limits.entries,
            )));
        }
        let mut container = Self {
            archive,
            parts: BTreeMap::new(),
            limits: *limits,
        };
        container.judge(limits)?;
        Ok(container)
    }

    fn judge(&mut self, limits: &Limits) -> Result<(), Stopped> {
        let mut total: u64 = 0;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(|e| zip_error(&e))?;
            let name = normal(&entry.name().map_err(|e| zip_error(&e))?);
            if entry.encrypted() {
                return Err(encrypted());
            }
            if !matches!(
                entry.compression(),
                CompressionMethod::Stored | CompressionMethod::Deflated
            ) {
                return Err(damaged(words::odd_method(
                    &name,
                    &entry.compression().to_string(),
                )));
            }
            judge_size(&name, entry.size(), entry.compressed_size(), limits)?;
            total = total.saturating_add(entry.size());
            if self.parts.insert(name, index).is_some() {
                return Err(damaged(words::duplicate_parts()));
            }
        }
        if total > limits.total {
            return Err(too_large(words::total_too_large(total, limits.total)));
        }
        Ok(())
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// The names of all parts: lower case, forward slashes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The size a part declares, 0 where there is none.
    pub(super) fn size(&mut self, name: &str) -> u64 {
        let Some(&index) = self.parts.get(&normal(name)) else {
            return 0;
        };
        self.archive.by_index_raw(index).map_or(0, |e| e.size())
    }

    /// A part as XML events; `None` where there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Part<'_>>, Stopped> {
        let Some(&index) = self.parts.get(&normal(name)) else {
            return Ok(None);
        };
        let entry = self.archive.by_index(index).map_err(|e| zip_error(&e))?;
        Part::open(entry, name, &self.limits).map(Some)
    }

    /// A part read whole, its checksum verified; `None` where there is no such part. The preflight bounds its size.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Stopped> {
        let Some(&index) = self.parts.get(&normal(name)) else {
            return Ok(None);
        };
        let mut entry = self.archive.by_index(index).map_err(|e| zip_error(&e))?;
        let mut bytes = Vec::new();
        entry
            .read_to_end(&mut bytes)
            .map_err(|e| damaged(words::part_not_inflated(name, &e)))?;
        Ok(Some(bytes))
    }
}

fn judge_size(name: &str, size: u64, packed: u64, limits: &Limits) -> Result<(), Stopped> {
    let which = of_part(name);
    let limit = limits.get(which);
    if size > limit {
        return Err(too_large(words::part_too_large(name, size, which, limit)));
    }
    let ratio = size / packed.max(1);
    if size > RATIO_FROM && ratio > limits.ratio {
        return Err(too_large(words::bomb(name, ratio, limits.ratio)));
    }
    Ok(())
}

/// Part names are compared the way readers look them up: slashes unified, ASCII case ignored.
pub(super) fn normal(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.strip_prefix('/').unwrap_or(&name).to_owned()
}

/// A password, with the way out.
pub(super) fn encrypted() -> Stopped {
    Stopped::new(Code::Encrypted, words::encrypted()).help(words::remove_password())
}

fn zip_error(error: &ZipError) -> Stopped {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => encrypted(),
        ZipError::Io(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => io_failed(e),
        other => damaged(words::zip_damaged(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Parts, no_reader};
    use super::super::{Format, format, open};
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn code(bytes: &[u8]) -> Option<Code> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        open(file.path(), &Limits::default(), Some(&no_reader()))
            .err()
            .map(|s| s.code)
    }

    fn mini() -> Vec<u8> {
        let file = Parts::xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>").write();
        std::fs::read(file.path()).unwrap()
    }

    #[test]
    fn limits_are_kept_before_anything_is_inflated() {
        let parts = Parts::xlsx("<sheetData/>");
        let within = |limits: Limits| parts.open_within(&limits).err().map(|s| s.code);
        let defaults = Limits::default();
        assert_eq!(within(defaults), None);
        for limits in [
            Limits {
                file: 100,
                ..defaults
            },
            Limits {
                entries: 3,
                ..defaults
            },
            Limits { part: 10, ..defaults },
            Limits {
                strings: 10,
                ..defaults
            },
            Limits {
                strings_memory: 10,
                ..defaults
            },
            Limits {
                styles: 10,
                ..defaults
            },
            Limits {
                total: 100,
                ..defaults
            },
        ] {
            let told = within(limits);
            assert_eq!(told, Some(Code::TooLarge), "{limits:?}");
        }
    }

    #[test]
    fn a_single_piece_is_bounded() {
        let sheet = format!("<!--{}--><sheetData/>", "x".repeat(1 << 20));
        let limits = Limits {
            event: 1 << 17,
            ..Limits::default()
        };
        let book = Parts::xlsx(&sheet).open_within(&limits).unwrap();
        let stopped = book.sheets()[0].broken.as_ref();
        assert_eq!(stopped.map(|s| s.code), Some(Code::TooLarge));
    }

    #[test]
    fn a_part_of_zeros_is_a_bomb() {
        let zeros = "0".repeat(9 << 20);
        let stopped = Parts::xlsx("<sheetData/>")
            .with("xl/media/x.bin", &zeros)
            .open()
            .err();
        assert_eq!(stopped.map(|s| s.code), Some(Code::TooLarge));
    }

    #[test]
    fn names_that_only_differ_in_case_or_slash_are_doubles() {
        let stopped = Parts::xlsx("<sheetData/>")
            .with("XL\\workbook.xml", "<workbook/>")
            .open()
            .err();
        assert_eq!(stopped.map(|s| s.code), Some(Code::Damaged));
    }

    #[test]
    fn what_it_really_is() {
        let told = |parts: Parts| format(parts.write().path(), &Limits::default()).map_err(|s| s.code);
        let plain = || Parts::xlsx("<sheetData/>");
        let relations = |target: &str| {
            format!(
                "<Relationships><Relationship Id='a' Type='/relationships/officeDocument' Target='{target}'/></Relationships>"
            )
        };
        let macros =
            "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>";
        assert_eq!(told(plain()), Ok(Format::Xlsx));
        assert_eq!(
            told(plain().with("[Content_Types].xml", macros)),
            Ok(Format::Xlsm)
        );
        let binary = plain()
            .with("_rels/.rels", &relations("xl/workbook.bin"))
            .with("xl/workbook.bin", "");
        assert_eq!(told(binary), Ok(Format::Xlsb));
        assert_eq!(told(Parts::ods("")), Ok(Format::Ods));
        for target in ["word/document.xml", "ppt/presentation.xml"] {
            let other = plain().with("_rels/.rels", &relations(target)).with(target, "");
            assert_eq!(told(other), Err(Code::NotATable), "{target}");
        }
        let archive = Parts::ods("")
            .without("mimetype")
            .without("content.xml")
            .with("目录.xlsx", "x");
        assert_eq!(told(archive), Err(Code::NotATable));
    }

    #[test]
    fn a_stored_byte_changed_fails_its_checksum() {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("content.xml", stored).unwrap();
        zip.write_all(b"<x>0123456789</x>").unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        let at = bytes.windows(4).position(|w| w == b"0123").unwrap();
        bytes[at] = b'9';
        assert_eq!(code(&bytes), Some(Code::Damaged));
    }

    #[test]
    fn files_cut_short_anywhere_are_told() {
        let whole = mini();
        assert_eq!(code(&whole), None);
        for end in (0..whole.len()).step_by(7) {
            assert!(code(&whole[..end]).is_some(), "{end}");
        }
        assert_eq!(code(b""), Some(Code::Empty));
        assert_eq!(code(b"PK,CSV"), Some(Code::NotATable));
        assert_eq!(code(&super::super::ole::MAGIC), Some(Code::Damaged));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        #[test]
        fn no_changed_byte_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = mini();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = code(&bytes);
        }
    }
}
