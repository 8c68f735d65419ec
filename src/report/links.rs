//! The way from a report to a file that it is about, told from their paths alone. Opens nothing.

use std::path::{Component, Path, PathBuf};

/// Where a report will stand.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// What the names of inputs are relative to.
    here: PathBuf,
    /// The folder of the report.
    folder: PathBuf,
}

impl Links {
    /// A report in a folder, about files named from `here`; both absolute.
    pub fn new(here: PathBuf, folder: PathBuf) -> Self {
        Self { here, folder }
    }

    /// The way from the report to a file, with `/` between its steps; `None` where there is none, as between drives.
    pub(super) fn to(&self, file: &str) -> Option<String> {
        let from = plain(&self.folder)?;
        let file = self.here.join(file);
        let to = plain(&file)?;
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let (up, down) = (from.get(shared..)?, to.get(shared..)?);
        let rooted =
            |steps: &[Component<'_>]| steps.first().is_some_and(|c| !matches!(c, Component::Normal(_)));
        if rooted(up) || rooted(down) || down.is_empty() {
            return None;
        }
        let names = down.iter().map(|c| c.as_os_str().to_str());
        let steps: Option<Vec<&str>> = up.iter().map(|_| Some("..")).chain(names).collect();
        Some(steps?.join("/"))
    }
}

/// The steps of a path without `.` and `..`; `None` where `..` leads out of what is known.
fn plain(path: &Path) -> Option<Vec<Component<'_>>> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => match steps.pop()? {
                Component::Normal(_) => {}
                Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
                    return None;
                }
            },
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => steps.push(step),
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_from_the_report_to_the_file() {
        let links = Links::new("/srv/data".into(), "/srv/out/2026".into());
        for (file, way) in [
            ("目录.xlsx", "../../data/目录.xlsx"),
            ("./a/../b.xlsx", "../../data/b.xlsx"),
            ("/srv/out/2026/c.xlsx", "c.xlsx"),
            ("../out/d.xlsx", "../d.xlsx"),
        ] {
            assert_eq!(links.to(file).as_deref(), Some(way), "{file}");
        }
        assert_eq!(links.to("../../../../x"), None);
        assert_eq!(Links::default().to("a/b.xlsx").as_deref(), Some("a/b.xlsx"));
    }
}
