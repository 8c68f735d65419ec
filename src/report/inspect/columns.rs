//! Cells broken to columns that fit a page: the widest give way first, ids stay whole while there is room, and no line
//! begins with a closing mark. Knows only text and its width on a terminal.

use crate::report::table::wrap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells up to this width are not broken while there is another way.
const SHORT: usize = 20;

/// Breaks every cell so that the rows fit a page that puts so many blanks beside each; line breaks of the cells' own
/// are kept.
pub(super) fn fit(rows: &mut [Vec<String>], width: usize, beside: usize) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = width.saturating_sub(columns * beside);
    let widest = measure(rows, columns, str::width);
    let whole = |(&widest, least): (&usize, usize)| if widest <= SHORT { widest } else { least };
    let least: Vec<usize> = widest
        .iter()
        .zip(measure(rows, columns, longest_word))
        .map(whole)
        .collect();
    let widths = shrink(widest, &least, room);
    for row in rows {
        for (cell, &width) in row.iter_mut().zip(&widths) {
            let broken: Vec<String> = cell.lines().flat_map(|line| pieces(line, width)).collect();
            *cell = broken.join("\n");
        }
    }
}

/// Whether the rows fit a page with no cell broken.
pub(super) fn whole(rows: &[Vec<String>], width: usize, beside: usize) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    measure(rows, columns, str::width).iter().sum::<usize>() + columns * beside <= width
}

/// Whether the rows fit a page without breaking cells that are short anyway, or long ones to slivers.
pub(super) fn fits(rows: &[Vec<String>], width: usize, beside: usize) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = measure(rows, columns, str::width);
    let least = measure(rows, columns, longest_word);
    let needed = widest
        .iter()
        .zip(&least)
        .map(|(&widest, &least)| least.max(widest.min(SHORT)));
    needed.sum::<usize>() + columns * beside <= width
}

fn measure(rows: &[Vec<String>], columns: usize, of: fn(&str) -> usize) -> Vec<usize> {
    let lines = |i: usize| rows.iter().filter_map(move |r| r.get(i)).flat_map(|c| c.lines());
    (0..columns)
        .map(|i| lines(i).map(of).max().unwrap_or(0))
        .collect()
}

/// The widest part that is not broken unless it must be.
fn longest_word(line: &str) -> usize {
    wrap(line, 1).iter().map(|part| part.width()).max().unwrap_or(0)
}

/// Takes from the widest column that has something to give; from any, once none has.
fn shrink(mut widths: Vec<usize>, least: &[usize], room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        let all = || widths.iter().enumerate().filter(|(_, width)| **width > 2);
        let spare = all().filter(|(i, width)| **width > least.get(*i).copied().unwrap_or(0).max(4));
        let giving = spare.max_by_key(|(_, width)| **width).map(|(i, _)| i);
        let Some(i) = giving.or_else(|| all().max_by_key(|(_, width)| **width).map(|(i, _)| i)) else {
            break;
        };
        if let Some(width) = widths.get_mut(i) {
            *width -= 1;
        }
    }
    widths
}

/// A line in pieces no wider than a column, words broken where they are wider.
fn pieces(line: &str, width: usize) -> Vec<String> {
    wrap(line, width)
        .iter()
        .flat_map(|part| cut(part, width))
        .collect()
}

fn cut(part: &str, width: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut used = 0;
    for c in part.chars() {
        let wide = c.width().unwrap_or(0);
        if used > 0 && used + wide > width {
            out.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fitted(cells: &[&str], width: usize) -> Vec<String> {
        let mut rows = vec![cells.iter().map(|&c| c.to_owned()).collect()];
        fit(&mut rows, width, 2);
        rows.remove(0)
    }

    #[test]
    fn ids_stay_whole_while_there_is_room() {
        let row = fitted(&["MN-10-update-frequency", "目录须载明数据更新频率（人工）"], 40);
        assert_eq!(
            row,
            ["MN-10-update-frequency", "目录须载明数据\n更新频率（人\n工）"]
        );
        assert!(fitted(&["MN-10-update-frequency", "目录"], 20)[0].contains('\n'));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            cells in proptest::collection::vec("[a-z目录（）。 -]{0,40}", 1..6), width in 40usize..120
        ) {
            let room = width - cells.len() * 2;
            let mut rows = vec![cells.clone()];
            fit(&mut rows, width, 2);
            let bare = |s: &str| s.replace([' ', '\n'], "");
            let widths = rows[0].iter().map(|c| c.lines().map(str::width).max().unwrap_or(0));
            prop_assert!(widths.sum::<usize>() <= room);
            for (new, old) in rows[0].iter().zip(&cells) {
                prop_assert_eq!(bare(new), bare(old));
            }
        }
    }
}
