//! The witness: the article's text as JSON-LD repeats it (`articleBody`), against which blocks are held.
//!
//! In: a page's declarations. Out: a [`Witness`], asked about one block's text after the other.
//! May import: arabic, page.

use std::collections::HashSet;

use super::declared::Declared;
use super::tree::Tree;
use super::words::words;

/// Words that stand together in both texts: a run of this length is no chance.
const RUN: usize = 5;
/// Words of the shortest text that is more than a summary.
const FEWEST: usize = 60;
/// Share of a block's runs that the witness must have to vouch for it, and at most, to deny it.
const VOUCHED: f32 = 0.7;
const DENIED: f32 = 0.1;
/// Share of the words of the blocks chosen without it that it must hold to be the whole article.
const WHOLE: f32 = 0.8;

/// The runs of words of the declared text.
#[derive(Debug)]
pub(super) struct Witness {
    runs: HashSet<u64>,
    words: usize,
}

/// What the witness says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// It is in the article.
    Vouched,
    /// It is not.
    Denied,
    /// The block is too short, or half of it is there.
    Silent,
}

impl Witness {
    /// The longest text that the page declares for its article, where it is no summary.
    pub fn of(declared: &Declared) -> Option<Self> {
        let said = declared.linked("articleBody").max_by_key(|text| text.len())?;
        let words = words(&Tree::parse(said).visible_text());
        (words.len() >= FEWEST).then(|| Self { words: words.len(), runs: runs(&words).collect() })
    }

    /// Whether it holds the whole article, of which blocks of so many words were chosen without it.
    pub fn is_whole(&self, chosen: usize) -> bool {
        self.words as f32 >= chosen as f32 * WHOLE
    }

    /// What it says of a block with this text.
    pub fn word(&self, text: &str) -> Word {
        let words = words(text);
        let all = (words.len() + 1).saturating_sub(RUN);
        let found = runs(&words).filter(|run| self.runs.contains(run)).count();
        match found as f32 / all.max(1) as f32 {
            _ if all < 2 => Word::Silent,
            share if share >= VOUCHED => Word::Vouched,
            share if share <= DENIED => Word::Denied,
            _ => Word::Silent,
        }
    }
}

fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| run.iter().fold(0, |sum: u64, word| sum.rotate_left(7) ^ word))
}

#[cfg(test)]
mod tests {
    use crate::page::{Hints, read_html};

    const STORY: [&str; 4] = [
        "افتتحت البلدية صباح اليوم حديقة جديدة على ضفة النهر، وقال رئيسها إنها تتسع لثلاثة آلاف زائر في اليوم الواحد.",
        "وأضاف أن الدخول إليها مجاني طوال الشهر الأول، على أن تحدد رسوم رمزية بعد ذلك تنفق كلها على صيانة الأشجار.",
        "وزرعت في الحديقة أشجار من أنحاء البلاد، بينها نخيل معمر نقل من الواحات، وزيتون أهدته قرى الجبل إلى المدينة.",
        "وتضم الحديقة مكتبة صغيرة ومسرحا مكشوفا تقام عليه حفلات في أمسيات الخميس، وملعبا للأطفال دون العاشرة من العمر.",
    ];
    const FOREIGN: &str =
        "فازت بالجائزة الكبرى متسابقة من الجنوب أجابت عن الأسئلة كلها في دقيقتين، وستتسلمها في حفل يقام آخر الشهر.";

    fn read(body: &str) -> String {
        let linked =
            format!(r#"<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>"#);
        let paragraphs: String = STORY.iter().map(|p| format!("<p>{p}</p>")).collect();
        let page = format!(
            "<html><head>{linked}</head><body><h1>حديقة على النهر</h1><div>{paragraphs}<p>{FOREIGN}</p></div></body></html>"
        );
        read_html(page.as_bytes(), &Hints::default()).text
    }

    #[test]
    fn a_paragraph_that_the_declared_body_lacks_is_none_of_the_article() {
        assert!(!read(&STORY.join(" ")).contains(FOREIGN));
        assert!(read(&STORY.join(" ")).contains(STORY[3]));
    }

    #[test]
    fn a_text_of_another_story_is_no_witness() {
        assert!(read(&[FOREIGN; 5].join(" ")).contains(STORY[0]));
    }

    #[test]
    fn a_summary_is_no_witness() {
        assert!(read(STORY[0]).contains(FOREIGN));
        assert!(read(STORY[0]).contains(STORY[3]));
    }
}
