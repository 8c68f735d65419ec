//! Every finding by requirement: the heads and the first places stand here, the script lists the rest.

use super::group::{Group, Style};
use super::{Page, words};
use std::cmp::Reverse;
use std::io::{self, Write};

impl Page<'_> {
    pub(super) fn findings(&self, groups: &[Group], examples: usize, out: &mut dyn Write) -> io::Result<()> {
        self.part(1, out)?;
        if groups.is_empty() {
            return writeln!(out, "<p>{}</p>\n</section>", self.say(&self.nothing()));
        }
        let told = words::html::without_script(examples);
        writeln!(out, "<p class=\"note unscripted\">{}</p>", self.say(&told))?;
        writeln!(
            out,
            "<form id=\"filters\" hidden></form>\n<p id=\"shown\" role=\"status\"></p>\n<div id=\"groups\">"
        )?;
        let style = Style {
            lang: self.lang(),
            several: self.outcome.inputs.len() > 1,
        };
        let place = |group: &Group| {
            let mut coverage = self.outcome.coverage.iter();
            coverage.position(|(a, r, ..)| a.pack.instrument.id == group.jurisdiction && r.id == group.id)
        };
        let mut order: Vec<(usize, &Group)> = groups.iter().enumerate().collect();
        order.sort_by_cached_key(|(_, group)| (Reverse(group.worst), place(group)));
        for (number, group) in order {
            group.write(number, style, out)?;
        }
        writeln!(out, "</div>\n</section>")
    }
}
