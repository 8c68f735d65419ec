//! Findings read back from what pipelines take: `sarif`, `junit`, `gitlab`, `github`.

use super::*;

/// The name behind a percent-encoded reference.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(b) = rest.next() {
        if b == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            assert!(b.is_ascii_graphic() && !b"<>\"{}|\\^`[]".contains(&b), "{uri}");
            bytes.push(b);
        }
    }
    String::from_utf8(bytes).unwrap()
}

pub(super) fn sarif(log: &Value) -> Told {
    let run = &log["runs"][0];
    let place = |result: &Value| {
        let at = &result["locations"][0];
        let physical = &at["physicalLocation"];
        assert!(physical["region"]["startLine"].as_u64().unwrap() > 0);
        let level = match result["suppressions"].as_array().unwrap().as_slice() {
            [] => level(result["level"].as_str().unwrap()).unwrap(),
            [one] => {
                assert_eq!(one["status"], "accepted");
                WAIVED
            }
            more => panic!("{more:?}"),
        };
        (
            level,
            text(&result["ruleId"]),
            decoded(physical["artifactLocation"]["uri"].as_str().unwrap()),
            text(&at["logicalLocations"][0]["fullyQualifiedName"]),
        )
    };
    let results = run["results"].as_array().unwrap().iter().map(place).collect();
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array();
    let stopped = notes.unwrap().iter().filter(|n| n["level"] == "error").count() as u64;
    assert_eq!(run["invocations"][0]["executionSuccessful"], stopped == 0);
    Told::of(results, stopped)
}

/// A suite, the first being all of them together: tests, failures, errors, skipped as said and as seen.
#[derive(Debug, Default)]
pub(in crate::formats) struct Suite {
    pub(in crate::formats) name: String,
    pub(in crate::formats) said: [u64; 4],
    pub(in crate::formats) seen: [u64; 4],
    /// Findings by level as said.
    levels: [u64; 4],
    places: Vec<Place>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).unwrap()?;
    let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap();
    Some(value.into_owned())
}

pub(in crate::formats) fn suites(bytes: &[u8]) -> Vec<Suite> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().expand_empty_elements = true;
    let mut suites: Vec<Suite> = Vec::new();
    let (mut buffer, mut case, mut said) = (Vec::new(), (String::new(), String::new()), String::new());
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Eof => return suites,
            Event::Start(tag) => {
                let name = attribute(&tag, "name").unwrap_or_default();
                let count = |key: &str| attribute(&tag, key).unwrap().parse().unwrap();
                match tag.name().as_ref() {
                    "testsuites" | "testsuite" => suites.push(Suite {
                        name,
                        said: ["tests", "failures", "errors", "skipped"].map(count),
                        ..Suite::default()
                    }),
                    other => {
                        let suite = suites.last_mut().unwrap();
                        match other {
                            "property" => {
                                let level = level(name.strip_prefix("findings.").unwrap()).unwrap();
                                suite.levels[level] = count("value");
                            }
                            "testcase" => {
                                suite.seen[0] += 1;
                                case = (name, attribute(&tag, "file").unwrap_or_default());
                                assert!(!attribute(&tag, "classname").unwrap().is_empty());
                                assert_eq!(attribute(&tag, "time").unwrap(), "0");
                            }
                            "failure" => suite.seen[1] += 1,
                            "error" => suite.seen[2] += 1,
                            "skipped" => suite.seen[3] += 1,
                            _ => {}
                        }
                    }
                }
                said.clear();
            }
            Event::Text(more) => said.push_str(more.as_ref()),
            Event::GeneralRef(name) => said.push_str(match name.as_ref() {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("{other:?}"),
            }),
            Event::End(tag) if matches!(tag.name().as_ref(), "failure" | "system-out") => {
                let places = said.lines().filter_map(|line| line_place(line, &case));
                suites.last_mut().unwrap().places.extend(places);
            }
            _ => {}
        }
        buffer.clear();
    }
}

/// `违规 资源目录!F12：…` under its case.
fn line_place(line: &str, (name, file): &(String, String)) -> Option<Place> {
    let (word, rest) = line.split_once(' ')?;
    let place = rest.split(['：', ':']).next().unwrap().to_owned();
    let id = name.split(' ').next().unwrap().to_owned();
    Some((level(word)?, id, file.clone(), place))
}

pub(super) fn junit(bytes: &[u8]) -> Told {
    let suites = suites(bytes);
    let mut places = Vec::new();
    let mut levels = [0; 4];
    for suite in &suites {
        places.extend(suite.places.clone());
        for (sum, n) in levels.iter_mut().zip(suite.levels) {
            *sum += n;
        }
    }
    let told = Told::of(places, suites[0].said[2]);
    assert_eq!(told.levels, levels, "as said and as listed");
    told
}

pub(super) fn gitlab(entries: &Value) -> Told {
    let (mut places, mut unread) = (Vec::new(), 0);
    for entry in entries.as_array().unwrap() {
        let at = &entry["location"];
        assert!(at["lines"]["begin"].as_u64().unwrap() > 0);
        let said = entry["description"].as_str().unwrap();
        let marked = ["豁免 ", "waived "]
            .iter()
            .find_map(|mark| said.strip_prefix(mark));
        assert!(marked.is_none() || entry["severity"] == "info");
        let said = marked.unwrap_or(said);
        let place = said.split(['：', ':']).next().unwrap().to_owned();
        if let Some(level) = level(entry["severity"].as_str().unwrap()) {
            let level = if marked.is_some() { WAIVED } else { level };
            places.push((level, text(&entry["check_name"]), text(&at["path"]), place));
        } else {
            assert_eq!(entry["severity"], "blocker");
            unread += 1;
        }
    }
    Told::of(places, unread)
}

pub(super) fn github(bytes: &[u8]) -> Told {
    let plain = |text: &str| {
        let text = text.replace("%0A", "\n").replace("%0D", "\r");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let (mut places, mut unread) = (Vec::new(), 0);
    let text = std::str::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (closing, commands) = lines.split_last().unwrap();
    assert!(closing.starts_with("::notice title=dataaudit::"));
    for line in commands {
        let (command, rest) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
        let (properties, message) = rest.split_once("::").unwrap();
        assert!(!message.is_empty());
        let property = |name: &str| {
            let mut all = properties.split(',').map(|p| p.split_once('=').unwrap());
            all.find(|(key, _)| *key == name).map(|(_, value)| plain(value))
        };
        let (file, title) = (property("file").unwrap(), property("title").unwrap());
        if property("line").is_none() {
            unread += 1;
            continue;
        }
        let mut words = title.splitn(3, ' ');
        let [word, id, place] = std::array::from_fn(|_| words.next().unwrap().to_owned());
        let level = level(&word).unwrap();
        assert_eq!(command, ["error", "warning", "notice", "notice"][level]);
        places.push((level, id, file, place));
    }
    Told::of(places, unread)
}
