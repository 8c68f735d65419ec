//! What the command line says of its configuration.

use crate::audit::Waiver;
use crate::model::{Text, text, visible};
use std::path::Path;

pub(in crate::cli) fn no_configuration(path: &Path, why: &std::io::Error) -> Text {
    let (path, Text { zh, en }) = (path.display(), super::reason(why));
    text!(
        "读不了配置文件 {path}：{zh}",
        "cannot read the configuration {path}: {en}"
    )
}

pub(in crate::cli) fn check_the_configuration() -> Text {
    text!(
        "核对文件名和权限，文件须是 UTF-8；不用配置文件写 --isolated",
        "check its name and permissions; it is to be UTF-8; --isolated does without"
    )
}

pub(in crate::cli) fn configuration_is_no_file(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 是配置文件的名字，却不是能读的文件（是文件夹、管道，或指向的文件不存在的链接）",
        "{path} has the name of the configuration and is no file that can be read: a folder, a pipe or a link to nothing"
    )
}

pub(in crate::cli) fn configuration_not_sound(path: &Path, n: usize) -> Text {
    let path = path.display();
    text!(
        "配置文件 {path} 有 {n} 处错误，什么也没有做",
        "faults in the configuration {path}: {n}; nothing was done"
    )
}

pub(in crate::cli) fn two_configurations(one: &Path, other: &Path) -> Text {
    let (one, other) = (one.display(), other.display());
    text!(
        "要审的文件各有各的配置：{one}，{other}",
        "the inputs lie under different configurations: {one}, {other}"
    )
}

pub(in crate::cli) fn name_the_configuration() -> Text {
    text!(
        "用 --config 指明用哪一个，或用 --isolated 都不用，或分开审",
        "name one with --config, use none with --isolated, or audit them apart"
    )
}

pub(in crate::cli) fn unknown_key(key: &str) -> Text {
    text!("不认识的键“{key}”", "unknown key '{key}'")
}

pub(in crate::cli) fn keys_are_options() -> Text {
    text!(
        "键就是 check 的长选项，如 jurisdiction、fail-on；有哪些见 dataaudit check --help",
        "keys are the long options of check, as jurisdiction, fail-on; see dataaudit check --help"
    )
}

pub(in crate::cli) fn wrong_kind(key: &str) -> Text {
    text!("{key} 的值不是这样写的", "this is no value for {key}")
}

pub(in crate::cli) fn flag_like() -> Text {
    text!("写 true 或 false", "write true or false")
}

pub(in crate::cli) fn value_like(is_list: bool) -> Text {
    if is_list {
        text!(
            "写 \"文字\"、[\"一个\", \"两个\"]，或 {{ 名 = \"值\" }}",
            "write \"text\", [\"one\", \"two\"] or {{ name = \"value\" }}"
        )
    } else {
        text!("写 \"文字\" 或数字", "write \"text\" or a number")
    }
}

pub(in crate::cli) fn waivers_like() -> Text {
    text!(
        "waivers 写名单文件的路径；豁免直接写在这里的，每条以 [[waiver]] 一行开头",
        "waivers names files; begin each waiver that stands here with a line [[waiver]]"
    )
}

pub(in crate::cli) fn waivers_here() -> Text {
    text!(
        "直接写在配置里的豁免，一条一个 [[waiver]]",
        "waivers that stand here, a [[waiver]] each"
    )
}

pub(in crate::cli) fn waivers_passed_over(file: &Path, n: usize) -> Text {
    let file = file.display();
    text!(
        "另外指定了 --waivers，{file} 里的 {n} 条 [[waiver]] 这次不用",
        "--waivers is given elsewhere: the {n} [[waiver]] of {file} do not hold this time"
    )
}

/// A waiver of the configuration in a line.
pub(in crate::cli) fn waiver_held(waiver: &Waiver) -> Text {
    let [requirement, provider, resource] =
        [&waiver.requirement, &waiver.provider, &waiver.resource].map(|t| visible(t));
    let Text { zh, en } = &waiver.waived.reason;
    let (zh, en, until) = (visible(zh), visible(en), waiver.expires);
    text!(
        "{requirement} {provider} / {resource}，至 {until}（{zh}）",
        "{requirement} {provider} / {resource}, until {until} ({en})"
    )
}

pub(in crate::cli) fn no_level(level: &str) -> Text {
    let level = visible(level);
    text!(
        "“{level}”不是级别，级别是 error、warning、info",
        "'{level}' is no level; levels are error, warning, info"
    )
}

pub(in crate::cli) fn severity_incomplete() -> Text {
    text!(
        "改级别须写明改成哪一级和理由",
        "a severity is changed with the level and the reason"
    )
}

pub(in crate::cli) fn severity_twice(id: &str) -> Text {
    text!(
        "{id} 的级别写了两次，两次不一样",
        "the severity of {id} is given twice, not the same"
    )
}

pub(in crate::cli) fn severity_elsewhere(id: &str) -> Text {
    text!(
        "警告：改了级别的 {id} 不属于这次所选的法规，没有作用",
        "warning: {id}, whose severity was changed, is of an instrument that was not chosen; the change does nothing"
    )
}

pub(in crate::cli) fn severity_like() -> Text {
    text!(
        "写成 severity = {{ \"NX-10-update-frequency\" = {{ level = \"info\", reason = \"…\" }} }}，命令行上写 --severity 'NX-10-update-frequency=info:理由'",
        "write severity = {{ \"NX-10-update-frequency\" = {{ level = \"info\", reason = \"…\" }} }}, on the command line --severity 'NX-10-update-frequency=info:reason'"
    )
}

pub(in crate::cli) fn bad_variable(name: &str, value: &str) -> Text {
    text!(
        "环境变量 {name} 的值“{value}”不对",
        "environment variable {name}: '{value}' will not do"
    )
}

pub(in crate::cli) fn variable_like(id: &str) -> Text {
    text!("--{id} 是开关，写 1 或 0", "--{id} is a switch: write 1 or 0")
}

pub(in crate::cli) fn variable_no_text(name: &str) -> Text {
    text!(
        "环境变量 {name} 的值不是 UTF-8 文字，没有用",
        "environment variable {name} is no UTF-8 text and was not used"
    )
}

pub(in crate::cli) fn variable_in_utf8() -> Text {
    text!(
        "按 UTF-8 重新设定或取消它；--isolated 不用环境变量",
        "set it in UTF-8 or unset it; --isolated does without the environment"
    )
}

/// Two switches of which one undoes the other, each with where it is written.
pub(in crate::cli) fn opposing(one: (&str, Text), other: (&str, Text)) -> Text {
    let ((yes, Text { zh, en }), (no, at)) = (one, other);
    let (zh_no, en_no) = (at.zh, at.en);
    text!(
        "{yes}（{zh}）与 {no}（{zh_no}）互相矛盾",
        "{yes} ({en}) and {no} ({en_no}) undo each other"
    )
}

pub(in crate::cli) fn keep_one() -> Text {
    text!("只留一个", "keep one of them")
}

pub(in crate::cli) fn strange_variable(name: &str) -> Text {
    text!(
        "环境变量 {name} 不对应任何选项，没有用",
        "environment variable {name} is no option and was not used"
    )
}

pub(in crate::cli) fn configured_by(path: &Path) -> Text {
    let path = path.display();
    text!(
        "用了配置文件 {path}（dataaudit config show 列出，--isolated 不用）",
        "configured by {path} (dataaudit config show lists it, --isolated does without)"
    )
}

pub(in crate::cli) fn configuration_in_force(path: Option<&Path>) -> Text {
    match path {
        Some(path) => {
            let path = path.display();
            text!("# 配置文件 {path}", "# configuration {path}")
        }
        None => text!("# 没有配置文件", "# no configuration file"),
    }
}

pub(in crate::cli) fn others_unset() -> Text {
    text!("# 其余选项没有设定", "# the other options are not set")
}

pub(in crate::cli) fn key_twice(key: &str, line: usize) -> Text {
    text!(
        "“{key}”第 {line} 行已经写过",
        "'{key}' was set at line {line} already"
    )
}

pub(in crate::cli) fn once_is_enough() -> Text {
    text!(
        "横线、下划线是同一个键，只留一处",
        "hyphen or underscore, it is the same key; keep one"
    )
}

pub(in crate::cli) fn from_command_line() -> Text {
    text!("命令行", "command line")
}

pub(in crate::cli) fn from_variable(name: &str) -> Text {
    text!("环境变量 {name}", "environment variable {name}")
}

pub(in crate::cli) fn from_file(path: &Path, line: usize) -> Text {
    let path = path.display();
    text!("{path} 第 {line} 行", "{path}, line {line}")
}

pub(in crate::cli) fn from_default() -> Text {
    text!("默认", "default")
}

/// Where an argument that will not do was written.
pub(in crate::cli) fn as_configured(message: &Text, origin: &Text) -> Text {
    let (zh, en) = (&message.zh, &message.en);
    let (from, source) = (&origin.zh, &origin.en);
    text!("{zh}（来自{from}）", "{en} (from {source})")
}
