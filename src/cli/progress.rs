//! Two bars on standard error, once a run has taken half a second: one for all files, one for the file in hand. Nothing is
//! left of them afterwards.

use super::words;
use crate::audit::Progress;
use crate::model::{Lang, Text};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);

/// Shows how far a run has come; silent when told so, and before anyone grows impatient.
#[derive(Debug)]
pub(super) struct Bars {
    shown: bool,
    lang: Lang,
    /// What is done with a file.
    doing: fn(&str) -> Text,
    since: Instant,
    rows: AtomicU64,
    /// The file in hand: its number, how many there are, its name.
    file: Mutex<(usize, usize, String)>,
    drawn: OnceLock<Drawn>,
}

#[derive(Debug)]
struct Drawn {
    both: MultiProgress,
    files: ProgressBar,
    file: ProgressBar,
}

impl Bars {
    pub(super) fn new(shown: bool, lang: Lang, doing: fn(&str) -> Text) -> Self {
        Self {
            shown,
            lang,
            doing,
            since: Instant::now(),
            rows: AtomicU64::new(0),
            file: Mutex::new((0, 0, String::new())),
            drawn: OnceLock::new(),
        }
    }

    /// Takes the bars off the screen.
    pub(super) fn clear(&self) {
        if let Some(drawn) = self.drawn.get() {
            drawn.file.finish_and_clear();
            drawn.files.finish_and_clear();
            let _ = drawn.both.clear();
        }
    }

    fn show(&self) {
        if !self.shown || self.since.elapsed() < PATIENCE {
            return;
        }
        let drawn = self.drawn.get_or_init(draw);
        let (number, of, name) = &*self.file.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.files.set_length(*of as u64);
        drawn.files.set_position(*number as u64);
        let rows = words::rows_so_far(self.rows.load(Ordering::Relaxed));
        drawn.files.set_message(rows.of(self.lang).to_owned());
        drawn.file.set_message(name.clone());
    }
}

fn draw() -> Drawn {
    let both = MultiProgress::new();
    let line = |bar: ProgressBar, template: &str| {
        let bar = both.add(bar);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    };
    let files = line(
        ProgressBar::new(0),
        "{wide_bar} {pos}/{len} · {msg} · {elapsed_precise}",
    );
    let file = line(ProgressBar::new_spinner(), "{spinner} {wide_msg}");
    Drawn { both, files, file }
}

/// Whatever ends a run, the screen is left as it was.
impl Drop for Bars {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Progress for Bars {
    fn file(&self, number: usize, of: usize, name: &str) {
        let name = (self.doing)(&crate::model::visible(name))
            .of(self.lang)
            .to_owned();
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = (number, of, name);
        self.show();
    }

    fn rows(&self, more: u64) {
        self.rows.fetch_add(more, Ordering::Relaxed);
        self.show();
    }
}
