//! Headlines: whose a figure is that a headline holds back: «معلم يشرح لمليون متابع.. تعرف إلى فلان».
//!
//! In: a figure in the first line, or a mention there that names nobody. Out: the person on the other side of the dots.
//! May import: what claims imports.

use std::ops::Range;

use super::super::agreement::agrees;
use super::super::anaphora::dative;
use super::super::mention::Mention;
use super::{Search, Way};
use crate::lexicon::{Head, Pronoun, Role};

/// How far into a headline the figure stands whose owner is named behind it, in tokens.
const LONGEST_POINTER: usize = 6;

/// How far before a name stands what introduces it («ماذا نعرف عن الطبيبة اللبنانية …»), in tokens.
const INTRODUCED: usize = 3;

impl Search<'_, '_> {
    /// «لها 1.8 مليون متابع في سناب شات.. تعرفوا على الطاهية نورة المري»: whom a headline's pronoun points on to, behind its dots.
    pub(super) fn pointed_on(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let (line, first) = (scene.line(draft.tokens.start), scene.word(0));
        let hers =
            dative(scene.key(0)).or(first.pronoun.filter(|_| first.metric().is_some() || first.has(Role::Total)));
        let pronoun = hers.filter(|_| line.start == 0 && draft.opens < LONGEST_POINTER)?;
        let dots = (draft.tokens.end..line.end).find(|i| scene.is_mark(*i) && scene.key(*i).starts_with('.'))?;
        let here = self.cast.of_sentence(scene.sentence_of(draft.tokens.start)).start..self.cast.inner;
        let named = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let behind = (dots..line.end).contains(&mention.tokens.start);
            let person = mention.head == Some(Head::Person) || scene.is_given(mention.tokens.start);
            behind && person && mention.tokens.len() > 1 && agrees(scene, mention, Some(pronoun))
        };
        here.into_iter().find(named).map(|m| (self.resolve(m), Way::Later))
    }

    /// «معلم بحريني يشرح ….. تعرف إلى الأستاذ جاسم الدوسري», «مشاهدات فيديوهاته …. حكاية خليفة المري», «حصة العتيبي.. صيدلانية جمعت …»: who is
    /// named on the other side of a headline's dots, when a mention names nobody.
    pub(super) fn introduced(&self, m: usize) -> Option<usize> {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let line = scene.line(mention.tokens.start);
        let nobody = mention.pronoun.is_some() || self.is_description(mention);
        let dots =
            line.clone().filter(|i| line.start == 0 && nobody && scene.is_mark(*i) && scene.key(*i).starts_with('.'));
        dots.into_iter().find_map(|at| self.across(m, at, line.end))
    }

    /// The person that stands beyond the dots at `dots` from mention `m`.
    fn across(&self, m: usize, dots: usize, end: usize) -> Option<usize> {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let named = |c: &usize| {
            let candidate = &self.cast.mentions[*c];
            // «القطري خليفة المري»
            let first = candidate.tokens.start + usize::from(scene.word(candidate.tokens.start).article);
            let person = candidate.head == Some(Head::Person) || scene.is_given(first);
            person && candidate.tokens.len() > 1 && !self.is_description(candidate) && self.agree(mention, candidate)
        };
        let beyond = dots + 1..end;
        let presented = |tokens: &Range<usize>| {
            let asks = |i: usize| {
                let key = scene.key(i).trim_start_matches('و');
                key.starts_with("تعرف") || matches!(key, "هو" | "هي" | "عن" | "حكايه" | "قصه")
            };
            (tokens.start.saturating_sub(INTRODUCED).max(dots)..tokens.start).any(asks)
        };
        // Mentions come in order: none behind the line is looked at.
        let all = || (0..self.cast.inner).take_while(|c| self.cast.mentions[*c].tokens.start < end);
        if mention.tokens.end <= dots {
            return all().find(|c| {
                let tokens = &self.cast.mentions[*c].tokens;
                beyond.contains(&tokens.start) && presented(tokens) && named(c)
            });
        }
        // «حصة العتيبي.. صيدلانية سعودية جمعت …»: nothing but a name stands before the dots.
        let lead = |c: &usize| self.cast.mentions[*c].tokens == (0..dots);
        let beside = mention.tokens.start == dots + 1 && mention.pronoun.is_none();
        all().find(lead).filter(|c| beside && named(c))
    }

    /// «معلم بحريني», «صيدلانية»: a person by what he is and nothing else.
    fn is_description(&self, mention: &Mention) -> bool {
        let scene = self.scene;
        let rest = |i: usize| {
            let nisba = scene.key(i).ends_with(['ي', 'ه']) && !scene.is_given(i);
            !scene.word(i).article && nisba
        };
        let tokens = &mention.tokens;
        let what = scene.word(tokens.start);
        let plain = !what.article
            && mention.pronoun.is_none()
            && !scene.is_given(tokens.start)
            && !scene.is_quote(tokens.start);
        // «معلمة يتابعها …»
        let said_of_her = tokens.len() > 1 || scene.tokens.raw(tokens.start).ends_with('ة');
        let known =
            mention.head == Some(Head::Person) || mention.head.is_none() && said_of_her && !what.has(Role::Report);
        plain && known && !scene.is_land(tokens.start) && tokens.clone().skip(1).all(rest)
    }

    /// Whether what is said of one may be said of the other.
    fn agree(&self, one: &Mention, other: &Mention) -> bool {
        let feminine = self.scene.tokens.raw(one.tokens.start).ends_with('ة');
        let form = if feminine { Pronoun::Feminine } else { Pronoun::Masculine };
        agrees(self.scene, other, one.pronoun.or(Some(form)))
    }
}
