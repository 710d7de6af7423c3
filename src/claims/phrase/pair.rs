//! Names of two parts under one head: «وزارة التربية والتعليم».
//!
//! In: a word that begins with و inside a phrase. Out: whether the phrase goes on with it.
//! May import: what claims imports.

use super::super::reading::Scene;
use super::row::has_number;
use super::{is_plural_head, is_tanwin};
use crate::arabic::TokenKind;
use crate::lexicon::{Head, NounClass, Role};
use crate::numbers::QuantityKind;

/// «وزارة التربية والتعليم», «وكالة الهجرة والجمارك الأمريكية»: two definite nouns under one head.
pub(super) fn joins_by_and(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let headed = (start..i).any(|at| {
        let word = scene.word(at);
        let single = !word.article && !is_plural_head(scene.key(at));
        let joins = single && !word.has(Role::Single);
        joins && matches!(word.senses.head, Some(Head::Organisation | Head::Person))
    });
    let next = i + scene.word(i).len.max(1);
    let counts = |f: usize| scene.figures[f].kind != QuantityKind::Ordinal;
    // «للغذاء والدواء (SFDA)»: brackets may hold another name of the same.
    let bracket = scene.key(next) == "(" && scene.tokens.get(next + 1).is_none_or(|t| t.kind != TokenKind::Latin);
    let figure_next = scene.word(next).figure.is_some_and(counts) || scene.is_clitic(next) || bracket;
    let word = scene.word(i);
    let compound = scene.word(next).verb && !word.article && !scene.word(start).article && scene.head(start).is_some();
    let number = |at: usize| has_number(scene, at);
    // «الهيئة العامة للغذاء والدواء»: the pair after لـ belongs to the head.
    // «الملك عبدالله للعلوم والتقنية (215)»: two for which one number stands.
    let dative = scene.word(i - 1).preposition == Some('ل') && (scene.head(start).is_some() || number(next));
    // «ائتلاف الإعمار والتنمية 411 ألف متابع»: one name, for its first part has no figure of its own; «الأهلي والزمالك (…)» are two.
    let body = scene.head(start) == Some(Head::Organisation) && !scene.word(start).article && i == start + 2;
    // «وزارة التربية والتعليم بـ2.1 مليون»: what a ministry is for is one name; of two ministries each is called so.
    let office = i >= start + 2 && is_office(scene, i - 2) && pair_of(scene, i);
    let body = body && scene.word(next).figure.is_some() && word.senses.noun == Some(NounClass::Abstract);
    let both = body || dative && number(next);
    let pair = word.article && word.senses.head.is_none() && scene.word(i - 1).article && (!figure_next || both);
    let pair = (headed || dative) && pair;
    // «كالآتي: العلوم والتكنولوجيا (461)، واليرموك (801)»: in a list each of whose items has its bracket.
    let item = start > 0 && matches!(scene.key(start - 1), ":" | "،") && i == start + 1 && word.article;
    // «جاءت بعدها العلوم والتكنولوجيا (512) ثم اليرموك (743)»
    let free = scene.word(start).preposition.is_none() && !scene.is_land(start) && !scene.is_land(i);
    let item = item || i == start + 1 && word.article && free;
    let listed = item && scene.word(start).article && number(next) && (next + 3..next + 9).any(number);
    if listed && word.senses.head.is_none() && scene.head(start).is_none() {
        return true;
    }
    // «جامعات العلوم والتكنولوجيا (531) …»: the first of several under one head, with one number for both words.
    let field = i == start + 2 && word.article && scene.word(i - 1).article && number(next);
    if field
        && super::is_many(scene, start)
        && scene.head(start).is_some()
        && !scene.is_land(i)
        && !scene.is_land(i - 1)
    {
        return true;
    }
    // «هيئة الاتصالات وتقنية المعلومات», «وزارة الصحة ووقاية المجتمع»: what an office is for, twice.
    let deed =
        matches!(word.senses.noun, None | Some(NounClass::Abstract)) && word.senses.head.is_none() && !word.article;
    let plain = deed
        && scene.measures(i) == word.has(Role::Total)
        && !word.has(Role::Report)
        && !word.verb
        && word.figure.is_none();
    let twice = i == start + 2
        && is_office(scene, start)
        && scene.word(i - 1).article
        && plain
        && scene.word(i + 1).article
        && scene.is_nominal(i + 1)
        && scene.head(i + 1).is_none();
    // «غرفة تجارة وصناعة عجمان»: what a body is for, twice, before where or whose it is.
    let bare = |at: usize| {
        let w = scene.word(at);
        !w.article && w.senses.head.is_none() && !w.verb && w.figure.is_none() && w.preposition.is_none()
    };
    let of = || scene.is_land(next) || scene.is_nominal(next) && scene.word(next).article && scene.head(next).is_none();
    let chamber = i == start + 2
        && matches!(scene.head(start), Some(Head::Organisation | Head::Account))
        && !scene.word(start).article
        && bare(i)
        && bare(i - 1)
        && scene.tokens.raw(i - 1).ends_with('ة')
        && scene.tokens.raw(i).ends_with('ة')
        && of();
    // «الداخلية 912,406... التربية والتعليم 866,027»: of a row or a table's cell, with one figure for both.
    let cell = |at: usize| scene.starts_line(at) || at > 0 && matches!(scene.key(at - 1), "|" | "." | "…" | ":" | "،");
    let row = || start > 0 && scene.word(start - 1).figure.is_some() || cell(start);
    let whole = scene.word(next).figure.is_some() || scene.key(next) == "|";
    let item = i == start + 1
        && pair_of(scene, i)
        && whole
        && row()
        && !scene.is_land(start)
        && scene.tokens.raw(start).ends_with('ة')
        || i == start + 1 && pair_of(scene, i) && scene.key(next) == "|";
    compound
        || item
        || office
        || chamber
        || twice
        || is_party(scene, start, i)
        || pair
        || shares_title(scene, start, i)
        || is_of_both(scene, start, i)
        || is_between(scene, start, i)
}

/// What two have with each other: «مباراة الأهلي والزمالك», «حوار أمين العوني وياسين بونو».
const BETWEEN_TWO: [&str; 13] = [
    "مباراه",
    "لقاء",
    "مقابله",
    "مناظره",
    "حوار",
    "نهايي",
    "قمه",
    "ديربي",
    "كلاسيكو",
    "مواجهه",
    "ديو",
    "نزال",
    "مناقشه",
];

/// Whether the word at `i` is the other one of the two that a work is between.
fn is_between(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let first = scene.word(start);
    let own = !first.article && first.pronoun.is_none() && scene.head(i).is_none_or(|h| h == Head::Person);
    let two = BETWEEN_TWO.contains(&super::super::anaphora::bare_key(scene, start));
    own && two && i >= start + 2 && !(start + 1..i).any(|at| scene.word(at).conjunction)
}

/// Bodies of the state that are named by what they are for.
fn is_office(scene: &Scene<'_>, i: usize) -> bool {
    scene.word(i).has(Role::Office) && !scene.word(i).article && scene.head(i).is_some()
}

/// «العدالة والتنمية», «الأصالة والمعاصرة»: two qualities by themselves are the name of a body.
fn is_party(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let quality = |at: usize| {
        let place = scene.is_land(at);
        scene.tokens.raw(at).ends_with('ة') && !scene.key(at).ends_with("يه") && scene.head(at).is_none() && !place
    };
    let first = i - 1;
    // «حزبي العدالة والتنمية …»
    let headed = i == start + 2 && !scene.word(start).article;
    let alone = (i == start + 1 || headed) && scene.word(first).article && !scene.measures(first);
    let deed = |at: usize| scene.word(at).senses.noun == Some(NounClass::Abstract);
    alone && pair_of(scene, i) && (quality(first) && (quality(i) || deed(i)) || deed(first) && quality(i))
}

/// «التربية والتعليم»
fn pair_of(scene: &Scene<'_>, i: usize) -> bool {
    scene.word(i).article && scene.word(i - 1).article && scene.head(i).is_none() && scene.word(i).preposition.is_none()
}

/// «المطربة والممثلة الأميركية فلانة», «الناشط السياسي والإعلامي فلان»: one person, for one name follows.
fn shares_title(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let title = scene.head(start) == Some(Head::Person) && scene.word(start).article && scene.word(i).article;
    let next = (i + 1..i + 4).find(|at| !scene.word(*at).article);
    let named = next.is_some_and(|at| {
        let word = scene.word(at);
        scene.is_nominal(at)
            && word.senses.is_unknown()
            && word.preposition.is_none()
            && !word.conjunction
            && !is_tanwin(scene, at)
    });
    title && named && scene.is_nominal(i) && !scene.word(i).verb
}

/// «لاعب ليفربول والمنتخب المصري محمد صلاح»: one person of two bodies, whose name follows.
fn is_of_both(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let title = scene.head(start) == Some(Head::Person) && !scene.word(start).article && i <= start + 3;
    let body = scene.head(i) == Some(Head::Organisation) && scene.word(i).article;
    let given = |at: usize| scene.is_given(at);
    let named = || (i + 1..i + 4).find(|at| !scene.word(*at).article).is_some_and(given);
    title && body && named()
}
