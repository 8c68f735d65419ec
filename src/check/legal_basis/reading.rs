//! What the words of a legal basis cite, and of which level that can be. Knows titles by their first and last words, and no
//! single law.

use crate::embedded::{DICTIONARIES, File};
use crate::model::folded;
use serde::Deserialize;

/// A level of law or policy, as packs write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::check) enum Level {
    /// 法律.
    Law,
    /// 行政法规.
    AdministrativeRegulation,
    /// 地方性法规.
    LocalRegulation,
    /// 规章.
    Rule,
    /// 国务院决定.
    StateCouncil,
    /// 国家有关规定.
    NationalRule,
    /// 政策文件.
    Policy,
}

impl Level {
    const ALL: [(&'static str, Self); 7] = [
        ("law", Self::Law),
        ("administrative-regulation", Self::AdministrativeRegulation),
        ("local-regulation", Self::LocalRegulation),
        ("rule", Self::Rule),
        ("state-council", Self::StateCouncil),
        ("national-rule", Self::NationalRule),
        ("policy", Self::Policy),
    ];

    /// The level of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(n, _)| *n == name)
            .map(|(_, level)| level)
    }

    /// The names of all.
    pub(super) fn names() -> [&'static str; 7] {
        Self::ALL.map(|(name, _)| name)
    }
}

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Reading {
    /// It cites something; each with the levels it may be of.
    Cites(Vec<(String, Vec<Level>)>),
    /// It rests on the body's own words.
    Internal(String),
    /// It points at law in general, or names a reason.
    Vague(String),
    /// It cites nothing that can be seen.
    Nothing,
    /// It points at something else.
    Elsewhere,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Rule {
    #[serde(default)]
    starts: Vec<&'static str>,
    #[serde(default)]
    has: Vec<&'static str>,
    #[serde(default)]
    ends: Vec<&'static str>,
    #[serde(default)]
    place: bool,
    levels: Vec<Level>,
}

/// How a name begins with a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Place {
    ends: Vec<&'static str>,
    within: usize,
    #[serde(default)]
    but: Vec<&'static str>,
    #[serde(default)]
    before: Vec<&'static str>,
}

impl Place {
    /// Whether a name begins so.
    fn begins(&self, name: &str) -> bool {
        let ends_here = |(at, _): (usize, char)| {
            let (head, tail) = name.split_at(at);
            let ends = |words: &[&str]| words.iter().any(|w| head.ends_with(w));
            ends(&self.ends) && !ends(&self.but) && !self.before.iter().any(|w| tail.starts_with(w))
        };
        let letters = name.char_indices().take(self.within + 1);
        // A place has a name of its own before 省 or 市.
        letters.skip(2).any(ends_here)
    }
}

/// How titles and words are read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Reader {
    place: Vec<Place>,
    title: Vec<Rule>,
    sign: Vec<Rule>,
    internal: Vec<&'static str>,
    vague: Vec<&'static str>,
    elsewhere: Vec<&'static str>,
}

impl Reader {
    pub(super) fn built_in() -> Self {
        let file =
            File::named(DICTIONARIES, "legal-basis").expect("legal-basis.toml lies among the dictionaries");
        file.read().expect("a test reads the built-in table")
    }

    pub(super) fn read(&self, text: &str) -> Reading {
        let text = folded(text).replace("<<", "《").replace(">>", "》");
        let (titles, rest) = titles(&text);
        let mut cited: Vec<_> = titles
            .into_iter()
            .map(|t| (t.to_owned(), self.title(t)))
            .collect();
        for name in rest
            .split(|c: char| c.is_ascii_punctuation() || "、。《》".contains(c))
            .flat_map(names)
        {
            let rule = self.rule(&name);
            cited.extend(rule.map(|rule| (name, rule.levels.clone())));
        }
        for rule in &self.sign {
            if let Some(word) = rule.has.iter().find(|w| rest.contains(**w)) {
                cited.push(((*word).to_owned(), rule.levels.clone()));
            }
        }
        let seen = |list: &[&str]| list.iter().find(|w| rest.contains(**w)).map(|w| (*w).to_owned());
        if !cited.is_empty() {
            Reading::Cites(cited)
        } else if seen(&self.elsewhere).is_some() {
            Reading::Elsewhere
        } else if let Some(word) = seen(&self.internal) {
            Reading::Internal(word)
        } else {
            seen(&self.vague).map_or(Reading::Nothing, Reading::Vague)
        }
    }

    fn rule(&self, title: &str) -> Option<&Rule> {
        self.title.iter().find(|r| r.fits(title, &self.place))
    }

    /// The levels a title may be of; all where its words do not tell.
    fn title(&self, title: &str) -> Vec<Level> {
        self.rule(title).map_or_else(
            || Level::ALL.map(|(_, level)| level).to_vec(),
            |rule| rule.levels.clone(),
        )
    }
}

impl Rule {
    fn fits(&self, title: &str, places: &[Place]) -> bool {
        // 《××条例(试行)》 and 《××法(2024年修订)》 are called by what stands before.
        let bare = match title.find('(') {
            Some(at) if title.ends_with(')') && at > 0 => title.get(..at).unwrap_or(title),
            _ => title,
        };
        let any =
            |words: &[&str], test: &dyn Fn(&str) -> bool| words.is_empty() || words.iter().any(|w| test(w));
        any(&self.starts, &|w| bare.starts_with(w))
            && any(&self.has, &|w| bare.contains(w))
            && any(&self.ends, &|w| bare.ends_with(w) && bare != w)
            && (!self.place || places.iter().any(|p| p.begins(bare)))
    }
}

/// The titles between 《 and 》, and the text without them.
fn titles(text: &str) -> (Vec<&str>, String) {
    let (mut found, mut rest, mut tail) = (Vec::new(), String::new(), text);
    while let Some((before, after)) = tail.split_once('《') {
        let Some((title, next)) = after.split_once('》') else {
            break;
        };
        rest.push_str(before);
        rest.push(',');
        found.extend((!title.is_empty()).then_some(title));
        tail = next;
    }
    rest.push_str(tail);
    (found, rest)
}

/// Words before a name, and words between two.
const LEADS: [&str; 12] = [
    "根据", "依据", "按照", "依照", "遵照", "参照", "执行", "以及", "符合", "违反", "适用", "属于",
];

/// Names of instruments written without 《》: what ends in 法, 条例, 办法 or 规定 between such words.
fn names(part: &str) -> Vec<String> {
    let mut marked = part.to_owned();
    for lead in LEADS {
        marked = marked.replace(lead, ",");
    }
    let mut out = Vec::new();
    for piece in marked
        .split([',', '第', '和', '及', '与', '中', '的'])
        .filter(|p| !p.is_empty())
    {
        let piece = piece
            .strip_suffix("规定")
            .filter(|p| p.ends_with(['法', '例']))
            .unwrap_or(piece);
        let known = NAMED
            .iter()
            .any(|end| piece.ends_with(end) && piece.chars().count() > end.chars().count() + 1);
        let other = NOT_LAWS.iter().any(|end| piece.ends_with(end));
        if known && !other {
            out.push(piece.to_owned());
        }
    }
    out
}

const NAMED: [&str; 5] = ["法", "条例", "办法", "实施细则", "法典"];
const NOT_LAWS: [&str; 12] = [
    "依法", "方法", "做法", "合法", "非法", "执法", "司法", "立法", "看法", "说法", "想法", "无法",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str) -> Vec<Vec<Level>> {
        match Reader::built_in().read(text) {
            Reading::Cites(cited) => cited.into_iter().map(|(_, l)| l).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn titles_tell_their_level() {
        for (text, level) in [
            ("《中华人民共和国统计法》第二十五条", Level::Law),
            ("<<档案法>>第十九条", Level::Law),
            ("根据个人信息保护法第十三条", Level::Law),
            ("《中华人民共和国档案法(2020年修订)》", Level::Law),
            (
                "《中华人民共和国企业信息公示暂行条例》",
                Level::AdministrativeRegulation,
            ),
            ("《某某省公共数据条例》第三条", Level::LocalRegulation),
            ("《某省数据条例》", Level::LocalRegulation),
            ("《深圳经济特区数据条例》第十条", Level::LocalRegulation),
            ("《关于加强管理的通知》", Level::Policy),
            ("主席令第六十九号", Level::Law),
            ("市场监管总局令第7号", Level::Rule),
        ] {
            assert_eq!(levels(text), [vec![level]], "{text}");
        }
        assert_eq!(
            levels("《城市供水条例》").concat(),
            [Level::AdministrativeRegulation, Level::LocalRegulation]
        );
        assert_eq!(levels("《市场主体登记管理条例》").concat().len(), 2);
        assert_eq!(levels("《城市上市公司条例》").concat().len(), 2);
        for text in [
            "《数据管理办法》",
            "《某省人民政府关于数据的规定》",
            "《公安机关办理行政案件程序规定》",
            "国办发〔2016〕51号",
            "《国务院办公厅关于数据的通知》",
        ] {
            let read = levels(text).concat();
            let high = [Level::Law, Level::AdministrativeRegulation, Level::StateCouncil];
            assert!(
                !read.is_empty() && !high.iter().any(|l| read.contains(l)),
                "{text}: {read:?}"
            );
        }
        let decree = levels("《互联网信息服务管理办法》(国务院令第292号)").concat();
        assert!(decree.contains(&Level::AdministrativeRegulation));
        assert_eq!(levels("《本局会议纪要》"), [Vec::<Level>::new()]);
        assert!(levels("国发〔2016〕51号").concat().contains(&Level::StateCouncil));
        assert!(levels("按国家有关规定").concat().contains(&Level::NationalRule));
        assert_eq!(levels("《某个不知名的东西》").concat().len(), 7);
    }

    #[test]
    fn what_cites_nothing_is_told_apart() {
        let reader = Reader::built_in();
        assert_eq!(
            reader.read("局长办公会决定 会议纪要"),
            Reading::Internal("会议纪要".into())
        );
        assert_eq!(reader.read("数据敏感,不宜公开"), Reading::Vague("敏感".into()));
        assert_eq!(reader.read("依法不予共享"), Reading::Vague("依法".into()));
        assert_eq!(reader.read("暂不具备技术条件"), Reading::Nothing);
        assert_eq!(reader.read("详见附件3"), Reading::Elsewhere);
    }

    #[test]
    fn the_table_is_whole() {
        let reader = Reader::built_in();
        assert!(reader.title.len() > 8 && reader.sign.len() > 4);
        assert!(Level::names().iter().all(|name| Level::of(name).is_some()));
    }
}
