//! The block of data that the rows refer to: shared texts, departments, articles, words.

use super::escape::data;
use super::group::Group;
use super::names::Names;
use super::{Page, articles, words};
use crate::model::visible;
use crate::report::table::department;
use serde::Serialize;
use std::io::{self, Write};

/// Rows that the script lists at once.
const ROWS: usize = 200;

#[derive(Serialize)]
struct Block<'a> {
    texts: &'a [String],
    files: Vec<String>,
    /// Providers as the tables write them, each with the number of its department.
    providers: Vec<(String, Option<usize>)>,
    departments: Vec<String>,
    /// The department of rows that name none, and of those beyond the ones kept apart.
    unstated: Option<usize>,
    others: Option<usize>,
    whole: String,
    articles: Vec<(String, String)>,
    requirements: Vec<RequirementJson>,
    words: words::html::Script,
    several: bool,
    page: usize,
    examples: usize,
}

#[derive(Serialize)]
struct RequirementJson {
    article: Option<usize>,
    shared: [bool; 3],
}

impl Page<'_> {
    pub(super) fn block(
        &self,
        groups: &[Group],
        names: &Names,
        examples: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let overview = self.outcome.overview();
        let lines = &overview.departments;
        let numbers = &self.outcome.departments;
        let place = |provider: &str| {
            let number = numbers.number_of(provider)?;
            lines.iter().position(|line| line.number == number)
        };
        let who = |who| lines.iter().position(|line| line.who == who);
        let several = self.outcome.instruments.len() > 1;
        let article = |group: &Group| {
            let key = articles::key(&group.jurisdiction, group.citation.article);
            self.articles.iter().position(|a| a.key() == key)
        };
        let block = Block {
            texts: &names.texts.all,
            files: names.files.all.iter().map(|f| visible(f)).collect(),
            providers: names
                .providers
                .all
                .iter()
                .map(|p| (visible(p.trim()), place(p)))
                .collect(),
            departments: lines
                .iter()
                .map(|l| department(l).of(self.lang()).to_owned())
                .collect(),
            unstated: who(crate::audit::Who::Unstated),
            others: who(crate::audit::Who::Others),
            whole: words::html::whole_table().of(self.lang()).to_owned(),
            articles: self
                .articles
                .iter()
                .map(|a| (a.key(), a.name(several, self.lang())))
                .collect(),
            requirements: groups
                .iter()
                .map(|group| RequirementJson {
                    article: article(group),
                    shared: group.shared.each_ref().map(Option::is_some),
                })
                .collect(),
            words: words::html::script(self.lang()),
            several: self.outcome.inputs.len() > 1,
            page: ROWS,
            examples,
        };
        write!(out, "<script type=\"application/json\" id=\"names\">")?;
        data(out, &block)?;
        writeln!(out, "</script>")
    }
}
