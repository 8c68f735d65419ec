//! The five encodings a Chinese table may be in, their labels and byte order marks. Decides nothing.

use serde::{Deserialize, Serialize};

/// An encoding that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
    /// Big5.
    Big5,
}

impl Charset {
    /// The encoding a label means, in any case; `None` for one that is not read.
    pub fn of_label(label: &str) -> Option<Self> {
        Some(match label.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "utf-8-sig" | "utf-8-bom" => Self::Utf8,
            "utf-16" | "utf16" | "utf-16le" | "utf16le" | "unicode" => Self::Utf16Le,
            "utf-16be" | "utf16be" => Self::Utf16Be,
            "gb18030" | "gbk" | "gb2312" | "gb_2312-80" | "x-gbk" | "cp936" | "936" | "ansi" => Self::Gb18030,
            "big5" | "big-5" | "big5-hkscs" | "cp950" | "950" | "x-x-big5" => Self::Big5,
            _ => return None,
        })
    }

    /// The label as `--encoding` and reports spell it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
        }
    }

    pub(super) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
        }
    }
}

/// The encoding that a byte order mark states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A mark of an encoding that is read, and its length.
    Of(Charset, u8),
    /// UTF-32, which is not read.
    Utf32,
}

impl Mark {
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        Some(match head {
            [0xEF, 0xBB, 0xBF, ..] => Self::Of(Charset::Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Self::Utf32,
            [0xFF, 0xFE, ..] => Self::Of(Charset::Utf16Le, 2),
            [0xFE, 0xFF, ..] => Self::Of(Charset::Utf16Be, 2),
            [0x84, 0x31, 0x95, 0x33, ..] => Self::Of(Charset::Gb18030, 4),
            _ => return None,
        })
    }

    /// How many bytes to step over before the text of an encoding: a mark of another is no mark, but damage that is to be
    /// told.
    pub(super) fn len(head: &[u8], charset: Charset) -> u64 {
        match Self::of(head) {
            Some(Self::Of(of, len)) if of == charset => u64::from(len),
            Some(Self::Of(..) | Self::Utf32) | None => 0,
        }
    }
}
