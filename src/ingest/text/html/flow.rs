//! Text of a cell as a browser lays it out. Knows no tags.

/// The text of a cell as a browser flows it: runs of blanks are one blank, blocks stand on lines of their own.
#[derive(Default)]
pub(super) struct Flow {
    text: String,
    blank: bool,
}

impl Flow {
    pub(super) fn push(&mut self, c: char) {
        if c.is_ascii_whitespace() {
            self.blank = !self.text.is_empty() && !self.text.ends_with('\n');
            return;
        }
        if std::mem::take(&mut self.blank) {
            self.text.push(' ');
        }
        self.text.push(c);
    }

    pub(super) fn line_end(&mut self) {
        self.blank = false;
        self.text.push('\n');
    }

    pub(super) fn block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.line_end();
        }
    }

    pub(super) fn finish(mut self) -> String {
        let len = self.text.trim_end_matches('\n').len();
        self.text.truncate(len);
        self.text
    }
}
