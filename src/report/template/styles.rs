//! How the cells of a blank workbook look.

use super::columns::Need;
use crate::model::Type;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats, made once.
pub(super) struct Styles {
    base: Format,
    grid: Format,
    pub(super) title: Format,
    pub(super) article: Format,
    pub(super) label: Format,
    pub(super) head: Format,
    pub(super) plain: Format,
    pub(super) note: Format,
    pub(super) bold: Format,
    /// A cell that is blank and must not be.
    pub(super) gap: Format,
    /// A cell that other cells of the row ask for.
    pub(super) hanging: Format,
    /// A cell that cannot stand beside others of its row.
    pub(super) conflict: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("微软雅黑").set_font_size(10);
        let grid = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF))
            .set_align(FormatAlign::VerticalCenter);
        let wrapped = grid.clone().set_text_wrap();
        let middle = wrapped.clone().set_align(FormatAlign::Center);
        let quiet = middle
            .clone()
            .set_font_size(9)
            .set_font_color(Color::RGB(0x0059_5959))
            .set_background_color(Color::RGB(0x00F2_F2F2));
        Self {
            title: base.clone().set_font_size(16).set_bold(),
            head: head(&middle, 0x001F_4E78),
            label: quiet.clone().set_bold(),
            article: quiet,
            plain: wrapped.clone().set_align(FormatAlign::Top),
            bold: wrapped.set_align(FormatAlign::Top).set_bold(),
            note: base.clone().set_text_wrap().set_align(FormatAlign::Top),
            gap: Format::new().set_background_color(Color::RGB(0x00FC_E4D6)),
            hanging: Format::new().set_background_color(Color::RGB(0x00FF_C000)),
            conflict: Format::new().set_background_color(Color::RGB(0x00D9_B3E6)),
            grid,
            base,
        }
    }

    /// The header of a column: the darker, the more it has to be filled in.
    pub(super) fn header(&self, need: Need) -> Format {
        let middle = self.grid.clone().set_text_wrap().set_align(FormatAlign::Center);
        let fill = match need {
            Need::Always => 0x001F_4E78,
            Need::Sometimes => 0x00BF_6000,
            Need::Never => 0x0076_7676,
        };
        head(&middle, fill)
    }

    /// The cells of a column that are to be filled in. Codes and text stay text, whatever they look like.
    pub(super) fn entry(&self, kind: &Type) -> Format {
        let cell = self.grid.clone();
        match kind {
            Type::Date => cell.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            Type::Number => cell.set_num_format("General"),
            Type::Class(_) | Type::Flag | Type::Frequency => {
                cell.set_num_format("@").set_align(FormatAlign::Center)
            }
            Type::Text | Type::List | Type::Identifier => cell.set_num_format("@").set_text_wrap(),
        }
    }

    /// The cells of the example.
    pub(super) fn sample(&self, kind: &Type) -> Format {
        self.entry(kind)
            .set_text_wrap()
            .set_italic()
            .set_font_color(Color::RGB(0x007F_7F7F))
            .set_background_color(Color::RGB(0x00FA_FAFA))
    }

    /// Text outside every grid.
    pub(super) fn bare(&self) -> &Format {
        &self.base
    }
}

fn head(middle: &Format, fill: u32) -> Format {
    middle
        .clone()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(fill))
}
