//! What reading as a whole says, in both languages.

use super::{Code, Stopped};
use crate::model::text;

pub(super) fn not_opened() -> Stopped {
    Stopped::new(
        Code::ReaderFailed,
        text!("文件还没有打开", "the file has not been opened"),
    )
}
