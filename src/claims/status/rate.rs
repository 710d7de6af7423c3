//! Rates: averages and figures per hour, per post, per head.
//!
//! In: a figure and its clause. Out: whether it is one.
//! May import: what claims imports.

use super::super::clause;
use super::super::cue::past_quotes;
use super::super::draft::Draft;
use super::super::reading::Scene;
use crate::lexicon::{Head, Role};
use crate::record::Status;

/// Averages and figures per hour, per post.
pub(super) fn is_rate(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let after = past_quotes(scene, draft.tokens.end);
    let behind = (after..after + 2).any(|i| scene.word(i).has(Role::RateAfter));
    let rate = (clause..draft.opens.max(draft.tokens.start)).rev().find(|i| scene.word(*i).has(Role::RateBefore));
    let ahead = rate.is_some_and(|r| !is_past_rate(scene, r, draft) && !is_loose_rate(scene, r, draft));
    // «54 مليون متابع لكل منهما» shares a level, it is no rate.
    let each = matches!(scene.key(after + 1), "منهما" | "منهم" | "منها") || scene.key(after).starts_with("لكلا");
    // «تنشر نحو 60 خبرا في اليوم», «يبث يوميا خمس حلقات»: a habit.
    let habit = |i: usize| match scene.key(i) {
        "يوميا" | "اسبوعيا" | "شهريا" => true,
        "في" => matches!(scene.key(i + 1), "اليوم" | "الاسبوع" | "الشهر"),
        "كل" => matches!(scene.key(i + 1), "يوم" | "اسبوع" | "شهر"),
        _ => false,
    };
    let posts = scene.lexicon.metric_name(draft.metric) == "posts";
    if posts && ((after..after + 2).any(habit) || (clause..draft.opens).any(habit)) {
        return true;
    }
    // «يحصد المقطع الواحد 100 ألف مشاهدة»
    let single = |i: usize| matches!(scene.key(i), "الواحد" | "الواحده") && scene.head(i - 1) == Some(Head::Work);
    let of_each = !draft.cue.is_rank() && (clause + 1..draft.opens).any(single);
    // «تحصل كل تغريدة على …»
    let thing = |i: usize| scene.is_nominal(i) || scene.word(i).unit().is_some();
    // «حملة «مدرسة لكل طفل»»: not within a title.
    let titled = |i: usize| scene.word(i).senses == Default::default();
    let each_one =
        |i: usize| matches!(scene.key(i), "كل" | "لكل") && !titled(i) && thing(i + 1) && !scene.word(i + 1).article;
    let every = (clause..draft.opens).any(each_one);
    // «تحصل في المتوسط على …», «تنال كل تغريدة …»
    let average =
        |i: usize| scene.word(i).has(Role::RateAfter) && (scene.key(i).ends_with("متوسط") || scene.key(i) == "كل");
    let every = every || (clause..draft.opens).any(average) && !draft.cue.is_rank();
    // «34 اشتراكا لكل 100 نسمة»: what a rate is of.
    let per = draft.opens.checked_sub(1).is_some_and(|b| matches!(scene.key(b), "لكل" | "كل")) && !draft.cue.is_rank();
    // «يفتح التطبيق كل شهر 2.2 مليون مستخدم»: different ones, counted once in a month.
    let monthly = |i: usize| {
        scene.key(i) == "كل" && scene.key(i + 1) == "شهر" || matches!(scene.key(i), "شهريا" | "الشهري" | "الشهريين")
    };
    // «المستخدمون الناشطون كل يوم»
    let active = |i: usize| {
        let daily = scene.key(i) == "كل" && scene.key(i + 1) == "يوم" || scene.key(i) == "يوميا";
        daily && i > 0 && scene.key(i - 1).starts_with("النا") && scene.key(i - 1).contains("شط")
    };
    let users = scene.lexicon.metric_name(draft.metric) == "users" && !ahead;
    if users && ((clause..draft.opens).any(|i| monthly(i) || active(i)) || (after..after + 2).any(monthly)) {
        return false;
    }
    behind && !each || ahead || every || of_each || per
}

/// «430 إعجابا و25 تعليقا لكل منشور»: what is said of the last of several figures is said of those right before it.
pub(super) fn shared_rates(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let (last, next) = (&drafts[at - 1], &drafts[at]);
        let each = scene.word(past_quotes(scene, next.tokens.end)).has(Role::RateAfter);
        let joined = last.tokens.end + 1 >= next.opens && scene.key(last.tokens.end).starts_with('و');
        let units = last.unit.is_some() && next.unit.is_some() && !last.cue.is_rank();
        if next.status == Status::Rate && last.status == Status::Stated && each && joined && units {
            drafts[at - 1].status = Status::Rate;
        }
    }
}

/// «متوسط الزيارات بلغ 180 ألفا حيث تخطى عددها المليون»: behind the rate's own figure a new clause.
fn is_past_rate(scene: &Scene<'_>, rate: usize, draft: &Draft) -> bool {
    let between = rate + 1..draft.opens;
    clause::figure_between(scene, rate, draft.opens) && between.clone().any(|i| scene.word(i).has(Role::Clause))
}

/// «معدل التفاعل وصل إلى 24 مليون تفاعل»: whoever calls a sum a rate and counts by its own noun, with no length of time, gives a level.
fn is_loose_rate(scene: &Scene<'_>, rate: usize, draft: &Draft) -> bool {
    let loose = scene.key(rate).trim_start_matches('و') == "معدل" && draft.unit.is_some();
    let same = scene.word(rate + 1).article && scene.word(rate + 1).metric() == Some(draft.metric);
    // «على منشورات الصفحة»: of each of them.
    let posts = |i: usize| {
        let posted = scene.word(i).unit().is_some_and(|m| scene.lexicon.metric_name(m) == "posts");
        posted || scene.head(i) == Some(Head::Work) || scene.word(i).senses.metric.item.is_some()
    };
    let each = (rate + 1..draft.opens).any(posts);
    loose
        && same
        && !each
        && !(rate + 2..draft.opens).any(|i| is_span(scene.key(i)))
        && !(rate + 1..draft.opens).any(|i| scene.word(i).has(Role::RateAfter))
}

/// «اليومي», «الشهرية»
fn is_span(key: &str) -> bool {
    let stem = key.trim_start_matches("ال").trim_end_matches('ه');
    matches!(stem, "يومي" | "شهري" | "سنوي" | "اسبوعي")
}
