//! What is no level yet or not at all: denied, wished, expected, asked, made a condition or a limit.
//!
//! In: a figure and its clause. Out: its status, if it is one of these.
//! May import: what claims imports.

use std::ops::Range;

use super::super::clause;
use super::super::cue::past_quotes;
use super::super::draft::Draft;
use super::super::phrase;
use super::super::reading::Scene;
use super::GOVERNOR_BACK;
use super::hedge::bound_verb;
use crate::lexicon::{Head, Role, Roles};
use crate::numbers::QuantityKind;
use crate::record::{Qualifier, Status};

/// «يتوقع أن يستمع …، وأن تحقق …», «يطمح إلى جمع …، وإيصال …», «يشترط …، أو …»: what و or أو joins to an expectation, a wish, a condition or a
/// denial is governed by it too.
pub(super) fn goes_on_unreal(
    scene: &Scene<'_>,
    draft: &Draft,
    clause: usize,
    sentence: &Range<usize>,
) -> Option<Status> {
    // «احتاج الفيلم إلى ساعة واحدة ليسجل …» has got there.
    let needed = |i: usize| scene.key(i).trim_start_matches(['و', 'ف']).starts_with("احتاج");
    let said = |range: Range<usize>| {
        range.filter(|i| !needed(*i)).fold(Roles::default(), |all, i| all.with(scene.word(i).senses.roles))
    };
    let that = matches!(scene.key(clause), "وان" | "وانه" | "وانها" | "وبان")
        || scene.key(clause) == "وفي" && scene.key(clause + 1) == "ان"
        || clause > sentence.start && scene.key(clause) == "ان" && scene.key(clause - 1) == "وفي";
    let lacks = clause > sentence.start && results(scene, clause);
    if lacks && (sentence.start..clause).any(|i| is_short_of(scene, i, clause + 1)) {
        return Some(Status::Forecast);
    }
    let governs = if that {
        let that = |i: &usize| matches!(scene.key(*i), "ان" | "انه" | "انها" | "بان" | "الا");
        let that = (sentence.start..clause).find(that)?;
        // A condition names whom it binds.
        let conditions = said(sentence.start..that).has(Role::Condition);
        if conditions { sentence.start..that } else { that.saturating_sub(GOVERNOR_BACK).max(sentence.start)..that }
    } else if clause > sentence.start && results(scene, clause) {
        clause::start(scene, clause - 1)..clause
    } else if clause > sentence.start && (scene.key(clause) == "او" || joins_deed(scene, clause, draft.opens)) {
        sentence.start..clause
    } else {
        return None;
    };
    let roles = said(governs);
    let has = |role: Role| roles.has(role);
    match () {
        () if has(Role::Expect) || has(Role::Forecast) || has(Role::Condition) => Some(Status::Forecast),
        () if has(Role::Want) => Some(Status::Target),
        () if has(Role::Deny) || has(Role::Denial) => Some(Status::Denied),
        () => None,
    }
}

/// «… ليبلغ 700 ألف متابع», «يخطط … لبلوغ 80 مليون»: what is to come of it.
fn results(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let present = scene.key(i).chars().nth(1).is_some_and(|c| matches!(c, 'ي' | 'ت'));
    word.verb && word.preposition == Some('ل') && (present || word.senses.nominal)
}

/// «وإيصال الوسم إلى …», «وتحقيق 50 ألف مشاهدة»: a verbal noun that و joins, with no verb before its figure.
fn joins_deed(scene: &Scene<'_>, i: usize, figure: usize) -> bool {
    let (word, key) = (scene.word(i), scene.key(i));
    // «إلى رفع العدد …، وإلى إدخال المدينة ضمن أفضل 40»
    let (i, key, word) = if key == "والي" { (i + 1, scene.key(i + 1), scene.word(i + 1)) } else { (i, key, word) };
    let led = i > 0 && scene.key(i - 1) == "والي" && !word.verb && !word.article;
    if led {
        return !(i + 1..figure).any(|at| scene.word(at).verb);
    }
    let bare = key.strip_prefix('و').unwrap_or(key);
    let causes = scene.tokens.raw(i).starts_with("وإ");
    let makes = bare.starts_with('ت') && bare.chars().nth(3) == Some('ي') && bare.chars().count() == 5;
    let level = word.senses.nominal && word.senses.roles.any(Roles::all(&[Role::Level, Role::Exceed]));
    let deed = causes || makes || level || matches!(bare, "رفع" | "زياده" | "بلوغ" | "وصول" | "كسب" | "جمع" | "حصد");
    key.starts_with('و')
        && word.conjunction
        && deed
        && !word.article
        && !word.verb
        && !(i + 1..figure).any(|at| scene.word(at).verb)
}

/// What is denied, wished, expected, asked, made a condition or a limit.
pub(super) fn unreal(scene: &Scene<'_>, draft: &Draft, clause: usize, sentence: &Range<usize>) -> Option<Status> {
    // What stands in brackets is said of a name: no verb before them governs it.
    let bracket =
        (clause..draft.tokens.start).rev().take_while(|i| scene.key(*i) != ")").find(|i| scene.key(*i) == "(");
    let clause = bracket.filter(|_| !draft.cue.is_rank()).unwrap_or(clause);
    let before = clause..draft.opens.max(clause);
    let said = before.clone().fold(Roles::default(), |all, i| all.with(scene.word(i).senses.roles));
    let has = |role: Role| said.has(role);
    let question = scene.key(sentence.start) == "هل"
        || has(Role::Question) && sentence.end > 0 && scene.key(sentence.end - 1) == "؟";
    let after = past_quotes(scene, draft.tokens.end);
    let fake = (after..after + 2).any(|i| scene.word(i).has(Role::Denial) || scene.key(i).starts_with("اشترا"));
    // «أعطته النتائج 2300 صوت قبل أن تكذبها اللجنة»
    let belied = scene.key(after) == "قبل" && scene.key(after + 1) == "ان" && scene.word(after + 2).has(Role::Deny);
    // «ما راج عن حصوله على 900 صوت», «ما تردد عن …»
    let rumour = |i: usize| {
        scene.key(i) == "ما"
            && matches!(scene.key(i + 1), "راج" | "تردد" | "يتردد" | "اشيع" | "يشاع" | "يروج" | "قيل" | "يقال")
    };
    // «…، مبينة أن العدد الفعلي هو …» says what is true.
    // «كذبت ما أشيع عن زواجها، وهي التي يتابعها 3 ملايين»: nor is what is said of her besides.
    // «ليس صحيحا ما تردد …، فهو حل تاسعا»
    let besides = |at: usize| match scene.key(at) {
        "وهو" | "وهي" => scene.word(at + 1).has(Role::Relative),
        "فهو" | "فهي" => scene.word(at + 1).verb,
        _ => false,
    };
    let told = |i: usize| {
        let that = |at: usize| scene.key(at) == "ان" && scene.word(at).has(Role::Clause);
        (i + 2..draft.opens).any(|at| that(at) || besides(at))
    };
    let rumour = (sentence.start..draft.opens).any(|i| rumour(i) && !told(i))
        && (sentence.start..sentence.end).any(denies(scene));
    // «واصفا ما نُشر عن نزوله إلى المركز الرابع محليا بأنه كذب»
    let lie = |i: usize| {
        matches!(scene.key(i), "بانه" | "بانها")
            && matches!(scene.key(i + 1), "كذب" | "كاذب" | "كاذبه" | "افتراء" | "مفبرك" | "مفبركه")
    };
    if fake && !scene.starts_line(after)
        || (after..after + 4).any(lie)
        || belied
        || rumour
        || has(Role::Deny)
        || before.clone().any(|i| scene.word(i).has(Role::Denial) && !is_of_noun(scene, i))
        || denied(scene, &before, draft.tokens.end, draft.cue.is_rank())
        || not_yet(scene, draft, &before)
        || denied_clause(scene, clause, sentence)
    {
        return Some(Status::Denied);
    }
    // «المرشحة أمل العبيد»: after a title it is a name.
    let titled = |i: usize| i > 0 && scene.head(i - 1) == Some(Head::Person);
    // «وهو طالب في الكلية»: a noun unless ب follows.
    let noun = |i: usize| scene.head(i).is_some() && !clause::by_ba(scene, i + 1, i + 1);
    // «تأمل حساب الشيخ …: 3 ملايين»: behind a colon no wish.
    let told = before.clone().rev().find(|i| scene.key(*i) == ":").unwrap_or(before.start);
    // «لم يحتج إلا إلى ساعة ليبلغ …», «احتاج إلى خمسة أيام حتى بلغ مليونا» has got there.
    let got = |i: usize| {
        let reached =
            |at: usize| scene.key(at) == "حتي" && scene.word(at + 1).verb && !scene.key(at + 1).starts_with(['ي', 'ت']);
        // «احتاج المقطع إلى ليلة واحدة كي يراه 12 مليون مستخدم»
        let past = scene.key(i).trim_start_matches(['و', 'ف']).starts_with("احتاج");
        let time = |at: usize| {
            let duration = |f: usize| scene.figures[f].kind == QuantityKind::Duration;
            scene.word(at).figure.is_some_and(duration) || matches!(scene.key(at), "ليله" | "ساعه" | "يوم" | "اسبوع")
        };
        let soon = past && (i + 1..before.end).any(time);
        scene.key(i).contains("احتاج") && ((i + 1..before.end).any(reached) || soon)
    };
    // «التصنيف الذي تنافست فيه 1503 جامعات، المركز …»: what a relative clause says that a comma closes.
    let aside = |i: usize| {
        i > told
            && scene.word(i - 1).has(Role::Relative)
            && (i..before.end).any(|at| matches!(scene.key(at), "،" | ","))
    };
    let wants = (told..before.end).any(|i| {
        scene.word(i).has(Role::Want) && !titled(i) && !noun(i) && !got(i) && !aside(i) && !is_shot(scene, &before, i)
    });
    // «من أجل 200 ألف إعجاب»; «الهدف الذي وضعته الإدارة: خمسة ملايين معجب»
    // «تحت شعار «نص مليون مشترك»»
    let motto = (before.end.saturating_sub(2)..=before.end).any(|i| {
        let called = matches!(scene.key(i), "شعار" | "بشعار" | "مبادره" | "حمله" | "تحدي");
        called && scene.is_quote(i + 1) && scene.is_quote(past_quotes(scene, draft.tokens.end).saturating_sub(1))
    });
    // «معا إلى نصف مليون مشترك».. مبادرة طلابية
    let quoted = scene.is_quote(past_quotes(scene, draft.tokens.end).saturating_sub(1));
    let campaign = |i: usize| matches!(scene.key(i), "مبادره" | "حمله" | "تحد" | "دعوه");
    // «مليون مشترك لصوت القدس».. مبادرة شبابية
    let open = draft.opens.checked_sub(1).is_some_and(|b| scene.is_quote(b) && scene.starts_line(b));
    let close = (draft.tokens.end..draft.tokens.end + HEADLINE).find(|i| scene.is_quote(*i)).filter(|_| open);
    let slogan = close.is_some_and(|close| (close + 1..close + 4).any(campaign));
    let motto = motto || slogan || quoted && draft.tokens.start < HEADLINE && (after..after + 3).any(campaign);
    let sake = motto || before.end >= 2 && scene.key(before.end - 1) == "اجل" && scene.key(before.end - 2) == "من";
    let labelled = before.start == sentence.start || told + 1 >= before.end;
    let label = labelled
        && scene.word(sentence.start).has(Role::Aim)
        && scene.word(sentence.start).article
        && (sentence.start..draft.opens).any(|i| scene.key(i) == ":");
    // «3 ملايين تحميل هي الغاية التي رسمتها الهيئة»
    let goal = |i: usize| {
        // «بلوغ 4 ملايين تحميل هو ما تطمح إليه الشركة»
        let what = scene.key(i + 1) == "ما" && scene.word(i + 2).has(Role::Want);
        let named = matches!(scene.key(i + 1), "الهدف" | "الغايه" | "الطموح" | "المستهدف");
        matches!(scene.key(i), "هو" | "هي") && (named || what)
    };
    let label = label || (after..sentence.end.min(after + GOAL_BEHIND)).any(goal);
    // «كسبت الهيئة رهان الشباب» is won.
    let won = before.clone().any(|i| {
        let bet = scene.key(i).trim_start_matches("ال") == "رهان";
        bet && (i.saturating_sub(4)..i).any(|b| scene.key(b).contains("كسب") || scene.key(b).contains("ربح"))
    });
    if wants || sake || label || !won && has(Role::Aim) && !has(Role::Succeed) && !aim_is_named(scene, &before) {
        return Some(Status::Target);
    }
    if of_class(scene, draft, clause) || to_reach(scene, &before) {
        return Some(Status::Target);
    }
    // «على أن تصل إلى …»: what is agreed upon.
    let agrees = |i: usize| scene.key(i) == "علي" && scene.key(i + 1) == "ان" && scene.word(i + 2).verb;
    let agreed = (clause.saturating_sub(1).max(sentence.start)..draft.opens).any(agrees);
    // «مليار مشاهدة.. رقم قد يبلغه الكليب»
    let may = |i: usize| matches!(scene.key(i), "رقم" | "عدد") && matches!(scene.key(i + 1), "قد" | "سوف" | "ربما");
    // «ما زال دون عتبة 200 ألف», «ما زال بعيدا عن بلوغ …»
    let lasts = |i: usize| {
        let key = scene.key(i).trim_start_matches(['و', 'ف']);
        ["زال", "يزال", "تزال", "ظل", "بقي"].iter().any(|stem| key.starts_with(stem)) && key.chars().count() <= 5
    };
    let below = |i: usize| {
        let far = scene.key(i).starts_with("بعيد") && scene.key(i + 1) == "عن";
        far || scene.key(i) == "دون" && scene.word(i + 1).has(Role::Barrier)
    };
    // «وتبقى عتبة 500 ألف متابع بعيدة عن فلان»
    let barred =
        draft.opens > 0 && scene.word(draft.opens - 1).has(Role::Barrier) || scene.word(draft.opens).has(Role::Barrier);
    let away = barred && (draft.tokens.end..draft.tokens.end + 2).any(|i| scene.key(i).starts_with("بعيد"));
    let short = || {
        let at = (sentence.start..draft.tokens.start).rev().take(SHORT_BACK).find(|i| below(*i));
        at.is_some_and(|at| (sentence.start.max(at.saturating_sub(SHORT_BACK))..at).any(lasts))
    };
    let forecast = has(Role::Forecast)
        || !draft.cue.is_rank() && short()
        || (after..after + 4).any(may)
        || agreed
        || away
        || expected_past_aside(scene, clause, sentence)
        || has(Role::Expect)
        || before.clone().any(|i| is_short_of(scene, i, before.end))
        || !draft.cue.is_rank() && parts_from(scene, &before)
        || approaches(scene, &before, draft.tokens.start)
        || future(scene, &before);
    // «منحت المجلة الجامعة المرتبة 614», «منح الناخبون 1205 أصوات لفلان»
    let given = draft.cue.is_rank() || scene.lexicon.metric_name(draft.metric) == "votes";
    if forecast || question || has(Role::Condition) || has(Role::Capacity) || !given && capacity(scene, &before) {
        return Some(Status::Forecast);
    }
    None
}

/// How far before a figure it is said to lie above what somebody has, and before that that it still does, in tokens.
const SHORT_BACK: usize = 6;

/// A past by its look: no prefix of the present, or the ت of the feminine.
fn is_past(key: &str) -> bool {
    !key.starts_with(['ي', 'ت']) || key.ends_with('ت')
}

/// «وينقص المقطع القليل ليبلغ 30 مليون مشاهدة»: not reached yet.
fn is_short_of(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let lacks = scene.key(i).trim_start_matches(['و', 'ف']);
    // «لم يبق سوى القليل ليبلغ …»
    let left =
        matches!(lacks, "يبق" | "تبق" | "يتبق") && (i + 1..i + 4).any(|at| matches!(scene.key(at), "سوي" | "الا"));
    let lacks = left || ["ينقص", "تنقص"].iter().any(|stem| lacks.starts_with(stem));
    lacks && (i + 1..end).any(|at| results(scene, at) || scene.key(at) == "كي")
}

/// «لا يفصل الصفحة عن المليون سوى 20 ألفا»: neither how far it is nor to what is a level.
fn parts_from(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    let parts = |i: usize| {
        let bare = scene.key(i).trim_start_matches(['و', 'ف']);
        scene.word(i).verb && ["يفصل", "تفصل"].iter().any(|stem| bare.starts_with(stem))
    };
    before.clone().any(|i| parts(i) && (i + 1..i + 8).any(|at| scene.key(at) == "عن"))
}

/// Within how many tokens of a text's head the slogan of a campaign stands.
const HEADLINE: usize = 8;

/// How far behind a figure it is said to be a goal, in tokens.
const GOAL_BEHIND: usize = 8;

/// «أصحاب الحسابات التي لا يقل عدد متابعيها عن 50 ألفا», «الذين تجاوز عدد متابعيهم المليون»: by what a class is bounded that names nobody.
fn of_class(scene: &Scene<'_>, draft: &Draft, relative: usize) -> bool {
    let start = scene.sentence(scene.sentence_of(draft.opens)).start;
    let Some(noun) = relative.checked_sub(1).filter(|n| *n >= start && scene.word(relative).has(Role::Relative)) else {
        return false;
    };
    let many = scene.word(noun).article && (phrase::is_many(scene, noun) || scene.key(relative) == "الذين");
    let bounds = (relative..draft.tokens.start)
        .any(|i| scene.word(i).has(Role::Exceed) || matches!(scene.key(i), "يقل" | "تقل" | "يزيد" | "تزيد"));
    // «النجوم الثلاثة الذين …» are known.
    let known = scene.word(noun).figure.is_some() || noun > start && scene.word(noun - 1).figure.is_some();
    // «التعليقات التي فاق عددها 6 آلاف»: of what is counted itself.
    let counted = scene.word(noun).unit() == Some(draft.metric);
    many && bounds && !known && !counted && !draft.cue.is_rank()
}

/// Words that call something untrue, wherever in the sentence.
fn denies<'s>(scene: &'s Scene<'_>) -> impl Fn(usize) -> bool + 's {
    move |i| {
        let word = scene.word(i);
        word.has(Role::Deny) || word.has(Role::Denial) || i > 0 && scene.key(i) == "اساس" && scene.key(i - 1) == "لا"
    }
}

/// «وتتوقع الشركة، التي يعمل فيها 30 موظفا، أن يصل …»: an expectation parted from what is expected by words between commas.
fn expected_past_aside(scene: &Scene<'_>, clause: usize, sentence: &Range<usize>) -> bool {
    let comma = |i: usize| matches!(scene.key(i), "،" | ",");
    let Some(close) = clause.checked_sub(1).filter(|c| *c > sentence.start && scene.key(clause) == "ان" && comma(*c))
    else {
        return false;
    };
    let open = (sentence.start..close).rev().find(|i| comma(*i)).filter(|o| scene.word(o + 1).has(Role::Relative));
    open.is_some_and(|o| {
        (sentence.start..o).any(|i| scene.word(i).has(Role::Expect) || scene.word(i).has(Role::Forecast))
    })
}

/// «حملة للوصول بقناتها إلى مليوني مشترك»: what for.
fn to_reach(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    before.clone().any(|i| {
        let word = scene.word(i);
        word.preposition == Some('ل') && word.article && word.senses.nominal && word.has(Role::Level) && !word.verb
            || scene.key(i) == "للوصول"
            || scene.key(i) == "الطريق" && matches!(scene.key(i + 1), "الي" | "نحو")
            || word.preposition == Some('ل')
                && word.senses.nominal
                && word.pronoun.is_none()
                && word.senses.roles.any(Roles::all(&[Role::Level, Role::Exceed]))
                && i > 0
                && PLANS.contains(&super::super::anaphora::bare_key(scene, i - 1))
    })
}

/// What stands before what is to be reached: «خطة لبلوغ …», «في طريقها لتجاوز …».
const PLANS: [&str; 9] = ["خطه", "خطط", "سعي", "مساع", "طريقه", "طريقها", "جهود", "حمله", "مسعي"];

/// «تقترب من المليون»; but «وتتجاوز 900 ألف» behind it is reached.
fn approaches(scene: &Scene<'_>, before: &Range<usize>, figure: usize) -> bool {
    let nears = before.clone().rev().find(|i| scene.word(*i).has(Role::Approach));
    let reached = |i: usize| {
        let word = scene.word(i);
        word.verb && word.conjunction && word.senses.roles.any(Roles::all(&[Role::Level, Role::Exceed]))
    };
    nears.is_some_and(|n| !(n + 1..figure).any(reached))
}

/// «حذف الحسابات الوهمية»: what is false is what stands before.
fn is_of_noun(scene: &Scene<'_>, i: usize) -> bool {
    i > 0 && scene.word(i).article && scene.word(i - 1).article && scene.word(i - 1).figure.is_none()
}

/// «غير صحيح أن …» governs the clause after أن.
fn denied_clause(scene: &Scene<'_>, clause: usize, sentence: &Range<usize>) -> bool {
    (sentence.start..clause).rev().take(3).any(|i| scene.word(i).has(Role::Denial) || scene.word(i).has(Role::Deny))
        && scene.word(clause).has(Role::Clause)
}

/// «زادت مشاهدات هدف النجم …», «هدف النعيمات يتخطى 18 مليون مشاهدة»: a goal that was shot.
fn is_shot(scene: &Scene<'_>, before: &Range<usize>, i: usize) -> bool {
    let reached = Roles::all(&[Role::Exceed, Role::Level]);
    let reaches = |at: usize| {
        let word = scene.word(at);
        // «هدف الفريق بلوغ 20 ألفا» is an aim: only what can be no noun tells.
        let finite = scene.key(at).starts_with('ي') || !word.senses.nominal;
        finite && word.verb && word.len > 0 && !word.article && word.senses.roles.any(reached)
    };
    let goal = scene.key(i).trim_start_matches('و') == "هدف" && scene.is_nominal(i + 1);
    let seen = i > before.start && scene.word(i - 1).metric().is_some();
    // The verb may be the figure's own hedge.
    goal && (seen || (i + 1..before.end + 2).any(reaches))
}

/// A campaign or a tag is an aim only when it is of the figure itself.
fn aim_is_named(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    let aim = before.clone().rev().find(|i| scene.word(*i).has(Role::Aim));
    let loose = |i: usize| matches!(scene.word(i).senses.head, Some(Head::Work));
    // «شريط هدف العميدة»
    let scored = |i: usize| i > 0 && scene.head(i - 1) == Some(Head::Work);
    aim.is_some_and(|i| loose(i) && before.end - i > 1 || scored(i) || is_shot(scene, before, i))
}

/// لم, لن, ليس before the verb; «لا يتجاوز» and «لا يقل» only bound the figure.
fn denied(scene: &Scene<'_>, before: &Range<usize>, end: usize, draft_rank: bool) -> bool {
    let negated = before.clone().rev().find(|i| scene.word(*i).has(Role::Negation));
    // «لم يحظ سوى بـ90 إعجابا» affirms.
    negated.is_some_and(|i| {
        // «لم تنل المرتبة الثالثة إلا بفارق …» too.
        let excepts = ["سوي", "الا", "غير", "غيرها", "غيره", "سواها", "سواه"];
        let only = (i..end + 1).any(|at| excepts.contains(&scene.key(at)));
        // «ليس المنتخب ثالثا وإنما يقف عند المرتبة الـ31»
        let rather =
            (i + 2..before.end).any(|at| matches!(scene.key(at), "بل" | "وانما" | "انما" | "ولكنه" | "ولكنها"));
        // «لا يزال لقناته مليونا مشترك»
        let lasts = matches!(scene.key(i + 1), "يزال" | "تزال" | "يزالون" | "زال" | "زالت" | "زالوا");
        // «لا يستغني عن واتساب 6.8 مليون مستخدم»
        // «لم تتزحزح عن المرتبة الثالثة»
        // «لم يبرح تلغرام المركز الثالث»
        let bides = draft_rank && ["برح", "يبرح", "تبرح", "يغادر", "تغادر"].contains(&scene.key(i + 1));
        let stays =
            bides || scene.word(i + 1).has(Role::Leave) && matches!(scene.key(end.min(before.end) - 1), "عن" | "من");
        let needs =
            matches!(scene.key(i + 1), "يستغني" | "تستغني" | "يستغنون" | "يخلو" | "تخلو" | "يخفي" | "تخفي" | "ينكر");
        // «لم تنقطع الجامعة عن جمهورها: 138 منشورا»
        // «لم تستطع اليرموك اللحاق بالنجاح (المرتبة 41)»: nor is what brackets say of somebody.
        let bracket = (end.saturating_sub(4).max(i)..end).any(|at| scene.key(at) == "(");
        let parted = bracket || (i..before.end).any(|at| scene.key(at) == ":");
        bound_verb(scene, i, before.end).is_none()
            && !parted
            && !lasts
            && !stays
            && !rather
            && !needs
            && before.end - i <= 12
            && !only
            && !passes_until(scene, i, before.end)
            && !keeps_to(scene, i, before.end)
            && !is_released(scene, i, before.end)
    })
}

/// «ما لم يدركه فلان المكتفي بـ17 ألف صوت»: a definite participle right before the figure says what he had.
fn keeps_to(scene: &Scene<'_>, negation: usize, end: usize) -> bool {
    let participle = |i: usize| {
        let word = scene.word(i);
        word.article
            && (word.verb || word.senses.nominal)
            && word.senses.roles.any(Roles::all(&[Role::Place, Role::Level]))
    };
    (end.saturating_sub(2).max(negation + 1)..end).any(participle)
}

/// «لم تمض ستة أسابيع حتى بات …», «ما إن … حتى»: a time that had hardly passed, and what had come true then.
fn passes_until(scene: &Scene<'_>, negation: usize, end: usize) -> bool {
    let passes = matches!(
        scene.key(negation + 1),
        "تمض" | "يمض" | "تمر" | "يمر" | "تكد" | "يكد" | "تنقض" | "ينقض" | "تكن" | "يكن" | "ان"
    );
    passes && (negation + 2..end).any(|i| scene.key(i) == "حتي" && scene.word(i + 1).verb)
}

/// «لم تتخط نصف مليون مشاهدة بعد»: the adverb behind the figure, before a mark.
fn not_yet(scene: &Scene<'_>, draft: &Draft, before: &Range<usize>) -> bool {
    let end = draft.tokens.end;
    let yet = scene.key(end) == "بعد" && (scene.is_mark(end + 1) || scene.word(end + 1).conjunction);
    yet && (draft.qualifier == Qualifier::AtMost || before.clone().any(|i| scene.word(i).has(Role::Negation)))
}

/// «الأرقام لا تكذب: تجاوزت القناة …»: behind a mark a verb of its own is no longer denied.
fn is_released(scene: &Scene<'_>, negation: usize, end: usize) -> bool {
    let mark = (negation + 1..end).rev().find(|i| matches!(scene.key(*i), ":" | "،" | "؛"));
    let finite = |i: usize| {
        let word = scene.word(i);
        let noun = word.article || word.preposition.is_some() || scene.word(i - 1).has(Role::Preposition);
        word.verb && word.len > 0 && !noun
    };
    mark.is_some_and(|m| (negation + 1..m).any(finite) && (m + 1..end).any(finite))
}

/// «وقد تقلص إلى 1.6 مليون», «كان فلان قد تصدر»: where كان stands before, or و before a verb whose past begins with ت.
fn is_told_past(scene: &Scene<'_>, particle: usize, start: usize) -> bool {
    let was = |i: usize| matches!(scene.key(i).trim_start_matches(['و', 'ف']), "كان" | "كانت" | "كانوا");
    let reflexive = || scene.lexicon.terms.knows(&format!("ي{}", scene.key(particle + 1)));
    (start..particle).any(was) || scene.key(particle) == "وقد" && reflexive()
}

fn future(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    before.clone().any(|i| {
        let key = scene.key(i).trim_start_matches(['و', 'ف']);
        // «قد تم», «قد تراجع», «قد تلقى» are past.
        let next = scene.key(i + 1);
        let past = next == "تم" || next.chars().nth(2) == Some('ا') || next.ends_with('ي') && next.starts_with('ت');
        let may = key == "قد"
            && scene.word(i + 1).verb
            && !(next.starts_with('ت') && (past || is_told_past(scene, i, before.start)))
            && (scene.key(i + 1).starts_with('ي')
                || scene.key(i + 1).starts_with('ت') && !scene.word(i + 1).has(Role::Exceed))
            && !scene.key(i + 1).ends_with('ت');
        may || scene.word(i).senses.is_verb()
            && (key.starts_with("سي") || key.starts_with("ست"))
            && key.chars().count() >= 4
    })
}

/// «مجموعات تصل إلى 200 ألف عضو»: what may hold so many.
fn capacity(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    // «أحدث إحصاء … يمنح الصفحة مليون متابع»: a report gives a level.
    let start = scene.sentence(scene.sentence_of(before.start)).start;
    let given = |i: usize| (start..i).any(|b| scene.word(b).has(Role::Report));
    // «اتسعت الحملة حتى بلغ …» grew.
    let grew = |i: usize| {
        scene.key(i).contains("اتسع") && scene.word(i + 1).preposition != Some('ل') && scene.key(i + 1) != "ل"
    };
    // «منحت درعها للقناة بعدما زاد المشتركون على المليون»: a clause of its own.
    // «التطبيق الذي كلف كثيرا تجاوزت مرات تنزيله …»: a level of its own.
    let levels = Roles::all(&[Role::Level, Role::Exceed]);
    let reopened = |i: usize| {
        (i + 2..before.end).any(|b| {
            let word = scene.word(b);
            let that = scene.key(b - 1) == "ان";
            word.has(Role::Clause) && scene.word(b + 1).verb
                || word.verb
                    && is_past(scene.key(b))
                    && !that
                    && !word.conjunction
                    && word.preposition.is_none()
                    && word.senses.roles.any(levels)
        })
    };
    before.clone().any(|i| scene.word(i).has(Role::Allow) && !given(i) && !grew(i) && !reopened(i))
}
