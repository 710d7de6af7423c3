//! Trains the score cards that judge blocks: writes `lexicon/block_cards.tsv`.
//!
//! `train_cards FOLDER CARDS`: FOLDER holds pages, `ID.html` or `ID.html.gz`, and `gold.json`, which gives for each ID its `main_content`. Prints what the
//! cards reach on pages of sites that they have not seen, then trains on all pages and writes the file CARDS. The same input gives the
//! same cards.
//!
//! A block is the article's when half of its runs of three words stand in the main content. The first card is a logistic regression over the features of
//! `src/page/feature.rs`; the second goes over the same and over what the first thinks of the blocks nearby, as told by a card that did not see the page's site.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::Path;

use marsad::page::{Feature, Hints, Observed, SHARED, declared_address, families, observe_html};

/// Parts into which the sites are dealt.
const FOLDS: usize = 4;
/// Weight of all blocks of one page, each by its share of the letters.
const PAGE: f32 = 100.0;
/// Strength by which weights are held near nought, for either card.
const HELD: [f32; 2] = [20.0, 4.0];
/// Pages on which a first card that has not seen their site does no better than this teach nothing: what is given as their main content is a part of
/// it, or they are hardly articles.
const TAUGHT: f64 = 0.6;
/// Steps of the descent.
const STEPS: usize = 400;
/// The first card's log-odds count in the second up to this.
const CLIP: f32 = 6.0;

struct Page {
    observed: Observed,
    gold: Vec<String>,
    good: Vec<bool>,
    weights: Vec<f32>,
    fold: usize,
    /// Whether cards learn from it.
    teaches: bool,
}

/// One card: a weight for every bin of every family, the bias, and what the first card's log-odds count for.
#[derive(Clone)]
struct Card {
    weights: Vec<f32>,
    bias: f32,
    slope: f32,
}

/// A block as one card sees it.
struct Row {
    places: Vec<u32>,
    alone: f32,
    weight: f32,
    good: bool,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let mut pages = read(Path::new(&words[1]));
    println!("{} pages, {} blocks", pages.len(), pages.iter().map(|p| p.good.len()).sum::<usize>());
    let alone = first(&pages);
    println!("first card, sites not seen: F1 {:.4}", mean(&pages, &alone));
    for (page, alone) in pages.iter_mut().zip(&alone) {
        page.teaches = f1(page, alone) > TAUGHT;
    }
    let alone = first(&pages);
    println!("the same, taught by {}: F1 {:.4}", pages.iter().filter(|p| p.teaches).count(), mean(&pages, &alone));
    let second: Vec<Card> = (0..FOLDS).map(|f| train(&pages, |p| p.fold != f, Some(&alone))).collect();
    let judged: Vec<Vec<f32>> = pages.iter().zip(&alone).map(|(p, a)| odds(&second[p.fold], p, Some(a))).collect();
    println!("both cards, sites not seen: F1 {:.4}", mean(&pages, &judged));
    let cards = [train(&pages, |_| true, None), train(&pages, |_| true, Some(&alone))];
    let alone: Vec<Vec<f32>> = pages.iter().map(|p| odds(&cards[0], p, None)).collect();
    let judged: Vec<Vec<f32>> = pages.iter().zip(&alone).map(|(p, a)| odds(&cards[1], p, Some(a))).collect();
    println!("both cards, trained on all: F1 {:.4}", mean(&pages, &judged));
    fs::write(&words[2], written(&cards, &fs::read_to_string(&words[2]).unwrap_or_default())).unwrap();
}

/// What the first card thinks of each page when it has not seen the page's site.
fn first(pages: &[Page]) -> Vec<Vec<f32>> {
    let cards: Vec<Card> = (0..FOLDS).map(|f| train(pages, |p| p.fold != f, None)).collect();
    pages.iter().map(|p| odds(&cards[p.fold], p, None)).collect()
}

/// Reads the pages in the order of their names.
fn read(folder: &Path) -> Vec<Page> {
    let gold: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    gold.iter()
        .filter_map(|(id, gold)| Some(page(&bytes(folder, id)?, gold["main_content"].as_str().unwrap_or(""))))
        .collect()
}

fn bytes(folder: &Path, id: &str) -> Option<Vec<u8>> {
    if let Ok(plain) = fs::read(folder.join(format!("{id}.html"))) {
        return Some(plain);
    }
    let packed = fs::read(folder.join(format!("{id}.html.gz"))).ok()?;
    let mut page = Vec::new();
    flate2::read::MultiGzDecoder::new(&*packed).read_to_end(&mut page).ok()?;
    Some(page)
}

fn page(bytes: &[u8], gold: &str) -> Page {
    let observed = observe_html(bytes, &Hints::default());
    let gold = words(gold);
    let runs: HashSet<&[String]> = gold.windows(3).collect();
    let single: HashSet<&String> = gold.iter().collect();
    let good = observed.blocks.iter().map(|b| is_good(&words(&b.text), &runs, &single)).collect();
    let all = observed.blocks.iter().map(|b| b.letters as f32 + 1.0).sum::<f32>();
    let weights = observed.blocks.iter().map(|b| PAGE * (b.letters as f32 + 1.0) / all).collect();
    let site = declared_address(bytes)
        .and_then(|a| Some(a.split('/').nth(2)?.to_owned()))
        .unwrap_or_else(|| format!("{}", bytes.len()));
    let fold = site.bytes().fold(17usize, |hash, b| hash.wrapping_mul(31).wrapping_add(b.into())) / 7 % FOLDS;
    Page { observed, gold, good, weights, fold, teaches: true }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Blocks of less than three words are good when all their words are the article's.
fn is_good(block: &[String], runs: &HashSet<&[String]>, single: &HashSet<&String>) -> bool {
    if block.len() < 3 {
        return !block.is_empty() && block.iter().all(|w| single.contains(w));
    }
    block.windows(3).filter(|run| runs.contains(run)).count() * 2 >= block.len() - 2
}

/// Where each family's bins begin among all weights.
fn starts() -> Vec<usize> {
    families().iter().scan(0, |at, (_, bins)| Some(std::mem::replace(at, *at + bins))).collect()
}

fn places(features: &[Feature], starts: &[usize]) -> impl Iterator<Item = u32> {
    features.iter().map(|(family, bin)| (starts[*family] + bin) as u32)
}

/// What a card sees of a page; the second sees what the first thinks.
fn rows(page: &Page, alone: Option<&Vec<f32>>, starts: &[usize]) -> Vec<Row> {
    let nearby = alone.map(|alone| page.observed.nearby(alone));
    let row = |i: usize| {
        let own = places(&page.observed.blocks[i].features, starts);
        let near = nearby.iter().flat_map(|n| places(&n[i], starts));
        let alone = alone.map_or(0.0, |alone| alone[i].clamp(-CLIP, CLIP));
        Row { places: own.chain(near).collect(), alone, weight: page.weights[i], good: page.good[i] }
    };
    (0..page.good.len()).map(row).collect()
}

impl Card {
    fn odds(&self, row: &Row) -> f32 {
        self.bias + self.slope * row.alone + row.places.iter().map(|at| self.weights[*at as usize]).sum::<f32>()
    }
}

fn odds(card: &Card, page: &Page, alone: Option<&Vec<f32>>) -> Vec<f32> {
    rows(page, alone, &starts()).iter().map(|row| card.odds(row)).collect()
}

/// Fits a card to the chosen pages.
fn train(pages: &[Page], chosen: impl Fn(&Page) -> bool, alone: Option<&[Vec<f32>]>) -> Card {
    let starts = starts();
    let chosen = pages.iter().enumerate().filter(|(_, p)| p.teaches && chosen(p));
    let rows: Vec<Row> = chosen.flat_map(|(i, p)| rows(p, alone.map(|a| &a[i]), &starts)).collect();
    let bins = families().iter().map(|(_, bins)| bins).sum();
    descend(&rows, bins, HELD[usize::from(alone.is_some())])
}

/// Nesterov's descent; each weight's step is bounded by its own curvature. The two last weights are the slope and the bias.
fn descend(rows: &[Row], bins: usize, held: f32) -> Card {
    let most = rows.iter().map(|r| r.places.len() + 2).max().unwrap_or(1) as f32;
    let mut curved = vec![0.0f32; bins + 2];
    for row in rows {
        let step = 0.25 * most * row.weight;
        row.places.iter().for_each(|at| curved[*at as usize] += step);
        curved[bins] += step * row.alone * row.alone;
        curved[bins + 1] += step;
    }
    let held = |at: usize| if at < bins { held } else { 1e-3 };
    let (mut now, mut ahead, mut pace) = (vec![0.0f32; bins + 2], vec![0.0f32; bins + 2], 1.0f32);
    for _ in 0..STEPS {
        let slopes = gradient(rows, &card(&ahead));
        let next_pace = (1.0 + (1.0 + 4.0 * pace * pace).sqrt()) / 2.0;
        for at in 0..now.len() {
            let next = ahead[at] - (slopes[at] + held(at) * ahead[at]) / (curved[at] + held(at));
            ahead[at] = next + (pace - 1.0) / next_pace * (next - now[at]);
            now[at] = next;
        }
        pace = next_pace;
    }
    card(&now)
}

fn card(weights: &[f32]) -> Card {
    let (weights, last) = weights.split_at(weights.len() - 2);
    Card { weights: weights.to_vec(), slope: last[0], bias: last[1] }
}

fn gradient(rows: &[Row], card: &Card) -> Vec<f32> {
    let bins = card.weights.len();
    let mut slopes = vec![0.0f32; bins + 2];
    for row in rows {
        let chance = 1.0 / (1.0 + (-card.odds(row)).exp());
        let slope = row.weight * (chance - f32::from(u8::from(row.good)));
        row.places.iter().for_each(|at| slopes[*at as usize] += slope);
        slopes[bins] += slope * row.alone;
        slopes[bins + 1] += slope;
    }
    slopes
}

/// Mean F1 of the words of the blocks whose log-odds are above nought.
fn mean(pages: &[Page], odds: &[Vec<f32>]) -> f64 {
    pages.iter().zip(odds).map(|(page, odds)| f1(page, odds)).sum::<f64>() / pages.len() as f64
}

fn f1(page: &Page, odds: &[f32]) -> f64 {
    let chosen = page.observed.blocks.iter().zip(odds).filter(|(_, odds)| **odds > 0.0);
    let got: Vec<String> = chosen.flat_map(|(block, _)| words(&block.text)).collect();
    let mut wanted: HashMap<&String, usize> = HashMap::new();
    page.gold.iter().for_each(|w| *wanted.entry(w).or_default() += 1);
    let both =
        got.iter().filter(|w| wanted.get_mut(w).is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)).count();
    match (both, page.gold.len() + got.len()) {
        (_, 0) => 1.0,
        (both, all) => 2.0 * both as f64 / all as f64,
    }
}

/// The cards as a lexicon, under the comment of the one that was there.
fn written(cards: &[Card; 2], before: &str) -> String {
    let mut out: String =
        before.lines().take_while(|line| line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    out.push_str("card\tfamily\tweights\n");
    for (n, card) in cards.iter().enumerate() {
        let _ = writeln!(out, "{}\tbias\t{}", n + 1, number(card.bias));
        if n == 1 {
            let _ = writeln!(out, "2\tslope\t{}", number(card.slope));
        }
        let seen = if n == 0 { SHARED } else { families().len() };
        for ((name, bins), start) in families().iter().zip(starts()).take(seen) {
            let weights: Vec<String> = card.weights[start..start + bins].iter().map(|w| number(*w)).collect();
            let _ = writeln!(out, "{}\t{name}\t{}", n + 1, weights.join(" "));
        }
    }
    out
}

fn number(weight: f32) -> String {
    let text = format!("{weight:.3}");
    if matches!(text.as_str(), "0.000" | "-0.000") { "0".to_owned() } else { text }
}
