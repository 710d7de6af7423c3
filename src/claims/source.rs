//! Attribution: who says so, before the figures or after them.
//!
//! In: the mentions of a text. Out: the places where it says who says so, and whom each names.
//! May import: what claims imports.

mod who;

use std::ops::Range;

use super::agreement::{self, Form};
use super::anaphora::{bare_key, named_beside};
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::{Cast, is_platform_only};
use crate::lexicon::{Head, Role, Roles, SourceWord, source_words};
use crate::numbers::QuantityKind;
use who::Nature;

/// How far after a verb of saying its «أن» may stand.
const CLAUSE_WITHIN: usize = 16;

/// How far behind whoever publishes what is published is named, and how far behind it the verb of its making stands, in tokens.
const PUBLISHED_WITHIN: usize = 8;
const MADE_WITHIN: usize = 5;

/// How far behind whoever places somebody the place is named, in tokens.
const PLACED_WITHIN: usize = 60;

/// How many mentions back in its sentence whoever goes on to speak is looked for.
const SUBJECTS_BACK: usize = 24;

/// A place where a text says who says so.
#[derive(Debug, Clone)]
pub(super) struct Saying {
    /// The token of the verb, the preposition or the colon.
    pub at: usize,
    /// Who says so; none where it is whoever spoke last («وأضاف أن»).
    pub source: Option<Source>,
}

/// What a speaker's figures are called besides a document, and how far into a sentence that is said, in tokens.
const GIVEN: [&str; 6] = ["ارقام", "مقارنه", "حصيله", "ترتيب", "قايمه", "حساب"];
const RESUMED: usize = 4;

/// What says of them that they are the same, or his.
const RESUMING: [&str; 12] =
    ["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "عنده", "عندها", "لديه", "لديها", "بحسبه", "بحسبها"];

/// Who says so.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The mention of it, if it is one.
    pub mention: Option<usize>,
    /// All its words: «بيانات الهيئة», «المتحدث باسم الشركة سامي نوفل».
    pub tokens: Range<usize>,
}

/// All sayings of a text, in order.
pub(super) fn sayings(scene: &Scene<'_>, cast: &Cast) -> Vec<Saying> {
    let of = |s: usize| {
        let reader = Reader { scene, cast, sentence: scene.sentence(s), here: cast.of_sentence(s) };
        scene.sentence(s).filter_map(move |i| reader.saying(i))
    };
    (0..scene.sentences.len()).flat_map(of).collect()
}

struct Reader<'s, 't> {
    scene: &'s Scene<'t>,
    cast: &'s Cast,
    sentence: Range<usize>,
    here: Range<usize>,
}

impl Reader<'_, '_> {
    fn saying(&self, i: usize) -> Option<Saying> {
        let word = self.scene.word(i).len > 0;
        let source = if word && self.cites(i) {
            self.cited(i)?
        } else if word && self.says(i) {
            self.speaker(i)?
        } else if self.goes_on_to_say(i) {
            Some(self.whole(self.subject_before(i)?))
        } else if word && self.resumes(i) {
            None
        } else if self.scene.key(i) == ":" {
            Some(self.whole(self.labelled(i)?))
        } else if word && (self.scene.word(i).verb || self.scene.word(i).has(Role::Report) || self.stands_in(i)) {
            // Nearly every word is none of these: verbs alone are looked up.
            let made = || self.made_here(i).map(|m| self.whole(m));
            let public = || self.publisher(i).or_else(|| self.document(i));
            Some(made().or_else(public).or_else(|| self.reporter(i))?)
        } else if word && self.echoes(i) {
            Some(self.echoed(i)?)
        } else {
            return None;
        };
        Some(Saying { at: i, source })
    }

    /// «والأرقام عنده كالآتي», «ففي الجدول نفسه …»: at the head of a sentence what whoever spoke last has given.
    fn resumes(&self, i: usize) -> bool {
        if !RESUMING.contains(&self.scene.key(i)) {
            return false;
        }
        let Some(before) = i.checked_sub(1).filter(|b| *b >= self.sentence.start && i <= self.sentence.start + RESUMED)
        else {
            return false;
        };
        let noun = self.scene.key(before);
        let definite = after_and(noun).trim_start_matches('ف').starts_with("ال");
        let bare = bare_key(self.scene, before);
        let told = source_words().is(bare, SourceWord::Document) || GIVEN.contains(&bare);
        definite && told
    }

    /// «إن», «إلى أن», a colon.
    fn opens_that(&self, i: usize) -> bool {
        let that = |i: usize| is_that(self.scene.key(i));
        that(i) || self.scene.key(i) == ":" || matches!(self.scene.key(i), "الي" | "علي") && that(i + 1)
    }

    fn is_comma(&self, i: usize) -> bool {
        matches!(self.scene.key(i), "،" | ",")
    }

    /// «قائلا», «مؤكدة», «موضحين»: a participle in the accusative; «بالإشارة إلى أن», «بالقول إن».
    fn goes_on_to_say(&self, i: usize) -> bool {
        let key = self.scene.key(i);
        let with = || matches!(key, "بالاشاره" | "بالقول" | "بالتاكيد" | "بالتذكير") && self.that_opens(i + 1);
        key.ends_with(['ا', 'ه', 'ن']) && source_words().is(key, SourceWord::Participle) || with()
    }

    /// «ورأى المحلل أن حساب …», «أجاب المدير بأن القناة …»: whatever the verb, who is behind it and before «أن» with a noun states; «استطاع النادي أن
    /// يبلغ …» with a verb does not.
    fn reporter(&self, i: usize) -> Option<Source> {
        const UNREAL: Roles =
            Roles::all(&[Role::Expect, Role::Want, Role::Aim, Role::Deny, Role::Denial, Role::Forecast]);
        let word = self.scene.word(i);
        let states = word.verb && !word.article && word.pronoun.is_none() && !word.senses.roles.any(UNREAL);
        let m = self.mention_from(i + word.len).filter(|_| states)?;
        let able = matches!(self.nature(m), Nature::Body | Nature::Document | Nature::Name);
        let source = Some(self.whole(m)).filter(|_| able && self.scene.word(self.first(m)).preposition.is_none())?;
        let that = source.tokens.end + usize::from(matches!(self.scene.key(source.tokens.end), "الي" | "علي"));
        let next = self.scene.word(that + 1);
        let noun = self.scene.key(that).ends_with("ان") && (!next.verb || next.senses.nominal);
        (noun && is_that(self.scene.key(that))).then_some(source)
    }

    /// «نشرت», «صنف», «وضع»: a verb by which somebody makes figures public, or gives a place.
    fn publishes(&self, i: usize) -> bool {
        let published = self.is_verb_of(i, SourceWord::Publishes) || self.places(i);
        // «صُنفت الجامعة …»: a passive that is written as one.
        published && !self.scene.tokens.raw(i).contains('\u{64F}')
    }

    /// «صنف», «ووضعها»: a verb by which somebody is given a place, with its pronoun or without.
    fn places(&self, i: usize) -> bool {
        let object = || crate::lexicon::cut_pronoun(self.scene.key(i)).map(|(stem, _)| stem);
        let of = |key: &str| source_words().is(key, SourceWord::Places);
        self.is_verb_of(i, SourceWord::Places) || object().is_some_and(|stem| of(stem) || of(after_and(stem)))
    }

    fn is_verb_of(&self, i: usize, class: SourceWord) -> bool {
        let key = self.scene.key(i);
        source_words().is(key, class) || source_words().is(after_and(key), class)
    }

    /// «نشر معهد … دراسته عن …», «وضع موقع … الحساب في المركز الثالث»: whoever makes public what holds figures, or places somebody.
    fn publisher(&self, i: usize) -> Option<Source> {
        let after = Some(i + self.scene.word(i).len).filter(|_| self.publishes(i))?;
        let m = self.mention_from(after)?;
        let ranking = || source_words().is(bare_key(self.scene, self.first(m)), SourceWord::Ranking);
        let able = match self.nature(m) {
            Nature::Body | Nature::Name | Nature::Account => !is_platform_only(self.scene, self.mention(m)),
            Nature::Document => !ranking(),
            // «وأرفق المنصوري جدولا»
            Nature::Other => self.is_plain_name(m) && !self.places(i),
            _ => false,
        };
        let free = self.scene.word(self.first(m)).preposition.is_none() && !self.mention(m).bare;
        // «5 ملايين تنزيل تضع «…» في الصدارة»: a verb behind its subject.
        let first = i == self.sentence.start || self.scene.word(i).conjunction || self.opens_after(i - 1);
        let published = |i: usize| {
            let word = self.scene.word(i);
            word.has(Role::Report) || source_words().is(bare_key(self.scene, i), SourceWord::Published)
        };
        let mut source = Some(self.whole(m)).filter(|_| able && free && first)?;
        // «نشر النادي إحصائية لمنصاته»: what is made public is no part of the name.
        let thing = |i: &usize| !self.scene.word(*i).article && published(*i) && !self.scene.is_quote(i - 1);
        source.tokens.end = (source.tokens.start + 2..source.tokens.end).find(thing).unwrap_or(source.tokens.end);
        let behind = source.tokens.end..self.sentence.end.min(source.tokens.end + PLACED_WITHIN);
        let near = behind.start..behind.end.min(behind.start + PUBLISHED_WITHIN);
        // «ونشرت صحيفة «الوطن» أن …»
        let stated = self.opens_that(source.tokens.end);
        let told = self.is_verb_of(i, SourceWord::Publishes) && (stated || near.clone().any(published));
        let place = |i: usize| {
            let word = self.scene.word(i);
            word.has(Role::RankNoun) || word.rank || matches!(bare_key(self.scene, i), "فيه" | "شريحه")
        };
        // «صنفت الجامعة في المرتبة …» is said of the university: somebody else must be named.
        let other = || {
            let beside = |slot| !matches!(slot, Slot::Platform | Slot::Scope | Slot::Oblique);
            let near = (m + 1..self.here.end).take_while(|n| self.mention(*n).tokens.start < behind.end);
            { near }.any(|n| self.mention(n).tokens.start >= behind.start && beside(self.mention(n).slot))
        };
        let object = || !self.is_verb_of(i, SourceWord::Places) || other();
        let person = self.mention(m).head == Some(Head::Person) || self.scene.is_given(self.first(m));
        let placed = || self.places(i) && !person && behind.clone().any(place) && object();
        (told || placed()).then_some(source)
    }

    /// Whether a verb behind token `i` opens its clause: behind a mark, a particle or a time.
    fn opens_after(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let mark = self.scene.is_mark(i) && !self.scene.is_quote(i);
        let small = Roles::all(&[Role::Clause, Role::Adverb, Role::Connector, Role::Relative]);
        mark || word.senses.roles.any(small)
            || self.is_time(i)
            || matches!(self.scene.key(i), "قد" | "كما" | "حيث" | "حين")
    }

    /// «جاء في», «على ما ورد في».
    fn stands_in(&self, i: usize) -> bool {
        let told = |key: &str| matches!(key, "جاء" | "جاءت" | "ورد" | "وردت");
        let key = self.scene.key(i);
        (told(key) || told(after_and(key))) && self.scene.key(i + 1) == "في"
    }

    /// «وجاء في محضر الفرز أن», «على ما جاء في دراسة لموقع …»: what states.
    fn document(&self, i: usize) -> Option<Source> {
        let m = self.mention_from(i + 2).filter(|_| self.stands_in(i))?;
        let source = self.whole(m);
        let stated = i > self.sentence.start && matches!(self.scene.key(i - 1), "ما" | "كما" | "حسبما" | "وفقما");
        let published = source_words().is(bare_key(self.scene, self.first(m)), SourceWord::Published);
        let states = published || matches!(self.nature(m), Nature::Document);
        (states && (stated || self.that_opens(source.tokens.end))).then_some(source)
    }

    /// «هكذا علّقت …», «بهذه العبارة احتفل …»: what was quoted before.
    fn echoes(&self, i: usize) -> bool {
        let words = matches!(self.scene.key(i), "العباره" | "العبارات" | "الكلمات" | "الجمله" | "الكلمه");
        let these = words && i > self.sentence.start && matches!(self.scene.key(i - 1), "بهذه" | "بتلك");
        (these || matches!(self.scene.key(i), "هكذا" | "وهكذا")) && self.scene.word(i + 1).verb
    }

    fn echoed(&self, i: usize) -> Option<Source> {
        let speaks = |m: &usize| matches!(self.nature(*m), Nature::Body | Nature::Name);
        let m = self.mention_from(i + 2).filter(speaks)?;
        let free = self.scene.word(self.first(m)).preposition.is_none();
        free.then(|| self.whole(m))
    }

    fn mention(&self, m: usize) -> &Mention {
        &self.cast.mentions[m]
    }

    /// «وفقا لـ», «بحسب ما», «بما أعلنه», «صادر عن», «أعدته».
    fn cites(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let relative =
            || matches!(self.scene.key(i), "بما" | "ما" | "مما" | "لما" | "كما" | "وكما" | "وفقما" | "حسبما" | "مثلما");
        let label = || self.scene.key(i + 1) == ":";
        let named = word.has(Role::Source) && (self.scene.key(i).trim_start_matches('و') != "المصدر" || label());
        word.has(Role::Attribution) || named || self.states(i + 1) && relative()
    }

    /// A verb by which something is stated or published, with its pronoun or without.
    fn states(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        word.verb && !word.article && (word.has(Role::Say) || word.has(Role::Publish))
    }

    /// Whom words like «وفقا لـ» name. An inner `None`: whoever spoke last («بحسب الأرقام التي أوردها», «على حد قوله»).
    fn cited(&self, i: usize) -> Option<Option<Source>> {
        let mut at = i + self.scene.word(i).len;
        let mut clause = self.scene.word(i).has(Role::Source);
        while matches!(self.scene.key(at), "ما" | "لما" | "به" | "عنه" | "اليه" | "عليه" | "فيه" | "بذلك")
            || self.states(at)
            || self.is_done_there(at)
        {
            clause |= self.states(at) || self.is_done_there(at);
            at += 1;
        }
        // «المصدر: منصة …»
        at += usize::from(self.scene.key(at) == ":");
        if let Some(source) = self.the_source(at) {
            return Some(Some(source));
        }
        // «حسب آخر حصيلة للهيئة»
        let newest = matches!(self.scene.key(at), "اخر" | "احدث") && self.mention_from(at).is_none();
        at += usize::from(newest);
        if let Some(maker) = self.made_by(at) {
            return Some(Some(self.whole(maker)));
        }
        if let Some(source) = self.in_charge(at) {
            return Some(Some(source));
        }
        // «كما كتب في مقال»
        if clause && self.scene.word(at).has(Role::Preposition) {
            return Some(self.subject_before(i).map(|m| self.whole(m)));
        }
        let Some(m) = self.mention_from(at) else {
            let cited = self.scene.word(i).has(Role::Attribution);
            return self.words(at, false).filter(|_| cited).map(Some);
        };
        let his = self.scene.word(self.first(m)).pronoun.is_some() && self.mention(m).head.is_none();
        match self.nature(m) {
            Nature::Nobody | Nature::Document if his => Some(None),
            // «وفق تصنيف «كيو إس»»
            Nature::Nobody | Nature::Other if self.is_ranking(m) || self.is_of_somebody(m) => Some(Some(self.whole(m))),
            Nature::Nobody => self.quoted_before(m).then_some(None),
            Nature::Other if his && !self.is_holder(m) => Some(None),
            Nature::Other => (clause || his || self.is_plain_name(m)).then(|| Some(self.whole(m))),
            Nature::Account if !clause && self.mention(m).bare && is_platform_only(self.scene, self.mention(m)) => None,
            _ => Some(Some(self.whole(m))),
        }
    }

    /// «ما سرده المدب من أرقام»: behind «ما» a verb with its pronoun, whatever it says.
    fn is_done_there(&self, i: usize) -> bool {
        let what = i > 0 && matches!(self.scene.key(i - 1), "ما" | "لما" | "بما");
        let done = crate::lexicon::cut_pronoun(self.scene.key(i)).is_some_and(|(stem, _)| stem.chars().count() >= 3);
        what && done && !self.scene.word(i).article && !self.scene.word(i + 1).verb
    }

    /// «ترتيب أعده موقع …», «التقرير الذي أصدرته شركة …»: who made what stands at token `at`.
    fn made_by(&self, at: usize) -> Option<usize> {
        let thing = |i: usize| {
            let (word, mark) = (self.scene.word(i), self.scene.is_mark(i) && !self.scene.is_quote(i));
            !mark && word.figure.is_none() && !word.has(Role::Preposition) && !word.has(Role::Clause)
        };
        let verb = (at + 1..at + 1 + MADE_WITHIN).find(|i| self.makes(*i))?;
        let m = self.mention_from(verb + 1).filter(|_| (at..verb).all(thing))?;
        let near = (verb + 1..self.mention(m).tokens.start).all(|i| self.scene.is_quote(i) || self.is_time(i));
        let near = near && self.scene.word(self.first(m)).preposition.is_none();
        (near && self.nature(m) != Nature::Nobody).then_some(m)
    }

    /// «في القائمة التي نشرتها شركة …»: who made what was named right before the verb at `i`.
    fn made_here(&self, i: usize) -> Option<usize> {
        let from = Some(i.saturating_sub(MADE_WITHIN)).filter(|_| self.makes(i))?.max(self.sentence.start);
        let told = |i: usize| {
            let key = bare_key(self.scene, i);
            let is = |class| source_words().is(key, class);
            self.scene.word(i).has(Role::Report) || is(SourceWord::Published) || is(SourceWord::Ranking)
        };
        let adjective = |i: usize| {
            let word = self.scene.word(i);
            let described = !word.verb && self.scene.key(i).ends_with(['ه', 'ي']);
            word.senses.head.is_none()
                && word.unit().is_none()
                && (word.article || word.has(Role::Relative) || described)
        };
        let noun = (from..i).rev().find(|at| !adjective(*at) || told(*at)).filter(|at| told(*at))?;
        self.made_by(noun)
    }

    /// «أجرته», «أعدها»: a verb of making with what was made as its pronoun.
    fn makes(&self, i: usize) -> bool {
        let (key, word) = (self.scene.key(i), self.scene.word(i));
        let made = crate::lexicon::cut_pronoun(key).is_some_and(|(stem, _)| source_words().is(stem, SourceWord::Makes));
        made || word.pronoun.is_some() && (word.verb || word.has(Role::Source)) && !word.article
    }

    /// «الأرقام التي أوردها»: given by whoever spoke last.
    fn quoted_before(&self, m: usize) -> bool {
        let end = self.mention(m).tokens.end;
        self.scene.word(end).has(Role::Relative) && self.states(end + 1) && self.scene.word(end + 1).pronoun.is_some()
    }

    /// The first mention from `from` on, with nothing but marks, reports and clitics before it.
    fn mention_from(&self, from: usize) -> Option<usize> {
        let m = self.here.start + self.cast.mentions[self.here.clone()].partition_point(|m| m.tokens.start < from);
        let passed = |i: usize| {
            let key = bare_key(self.scene, i);
            self.scene.is_quote(i)
                || self.scene.is_clitic(i)
                || source_words().is(key, SourceWord::Document) && !self.scene.word(i).article
                || self.is_time(i)
                || (self.scene.word(i).has(Role::Report) || self.scene.word(i).has(Role::Source))
                    && !self.scene.word(i).article
        };
        let gap = from..self.cast.mentions.get(m).filter(|_| m < self.here.end)?.tokens.start;
        (gap.len() <= 4 && gap.clone().all(passed)).then_some(m)
    }

    /// «مساء الأربعاء», «أمس»: when, between a verb and its subject.
    fn is_time(&self, i: usize) -> bool {
        use QuantityKind::{Date, Period};
        let time = |f: usize| matches!(self.scene.figures[f].kind, Date | Period);
        let day = matches!(self.scene.key(i), "مساء" | "صباح" | "ظهر" | "فجر" | "امس" | "اليوم" | "يوم" | "اول");
        day || self.scene.word(i).figure.is_some_and(time)
    }

    /// A verb of saying that no particle turns into something else.
    fn says(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let verb = word.has(Role::Say) && word.verb && !word.article && word.pronoun.is_none();
        if !verb && i > self.sentence.start + 1 {
            return false;
        }
        let key = self.scene.key(i);
        let between = matches!(key, "بين" | "وبين") && i <= self.sentence.start + 1 && self.that_follows(i + 1);
        let before = |role| i > self.sentence.start && self.scene.word(i - 1).has(role);
        let infinitive = i > self.sentence.start && matches!(self.scene.key(i - 1), "ان" | "لن" | "دون");
        let nobody =
            || source_words().is(key.trim_start_matches(['و', 'ف']), SourceWord::Impersonal) && self.that_opens(i + 1);
        (verb || between) && !before(Role::Negation) && !infinitive && !nobody()
    }

    /// The subject of the verb of saying at `i`: after it, before it, or whoever spoke last.
    fn speaker(&self, i: usize) -> Option<Option<Source>> {
        let thus = i > self.sentence.start && matches!(self.scene.key(i - 1), "هكذا" | "كما" | "مثلما");
        let weak = self.is_weak(i) && !thus;
        let next = i + self.scene.word(i).len;
        if let Some(source) = self.the_source(next).filter(|_| self.that_follows(next)) {
            return Some(Some(source));
        }
        if let Some(source) = self.in_charge(next) {
            return Some(Some(source));
        }
        // «وكتب فوقه أن»
        let loose = |m: usize| self.mention(m).tokens.len() == 1 && self.scene.word(self.first(m)).pronoun.is_some();
        let after = self.mention_from(next).filter(|m| !(loose(*m) && self.nature(*m) == Nature::Other));
        if let Some(m) = after.filter(|m| self.scene.word(self.first(*m)).preposition.is_none()) {
            let end = self.mention(m).tokens.end;
            let clause = self.that_follows(end) || self.tells(end + usize::from(self.scene.key(end) == "الي"));
            let speaks = match self.nature(m) {
                Nature::Nobody => false,
                Nature::Other => clause,
                _ => clause || !weak,
            };
            if speaks {
                return Some(Some(self.whole(m)));
            }
            let published = || self.publisher(i).map(Some);
            let before = || self.before_verb(i).filter(|_| !self.scene.word(i).conjunction);
            return before().map(|m| Some(self.whole(m))).or_else(published);
        }
        let before = if self.scene.word(i).conjunction { None } else { self.before_verb(i) };
        let elliptic = || self.that_opens(i + 1).then(|| self.subject_before(i).map(|m| self.whole(m)));
        // «قال عضو المجلس … إن»
        let words = || self.words(next, true).filter(|source| is_that(self.scene.key(source.tokens.end)));
        before.map(|m| Some(self.whole(m))).or_else(|| words().map(Some)).or_else(elliptic)
    }

    /// «أظهرت بيانات الهيئة ارتفاع عدد …»: a verbal noun of levels or changes is what is stated.
    fn tells(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let states =
            Roles::all(&[Role::Level, Role::Exceed, Role::Place, Role::Top, Role::Move, Role::Delta, Role::Nearly]);
        word.senses.nominal && word.senses.roles.any(states) && !word.article && word.preposition.is_none()
    }

    fn is_weak(&self, i: usize) -> bool {
        source_words().is(self.scene.key(i).trim_start_matches(['و', 'ف']), SourceWord::Weak)
            || matches!(self.scene.key(i), "بين" | "وبين")
    }

    /// «البيان يقول إن», «وكالة … تشير في إحصاء إلى أن».
    fn before_verb(&self, i: usize) -> Option<usize> {
        let m = self.last_before(i)?;
        let gap = self.mention(m).tokens.end..i;
        let passed = |g: usize| self.scene.is_quote(g) || self.scene.word(g).has(Role::Adverb);
        let beside = gap.clone().all(|g| passed(g) || self.scene.key(g) == "قد");
        let stands = matches!(self.nature(m), Nature::Body | Nature::Document | Nature::Name);
        let free = self.mention(m).slot != Slot::Possessor && self.scene.word(self.first(m)).preposition.is_none();
        (beside && gap.len() <= 2 && stands && free && self.that_follows(i + 1)).then_some(m)
    }

    /// «أحصى تقرير المرصد …، وقال إن»: the subject of the verb before.
    fn subject_before(&self, i: usize) -> Option<usize> {
        let last = self.last_before(i)? + 1;
        let near = self.here.start.max(last.saturating_sub(SUBJECTS_BACK))..last;
        let mut able = near.clone().rev().filter(|m| {
            let subject = matches!(self.mention(*m).slot, Slot::Subject | Slot::Source);
            subject && matches!(self.nature(*m), Nature::Body | Nature::Document | Nature::Name)
        });
        // «حول تدوينة للمعلق فهد الشمري، كتب فيها أن»
        let person = || {
            self.cast.inner_before(i).rev().chain(near.rev()).find(|m| {
                let here = self.mention(*m).tokens.start >= self.sentence.start;
                let told = self.scene.is_given(self.first(*m)) || self.mention(*m).head == Some(Head::Person);
                here && told && self.mention(*m).slot != Slot::Scope && self.mention(*m).tokens.len() > 1
            })
        };
        // «…، لافتة إلى أن»: a participle agrees with whoever says so.
        let participle = source_words().is(self.scene.key(i), SourceWord::Participle);
        if !participle {
            let said = able.next().or_else(person)?;
            // «فتح حمدي المدب، رئيس الترجي، باب السجال حين قال إن»
            return Some(named_beside(self.scene, self.cast, said).unwrap_or(said));
        }
        let wanted = if self.scene.key(i).ends_with('ه') { Form::Feminine } else { Form::Masculine };
        let form = |m: &usize| agreement::form(self.scene, self.mention(*m));
        let agrees = able.clone().find(|m| form(m) == Some(wanted));
        agrees.or_else(|| able.find(|m| form(m).is_none()))
    }

    fn last_before(&self, i: usize) -> Option<usize> {
        let next = self.cast.mentions[self.here.clone()].partition_point(|m| m.tokens.end <= i);
        next.checked_sub(1).map(|n| self.here.start + n)
    }

    /// «الوليد بن طلال: الهلال …» at the head of a line: a statement of somebody who can make one, no owner of the figure that follows.
    fn labelled(&self, i: usize) -> Option<usize> {
        let last = self.last_before(i)?;
        let line = self.scene.line(i).start;
        // «المتحدث باسم وزارة الكهرباء:»
        let first = self.here.start + self.cast.mentions[self.here.clone()].partition_point(|m| m.tokens.start < line);
        let first = Some(first).filter(|first| *first <= last)?;
        let titled = || self.titled_to(first).is_some_and(|end| end == self.mention(last).tokens.end);
        let m = if first < last && titled() { first } else { last };
        let (tokens, end) = (&self.mention(m).tokens, self.mention(last).tokens.end);
        let whole = tokens.start <= line + 1 && (line..tokens.start).chain(end..i).all(|g| self.scene.is_quote(g));
        // «بيان صحفي:» says what the text is.
        let genre = tokens.clone().any(|g| matches!(self.scene.key(g), "صحفي" | "خاص" | "عاجل" | "مصور"));
        let speaks =
            matches!(self.nature(m), Nature::Body | Nature::Document | Nature::Name) && !self.is_plural(m) && !genre;
        let within = Some(i + 1..self.sentence.end).filter(|_| whole && speaks)?;
        let figure = { within }.find(|f| self.scene.word(*f).figure.is_some())?;
        let subject =
            self.here.clone().any(|o| self.mention(o).tokens.start > i && self.mention(o).tokens.end <= figure);
        subject.then_some(m)
    }

    /// Whether «أن», a colon or a quotation opens at token `i` or one after.
    fn that_opens(&self, i: usize) -> bool {
        let opens = |i: usize| is_that(self.scene.key(i)) || self.scene.key(i) == ":";
        opens(i) || opens(i + 1) && matches!(self.scene.key(i), "الي" | "ايضا" | "علي" | "كذلك" | "فيه" | "فيها")
    }

    /// Whether «أن» or a colon follows before any figure that is no time.
    fn that_follows(&self, from: usize) -> bool {
        use QuantityKind::{Date, Duration, Ordinal, Period};
        let end = self.sentence.end.min(from + CLAUSE_WITHIN);
        let time = |f: usize| matches!(self.scene.figures[f].kind, Ordinal | Date | Period | Duration);
        let before_figures = (from..end).take_while(|i| self.scene.word(*i).figure.is_none_or(time));
        before_figures.clone().any(|i| is_that(self.scene.key(i)) || matches!(self.scene.key(i), ":" | "عن"))
    }
}

/// A word without the و or ف before it.
fn after_and(key: &str) -> &str {
    key.strip_prefix(['و', 'ف']).unwrap_or(key)
}

/// «أن», «بأن», «إنه»: opens what is said.
fn is_that(key: &str) -> bool {
    let key = key.strip_prefix('و').unwrap_or(key);
    matches!(key, "ان" | "انه" | "انها" | "انهم" | "بان" | "بانه" | "بانها" | "انهما" | "بانهم")
}
