//! Constructions: the forms of words that say by themselves whose a figure is.
//!
//! In: a figure bound to its metric, and the mentions around it. Out: its owner, where one of the constructions holds.
//! May import: what claims imports.

use super::super::agreement::{self, agrees};
use super::super::anaphora::{before_bracket, dative, possessive, referent};
use super::super::clause;
use super::super::cue;
use super::super::draft::{Cue, Draft};
use super::super::mention::{Mention, Slot};
use super::super::reading::Scene;
use super::{FOLLOWED, Search, Way, is_platform_only, owns};
use crate::lexicon::{Head, Pronoun, Role, Roles};

/// How far behind those who use something the verb stands that says so, in tokens.
const USED_BEHIND: usize = 6;

/// How far back from a figure «عددهم» stands, in tokens.
const NUMBER_BACK: usize = 6;

/// How far before a figure «منهم» stands, in tokens.
const PART_BACK: usize = 4;

/// How far before its figure stands with what a place was won («بعدد مشتركين بلغ»), in tokens.
const MEASURE_BACK: usize = 4;

/// Words that say so.
const WITH: [&str; 8] = ["بعدد", "بمعدل", "برصيد", "بمجموع", "بواقع", "باجمالي", "بحصيله", "بنسبه"];

impl Search<'_, '_> {
    /// «81% من الجمهور»: a share is of its whole.
    pub(super) fn portion(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let percent = self.scene.lexicon.metric_name(draft.metric) == "percent";
        let of = cue::past_quotes(self.scene, draft.tokens.end);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == of + 1)?;
        (percent && self.scene.key(of) == "من").then_some((m, Way::After))
    }

    /// «وأن 9 ملايين شخص يلجون المنصة»: of people who open the clause as its subject, it is what they act on.
    pub(super) fn acted_on(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        // «38.2 مليون مستخدم فتحوا تيك توك»
        let counted = matches!(scene.lexicon.metric_name(draft.metric), "people" | "users");
        let people = counted && draft.unit.is_some() && self.opens_clause();
        // «58 مليون مستخدم في القارة يفتحون تطبيق ثريدز»: what stands between says only where they are.
        let uses = |i: &usize| {
            let key = scene.key(*i).trim_start_matches(['و', 'ي']);
            ["فتحون", "ستخدمون", "ستعملون", "تصفحون", "دخلون", "زورون"].contains(&key)
        };
        let used = (draft.tokens.end..draft.tokens.end + USED_BEHIND).find(uses);
        if let Some(verb) = used.filter(|_| counted && draft.unit.is_some()) {
            let host = self.cast.of_sentence(self.sentence()).find(|m| {
                let mention = &self.cast.mentions[*m];
                let tool = mention.platform.is_some() || mention.head == Some(Head::Account);
                (verb + 1..=verb + 2).contains(&mention.tokens.start) && tool
            });
            if let Some(m) = host {
                return Some((self.resolve(m), Way::After));
            }
        }
        // «17 مليون متابع يقفون خلف غلطة سراي»
        let behind = draft.tokens.end + 2;
        let stand = scene.key(draft.tokens.end).ends_with("قفون") && matches!(scene.key(behind - 1), "خلف" | "وراء");
        let led = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == behind);
        if let Some(m) = led.filter(|_| stand) {
            return Some((self.resolve(m), Way::After));
        }
        let verb = draft.tokens.end;
        // «1.9 مليون مواطن حملوا تطبيق …»: the verb of a metric behind those who do it.
        let done = draft.governor == Some(verb) && scene.word(verb).pronoun.is_none();
        if !(people || done) || !scene.word(verb).verb {
            return None;
        }
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let direct = mention.tokens.start <= verb + 2 && matches!(mention.slot, Slot::Subject | Slot::Object);
        direct.then(|| (self.resolve(m), Way::After))
    }

    /// Whether nothing but hedges stands between the figure and the word that opens its clause.
    pub(super) fn opens_clause(&self) -> bool {
        let start = self.scene.sentence(self.sentence()).start;
        let before = (start..self.draft().opens).rev().find(|i| !self.scene.word(*i).hedge);
        before.is_none_or(|i| self.scene.word(i).has(Role::Clause) || self.scene.starts_line(i + 1))
    }

    /// «تربع فيلم … على عرش» holds its owner; a figure in brackets has it right before them.
    pub(super) fn inside(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let holder = draft.opens.checked_sub(1).filter(|i| self.scene.word(*i).has(Role::Holder));
        let inner = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            // «الزوراء صاحب المركز الثاني»
            let held = draft.cue.is_rank() && holder == Some(mention.tokens.end);
            held || draft.cue == Cue::First
                && mention.tokens.start > draft.tokens.start
                && mention.tokens.end < draft.tokens.end
        });
        // «المغرب في الصدارة (6.2 ملايين مستخدم)»: of whoever has the place right before the bracket.
        let placed = self.previous_in_sentence().filter(|p| self.drafts[*p].cue.is_rank() && !draft.cue.is_rank());
        let bracket = |p: &usize| self.drafts[*p].tokens.end == draft.opens && self.scene.key(draft.opens) == "(";
        // «جنوب إفريقيا في المقدمة قاريا من حيث المستخدمون (14.6 مليونا)»
        let by = |p: &usize| {
            let open = scene_bracket(self.scene, self.drafts[*p].tokens.end, draft.opens);
            self.drafts[*p].cue == Cue::First && open
        };
        let bracket = |p: &usize| bracket(p) || by(p);
        if let Some((m, _)) = placed.filter(bracket).and_then(|p| self.found[p]) {
            return Some((m, Way::Inherited));
        }
        let found = inner.or_else(|| {
            before_bracket(self.scene, self.cast, draft).filter(|m| self.usable(&self.cast.mentions[*m]))
        })?;
        Some((self.resolve(found), Way::Before))
    }

    /// «رصد المركز 48 ألف تغريدة على وسم «…»»: what is posted under a tag is the tag's.
    pub(super) fn tagged(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let posted = matches!(scene.lexicon.metric_name(draft.metric), "posts" | "shares" | "interactions");
        let end = super::super::cue::past_quotes(scene, draft.tokens.end);
        let under =
            posted && matches!(scene.key(end), "علي" | "عبر" | "في" | "ضمن" | "تحت" | "حول" | "تحمل" | "استخدمت");
        let tag = matches!(scene.key(end + 1).trim_start_matches("ال"), "وسم" | "هاشتاغ" | "هاشتاق" | "هاشتاج");
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end + 1)?;
        (under && tag).then(|| (self.resolve(m), Way::After))
    }

    /// «احتلت مصر المرتبة الأولى في التصنيف الذي أعدته الشبكة بعدد مشتركين بلغ 96 مليونا»: with what a place was won.
    pub(super) fn won_with(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].cue.is_rank() && !draft.cue.is_rank())?;
        let from = self.drafts[last].tokens.end;
        let near = draft.opens.saturating_sub(MEASURE_BACK).max(from)..draft.opens;
        let with = near.rev().find(|i| WITH.contains(&scene.key(*i)))?;
        let parted = (from..with).any(|i| matches!(scene.key(i), "،" | "؛" | "(") || scene.word(i).has(Role::Follow));
        // Whatever is done on the way is said of the order.
        let relative = (from..with).find(|i| scene.word(*i).has(Role::Relative));
        let acts = (from..relative.unwrap_or(with)).any(|i| scene.word(i).verb && scene.word(i).len > 0);
        let (m, _) = self.found[last].filter(|_| !parted && !acts && relative.is_some())?;
        Some((m, Way::Inherited))
    }

    /// «بلغت تفاعلات صفحة البيت 26 مليون تفاعل بعدد متابعين وصل إلى 12 مليونا»: right behind a figure what goes with it.
    pub(super) fn goes_with(&self) -> Option<(usize, Way)> {
        let last = self.previous_in_sentence()?;
        let from = super::super::cue::past_quotes(self.scene, self.drafts[last].tokens.end);
        let with = WITH.contains(&self.scene.key(from)) && from < self.draft().opens;
        let named = self.nearest(from, owns).is_some();
        let parted = (from..self.draft().opens).any(|i| self.scene.is_mark(i) && !self.scene.is_quote(i));
        let (m, _) = self.found[last].filter(|_| with && !named && !parted && !self.draft().cue.is_rank())?;
        Some((m, Way::Inherited))
    }

    /// «فلدى إكس هناك 20.6 مليون مستخدم»: whoever has the figure that follows.
    pub(super) fn with_whom(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end <= opens)?;
        let mention = &self.cast.mentions[m];
        let with =
            mention.tokens.start.checked_sub(1).is_some_and(|b| scene.key(b).trim_start_matches(['و', 'ف']) == "لدي");
        let gap = mention.tokens.end..opens;
        let close = gap.len() <= 2 && gap.clone().all(|i| !scene.word(i).verb && !scene.is_nominal(i));
        (with && close && self.usable(mention)).then(|| (self.resolve(m), Way::Before))
    }

    /// «ثم جاكرتا وبها 623 ألفا», «الأهلي وله 19 مليون متابع»: whoever stands right before what has it.
    pub(super) fn having(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let has = (0..draft.opens).rev().find(|i| !scene.word(*i).hedge)?;
        let pronoun = dative(scene.key(has).strip_prefix('و')?)?;
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end <= has)?;
        let mention = &self.cast.mentions[m];
        // «تقف «كوكوميلون» الموجهة إلى الأطفال ولها …»: who stands behind a preposition only beside the one who has it.
        let oblique = mention.slot == Slot::Oblique
            && self.nearest(0, |m| m.slot == Slot::Subject && m.relative.is_none()).is_some();
        // «نبيل الديب، ومعه 17 ألف صوت»
        let comma = matches!(scene.key(has), "ومعه" | "ومعها") && scene.key(has - 1) == "،";
        let beside = (mention.tokens.end == has || comma && mention.tokens.end + 1 == has)
            && !oblique
            && self.usable(mention)
            && agrees(scene, mention, Some(pronoun));
        beside.then(|| (self.resolve(m), Way::Before))
    }

    /// Step 1: the metric noun names its owner, or carries a pronoun.
    pub(super) fn of_metric(&self) -> Option<(usize, Way)> {
        let (scene, governor) = (self.scene, self.draft().governor?);
        let here = self.cast.of_sentence(self.sentence());
        let owner = here.clone().find(|m| {
            let mention = &self.cast.mentions[*m];
            let own = matches!(mention.slot, Slot::Owner(at) if at == governor) && mention.tokens.start > governor;
            own && self.usable(mention)
        });
        if let Some(owner) = owner {
            // «مشتركي خدمة الجيل الرابع لديها»
            let end = self.cast.mentions[owner].tokens.end;
            let with = scene.key(end).ends_with("لديها") || scene.key(end).ends_with("لديه");
            let told = possessive(scene.key(end)).filter(|_| with);
            let other = |m: &Mention| self.usable(m) && m.tokens.end != end;
            let hers = told.and_then(|pronoun| referent(scene, self.cast, end, Some(pronoun), &other));
            if let Some(hers) = hers {
                return Some((self.resolve(hers), Way::Anaphor));
            }
            // «تونس التي يبلغ عدد مستخدمي التطبيق فيها مليونين»
            let host = self.cast.mentions[owner].bare
                && scene.word(self.cast.mentions[owner].tokens.start).senses.platform_head;
            let there =
                dative(scene.key(end)).filter(|_| host || super::is_platform_only(scene, &self.cast.mentions[owner]));
            if let Some(land) = there.and_then(|pronoun| self.pronoun(end, Some(pronoun))).filter(|m| *m != owner) {
                return Some((land, Way::Anaphor));
            }
            return Some((self.resolve(self.provider(owner)), Way::OfMetric));
        }
        let word = self.scene.word(governor);
        if let Some(m) = self.of_units(governor) {
            return Some((m, Way::Inherited));
        }
        if word.senses.metric.verb.is_some() && word.pronoun.is_some() || word.pronoun.is_some() {
            return self.pronoun(governor, word.pronoun).map(|m| (m, Way::Anaphor));
        }
        // «سجل فيها 1.3 مليون»: the pronoun is part of the verb's term.
        let name = self.scene.lexicon.metric_name(self.draft().metric);
        let joined = name == "users" || FOLLOWED.contains(&name);
        let inner = Some(governor).filter(|_| word.len == 0 && joined && word.senses.metric.verb.is_some());
        if let Some(pronoun) = inner.and_then(|g| dative(self.scene.key(g))) {
            return self.pronoun(governor, Some(pronoun)).map(|m| (m, Way::Anaphor));
        }
        self.pronoun_between(governor).or_else(|| {
            let inner = here.clone().find(|m| {
                let mention = &self.cast.mentions[*m];
                let between = mention.tokens.start > governor && mention.tokens.end <= self.draft().opens;
                // «ويشترك في قناة … 9 ملايين»: what they join stands behind the verb's preposition.
                let joined = word.senses.metric.verb.is_some()
                    && mention.slot == Slot::Oblique
                    && mention.tokens.start == governor + 2
                    && self.scene.key(governor + 1) != "من";
                between && (joined || matches!(mention.slot, Slot::Subject | Slot::Object)) && self.usable(mention)
            });
            inner.map(|m| (self.resolve(m), Way::OfMetric))
        })
    }

    /// «المشتركين في خدمات الهاتف لدى موريتل»: behind what they have joined, with whom.
    fn provider(&self, owner: usize) -> usize {
        let end = self.cast.mentions[owner].tokens.end;
        let with = matches!(self.scene.key(end), "لدي" | "عند");
        let next = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end + 1);
        next.filter(|m| with && self.usable(&self.cast.mentions[*m])).unwrap_or(owner)
    }

    /// «نشر الحساب 1140 تغريدة، بلغت مشاهداتها …»: what the things of the figure before have is whose they are.
    fn of_units(&self, governor: usize) -> Option<usize> {
        let counts = |d: &Draft| d.unit.is_some() || d.governor.is_some();
        let last = self.previous_in_sentence().filter(|p| counts(&self.drafts[*p]))?;
        let posts = self.scene.lexicon.metric_name(self.drafts[last].metric) == "posts";
        let seen = self.is_core() && !FOLLOWED.contains(&self.scene.lexicon.metric_name(self.draft().metric));
        let hers = self.scene.word(governor).pronoun == Some(Pronoun::Feminine);
        self.found[last].filter(|_| posts && seen && hers).map(|(m, _)| m)
    }

    /// «215 ألف تحميل لتطبيق «…»», «3 ملايين مشاهدة لأغنية «…»»: what is downloaded, seen or visited stands right behind.
    pub(super) fn of_unit(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let name = self.scene.lexicon.metric_name(draft.metric);
        let done = matches!(name, "downloads" | "views" | "visits" | "likes" | "interactions") && draft.unit.is_some();
        let m =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == draft.tokens.end)?;
        let mention = &self.cast.mentions[m];
        let lam = self.scene.word(mention.tokens.start).preposition == Some('ل') && mention.slot == Slot::Possessor;
        let thing = mention.head.is_some_and(|h| h != Head::Place) && !mention.vague && self.usable(mention);
        let thing = thing && mention.pronoun != Some(Pronoun::First);
        // «أزيد من 6,9 مليون متابع لرياض محرز»: behind a colon.
        let opened =
            draft.opens.checked_sub(1).is_some_and(|b| self.scene.key(b) == ":" || self.scene.starts_line(draft.opens));
        let person = super::super::anaphora::is_given(self.scene, mention) || mention.head == Some(Head::Person);
        // «على طريقته: 1,122,075 متابعا لصفحة المريخ»
        let colon = draft.opens > 0 && self.scene.key(draft.opens - 1) == ":";
        let run = colon && mention.head == Some(Head::Account) && mention.tokens.len() > 1;
        let his =
            opened && (person || run) && draft.unit.is_some() && self.is_core() && mention.slot == Slot::Possessor;
        // «فهناك 1.9 مليون مستخدم لتلغرام»
        let hosted = name == "users" && draft.unit.is_some() && is_platform_only(self.scene, mention);
        let there = draft.opens.checked_sub(1).is_some_and(|b| self.scene.key(b).ends_with("هناك"));
        let here = hosted && lam && there;
        (done && lam && thing || his || here).then(|| (self.resolve(m), Way::After))
    }

    /// «حصدت الحملة «…» التي أطلقتها الشرطة عبر حساباتها 6.3 مليون مشاهدة»: behind what a relative clause says of it the verb's object comes.
    pub(super) fn past_relative(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let gains = Roles::all(&[Role::Level, Role::Gain, Role::Exceed]);
        let told = |i: &usize| scene.word(*i).verb && scene.word(*i).len > 0;
        let last = (start..opens).rev().find(told).filter(|v| !scene.word(*v).senses.roles.any(gains))?;
        let main = (start..last).rev().find(|i| told(i) && scene.word(*i).senses.roles.any(gains))?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > main)?;
        let mention = &self.cast.mentions[m];
        let (first, end) = (mention.tokens.start, mention.tokens.end);
        let described = scene.word(end).has(Role::Relative) || end == last && mention.head == Some(Head::Work);
        // «وتتجاوز قاعدة يوتيوب الذي يقوده فلان مليارين»
        let subject = mention.slot == Slot::Subject || is_platform_only(scene, mention);
        let beside = first <= main + 2 && subject && described && last <= end + 1;
        let plain = (last..opens).all(|i| {
            let word = scene.word(i);
            word.figure.is_none_or(|f| !scene.figures[f].number().is_some_and(|n| n > 31.0)) && scene.key(i) != ":"
        });
        let governed = self.draft().governor.is_some_and(|g| g > end);
        let fits =
            beside && plain && !governed && self.draft().unit.is_some() && self.is_core() && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::Before))
    }

    /// «الفيديو الثالث، ويظهر فيه مريض تعافى، حصد 6.4 مليون مشاهدة»: behind a clause between commas the verb is said of who stood before it.
    pub(super) fn suspended(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let verb = (start..opens).rev().find(|i| scene.word(*i).verb && scene.word(*i).len > 0)?;
        let comma = |i: usize| matches!(scene.key(i), "،" | ",");
        let close = verb.checked_sub(1).filter(|c| comma(*c) && !scene.word(verb).conjunction)?;
        let open = (start..close).rev().find(|i| comma(*i))?;
        let aside = scene.word(open + 1).conjunction && scene.word(open + 1).verb
            || matches!(scene.key(open + 1), "وهو" | "وهي");
        let levels = scene.word(verb).senses.roles.any(Roles::all(&[Role::Level, Role::Gain]));
        let counted = clause::figure_between(scene, open, close);
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.end <= open && mention.slot == Slot::Subject
        })?;
        let mention = &self.cast.mentions[m];
        let agrees = agreement::of_verb_at(scene, verb)
            .is_none_or(|form| agreement::form(scene, mention).is_none_or(|own| own == form));
        let fits = aside && levels && !counted && agrees && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::Before))
    }

    /// «وحصد منشور كتبه فلان …، وروى فيه قصته، 41 ألف إعجاب»: behind words between commas the verb's object comes, and is its subject's.
    pub(super) fn resumed(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let comma = opens.checked_sub(1).filter(|c| *c > start && scene.key(*c) == "،")?;
        let open = (start..comma).rev().find(|i| scene.is_mark(*i) && !scene.is_quote(*i))?;
        let said = matches!(scene.key(open + 1), "وهو" | "وهي")
            || scene.word(open + 1).conjunction && scene.word(open + 1).verb;
        let aside = scene.key(open) == "،" && said;
        let gains = Roles::all(&[Role::Level, Role::Gain]);
        let verb = (start..open).find(|i| scene.word(*i).verb && scene.word(*i).senses.roles.any(gains))?;
        let figures = clause::figure_between(scene, verb, comma);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let near = mention.tokens.start <= verb + 2 && aside && !figures;
        let beside = near && mention.slot == Slot::Subject && self.usable(mention);
        beside.then(|| (self.resolve(m), Way::Before))
    }

    /// «مشتركي الإنترنت الثابت»: a medium is counted where nobody is named before the figure.
    pub(super) fn vague_owner(&self) -> Option<(usize, Way)> {
        let (governor, here) = (self.draft().governor?, self.cast.of_sentence(self.sentence()));
        let named = |m: usize| self.usable(&self.cast.mentions[m]) && owns(&self.cast.mentions[m]);
        let clause = clause::start(self.scene, governor);
        let within = |m: usize| (clause..=governor).contains(&self.cast.mentions[m].tokens.end);
        let before = here.clone().any(|m| within(m) && named(m));
        let vague = here
            .clone()
            .find(|m| self.cast.mentions[*m].vague && self.cast.mentions[*m].slot == Slot::Owner(governor))?;
        (!before).then_some((vague, Way::OfMetric))
    }

    /// «متابعي الداعية … ويبلغ عددهم», «متابعيها البالغ عددهم»: those counted, named with their owner before.
    pub(super) fn of_number(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let start = scene.sentence(self.sentence()).start;
        let number = (start..draft.opens)
            .rev()
            .take(NUMBER_BACK)
            .find(|i| scene.word(*i).has(Role::Total) && scene.key(*i).ends_with("هم"))?;
        let counted = |i: &usize| scene.word(*i).metric() == Some(draft.metric) && scene.word(*i).len > 0;
        let noun = (start..number).rev().find(counted)?;
        let word = scene.word(noun);
        if word.pronoun.is_some() {
            return self.pronoun(noun, word.pronoun).map(|m| (m, Way::Anaphor));
        }
        let owner =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].slot == Slot::Owner(noun))?;
        Some((self.resolve(owner), Way::OfMetric))
    }

    /// «عدد المتابعين لها», «فيها», «لديه».
    pub(super) fn pronoun_between(&self, governor: usize) -> Option<(usize, Way)> {
        let range = governor + 1..self.draft().opens;
        // «الأصوات المصرح بها»: what is told of the votes themselves.
        let told = |i: usize| {
            let (key, word) = (self.scene.key(i - 1), self.scene.word(i - 1));
            let several = key.ends_with("ين") || key.ends_with("ون");
            key.starts_with("الم") && !several && word.senses.head.is_none() && word.metric().is_none()
        };
        let (at, pronoun) =
            range.clone().take(4).find_map(|i| Some((i, dative(self.scene.key(i)).filter(|_| !told(i))?)))?;
        self.pronoun(at, Some(pronoun)).map(|m| (m, Way::Anaphor))
    }

    /// «وفي ليبيا يوجد نحو مليوني مستخدم»: where they are.
    pub(super) fn there_are(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let verb = (opens.saturating_sub(3)..opens).rev().find(|i| !scene.word(*i).hedge && scene.key(*i) != "ما")?;
        let exists = matches!(scene.key(verb), "يوجد" | "توجد" | "هناك" | "ثمه");
        // «داخل الأردن، ثمة 3.8 مليون مستخدم»
        let verb = verb - usize::from(verb > 0 && matches!(scene.key(verb - 1), "،" | ","));
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.end == verb)?;
        let mention = &self.cast.mentions[m];
        let behind = mention.tokens.start.checked_sub(1).map(|b| scene.key(b).trim_start_matches('و'));
        let behind = matches!(behind, Some("في" | "داخل"));
        (exists && behind && !self.draft().cue.is_rank() && self.usable(mention))
            .then(|| (self.resolve(m), Way::Before))
    }

    /// «مصر صاحبة الصدارة بـ45 مليونا»: the holder of a place is the name right before, whatever stands before that.
    pub(super) fn apposed(&self) -> Option<(usize, Way)> {
        let from = self.previous_end().max(self.scene.sentence(self.sentence()).start);
        if let Some(m) = self.beside(from) {
            return Some((self.resolve(m), Way::Before));
        }
        let holder = (from..self.draft().opens).rev().find(|i| {
            let place = self.scene.word(i + 1);
            let count = i + 3 >= self.draft().opens && !self.draft().cue.is_rank();
            self.scene.word(*i).has(Role::Holder) && (place.has(Role::TopNoun) || place.has(Role::RankNoun) || count)
        })?;
        let parted = holder > 0 && matches!(self.scene.key(holder - 1), "،" | ",");
        let ends = holder - usize::from(parted);
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end == ends)?;
        self.usable(&self.cast.mentions[m]).then(|| (self.resolve(m), Way::Before))
    }

    /// «بينهم 4 ملايين من خارج البلاد»: a part is whose the whole was.
    pub(super) fn part_of(&self) -> Option<(usize, Way)> {
        let from = self.draft().opens.saturating_sub(PART_BACK).max(self.previous_end());
        let part = (from..self.draft().opens).any(|i| self.scene.word(i).has(Role::PartOf));
        let named = self.nearest(from, owns).is_some();
        let whole = self.previous_in_sentence().and_then(|p| self.found[p]).filter(|_| part && !named)?;
        Some((whole.0, Way::Inherited))
    }

    /// «على كل من فلان 85 مليونا», «خلف الأهلي المتصدر بـ62 مليونا»: a name right before its figure, whatever stands before that.
    fn beside(&self, from: usize) -> Option<usize> {
        let (scene, draft) = (self.scene, self.draft());
        let praised = |i: usize| {
            let word = scene.word(i);
            word.article && (word.has(Role::Top) || word.has(Role::RunnerUp))
        };
        let m =
            self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end <= draft.opens)?;
        let mention = &self.cast.mentions[m];
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let lead = self.previous_in_sentence().is_some_and(|p| self.drafts[p].tokens == (end..end + 1));
        let title = end + 1 == draft.opens && praised(end) && (start >= from || lead);
        // «لكل من فلان بعدد 12 ألف صوت»
        let meets = end == draft.opens || end + 1 == draft.opens && scene.word(end).has(Role::Total);
        let all = |i: usize| matches!(scene.key(i), "كل" | "لكل" | "وكل" | "ولكل");
        let each = meets && start >= 2 && scene.key(start - 1) == "من" && all(start - 2);
        ((title || each) && !draft.cue.is_rank() && self.usable(mention)).then_some(m)
    }

    /// Step 3: «مقابل 19.5 مليونا لثريدز».
    pub(super) fn compared(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = draft.opens.saturating_sub(3);
        // «منها 3.9 ملايين لشركة …»: a part of the figure before is whose it says.
        let compare = (from..draft.tokens.start)
            .any(|i| self.scene.word(i).has(Role::Compare) || self.scene.word(i).has(Role::PartOf));
        let end = draft.tokens.end;
        let after = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            let near = mention.tokens.start >= end && mention.tokens.start <= end + 2;
            let glued = mention.slot == Slot::Subject && self.scene.key(mention.tokens.start).starts_with('ل');
            // «…، وكان لمقاطع الضباب النصيب الأوفر» is another clause.
            let parted = self.scene.is_mark(end) && !self.scene.is_quote(end) && !compare;
            near && !parted && (mention.slot == Slot::Possessor || glued)
        });
        let start = self.scene.sentence(self.sentence()).start.max(self.previous_end());
        let first = self.nearest(start, owns).is_none()
            && self.pronoun_here(start).is_none()
            && self.antecedent(start).is_none();
        // «2.6 مليون شخص، و2.3 مليون لإنستغرام»: right behind a figure without a unit.
        let own = draft.unit.is_none()
            && !draft.cue.is_rank()
            && after.is_some_and(|m| self.cast.mentions[m].tokens.start == end);
        after.filter(|_| compare || first || own).map(|m| (self.resolve(m), Way::After))
    }
}

/// Whether nothing but what a place is by («من حيث …») stands between it and a figure in brackets.
fn scene_bracket(scene: &Scene<'_>, from: usize, opens: usize) -> bool {
    let open = opens > 0 && (scene.key(opens) == "(" || scene.key(opens - 1) == "(");
    open && (from..opens).any(|i| scene.key(i) == "حيث") && !(from..opens).any(|i| scene.word(i).verb)
}
