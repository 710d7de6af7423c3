//! Subjects: whose figure it is.

use std::ops::Range;

use super::agreement;
use super::anaphora::{before_bracket, dative, plausible, possessive, referent, resolve};
use super::clause;
use super::draft::{Cue, Draft};
use super::mention::{Mention, Slot, mentions};
use super::reading::Scene;
use crate::lexicon::{Head, Pronoun, Role};

/// How many mentions or figures back a topic is looked for.
const TOPIC_BACK: usize = 24;

/// How far before a verb its measure stands («بمجموع تفاعلات بلغ»), in tokens.
const MEASURE_BACK: usize = 3;

/// How far back from a figure «عددهم» stands, in tokens.
const NUMBER_BACK: usize = 6;

/// How a figure came to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The owner of the metric noun: «متابعي الصفحة».
    OfMetric,
    /// The noun that a relative clause is about.
    Antecedent,
    /// The owner named last before the figure in its sentence.
    Before,
    /// Named right after the figure.
    After,
    /// A pronoun or a general noun stands for it.
    Anaphor,
    /// The owner of the figure before.
    Inherited,
    /// After a preposition: the only name in the sentence.
    Oblique,
    /// The one that the sentences before speak of.
    Topic,
    /// The one that a later sentence names with the same figure.
    Later,
    /// The row of the table.
    Row,
    /// In order, by «على التوالي».
    Respectively,
}

impl Way {
    /// The way in words, for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Way::OfMetric => "owner of the metric noun",
            Way::Antecedent => "noun before the relative pronoun",
            Way::Before => "named last before the figure",
            Way::After => "named after the figure",
            Way::Anaphor => "what the pronoun or general noun stands for",
            Way::Inherited => "owner of the figure before",
            Way::Oblique => "only name in the sentence",
            Way::Topic => "spoken of in the sentences before",
            Way::Later => "named with the same figure further on",
            Way::Row => "row of the table",
            Way::Respectively => "respectively",
        }
    }
}

/// All mentions of a text in order, and where each sentence's begin.
#[derive(Default)]
pub(super) struct Cast {
    pub mentions: Vec<Mention>,
    starts: Vec<usize>,
}

impl Cast {
    /// Finds the mentions of a text.
    pub fn read(scene: &Scene<'_>) -> Self {
        let (mut all, mut starts) = (Vec::new(), Vec::with_capacity(scene.sentences.len()));
        for sentence in &scene.sentences {
            starts.push(all.len());
            all.extend(mentions(scene, sentence.clone()));
        }
        Self { mentions: all, starts }
    }

    /// Indexes of the mentions of sentence `s`.
    pub fn of_sentence(&self, s: usize) -> Range<usize> {
        let start = self.starts.get(s).copied().unwrap_or(self.mentions.len());
        start..self.starts.get(s + 1).copied().unwrap_or(self.mentions.len())
    }
}

/// Whether a mention can own figures that follow it.
pub(super) fn owns(mention: &Mention) -> bool {
    matches!(mention.slot, Slot::Subject | Slot::Owner(_) | Slot::Possessor)
}

/// Metrics that platforms themselves have.
fn platform_has(scene: &Scene<'_>, draft: &Draft) -> bool {
    let name = scene.lexicon.metric_name(draft.metric);
    draft.cue.is_rank()
        || matches!(name, "users" | "downloads" | "visits" | "members" | "count" | "people" | "money" | "percent")
}

/// A mention that is nothing but a platform.
pub(super) fn is_platform_only(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.platform.is_some()
        && mention.tokens.clone().all(|i| {
            let word = scene.word(i);
            scene.is_quote(i) || word.senses.platform.is_some() || word.senses.platform_head
        })
}

/// Finds the owner of each draft.
pub(super) fn owners(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft]) -> Vec<Option<(usize, Way)>> {
    let mut found: Vec<Option<(usize, Way)>> = Vec::with_capacity(drafts.len());
    for at in 0..drafts.len() {
        let owner = Search { scene, cast, drafts, found: &found, at }.owner();
        found.push(owner);
    }
    found
}

struct Search<'s, 't> {
    scene: &'s Scene<'t>,
    cast: &'s Cast,
    drafts: &'s [Draft],
    found: &'s [Option<(usize, Way)>],
    at: usize,
}

impl Search<'_, '_> {
    fn draft(&self) -> &Draft {
        &self.drafts[self.at]
    }

    fn owner(&self) -> Option<(usize, Way)> {
        let found = self
            .row()
            .or_else(|| self.portion())
            .or_else(|| self.acted_on())
            .or_else(|| self.of_pair())
            .or_else(|| self.inside())
            .or_else(|| self.of_number())
            .or_else(|| self.of_metric())
            .or_else(|| self.by_rank())
            .or_else(|| self.compared())
            .or_else(|| self.here());
        found.or_else(|| self.topic())
    }

    fn sentence(&self) -> usize {
        self.scene.sentence_of(self.draft().tokens.start)
    }

    fn usable(&self, m: &Mention) -> bool {
        let named = !is_platform_only(self.scene, m) || platform_has(self.scene, self.draft());
        named && !self.is_counted(m) && !(m.vague && self.is_core())
    }

    /// Followers, views and the like: no rank, no metric of everything.
    fn is_core(&self) -> bool {
        !self.draft().cue.is_rank() && !self.scene.lexicon.is_generic(self.draft().metric)
    }

    /// Works are seen and liked, whoever runs an account is followed.
    fn is_likely(&self, m: &Mention) -> bool {
        match self.scene.lexicon.metric_name(self.draft().metric) {
            "views" | "likes" | "comments" | "shares" => m.head == Some(Head::Work),
            "followers" | "subscribers" | "members" => m.head != Some(Head::Work) || m.slot != Slot::Object,
            _ => true,
        }
    }

    /// The counted thing's own noun owns nothing: «قاعدة المتابعين», «الرحلات»; but «الأصوات الباطلة» are a class of it.
    fn is_counted(&self, m: &Mention) -> bool {
        let metric = |i: usize| self.scene.word(i).metric() == Some(self.draft().metric);
        let quoted = m.tokens.clone().any(|i| self.scene.is_quote(i));
        let class = m.head.is_some() || quoted || m.tokens.len() > 1 && metric(m.tokens.start);
        // «المقاطع: 212»: a measure by itself.
        let first = self.scene.word(m.tokens.start);
        let measure = m.tokens.len() == 1 && first.metric().is_some() && self.scene.key(m.tokens.end) == ":";
        !class && m.tokens.clone().any(metric) || measure && !quoted && self.is_core()
    }

    /// The name of a table's row; where that is a platform, whoever the line around the table names.
    fn row(&self) -> Option<(usize, Way)> {
        let row = self.draft().row.as_ref()?;
        let within = |range: &Range<usize>| {
            let here = self.cast.of_sentence(self.scene.sentence_of(range.start));
            here.filter(|m| {
                self.cast.mentions[*m].tokens.start >= range.start && self.cast.mentions[*m].tokens.end <= range.end
            })
            .find(|m| self.usable(&self.cast.mentions[*m]))
        };
        let caption = || row.captions.iter().flatten().find_map(within);
        within(&row.name).or_else(caption).map(|m| (self.resolve(m), Way::Row))
    }

    /// «81% من الجمهور»: a share is of its whole.
    fn portion(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let percent = self.scene.lexicon.metric_name(draft.metric) == "percent";
        let of = super::cue::past_quotes(self.scene, draft.tokens.end);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == of + 1)?;
        (percent && self.scene.key(of) == "من").then_some((m, Way::After))
    }

    /// «وأن 9 ملايين شخص يلجون المنصة»: of people who open the clause as its subject, it is what they act on.
    fn acted_on(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let people = scene.lexicon.metric_name(draft.metric) == "people" && draft.unit.is_some();
        let verb = draft.tokens.end;
        if !people || !scene.word(verb).verb || !self.opens_clause() {
            return None;
        }
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let direct = mention.tokens.start <= verb + 2 && matches!(mention.slot, Slot::Subject | Slot::Object);
        direct.then(|| (self.resolve(m), Way::After))
    }

    /// Whether nothing but hedges stands between the figure and the word that opens its clause.
    fn opens_clause(&self) -> bool {
        let start = self.scene.sentence(self.sentence()).start;
        let before = (start..self.draft().opens).rev().find(|i| !self.scene.word(*i).hedge);
        before.is_none_or(|i| self.scene.word(i).has(Role::Clause) || self.scene.starts_line(i + 1))
    }

    /// «الأخيرة», «الأولى … والثانية»: one of the two named together before.
    fn of_pair(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = self.previous_end().max(self.scene.sentence(self.sentence()).start);
        let last = (from..draft.opens).rev().find(|i| {
            let word = self.scene.word(*i);
            let told = *i > from && matches!(self.scene.key(*i - 1), "هي" | "هو" | "وهي" | "وهو");
            let alone = !(told || word.rank || *i > from && self.scene.is_nominal(*i - 1));
            alone && (word.has(Role::AnaphorLast) || word.has(Role::AnaphorFirst) || word.has(Role::AnaphorSecond))
        })?;
        if draft.cue.is_rank() || self.nearest(last + 1, owns).is_some() {
            return None;
        }
        let here = self.sentence();
        let pair = (here.saturating_sub(3)..=here).rev().find_map(|s| {
            let rows = super::pairs::rows(self.scene, self.cast, s);
            rows.into_iter().rev().find(|r| r.len() >= 2 && self.cast.mentions[r[0]].tokens.start < last)
        })?;
        let word = self.scene.word(last);
        let chosen = if word.has(Role::AnaphorFirst) {
            pair.first()
        } else {
            pair.get(1.max(if word.has(Role::AnaphorLast) { pair.len() - 1 } else { 1 }))
        };
        chosen.map(|m| (*m, Way::Anaphor))
    }

    /// «تربع فيلم … على عرش» holds its owner; a figure in brackets has it right before them.
    fn inside(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let holder = draft.opens.checked_sub(1).filter(|i| matches!(self.scene.key(*i), "صاحب" | "صاحبه"));
        let inner = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            // «الزوراء صاحب المركز الثاني»
            let held = draft.cue.is_rank() && holder == Some(mention.tokens.end);
            held || draft.cue == Cue::First
                && mention.tokens.start > draft.tokens.start
                && mention.tokens.end < draft.tokens.end
        });
        let found = inner.or_else(|| {
            before_bracket(self.scene, self.cast, draft).filter(|m| self.usable(&self.cast.mentions[*m]))
        })?;
        Some((self.resolve(found), Way::Before))
    }

    /// Step 1: the metric noun names its owner, or carries a pronoun.
    fn of_metric(&self) -> Option<(usize, Way)> {
        let governor = self.draft().governor?;
        let here = self.cast.of_sentence(self.sentence());
        let owner = here.clone().find(|m| {
            let mention = &self.cast.mentions[*m];
            matches!(mention.slot, Slot::Owner(at) if at == governor) && mention.tokens.start > governor
        });
        if let Some(owner) = owner.filter(|m| self.usable(&self.cast.mentions[*m])) {
            return Some((self.resolve(owner), Way::OfMetric));
        }
        let word = self.scene.word(governor);
        if word.senses.metric.verb.is_some() && word.pronoun.is_some() || word.pronoun.is_some() {
            return self.pronoun(governor, word.pronoun).map(|m| (m, Way::Anaphor));
        }
        self.pronoun_between(governor).or_else(|| {
            let inner = here.clone().find(|m| {
                let mention = &self.cast.mentions[*m];
                let between = mention.tokens.start > governor && mention.tokens.end <= self.draft().opens;
                between && (mention.slot == Slot::Subject || mention.slot == Slot::Object) && self.usable(mention)
            });
            inner.map(|m| (self.resolve(m), Way::OfMetric))
        })
    }

    /// «متابعي الداعية … ويبلغ عددهم», «متابعيها البالغ عددهم»: those counted, named with their owner before.
    fn of_number(&self) -> Option<(usize, Way)> {
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
    fn pronoun_between(&self, governor: usize) -> Option<(usize, Way)> {
        let range = governor + 1..self.draft().opens;
        let (at, pronoun) = range.clone().take(4).find_map(|i| Some((i, dative(self.scene.key(i))?)))?;
        self.pronoun(at, Some(pronoun)).map(|m| (m, Way::Anaphor))
    }

    /// Step 2: ranks whose owner follows: «وفي المركز الثاني فيلم …», «ذهب المركز الثالث إلى …».
    fn by_rank(&self) -> Option<(usize, Way)> {
        if !self.draft().cue.is_rank() {
            return None;
        }
        let start = self.previous_end().max(clause::start(self.scene, self.draft().opens));
        let named = self.nearest(start, |m| owns(m) && m.relative.is_none()).is_some();
        let relative = (start..self.draft().opens).any(|i| self.scene.word(i).has(Role::Relative));
        if named || relative || self.pronoun_here(start).is_some() {
            return None;
        }
        self.right_after().map(|m| (self.resolve(m), Way::After))
    }

    /// The mention that follows the rank with nothing but scope words between.
    fn right_after(&self) -> Option<usize> {
        let end = self.draft().tokens.end;
        if self.scene.word(end - 1).has(Role::Superlative) {
            return None;
        }
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start >= end)?;
        let mention = &self.cast.mentions[m];
        let gap = end..mention.tokens.start;
        let given =
            gap.clone().any(|i| matches!(self.scene.key(i), "الي" | "نصيب" | "ل")) || mention.slot == Slot::Possessor;
        let slot = matches!(mention.slot, Slot::Subject | Slot::Object)
            || given && matches!(mention.slot, Slot::Possessor | Slot::Oblique);
        let clear = gap.clone().all(|i| {
            let w = self.scene.word(i);
            self.scene.is_quote(i)
                || self.scene.is_clitic(i)
                || w.has(Role::Scope)
                || w.has(Role::Adverb)
                || matches!(self.scene.key(i), "الي" | "من" | "نصيب" | "و" | "كل")
        });
        (clear && slot && gap.len() <= 4 && self.usable(mention)).then_some(m)
    }

    /// Step 3: «مقابل 19.5 مليونا لثريدز».
    fn compared(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = draft.opens.saturating_sub(3);
        // «منها 3.9 ملايين لشركة …»: a part of the figure before is whose it says.
        let part = |i: usize| matches!(self.scene.key(i).trim_start_matches('و'), "منها" | "منهم" | "بينها" | "بينهم");
        let compare = (from..draft.tokens.start).any(|i| self.scene.word(i).has(Role::Compare) || part(i));
        let end = draft.tokens.end;
        let after = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            let near = mention.tokens.start >= end && mention.tokens.start <= end + 2;
            let glued = mention.slot == Slot::Subject && self.scene.key(mention.tokens.start).starts_with('ل');
            near && (mention.slot == Slot::Possessor || glued)
        });
        let start = self.scene.sentence(self.sentence()).start.max(self.previous_end());
        let first = self.nearest(start, owns).is_none()
            && self.pronoun_here(start).is_none()
            && self.antecedent(start).is_none();
        after.filter(|_| compare || first).map(|m| (self.resolve(m), Way::After))
    }

    /// Step 4: the sentence itself.
    fn here(&self) -> Option<(usize, Way)> {
        let sentence = self.scene.sentence(self.sentence());
        let from = self.previous_end().max(sentence.start);
        self.within(from)
            .or_else(|| self.speaker(from))
            .or_else(|| self.inherited())
            .or_else(|| if from > sentence.start { self.within(sentence.start) } else { None })
            .or_else(|| self.right())
            .or_else(|| self.oblique(sentence.start))
            .or_else(|| self.anywhere_after())
    }

    /// «غرد النائب: وصلنا مليون متابع»: who speaks of himself.
    fn speaker(&self, from: usize) -> Option<(usize, Way)> {
        let verb = clause::last_verb(self.scene, from, self.draft().opens)?;
        let we = self.scene.key(verb).ends_with("نا") && self.scene.word(verb).senses.is_verb();
        let source = self.nearest(from, |m| m.slot == Slot::Source).filter(|_| we)?;
        Some((self.resolve(source), Way::Anaphor))
    }

    /// The nearest owner between `from` and the figure: a pronoun, an antecedent or a name.
    fn within(&self, from: usize) -> Option<(usize, Way)> {
        let opens = self.draft().opens;
        let name = self.of_verb(from).or_else(|| self.nearest(from, |m| owns(m) && m.relative.is_none()));
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

    /// The nearest owner that agrees with the figure's verb: «نشر القائد صورة مع الكأس حصدت مليون إعجاب».
    fn of_verb(&self, from: usize) -> Option<usize> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let verb = clause::last_verb(scene, from.max(clause::start(scene, opens)), opens)?;
        let measured = (verb.saturating_sub(MEASURE_BACK).max(from)..opens)
            .any(|i| scene.word(i).has(Role::Total) || scene.word(i).metric().is_some());
        let wanted =
            agreement::of_verb_form(scene.key(verb)).filter(|_| !measured && !scene.word(verb).has(Role::Noun))?;
        let qualified = !scene.word(verb).conjunction;
        self.nearest(from, |m| {
            let form = agreement::form(scene, m);
            let spoken_of = qualified && m.slot == Slot::Object && m.tokens.end <= verb && form == Some(wanted);
            m.relative.is_none() && (owns(m) && form.is_none_or(|f| f == wanted) || spoken_of)
        })
    }

    fn nearest(&self, from: usize, fits: impl Fn(&Mention) -> bool) -> Option<usize> {
        let opens = self.draft().opens;
        let here = self.cast.of_sentence(self.sentence());
        here.rev().find(|m| {
            let mention = &self.cast.mentions[*m];
            let before = mention.tokens.start >= from && mention.tokens.end <= opens;
            let bracket = mention.bracketed && !self.in_bracket();
            before && !bracket && fits(mention) && self.usable(mention) && plausible(self.scene, mention)
        })
    }

    fn in_bracket(&self) -> bool {
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
    fn antecedent(&self, from: usize) -> Option<(usize, usize)> {
        let opens = self.draft().opens;
        let r = (from..opens).rev().find(|i| self.scene.word(*i).has(Role::Relative))?;
        let verbs =
            (r + 1..opens).filter(|i| self.scene.word(*i).verb && self.scene.word(*i).len > 0).collect::<Vec<_>>();
        let closed = (r + 1..opens).any(|i| matches!(self.scene.key(i), "،" | "؛"));
        if closed || verbs.len() > 2 {
            return None;
        }
        let before = super::anaphora::antecedent(self.scene, self.cast, r)?;
        self.usable(&self.cast.mentions[before]).then_some((r, before))
    }

    /// «له», «لديها», «لها» before the figure.
    fn pronoun_here(&self, from: usize) -> Option<(usize, usize)> {
        let opens = self.draft().opens;
        let (at, pronoun) = (from..opens).rev().find_map(|i| Some((i, possessive(self.scene.key(i))?)))?;
        self.pronoun(at, Some(pronoun)).map(|m| (at, m))
    }

    fn previous_in_sentence(&self) -> Option<usize> {
        let start = self.scene.sentence(self.sentence()).start;
        self.at.checked_sub(1).filter(|p| self.drafts[*p].tokens.start >= start)
    }

    fn previous_end(&self) -> usize {
        self.previous_in_sentence().map_or(0, |p| self.drafts[p].tokens.end)
    }

    fn inherited(&self) -> Option<(usize, Way)> {
        let previous = self.previous_in_sentence()?;
        let (m, _) = self.found[previous]?;
        self.usable(&self.cast.mentions[m]).then_some((m, Way::Inherited))
    }

    /// The first name after the figure.
    fn right(&self) -> Option<(usize, Way)> {
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
            let parted = (end..mention.tokens.start).any(|i| matches!(self.scene.key(i), "،" | "؛"));
            !parted && (owns(mention) || near && mention.slot != Slot::Scope) && self.usable(mention)
        });
        close.map(|m| (self.resolve(m), Way::After))
    }

    /// A headed name further on, after a preposition: «27 ألف مشترك هو عدد من انضموا إلى قناة …».
    fn anywhere_after(&self) -> Option<(usize, Way)> {
        let end = self.draft().tokens.end;
        let m = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.start >= end
                && mention.head.is_some()
                && mention.slot == Slot::Oblique
                && self.usable(mention)
        })?;
        Some((self.resolve(m), Way::Oblique))
    }

    /// A name after a preposition, when there is no other.
    fn oblique(&self, from: usize) -> Option<(usize, Way)> {
        let fits = |m: &Mention| {
            matches!(m.slot, Slot::Oblique | Slot::Source | Slot::Object | Slot::Platform) && m.relative.is_none()
        };
        let headed = self.nearest(from, |m| fits(m) && m.slot == Slot::Oblique && m.head.is_some());
        let m = headed.or_else(|| self.nearest(from, |m| fits(m) && m.slot != Slot::Source && m.head.is_some()))?;
        Some((self.resolve(m), Way::Oblique))
    }

    /// Step 5: the last owner before the sentence, else the first after it.
    fn topic(&self) -> Option<(usize, Way)> {
        let line = self.scene.line(self.draft().tokens.start).start;
        let last = (0..self.at).rev().take(TOPIC_BACK).find_map(|d| {
            let (m, _) = self.found[d]?;
            (self.drafts[d].tokens.start >= line && self.usable(&self.cast.mentions[m])).then_some(m)
        });
        let before = self.cast.of_sentence(self.sentence()).start;
        let topic = || (0..before).rev().take(TOPIC_BACK).find(|m| self.is_topic(*m));
        last.or_else(topic).map(|m| (self.resolve(m), Way::Topic)).or_else(|| self.ahead())
    }

    fn is_topic(&self, m: usize) -> bool {
        let mention = &self.cast.mentions[m];
        let named = super::anaphora::is_named(self.scene, mention);
        owns(mention) && mention.relative.is_none() && self.usable(mention) && named && plausible(self.scene, mention)
    }

    fn ahead(&self) -> Option<(usize, Way)> {
        let after = self.cast.of_sentence(self.sentence()).end;
        (after..self.cast.mentions.len().min(after + 12))
            .find(|m| self.is_topic(*m))
            .map(|m| (self.resolve(m), Way::Later))
    }

    /// What a general noun or a noun with a pronoun stands for.
    fn resolve(&self, m: usize) -> usize {
        resolve(self.scene, self.cast, m)
    }

    /// Whom a pronoun at token `at` stands for.
    fn pronoun(&self, at: usize, pronoun: Option<Pronoun>) -> Option<usize> {
        let likely = |m: &Mention| self.usable(m) && self.is_likely(m);
        let any = referent(self.scene, self.cast, at, pronoun, &|m| self.usable(m))?;
        let here =
            |m: usize| self.cast.mentions[m].tokens.start >= self.scene.sentence(self.scene.sentence_of(at)).start;
        let likely = referent(self.scene, self.cast, at, pronoun, &likely).filter(|m| here(*m) || !here(any));
        Some(self.resolve(likely.unwrap_or(any)))
    }
}
