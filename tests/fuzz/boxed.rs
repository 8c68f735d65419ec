//! Workbooks made by hand, part by part, in the formats that no library here writes: so that they can be wrong in one
//! place, and so that one table can be laid down in every format.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Parts of a package with their names.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

fn named(parts: &[(&str, &[u8])]) -> Parts {
    parts
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect()
}

/// A package of parts, stored as they are; of a name that stands twice the first is kept.
pub(crate) fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(name.as_str(), plain).is_ok() {
            zip.write_all(bytes).expect("memory holds it");
        }
    }
    zip.finish().expect("memory holds it").into_inner()
}

/// The parts of a workbook whose one sheet is this.
pub(crate) fn xlsx_parts(sheet: Vec<u8>) -> Parts {
    let mut parts = named(&[
        ("[Content_Types].xml", b"<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='r1' Type='http://x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='目录' r:id='r1'/></sheets></workbook>".as_bytes()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='r1' Type='http://x/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
        ("xl/sharedStrings.xml", "<sst uniqueCount='2'><si><t>目录名称</t></si><si><r><t>提供</t></r><r><t>单位</t></r></si></sst>".as_bytes()),
        ("xl/styles.xml", b"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\"\xE5\xB9\xB4\"m'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='9'/></cellXfs></styleSheet>"),
    ]);
    parts.push(("xl/worksheets/sheet1.xml".to_owned(), sheet));
    parts
}

/// The parts of a spreadsheet of this content.
pub(crate) fn ods_parts(content: Vec<u8>) -> Parts {
    let mut parts = named(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    parts.push(("content.xml".to_owned(), content));
    parts
}

/// The parts of a binary workbook whose one sheet is this.
pub(crate) fn xlsb_parts(sheet: &[u8]) -> Parts {
    let bundle = [vec![0; 8], wide("r1"), wide("目录")].concat();
    let workbook = [record(0x9C, &bundle), record(0x90, &[]), record(0x9D, &[])].concat();
    named(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Type='/relationships/officeDocument' Target='xl/workbook.bin'/></Relationships>"),
        ("xl/_rels/workbook.bin.rels", b"<Relationships><Relationship Id='r1' Type='/worksheet' Target='worksheets/sheet1.bin'/></Relationships>"),
        ("xl/workbook.bin", &workbook),
        ("xl/worksheets/sheet1.bin", sheet),
    ])
}

/// A record of a binary part (MS-XLSB).
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 {
        vec![kind as u8]
    } else {
        vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]
    };
    out.push(data.len() as u8);
    out.extend(data);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u32).to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

const SECTOR: usize = 512;
/// A shorter stream would have to stand in the container's small sectors.
const SHORTEST: usize = 4096;
const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const OF_FAT: u32 = 0xFFFF_FFFD;

/// A container (MS-CFB) of one stream named `Workbook`, padded to its sectors.
pub(crate) fn ole(stream: &[u8]) -> Vec<u8> {
    let length = stream.len().max(SHORTEST);
    let sectors = length.div_ceil(SECTOR);
    // One for the directory, and as many for the table as it takes to tell of all of them.
    let fat_sectors = (1..110)
        .find(|n| n * (SECTOR / 4) > sectors + n)
        .expect("the stream is short");
    let first = (fat_sectors + 1) as u32;
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.extend([0; 16]);
    for half in [0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        header.extend(u16::to_le_bytes(half));
    }
    let directory = fat_sectors as u32;
    for word in [
        0,
        fat_sectors as u32,
        directory,
        0,
        SHORTEST as u32,
        END,
        0,
        END,
        0,
    ] {
        header.extend(word.to_le_bytes());
    }
    let listed = (0..109).map(|n| if n < fat_sectors { n as u32 } else { FREE });
    header.extend(listed.flat_map(u32::to_le_bytes));
    let mut fat = vec![OF_FAT; fat_sectors];
    fat.push(END);
    fat.extend((1..sectors as u32).map(|n| first + n));
    fat.push(END);
    fat.resize(fat_sectors * (SECTOR / 4), FREE);
    let fat = fat.into_iter().flat_map(u32::to_le_bytes);
    let root = entry("Root Entry", 5, 1, END, 0);
    let book = entry("Workbook", 2, FREE, first, length as u32);
    let mut out = header;
    out.extend(fat);
    out.extend([root, book, vec![0; 256]].concat());
    out.extend(stream);
    out.resize(SECTOR * (1 + fat_sectors + 1 + sectors), 0);
    out
}

/// An entry of the container's directory.
fn entry(name: &str, kind: u8, child: u32, start: u32, length: u32) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let size = out.len() as u16 + 2;
    out.resize(64, 0);
    out.extend(size.to_le_bytes());
    out.extend([kind, 1]);
    for word in [FREE, FREE, child] {
        out.extend(word.to_le_bytes());
    }
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.resize(128, 0);
    out
}

/// A record of a binary workbook (MS-XLS).
fn biff_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
    out
}

fn halves(halves: &[u16]) -> Vec<u8> {
    halves.iter().flat_map(|half| half.to_le_bytes()).collect()
}

/// UTF-16 behind its length and a mark that it is that.
fn marked(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&[1], halves(&units).as_slice()].concat()
}

/// The stream of a workbook (BIFF8) of one sheet whose cells are texts: row, column, text.
pub(crate) fn biff<'t>(name: &str, cells: impl Iterator<Item = (usize, usize, &'t String)>) -> Vec<u8> {
    let begin = |kind: u16| biff_record(0x809, &halves(&[0x600, kind, 0, 0, 0, 0, 0x600, 0]));
    let units = |text: &str| text.encode_utf16().count() as u16;
    let sheet_at = |at: usize| {
        let head = [(at as u32).to_le_bytes().as_slice(), &[0, 0, units(name) as u8]].concat();
        biff_record(0x85, &[head, marked(name)].concat())
    };
    let end = biff_record(0x0A, &[]);
    let start = [begin(5), biff_record(0x42, &halves(&[1200]))].concat();
    let at = start.len() + sheet_at(0).len() + end.len();
    let mut out = [start, sheet_at(at), end.clone(), begin(0x10)].concat();
    for (row, column, text) in cells {
        let head = halves(&[row as u16, column as u16, 0, units(text)]);
        out.extend(biff_record(0x204, &[head, marked(text)].concat()));
    }
    out.extend(end);
    out
}
