//! What a page says twice: cards and whole articles that stand in the page once for narrow screens and once for wide ones.
//!
//! In: blocks and what became of them. Out: the repetitions stripped.
//! May import: lexicon, page, record.

use std::collections::HashMap;
use std::hash::Hasher;

use super::block::{Block, Blocks, Place};
use super::content::{Fate, Why};
use crate::lexicon::WordHasher;
use crate::record::Boilerplate;

/// Words of the shortest block that is stripped for itself; shorter ones go with the block before them.
const WORDS: u32 = 6;

/// Strips the kept blocks that say what a kept block before them said.
pub(super) fn strip_repetitions(blocks: &Blocks, fates: &mut [Fate]) {
    let kept: Vec<usize> = (0..blocks.len()).filter(|i| fates.get(*i) == Some(&Fate::Kept)).collect();
    let said = |at: usize| kept.get(at).and_then(|i| blocks.get(*i)).map_or("", |b| blocks.text(b).trim());
    // Of texts with one sign only the first is known: at worst a repetition is missed.
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(kept.len());
    // Where the kept block that follows would stand if the page went on repeating itself.
    let mut expected = usize::MAX;
    for (at, i) in kept.iter().enumerate() {
        let Some(block) = blocks.get(*i).filter(|b| may_repeat(b)) else { continue };
        let text = said(at);
        let goes_on = expected < at && said(expected) == text;
        let known = *first.entry(sign(text)).or_insert(at);
        let before = if goes_on { Some(expected) } else { Some(known).filter(|b| *b < at && said(*b) == text) };
        match before.filter(|_| goes_on || block.size.words >= WORDS) {
            Some(before) => {
                expected = before + 1;
                fates[*i] = Fate::Stripped(Boilerplate::Other, Why::Twice);
            }
            None => expected = usize::MAX,
        }
    }
}

fn sign(text: &str) -> u64 {
    let mut hasher = WordHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The cells of a table say the same in many rows.
fn may_repeat(block: &Block) -> bool {
    block.size.words > 0 && !block.cell && !block.place.any(Place::TABLE)
}

#[cfg(test)]
mod tests {
    use crate::page::{Hints, read_html};

    const STORY: &str = "<p>افتتحت البلدية صباح اليوم حديقة على ضفة النهر تتسع لثلاثة آلاف زائر في اليوم الواحد.</p>\
        <h3>أشجار من الواحات</h3><p>وزرعت في الحديقة أشجار من أنحاء البلاد، بينها نخيل معمر نقل من الواحات إلى المدينة.</p>";

    fn text(body: &str) -> String {
        let page = format!("<html><body><h1>حديقة على النهر تفتح أبوابها</h1><article>{body}</article></body></html>");
        read_html(page.as_bytes(), &Hints::default()).text
    }

    #[test]
    fn an_article_for_two_screens_is_read_once() {
        assert_eq!(text(&format!("<div>{STORY}</div><div>{STORY}</div>")), text(&format!("<div>{STORY}</div>")));
    }

    #[test]
    fn short_lines_may_return() {
        let answers = "<p>ما رأيك في الحديقة الجديدة على ضفة النهر؟ قال الأول إنها جميلة وإنه سيعود إليها.</p><p>نعم، سأعود.</p>\
            <p>وقالت الثانية إنها تسكن قربها وتزورها كل مساء مع أطفالها الثلاثة منذ افتتاحها.</p><p>نعم، سأعود.</p>";
        assert_eq!(text(answers).matches("نعم، سأعود").count(), 2);
    }

    #[test]
    fn rows_may_be_alike() {
        let row = "<tr><td>لم تعلن الجهة عن عدد متابعيها هذا العام</td><td>12</td></tr>";
        let table = text(&format!("{STORY}<table>{row}{row}</table>"));
        assert_eq!(table.matches("لم تعلن الجهة").count(), 2);
    }
}
