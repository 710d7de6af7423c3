//! Content: which blocks are the article.
//!
//! In: blocks. Out: a [`Fate`] for each.
//! May import: page, lexicon, record.

use std::ops::Range;

use super::block::{Block, Blocks, Place};
use super::card::log_odds;
use super::copyright::strip_copyright;
use super::dateline::is_of_dates;
use super::declared::Declared;
use super::repeats::Repeats;
use super::surroundings::{Surroundings, prose};
use super::ticker::is_ticker;
use super::tree::{Hint, NodeId, Tag, Tree};
use super::twice::strip_repetitions;
use super::witness::{Witness, Word};
use crate::arabic::{is_alphabetic, is_alphanumeric, is_numeric};
use crate::lexicon::boilerplate;
use crate::record::Boilerplate;

/// Share of the prose that the element holds which is taken for the article's.
const CORE: f32 = 0.85;
/// A block of links above this share of its letters is an item of a list.
const LISTED: f32 = 0.8;
/// Bytes of the longest date that stands alone.
const STAMP: usize = 80;
/// Words of the shortest lead.
const LEAD: u32 = 6;
/// Words of the shortest sentence that goes with the lines before it.
const SENTENCE: u32 = 4;
/// Longest block, in words, in which phrases of the lexicon are looked for.
const PHRASE_WORDS: u32 = 60;
/// Words of the shortest linked line that is no item of a menu and heads nothing.
const HEADLINE: u32 = 5;

/// What becomes of a block, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fate {
    /// It is part of the article.
    Kept,
    /// It repeats the title.
    Title,
    /// It is boilerplate.
    Stripped(Boilerplate, Why),
}

/// Why a block is not part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The score cards.
    Cards,
    /// A phrase of the lexicon.
    Phrase,
    /// The heading above it.
    Heading,
    /// A bar of headlines.
    Ticker,
    /// It stands outside the element that holds the article.
    Outside,
    /// The metadata holds what it says.
    Metadata,
    /// It says little and stands in a caption or an aside.
    Place,
    /// Other pages of the site say it too.
    Repeated,
    /// The article's text in JSON-LD lacks it.
    Witness,
    /// It is a copyright line, or shares its element with one.
    Copyright,
    /// The article said it before.
    Twice,
}

/// Judges every block; log-odds above zero speak for the article. `repeats` is what the site's pages share.
pub(super) fn judge(tree: &Tree<'_>, blocks: &Blocks, declared: &Declared, repeats: Option<&Repeats>) -> Vec<Fate> {
    let title = title_block(blocks, declared);
    let odds = log_odds(tree, blocks, &Surroundings::new(tree, blocks, title));
    let core = core(tree, blocks, &odds);
    let fragment = is_fragment(blocks, &odds);
    let mut fates: Vec<Fate> = (0..)
        .zip(blocks.iter().zip(&odds))
        .map(|(i, (block, odds))| {
            let spoken_for =
                *odds > 0.0 || is_below(title, i) && is_lead(block) || fragment && block.size.words >= LEAD;
            let spoken_for = spoken_for && !block.around.any(Hint::COMMENT);
            match (spoken_for, core.contains(&block.nodes.start) || prose(block) > 0.0 || is_lead(block)) {
                (true, true) => Fate::Kept,
                (true, false) => Fate::Stripped(kind(block), Why::Outside),
                (false, _) => Fate::Stripped(kind(block), Why::Cards),
            }
        })
        .collect();
    carry_on(blocks, &mut fates);
    if let Some(witness) = Witness::of(declared) {
        hear(blocks, &witness, &mut fates);
    }
    veto(blocks, &mut fates);
    strip_copyright(tree, blocks, &mut fates);
    if let Some(repeats) = repeats.filter(|r| !r.is_empty()) {
        forget(blocks, repeats, &mut fates);
    }
    strip_repetitions(blocks, &mut fates);
    if let Some(title) = title {
        fates[title] = Fate::Title;
    }
    fates
}

/// Whether a block is what an article says first, which often stands above the element that holds the rest.
fn is_lead(block: &Block) -> bool {
    block.own.any(Hint::LEAD) && block.size.words >= LEAD && block.linked == 0
}

/// Whether a page without a link is so short that the cards find no article on it: a piece of one that somebody saved.
fn is_fragment(blocks: &[Block], odds: &[f32]) -> bool {
    odds.iter().all(|odds| *odds <= 0.0) && blocks.iter().all(|block| block.links == 0)
}

/// Whether block `i` stands right below the title.
fn is_below(title: Option<usize>, i: usize) -> bool {
    title.is_some_and(|title| (title + 1..=title + 2).contains(&i))
}

/// A sentence that only a `<br>` parts from the article's lines before it is one of them, however short.
fn carry_on(blocks: &[Block], fates: &mut [Fate]) {
    for (at, pair) in blocks.windows(2).enumerate() {
        let [before, block] = pair else { continue };
        let sentence = block.size.stops > 0 && block.size.words >= SENTENCE && block.linked == 0;
        let goes_on = block.after_br && block.holder == before.holder && fates[at] == Fate::Kept;
        if goes_on && sentence && matches!(fates[at + 1], Fate::Stripped(_, Why::Cards)) {
            fates[at + 1] = Fate::Kept;
        }
    }
}

/// The log-odds that [`judge`] starts from.
pub(super) fn odds(tree: &Tree<'_>, blocks: &Blocks, declared: &Declared) -> Vec<f32> {
    log_odds(tree, blocks, &Surroundings::new(tree, blocks, title_block(blocks, declared)))
}

/// The smallest element that holds nearly all prose judged to be the article's; the whole page when there is none.
fn core(tree: &Tree<'_>, blocks: &[Block], odds: &[f32]) -> Range<NodeId> {
    let mut before = vec![0.0];
    for (block, odds) in blocks.iter().zip(odds) {
        let sum = before.last().copied().unwrap_or(0.0);
        before.push(sum + if *odds > 0.0 { prose(block) } else { 0.0 });
    }
    let wanted = before.last().copied().unwrap_or(0.0) * CORE;
    let place = |id: NodeId| blocks.partition_point(|b| b.nodes.start < id);
    let holds = |id: &NodeId| before[place(tree.node(*id).end)] - before[place(*id)] >= wanted;
    // Whatever holds so much also holds the block in the middle.
    let middle = before.partition_point(|sum| *sum * 2.0 < wanted).checked_sub(1).and_then(|i| blocks.get(i));
    let elements = std::iter::successors(middle.map(|b| b.nodes.start), |id| (*id > 0).then(|| tree.node(*id).parent));
    let mut elements = elements.filter(|id| tree.node(*id).tag.is_block() || *id == 0);
    let innermost = elements.find(holds).filter(|_| wanted > 0.0);
    tree.within(innermost.unwrap_or_default())
}

/// Strips what the lexicon, a heading or the shape of a line shows to be boilerplate, whatever the cards say.
pub(super) fn veto(blocks: &Blocks, fates: &mut [Fate]) {
    let mut heading: Option<Boilerplate> = None;
    for (block, fate) in blocks.iter().zip(fates) {
        let listed = block.link_density() > LISTED;
        if block.place.any(Place::TICKER) {
            *fate = Fate::Stripped(Boilerplate::Ticker, Why::Ticker);
            continue;
        }
        // A headline that links elsewhere and is stripped already has nothing more to say, unless it ends what a heading began.
        let headline = listed && block.size.words >= HEADLINE && *fate != Fate::Kept && heading.is_none();
        let short = !headline && (block.size.words <= PHRASE_WORDS || block.links > 3);
        let text = if short { blocks.text(block) } else { "" };
        let verdict = boilerplate().judge(text, hinted(block));
        match (verdict, heading) {
            (Some(verdict), _) => {
                *fate = Fate::Stripped(verdict.kind, Why::Phrase);
                heading = verdict.opens.then_some(verdict.kind);
            }
            (None, Some(kind)) if listed || is_stamp(text) => *fate = Fate::Stripped(kind, Why::Heading),
            (None, _) if is_mark_of_makers(block, text) => *fate = Fate::Stripped(Boilerplate::Byline, Why::Phrase),
            (None, _) if *fate == Fate::Kept && !block.place.any(Place::CODE) && is_ticker(text) => {
                *fate = Fate::Stripped(Boilerplate::Ticker, Why::Ticker)
            }
            _ => heading = None,
        }
        if *fate == Fate::Kept && is_beside(block) {
            *fate = Fate::Stripped(kind(block), Why::Place);
        }
    }
}

/// Keeps the blocks that the declared text of the article holds; where it is the whole article, strips those it lacks. One that lacks most of
/// what was chosen without it tells another story, or tells it in another language, and is not heard.
fn hear(blocks: &Blocks, witness: &Witness, fates: &mut [Fate]) {
    let words: Vec<Word> = blocks.iter().map(|b| witness.word(blocks.text(b))).collect();
    let kept = |of: &dyn Fn(Word) -> bool| -> usize {
        let chosen = (0..blocks.len()).filter(|i| fates[*i] == Fate::Kept && of(words[*i]));
        chosen.map(|i| blocks[i].size.words as usize).sum()
    };
    let (all, vouched) = (kept(&|_| true), kept(&|word| word == Word::Vouched));
    if vouched * 2 < all {
        return;
    }
    let whole = witness.is_whole(all);
    for ((block, fate), word) in blocks.iter().zip(fates).zip(words) {
        match (word, *fate) {
            (Word::Vouched, Fate::Stripped(..)) => *fate = Fate::Kept,
            (Word::Denied, Fate::Kept) if whole => *fate = Fate::Stripped(kind(block), Why::Witness),
            _ => {}
        }
    }
}

/// Strips what other pages of the site say too; where that is most of the text, they tell the same story and it stays.
fn forget(blocks: &Blocks, repeats: &Repeats, fates: &mut [Fate]) {
    let kept = || (0..blocks.len()).filter(|i| fates[*i] == Fate::Kept);
    let repeated: Vec<usize> = kept().filter(|i| repeats.holds(&blocks[*i], blocks.text(&blocks[*i]))).collect();
    let letters = |i: usize| u64::from(blocks[i].size.letters);
    if repeated.iter().map(|i| letters(*i)).sum::<u64>() * 2 > kept().map(letters).sum() {
        return;
    }
    for i in repeated {
        fates[i] = Fate::Stripped(kind(&blocks[i]), Why::Repeated);
    }
}

/// Whether a block without prose stands where a page puts what is beside its article.
fn is_beside(block: &Block) -> bool {
    let leads_away = block.around.any(Hint::RELATED | Hint::NAV) || block.place.any(Place::NAV);
    let linked = block.link_density() > LISTED && leads_away;
    prose(block) == 0.0 && (block.tag == Tag::Figcaption || block.place.any(Place::ASIDE) || linked)
}

/// Whether a line only dates or numbers what the line above it names or ends: «22 نوفمبر», «14:31 ت م», «0052».
fn is_stamp(text: &str) -> bool {
    let is_mark = |word: &str| word.chars().filter(|c| is_alphabetic(*c)).count() <= 2;
    text.len() < STAMP && text.contains(is_numeric) && (is_of_dates(text) || text.split_whitespace().all(is_mark))
}

/// Whether a line is an address, or the initials by which a desk signs: «ر.ح».
fn is_mark_of_makers(block: &Block, text: &str) -> bool {
    let text = text.trim();
    let initials =
        (1..=4).contains(&block.size.words) && block.size.letters == block.size.words && block.size.digits == 0;
    let one_word = !text.contains(char::is_whitespace);
    one_word && (text.contains('@') || text.contains("://"))
        || initials && !text.is_ascii() && text.contains(is_alphabetic)
}

/// The kind of boilerplate that a block's place and classes suggest.
fn kind(block: &Block) -> Boilerplate {
    let by_place =
        [(Place::NAV, Boilerplate::Nav), (Place::FOOTER, Boilerplate::Footer), (Place::FIGURE, Boilerplate::Caption)];
    let placed = by_place.iter().find(|(place, _)| block.place.any(*place)).map(|(_, kind)| *kind);
    placed.or_else(|| hinted(block)).unwrap_or(Boilerplate::Other)
}

/// The kind of boilerplate that a block's classes suggest.
fn hinted(block: &Block) -> Option<Boilerplate> {
    let hints = block.around | block.own;
    let by_hint = [
        (Hint::TICKER, Boilerplate::Ticker),
        (Hint::COMMENT, Boilerplate::Comments),
        (Hint::SHARE, Boilerplate::Share),
        (Hint::RELATED, Boilerplate::Related),
        (Hint::ADVERT, Boilerplate::Advert),
        (Hint::FOOTER | Hint::LEGAL, Boilerplate::Footer),
        (Hint::CONSENT | Hint::SIGNUP, Boilerplate::Notice),
        (Hint::NAV | Hint::TAGS, Boilerplate::Nav),
        (Hint::CAPTION, Boilerplate::Caption),
        (Hint::BYLINE, Boilerplate::Byline),
    ];
    by_hint.iter().find(|(hint, _)| hints.any(*hint)).map(|(_, kind)| *kind)
}

/// The block that shows the page's title: an h1, or a block whose words a declared title begins with.
pub(super) fn title_block(blocks: &Blocks, declared: &Declared) -> Option<usize> {
    let titles = [declared.meta(&["og:title"]), declared.title.as_deref()];
    let said: Vec<String> = titles.into_iter().flatten().map(|t| letters(t).collect()).collect();
    let is_title = |b: &Block| {
        let short =
            (8..300).contains(&b.size.letters) && b.place.0 & (Place::NAV.0 | Place::ASIDE.0 | Place::FOOTER.0) == 0;
        short && said.iter().any(|title| begins_with(title, blocks.text(b)))
    };
    let heading = |b: &Block| b.tag.is_heading();
    blocks
        .iter()
        .position(|b| heading(b) && is_title(b))
        .or_else(|| blocks.iter().position(is_title))
        .or_else(|| blocks.iter().position(|b| b.tag == Tag::H1 && b.size.letters > 12))
}

/// Whether the letters of a title begin with those of a block, which must be some.
fn begins_with(title: &str, line: &str) -> bool {
    let mut rest = title.chars();
    let same = letters(line).all(|c| rest.next() == Some(c));
    same && title.len() - rest.as_str().len() > 8
}

/// The letters and digits of a text in lower case: what two spellings of one title share.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_alphanumeric(*c)).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::title_block;
    use crate::page::block::blocks;
    use crate::page::declared::declared;
    use crate::page::tree::Tree;
    use crate::page::{Hints, read_html};

    const PARAGRAPH: &str = "<p>افتتحت البلدية أمس جسرا جديدا فوق الوادي، وقال رئيسها إن العمل فيه دام 18 شهرا وكلف المدينة ثلث ميزانيتها.</p>";
    const COMMENT: &str =
        "<p>مررت بالجسر هذا الصباح، وأظن أن المدينة كانت في حاجة إلى مستشفى أكثر من حاجتها إليه، وشكرا لكم.</p>";

    fn text(class: &str, comments: usize) -> String {
        let comment = format!("<li class=comment-item><div class=comment-content>{COMMENT}</div></li>");
        let page = format!(
            "<body><div class='post {class}'><h1>جسر جديد فوق الوادي بعد عام ونصف</h1>{PARAGRAPH}</div><h3>شارك</h3><ol>{}</ol><a href=/>الأولى</a>",
            comment.repeat(comments)
        );
        read_html(page.as_bytes(), &Hints::default()).text
    }

    #[test]
    fn comments_are_not_the_article_however_long() {
        for comments in [1, 3, 9] {
            let text = text("", comments);
            assert!(text.contains("البلدية") && !text.contains("مررت"), "{comments}: {text}");
        }
    }

    #[test]
    fn a_comment_longer_than_the_article_is_still_one() {
        let comment = format!("<div class=comment-content>{}</div>", COMMENT.repeat(5));
        let page = format!(
            "<body><h1>جسر جديد فوق الوادي بعد عام ونصف</h1><div>{PARAGRAPH}</div>{comment}<a href=/>الأولى</a>"
        );
        let text = read_html(page.as_bytes(), &Hints::default()).text;
        assert!(text.contains("البلدية") && !text.contains("مررت"), "{text}");
    }

    #[test]
    fn either_declared_title_shows_the_block_of_the_title() {
        let site = "شبكة أخبار الوادي والجبل";
        let story = "جسر جديد فوق الوادي بعد عام ونصف";
        for (title, shared) in [(site, story), (story, site)] {
            let page = format!(
                "<meta property=og:title content='{shared}'><title>{title}</title><p>الأولى<h2>{story}</h2>{PARAGRAPH}"
            );
            let tree = Tree::parse(&page);
            let blocks = blocks(&tree);
            let at = title_block(&blocks, &declared(&tree)).expect("a title");
            assert_eq!(blocks.text(&blocks[at]), story);
        }
    }

    #[test]
    fn an_article_open_to_comments_is_one() {
        assert!(text("comments-open", 9).contains("البلدية"));
    }
}
