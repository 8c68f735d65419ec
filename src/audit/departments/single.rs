//! What a run came to for one department alone: its inputs, its counts, its coverage. Knows no finding.

use super::department::{Department, total};
use super::tables::Tables;
use super::{Departments, Who};
use crate::audit::covered::{self, Cover};
use crate::audit::{Input, Outcome, Part, Summary, TableReport, Upshot, Waiver};

impl<'p> Outcome<'p> {
    /// The same run with one department only, by its number; its tables with its own rows. Columns that its tables lack
    /// are its findings too.
    pub fn of_department(&self, number: usize) -> Option<Outcome<'p>> {
        let department = self.departments.known.get(number)?;
        let inputs = self.inputs_of(department);
        let mut levels = total(&department.findings);
        levels.absorb(total(&department.columns));
        let tables = || inputs.iter().flat_map(|i| &i.tables);
        let summary = Summary {
            files: inputs.len() as u64,
            tables: tables().count() as u64,
            rows: tables().map(|t| t.rows).sum(),
            resources: tables().map(|t| t.resources).sum(),
            errors: levels.errors,
            warnings: levels.warnings,
            infos: levels.infos,
            waived: department.waived + department.waived_columns,
            unread: inputs.iter().filter(|i| i.error.is_some()).count() as u64,
        };
        let tallied = self.coverage.iter().zip(self.departments.coverage_of(department));
        let coverage = tallied
            .map(|(&(active, requirement, ..), tally)| tally.line((active, requirement), self.vocabulary));
        Some(Outcome {
            vocabulary: self.vocabulary,
            instruments: self.instruments.clone(),
            clock: std::sync::Arc::clone(&self.clock),
            coverage: coverage.collect(),
            inputs,
            summary,
            passed_over: Vec::new(),
            reprieve: self.reprieve_of(number, department),
            departments: self.departments.only(department),
        })
    }

    /// What waivers and a baseline came to for it.
    fn reprieve_of(&self, number: usize, department: &Department) -> Option<Upshot> {
        let whole = self.reprieve.as_ref()?;
        let tables = department.shares.iter().map(|share| share.table);
        let aliases = &self.departments.aliases;
        let part = Part {
            unread: self.summary.unread > 0,
        };
        let names = |waiver: &Waiver| waiver.names(&department.key, aliases);
        Some(whole.share(number, tables, names, part))
    }

    /// File and sheet of the tables that a department has rows in.
    pub fn tables_of_department(&self, number: usize) -> Vec<(&str, Option<&str>)> {
        let known = self.departments.known.get(number);
        let mut shares = known.into_iter().flat_map(|d| d.shares.iter()).peekable();
        // Both go by the number of the table.
        let tables = self
            .numbered_tables()
            .filter(|&(at, ..)| shares.next_if(|s| s.table == at).is_some());
        tables
            .map(|(_, input, table)| (input.path.as_str(), table.sheet.as_deref()))
            .collect()
    }

    /// The number of the table of a file and sheet whose header ends in a row.
    pub(in crate::audit) fn table_number(
        &self,
        file: &str,
        sheet: Option<&str>,
        header: u32,
    ) -> Option<usize> {
        let of_sheet = |table: &TableReport| table.sheet.as_deref() == sheet;
        let tables = || {
            let all = self.numbered_tables();
            all.filter(|(_, input, table)| input.path == file && of_sheet(table))
        };
        let last = |table: &TableReport| table.header_rows.last().copied().unwrap_or_default();
        let exact = tables().find(|(.., table)| last(table) == header);
        exact.or_else(|| tables().next()).map(|(at, ..)| at)
    }

    fn numbered_tables(&self) -> impl Iterator<Item = (usize, &Input, &TableReport)> {
        let tables = self
            .inputs
            .iter()
            .flat_map(|i| i.tables.iter().map(move |t| (i, t)));
        tables.enumerate().map(|(at, (input, table))| (at, input, table))
    }

    fn inputs_of(&self, department: &Department) -> Vec<Input> {
        let mut inputs = Vec::new();
        let mut first = 0;
        for input in &self.inputs {
            let shares = department.shares.iter();
            let inside = shares.filter(|s| (first..first + input.tables.len()).contains(&s.table));
            let tables: Vec<TableReport> = inside
                .filter_map(|share| {
                    let table = input.tables.get(share.table - first)?;
                    Some(TableReport {
                        rows: share.rows,
                        resources: share.resources,
                        hidden_rows: share.hidden_rows,
                        ..table.clone()
                    })
                })
                .collect();
            first += input.tables.len();
            if !tables.is_empty() {
                let error = input.error.clone();
                inputs.push(Input {
                    tables,
                    error,
                    path: input.path.clone(),
                    sha256: input.sha256.clone(),
                    encoding: input.encoding.clone(),
                    skipped: input.skipped.clone(),
                    notes: input.notes.clone(),
                    idle: input.idle.clone(),
                    format: input.format.clone(),
                    ..*input
                });
            }
        }
        inputs
    }
}

impl Departments {
    /// How many departments there are, those that rows do not name included.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether there were more departments than are kept apart.
    pub fn overflow(&self) -> bool {
        self.known.iter().any(|d| d.who == Who::Others)
    }

    /// The folded name of a department, empty for rows that name none.
    pub fn key(&self, number: usize) -> Option<&str> {
        self.known.get(number).map(|d| d.key.as_str())
    }

    /// Changes what departments are called, not what they are told apart by. They are found by what they are called now,
    /// too.
    pub(in crate::audit) fn cover(&mut self, cover: Cover) {
        for (number, department) in self.known.iter_mut().enumerate() {
            if covered::words(&mut department.name, cover) {
                let key = self.aliases.department(&department.name);
                self.numbers.entry(key).or_insert(number);
            }
        }
    }

    /// The number of the department that a provider's cell names; `None` where it is not kept apart.
    pub fn number_of(&self, provider: &str) -> Option<usize> {
        self.numbers.get(&self.aliases.department(provider)).copied()
    }

    fn only(&self, department: &Department) -> Self {
        Self {
            known: vec![department.clone()],
            columns: department.columns.clone(),
            tables: Tables::default(),
            facts: super::facts::Tables::default(),
            hand: None,
            numbers: [(department.key.clone(), 0)].into(),
            aliases: self.aliases.clone(),
            alike: self.alike.clone(),
            fixes: self.fixes.clone(),
            fix_numbers: self.fix_numbers.clone(),
        }
    }
}
