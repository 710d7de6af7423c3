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
use super::super::anaphora::{dative, plausible};
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
        // «ووصلت التعليقات عليه إلى 58 ألفا»: a work that the rules found by a pronoun gives way to nobody who does not agree with it.
        let pronoun = self.draft().governor.and_then(|g| dative(self.scene.key(g + 1)));
        let agrees = |m: usize| agreement::agrees(self.scene, &self.cast.mentions[m], pronoun);
        let shows = |m: usize| {
            let mention = &self.cast.mentions[m];
            mention.head == Some(Head::Work) && agreement::shows(self.scene, mention, pronoun)
        };
        match found {
            Some((f, way)) if f == owner => (Some((f, way)), share),
            Some((f, Way::Anaphor)) if pronoun.is_some() && shows(f) && !agrees(owner) => {
                (Some((f, Way::Anaphor)), share)
            }
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
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let his = |from: usize, to: usize| (from..to).any(|i| scene.word(i).pronoun.is_some());
        // «يتابعها مليون. المغنية هدى …»: no pronoun points on.
        let governor = self.draft().governor;
        let ahead = governor.is_some_and(|g| his(g, g + 1)) && scene.sentence_of(start) > self.sentence();
        // «وبلغت تحميلاته على متجر غوغل بلاي 3 ملايين»: what stands behind the noun of his is not he.
        let noun = governor.filter(|g| his(*g, g + 2));
        let within = noun.is_some_and(|g| start > g && end <= self.draft().opens);
        let elsewhere = self.is_passed(mention) || self.is_taken_from(mention) || self.is_origin(mention);
        let aside = mention.bracketed && !self.in_bracket();
        let nobody = self.is_loose(named) || self.heads_column(m) || self.only_speaks(m) || self.only_speaks(named);
        // «حققت الصفحة حضورا قويا»
        let object = mention.slot == Slot::Object && !plausible(scene, mention);
        let out = ahead || within || elsewhere || aside || nobody || object || self.describes_another(m);
        !out && self.usable(mention) && self.may_be_his(named)
    }

    /// Whether a mention only says something of somebody else, or names nothing by itself.
    fn describes_another(&self, m: usize) -> bool {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let first = scene.word(start);
        let before = start.checked_sub(1).map_or("", |b| scene.key(b));
        // «الجنسية: اليمن»: what another line says of somebody.
        let line = scene.line(start);
        let told = start > line.start && before == ":" && end == line.end;
        let attribute = told && !line.contains(&self.draft().tokens.start);
        // «وهي الجامعة المصرية الوحيدة»: what somebody is said to be.
        let is = matches!(
            before.trim_start_matches(['و', 'ف']),
            "هو" | "هي"
                | "لتكون"
                | "ليكون"
                | "لتصبح"
                | "ليصبح"
                | "بوصفها"
                | "بوصفه"
                | "باعتبارها"
                | "باعتباره"
        );
        let predicate = is && mention.head.is_some() && first.article;
        // «ولواتساب المملوك لمجموعة «ميتا»»
        let owner = matches!(before, "المملوك" | "المملوكه" | "التابع" | "التابعه");
        // «قناة «ثمانية» المنتجة للأول»: an adjective.
        let quoted = start.checked_sub(1).is_some_and(|b| scene.is_quote(b));
        let adjective = quoted && first.article && scene.key(start).ends_with('ه') && first.senses.is_unknown();
        // «يملك قناة يشترك فيها …»: a thing without a name.
        let thing = matches!(mention.head, Some(Head::Account | Head::Work));
        let nameless = thing && mention.tokens.len() == 1 && !first.article && first.pronoun.is_none();
        attribute || predicate || owner || adjective || nameless || self.is_office(m)
    }

    /// «سامي نوفل الأمين العام للاتحاد», «الشيخ سعود نائب رئيس الدولة»: of whom somebody is the secretary, and what somebody is.
    fn is_office(&self, m: usize) -> bool {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let start = mention.tokens.start;
        m.checked_sub(1).map(|b| &self.cast.mentions[b]).is_some_and(|before| {
            let person = before.head == Some(Head::Person) && before.tokens.end == start;
            let title = scene.word(before.tokens.start).article && before.tokens.len() > 1;
            let office = mention.head == Some(Head::Person) && !scene.word(start).article && mention.tokens.len() > 1;
            person && title && (mention.slot == Slot::Oblique || office && !scene.is_given(start))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_is_read_whole_and_every_name_has_its_place() {
        let table = include_str!("../../../lexicon/owner_cards.tsv");
        let rows = table.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(read(table).map(|weights| weights.len()), Ok(rows));
        assert!(read("feature\tweight\nquoted\tmuch\n").is_err());
    }
}
