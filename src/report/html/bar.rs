//! A bar of one or more parts as inline SVG. The numbers stand beside it, so that nobody needs to see it.

use std::io::{self, Write};

/// Draws the parts of a whole, each with the class that colours it.
pub(super) fn bar(parts: &[(&str, u64)], whole: u64, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"1000\" height=\"10\"/>"
    )?;
    let mut before = 0;
    for &(class, part) in parts.iter().filter(|(_, part)| *part > 0) {
        let from = place(before, whole);
        before += part;
        let width = place(before, whole).saturating_sub(from).max(2);
        write!(
            out,
            "<rect class=\"{class}\" x=\"{from}\" width=\"{width}\" height=\"10\"/>"
        )?;
    }
    write!(out, "</svg>")
}

/// Thousandths of a whole.
fn place(part: u64, whole: u64) -> u128 {
    u128::from(part.min(whole)) * 1000 / u128::from(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_one_another_and_fill_the_whole() {
        let mut out = Vec::new();
        bar(&[("pass", 1), ("error", 0), ("warning", 3)], 4, &mut out).unwrap();
        let svg = String::from_utf8(out).unwrap();
        assert!(svg.contains(r#"<rect class="pass" x="0" width="250""#), "{svg}");
        assert!(
            svg.contains(r#"<rect class="warning" x="250" width="750""#),
            "{svg}"
        );
        assert!(!svg.contains("error"));
    }
}
