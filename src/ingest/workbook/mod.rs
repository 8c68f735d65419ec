//! Workbooks: xlsx, xlsm, xlsb, xls, WPS .et, ods. What a file is, its content decides, never its name. Refuses to know
//! where in a sheet a table stands or what its columns mean.

mod biff;
mod bytes;
mod caught;
mod cell;
mod child;
mod limits;
mod notes;
mod number;
mod ods;
mod ole;
mod package;
#[cfg(test)]
mod sample;
mod sheet_parts;
mod spool;
mod words;
mod xlsb;
mod xlsx;
mod xml;
mod zip;

pub use caught::{guard, guarded};
pub use child::{READ_ARGUMENT, Reader, read_here, serve};
pub(super) use package::Format;
pub use sheet_parts::{SheetParts, related_part};

use crate::ingest::{Book, Code, Stopped};
use limits::Limits;
use std::io::Read as _;
use std::path::Path;

/// A local header, an empty archive's end, a spanned archive's mark.
const ZIP_MAGICS: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// Whether a file that begins so is for this module to read or refuse: a zip or an OLE container.
pub(super) fn recognises(head: &[u8]) -> bool {
    head.starts_with(&ole::MAGIC) || ZIP_MAGICS.iter().any(|magic| head.starts_with(magic))
}

/// The format a workbook really has.
pub(super) fn format(path: &Path, limits: &Limits) -> Result<Format, Stopped> {
    if is_ole(path)? {
        ole::Ole::open(path, limits)?.require_workbook()?;
        return Ok(Format::Xls);
    }
    let mut container = zip::Container::open(path, limits)?;
    package::identify(&mut container).map(|p| p.format)
}

/// Opens a workbook of whatever format it really is.
pub(super) fn open(path: &Path, limits: &Limits, reader: Option<&Reader>) -> Result<Box<dyn Book>, Stopped> {
    if is_ole(path)? {
        ole::Ole::open(path, limits)?.require_workbook()?;
        return in_child(path, limits, reader);
    }
    let mut container = zip::Container::open(path, limits)?;
    let package = package::identify(&mut container)?;
    match package.format {
        Format::Xlsx | Format::Xlsm => {
            let book = xlsx::XlsxBook::open(container, &package.main, limits)?;
            Ok(Box::new(book))
        }
        Format::Ods => Ok(Box::new(ods::OdsBook::open(container, limits)?)),
        Format::Xlsb | Format::Xls => in_child(path, limits, reader),
    }
}

fn in_child(path: &Path, limits: &Limits, reader: Option<&Reader>) -> Result<Box<dyn Book>, Stopped> {
    let reader = reader.ok_or_else(|| Stopped::new(Code::ReaderFailed, words::no_reader()))?;
    Ok(Box::new(child::ChildBook::open(path, limits, reader)?))
}

/// Whether the file is an OLE container rather than a zip; an error where it is neither.
fn is_ole(path: &Path) -> Result<bool, Stopped> {
    let mut head = Vec::new();
    zip::open_file(path)?
        .take(8)
        .read_to_end(&mut head)
        .map_err(|e| zip::io_failed(&e))?;
    if head.is_empty() {
        return Err(Stopped::new(Code::Empty, words::empty_file()));
    }
    if !recognises(&head) {
        let what = words::not_a_table("一个其他格式的文件", "a file of another format");
        return Err(Stopped::new(Code::NotATable, what).help(words::need_table()));
    }
    Ok(head.starts_with(&ole::MAGIC))
}
