//! The place of a mention in its sentence, by the words before and after it.
//!
//! In: a noun phrase. Out: its slot.
//! May import: what claims imports.

use std::ops::Range;

use super::super::agreement::{self, Form};
use super::super::clause;
use super::super::phrase::is_many;
use super::super::reading::Word;
use super::super::subject::FOLLOWED;
use super::{Finder, Mention, Slot, before, counted, is_criterion, outermost};
use crate::lexicon::{BylineWord, Head, NounClass, Role, SourceWord, byline_words, source_words};

/// How far behind a verb of saying stands whom it tells, in tokens: a speaker with his titles lies between.
const LONGEST_SAYING: usize = 10;

/// What is said before those who made a work or played in it.
const MADE_BY: [&str; 9] = ["بطوله", "اخراج", "تاليف", "انتاج", "غناء", "الحان", "كلمات", "تقديم", "توزيع"];

/// How far before a class it is denied that there is another of it, in tokens.
const DENIED_BACK: usize = 3;

/// How many names stand between a title and whose it is, at most, with it.
const LONGEST_OFFICE: usize = 4;

/// How far behind such a verb the figure stands that it states for somebody, in tokens.
const LONGEST_CARRYING: usize = 16;

impl Finder<'_, '_> {
    pub(super) fn slot(&self, tokens: &Range<usize>, first: usize, platform: bool) -> Slot {
        let scene = self.scene;
        let word = scene.word(first);
        let before = before(scene, tokens.start, self.sentence.start);
        // «في هذا المركز»
        let before = before.map(|b| if is_demonstrative(scene.key(b)) && b > self.sentence.start { b - 1 } else { b });
        let previous = scene.word(before.unwrap_or(usize::MAX));
        let glued = word.preposition.or_else(|| before.and_then(|b| clitic_preposition(scene.key(b))));
        let governor = before.and_then(|b| self.governor(b, glued.is_some()));
        // «بين أكثر متاحف المنطقة زيارة»: the class that somebody is of.
        let praise = scene.word(first).has(Role::Superlative) && !scene.word(first).article && tokens.len() > 1;
        if self.is_class(first) || praise && is_many(scene, first + 1) {
            return Slot::Scope;
        }
        if let Some(slot) = self.names_title(tokens).or_else(|| self.excepted(tokens, before)) {
            return slot;
        }
        // «… صوتا ورصيد فادي الترك عند 7 آلاف»: whose store it is.
        let store =
            before.is_some_and(|b| matches!(super::super::anaphora::bare_key(scene, b), "رصيد" | "حصيله" | "غله"));
        if store && !previous.article && previous.pronoun.is_none() && previous.preposition.is_none() {
            return Slot::Subject;
        }
        // «لمنافسها نزار حمدان»: who is named behind what he is to somebody.
        if previous.preposition == Some('ل')
            && previous.pronoun.is_some()
            && previous.senses.head.is_none()
            && !previous.verb
        {
            return Slot::Possessor;
        }
        let rival = before.is_some_and(|b| {
            let key = scene.key(b);
            key.starts_with("لمنافس") && key.ends_with(['ه', 'ا']) && tokens.start == b + 1
        });
        if rival {
            return Slot::Possessor;
        }
        // «وعلى الشرطة الإسبانية بـ3.9 مليون»: the next of those who were passed, each with a figure of its own.
        let passed =
            before.is_some_and(|b| scene.key(b) == "وعلي" && clause::figure_between(scene, self.sentence.start, b));
        if passed && (clause::by_ba(scene, tokens.end, tokens.end) || scene.key(tokens.end) == "ب") {
            return Slot::Subject;
        }
        // «ولتيك توك المملوك لشركة بايت دانس»: whose it is.
        let owned = before.is_some_and(|b| matches!(scene.key(b), "المملوك" | "المملوكه" | "التابع" | "التابعه"));
        if owned && glued == Some('ل') {
            return Slot::Oblique;
        }
        // «وعند أيوب الحفناوي أكثر من 640 ألف متابع»: who has them.
        let has = before.is_some_and(|b| matches!(scene.key(b), "عند" | "وعند"));
        let person = scene.is_given(first) || word.senses.head == Some(Head::Person);
        let person = person || word.senses.is_unknown() && !word.article && word.pronoun.is_none();
        let end = tokens.end;
        if has && person && (scene.word(end).figure.is_some() || scene.word(end).hedge) {
            return Slot::Possessor;
        }
        // «بعد فرز آخر قلم»: governed with the noun before it.
        let last = before.filter(|b| matches!(scene.key(*b), "اخر" | "اول") && previous.figure.is_none());
        let governed =
            |b: usize| (b.saturating_sub(2).max(self.sentence.start)..b).any(|p| scene.word(p).has(Role::Preposition));
        if last.is_some_and(governed) {
            return Slot::Oblique;
        }
        if self.is_of_cast(tokens, first)
            || self.goes_with_oblique(tokens, first)
            || self.is_further_title(tokens, first)
            || self.names_speaker(tokens)
        {
            return Slot::Oblique;
        }
        // «تصنيف … للأندية الأكثر متابعة»: those who are ranked.
        let best = tokens.clone().any(|i| i > first && scene.word(i).has(Role::Superlative) && scene.word(i).article);
        if best
            && (glued.is_some() || previous.has(Role::TopNoun) || previous.has(Role::Preposition) || governor.is_some())
        {
            return Slot::Scope;
        }
        // «بصدارة أندية العالم»
        if previous.has(Role::TopNoun) && !previous.article && previous.pronoun.is_none() && is_many(scene, first) {
            return Slot::Scope;
        }
        // «تصدر قائمة شباك التذاكر»: what the list is of.
        if before.is_some_and(|b| self.is_topped(b)) && !scene.is_quote(tokens.start) {
            return Slot::Scope;
        }
        // «تصدرت قائمة «الوفاء» نتائج الانتخابات»: a list with a name heads what follows it.
        let list = scene.word(first).has(Role::ScopeHead) && !scene.word(first).article && scene.is_quote(first + 1);
        if list && previous.has(Role::Top) && previous.verb && scene.is_nominal(tokens.end) {
            return Slot::Subject;
        }
        // «والثالثة من نصيب «…» بـ980 ألفا»: whose share it is.
        let share = |i: usize| matches!(scene.key(i), "نصيب" | "حظ");
        if share(tokens.start) || before.is_some_and(share) {
            return Slot::Subject;
        }
        // «متبوعا بحساب …»: whose figures follow.
        let link = before.map(|b| if matches!(scene.key(b), "ب") && b > self.sentence.start { b - 1 } else { b });
        let by = word.preposition == Some('ب') || link != before;
        if by && link.is_some_and(|b| scene.word(b).has(Role::Connector)) {
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
        // «من بين مئات الجامعات …»
        let counted_before = before.filter(|_| previous.figure.is_some() || previous.hedge).and_then(|b| {
            let first = previous.figure.map_or(b, |f| scene.figures[f].tokens.start);
            first.checked_sub(1).filter(|at| *at >= self.sentence.start)
        });
        let among = counted_before.is_some_and(|b| scene.word(b).has(Role::Among));
        if previous.has(Role::Among) || among || aspect {
            return Slot::Scope;
        }
        if before.is_some_and(|b| scene.measures(b) && !counted(scene, b) && is_criterion(scene, b)) {
            return if platform { Slot::Platform } else { Slot::Oblique };
        }
        // «احتفل بتجاوز الأغنية مليون مشاهدة»: whoever does a deed of levels that a figure follows.
        if before.is_some_and(|b| clause::is_level_deed(scene, b))
            && (scene.word(tokens.end).figure.is_some() || scene.word(tokens.end).hedge)
        {
            return Slot::Subject;
        }
        // «فاز بمنصب عميد المحامين»: what is won.
        let post =
            before.is_some_and(|b| super::super::anaphora::bare_key(scene, b) == "منصب" || scene.key(b) == "بمنصب");
        let oblique = previous.has(Role::Preposition)
            || post
            || before.is_some_and(|b| is_pointed(scene.key(b)))
            || matches!(glued, Some('ب' | 'ك'));
        // «تطبيقها للهواتف»: what a noun with its owner is for owns nothing.
        // «تطبيق «رصيف» لبلاغات الطرق»: nor what a thing with a name is for.
        // «البث المباشر لعملية الفرز»: nor what is shown.
        let adjunct = self.found.last().is_some_and(|m| {
            let named = m.head == Some(Head::Account) && scene.is_quote(m.tokens.end - 1);
            let shown = m.head == Some(Head::Work) && scene.word(m.tokens.start).article && m.slot == Slot::Subject;
            let purpose = named && word.senses.head.is_none();
            m.tokens.end == tokens.start && (m.pronoun.is_some() || purpose || shown && word.senses.head.is_none())
        });
        // «نقيبا للمهندسين», «أمينا عاما للنقابة»: what somebody becomes the head of.
        let office = before.is_some_and(|b| {
            let title =
                |i: usize| scene.head(i) == Some(Head::Person) && scene.key(i).ends_with('ا') && !scene.word(i).article;
            title(b) || scene.key(b).ends_with('ا') && b > self.sentence.start && title(b - 1)
        });
        // «سامي نوفل الأمين العام للاتحاد»: behind a title that follows its bearer's name.
        let titled = match &self.found[..] {
            [.., name, title] => {
                let own = title.head == Some(Head::Person) && scene.word(title.tokens.start).article;
                let beside = name.tokens.end == title.tokens.start && title.tokens.end == tokens.start;
                own && beside && scene.is_given(name.tokens.start)
            }
            _ => false,
        };
        let office = office || titled;
        match glued {
            // «لدعم فلسطين»: what for.
            Some('ل')
                if word.senses.noun == Some(NounClass::Abstract) && word.senses.head.is_none() && !word.article =>
            {
                Slot::Oblique
            }
            // «الأكثر استخداما لواتساب»: what it is most done to.
            Some('ل') if before.is_some_and(|b| self.is_most(b)) => {
                if platform {
                    Slot::Platform
                } else {
                    Slot::Oblique
                }
            }
            // «تصنيف «…» للجامعات»: those who are ranked.
            Some('ل') if is_many(scene, first) && word.article && self.follows_list(tokens.start) => Slot::Scope,
            Some('ل') if adjunct || office || self.goes_on_office(tokens.start) || self.is_addressed(tokens.start) => {
                Slot::Oblique
            }
            Some('ل') => Slot::Possessor,
            _ if before.is_some_and(|b| matches!(scene.key(b), "لدي" | "ولدي")) => Slot::Possessor,
            _ if oblique && platform => Slot::Platform,
            _ if oblique => Slot::Oblique,
            _ if self.is_scope(first, before) => Slot::Scope,
            _ if self.is_predicate(before, tokens) || self.is_object_by_form(tokens.start, before) => Slot::Object,
            _ if self.is_accusative(tokens, before) || self.is_best_of_kind(tokens, before) => Slot::Object,
            _ if self.has_subject && !self.starts_item(before, word) => Slot::Object,
            _ => Slot::Subject,
        }
    }

    /// «لا توجد جامعة سودانية سوى جامعة الخرطوم», «لا جامعة غيرها»: the class is nobody, who is taken out of it is the only one.
    fn excepted(&self, tokens: &Range<usize>, before: Option<usize>) -> Option<Slot> {
        let scene = self.scene;
        let bare = |i: usize| scene.key(i).trim_start_matches(['و', 'ف']);
        let except = |i: usize| matches!(scene.key(i), "سوي" | "غير" | "الا") && scene.is_nominal(i + 1);
        // «لا جامعة …», «لا توجد جامعة …», «ليس في المغرب ناد …»
        let denied = |at: usize| {
            let exists = (self.sentence.start..at)
                .rev()
                .take(DENIED_BACK)
                .find(|i| matches!(bare(*i), "لا" | "ليس" | "ليست" | "توجد" | "يوجد" | "هناك" | "ثمه"));
            exists.is_some_and(|i| i + 1 == at || scene.key(i + 1) == "في")
        };
        let hers = |i: usize| matches!(scene.key(i), "غيرها" | "غيره" | "سواها" | "سواه");
        let class = except(tokens.end) || hers(tokens.end);
        if class && !scene.word(tokens.start).article && denied(tokens.start) {
            return Some(Slot::Scope);
        }
        let of_class = |b: usize| self.found.last().is_some_and(|m| m.slot == Slot::Scope && m.tokens.end == b);
        before.filter(|b| except(*b) && of_class(*b)).map(|_| Slot::Subject)
    }

    /// «أمينا عاما للنقابة الوطنية لعمال التربية»: what goes on with the body of an office.
    fn goes_on_office(&self, at: usize) -> bool {
        let body = |m: &Mention| m.tokens.end == at && m.slot == Slot::Oblique && m.head == Some(Head::Organisation);
        self.found.last().is_some_and(body)
    }

    /// Whether the mention right before is a list by its name.
    fn follows_list(&self, at: usize) -> bool {
        let list = |m: &Mention| m.tokens.end == at && self.scene.word(m.tokens.start).has(Role::ScopeHead);
        self.found.last().is_some_and(list)
    }

    /// «الأكثر استخداما», «أكثر الدول استعمالا»: in what somebody is the most.
    fn is_most(&self, i: usize) -> bool {
        let scene = self.scene;
        let best = (i.saturating_sub(2).max(self.sentence.start)..i).any(|b| scene.word(b).has(Role::Superlative));
        best && scene.key(i).ends_with('ا') && !scene.word(i).article
    }

    /// «يروي الطباخ لـ«العربي الجديد» كيف …», «قالت ليلى لوكالة …»: whoever is told owns nothing.
    fn is_addressed(&self, at: usize) -> bool {
        let scene = self.scene;
        // «كشف تقرير لشركة …»: whose report it is.
        let report =
            self.found.last().is_some_and(|m| m.tokens.end == at && scene.word(m.tokens.start).has(Role::Report));
        if report {
            return false;
        }
        let verb = (self.sentence.start..at)
            .rev()
            .take(LONGEST_SAYING)
            .find(|i| scene.word(*i).verb && scene.word(*i).len > 0);
        verb.is_some_and(|v| {
            let word = scene.word(v);
            word.has(Role::Say) && !(v..at).any(|i| scene.word(i).figure.is_some() || scene.word(i).has(Role::Clause))
        })
    }

    /// «… الذي يتابعه 12 مليونا والوداد بـ11»: joined by و behind a figure and with a figure of its own, a name is the next of a list.
    pub(super) fn is_next(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, end) = (self.scene, tokens.end);
        let joined = scene.word(first).conjunction && scene.word(first).preposition.is_none();
        let own = scene.key(end) == "ب" || scene.word(end).figure.is_some() || scene.word(end).hedge;
        let counted = (self.sentence.start..tokens.start).rev().take(3).any(|i| scene.word(i).figure.is_some());
        joined && own && counted
    }

    /// «المرشح عن مقعد العمال في دائرة الكرك سليم العضايلة»: the name of who was called by what he is stands where that did.
    fn names_title(&self, tokens: &Range<usize>) -> Option<Slot> {
        self.scene.given_end(tokens.start)?;
        let mut next = tokens.start;
        for (back, mention) in self.found.iter().rev().take(LONGEST_OFFICE).enumerate() {
            let near = if back == 0 { mention.tokens.end == next } else { mention.tokens.end + 2 >= next };
            // «تلاه زميله في القائمة يوسف الشطي»
            let his = mention.head.is_none() && mention.pronoun.is_some();
            let title = (mention.head == Some(Head::Person) || his) && mention.tokens.len() == 1;
            if near && title && back > 0 && mention.slot == Slot::Subject {
                return Some(Slot::Subject);
            }
            // «مرشح قائمة «التغيير» صالح العتيقي»
            let idafa = mention.tokens.end == next && mention.tokens.len() > 1;
            let of = matches!(mention.slot, Slot::Oblique | Slot::Possessor | Slot::Owner(_) | Slot::Scope);
            if !(near && (of || idafa && back == 0)) {
                return None;
            }
            next = mention.tokens.start;
        }
        None
    }

    /// «وبحسب مدير الاتصال في النادي سعد الهاجري، …»: behind the body that he speaks for the name of who was cited.
    fn names_speaker(&self, tokens: &Range<usize>) -> bool {
        let [.., office, body] = &self.found[..] else { return false };
        let beside = body.tokens.end == tokens.start && body.bare && body.slot == Slot::Oblique;
        let held = office.slot == Slot::Source && office.head == Some(Head::Person);
        let given = self.scene.is_given(tokens.start);
        beside && held && office.tokens.end + 1 >= body.tokens.start && given
    }

    /// «محمد صلاح قائد المنتخب ونجم ليفربول», «الإعلامي الشهير، ومقدم برنامج «…»»: what else somebody is, where no figure of its own follows.
    fn is_further_title(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(first));
        let title =
            word.conjunction && word.senses.head == Some(Head::Person) && !word.article && word.preposition.is_none();
        let Some(last) = self.found.last().filter(|_| title) else { return false };
        let comma = usize::from(tokens.start > 0 && scene.key(tokens.start - 1) == "،");
        let titled = last.tokens.clone().any(|i| scene.head(i) == Some(Head::Person));
        let end = tokens.end;
        let own =
            scene.word(end).figure.is_some() || scene.is_clitic(end) || scene.word(end).verb || scene.key(end) == "(";
        // «… ومغني الراب سامي نوفل»: who is named is another one.
        let named = tokens.clone().skip(2).any(|i| scene.is_given(i));
        titled && last.tokens.end + comma == tokens.start && !own && !named
    }

    /// «من بطولة منى زكي ومحمد ممدوح», «من إخراج … وتأليف …»: who made or played in a work, joined to another one.
    fn is_of_cast(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(first));
        let Some(last) = self.found.last().filter(|_| word.conjunction && word.preposition.is_none()) else {
            return false;
        };
        let made = (last.tokens.start.saturating_sub(2).max(self.sentence.start)..=last.tokens.start)
            .any(|i| MADE_BY.contains(&scene.key(i)));
        last.tokens.end == tokens.start && made
    }

    /// «بعد الترجي والإفريقي والنجم»: what و joins to a mention after a preposition stands after it too, unless a verb or a figure of its own
    /// follows.
    pub(super) fn goes_with_oblique(&self, tokens: &Range<usize>, first: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(first));
        // «و«ويمبلي»»: inside quotation marks the و is of the name.
        let glued = word.conjunction && first == tokens.start;
        let joined = glued && word.preposition.is_none() || tokens.start > 0 && scene.key(tokens.start - 1) == "و";
        let lands = |m: &Mention| {
            m.tokens.len() > 1
                && scene.is_land(m.tokens.end - 1)
                && tokens.len() == 1
                && scene.word(first).conjunction
                && scene.key(first).strip_prefix('و').is_some_and(|key| {
                    byline_words()
                        .at(&crate::arabic::tokenize(key), 0)
                        .is_some_and(|(said, _)| said.class == BylineWord::Place)
                })
        };
        // «بين طالب وولي أمر ومعلم»
        let among =
            |m: &Mention| m.slot == Slot::Scope && !scene.is_definite(m.tokens.start) && !scene.is_definite(first);
        // «كليب «…» لآمال ماهر وراشد الماجد»: of both.
        let made = |m: &Mention| {
            let outside = |i: usize| (m.tokens.start..i).filter(|q| scene.is_quote(*q)).count() % 2 == 0;
            let by = |i: usize| !scene.word(i).article && scene.key(i).starts_with('ل') && outside(i);
            let work = m.head == Some(Head::Work) || scene.is_quote(m.tokens.start);
            work && m.tokens.clone().skip(1).any(by) && !scene.word(first).article
        };
        let last = self
            .found
            .last()
            .filter(|m| (m.slot == Slot::Oblique || among(m) || lands(m) || made(m)) && m.relative.is_none());
        let beside = last.is_some_and(|m| m.tokens.end + usize::from(!glued) == tokens.start);
        let end = tokens.end;
        let own = scene.word(end).verb
            || scene.word(end).figure.is_some()
            || scene.is_clitic(end)
            || scene.key(end) == "("
            || matches!(scene.word(end).preposition, Some('ب'));
        // «في مصر والسودان بعدد …»: of two lands the second has what follows no more than the first.
        let lands = last.is_some_and(|m| m.slot == Slot::Oblique && scene.is_land(m.tokens.start))
            && scene.is_land(tokens.start);
        let made = last.is_some_and(|m| m.slot != Slot::Oblique && made(m));
        // «أغنية «…» للثنائي أيوب ونهال»
        let makers = last.is_some_and(|m| {
            let title = self.found.len() > 1 && self.found[self.found.len() - 2].tokens.end == m.tokens.start;
            title && m.head == Some(Head::Person) && scene.key(m.tokens.start).starts_with('ل')
        });
        joined && beside && (!own || lands || made || makers)
    }

    /// A mention after a mark, a connector or و starts anew even when the verb before has its subject.
    pub(super) fn starts_item(&self, before: Option<usize>, word: &Word) -> bool {
        let fresh = |b: usize| {
            let w = self.scene.word(b);
            // «ثانية و«الحدث» ثالثة»: و before a quotation mark stands by itself.
            matches!(self.scene.key(b), "و" | "ف")
                || self.scene.is_mark(b) && !self.scene.is_quote(b)
                || w.has(Role::Connector)
                || w.has(Role::Clause)
                || w.figure.is_some()
                || w.unit().is_some()
                || w.has(Role::RankNoun)
        };
        word.conjunction || before.is_none_or(fresh)
    }

    /// The metric noun that a mention belongs to: right before it, or with a preposition between.
    pub(super) fn governor(&self, link: usize, glued: bool) -> Option<usize> {
        let scene = self.scene;
        let linked = scene.word(link).has(Role::Preposition) && governs(scene.key(link)) || scene.is_clitic(link);
        let at = if linked { self.past_nameless(before(scene, link, self.sentence.start)?) } else { link };
        // «المستخدمين النشطين في العراق»
        let somewhere = linked && scene.key(link) == "في" && scene.is_land(link + 1) && self.qualifies(at);
        let at = if somewhere { before(scene, at, self.sentence.start)? } else { at };
        // «تحويلات العاملين في الخارج»: the metric noun belongs to a name itself.
        if self.found.last().is_some_and(|m| m.tokens.contains(&at) && m.tokens.start < at) {
            return None;
        }
        let word = scene.word(at);
        let counted = counted(scene, at);
        let construct = !word.article || linked || glued;
        // «المتابعين على الموقع الشهير»: where they follow.
        let host = scene.word(link + 1);
        let on = linked && matches!(scene.key(link), "علي" | "عبر" | "في") && host.article && host.senses.platform_head;
        if on && word.metric().is_some_and(|m| FOLLOWED.contains(&scene.lexicon.metric_name(m))) {
            return None;
        }
        let at = outermost(scene, at, self.sentence.start);
        let governs =
            word.metric().is_some() && word.senses.head.is_none() && word.pronoun.is_none() && !counted && construct;
        let criterion = is_criterion(scene, at);
        (governs && !criterion).then_some(at)
    }

    /// «مشتركي الهاتف النقال في الجزائر»: over what the metric noun is of, when that is nobody.
    pub(super) fn past_nameless(&self, at: usize) -> usize {
        let last = self.found.last().filter(|m| m.tokens.end == at + 1 && m.vague);
        last.and_then(|m| before(self.scene, m.tokens.start, self.sentence.start)).unwrap_or(at)
    }

    /// «نقلت الخطوط 43 مليون مسافر»: such a verb states only with «أن» or «عن» somebody, else the figure is what is carried.
    fn carries(&self, verb: usize) -> bool {
        let scene = self.scene;
        let end = self.sentence.end.min(verb + LONGEST_CARRYING);
        let told = |i: usize| matches!(scene.key(i), "عن" | "ان" | "انه" | "انها" | ":");
        let carrier = source_words().is(scene.key(verb).trim_start_matches(['و', 'ف']), SourceWord::Carrier);
        carrier && (verb + 1..end).any(|i| scene.word(i).figure.is_some()) && !(verb + 1..end).any(told)
    }

    /// Subject of a verb of saying, on either side of it.
    pub(super) fn says(&self, before: Option<usize>, end: usize) -> bool {
        let cited = |i: usize| {
            (i.saturating_sub(2)..i).any(|b| {
                self.scene.word(b).has(Role::Attribution) || matches!(self.scene.key(b), "ما" | "لما" | "بما" | "كما")
            })
        };
        let say = |i: usize| {
            let word = self.scene.word(i);
            word.has(Role::Say) && !word.article && (word.pronoun.is_none() && !self.carries(i) || cited(i))
        };
        // «أشار المركز إلى أن …», «نوه المركز إلى وجود …»
        let told = matches!(self.scene.key(end + 1), "ان" | "انه" | "انها" | "وجود")
            || self.scene.word(end + 1).senses.nominal;
        if self.scene.key(end) == "الي" && !told {
            return false;
        }
        before.is_some_and(say) || end < self.sentence.end && say(end) && self.scene.word(end).figure.is_none()
    }

    /// «وهي الجامعة الوحيدة …» says what is known already; a name set off by a dash goes with the name before it.
    pub(super) fn is_predicate(&self, before: Option<usize>, tokens: &Range<usize>) -> bool {
        let Some(b) = before else { return false };
        // «وهو منشور حصد …»: what a verb goes on to speak of.
        let spoken_of = self.scene.head(tokens.start) == Some(Head::Work) && self.scene.word(tokens.end).verb;
        let pronoun = matches!(self.scene.key(b), "هو" | "هي" | "وهو" | "وهي" | "وهم" | "هم")
            || matches!(self.scene.key(b), "انه" | "انها" | "انهم") && !self.scene.word(tokens.start).article;
        let asked = b > self.sentence.start && self.scene.key(b - 1) == "من";
        // «لتكون الجامعة المحلية الوحيدة ضمن أفضل 400»
        let only = matches!(self.scene.key(tokens.end - 1), "الوحيد" | "الوحيده") && tokens.len() > 1;
        if only && self.scene.word(b).has(Role::Become) {
            return true;
        }
        // «فلان هو أول مطرب عربي يتخطى …»
        let told = b > self.sentence.start && matches!(self.scene.key(b - 1), "هو" | "هي");
        let first = matches!(self.scene.key(b), "اول" | "ثاني" | "ثالث" | "احد" | "احدي");
        if told && first && !self.scene.word(tokens.start).article {
            return true;
        }
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
    pub(super) fn is_object_by_form(&self, first: usize, before: Option<usize>) -> bool {
        let Some(verb) = before.filter(|b| self.scene.word(*b).verb && !self.scene.word(*b).senses.nominal) else {
            return false;
        };
        // «جاء القوة الجوية أولا»: who takes a place is the subject, and a club may take a masculine verb.
        if self.scene.word(verb).has(Role::Place) {
            return false;
        }
        // «يتابع قناة النادي 3 ملايين»: those who are counted do it to whoever has them.
        if self.scene.word(verb).senses.metric.verb.is_some() {
            return false;
        }
        // A club in ـة or ـات may take a masculine verb: only what is known to be a noun tells.
        let senses = self.scene.word(first).senses;
        // «دشّنت الشيف اللبنانية …»: a title in the form of men with the adjective of a woman.
        let woman = senses.head == Some(Head::Person)
            && self.scene.word(first + 1).article
            && self.scene.tokens.raw(first + 1).ends_with('ة');
        if woman && agreement::of_verb_at(self.scene, verb) == Some(Form::Feminine) {
            return false;
        }
        let known = (senses.noun.is_some() || senses.head.is_some()) && !self.scene.is_quote(first);
        let shown = if known { agreement::of_noun(self.scene, first) } else { None };
        let wanted = agreement::of_verb_at(self.scene, verb);
        matches!((shown, wanted), (Some(noun), Some(verb)) if noun != verb && noun != Form::Plural)
    }

    /// «يملكون حسابا»: a lone noun in the accusative.
    fn is_accusative(&self, tokens: &Range<usize>, before: Option<usize>) -> bool {
        let (scene, at) = (self.scene, tokens.start);
        // «الأول كان طباخا»
        if before.is_some_and(|b| matches!(scene.key(b), "كان" | "كانت" | "يكون") || scene.word(b).has(Role::Become))
        {
            return false;
        }
        let noun = scene.key(at).strip_suffix('ا').filter(|_| tokens.len() == 1 && !scene.word(at).article);
        scene.head(at).is_some() && noun.is_some_and(|noun| scene.lexicon.terms.opens_name(noun))
    }

    /// «وهي …، أكبر وأقدم جامعة في البلاد»: what is said of a name that stood before, unless a verb is right before it.
    fn is_best_of_kind(&self, tokens: &Range<usize>, before: Option<usize>) -> bool {
        let scene = self.scene;
        let kind = scene.word(tokens.start + 1);
        let best = scene.word(tokens.start).has(Role::Superlative) && !scene.word(tokens.start).article;
        let governed = before.is_none_or(|b| scene.word(b).verb || scene.word(b).has(Role::Clause));
        best && tokens.len() > 1 && !kind.article && kind.senses.head.is_some() && !governed && !self.found.is_empty()
    }

    /// «تصدر قائمة …»: a list right behind the verb, which does not agree with it and so has its subject elsewhere.
    fn is_topped(&self, list: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(list));
        let Some(verb) = list.checked_sub(1).filter(|v| *v >= self.sentence.start) else { return false };
        let bare = word.has(Role::ScopeHead) && !word.article && !word.conjunction && word.pronoun.is_none();
        let feminine = scene.key(verb).ends_with('ت') || scene.key(verb).trim_start_matches('و').starts_with("تت");
        let apart = !feminine && scene.key(list).ends_with('ه');
        // «تصدر قائمة حزب …»: a list that is voted for.
        let party = scene.head(list + 1) == Some(Head::Organisation) && !is_many(scene, list + 1);
        bare && apart && !party && scene.word(verb).verb && scene.word(verb).has(Role::Top)
    }

    /// «تصدر رونالدو قائمة …»: the list that one stands in is no owner.
    pub(super) fn is_scope(&self, first: usize, before: Option<usize>) -> bool {
        let word = self.scene.word(first);
        let after_top = before.is_some_and(|b| {
            let w = self.scene.word(b);
            w.has(Role::Top) || w.has(Role::TopNoun) || w.has(Role::Throne)
        });
        let after_verb = before.is_some_and(|b| self.scene.word(b).verb) && !after_top;
        // «ثالثا في الترتيب»
        let placed =
            |b: usize| b > self.sentence.start && self.scene.key(b) == "في" && self.scene.word(b - 1).figure.is_some();
        if word.has(Role::ScopeHead) && word.article && before.is_some_and(placed) {
            return true;
        }
        // «وقائمة «البناء» على 3,984 صوتا»: one of the lists that are voted for.
        let party =
            !word.article && self.scene.head(first + 1) == Some(Head::Organisation) && !is_many(self.scene, first + 1);
        let own = !word.article && !after_top && (word.conjunction || self.scene.is_quote(first + 1) || party);
        word.has(Role::ScopeHead)
            && !own
            && !after_verb
            && (after_top || self.found.iter().any(|m| m.slot == Slot::Subject))
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
