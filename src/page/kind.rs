//! Kinds: an article, a list of links, a wall, or nothing.
//!
//! In: a page whose article is chosen, and its headline. Out: a [`Kind`].
//! May import: record, arabic, lexicon, page.

use super::block::{Block, Place};
use super::content::{Fate, Why};
use super::declared::is_root;
use super::near::Page;
use super::title::Headline;
use super::tree::Hint;
use crate::arabic::tokenize;
use crate::lexicon::{KindWord, kind_words};
use crate::record::Kind;

/// Words of the prose of the longest wall, and of a page whose title says outright that it is one.
const WALL_WORDS: u32 = 120;
const ERROR_WORDS: u32 = 200;
/// Words of the longest title of a wall or a list.
const TITLE_WORDS: usize = 12;
/// Blocks of a wall that are read.
const WALL_BLOCKS: usize = 40;
/// Words of the shortest sentence that counts as prose by itself.
const SENTENCE_WORDS: u32 = 8;
/// Words that make a link a headline, not an item of a menu.
const HEADLINE_WORDS: u32 = 4;

/// Tells what a page is.
pub(super) fn kind(page: &Page<'_, '_>, headline: Option<&Headline>) -> Kind {
    let shape = shape(page);
    if is_blocked(page, headline, &shape) {
        Kind::Blocked
    } else if shape.words == 0 {
        if shape.headlines > 2 { Kind::Index } else { Kind::Empty }
    } else if !links(page) || evidence(page, headline, &shape) > 0.0 {
        Kind::Article
    } else {
        Kind::Index
    }
}

/// Whether a page leads anywhere: a list does, and a saved fragment of an article may not.
fn links(page: &Page<'_, '_>) -> bool {
    page.blocks.iter().any(|b| b.links > 0)
}

/// What a page is made of.
#[derive(Debug, Default)]
struct Shape {
    /// Words of the chosen blocks outside links.
    words: u32,
    /// Words of the longest run of prose that no block of links interrupts.
    longest: u32,
    /// Blocks that are links as long as headlines.
    headlines: u32,
    /// Words of all blocks outside links.
    all: u32,
}

fn shape(page: &Page<'_, '_>) -> Shape {
    let (mut shape, mut run) = (Shape::default(), 0);
    for (block, fate) in page.blocks.iter().zip(page.fates) {
        let linked = block.link_density() > 0.7;
        let prose = if linked { 0 } else { block.size.words };
        shape.all += prose;
        if linked {
            shape.headlines += u32::from(block.size.words >= HEADLINE_WORDS && !block.place.any(Place::NAV));
            run = 0;
        } else if matches!(fate, Fate::Kept | Fate::Stripped(_, Why::Twice)) || is_prose(block) {
            shape.words += prose;
            run += prose;
            shape.longest = shape.longest.max(run);
        }
    }
    shape
}

/// Whether a block is a sentence or more of the page's own, chosen or not.
fn is_prose(block: &Block) -> bool {
    let foreign = Hint::COMMENT | Hint::LEGAL | Hint::CONSENT | Hint::SIGNUP | Hint::FOOTER | Hint::SIDE;
    let outside = Place(Place::NAV.0 | Place::ASIDE.0 | Place::FOOTER.0 | Place::FORM.0);
    let sentence = block.size.words >= SENTENCE_WORDS && block.size.stops > 0;
    sentence && !block.place.any(outside) && !(block.own | block.around).any(foreign)
}

/// Whether a page is an error, a bot wall or a consent wall.
fn is_blocked(page: &Page<'_, '_>, headline: Option<&Headline>, shape: &Shape) -> bool {
    let titles = headline.map(|h| h.text.as_str()).into_iter().chain(page.declared.title.as_deref());
    let said = titles.into_iter().any(|t| begins(t, KindWord::Blocked));
    (said && shape.longest < ERROR_WORDS) || (shape.all < WALL_WORDS && shape.headlines < 5 && is_wall(page))
}

/// Whether a short title begins with a phrase of a class, or has a part that does.
fn begins(title: &str, class: KindWord) -> bool {
    let parts = title.split(['|', '-', '–', '—', ':', '»']);
    title.split_whitespace().count() <= TITLE_WORDS && parts.map(str::trim).any(|part| begins_part(part, class))
}

/// A number alone is an error only when the title is nothing else: «404».
fn begins_part(part: &str, class: KindWord) -> bool {
    let tokens = tokenize(part);
    let first = usize::from(tokens.key(0) == "[" || tokens.key(0) == "(");
    let found = kind_words().class_at(&tokens, first, class);
    found.is_some_and(|(_, end)| {
        end - first >= 2 || end >= tokens.len() || matches!(tokens.key(end), "!" | "." | "،" | "…" | ":")
    })
}

/// Whether a phrase of a wall stands anywhere in the page's first blocks, seen or not.
fn is_wall(page: &Page<'_, '_>) -> bool {
    let mut texts = page.blocks.iter().take(WALL_BLOCKS).map(|b| page.blocks.text(b));
    texts.any(|text| {
        let tokens = tokenize(text);
        (0..tokens.len()).any(|i| kind_words().class_at(&tokens, i, KindWord::Wall).is_some())
    })
}

/// What speaks for an article, less what speaks for a list.
fn evidence(page: &Page<'_, '_>, headline: Option<&Headline>, shape: &Shape) -> f32 {
    let longest = shape.longest as f32;
    // One teaser is shorter than the shortest news.
    let prose = (longest / 50.0).min(4.0) - 1.2 * ((40.0 - longest) / 15.0).clamp(0.0, 1.0);
    // The prose of an article is one run, that of a list stands here and there.
    let scatter = shape.words as f32 / longest.max(1.0);
    let whole = if scatter < 1.4 { 0.5 } else { -((scatter - 2.0) / 2.0).clamp(0.0, 1.0) };
    let crowd = (shape.headlines as f32 * 12.0 / shape.longest.max(10) as f32).min(1.5);
    let crowd = crowd + (shape.headlines.saturating_sub(60) as f32 / 60.0).min(1.0);
    prose + whole - crowd + shown(page, headline) + declared(page) + address(page, headline)
}

/// A headline that is no link, longer than a section's name, above the body.
fn shown(page: &Page<'_, '_>, headline: Option<&Headline>) -> f32 {
    let Some(headline) = headline else { return -0.5 };
    let words = headline.text.split_whitespace().count();
    let block = headline.block.and_then(|i| page.blocks.get(i));
    match (words, block) {
        (..3, _) => -0.8,
        (3.., Some(b)) if b.link_density() > 0.5 => 0.0,
        (3.., Some(b)) if b.place.any(Place::HEADING) => 1.2,
        (3.., Some(_)) => 0.8,
        (3.., None) => 0.0,
    }
}

/// What the page says of itself.
fn declared(page: &Page<'_, '_>) -> f32 {
    let declared = page.declared;
    let typed = |names: &[&str]| declared.types.iter().any(|t| names.contains(&t.as_str()));
    let linked = if !declared.articles.is_empty() {
        2.0
    } else if typed(&["CollectionPage", "SearchResultsPage", "ProfilePage"]) {
        -1.5
    } else {
        0.0
    };
    let kind = match declared.meta(&["og:type"]).map(str::to_ascii_lowercase).as_deref() {
        Some("article" | "news" | "newsarticle" | "blog" | "video.other") => 1.0,
        Some("website" | "object" | "profile") => -0.6,
        _ => 0.0,
    };
    let timed = if declared.meta(&["article:published_time"]).is_some() { 1.0 } else { 0.0 };
    linked + kind + timed
}

/// Front pages and lists are known by their address and by what their title begins with.
fn address(page: &Page<'_, '_>, headline: Option<&Headline>) -> f32 {
    let address = page.hints.url.or(page.declared.canonical.as_deref()).or_else(|| page.declared.meta(&["og:url"]));
    let path = match address {
        Some(url) if is_root(url) => -2.5,
        Some(url) if is_of_list(url) => -1.5,
        _ => 0.0,
    };
    let list = headline.is_some_and(|h| begins(&h.text, KindWord::Index));
    path - if list { 1.5 } else { 0.0 }
}

/// `/category/sports`, `/tag/x/page/2`, `/?s=word`: lists end with their name or a number.
fn is_of_list(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parts: Vec<&str> = path.split('/').skip(1).filter(|p| !p.is_empty()).collect();
    let listed = parts.iter().take(parts.len().min(3)).any(|p| {
        kind_words().class_at(&tokenize(p), 0, KindWord::Path).is_some_and(|(_, end)| end == tokenize(p).len())
    });
    let slug = parts.last().is_some_and(|p| p.matches(['-', '_']).count() >= 3 || p.ends_with(".html"));
    (listed && !slug)
        || query.split('&').any(|q| q.starts_with("s=") || q.starts_with("q=") || q.starts_with("search="))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Hints, read_html};

    #[test]
    fn a_page_without_links_is_no_list() {
        let kind = |page: &str| read_html(page.as_bytes(), &Hints::default()).kind;
        let sentence = "<p>بلغ عدد زوار المتحف 24 ألف زائر</p>";
        assert_eq!(kind(sentence), Kind::Article);
        let cards =
            "<div><h3><a href=/1>افتتاح المتحف الجديد</a></h3><p>استقبل المتحف 24 ألف زائر في موسمه الأول.</p></div>"
                .repeat(3);
        assert_eq!(kind(&format!("<body>{cards}")), Kind::Index);
        assert_eq!(kind("<body><div></div>"), Kind::Empty);
    }
}
