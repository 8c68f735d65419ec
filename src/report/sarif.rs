//! `sarif` 2.1.0: one run, a result a finding with file, line, sheet and cell; every requirement a rule with its help;
//! every file an artifact; what could not be read a notification. Results are spooled, since the rules stand before them.

mod rule;
mod shape;

use super::ordinal::Ordinals;
use super::sentence::Teller;
use super::spool::Spool;
use super::{Context, Report, sentence, uri, words};
use crate::audit::{Finding, Input, Outcome, Role, Sink, Waived};
use crate::check::across::Spot;
use crate::model::{Address, Lang, Severity};
use rule::Rules;
use shape::{
    Artifact, Descriptor, FileName, Invocation, Logical, Message, Notification, Physical, Prints, Region,
    RunBag, Said, SarifResult, Site, Summary, Suppression,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Where the schema stands.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A SARIF log being written.
#[derive(Debug)]
pub(super) struct Sarif {
    context: Context,
    teller: Teller,
    results: Spool,
    empty: bool,
    rules: Rules,
    ordinals: Ordinals,
    uris: Uris,
    /// A result being written.
    line: Vec<u8>,
}

pub(super) fn open(context: &Context) -> Sarif {
    Sarif {
        context: context.clone(),
        teller: Teller::new(context.lang),
        results: Spool::new(),
        empty: true,
        rules: Rules::default(),
        ordinals: Ordinals::default(),
        uris: Uris::default(),
        line: Vec::new(),
    }
}

impl Sink for Sarif {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.line.clear();
        self.line
            .extend_from_slice(if self.empty { b"\n" } else { b",\n" });
        self.empty = false;
        let rule = self.rules.number(finding);
        let told = self.ordinals.tell(finding);
        let said = self.teller.line(finding);
        let lang = self.context.lang;
        let result = result(finding, rule, &told, &said, lang, &mut self.uris);
        serde_json::to_writer(&mut self.line, &result)?;
        self.results.write_all(&self.line)
    }
}

impl Report for Sarif {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":"
        )?;
        serde_json::to_writer(&mut *out, &self.rules.driver(outcome, lang))?;
        write!(
            out,
            "}},\n\"language\":\"{}\",\n\"invocations\":[",
            rule::tag(lang)
        )?;
        serde_json::to_writer(&mut *out, &invocation(outcome, lang))?;
        out.write_all(b"],\n\"artifacts\":[")?;
        for (number, input) in outcome.inputs.iter().enumerate() {
            out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &artifact(input))?;
        }
        out.write_all(b"],\n\"results\":[")?;
        self.results.pour(out)?;
        out.write_all(b"],\n\"properties\":")?;
        serde_json::to_writer(&mut *out, &bag(outcome, &self.context))?;
        out.write_all(b"}]}\n")
    }
}

/// The level of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Text as message strings hold it: brackets would be links, braces places to fill in.
fn message(text: &str) -> Message<'_> {
    if !text.contains(['\\', '[', ']', '{', '}']) {
        return Message {
            text: Cow::Borrowed(text),
        };
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    Message {
        text: Cow::Owned(out),
    }
}

fn result<'a>(
    finding: &'a Finding<'_>,
    rule: usize,
    told: &'a str,
    said: &'a str,
    lang: Lang,
    uris: &mut Uris,
) -> SarifResult<'a> {
    let (breach, subject) = (finding.breach, finding.subject);
    SarifResult {
        rule_id: &finding.requirement.id,
        rule_index: rule,
        level: level(finding.severity),
        message: message(said),
        locations: [location(&finding.address, None, uris)],
        related_locations: finding.related.iter().map(|spot| related(spot, uris)).collect(),
        // Of all results or of none.
        suppressions: finding.waived.map(|w| suppression(w, lang)).into_iter().collect(),
        partial_fingerprints: Prints {
            own: &finding.fingerprint,
            line: told,
        },
        properties: Said {
            jurisdiction: &finding.pack.instrument.id,
            header: finding.header,
            catalog_code: subject.catalog_code,
            catalog_name: subject.catalog_name,
            provider: subject.provider,
            item: subject.item,
            field: finding.field,
            observed: &breach.observed,
            expected: breach.expected.of(lang),
            suggestion: breach.suggestion.as_ref().map(|s| s.of(lang)),
        },
    }
}

fn suppression(waived: &Waived, lang: Lang) -> Suppression {
    Suppression {
        kind: "external",
        status: "accepted",
        justification: words::reason(waived).of(lang).to_owned(),
    }
}

fn related(spot: &Spot, uris: &mut Uris) -> Site<'static> {
    let about = sentence::about(spot);
    let said = (!about.is_empty()).then(|| message(&about).owned());
    location(&sentence::address(spot), said, uris)
}

/// A place: its file and line, and as a logical location sheet and cell, or sheet and row.
fn location<'m>(address: &Address<'_>, message: Option<Message<'m>>, uris: &mut Uris) -> Site<'m> {
    let name = address
        .place
        .cell()
        .unwrap_or_else(|| address.place.row().to_string());
    Site {
        physical_location: Physical {
            artifact_location: uris.of(address.file),
            region: Some(Region {
                start_line: address.place.line().unwrap_or(1).max(1),
            }),
        },
        logical_locations: vec![Logical {
            name,
            fully_qualified_name: address.to_string(),
            kind: "element",
        }],
        message,
    }
}

impl FileName {
    fn of(path: &str) -> Self {
        Self {
            uri: uri::reference(path),
        }
    }
}

impl Message<'_> {
    fn owned(self) -> Message<'static> {
        Message {
            text: Cow::Owned(self.text.into_owned()),
        }
    }
}

/// Files as they are written; findings of one file mostly come together.
#[derive(Debug, Default)]
struct Uris(BTreeMap<String, String>);

impl Uris {
    fn of(&mut self, path: &str) -> FileName {
        if let Some(uri) = self.0.get(path) {
            return FileName { uri: uri.clone() };
        }
        let name = FileName::of(path);
        self.0.insert(path.to_owned(), name.uri.clone());
        name
    }
}

fn artifact(input: &Input) -> Artifact<'_> {
    Artifact {
        location: FileName::of(&input.path),
        length: input.bytes,
        hashes: (!input.sha256.is_empty()).then_some([("sha-256", input.sha256.as_str())].into()),
        encoding: input.encoding.as_ref().map(crate::ingest::Encoding::label),
        roles: [match input.role {
            Role::Audited => "analysisTarget",
            Role::Departments | Role::Previous => "referencedOnCommandLine",
        }],
    }
}

/// How the run went: files that could not be read or not wholly, sheets and files passed over.
fn invocation(outcome: &Outcome<'_>, lang: Lang) -> Invocation<'static> {
    let mut notes = Vec::new();
    let note = |level, id: &str, text: &str, path: &str| Notification {
        level,
        descriptor: Descriptor { id: id.to_owned() },
        message: message(text).owned(),
        locations: [Site {
            physical_location: Physical {
                artifact_location: FileName::of(path),
                region: None,
            },
            logical_locations: Vec::new(),
            message: None,
        }],
    };
    for input in &outcome.inputs {
        if let Some(error) = &input.error {
            let said = words::stopped(&input.path, error);
            notes.push(note("error", error.code.as_str(), said.of(lang), &input.path));
        }
        for skipped in &input.skipped {
            let said = words::skipped_sheet(skipped);
            notes.push(note("note", "sheet-skipped", said.of(lang), &input.path));
        }
    }
    for passed in &outcome.passed_over {
        notes.push(note(
            "note",
            "file-passed-over",
            passed.reason.of(lang),
            &passed.path,
        ));
    }
    Invocation {
        execution_successful: outcome.summary.unread == 0,
        tool_execution_notifications: notes,
    }
}

fn bag(outcome: &Outcome<'_>, context: &Context) -> RunBag {
    let counts = &outcome.summary;
    RunBag {
        as_of: context.as_of,
        verdict: counts.verdict(),
        summary: Summary {
            files: counts.files,
            tables: counts.tables,
            rows: counts.rows,
            resources: counts.resources,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            waived: counts.waived,
        },
    }
}
