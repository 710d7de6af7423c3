//! First and second places by their verbs and nouns: «تصدر», «في الصدارة», «تربع على عرش», «وصيفا».
//!
//! In: a token. Out: the rank that it gives.
//! May import: what claims imports.

use super::super::agreement::{self, Form};
use super::super::reading::Scene;
use super::super::{clause, phrase};
use super::{Cue, PLACING, Rank};
use crate::lexicon::{Head, Role, Roles, genders};

/// How far behind its verb the throne may stand, in tokens: a name with its titles lies between.
const FARTHEST_THRONE: usize = 30;

/// Longest order between «صدارة» and whose it is, in tokens.
const LONGEST_LED: usize = 6;

/// Longest headline up to its place, in tokens.
const LONGEST_HEADLINE: usize = 8;

/// Longest figure in brackets behind a name, in tokens.
const LONGEST_BRACKET: usize = 8;

/// «عرش», «رأس قائمة», «قمة الترتيب», «صدارة».
pub(super) fn is_throne(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    word.has(Role::Throne) || word.has(Role::TopNoun) && (word.article || scene.word(i + 1).has(Role::ScopeHead))
}

/// «تربع فيلم … على عرش».
pub(super) fn by_throne(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    if !scene.word(i).has(Role::Sit) {
        return None;
    }
    let throne = (i + 1..i + FARTHEST_THRONE).find(|t| is_throne(scene, *t) && scene.key(t - 1) == "علي")?;
    let end = throne + 1;
    (scene.sentence_of(i) == scene.sentence_of(throne)).then(|| Rank::exact(1.0, i..end, Cue::First))
}

/// «في الصدارة», «اعتلى الصدارة», «احتفظ بالصدارة», «يواصل صدارة الأندية», «في المقدمة بـ1.2 مليون».
pub(super) fn by_top_noun(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let word = scene.word(i);
    if !word.has(Role::TopNoun) {
        return None;
    }
    if is_led(scene, i) || is_shared_out(scene, i) {
        return Some(Rank::exact(1.0, i..i + 1, Cue::First));
    }
    let before = i.checked_sub(1)?;
    let key = scene.key(i).trim_start_matches('ب');
    let many = word.has(Role::ScopeHead) && !word.article && scene.is_nominal(i + 1) && scene.word(i + 1).article;
    // «في صدارة كليات الجامعة»: all of a kind.
    let kind = scene.head(i + 1).is_some() && phrase::is_many(scene, i + 1) && !scene.word(i + 1).article;
    // «خابي لام في صدارة تيك توك»
    let many = many || key == "صداره" && scene.platform(i + 1).is_some();
    let many = many || word.has(Role::ScopeHead) && !word.article && kind && scene.word(i + 2).article;
    let metaphor = scene.word(i + 1).has(Role::Metaphor);
    // «في صدارة الترتيب» is a place whatever the verb.
    let of_list = key == "صداره" && scene.word(i + 1).has(Role::ScopeHead) && scene.word(i + 1).article;
    // «تأتي مصر على رأس الدول العربية بـ…»: by a figure, not at the head of a delegation.
    let ordered = || {
        let limit = scene.sentence(scene.sentence_of(i)).end;
        let run = phrase::phrase_end(scene, i + 1, limit);
        let by = clause::by_ba(scene, run, run) || scene.key(run) == "ب";
        scene.key(before) == "علي" && scene.word(i + 1).article && run > i + 1 && by
    };
    // «على رأس القائمة» is one term.
    let listed = word.len > 1 && matches!(scene.key(before), "علي" | "وعلي" | "فعلي" | "في" | "الي")
        || scene.word(i + 1).has(Role::ScopeHead) && !metaphor
        || key == "صداره" && many && !metaphor
        || key == "راس" && ordered();
    let named = (word.article || word.pronoun.is_some()) && !matches!(key, "القمه" | "الراس");
    // «هزت رأسها», but «وعلى رأسها مصر»
    let body = key.starts_with("راس") && word.pronoun.is_some() && scene.key(before) != "علي";
    // «في مقدمتهم حارس دولي»: one of those who were there.
    let among = ["مقدمت", "طليعت"].iter().any(|noun| key.starts_with(noun)) && word.pronoun.is_some();
    let named = named && !body && !(among && matches!(scene.key(before), "في" | "وفي"));
    // «بقيت القناة في القمة بثلاثة ملايين», but «في القمة العربية»
    let summit = key == "القمه" && matches!(scene.key(before), "في" | "علي" | "الي" | "فوق");
    let ends = scene.word(i + 1).has(Role::Preposition)
        || scene.key(i + 1) == "وقد"
        || scene.is_mark(i + 1)
        || clause::by_ba(scene, i + 1, i + 1);
    let summit = summit
        && ends
        && (before.saturating_sub(6)..i).any(|b| {
            let places = PLACING.with(Roles::all(&[Role::Keep, Role::Seat]));
            scene.word(b).verb && scene.word(b).senses.roles.any(places)
        });
    // «على قمة مشاهدات يوتيوب», «في صدارة الترند»: of what is counted.
    let seen = matches!(key, "قمه" | "صداره" | "راس")
        && scene.word(i + 1).metric().is_some_and(|m| !scene.lexicon.is_generic(m));
    let seen = seen && matches!(scene.key(before), "في" | "علي");
    // «في صدارة المؤسسات الأكثر نشرا», «في صدارة الدراما السورية», «وُضعت دبي على رأس المدن الأكثر ملاءمة»: all of a kind.
    let run_of = || phrase::phrase_end(scene, i + 1, i + LONGEST_LED);
    let most = || {
        let end = run_of();
        let all =
            scene.word(i + 1).article && (scene.key(end) == "الاكثر" || key == "صداره" && end > i + 2 && !metaphor);
        // «في صدارة موسيقى يوتيوب», «على رأس قنوات يوتيوب»
        let hosted = (i + 2..end.max(i + 3)).any(|at| scene.platform(at).is_some()) && !scene.word(i + 1).article;
        // «وُضعت اللاعبة على رأس لاعبات العالم»
        let best = key == "راس" && phrase::is_many(scene, i + 1) && scene.word(i + 2).article;
        all || hosted || best
    };
    // «يعتلي القمة»
    let sits = key == "القمه" && ends && scene.word(before).verb && scene.word(before).has(Role::Top);
    let summit = summit || sits;
    // «ظلت الشركة في صدارة مشغلي الاتصالات»
    let stays = || {
        let verb = clause::last_verb(scene, clause::start(scene, i), i);
        let lasts = |v: usize| matches!(scene.key(v).trim_start_matches('و'), "زال" | "زالت" | "يزال" | "تزال");
        let placed =
            verb.is_some_and(|v| scene.word(v).senses.roles.any(PLACING.with(Roles::of(Role::Keep))) || lasts(v));
        scene.key(before) == "في" && scene.is_nominal(i + 1) && scene.word(i + 2).article && placed && !metaphor
    };
    let listed = listed || key == "صداره" && stays();
    let seen = seen || matches!(key, "صداره" | "راس") && matches!(scene.key(before), "في" | "علي") && most();
    let near =
        |from: usize, roles: Roles| (before.saturating_sub(from)..i).any(|b| scene.word(b).senses.roles.any(roles));
    // «اعتلت أغنيته الجديدة «غدوة الخير» صدارة الأغاني»: a title lies between.
    let titled = || {
        let verb = clause::last_verb(scene, clause::start(scene, i), i);
        // «الذي اعتلت فيه أغنيته صدارة الأغاني»
        let from = |v: usize| v + 1 + usize::from(matches!(scene.key(v + 1), "فيه" | "فيها" | "خلاله" | "خلالها"));
        verb.is_some_and(|v| scene.word(v).has(Role::Top) && phrase::phrase_end(scene, from(v), i) == i)
    };
    let headed = near(5, Roles::of(Role::Top)) || near(4, PLACING.with(Roles::of(Role::Level))) || titled();
    let keeps = near(2, Roles::of(Role::Keep));
    let holder = scene.word(before).has(Role::Holder);
    let held = scene.word(before).has(Role::Preposition)
        || scene.key(before) == "فعلي"
        || word.preposition == Some('ب')
        || headed
        || keeps
        || holder;
    let places = PLACING.with(Roles::all(&[Role::Level, Role::Keep]));
    let last =
        || clause::last_verb(scene, clause::start(scene, i), i).is_some_and(|v| scene.word(v).senses.roles.any(places));
    // «تونس في صدارة الدول المغاربية»: a name and its place, without a verb.
    let start = scene.sentence(scene.sentence_of(i)).start;
    let named_before = before > start && scene.is_nominal(before - 1) && scene.key(before) == "في" && many;
    // «بريد الجزائر في الصدارة على فايسبوك»
    let van = matches!(key, "المقدمه" | "الطليعه") && (i + 1..i + 4).any(|at| scene.key(at) == "حيث");
    let whole = word.article && (key == "الصداره" || van) && scene.key(before) == "في" && before > start;
    let whole = whole && (scene.is_nominal(before - 1) || scene.is_quote(before - 1));
    let verbless = (named_before || whole) && clause::last_verb(scene, clause::start(scene, i), i).is_none();
    // «قفز إلى صدارة متجر غوغل بلاي»
    let store = key == "صداره" && scene.head(i + 1) == Some(Head::Account) && !scene.word(i + 1).article && !metaphor;
    let returns = |v: usize| {
        ["عاد", "اعيد", "رجع", "اعاد", "يعود", "تعود", "يرجع", "ترجع"]
            .iter()
            .any(|root| scene.key(v).trim_start_matches(['و', 'ف']).starts_with(root))
    };
    let climbs = scene.key(before) == "الي"
        && clause::last_verb(scene, clause::start(scene, i), i)
            .is_some_and(|v| scene.word(v).has(Role::Move) || returns(v));
    let verb = holder || near(6, places) || verbless || (listed || store) && climbs || last();
    let opens = i <= scene.sentence(scene.sentence_of(i)).start + 1;
    let with_figure = clause::by_ba(scene, i + 1, i + 1) || scene.key(i + 1) == "ب";
    let vague = matches!(scene.key(i + 1), "كاحدي" | "كاحد" | "كواحده" | "كواحد" | "من");
    // «في الطليعة من حيث المستخدمون»
    let vague = vague && !matches!(scene.key(i + 2), "حيث" | "ناحيه");
    // «…، وهي في رأس القائمة»
    let told = before > start && matches!(scene.key(before - 1), "وهو" | "وهي" | "هو" | "هي");
    let beside = before > start && (scene.is_nominal(before - 1) || scene.is_quote(before - 1));
    let headline = || beside && i < start + LONGEST_HEADLINE && clause::last_verb(scene, start, i).is_none();
    let on = matches!(scene.key(before), "علي" | "في");
    // ««هجّان» في صدارة صالات السينما بمليونين»
    let run = run_of();
    let counted = clause::by_ba(scene, run, run) || scene.key(run) == "ب";
    let counted = key == "صداره" && run > i + 1 && counted && on && headline();
    let verbless = verbless || counted || listed && on && (told || key != "صداره" && headline());
    let verbless = verbless || seen && clause::last_verb(scene, clause::start(scene, i), i).is_none();
    let verb = verb || verbless;
    ((listed || named || store || summit || seen || counted)
        && held
        && (verb || opens || with_figure || of_list)
        && (keeps || !vague))
        .then(|| {
            let from = if scene.key(before) == "في" { before } else { i };
            Rank::exact(1.0, from..i + word.len.max(1), Cue::First)
        })
}

/// «الصدارة لصفحة الشرطة», «صدارة «لينكد إن» للمغرب»: whose the first place is said to be, without a verb.
fn is_led(scene: &Scene<'_>, i: usize) -> bool {
    let (word, key) = (scene.word(i), scene.key(i));
    if !matches!(key, "الصداره" | "صداره" | "الرياده") {
        return false;
    }
    let run = led_to(scene, i);
    let given = scene.word(run).preposition == Some('ل') && scene.is_nominal(run) || scene.key(run) == "ل";
    let hosted = run > i + 1 && (i + 1..run).any(|at| scene.platform(at).is_some());
    let verb = clause::last_verb(scene, clause::start(scene, i), i);
    // «صدارة المؤسسات الأنشط عبر إنستغرام لـ«أمانة بغداد»»
    let most = run > i + 2 && scene.word(i + 1).article && phrase::is_many(scene, i + 1);
    given && (word.article || hosted || most) && !scene.starts_line(run) && verb.is_none()
}

/// «بقيت القمة على إنستغرام من نصيب الوداد», «الوصافة بحوزة الرجاء»: whose share a place is.
fn is_shared_out(scene: &Scene<'_>, i: usize) -> bool {
    let of = |at: usize| matches!(scene.key(at - 1), "من" | "فمن");
    let share = |at: usize| scene.key(at) == "بحوزه" || matches!(scene.key(at), "نصيب" | "حظ") && of(at);
    scene.word(i).article && (i + 1..i + LONGEST_LED).take_while(|at| !parts(scene, *at)).any(share)
}

fn parts(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_mark(i) && !scene.is_quote(i) || scene.word(i).figure.is_some()
}

/// Past what is headed: «الصدارة مغاربيا في عدد مستخدمي فيسبوك للجزائر», «صدارة القنوات اللبنانية على يوتيوب لفرقة …».
fn led_to(scene: &Scene<'_>, i: usize) -> usize {
    let mut at = if scene.word(i).article { i + 1 } else { phrase::phrase_end(scene, i + 1, i + LONGEST_LED) };
    for _ in 0..MOST_ORDERS {
        let word = scene.word(at);
        let order = matches!(scene.key(at), "في" | "علي" | "بين" | "عبر") || word.has(Role::Among);
        let best = word.article && matches!(scene.key(at), "الاكثر" | "الانشط" | "الابرز" | "الاعلي" | "الاشهر");
        let counts = |from: usize| {
            (from..from + 3).take_while(|c| scene.word(*c).has(Role::Total) || scene.measures(*c)).count()
        };
        at = match () {
            () if word.has(Role::Scope) || best => at + 1,
            () if order => {
                let from = at + 1 + counts(at + 1);
                phrase::phrase_end(scene, from, from + LONGEST_LED)
            }
            () => return at,
        };
    }
    at
}

/// How many scopes may stand between a first place and whose it is.
const MOST_ORDERS: usize = 3;

/// «أمسك بقمة شباك التذاكر», «يحتفظ بعرش تيك توك», «استأثر بصدارة المبيعات»; «ذهبت صدارة يوتيوب إلى …»: a first place that is held or passed on.
pub(super) fn by_held_top(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let word = scene.word(i);
    let key = scene.key(i).trim_start_matches('ب');
    let top = word.senses.roles.any(Roles::all(&[Role::TopNoun, Role::Throne]))
        && matches!(key, "صداره" | "الصداره" | "صدارته" | "صدارتها" | "قمه" | "عرش" | "رياده");
    if !top || scene.word(i + 1).has(Role::Metaphor) {
        return None;
    }
    let led = key.starts_with("صدار") || key == "الصداره";
    // «بقمة الجاهزية», «عرش إنجلترا»: a summit or a throne of something else than an order.
    let next = scene.word(i + 1);
    let order = next.has(Role::ScopeHead) || scene.platform(i + 1).is_some() || next.metric().is_some();
    if !(led || order) {
        return None;
    }
    let verb = clause::last_verb(scene, clause::start(scene, i), i)?;
    // «لم يتزحزح الترجي عن صدارته»
    let stays = verb > 0 && scene.word(verb - 1).has(Role::Negation) && scene.word(verb).has(Role::Leave);
    if stays && scene.key(i - 1) == "عن" {
        return Some(Rank::exact(1.0, i..i + 1, Cue::First));
    }
    let over = word.preposition == Some('ب') || scene.key(i - 1) == "علي";
    // «احتكرت الأغنية صدارة الترند»: as its object.
    // «فاستعاد بها صدارة صالات المملكة»
    let by = usize::from(matches!(scene.key(verb + 1), "بها" | "به" | "منها" | "منه" | "بذلك" | "معها" | "معه"));
    let object = phrase::phrase_end(scene, verb + 1 + by, i) == i || verb + 1 + by == i;
    // «احتل الفيلم صدارة شباك التذاكر»
    let placed = scene.word(verb).has(Role::Place) && object && next.has(Role::ScopeHead);
    let keeps = scene.word(verb).has(Role::Keep) || placed;
    let held = (over || object) && keeps && i - verb <= FARTHEST_HELD;
    let limit = scene.sentence(scene.sentence_of(i)).end.min(i + FARTHEST_HEIR);
    let passed = led && verb + 1 == i && is_passing(scene, verb) && (i + 1..limit).any(|at| scene.key(at) == "الي");
    (held || passed).then(|| Rank::exact(1.0, i..i + 1, Cue::First))
}

/// «قادت السعودية القائمة بـ35 مليونا», «تزعمت الصفحة الترتيب», «افتتحت مصر القائمة»: who leads a list that is named behind whoever does.
pub(super) fn by_list_led(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    if !scene.word(i).verb {
        return None;
    }
    let bare = scene.key(i).trim_start_matches(['و', 'ف']).trim_end_matches('ت');
    LEADS.contains(&bare).then_some(())?;
    let limit = scene.sentence(scene.sentence_of(i)).end;
    let list = phrase::phrase_end(scene, i + 1, limit);
    let word = scene.word(list);
    let whole = word.article || scene.word(list + 1).article;
    let whole = word.has(Role::ScopeHead) && whole && list > i + 1 && !scene.starts_line(list);
    // «يقود النائب القائمة الوطنية في الدائرة» heads a ballot: only by its name or by a figure a list is an order.
    let end = phrase::phrase_end(scene, list, limit);
    let by = (list + 1..=end + FARTHEST_MEASURE).any(|at| clause::by_ba(scene, at, at) || scene.key(at) == "ب");
    let order = matches!(scene.key(list), "الترتيب" | "التصنيف");
    (whole && (by || order)).then(|| Rank::exact(1.0, i..i + 1, Cue::First))
}

/// How far behind the list that somebody leads it is said by how much, in tokens.
const FARTHEST_MEASURE: usize = 4;

/// Verbs by which somebody leads.
const LEADS: [&str; 8] = ["قاد", "تتزعم", "تزعم", "افتتح", "ترأس", "يقود", "تقود", "يتزعم"];

/// «ذهبت», «آلت», «عادت»: verbs by which something passes to somebody.
pub(in super::super) fn is_passing(scene: &Scene<'_>, verb: usize) -> bool {
    matches!(
        scene.key(verb).trim_start_matches(['و', 'ف']),
        "ذهب" | "ذهبت" | "الت" | "عادت" | "انتقلت" | "تعود" | "تذهب" | "تيول"
    )
}

/// How far behind its verb a first place stands that is held, in tokens: a name lies between.
const FARTHEST_HELD: usize = 12;

/// How far behind a first place stands to whom it passed, in tokens.
const FARTHEST_HEIR: usize = 10;

/// «تتصدر», «متصدرا»: first, unless the bare تصدر means that something is issued.
pub(super) fn by_top_verb(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let word = scene.word(i);
    if !word.has(Role::Top) {
        return None;
    }
    // A title of many words, a tag of many signs may stand between the verb and what is headed.
    let sentence = scene.sentence(scene.sentence_of(i)).end;
    let named = phrase::phrase_end(scene, i + 1, sentence);
    // «تصدر فيديو «…» (8.3 مليون مشاهدة) مقاطع الأسبوع»
    let close = (named..named + LONGEST_BRACKET).find(|at| scene.key(*at) == ")").filter(|_| scene.key(named) == "(");
    let limit = sentence.min((i + 8).max(close.unwrap_or(named) + 4));
    // «تصدرت القناة، قائمة …»: some writers part a subject from its object.
    let list = |j: usize| scene.word(j).has(Role::ScopeHead) && !scene.word(j).conjunction;
    let closed = |j: &usize| matches!(scene.key(*j), "؛") || matches!(scene.key(*j), "،" | ",") && !list(j + 1);
    let listed = (i + 1..limit).take_while(|j| !closed(j)).any(|j| {
        let w = scene.word(j);
        // «تصدر الهلال مجموعته»
        let group = matches!(scene.key(j), "مجموعته" | "مجموعتها" | "المجموعه");
        w.has(Role::ScopeHead) || w.has(Role::Superlative) || group || tops(scene, i, j)
    });
    // «تصدّر»: doubled by its mark; a masculine noun is the subject of a past.
    let doubled = scene.tokens.raw(i).contains('\u{651}');
    let past = i + 1 < sentence
        && scene.word(i + 1).senses.head.is_some()
        && agreement::of_noun(scene, i + 1) == Some(Form::Masculine)
        && !phrase::is_many(scene, i + 1)
        && scene.word(i + 1).senses.head != Some(Head::Work);
    let sure = doubled || past && phrase::phrase_end(scene, i + 1, sentence) > i + 2;
    let issues = matches!(scene.key(i).trim_start_matches(['و', 'ف']), "تصدر") && !listed && !sure && !leads(scene, i);
    let noun_after = (i + 1..limit).any(|j| scene.word(j).has(Role::TopNoun));
    // «اعتلى صاحب «غيريلا» الشهر المنصرم خشبة المسرح»: the object stands behind the subject and a time.
    let metaphor = (i + 1..limit).take(4).chain(named..named + 4).any(|j| scene.word(j).has(Role::Metaphor));
    let denied = i > 0 && scene.word(i - 1).has(Role::Negation);
    let several = several_owners(scene, i) || is_of_class(scene, i);
    // «التصنيف الذي تصدره المجلة» issues it or comes first in it: nobody can tell.
    let relative = i > 0 && scene.word(i - 1).has(Role::Relative);
    // «جهات التصنيف تصدر قوائمها»: lists of its own.
    let own = |at: usize| scene.word(at).has(Role::ScopeHead) && scene.word(at).pronoun.is_some();
    let issues = issues || scene.key(i) == "تصدر" && i > 0 && scene.is_nominal(i - 1) && own(i + 1);
    let often = relative && scene.key(i) == "تصدر" && matches!(scene.key(i + 1), "كل" | "عن" | "في");
    // «وهذه القوائم تصدر كل ثلاثة أشهر»
    let turns = ["كل", "سنويا", "شهريا", "اسبوعيا", "يوميا", "فصليا", "دوريا", "مرتين", "تباعا", "بانتظام", "بصوره"];
    let often = often || scene.key(i) == "تصدر" && i > 0 && turns.contains(&scene.key(i + 1));
    // «تتزعم الشركات الأكثر نشاطا», but «تتزعم السيدة حزب المعارضة»
    let often = often || scene.key(i).contains("تزعم") && !listed;
    // «وعادة تصدر اللائحة في حزيران»
    let often = often || scene.key(i) == "تصدر" && i > 0 && matches!(scene.key(i - 1), "عاده" | "وعاده");
    let issues = issues || often || relative && matches!(scene.key(i), "تصدره" | "تصدرها");
    // «كان فلان قد تصدر الشوط الأول»
    let past = i > 0 && matches!(scene.key(i - 1), "قد" | "وقد" | "لقد");
    let issues = issues && !past || issues_hers(scene, i);
    (!issues && !noun_after && !metaphor && !denied && !several).then(|| Rank::exact(1.0, i..i + 1, Cue::First))
}

/// «الوكالات الدولية تصدر كتيباتها»: of a feminine subject before it the verb is a present, for its past would be «تصدرت».
fn issues_hers(scene: &Scene<'_>, i: usize) -> bool {
    let start = scene.sentence(scene.sentence_of(i)).start;
    let bare = scene.key(i) == "تصدر" && !scene.tokens.raw(i).contains('\u{651}');
    let noun = (start..i).rev().take_while(|b| scene.is_nominal(*b)).last().filter(|_| bare);
    // «في الدائرة الثالثة تصدر المرشح …»: no subject.
    let governed = |b: usize| {
        b > start && scene.word(b - 1).has(Role::Preposition) || (b..i).any(|at| scene.word(at).preposition.is_some())
    };
    noun.filter(|b| !governed(*b)).is_some_and(|b| {
        let form = agreement::of_noun(scene, b);
        scene.word(b).article && (form == Some(Form::Feminine) || scene.key(b).ends_with("ات"))
    })
}

/// «الأفلام المتصدرة», «الشركات المتصدرة للسوق»: a definite participle of several things, which stand in no order.
fn is_of_class(scene: &Scene<'_>, i: usize) -> bool {
    let Some(noun) = i.checked_sub(1).filter(|b| scene.word(i).article && scene.word(*b).article) else { return false };
    // Things in the plural take the feminine, whatever their own gender.
    let broken = scene.key(i).ends_with('ه') && agreement::of_noun(scene, noun) == Some(Form::Masculine);
    broken || scene.head(noun).is_some() && phrase::is_many(scene, noun)
}

/// «تصدر الأهلي بـ19 مليون متابع»: nobody issues anything by so many followers.
fn leads(scene: &Scene<'_>, verb: usize) -> bool {
    let limit = scene.sentence(scene.sentence_of(verb)).end;
    let run = phrase::phrase_end(scene, verb + 1, limit);
    let by = clause::by_ba(scene, run, run) || scene.key(run) == "ب";
    let figure = (run..limit.min(run + 4)).find_map(|at| scene.word(at).figure).map(|f| &scene.figures[f]);
    let large = figure.and_then(crate::numbers::Quantity::number).is_some_and(|n| n >= 1000.0);
    let feminine = agreement::of_noun(scene, verb + 1) == Some(Form::Feminine);
    run > verb + 1 && by && large && !feminine
}

/// «تصدر الأهلي أندية أفريقيا», «تصدر الحساب حسابات المكتبات»: whoever comes before all of a kind; «تصدر الهيئة صفحات توعوية» issues some.
fn tops(scene: &Scene<'_>, verb: usize, i: usize) -> bool {
    let word = scene.word(i);
    let all = word.article
        || scene.is_nominal(i + 1) && (scene.word(i + 1).article || genders().class_of(scene.key(i + 1)).is_some());
    // «المؤسسة تصدر عددا من المؤشرات عن أداء الشركات»: behind its subject the verb may be a present, behind a preposition the kind is no object.
    let opens = verb == 0 || !scene.is_nominal(verb - 1);
    let object = opens
        && (verb + 1..=i).all(|at| !scene.word(at).has(Role::Preposition) && scene.word(at).preposition.is_none());
    let kind = object && i > verb + 1 && word.senses.head.is_some() && phrase::is_many(scene, i) && all;
    kind && agreement::of_noun(scene, verb + 1) != Some(Form::Feminine)
}

/// Works in the plural, by their broken forms.
const SEVERAL: [&str; 8] = ["صور", "مقاطع", "افلام", "مسلسلات", "اغان", "وسوم", "قنوات", "اسماء"];

/// «تغريدات تصدرت», «تتصدر مصر والسعودية»: several share the lead, none is first.
pub(super) fn several_owners(scene: &Scene<'_>, i: usize) -> bool {
    let start = scene.sentence(scene.sentence_of(i)).start;
    let plural = (start..i).rev().take_while(|b| scene.is_nominal(*b) || scene.word(*b).metric().is_some()).last();
    // «صور رياضية تصدرت فيسبوك»
    let broken = plural.is_some_and(|b| !scene.word(b).article && SEVERAL.contains(&scene.key(b)));
    let many = broken
        || plural.is_some_and(|b| scene.key(b).ends_with("ات") && !scene.word(b).article && scene.letters(b) > 4);
    let end = phrase::phrase_end(scene, i + 1, i + 10);
    let pair = end > i + 1
        && scene.is_nominal(end)
        && scene.word(end).conjunction
        && scene.word(end).article == scene.word(i + 1).article;
    // «النصر والهلال يتصدران», «تتصدر القناتان»
    let key = scene.key(i).trim_start_matches(['و', 'ف']);
    let verb = scene.word(i).verb && key.starts_with(['ي', 'ت']) && (key.ends_with("ان") || key.ends_with("ون"));
    let dual = end > i + 1 && super::super::agreement::is_dual(scene, i + 1);
    many || verb || dual || pair && !scene.word(end).has(Role::ScopeHead) && end < i + 4
}

/// «وصيفا», «الوصافة».
pub(super) fn by_runner_up(scene: &Scene<'_>, i: usize) -> Option<Rank> {
    let word = scene.word(i);
    let place = (i.saturating_sub(8)..i).any(|b| scene.word(b).senses.roles.any(PLACING));
    // «صعد إلى الوصافة», «اكتفى بالوصافة», «سامسونغ الوصيفة بـ161 مليونا»
    let reached = word.article && (word.preposition == Some('ب') || i > 0 && scene.word(i - 1).has(Role::Preposition));
    let named = word.article
        && i > 0
        && scene.is_nominal(i - 1)
        && (clause::by_ba(scene, i + 1, i + 1) || scene.key(i + 1) == "ب");
    // «كانت الوصافة من نصيب …», «القناة في وصافة إفريقيا»
    let shared = is_shared_out(scene, i);
    let second = !word.article
        && i > 0
        && scene.key(i - 1) == "في"
        && (scene.is_land(i + 1) || scene.word(i + 1).has(Role::Scope));
    // «أما الوصيف فكان نادي الوحدات»
    let told = word.article && matches!(scene.key(i + 1).trim_start_matches('ف'), "كان" | "كانت" | "هو" | "هي");
    // «تاركا الوصافة للنادي الإفريقي»
    let left = word.article && scene.word(i + 1).preposition == Some('ل') && i > 0;
    let left = left && (scene.word(i - 1).verb || word.conjunction);
    let place = place || reached || named || shared || second || told || left;
    // «وصيفا», «وصيفةً»
    let accusative = scene.key(i).ends_with('ا') || scene.tokens.raw(i).ends_with('\u{64B}');
    // «… وصيفة القنوات العربية بـ19 مليون متابع» without a verb.
    let start = scene.sentence(scene.sentence_of(i)).start;
    let of = !word.article && scene.is_nominal(i + 1) && scene.word(i + 1).article;
    let predicate = of && i > start && scene.key(i - 1) != "و" && clause::last_verb(scene, start, i).is_none();
    (word.has(Role::RunnerUp) && (accusative || place || predicate)).then(|| Rank::exact(2.0, i..i + 1, Cue::First))
}
