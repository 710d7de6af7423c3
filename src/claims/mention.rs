//! Mentions: the noun phrases that can own a figure, each with the place it has in its sentence.

mod aside;
mod slot;
mod within;

use std::ops::Range;

pub(super) use self::within::{general_within, named_within};
use super::clause;
pub(super) use super::measure::{before, counted, is_criterion, outermost};
use super::phrase::{is_tanwin, phrase_end};
use super::reading::Scene;
use crate::lexicon::{BylineWord, Head, NounClass, PlatformId, Pronoun, Role, byline_words};

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
    finder.aside = aside::dateline_end(scene, &sentence);
    let mut i = sentence.start;
    while i < sentence.end {
        i = finder.step(i);
    }
    finder.found
}

/// Letters of the longest word that tells of a beginning and may be a name («ولد»); its nouns are longer («تأسيس»).
const SHORTEST_DEED: usize = 4;

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
        if end > i && !self.names_nobody(i, end) {
            self.mention(i..end);
            return end;
        }
        self.pass(i);
        i + 1
    }

    /// Whether the phrase says what something is, how it is or what it counts.
    fn names_nobody(&self, i: usize, end: usize) -> bool {
        self.qualifies(i)
            || self.describes_unit(i, end)
            || self.is_counted(i)
            || self.goes_on(i)
            || self.is_pointed_at(i)
            || self.is_region(i)
            || is_tanwin(self.scene, i) && self.scene.word(i).has(Role::Total)
            || self.is_praise(i)
            || self.is_participle_aside(i)
            || self.is_adjective_of_owned(i, end)
            || self.is_of_day(i)
            || self.opens_that(i, end)
            || self.is_button(i)
            || self.is_his_place(i)
            || self.leaves_place(i, end)
    }

    /// «تاركا الثالثة لبلطي», «ثمة 3 ملايين مستخدم»: what somebody does, and that there are so many.
    fn leaves_place(&self, i: usize, end: usize) -> bool {
        let exists = matches!(self.scene.key(i), "ثمه" | "وثمه" | "فثمه");
        // «27 ألف تفاعل، موزعة على 184 تدوينة»
        let shared = matches!(self.scene.key(i), "موزعه" | "موزعا" | "موزعين") && self.scene.key(end) == "علي";
        exists || shared || matches!(self.scene.key(i), "تاركا" | "تاركه") && self.scene.word(end).figure.is_some()
    }

    /// «فترتيبه الحقيقي هو التاسع»: the place of whoever was named.
    fn is_his_place(&self, i: usize) -> bool {
        let key = self.scene.key(i);
        if !key.ends_with(['ه', 'ا', 'م']) {
            return false;
        }
        let bare = key.trim_start_matches(['و', 'ف', 'ل', 'ب']);
        let noun = ["ترتيب", "مركز", "مرتبت", "رتبت", "تصنيف"].iter().find_map(|noun| bare.strip_prefix(noun));
        noun.is_some_and(|ending| matches!(ending, "ه" | "ها" | "هم" | "هما"))
    }

    /// «…، والصحيح أنه …», «اللافت أن …»: what is said is no owner of what it says.
    fn opens_that(&self, i: usize, end: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let alone = end == i + 1 && word.article && scene.head(i).is_none() && !scene.is_given(i);
        // «يرى الأهلي أن صفحته …»: behind a verb it is who sees it so.
        let opens = i == self.sentence.start || scene.is_mark(i - 1) && !scene.is_quote(i - 1);
        alone && opens && matches!(scene.key(end), "ان" | "انه" | "انها" | "انهم")
    }

    /// «ضغط مليون شخص زر الإعجاب»: what is pressed.
    fn is_button(&self, i: usize) -> bool {
        let scene = self.scene;
        if !scene.key(i).ends_with(['ر', 'ه']) {
            return false;
        }
        let liked = scene.key(i + 1).starts_with("الاعجاب") || scene.key(i + 1).starts_with("اعجب");
        matches!(super::anaphora::bare_key(scene, i), "زر" | "علامه") && (liked || scene.is_quote(i + 1))
    }

    /// «في اليوم الوطني السعودي»: what a day is called.
    fn is_of_day(&self, i: usize) -> bool {
        let (scene, start) = (self.scene, self.sentence.start);
        let adjective = |i: usize| {
            let word = scene.word(i);
            let shape = word.article && scene.key(i).ends_with('ي') && word.senses.head.is_none();
            shape && !scene.is_given(i)
        };
        let Some(day) = (start..i).rev().find(|b| !adjective(*b)).filter(|b| *b > start) else { return false };
        let governed = scene.word(day - 1).has(Role::Preposition) || scene.word(day - 1).has(Role::Deed);
        let land = i == day + 1 && scene.is_land(i);
        matches!(scene.key(day), "اليوم" | "يوم") && adjective(i) && governed && !land
    }

    /// «في بيانها الفصلي»: behind a noun with its pronoun, unless it is what somebody is to another («غريمه الأهلي»).
    fn is_adjective_of_owned(&self, i: usize, end: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let definite = word.article || scene.key(i).starts_with("ال");
        let shape = definite && scene.key(i).ends_with(['ي', 'ه']) && scene.head(i).is_none();
        let Some(noun) = i.checked_sub(1).filter(|b| shape && *b >= self.sentence.start) else { return false };
        let owned = scene.word(noun).pronoun.is_some() && !scene.word(noun).verb && scene.head(noun).is_none();
        let governed = noun > self.sentence.start && scene.word(noun - 1).has(Role::Preposition);
        let behind = owned && governed || self.is_his_place(noun);
        behind && end == i + 1 && !scene.is_land(i) && !scene.is_given(i)
    }

    /// «أوسعها انتشارا نداء …»: what is said of the one that is named behind it.
    fn is_praise(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let accusative = scene.key(i + 1).ends_with('ا') && !scene.word(i + 1).article && scene.is_nominal(i + 2);
        let hers = word.pronoun.is_some() || scene.key(i).ends_with("هم") || scene.key(i).ends_with("ها");
        word.has(Role::Superlative) && hers && accusative
    }

    /// «مقطع …، المنشور على الصفحة، حظي …», «الحمد، البالغة 23 عاما، …»: behind a name and a comma a definite participle that governs something.
    fn is_participle_aside(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let comma = i > self.sentence.start && matches!(scene.key(i - 1), "،" | ",");
        let named = comma && self.found.last().is_some_and(|m| m.tokens.end + 1 == i);
        let bare = scene.key(i).strip_prefix("ال").unwrap_or_default();
        let letters = bare.chars().count();
        let passive = bare.starts_with('م')
            && letters >= 5
            && bare.chars().nth(letters - if bare.ends_with('ه') { 3 } else { 2 }) == Some('و');
        let active = matches!(
            bare,
            "بالغ"
                | "بالغه"
                | "تابع"
                | "تابعه"
                | "صادر"
                | "صادره"
                | "واقع"
                | "واقعه"
                | "قايم"
                | "قايمه"
        );
        let next = scene.word(i + 1);
        let governs = next.has(Role::Preposition)
            || matches!(next.preposition, Some('ل' | 'ب'))
            || scene.key(i + 1).starts_with('ل') && next.senses.is_unknown()
            || next.figure.is_some_and(|f| scene.figures[f].kind == crate::numbers::QuantityKind::Duration);
        let published = matches!(bare, "منشور" | "منشوره");
        let free = (word.senses.head.is_none() || published) && word.preposition.is_none() && !word.conjunction;
        named && free && (passive || active) && governs
    }

    /// Notes what a token that is in no mention does to those after it.
    fn pass(&mut self, i: usize) {
        let word = self.scene.word(i);
        match self.scene.key(i) {
            "(" | "[" => self.brackets += 1,
            ")" | "]" => {
                self.brackets = self.brackets.saturating_sub(1);
                // «… (2.3 مليون تنزيل) وعلى مسافة منه …»: an item with its figure is done.
                let counted = i > self.sentence.start
                    && (self.scene.word(i - 1).figure.is_some() || self.scene.word(i - 1).unit().is_some());
                self.has_subject &= !counted;
            }
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
        // «…، معلنة الانتقال»: whoever does it was named before.
        let participle = self.scene.word(i).senses.is_unknown() && self.scene.key(i).starts_with('م');
        // «كان الفريق قد كسب لقاءه»: behind قد no noun.
        let past = i > self.sentence.start && matches!(self.scene.key(i - 1), "قد" | "وقد" | "لقد");
        // «أن المرشح فلان تصدر الشوط الأول»: nor right behind whom it is said of.
        let told = self.scene.word(i).has(Role::Top) && self.found.last().is_some_and(|m| m.tokens.end == i);
        let noun = self.scene.word(i).senses.nominal && !past && !told;
        self.has_subject = participle || self.awaits_verb && !joined && !noun;
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
        // The place that a dateline names does nothing.
        let dateline = tokens.start < self.aside && !self.found.iter().any(|m| m.tokens.start >= self.aside);
        self.has_subject |= slot == Slot::Subject && !dateline;
        self.awaits_verb |= slot == Slot::Subject && self.relative.is_none() && !dateline;
        let whole = tokens.start;
        let tokens = self.owner_of_deed(tokens);
        if tokens.is_empty() {
            return;
        }
        // «أعلنت المفوضية فوز القائمة بـ…»: whoever does the deed owns what follows.
        // «أسفرت عن فوز المرشح … بـ4 آلاف صوت»
        let end = tokens.end;
        // «فاز بمنصب العميد بـ2193 صوتا»: a post wins nothing.
        let post = super::anaphora::bare_key(self.scene, whole) == "منصب";
        let won = slot == Slot::Oblique && !post && self.wins(end);
        let named = self.scene.head(tokens.start).is_some() || won && self.scene.is_given(tokens.start);
        if (slot == Slot::Object || won) && tokens.start > whole && named {
            slot = Slot::Subject;
        }
        let word = self.scene.word(self.first_word(&tokens));
        let head = word.senses.head;
        let of_platform = || tokens.len() > 1 && platform.is_some() && self.is_of_platform(&tokens);
        let bare = head.is_some() && (word.article && alone(self.scene, &tokens) || of_platform());
        // «الجامعة الجزائرية الوحيدة التي …»: said of the one that was named.
        let only = matches!(self.scene.key(tokens.end - 1), "الوحيد" | "الوحيده") && word.article && head.is_some();
        let bare = bare || only || is_epithet(self.scene, &tokens);
        let mention = Mention {
            slot,
            head,
            pronoun: self.pronoun(&tokens, word),
            bare,
            platform,
            relative: self.relative.map(|(at, _)| at),
            bracketed: self.brackets > 0 || tokens.start < self.aside,
            // «مستخدمي مواقع التواصل الاجتماعي في العراق»: all of them are nobody's. «لا حديث إلا عن …»
            vague: self.is_media(&tokens) || self.is_class_of_most(&tokens) || self.is_nobody(&tokens) || word.senses.noun == Some(NounClass::Abstract)
                && head.is_none()
                && !self.scene.is_quote(tokens.start)
                && !self.is_cell(&tokens)
                && !self.is_row_item(&tokens)
                // «أكثر الشخصيات شهرة»: nobody by name.
                || word.has(Role::Superlative) && tokens.len() == 1 && !word.article
                || word.has(Role::Superlative)
                    && tokens.len() > 1
                    && (self.scene.word(tokens.start + 1).article || self.scene.key(tokens.start) == "اكثر"),
            tokens,
        };
        self.found.push(mention);
    }

    /// «فوز المرشح بـ4 آلاف صوت», «تقدم التحالف في محافظة نينوى بـ98 ألف صوت»: a figure by ب right behind the deed, or behind where it was done.
    fn wins(&self, end: usize) -> bool {
        let scene = self.scene;
        let by = |i: usize| clause::by_ba(scene, i, i) || scene.key(i) == "ب";
        let place = Some(end).filter(|i| scene.key(*i) == "في").map(|i| phrase_end(scene, i + 1, self.sentence.end));
        // «تقدم المرشح من حزب … بعدد 12 ألف صوت»
        let party = Some(end).filter(|i| scene.key(*i) == "من" && scene.head(i + 1) == Some(Head::Organisation));
        let party = party.map(|i| phrase_end(scene, i + 1, self.sentence.end));
        by(end)
            || scene.key(end) == "علي"
            || place.is_some_and(|run| run > end + 1 && by(run))
            || party.is_some_and(|run| run > end + 1 && by(run))
    }

    /// «لا حديث إلا عن …», «جذب اهتمام العالم».
    fn is_nobody(&self, tokens: &Range<usize>) -> bool {
        let denied = tokens.start > 0 && matches!(self.scene.key(tokens.start - 1), "لا" | "ولا");
        denied || tokens.len() == 1 && self.scene.key(tokens.start) == "العالم"
    }

    /// «مواقع التواصل», «منصات التواصل الاجتماعي», «وسائل الإعلام الاجتماعي».
    fn is_media(&self, tokens: &Range<usize>) -> bool {
        let next = tokens.start + 1;
        next < tokens.end && self.scene.key(next) == "التواصل" && !self.scene.word(tokens.start).article
    }

    /// «في هذا الجانب»: what is pointed at and opens no name.
    fn is_pointed_at(&self, at: usize) -> bool {
        let (before, word) = (at.checked_sub(1).map_or("", |b| self.scene.key(b)), self.scene.word(at));
        let points = matches!(before.trim_start_matches(['و', 'ب', 'ل']), "هذا" | "هذه" | "ذلك" | "تلك");
        points && word.article && word.senses.head.is_none()
    }

    /// «حساب «إكس»», «قناة يوتيوب»: an account that is said to be on a platform and nobody's.
    fn is_of_platform(&self, tokens: &Range<usize>) -> bool {
        let scene = self.scene;
        let first = scene.word(tokens.start);
        let account =
            first.senses.head == Some(Head::Account) && !first.senses.platform_head && first.pronoun.is_none();
        account && tokens.clone().skip(1).all(|i| scene.is_quote(i) || scene.word(i).senses.platform.is_some())
    }

    /// «فوز الفهد»: all of a cell is a name.
    fn is_cell(&self, tokens: &Range<usize>) -> bool {
        let tabbed = |i: usize| super::table::tab_before(self.scene, i);
        if tabbed(tokens.end) && (tabbed(tokens.start) || self.scene.starts_line(tokens.start)) {
            return true;
        }
        self.scene.key(tokens.end) == "|"
            && (self.scene.starts_line(tokens.start) || tokens.start > 0 && self.scene.key(tokens.start - 1) == "|")
    }

    /// «نجاح الفيلم» is the film's, «نجاح» by itself nobody's.
    fn owner_of_deed(&self, mut tokens: Range<usize>) -> Range<usize> {
        if self.is_people_of(&tokens) {
            return tokens.start + 1..tokens.end;
        }
        while !tokens.is_empty() {
            let word = self.scene.word(tokens.start);
            let deed = word.senses.noun == Some(NounClass::Abstract)
                || word.has(Role::Begin) && self.scene.letters(tokens.start) > SHORTEST_DEED;
            let deed = deed && word.senses.head.is_none();
            let deed = deed || self.is_carried_out(&tokens) || self.is_place_of(&tokens) || self.is_story_of(&tokens);
            if !deed
                || self.is_cell(&tokens)
                || self.is_row_item(&tokens)
                || word.pronoun.is_some()
                || self.scene.is_definite(tokens.start)
            {
                break;
            }
            tokens.start += 1;
        }
        // «بجوائز عدة», «لوقت طويل»: an adjective is left.
        let whole = self.scene.word(tokens.start).senses;
        let left =
            self.scene.key(tokens.start) == "عده" || whole.noun == Some(NounClass::Quality) && whole.head.is_none();
        if tokens.len() == 1 && left && !self.scene.word(tokens.start).article && !self.is_row_item(&tokens) {
            tokens.end..tokens.end
        } else {
            tokens
        }
    }

    /// «زين وأورنج وأمنية»: the third of a row of single words that are no nouns.
    fn is_row_item(&self, tokens: &Range<usize>) -> bool {
        let scene = self.scene;
        let item = |m: &Mention| m.tokens.len() == 1 && scene.word(m.tokens.start).conjunction;
        let plain = |m: &Mention| scene.word(m.tokens.start).senses.is_unknown() && !scene.word(m.tokens.start).article;
        let last = self.found.last().filter(|m| item(m) && plain(m) && m.tokens.end == tokens.start);
        last.is_some() && tokens.len() == 1 && scene.word(tokens.start).conjunction
    }

    /// «يتم إرسال …», «جرى افتتاح …»: the deed that is done.
    fn is_carried_out(&self, tokens: &Range<usize>) -> bool {
        let before = tokens.start.checked_sub(1).map_or("", |b| self.scene.key(b)).trim_start_matches(['و', 'ف', 'س']);
        let done = matches!(before, "تم" | "يتم" | "تمت" | "تتم" | "جري" | "يجري" | "جرت");
        done && !self.scene.word(tokens.start).article && self.scene.word(tokens.start).senses.head.is_none()
    }

    /// «الأندية الأكثر متابعة»: all that are the most of something.
    fn is_class_of_most(&self, tokens: &Range<usize>) -> bool {
        let (scene, first) = (self.scene, tokens.start);
        let many = super::phrase::is_many(scene, first) || scene.key(first).ends_with("ات");
        scene.key(tokens.end) == "الاكثر" && scene.word(first).article && many
    }

    /// «عدد زوار المعرض»: of those who come to something it is the owner.
    fn is_people_of(&self, tokens: &Range<usize>) -> bool {
        let (scene, word) = (self.scene, self.scene.word(tokens.start));
        let number = tokens.start > 0 && scene.word(tokens.start - 1).has(Role::Total);
        let people = word.senses.metric.person && word.senses.head.is_none();
        // «لا يزيد رواد ثريدز على …»
        let visitors = matches!(super::anaphora::bare_key(scene, tokens.start), "رواد" | "مرتادو" | "مرتادي");
        if visitors && tokens.len() > 1 && scene.platform(tokens.start + 1).is_some() {
            return true;
        }
        number && tokens.len() > 1 && people && word.pronoun.is_none() && !word.article
    }

    /// «حكاية رنا العبادي», «قصة الشيف ريما»: what is told of somebody by his name.
    fn is_story_of(&self, tokens: &Range<usize>) -> bool {
        let (scene, next) = (self.scene, tokens.start + 1);
        let story = matches!(scene.key(tokens.start), "حكايه" | "قصه" | "سيره" | "مسيره");
        story && tokens.len() > 2 && (scene.is_given(next) || scene.head(next) == Some(Head::Person))
    }

    /// «ترتيب جامعة …», «تصنيف المنتخب»: the place of whoever has it.
    fn is_place_of(&self, tokens: &Range<usize>) -> bool {
        let (scene, word) = (self.scene, self.scene.word(tokens.start));
        let list = scene.key(tokens.start).ends_with('ه');
        let place =
            (word.has(Role::RankNoun) || word.has(Role::ScopeHead) && !list) && !word.article && word.pronoun.is_none();
        place
            && tokens.len() > 1
            && scene.head(tokens.start + 1).is_some()
            && !super::phrase::is_many(scene, tokens.start + 1)
    }

    /// «حسابه», «زبنائها», «قاعدة زبنائها»: whoever the noun belongs to is named elsewhere.
    fn pronoun(&self, tokens: &Range<usize>, first: &super::reading::Word) -> Option<Pronoun> {
        // «ديرها فبالك» in quotation marks is a title.
        if self.scene.is_quote(tokens.start) {
            return None;
        }
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
}

/// «ابن مخيم البقعة», «ابنة طرابلس»: whose land it is stands for who was named.
fn is_epithet(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let child = matches!(super::anaphora::bare_key(scene, tokens.start), "ابن" | "ابنه");
    let place = |i: usize| {
        let key = scene.key(i);
        scene.head(i) == Some(Head::Place)
            || scene.is_land(i)
            || matches!(key, "مخيم" | "بلده" | "قريه" | "محافظه" | "حي")
    };
    child && tokens.len() > 1 && place(tokens.start + 1)
}

/// One word, or one with an adjective that tells nothing: «الصفحة الرسمية».
fn alone(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    // «الصفحة الجزائرية», «الحساب الأردني»: the page that was named in full.
    let page = matches!(super::anaphora::bare_key(scene, tokens.start), "صفحه" | "حساب");
    let of_person = scene.head(tokens.start) == Some(Head::Person) || page && tokens.len() == 2;
    let general = |i: usize| {
        let word = scene.word(i);
        let ordinal = word.figure.is_some() || word.has(Role::AnaphorFirst) || word.has(Role::AnaphorLast);
        ordinal && tokens.len() == 2
            || of_person && is_said_of(scene, i)
            || matches!(scene.key(i), "الرسميه" | "الرسمي" | "الملكي" | "المذكوره" | "المذكور")
    };
    !scene.is_quote(tokens.start) && tokens.clone().skip(1).all(general)
}

/// «الفنانة اللبنانية», «اللاعب الدولي»: an adjective of a land, or one that any noun may have.
fn is_said_of(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let stem =
        scene.key(i).strip_prefix("ال").map(|key| key.strip_suffix("يه").or(key.strip_suffix('ي')).unwrap_or(key));
    let land = |stem: &str| {
        ["", "ا", "ه", "يا"]
            .iter()
            .any(|end| byline_words().class_of(&format!("{stem}{end}")) == Some(BylineWord::Place))
            || byline_words().class_of(&format!("ال{stem}")) == Some(BylineWord::Place)
    };
    word.article && (word.senses.noun == Some(NounClass::Quality) || stem.is_some_and(land))
}
