//! The whole article: its text and its headline read together.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::Options;
use super::bind::{self, Unbound};
use super::confidence::confidence;
use super::context::{self, Platforms};
use super::draft::{Cue, Draft};
use super::mention::Mention;
use super::reading::Scene;
use super::source::{Saying, sayings};
use super::subject::{self, Candidate, Cast, Way};
use super::{anaphora, clause, fact, pairs, period, rank, scope, status, table, wording};
use crate::arabic::{Tokens, tokenize};
use crate::lexicon::{ClaimWords, Head, MetricId, PlatformId, Pronoun, Role};
use crate::numbers::{Quantity, QuantityKind, Reference};
use crate::page::{Article, Origin};
use crate::record::{Claim, Field, Period, Qualifier, Span, Status};

/// Longest sentence written out with a claim, in tokens.
const LONGEST_QUOTED: usize = 100;

/// How many sentences back in its line a source still speaks.
const SENTENCES_BACK: usize = 8;

/// Most tokens of a headline that stands in the text.
const LONGEST_HEADLINE: usize = 24;

/// Most tokens of a headline's label with its colon.
const LONGEST_LABEL: usize = 6;

/// One of the article's strings with all that was found in it.
pub(super) struct Part<'t> {
    pub field: Field,
    pub scene: Scene<'t>,
    pub cast: Cast,
    pub drafts: Vec<Draft>,
    pub unbound: Vec<(usize, Unbound)>,
    pub owners: Vec<Option<(usize, Way)>>,
    /// What each owner has of the odds of all who may own the figure.
    pub shares: Vec<f32>,
    platforms: Platforms,
}

impl<'t> Part<'t> {
    fn read(field: Field, tokens: &'t Tokens<'t>, reference: Reference, words: &'t ClaimWords) -> Self {
        let mut scene = Scene::read(tokens, reference, words);
        let (mut drafts, unbound) = drafts(&mut scene);
        add_repeated(&scene, &mut drafts, &unbound);
        let cast = if field == Field::Text { Cast::of_drafts(&scene, &drafts) } else { Cast::read(&scene) };
        let (mut owners, shares) = subject::owners(&scene, &cast, &drafts);
        pairs::pair(&scene, &cast, &drafts, &mut owners);
        let platforms = Platforms::read(&scene);
        watched(&scene, &cast, &platforms, &mut drafts, &owners);
        Self { field, scene, cast, drafts, unbound, owners, shares, platforms }
    }
}

/// «تابع المباراة 3 ملايين»: who follows a work or an event watches it: on a platform they are views, else people.
fn watched(
    scene: &Scene<'_>,
    cast: &Cast,
    platforms: &Platforms,
    drafts: &mut [Draft],
    owners: &[Option<(usize, Way)>],
) {
    let metrics = [scene.lexicon.metric("followers"), scene.lexicon.metric("views"), scene.lexicon.metric("people")];
    let [Some(followers), Some(views), Some(people)] = metrics else { return };
    for (draft, owner) in drafts.iter_mut().zip(owners) {
        let work = owner.is_some_and(|(m, _)| cast.mentions[m].head == Some(Head::Work));
        // «حسابها لا يتابعه إلا 33 ألفا»: what is followed is the account.
        let account = (clause::start(scene, draft.opens)..draft.opens).any(|i| scene.head(i) == Some(Head::Account));
        if draft.cue == Cue::Verb && draft.metric == followers && work && !account {
            let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
            draft.metric = if platforms.any_within(sentence) { views } else { people };
        }
    }
}

fn drafts(scene: &mut Scene<'_>) -> (Vec<Draft>, Vec<(usize, Unbound)>) {
    let mut taken = vec![false; scene.figures.len()];
    let tables = table::tables(scene, &mut taken);
    let ranks = rank::ranks(scene, &mut taken);
    scene.mark_ranks(&ranks);
    let scene = &*scene;
    let (mut drafts, mut unbound) = (Vec::new(), Vec::new());
    for bound in bind::bind(scene, &taken, &ranks) {
        match bound {
            Ok(draft) => drafts.push(draft),
            Err(why) => unbound.push(why),
        }
    }
    let mut fitting: HashMap<MetricId, bool> = HashMap::new();
    // «34,120 صوتا», «حصوله على 57 صوتا»: so many voices are votes.
    let votes = |d: &Draft| {
        let unit = d.unit.clone().and_then(|u| u.last()).map_or("", |i| scene.key(i));
        let won = d.opens >= 2 && scene.key(d.opens - 1) == "علي" && won(scene, d.opens - 2);
        // «مئة وعشرين ألف صوت», but «أربعين ألف صوت من المدرجات»
        let thousands = unit == "صوت" && d.value >= 10.0 * FEWEST_VOTES && scene.key(d.tokens.end) != "من";
        let many = unit == "صوتا" && d.value >= FEWEST_VOTES || thousands;
        scene.lexicon.metric_name(d.metric) == "votes" && !unit.is_empty() && (many || won)
    };
    let elected = drafts.iter().any(votes);
    drafts.retain(|draft| {
        let plain = elected && scene.lexicon.metric_name(draft.metric) == "votes";
        let fits = *fitting.entry(draft.metric).or_insert_with(|| plain || has_context(scene, draft.metric));
        unbound.extend(scene.word(draft.tokens.start).figure.filter(|_| !fits).map(|at| (at, Unbound::Context)));
        fits
    });
    // «أربعة من كل عشرة أشخاص»: a share and no number of people.
    // «222.4 اشتراكا لكل 100»: nor is a part of one counted.
    drafts.retain(|draft| is_measured(scene, draft.metric) || is_whole(draft.value));
    drafts.extend(ranks);
    drafts.extend(tables);
    drafts.sort_by_key(|d| d.tokens.start);
    status::judge(scene, &mut drafts);
    (drafts, unbound)
}

/// «بعد حصوله على 57 صوتا»: voices that somebody obtains are votes.
fn won(scene: &Scene<'_>, i: usize) -> bool {
    let obtains =
        |i: usize| scene.word(i).has(Role::Level) && scene.key(i).contains("حصل") || scene.key(i).contains("حصول");
    obtains(i) || i > 0 && scene.is_nominal(i) && obtains(i - 1)
}

/// As many voices as are counted in a text that speaks of no vote otherwise.
const FEWEST_VOTES: f64 = 100.0;

/// Whether a number, up to the rounding of its reading, has no part of one.
fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 * value.abs().max(1.0)
}

/// Shares and sums may be less than one; what is counted is not.
fn is_measured(scene: &Scene<'_>, metric: MetricId) -> bool {
    matches!(scene.lexicon.metric_name(metric), "percent" | "money")
}

/// Whether the text has one of the words that an ambiguous metric needs.
fn has_context(scene: &Scene<'_>, metric: MetricId) -> bool {
    let mut wanted = scene.lexicon.contexts(metric).peekable();
    wanted.peek().is_none()
        || wanted.any(|word| {
            let stands = |key: &str| key.ends_with(word) && crate::arabic::splits(key).any(|s| s.stem == word);
            // «مرشحها»
            let owned = |key: &str| {
                key.ends_with(['ه', 'ا', 'م', 'ن'])
                    && key.contains(word)
                    && crate::lexicon::cut_pronoun(key).is_some_and(|(k, _)| stands(k))
            };
            let holds = |key: &str| stands(key) || owned(key);
            (0..scene.tokens.len()).any(|i| holds(scene.key(i)))
        })
}

/// An article's strings cut into tokens.
pub(super) struct Cut<'t> {
    article: &'t Article,
    title: Tokens<'t>,
    text: Tokens<'t>,
}

impl<'t> Cut<'t> {
    pub fn new(article: &'t Article) -> Self {
        let title = tokenize(article.title.as_deref().unwrap_or_default());
        Self { article, title, text: tokenize(&article.text) }
    }
}

/// The headline and the text of an article, read and bound.
pub(super) fn parts<'t>(cut: &'t Cut<'t>, words: &'t ClaimWords) -> (Part<'t>, Part<'t>) {
    let reference = Reference { day: cut.article.published.as_deref().and_then(day) };
    let mut head = Part::read(Field::Title, &cut.title, reference, words);
    let body = Part::read(Field::Text, &cut.text, reference, words);
    assume_metrics(&mut head, &body);
    (head, body)
}

/// All claims of an article, headline first.
pub(super) fn claims(article: &Article, options: Options, words: &ClaimWords) -> Vec<Claim> {
    let cut = Cut::new(article);
    let (head, body) = parts(&cut, words);
    let title_platform = head.platforms.only();
    let mut first = written(&head, article, None, options.all);
    // Whatever the text says of a figure may name whose it is in the headline.
    let whole = options.all || first.iter().any(|claim| claim.subject.is_none());
    let mut all = written(&body, article, title_platform, whole);
    name_from_title(&mut all, &head);
    first.iter_mut().for_each(|claim| from_body(claim, &all, &body, &head));
    first.iter_mut().for_each(|claim| speak_in_title(claim, &all, &head.scene));
    first.append(&mut all);
    first.retain(|c| options.all || c.status == Status::Stated);
    fact::number(&mut first);
    first
}

/// A figure with those who may own it, for training `lexicon/owner_cards.tsv`.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The metric by its name.
    pub metric: String,
    /// The value.
    pub value: f64,
    /// Those who may own it; none where a table or a list says whose it is.
    pub candidates: Vec<Candidate>,
}

/// What the owner's card sees of every stated figure of an article, headline first.
pub fn observe(article: &Article) -> Vec<Observed> {
    let cut = Cut::new(article);
    let (head, body) = parts(&cut, ClaimWords::built_in());
    let of_part = |part: &Part<'_>| {
        let Part { scene, cast, drafts, .. } = part;
        let seen = drafts.iter().zip(subject::observed(scene, cast, drafts));
        let stated = seen.filter(|(draft, _)| draft.status == Status::Stated);
        let observed = |(draft, candidates): (&Draft, Vec<Candidate>)| Observed {
            metric: scene.lexicon.metric_name(draft.metric).to_owned(),
            value: draft.value,
            candidates,
        };
        stated.map(observed).collect::<Vec<_>>()
    };
    [of_part(&head), of_part(&body)].concat()
}

fn day(published: &str) -> Option<jiff::civil::Date> {
    published.get(..10)?.parse().ok()
}

/// A headline's figure without a metric is that of the text's first figure of the same size.
fn assume_metrics(head: &mut Part<'_>, body: &Part<'_>) {
    let mut added = Vec::new();
    let told = if head.unbound.is_empty() { HashSet::new() } else { places_told(&body.drafts) };
    for (at, why) in &head.unbound {
        let figure = &head.scene.figures[*at];
        added.extend(place_repeated(&head.scene, figure, &told));
        if *why != Unbound::NoCue || !bind::is_weighty(&head.scene, figure) {
            continue;
        }
        let value = figure.number().unwrap_or_default();
        // «فوق 3 ملايين» of 3.2 million.
        let above = if figure.qualifier == Qualifier::MoreThan { 0.1 } else { 0.05 };
        let same = |d: &&Draft| d.value - value <= above * value && value - d.value <= 0.05 * value;
        let near = body.drafts.iter().find(|d| !d.cue.is_rank() && same(d));
        added.extend(near.map(|d| bind::draft(&head.scene, figure, d.metric, None, Cue::Later)));
    }
    if added.is_empty() {
        return;
    }
    head.drafts.extend(added);
    head.drafts.sort_by_key(|d| d.tokens.start);
    status::judge(&head.scene, &mut head.drafts);
    (head.owners, head.shares) = subject::owners(&head.scene, &head.cast, &head.drafts);
}

/// The places that a text gives by their nouns, as bits to look up.
fn places_told(drafts: &[Draft]) -> HashSet<u64> {
    let told = |d: &&Draft| matches!(d.cue, Cue::RankNoun | Cue::Ordinal);
    drafts.iter().filter(told).map(|d| d.value.to_bits()).collect()
}

/// «الجامعة الأردنية 368 عالميا»: a bare number with its scope is a place where the text gives the same place by its noun.
fn place_repeated(scene: &Scene<'_>, figure: &Quantity, told: &HashSet<u64>) -> Option<Draft> {
    let end = figure.tokens.end;
    let plain =
        figure.kind == QuantityKind::Cardinal && scene.word(end).has(Role::Scope) && scene.key(end).ends_with('ا');
    let value = figure.number().filter(|n| plain && told.contains(&n.to_bits()))?;
    let metric = scene.lexicon.metric("rank")?;
    Some(Draft { value, ..bind::draft(scene, figure, metric, None, Cue::Repeated) })
}

/// Adds such places where a short line of a text without a full stop is its headline.
fn add_repeated(scene: &Scene<'_>, drafts: &mut Vec<Draft>, unbound: &[(usize, Unbound)]) {
    let headline = |at: usize| {
        let line = scene.line(at);
        line.len() <= LONGEST_HEADLINE && line.end.checked_sub(1).is_some_and(|last| scene.key(last) != ".")
    };
    let scoped = |f: &&Quantity| scene.word(f.tokens.end).has(Role::Scope) && headline(f.tokens.start);
    let mut figures = unbound.iter().map(|(at, _)| &scene.figures[*at]).filter(scoped).peekable();
    if figures.peek().is_none() {
        return;
    }
    let told = places_told(drafts);
    drafts.extend(figures.filter_map(|figure| place_repeated(scene, figure, &told)));
    drafts.sort_by_key(|d| d.tokens.start);
}

/// A headline's claim without a subject takes that of the text's claim of the same figure, else of its first claim, else whom the text speaks of
/// first.
fn from_body(claim: &mut Claim, body: &[Claim], part: &Part<'_>, head: &Part<'_>) {
    if claim.subject.is_some() && !is_nameless(head, claim) {
        return;
    }
    let same = |c: &&Claim| c.metric == claim.metric && (c.value - claim.value).abs() <= 0.05 * claim.value.abs();
    let found = body.iter().find(same).or(body.iter().find(|c| c.subject.is_some()));
    if let Some(found) = found {
        claim.subject = found.subject.clone();
        claim.subject_key = found.subject_key.clone();
        return;
    }
    let cast = Some(Cast::read(&part.scene)).filter(|_| part.drafts.is_empty());
    if let Some(topic) = subject::opening(&part.scene, cast.as_ref().unwrap_or(&part.cast)) {
        claim.subject = Some(wording::name(&part.scene, &topic.tokens));
        claim.subject_key = Some(wording::key(&part.scene, topic));
    }
}

/// «البدر: القادسية يفوق …»: the headline's figure is told by whom it names before a colon, if the text tells its figures by the same name.
fn speak_in_title(claim: &mut Claim, body: &[Claim], scene: &Scene<'_>) {
    let colon = (0..LONGEST_LABEL).find(|i| scene.key(*i) == ":").filter(|_| claim.attribution.is_none());
    let Some(colon) = colon.filter(|colon| scene.span(*colon..*colon + 1).end <= claim.start) else { return };
    let label = wording::name(scene, &(0..colon));
    // «مصر: 50 مليون مستخدم»: whose figure it is does not say so.
    if claim.subject.as_ref().is_some_and(|subject| subject.contains(&label)) {
        return;
    }
    let tells = |c: &Claim| {
        c.attribution.as_ref().is_some_and(|source| source.split(' ').any(|w| Some(w) == label.split(' ').next_back()))
    };
    claim.attribution = Some(label.clone()).filter(|label| !label.is_empty() && body.iter().any(tells));
}

/// «صحفي من غزة», «فيديو لطفل»: a headline that says only what somebody is, whom its text names.
fn is_nameless(head: &Part<'_>, claim: &Claim) -> bool {
    let Part { scene, cast, drafts, owners, .. } = head;
    let at = drafts.iter().position(|d| quote_span(scene, d).start == claim.start);
    let owner = at.and_then(|at| owners[at]).map(|(m, _)| &cast.mentions[m]);
    owner.is_some_and(|m| {
        let word = scene.word(m.tokens.start);
        let listed = scene.is_land(m.tokens.start) || super::anaphora::is_given(scene, m);
        let ours = m.pronoun == Some(Pronoun::First);
        ours || m.head.is_some() && m.tokens.len() == 1 && !word.article && m.pronoun.is_none() && !listed
    })
}

/// The claims of one part, with subject and context in words: `all`, or only what is stated.
fn written(part: &Part<'_>, article: &Article, set_before: Option<PlatformId>, all: bool) -> Vec<Claim> {
    if part.drafts.is_empty() {
        return Vec::new();
    }
    let sayings = sayings(&part.scene, &part.cast);
    let report = period::report_period(&part.scene);
    let writer = Writer { part, article, sayings, report, set_before };
    let told = |at: &usize| all || part.drafts[*at].status == Status::Stated;
    (0..part.drafts.len()).filter(told).map(|at| writer.claim(at)).collect()
}

struct Writer<'p, 't> {
    part: &'p Part<'t>,
    article: &'p Article,
    sayings: Vec<Saying>,
    report: Option<(usize, Period)>,
    set_before: Option<PlatformId>,
}

impl Writer<'_, '_> {
    fn claim(&self, at: usize) -> Claim {
        let Part { scene, cast, drafts, owners, .. } = self.part;
        let draft = &drafts[at];
        let owner = owners[at].map(|(m, _)| &cast.mentions[m]);
        let span = quote_span(scene, draft);
        let quote = scene.slice(span).to_owned();
        let sentence = scene.sentence_of(draft.tokens.start);
        let source = self.source_span(span);
        let mut claim = Claim {
            id: String::new(),
            metric: scene.lexicon.metric_name(draft.metric).to_owned(),
            value: draft.value,
            value_high: draft.value_high,
            qualifier: draft.qualifier,
            subject: owner.map(|m| wording::name(scene, &m.tokens)),
            subject_key: owner.map(|m| wording::key(scene, m)),
            platform: self.platform(at).and_then(|p| scene.lexicon.platform_name(p)).map(str::to_owned),
            unit: draft.unit.clone().map(|u| scene.tokens.slice(u).to_owned()).filter(|u| !u.is_empty()),
            scope: scope::scope(scene, cast, drafts, at),
            period: self.period(at),
            attribution: self.attribution(sentence, draft),
            status: draft.status,
            quote,
            field: self.part.field,
            start: span.start,
            end: span.end,
            source_start: source.map(|s| s.start),
            source_end: source.map(|s| s.end),
            sentence: sentence_around(scene, draft).to_owned(),
            fact: 0,
            primary: false,
            confidence: confidence(scene, cast, draft, owners[at], self.part.shares[at]),
            warnings: draft.warnings.clone(),
        };
        claim.id = id(&claim);
        claim
    }

    fn platform(&self, at: usize) -> Option<PlatformId> {
        let Part { scene, cast, drafts, owners, platforms, .. } = self.part;
        let draft = &drafts[at];
        let owner = owners[at].map(|(m, _)| &cast.mentions[m]);
        let previous = at.checked_sub(1).map_or(0, |p| drafts[p].tokens.end);
        let set =
            platforms.only_before(draft.opens).or(self.set_before.filter(|p| platforms.only().is_none_or(|o| o == *p)));
        context::platform(scene, platforms, draft, owner, previous, set)
    }

    fn period(&self, at: usize) -> Option<Period> {
        let Part { scene, drafts, .. } = self.part;
        let held = || self.report.as_ref().filter(|(i, _)| *i < drafts[at].tokens.start).map(|(_, p)| p.clone());
        period::period(scene, &drafts[at], drafts).or_else(|| period::caption_period(scene, &drafts[at])).or_else(held)
    }

    /// The source that speaks in the sentence, else the last one that spoke before it in the same line; where only «وأضاف أن» stands,
    /// whoever spoke last.
    fn attribution(&self, sentence: usize, draft: &Draft) -> Option<String> {
        let Part { scene, cast, .. } = self.part;
        let tokens = scene.sentence(sentence);
        let place = |at: usize| self.sayings.partition_point(|s| s.at < at);
        let spoken = self.sayings.get(place(tokens.start)..place(draft.opens.max(tokens.start)))?.last();
        let saying = spoken.or_else(|| self.sayings.get(place(draft.opens)).filter(|s| s.at < tokens.end));
        let line = list_start(scene, scene.line(draft.tokens.start).start);
        let first = scene.sentence(scene.sentence_of(line).max(sentence.saturating_sub(SENTENCES_BACK))).start;
        let held = || self.sayings.get(place(first)..place(tokens.start))?.last();
        // Whom the sentence itself names it names well enough («وأضافت الشركة أن»).
        if let Some(named) = saying.and_then(|s| s.source.as_ref()) {
            return Some(wording::name(scene, &named.tokens));
        }
        let saying = saying.or_else(held)?;
        let back = scene.sentence(scene.sentence_of(saying.at).saturating_sub(SENTENCES_BACK)).start;
        let speaker = || self.sayings.get(place(back)..place(saying.at))?.iter().rev().find_map(|s| s.source.as_ref());
        let source = saying.source.as_ref().or_else(speaker)?;
        let named = source.mention.map(|m| (m, anaphora::resolve(scene, cast, m))).filter(|(m, named)| m != named);
        let tokens = named.map_or(&source.tokens, |(_, named)| &cast.mentions[named].tokens);
        Some(wording::name(scene, tokens))
    }

    fn source_span(&self, span: Span) -> Option<Span> {
        let origin = self.article.origin.as_ref()?;
        let runs = match self.part.field {
            Field::Text => &origin.text,
            Field::Title => &origin.title,
        };
        Origin::source_span(runs, span)
    }
}

/// The figure with its unit, and quotation marks around it when both are there.
pub(super) fn quote_span(scene: &Scene<'_>, draft: &Draft) -> Span {
    let (mut from, mut to) = (draft.tokens.start, draft.tokens.end);
    let text = |from: usize, to: usize| scene.tokens.slice(from..to);
    // «المركز الثانى عالميا»: the scope in one word belongs to the rank's words.
    if matches!(draft.cue, Cue::RankNoun | Cue::Ordinal) && scene.word(to).has(Role::Scope) && scene.word(to).len == 1 {
        to += 1;
    }
    let missing_open = || text(from, to).matches('»').count() > text(from, to).matches('«').count();
    // The last mark tells whether a quotation is open at either end: «12» مليونا و»485» ألف «متابع».
    let last = |from: usize, to: usize| (from..to).rev().find(|i| matches!(scene.key(*i), "«" | "»"));
    if from > 0 && !scene.starts_line(from) && scene.key(from - 1) == "«" && (missing_open() || scene.key(to) == "»")
    {
        from -= 1;
    }
    if scene.key(to) == "»" && !scene.starts_line(to) && last(from, to).is_some_and(|i| scene.key(i) == "«") {
        to += 1;
    }
    let span = scene.span(from..to);
    // A clitic glued to the figure's first word is no part of it.
    let figure = scene.word(draft.tokens.start).figure.map(|f| scene.figures[f].figure.start);
    let first = scene.span(draft.tokens.start..draft.tokens.start + 1);
    let inside = figure.filter(|f| from == draft.tokens.start && *f > first.start && *f < first.end);
    // Nor is the و of «والمركز».
    let and =
        draft.cue.is_rank() && from == draft.tokens.start && scene.word(from).conjunction && scene.word(from).len > 0;
    Span::new(inside.unwrap_or(span.start + usize::from(and)), span.end)
}

/// The sentence around a claim; of a very long one the words nearby.
fn sentence_around<'t>(scene: &Scene<'t>, draft: &Draft) -> &'t str {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let far = sentence.len() > LONGEST_QUOTED;
    let from =
        if far { sentence.start.max(draft.tokens.start.saturating_sub(LONGEST_QUOTED / 2)) } else { sentence.start };
    let to = if far { sentence.end.min(draft.tokens.end + LONGEST_QUOTED / 2) } else { sentence.end };
    scene.tokens.slice(from..to.max(draft.tokens.end + 1).min(scene.tokens.len()))
}

/// A hash of what makes a claim what it is.
fn id(claim: &Claim) -> String {
    let field = if claim.field == Field::Title { "title" } else { "text" };
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    let Claim { start, metric, value, quote, sentence, .. } = claim;
    // Nothing can fail in it.
    let _ = write!(hash, "{field}\t{start}\t{metric}\t{value}\t{quote}\t{sentence}");
    format!("{:016x}", hash.0)
}

/// A hash of what is written to it, by FNV-1a.
struct Fnv(u64);

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Ok(())
    }
}

/// Figures of a text that names nobody are those of whom the headline names.
fn name_from_title(claims: &mut [Claim], head: &Part<'_>) {
    let scene = &head.scene;
    let headed =
        |m: &&Mention| m.tokens.clone().any(|i| scene.head(i).is_some()) && !subject::is_platform_only(scene, m);
    let Some(mention) = head.cast.mentions.iter().find(headed) else { return };
    for claim in claims.iter_mut().filter(|c| c.subject.is_none()) {
        claim.subject = Some(wording::name(scene, &mention.tokens));
        claim.subject_key = Some(wording::key(scene, mention));
    }
}

/// Where the paragraph starts that leads in to the list which the line at `start` belongs to; `start` outside of lists.
fn list_start(scene: &Scene<'_>, start: usize) -> usize {
    let item = |at: usize| matches!(scene.key(at), "•" | "-" | "–" | "*" | "●" | "▪");
    let mut at = start;
    // The paragraph below a list goes on with its figures.
    if start > 0 && item(scene.line(start - 1).start) && !item(start) {
        at = scene.line(start - 1).start;
    }
    for _ in 0..SENTENCES_BACK {
        if !item(at) || at == 0 {
            break;
        }
        at = scene.line(at - 1).start;
    }
    // The lead-in often speaks for the paragraph above it: «ورصدت المؤسسة ثلاثة مؤشرات:».
    if at < start && at > 0 { scene.line(at - 1).start } else { at }
}
