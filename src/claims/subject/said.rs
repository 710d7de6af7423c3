//! What is said of a figure behind it or by its verb: whose sum it is, to whom it went, who brought it out.
//!
//! In: a figure bound to its metric, and the mentions behind it. Out: its owner, where such words stand.
//! May import: what claims imports.

use super::super::clause;
use super::super::mention::Slot;
use super::super::rank::first::is_passing;
use super::{FOLLOWED, Search, Way, owns};
use crate::lexicon::{Pronoun, Role};

/// How far behind what passed stands to whom, in tokens.
const HEIR_BEHIND: usize = 10;

/// How far behind a figure it is said whose sum it is, in tokens.
const SUM_BEHIND: usize = 24;

/// How far the figures of a row stand from each other, in tokens.
pub(super) const ROW_STEP: usize = 14;

impl Search<'_, '_> {
    /// «لينضم إلى منصة «مجلس» 120 ألف مستخدم», «ويدخل إلى التطبيق ما يزيد على مليار مستخدم»: what those who are counted have joined.
    pub(super) fn joined_to(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let name = scene.lexicon.metric_name(draft.metric);
        let people = (FOLLOWED.contains(&name) || name == "users") && draft.unit.is_some();
        let start = scene.sentence(self.sentence()).start;
        let joins = |i: usize| {
            let key = scene.key(i);
            let enters = name == "users" && (key.contains("يدخل") || key.contains("تدخل"));
            scene.word(i).len > 0
                && !scene.word(i).article
                && (enters || ["نضم", "لتحق", "نتسب", "نخرط"].iter().any(|root| key.contains(root)))
        };
        let verb = (start..draft.opens).rev().find(|i| joins(*i)).filter(|_| people)?;
        let to = (verb + 1..verb + 3).find(|i| matches!(scene.key(*i), "الي" | "في" | "ل" | "ب"));
        let at = to.map_or(verb + 1, |i| i + 1);
        let led = to.is_some() || matches!(scene.word(at).preposition, Some('ل' | 'ب'));
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == at)?;
        let mention = &self.cast.mentions[m];
        let plain = !clause::figure_between(scene, verb, draft.opens);
        let fits = led && plain && mention.tokens.end <= draft.opens && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::OfMetric))
    }

    /// «مليونا زيارة وستة ملايين مشاهدة: تلك حصيلة البوابة»: whose the figures before it are said to be.
    pub(super) fn summed_up(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let sentence = scene.sentence(self.sentence());
        let points = |i: usize| matches!(scene.key(i), "هي" | "تلك" | "هذه" | "هو" | "ذلك" | "كانت");
        let sum =
            |i: &usize| matches!(scene.key(*i), "حصيله" | "محصله" | "رصيد" | "ارقام") && *i > end && points(*i - 1);
        // «…: هكذا مضت لعبة «سيف الرمال» على المتجر»
        let thus = |i: &usize| scene.word(*i).verb && *i > end && scene.key(*i - 1) == "هكذا";
        let limit = scene.line(end).end.min(end + SUM_BEHIND);
        let at = (end..limit).find(|i| sum(i) || thus(i))?;
        let label = scene.sentence_of(at) != self.sentence();
        let before = self.nearest(sentence.start, |m| owns(m) && m.relative.is_none() && !label).is_some();
        let acts =
            (sentence.start..at - 1).any(|i| scene.word(i).verb && scene.word(i).len > 0 && !scene.word(i).hedge);
        // «هي حصيلة 96 منشورا بثتها غرفة التجارة»: of so many that somebody brought out.
        let counted = scene.word(at + 1).figure.map(|f| scene.figures[f].tokens.end);
        let verb =
            counted.and_then(|from| (from..from + 3).find(|v| scene.word(*v).verb && scene.word(*v).pronoun.is_some()));
        // «هي حصيلة ما بثته القناة»
        let what = scene.key(at + 1) == "ما" && scene.word(at + 2).verb && scene.word(at + 2).pronoun.is_some();
        let from = if what { at + 3 } else { verb.unwrap_or(at) + 1 };
        let m = self.cast.of_sentence(scene.sentence_of(at)).find(|m| self.cast.mentions[*m].tokens.start == from)?;
        let several = super::super::phrase::is_many(scene, self.cast.mentions[m].tokens.start) && thus(&at);
        let fits = !before && !acts && !several && self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «33 ألف صوت نالها منافسه فلان», «3 ملايين متابع جمعتها الصفحة»: who is said right behind them to have got them.
    pub(super) fn got_by(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let verb = draft.tokens.end;
        let word = scene.word(verb);
        let gets = word.verb && word.has(Role::Level) && !word.conjunction && word.len > 0;
        // «حصل عليها منافسه»
        let on = matches!(scene.key(verb + 1), "عليها" | "بها");
        let object = word.pronoun.is_some() || on;
        let from = verb + 1 + usize::from(on);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start >= from)?;
        let beside = self.cast.mentions[m].tokens.start == from;
        let counted = draft.unit.is_some() || draft.governor.is_some() || self.is_core();
        let fits = gets && object && beside && counted;
        (fits && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::After))
    }

    /// «في آذار صدر عن صفحة الوزارة 146 منشورا»: who brought them out.
    pub(super) fn issued_by(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        (scene.lexicon.metric_name(draft.metric) == "posts").then_some(())?;
        let from = scene.sentence(self.sentence()).start.max(self.previous_end());
        let verb = clause::last_verb(scene, from, draft.opens)?;
        let issued = matches!(scene.key(verb).trim_start_matches(['و', 'ف']), "صدر" | "صدرت" | "صدرا")
            && scene.key(verb + 1) == "عن";
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == verb + 2)?;
        (issued && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::Before))
    }

    /// «58 ألف عضوة تجمعهن على فيسبوك مجموعة «أمهات عمّان»»: what gathers those who are counted.
    pub(super) fn gathered(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let key = scene.key(end);
        let theirs =
            scene.word(end).verb && (key.ends_with("هم") || key.ends_with("هن")) && !scene.word(end).conjunction;
        let own = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let near = (end + 1..end + ROW_STEP).contains(&mention.tokens.start);
            near && matches!(mention.slot, Slot::Subject | Slot::Object) && self.usable(mention)
        };
        let m = self.cast.of_sentence(self.sentence()).find(own).filter(|_| theirs && self.draft().unit.is_some())?;
        Some((self.resolve(m), Way::After))
    }

    /// «كان متابعوه لا يتجاوزون 7 آلاف قبل نشر الفيديو، وأصبح العدد اليوم 240 ألفا»: what a figure has become is of whoever had the one before.
    pub(super) fn goes_on(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].metric == draft.metric)?;
        let verb = clause::last_verb(scene, self.drafts[last].tokens.end, draft.opens)?;
        let becomes = scene.word(verb).has(Role::Become) && scene.word(verb).conjunction && draft.unit.is_none();
        // «وأصبح العدد», «وباتت اليوم»
        let plain = |i: usize| {
            let word = scene.word(i);
            word.has(Role::Adverb) || word.has(Role::Total) || word.hedge || word.has(Role::Preposition)
        };
        let bare = draft.governor.is_none() && (verb + 1..draft.opens).all(plain);
        self.found[last].filter(|_| becomes && bare).map(|(m, _)| (m, Way::Inherited))
    }

    /// «ذهبت 17 ألف صوت في لواء الرمثا إلى فلان»: to whom they went.
    pub(super) fn gone_to(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        // «تاركا الثالثة لبلطي»
        if draft.opens > 0 && matches!(scene.key(draft.opens - 1), "تاركا" | "تاركه") {
            let end = draft.tokens.end;
            let heir = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end);
            return heir.map(|m| (self.resolve(m), Way::After));
        }
        // «وذهب إلى الأسعد الطرابلسي 6 آلاف صوت»: right before them.
        let heir = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.end == draft.opens);
        if let Some(m) = heir.filter(|_| draft.unit.is_some()) {
            let start = self.cast.mentions[m].tokens.start;
            if start > 1 && scene.key(start - 1) == "الي" && is_passing(scene, start - 2) {
                return Some((self.resolve(m), Way::Before));
            }
        }
        let what = draft.unit.is_some() || draft.cue.is_rank();
        draft.opens.checked_sub(1).filter(|b| what && is_passing(scene, *b))?;
        let end = draft.tokens.end;
        let to = (end..end + HEIR_BEHIND).find(|i| scene.key(*i) == "الي")?;
        let here = || self.cast.of_sentence(self.sentence());
        let beside = |at: usize| here().find(|m| self.cast.mentions[*m].tokens.start == at);
        // «إلى المستقل بابكر كنة»: what he is may be no name by itself.
        let adjective = usize::from(scene.is_definite(to + 1));
        let first = beside(to + 1).or_else(|| beside(to + 1 + adjective))?;
        let usable = |m: &usize| self.usable(&self.cast.mentions[*m]);
        // «إلى المستقل سامي نوفل»: what he is, and who.
        let next = || beside(self.cast.mentions[first].tokens.end).filter(usable);
        let m = Some(first).filter(usable).or_else(next)?;
        Some((self.resolve(m), Way::After))
    }

    /// «1.5 مليون مشترك لدى «ماتل»، و900 ألف لدى …»: with whom they are.
    pub(super) fn kept_with(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        if scene.key(end) != "لدي" || self.draft().governor.is_some_and(|g| scene.word(g).pronoun.is_some()) {
            return None;
        }
        let here = self.cast.of_sentence(self.sentence());
        let first = here.clone().find(|m| self.cast.mentions[*m].tokens.start == end + 1)?;
        // «لدى الوافدة الجديدة «ريماتل»»: what it is, and who.
        let titled = self.cast.mentions[first].tokens.end;
        let titled = titled + usize::from(scene.is_definite(titled));
        let who = here.clone().find(|m| self.cast.mentions[*m].tokens.start == titled && scene.is_quote(titled));
        let m = who.unwrap_or(first);
        let mention = &self.cast.mentions[m];
        // «لدى انطلاقها» is a time.
        let somebody = who.is_some()
            || mention.head.is_some()
            || scene.is_quote(end + 1)
            || scene.word(end + 1).senses.is_unknown() && !scene.word(end + 1).article;
        let own = mention.pronoun.is_none()
            && crate::lexicon::cut_pronoun(scene.key(end + 1)).is_none_or(|(stem, _)| !stem.ends_with('ت'));
        let whose = somebody && own && self.usable(mention);
        whose.then(|| (self.resolve(m), Way::After))
    }

    /// «… حتى كانت تسعة ملايين مشاهدة في رصيده»: in whose store they are.
    pub(super) fn in_store(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let pronoun = match scene.key(end + 1) {
            "رصيده" | "جعبته" | "حوزته" => Pronoun::Masculine,
            "رصيدها" | "جعبتها" | "حوزتها" => Pronoun::Feminine,
            _ => return None,
        };
        let m = self.pronoun(end + 1, Some(pronoun)).filter(|_| scene.key(end) == "في")?;
        Some((m, Way::Anaphor))
    }

    /// «740 ألف مشاهدة و26 ألف إعجاب: هذا ما جناه على فايسبوك الشريط الذي …»: who is said behind them to have got them.
    pub(super) fn is_what(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let sentence = scene.sentence(self.sentence());
        let last = scene.sentence(self.sentence() + 1).end.max(sentence.end);
        let what = |i: &usize| {
            let points = matches!(scene.key(*i), "هذا" | "ذلك" | "هذه" | "تلك");
            // «هذا ما توصلت إليه دراسة»: who says so.
            let told = |i: usize| scene.word(i).has(Role::Say) || matches!(scene.key(i + 1), "اليه" | "عنه" | "عليه");
            points && !told(*i + 2) && matches!(scene.key(*i + 1), "ما" | "التي" | "الذي")
        };
        let at = (end..last.min(end + SUM_BEHIND)).find(what)?;
        let before = self.nearest(sentence.start, |m| owns(m) && m.relative.is_none()).is_some();
        let sentences = self.sentence()..=scene.sentence_of(at);
        let doer = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let verb = mention.tokens.start == at + 2;
            mention.tokens.start > at + 1 && !verb && mention.slot != Slot::Platform && self.usable(mention)
        };
        let m = sentences.flat_map(|s| self.cast.of_sentence(s)).find(doer)?;
        (!before).then(|| (self.resolve(m), Way::After))
    }
}
