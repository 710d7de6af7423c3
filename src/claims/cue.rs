//! Cues: what a figure counts, by the words after it, before it, or by the verb.

use super::reading::Scene;
use crate::lexicon::{Head, MetricId, Role};
use crate::numbers::QuantityKind;

/// Metrics whose verbs take their object by a preposition: «يشترك في القناة».
const JOINED: [&str; 2] = ["subscribers", "interactions"];

/// Metrics that are people.
pub(super) const PEOPLED: [&str; 4] = ["followers", "subscribers", "members", "users"];

/// What stands right after a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// A metric's noun, up to this token (exclusive).
    Metric(MetricId, usize),
    /// People who may stand for the metric of a verb; the metric they are when there is none.
    Person(Option<MetricId>, usize),
    /// «مرة»: the metric is in the verb.
    Times(usize),
    /// Some other noun: the figure counts that.
    Other,
    /// No noun: the unit is left out.
    Nothing,
}

/// «3.6 مليون هو عدد متابعي الفنانة»: the metric noun that a copula after the figure leads to.
pub(super) fn predicate(scene: &Scene<'_>, end: usize) -> Option<Governor> {
    let at = past_quotes(scene, end);
    if !matches!(scene.key(at), "هو" | "هي" | "كان" | "كانت" | "هذا") {
        return None;
    }
    let noun = (at + 1..at + 4).find(|i| scene.word(*i).metric().is_some())?;
    // «هذا ما بلغته مشاهدات الفيلم»
    let reached = |i: usize| scene.key(i) == "ما" || scene.word(i).verb && scene.word(i).has(Role::Level);
    let total = |i: usize| scene.word(i).has(Role::Total) || scene.word(i).has(Role::Whole) || reached(i);
    let metric = scene.word(noun).metric().filter(|m| !scene.lexicon.is_generic(*m))?;
    (at + 1..noun).all(total).then_some(Governor { metric, at: noun, counted: false, verb: false })
}

/// Reads the words after a figure that ends before token `end`.
pub(super) fn after(scene: &Scene<'_>, end: usize) -> After {
    let at = past_quotes(scene, end);
    let word = scene.word(at);
    if scene.starts_line(at) || word.conjunction || word.preposition.is_some() {
        return After::Nothing;
    }
    let next = at + word.len.max(1);
    let metric = word.senses.metric;
    if metric.times {
        return After::Times(next);
    }
    if let Some((id, next)) = second_unit(scene, next).filter(|_| metric.person || word.unit().is_some()) {
        return After::Metric(id, next);
    }
    match word.unit() {
        unit if metric.person => After::Person(unit, next),
        Some(unit) => After::Metric(unit, next),
        None if scene.is_nominal(at) && !word.article && word.senses.platform.is_none() => After::Other,
        // «12 هدفا», «هدفين»: a noun that looks like a verb.
        None if word.verb
            && word.pronoun.is_none()
            && scene.key(at).ends_with('ا')
            && !scene.key(at).ends_with("وا") =>
        {
            After::Other
        }
        None => After::Nothing,
    }
}

/// «335 ألف مستخدم علامة أعجبني»: of two nouns the second says what is counted.
fn second_unit(scene: &Scene<'_>, at: usize) -> Option<(MetricId, usize)> {
    let mut at = past_quotes(scene, at);
    // «علامة» may stand before the name of what is given, «زر» before what is pressed.
    let given = scene.key(at) == "علي" && matches!(scene.key(at + 1), "زر" | "علامه");
    at += usize::from(given);
    let sign = matches!(scene.key(at), "علامه" | "زر" | "ايقونه");
    if sign {
        at = past_quotes(scene, at + 1);
    }
    let word = scene.word(at);
    let free = !word.conjunction && word.preposition.is_none() && (!word.article || sign) && !scene.starts_line(at);
    let unit = word.unit().filter(|u| free && !scene.lexicon.is_generic(*u))?;
    Some((unit, at + word.len.max(1)))
}

/// Past closing and opening quotation marks.
pub(super) fn past_quotes(scene: &Scene<'_>, mut i: usize) -> usize {
    i += usize::from(closes_number(scene, i));
    while scene.is_quote(i) && !scene.starts_line(i) {
        i += 1;
    }
    i
}

/// «(4,118) منشورا»: the bracket behind a number by itself, before what it counts.
fn closes_number(scene: &Scene<'_>, i: usize) -> bool {
    let figure = i.checked_sub(1).filter(|_| scene.key(i) == ")").and_then(|b| scene.word(b).figure);
    let alone = figure
        .map(|f| &scene.figures[f].tokens)
        .is_some_and(|f| f.end == i && f.start > 0 && scene.key(f.start - 1) == "(");
    let next = scene.word(i + 1);
    let counts = next.unit().is_some() || next.senses.metric.person || next.senses.metric.times;
    alone && counts && !next.conjunction && !next.article && next.preposition.is_none() && !scene.starts_line(i + 1)
}

/// A metric word before a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Governor {
    pub metric: MetricId,
    pub at: usize,
    /// Whether it is the unit of an earlier figure.
    pub counted: bool,
    /// Whether it is a verb.
    pub verb: bool,
}

/// The nearest metric word between `start` and `figure` that an elided figure can take its metric from.
///
/// Another kind of figure on the way (money, percent) ends the search: what follows it goes on in that kind.
pub(super) fn governor(scene: &Scene<'_>, start: usize, figure: usize) -> Option<Governor> {
    let mut past = figure;
    for i in (start..figure).rev() {
        // «مجموع التفاعلات (إعجابات وتعليقات): 9 آلاف»: what stands in brackets only explains.
        if i >= past {
            continue;
        }
        if scene.key(i) == ")" {
            past = aside_start(scene, start, i).unwrap_or(past);
        }
        let word = scene.word(i);
        let kind = word.figure.map(|f| scene.figures[f].kind);
        if matches!(kind, Some(QuantityKind::Money | QuantityKind::Percent)) {
            return None;
        }
        if let Some(found) = governs(scene, start, i).filter(|_| !is_in_title(scene, i, figure) && !is_since(scene, i))
        {
            return Some(found);
        }
    }
    None
}

/// «منذ ظهوره», «فور نشره»: a time, by what was done then.
fn is_since(scene: &Scene<'_>, i: usize) -> bool {
    let time = i > 0 && matches!(scene.key(i - 1), "منذ" | "فور" | "عقب" | "غداه");
    time && scene.word(i).pronoun.is_some() && scene.word(i).figure.is_none()
}

/// Most tokens of a title: what is longer is speech.
const LONGEST_TITLE: usize = 12;

/// Most tokens of what explains a metric in brackets.
const LONGEST_ASIDE: usize = 12;

/// Where the bracket opens that closes at token `end`, if no figure stands in it.
fn aside_start(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let inside = (start.max(end.saturating_sub(LONGEST_ASIDE))..end).rev();
    let at = inside.take_while(|i| scene.word(*i).figure.is_none()).find(|i| scene.key(*i) == "(")?;
    scene.word(at.checked_sub(1)?).metric().is_some().then_some(at)
}

/// «شوهد برومو «ورد وشوك» … 8 ملايين مرة»: whether a title holds token `i` that ends before the figure.
fn is_in_title(scene: &Scene<'_>, i: usize, figure: usize) -> bool {
    let mut marks = (i + 1..figure.min(i + LONGEST_TITLE)).filter(|at| matches!(scene.key(*at), "«" | "»" | "“" | "”"));
    let alone = i > 0 && scene.is_quote(i - 1) && scene.is_quote(i + scene.word(i).len.max(1));
    !alone && marks.next().is_some_and(|at| matches!(scene.key(at), "»" | "”"))
}

fn governs(scene: &Scene<'_>, start: usize, i: usize) -> Option<Governor> {
    let word = scene.word(i);
    if word.len == 0 {
        return None;
    }
    let counted = super::mention::counted(scene, i);
    let i = if counted { i } else { super::mention::outermost(scene, i, start) };
    let word = scene.word(i);
    let metric = if counted { counted_metric(scene, start, i) } else { word.metric() };
    // «أي ما يعادل نصف سكان البلاد»: what a share is of does not go on.
    let share = |m: MetricId| {
        let figure = (start..i).rev().take(3).find_map(|f| scene.word(f).figure).map(|f| &scene.figures[f]);
        counted && scene.lexicon.is_generic(m) && figure.is_some_and(|f| f.number().is_some_and(|n| n < 1.0))
    };
    if let Some(metric) = metric.filter(|m| !share(*m)) {
        // «عدد السكان» governs, «السكان» alone does not.
        let total = || super::mention::before(scene, i, start).is_some_and(|b| scene.word(b).has(Role::Total));
        // One thing of its kind («تغريدة الملك») is no measure.
        let thing = word.senses.head.is_some() && !counted;
        // «زوارها تجاوزوا 11 مليونا»: with an owner it is a number of them.
        let owned = word.pronoun.is_some() && scene.lexicon.metric_name(metric) == "people";
        let governs = !scene.lexicon.is_generic(metric) && !thing || counted || owned || total();
        return governs.then_some(Governor { metric, at: i, counted, verb: false });
    }
    verb(scene, i)
}

/// The metric of the unit at `i`; of people who stand for a verb's metric, that.
fn counted_metric(scene: &Scene<'_>, start: usize, i: usize) -> Option<MetricId> {
    let word = scene.word(i);
    let figure = || (start..i).rev().find_map(|f| scene.word(f).figure).map(|f| scene.figures[f].tokens.start);
    let verb = || stands_for(scene, start, figure()?, false).map(|g| g.metric);
    if word.senses.metric.person { verb().or(word.unit()) } else { word.unit() }
}

/// «علق عليه 14 ألف متابع», «شاهده 5 ملايين مشترك»: the metric of the verb right before a figure of people.
pub(super) fn done_by(scene: &Scene<'_>, opens: usize, counted: MetricId, unit: usize) -> Option<MetricId> {
    let people = ["followers", "subscribers", "users", "members"].contains(&scene.lexicon.metric_name(counted));
    // «أعاد نشره 3,100 حساب»
    let people = people || scene.head(unit) == Some(Head::Account);
    let at = opens.checked_sub(1).filter(|_| people)?;
    let word = scene.word(at);
    let object = word.pronoun.is_some() || word.len == 0;
    // «يتابعها 870 ألف مشترك» are subscribers.
    let joined = scene.lexicon.metric_name(counted) == "subscribers";
    let follows = |m: &MetricId| scene.lexicon.metric_name(*m) == "followers";
    // «يتفاعل معه 120 ألف متابع» are followers.
    let meets = |m: &MetricId| {
        scene.lexicon.metric_name(*m) == "interactions" && scene.lexicon.metric_name(counted) == "followers"
    };
    word.senses.metric.verb.filter(|m| object && !(joined && follows(m) || meets(m)))
}

/// How many words of time stand between a verb and its figure at most, with the verb.
const LONGEST_ADVERB: usize = 4;

/// The verb of a metric right before a figure, with the pronoun of what it is done to.
pub(super) fn done_to(scene: &Scene<'_>, opens: usize) -> Option<Governor> {
    // «نزله حتى الآن 6 ملايين مصري»
    let adverb = |i: usize| scene.word(i).has(Role::Adverb) || scene.key(i) == "حتي";
    let at = (opens.saturating_sub(LONGEST_ADVERB)..opens).rev().find(|i| !adverb(*i))?;
    if scene.word(at).pronoun.is_none() && scene.word(at).len > 0 {
        return None;
    }
    // «يتابع صفحتها 3.7 مليون أردني»
    let page = scene.head(at) == Some(Head::Account);
    let at = if page { at.checked_sub(1)? } else { at };
    verb(scene, at).filter(|_| scene.word(at).verb)
}

/// «أعاد 84 ألف حساب نشر التدوينة»: the shares of those who stand between a verb and its deed, and where that is.
pub(super) fn put_out_again(scene: &Scene<'_>, opens: usize, end: usize) -> Option<(MetricId, usize)> {
    let verb = scene.key(opens.checked_sub(1)?).trim_start_matches(['و', 'ف']);
    let deed = past_quotes(scene, end) + 1;
    let again = matches!(verb, "اعاد" | "اعادت" | "اعادوا" | "يعيد" | "تعيد");
    let out = matches!(
        scene.key(deed),
        "نشر" | "نشره" | "نشرها" | "تغريد" | "تغريده" | "تغريدها" | "مشاركه" | "مشاركته" | "مشاركتها"
    );
    scene.lexicon.metric("shares").filter(|_| again && out).map(|shares| (shares, deed))
}

/// «ويستعمل 8 ملايين تونسي فيسبوك», «يتابع مليون مغربي صفحة …»: the verb before a figure of people whose object follows them at once.
pub(super) fn do_to(scene: &Scene<'_>, opens: usize, to: usize) -> Option<Governor> {
    let at = opens.checked_sub(1)?;
    let object = scene.word(to);
    let named =
        object.senses.platform.is_some() || object.senses.head.is_some() || object.article || scene.is_quote(to);
    let free = named && !scene.starts_line(to) && !object.conjunction && object.preposition.is_none();
    verb(scene, at).filter(|_| free && scene.word(at).verb && scene.word(at).pronoun.is_none())
}

/// The metric that the thing counted at `unit` is one of, where an account brings it out: «نشرت الصفحة 900 مقطع».
pub(super) fn published(scene: &Scene<'_>, start: usize, figure: usize, unit: usize) -> Option<MetricId> {
    let metric = scene.word(unit).senses.metric.item?;
    let clause = super::clause::start(scene, figure);
    let verb = super::clause::last_verb(scene, clause, figure).filter(|v| scene.word(*v).has(Role::Publish))?;
    let online = |i: usize| scene.head(i) == Some(Head::Account) || scene.platform(i).is_some();
    (start..figure).any(online).then_some(metric).filter(|_| verb < figure)
}

/// A verb of a metric with its object: «يتابعه», «ويتابع حساب … 30 مليون»; «وتابع أن» goes on to say something.
/// What accounts are followed by.
const FOLLOWING: [&str; 2] = ["followers", "subscribers"];

/// What is watched once.
const EVENTS: [&str; 14] = [
    "حفل",
    "مباراه",
    "جلسه",
    "بث",
    "مراسم",
    "عرض",
    "نهايي",
    "خطاب",
    "ندوه",
    "افتتاح",
    "قرعه",
    "سهره",
    "مناظره",
    "حلقه",
];

fn verb(scene: &Scene<'_>, i: usize) -> Option<Governor> {
    let word = scene.word(i);
    let metric = word.senses.metric.verb?;
    // «يشارك في», «نزل إلى»: without an object it says something else.
    // «يتابع علي علوان»: a name where the text writes the preposition with its own letter.
    let named = scene.key(i + word.len.max(1)) == "علي" && !scene.word(i + word.len.max(1)).has(Role::Preposition);
    let past = word.pronoun.is_none()
        && !named
        && matches!(scene.key(i + word.len.max(1)), "في" | "فيه" | "فيها" | "الي" | "من" | "علي");
    // «حُمّل من متجر «غوغل بلاي»»: from where it is got.
    let next = i + word.len.max(1);
    let store = scene.key(next) == "من" && super::anaphora::bare_key(scene, next + 1).starts_with("متجر");
    let store = store && scene.lexicon.metric_name(metric) == "downloads";
    // «شوهد على يوتيوب 7 ملايين مرة»
    // «شوهد على منصة إكس», «على المنصة نفسها», «على قناة النادي»
    let host = |i: usize| {
        let run = scene.head(i) == Some(Head::Account) || scene.word(i).senses.platform_head;
        scene.platform(i).is_some() || run && scene.lexicon.metric_name(metric) == "views"
    };
    let store = store || matches!(scene.key(next), "علي" | "في") && host(next + 1);
    // «58 ألف شخص ضغطوا زر الإعجاب على صفحة …»
    let pressed = word.len > 1 && scene.lexicon.metric_name(metric) == "likes";
    if past && !store && !pressed && !JOINED.contains(&scene.lexicon.metric_name(metric)) {
        return None;
    }
    // «تحمل الوسم», «نزل رصيده»: what nobody downloads.
    let bare = scene.lexicon.metric_name(metric) == "downloads" && word.pronoun.is_none() && word.len == 1;
    let borne =
        matches!(super::anaphora::bare_key(scene, next), "وسم" | "هاشتاغ" | "هاشتاق" | "اسم" | "شعار" | "عنوان");
    if bare && (borne || scene.word(next).has(Role::Total)) {
        return None;
    }
    // «تابع حفل الافتتاح عبر الصفحة 41 ألف شخص»: they watched it.
    let follows = FOLLOWING.contains(&scene.lexicon.metric_name(metric)) && word.pronoun.is_none();
    let watched = follows && EVENTS.contains(&super::anaphora::bare_key(scene, next));
    let metric = if watched { scene.lexicon.metric("views")? } else { metric };
    // «يتصفح سناب شات في السعودية 24 مليون مستخدم»: of a platform they are its users.
    let browses = super::anaphora::bare_key(scene, i).contains("تصفح") && scene.platform(next).is_some();
    let metric = if browses { scene.lexicon.metric("users")? } else { metric };
    // «يتبعها 17 مليون شخص»: before its figure; elsewhere it names the next of a list.
    let follows = word.has(Role::Follow) && scene.word(i + 1).figure.is_none() && !scene.word(i + 1).hedge;
    if follows || takes_part(scene, i, metric) {
        return None;
    }
    Some(Governor { metric, at: i, counted: false, verb: true })
}

/// «شارك سبعة ملايين ناخب»: where nothing is shared and nobody is on line, whoever takes part.
fn takes_part(scene: &Scene<'_>, verb: usize, metric: MetricId) -> bool {
    let bare = scene.lexicon.metric_name(metric) == "shares" && scene.word(verb).pronoun.is_none();
    let told = |i: usize| scene.head(i) == Some(Head::Work) || scene.word(i).senses.metric.times;
    let shown = || scene.sentence(scene.sentence_of(verb)).any(told);
    bare && !shown() && !is_online(scene, verb)
}

/// «ظهرت منشورات الوزارة 14 مليون مرة», «عرض المقطع 3 ملايين مرة»: what an account brings out and is shown so often was seen; so is any work
/// on a platform («جرى تشغيل الأغنية 8 ملايين مرة على أنغامي»). «عرض الفيلم 3 آلاف مرة في دور السينما», «ظهر اسم المدينة 12 ألف مرة» are no views.
pub(super) fn shown(scene: &Scene<'_>, start: usize, figure: usize) -> Option<Governor> {
    let from = super::clause::start(scene, figure).max(start);
    let shows = |i: &usize| {
        let word = scene.word(*i);
        let past = word.senses.past && scene.key(*i).ends_with("عرض");
        word.has(crate::lexicon::Role::Show) && word.len > 0 || past && word.metric().is_none()
    };
    let at = (from..figure).rev().find(shows)?;
    let metric = scene.lexicon.metric("views")?;
    let free = !super::clause::figure_between(scene, at + 1, figure);
    let posted = |i: usize| {
        let word = scene.word(i);
        word.senses.metric.item.is_some() || word.unit().is_some_and(|m| scene.lexicon.metric_name(m) == "posts")
    };
    let work = |i: usize| scene.head(i) == Some(Head::Work) && is_online(scene, i);
    let seen = (from..figure).any(|i| posted(i) || work(i));
    // No word stands for the metric's noun: whose it is the sentence says.
    (free && seen).then_some(Governor { metric, at, counted: true, verb: true })
}

/// The verb or noun of a metric that people or, with `often`, times after a figure stand for: nobody is so many times.
pub(super) fn stands_for(scene: &Scene<'_>, start: usize, figure: usize, often: bool) -> Option<Governor> {
    let found = (start..figure).rev().find_map(|i| {
        let word = scene.word(i);
        let noun = || {
            let thing = word.senses.head.is_some();
            let metric = word.metric().or_else(|| word.unit().filter(|_| word.preposition == Some('ب')));
            let name = scene.lexicon.metric_name(metric.filter(|m| !scene.lexicon.is_generic(*m) && !thing)?);
            if often && PEOPLED.contains(&name) {
                return None;
            }
            let counted = super::mention::counted(scene, i);
            let at = super::mention::outermost(scene, i, start);
            let metric = scene.word(at).unit()?;
            // «من لهم حق التصويت»: who may.
            let may = at > 0 && scene.key(at - 1) == "حق";
            let none = counted || may || is_act(scene, at) && offline(scene, at);
            (!none).then_some(Governor { metric, at, counted, verb: false })
        };
        verb(scene, i).or_else(noun).filter(|_| !is_in_title(scene, i, figure) && !is_since(scene, i))
    });
    let row = row_start(scene, start, figure);
    found.filter(|g| {
        // «شوهدت الأغنية حتى مساء أمس 3 ملايين مرة»: a day parts nothing.
        let parted = super::clause::count_between(scene, g.at + 1, row) || other_verb(scene, g.at, figure);
        !(parted || g.verb && says_that(scene, g.at, figure))
    })
}

/// «14.6 و11.2 و6.9 ملايين»: the first token of the figures that nothing but و and commas part.
fn row_start(scene: &Scene<'_>, start: usize, mut figure: usize) -> usize {
    let link = |i: usize| matches!(scene.key(i), "و" | "،" | ",");
    while let Some(last) = figure.checked_sub(2).filter(|last| *last >= start && link(last + 1)) {
        let Some(before) = scene.word(last).figure else { break };
        figure = scene.figures[before].tokens.start;
    }
    figure
}

/// «ويتابع فلان 1.3 مليون شخص، وفلانا 760 ألف شخص»: the verb that the people before stand for, where no other verb came since.
pub(super) fn done_again(scene: &Scene<'_>, start: usize, figure: usize) -> Option<Governor> {
    // «… 1.1 مليون شخص، وحساب فلان 870 ألف شخص»: an account counts nothing here.
    let person = |i: &usize| scene.word(*i).senses.metric.person && *i > start && scene.word(*i - 1).figure.is_some();
    let last = (start..figure).rev().find(|i| person(i) && scene.word(*i).len > 0)?;
    let counted = scene.word(last.checked_sub(1)?).figure?;
    let joined = super::clause::last_verb(scene, last, figure).is_none();
    let named = (last + 1..figure).any(|i| scene.word(i).conjunction || scene.is_clitic(i));
    stands_for(scene, start, scene.figures[counted].tokens.start, false).filter(|g| joined && named && g.verb)
}

/// «حُمّل من … 1.3 مليون مرة، ومن … 900 ألف مرة»: the verb that times before it stand for, where no other verb came since.
pub(super) fn often_again(scene: &Scene<'_>, start: usize, figure: usize) -> Option<Governor> {
    let last = (start..figure).rev().find(|i| scene.word(*i).senses.metric.times)?;
    let counted = scene.word(last.checked_sub(1)?).figure?;
    let joined = super::clause::last_verb(scene, last, figure).is_none();
    stands_for(scene, start, scene.figures[counted].tokens.start, true).filter(|_| joined)
}

/// «مشاركة», «زيارة», «ظهور»: one act, where the plural or people would be a number of them.
fn is_act(scene: &Scene<'_>, i: usize) -> bool {
    let key = super::anaphora::bare_key(scene, i);
    scene.word(i).pronoun.is_none() && (key.ends_with('ه') || key == "ظهور")
}

/// Whether the sentence of `i` names a platform or an account.
fn is_online(scene: &Scene<'_>, i: usize) -> bool {
    let mut sentence = scene.sentence(scene.sentence_of(i));
    sentence.any(|i| scene.platform(i).is_some() || scene.head(i) == Some(Head::Account))
}

/// «بمشاركة 45 لاعبا», «ظهور 12 شخصا»: an act of people that no platform has, or that takes part; «تحظى بمتابعة 2 مليون شخص» is a level.
fn offline(scene: &Scene<'_>, act: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(act));
    let platform = is_online(scene, act) || sentence.clone().any(|i| scene.head(i) == Some(Head::Work));
    let level = (sentence.start..act).any(|i| scene.word(i).verb && scene.word(i).has(Role::Level));
    let total =
        (act.saturating_sub(2)..act).any(|i| scene.word(i).has(Role::Total) || scene.word(i).senses.metric.times);
    let takes_part = scene.word(act).unit().is_some_and(|m| scene.lexicon.metric_name(m) == "shares");
    let appears = super::anaphora::bare_key(scene, act) == "ظهور";
    !total && (takes_part || appears || !(platform || level))
}

/// A verb of some other matter between a governor and its figure, outside of relative clauses: «خلال مشاهدته المباراة أصيب 3 أشخاص».
fn other_verb(scene: &Scene<'_>, governor: usize, figure: usize) -> bool {
    let levels =
        crate::lexicon::Roles::all(&[Role::Level, Role::Exceed, Role::Nearly, Role::Place, Role::Move, Role::Approach]);
    let mut relative = false;
    (governor + 1..figure).any(|i| {
        let word = scene.word(i);
        relative |= word.has(Role::Relative);
        // «المرشحة أمل العبيد»: after a title it is a name.
        let named = scene.head(i - 1) == Some(Head::Person);
        let other = word.verb
            && !named
            && word.len > 0
            && !word.hedge
            && !word.senses.roles.any(levels)
            && word.senses.metric.verb.is_none();
        other && !relative && word.figure.is_none()
    })
}

/// Whether people after a figure do or undergo something: «استقال 5 أعضاء», «70 عضوا وقعوا», «بموافقة 14 عضوا».
pub(super) fn acting(scene: &Scene<'_>, opens: usize, to: usize) -> bool {
    let levels = crate::lexicon::Roles::all(&[
        Role::Level,
        Role::Exceed,
        Role::Nearly,
        Role::Move,
        Role::Gain,
        Role::Delta,
        Role::Place,
        Role::Approach,
        Role::Expect,
        Role::Publish,
    ]);
    let deed = |i: usize| {
        let word = scene.word(i);
        word.verb
            && word.len > 0
            && !word.senses.roles.any(levels)
            && word.senses.metric.verb.is_none()
            && word.pronoun.is_none()
    };
    // A bare word that no lexicon has, between the head of a clause and a figure: «اشتكى 300 مشترك».
    let start = scene.sentence(scene.sentence_of(opens)).start;
    let unknown = |b: usize| {
        let word = scene.word(b);
        let bare = crate::lexicon::Senses::default() == word.senses
            && !word.article
            && word.preposition.is_none()
            && !scene.is_mark(b);
        let fresh =
            b == start || scene.is_mark(b - 1) || matches!(scene.key(b - 1), "فيما" | "بينما" | "وقد" | "قد" | "كما");
        bare && fresh && word.figure.is_none() && !scene.is_clitic(b)
    };
    let before = opens.checked_sub(1).filter(|b| *b >= start && !scene.starts_line(opens));
    let before = before
        .is_some_and(|b| deed(b) && !scene.word(b).has(Role::Allow) || scene.word(b).has(Role::Deed) || unknown(b));
    let metric = scene.word(to).senses.metric.verb.is_some() || scene.word(to).senses.roles.any(levels);
    let plural = scene.key(to).ends_with("وا") && !metric || scene.key(to).ends_with("ون") && deed(to);
    before || plural && !scene.starts_line(to)
}

/// Whether «أن» opens a clause between a verb and the figure.
fn says_that(scene: &Scene<'_>, verb: usize, figure: usize) -> bool {
    // «لينكد إن» says nothing.
    (verb + 1..figure).any(|i| scene.word(i).len > 0 && matches!(scene.key(i), "ان" | "بان" | "انه" | "انها" | "وان"))
}

/// «20 ألف شخص تابعوا المراسم»: the verb of a metric right after the people who stand for it.
pub(super) fn verb_after(scene: &Scene<'_>, from: usize) -> Option<Governor> {
    let word = scene.word(from);
    // «280 ألف شخص باتوا يتابعون …»
    let became = matches!(scene.key(from), "باتوا" | "اصبحوا" | "صاروا" | "كانوا" | "اضحوا");
    let at = if word.has(Role::Relative) || word.has(Role::Adverb) || became { from + 1 } else { from };
    let free = !scene.starts_line(at) && !scene.word(at).conjunction;
    verb(scene, at).filter(|_| free && scene.word(at).pronoun.is_none())
}
