//! What the system says went wrong with a file, in plain words; its own are English, and terse.

use crate::model::{Text, text};
use std::io::{self, ErrorKind};

/// Why reading or writing failed. What has no words here keeps those of the system.
pub fn cause(error: &io::Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => text!("没有这个文件或文件夹", "no such file or folder"),
        ErrorKind::PermissionDenied => text!("没有权限", "no permission"),
        ErrorKind::AlreadyExists => text!("已有同名的文件", "a file of this name exists"),
        ErrorKind::NotADirectory => {
            text!("路径里有一段不是文件夹", "a part of the path is no folder")
        }
        ErrorKind::IsADirectory => text!("这是文件夹，不是文件", "it is a folder, not a file"),
        ErrorKind::DirectoryNotEmpty => text!("文件夹里有东西", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => {
            text!("所在的磁盘是只读的", "the disk that it is on is read-only")
        }
        ErrorKind::StorageFull => text!("磁盘已满", "the disk is full"),
        ErrorKind::QuotaExceeded => text!("超过了磁盘配额", "the disk quota is used up"),
        ErrorKind::FileTooLarge => text!("文件大小超过了系统允许的", "the system allows no file as large"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            text!("文件正被别的程序占用", "another program holds the file")
        }
        ErrorKind::InvalidFilename => {
            text!(
                "文件名太长，或有不允许的字符",
                "the name is too long, or has a character that is not allowed"
            )
        }
        ErrorKind::BrokenPipe => text!("接收的一方已经关闭", "whoever took it in has closed"),
        ErrorKind::UnexpectedEof => text!("文件比应有的短", "the file is shorter than it should be"),
        ErrorKind::OutOfMemory => text!("内存不够", "out of memory"),
        ErrorKind::TimedOut => text!("等待超时", "it took too long"),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted => text!("网络盘断开了", "the network drive is gone"),
        _ => of_number(error),
    }
}

/// POSIX: ELOOP.
#[cfg(unix)]
const LOOP: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

/// What the standard library has no stable kind for, by the number of the system.
fn of_number(error: &io::Error) -> Text {
    match error.raw_os_error() {
        #[cfg(unix)]
        Some(LOOP) => text!("符号链接绕成了圈", "symbolic links lead round in a circle"),
        #[cfg(unix)]
        Some(5) => text!("磁盘读写出错", "the disk reads or writes wrongly"),
        #[cfg(unix)]
        Some(9) => text!("输出已经关闭", "the output is closed"),
        #[cfg(unix)]
        Some(23 | 24) => text!("同时打开的文件太多", "too many files are open"),
        #[cfg(windows)]
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        Some(32 | 33) => text!(
            "文件正被别的程序占用（如 Excel、WPS），请先关闭",
            "another program, such as Excel, holds the file"
        ),
        #[cfg(windows)]
        Some(112) => text!("磁盘已满", "the disk is full"),
        _ => Text::same(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_to_itself_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("圈");
        std::os::unix::fs::symlink(&link, &link).unwrap();
        let told = cause(&std::fs::File::open(&link).unwrap_err());
        assert_eq!(told.zh, "符号链接绕成了圈");
    }

    #[test]
    fn what_has_no_words_keeps_its_own() {
        assert_eq!(cause(&io::Error::other("odd")).zh, "odd");
        assert_eq!(cause(&ErrorKind::StorageFull.into()).zh, "磁盘已满");
    }
}
