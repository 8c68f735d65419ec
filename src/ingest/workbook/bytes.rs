//! Little-endian numbers out of byte slices, checked. Knows no format.

/// The `N` bytes at an offset.
fn at<const N: usize>(bytes: &[u8], offset: usize) -> Option<[u8; N]> {
    bytes.get(offset..offset.checked_add(N)?)?.try_into().ok()
}

/// A `u16` at an offset.
pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    at(bytes, offset).map(u16::from_le_bytes)
}

/// A `u32` at an offset.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    at(bytes, offset).map(u32::from_le_bytes)
}

/// A `u32` at an offset, as an index.
pub(super) fn index_at(bytes: &[u8], offset: usize) -> Option<usize> {
    u32_at(bytes, offset).and_then(|n| usize::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_beyond_the_end() {
        let bytes = [1, 0, 2, 0, 0];
        assert_eq!((u16_at(&bytes, 0), u16_at(&bytes, 4)), (Some(1), None));
        assert_eq!((u32_at(&bytes, 1), u32_at(&bytes, 2)), (Some(512), None));
        assert_eq!(index_at(&bytes, usize::MAX), None);
    }
}
