use super::*;
use crate::ingest::Code;
use proptest::prelude::*;

#[test]
fn by_content_whatever_the_name() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    for (head, format) in [
        (b"".as_slice(), Format::Empty),
        (b"PK\x03\x04", Format::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Ole),
        (b"%PDF-1.4", Format::Pdf),
        (b"{\\rtf1", Format::Rtf),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", Format::Biff2to4),
        (b"\x09\x04\x06\x00\x00\x04", Format::Biff2to4),
        (b"ID;PWXL;N;E\r\n", Format::Sylk),
        (b"TABLE\r\n0,1\r\n", Format::Dif),
        (b"\x89PNG\r\n\x1A\n\0\0", Format::Image),
        (b"\x1F\x8B\x08\0", Format::Archive),
        (b"\x30\x11\x02\x13\x02\0\0\0\xA8\x01\x1B\0\0\0\0\0", Format::Dbf),
        (b"<html><table>", Format::Html),
        (b"\xEF\xBB\xBF \r\n<TABLE border=1>", Format::Html),
        (b"<!-- by a program --><table>", Format::Html),
        (b"<?xml version='1.0'?><html xmlns='x'>", Format::Html),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            Format::SpreadsheetMl,
        ),
        (
            b"<?xml version='1.0'?><office:document xmlns:a='b'>",
            Format::Fods,
        ),
        (b"<?xml version='1.0'?><rows/>", Format::Xml),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
            Format::Mhtml,
        ),
        (
            b"From: <a>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n",
            Format::Mhtml,
        ),
        (b"{\"a\": 1}", Format::Json),
        (b"[{\"a\": 1}]", Format::Json),
        (b"\0\0\0\0\0\0\0\0", Format::Binary),
        (b"\x7FELF\x02\x01\x01", Format::Binary),
        (b"a,b\n1,2\n", Format::Csv),
        (b"a,b\n1,\x002\n", Format::Csv),
        (b"[1],b\n", Format::Csv),
        (b"RIFF,BZh\n", Format::Csv),
        (b"<b>,c\n", Format::Csv),
        (b"\xC3\xFB\xB3\xC6,a\n", Format::Csv),
        (b"\xFF\xFEa\0", Format::Csv),
        (&wide("名称,备注\r\n上,下\r\n"), Format::Csv),
        (&wide("<html><table>"), Format::Html),
    ] {
        assert_eq!(sniff(head), format, "{:?}", String::from_utf8_lossy(head));
    }
}

#[test]
fn what_is_not_read_says_what_it_is_and_the_way_out() {
    let refused = |format: Format| format.refusal().unwrap();
    assert!(refused(Format::Pdf).message.zh.contains("PDF"));
    assert_eq!(refused(Format::Dbf).code, Code::Unsupported);
    assert_eq!(refused(Format::Empty).code, Code::Empty);
    for format in [
        Format::Biff2to4,
        Format::Image,
        Format::Archive,
        Format::Binary,
        Format::Fods,
        Format::Json,
    ] {
        assert!(refused(format).help.unwrap().zh.contains("xlsx"));
    }
    assert_eq!(Format::Zip.refusal(), None);
    assert!(peek(Path::new("/no/such/file")).is_err_and(|stopped| stopped.code == Code::NotFound));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(head in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert_eq!(sniff(&head) == Format::Empty, head.is_empty());
    }
}
