//! Character references of HTML: numeric ones and the names that office programs write. Unknown names stay as written.

/// Names and the characters they stand for.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("shy", '\u{ad}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("deg", '°'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("permil", '‰'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("cent", '¢'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
];
/// Longer than any reference we know.
const LONGEST: usize = 12;

/// Hands out the characters of a text with its references resolved.
pub(super) fn resolve(mut text: &str, mut each: impl FnMut(char)) {
    while let Some((before, after)) = text.split_once('&') {
        before.chars().for_each(&mut each);
        let (c, rest) = reference(after).unwrap_or(('&', after));
        each(c);
        text = rest;
    }
    text.chars().for_each(each);
}

/// The character that a reference behind its `&` stands for, and what follows it.
fn reference(after: &str) -> Option<(char, &str)> {
    let end = after.bytes().take(LONGEST).position(|b| b == b';')?;
    let (name, rest) = after.split_at_checked(end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => NAMED.iter().find(|(n, _)| *n == name)?.1,
    };
    Some((c, rest.get(1..)?))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str) -> String {
        let mut out = String::new();
        resolve(text, |c| out.push(c));
        out
    }

    #[test]
    fn references_known_and_not() {
        assert_eq!(resolved("A&amp;B &#30446;&#x5f55; &lt;1&gt;"), "A&B 目录 <1>");
        assert_eq!(
            resolved("a & b &unknown; &#0; &#xFFFFFFFF; &amp"),
            "a & b &unknown; &#0; &#xFFFFFFFF; &amp"
        );
        assert_eq!(resolved("&&amp;&nbsp;目&录;"), "&&\u{a0}目&录;");
    }
}
