//! Ranks: places in an order, by a noun, an ordinal, a verb or a noun of the first place.

pub(super) mod first;
mod next;
mod ordinal;

use std::ops::Range;

use self::ordinal::by_ordinal;
use super::clause;
use super::draft::{Cue, Draft};
use super::reading::Scene;
use super::sense::{described_rank, is_owned};
use crate::lexicon::{MetricId, Role, Roles};
use crate::numbers::QuantityKind;
use crate::record::{Qualifier, Status};

/// Largest place that is read.
const LAST_PLACE: f64 = 100_000.0;

/// Verbs after which a bare ordinal is a place.
const PLACING: Roles = Roles::all(&[Role::Place, Role::Top]);

/// Parts of the words that a rank begins with, besides figures.
const OPENING: Roles = Roles::all(&[
    Role::RankNoun,
    Role::MoveNoun,
    Role::RankClass,
    Role::RankNumber,
    Role::TopN,
    Role::TopNoun,
    Role::Throne,
    Role::Top,
    Role::Sit,
    Role::RunnerUp,
]);

/// Finds the ranks of a text; figures that they use are marked in `taken`.
pub(super) fn ranks(scene: &Scene<'_>, taken: &mut [bool]) -> Vec<Draft> {
    let Some(metric) = scene.lexicon.metric("rank") else { return Vec::new() };
    let mut found = Vec::new();
    let mut i = 0;
    while i < scene.tokens.len() {
        let rank = at(scene, i, metric, &found, taken);
        i = rank.as_ref().map_or(i + 1, |r| r.tokens.end.max(i + 1));
        found.extend(rank);
    }
    for rank in &found {
        for at in rank.tokens.clone() {
            if let Some(figure) = scene.word(at).figure {
                taken[figure] = true;
            }
        }
    }
    found
}

/// «أصحاب المراكز الأولى», «جائزة المركز الأول», «عبر مركز 940», «الثالث بين إخوته»: places of nobody, and no places.
fn is_nobodys(scene: &Scene<'_>, i: usize) -> bool {
    let before = |at: usize| i.checked_sub(at).map_or("", |b| scene.key(b));
    let prize = |at: usize| matches!(before(at), "جايزه" | "جوايز" | "مكافاه" | "اصحاب" | "لاصحاب" | "باصحاب");
    let start = scene.sentence(scene.sentence_of(i)).start;
    let awarded = (1..=PRIZE_BACK).take_while(|at| i >= start + at).any(prize);
    let centre = scene.key(i) == "مركز" && !scene.word(i).article && scene.word(i).pronoun.is_none();
    let number = scene.word(i + 1).figure.is_some_and(|f| scene.figures[f].kind == QuantityKind::Cardinal);
    let family = scene.key(i + 1) == "بين"
        && matches!(scene.key(i + 2), "اخوته" | "اخوتها" | "اشقايه" | "اشقايها" | "ابنايه" | "ابنايها");
    let places = scene.word(i).has(Role::RankNoun) || scene.word(i).has(Role::MoveNoun);
    places && awarded || centre && number || family || is_outlook(scene, i)
}

/// «نافذتهم الأولى على العالم», «بوابة القراء الأولى على العالم العربي»: what one looks out by, and no place among others.
fn is_outlook(scene: &Scene<'_>, i: usize) -> bool {
    const OUTLOOKS: [&str; 5] = ["نافذ", "بواب", "اطلال", "شرفت", "شرفه"];
    let opens = |at: usize| OUTLOOKS.iter().any(|stem| scene.key(at).trim_start_matches("ال").starts_with(stem));
    let world = |end: usize| scene.key(end) == "علي" && scene.key(end + 1) == "العالم";
    figure(scene, i).is_some_and(|f| world(f.tokens.end)) && (i.saturating_sub(2)..i).any(opens)
}

/// How far before a place stands that it is a prize's, in tokens.
const PRIZE_BACK: usize = 7;

fn at(scene: &Scene<'_>, i: usize, metric: MetricId, found: &[Draft], taken: &[bool]) -> Option<Draft> {
    let word = scene.word(i);
    let rated = || scene.key(i).contains("المصنف") || scene.key(i).ends_with("الموقع");
    if word.figure.is_none() && (word.len == 0 || !word.senses.roles.any(OPENING) && !rated()) {
        return first::by_list_led(scene, i).map(|rank| rank.draft(scene, metric));
    }
    // «4 ملايين مشترك للأولى في العالم العربي» points to one of two.
    let counts = |b: usize| scene.word(b).unit().is_some() || scene.word(b).figure.is_some();
    let pointing = word.preposition == Some('ل') && word.figure.is_some() && i > 0 && counts(i - 1);
    if pointing || word.figure.is_some_and(|f| taken[f]) || is_nobodys(scene, i) {
        return None;
    }
    let rank = by_noun(scene, i)
        .or_else(|| by_class(scene, i))
        .or_else(|| by_rating(scene, i))
        .or_else(|| by_site(scene, i))
        .or_else(|| top_many(scene, i, found))
        .or_else(|| by_ordinal(scene, i, found))
        .or_else(|| by_number(scene, i, found))
        .or_else(|| first::by_throne(scene, i))
        .or_else(|| first::by_top_noun(scene, i))
        .or_else(|| first::by_held_top(scene, i))
        .or_else(|| first::by_top_verb(scene, i))
        .or_else(|| first::by_runner_up(scene, i))?;
    Some(rank.draft(scene, metric))
}

struct Rank {
    value: f64,
    high: Option<f64>,
    qualifier: Qualifier,
    tokens: Range<usize>,
    cue: Cue,
}

impl Rank {
    fn exact(value: f64, tokens: Range<usize>, cue: Cue) -> Self {
        Self { value, high: None, qualifier: Qualifier::Exact, tokens, cue }
    }

    fn draft(self, scene: &Scene<'_>, metric: MetricId) -> Draft {
        let mut opens = self.tokens.start;
        while opens > 0
            && !scene.starts_line(opens)
            && (clause::opens_quote(scene, opens - 1) || scene.is_clitic(opens - 1))
        {
            opens -= 1;
        }
        Draft {
            metric,
            value: self.value,
            value_high: self.high,
            qualifier: self.qualifier,
            tokens: self.tokens,
            opens,
            unit: None,
            cue: self.cue,
            governor: None,
            status: Status::Stated,
            warnings: Vec::new(),
            row: None,
        }
    }
}

/// The figure that the token at `i` begins.
fn figure<'s>(scene: &'s Scene<'_>, i: usize) -> Option<&'s crate::numbers::Quantity> {
    scene.word(i).figure.map(|f| &scene.figures[f]).filter(|f| f.tokens.start == i)
}

/// A place: a whole number of moderate size.
fn place(figure: &crate::numbers::Quantity) -> Option<f64> {
    let kind = matches!(figure.kind, QuantityKind::Ordinal | QuantityKind::Cardinal);
    figure.number().filter(|n| kind && n.fract() == 0.0 && (1.0..=LAST_PLACE).contains(n))
}

/// Past quotation marks, a parted article, «رقم».
fn past_small(scene: &Scene<'_>, mut i: usize) -> usize {
    while scene.is_quote(i) || scene.is_clitic(i) || matches!(scene.key(i), "رقم" | "(" | ":") {
        i += 1;
    }
    i
}

/// «المرتبة آسيويا: 88», «الترتيب بين الوزارات: الثالث»: past the scope that stands in a label at the head of its line.
fn past_label(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let bullet = i > 0 && scene.is_mark(i - 1) && scene.starts_line(i - 1);
    let labels = scene.word(i).has(Role::RankNoun) && (bullet || i == 0 || scene.starts_line(i));
    if !labels {
        return None;
    }
    let scope = |at: usize| scene.word(at).has(Role::Scope) || scene.word(at).has(Role::Among) || scene.is_nominal(at);
    let named = |at: usize| scene.word(at).figure.is_none() && (scope(at) || matches!(scene.key(at), "في" | "علي"));
    let colon = (i + 1..i + 2 + LONGEST_LABEL).find(|at| !named(*at) || scene.starts_line(*at))?;
    (scene.key(colon) == ":").then_some(colon + 1)
}

/// «ترتيبه العالمي 747», «المرتبة العربية الثالثة»: past the scope that stands as an adjective.
fn past_adjective(scene: &Scene<'_>, noun: usize) -> usize {
    let end = described_rank(&scene.words, &scene.tokens, noun);
    let ordinal = figure(scene, end).is_some_and(|f| f.kind == QuantityKind::Ordinal);
    if ordinal || is_owned(&scene.tokens, noun) { end } else { noun + 1 }
}

/// Most words of the scope in such a label.
const LONGEST_LABEL: usize = 4;

/// «المركز الثاني», «المرتبة الـ14», «المركز رقم 5».
fn by_noun(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let word = scene.word(i);
    let several = word.has(Role::MoveNoun) && word.article;
    if !(word.has(Role::RankNoun) || several) {
        return None;
    }
    let past = past_label(scene, i).unwrap_or_else(|| past_adjective(scene, i));
    let figure = figure(scene, past_small(scene, past))?;
    // «في المراتب الثانية والرابعة»: of several places the first.
    // «في المركزين 22 و31»
    let pair = scene.key(i).ends_with("ين") && scene.key(figure.tokens.end) == "و";
    if !word.has(Role::RankNoun) && figure.kind != QuantityKind::Ordinal && !pair {
        return None;
    }
    // «المراتب الأولى», «بين المراكز الثالث الأولى»: some of the first, and none says which.
    let next = figure.tokens.end;
    let goes_on = scene.word(next).conjunction && scene.word(next).figure.is_some()
        || scene.key(next) == "و" && scene.word(next + 1).figure.is_some();
    if several && !word.has(Role::RankNoun) && !goes_on {
        return None;
    }
    let tokens = i..figure.tokens.end;
    // A label may stand above its figure, but a line that only ends so says nothing of the next.
    if scene.starts_line(figure.tokens.start) && i > 0 && !scene.starts_line(i) {
        return None;
    }
    // «المركز الأول الحقيقي هو أن …»
    if scene.word(tokens.end).has(Role::Metaphor) || is_centre(scene, i, tokens.end) {
        return None;
    }
    // «بين المرتبتين 1001 و1200»
    let next = scene.word(figure.tokens.end + 1).figure.map(|f| &scene.figures[f]);
    let between = pair && i > 0 && scene.key(i - 1) == "بين";
    if let Some(high) = next.and_then(place).filter(|_| between) {
        let tokens = i..figure.tokens.end + 2;
        return Some(Rank {
            value: place(figure)?,
            high: Some(high),
            qualifier: Qualifier::Range,
            tokens,
            cue: Cue::RankNoun,
        });
    }
    if figure.kind == QuantityKind::Range || figure.value_high.is_some() {
        let value = figure.number()?;
        return Some(Rank { value, high: figure.value_high, qualifier: Qualifier::Range, tokens, cue: Cue::RankNoun });
    }
    Some(Rank::exact(place(figure)?, tokens, Cue::RankNoun))
}

/// «المركز الثالث لعلاج الأورام يخدم …», «المركز الأول أغلق»: at the head of its clause, with a verb of its own, a centre and no place.
fn is_centre(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(i));
    let opens = i == sentence.start || scene.is_mark(i - 1) || scene.word(i).conjunction;
    let places = PLACING.with(Roles::all(&[Role::Level, Role::Follow, Role::Keep, Role::Exceed, Role::Say]));
    let acts =
        |v: usize| scene.word(v).verb && !scene.word(v).senses.roles.any(places) && scene.word(v).pronoun.is_none();
    let next = scene.word(end);
    let run = super::phrase::phrase_end(scene, end, sentence.end);
    let purpose =
        next.senses == crate::lexicon::Senses::default() && scene.key(end).starts_with('ل') && acts(run.max(end + 1));
    let centre = scene.key(i).trim_start_matches('و') == "المركز";
    centre && opens && (acts(end) || purpose)
}

/// «نالت مسقط الموقع 86 دوليا», «في الموقع التاسع»: the site is a place where a verb of places, في or a scope stands beside it.
fn by_site(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let site = matches!(scene.key(i).trim_start_matches('و'), "الموقع" | "بالموقع");
    let figure = figure(scene, past_small(scene, i + 1)).filter(|f| site && f.unit.is_none())?;
    let end = figure.tokens.end;
    let scoped = scene.word(end).has(Role::Scope) || scene.word(end).has(Role::Among);
    let places = PLACING.with(Roles::of(Role::Level));
    let verb = (clause::start(scene, i)..i)
        .rev()
        .take(6)
        .any(|b| scene.word(b).verb && scene.word(b).senses.roles.any(places));
    let fronted = i > 0 && matches!(scene.key(i - 1), "اما" | "واما");
    let placed = scoped || verb && figure.kind == QuantityKind::Ordinal || fronted && scene.word(end).verb;
    Some(Rank::exact(place(figure).filter(|_| placed)?, i..end, Cue::RankNoun))
}

/// «المصنفة 81», «المصنف الثالث عالميا»; «المصنف خمس نجوم» is a hotel.
fn by_rating(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let rated = matches!(scene.key(i).trim_start_matches('و'), "المصنف" | "المصنفه");
    let figure = figure(scene, past_small(scene, i + 1)).filter(|_| rated)?;
    let end = figure.tokens.end;
    let next = scene.word(end);
    let counts = scene.is_nominal(end) && !next.conjunction && next.preposition.is_none() && !next.has(Role::Scope);
    let bare = figure.unit.is_none() && figure.qualifier == Qualifier::Exact && (!counts || next.article);
    Some(Rank::exact(place(figure).filter(|_| bare)?, i..end, Cue::RankNoun))
}

/// «الفئة 701-750».
fn by_class(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    if !scene.word(i).has(Role::RankClass) {
        return None;
    }
    let figure = figure(scene, past_small(scene, i + 1)).filter(|f| f.value_high.is_some())?;
    let tokens = i..figure.tokens.end;
    Some(Rank {
        value: figure.number()?,
        high: figure.value_high,
        qualifier: Qualifier::Range,
        tokens,
        cue: Cue::RankNoun,
    })
}

/// «ضمن أفضل 500 جامعة», «العشرة الأوائل», «المراكز العشرة الأولى».
fn top_many(scene: &Scene<'_>, i: usize, found: &[Draft]) -> Option<Rank> {
    let word = scene.word(i);
    let start = scene.sentence(scene.sentence_of(i)).start;
    if i > 0 && scene.word(i - 1).figure.is_some() {
        return None;
    }
    let places = word.has(Role::MoveNoun) && word.article;
    // «بين أول 2000 جامعة», but «في أول 24 ساعة»
    let first = scene.key(i) == "اول" && figure(scene, i + 1).is_some_and(|f| scene.head(f.tokens.end).is_some());
    let best = (word.has(Role::TopN) || first) && (start..i).rev().take(3).any(|b| within(scene, b));
    let (from, at) = if places || best { (i, past_small(scene, i + 1)) } else { (i, i) };
    let counted = figure(scene, at).filter(|f| f.kind != QuantityKind::Ordinal);
    let many = counted.and_then(place).filter(|n| *n >= 2.0 && *n <= MOST_BEST)?;
    let end = figure(scene, at)?.tokens.end;
    // «المرتبة 19 ضمن قائمة أقوى 50 بنكا»: the list's name behind a place in it.
    let placed = found.last().is_some_and(|r| {
        r.tokens.end <= i
            && i - r.tokens.end <= 4
            && (r.tokens.end..i).all(|b| {
                let word = scene.word(b);
                word.has(Role::Among)
                    || word.has(Role::ScopeHead)
                    || word.has(Role::Preposition)
                    || word.has(Role::Scope)
            })
    });
    // «خرج من العشرة الأوائل»
    let left = i > start
        && scene.key(i - 1) == "من"
        && clause::last_verb(scene, clause::start(scene, i), i).is_some_and(|v| scene.word(v).has(Role::Leave));
    // «بقي الفيلم خارج المراكز العشرة الأولى»
    let outside = i > start && matches!(scene.key(i - 1), "خارج" | "دون");
    // «قائمة أكثر 10 أندية متابعة:»: what a list is called, at the head of its line.
    let title = best && i > 0 && scene.word(i - 1).has(Role::ScopeHead) && scene.starts_line(i - 1);
    if placed && best || left || title || outside {
        return None;
    }
    let firsts = matches!(scene.key(end), "الاولي" | "الاوايل" | "الاول" | "اوايل");
    // «ترتيب الجهات الأربع الأولى»: so many bodies, no place of one.
    let among = (start..i).rev().take(4).any(|b| scene.word(b).has(Role::Among) || scene.key(b) == "ضمن");
    let noun =
        i > start && (scene.is_nominal(i - 1) || scene.is_definite(i - 1) && !scene.word(i - 1).has(Role::MoveNoun));
    // «ضمن الأشهر السبعة الأولى»
    let group = noun && (!among || scene.word(i - 1).has(Role::Adverb));
    if !(best || firsts && (places || scene.key(at).starts_with("ال") && !group)) {
        return None;
    }
    let end = if firsts { end + 1 } else { end + usize::from(best && scene.is_nominal(end)) };
    let tokens = from..end;
    Some(Rank { value: many, high: None, qualifier: Qualifier::AtMost, tokens, cue: Cue::TopN })
}

/// Largest number of the best that somebody is counted among.
const MOST_BEST: f64 = 5000.0;

fn within(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    word.has(Role::Among)
        || word.has(Role::ScopeHead)
        || matches!(scene.key(i), "من" | "في" | "الي" | "ضمن" | "نادي" | "مصاف" | "زمره" | "نخبه")
}

/// «448 عالميا», «رقم 1 عربيا».
fn by_number(scene: &Scene<'_>, i: usize, found: &[Draft]) -> Option<Rank> {
    let number = scene.word(i).has(Role::RankNumber);
    // «رقم واحد خليجيا»
    // «رقم واحد في قائمة …»
    let where_from = |at: usize| {
        let listed = matches!(scene.key(at), "في" | "علي")
            && (scene.word(at + 1).has(Role::ScopeHead) || scene.platform(at + 1).is_some());
        scene.word(at).has(Role::Scope) || scene.word(at).has(Role::Among) || listed
    };
    let first = number && scene.key(i + 1) == "واحد" && where_from(i + 2);
    if first && !scene.starts_line(i + 1) {
        return Some(Rank::exact(1.0, i..i + 2, Cue::RankNoun));
    }
    let at = if number { past_small(scene, i + 1) } else { i };
    let whole = |kind| matches!(kind, QuantityKind::Cardinal | QuantityKind::Ordinal);
    let figure = figure(scene, at).filter(|f| whole(f.kind) && f.qualifier == Qualifier::Exact)?;
    let digits = figure.tokens.len() == 1;
    let next = scene.word(figure.tokens.end);
    // «الترند رقم 1 في السعودية»
    let trend = number && i > 0 && scene.word(i - 1).has(Role::ScopeHead);
    let scoped = next.has(Role::Scope) || number && where_from(figure.tokens.end) || trend;
    let start = scene.sentence(scene.sentence_of(i)).start;
    let row = found.last().is_some_and(|r| r.tokens.start >= start);
    let ordinal = figure.kind == QuantityKind::Ordinal;
    // «حلت المملكة 17 عالميا»
    let verb = (clause::start(scene, i)..i)
        .rev()
        .take(6)
        .any(|b| scene.word(b).verb && scene.word(b).senses.roles.any(PLACING));
    let placed = number || verb || row || ordinal || i == start || scene.key(i - 1).ends_with("ال");
    // «المركزين 22 و31»: the other of two.
    let other = found.last().is_some_and(|r| {
        let noun = scene.key(r.tokens.start);
        r.tokens.end + 1 == i
            && scene.key(i - 1) == "و"
            && noun.ends_with("ين")
            && scene.word(r.tokens.start).has(Role::MoveNoun)
    });
    (digits && (scoped && placed || other))
        .then(|| place(figure))
        .flatten()
        .map(|n| Rank::exact(n, i..figure.tokens.end, Cue::RankNoun))
}
