//! The web pages inside a mail envelope, as Excel saves `.mht`: parts, quoted-printable and base64. Knows no tables.

use super::charset::Charset;
use super::grid::Budget;
use crate::ingest::{Limit, Stopped};

/// A page, decoded to the bytes its author wrote.
pub(super) struct Page {
    /// The bytes of the page.
    pub(super) bytes: Vec<u8>,
    /// What its header says of the encoding.
    pub(super) charset: Option<Charset>,
}

/// The pages of a message in order, and whether it ends before its last boundary.
pub(super) fn pages(message: &[u8], budget: &Budget) -> Result<(Vec<Page>, bool), Stopped> {
    let mut pages = Vec::new();
    let cut = collect(message, 0, &mut pages, budget)?;
    Ok((pages, cut))
}

fn collect(message: &[u8], depth: u64, pages: &mut Vec<Page>, budget: &Budget) -> Result<bool, Stopped> {
    budget.hold(Limit::Nesting, depth)?;
    let (header, body) = split_header(message);
    let kind = field(&header, "content-type").unwrap_or_default();
    if let Some(boundary) = parameter(kind, "boundary") {
        let (parts, mut cut) = split_parts(body, &boundary, budget)?;
        for part in parts {
            cut |= collect(part, depth + 1, pages, budget)?;
        }
        return Ok(cut);
    }
    if kind.trim_start().to_ascii_lowercase().starts_with("text/html") {
        let encoding = field(&header, "content-transfer-encoding").unwrap_or_default();
        let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        let charset = parameter(kind, "charset").and_then(|label| Charset::of_label(&label));
        pages.push(Page { bytes, charset });
        budget.hold(Limit::Sheets, pages.len() as u64)?;
    }
    Ok(false)
}

/// The header with its folded lines joined, and what follows the empty line behind it.
fn split_header(message: &[u8]) -> (String, &[u8]) {
    let mut at = 0;
    let mut header = String::new();
    for line in message.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            if header.is_empty() {
                continue;
            }
            break;
        }
        if !text.starts_with([' ', '\t']) {
            header.push('\n');
        }
        header.push_str(text);
    }
    (header, message.get(at..).unwrap_or_default())
}

fn field<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then_some(value)
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The parts between boundary lines, and whether the closing one is missing.
fn split_parts<'a>(
    body: &'a [u8],
    boundary: &str,
    budget: &Budget,
) -> Result<(Vec<&'a [u8]>, bool), Stopped> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (None, 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let mark = line
            .trim_ascii_end()
            .strip_prefix(b"--")
            .and_then(|l| l.strip_prefix(boundary.as_bytes()));
        if matches!(mark, Some(b"" | b"--")) {
            parts.extend(start.and_then(|from| body.get(from..at)));
            budget.hold(Limit::Parts, parts.len() as u64)?;
            start = Some(at + line.len());
        }
        if mark == Some(b"--") {
            return Ok((parts, false));
        }
        at += line.len();
    }
    parts.extend(start.and_then(|from| body.get(from..)));
    Ok((parts, true))
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        rest = match rest {
            [] => return out,
            [b'=', b'\r', b'\n', after @ ..] | [b'=', b'\n', after @ ..] => after,
            [b'=', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(digit(*high) << 4 | digit(*low));
                after
            }
            [b, after @ ..] => {
                out.push(*b);
                after
            }
        };
    }
}

fn digit(b: u8) -> u8 {
    char::from(b).to_digit(16).unwrap_or_default() as u8
}

fn base64(body: &[u8]) -> Vec<u8> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    for b in body.iter().take_while(|b| **b != b'=') {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xFF) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_every_transfer_encoding() {
        let message = concat!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x=y\"\r\n\r\npreamble\r\n",
            "--x=y\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
            "<td>=C3=FB=B3=\r\n=C6=zz\r\n",
            "--x=y\r\nContent-Type: text/css\r\n\r\ntd{}\r\n",
            "--x=y\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRkPuebrg\r\n==\r\n",
            "--x=y--\r\n",
        );
        let (pages, cut) = pages(message.as_bytes(), &Budget::default()).unwrap();
        assert!(!cut);
        let [first, second] = pages.as_slice() else {
            panic!("two pages")
        };
        assert_eq!(first.charset, Some(Charset::Gb18030));
        assert_eq!(first.bytes, b"<td>\xC3\xFB\xB3\xC6=zz\r\n");
        assert_eq!(second.bytes, "<td>目".as_bytes());
    }

    #[test]
    fn a_message_without_its_last_boundary_is_cut() {
        let (pages, cut) = pages(
            b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<tab",
            &Budget::default(),
        )
        .unwrap();
        assert!(cut && pages.len() == 1);
    }
}
