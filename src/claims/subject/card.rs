//! The owner's card: what a candidate shows adds up to the log-odds that the figure is its.
//!
//! In: a figure, the owner that the rules found, and the mentions around. Out: the owner whose card says most, and how much of the odds it has.
//! The rules' owner goes ahead of the others by a constant; the weights are data, `lexicon/owner_cards.tsv`, trained in the open by
//! `benches/owners/train.rs`; every feature has a name and can be looked up.
//! May import: what claims imports.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::super::agreement;
use super::super::anaphora::plausible;
use super::super::mention::Slot;
use super::super::wording;
use super::{Search, Way};
use crate::lexicon::{Head, LexiconError, Table, WordHasher};

/// By how much whom the rules found goes ahead of the other candidates, in log-odds.
const RULE: f32 = 0.75;

/// The same for whom the metric's noun names right behind itself.
const BESIDE: f32 = 2.0;

/// Where the rules found nobody: how much of the odds a candidate must have.
const ALONE: f32 = 0.5;

type Weights = HashMap<u64, f32, BuildHasherDefault<WordHasher>>;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| read(include_str!("../../../lexicon/owner_cards.tsv")).unwrap_or_default());

fn read(text: &str) -> Result<Weights, LexiconError> {
    let mut weights = Weights::default();
    for row in Table::parse("owner_cards.tsv", text)?.rows() {
        let number = row.get("weight");
        let weight = number.parse().map_err(|_| row.error("weight", format!("`{number}` is no number")))?;
        let parts: Vec<&str> = row.get("feature").split('|').collect();
        weights.insert(hash(&parts), weight);
    }
    Ok(weights)
}

/// One number for the parts of a feature's name.
fn hash(parts: &[&str]) -> u64 {
    let mut hasher = WordHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write(b"|");
    }
    hasher.finish()
}

/// A candidate for a figure's owner as its card sees it, for training.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name that it stands for.
    pub name: String,
    /// Whether the rules found it.
    pub found: bool,
    /// The names of its features.
    pub features: Vec<String>,
}

impl Search<'_, '_> {
    /// The owner whose card says most, and his share of all odds.
    pub(super) fn weighed(&self, found: Option<(usize, Way)>) -> (Option<(usize, Way)>, f32) {
        let frame = self.frame();
        // «عدد متابعي سامي نوفل»
        let beside = found.is_some_and(|(m, way)| {
            let noun = self.draft().governor.map(|g| g + 1);
            way == Way::OfMetric && noun == Some(self.cast.mentions[m].tokens.start)
        });
        let ahead = if beside { BESIDE } else { RULE };
        let mut sums: Vec<(usize, f32)> = Vec::new();
        self.each(found, |m, named| {
            let mut sum = if found.is_some_and(|(f, _)| f == named) { ahead } else { 0.0 };
            self.features(&frame, m, named, &mut |parts| sum += WEIGHTS.get(&hash(parts)).copied().unwrap_or_default());
            sums.push((named, sum));
        });
        let mut best = sums.first().copied();
        sums.iter().for_each(|s| best = best.filter(|b| b.1 >= s.1).or(Some(*s)));
        let Some((owner, most)) = best else { return (found, 1.0) };
        let odds = |his: &dyn Fn(usize) -> bool| {
            sums.iter().filter(|(m, _)| his(*m)).map(|(_, sum)| (sum - most).exp()).sum::<f32>()
        };
        let share = odds(&|m| m == owner) / odds(&|_| true);
        match found {
            Some((f, way)) if f == owner => (Some((f, way)), share),
            None if share < ALONE => (None, share),
            _ => (Some((owner, Way::Weighed)), share),
        }
    }

    /// The candidates with their features by name.
    pub(super) fn observed(&self, found: Option<(usize, Way)>) -> Vec<Candidate> {
        let (frame, mut all) = (self.frame(), Vec::new());
        self.each(found, |m, named| {
            let mut features = Vec::new();
            self.features(&frame, m, named, &mut |parts| features.push(parts.join("|")));
            let name = wording::name(self.scene, &self.cast.mentions[named].tokens);
            all.push(Candidate { name, found: found.is_some_and(|(f, _)| f == named), features });
        });
        all
    }

    /// Every usable candidate with whom it stands for, and whom the rules found wherever he stands.
    fn each(&self, found: Option<(usize, Way)>, mut take: impl FnMut(usize, usize)) {
        let near = self.candidates();
        let far = found.map(|(m, _)| m).filter(|m| !near.contains(m));
        // «الحساب ينشر صورة الكأس ويجمع 48 ألف إعجاب»: a verb that و joins tells the form of its subject.
        let start = self.scene.sentence(self.sentence()).start;
        let told = self.joined_form(start.max(self.previous_end()));
        let denied = |m: usize| {
            let mention = &self.cast.mentions[m];
            let form = agreement::form(self.scene, mention);
            told.is_some() && mention.tokens.start >= start && form.is_some() && form != told
        };
        for m in near.chain(far) {
            let named = self.resolve(m);
            let rules = found.is_some_and(|(f, _)| f == named);
            if rules || !denied(m) && self.may_own(m, named) {
                take(m, named);
            }
        }
    }

    /// Whom no odds make an owner: what the rules know to own nothing.
    fn may_own(&self, m: usize, named: usize) -> bool {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        // «الجنسية: اليمن»: what another line says of somebody.
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let line = scene.line(start);
        let told = start > line.start && scene.key(start - 1) == ":" && end == line.end;
        let attribute = told && !line.contains(&self.draft().tokens.start);
        // «يتابعها مليون. المغنية هدى …»: no pronoun points on.
        let his = self.draft().governor.is_some_and(|g| scene.word(g).pronoun.is_some());
        let ahead = his && scene.sentence_of(start) > self.sentence();
        // «وهي الجامعة المصرية الوحيدة»: what somebody is said to be.
        let is = start > 0 && matches!(scene.key(start - 1).trim_start_matches(['و', 'ف']), "هو" | "هي");
        let predicate = is && mention.head.is_some() && scene.word(start).article;
        // «ولواتساب المملوك لمجموعة «ميتا»»
        let owner = start > 0 && matches!(scene.key(start - 1), "المملوك" | "المملوكه" | "التابع" | "التابعه");
        // «سامي نوفل الأمين العام للاتحاد»: of whom somebody is the secretary.
        // «الشيخ سعود نائب رئيس الدولة»: and what somebody is.
        let held = m.checked_sub(1).map(|b| &self.cast.mentions[b]).is_some_and(|before| {
            let person = before.head == Some(Head::Person) && before.tokens.end == start;
            let title = scene.word(before.tokens.start).article && before.tokens.len() > 1;
            let office = mention.head == Some(Head::Person) && !scene.word(start).article && mention.tokens.len() > 1;
            person && title && (mention.slot == Slot::Oblique || office && !scene.is_given(start))
        });
        // «وبلغت تحميلاته على متجر غوغل بلاي 3 ملايين»: what stands behind the noun of his is not he.
        let opens = self.draft().opens;
        let noun = self.draft().governor.filter(|g| (*g..g + 2).any(|i| scene.word(i).pronoun.is_some()));
        let within = noun.is_some_and(|g| start > g && end <= opens);
        // «قناة «ثمانية» المنتجة للأول»; «يملك قناة يشترك فيها …»: an adjective, and a thing without a name.
        let first = scene.word(start);
        let adjective = start > 0
            && scene.is_quote(start - 1)
            && first.article
            && scene.key(start).ends_with('ه')
            && first.senses.is_unknown();
        let thing = matches!(mention.head, Some(Head::Account | Head::Work));
        let nameless = thing && mention.tokens.len() == 1 && !first.article && first.pronoun.is_none();
        if attribute || ahead || predicate || owner || held || within || adjective || nameless {
            return false;
        }
        let elsewhere = self.is_passed(mention) || self.is_taken_from(mention) || self.is_origin(mention);
        let aside = mention.bracketed && !self.in_bracket();
        let nobody = self.is_loose(named) || self.heads_column(m) || self.only_speaks(m) || self.only_speaks(named);
        // «حققت الصفحة حضورا قويا»
        let object = mention.slot == Slot::Object && !plausible(scene, mention);
        self.usable(mention) && !object && !elsewhere && !aside && !nobody && self.may_be_his(named)
    }
}
