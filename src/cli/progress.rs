//! A progress bar on standard error, once a run has taken half a second.

use super::words;
use crate::audit::Progress;
use crate::model::Lang;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::{Cell, OnceCell, RefCell};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);

/// Shows how far a run has come; silent when told so, and before anyone grows impatient.
#[derive(Debug)]
pub(super) struct Bar {
    shown: bool,
    lang: Lang,
    since: Instant,
    rows: Cell<u64>,
    name: RefCell<String>,
    drawn: OnceCell<ProgressBar>,
}

impl Bar {
    pub(super) fn new(shown: bool, lang: Lang) -> Self {
        let (rows, name, drawn) = (Cell::new(0), RefCell::new(String::new()), OnceCell::new());
        Self {
            shown,
            lang,
            since: Instant::now(),
            rows,
            name,
            drawn,
        }
    }

    /// Takes the bar off the screen.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.drawn.get() {
            bar.finish_and_clear();
        }
    }

    fn show(&self) {
        if !self.shown || self.since.elapsed() < PATIENCE {
            return;
        }
        let bar = self.drawn.get_or_init(|| {
            let bar = ProgressBar::new_spinner();
            let template = if self.lang == Lang::Zh {
                "{spinner} {msg} · {pos} 行"
            } else {
                "{spinner} {msg} · {pos} rows"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar
        });
        bar.set_message(self.name.borrow().clone());
        bar.set_position(self.rows.get());
    }
}

impl Progress for Bar {
    fn file(&self, number: usize, of: usize, name: &str) {
        words::auditing(number + 1, of, &crate::model::visible(name))
            .of(self.lang)
            .clone_into(&mut self.name.borrow_mut());
        self.show();
    }

    fn rows(&self, more: u64) {
        self.rows.set(self.rows.get() + more);
        self.show();
    }
}
