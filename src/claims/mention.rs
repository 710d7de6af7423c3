//! Mentions: the noun phrases that can own a figure, each with the place it has in its sentence.

use std::ops::Range;

use super::agreement::{self, Form};
pub(super) use super::measure::{before, counted, is_criterion, outermost};
use super::phrase::phrase_end;
use super::reading::Scene;
use crate::lexicon::{BylineWord, Head, NounClass, PlatformId, Pronoun, Role, byline_words};
use crate::numbers::QuantityKind;

/// What place a mention has in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Subject of a verb, head of a list item: owns the figures that follow.
    Subject,
    /// Owner of the metric noun at this token («متابعي الصفحة», «المشتركين بالقناة»).
    Owner(usize),
    /// After لـ or لدى.
    Possessor,
    /// After any other preposition.
    Oblique,
    /// Object of a verb that has its subject.
    Object,
    /// The platform that something happens on.
    Platform,
    /// Whoever says so.
    Source,
    /// Among whom one is ranked.
    Scope,
}

/// A noun phrase.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the sentence.
    pub slot: Slot,
    /// The kind of name that its first word opens.
    pub head: Option<Head>,
    /// The pronoun on its first word («حسابه»): its owner is somebody else.
    pub pronoun: Option<Pronoun>,
    /// A lone general noun with the article («الصفحة»): it stands for a fuller mention.
    pub bare: bool,
    /// The platform that it names.
    pub platform: Option<PlatformId>,
    /// The relative pronoun whose clause it stands in.
    pub relative: Option<usize>,
    /// Whether it stands in brackets.
    pub bracketed: bool,
    /// A deed, a part or a quantity by itself («الإقبال»): no owner but of ranks and of what is no core metric.
    pub vague: bool,
}

/// Finds the mentions of one sentence.
pub(super) fn mentions(scene: &Scene<'_>, sentence: Range<usize>) -> Vec<Mention> {
    let mut finder = Finder::new(scene, sentence.clone());
    finder.aside = dateline_end(scene, &sentence);
    let mut i = sentence.start;
    while i < sentence.end {
        i = finder.step(i);
    }
    finder.found
}

/// Longest dateline, in tokens.
const LONGEST_DATELINE: usize = 7;

/// «الدوحة – الراية: …», «عمان - بترا - …»: where the words end that say from where a text was sent; the sentence's start when none do.
fn dateline_end(scene: &Scene<'_>, sentence: &Range<usize>) -> usize {
    let (start, none) = (sentence.start, sentence.start);
    let Some((_, place)) =
        byline_words().class_at(&scene.tokens, start, BylineWord::Place).filter(|_| scene.starts_line(start))
    else {
        return none;
    };
    let dash = |i: usize| matches!(scene.key(i), "-" | "–" | "—" | "/" | "ـ");
    let plain = |i: &usize| !scene.word(*i).verb && scene.word(*i).figure.is_none();
    let run = (place + 1..sentence.end.min(start + LONGEST_DATELINE)).take_while(plain);
    let end = run.filter(|i| dash(*i) || scene.key(*i) == ":").last();
    end.filter(|_| dash(place)).map_or(none, |end| end + 1)
}

struct Finder<'s, 't> {
    scene: &'s Scene<'t>,
    sentence: Range<usize>,
    found: Vec<Mention>,
    /// The relative pronoun whose clause is open, and whether its first verb has been seen.
    relative: Option<(usize, bool)>,
    brackets: usize,
    /// Where the words between two commas end that only say who somebody is.
    aside: usize,
    /// The last verb has its subject already.
    has_subject: bool,
    /// A subject has been named in this clause whose verb may follow.
    awaits_verb: bool,
}

/// Longest aside between two commas, in tokens.
const LONGEST_ASIDE: usize = 14;

impl<'s, 't> Finder<'s, 't> {
    fn new(scene: &'s Scene<'t>, sentence: Range<usize>) -> Self {
        Self {
            scene,
            sentence,
            found: Vec::new(),
            relative: None,
            brackets: 0,
            aside: 0,
            has_subject: false,
            awaits_verb: false,
        }
    }

    fn step(&mut self, i: usize) -> usize {
        let end = phrase_end(self.scene, i, self.sentence.end);
        let named = !self.qualifies(i) && !self.describes_unit(i, end) && !self.is_counted(i) && !self.goes_on(i);
        if end > i && named {
            self.mention(i..end);
            return end;
        }
        self.pass(i);
        i + 1
    }

    /// «المنصات الثلاث الكبرى»: a definite word behind a definite number goes on with what is counted.
    fn goes_on(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let before = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.starts_line(i));
        let counts = |b: usize| {
            let kind = scene.word(b).figure.map(|f| scene.figures[f].kind);
            kind == Some(QuantityKind::Cardinal) && scene.key(b).starts_with("ال")
        };
        word.article && word.senses.head.is_none() && !word.conjunction && before.is_some_and(counts)
    }

    /// «سبع محافظات مجاورة», «متابع حقيقي», «كل خميس»: a lone indefinite adjective after what a figure counts, a noun after
    /// «each».
    fn describes_unit(&self, i: usize, end: usize) -> bool {
        let scene = self.scene;
        let (word, raw) = (scene.word(i), scene.tokens.raw(i));
        let bare = !word.article && word.senses.is_unknown() && !word.conjunction && end == i + 1;
        let ending = raw.ends_with(['ة', 'ا', 'ً', 'ي']);
        let noun = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.word(*b).article);
        let each = |b: usize| scene.key(b) == "كل" || scene.key(b) == "وكل";
        let counts = |b: usize| scene.word(b).figure.is_some() || counted(scene, b) && scene.word(b).unit().is_some();
        let closed = scene.is_mark(end) || scene.word(end).has(Role::Preposition) || end >= self.sentence.end;
        bare && closed && noun.is_some_and(|b| each(b) || ending && counts(b)) && !scene.starts_line(i)
    }

    /// «22 مركزا», «1250 جامعة»: what a figure counts is nobody's name.
    fn is_counted(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let before = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.starts_line(i));
        let figure = before.and_then(|b| scene.word(b).figure).map(|f| &scene.figures[f]);
        // «لتدخل نادي أفضل 250 جامعة»: a figure of speech.
        if scene.word(i + 1).has(Role::TopN) && scene.word(i + 2).figure.is_some() && !word.article {
            return true;
        }
        // «الأكثر انتشارا»: what the best are best in.
        if before.is_some_and(|b| scene.word(b).has(Role::Superlative)) && scene.tokens.raw(i).ends_with(['ا', 'ً']) {
            return true;
        }
        // «تسجيلا مصورا»: an adjective goes with its accusative.
        let accusative = |i: usize| {
            scene.key(i).ends_with('ا')
                && !scene.key(i).ends_with("يا")
                && !scene.word(i).article
                && scene.key(i).chars().count() >= 4
        };
        if before.is_some_and(|b| accusative(b) && scene.word(b).len > 0 && !scene.word(b).senses.is_unknown())
            && accusative(i)
            && !word.conjunction
        {
            return true;
        }
        let counts = figure.is_some_and(|f| {
            let number = matches!(f.kind, QuantityKind::Cardinal | QuantityKind::Decimal | QuantityKind::Range);
            number && f.unit.is_none() && f.tokens.end == i
        });
        let free = !word.article && !word.conjunction && word.preposition.is_none();
        let noun =
            scene.tokens.raw(i).ends_with(['ا', 'ً', 'ة']) || word.senses.noun.is_some() || scene.key(i).ends_with('ه');
        counts && free && noun && word.senses.platform.is_none() && word.senses.head != Some(Head::Account)
    }

    /// «عدد الزيارات الشهرية», «العام الدراسي», «النجاح الباهر»: after a definite measure, time or deed a definite adjective belongs to it.
    fn qualifies(&self, i: usize) -> bool {
        let scene = self.scene;
        let (word, before) = (scene.word(i), i.checked_sub(1).filter(|b| *b >= self.sentence.start));
        let adjective =
            scene.is_definite(i) && word.senses.head.is_none() && !word.conjunction && word.preposition.is_none();
        adjective
            && before.is_some_and(|b| {
                let noun = scene.word(b);
                let measure =
                    scene.measures(b) && noun.metric().is_some_and(|m| scene.lexicon.contexts(m).next().is_none());
                let time = noun.has(Role::Adverb) && scene.key(b) != "اليوم";
                let nameless = noun.senses.noun.is_some() && noun.senses.head.is_none();
                scene.is_definite(b) && (measure || nameless || time)
            })
    }

    /// Notes what a token that is in no mention does to those after it.
    fn pass(&mut self, i: usize) {
        let word = self.scene.word(i);
        match self.scene.key(i) {
            "(" | "[" => self.brackets += 1,
            ")" | "]" => self.brackets = self.brackets.saturating_sub(1),
            "،" | "," => match self.aside_end(i) {
                Some(end) => self.aside = end,
                None if self.aside == i && self.has_subject => {}
                None => self.new_clause(),
            },
            ":" => self.new_clause(),
            _ => {}
        }
        if word.has(Role::Relative) && !self.metric_before(i) {
            self.relative = Some((i, false));
        } else if word.verb {
            self.verb(i, word.conjunction);
        } else if (word.has(Role::Clause) || word.has(Role::Connector)) && !self.lasts(i) {
            self.new_clause();
        }
        self.awaits_verb &= word.figure.is_none();
    }

    /// «الهلال، أحد أهم الأندية الآسيوية، في المركز …»: where what stands between this comma and the next ends, when it has neither verb nor
    /// figure and the clause goes on behind it.
    fn aside_end(&self, comma: usize) -> Option<usize> {
        let scene = self.scene;
        let named =
            self.found.last().is_some_and(|m| m.tokens.end == comma && m.slot == Slot::Subject && m.relative.is_none());
        let chained = comma == self.aside && comma > 0;
        let end =
            (comma + 1..self.sentence.end.min(comma + LONGEST_ASIDE)).find(|i| matches!(scene.key(*i), "،" | ","))?;
        let counts = |f: usize| {
            !matches!(scene.figures[f].kind, QuantityKind::Duration | QuantityKind::Date | QuantityKind::Ordinal)
        };
        let plain = (comma + 1..end).all(|i| {
            let word = scene.word(i);
            let figure = word.figure.is_some_and(counts);
            !(word.verb
                || figure
                || word.has(Role::Clause)
                || word.has(Role::Relative)
                || word.has(Role::Connector)
                || word.rank)
        });
        let first = scene.word(comma + 1);
        let opens = !first.conjunction && !first.has(Role::Preposition) && first.preposition.is_none();
        let next = scene.word(end + 1);
        let goes_on = next.verb && !next.conjunction
            || next.has(Role::Preposition)
            || next.has(Role::RankNoun)
            || next.rank
            || next.has(Role::TopNoun)
            || next.hedge
            || matches!(next.preposition, Some('ب' | 'ل'))
            || next.figure.is_some()
            || next.has(Role::Among)
            || scene.key(end + 1) == "ب";
        // «31 عاما»: whatever follows an age.
        let aged = (comma + 1..end).all(|i| scene.word(i).figure.is_some());
        ((named || chained) && plain && (aged || opens && goes_on) && end > comma + 1).then_some(end)
    }

    /// «الهند ما تزال أكبر …»: ما belongs to its verb.
    fn lasts(&self, i: usize) -> bool {
        self.scene.key(i) == "ما" && ["زال", "يزال", "تزال", "زالت"].contains(&self.scene.key(i + 1))
    }

    fn new_clause(&mut self) {
        (self.relative, self.has_subject, self.awaits_verb) = (None, false, false);
    }

    fn verb(&mut self, i: usize, joined: bool) {
        self.relative = match self.relative {
            Some((at, false)) => Some((at, true)),
            _ if !joined && self.describes(i) => Some((i, true)),
            _ => None,
        };
        // A verbal noun takes its own subject: «إعلان حصول الصفحة على …».
        self.has_subject = self.awaits_verb && !joined && !self.scene.word(i).senses.nominal;
    }

    /// «نال فيديو يظهر فيه قط …»: after an indefinite noun whose own verb came before, a verb opens a relative clause.
    fn describes(&self, i: usize) -> bool {
        let last = self.found.last().filter(|m| m.tokens.end == i && m.slot == Slot::Subject && m.tokens.len() == 1);
        last.is_some_and(|m| {
            let (word, verb) = (self.scene.word(m.tokens.start), m.tokens.start.checked_sub(1));
            let own = verb.is_some_and(|v| self.scene.word(v).verb);
            own && m.head == Some(Head::Work) && !word.article && word.pronoun.is_none()
        })
    }

    fn metric_before(&self, i: usize) -> bool {
        let at = (self.sentence.start..i).rev().find(|at| !self.scene.is_quote(*at));
        at.is_some_and(|at| self.scene.measures(at) && self.scene.word(at).figure.is_none())
    }

    fn mention(&mut self, tokens: Range<usize>) {
        let tokens = self.whole(tokens);
        let first = self.first_word(&tokens);
        if self.is_next(&tokens, first) {
            self.new_clause();
        }
        let platform = tokens.clone().find_map(|i| self.scene.platform(i));
        let mut slot = self.slot(&tokens, first, platform.is_some());
        self.has_subject |= slot == Slot::Subject;
        self.awaits_verb |= slot == Slot::Subject && self.relative.is_none();
        let whole = tokens.start;
        let tokens = self.owner_of_deed(tokens);
        if tokens.is_empty() {
            return;
        }
        // «أعلنت المفوضية فوز القائمة بـ…»: whoever does the deed owns what follows.
        if slot == Slot::Object && tokens.start > whole && self.scene.head(tokens.start).is_some() {
            slot = Slot::Subject;
        }
        let word = self.scene.word(self.first_word(&tokens));
        let head = word.senses.head;
        let bare = head.is_some() && word.article && alone(self.scene, &tokens);
        let mention = Mention {
            slot,
            head,
            pronoun: self.pronoun(&tokens, word),
            bare,
            platform,
            relative: self.relative.map(|(at, _)| at),
            bracketed: self.brackets > 0 || tokens.start < self.aside,
            vague: word.senses.noun == Some(NounClass::Abstract)
                && head.is_none()
                && !self.scene.is_quote(tokens.start)
                // «أكثر الشخصيات شهرة»: nobody by name.
                || word.has(Role::Superlative)
                    && tokens.len() > 1
                    && (self.scene.word(tokens.start + 1).article || self.scene.key(tokens.start) == "اكثر"),
            tokens,
        };
        self.found.push(mention);
    }

    /// «نجاح الفيلم» is the film's, «نجاح» by itself nobody's.
    fn owner_of_deed(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty() {
            let word = self.scene.word(tokens.start);
            let deed = word.senses.noun == Some(NounClass::Abstract) && word.senses.head.is_none();
            if !deed || word.pronoun.is_some() || self.scene.is_definite(tokens.start) {
                break;
            }
            tokens.start += 1;
        }
        tokens
    }

    /// «حسابه», «زبنائها», «قاعدة زبنائها»: whoever the noun belongs to is named elsewhere.
    fn pronoun(&self, tokens: &Range<usize>, first: &super::reading::Word) -> Option<Pronoun> {
        let last = self.scene.word(tokens.end - 1);
        first.pronoun.or(last.pronoun.filter(|_| first.senses.head.is_none() && !first.article))
    }

    /// «أرقام النادي …» is about the club; «الأصوات الصحيحة» is one with its metric noun where that is split so.
    fn whole(&self, tokens: Range<usize>) -> Range<usize> {
        let scene = self.scene;
        let word = scene.word(tokens.start);
        let report =
            word.has(Role::Report) && !word.has(Role::ScopeHead) && !word.article && word.senses.head.is_none();
        let next = tokens.start + 1;
        // «بيان صحفي»: a lone indefinite word is its adjective.
        let adjective = next + 1 == tokens.end && !scene.word(next).article;
        let owner = next < tokens.end && scene.word(next).preposition.is_none() && scene.is_nominal(next);
        if report && owner && !adjective {
            return next..tokens.end;
        }
        let before = tokens.start.checked_sub(1).filter(|b| *b >= self.sentence.start);
        let split = before.filter(|b| {
            let metric =
                scene.word(*b).metric().filter(|_| scene.word(*b).article && word.article && !counted(scene, *b));
            metric.is_some_and(|m| scene.lexicon.contexts(m).next().is_some())
        });
        split.unwrap_or(tokens.start)..tokens.end
    }

    fn first_word(&self, tokens: &Range<usize>) -> usize {
        tokens.clone().find(|i| !self.scene.is_quote(*i)).unwrap_or(tokens.start)
    }

    fn slot(&self, tokens: &Range<usize>, first: usize, platform: bool) -> Slot {
        let scene = self.scene;
        let word = scene.word(first);
        let before = before(scene, tokens.start, self.sentence.start);
        // «في هذا المركز»
        let before = before.map(|b| if is_demonstrative(scene.key(b)) && b > self.sentence.start { b - 1 } else { b });
        let previous = scene.word(before.unwrap_or(usize::MAX));
        let glued = word.preposition.or_else(|| before.and_then(|b| clitic_preposition(scene.key(b))));
        let governor = before.and_then(|b| self.governor(b, glued.is_some()));
        if self.goes_with_oblique(tokens, first) {
            return Slot::Oblique;
        }
        // «تصنيف … للأندية الأكثر متابعة»: those who are ranked.
        let best = tokens.clone().any(|i| i > first && scene.word(i).has(Role::Superlative) && scene.word(i).article);
        if best && (glued.is_some() || previous.has(Role::Preposition) || governor.is_some()) {
            return Slot::Scope;
        }
        // «متبوعا بحساب …»: whose figures follow.
        if word.preposition == Some('ب') && before.is_some_and(|b| scene.word(b).has(Role::Connector)) {
            return Slot::Subject;
        }
        if previous.has(Role::Attribution) || previous.has(Role::Source) || self.says(before, tokens.end) {
            return Slot::Source;
        }
        if let Some(metric) = governor.filter(|_| !platform || glued.is_none() && !previous.has(Role::Preposition)) {
            return Slot::Owner(metric);
        }
        // «من حيث الإيرادات» is what the order is by.
        let aspect =
            before.is_some_and(|b| scene.key(b) == "حيث" && b > self.sentence.start && scene.key(b - 1) == "من");
        if previous.has(Role::Among) || aspect {
            return Slot::Scope;
        }
        if before.is_some_and(|b| scene.measures(b) && !counted(scene, b) && is_criterion(scene, b)) {
            return if platform { Slot::Platform } else { Slot::Oblique };
        }
        let oblique = previous.has(Role::Preposition)
            || before.is_some_and(|b| is_pointed(scene.key(b)))
            || matches!(glued, Some('ب' | 'ك'));
        // «تطبيقها للهواتف»: what a noun with its owner is for owns nothing.
        let adjunct = self.found.last().is_some_and(|m| m.tokens.end == tokens.start && m.pronoun.is_some());
        match glued {
            Some('ل') if adjunct => Slot::Oblique,
            Some('ل') => Slot::Possessor,
            _ if before.is_some_and(|b| matches!(scene.key(b), "لدي" | "ولدي")) => Slot::Possessor,
            _ if oblique && platform => Slot::Platform,
            _ if oblique => Slot::Oblique,
            _ if self.is_scope(first, before) => Slot::Scope,
            _ if self.is_predicate(before, tokens) || self.is_object_by_form(tokens.start, before) => Slot::Object,
            _ if self.has_subject && !self.starts_item(before, word) => Slot::Object,
            _ => Slot::Subject,
        }
    }

    /// «… الذي يتابعه 12 مليونا والوداد بـ11»: joined by و behind a figure and with a figure of its own, a name is the next of a list.
    fn is_next(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, end) = (self.scene, tokens.end);
        let joined = scene.word(first).conjunction && scene.word(first).preposition.is_none();
        let own = scene.key(end) == "ب" || scene.word(end).figure.is_some() || scene.word(end).hedge;
        let counted = (self.sentence.start..tokens.start).rev().take(3).any(|i| scene.word(i).figure.is_some());
        joined && own && counted
    }

    /// «بعد الترجي والإفريقي والنجم»: what و joins to a mention after a preposition stands after it too, unless a verb or a figure of its own
    /// follows.
    fn goes_with_oblique(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(first));
        let joined =
            word.conjunction && word.preposition.is_none() || tokens.start > 0 && scene.key(tokens.start - 1) == "و";
        let land = |i: usize| byline_words().class_at(&scene.tokens, i, BylineWord::Place).is_some();
        let lands = |m: &Mention| {
            m.tokens.len() > 1
                && land(m.tokens.end - 1)
                && tokens.len() == 1
                && scene.word(first).conjunction
                && scene.key(first).strip_prefix('و').is_some_and(|key| {
                    byline_words()
                        .at(&crate::arabic::tokenize(key), 0)
                        .is_some_and(|(said, _)| said.class == BylineWord::Place)
                })
        };
        let last = self.found.last().filter(|m| (m.slot == Slot::Oblique || lands(m)) && m.relative.is_none());
        let beside = last.is_some_and(|m| m.tokens.end + usize::from(!word.conjunction) == tokens.start);
        let end = tokens.end;
        let own = scene.word(end).verb
            || scene.word(end).figure.is_some()
            || scene.is_clitic(end)
            || scene.key(end) == "("
            || matches!(scene.word(end).preposition, Some('ب'));
        joined && beside && !own
    }

    /// A mention after a mark, a connector or و starts anew even when the verb before has its subject.
    fn starts_item(&self, before: Option<usize>, word: &super::reading::Word) -> bool {
        let fresh = |b: usize| {
            let w = self.scene.word(b);
            self.scene.is_mark(b) && !self.scene.is_quote(b)
                || w.has(Role::Connector)
                || w.has(Role::Clause)
                || w.figure.is_some()
                || w.unit().is_some()
                || w.has(Role::RankNoun)
        };
        word.conjunction || before.is_none_or(fresh)
    }

    /// The metric noun that a mention belongs to: right before it, or with a preposition between.
    fn governor(&self, link: usize, glued: bool) -> Option<usize> {
        let scene = self.scene;
        let linked = scene.word(link).has(Role::Preposition) && governs(scene.key(link)) || scene.is_clitic(link);
        let at = if linked { self.past_nameless(before(scene, link, self.sentence.start)?) } else { link };
        // «تحويلات العاملين في الخارج»: the metric noun belongs to a name itself.
        if self.found.last().is_some_and(|m| m.tokens.contains(&at) && m.tokens.start < at) {
            return None;
        }
        let word = scene.word(at);
        let counted = counted(scene, at);
        let construct = !word.article || linked || glued;
        let at = outermost(scene, at, self.sentence.start);
        let governs =
            word.metric().is_some() && word.senses.head.is_none() && word.pronoun.is_none() && !counted && construct;
        let criterion = is_criterion(scene, at);
        (governs && !criterion).then_some(at)
    }

    /// «مشتركي الهاتف النقال في الجزائر»: over what the metric noun is of, when that is nobody.
    fn past_nameless(&self, at: usize) -> usize {
        let last = self.found.last().filter(|m| m.tokens.end == at + 1 && m.vague);
        last.and_then(|m| before(self.scene, m.tokens.start, self.sentence.start)).unwrap_or(at)
    }

    /// Subject of a verb of saying, on either side of it.
    fn says(&self, before: Option<usize>, end: usize) -> bool {
        let cited = |i: usize| {
            (i.saturating_sub(2)..i).any(|b| {
                self.scene.word(b).has(Role::Attribution) || matches!(self.scene.key(b), "ما" | "لما" | "بما" | "كما")
            })
        };
        let say = |i: usize| {
            let word = self.scene.word(i);
            word.has(Role::Say) && !word.article && (word.pronoun.is_none() || cited(i))
        };
        if self.scene.key(end) == "الي" {
            return false;
        }
        before.is_some_and(say) || end < self.sentence.end && say(end) && self.scene.word(end).figure.is_none()
    }

    /// «وهي الجامعة الوحيدة …» says what is known already; a name set off by a dash goes with the name before it.
    fn is_predicate(&self, before: Option<usize>, tokens: &Range<usize>) -> bool {
        let Some(b) = before else { return false };
        // «وهو منشور حصد …»: what a verb goes on to speak of.
        let spoken_of = self.scene.head(tokens.start) == Some(Head::Work) && self.scene.word(tokens.end).verb;
        let pronoun = matches!(self.scene.key(b), "هو" | "هي" | "وهو" | "وهي" | "وهم" | "هم")
            || matches!(self.scene.key(b), "انه" | "انها" | "انهم") && !self.scene.word(tokens.start).article;
        let asked = b > self.sentence.start && self.scene.key(b - 1) == "من";
        // «1250 جامعة»: what a figure counts; «اليوم الوطني»: the rest of a name of a time.
        let word = self.scene.word(b);
        let counts = word.figure.is_some_and(|f| self.scene.figures[f].kind != crate::numbers::QuantityKind::Ordinal)
            && !self.scene.word(b + 1).article;
        let counts = counts && self.scene.word(b + 1).senses.platform.is_none() && !self.scene.word(b + 1).conjunction;
        let time = word.has(Role::Adverb) && word.article && self.scene.word(b + 1).article;
        if counts || time {
            return true;
        }
        let dash = matches!(self.scene.key(b), "–" | "-" | "—") && self.found.last().is_some_and(|m| m.tokens.end == b);
        pronoun && !asked && !spoken_of || dash
    }

    /// «بعد أن أثار موجة انتقادات»: a noun of the other gender right after a verb is its object, the subject goes unsaid.
    fn is_object_by_form(&self, first: usize, before: Option<usize>) -> bool {
        let Some(verb) = before.filter(|b| self.scene.word(*b).verb && !self.scene.word(*b).senses.nominal) else {
            return false;
        };
        // A club in ـة or ـات may take a masculine verb: only what is known to be a noun tells.
        let senses = self.scene.word(first).senses;
        let known = (senses.noun.is_some() || senses.head.is_some()) && !self.scene.is_quote(first);
        let shown = if known { agreement::of_noun(self.scene, first) } else { None };
        let wanted = agreement::of_verb_form(self.scene.key(verb));
        matches!((shown, wanted), (Some(noun), Some(verb)) if noun != verb && noun != Form::Plural)
    }

    /// «تصدر رونالدو قائمة …»: the list that one stands in is no owner.
    fn is_scope(&self, first: usize, before: Option<usize>) -> bool {
        let word = self.scene.word(first);
        let after_top = before.is_some_and(|b| {
            let w = self.scene.word(b);
            w.has(Role::Top) || w.has(Role::TopNoun) || w.has(Role::Throne)
        });
        let after_verb = before.is_some_and(|b| self.scene.word(b).verb) && !after_top;
        word.has(Role::ScopeHead) && !after_verb && (after_top || self.found.iter().any(|m| m.slot == Slot::Subject))
    }
}

/// Prepositions by which a metric noun takes its owner.
fn governs(key: &str) -> bool {
    matches!(key, "في" | "علي" | "لدي" | "مع" | "ل" | "ب" | "عبر" | "عند" | "تحت")
}

fn is_demonstrative(key: &str) -> bool {
    matches!(key, "هذا" | "هذه" | "ذلك" | "تلك" | "هولاء")
}

/// «بهذا الرقم», «لهذه الصفحة»
fn is_pointed(key: &str) -> bool {
    matches!(key.trim_start_matches('و'), "بهذا" | "بهذه" | "بذلك" | "بتلك")
}

fn clitic_preposition(key: &str) -> Option<char> {
    match key {
        "ل" | "ول" | "لل" => Some('ل'),
        "ب" | "وب" | "فب" | "بال" => Some('ب'),
        "ك" => Some('ك'),
        _ => None,
    }
}

/// One word, or one with an adjective that tells nothing: «الصفحة الرسمية».
fn alone(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let general = |i: usize| {
        let word = scene.word(i);
        let ordinal = word.figure.is_some() || word.has(Role::AnaphorFirst) || word.has(Role::AnaphorLast);
        ordinal && tokens.len() == 2 || matches!(scene.key(i), "الرسميه" | "الرسمي" | "الملكي" | "المذكوره" | "المذكور")
    };
    !scene.is_quote(tokens.start) && tokens.clone().skip(1).all(general)
}
