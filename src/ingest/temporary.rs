//! Temporary files and folders that have a name. Each is known while it lives, so that whoever ends the program early can
//! remove them all. What has no name the system removes by itself.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{Builder, TempDir, TempPath};

static HELD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn held() -> MutexGuard<'static, Vec<PathBuf>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every temporary file and folder there is. None can be made, kept or removed any more: the program is to end.
pub fn remove_temporary() {
    let held = held();
    for path in held.iter() {
        let _ = if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
    }
    // Whoever waits for the list waits until the program has ended.
    std::mem::forget(held);
}

/// Makes something with a name and enters the name, so that nothing comes between.
fn made<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> &Path) -> io::Result<T> {
    let mut held = held();
    let fresh = make()?;
    held.push(path(&fresh).to_owned());
    Ok(fresh)
}

/// Does away with something and strikes its name off.
fn done<T>(path: &Path, end: impl FnOnce() -> T) -> T {
    let mut held = held();
    let outcome = end();
    held.retain(|p| p != path);
    outcome
}

/// A temporary file, removed when it is dropped.
#[derive(Debug)]
pub struct Temporary {
    file: File,
    path: Option<TempPath>,
    name: PathBuf,
}

impl Temporary {
    /// In the folder for such files.
    pub fn new(suffix: &str) -> io::Result<Self> {
        Self::new_in(&std::env::temp_dir(), suffix)
    }

    /// In a folder.
    pub fn new_in(folder: &Path, suffix: &str) -> io::Result<Self> {
        let make = || Builder::new().suffix(suffix).tempfile_in(folder);
        let (file, path) = made(make, |file| file.path())?.into_parts();
        let name = path.to_path_buf();
        let path = Some(path);
        Ok(Self { file, path, name })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.name
    }

    /// The file itself.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Puts it in place of another, whole.
    pub fn persist(mut self, to: &Path) -> io::Result<()> {
        let Some(path) = self.path.take() else {
            return Ok(());
        };
        done(&self.name, || path.persist(to).map_err(|e| e.error))
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            done(&self.name, || drop(path));
        }
    }
}

/// A temporary folder, removed with what is in it when it is dropped.
#[derive(Debug)]
pub struct TemporaryFolder(Option<TempDir>);

impl TemporaryFolder {
    /// In the folder for such files.
    pub fn new() -> io::Result<Self> {
        made(tempfile::tempdir, TempDir::path).map(|folder| Self(Some(folder)))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.as_ref().map_or(Path::new(""), TempDir::path)
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Some(folder) = self.0.take() {
            let path = folder.path().to_owned();
            done(&path, || drop(folder));
        }
    }
}
