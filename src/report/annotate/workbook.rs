//! The workbook part with the list as its first sheet: whatever counts sheets from the first is moved on by one.

use super::Fault;
use super::words;
use super::xml::{At, edited, name, retag, root, value};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What stands behind the defined names.
const BEHIND: [&str; 10] = [
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

/// What must be known before the list is put in.
#[derive(Debug, Default)]
struct Survey {
    names: BTreeSet<String>,
    last_id: u32,
    has_views: bool,
    prefix: Option<String>,
}

/// The workbook part with a sheet named so, or the next free name, under a relationship.
pub(super) fn add(xml: &str, title: &str, relation: &str) -> Result<String, Fault> {
    let survey = survey(xml)?;
    let prefix = survey.prefix.as_deref();
    let prefix = prefix.ok_or_else(|| Fault::Refused(words::no_part("sheet")))?;
    let (title, id) = (free(title, &survey.names), survey.last_id + 1);
    let sheet = format!(
        "<sheet name=\"{}\" sheetId=\"{id}\" {prefix}:id=\"{relation}\"/>",
        name(&title)
    );
    // Title and heads stand on every page that is printed.
    let heads =
        format!("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{title}'!$1:$2</definedName>");
    let (mut listed, mut titled) = (false, false);
    edited(xml, &mut |depth: usize, at: &At<'_>, ahead: &mut String| {
        let At::Open { tag, empty } = at else {
            if depth == 0 && !titled {
                let _ = write!(ahead, "<definedNames>{heads}</definedNames>");
            }
            return Ok(None);
        };
        let local = tag.local_name();
        if depth == 1 && !titled && BEHIND.contains(&local.as_ref()) {
            titled = true;
            let _ = write!(ahead, "<definedNames>{heads}</definedNames>");
        }
        let next = |attribute: &str| {
            let now = value(tag, attribute).and_then(|n| n.parse::<u64>().ok());
            (now.unwrap_or(0) + 1).to_string()
        };
        match (depth, local.as_ref()) {
            (1, "sheets") if !survey.has_views => {
                ahead.push_str("<bookViews><workbookView activeTab=\"1\"/></bookViews>");
            }
            (1, "definedNames") if !titled => {
                titled = true;
                let close = if *empty { "</definedNames>" } else { "" };
                return Ok(Some(format!("{}{heads}{close}", retag(tag, &[], false))));
            }
            (2, "sheet") if !listed => {
                listed = true;
                ahead.push_str(&sheet);
            }
            // The sheet that was shown is still the one that is shown: two at once would be edited together.
            (2, "workbookView") => return Ok(Some(retag(tag, &[("activeTab", next("activeTab"))], *empty))),
            (2, "definedName") if value(tag, "localSheetId").is_some() => {
                return Ok(Some(retag(
                    tag,
                    &[("localSheetId", next("localSheetId"))],
                    *empty,
                )));
            }
            _ => {}
        }
        Ok(None)
    })
}

fn survey(xml: &str) -> Result<Survey, Fault> {
    let mut survey = Survey::default();
    edited(xml, &mut |depth: usize, at: &At<'_>, _: &mut String| {
        let At::Open { tag, .. } = at else { return Ok(None) };
        match (depth, tag.local_name().as_ref()) {
            (0, _) => root(tag)?,
            (2, "workbookView") => survey.has_views = true,
            (2, "sheet") => {
                survey.names.extend(value(tag, "name").map(|n| n.to_lowercase()));
                let id = value(tag, "sheetId").and_then(|id| id.parse().ok());
                survey.last_id = survey.last_id.max(id.unwrap_or(0));
                let mut all = tag.attributes();
                let key = all.with_checks(false).flatten().find_map(|a| {
                    let key: &str = a.key.as_ref();
                    key.strip_suffix(":id").map(str::to_owned)
                });
                survey.prefix = survey.prefix.take().or(key);
            }
            _ => {}
        }
        Ok(None)
    })?;
    Ok(survey)
}

fn free(title: &str, taken: &BTreeSet<String>) -> String {
    let mut named = title.to_owned();
    let mut number = 2u32;
    while taken.contains(&named.to_lowercase()) {
        named = format!("{title}_{number}");
        number += 1;
    }
    named
}
