//! Salience: whom a text is speaking of at a place.
//!
//! In: the mentions of a text and a place in it. Out: how near at hand each mention is there, as a number to compare.
//! May import: what claims imports.

use super::agreement;
use super::anaphora::{is_given, is_named, says_on};
use super::clause;
use super::confidence::is_land;
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::{Cast, FOLLOWED, owns};
use crate::lexicon::{Head, Pronoun, Role};

/// What a mention's part in its sentence gives: who does something is spoken of, what something is done to or with is only named.
const SUBJECT: i32 = 70;
const SPEAKER: i32 = 52;
const RECEIVER: i32 = 68;
const OWNER: i32 = 48;
const OBLIQUE: i32 = 30;
const OBJECT: i32 = 21;
const ASIDE: i32 = 20;

/// What a body gains that somebody speaks for, and whoever spoke last where speech goes on without a subject.
const SPOKEN_FOR: i32 = 95;
const SPEAKS_ON: i32 = 75;

/// What the same sentence, its clause and what is reported in it give; what each sentence back takes, up to some, and each mention between.
const HERE: i32 = 30;
const CLAUSE: i32 = 15;
const REPORTED: i32 = 10;
const SENTENCE: i32 = 3;
const MOST_SENTENCES: usize = 4;
const MOST_BETWEEN: usize = 6;

/// What a name gives over a noun, what «أما …، ف…» gives, what agreement gives that the words show, and what it takes that an event or a post has no account.
const NAMED: i32 = 15;
const FRONTED: i32 = 45;
const SHOWN: i32 = 8;
const EVENT: i32 = 28;

/// How near at hand whoever was named is at one place of a text.
pub(super) struct Salience<'s, 't> {
    scene: &'s Scene<'t>,
    cast: &'s Cast,
    /// What must agree.
    pronoun: Option<Pronoun>,
    sentence: usize,
    clause: usize,
    /// Where begins what is reported: «قال … إن».
    reported: usize,
    /// The last mention before the place.
    last: usize,
    /// Whether an account or its followers are spoken of.
    of_account: bool,
    /// «وأضافت أن …» has no subject of its own.
    says_on: bool,
}

impl<'s, 't> Salience<'s, 't> {
    /// For a pronoun or a general noun at token `at`.
    pub fn at(scene: &'s Scene<'t>, cast: &'s Cast, at: usize, pronoun: Option<Pronoun>) -> Self {
        let sentence = scene.sentence_of(at);
        let (start, here) = (scene.sentence(sentence).start, cast.of_sentence(sentence));
        let before = |m: &usize| cast.mentions[*m].tokens.end <= at;
        let subject = |m: usize| {
            let mention = &cast.mentions[m];
            owns(mention) && mention.relative.is_none() && is_named(scene, mention)
        };
        let account = scene.head(at) == Some(Head::Account);
        let word = scene.word(at);
        let metric = word.metric().or(word.senses.metric.verb);
        let followed = metric.is_some_and(|m| FOLLOWED.contains(&scene.lexicon.metric_name(m)));
        Self {
            scene,
            cast,
            pronoun,
            sentence,
            clause: clause::start(scene, at),
            reported: (start..at).find(|i| scene.word(*i).has(Role::Clause)).unwrap_or(start),
            last: here.clone().take_while(before).last().unwrap_or(here.start),
            of_account: account || followed,
            says_on: says_on(scene, sentence) && (account || !here.take_while(before).any(subject)),
        }
    }

    /// How salient mention `m` is; of two alike the later one.
    pub fn of(&self, m: usize) -> (i32, usize) {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let back = self.sentence.saturating_sub(scene.sentence_of(mention.tokens.start));
        let near = if back == 0 { HERE } else { -SENTENCE * back.min(MOST_SENTENCES) as i32 };
        let between = self.last.abs_diff(m).min(MOST_BETWEEN) as i32;
        let given = |holds: bool, points: i32| if holds { points } else { 0 };
        let points = self.part(m) + near - between
            + given(
                is_named(scene, mention) || is_given(scene, mention) || owns(mention) && is_land(scene, mention),
                NAMED,
            )
            + given(agreement::shows(scene, mention, self.pronoun), SHOWN)
            + given(self.says_on && back > 0 && mention.slot == Slot::Source, SPEAKS_ON)
            + given(back == 0 && is_fronted(scene, mention), FRONTED)
            + given(mention.tokens.start >= self.clause, CLAUSE)
            + given(mention.tokens.start >= self.reported, REPORTED)
            - given(self.of_account && is_event(scene, mention), EVENT);
        (points, m)
    }

    /// What the mention's part in its sentence gives.
    fn part(&self, m: usize) -> i32 {
        let mention = &self.cast.mentions[m];
        match mention.slot {
            _ if self.is_spoken_for(m) => SPOKEN_FOR,
            _ if mention.relative.is_some() || mention.bracketed => ASIDE,
            Slot::Subject => SUBJECT,
            Slot::Source if self.speaks(mention) => SPEAKER,
            Slot::Possessor => RECEIVER,
            Slot::Owner(_) => OWNER,
            Slot::Object if !self.of_account => OWNER,
            Slot::Object => OBJECT,
            Slot::Oblique => OBLIQUE,
            Slot::Platform | Slot::Scope | Slot::Source => ASIDE,
        }
    }

    /// «قال المتحدث باسم الوزارة إن صفحتها …», «مدير الإعلام في النادي»: the body that somebody speaks for.
    fn is_spoken_for(&self, m: usize) -> bool {
        let (scene, body) = (self.scene, &self.cast.mentions[m]);
        let named = body.head.is_none()
            && scene.word(body.tokens.start).article
            && !body.vague
            && body.pronoun.is_none()
            && !is_land(scene, body);
        let of = named || matches!(body.head, Some(Head::Organisation | Head::Account | Head::Place));
        let speaker = m.checked_sub(1).map(|b| &self.cast.mentions[b]).filter(|_| of && body.slot == Slot::Oblique);
        speaker.is_some_and(|speaker| {
            let says = matches!(speaker.slot, Slot::Source | Slot::Subject);
            let gap = body.tokens.start.saturating_sub(speaker.tokens.end);
            says && gap <= 1 && speaker.tokens.clone().any(|i| scene.word(i).has(Role::Mouthpiece))
        })
    }

    /// Whether the verb of saying is right before, rather than «وفق» or «بيان صادر عن».
    fn speaks(&self, mention: &Mention) -> bool {
        let said = |i: usize| self.scene.word(i).has(Role::Say) && self.scene.word(i).verb;
        mention.tokens.start.checked_sub(1).is_some_and(said) || said(mention.tokens.end)
    }
}

/// «أما أشهر منشوراتها …، فأعجب به …»: whom the sentence says that it is about.
fn is_fronted(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.tokens.start.checked_sub(1).is_some_and(|b| matches!(scene.key(b), "اما" | "واما"))
}

/// What is shown or held once: it has no account of its own, unless it is called by a title.
fn is_event(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.head == Some(Head::Work) && !mention.tokens.clone().any(|i| scene.is_quote(i))
}
