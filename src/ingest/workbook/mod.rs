//! Workbooks: xlsx, xlsm, xlsb, xls, WPS .et, ods. What a file is, its content decides, never its name. Refuses to know
//! where in a sheet a table stands or what its columns mean.

mod caught;
mod cell;
mod limits;
mod notes;
mod number;
mod package;
mod words;
mod xlsx;
mod xml;
mod zip;

pub use caught::guarded;
pub use limits::Limits;
pub use package::Format;

use crate::ingest::{Book, Stopped};
use std::path::Path;

/// Opens a workbook of whatever format it really is.
pub fn open(path: &Path, limits: &Limits) -> Result<Box<dyn Book>, Stopped> {
    let mut container = zip::Container::open(path, limits)?;
    let package = package::identify(&mut container)?;
    Ok(Box::new(xlsx::XlsxBook::open(path, container, &package.main, limits)?))
}
