//! Columns that a table should have and has not: one breach for the header row, told when a record comes that the
//! instrument reaches. Judges no cell.

use super::{Bench, Judge};
use crate::audit::run::Halt;
use crate::audit::stance::Stance;
use crate::audit::words;
use crate::check::{Breach, Observed};
use crate::model::{Field, Place};

impl Judge<'_> {
    /// The breach of columns that should be there and are not.
    pub(super) fn no_column(&self, field: Field, fields: &[Field], bench: &Bench<'_, '_>) -> Breach {
        let entries: Vec<_> = fields.iter().map(|&f| self.vocabulary.entry(f)).collect();
        let names: Vec<_> = entries.iter().map(|e| e.text()).collect();
        let ids: Vec<_> = entries.iter().map(|e| e.id.as_str()).collect();
        Breach {
            place: Place::Table {
                row: bench.layout.last_header_row(),
            },
            field,
            observed: String::new(),
            class: Observed::NoColumn,
            expected: words::columns_expected(&names),
            message: words::missing_columns(&names),
            suggestion: Some(words::add_columns(
                &names,
                ids.first().copied().unwrap_or_default(),
            )),
            certain: !bench.layout.kind_doubtful,
        }
    }

    /// Reports the absent columns of the instruments that stand so to the record at hand.
    pub(super) fn report_columns(
        &mut self,
        bench: &mut Bench<'_, '_>,
        stands: impl Fn(Stance) -> bool,
    ) -> Result<(), Halt> {
        if self.absent.is_empty() {
            return Ok(());
        }
        let absent = std::mem::take(&mut self.absent);
        let (now, later): (Vec<_>, Vec<_>) =
            absent.into_iter().partition(|&(i, _, _)| stands(self.stance(i)));
        self.absent = later;
        let fired: Vec<usize> = now.iter().map(|&(i, _, _)| i).collect();
        for (i, severity, breach) in now {
            self.emit(i, Some(severity), true, &breach, None, &fired, bench)?;
        }
        Ok(())
    }
}
