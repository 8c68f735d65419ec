//! Embeds whatever lies in `src/law/packs`, `src/law/outlines`, `src/model/vocabulary` and `src/check/dictionaries`, so
//! that a file added there is built in with no Rust file edited.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut code = fs::File::create(Path::new(&out).join("embedded.rs"))?;
    for (name, folder) in [
        ("PACKS", "src/law/packs"),
        ("OUTLINES", "src/law/outlines"),
        ("VOCABULARY", "src/model/vocabulary"),
        ("DICTIONARIES", "src/check/dictionaries"),
    ] {
        let folder = Path::new(&root).join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = match fs::read_dir(&folder) {
            Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
            Err(_) => Vec::new(),
        };
        files.sort_by_key(fs::DirEntry::file_name);
        writeln!(
            code,
            "/// File stem and text of every file embedded from the folder, sorted by name."
        )?;
        writeln!(code, "pub(crate) const {name}: &[(&str, &str)] = &[")?;
        for file in files {
            let path = file.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let stem = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                writeln!(
                    code,
                    "    ({stem:?}, include_str!({:?})),",
                    path.display().to_string()
                )?;
            }
        }
        writeln!(code, "];")?;
    }
    Ok(())
}
