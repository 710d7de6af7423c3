//! Ordinals by themselves as places: «حل ثانيا», «الأولى إقليميا», «ثاني أكبر».
//!
//! In: an ordinal, and the ranks found before it. Out: the place that it is, if any.
//! May import: what claims imports.

use super::super::clause;
use super::super::draft::{Cue, Draft};
use super::super::phrase::{is_many, phrase_end};
use super::super::reading::Scene;
use super::next::follows_place;
use super::{PLACING, Rank, figure, place};
use crate::lexicon::{Role, genders};
use crate::numbers::QuantityKind;

/// «هذا الإنجاز يمثل ثاني أعلى معدل»: of what is pointed at, and of nobody.
fn is_of_this(scene: &Scene<'_>, i: usize) -> bool {
    let Some(verb) = i.checked_sub(1).filter(|v| scene.word(*v).verb) else { return false };
    let pointed = |at: usize| matches!(scene.key(at).trim_start_matches('و'), "هذا" | "هذه" | "ذلك" | "تلك");
    verb >= 2 && pointed(verb - 2) && scene.head(verb - 1).is_none()
}

/// «حل ثانيا», «الأولى إقليميا», «ثاني أكبر».
pub(super) fn by_ordinal(scene: &Scene<'_>, i: usize, found: &[Draft]) -> Option<Rank> {
    let figure = figure(scene, i).filter(|f| f.kind == QuantityKind::Ordinal)?;
    let value = place(figure)?;
    let end = figure.tokens.end;
    // «الجامعات الخمس الأولى»: so many, and no place of one.
    let many = |f: usize| scene.figures[f].kind != QuantityKind::Ordinal && definite(scene.key(i));
    if i.checked_sub(1).and_then(|b| scene.word(b).figure).is_some_and(many) {
        return None;
    }
    let next = scene.word(end);
    if next.has(Role::Superlative) && !next.article {
        // «ثاني أكثر الأعوام دفئا»: of times, and of nobody.
        let of_time = scene.word(end + 1).has(Role::Adverb);
        let best = value >= 2.0 && !scene.key(i).starts_with("ال") && !of_time && !is_of_this(scene, i);
        return best.then(|| Rank::exact(value, i..end + 1, Cue::Ordinal));
    }
    let by = scene.key(end) == "من" && scene.key(end + 1) == "حيث";
    let idiom = scene.key(end).starts_with("باول")
        || matches!(scene.key(end), ":" | "-")
        || value == 1.0 && next.has(Role::NoRankAfter) && !by;
    // «تحالف "الجنوب أولا"»: part of a title behind a head.
    let open = (i.saturating_sub(3)..i).find(|at| scene.is_quote(*at)).filter(|at| *at > 0);
    // «قائمة «المهنة أولا»» too.
    let headed = |at: usize| {
        scene.head(at - 1).is_some() || scene.word(at - 1).has(Role::ScopeHead) && !scene.word(at - 1).article
    };
    if scene.is_quote(end) && open.is_some_and(headed) && i > 0 && !scene.is_quote(i - 1) {
        return None;
    }
    // «والخامس حساب … بـ2.6 مليون متابع»
    let joined = definite(scene.key(i)) && scene.word(i).conjunction;
    let next = || joined && heads_item(scene, i, end, found);
    let rank = if goes_on(scene, i, end, found) || next() || follows_place(scene, i, end, value, found) {
        true
    } else if definite(scene.key(i)) {
        definite_place(scene, i, end)
    } else {
        bare_place(scene, i, end, found)
    };
    (rank && !idiom).then(|| Rank::exact(value, i..end, Cue::Ordinal))
}

/// «في المراتب الثانية والرابعة», «والثاني لجامعة …»: after a named place the noun is left out.
fn goes_on(scene: &Scene<'_>, i: usize, end: usize, found: &[Draft]) -> bool {
    let Some(last) = found.last().filter(|r| r.tokens.start >= scene.sentence(scene.sentence_of(i)).start) else {
        return false;
    };
    let joined = scene.key(i).starts_with('و') && definite(scene.key(i));
    let row = joined && last.tokens.end == i;
    let passed = i > 0 && (joined || scene.word(i - 1).has(Role::Place));
    let given =
        scene.key(end).starts_with('ل') && scene.word(end).len > 0 || matches!(scene.key(end), "الي" | "كان" | "من");
    let apart = !(i > 0 && scene.is_nominal(i - 1));
    // «في حين كانت السادسة من نصيب …»
    let shared = scene.key(end) == "من" && matches!(scene.key(end + 1), "نصيب" | "حظ");
    // «المركز الثاني في متجر آبل والسابع في الأردن»
    let next = scene.word(end);
    let elsewhere = joined
        && i - last.tokens.end <= LONGEST_SCOPE
        && (next.has(Role::Scope) || next.has(Role::Among) || next.has(Role::Preposition) && scene.key(end) == "في")
        && !(last.tokens.end..i).any(|at| {
            // «في قائمة الأعمال الرائجة، والسابعة في فرنسا»
            let comma = at + 1 == i && scene.key(at) == "،";
            let parted = scene.is_mark(at) && !scene.is_quote(at) && !comma;
            scene.word(at).verb || parted || scene.word(at).figure.is_some()
        });
    // «من المركز الأول إلى الرابع»
    let moved = i == last.tokens.end + 1 && scene.key(i - 1) == "الي";
    // «الجزائر في المرتبة الثانية بـ4.9 ملايين، ثم تونس في الثالثة»: a later place behind its preposition.
    let later = value_of(scene, i).is_some_and(|n| n > last.value);
    let noun_out = i > 0 && scene.key(i - 1) == "في" && later && !scene.is_nominal(end);
    // «أما الثالث فلأغنية …»
    let contrasted = i > 0
        && matches!(scene.key(i - 1), "اما" | "واما")
        && value_of(scene, i) == Some(last.value + 1.0)
        && scene.key(end).starts_with('ف');
    // «تاركا الثالثة لبلطي»
    let leaves =
        i > 0 && ["تارك", "ترك", "مخلي"].iter().any(|stem| scene.key(i - 1).trim_start_matches('و').starts_with(stem));
    let left = leaves && given && value_of(scene, i).is_some_and(|n| n > last.value);
    // «…، أما أدنوك فهي الثانية، والثالثة سابك بـ2.1 مليون»
    let following = value_of(scene, i) == Some(last.value + 1.0);
    let run = phrase_end(scene, end, end + LONGEST_NAME);
    let by = clause::by_ba(scene, run, run) || matches!(scene.key(run), "ب" | "(");
    let named = joined && following && run > end && by;
    let told = following && i > 0 && matches!(scene.key(i - 1), "فهي" | "فهو");
    if definite(scene.key(i)) && (named || told || left) {
        return true;
    }
    matches!(last.cue, Cue::RankNoun | Cue::Ordinal)
        && definite(scene.key(i))
        && (contrasted || row || elsewhere || moved || noun_out || shared && apart || passed && given && apart)
}

/// Longest scope between two places in one clause, in tokens.
const LONGEST_SCOPE: usize = 10;

fn definite(key: &str) -> bool {
    let bare = key.strip_prefix('و').unwrap_or(key);
    bare.starts_with("ال") || bare.starts_with("بال") || bare.starts_with("لل")
}

/// How far before a definite ordinal the verb that places somebody stands, in tokens: a name lies between.
const FARTHEST_PLACING: usize = 7;

/// «الثانية عربيا»; «جاء الأول»; «إنستجرام» الأول على جوجل بلاي.
fn definite_place(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let after_verb = i > 0 && scene.word(i - 1).senses.roles.any(PLACING) && !is_pointed(scene, i, end);
    // «الدور الثاني بين الاثنين»: a stage, and no place.
    let stage = i > 0
        && matches!(
            scene.key(i - 1),
            "الدور"
                | "الجوله"
                | "الشوط"
                | "المرحله"
                | "المباراه"
                | "الدوره"
                | "النسخه"
                | "الفصل"
                | "الجزء"
                | "الموسم"
        );
    // «التعاون الثاني بين المخرج وكاتب السيناريو»: between two, and no place among several.
    let pair = scene.key(end) == "بين" && scene.word(end + 2).conjunction && !is_many(scene, end + 1);
    let stage = stage || pair;
    let start = scene.sentence(scene.sentence_of(i)).start;
    let scoped = !stage && (scene.word(end).has(Role::Scope) || scene.word(end).has(Role::Among));
    let headline = || {
        let verbless = clause::last_verb(scene, start, i).is_none();
        let named = i > start && (matches!(scene.key(i - 1), "»" | "”") || scene.word(i - 1).senses.platform.is_some());
        verbless && named && scene.word(end).has(Role::Preposition)
    };
    let by = scene.key(end) == "من" && scene.key(end + 1) == "حيث" && !(i > start && scene.is_nominal(i - 1));
    // «القناة الثالثة في لبنان من حيث المشاهدات»
    let aspect = |at: usize| scene.key(at) == "من" && matches!(scene.key(at + 1), "حيث" | "ناحيه");
    let there = scene.key(end) == "في" && scene.is_land(end + 1) && (end + 2..end + 4).any(aspect);
    let by = by || there;
    // «جاءت جامعة … الأولى في قائمة …»
    let listed = scene.key(end) == "في" && scene.word(end + 1).has(Role::ScopeHead);
    let part = i > start && scene.head(i - 1).is_some() && scene.word(i - 1).article;
    let told = || {
        (start..i).rev().take(FARTHEST_PLACING).any(|b| scene.word(b).verb && scene.word(b).senses.roles.any(PLACING))
    };
    // «حلت جدة السابعة والأربعين»: no land has several, so that it is a place.
    let land = i > start + 1 && scene.is_land(i - 1);
    let after_verb = after_verb || land && scene.word(i - 2).verb && scene.word(i - 2).senses.roles.any(PLACING);
    after_verb || scoped || by || headline() || listed && !part && told() || is_predicate(scene, start, i, end)
}

/// «و«فري فاير» هي الثانية على غوغل بلاي», «وبذلك كانت الأولى عليه», «جعلت حسابه الأول على تيك توك»: said of somebody, and where.
fn is_predicate(scene: &Scene<'_>, start: usize, i: usize, end: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|b| *b >= start) else { return false };
    let bare = |at: usize| scene.key(at).trim_start_matches(['و', 'ف']);
    let is = matches!(bare(before), "هو" | "هي" | "كان" | "كانت") || scene.word(before).has(Role::Become);
    let made =
        (start.max(before.saturating_sub(2))..before).any(|at| matches!(bare(at), "جعل" | "جعلت" | "جعله" | "جعلها"));
    let next = end + 1;
    let on = matches!(scene.key(end), "علي" | "في" | "لدي" | "عبر");
    // «الثانية على غوغل بلاي برصيد …»: a store that no lexicon has; «كانت الأولى على يد المدرب» is no place.
    let word = scene.word(next);
    let store = scene.key(end) == "علي" && word.senses.is_unknown() && !word.article && word.pronoun.is_none();
    let run = phrase_end(scene, next, next + LONGEST_NAME);
    let store = store && !word.verb && (clause::by_ba(scene, run, run) || scene.key(run) == "ب");
    // «تغريدته هي الأولى على إكس منذ عام»: of times.
    let since = (next..next + 5).any(|at| matches!(scene.key(at), "منذ" | "بعد"));
    let hosted = on && (scene.platform(next).is_some() && !since || word.has(Role::ScopeHead)) || store;
    // «أما المراتب التي سبقته فكانت الأولى فيها لبلدية دبي»
    let given = scene.key(end).starts_with('ل') || scene.key(end) == "فيها" && scene.key(end + 1).starts_with('ل');
    let places = given && (start..before).any(|at| matches!(scene.key(at), "المراتب" | "المراكز"));
    let there = is && (matches!(scene.key(end), "عليه" | "عليها") || places);
    (is || made && scene.word(before).pronoun.is_some()) && (hosted || there)
}

/// «حقق الأول 3.4 مليون، واكتفى الثاني بـ900 ألف»: the second of two that a verb pointed to before.
fn is_pointed(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let start = scene.sentence(scene.sentence_of(i)).start;
    let first = |b: usize| matches!(scene.key(b), "الاول" | "الاولي") && b > start && scene.word(b - 1).verb;
    let by = clause::by_ba(scene, end, end) || scene.key(end) == "ب";
    by && (start..i).any(first)
}

/// «ثانيا» after a verb of placing, before a scope, or in the row of other places.
fn bare_place(scene: &Scene<'_>, i: usize, end: usize, found: &[Draft]) -> bool {
    let start = scene.sentence(scene.sentence_of(i)).start;
    let key = scene.key(i);
    let adverbial = key.ends_with('ا') || key.ends_with('ه');
    let clause_start = clause::start(scene, i);
    let placed = (clause_start..i).rev().take(12).any(|b| scene.word(b).senses.roles.any(PLACING));
    let scoped = scene.word(end).has(Role::Scope);
    let listed = found.last().is_some_and(|r| r.tokens.start >= start)
        && (clause::by_ba(scene, end, end) || scene.key(end) == "ب");
    let criterion = i > start && scene.key(end) == "في" && scene.is_nominal(i - 1);
    // «ثم قطر ثانية، فالسعودية ثالثة»: the next place of a row, right after whose it is.
    let listed = listed || i > start && scene.is_nominal(i - 1) && follows_last(scene, i, start, found);
    // «ترتيب التطبيقات: «طلبات» أولا (…)، …»: in an order, right after whose it is and before a figure or a mark.
    let ordered = found.last().is_some_and(|r| r.tokens.start >= start)
        || (start..i).any(|b| scene.word(b).has(Role::ScopeHead))
        || praised_before(scene, start, i)
        || i > start && connected(scene, start, i);
    let own = i > start
        && (scene.is_quote(i - 1)
            // «ثم أنور قرقاش، ثانيا، بـ1.4 مليون»
            || scene.key(i - 1) == "،" && i > start + 1 && scene.is_nominal(i - 2) && follows_last(scene, i, start, found)
            || scene.is_nominal(i - 1) && (scene.word(i - 1).article || scene.word(i - 1).senses.is_unknown()));
    let has = super::next::holds(scene, end);
    let closed = has
        || clause::by_ba(scene, end, end)
        || scene.key(end) == "ب"
        || scene.is_mark(end)
        || end >= scene.sentence(scene.sentence_of(i)).end
        || scene.starts_line(end);
    // «ليصبح ثانيا بعد غريمه»
    // «وبات نادي ظفار ثانيا على لائحة الدوري»
    let named = || {
        let verb = clause::last_verb(scene, start, i);
        verb.is_some_and(|v| scene.word(v).has(Role::Become) && i > v + 1 && phrase_end(scene, v + 1, i) == i)
    };
    let became = i > start
        && (scene.word(i - 1).has(Role::Become) || named())
        && (scene.word(end).has(Role::Among)
            || matches!(scene.key(end), "علي" | "في") && scene.word(end + 1).has(Role::ScopeHead)
            || scene.word(end).has(Role::Behind)
            || clause::by_ba(scene, end, end)
            || scene.key(end) == "ب");
    // «خامسة على لائحة …، وثانية في الأردن»: the next place of the sentence, with where it is.
    let next = scene.word(end);
    let where_next = next.has(Role::Scope)
        || next.has(Role::Among)
        || scene.key(end) == "في" && (is_region(scene, end + 1) || scene.word(end + 1).article)
        || scene.key(end) == "علي" && scene.key(end + 1) == "مستوي";
    let again = key.starts_with('و')
        && where_next
        && found.last().is_some_and(|r| r.tokens.start >= start && matches!(r.cue, Cue::Ordinal | Cue::RankNoun));
    // «سلمى الجوهري رابعة العالم»
    let of_all = matches!(scene.key(end), "العالم" | "افريقيا" | "اسيا" | "اوروبا" | "العرب" | "الجمهوريه" | "المملكه")
        && (key.ends_with('ه') || value_of(scene, i).is_some_and(|n| n >= 2.0))
        && i > start
        && scene.is_nominal(i - 1);
    // ««روبلوكس» أولى غوغل بلاي», «القناة ثالثة يوتيوب»
    let hosted = (key == "اولي" || key.ends_with('ه'))
        && scene.platform(end).is_some()
        && i > start
        && (scene.is_quote(i - 1) || scene.is_nominal(i - 1));
    // «أمانة بغداد رابعة البلديات العربية»: of a whole kind, without a verb.
    let kind = key.ends_with('ه')
        && next.article
        && scene.head(end).is_some()
        && super::super::phrase::is_many(scene, end)
        && i > start
        && scene.is_nominal(i - 1)
        && clause::last_verb(scene, start, i).is_none();
    // «باتت «لمسة» أولى القنوات العائلية في مصر»: what somebody comes to be of a whole kind.
    let relative = (end..end + 4).any(|at| scene.word(at).has(Role::Relative));
    let all = (key == "اولي" || key.ends_with('ه'))
        && next.article
        && scene.head(end).is_some()
        && super::super::phrase::is_many(scene, end);
    let kind = kind || all && !relative && named();
    // «وثانية القائمة «سلامي للعراق»»
    let of_list = (key.ends_with('ه') || key == "اولي") && next.has(Role::ScopeHead) && next.article;
    let of_all = of_all || hosted || kind || of_list;
    // «أما مستر بيست فثالث بـ120 مليونا»
    let contrast = key.starts_with('ف')
        && (start..i).any(|at| matches!(scene.key(at), "اما" | "واما"))
        && (has || clause::by_ba(scene, end, end) || scene.key(end) == "ب" || scene.is_mark(end));
    if contrast {
        return true;
    }
    // «وخلفها حلقة الافتتاح ثانيةً مع …»: behind who went before.
    let behind = i > start
        && (scene.is_quote(i - 1) || scene.is_nominal(i - 1))
        && value_of(scene, i).is_some_and(|n| n >= 2.0)
        && (scene.word(clause_start).has(Role::Behind) || is_after(scene.key(clause_start)));
    // «حساب الشرطة ثالثا بين الحسابات الأمنية العربية»: a headline.
    // ««المتحف الكبير» ثانيا على تيك توك»
    let at = end + 1 + usize::from(scene.is_quote(end + 1));
    let hosted = matches!(scene.key(end), "علي" | "في") && (scene.platform(at).is_some() || scene.key(at) == "متجر");
    // ««شات» أولا على آب ستور بـ46 مليون تنزيل»: a store that no lexicon has, in a title with a figure.
    let store = scene.key(end) == "علي" && scene.word(end + 1).senses.is_unknown() && !scene.word(end + 1).article;
    let run = phrase_end(scene, end + 1, end + LONGEST_NAME);
    let store = store && i < start + LONGEST_NAME && (clause::by_ba(scene, run, run) || scene.key(run) == "ب");
    let headline = i > start
        && (scene.is_nominal(i - 1) || scene.is_quote(i - 1))
        && (next.has(Role::Among) || hosted || store)
        && !key.starts_with('و')
        && clause::last_verb(scene, start, i).is_none()
        && scene.line(i).start == start;
    // «حل أول في الدورة الأولى»: without its case ending.
    let plain = i > start
        && matches!(key, "اول" | "ثاني" | "ثالث" | "رابع" | "خامس")
        && scene.word(i - 1).verb
        && scene.word(i - 1).has(Role::Place)
        && (next.has(Role::Preposition) || next.has(Role::Among) || next.has(Role::Scope) || scene.is_mark(end));
    // «تلتها خامسة قناة «…»»
    let followed =
        i > start && scene.word(i - 1).has(Role::Follow) && scene.word(i - 1).verb && scene.head(end).is_some();
    // «أضحت الحسابات الثقافية واجهة أولى للمؤسسات»: an adjective of what somebody is.
    let adjective = i > start + 1
        && value_of(scene, i) == Some(1.0)
        && scene.word(i - 2).article
        && !scene.word(i - 1).article
        && scene.tokens.raw(i - 1).ends_with('ة')
        && !scene.is_land(i - 1)
        && !scene.is_given(i - 1);
    if adjective {
        return false;
    }
    let listed =
        listed || became || behind || again || of_all || headline || plain || followed || ordered && own && closed;
    let adverbial = adverbial || of_all || plain || key == "اولي" && (placed || listed);
    let adverbial = adverbial && !is_second_one(scene, i);
    // «يسافر الوحدات وهو سادس الترتيب»
    let is = i > start && matches!(scene.key(i - 1), "هو" | "هي" | "وهو" | "وهي");
    // «وثالثة في القائمة بطلة التنس …», «وثالثا حل «إسعاف»», «فهي ثانية بين صناع المحتوى»
    let listed_in =
        i == start && scene.key(end) == "في" && scene.word(end + 1).has(Role::ScopeHead) && scene.word(end + 1).article;
    let opens = i == start || scene.is_mark(i - 1) && !scene.is_quote(i - 1);
    // «وثانيا حل المشكلة» is the next of several reasons.
    let named = scene.is_quote(end + 1) || scene.word(end + 1).is_listed();
    let then_placed = scene.word(end).verb && scene.word(end).has(Role::Place);
    let fronted = opens && key.starts_with('و') && key.ends_with('ا') && then_placed && named;
    let said = i > start && matches!(scene.key(i - 1), "فهي" | "فهو") && next.has(Role::Among);
    if listed_in || fronted || said {
        return true;
    }
    if of_list && i == start || is && next.has(Role::ScopeHead) && next.article {
        return true;
    }
    adverbial && (i > start && (placed || scoped || listed || criterion) || heads_item(scene, i, end, found))
}

/// «لبنان», «آسيا», «شمال أفريقيا».
fn is_region(scene: &Scene<'_>, i: usize) -> bool {
    let side = matches!(scene.key(i), "شمال" | "جنوب" | "شرق" | "غرب" | "وسط");
    let at = i + usize::from(side);
    scene.is_land(at) || genders().class_of(scene.key(at)).is_some() && !scene.is_given(at)
}

/// «وخلفه», «ووراءها»: behind whoever was named last.
fn is_after(key: &str) -> bool {
    let bare = key.strip_prefix('و').or(key.strip_prefix('ف')).unwrap_or(key);
    matches!(
        bare,
        "خلفه"
            | "خلفها"
            | "وراءه"
            | "وراءها"
            | "بعده"
            | "بعدها"
            | "تلاه"
            | "تلاها"
            | "يليه"
            | "تليه"
            | "يليها"
    )
}

/// «افتتحت الإدارة متجرا ثانيا»: an adjective in the case of its noun.
fn is_second_one(scene: &Scene<'_>, i: usize) -> bool {
    let Some(noun) = i.checked_sub(1).filter(|n| scene.key(i).ends_with('ا') && !scene.word(*n).article) else {
        return false;
    };
    // «27 عالميا وثالثا في آسيا»: where, and no noun.
    let stem = scene.key(noun).strip_suffix('ا').filter(|_| !scene.word(noun).has(Role::Scope));
    let stem = stem.filter(|stem| stem.chars().count() >= 3 && !scene.word(noun).is_listed());
    !scene.word(noun).verb && stem.is_some_and(|stem| scene.lexicon.terms.knows(stem))
}

/// «أكثر الوزراء متابعة: …», «الأندية الأكثر متابعة: …»: a line that orders, before a colon.
fn praised_before(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let colon = (start..i).rev().find(|b| scene.key(*b) == ":");
    colon.is_some_and(|colon| (start..colon).any(|b| scene.word(b).has(Role::Superlative)))
}

/// «…، ثم «الجماهير الوطنية» ثالثا»: the next of a list whose figures stand before.
fn connected(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let later = value_of(scene, i).is_some_and(|n| n >= 2.0);
    let link = (start.max(i.saturating_sub(LONGEST_NAME))..i).rev().find(|b| scene.word(*b).has(Role::Connector));
    let named = |from: usize| phrase_end(scene, from, i) == i;
    later
        && link
            .is_some_and(|link| named(link + scene.word(link).len.max(1)) && clause::figure_between(scene, start, link))
}

/// Longest name between «ثم» and its place, in tokens.
const LONGEST_NAME: usize = 8;

/// «…؛ ثانيا الهلال بـ9 ملايين»: at the head of an item, before whose place it is and a figure, the next after the last one.
fn heads_item(scene: &Scene<'_>, i: usize, end: usize, found: &[Draft]) -> bool {
    let value = value_of(scene, i);
    let opens = i > 0 && (scene.is_mark(i - 1) && !scene.is_quote(i - 1) || scene.starts_line(i));
    let near = |r: &&Draft| i >= r.tokens.end && i - r.tokens.end <= LONGEST_ITEM;
    let last = found.last().filter(near).map(|r| r.value + 1.0);
    let limit = scene.sentence(scene.sentence_of(i)).end;
    let run = phrase_end(scene, end, limit);
    let figure = clause::by_ba(scene, run, run) || matches!(scene.key(run), "ب" | "(");
    opens && value.is_some() && value == last && run > end && figure
}

/// Longest item of an order in one line, in tokens.
const LONGEST_ITEM: usize = 30;

fn value_of(scene: &Scene<'_>, i: usize) -> Option<f64> {
    figure(scene, i).and_then(place)
}

/// Whether the place at `i` is the next after the last one of the sentence.
fn follows_last(scene: &Scene<'_>, i: usize, start: usize, found: &[Draft]) -> bool {
    let value = value_of(scene, i);
    let last = found.last().filter(|r| r.tokens.start >= start).map(|r| r.value + 1.0);
    value.is_some() && value == last
}
