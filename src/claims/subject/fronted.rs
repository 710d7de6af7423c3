//! Fronted figures: «مع 12 مليون متابع، يحتل …», «وبواقع 7 ملايين مشاهدة، جاء فيلم …».
//!
//! In: a figure bound to its metric, and the mentions of its sentence. Out: the subject of the verb behind it, where the figure opens the clause.
//! May import: what claims imports.

use super::super::clause;
use super::super::mention::Slot;
use super::{Search, Way};
use crate::lexicon::{Role, Roles};

/// Most words between the preposition that opens a clause and its figure («بعدد متابعين بلغ نحو»), in tokens.
const LONGEST_LEAD: usize = 5;

/// How far behind the figure the verb stands («متابع على إنستغرام، و…»), in tokens.
const FARTHEST_VERB: usize = 12;

/// Verbs that pass to somebody else or take the figure's owner as their object.
const PASSES: Roles = Roles::all(&[Role::Follow, Role::Connector, Role::Clause, Role::Relative]);

impl Search<'_, '_> {
    /// The subject behind the verb of the clause that the figure opens.
    pub(super) fn fronted(&self) -> Option<(usize, Way)> {
        if self.draft().cue.is_rank() || !self.opens_fronted() {
            return None;
        }
        let verb = self.verb_behind()?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let between = verb + 1..mention.tokens.start;
        let beside =
            between.len() <= 1 && between.clone().all(|i| self.scene.is_quote(i) || self.scene.word(i).len == 0);
        let fits = beside && mention.slot == Slot::Subject && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// Whether the figure, or the first of those joined with it, stands behind a preposition that opens its clause.
    pub(super) fn opens_fronted(&self) -> bool {
        let (scene, sentence) = (self.scene, self.scene.sentence(self.sentence()));
        let opens = self.draft().opens;
        let from = opens.saturating_sub(LONGEST_LEAD).max(sentence.start);
        let Some(lead) = (from..=opens).rev().find(|i| self.is_lead(*i)) else { return false };
        let plain = (lead + 1..opens).all(|i| {
            let word = scene.word(i);
            !scene.is_mark(i) && (!word.verb || word.has(Role::Level)) && word.figure.is_none()
        });
        plain && self.opens_clause_at(lead, sentence.start)
    }

    /// «ب», «بنحو», «بواقع», «مع», «برصيد».
    fn is_lead(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let glued = (word.hedge || word.has(Role::Total)) && scene.key(i).trim_start_matches('و').starts_with('ب');
        let ba = word.preposition == Some('ب') || glued || matches!(scene.key(i), "ب" | "وب" | "فب");
        // «في المقدمة، واصل فيلم …»
        let ahead = self.draft().cue.is_rank() && i == self.draft().opens && matches!(scene.key(i), "في" | "وفي");
        ahead || ba && !word.has(Role::Attribution) || matches!(scene.key(i), "مع" | "ومع")
    }

    /// At the head of the sentence, behind و and a mark, behind a particle, or behind a comma where no verb stood before.
    fn opens_clause_at(&self, lead: usize, start: usize) -> bool {
        let scene = self.scene;
        let Some(before) = lead.checked_sub(1).filter(|b| *b >= start) else { return true };
        let joined = scene.key(lead).starts_with(['و', 'ف']) && scene.is_mark(before);
        let particle = scene.word(before).senses.roles.any(Roles::all(&[Role::Clause, Role::Connector]))
            || matches!(scene.key(before), "لكن" | "ولكن" | "بل" | "و" | "انه" | "انها" | "فانه" | "فانها");
        let comma =
            || scene.is_mark(before) && clause::last_verb(scene, start, before).is_none() && !self.is_aside(before);
        joined || particle || comma()
    }

    /// «الهلال، بـ12 مليون متابع، يسبق …»: between commas behind its owner.
    fn is_aside(&self, comma: usize) -> bool {
        self.cast.of_sentence(self.sentence()).any(|m| {
            let mention = &self.cast.mentions[m];
            mention.tokens.end == comma && mention.slot == Slot::Subject
        })
    }

    /// The finite verb that follows the figure and its like, behind a comma or at once.
    fn verb_behind(&self) -> Option<usize> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let limit = scene.sentence(self.sentence()).end.min(end + FARTHEST_VERB);
        let verb = (end..limit).find(|i| scene.word(*i).verb && scene.word(*i).len > 0)?;
        let word = scene.word(verb);
        let stops = |i: usize| scene.word(i).senses.roles.any(PASSES) || matches!(scene.key(i), "؛" | ":");
        let free = word.pronoun.is_none() && !word.conjunction && !word.article && !word.senses.roles.any(PASSES);
        (free && !word.senses.nominal && !(end..verb).any(stops)).then_some(verb)
    }
}
