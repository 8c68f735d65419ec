//! Tags and text of a web page, as tolerant as browsers are and in one pass: broken markup is text or is passed over,
//! never an error. Knows no tag but script and style, whose content is no text.

/// One piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its references unresolved.
    Text(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag's name.
    End(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written.
    pub(super) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as written, without its quotes; empty where it has none.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((name, value, after)) = next_attribute(rest) {
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
        None
    }
}

/// Cuts the first attribute off: name, value, what follows.
fn next_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
    if text.is_empty() {
        return None;
    }
    let stop = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
    let (name, rest) = text.split_at_checked(text.find(stop).unwrap_or(text.len()))?;
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some((inner, after)) = quote.and_then(|q| value.get(1..)?.split_once(q)) {
        return Some((name, inner, after));
    }
    let end = value
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(value.len());
    let (value, after) = value.split_at_checked(end)?;
    Some((name, value, after))
}

/// Reads the tokens of a page.
pub(super) struct Markup<'a> {
    page: &'a str,
    at: usize,
    /// The page ends inside a tag.
    pub(super) cut: bool,
}

impl<'a> Markup<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self {
            page,
            at: 0,
            cut: false,
        }
    }

    /// How many bytes were read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    /// Steps past the next `mark`, or to the end.
    fn skip_past(&mut self, mark: &str) {
        self.at += self
            .rest()
            .find(mark)
            .map_or(self.rest().len(), |at| at + mark.len());
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let inside = self.rest().get(1..)?;
        let Some(end) = tag_end(inside) else {
            self.cut = true;
            self.at = self.page.len();
            return None;
        };
        self.at += end + 2;
        let inside = inside.get(..end)?;
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |i| (true, i));
        let stop = inside.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let (name, attributes) = inside.split_at_checked(stop.unwrap_or(inside.len()))?;
        if closing {
            return Some(Token::End(name));
        }
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            self.skip_raw(name);
        }
        Some(Token::Start(Tag { name, attributes }))
    }

    /// Steps to the end tag of an element whose content is no markup.
    fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let end = rest.match_indices("</").find(|(at, _)| {
            rest.get(at + 2..at + 2 + name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
        });
        self.at += end.map_or(rest.len(), |(at, _)| at);
    }
}

impl<'a> Iterator for Markup<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            match rest.as_bytes() {
                [] => return None,
                [b'<', b'!', b'-', b'-', ..] => {
                    self.at += 4;
                    self.skip_past("-->");
                }
                [b'<', b'!' | b'?', ..] => self.skip_past(">"),
                [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] | [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                    return self.tag();
                }
                [first, after @ ..] => {
                    let end = after
                        .iter()
                        .position(|b| *b == b'<')
                        .map_or(rest.len(), |at| at + 1);
                    // A lone `<` is text of its own.
                    let end = if *first == b'<' { 1 } else { end };
                    self.at += end;
                    return rest.get(..end).map(Token::Text);
                }
            }
        }
    }
}

/// Where the `>` stands that ends a tag; one inside a quoted value does not.
fn tag_end(inside: &str) -> Option<usize> {
    let (mut quote, mut value) = (None, false);
    for (at, b) in inside.bytes().enumerate() {
        match (quote, b) {
            (Some(q), _) if b == q => quote = None,
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if value => quote = Some(b),
            (Some(_) | None, _) => {}
        }
        value = b == b'=' || (value && b.is_ascii_whitespace());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Vec<String> {
        Markup::new(page)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Start(tag) => format!("<{}>", tag.name),
                Token::End(name) => format!("</{name}>"),
            })
            .collect()
    }

    #[test]
    fn broken_markup_is_text_or_nothing() {
        assert_eq!(
            read("<!DOCTYPE html><?xml a?><!-- <td> --><b>a < b</b>"),
            ["<b>", "a ", "<", " b", "</b>"]
        );
        assert_eq!(read("<style>td{} </p></STYLE>x"), ["<style>", "</STYLE>", "x"]);
        assert_eq!(
            read("<br/>目<td title=\"a>b\" x='>'>录"),
            ["<br>", "目", "<td>", "录"]
        );
        assert!(read("<!-- never").is_empty() && read("<td").is_empty());
    }

    #[test]
    fn attributes_in_every_dress() {
        let page = "<td ROWSPAN=2 colspan = '3' style=\"a: b\" nowrap>";
        let Some(Token::Start(tag)) = Markup::new(page).next() else {
            panic!("no tag")
        };
        let values = ["rowspan", "colspan", "style", "nowrap", "none"].map(|name| tag.attribute(name));
        assert_eq!(values, [Some("2"), Some("3"), Some("a: b"), Some(""), None]);
    }
}
