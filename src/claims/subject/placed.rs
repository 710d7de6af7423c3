//! Places by their constructions: whose share one is, to whom it is given, what comes of passing others.
//!
//! In: a rank, and the mentions of its sentence. Out: its owner, where one of the constructions holds.
//! May import: what claims imports.

use super::super::agreement::{self};
use super::super::clause;
use super::super::draft::Cue;
use super::super::mention::Slot;
use super::{Search, Way, owns};
use crate::lexicon::Role;

/// How far behind a place stands whose share it is, in tokens.
const SHARE_BEHIND: usize = 5;

/// How far behind a place the verb stands by which it goes to somebody, in tokens.
const GOES_BEHIND: usize = 12;

/// How far behind a place «من نصيب» stands, where nothing else is said between, in tokens.
const PORTION_BEHIND: usize = 12;

/// How far behind a place it is said whose it is, in tokens.
const SAID_BEHIND: usize = 10;

/// How far before a figure the verb of what comes of it stands, in tokens.
const RESULT_BACK: usize = 4;

impl Search<'_, '_> {
    /// «الرتبة الثالثة فكانت من نصيب «…»»: whose share a place is.
    pub(super) fn shared_out(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let acts = |i: usize| scene.word(i).verb && !matches!(scene.key(i), "كانت" | "كان" | "فكانت" | "فكان");
        // «إن المرتبة السادسة عربيا في «انستغرام» كانت من نصيب حساب …»: or farther, where nothing else is said.
        let parts = |i: usize| scene.is_mark(i) && !scene.is_quote(i) || acts(i) || scene.word(i).figure.is_some();
        let near = if self.draft().cue.is_rank() { PORTION_BEHIND } else { SHARE_BEHIND };
        let clear = |i: usize| i < end + SHARE_BEHIND || !(end..i).any(parts);
        // «المرتبة الأولى إفريقيا تعود إلى «سناب شات»»
        let goes = |i: usize| {
            let verb = scene.key(i).trim_start_matches(['و', 'ف']);
            self.draft().cue.is_rank()
                && matches!(verb, "تعود" | "عادت" | "يعود" | "عاد" | "الت" | "ال" | "ذهبت" | "ذهب")
                && scene.key(i + 1) == "الي"
        };
        let to = (end..end + GOES_BEHIND).take_while(|i| !scene.is_mark(*i) || scene.is_quote(*i)).find(|i| goes(*i));
        let to = to.map(|i| i + 1);
        let share = to.or_else(|| {
            (end..end + near).take_while(|i| clear(*i)).find(|i| {
                let from = matches!(scene.key(*i), "نصيب" | "حظ") && matches!(scene.key(i - 1), "من" | "فمن");
                from || scene.key(*i) == "بحوزه"
            })
        })?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == share + 1)?;
        let fits = self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «عاشر أكبر حساب في العالم هو حساب ليو ميسي», «أما الوصيف فكان نادي الوحدات»: who a place before it is said to be.
    pub(super) fn said_to_be(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let start = clause::start(scene, draft.opens).max(self.previous_end());
        let before = self.nearest(start, |m| owns(m) && !m.bare && m.relative.is_none()).is_some();
        let limit = scene.sentence(self.sentence()).end.min(draft.tokens.end + SAID_BEHIND);
        // «المرتبة 368 بين 1503 جامعات هي ما نالته …»
        let among = |i: usize| scene.word(i - 1).has(Role::Among) || matches!(scene.key(i - 1), "بين" | "اصل");
        let parts =
            |i: &usize| scene.is_mark(*i) && !scene.is_quote(*i) || scene.word(*i).figure.is_some() && !among(*i);
        let mut behind = (draft.tokens.end..limit).take_while(|i| !parts(i));
        let is = |i: &usize| matches!(scene.key(*i), "هو" | "هي" | "فهو" | "فهي" | "كان" | "كانت" | "فكان" | "فكانت");
        let at = behind.find(is).filter(|_| draft.cue.is_rank() && !before)?;
        // «هي ما نالته كلية الطب»
        let what = scene.key(at + 1) == "ما" && scene.word(at + 2).verb && scene.word(at + 2).pronoun.is_some();
        let at = if what { at + 2 } else { at };
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == at + 1)?;
        let mention = &self.cast.mentions[m];
        let named = mention.pronoun.is_none() && !mention.bare && !mention.vague && self.usable(mention);
        named.then(|| (self.resolve(m), Way::After))
    }

    /// «والثاني لجامعة المنار»: whose a place by its ordinal is said to be.
    pub(super) fn placed_for(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        // «صدارة «لينكد إن» للمغرب»
        let led = draft.cue == Cue::First && self.scene.word(draft.tokens.start).has(Role::TopNoun);
        let behind = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let near = (draft.tokens.end..draft.tokens.end + SHARE_BEHIND).contains(&mention.tokens.start);
            near && mention.slot == Slot::Possessor && mention.platform.is_none() && self.usable(mention)
        };
        let verb = clause::last_verb(self.scene, clause::start(self.scene, draft.opens), draft.opens);
        if let Some(m) = self.cast.of_sentence(self.sentence()).find(behind).filter(|_| led && verb.is_none()) {
            return Some((self.resolve(m), Way::After));
        }
        let m =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == draft.tokens.end)?;
        let definite = self.scene.key(draft.tokens.start).trim_start_matches('و').starts_with("ال");
        // «المركز الأول على آب ستور لتطبيق …»: past where the place is.
        // «منحت الشركة الترتيب الرابع لحساب «…»»
        let giver = clause::last_verb(self.scene, clause::start(self.scene, draft.opens), draft.opens);
        let seats = giver.is_some_and(|v| self.scene.word(v).has(Role::Seat) || self.scene.word(v).has(Role::Allow));
        // «المركز الأول لنيجيريا بـ13.1 مليون»
        let noun = draft.cue == Cue::RankNoun && (seats || giver.is_none());
        let given = (draft.cue == Cue::Ordinal && definite || noun) && self.cast.mentions[m].slot == Slot::Possessor;
        (given && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::After))
    }

    /// «خامسة على لائحة …، وثانية في الأردن»: the next place of who had the last one.
    pub(super) fn placed_again(&self) -> Option<(usize, Way)> {
        let (scene, first) = (self.scene, self.draft().tokens.start);
        let key = scene.key(first).strip_prefix('و').filter(|_| self.draft().cue == Cue::Ordinal)?;
        let adverb = key.ends_with(['ا', 'ه']) && !key.starts_with("ال");
        let last = self.previous_in_sentence().filter(|p| adverb && self.drafts[*p].cue.is_rank())?;
        let verb = clause::last_verb(scene, self.drafts[last].tokens.end, first);
        self.found[last].filter(|_| verb.is_none()).map(|(m, _)| (m, Way::Inherited))
    }

    /// «تفوقت القناة على منافستيها … (9.7 مليون) و… (6.15 مليون)، لتصبح الأولى»: what comes of it is the sentence's subject's.
    pub(super) fn resulting(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let clause = clause::start(scene, opens);
        let result =
            |i: &usize| scene.word(*i).verb && scene.word(*i).preposition == Some('ل') && scene.word(*i).len > 0;
        let verb = (clause..opens).rev().take(RESULT_BACK).find(result).filter(|v| scene.word(*v).has(Role::Become))?;
        let bracket = (0..verb).rev().take(2).any(|i| scene.key(i) == ")");
        let wanted = agreement::of_verb_form(scene.key(verb).get(2..)?);
        let m = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            let form = agreement::form(scene, mention);
            let agrees = form.is_none() || wanted.is_none() || form == wanted;
            mention.slot == Slot::Subject && !mention.bracketed && agrees
        })?;
        (bracket && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::Before))
    }

    /// «وتصدر قائمتها وزير الخارجية …»: who heads a list that is somebody else's stands behind it.
    pub(super) fn heads_theirs(&self) -> Option<(usize, Way)> {
        let (scene, verb) = (self.scene, self.draft().tokens.start);
        let list = verb + 1;
        let theirs = scene.word(verb).verb && scene.word(list).has(Role::ScopeHead) && scene.key(list).ends_with("ها");
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == list + 1)?;
        let fits = theirs && self.draft().cue == Cue::First && self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «تفوق الأول على الثاني … (2.7 مليون مقابل 2.3 مليون)»: the second figure of the bracket is that of who was passed.
    pub(super) fn beaten(&self) -> Option<(usize, Way)> {
        let (scene, last) = (self.scene, self.previous_in_sentence()?);
        let start = scene.sentence(self.sentence()).start;
        let compared = |i: &usize| scene.word(*i).has(Role::Compare);
        (self.drafts[last].tokens.end..self.draft().tokens.start).find(compared)?;
        let bracket = (start..self.draft().opens).rev().find(|i| matches!(scene.key(*i), "(" | ")"))?;
        let pair = scene.key(bracket) == "(" && self.drafts[last].tokens.start > bracket;
        let passed = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let on = mention.tokens.start > start && scene.key(mention.tokens.start - 1) == "علي";
            on && mention.tokens.end <= bracket && mention.platform.is_none() && self.usable(mention)
        };
        let m = self.cast.of_sentence(self.sentence()).find(passed).filter(|_| pair)?;
        Some((self.resolve(m), Way::Respectively))
    }
}
