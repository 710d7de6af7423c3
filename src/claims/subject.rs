//! Subjects: whose figure it is.

mod card;
mod cells;
mod construction;
mod features;
mod fronted;
mod headline;
mod place;
mod placed;
mod rows;
mod said;
mod sentence;

pub use card::Candidate;

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use super::agreement::agrees;
use super::anaphora::{bare_key, belongs, plausible, referent, resolve};
use super::draft::{Cue, Draft};
use super::mention::{Mention, Slot, mentions, named_within};
use super::reading::Scene;
use super::salience::Salience;
use crate::lexicon::{Head, Pronoun, Role, Roles};

/// How many mentions or figures back a topic is looked for.
const TOPIC_BACK: usize = 24;

/// Most lines of a list of figures below whoever has them.
const LONGEST_LIST: usize = 12;

/// How far behind a figure its parts are named, in tokens.
const MADE_OF: usize = 6;

/// What figures of somebody are called together.
pub(super) const REPORTED: [&str; 7] = ["ارقام", "حصيله", "موشرات", "احصاءات", "احصاييات", "بيانات", "نتايج"];

/// How many sentences back «الأخيرة» looks.
const LATTER_BACK: usize = 2;

/// How far what is quoted of somebody goes on behind «صفحتنا», and how far behind it he is named, in tokens.
const LONGEST_SAYING: usize = 24;
const SAYS_BEHIND: usize = 10;

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
    /// What stands around it outweighs whom the rules found.
    Weighed,
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
            Way::Weighed => "weighed against the other names",
        }
    }
}

/// Words behind which the next of several is named.
const FOLLOWS: Roles = Roles::all(&[Role::Follow, Role::Connector]);

/// How many sentences are read from the last figure on, its own among them.
const SENTENCES_BEHIND: usize = 3;

/// How many names within names are looked back on.
const INNER_BACK: usize = 60;

/// What nobody has but whoever runs an account.
pub(super) const FOLLOWED: [&str; 3] = ["followers", "subscribers", "members"];

/// All mentions of a text in order, and where each sentence's begin; behind them what is named within others («رئيس جامعة … فلان»), which owns
/// nothing but what a general noun stands for.
#[derive(Default)]
pub(super) struct Cast {
    pub mentions: Vec<Mention>,
    starts: Vec<usize>,
    inner: usize,
}

impl Cast {
    /// Finds the mentions of a text.
    pub fn read(scene: &Scene<'_>) -> Self {
        Self::up_to(scene, scene.sentences.len())
    }

    /// Finds the mentions of a text up to what is said right behind its last figure: what comes later is nobody's figure.
    pub fn of_drafts(scene: &Scene<'_>, drafts: &[Draft]) -> Self {
        let last = drafts.iter().map(|d| scene.sentence_of(d.tokens.end)).max();
        last.map_or_else(Self::default, |last| Self::up_to(scene, last + SENTENCES_BEHIND))
    }

    fn up_to(scene: &Scene<'_>, sentences: usize) -> Self {
        let (mut all, mut starts) = (Vec::new(), Vec::with_capacity(scene.sentences.len()));
        for sentence in scene.sentences.iter().take(sentences) {
            starts.push(all.len());
            all.extend(mentions(scene, sentence.clone()));
        }
        short_names(scene, &mut all);
        let inner = all.len();
        let within: Vec<Mention> = all.iter().flat_map(|m| named_within(scene, m)).collect();
        all.extend(within);
        Self { mentions: all, starts, inner }
    }

    /// Indexes of the mentions of sentence `s`.
    pub fn of_sentence(&self, s: usize) -> Range<usize> {
        let start = self.starts.get(s).copied().unwrap_or(self.inner);
        start..self.starts.get(s + 1).copied().unwrap_or(self.inner)
    }

    /// Indexes of what is named within other mentions before token `at`, no farther back than a text is remembered.
    pub fn inner_before(&self, at: usize) -> Range<usize> {
        let inner = self.mentions.get(self.inner..).unwrap_or_default();
        let end = inner.partition_point(|m| m.tokens.end <= at);
        self.inner + end.saturating_sub(INNER_BACK)..self.inner + end
    }
}

/// «ائتلاف الإعمار … والإعمار ثانيا»: a common noun that was the name of a body is its name again.
fn short_names(scene: &Scene<'_>, mentions: &mut [Mention]) {
    let mut known: HashSet<&str> = HashSet::new();
    for mention in mentions {
        let (start, len) = (mention.tokens.start, mention.tokens.len());
        if mention.head == Some(Head::Organisation) && len > 1 && !scene.word(start).article {
            known.insert(bare_key(scene, start + 1));
        }
        let short = mention.vague && len == 1 && scene.word(start).article;
        mention.vague &= !(short && known.contains(bare_key(scene, start)));
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

/// Whom a text speaks of first: the subject of its first sentence.
pub(super) fn opening<'c>(scene: &Scene<'_>, cast: &'c Cast) -> Option<&'c Mention> {
    cast.mentions.get(cast.of_sentence(0))?.iter().find(|m| {
        let whole = m.pronoun.is_none() && !m.vague && !m.bare && m.relative.is_none();
        matches!(m.slot, Slot::Subject | Slot::Source) && whole && !is_platform_only(scene, m) && plausible(scene, m)
    })
}

/// What a construction that says whose a figure is counts for as a share of the card's odds.
const SAID: f32 = 0.9;

/// The owner of each draft, and his share of the card's odds.
type Owners = (Vec<Option<(usize, Way)>>, Vec<f32>);

/// Finds the owner of each draft: by the rules, then by the card.
pub(super) fn owners(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft]) -> Owners {
    let referents = RefCell::new(vec![UNKNOWN; cast.mentions.len()]);
    let mut shares = Vec::with_capacity(drafts.len());
    let mut found: Vec<Option<(usize, Way)>> = Vec::with_capacity(drafts.len());
    for at in 0..drafts.len() {
        let search = Search { scene, referents: &referents, cast, drafts, found: &found, at };
        let (owner, said) = search.owner();
        let (owner, share) = if said { (owner, SAID) } else { search.weighed(owner) };
        found.push(owner);
        shares.push(share);
    }
    name_ahead(scene, drafts, &mut found);
    (found, shares)
}

/// What the card sees of every draft where the rules alone have the word.
pub(super) fn observed(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft]) -> Vec<Vec<Candidate>> {
    let mut found: Vec<Option<(usize, Way)>> = Vec::with_capacity(drafts.len());
    let mut seen = Vec::with_capacity(drafts.len());
    let referents = RefCell::new(vec![UNKNOWN; cast.mentions.len()]);
    for at in 0..drafts.len() {
        let search = Search { scene, referents: &referents, cast, drafts, found: &found, at };
        let (owner, said) = search.owner();
        seen.push(if said { Vec::new() } else { search.observed(owner) });
        found.push(owner);
    }
    seen
}

/// «في أول أسبوع 40 ألف تنزيل، وبعد شهر …، وفي النهاية كان للتطبيق 600 ألف تنزيل»: of a row of figures whose owner is named only with the last.
fn name_ahead(scene: &Scene<'_>, drafts: &[Draft], found: &mut [Option<(usize, Way)>]) {
    for at in (1..drafts.len()).rev() {
        let (before, next) = (&drafts[at - 1], &drafts[at]);
        let row = before.metric == next.metric && before.row.is_none() && !before.cue.is_rank();
        let here = scene.sentence_of(before.tokens.start) == scene.sentence_of(next.tokens.start);
        if row && here && found[at - 1].is_none() {
            found[at - 1] = found[at].map(|(m, _)| (m, Way::After));
        }
    }
}

/// What each mention of a text was found to stand for; `UNKNOWN` where nobody asked yet.
type Referents = RefCell<Vec<usize>>;
const UNKNOWN: usize = usize::MAX;

struct Search<'s, 't> {
    scene: &'s Scene<'t>,
    referents: &'s Referents,
    cast: &'s Cast,
    drafts: &'s [Draft],
    found: &'s [Option<(usize, Way)>],
    at: usize,
}

impl Search<'_, '_> {
    fn draft(&self) -> &Draft {
        &self.drafts[self.at]
    }

    /// Whom the rules find, and whether by a construction that says whose a figure is.
    fn owner(&self) -> (Option<(usize, Way)>, bool) {
        if self.draft().row.is_some() && self.row().is_none() {
            return (self.topic().filter(|(m, _)| !self.heads_column(*m)), true);
        }
        let said = self.constructed();
        let around = || self.by_place().filter(|(m, _)| self.may_be_his(*m)).or_else(|| self.captioned());
        let found = said.or_else(|| self.of_metric()).or_else(around);
        let Some((m, way)) = found.filter(|(m, _)| !self.only_speaks(*m)) else {
            return (None, self.scene.lexicon.is_generic(self.draft().metric));
        };
        let found = if self.is_loose(m) { self.latter(m) } else { Some((m, way)) };
        let told = matches!(way, Way::Row | Way::Respectively | Way::Antecedent);
        // «في مقطع شاهده مليون شخص»
        let verb = self.draft().governor.filter(|g| self.scene.word(*g).pronoun.is_some());
        let told = told || verb.is_some_and(|v| self.cast.mentions[m].tokens.end == v);
        // «ثم الاتحاد ثالثا»
        let (cue, opens) = (self.draft().cue, self.draft().opens);
        let told = told || cue == Cue::Ordinal && self.cast.mentions[m].tokens.end == opens;
        // Sums, shares and people are no owners' figures that anybody could have taught.
        let told = told || self.scene.lexicon.is_generic(self.draft().metric) && !self.draft().cue.is_rank();
        (found, said.is_some() || told || found.is_some_and(|(named, _)| named != m))
    }

    /// By the constructions that say by themselves whose a figure is.
    fn constructed(&self) -> Option<(usize, Way)> {
        self.row()
            .or_else(|| self.pointed_on())
            .or_else(|| self.portion())
            .or_else(|| self.acted_on())
            .or_else(|| self.of_pair())
            .or_else(|| self.beaten())
            .or_else(|| self.inside())
            .or_else(|| self.goes_on())
            .or_else(|| self.itemised())
            .or_else(|| self.of_number())
            .or_else(|| self.having())
            .or_else(|| self.kept_with())
            .or_else(|| self.like_last())
            .or_else(|| self.fronted())
            .or_else(|| self.won_with())
            .or_else(|| self.goes_with())
            .or_else(|| self.with_whom())
            .or_else(|| self.resumed())
            .or_else(|| self.resulting())
            .or_else(|| self.said_to_be())
            .or_else(|| self.placed_for())
            .or_else(|| self.placed_again())
            .or_else(|| self.shared_out())
            .or_else(|| self.heads_theirs())
            .or_else(|| self.listed_first())
            .or_else(|| self.in_next_land())
            .or_else(|| self.of_unit())
            .or_else(|| self.joined_to())
            .or_else(|| self.gone_to())
            .or_else(|| self.in_store())
            .or_else(|| self.is_what())
            .or_else(|| self.gathered())
            .or_else(|| self.got_by())
            .or_else(|| self.in_each())
            .or_else(|| self.issued_by())
            .or_else(|| self.before_each())
            .or_else(|| self.summed_up())
            .or_else(|| self.past_relative())
            .or_else(|| self.suspended())
            .or_else(|| self.tagged())
            .or_else(|| self.there_are())
    }

    /// «أوضح رئيس اللجنة أن نسبة الخصم تصل إلى 30%»: shares, sums and numbers of people are not those of whoever tells them, unless a pronoun says so.
    fn only_speaks(&self, m: usize) -> bool {
        let (scene, draft, mention) = (self.scene, self.draft(), &self.cast.mentions[m]);
        let generic = scene.lexicon.is_generic(draft.metric) && !draft.cue.is_rank();
        let tells = mention.slot == Slot::Source && mention.head == Some(Head::Person);
        let his = || (mention.tokens.end..draft.opens).any(|i| scene.word(i).pronoun.is_some());
        generic && tells && !his()
    }

    /// «زار الوزير مقر الجمعية. ويتابع الأخيرة …»: of those before it, the one named last that agrees.
    fn latter(&self, m: usize) -> Option<(usize, Way)> {
        let at = self.cast.mentions[m].tokens.start;
        let last = self.scene.word(at).has(Role::AnaphorLast);
        let pronoun = if self.scene.key(at).ends_with('ه') { Pronoun::Feminine } else { Pronoun::Masculine };
        let fits = |c: &usize| {
            let mention = &self.cast.mentions[*c];
            let named = mention.pronoun.is_none() && !mention.vague && !is_platform_only(self.scene, mention);
            // What is shown once has no followers.
            let shown = self.is_core() && mention.head == Some(Head::Work);
            named
                && !shown
                && !super::confidence::is_land(self.scene, mention)
                && self.usable(mention)
                && agrees(self.scene, mention, Some(pronoun))
                && plausible(self.scene, mention)
        };
        let from = self.cast.of_sentence(self.scene.sentence_of(at).saturating_sub(LATTER_BACK)).start;
        (from..m).rev().filter(|_| last).find(fits).map(|m| (self.resolve(m), Way::Anaphor))
    }

    /// By what stands around the figure, where neither a construction nor its metric's noun says whose it is.
    fn by_place(&self) -> Option<(usize, Way)> {
        self.by_rank()
            .or_else(|| self.apposed())
            .or_else(|| self.compared())
            .or_else(|| self.part_of())
            .or_else(|| self.vague_owner())
            .or_else(|| self.here())
            .or_else(|| self.topic())
    }

    /// «بلغ عدد متابعيه …»: where nobody agrees with the pronoun of the metric's noun or verb, nobody is guessed.
    fn may_be_his(&self, m: usize) -> bool {
        let pronoun = self.draft().governor.and_then(|g| self.scene.word(g).pronoun);
        pronoun.is_none() || agrees(self.scene, &self.cast.mentions[m], pronoun)
    }

    /// «الأخيرة», «الثانية» by itself: nobody, unless two were named before.
    fn is_loose(&self, m: usize) -> bool {
        let tokens = &self.cast.mentions[m].tokens;
        let word = self.scene.word(tokens.start);
        let pair = Roles::all(&[Role::AnaphorFirst, Role::AnaphorSecond, Role::AnaphorLast]);
        tokens.len() == 1 && word.senses.roles.any(pair)
    }

    fn sentence(&self) -> usize {
        self.scene.sentence_of(self.draft().tokens.start)
    }

    fn usable(&self, m: &Mention) -> bool {
        let named = !is_platform_only(self.scene, m) || platform_has(self.scene, self.draft());
        // «للأندية الأكثر متابعة»
        let class = m.vague && self.scene.key(m.tokens.end) == "الاكثر";
        let none = class
            || self.is_made_of(m)
            || self.is_public(m)
            || self.is_counted(m)
            || self.is_only_praised(m)
            || m.vague && self.is_core() && !self.stands_as_name(m);
        named && !none
    }

    /// «905 منشورات بين صورة ومقطع قصير»: of what they are made up.
    fn is_made_of(&self, m: &Mention) -> bool {
        let (scene, end, start) = (self.scene, self.draft().tokens.end, m.tokens.start);
        if start <= end || start > end + MADE_OF || scene.word(start).article {
            return false;
        }
        let parts = matches!(scene.key(end), "بين" | "من" | "ما");
        let thing = m.head == Some(Head::Work) || scene.word(start).metric().is_some();
        parts && thing && !m.tokens.clone().any(|i| scene.is_quote(i)) && self.is_core()
    }

    /// «كتب عليه المشاهدون …», «نزّل الناس …», «منح الناخبون …»: those who follow, see or vote have none of it.
    fn is_public(&self, m: &Mention) -> bool {
        let (scene, word) = (self.scene, self.scene.word(m.tokens.start));
        let people = matches!(
            scene.key(m.tokens.start).trim_start_matches('و'),
            "الناس"
                | "الجمهور"
                | "المشاهدون"
                | "المتابعون"
                | "الناخبون"
                | "الزوار"
                | "المستخدمون"
                | "المغردون"
                | "المشتركون"
                | "القراء"
                | "المتصفحون"
                | "المعلقون"
        );
        m.tokens.len() == 1 && word.article && people && self.is_core()
    }

    /// «الرابح الأكبر», «المستفيد الأول»: what somebody is called for its share owns no sum, no share and no people.
    fn is_only_praised(&self, m: &Mention) -> bool {
        let scene = self.scene;
        let (generic, last) =
            (scene.lexicon.is_generic(self.draft().metric) && !self.draft().cue.is_rank(), m.tokens.end - 1);
        let word = scene.word(last);
        let praise =
            word.article && (word.has(Role::Superlative) || word.figure.is_some() || word.has(Role::AnaphorFirst));
        generic && praise && m.tokens.len() == 2 && m.head.is_none() && scene.word(m.tokens.start).article
    }

    /// «يتابع الوحدة …», «يليه الفتح بـ…», «القوات اللبنانية: …»: a definite deed or quality stands for who is called so where only somebody can
    /// stand: behind who went before, or as who is followed.
    fn stands_as_name(&self, m: &Mention) -> bool {
        let (scene, first) = (self.scene, m.tokens.start);
        let named = scene.word(first).article && m.pronoun.is_none() && !scene.word(first).has(Role::Total);
        let follows = first > 0 && scene.word(first - 1).senses.roles.any(FOLLOWS);
        let followed = FOLLOWED.contains(&scene.lexicon.metric_name(self.draft().metric));
        named && owns(m) && (follows || followed)
    }

    /// Followers, views and the like: no rank, no metric of everything.
    fn is_core(&self) -> bool {
        !self.draft().cue.is_rank() && !self.scene.lexicon.is_generic(self.draft().metric)
    }

    /// Works are seen and liked, whoever runs an account is followed.
    fn is_likely(&self, m: &Mention) -> bool {
        match self.scene.lexicon.metric_name(self.draft().metric) {
            "views" | "likes" | "comments" | "shares" => {
                m.head == Some(Head::Work) || m.head.is_none() && self.scene.is_quote(m.tokens.start)
            }
            name if FOLLOWED.contains(&name) => {
                m.head != Some(Head::Work) || m.slot != Slot::Object && m.pronoun.is_none()
            }
            // What is downloaded is an application rather than who made it.
            "downloads" => {
                let host = self.scene.word(m.tokens.start).senses.platform_head;
                host || matches!(m.head, Some(Head::Work | Head::Account))
                    || self.scene.is_quote(m.tokens.start)
                    || m.platform.is_some()
            }
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

    fn previous_in_sentence(&self) -> Option<usize> {
        let start = self.scene.sentence(self.sentence()).start;
        self.at.checked_sub(1).filter(|p| self.drafts[*p].tokens.start >= start)
    }

    fn previous_end(&self) -> usize {
        self.previous_in_sentence().map_or(0, |p| self.drafts[p].tokens.end)
    }

    /// Step 5: the last owner before the sentence, else the first after it.
    fn topic(&self) -> Option<(usize, Way)> {
        // A line that ends in a comma goes on in the next.
        let mut line = self.scene.line(self.draft().tokens.start).start;
        while line > 1 && matches!(self.scene.key(line - 1), "،" | ",") {
            line = self.scene.line(line - 1).start;
        }
        let last = (0..self.at).rev().take(TOPIC_BACK).find_map(|d| {
            let (m, _) = self.found[d]?;
            (self.drafts[d].tokens.start >= line && self.usable(&self.cast.mentions[m])).then_some(m)
        });
        if let Some(m) = self.listed_under() {
            return Some((self.resolve(m), Way::Topic));
        }
        let before = self.cast.of_sentence(self.sentence()).start;
        let salience = Salience::at(self.scene, self.cast, self.draft().opens, None);
        let back = before.saturating_sub(TOPIC_BACK)..before;
        let named = |m: &usize| super::anaphora::is_named(self.scene, &self.cast.mentions[*m]);
        let nearest = || back.clone().rev().find(|m| self.is_topic(*m) && named(m));
        let land = |m: &usize| super::confidence::is_land(self.scene, &self.cast.mentions[*m]);
        let fits = |m: &usize| self.is_topic(*m) && !land(m);
        let topic = || nearest().or_else(|| back.clone().filter(fits).max_by_key(|m| salience.of(*m)));
        last.or_else(topic).map(|m| (self.resolve(m), Way::Topic)).or_else(|| self.ahead())
    }

    /// «الأرقام القياسية للصفحة:» and lines of figures below: whoever stands right before the colon.
    fn listed_under(&self) -> Option<usize> {
        let scene = self.scene;
        let mut line = scene.line(self.draft().tokens.start);
        // Above the lines that begin with a figure.
        for _ in 0..LONGEST_LIST {
            let first = line.clone().find(|i| !scene.is_mark(*i) && !scene.word(*i).hedge)?;
            // «المتابعون: 1,214,870»
            let label = line.clone().any(|i| scene.key(i) == ":" && scene.word(i + 1).figure.is_some());
            if scene.word(first).figure.is_none() && !label {
                return None;
            }
            let above = line.start.checked_sub(1)?;
            if scene.key(above) == ":" {
                return self.led_in(above, label);
            }
            line = scene.line(above);
        }
        None
    }

    /// Whose figures the line that ends in the colon at `colon` leads in to: whoever stands before those who tell them, behind what they are called
    /// together, behind «عن», or right before the colon where no labels follow.
    fn led_in(&self, colon: usize, label: bool) -> Option<usize> {
        let scene = self.scene;
        let lead = scene.line(colon);
        let here = || self.cast.of_sentence(scene.sentence_of(colon)).rev();
        let named = |m: &usize, end: usize| {
            let mention = &self.cast.mentions[*m];
            lead.start <= mention.tokens.start && mention.tokens.end <= end && self.usable(mention)
        };
        // «أرقام الصفحة كما رصدها المعهد:»
        let told = (lead.start..colon).find(|i| matches!(scene.key(*i), "كما" | "وفق" | "بحسب" | "حسب"));
        if let Some(told) = told {
            return here().find(|m| named(m, told));
        }
        let before = |m: &usize| self.cast.mentions[*m].tokens.start.checked_sub(1).filter(|n| *n >= lead.start);
        // «وفصّلت الشركة حصيلة الحساب على النحو الآتي:»
        let reported = |m: &usize| before(m).is_some_and(|n| REPORTED.contains(&super::anaphora::bare_key(scene, n)));
        // «وأورد الموقع عن الحساب ما يلي:»
        let about = |m: &usize| before(m).is_some_and(|n| scene.key(n) == "عن");
        let owner = |m: &usize| !label && self.cast.mentions[*m].tokens.end == colon;
        here().find(|m| named(m, colon) && (owner(m) || reported(m) || about(m)))
    }

    /// «- الصور والمقاطع المنشورة: 962 منشورا» in a list below its lead-in: what the figure is of, by what it counts.
    fn itemised(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let line = scene.line(draft.tokens.start);
        let colon = line.clone().find(|i| scene.key(*i) == ":").filter(|c| *c < draft.tokens.start)?;
        let counts = |i: usize| {
            let word = scene.word(i);
            let shown = word.senses.head == Some(Head::Work) && super::phrase::is_many(scene, i);
            let measures = scene.measures(i) || word.unit().is_some() || word.has(Role::Total);
            shown || measures && word.senses.head.is_none()
        };
        let somebody = |i: usize| scene.head(i).is_some_and(|head| head != Head::Work);
        let names = |i: usize| scene.is_quote(i) || scene.is_given(i) || scene.is_land(i) || somebody(i);
        let measure = (line.start..colon).any(counts) && !(line.start..colon).any(names);
        let m = self.listed_under().filter(|_| measure && !draft.cue.is_rank())?;
        Some((self.resolve(m), Way::Topic))
    }

    fn is_topic(&self, m: usize) -> bool {
        let mention = &self.cast.mentions[m];
        let named = !mention.vague && (mention.pronoun.is_none() || super::anaphora::is_named(self.scene, mention));
        // «البلد: مصر»: what a line says is no name.
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let label =
            self.scene.starts_line(start) && self.scene.key(end) == ":" && self.scene.word(end + 1).figure.is_none();
        !label
            && owns(mention)
            && mention.relative.is_none()
            && self.usable(mention)
            && named
            && plausible(self.scene, mention)
    }

    /// Of a headline's figure: whom the text then names.
    fn ahead(&self) -> Option<(usize, Way)> {
        let line = self.scene.line(self.draft().tokens.start);
        if line.start > 0 {
            return None;
        }
        // «يتابعها 17 مليونا»: on the next line somebody else is named.
        let pronoun = self.draft().governor.is_some_and(|g| self.scene.word(g).pronoun.is_some());
        let near = |m: &usize| !pronoun || self.cast.mentions[*m].tokens.start < line.end;
        let after = self.cast.of_sentence(self.sentence()).end;
        (after..self.cast.inner.min(after + 12))
            .take_while(near)
            .find(|m| self.is_topic(*m))
            .map(|m| (self.resolve(m), Way::Later))
    }

    /// What a general noun or a noun with a pronoun stands for.
    fn resolve(&self, m: usize) -> usize {
        // «قناتنا»: of whoever says so; where nobody is named, it is called that.
        if self.cast.mentions[m].pronoun == Some(Pronoun::First) {
            let run = self.cast.mentions[m].head == Some(Head::Account);
            return self.speaks_for(self.cast.mentions[m].tokens.start).filter(|_| run).unwrap_or(m);
        }
        let found = self.referent_of(m);
        let found = self.identified(found).unwrap_or(found);
        let mention = &self.cast.mentions[found];
        // «بحساب يتابعه 5 ملايين، يعد المذيع …»
        let start = self.scene.sentence(self.scene.sentence_of(mention.tokens.start)).start;
        let lone = mention.tokens.start == start && mention.tokens.len() == 1 && mention.head == Some(Head::Account);
        let fronted = lone && self.scene.word(start).preposition == Some('ب') && !self.scene.word(start).article;
        let owned = found == m && (belongs(self.scene, mention) || fronted);
        let ahead = || self.cataphor(mention.tokens.start, mention.pronoun);
        let ahead = if owned { ahead() } else { None };
        ahead.or_else(|| self.introduced(found)).unwrap_or(found)
    }

    /// What a mention stands for, looked for once.
    fn referent_of(&self, m: usize) -> usize {
        let known = self.referents.borrow().get(m).copied().filter(|found| *found != UNKNOWN);
        known.unwrap_or_else(|| {
            let found = resolve(self.scene, self.cast, m);
            if let Some(place) = self.referents.borrow_mut().get_mut(m) {
                *place = found;
            }
            found
        })
    }

    /// «أقرب القنوات إليها، وهي «تي سيريز»، فمشتركوها …»: who that is, between commas.
    fn identified(&self, m: usize) -> Option<usize> {
        let (scene, mention) = (self.scene, &self.cast.mentions[m]);
        let best = scene.word(mention.tokens.start).has(Role::Superlative);
        let end = mention.tokens.end;
        // «أكبر صفحة عراقية هي «بغداد اليوم» بـ9 ملايين»
        if best && matches!(scene.key(end), "هي" | "هو") {
            let named = |c: &usize| self.cast.mentions[*c].tokens.start == end + 1;
            return self.cast.of_sentence(scene.sentence_of(end)).find(named);
        }
        let comma = (end..end + 3).find(|i| scene.key(*i) == "،").filter(|_| best)?;
        let told = matches!(scene.key(comma + 1), "وهي" | "وهو");
        let named = |c: &usize| self.cast.mentions[*c].tokens.start == comma + 2;
        self.cast.of_sentence(scene.sentence_of(comma)).find(named).filter(|_| told)
    }

    /// «عبر حسابها الذي يتابعه مليونان، ردت الفنانة …»: where a preposition opens the sentence, whom its verb behind the comma names.
    fn cataphor(&self, at: usize, pronoun: Option<Pronoun>) -> Option<usize> {
        let (scene, sentence) = (self.scene, self.scene.sentence(self.scene.sentence_of(at)));
        let opens = scene.word(sentence.start);
        let fronted = opens.has(Role::Preposition) || opens.preposition.is_some() || scene.is_clitic(sentence.start);
        let behind = (at + 1..sentence.end).filter(|i| matches!(scene.key(*i), "،" | ","));
        // «رغم نزولها …، ما زالت تونس …»
        let lasts = |i: usize| i + usize::from(matches!(scene.key(i), "ما" | "لا" | "فقد"));
        let verb = behind.map(|comma| lasts(comma + 1)).find(|i| {
            scene.word(*i).verb && !scene.word(*i).conjunction
                || matches!(scene.key(*i), "زالت" | "زال" | "تزال" | "يزال")
        })?;
        let m =
            self.cast.of_sentence(self.scene.sentence_of(at)).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let beside = (verb + 1..mention.tokens.start).all(|i| scene.is_quote(i) || scene.word(i).len == 0);
        let named =
            matches!(mention.slot, Slot::Subject | Slot::Source) && self.usable(mention) && mention.pronoun.is_none();
        (fronted && beside && named && agrees(scene, mention, pronoun)).then_some(m)
    }

    /// «مصرف الرافدين: … وصفحتنا يتابعها …», «قال مدير المتحف: عدد متابعينا …»: who speaks of us, in the sentence or before a colon.
    fn speaks_for(&self, at: usize) -> Option<usize> {
        let (scene, start) = (self.scene, self.scene.sentence(self.scene.sentence_of(at)).start);
        let colon = (start..at).rev().find(|i| scene.key(*i) == ":");
        let fits = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let told = mention.slot == Slot::Source || colon.is_some_and(|c| mention.tokens.end <= c) && owns(mention);
            mention.tokens.end <= at && told && self.usable(mention) && mention.pronoun.is_none()
        };
        let before = self.cast.of_sentence(scene.sentence_of(at)).find(fits);
        let speaker = before.or_else(|| self.says_behind(at))?;
        // «الناطق باسم الوزارة»
        let spoken = |m: usize| self.cast.mentions[m].tokens.clone().any(|i| scene.word(i).has(Role::Mouthpiece));
        let beside = |body: &&Mention| body.tokens.start <= self.cast.mentions[speaker].tokens.end + 1;
        let body = self.cast.mentions.get(speaker + 1).filter(|body| body.slot == Slot::Oblique).filter(beside);
        Some(if spoken(speaker) && body.is_some() { speaker + 1 } else { speaker })
    }

    /// «صفحتنا تجاوزت …»، تقول مديرة الإعلام في البلدية», «…» بهذه الكلمات احتفلت إدارة المجموعة»: who is named behind what is quoted of him, and
    /// of an officer the body behind his office.
    fn says_behind(&self, at: usize) -> Option<usize> {
        let scene = self.scene;
        let here = scene.sentence_of(at);
        let start = scene.sentence(here).start;
        let quotes = |range: Range<usize>| range.filter(|i| scene.is_quote(*i)).count();
        let end = scene.sentence(here + 1).end.max(scene.sentence(here).end);
        let close =
            (at..end.min(at + LONGEST_SAYING)).find(|i| scene.is_quote(*i)).filter(|_| quotes(start..at) % 2 == 1)?;
        let told = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let near = (close..close + SAYS_BEHIND).contains(&mention.tokens.start);
            near && matches!(mention.slot, Slot::Source | Slot::Subject)
                && mention.head.is_some()
                && mention.pronoun.is_none()
        };
        let next = self.cast.of_sentence(here).start..self.cast.of_sentence(here + 1).end;
        let speaker = next.into_iter().find(told)?;
        let says = (close..self.cast.mentions[speaker].tokens.start).any(|i| scene.word(i).verb);
        let body = self.cast.mentions.get(speaker + 1).filter(|body| {
            let near = body.tokens.start <= self.cast.mentions[speaker].tokens.end + 1;
            let office = self.cast.mentions[speaker].head == Some(Head::Person);
            near && office && body.head == Some(Head::Organisation) && body.pronoun.is_none()
        });
        says.then_some(if body.is_some() { speaker + 1 } else { speaker })
    }

    /// Whom a pronoun at token `at` stands for.
    fn pronoun(&self, at: usize, pronoun: Option<Pronoun>) -> Option<usize> {
        if pronoun == Some(Pronoun::First) {
            return self.speaks_for(at).map(|speaker| self.resolve(speaker));
        }
        let likely = |m: &Mention| self.usable(m) && self.is_likely(m);
        let Some(any) = referent(self.scene, self.cast, at, pronoun, &|m| self.usable(m)) else {
            return self.cataphor(at, pronoun);
        };
        let here =
            |m: usize| self.cast.mentions[m].tokens.start >= self.scene.sentence(self.scene.sentence_of(at)).start;
        let likely = referent(self.scene, self.cast, at, pronoun, &likely).filter(|m| here(*m) || !here(any));
        Some(self.resolve(likely.unwrap_or(any)))
    }
}
