//! Finds the two sheets of a workbook that keep resources and their data items apart, and joins them by code or name.
//! Refuses to know what an item says.

use super::found::{Layout, SkippedSheet};
use super::joined::Joined;
use super::words;
use crate::ingest::table::Table;
use crate::ingest::{Book, Stopped};
use crate::model::{Columns, Field, Header, Level, Row, Vocabulary};

/// The fields that resources and items have in common, the surer first.
const KEYS: [&str; 2] = ["data_code", "catalog_name"];

/// Joins the first pair of sheets that belong together; the items' sheet leaves the list and is named as skipped.
pub(super) fn join(
    book: &mut dyn Book,
    vocabulary: &Vocabulary,
    layouts: &mut Vec<Layout>,
    skipped: &mut Vec<SkippedSheet>,
) -> Result<(), Stopped> {
    let Some(items) = pair(vocabulary, layouts) else {
        return Ok(());
    };
    let items = layouts.remove(items);
    let target = layouts.iter_mut().find(|l| belongs(vocabulary, l, &items));
    let Some(target) = target else { return Ok(()) };
    let joined = read(book, vocabulary, target, &items)?;
    skipped.push(SkippedSheet {
        sheet: name(&items),
        reason: words::joined_into(&name(target)),
        stopped: None,
        own: false,
    });
    extend(vocabulary, target, joined);
    Ok(())
}

/// The first layout of items that another layout has the resources of.
fn pair(vocabulary: &Vocabulary, layouts: &[Layout]) -> Option<usize> {
    layouts.iter().position(|items| {
        let other = |l: &&Layout| l.sheet != items.sheet;
        layouts
            .iter()
            .filter(other)
            .any(|l| belongs(vocabulary, l, items))
    })
}

/// Whether `items` lists the items of the resources in `layout`.
fn belongs(vocabulary: &Vocabulary, layout: &Layout, items: &Layout) -> bool {
    let of_resources = resource_fields(vocabulary, layout);
    let of_items = resource_fields(vocabulary, items);
    let lists_items = |l: &Layout| {
        vocabulary
            .fields()
            .any(|(f, e)| e.level == Level::Item && l.columns.has(f))
    };
    let data_items = vocabulary.field("data_items");
    layout.kind == items.kind
        && !lists_items(layout)
        && data_items.is_some_and(|f| items.columns.has(f))
        && of_resources >= 3
        && of_items < of_resources
        && shared(vocabulary, layout, items).iter().any(Option::is_some)
}

/// How many fields of a resource a table has beside the keys.
fn resource_fields(vocabulary: &Vocabulary, layout: &Layout) -> usize {
    vocabulary
        .fields()
        .filter(|(f, e)| {
            e.level == Level::Resource && layout.columns.has(*f) && !KEYS.contains(&e.id.as_str())
        })
        .count()
}

/// For each key that both tables have, its columns in the one and the other.
fn shared(vocabulary: &Vocabulary, layout: &Layout, items: &Layout) -> [Option<(u16, u16)>; 2] {
    KEYS.map(|key| {
        let field: Field = vocabulary.field(key)?;
        let first = |l: &Layout| l.columns.of(field).first().copied();
        first(layout).zip(first(items))
    })
}

fn read(
    book: &mut dyn Book,
    vocabulary: &Vocabulary,
    target: &Layout,
    items: &Layout,
) -> Result<Joined, Stopped> {
    let shared = shared(vocabulary, target, items);
    let last = target
        .columns
        .headers()
        .iter()
        .map(|h| h.column)
        .max()
        .unwrap_or(0);
    let mut joined = Joined::new(
        name(items),
        last.saturating_add(1),
        shared.map(|k| k.map(|(resource, _)| resource)),
    );
    let mut table = Table::open(book, items, vocabulary)?;
    let mut row = Row::default();
    while table.next(&mut row)? {
        joined.count(shared.map(|k| k.map(|(_, item)| item)), &row);
    }
    Ok(joined)
}

/// Gives the resources a column that tells how many items they have.
fn extend(vocabulary: &Vocabulary, target: &mut Layout, joined: Joined) {
    let mut headers = target.columns.headers().to_vec();
    headers.push(Header {
        column: joined.column,
        text: words::items_header(&joined.items_sheet).zh,
        fields: vocabulary.field("data_items").into_iter().collect(),
        hidden: false,
    });
    target.columns = Columns::new(vocabulary, headers);
    target.joined = Some(joined);
}

fn name(layout: &Layout) -> String {
    layout
        .name
        .clone()
        .unwrap_or_else(|| (layout.sheet + 1).to_string())
}
