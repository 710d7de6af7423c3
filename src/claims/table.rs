//! Tables: lines of cells under a line of column heads.

use std::ops::Range;

use super::bind::draft;
use super::draft::{Cue, Draft, Row};
use super::reading::Scene;
use crate::lexicon::{MetricId, Role};
use crate::numbers::QuantityKind;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Metric(MetricId),
    /// A place, and the word of the head that says among whom.
    Rank(MetricId, Option<usize>),
    Name,
}

/// Finds the claims of all tables of a text; figures that they use are marked in `taken`.
pub(super) fn tables(scene: &Scene<'_>, taken: &mut [bool]) -> Vec<Draft> {
    let lines = lines(scene);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|l| lines[*l].len() < 2).unwrap_or(lines.len());
        if end > at + 1 {
            table(scene, &lines, at..end, &mut found);
        }
        at = end.max(at + 1);
    }
    flattened(scene, &lines, &mut found);
    for draft in &found {
        draft.tokens.clone().filter_map(|i| scene.word(i).figure).for_each(|f| taken[f] = true);
    }
    found
}

/// The cells of every line, as ranges of tokens.
fn lines(scene: &Scene<'_>) -> Vec<Vec<Range<usize>>> {
    let mut lines: Vec<Vec<Range<usize>>> = Vec::new();
    let mut parted = true;
    for i in 0..scene.tokens.len() {
        if scene.starts_line(i) {
            lines.push(Vec::new());
            parted = true;
        }
        if scene.key(i) == "|" {
            parted = true;
            continue;
        }
        parted |= tab_before(scene, i);
        let Some(line) = lines.last_mut() else { continue };
        match line.last_mut().filter(|_| !parted) {
            Some(cell) => cell.end = i + 1,
            None => line.push(i..i + 1),
        }
        parted = false;
    }
    lines
}

/// Whether a tab stands right before token `i`.
pub(super) fn tab_before(scene: &Scene<'_>, i: usize) -> bool {
    let gap = i.checked_sub(1).and_then(|b| Some((scene.tokens.get(b)?.bytes.end, scene.tokens.get(i)?.bytes.start)));
    gap.and_then(|(from, to)| scene.tokens.text().get(from..to)).is_some_and(|gap| gap.contains('\t'))
}

fn table(scene: &Scene<'_>, lines: &[Vec<Range<usize>>], rows: Range<usize>, found: &mut Vec<Draft>) {
    let Some(head) = rows.clone().find(|l| is_head(scene, &lines[*l])) else { return };
    // «القائمة | عدد الأصوات»: what holds no figure below its head is a column of names.
    let counts = |at: usize| {
        let cells = lines[head + 1..rows.end].iter().filter_map(|line| line.get(at));
        cells.flat_map(Clone::clone).any(|i| scene.word(i).figure.is_some())
    };
    let heads = lines[head].iter().enumerate();
    let columns: Vec<Column> =
        heads.map(|(at, cell)| if counts(at) { column(scene, cell) } else { Column::Name }).collect();
    let caption = caption(lines, &rows);
    for cells in &lines[head + 1..rows.end] {
        row(scene, &columns, cells, caption.clone(), found);
    }
}

/// A head names a metric or a rank and holds no figure.
fn is_head(scene: &Scene<'_>, cells: &[Range<usize>]) -> bool {
    let figures = cells.iter().flat_map(Clone::clone).any(|i| scene.word(i).figure.is_some());
    let named = cells.iter().any(|cell| column(scene, cell) != Column::Name);
    !figures && named
}

fn column(scene: &Scene<'_>, cell: &Range<usize>) -> Column {
    let metric = cell.clone().find_map(|i| scene.word(i).metric().filter(|m| !scene.lexicon.is_generic(*m)));
    let rank = cell.clone().any(|i| {
        let word = scene.word(i);
        word.has(Role::RankNoun)
            || word.has(Role::ScopeHead)
            || matches!(scene.key(i), "الترتيب" | "المركز" | "المرتبه" | "الرتبه")
    });
    match (metric, scene.lexicon.metric("rank").filter(|_| rank)) {
        (Some(metric), _) => Column::Metric(metric),
        (None, Some(rank)) => Column::Rank(rank, cell.clone().find(|i| scene.word(*i).has(Role::Scope))),
        _ => Column::Name,
    }
}

/// The line that stands before the table, and the one after it.
fn caption(lines: &[Vec<Range<usize>>], rows: &Range<usize>) -> [Option<Range<usize>>; 2] {
    let whole = |l: usize| {
        let line = lines.get(l)?;
        Some(line.first()?.start..line.last()?.end)
    };
    [rows.start.checked_sub(1).and_then(whole), whole(rows.end)]
}

fn row(
    scene: &Scene<'_>,
    columns: &[Column],
    cells: &[Range<usize>],
    captions: [Option<Range<usize>>; 2],
    found: &mut Vec<Draft>,
) {
    let name = columns.iter().zip(cells).find(|(c, _)| **c == Column::Name).map(|(_, cell)| cell.clone());
    let Some(name) = name else { return };
    for (column, cell) in columns.iter().zip(cells) {
        let metric = match column {
            Column::Metric(metric) | Column::Rank(metric, _) => *metric,
            Column::Name => continue,
        };
        let figure = cell.clone().find_map(|i| scene.word(i).figure).map(|f| &scene.figures[f]);
        let fits = |kind| matches!(kind, QuantityKind::Cardinal | QuantityKind::Decimal | QuantityKind::Ordinal);
        let Some(figure) = figure.filter(|f| fits(f.kind) && f.number().is_some() && f.tokens.end <= cell.end) else {
            continue;
        };
        let scope = if let Column::Rank(_, scope) = column { *scope } else { None };
        let row = Some(Row { name: name.clone(), captions: captions.clone(), scope });
        found.push(Draft { row, ..draft(scene, figure, metric, None, Cue::Column) });
    }
}

/// Tables whose cells have lost their separators: a line of metric nouns, then lines of a name and as many figures.
fn flattened(scene: &Scene<'_>, lines: &[Vec<Range<usize>>], found: &mut Vec<Draft>) {
    let mut heads: Vec<MetricId> = Vec::new();
    for line in lines {
        let Some(line) = line.first().filter(|_| line.len() == 1) else {
            heads.clear();
            continue;
        };
        let figures: Vec<usize> = figures_at_end(scene, line);
        if figures.is_empty() {
            heads = flat_head(scene, line);
        } else if figures.len() >= heads.len() && heads.len() > 1 {
            let first = scene.figures[figures[figures.len() - heads.len()]].tokens.start;
            flat_row(scene, line.start..first, &heads, &figures[figures.len() - heads.len()..], found);
        }
    }
}

/// The metrics of a line that is nothing but heads: few words, no verb, no mark, two metrics or more.
fn flat_head(scene: &Scene<'_>, line: &Range<usize>) -> Vec<MetricId> {
    let plain =
        line.len() <= 10 && !line.clone().any(|i| scene.word(i).verb || scene.is_mark(i) || scene.word(i).conjunction);
    let metrics = line.clone().filter_map(|i| scene.word(i).metric()).filter(|m| !scene.lexicon.is_generic(*m));
    let metrics: Vec<MetricId> = metrics.collect();
    if plain && metrics.len() > 1 { metrics } else { Vec::new() }
}

/// The figures that end a line with nothing between them.
fn figures_at_end(scene: &Scene<'_>, line: &Range<usize>) -> Vec<usize> {
    let (mut at, mut found) = (line.end, Vec::new());
    while let Some(figure) = at.checked_sub(1).filter(|i| line.contains(i)).and_then(|i| scene.word(i).figure) {
        found.push(figure);
        at = scene.figures[figure].tokens.start;
    }
    found.reverse();
    found
}

fn flat_row(scene: &Scene<'_>, name: Range<usize>, heads: &[MetricId], figures: &[usize], found: &mut Vec<Draft>) {
    if !name.clone().any(|i| scene.is_nominal(i)) {
        return;
    }
    for (metric, figure) in heads.iter().zip(figures) {
        let figure = &scene.figures[*figure];
        if figure.number().is_some() {
            let row = Some(Row { name: name.clone(), captions: [None, None], scope: None });
            found.push(Draft { row, ..draft(scene, figure, *metric, None, Cue::Column) });
        }
    }
}
