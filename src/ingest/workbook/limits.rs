//! How large a workbook may be before it is refused unread. Numbers only.

/// Upper bounds, all inclusive. The defaults let every workbook through that Excel itself would open in comfort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file: u64,
    /// Bytes of an OLE file (xls), which is examined in memory.
    pub ole: u64,
    /// Parts in a zip container.
    pub entries: u64,
    /// Inflated bytes of a sheet or any part without a limit of its own.
    pub part: u64,
    /// Inflated bytes of the shared strings.
    pub strings: u64,
    /// Bytes the shared strings may take in memory.
    pub strings_memory: u64,
    /// Inflated bytes of styles, theme, relationships, the workbook part and other small parts that readers keep whole.
    pub styles: u64,
    /// Inflated bytes of all parts together.
    pub total: u64,
    /// Inflated to packed, for parts above `ratio_from`.
    pub ratio: u64,
    /// Inflated bytes below which any ratio will do.
    pub ratio_from: u64,
    /// Bytes of a single tag, text or comment.
    pub event: u64,
    /// Bytes of the text of a single cell, however many pieces it is in; Excel itself stops at 32,767 characters.
    pub cell: u64,
    /// Bytes of the texts of a single row, repeated and shared ones as often as they stand there (ods, xlsx).
    pub row: u64,
    /// Bytes of all texts of a workbook, shared ones as often as they stand there (xlsx).
    pub texts: u64,
    /// Cells in the bounding box of a sheet that a reader holds densely (xls).
    pub cells: u64,
    /// Cells that repeat counts may add to those stored (ods).
    pub repeats: u64,
    /// Stored rows of a sheet that are out of order, whose places must be sorted in memory.
    pub sorted: u64,
    /// Bytes that the reading process may answer.
    pub answer: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            file: 512 * MIB,
            ole: 128 * MIB,
            entries: 20_000,
            part: 512 * MIB,
            strings: 256 * MIB,
            strings_memory: 160 * MIB,
            styles: 16 * MIB,
            total: 1024 * MIB,
            ratio: 250,
            ratio_from: 8 * MIB,
            event: 16 * MIB,
            cell: 4 * MIB,
            row: 64 * MIB,
            texts: 4096 * MIB,
            cells: 4_000_000,
            repeats: 4_000_000,
            sorted: 1_000_000,
            answer: 1024 * MIB,
        }
    }
}

impl Limits {
    /// The limit of a part by its normalised name.
    pub(super) fn of_part(&self, name: &str) -> u64 {
        let file = name.rsplit('/').next().unwrap_or(name);
        let stem = file.split('.').next().unwrap_or(file);
        match stem {
            "sharedstrings" => self.strings,
            "styles" | "workbook" | "[content_types]" => self.styles,
            _ if stem.starts_with("theme") || name.contains("_rels/") => self.styles,
            _ => self.part,
        }
    }
}
