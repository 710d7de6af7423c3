//! Score cards: a block's features add up to the log-odds that it belongs to the article.
//!
//! The first card judges a block by itself and by what stands around it; the second by the same and by what the first
//! thinks of the blocks near it, so that a short line among paragraphs is kept and one among headlines is not. The weights
//! are data, `lexicon/block_cards.tsv`, learned by logistic regression; every feature has a name and can be looked up.
//!
//! In: blocks. Out: log-odds. May import: lexicon, page.

use std::sync::LazyLock;

use super::block::Blocks;
use super::feature::{FAMILIES, Family, SIZES, bin, family, features, neighbours, size};
use super::surroundings::Surroundings;
use super::tree::Tree;
use crate::lexicon::{LexiconError, Table};

/// Families of the second card: how sure the first is of the block (8 bins, 9 with "none") against its surroundings.
pub(super) const NEARBY: [Family; 10] = [
    family("own_size", SURE * SIZES),
    family("beside", (SURE + 1) * (SURE + 1)),
    family("beside_2", (SURE + 1) * (SURE + 1)),
    family("windows", SURE * SURE),
    family("group_own", (SURE + 1) * SURE),
    family("before_own", PLACES * SURE),
    family("after_own", PLACES * SURE),
    family("group_size", (SURE + 1) * SIZES),
    family("own_windows", SURE * SURE * SURE),
    family("beside_size", (SURE + 1) * (SURE + 1) * SIZES),
];

/// Bins of [`sure`], of a place among all that the first card is sure of.
const SURE: usize = 8;
const PLACES: usize = 7;

/// Blocks on each side that a window spans.
const WINDOW: usize = 6;

/// The places where the families' weights begin, those of the second card's own families last; behind them the end.
const STARTS: [usize; ALL + 1] = {
    let (mut starts, mut at) = ([0; ALL + 1], 0);
    while at < ALL {
        let bins = if at < FAMILIES.len() { FAMILIES[at].bins } else { NEARBY[at - FAMILIES.len()].bins };
        starts[at + 1] = starts[at] + bins;
        at += 1;
    }
    starts
};
const ALL: usize = FAMILIES.len() + NEARBY.len();

/// What both cards say: the first judges alone, the second with the first.
#[derive(Debug, Default)]
struct Cards {
    bias: [f32; 2],
    /// What the first card's log-odds, clipped, count for in the second.
    slope: f32,
    /// The weights of every bin on both cards, side by side: whatever is looked up is looked up for both.
    weights: Vec<[f32; 2]>,
}

impl Cards {
    fn weight(&self, family: usize, bin: usize) -> [f32; 2] {
        self.weights.get(STARTS[family] + bin).copied().unwrap_or_default()
    }
}

static CARDS: LazyLock<Cards> =
    LazyLock::new(|| read(include_str!("../../lexicon/block_cards.tsv")).unwrap_or_default());

fn read(text: &str) -> Result<Cards, LexiconError> {
    let mut cards = Cards { weights: vec![[0.0; 2]; STARTS[ALL]], ..Cards::default() };
    for row in Table::parse("block_cards.tsv", text)?.rows() {
        let number = |w: &str| w.parse::<f32>().map_err(|_| row.error("weights", format!("`{w}` is no number")));
        let weights = row.get("weights").split(' ').map(number).collect::<Result<Vec<f32>, _>>()?;
        let (card, name) = (usize::from(row.get("card") == "2"), row.get("family"));
        let place = FAMILIES.iter().chain(&NEARBY).position(|f| f.name == name);
        match (name, place) {
            ("bias", _) => cards.bias[card] = weights.first().copied().unwrap_or(0.0),
            ("slope", _) => cards.slope = weights.first().copied().unwrap_or(0.0),
            (_, Some(at)) => {
                let bins = cards.weights.get_mut(STARTS[at]..STARTS[at + 1]).filter(|bins| bins.len() == weights.len());
                let bins = bins.ok_or_else(|| row.error("weights", format!("not as many as `{name}` has bins")))?;
                bins.iter_mut().zip(weights).for_each(|(bin, weight)| bin[card] = weight);
            }
            _ => return Err(row.error("family", format!("`{name}` is no family of features"))),
        }
    }
    Ok(cards)
}

/// The log-odds of every block.
pub(super) fn log_odds(tree: &Tree<'_>, blocks: &Blocks, around: &Surroundings) -> Vec<f32> {
    let (cards, neighbours) = (&*CARDS, neighbours(blocks));
    let own = |i: usize| {
        let [mut first, mut second] = cards.bias;
        features(blocks, around, &neighbours, i, |family, bin| {
            let weight = cards.weight(family, bin);
            first += weight[0];
            second += weight[1];
        });
        (first, second)
    };
    let (alone, own): (Vec<f32>, Vec<f32>) = (0..blocks.len()).map(own).unzip();
    let parents: Vec<usize> = blocks.iter().map(|b| tree.node(b.holder).parent as usize).collect();
    let letters: Vec<u32> = blocks.iter().map(|b| b.size.letters).collect();
    let near = Nearby::new(&parents, &letters, &alone);
    (0..blocks.len())
        .map(|i| {
            let mut sum = own[i] + cards.slope * alone[i].clamp(-6.0, 6.0);
            near.features(i, letters[i], |family, bin| sum += cards.weight(FAMILIES.len() + family, bin)[1]);
            sum
        })
        .collect()
}

/// What the first card thinks of the blocks around each block; `Sum` is chance times weight, and weight.
pub(super) struct Nearby {
    chances: Vec<f32>,
    /// Sums over the blocks before each block, and over all.
    before: Vec<Sum>,
    /// Sums over the blocks with the same parent, this one left out.
    groups: Vec<Sum>,
}

#[derive(Clone, Copy, Default)]
struct Sum(f32, f32);

impl Sum {
    fn less(self, other: Sum) -> Sum {
        Sum(self.0 - other.0, self.1 - other.1)
    }

    fn mean(self) -> f32 {
        self.0 / self.1.max(1.0)
    }
}

impl Nearby {
    /// From each block's parent, its letters and the first card's log-odds.
    pub fn new(parents: &[usize], letters: &[u32], alone: &[f32]) -> Self {
        let chances: Vec<f32> = alone.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect();
        let weights: Vec<f32> = letters.iter().map(|letters| (*letters).min(400) as f32 + 3.0).collect();
        let (mut before, mut sum) = (vec![Sum::default()], Sum::default());
        let mut of_parents = vec![Sum::default(); parents.iter().max().map_or(0, |last| last + 1)];
        for ((parent, chance), weight) in parents.iter().zip(&chances).zip(&weights) {
            let group = &mut of_parents[*parent];
            *group = Sum(group.0 + chance * weight, group.1 + weight);
            sum = Sum(sum.0 + chance * weight, sum.1 + weight);
            before.push(sum);
        }
        let own = |i: usize| Sum(chances[i] * weights[i], weights[i]);
        let groups = parents.iter().enumerate().map(|(i, parent)| of_parents[*parent].less(own(i))).collect();
        Self { chances, before, groups }
    }

    /// Calls `found` with the features of block `i`, which has so many letters.
    pub fn features(&self, i: usize, letters: u32, mut found: impl FnMut(usize, usize)) {
        let size = size(letters);
        let (own, count) = (sure(self.chances[i]), self.chances.len());
        let beside = |at: Option<usize>| at.and_then(|at| self.chances.get(at)).map_or(8, |c| sure(*c));
        let (left, right) = (beside(i.checked_sub(1)), beside(Some(i + 1)));
        let to_left = sure(self.before[i].less(self.before[i.saturating_sub(WINDOW)]).mean());
        let to_right = sure(self.before[(i + 1 + WINDOW).min(count)].less(self.before[i + 1]).mean());
        let group = if self.groups[i].1 > 0.5 { sure(self.groups[i].mean()) } else { 8 };
        let all = self.before[count].0.max(1.0);
        let place = |share: f32| bin(share, &[0.001, 0.02, 0.1, 0.5, 0.9, 0.98]);
        found(0, own * 4 + size);
        found(1, left * 9 + right);
        found(2, beside(i.checked_sub(2)) * 9 + beside(Some(i + 2)));
        found(3, to_left * 8 + to_right);
        found(4, group * 8 + own);
        found(5, place(self.before[i].0 / all) * 8 + own);
        found(6, place(1.0 - self.before[i + 1].0 / all) * 8 + own);
        found(7, group * 4 + size);
        found(8, own * 64 + to_left * 8 + to_right);
        found(9, left * 36 + right * 4 + size);
    }
}

/// How sure a chance is, in eight bins.
fn sure(chance: f32) -> usize {
    bin(chance, &[0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cards_are_whole() {
        let table = include_str!("../../lexicon/block_cards.tsv");
        let cards = read(table).unwrap();
        assert!(cards.slope != 0.0 && cards.bias.iter().all(|bias| *bias != 0.0));
        for (family, at) in FAMILIES.iter().chain(&NEARBY).zip(STARTS) {
            assert!(cards.weights[at..at + family.bins].iter().any(|both| both[1] != 0.0), "{}", family.name);
        }
        assert!(read(&table.replacen(" 0 ", " ", 1)).is_err());
    }
}
