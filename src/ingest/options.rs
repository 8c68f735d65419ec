//! How files are to be read where detection is overruled.

/// Overrides of what is detected; the default detects everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Only this sheet: its name, or its number from 1.
    pub sheet: Option<String>,
    /// First and last row of the header.
    pub header_rows: Option<(u32, u32)>,
    /// Header or column letters, and the id of the field it holds; `-` ignores the column.
    pub map: Vec<(String, String)>,
    /// Table kind.
    pub kind: Option<String>,
    /// Encoding label of text files.
    pub encoding: Option<String>,
}
