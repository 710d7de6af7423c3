//! Changes: gains, losses, margins, and what is joined to them.
//!
//! In: a figure and its clause. Out: whether it says by how much rather than how much.
//! May import: what claims imports.

use super::super::agreement::{self, Form};
use super::super::clause;
use super::super::cue::past_quotes;
use super::super::draft::Draft;
use super::super::reading::Scene;
use super::super::subject::FOLLOWED;
use crate::lexicon::{Head, NounClass, Role, Roles};
use crate::numbers::{Quantity, QuantityKind};
use crate::record::Status;

/// Words between a verb of movement and the figure that it governs without a preposition.
const BARE: usize = 5;

/// The same where the number that moves is named: «ارتفع عدد المشتركين في خدمات البريد خلال ستة أشهر نحو 7 آلاف».
const FAR: usize = 16;

/// «فقدت 168 ألف اشتراك خلال شهرين، ونحو 220 ألف اشتراك منذ …»: what و joins to a change with no verb of its own is one too.
pub(super) fn joined_changes(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, draft) = (&drafts[at - 1], &drafts[at]);
        let alike = before.metric == draft.metric && before.status == Status::Delta && draft.status == Status::Stated;
        let mut between = (before.tokens.end..draft.tokens.start).skip_while(|i| scene.key(*i) == "،").peekable();
        let joined = between.peek().is_some_and(|i| scene.key(*i).starts_with('و'));
        let bare = between.all(|i| scene.is_clitic(i) || scene.word(i).hedge);
        if alike && joined && bare && !draft.cue.is_rank() {
            drafts[at].status = Status::Delta;
        }
    }
}

/// A gain, a loss, a margin.
pub(super) fn is_delta(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let after = past_quotes(scene, draft.tokens.end);
    // «عدد المشتركين الجدد»
    let newcomers = draft.governor.is_some_and(|g| scene.word(g + 1).has(Role::New) && !scene.starts_line(g + 1));
    if scene.word(after).has(Role::New) && draft.unit.is_some() || newcomers {
        return true;
    }
    if draft.cue.is_rank() {
        return false;
    }
    if is_change(scene, after)
        || is_told_of_change(scene, draft)
        || is_added(scene, draft, clause)
        || leave(scene, draft)
    {
        return true;
    }
    // «أقل مما سجله في أبريل بثلاثة ملايين»: by how much.
    let than = |i: usize| matches!(scene.key(i), "اقل" | "اكثر") && matches!(scene.key(i + 1), "مما" | "من");
    let by = clause::by_ba(scene, draft.opens, draft.tokens.start) || scene.key(draft.opens) == "ب";
    // «أي أقل بـ400 ألف مشترك»
    let less = draft.opens.checked_sub(1).is_some_and(|b| matches!(scene.key(b), "اقل" | "اكثر"));
    if by && less {
        return true;
    }
    if by
        && (clause.max(draft.opens.saturating_sub(LESS_BACK))..draft.opens)
            .any(|i| than(i) && scene.key(i + 1) == "مما")
    {
        return true;
    }
    let changes = Roles::of(Role::Delta).with(Roles::of(Role::Gain));
    // «حجز موقعا متقدما بـ…»: said of the place.
    let said_of = |i: usize| {
        let accusative = |i: usize| scene.key(i).ends_with('ا') && !scene.word(i).article && !scene.word(i).verb;
        i > clause && accusative(i) && accusative(i - 1) && !scene.is_mark(i - 1) && scene.word(i - 1).figure.is_none()
    };
    let cue = (clause..draft.opens).rev().find(|i| scene.word(*i).senses.roles.any(changes) && !said_of(*i));
    // «التسجيل المصور لهبوط المسبار»: what a thing is of.
    let of_thing = |i: usize| {
        let word = scene.word(i);
        i > clause && word.preposition == Some('ل') && !word.verb && scene.is_nominal(i - 1)
    };
    // «مضيفا أن …» says on.
    let says = |i: usize| scene.key(i + 1) == "ان" || scene.key(i + 1) == "الي" && scene.key(i + 2) == "ان";
    // «كسب المقطع في ثلاثة أيام 2.5 مليون مشاهدة»: what a work gains is what it has.
    let seen = matches!(scene.lexicon.metric_name(draft.metric), "views" | "likes" | "comments" | "shares");
    let shown = |i: usize| {
        let near = |at: usize| scene.head(at) == Some(Head::Work);
        let gains = ["كسب", "ربح"].iter().any(|stem| scene.key(i).contains(stem));
        seen && gains && (near(i + 1) || i > 0 && near(i - 1))
    };
    let cue = cue.filter(|i| !of_thing(*i) && !says(*i) && !shown(*i) && !releases(scene, *i, draft));
    let moved = || {
        let verb = clause::last_verb(scene, clause, draft.opens)?;
        // «يتقدم النائب … بـ812 ألف متابع، يليه …»: ahead in a list.
        let ahead = (draft.tokens.end..draft.tokens.end + 4)
            .any(|i| scene.word(i).has(Role::Follow) || scene.word(i).has(Role::Connector));
        let moves = scene.word(verb).has(Role::Move)
            && !ahead
            // «يقفز فوق 25 مليون مشاهدة»
            && !(verb..draft.tokens.end).any(|i| matches!(scene.key(i), "الي" | "فوق"))
            && !(draft.opens.saturating_sub(2)..draft.opens).any(|i| matches!(scene.key(i), "علي" | "عن"));
        let by = clause::by_ba(scene, draft.opens, draft.tokens.start.saturating_sub(1));
        let moved = draft.unit.is_some() && !draft.cue.is_rank() && scene.word(verb).senses.metric.verb.is_none();
        let bare = scene.word(verb).has(Role::Grow) || moved;
        (moves && (by || bare && is_bare(scene, verb, draft) || is_far(scene, verb, draft))).then_some(verb)
    };
    cue.is_some() || moved().is_some()
}

/// «أضافت إلى حسابها 600 ألف متابع», «أضاف 20 ألف مشترك»: what is added; «وأضافت أن …» says on.
fn is_added(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let adds =
        |i: usize| matches!(scene.key(i).trim_start_matches(['و', 'ف']), "اضاف" | "اضافت" | "اضافوا" | "تضيف" | "يضيف");
    let verb = clause::last_verb(scene, clause, draft.opens).filter(|v| adds(*v) && draft.unit.is_some());
    verb.is_some_and(|v| {
        let own = |i: usize| {
            OWN.contains(&scene.key(i)) || scene.head(i) == Some(Head::Account) || scene.key(i).starts_with("لرصيد")
        };
        let to = (v + 1..draft.opens)
            .any(|i| scene.key(i) == "الي" && own(i + 1) || scene.word(i).preposition == Some('ل') && own(i));
        let says = (v + 1..draft.opens).any(|i| matches!(scene.key(i), "ان" | ":" | "بان"));
        // «أضاف التطبيق 420 ألف مستخدم إلى قاعدته»
        let end = draft.tokens.end;
        let onto =
            scene.key(end) == "الي" && (scene.word(end + 1).pronoun.is_some() || OWN.contains(&scene.key(end + 1)));
        v + 1 == draft.opens || (to || onto) && !says && v + FAR >= draft.opens
    })
}

/// «غادر 12 ألف متابع حساب …», «13 ألف عضو تقريبا انسحبوا منها»: those who leave.
fn leave(scene: &Scene<'_>, draft: &Draft) -> bool {
    let leaves = |i: usize| {
        let key = scene.key(i).trim_start_matches(['و', 'ف', 'ي', 'ت']);
        ["غادر", "انسحب", "نسحب", "هجر", "رحل", "الغوا"].iter().any(|verb| key.starts_with(verb))
            && scene.word(i).len > 0
    };
    let end = draft.tokens.end;
    let behind = end + usize::from(matches!(scene.key(end), "تقريبا" | "منهم"));
    // «انضم إليها 85 ألفا منذ مطلع 2025»: who joined within a time.
    let joins = |v: usize| {
        let key = scene.key(v).trim_start_matches(['و', 'ف', 'ي', 'ت']);
        ["انضم", "نضم", "التحق", "لتحق"].iter().any(|stem| key.starts_with(stem))
    };
    // «منذ إطلاقها»: all who ever did.
    let ever = |i: usize| scene.tokens.raw(i).ends_with("ها") || scene.tokens.raw(i).ends_with('ه');
    let within = |i: usize| matches!(scene.key(i), "منذ" | "خلال" | "غضون") && !ever(i + 1);
    let since = || (draft.tokens.end..draft.tokens.end + 2).any(within);
    let joined = clause::last_verb(scene, clause::start(scene, draft.opens), draft.opens)
        .is_some_and(|v| joins(v) && v + NEAR_REMOVAL >= draft.opens);
    if joined && since() {
        return true;
    }
    // «غادر قناة «نبض الجنوب» في تلغرام 12 ألف مشترك»: what they leave lies between.
    let verb = clause::last_verb(scene, clause::start(scene, draft.opens), draft.opens);
    // «ودعت القناة نحو 400 ألف مشترك», unlike «ودع عامه الأول بـ…».
    let direct = |v: usize| {
        let object =
            (v + 1..draft.opens).all(|i| !scene.word(i).has(Role::Preposition) && scene.word(i).pronoun.is_none());
        object
            && v + NEAR_REMOVAL >= draft.opens
            && !clause::by_ba(scene, draft.opens, draft.tokens.start.saturating_sub(1))
    };
    let parts = verb.is_some_and(|v| scene.key(v).trim_end_matches(['ت', 'ا']).ends_with("ودع") && direct(v));
    if parts && FOLLOWED.contains(&scene.lexicon.metric_name(draft.metric)) {
        return true;
    }
    let object = verb.is_some_and(|v| leaves(v) && scene.head(v + 1) == Some(Head::Account));
    // «حذف يوتيوب 12 ألف مشترك من قناة …»
    let removes = |i: usize| {
        let key = scene.key(i).trim_start_matches(['و', 'ف', 'ي', 'ت']);
        ["حذف", "ازال", "شطب", "زيل"].iter().any(|verb| key.starts_with(verb)) && scene.word(i).verb
    };
    let followed = FOLLOWED.contains(&scene.lexicon.metric_name(draft.metric));
    let removed = verb.is_some_and(|v| removes(v) && v + NEAR_REMOVAL >= draft.opens && followed);
    let from = past_quotes(scene, draft.tokens.end);
    let object = object || removed && (from..from + 3).any(|i| scene.key(i) == "من");
    // «سقط من رصيد القناة 23 ألف مشترك»
    let dropped = verb.is_some_and(|v| {
        scene.key(v).trim_start_matches(['و', 'ف']).starts_with("سقط")
            && scene.key(v + 1) == "من"
            && matches!(scene.key(v + 2), "رصيد" | "حساب" | "رصيدها" | "رصيده")
    });
    let object = object || dropped;
    draft.unit.is_some() && (draft.opens.checked_sub(1).is_some_and(leaves) || leaves(behind) || object)
}

/// How far before the followers that are taken from somebody the verb stands, in tokens.
const NEAR_REMOVAL: usize = 4;

/// To what somebody adds followers of his.
const OWN: [&str; 8] = ["رصيده", "رصيدها", "قاعدته", "قاعدتها", "سجله", "سجلها", "حسابه", "حسابها"];

/// «883 ألفا زيادة في …»: by how much, where the change is named behind the figure.
fn is_change(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let bare = !word.article && !word.conjunction && word.preposition.is_none() && !scene.starts_line(i);
    // «18 ألف صوت متقدما على منافسه»: so many, and more than somebody else.
    let ahead = scene.key(i).starts_with('م') && scene.key(i + 1) == "علي";
    word.has(Role::Delta) && bare && !ahead && scene.key(i).ends_with(['ا', 'ه']) && !scene.key(i).starts_with('ب')
}

/// How far before a figure it is said to be by how much, in tokens.
const LESS_BACK: usize = 8;

/// How far before its verb a change is named («زيادة خلال تسعة أشهر بلغت»), in tokens.
const CHANGE_BACK: usize = 12;

/// «سجلت زيادة في الاشتراكات بلغت 25 ألفا», «بفارق كبير يصل إلى 500 ألف»; «ارتفاعا كبيرا، إذ بلغ 880 ألفا، ليصل إلى …»: the verb of a level that
/// tells how large a change was.
fn is_told_of_change(scene: &Scene<'_>, draft: &Draft) -> bool {
    let start = scene.sentence(scene.sentence_of(draft.opens)).start;
    let leads = |i: usize| scene.word(i).hedge || scene.is_quote(i) || scene.key(i) == "الي";
    let lead = (start..draft.opens).rev().find(|i| !leads(*i));
    let Some(verb) = lead.filter(|i| scene.word(*i).verb && scene.word(*i).has(Role::Level)) else { return false };
    let named = (verb.saturating_sub(CHANGE_BACK).max(start)..verb).rev().find(|i| names_change(scene, *i));
    let Some(change) = named else { return false };
    let because = verb > 0 && matches!(scene.key(verb - 1), "اذ" | "حيث");
    let timed = |f: &Quantity| matches!(f.kind, QuantityKind::Date | QuantityKind::Period | QuantityKind::Duration);
    let plain = (change + 1..verb).all(|i| {
        let word = scene.word(i);
        let parted = scene.is_mark(i) && !because || word.has(Role::Relative);
        !word.verb && !parted && word.figure.is_none_or(|f| timed(&scene.figures[f]))
    });
    let form = if scene.key(change).ends_with('ه') { Form::Feminine } else { Form::Masculine };
    let agrees = agreement::of_verb_at(scene, verb).is_none_or(|told| told == form) && !scene.word(verb).conjunction;
    // What comes of the change follows: so the figure before it is none.
    let end = draft.tokens.end;
    let purpose = |i: usize| scene.word(i).verb && (scene.key(i).starts_with("لي") || scene.key(i).starts_with("لت"));
    plain && agrees && (!because || (end..end + 3).any(purpose))
}

/// «زيادة», «بفارق»: a change as an indefinite noun.
fn names_change(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let margin = scene.key(i).trim_start_matches('و').starts_with('ب') || matches!(scene.key(i), "فارق" | "فرق");
    is_change(scene, i) || margin && word.has(Role::Delta) && !word.article && !word.verb
}

/// «زاد متابعوها 300 ألف»: without a preposition the figure says by how much.
fn is_bare(scene: &Scene<'_>, verb: usize, draft: &Draft) -> bool {
    let between = verb + 1..draft.opens;
    between.len() <= BARE
        && !between.clone().any(|i| {
            (scene.word(i).has(Role::Preposition) || scene.word(i).preposition.is_some()) && !is_timing(scene, i)
        })
}

/// «خلال شهر»: a preposition that leads to a time.
fn is_timing(scene: &Scene<'_>, i: usize) -> bool {
    let time =
        |f: usize| matches!(scene.figures[f].kind, QuantityKind::Date | QuantityKind::Period | QuantityKind::Duration);
    let next = scene.word(i + 1);
    next.figure.is_some_and(time) || next.senses.noun == Some(NounClass::Abstract) && !next.article
}

/// «زاد المشتركون في … خلال عام 9 آلاف مشترك»: nor where adjuncts stand between.
fn is_far(scene: &Scene<'_>, verb: usize, draft: &Draft) -> bool {
    let between = verb + 1..draft.opens;
    let parts =
        |i: usize| scene.is_mark(i) && !scene.is_quote(i) || scene.word(i).conjunction && !scene.word(i).article;
    let lead = scene.word(draft.opens.saturating_sub(1));
    let governed = lead.has(Role::Preposition) && !lead.hedge;
    let number = between.clone().any(|i| scene.word(i).has(Role::Total) || scene.word(i).metric().is_some());
    let moves = scene.word(verb).senses.metric.verb.is_none();
    draft.unit.is_some() && moves && number && !governed && between.len() <= FAR && !between.clone().any(parts)
}

/// Between a word of change and its figure nothing may lead to a level: «بعد خسارة … وصل إلى 5 ملايين».
fn releases(scene: &Scene<'_>, cue: usize, draft: &Draft) -> bool {
    let levels = Roles::all(&[Role::Level, Role::Exceed, Role::Place, Role::Top]);
    // «خسر الحساب، الذي يضم 2.2 مليون متابع، نحو 15 ألفا»: past what is said of the loser between commas.
    let from = past_aside(scene, cue + 1, draft.opens);
    let between = from..draft.opens;
    // «الأسرع نموا بين البنوك إذ يتابعه …»
    if between.clone().any(|i| matches!(scene.key(i), "اذ" | "حيث") && scene.word(i).has(Role::Clause)) {
        return true;
    }
    // «متقدما على النصر الذي يتابعه …»: what is said of somebody else.
    if between.clone().any(|i| scene.word(i).has(Role::Relative)) {
        return true;
    }
    let level = between.clone().any(|i| {
        scene.word(i).verb && !scene.word(i).article && scene.word(i).senses.roles.any(levels) && scene.key(i) != "بلغت"
    });
    // «كسبت الجمهور حتى بلغت مليوني متابع»
    let until = between
        .clone()
        .any(|i| scene.key(i) == "حتي" && scene.word(i + 1).verb && scene.word(i + 1).senses.roles.any(levels));
    if until {
        return true;
    }
    let to = between.clone().any(|i| matches!(scene.key(i), "الي")) || scene.key(draft.opens) == "الي";
    // «ليقلص الفارق مع الفيصلي صاحب الـ655 ألفا»
    let held = between.clone().any(|i| scene.word(i).has(Role::Holder));
    // «تليها صفحة جوهرة بفارق كبير (2.2 مليون)»
    let depth = between.clone().chain([draft.opens]).fold(0i32, |depth, i| match scene.key(i) {
        "(" => depth + 1,
        ")" => (depth - 1).max(0),
        _ => depth,
    });
    // «خسر المدرب فلان (52 عاما) 45 ألف متابع» has closed it.
    let bracket = depth > 0;
    level || to || held || bracket || clause::count_between(scene, from, draft.opens)
}

/// Behind a relative clause that stands between commas and holds a figure; `from` where there is none.
fn past_aside(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let comma = |i: usize| matches!(scene.key(i), "،" | ",");
    let relative = (from + 1..to).find(|i| scene.word(*i).has(Role::Relative) && comma(i - 1));
    let closed = relative.and_then(|r| (r + 1..to).find(|i| comma(*i)));
    closed.map_or(from, |end| end + 1)
}
