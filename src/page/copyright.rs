//! Copyright lines: a legal notice below the article that stands in no footer and has no class to tell it.
//!
//! In: the blocks of a page and what was decided of them. Out: the line and what shares its element are stripped.
//! May import: arabic, record, page.

use memchr::memmem;

use super::block::Blocks;
use super::content::{Fate, Why};
use super::tree::Tree;
use crate::arabic::tokenize;
use crate::record::Boilerplate;

/// Words of the longest copyright line.
const WORDS: u32 = 40;
/// The last so many kept blocks begin the part of the page where a copyright line counts.
const FOOT: usize = 4;
/// Bytes between the sign and the year.
const NEAR: usize = 80;

/// Strips «© 2024 …» among an article's last lines, and the notices around it where they have an element of their own.
pub(super) fn strip_copyright(tree: &Tree<'_>, blocks: &Blocks, fates: &mut [Fate]) {
    let kept: Vec<usize> = (0..blocks.len()).filter(|i| fates.get(*i) == Some(&Fate::Kept)).collect();
    let Some(foot) = kept.get(kept.len().saturating_sub(FOOT)) else { return };
    let is_line = |i: &usize| blocks[*i].size.words <= WORDS && is_copyright(blocks.text(&blocks[*i]));
    let Some(line) = (*foot..blocks.len()).find(is_line) else { return };
    if fates[line] == Fate::Kept {
        fates[line] = Fate::Stripped(Boilerplate::Notice, Why::Copyright);
    }
    let element = tree.within(tree.node(blocks[line].holder).parent);
    let beside: Vec<usize> = kept.iter().copied().filter(|i| element.contains(&blocks[*i].nodes.start)).collect();
    // Where most lines stand beside it, the element is the article's, whatever lead stands above. Words would not tell:
    // the disclaimers of a release can be longer than the release.
    if beside.len() * 2 < kept.len() {
        beside.into_iter().for_each(|i| fates[i] = Fate::Stripped(Boilerplate::Notice, Why::Copyright));
    }
}

/// Whether a line has the sign with a year beside it: a caption has the sign alone.
fn is_copyright(text: &str) -> bool {
    let Some(at) = memmem::find(text.as_bytes(), "©".as_bytes()) else { return false };
    let (before, after) = text.split_at(at);
    let near = |part: &str| part.len() <= NEAR && has_year(part);
    let ahead = after.char_indices().nth(NEAR / 2).map_or(after, |(end, _)| &after[..end]);
    near(before) || has_year(ahead)
}

fn has_year(text: &str) -> bool {
    let tokens = tokenize(text);
    (0..tokens.len()).any(|i| tokens.key(i).parse::<u16>().is_ok_and(|year| (1980..2100).contains(&year)))
}

#[cfg(test)]
mod tests {
    use super::is_copyright;
    use crate::page::{Hints, read_html};

    #[test]
    fn a_sign_with_a_year_is_a_notice() {
        for line in ["© 2024 صحيفة الوادي", "صحيفة الوادي 2019-٢٠٢٤ ©", "حقوق النشر © لموقع الوادي 2021"]
        {
            assert!(is_copyright(line), "{line}");
        }
        for line in ["تصوير: محمد ©", "© وكالات", "جمعت الحملة 2024 توقيعا"] {
            assert!(!is_copyright(line), "{line}");
        }
    }

    #[test]
    fn what_shares_the_element_of_a_copyright_line_goes_with_it() {
        let text = |inner: &str| {
            let page = format!("<h1>جسر جديد فوق الوادي بعد عام</h1>{inner}<a href=/>الأولى</a>");
            read_html(page.as_bytes(), &Hints::default()).text
        };
        let lead = "<p>افتتحت البلدية أمس جسرا جديدا فوق الوادي، وقال رئيسها إن العمل فيه دام 18 شهرا وكلف المدينة ثلث ميزانيتها.</p>";
        let more =
            "<p>وأضاف أن المدينة ستبني في الربيع المقبل جسرا ثانيا عند السوق القديم، وأن سكانها انتظروه طويلا.</p>";
        let last = "<p>وكانت الأمطار قد جرفت الجسر القديم قبل ثلاثة أعوام، فصار الناس يعبرون الوادي من طريق أبعد.</p>";
        let notice = "<p>ما ينشر في هذه الصفحة للعلم به وحده، ولا يغني عن سؤال أهل الاختصاص قبل أي قرار، ولا تضمن الجريدة صحته.</p>";
        let line = "<p>© 2024 جريدة الوادي</p>";
        let apart = text(&format!("<div>{lead}{more}{last}</div><div>{notice}{line}</div>"));
        assert!(apart.contains("جرفت") && !apart.contains('©') && !apart.contains("أهل الاختصاص"), "{apart}");
        // A lead alone stands outside the element of an article that ends with such a line.
        let inside = text(&format!("<div>{lead}</div><div>{more}{last}{line}</div>"));
        assert!(inside.contains("جرفت") && !inside.contains('©'), "{inside}");
    }
}
