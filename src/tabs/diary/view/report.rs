//! The page for a clinician on the screen: the model that is also printed, wrapped to the window.

use super::bars::{self, BarRow};
use crate::{
    domain::{Summary, Trends},
    report::model::{self, Block},
    screen::Context,
    tabs::diary::{
        DiaryTab,
        keys::{DiaryVerb, REPORT_KEYS},
    },
    ui::{Role, Surface, TextView},
};

pub(super) fn draw(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let mut page = TextView::on(surface, &[]).naming(ctx.keys);
    write_page(&mut page, diary, ctx);
    page.draw(surface, diary.scroll);
}

/// Writes the page for a clinician. A plain text has numbers and no bars.
pub(in crate::tabs::diary) fn write_page(page: &mut TextView<'_>, diary: &DiaryTab, ctx: &Context<'_>) {
    let (Some(span), Some(background)) = (diary.span(ctx.now), diary.background(ctx.now)) else { return };
    let summary = Summary::of(ctx.book, background, &diary.facts, span.from, span.to);
    let report = model::build(ctx.book, &summary, &Trends::of(&span), ctx.now.wall.date());
    let keys = page.on_screen(|keys| {
        let key = |verb: DiaryVerb| keys.name(REPORT_KEYS, &verb);
        let (span, facts) = (key(DiaryVerb::NextSpan), key(DiaryVerb::Facts));
        format!(" {span}: 14, 30 or 90 nights. {facts}: a few lines about you.")
    });
    let nights = diary.nights();
    page.paragraph(
        Role::Quiet,
        &format!("To print it: uncramp report --nights {nights} --format html -o page.html.{keys}"),
    );
    page.text(Role::Title, &report.title);
    for line in &report.lead {
        page.text(Role::Text, line);
    }
    for section in &report.sections {
        page.gap();
        page.text(Role::Accent, section.title);
        for block in &section.blocks {
            write(page, block);
        }
    }
    page.gap();
    for line in &report.foot {
        page.text(Role::Quiet, line);
    }
}

fn write(page: &mut TextView<'_>, block: &Block) {
    match block {
        Block::Line(text) | Block::Nothing { words: text, .. } => page.text(Role::Text, text),
        Block::List(items) => items.iter().for_each(|item| page.bullet(Role::Text, item)),
        Block::Pairs(pairs) | Block::Tags(pairs) | Block::Counts { pairs, .. } => {
            pairs.iter().for_each(|(what, much)| page.labelled(&format!("{what}:"), much));
        }
        Block::Blanks(pairs) => pairs.iter().for_each(|(what, much)| {
            page.labelled(&format!("{what}:"), much.as_deref().unwrap_or(model::NOT_RECORDED));
        }),
        Block::Table(table) => {
            page.text(Role::Title, table.title);
            for row in &table.rows {
                let cells: Vec<String> = table
                    .head
                    .iter()
                    .zip(row)
                    .skip(1)
                    .filter(|(_, cell)| !cell.is_empty())
                    .map(|(head, cell)| format!("{}: {cell}", head.to_lowercase()))
                    .collect();
                let first = row.first().map_or("", String::as_str);
                page.bullet(Role::Text, &format!("{first}; {}", cells.join("; ")));
            }
        }
        Block::Chart(chart) => {
            page.text(Role::Title, chart.title);
            let rows: Vec<BarRow> = chart
                .bars
                .iter()
                .map(|bar| BarRow::count(bar.label.clone(), bar.value, String::new()))
                .collect();
            bars::write(page, &rows, u64::try_from(chart.most()).unwrap_or(0));
            page.text(Role::Quiet, &chart.words);
        }
        Block::Quotes(notes) => notes.iter().for_each(|note| page.bullet(Role::Text, &model::quote(note))),
    }
}
