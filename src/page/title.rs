//! The headline: the heading, the metas and `<title>` as witnesses; the site's name is cut off, agreement decides.
//!
//! In: a page cut into blocks. Out: the [`Headline`] and the block that shows it.
//! May import: arabic, page.

use super::block::{Block, Place};
use super::near::Page;
use super::site::SiteNames;
use super::tree::{Hint, Tag};
use super::words::{likeness, vocabulary};
use crate::arabic::is_alphanumeric;

/// Most headings that are looked at.
const HEADINGS: usize = 48;
/// A heading that shares so much with what the page declares is its headline.
const AGREES: f32 = 0.5;
/// A declared title this like a line of the page is that line.
const SAME: f32 = 0.75;
/// Declared titles of so few words may be the site's name: a main heading of more words says more.
const LABEL_WORDS: usize = 2;
/// Words of a site's longest name, and how upright a heading must be that stands against it.
const SITE_WORDS: usize = 4;
const STANDING: f32 = 0.6;
/// Letters of the longest headline.
const LETTERS: u32 = 300;

/// A page's headline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Headline {
    pub text: String,
    /// The block that shows it, if any does.
    pub block: Option<usize>,
}

/// A title by one witness, its site's name cut off.
struct Witness {
    text: String,
    /// Its vocabulary.
    words: Vec<u64>,
    letters: usize,
    /// How far the witness is to be trusted.
    trust: f32,
}

/// A heading of the page.
struct Heading {
    block: usize,
    text: String,
    /// What its tag, class and place say for it.
    standing: f32,
    /// How like it is to the declared titles.
    agreement: f32,
}

/// Finds a page's headline.
pub(super) fn headline(page: &Page<'_, '_>, sites: &SiteNames) -> Option<Headline> {
    let declared = witnesses(page, sites);
    let headings = headings(page, sites, &declared);
    let score = |h: &Heading| h.standing + 2.0 * h.agreement;
    let best = headings.iter().max_by(|a, b| score(a).total_cmp(&score(b)));
    let trusted = best.filter(|h| h.agreement >= AGREES || (declared.is_empty() && h.standing > 0.0));
    if let Some(heading) = trusted {
        return Some(Headline { text: heading.text.clone(), block: Some(heading.block) });
    }
    let upright = best.filter(|h| h.standing > 0.0);
    let witness = agreed(&declared).map(|w| (w, shown(page, w)));
    let Some((witness, shown)) = witness.filter(|(w, shown)| !is_label(w, shown.is_some(), upright)) else {
        return upright.map(|h| Headline { text: h.text.clone(), block: Some(h.block) });
    };
    let text = shown.as_ref().map_or_else(|| witness.text.clone(), |(_, text)| text.clone());
    Some(Headline { text, block: shown.map(|(block, _)| block) })
}

/// Whether a declared title is rather the name of a site that declares no other: it is shorter than the main heading, or no line of the
/// page shows it though a heading stands above the text.
fn is_label(witness: &Witness, shown: bool, upright: Option<&Heading>) -> bool {
    let words = witness.words.len();
    upright.is_some_and(|h| {
        (words <= LABEL_WORDS && h.standing >= 1.0) || (words <= SITE_WORDS && !shown && h.standing >= STANDING)
    })
}

/// What the page declares as its title, without empty ones and those that only name the site.
fn witnesses(page: &Page<'_, '_>, sites: &SiteNames) -> Vec<Witness> {
    let declared = page.declared;
    let linked = declared.linked("headline").take(2).map(|t| (t, 1.0));
    let metas = [("og:title", 1.0), ("twitter:title", 0.8), ("headline", 0.9), ("dc.title", 0.8), ("title", 0.7)];
    let metas = metas.iter().flat_map(|(name, trust)| declared.all(name).take(1).map(|t| (t, *trust)));
    let title = declared.title.iter().map(|t| (t.as_str(), 0.7));
    let all = linked.chain(metas).chain(title);
    all.filter_map(|(text, trust)| {
        let text = sites.cut(&super::tidy::one_line(text));
        let words = vocabulary(&text);
        let letters = text.chars().filter(|c| is_alphanumeric(*c)).count();
        (!words.is_empty() && !sites.is_name(&text)).then_some(Witness { text, words, letters, trust })
    })
    .collect()
}

/// The declared title that the others agree with most.
fn agreed(declared: &[Witness]) -> Option<&Witness> {
    let support = |w: &Witness| {
        let others: f32 = declared.iter().map(|o| o.trust * likeness(&w.words, &o.words)).sum();
        others + w.trust
    };
    // Of equals the first is the surest.
    declared.iter().rev().max_by(|a, b| support(a).total_cmp(&support(b)))
}

/// The page's headings that can be its headline.
fn headings(page: &Page<'_, '_>, sites: &SiteNames, declared: &[Witness]) -> Vec<Heading> {
    let first = page.body().map_or(usize::MAX, |(first, _)| first);
    let candidates = page.blocks.iter().enumerate().filter(|(_, b)| may_be_headline(b)).take(HEADINGS);
    candidates
        .filter_map(|(block, b)| {
            let text = super::tidy::one_line(page.blocks.text(b));
            let words = vocabulary(&text);
            if words.is_empty() || sites.is_name(&text) {
                return None;
            }
            let agreement = declared.iter().map(|w| likeness(&words, &w.words)).fold(0.0, f32::max);
            Some(Heading { block, standing: standing(b, &words, block, first), text, agreement })
        })
        .collect()
}

fn may_be_headline(block: &Block) -> bool {
    let foreign = Hint::RELATED | Hint::COMMENT | Hint::NAV | Hint::FOOTER;
    let heading = block.place.any(Place::HEADING) || block.own.any(Hint::TITLE) || block.around.any(Hint::TITLE);
    heading
        && block.size.letters <= LETTERS
        && !block.around.any(foreign)
        && !block.place.any(Place(Place::NAV.0 | Place::FOOTER.0))
}

/// What speaks for a heading by itself: its rank, its length, and that the body follows soon.
fn standing(block: &Block, words: &[u64], at: usize, first: usize) -> f32 {
    let rank = match block.tag {
        Tag::H1 => 1.0,
        Tag::H2 => 0.6,
        Tag::H3 => 0.4,
        _ => 0.2,
    };
    let class = if block.own.any(Hint::TITLE) { 0.2 } else { 0.0 };
    let length = if words.len() < 3 { -0.8 } else { 0.0 };
    let place = match first.checked_sub(at) {
        Some(distance) => 0.4 - 0.02 * distance.min(40) as f32,
        None => -0.7,
    };
    let linked = if block.link_density() > 0.5 { -0.3 } else { 0.0 };
    rank + class + length + place + linked
}

/// The first line of the page that says what a declared title says, heading or not.
fn shown(page: &Page<'_, '_>, witness: &Witness) -> Option<(usize, String)> {
    let letters = witness.letters;
    let like = |b: &Block| (b.size.letters as usize).abs_diff(letters) <= letters / 3 && !b.place.any(Place::NAV);
    let mut lines = page.blocks.iter().enumerate().filter(|(_, b)| like(b)).take(HEADINGS);
    lines.find_map(|(i, b)| {
        let text = super::tidy::one_line(page.blocks.text(b));
        (likeness(&vocabulary(&text), &witness.words) >= SAME).then_some((i, text))
    })
}
