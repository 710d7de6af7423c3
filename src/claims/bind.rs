//! Binding: every figure of a text to the metric that it counts.

mod line;

use std::ops::Range;

use super::advert::{is_advert, is_numeral};
use super::clause;
use super::cue::{self, After};
use super::draft::{Cue, Draft};
use super::reading::Scene;
use crate::arabic::TokenKind;
use crate::lexicon::{MetricId, Role, Roles};
use crate::numbers::{Quantity, QuantityKind};
use crate::record::{Qualifier, Status};

/// Why a figure is no claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unbound {
    /// A date, a duration, a measure.
    Kind,
    /// An ordinal that is no rank.
    Ordinal,
    /// The numeral of a list item.
    Numeral,
    /// It counts a noun that is no metric.
    OtherNoun,
    /// Nothing says what it counts.
    NoCue,
    /// A sum over several owners.
    Sum,
    /// An offer, or the outlet's own invitation.
    Advert,
    /// No value: «عشرات الآلاف».
    Vague,
    /// The article has none of the words that the metric needs.
    Context,
}

impl Unbound {
    /// The reason in words.
    pub fn name(self) -> &'static str {
        match self {
            Unbound::Kind => "a date, a duration or a measure",
            Unbound::Ordinal => "an ordinal that is no rank",
            Unbound::Numeral => "the numeral of a list item",
            Unbound::OtherNoun => "it counts a noun that is no metric",
            Unbound::NoCue => "nothing says what it counts",
            Unbound::Sum => "a sum over several owners",
            Unbound::Advert => "an offer or an invitation",
            Unbound::Vague => "a vague amount",
            Unbound::Context => "the article does not speak of this metric's matter",
        }
    }
}

/// Those whose figures are summed up: «مجموع الثلاث», «مجموع هذه الثلاث».
const SUMMED: [&str; 7] = ["الثلاث", "الثلاثه", "الاربع", "الاربعه", "الاثنين", "الاثنتين", "الكل"];

/// Smallest figure that may leave out its unit without a metric noun right before it.
const ELIDED_FROM: f64 = 1000.0;

/// Binds the figures in text order. `taken` says which figures ranks and tables have claimed.
pub(super) fn bind(scene: &Scene<'_>, taken: &[bool], ranks: &[Draft]) -> Vec<Result<Draft, (usize, Unbound)>> {
    let mut bound: Vec<Option<Result<Draft, Unbound>>> = vec![None; scene.figures.len()];
    // From the back, so that a figure can share the unit of the next.
    for at in (0..scene.figures.len()).rev().filter(|at| !taken[*at]) {
        let next = bound.get(at + 1).and_then(Option::as_ref).and_then(|b| b.as_ref().ok());
        bound[at] = Some(by_cue(scene, at, next, ranks));
    }
    line::settle(scene, &mut bound, ranks);
    bound.into_iter().enumerate().filter_map(|(at, b)| b.map(|b| b.map_err(|why| (at, why)))).collect()
}

fn by_cue(scene: &Scene<'_>, at: usize, next: Option<&Draft>, ranks: &[Draft]) -> Result<Draft, Unbound> {
    let figure = &scene.figures[at];
    let start = scene.sentence(scene.sentence_of(figure.tokens.start)).start;
    match figure.kind {
        QuantityKind::Money => return Ok(draft(scene, figure, generic(scene, "money")?, None, Cue::Counted)),
        QuantityKind::Percent => return Ok(draft(scene, figure, generic(scene, "percent")?, None, Cue::Counted)),
        QuantityKind::Ordinal => return Err(Unbound::Ordinal),
        QuantityKind::Date | QuantityKind::Period | QuantityKind::Duration | QuantityKind::Quantity => {
            return Err(Unbound::Kind);
        }
        // «ما بين 10 و35 ألف ريال»
        QuantityKind::Range if figure.unit.is_some_and(|unit| unit != "%") => return Err(Unbound::Kind),
        _ if figure.number().is_none() => return Err(Unbound::Vague),
        _ if figure.unit == Some("%") => {
            return Ok(draft(scene, figure, generic(scene, "percent")?, None, Cue::Counted));
        }
        // «(بالمليون)», «بالآلاف»: the scale of a list.
        _ if scene.key(figure.tokens.start).starts_with("بال")
            && figure.tokens.len() == 1
            && figure.qualifier == Qualifier::Exact
            && is_word(scene, figure) =>
        {
            return Err(Unbound::Vague);
        }
        _ if is_numeral(scene, figure) => return Err(Unbound::Numeral),
        _ if counts_readers(scene, figure) => return Err(Unbound::Advert),
        _ => {}
    }
    // «…، ونهضة بركان 640.902، ومجموعها 4.667.477»
    let of_them = |i: usize| {
        let own = matches!(scene.key(i), "مجموعها" | "ومجموعها" | "مجموعهم" | "ومجموعهم" | "مجموعهما" | "ومجموعهما");
        own && i + 1 == figure.tokens.start && i > start && clause::figure_between(scene, start, i)
    };
    // «فيكون حاصل جمع الاثنين 29 ألفا», but «حاصل على 5 ملايين»
    let sum = |i: usize| {
        matches!(scene.key(i), "حاصل" | "وحاصل")
            && matches!(scene.key(i + 1), "جمعها" | "جمعهم" | "جمع" | "المجموعات" | "الثلاثه" | "الاثنين" | "الجميع")
            // «ليكون مجموع الثلاث 2.8 مليون»
            || matches!(scene.key(i), "مجموع" | "ومجموع")
                && SUMMED.contains(&scene.key(i + 1 + usize::from(matches!(scene.key(i + 1), "هذه" | "هولاء"))))
    };
    if (figure.tokens.start.saturating_sub(4).max(start)..figure.tokens.start).any(|i| sum(i) || of_them(i)) {
        return Err(Unbound::Sum);
    }
    // «كانت المحصلة 8 آلاف صوت لفهد»: of one, but «بمجموع 14 مليونا للثلاثة».
    let end = figure.tokens.end;
    let given = (end..end + 2).any(|i| scene.word(i).preposition == Some('ل') && scene.is_nominal(i));
    let summed = clause::any(scene, start, figure.tokens.start, Role::Sum);
    if summed.is_some_and(|i| figure.tokens.start - i <= 4) && !given || scene.word(end).has(Role::Sum) {
        return Err(Unbound::Sum);
    }
    if is_advert(scene, figure, start) {
        return Err(Unbound::Advert);
    }
    if names_award(scene, figure) {
        return Err(Unbound::OtherNoun);
    }
    counted(scene, figure, start, next, ranks)
}

fn counted(
    scene: &Scene<'_>,
    figure: &Quantity,
    start: usize,
    next: Option<&Draft>,
    ranks: &[Draft],
) -> Result<Draft, Unbound> {
    let end = figure.tokens.end;
    let first = figure.tokens.start;
    if let Some((metric, deed)) = cue::put_out_again(scene, clause::opening(scene, figure), end) {
        return Ok(Draft { governor: Some(deed), ..draft(scene, figure, metric, Some(end..deed), Cue::Verb) });
    }
    match cue::after(scene, end) {
        After::Metric(metric, to)
            if acts(scene, figure, metric, to) || is_errand(scene, metric, to) || is_entry(scene, metric, first) =>
        {
            Err(Unbound::OtherNoun)
        }
        After::Metric(metric, to) => {
            let (opens, unit) = (clause::opening(scene, figure), cue::past_quotes(scene, end));
            let metric = cue::done_by(scene, opens, metric, unit).unwrap_or(metric);
            let metric = cue::published(scene, start, first, cue::past_quotes(scene, end)).unwrap_or(metric);
            let same = cue::governor(scene, start, first).filter(|g| g.metric == metric && owned(scene, g, figure));
            Ok(Draft { governor: same.map(|g| g.at), ..draft(scene, figure, metric, Some(end..to), Cue::Counted) })
        }
        After::Person(unit, to) => {
            let before = cue::stands_for(scene, start, first, false);
            if before.as_ref().is_some_and(|g| follows_others(scene, g, first)) {
                return Err(Unbound::OtherNoun);
            }
            // «أمام أعضاء اللجنة وصول الصفحة إلى 200 ألف معجب»: what is counted says more than another noun before it.
            let other = |u: MetricId| !scene.lexicon.is_generic(u) && scene.lexicon.metric_name(u) != "users";
            let own = |g: &cue::Governor| g.verb || unit.is_none_or(|u| u == g.metric || !other(u));
            let before = before.filter(|g| own(g) && !takes_part(scene, g, first, to) && !turns_out(scene, g, to));
            let again = || cue::done_again(scene, start, first).map(|g| (g.metric, g.at));
            let verb = before.or_else(|| cue::verb_after(scene, to)).map(|g| (g.metric, g.at)).or_else(again);
            let governed = |g: usize| !clause::count_between(scene, g, first);
            let (metric, governor) =
                verb.map(|(m, g)| (m, Some(g))).or(unit.map(|u| (u, None))).ok_or(Unbound::OtherNoun)?;
            let cue = if governor.is_some() { Cue::Verb } else { Cue::Counted };
            let governor = governor.filter(|g| *g > first || governed(*g));
            Ok(Draft { governor, ..draft(scene, figure, metric, Some(end..to), cue) })
        }
        After::Times(to) => {
            let verb = cue::shown(scene, start, first).or_else(|| cue::stands_for(scene, start, first, true));
            let verb = verb.or_else(|| cue::often_again(scene, start, first)).or_else(|| cue::verb_after(scene, to));
            // «استخدمت الأغنية 800 ألف مرة» has no users.
            let done = |g: &cue::Governor| !cue::PEOPLED.contains(&scene.lexicon.metric_name(g.metric));
            let verb = verb.filter(|g| is_weighty(scene, figure) && done(g)).ok_or(Unbound::OtherNoun)?;
            let governor = Some(verb.at).filter(|_| !verb.counted);
            Ok(Draft { governor, ..draft(scene, figure, verb.metric, Some(end..to), Cue::Verb) })
        }
        After::Other => {
            let unit = cue::past_quotes(scene, end);
            let tokens = Some(end..unit + scene.word(unit).len.max(1));
            // «يستخدمه 28 مليون عراقي»: whoever does so, the verb has its object.
            let opens = clause::opening(scene, figure);
            let behind = unit + scene.word(unit).len.max(1);
            // «5 ملايين مغربي يتابعون صفحة …»
            let after = || cue::verb_after(scene, behind).filter(|g| g.at == behind && scene.word(behind).verb);
            let verb = cue::done_to(scene, opens).or_else(|| cue::do_to(scene, opens, behind)).or_else(after);
            // Who does so is named by an Arabic noun.
            let people = scene.tokens.get(unit).is_some_and(|t| t.kind == TokenKind::Word);
            if let Some(verb) = verb.filter(|_| people && is_weighty(scene, figure)) {
                return Ok(Draft { governor: Some(verb.at), ..draft(scene, figure, verb.metric, tokens, Cue::Verb) });
            }
            let metric = cue::published(scene, start, first, unit).ok_or(Unbound::OtherNoun)?;
            Ok(draft(scene, figure, metric, tokens, Cue::Counted))
        }
        After::Nothing => elided(scene, figure, start, next, ranks),
    }
}

/// «درع المليون مشترك», «دروع الـ100 ألف والمليون»: an award is called by the level that it is given for.
fn names_award(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let opens = clause::opening(scene, figure);
    let joined = |i: usize| scene.word(i).figure.is_some() || scene.is_clitic(i) || scene.is_quote(i);
    let noun = (opens.saturating_sub(AWARD_BACK)..opens).rev().find(|i| !joined(*i));
    let named = noun.is_some_and(|i| scene.word(i).has(Role::Award) && !scene.word(i).article);
    named && (scene.is_definite(figure.tokens.start) || scene.is_clitic(opens) || opens < figure.tokens.start)
}

/// Tokens back from a figure to the award called by it, other figures between them.
const AWARD_BACK: usize = 8;

/// How many people may be meant when they act rather than follow or belong.
const ACTING_BELOW: f64 = 10_000.0;

/// What an account does to others.
const FOLLOWING: [&str; 2] = ["followers", "subscribers"];

/// «استقال 5 أعضاء», «اشتكى 300 مشترك»: so many did something; that is no level.
fn acts(scene: &Scene<'_>, figure: &Quantity, metric: MetricId, to: usize) -> bool {
    let people = cue::PEOPLED.contains(&scene.lexicon.metric_name(metric));
    let few = figure.number().is_some_and(|n| n < ACTING_BELOW);
    people && few && cue::acting(scene, clause::opening(scene, figure), to)
}

/// «230 زيارة تفتيشية»: visits of a kind are paid to places.
fn is_errand(scene: &Scene<'_>, metric: MetricId, to: usize) -> bool {
    let word = scene.word(to);
    let kind = scene.key(to).ends_with("يه") && !word.article && !word.conjunction && !scene.starts_line(to);
    let often = matches!(scene.key(to), "يوميه" | "شهريه" | "سنويه" | "اسبوعيه" | "حقيقيه" | "الكترونيه" | "اضافيه");
    // «480 عضو هيئة تدريس»
    let staff = scene.lexicon.metric_name(metric) == "members" && scene.key(to) == "هييه" && !scene.starts_line(to);
    staff || scene.lexicon.metric_name(metric) == "visits" && kind && !often
}

/// «قرأ الخبر 1053», «عدد الزيارات لهذه الصفحة: 893»: a short line in which the outlet counts who read it.
fn counts_readers(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let line = scene.line(figure.tokens.start);
    let own = |i: usize| {
        let text = matches!(scene.key(i), "الخبر" | "المقال" | "الموضوع" | "الصفحه" | "التقرير");
        let read = i > line.start
            && matches!(scene.key(i - 1), "قرا" | "شاهد" | "طالع" | "تصفح" | "هذا" | "هذه" | "لهذا" | "لهذه");
        text && read || matches!(scene.key(i), "للخبر" | "للمقال" | "للموضوع")
    };
    line.len() <= LONGEST_COUNTER && figure.unit.is_none() && line.clone().any(own)
}

/// Longest line of such a counter, in tokens.
const LONGEST_COUNTER: usize = 8;

/// «تلقت مسابقة القصة 315 مشاركة»: what is sent in to a contest or shown at a fair is shared by nobody.
fn is_entry(scene: &Scene<'_>, metric: MetricId, figure: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(figure));
    let contest = |i: usize| CONTESTS.contains(&super::anaphora::bare_key(scene, i));
    let online = sentence.clone().any(|i| scene.platform(i).is_some());
    scene.lexicon.metric_name(metric) == "shares" && !online && (sentence.start..figure).any(contest)
}

/// What others take part in.
const CONTESTS: [&str; 11] =
    ["مسابقه", "مسابقات", "جايزه", "معرض", "مهرجان", "بطوله", "ملتقي", "منتدي", "موتمر", "سباق", "ماراثون"];

/// «الفنان يتابع فقط 17 شخصا», «لا تتابع إلا 49 شخصا»: whom they follow.
fn follows_others(scene: &Scene<'_>, governor: &cue::Governor, first: usize) -> bool {
    let word = scene.word(governor.at);
    let bare = governor.verb && word.pronoun.is_none() && word.len > 0;
    let opens = clause::opening_of(scene, first);
    let only = matches!(scene.key(governor.at + 1), "فقط" | "الا" | "سوي" | "غير");
    let direct = opens == governor.at + 1 || opens == governor.at + 2 && only;
    let few = scene.word(first).figure.and_then(|f| scene.figures[f].number()).is_some_and(|n| n < ACTING_BELOW);
    let follows = FOLLOWING.contains(&scene.lexicon.metric_name(governor.metric));
    let Some(mut before) = governor.at.checked_sub(1) else { return false };
    // «لا تتابع إلا …»
    before -= usize::from(before > 0 && scene.word(before).has(Role::Negation));
    bare && direct && few && follows && scene.is_nominal(before)
}

/// «شارك 3 آلاف شخص في الماراثون», «نزل عشرة آلاف شخص إلى الشوارع»: the verb has no object and no platform is named.
fn takes_part(scene: &Scene<'_>, governor: &cue::Governor, first: usize, to: usize) -> bool {
    let bare = governor.verb && scene.word(governor.at).pronoun.is_none() && scene.word(governor.at).len > 0;
    let direct = bare && clause::opening_of(scene, first) == governor.at + 1;
    let mut sentence = scene.sentence(scene.sentence_of(first));
    // «يتابع 12 حسابا»: accounts right after the verb are what somebody follows.
    if direct && (first..to).any(|i| scene.head(i) == Some(crate::lexicon::Head::Account)) {
        return true;
    }
    direct && scene.word(to).has(Role::Preposition) && !sentence.any(|i| scene.platform(i).is_some())
}

/// «صوت 61 ألف ناخب في الدائرة»: who votes for nobody named turns out.
fn turns_out(scene: &Scene<'_>, governor: &cue::Governor, to: usize) -> bool {
    let votes = scene.lexicon.metric_name(governor.metric) == "votes" && scene.word(governor.at).len == 1;
    let bare =
        scene.key(governor.at).trim_start_matches(['و', 'ف']) == "صوت" && !scene.key(governor.at + 1).starts_with('ل');
    votes && bare && !(to..to + 2).any(|i| scene.key(i).starts_with('ل'))
}

/// A figure without its unit.
fn elided(
    scene: &Scene<'_>,
    figure: &Quantity,
    start: usize,
    next: Option<&Draft>,
    ranks: &[Draft],
) -> Result<Draft, Unbound> {
    if let Some(next) = next.filter(|n| shares_unit(scene, figure, n) && !is_dual(scene, figure)) {
        return Ok(shared(scene, figure, next));
    }
    let first = figure.tokens.start;
    if let Some(rank) = bracketed_rank(scene, figure, ranks) {
        return Ok(Draft {
            value: figure.number().unwrap_or_default(),
            ..draft(scene, figure, rank, None, Cue::Bracket)
        });
    }
    if let Some(noun) = cue::predicate(scene, figure.tokens.end).filter(|_| is_weighty(scene, figure)) {
        return Ok(Draft { governor: Some(noun.at), ..draft(scene, figure, noun.metric, None, Cue::Governed) });
    }
    // «10.7 ملايين يتابعونها على إنستغرام»
    let done = scene.word(figure.tokens.end);
    if let Some(metric) =
        done.senses.metric.verb.filter(|_| done.pronoun.is_some() && !done.conjunction && is_weighty(scene, figure))
    {
        return Ok(Draft { governor: Some(figure.tokens.end), ..draft(scene, figure, metric, None, Cue::Verb) });
    }
    // «الحلقات الـ 48»: a definite number counts the noun before it.
    let opens = clause::opening(scene, figure);
    let counted = (opens..=first).any(|i| matches!(scene.key(i), "ال")) && opens > 0 && scene.is_definite(opens - 1);
    if counted && scene.is_nominal(opens - 1) && !is_weighty(scene, figure) {
        return Err(Unbound::OtherNoun);
    }
    // «العدد 1432»: the number of an issue.
    if first > 0 && scene.key(first - 1) == "العدد" && figure.tokens.len() == 1 || is_dual(scene, figure) {
        return Err(Unbound::OtherNoun);
    }
    // People counted before are none of what an account passes.
    let passed = |g: &cue::Governor| {
        let between = scene.figures_in(&(g.at..first + 1)).iter();
        between.filter(|f| is_weighty(scene, f)).any(|f| line::reached(scene, f.tokens.start))
    };
    let other = |g: &cue::Governor| scene.lexicon.is_generic(g.metric) && passed(g);
    // «منهم 7 ملايين حضروا المهرجان»: they did something else.
    let next = scene.word(figure.tokens.end);
    if next.verb
        && scene.key(figure.tokens.end).ends_with("وا")
        && next.senses.metric.verb.is_none()
        && !next.conjunction
    {
        return Err(Unbound::OtherNoun);
    }
    let governor = cue::governor(scene, start, first).filter(|g| !other(g)).ok_or(Unbound::NoCue)?;
    let weighty = is_weighty(scene, figure);
    let weighty = weighty || scene.has_tabs && governor.counted && super::table::tab_before(scene, first);
    let close = !governor.counted && !governor.verb && !clause::figure_between(scene, governor.at, first);
    if !(weighty || close && !is_year(figure) && stated(scene, governor.at, first)) {
        return Err(Unbound::NoCue);
    }
    let cue = match (governor.counted, governor.verb) {
        (true, _) => Cue::Elided,
        (_, true) => Cue::Verb,
        _ if clause::figure_between(scene, governor.at, first) => Cue::Elided,
        _ => Cue::Governed,
    };
    let at = (cue == Cue::Governed || cue == Cue::Verb)
        .then_some(governor.at)
        .filter(|g| !super::mention::is_criterion(scene, *g));
    Ok(Draft { governor: at, ..draft(scene, figure, governor.metric, None, cue) })
}

fn is_word(scene: &Scene<'_>, figure: &Quantity) -> bool {
    scene.key(figure.tokens.start).chars().all(char::is_alphabetic)
}

/// «هدفين»: two of a noun that is no metric.
fn is_dual(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let key = scene.key(figure.tokens.start);
    let word = key.chars().all(char::is_alphabetic);
    figure.number() == Some(2.0) && figure.tokens.len() == 1 && word && !key.contains("ثن")
}

/// Whether a figure is large enough, or written with a scale, to be more than a list numeral or a year.
pub(super) fn is_weighty(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let letters =
        figure.tokens.clone().any(|i| scene.tokens.get(i).is_some_and(|t| t.kind == crate::arabic::TokenKind::Word));
    let value = figure.number().unwrap_or_default();
    value >= ELIDED_FROM && (letters || !is_year(figure))
}

fn is_year(figure: &Quantity) -> bool {
    let plain = figure.tokens.len() == 1 && figure.figure.len() == 4;
    plain && figure.number().is_some_and(|n| (1900.0..2100.0).contains(&n))
}

/// «26 و31 مليون تحميل»: nothing but و or a comma between, and the next has a unit.
fn shares_unit(scene: &Scene<'_>, figure: &Quantity, next: &Draft) -> bool {
    let gap = figure.tokens.end..next.tokens.start;
    let joined = |i: usize| {
        matches!(scene.key(i), "و" | "،" | "," | "أو" | "ثم")
            || scene.is_quote(i)
            || scene.word(i).len == 1 && scene.key(i) == "و"
    };
    gap.len() <= 3
        && gap.clone().all(joined)
        && (!gap.is_empty() || scene.key(next.tokens.start).starts_with('و'))
        && !next.cue.is_rank()
}

fn shared(scene: &Scene<'_>, figure: &Quantity, next: &Draft) -> Draft {
    let value = figure.number().unwrap_or_default();
    let scale = scene.word(next.tokens.start).figure.map_or(1.0, |f| scale(scene, &scene.figures[f], next.value));
    let value = if value < ELIDED_FROM { value * scale } else { value };
    Draft { value, ..draft(scene, figure, next.metric, None, Cue::SharedUnit) }
}

/// The scale of a figure like «31 مليون»: its value over its digits, when that is a power of a thousand.
fn scale(scene: &Scene<'_>, figure: &Quantity, value: f64) -> f64 {
    let text = scene.tokens.slice(figure.tokens.clone());
    let digits: String =
        text.chars().map_while(|c| crate::arabic::fold_char(c).filter(|d| d.is_ascii_digit() || *d == '.')).collect();
    let scale = value / digits.parse::<f64>().unwrap_or(f64::NAN);
    let near = |power: f64| (scale / power - 1.0).abs() < 1e-9;
    [1e3, 1e6, 1e9, 1e12].into_iter().find(|p| near(*p)).unwrap_or(1.0)
}

/// «وروما (20)»: a lone number in brackets after an entity, where places were named just before.
fn bracketed_rank(scene: &Scene<'_>, figure: &Quantity, ranks: &[Draft]) -> Option<MetricId> {
    let (first, end) = (figure.tokens.start, figure.tokens.end);
    let alone = first > 0 && scene.key(first - 1) == "(" && scene.key(end) == ")";
    // «في (4) مؤشرات» counts them.
    let alone = alone && first > 1 && !scene.word(first - 2).has(Role::Preposition) && !scene.word(first - 2).verb;
    let value = figure.number()?;
    let place = alone && value.fract() == 0.0 && (1.0..10_000.0).contains(&value) && !is_year(figure);
    let sentence = scene.sentence_of(first);
    let near = ranks.get(ranks.partition_point(|r| r.tokens.start < first).checked_sub(1)?)?;
    let opens = scene.sentence(sentence).start;
    let goes_on = (opens..opens + 3).any(|i| scene.word(i).has(Role::Connector) || scene.word(i).has(Role::Follow));
    // «وجاءت البقية على النحو التالي: عمان (77)، …»
    let as_follows =
        |i: usize| matches!(scene.key(i), "التالي" | "الاتي" | "كالتالي" | "كالاتي" | "يلي") && scene.key(i + 1) == ":";
    let goes_on = goes_on || (opens..first).any(as_follows) || descends(scene, sentence, near.value);
    // «تصدرت المهندسة القائمة بـ2977 صوتا، تلاها مازن (2861)»: of what was counted since, no place.
    let counts = scene.figures_in(&(near.tokens.end..first)).iter().filter(|f| f.tokens.end <= first);
    let since =
        counts.filter(|f| scene.word(f.tokens.end).unit().is_some_and(|m| !scene.lexicon.is_generic(m))).count();
    if near.cue == Cue::First && since > 0 {
        return None;
    }
    let close = near.tokens.start >= opens || goes_on && scene.sentence_of(near.tokens.start) + 1 == sentence;
    (place && close).then_some(near.metric)
}

/// From which place on a row of numbers in brackets is one of places: ages and the minutes of goals rise too.
const FAR_PLACE: f64 = 100.0;

/// «حلت الجامعة في المرتبة 612 … ونجد جامعات بجاية (834) وتلمسان (861)»: nothing but numbers in brackets behind names, each farther than the last.
fn descends(scene: &Scene<'_>, sentence: usize, mut last: f64) -> bool {
    let mut row = 0;
    for figure in scene.figures_in(&scene.sentence(sentence)) {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        let alone = first > 1 && scene.key(first - 1) == "(" && scene.key(end) == ")" && scene.is_nominal(first - 2);
        match figure.number().filter(|n| alone && last >= FAR_PLACE && *n > last) {
            Some(value) => (row, last) = (row + 1, value),
            None => return false,
        }
    }
    row > 1
}

fn generic(scene: &Scene<'_>, name: &str) -> Result<MetricId, Unbound> {
    scene.lexicon.metric(name).ok_or(Unbound::NoCue)
}

pub(super) fn draft(
    scene: &Scene<'_>,
    figure: &Quantity,
    metric: MetricId,
    unit: Option<Range<usize>>,
    cue: Cue,
) -> Draft {
    let end = unit.as_ref().map_or(figure.tokens.end, |u| u.end);
    Draft {
        metric,
        value: figure.number().unwrap_or_default(),
        value_high: figure.value_high,
        qualifier: qualifier(scene, figure),
        tokens: figure.tokens.start..end,
        opens: clause::opening(scene, figure),
        unit: unit.map(|u| cue::past_quotes(scene, u.start)..u.end),
        cue,
        governor: None,
        status: Status::Stated,
        warnings: figure.flags.iter().map(|f| (*f).to_owned()).collect(),
        row: None,
    }
}

/// The figure's own hedge; a verb that reaches a level is none: «يصل إلى 700 ألف» is a limit only of prices and offers.
fn qualifier(scene: &Scene<'_>, figure: &Quantity) -> Qualifier {
    let hedge = scene.tokens.at_scalar(figure.span.start)..figure.tokens.start;
    let reaches = figure.qualifier == Qualifier::AtMost && hedge.clone().any(|i| scene.word(i).has(Role::Level));
    if reaches { Qualifier::Exact } else { figure.qualifier }
}

/// Whether the owner of a metric noun is the figure's owner too: nothing stands between that counts or ranks.
fn owned(scene: &Scene<'_>, governor: &cue::Governor, figure: &Quantity) -> bool {
    let first = figure.tokens.start;
    let between = clause::figure_between(scene, governor.at, first) || (governor.at..first).any(|i| scene.word(i).rank);
    let reopened =
        (governor.at..first).any(|i| scene.word(i).has(Role::Clause) && !matches!(scene.key(i), "وهو" | "وهي" | "وهم"));
    let criterion = reopened || super::mention::is_criterion(scene, governor.at);
    // «وفق حصر أصوات الدائرة، حصل المرشح على 48 ألف صوت»
    let parted = |i: usize| i > governor.at && matches!(scene.key(i - 1), "،" | ",");
    // «في فرز أصوات التجار حاز فلان 11 ألف صوت»
    let gained = |i: usize| {
        let word = scene.word(i);
        let person = scene.is_given(i + 1) || scene.head(i + 1) == Some(crate::lexicon::Head::Person);
        word.verb && word.has(Role::Level) && word.preposition.is_none() && person
    };
    !governor.counted
        && !between
        && !criterion
        && !(governor.at + 1..first).any(gained)
        && !(governor.at..first)
            .any(|i| scene.word(i).verb && (scene.word(i).conjunction || scene.word(i).has(Role::Follow) || parted(i)))
}

/// Between a metric noun and a small figure without a unit there must be a verb of level, a colon or إلى; no telephone.
fn stated(scene: &Scene<'_>, governor: usize, figure: usize) -> bool {
    let levels = Roles::all(&[Role::Level, Role::Exceed, Role::Nearly, Role::Place]);
    let says =
        (governor..figure).any(|i| scene.word(i).senses.roles.any(levels) || matches!(scene.key(i), ":" | "الي"));
    let before =
        (governor.saturating_sub(3)..governor).any(|i| scene.word(i).verb && scene.word(i).senses.roles.any(levels));
    let number = (figure.saturating_sub(3)..figure).any(|i| scene.word(i).has(Role::RankNumber));
    (says || before) && !number
}
