//! The next place of an order told over several sentences: «…رابعا.. ثم الخطوط الإثيوبية خامسا وله …», «تلته سادسا قناة …».
//!
//! In: an ordinal, and the ranks found before it. Out: whether it is the place behind the last one.
//! May import: what claims imports.

use super::super::anaphora::possessive;
use super::super::clause;
use super::super::draft::Draft;
use super::super::phrase::phrase_end;
use super::super::reading::Scene;
use crate::lexicon::Role;

/// Longest name of whoever has the place, in tokens.
const LONGEST_NAME: usize = 10;

/// In what somebody has his figure, before the pronoun: «وفي رصيدها».
const STORES: [&str; 4] = ["رصيد", "جعبت", "حوزت", "حساب"];

/// Whether the ordinal `i..end` with this value is the place right behind the last one that was told, in its line or the one above.
pub(super) fn follows_place(scene: &Scene<'_>, i: usize, end: usize, value: f64, found: &[Draft]) -> bool {
    let Some(last) = found.last() else { return false };
    let line = scene.line(i).start;
    let above = line.checked_sub(1).map_or(0, |at| scene.line(at).start);
    let near = last.tokens.start >= above && last.tokens.end <= i;
    near && value == last.value + 1.0 && value >= 2.0 && led_in(scene, i) && has_owner(scene, i, end)
}

/// «وسابعا …», «والخامس …», «تلته سادسا …», «كانت السادسة …», «ثم فلان خامسا …»: where the next of an order may stand.
fn led_in(scene: &Scene<'_>, i: usize) -> bool {
    let start = scene.sentence(scene.sentence_of(i)).start;
    let joined = scene.word(i).conjunction || scene.key(i).starts_with('و');
    let Some(before) = i.checked_sub(1).filter(|b| *b >= start) else { return joined };
    let follows = scene.word(before).has(Role::Follow) || scene.word(before).has(Role::Connector);
    let was = matches!(scene.key(before).trim_start_matches('و'), "كانت" | "كان" | "جاءت" | "جاء");
    let mark = scene.is_mark(before) && !scene.is_quote(before);
    let named = || {
        let lead = (start..i).find(|at| scene.word(*at).has(Role::Connector) || scene.word(*at).has(Role::Follow));
        lead.is_some_and(|at| at + 1 < i && phrase_end(scene, at + 1, i) == i)
    };
    follows || was || joined && mark || named()
}

/// «… حساب الأمن العام بـ940 ألف», «… لتلفزيون الكويت:», «… من نصيب الشبيبة», «ثم فلان خامسا وله …»: whose it is stands on either side, with a
/// figure behind.
fn has_owner(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let share = scene.key(end) == "من" && matches!(scene.key(end + 1), "نصيب" | "حظ");
    let run = phrase_end(scene, end, end + LONGEST_NAME);
    let told = |at: usize| clause::by_ba(scene, at, at) || matches!(scene.key(at), "ب" | ":" | "(") || holds(scene, at);
    let named = run > end && (told(run) || scene.is_mark(run));
    // «ثم المرحلة الرابعة بـ30 ألف زائر»: behind a noun an ordinal with the article is its adjective.
    let bare = !scene.key(i).trim_start_matches('و').starts_with("ال");
    let before = bare && i > 0 && (scene.is_nominal(i - 1) || scene.is_quote(i - 1));
    share || named || before && told(end)
}

/// «ولها 81 مليونا», «وفي رصيدها 17 مليونا»: what whoever was named has.
pub(super) fn holds(scene: &Scene<'_>, at: usize) -> bool {
    let store = scene.key(at) == "وفي" && STORES.iter().any(|s| scene.key(at + 1).starts_with(s));
    scene.key(at).starts_with('و') && possessive(scene.key(at)).is_some() || store
}
