//! Attribution: who says so, before the figures or after them.

use std::ops::Range;

use super::agreement::{self, Form};
use super::anaphora::bare_key;
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::{Cast, is_platform_only};
use crate::lexicon::{Head, Role, Roles, SourceWord, source_words};

/// How far after a verb of saying its «أن» may stand.
const CLAUSE_WITHIN: usize = 16;

/// Longest proper name without a title, in tokens.
const LONGEST_NAME: usize = 5;

/// A place where a text says who says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Saying {
    /// The token of the verb, the preposition or the colon.
    pub at: usize,
    /// The mention of the source; none where it is whoever spoke last («وأضاف أن»).
    pub source: Option<usize>,
}

/// What a mention is to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// A person by title, an institution, a ministry by its matter.
    Body,
    /// A report, a survey, a statement.
    Document,
    /// A proper name without a title.
    Name,
    /// A page, a channel, a site.
    Account,
    /// A country or a city.
    Land,
    /// Some other noun.
    Other,
    /// What states nothing: a measure, a work, anybody on the net.
    Nobody,
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
            self.subject_before(i).map(Some)?
        } else if self.scene.key(i) == ":" {
            Some(self.labelled(i)?)
        } else {
            return None;
        };
        Some(Saying { at: i, source: source.map(|m| self.maker(m)) })
    }

    /// «قائلا», «مؤكدة», «موضحين»: a participle in the accusative.
    fn goes_on_to_say(&self, i: usize) -> bool {
        let key = self.scene.key(i);
        key.ends_with(['ا', 'ه', 'ن']) && source_words().is(key, SourceWord::Participle)
    }

    fn mention(&self, m: usize) -> &Mention {
        &self.cast.mentions[m]
    }

    /// «وفقا لـ», «بحسب ما», «بما أعلنه», «صادر عن», «أعدته».
    fn cites(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let relative =
            || matches!(self.scene.key(i), "بما" | "ما" | "مما" | "لما" | "كما" | "وكما" | "وفقما" | "حسبما" | "مثلما");
        let named = word.has(Role::Source) && self.scene.key(i).trim_start_matches('و') != "المصدر";
        word.has(Role::Attribution) || named || self.states(i + 1) && relative()
    }

    /// A verb by which something is stated or published, with its pronoun or without.
    fn states(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        word.verb && !word.article && (word.has(Role::Say) || word.has(Role::Publish))
    }

    /// Whom words like «وفقا لـ» name. An inner `None`: whoever spoke last («بحسب الأرقام التي أوردها», «على حد قوله»).
    fn cited(&self, i: usize) -> Option<Option<usize>> {
        let mut at = i + self.scene.word(i).len;
        let mut clause = self.scene.word(i).has(Role::Source);
        while matches!(self.scene.key(at), "ما" | "لما" | "به" | "عنه" | "اليه" | "عليه" | "فيه" | "بذلك")
            || self.states(at)
        {
            clause |= self.states(at);
            at += 1;
        }
        if self.scene.key(at) == "المصدر" {
            return Some(None);
        }
        let m = self.mention_from(at)?;
        if self.scene.word(self.first(m)).pronoun.is_some() && self.mention(m).head.is_none() {
            return Some(None);
        }
        match self.nature(m) {
            Nature::Nobody => self.quoted_before(m).then_some(None),
            Nature::Other => (clause || self.is_plain_name(m)).then_some(Some(m)),
            Nature::Account if !clause && self.mention(m).bare && is_platform_only(self.scene, self.mention(m)) => None,
            _ => Some(Some(m)),
        }
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
            self.scene.is_quote(i)
                || self.scene.is_clitic(i)
                || (self.scene.word(i).has(Role::Report) || self.scene.word(i).has(Role::Source))
                    && !self.scene.word(i).article
        };
        let gap = from..self.cast.mentions.get(m).filter(|_| m < self.here.end)?.tokens.start;
        (gap.len() <= 4 && gap.clone().all(passed)).then_some(m)
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
    fn speaker(&self, i: usize) -> Option<Option<usize>> {
        let thus = i > self.sentence.start && matches!(self.scene.key(i - 1), "هكذا" | "كما" | "مثلما");
        let weak = self.is_weak(i) && !thus;
        let next = i + self.scene.word(i).len;
        if self.scene.key(next) == "المصدر" && self.that_follows(next) {
            return Some(None);
        }
        let after = self.mention_from(next).map(|m| self.titled(m));
        if let Some(m) = after.filter(|m| self.scene.word(self.first(*m)).preposition.is_none()) {
            let clause = self.that_follows(self.mention(m).tokens.end) || self.tells(self.mention(m).tokens.end);
            let speaks = match self.nature(m) {
                Nature::Nobody => false,
                Nature::Other => clause,
                _ => clause || !weak,
            };
            if speaks {
                return Some(Some(m));
            }
            if !self.scene.word(i).conjunction {
                return self.before_verb(i).map(Some);
            }
            return None;
        }
        let before = if self.scene.word(i).conjunction { None } else { self.before_verb(i) };
        let elliptic = || self.that_opens(i + 1).then(|| self.subject_before(i));
        before.map(Some).or_else(elliptic)
    }

    /// «مدير التسويق بمؤسسة «…» فلان بن فلان»: the name behind a title and the body that it is of.
    fn titled(&self, m: usize) -> usize {
        let within = |n: usize| self.here.contains(&n);
        let beside = |n: usize| self.mention(n).tokens.start == self.mention(n - 1).tokens.end;
        let title = self.mention(m).head == Some(Head::Person);
        let body =
            within(m + 1) && beside(m + 1) && matches!(self.mention(m + 1).slot, Slot::Oblique | Slot::Possessor);
        let name = within(m + 2) && beside(m + 2) && self.nature(m + 2) == Nature::Name;
        if title && body && name { m + 2 } else { m }
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
        let beside = gap.clone().all(|g| self.scene.is_quote(g) || self.scene.word(g).has(Role::Adverb));
        let stands = matches!(self.nature(m), Nature::Body | Nature::Document | Nature::Name);
        let free = self.mention(m).slot != Slot::Possessor && self.scene.word(self.first(m)).preposition.is_none();
        (beside && gap.len() <= 2 && stands && free && self.that_follows(i + 1)).then_some(m)
    }

    /// «أحصى تقرير المرصد …، وقال إن»: the subject of the verb before.
    fn subject_before(&self, i: usize) -> Option<usize> {
        let last = self.last_before(i)? + 1;
        let mut able = (self.here.start..last).rev().filter(|m| {
            let subject = matches!(self.mention(*m).slot, Slot::Subject | Slot::Source);
            subject && matches!(self.nature(*m), Nature::Body | Nature::Document | Nature::Name)
        });
        // «…، لافتة إلى أن»: a participle agrees with whoever says so.
        let participle = source_words().is(self.scene.key(i), SourceWord::Participle);
        if !participle {
            return able.next();
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
        let m = self.last_before(i)?;
        let tokens = &self.mention(m).tokens;
        let line = self.scene.line(i).start;
        let whole =
            tokens.start <= line + 1 && (line..tokens.start).chain(tokens.end..i).all(|g| self.scene.is_quote(g));
        // «بيان صحفي:» says what the text is.
        let genre = tokens.clone().any(|g| matches!(self.scene.key(g), "صحفي" | "خاص" | "عاجل" | "مصور"));
        let speaks =
            matches!(self.nature(m), Nature::Body | Nature::Document | Nature::Name) && !self.is_plural(m) && !genre;
        let figure = (i + 1..self.sentence.end).find(|f| self.scene.word(*f).figure.is_some())?;
        let subject =
            self.here.clone().any(|o| self.mention(o).tokens.start > i && self.mention(o).tokens.end <= figure);
        (whole && speaks && subject).then_some(m)
    }

    fn is_plural(&self, m: usize) -> bool {
        let first = self.first(m);
        self.scene.key(first).ends_with("ات") && self.mention(m).head.is_some()
    }

    /// Whether «أن», a colon or a quotation opens at token `i` or one after.
    fn that_opens(&self, i: usize) -> bool {
        let opens = |i: usize| is_that(self.scene.key(i)) || self.scene.key(i) == ":";
        opens(i) || opens(i + 1) && matches!(self.scene.key(i), "الي" | "ايضا" | "علي" | "كذلك" | "فيه" | "فيها")
    }

    /// Whether «أن» or a colon follows before any figure.
    fn that_follows(&self, from: usize) -> bool {
        let end = self.sentence.end.min(from + CLAUSE_WITHIN);
        let before_figures = (from..end).take_while(|i| self.scene.word(*i).figure.is_none());
        before_figures.clone().any(|i| is_that(self.scene.key(i)) || matches!(self.scene.key(i), ":" | "عن"))
    }

    fn first(&self, m: usize) -> usize {
        self.mention(m).tokens.clone().find(|i| !self.scene.is_quote(*i)).unwrap_or(self.mention(m).tokens.start)
    }

    fn nature(&self, m: usize) -> Nature {
        let (scene, mention) = (self.scene, self.mention(m));
        let first = self.first(m);
        let key = bare_key(scene, first);
        let is = |class| source_words().is(key, class);
        let report = mention.tokens.clone().any(|i| scene.word(i).has(Role::Report)) && !is(SourceWord::Matter);
        let named = mention.tokens.clone().any(|i| matches!(scene.key(i), "الرسمي" | "الرسميه"));
        match mention.head {
            Some(Head::Person | Head::Organisation) => return Nature::Body,
            Some(Head::Account) if is(SourceWord::Public) && !scene.word(first).article && !named => {
                return Nature::Nobody;
            }
            Some(Head::Account) => return Nature::Account,
            Some(Head::Place) => return Nature::Land,
            _ => {}
        }
        match () {
            () if report || is(SourceWord::Document) => Nature::Document,
            () if is(SourceWord::Speaker) => Nature::Body,
            () if is(SourceWord::Matter) || is(SourceWord::Public) || mention.head.is_some() => Nature::Nobody,
            () if self.is_land(m) => Nature::Land,
            () if self.is_name(m) => Nature::Name,
            () if mention.platform.is_some() => Nature::Account,
            () => Nature::Other,
        }
    }

    fn is_land(&self, m: usize) -> bool {
        let tokens = &self.mention(m).tokens;
        self.scene.land_end(tokens.start).is_some_and(|end| end >= tokens.end)
    }

    /// In quotation marks, in Latin letters, or with a given name or a particle of names.
    fn is_name(&self, m: usize) -> bool {
        let (scene, tokens) = (self.scene, &self.mention(m).tokens);
        let given = |i: usize| scene.is_given(i);
        let particle = |i: usize| matches!(scene.key(i), "بن" | "ابن" | "بنت" | "ابو" | "ابي" | "عبد" | "ال");
        let latin = scene.tokens.get(tokens.start).is_some_and(|t| t.kind == crate::arabic::TokenKind::Latin);
        let quoted = scene.is_quote(tokens.start) && scene.is_quote(tokens.end - 1);
        quoted || latin || given(tokens.start) || tokens.len() <= LONGEST_NAME && tokens.clone().any(particle)
    }

    /// One to three bare words that no lexicon has and that end in no ta marbuta.
    fn is_plain_name(&self, m: usize) -> bool {
        let tokens = &self.mention(m).tokens;
        let first = self.scene.word(tokens.start);
        first.article
            || tokens.len() <= 3 && first.senses == Default::default() && !self.scene.key(tokens.start).ends_with('ه')
    }

    /// «أظهر تقرير لشركة …», «تصنيف أعلنته مؤسسة …»: the report's maker, when it is named.
    fn maker(&self, m: usize) -> usize {
        let scene = self.scene;
        let end = self.mention(m).tokens.end;
        if self.nature(m) != Nature::Document {
            return m;
        }
        let Some(next) = Some(m + 1).filter(|n| *n < self.here.end) else { return m };
        let gap = end..self.mention(next).tokens.start;
        let made = gap.clone().any(|i| {
            let word = scene.word(i);
            word.has(Role::Source) || word.verb && word.pronoun.is_some()
        });
        let by =
            gap.len() <= 3 && (made || gap.is_empty() || gap.len() <= 2 && self.mention(next).slot == Slot::Possessor);
        let owner = self.mention(next).slot == Slot::Possessor || made;
        let parted = gap.clone().any(|i| matches!(scene.key(i), "،" | ","));
        if by && owner && !parted && self.nature(next) != Nature::Nobody { next } else { m }
    }
}

/// «أن», «بأن», «إنه»: opens what is said.
fn is_that(key: &str) -> bool {
    let key = key.strip_prefix('و').unwrap_or(key);
    matches!(key, "ان" | "انه" | "انها" | "انهم" | "بان" | "بانه" | "بانها" | "انهما" | "بانهم")
}
