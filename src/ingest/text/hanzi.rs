//! How much bytes look like Chinese in a given encoding: the share of common hanzi, told from the code points alone.
//! Knows no file and takes no decision.

use super::charset::Charset;

/// What reading bytes in a double-byte encoding finds beyond ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Looks {
    /// Common hanzi and full-width punctuation.
    pub(super) common: u32,
    /// All the rest, malformed bytes included.
    pub(super) rare: u32,
}

impl Looks {
    /// Share of common characters in percent; 0 where there is nothing beyond ASCII.
    pub(super) fn percent(self) -> u32 {
        (self.common * 100)
            .checked_div(self.common + self.rare)
            .unwrap_or(0)
    }

    fn count(&mut self, common: bool) {
        self.common += u32::from(common);
        self.rare += u32::from(!common);
    }
}

/// GB18030: level 1 of GB 2312 (leads B0 to D7) and its punctuation are common, and so are four-byte characters, whose
/// pattern does not come about by chance.
pub(super) fn looks_gb18030(mut bytes: &[u8]) -> Looks {
    let mut looks = Looks::default();
    loop {
        bytes = match bytes {
            [0..=0x7F, rest @ ..] => rest,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, rest @ ..] => {
                looks.count(true);
                rest
            }
            [lead @ 0x81..=0xFE, trail @ (0x40..=0x7E | 0x80..=0xFE), rest @ ..] => {
                let common = *trail >= 0xA1 && matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7);
                looks.count(common);
                rest
            }
            // A character cut by the end of the sample says nothing.
            [0x81..=0xFE] | [0x81..=0xFE, 0x30..=0x39] | [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE] | [] => {
                return looks;
            }
            [_, rest @ ..] => {
                looks.count(false);
                rest
            }
        };
    }
}

/// Big5: its first level (leads A4 to C6) and its punctuation are common.
pub(super) fn looks_big5(mut bytes: &[u8]) -> Looks {
    let mut looks = Looks::default();
    loop {
        bytes = match bytes {
            [0..=0x7F, rest @ ..] => rest,
            [lead @ 0x81..=0xFE, 0x40..=0x7E | 0xA1..=0xFE, rest @ ..] => {
                looks.count((0xA1..=0xC6).contains(lead));
                rest
            }
            [0x81..=0xFE] | [] => return looks,
            [_, rest @ ..] => {
                looks.count(false);
                rest
            }
        };
    }
}

/// UTF-16 without a byte order mark, told by its NULs: one byte order must give text, with a delimiter or line end in
/// it, and the other must not.
pub(in crate::ingest) fn utf16(head: &[u8]) -> Option<Charset> {
    if !head.contains(&0) {
        return None;
    }
    let little = wide_text(head, u16::from_le_bytes);
    let big = wide_text(head, u16::from_be_bytes);
    match (little, big) {
        (Some(l), Some(b)) if l == b => None,
        (Some(l), b) if b.is_none_or(|b| l > b) => Some(Charset::Utf16Le),
        (_, Some(_)) => Some(Charset::Utf16Be),
        (_, None) => None,
    }
}

/// Percent of units that are plain text, `None` where this cannot be UTF-16 of that byte order.
fn wide_text(head: &[u8], unit: fn([u8; 2]) -> u16) -> Option<usize> {
    let (pairs, _) = head.as_chunks::<2>();
    let (mut plain, mut separators) = (0, 0);
    for &pair in pairs {
        match unit(pair) {
            0 => return None,
            0x09 | 0x0A | 0x0D | 0x2C | 0x3B | 0x3C | 0x7C => separators += 1,
            0x20..=0x7E | 0x3000..=0x303F | 0x4E00..=0x9FA5 | 0xFF01..=0xFF5E => plain += 1,
            _ => {}
        }
    }
    let percent = (plain + separators) * 100 / pairs.len().max(1);
    (separators > 0 && percent >= 85).then_some(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn big5(text: &str) -> Vec<u8> {
        encoding_rs::BIG5.encode(text).0.into_owned()
    }

    #[test]
    fn each_encoding_looks_best_in_itself() {
        let simple = gbk("数据资源名称,提供方,共享类型");
        let tradition = big5("資料資源名稱,提供單位,更新頻率");
        assert_eq!(looks_gb18030(&simple).percent(), 100);
        assert_eq!(looks_big5(&tradition).percent(), 100);
        assert!(looks_big5(&simple).percent() < 90 && looks_gb18030(&tradition).percent() < 60);
        assert_eq!(looks_gb18030(b"plain").percent(), 0);
    }

    #[test]
    fn utf16_needs_nuls_and_a_separator() {
        let wide =
            |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
        let table = "名称,一\r\n上,下\r\n";
        assert_eq!(utf16(&wide(table, u16::to_le_bytes)), Some(Charset::Utf16Le));
        assert_eq!(utf16(&wide(table, u16::to_be_bytes)), Some(Charset::Utf16Be));
        assert_eq!(utf16(&wide("名称", u16::to_le_bytes)), None);
        assert_eq!(utf16(b"a,b\n1,\x002\n"), None);
        assert_eq!(utf16(&[0; 64]), None);
    }
}
