//! The sentence: whose a figure is by the names and pronouns around it.
//!
//! In: a figure bound to its metric, and the mentions of its sentence. Out: its owner, the nearest that fits.
//! May import: what claims imports.

use super::super::agreement::{self, Form};
use super::super::anaphora::{plausible, possessive};
use super::super::clause;
use super::super::mention::{Mention, Slot};
use super::super::reading::Scene;
use super::{Search, Way, is_platform_only, owns};
use crate::lexicon::{Head, Pronoun, Role, Roles};

/// How far before a verb its measure stands («بمجموع تفاعلات بلغ»), in tokens.
const MEASURE_BACK: usize = 3;

impl Search<'_, '_> {
    /// Step 4: the sentence itself.
    pub(super) fn here(&self) -> Option<(usize, Way)> {
        let sentence = self.scene.sentence(self.sentence());
        let from = self.previous_end().max(sentence.start);
        self.within(from)
            .or_else(|| self.speaker(from))
            .or_else(|| self.announcer(from))
            .or_else(|| self.inherited())
            .or_else(|| if from > sentence.start { self.within(sentence.start) } else { None })
            .or_else(|| self.right())
            .or_else(|| self.possessed(from))
            .or_else(|| self.teller(sentence.start))
            .or_else(|| self.oblique(sentence.start))
            .or_else(|| self.anywhere_after())
    }

    /// «غرد النائب: وصلنا مليون متابع»: who speaks of himself.
    pub(super) fn speaker(&self, from: usize) -> Option<(usize, Way)> {
        let verb = clause::last_verb(self.scene, from, self.draft().opens)?;
        let we = self.scene.key(verb).ends_with("نا") && self.scene.word(verb).senses.is_verb();
        let source = self.nearest(from, |m| m.slot == Slot::Source).filter(|_| we)?;
        Some((self.resolve(source), Way::Anaphor))
    }

    /// «أعلنت القناة بلوغ 4 ملايين مشترك», «شركة زين تعلن تجاوزها …»: who announces a level that is said to be nobody else's.
    fn announcer(&self, from: usize) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let levels = Roles::all(&[Role::Level, Role::Exceed, Role::Top, Role::Place]);
        let reached = |i: &usize| scene.word(*i).senses.roles.any(levels) && !scene.word(*i).conjunction;
        // «تجاوز» may be part of the figure's hedge.
        let deed = (from..self.draft().tokens.start).rev().find(reached)?;
        let passes = |i: usize| {
            let word = scene.word(i);
            word.has(Role::Barrier)
                || word.has(Role::Preposition)
                || scene.is_clitic(i)
                || scene.is_quote(i)
                || word.has(Role::Adverb)
        };
        let direct = (deed + 1..opens).all(passes);
        let said = |m: &Mention| m.slot == Slot::Source && m.relative.is_none() && m.tokens.end <= deed;
        let source = self.nearest(from, said).filter(|_| direct && self.is_named_metric())?;
        let mention = &self.cast.mentions[source];
        let beside = (mention.tokens.end..deed).all(|i| {
            let word = scene.word(i);
            scene.is_quote(i)
                || word.has(Role::Say)
                || matches!(scene.key(i), "عن")
                || word.has(Role::Adverb)
                || word.figure.is_some_and(|f| scene.figures[f].number().is_none())
        });
        let his = agreement::agrees(scene, mention, scene.word(deed).pronoun);
        (beside && his).then(|| (self.resolve(source), Way::Before))
    }

    /// What only accounts, works and ranks have, rather than sums, shares and people.
    fn is_named_metric(&self) -> bool {
        self.draft().cue.is_rank() || self.is_core()
    }

    /// «يروي الطباخ … كيف انتقل إلى 1.9 مليون متابع»: who tells of a verb without a subject of its own.
    fn teller(&self, from: usize) -> Option<(usize, Way)> {
        let opens = self.draft().opens;
        let told = |m: &Mention| m.slot == Slot::Source && m.head == Some(Head::Person) && m.relative.is_none();
        let source = self.nearest(from, told).filter(|_| self.is_core())?;
        let end = self.cast.mentions[source].tokens.end;
        let verb = clause::last_verb(self.scene, end, opens)?;
        let agrees = agreement::of_verb_at(self.scene, verb)
            .is_none_or(|form| agreement::form(self.scene, &self.cast.mentions[source]) == Some(form));
        agrees.then(|| (self.resolve(source), Way::Oblique))
    }

    /// The nearest owner between `from` and the figure: a pronoun, an antecedent or a name.
    pub(super) fn within(&self, from: usize) -> Option<(usize, Way)> {
        let opens = self.draft().opens;
        let told = self.joined_form(from);
        let agrees =
            |m: &Mention| told.is_none() || agreement::form(self.scene, m).is_none_or(|form| Some(form) == told);
        let name = self.of_verb(from).or_else(|| self.nearest(from, |m| owns(m) && m.relative.is_none() && agrees(m)));
        let name = name.map(|m| self.shown_rather(m));
        let antecedent = self.antecedent(from);
        let pronoun = self.pronoun_here(from);
        let place = |m: &Option<usize>| m.map_or(0, |m| self.cast.mentions[m].tokens.end);
        if let Some((r, m)) = antecedent.filter(|(r, _)| *r > place(&name)) {
            let _ = r;
            return Some((self.resolve(m), Way::Antecedent));
        }
        if let Some((_, m)) = pronoun.filter(|(i, _)| *i > place(&name) && *i < opens) {
            return Some((m, Way::Anaphor));
        }
        name.map(|m| {
            let resolved = self.resolve(m);
            (resolved, if resolved == m { Way::Before } else { Way::Anaphor })
        })
    }

    /// «بمقطع صوره أحد زبائنه ونشره على المنصة، وحقق 14 مليون مشاهدة», «… ما تداوله الأنصار، إذ شوهد 680 ألف مرة»: what is seen, liked and
    /// shared is the work of the sentence rather than somebody whom the verb denies, or whose own verb went before.
    fn shown_rather(&self, m: usize) -> usize {
        let (scene, opens, mention) = (self.scene, self.draft().opens, &self.cast.mentions[m]);
        let metric = scene.lexicon.metric_name(self.draft().metric);
        let seen = matches!(metric, "views" | "likes" | "comments" | "shares");
        let somebody = mention.head.is_none_or(|h| matches!(h, Head::Person | Head::Organisation | Head::Place));
        let clause = clause::start(scene, opens);
        let Some(verb) = clause::last_verb(scene, clause, opens)
            .filter(|_| seen && somebody && !scene.is_quote(mention.tokens.start))
        else {
            return m;
        };
        let wanted = agreement::of_verb_at(scene, verb);
        let passive = self.draft().governor == Some(verb) && scene.word(verb).pronoun.is_none();
        let denied = wanted.is_some() && agreement::form(scene, mention).is_some_and(|form| Some(form) != wanted);
        let before = |i: usize| scene.word(i).verb && scene.word(i).len > 0;
        let acted = mention.tokens.start > 0 && before(mention.tokens.start - 1) && mention.tokens.end < verb
            || (mention.tokens.end..verb).any(before);
        let work = |c: &usize| {
            let candidate = &self.cast.mentions[*c];
            let fits = wanted.is_none() || agreement::form(scene, candidate).is_none_or(|form| Some(form) == wanted);
            candidate.tokens.end <= verb
                && candidate.head == Some(Head::Work)
                && candidate.pronoun.is_none()
                && fits
                && self.usable(candidate)
        };
        let found = self.cast.of_sentence(self.sentence()).rev().find(work);
        found.filter(|_| passive || denied || acted && scene.word(verb).conjunction).unwrap_or(m)
    }

    /// «الفيديو تظهر فيه الطفلة … وحقق 116 مليون مشاهدة»: the form of the figure's verb where و joins it and its subject went before.
    pub(super) fn joined_form(&self, from: usize) -> Option<Form> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let verb = clause::last_verb(scene, from.max(clause::start(scene, opens)), opens)?;
        // «ويتابعها 380 ألفا», «وأعاد نشره 3400 حساب»: whoever is counted does it.
        let counted = |i: usize| scene.word(i).pronoun.is_some() || scene.word(i).senses.metric.verb.is_some();
        let bare = !(verb + 1..opens).any(|i| scene.is_nominal(i)) && !(verb..opens).any(counted);
        let joined = scene.word(verb).conjunction && !scene.word(verb).has(Role::Noun) && bare;
        agreement::of_verb_at(scene, verb).filter(|_| joined)
    }

    /// The nearest owner that agrees with the figure's verb: «نشر القائد صورة مع الكأس حصدت مليون إعجاب».
    pub(super) fn of_verb(&self, from: usize) -> Option<usize> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let verb = clause::last_verb(scene, from.max(clause::start(scene, opens)), opens)?;
        // «تحتفل المغنية بتجاوز الكليب مليون مشاهدة»: not the verb tells the figure but the deed behind it.
        if (verb..opens).any(|i| clause::is_level_deed(scene, i)) {
            return None;
        }
        let measured = (verb.saturating_sub(MEASURE_BACK).max(from)..opens)
            .any(|i| scene.word(i).has(Role::Total) || scene.word(i).metric().is_some());
        // «قناتها التي تضم …»: of the noun before the relative pronoun.
        let told = verb > from && scene.word(verb - 1).has(Role::Relative);
        let wanted =
            agreement::of_verb_at(scene, verb).filter(|_| !measured && !told && !scene.word(verb).has(Role::Noun))?;
        let qualified = !scene.word(verb).conjunction;
        self.nearest(from, |m| {
            let form = agreement::form(scene, m);
            // «انتُخب فلان رئيسا إثر حصوله …»: what he becomes.
            let office = m.head == Some(Head::Person) && scene.key(m.tokens.start).ends_with('ا');
            let spoken_of =
                qualified && m.slot == Slot::Object && !office && m.tokens.end <= verb && form == Some(wanted);
            m.relative.is_none() && (owns(m) && form.is_none_or(|f| f == wanted) || spoken_of)
        })
    }

    pub(super) fn nearest(&self, from: usize, fits: impl Fn(&Mention) -> bool) -> Option<usize> {
        let opens = self.draft().opens;
        let here = self.cast.of_sentence(self.sentence());
        here.rev().find(|m| {
            let mention = &self.cast.mentions[*m];
            let before = mention.tokens.start >= from && mention.tokens.end <= opens;
            let bracket = mention.bracketed && !self.in_bracket();
            before && !bracket && fits(mention) && self.usable(mention) && plausible(self.scene, mention)
        })
    }

    pub(super) fn in_bracket(&self) -> bool {
        let start = self.scene.sentence(self.sentence()).start;
        let mut depth = 0usize;
        for i in start..self.draft().tokens.start {
            match self.scene.key(i) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        depth > 0
    }

    /// The noun that a relative clause is about, when the figure stands in that clause.
    pub(super) fn antecedent(&self, from: usize) -> Option<(usize, usize)> {
        let opens = self.draft().opens;
        let r = (from..opens).rev().find(|i| self.scene.word(*i).has(Role::Relative))?;
        let verbs =
            (r + 1..opens).filter(|i| self.scene.word(*i).verb && self.scene.word(*i).len > 0).collect::<Vec<_>>();
        // «بالانتصار الذي أحرزته قبل أسابيع عندما تربعت …»
        let leaves = |i: usize| self.scene.word(i).has(Role::Clause) && !self.scene.key(i).contains("ان");
        let closed = (r + 1..opens).any(|i| matches!(self.scene.key(i), "،" | "؛") || leaves(i));
        if closed || verbs.len() > 2 {
            return None;
        }
        let before = super::super::relative::antecedent(self.scene, self.cast, r, &|m| self.is_likely(m))?;
        self.usable(&self.cast.mentions[before]).then_some((r, before))
    }

    /// «له», «لديها», «لها» before the figure.
    pub(super) fn pronoun_here(&self, from: usize) -> Option<(usize, usize)> {
        let opens = self.draft().opens;
        let told = |i: usize| {
            possessive(self.scene.key(i))
                .or_else(|| said_on(self.scene, i))
                .or_else(|| done_by(self.scene, i))
                .or_else(|| self.done_on(i))
        };
        let (at, pronoun) = (from..opens).rev().find_map(|i| Some((i, told(i)?)))?;
        self.pronoun(at, Some(pronoun)).map(|m| (at, m))
    }

    /// «وكتب عليه المشاهدون 57 ألف تعليق», «وكُتب تحتها …»: on what people leave their comments and likes.
    fn done_on(&self, i: usize) -> Option<Pronoun> {
        let scene = self.scene;
        let left = matches!(scene.lexicon.metric_name(self.draft().metric), "comments" | "likes" | "shares");
        let doer = scene.word(i + 1).article && scene.word(i).len > 0;
        let verb = i > 0 && doer && scene.word(i - 1).verb && scene.word(i - 1).pronoun.is_none();
        match scene.key(i) {
            "عليه" | "تحته" | "اسفله" if left && verb => Some(Pronoun::Masculine),
            "عليها" | "تحتها" | "اسفلها" if left && verb => Some(Pronoun::Feminine),
            _ => None,
        }
    }

    /// «أعلنت المصلحة بلوغ عدد المسجلين في نافذتها 38 ألف مستخدم»: whose what stands in the clause is.
    pub(super) fn possessed(&self, from: usize) -> Option<(usize, Way)> {
        let from = from.max(clause::start(self.scene, self.draft().opens));
        let opens = self.draft().opens;
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| {
            let mention = &self.cast.mentions[*m];
            let owned = mention.pronoun.is_some() && mention.head.is_none_or(|h| h == Head::Account);
            owned && mention.tokens.start >= from && mention.tokens.end <= opens
        })?;
        let mention = &self.cast.mentions[m];
        self.pronoun(mention.tokens.start, mention.pronoun).map(|m| (m, Way::Anaphor))
    }

    pub(super) fn inherited(&self) -> Option<(usize, Way)> {
        let previous = self.previous_in_sentence()?;
        let (m, _) = self.found[previous]?;
        let mention = &self.cast.mentions[m];
        // «18 مليون مستخدم على منصة فيسبوك و15 مليونا على إنستغرام»: of platforms each has its own.
        let (end, here) = (self.draft().tokens.end, self.cast.of_sentence(self.sentence()));
        let on = |o: usize| {
            self.scene.word(o).preposition.is_some() || o > 0 && self.scene.word(o - 1).has(Role::Preposition)
        };
        let own = |o: &usize| {
            let first = self.cast.mentions[*o].tokens.start;
            let first = first + usize::from(self.scene.is_quote(first));
            (end..end + 3).contains(&first) && (on(first) || on(self.cast.mentions[*o].tokens.start))
        };
        let platform = |o: &usize| is_platform_only(self.scene, &self.cast.mentions[*o]);
        if let Some(own) = here.clone().find(own).filter(|o| platform(&m) && platform(o)) {
            return Some((own, Way::After));
        }
        (self.usable(mention) || mention.vague).then_some((m, Way::Inherited))
    }

    /// The first name after the figure.
    pub(super) fn right(&self) -> Option<(usize, Way)> {
        let end = self.draft().tokens.end;
        let here = self.cast.of_sentence(self.sentence());
        let next = self.drafts.get(self.at + 1).map_or(usize::MAX, |d| d.tokens.start);
        let after = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.start >= end && mention.tokens.start < next.max(end + 8) && mention.slot != Slot::Source
        };
        let close = here.clone().filter(after).find(|m| {
            let mention = &self.cast.mentions[*m];
            let near = mention.tokens.start <= end + 2;
            let parted =
                (end..mention.tokens.start).any(|i| matches!(self.scene.key(i), "،" | "؛")) && !self.opens_fronted();
            !parted
                && !self.is_passed(mention)
                && !self.is_taken_from(mention)
                && !self.is_host(mention)
                && !self.is_origin(mention)
                && (owns(mention) || near && mention.slot != Slot::Scope)
                && self.usable(mention)
        });
        close.map(|m| (self.resolve(m), Way::After))
    }

    /// «يتابع قناة فلان على المنصة …», «تعليق على المنصة ذاتها»: where something is done.
    fn is_host(&self, m: &Mention) -> bool {
        let (scene, word) = (self.scene, self.scene.word(m.tokens.start));
        let on = m.tokens.start > 0 && matches!(scene.key(m.tokens.start - 1), "علي" | "عبر");
        let same = matches!(scene.key(m.tokens.end), "ذاتها" | "نفسها" | "ذاته" | "نفسه");
        on && (m.bare || same) && word.article && (word.senses.platform_head || m.head == Some(Head::Account))
    }

    /// «800 ألف مشترك من مطبخ منزلي»: from where they come, or how.
    pub(super) fn is_origin(&self, m: &Mention) -> bool {
        let from = m.tokens.start > 0 && self.scene.key(m.tokens.start - 1) == "من";
        from && super::FOLLOWED.contains(&self.scene.lexicon.metric_name(self.draft().metric))
    }

    /// «خطف المركز الأول من فلان»: who had the place before.
    pub(super) fn is_taken_from(&self, mention: &Mention) -> bool {
        let scene = self.scene;
        let before = (0..mention.tokens.start).rev().find(|i| !scene.is_quote(*i));
        self.draft().cue.is_rank() && before.is_some_and(|b| scene.key(b) == "من")
    }

    /// A headed name further on, after a preposition: «27 ألف مشترك هو عدد من انضموا إلى قناة …».
    pub(super) fn anywhere_after(&self) -> Option<(usize, Way)> {
        let end = self.draft().tokens.end;
        let m = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.start >= end
                && mention.head.is_some()
                && mention.slot == Slot::Oblique
                && !self.is_passed(mention)
                && !self.is_host(mention)
                && self.usable(mention)
        })?;
        Some((self.resolve(m), Way::Oblique))
    }

    /// «أصبح ثانيا بعد غريمه»: who is before them has another place.
    pub(super) fn is_passed(&self, mention: &Mention) -> bool {
        let behind = mention.tokens.start.checked_sub(1).is_some_and(|b| self.scene.word(b).has(Role::Behind));
        behind && self.draft().cue.is_rank()
    }

    /// A name after a preposition, when there is no other.
    pub(super) fn oblique(&self, from: usize) -> Option<(usize, Way)> {
        let fits = |m: &Mention| {
            matches!(m.slot, Slot::Oblique | Slot::Source | Slot::Object | Slot::Platform) && m.relative.is_none()
        };
        // «أضاف في برنامجه على القناة أن …»: where it was said is nobody that it is said of.
        let scene = self.scene;
        let that = (from..self.draft().opens).rev().find(|i| matches!(scene.key(*i), "ان" | "بان"));
        let said =
            that.filter(|t| self.is_core() && (from..*t).any(|i| scene.word(i).verb && scene.word(i).has(Role::Say)));
        let from = said.unwrap_or(from);
        let headed = self.nearest(from, |m| fits(m) && m.slot == Slot::Oblique && m.head.is_some() && !self.is_host(m));
        let m = headed.or_else(|| self.nearest(from, |m| fits(m) && m.slot != Slot::Source && m.head.is_some()))?;
        Some((self.resolve(m), Way::Oblique))
    }
}

/// «لكنها», «كونه», «وهي»: whoever was spoken of goes on as the subject. «أنه» may be of nobody.
fn said_on(scene: &Scene<'_>, i: usize) -> Option<Pronoun> {
    let key = scene.key(i).trim_start_matches(['و', 'ف']);
    match key {
        "هي" | "لكنها" | "كونها" | "لانها" | "انها" | "بانها" | "ولكنها" => {
            Some(Pronoun::Feminine)
        }
        "هو" | "لكنه" | "كونه" => Some(Pronoun::Masculine).filter(|_| scene.key(i + 1) != "ما"),
        _ => None,
    }
}

/// Deeds by which a place or a level changes, before their pronoun.
const MOVES: [&str; 8] = ["نزول", "صعود", "تراجع", "هبوط", "تقدم", "ارتقا", "قفز", "انتقال"];

/// «بعد بلوغه», «بحصولها», «عقب تجاوزها»: the pronoun of a verbal noun behind a preposition is its subject.
fn done_by(scene: &Scene<'_>, i: usize) -> Option<Pronoun> {
    let word = scene.word(i);
    let levels = Roles::all(&[Role::Level, Role::Exceed, Role::Place, Role::Top, Role::Nearly]);
    let behind = word.preposition.is_some()
        || i > 0 && (scene.word(i - 1).has(Role::Preposition) || scene.word(i - 1).has(Role::Adverb));
    // «بالنجاح الذي حققته الأغنية وتجاوزها المليون»
    let behind = behind || word.conjunction && scene.word(i + 1).figure.is_some();
    // «رغم نزولها إلى الرتبة 72»
    let moves = MOVES.iter().any(|deed| scene.key(i).trim_start_matches(['ب', 'ل', 'و']).starts_with(deed));
    let moved = if scene.key(i).ends_with("ها") { Pronoun::Feminine } else { Pronoun::Masculine };
    let moved = Some(moved).filter(|_| moves && behind && scene.key(i).ends_with(['ه', 'ا']));
    word.pronoun.filter(|_| behind && word.senses.nominal && word.senses.roles.any(levels)).or(moved)
}
