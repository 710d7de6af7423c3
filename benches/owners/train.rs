//! Trains the card that weighs the owners of figures: writes `lexicon/owner_cards.tsv`.
//!
//! `train_owners CARDS GOLD…`: GOLD are files in the form of `fixtures/gold/claims.jsonl` or, by their ending, of `fixtures/owners.txt`. Prints how many owners are right by the rules alone, by the card
//! alone and by both on items that the card did not see, then trains on all items and writes the file CARDS. The same input gives the same card.
//!
//! The card is a conditional logit: of the candidates for a figure's owner (`src/claims/subject/features.rs`) those whose name holds one of the gold's are
//! right, and each candidate's odds are what its features weigh together.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;

use marsad::arabic::fold;
use marsad::claims::{Candidate, observe};
use marsad::page::read_text;
use serde_json::Value;

/// Parts into which the items are dealt.
const FOLDS: usize = 5;
/// How often a feature must be seen.
const SEEN: usize = 10;
/// Strength by which weights are held near nought.
const HELD: f64 = 1.0;
/// Steps of the descent, and the length of one.
const STEPS: usize = 300;
const STEP: f64 = 0.05;
/// By how much whom the rules found goes ahead, as in `src/claims/subject/card.rs`.
const RULE: f64 = 0.75;

/// A figure whose owner the gold knows.
struct Figure {
    item: usize,
    candidates: Vec<Candidate>,
    right: Vec<bool>,
}

/// The figures as the descent sees them: each candidate's features by number.
struct Row {
    places: Vec<Vec<u32>>,
    right: Vec<bool>,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let figures = read(&words[2..]);
    let known = figures.iter().filter(|f| f.right.contains(&true)).count();
    println!("{} figures, the owner of {known} among their candidates", figures.len());
    let (mut rules, mut alone, mut both) = (0, 0, 0);
    for fold in 0..FOLDS {
        let card = train(figures.iter().filter(|f| f.item % FOLDS != fold));
        for figure in figures.iter().filter(|f| f.item % FOLDS == fold) {
            let first = figure.candidates.iter().position(|c| c.found);
            rules += usize::from(first.is_some_and(|at| figure.right[at]));
            alone += usize::from(figure.right[best(&card, figure, 0.0)]);
            both += usize::from(figure.right[best(&card, figure, RULE)]);
        }
    }
    let share = |n: usize| n as f64 / figures.len() as f64;
    println!("items not seen: rules {:.4}, card {:.4}, both {:.4}", share(rules), share(alone), share(both));
    fs::write(&words[1], written(&train(figures.iter()))).unwrap();
}

/// A text with its claims: metric, value, the names of whose it is.
type Item = (String, Vec<(String, f64, Vec<String>)>);

/// The figures of all items that have candidates and an owner in the gold.
fn read(paths: &[String]) -> Vec<Figure> {
    let items = paths.iter().flat_map(|path| {
        let text = fs::read_to_string(path).unwrap();
        if path.ends_with(".txt") { table(&text) } else { gold(&text) }
    });
    items.enumerate().flat_map(|(number, item)| figures(number, &item)).collect()
}

fn gold(text: &str) -> Vec<Item> {
    let item = |line: &str| {
        let gold: Value = serde_json::from_str(line).unwrap();
        let wanted = |c: &&Value| c["core"].as_bool().unwrap_or(true) && !c["optional"].as_bool().unwrap_or(false);
        let claim = |c: &Value| (c["metric"].as_str().unwrap().to_owned(), c["value"].as_f64().unwrap(), names(c));
        let claims = gold["claims"].as_array().unwrap().iter().filter(wanted).map(claim).collect();
        (gold["text"].as_str().unwrap().to_owned(), claims)
    };
    text.lines().map(item).collect()
}

/// Sentences, and under each, set in, metric, value and whose; `-` is nobody.
fn table(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut cells = line.trim().splitn(3, ' ').map(str::to_owned);
        match items.last_mut().filter(|_| line.starts_with(' ')) {
            Some((_, claims)) => {
                let (metric, value) = (cells.next().unwrap(), cells.next().unwrap().parse().unwrap());
                let name = plain(&cells.next().unwrap());
                claims.extend(Some((metric, value, vec![name])).filter(|(_, _, names)| !names[0].is_empty()));
            }
            None => items.push((line.replace("\\n", "\n"), Vec::new())),
        }
    }
    items
}

fn figures(item: usize, (text, claims): &Item) -> Vec<Figure> {
    let article = read_text(text.as_bytes(), &Default::default());
    let mut seen: Vec<_> = observe(&article).into_iter().map(Some).collect();
    let mut all = Vec::new();
    for (metric, value, names) in claims {
        let same = |o: &Option<marsad::claims::Observed>| {
            o.as_ref().is_some_and(|o| o.metric == *metric && (o.value - value).abs() <= 1e-6 * value.abs().max(1.0))
        };
        let Some(found) = seen.iter_mut().find(|o| same(o)).and_then(Option::take) else { continue };
        let right = |c: &Candidate| names.iter().any(|name| plain(&c.name).contains(name.as_str()));
        let right: Vec<bool> = found.candidates.iter().map(right).collect();
        if !found.candidates.is_empty() {
            all.push(Figure { item, candidates: found.candidates, right });
        }
    }
    all
}

fn names(claim: &Value) -> Vec<String> {
    let alternatives = claim["subject_alts"].as_array().into_iter().flatten();
    std::iter::once(&claim["subject_core"]).chain(alternatives).filter_map(Value::as_str).map(plain).collect()
}

/// Letters and digits, folded, with single spaces.
fn plain(name: &str) -> String {
    let folded: String = fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fits a card to the figures whose owner is among their candidates.
fn train<'f>(figures: impl Iterator<Item = &'f Figure>) -> HashMap<String, f64> {
    let figures: Vec<&Figure> = figures.filter(|f| f.right.contains(&true)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let features = figures.iter().flat_map(|f| &f.candidates).flat_map(|c| &c.features);
    features.for_each(|f| *counts.entry(f).or_default() += 1);
    let mut named: Vec<&str> = counts.into_iter().filter(|(_, n)| *n >= SEEN).map(|(f, _)| f).collect();
    named.sort_unstable();
    let numbers: HashMap<&str, u32> = named.iter().enumerate().map(|(at, f)| (*f, at as u32)).collect();
    let places = |c: &Candidate| c.features.iter().filter_map(|f| numbers.get(f.as_str()).copied()).collect();
    let row = |f: &&Figure| Row { places: f.candidates.iter().map(places).collect(), right: f.right.clone() };
    let weights = descend(&figures.iter().map(row).collect::<Vec<_>>(), named.len());
    named.into_iter().map(str::to_owned).zip(weights).collect()
}

/// Adam's descent (Kingma and Ba, 2015) on the log-odds of the right candidates.
fn descend(rows: &[Row], size: usize) -> Vec<f64> {
    let (mut weights, mut mean, mut square) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for step in 1..=STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|w| HELD * w).collect();
        rows.iter().for_each(|row| add_slope(row, &weights, &mut slope));
        let (first, second) = (1.0 - 0.9f64.powi(step as i32), 1.0 - 0.999f64.powi(step as i32));
        for at in 0..size {
            mean[at] = 0.9 * mean[at] + 0.1 * slope[at];
            square[at] = 0.999 * square[at] + 0.001 * slope[at] * slope[at];
            weights[at] -= STEP * (mean[at] / first) / ((square[at] / second).sqrt() + 1e-8);
        }
    }
    weights
}

/// Each candidate's share of the odds, less its share among those that are right.
fn add_slope(row: &Row, weights: &[f64], slope: &mut [f64]) {
    let sum = |places: &Vec<u32>| places.iter().map(|at| weights[*at as usize]).sum::<f64>();
    let sums: Vec<f64> = row.places.iter().map(sum).collect();
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = sums.iter().map(|s| (s - most).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds.iter().zip(&row.right).filter(|(_, right)| **right).map(|(o, _)| o).sum();
    for ((places, odd), is_right) in row.places.iter().zip(&odds).zip(&row.right) {
        let wanted = if *is_right { odd / right.max(1e-30) } else { 0.0 };
        places.iter().for_each(|at| slope[*at as usize] += odd / all - wanted);
    }
}

/// The candidate whose features weigh most, the first of several.
fn best(card: &HashMap<String, f64>, figure: &Figure, rule: f64) -> usize {
    let sum = |c: &Candidate| {
        let features: f64 = c.features.iter().filter_map(|f| card.get(f)).sum();
        features + if c.found { rule } else { 0.0 }
    };
    let sums: Vec<f64> = figure.candidates.iter().map(sum).collect();
    (0..sums.len()).rev().max_by(|a, b| sums[*a].total_cmp(&sums[*b])).unwrap_or_default()
}

/// The card as a lexicon, in the order of its features.
fn written(card: &HashMap<String, f64>) -> String {
    let mut rows: Vec<(&String, &f64)> = card.iter().filter(|(_, w)| w.abs() >= 0.005).collect();
    rows.sort_by_key(|(feature, _)| *feature);
    let mut out = String::from(
        "# The weights of what a candidate for the owner of a figure shows, in log-odds: trained by `benches/owners/train.rs` on the project's gold.\nfeature\tweight\n",
    );
    rows.iter().for_each(|(feature, weight)| writeln!(out, "{feature}\t{weight:.2}").unwrap());
    out
}
