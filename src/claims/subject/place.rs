//! Places: whose a rank is, where its owner stands behind it or a verb seats him there.
//!
//! In: a rank and the mentions of its sentence. Out: its owner.
//! May import: what claims imports.

use super::super::clause;
use super::super::draft::Cue;
use super::super::mention::Slot;
use super::super::phrase::is_many;
use super::{Search, Way, owns};
use crate::lexicon::Role;

impl Search<'_, '_> {
    /// Step 2: ranks whose owner follows: «وفي المركز الثاني فيلم …», «ذهب المركز الثالث إلى …».
    pub(super) fn by_rank(&self) -> Option<(usize, Way)> {
        if !self.draft().cue.is_rank() {
            return None;
        }
        let start = self.previous_end().max(clause::start(self.scene, self.draft().opens));
        let named = self.nearest(start, |m| owns(m) && m.relative.is_none()).is_some();
        let relative = (start..self.draft().opens).any(|i| self.scene.word(i).has(Role::Relative));
        // «وتصدرها ريال مدريد»: the verb has its object.
        // «الأهلي المتصدر»
        let own = self.draft().tokens.start;
        let praised =
            self.draft().cue == Cue::First && self.scene.word(own).article && self.scene.word(own).has(Role::Top);
        let beside = self
            .cast
            .of_sentence(self.sentence())
            .find(|m| self.cast.mentions[*m].tokens.end == own)
            .filter(|_| praised);
        if let Some(m) = beside {
            return Some((self.resolve(m), Way::Before));
        }
        // «ما يضعه في صدارة …»: the object of a verb that gives a place has it.
        let seat =
            clause::last_verb(self.scene, start, self.draft().opens).filter(|v| self.scene.word(*v).has(Role::Seat));
        // «هذا ما كشف عنه تصنيف المؤسسة، إذ منحها الرتبة 177»
        let beside = |v: usize| v + 1 == self.draft().opens;
        let seat = seat.filter(|v| self.scene.word(*v).pronoun.is_some() && (!named || beside(*v)));
        if let Some(m) = seat.and_then(|v| self.pronoun(v, self.scene.word(v).pronoun)) {
            return Some((m, Way::Anaphor));
        }
        if let Some(m) = self.seated(start) {
            return Some((self.resolve(m), Way::Before));
        }
        if let Some(m) = self.opens_item().then(|| self.right_after()).flatten().filter(|m| self.has_figure(*m)) {
            return Some((self.resolve(m), Way::After));
        }
        let verb = self.scene.word(self.draft().tokens.start);
        if self.draft().cue == Cue::First && verb.pronoun.is_some() && verb.verb && self.draft().tokens.len() == 1 {
            let end = self.draft().tokens.end;
            let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end);
            if let Some(m) = m.filter(|m| self.cast.mentions[*m].slot == Slot::Subject) {
                return Some((self.resolve(m), Way::After));
            }
        }
        if named || relative || self.pronoun_here(start).is_some() {
            return None;
        }
        self.right_after().map(|m| (self.resolve(m), Way::After))
    }

    /// «…، وفي المركز الثاني …»: a place behind a mark and its preposition opens an item, whose owner follows.
    fn opens_item(&self) -> bool {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let lead = opens.checked_sub(1).filter(|b| *b >= start && matches!(scene.key(*b), "في" | "وفي"));
        lead.is_some_and(|b| b == start || scene.is_mark(b - 1) && !scene.is_quote(b - 1))
    }

    /// «ضمك بنحو 12 ألف متابع», «جاء ضمك …»: a mention with a figure of its own, or behind the verb of its place.
    fn has_figure(&self, m: usize) -> bool {
        let (scene, tokens) = (self.scene, &self.cast.mentions[m].tokens);
        let next = scene.word(tokens.end);
        let verb = tokens.start.checked_sub(1).is_some_and(|b| scene.word(b).verb && scene.word(b).has(Role::Place));
        verb || next.figure.is_some() || next.hedge || matches!(scene.key(tokens.end), "ب" | "(")
    }

    /// «وضع التقرير دبي في المرتبة …», «صنفت المجلة البنك …»: who gives a place is not who has it.
    fn seated(&self, start: usize) -> Option<usize> {
        let opens = self.draft().opens;
        let seats = |v: &usize| self.scene.word(*v).has(Role::Seat);
        // «المعني برصد الحسابات»: a verbal noun is no verb of the sentence.
        let noun = |i: usize| self.scene.word(i).preposition.is_some() && self.scene.word(i).senses.nominal;
        let main = clause::main_verb(self.scene, start, opens);
        let main = main.and_then(|v| if noun(v) { clause::main_verb(self.scene, start, v) } else { Some(v) });
        let Some(verb) = main.filter(seats) else {
            return self.seated_past_relative(start);
        };
        let here = self.cast.of_sentence(self.sentence());
        let mut after = here.filter(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.start > verb && mention.tokens.end <= opens && !mention.bracketed
        });
        let first = after.next()?;
        // «ما يجعل المملكة رابع أكبر سوق»
        let stands =
            |i: usize| matches!(self.scene.key(i), "ما" | "مما" | "بما") || self.scene.word(i).has(Role::Relative);
        if verb > 0 && stands(verb - 1) && self.cast.mentions[first].tokens.end == opens {
            return Some(first);
        }
        // «مؤشر البنك يضع الميناء سادسا»: whoever gives it stands before the verb.
        // «وكان التصنيف قد وضع الجامعة رابعة»
        let had = usize::from(verb > 0 && self.scene.key(verb - 1) == "قد");
        let before = |m: usize| self.cast.mentions[m].tokens.end + had == verb && !self.scene.word(verb).conjunction;
        let given = self.cast.mentions[first].tokens.start == verb + 1;
        if given && self.cast.of_sentence(self.sentence()).any(before) {
            return Some(first);
        }
        // «وضعت الهيئة … في المركز الثاني ومنحت حساب الاتحاد المركز الثالث»: who gave the last place gives this one.
        let again = self.scene.word(verb).conjunction
            && given
            && self.previous_in_sentence().is_some_and(|p| self.drafts[p].cue.is_rank())
            && (self.scene.sentence(self.sentence()).start..verb).any(|v| seats(&v));
        if again && self.takes_seat(first) {
            return Some(first);
        }
        let giver = Some(first).filter(|m| self.cast.mentions[*m].slot == Slot::Subject)?;
        let seated: Vec<usize> = after.filter(|m| *m > giver && self.takes_seat(*m)).collect();
        // «وضع موقع «…» المعني بحسابات الشركات حساب الخطوط في …»: what the giver deals with are many.
        let many = |m: &&usize| is_many(self.scene, self.cast.mentions[**m].tokens.start);
        seated.iter().find(|m| !many(m)).or(seated.first()).copied()
    }

    fn takes_seat(&self, m: usize) -> bool {
        matches!(self.cast.mentions[m].slot, Slot::Object | Slot::Subject)
    }

    /// «بوأ التقرير الذي أنجزه المكتب حساب الهيئة الرتبة الرابعة»: past what is said of the giver, right before the place.
    fn seated_past_relative(&self, start: usize) -> Option<usize> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let acts = |i: &usize| scene.word(*i).verb && scene.word(*i).len > 0;
        let verb = (start..opens).find(acts).filter(|v| scene.word(*v).has(Role::Seat))?;
        let told = (verb..opens).find(|i| scene.word(*i).has(Role::Relative))?;
        let once = (told..opens).filter(acts).count() == 1;
        let of = |range: std::ops::Range<usize>| {
            self.cast.of_sentence(self.sentence()).filter(move |m| range.contains(&self.cast.mentions[*m].tokens.start))
        };
        let giver = of(verb..told).count() == 1;
        let last = of(told..opens).rev().find(|m| self.cast.mentions[*m].slot != Slot::Platform)?;
        let close = self.cast.mentions[last].tokens.end + 3 >= opens;
        (once && giver && close && self.takes_seat(last)).then_some(last)
    }

    /// The mention that follows the rank with nothing but scope words between.
    pub(super) fn right_after(&self) -> Option<usize> {
        let end = self.draft().tokens.end;
        if self.scene.word(end - 1).has(Role::Superlative) {
            return None;
        }
        let mut after = self.cast.of_sentence(self.sentence()).filter(|m| self.cast.mentions[*m].tokens.start >= end);
        let mut m = after.next()?;
        let mut from = end;
        // «تصدر القائمة، نادي …»: past the list and its comma.
        let list = &self.cast.mentions[m];
        if self.draft().cue == Cue::First
            && list.slot == Slot::Scope
            && matches!(self.scene.key(list.tokens.end), "،" | ",")
        {
            from = list.tokens.end + 1;
            m = after.next()?;
        } else if self.scene.word(list.tokens.start).has(Role::ScopeHead)
            && matches!(list.slot, Slot::Scope | Slot::Oblique)
            && self.scene.word(list.tokens.end).verb
            && self.scene.word(list.tokens.end).has(Role::Place)
        {
            // «وفي المركز الرابع بالترتيب جاء ضمك»
            from = list.tokens.end;
            m = after.next()?;
        }
        let mention = &self.cast.mentions[m];
        let gap = from..mention.tokens.start;
        let given = gap.clone().any(|i| matches!(self.scene.key(i), "الي" | "نصيب" | "حظ" | "ل"))
            || mention.slot == Slot::Possessor;
        let slot = matches!(mention.slot, Slot::Subject | Slot::Object)
            || given && matches!(mention.slot, Slot::Possessor | Slot::Oblique);
        // «وفي المركز الثاني، جاء …»
        // But «ليستقر في المركز 61، وظل فلان …» goes on with somebody else.
        let anew = |i: usize| self.scene.word(i).conjunction && i > end && self.scene.key(i - 1) == "،";
        let placed = gap.clone().any(|i| self.scene.word(i).verb && self.scene.word(i).has(Role::Place) && !anew(i));
        // «أما المركز الثاني، فعاد إلى …»
        let goes = |i: usize| given && self.scene.word(i).verb && i <= end + 1;
        let clear = gap.clone().all(|i| {
            let w = self.scene.word(i);
            (placed || gap.clone().any(goes)) && i == end && self.scene.key(i) == "،"
                || goes(i)
                // «وفي المركز الثالث حصل حزب … على 10 آلاف صوت»
                || i == end && w.verb && w.has(Role::Level) && !self.draft().cue.eq(&Cue::First)
                || self.scene.is_quote(i)
                || self.scene.is_clitic(i)
                || w.has(Role::Scope)
                || w.has(Role::Adverb)
                || w.has(Role::ScopeHead) && (placed || self.draft().cue == Cue::First)
                || matches!(self.scene.key(i), "،" | ",") && i > end && self.scene.word(i - 1).has(Role::ScopeHead)
                || w.has(Role::Place) && !self.draft().cue.eq(&Cue::First)
                || matches!(self.scene.key(i), "الي" | "من" | "نصيب" | "حظ" | "و" | "كل")
                // «المرتبة العاشرة: فلانة»
                || self.scene.key(i) == ":" && i == end && self.scene.starts_line(self.draft().tokens.start)
        });
        (clear && slot && gap.len() <= 4 && self.usable(mention)).then_some(m)
    }
}
