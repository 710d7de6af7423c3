//! Status: whether a figure is a level that the text states, and how the verb hedges it.

use std::ops::Range;

use super::agreement::{self, Form};
use super::clause;
use super::draft::{Cue, Draft};
use super::reading::Scene;
use crate::lexicon::{NounClass, Role, Roles};
use crate::numbers::{Quantity, QuantityKind};
use crate::record::{Qualifier, Status};

/// Words between a verb of movement and the figure that it governs without a preposition.
const BARE: usize = 5;

/// The same where the number that moves is named: «ارتفع عدد المشتركين في خدمات البريد خلال ستة أشهر نحو 7 آلاف».
const FAR: usize = 16;

/// Sets the status of every draft and the qualifier that its verb gives. Drafts that are prices or offers are removed.
pub(super) fn judge(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        hedge(scene, draft);
        draft.status = status(scene, draft);
    }
    old_and_new(scene, drafts);
    places_left(scene, drafts);
    joined_changes(scene, drafts);
}

/// «فقدت 168 ألف اشتراك خلال شهرين، ونحو 220 ألف اشتراك منذ …»: what و joins to a change with no verb of its own is one too.
fn joined_changes(scene: &Scene<'_>, drafts: &mut [Draft]) {
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

/// «هبطت إلى المركز الخامس، بعد أن احتلت الأول»: the place before this one, told behind it.
fn places_left(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut last = None;
    for draft in drafts.iter_mut().filter(|d| d.cue.is_rank()) {
        let sentence = scene.sentence_of(draft.tokens.start);
        let after = |i: usize| scene.key(i) == "بعدما" || scene.key(i) == "بعد" && scene.key(i + 1) == "ان";
        let from = draft.opens.saturating_sub(GOVERNOR_BACK + 2).max(scene.sentence(sentence).start);
        let lead = (from..draft.opens).rev().find(|i| after(*i));
        let held = lead.is_some_and(|l| (l..draft.opens).any(|i| scene.word(i).verb && scene.word(i).has(Role::Place)));
        if held && last == Some(sentence) && draft.status == Status::Stated {
            draft.status = Status::Former;
        }
        // «أفضل 100 ميناء، بعدما حل في المركز 71»: one of many, and which.
        last = Some(sentence).filter(|_| draft.cue != Cue::TopN);
    }
}

fn status(scene: &Scene<'_>, draft: &Draft) -> Status {
    let clause = clause::start(scene, draft.opens);
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    if is_delta(scene, draft, clause) {
        return Status::Delta;
    }
    if is_former(scene, draft, clause) {
        return Status::Former;
    }
    if is_rate(scene, draft, clause) {
        return Status::Rate;
    }
    // What is denied of one does not deny what a relative clause says of another.
    let relative = clause::any(scene, clause, draft.opens, Role::Relative).unwrap_or(clause);
    unreal(scene, draft, relative, &sentence).or_else(|| goes_on_unreal(scene, clause, &sentence)).unwrap_or_default()
}

/// «يتوقع أن يستمع …، وأن تحقق …»: what و joins to an expectation, a wish or a denial by «أن» is governed by it too.
fn goes_on_unreal(scene: &Scene<'_>, clause: usize, sentence: &Range<usize>) -> Option<Status> {
    if !matches!(scene.key(clause), "وان" | "وانه" | "وانها") {
        return None;
    }
    let that = (sentence.start..clause).find(|i| matches!(scene.key(*i), "ان" | "انه" | "انها" | "بان"))?;
    let governs = that.saturating_sub(GOVERNOR_BACK).max(sentence.start)..that;
    let has = |role: Role| governs.clone().any(|i| scene.word(i).has(role));
    match () {
        () if has(Role::Expect) || has(Role::Forecast) => Some(Status::Forecast),
        () if has(Role::Want) => Some(Status::Target),
        () if has(Role::Deny) || has(Role::Denial) => Some(Status::Denied),
        () => None,
    }
}

/// How far before «أن» stands the verb that governs it («يتوقع المدير أن»), in tokens.
const GOVERNOR_BACK: usize = 3;

/// What is denied, wished, expected, asked, made a condition or a limit.
fn unreal(scene: &Scene<'_>, draft: &Draft, clause: usize, sentence: &Range<usize>) -> Option<Status> {
    // What stands in brackets is said of a name: no verb before them governs it.
    let bracket =
        (clause..draft.tokens.start).rev().take_while(|i| scene.key(*i) != ")").find(|i| scene.key(*i) == "(");
    let clause = bracket.filter(|_| !draft.cue.is_rank()).unwrap_or(clause);
    let before = clause..draft.opens.max(clause);
    let said = before.clone().fold(Roles::default(), |all, i| all.with(scene.word(i).senses.roles));
    let has = |role: Role| said.has(role);
    let question = scene.key(sentence.start) == "هل"
        || has(Role::Question) && sentence.end > 0 && scene.key(sentence.end - 1) == "؟";
    let after = super::cue::past_quotes(scene, draft.tokens.end);
    let fake = (after..after + 2).any(|i| scene.word(i).has(Role::Denial) || scene.key(i).starts_with("اشترا"));
    if fake && !scene.starts_line(after)
        || has(Role::Deny)
        || has(Role::Denial)
        || denied(scene, &before, draft.tokens.end)
        || not_yet(scene, draft, &before)
        || denied_clause(scene, clause, sentence)
    {
        return Some(Status::Denied);
    }
    // «المرشحة أمل العبيد»: after a title it is a name.
    let titled = |i: usize| i > 0 && scene.head(i - 1) == Some(crate::lexicon::Head::Person);
    // «وهو طالب في الكلية»: a noun unless ب follows.
    let noun = |i: usize| scene.head(i).is_some() && !clause::by_ba(scene, i + 1, i + 1);
    // «تأمل حساب الشيخ …: 3 ملايين»: behind a colon no wish.
    let told = before.clone().rev().find(|i| scene.key(*i) == ":").unwrap_or(before.start);
    let wants = (told..before.end).any(|i| scene.word(i).has(Role::Want) && !titled(i) && !noun(i));
    if wants || has(Role::Aim) && !has(Role::Succeed) && !aim_is_named(scene, &before) {
        return Some(Status::Target);
    }
    let forecast = has(Role::Forecast)
        || has(Role::Expect)
        || approaches(scene, &before, draft.tokens.start)
        || future(scene, &before);
    if forecast || question || has(Role::Condition) || has(Role::Capacity) || capacity(scene, &before) {
        return Some(Status::Forecast);
    }
    None
}

/// «تقترب من المليون»; but «وتتجاوز 900 ألف» behind it is reached.
fn approaches(scene: &Scene<'_>, before: &Range<usize>, figure: usize) -> bool {
    let nears = before.clone().rev().find(|i| scene.word(*i).has(Role::Approach));
    let reached = |i: usize| {
        let word = scene.word(i);
        word.verb && word.conjunction && word.senses.roles.any(Roles::all(&[Role::Level, Role::Exceed]))
    };
    nears.is_some_and(|n| !(n + 1..figure).any(reached))
}

/// «غير صحيح أن …» governs the clause after أن.
fn denied_clause(scene: &Scene<'_>, clause: usize, sentence: &Range<usize>) -> bool {
    (sentence.start..clause).rev().take(3).any(|i| scene.word(i).has(Role::Denial) || scene.word(i).has(Role::Deny))
        && scene.word(clause).has(Role::Clause)
}

/// A campaign or a tag is an aim only when it is of the figure itself.
fn aim_is_named(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    let aim = before.clone().rev().find(|i| scene.word(*i).has(Role::Aim));
    let loose = |i: usize| matches!(scene.word(i).senses.head, Some(crate::lexicon::Head::Work));
    aim.is_some_and(|i| loose(i) && before.end - i > 1)
}

/// لم, لن, ليس before the verb; «لا يتجاوز» and «لا يقل» only bound the figure.
fn denied(scene: &Scene<'_>, before: &Range<usize>, end: usize) -> bool {
    let negated = before.clone().rev().find(|i| scene.word(*i).has(Role::Negation));
    // «لم يحظ سوى بـ90 إعجابا» affirms.
    negated.is_some_and(|i| {
        // «لم تنل المرتبة الثالثة إلا بفارق …» too.
        let only = (i..end + 1).any(|at| matches!(scene.key(at), "سوي" | "الا" | "غير"));
        // «لا يزال لقناته مليونا مشترك»
        let lasts = matches!(scene.key(i + 1), "يزال" | "تزال" | "يزالون" | "زال" | "زالت" | "زالوا");
        bound_verb(scene, i, before.end).is_none()
            && !lasts
            && before.end - i <= 12
            && !only
            && !is_released(scene, i, before.end)
    })
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

fn future(scene: &Scene<'_>, before: &Range<usize>) -> bool {
    before.clone().any(|i| {
        let key = scene.key(i).trim_start_matches(['و', 'ف']);
        let may = key == "قد"
            && scene.word(i + 1).verb
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
    before.clone().any(|i| scene.word(i).has(Role::Allow) && !given(i))
}

/// «لا يقل», «لم يتجاوز»: the qualifier that a negated verb gives.
fn bound_verb(scene: &Scene<'_>, negation: usize, limit: usize) -> Option<Qualifier> {
    let verb = negation + 1;
    let key = scene.key(verb);
    let less = matches!(key, "يقل" | "تقل" | "يقلون");
    let word = scene.word(verb);
    let more = word.has(Role::Exceed)
        || matches!(key, "يزيد" | "تزيد" | "يزيدون" | "يزد" | "تزد" | "يتعد" | "تتعد" | "يتخط" | "تتخط");
    let more = more && verb < limit;
    match (less, more) {
        (true, _) => Some(Qualifier::AtLeast),
        (_, true) => Some(Qualifier::AtMost),
        _ => None,
    }
}

/// The hedge of a verb or of words after the unit, where the figure itself is bare.
fn hedge(scene: &Scene<'_>, draft: &mut Draft) {
    if draft.cue.is_rank() || draft.value_high.is_some() {
        return;
    }
    let start = clause::start(scene, draft.opens);
    let clause = start..draft.opens;
    let negation = clause.clone().rev().find(|i| scene.word(*i).has(Role::Negation));
    let negation = negation.filter(|i| !clause::figure_between(scene, *i, draft.opens));
    if let Some(bound) = negation.and_then(|i| bound_verb(scene, i, draft.opens)) {
        draft.qualifier = bound;
        return;
    }
    if draft.qualifier != Qualifier::Exact {
        return;
    }
    if let Some(before) = hedge_before(scene, draft) {
        draft.qualifier = before;
    } else if let Some(after) = hedge_after(scene, draft) {
        draft.qualifier = after;
    } else if let Some(verb) = clause::last_verb(scene, start, draft.opens)
        .filter(|v| !clause::count_between(scene, *v, draft.opens) && !brackets_apart(scene, *v, draft.opens))
    {
        draft.qualifier = hedge_of_verb(scene, verb, draft.opens);
    }
}

/// «تجاوز أسماء لامعة مثل فلان (81 مليون متابع)»: no verb before the bracket is said of what stands in it.
fn brackets_apart(scene: &Scene<'_>, verb: usize, opens: usize) -> bool {
    let last = (verb..=opens).rev().find(|i| matches!(scene.key(*i), "(" | ")"));
    last.is_some_and(|i| scene.key(i) == "(")
}

fn hedge_of_verb(scene: &Scene<'_>, verb: usize, opens: usize) -> Qualifier {
    let word = scene.word(verb);
    let key = scene.key(verb);
    let grows = matches!(key.trim_start_matches(['و', 'ف']), "يزيد" | "تزيد" | "زاد" | "زادت" | "يربو" | "تربو");
    let on = opens > 0 && (verb..=opens).any(|i| matches!(scene.key(i), "علي" | "عن"));
    match () {
        () if word.has(Role::Exceed) && !is_other_object(scene, verb, opens) => Qualifier::MoreThan,
        () if grows && on => Qualifier::MoreThan,
        () if word.has(Role::Nearly) => Qualifier::About,
        () => Qualifier::Exact,
    }
}

/// «تجاوز منافسه بـ5 ملايين»: the verb's object is not the figure.
fn is_other_object(scene: &Scene<'_>, verb: usize, opens: usize) -> bool {
    opens > verb + 1 && clause::by_ba(scene, opens, opens)
}

/// «وأكثر من» right before the figure.
fn hedge_before(scene: &Scene<'_>, draft: &Draft) -> Option<Qualifier> {
    let from = draft.tokens.start.checked_sub(2).filter(|i| scene.key(i + 1) == "من")?;
    match scene.key(from).trim_start_matches(['و', 'ف', 'ب', 'ل']) {
        "اكثر" | "ازيد" => Some(Qualifier::MoreThan),
        "اقل" => Some(Qualifier::LessThan),
        _ => None,
    }
}

/// «على الأقل», «تقريبا», «كحد أقصى» after the unit.
fn hedge_after(scene: &Scene<'_>, draft: &Draft) -> Option<Qualifier> {
    let at = super::cue::past_quotes(scene, draft.tokens.end);
    let pair = (scene.key(at), scene.key(at + 1));
    match pair {
        ("علي", "الاقل") | ("كحد" | "بحد", "ادني") => Some(Qualifier::AtLeast),
        ("علي", "الاكثر") | ("كحد" | "بحد", "اقصي") => Some(Qualifier::AtMost),
        ("تقريبا", _) => Some(Qualifier::About),
        ("فاكثر" | "فما", _) => Some(Qualifier::AtLeast),
        ("الا", "قليلا") => Some(Qualifier::LessThan),
        _ => None,
    }
}

/// A gain, a loss, a margin.
fn is_delta(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let after = super::cue::past_quotes(scene, draft.tokens.end);
    // «عدد المشتركين الجدد»
    let newcomers = draft.governor.is_some_and(|g| scene.word(g + 1).has(Role::New) && !scene.starts_line(g + 1));
    if scene.word(after).has(Role::New) && draft.unit.is_some() || newcomers {
        return true;
    }
    if draft.cue.is_rank() {
        return false;
    }
    if is_change(scene, after) || is_told_of_change(scene, draft) {
        return true;
    }
    let changes = Roles::of(Role::Delta).with(Roles::of(Role::Gain));
    // «حجز موقعا متقدما بـ…»: said of the place.
    let said_of = |i: usize| {
        let accusative = |i: usize| scene.key(i).ends_with('ا') && !scene.word(i).article && !scene.word(i).verb;
        i > clause && accusative(i) && accusative(i - 1) && !scene.is_mark(i - 1) && scene.word(i - 1).figure.is_none()
    };
    let cue = (clause..draft.opens).rev().find(|i| scene.word(*i).senses.roles.any(changes) && !said_of(*i));
    let cue = cue.filter(|i| !releases(scene, *i, draft));
    let moved = || {
        let verb = clause::last_verb(scene, clause, draft.opens)?;
        // «يتقدم النائب … بـ812 ألف متابع، يليه …»: ahead in a list.
        let ahead = (draft.tokens.end..draft.tokens.end + 4)
            .any(|i| scene.word(i).has(Role::Follow) || scene.word(i).has(Role::Connector));
        let moves = scene.word(verb).has(Role::Move)
            && !ahead
            && !(verb..draft.opens).any(|i| scene.key(i) == "الي")
            && !(draft.opens.saturating_sub(2)..draft.opens).any(|i| matches!(scene.key(i), "علي" | "عن"));
        let by = clause::by_ba(scene, draft.opens, draft.tokens.start.saturating_sub(1));
        let moved = draft.unit.is_some() && !draft.cue.is_rank() && scene.word(verb).senses.metric.verb.is_none();
        let bare = scene.word(verb).has(Role::Grow) || moved;
        (moves && (by || bare && is_bare(scene, verb, draft) || is_far(scene, verb, draft))).then_some(verb)
    };
    cue.is_some() || moved().is_some()
}

/// «883 ألفا زيادة في …»: by how much, where the change is named behind the figure.
fn is_change(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let bare = !word.article && !word.conjunction && word.preposition.is_none() && !scene.starts_line(i);
    word.has(Role::Delta) && bare && scene.key(i).ends_with(['ا', 'ه']) && !scene.key(i).starts_with('ب')
}

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
    let agrees =
        agreement::of_verb_form(scene.key(verb)).is_none_or(|told| told == form) && !scene.word(verb).conjunction;
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
    let to = between.clone().any(|i| matches!(scene.key(i), "الي")) || scene.key(draft.opens) == "الي";
    // «ليقلص الفارق مع الفيصلي صاحب الـ655 ألفا»
    let held = between.clone().any(|i| scene.word(i).has(Role::Holder));
    // «تليها صفحة جوهرة بفارق كبير (2.2 مليون)»
    let bracket = between.clone().chain([draft.opens]).any(|i| scene.key(i) == "(");
    level || to || held || bracket || clause::count_between(scene, from, draft.opens)
}

/// Behind a relative clause that stands between commas and holds a figure; `from` where there is none.
fn past_aside(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let comma = |i: usize| matches!(scene.key(i), "،" | ",");
    let relative = (from + 1..to).find(|i| scene.word(*i).has(Role::Relative) && comma(i - 1));
    let closed = relative.and_then(|r| (r + 1..to).find(|i| comma(*i)));
    closed.map_or(from, |end| end + 1)
}

/// Averages and figures per hour, per post.
fn is_rate(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let after = super::cue::past_quotes(scene, draft.tokens.end);
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
    let single = |i: usize| {
        matches!(scene.key(i), "الواحد" | "الواحده") && scene.head(i - 1) == Some(crate::lexicon::Head::Work)
    };
    let of_each = !draft.cue.is_rank() && (clause + 1..draft.opens).any(single);
    let every =
        (clause..draft.opens).any(|i| scene.key(i) == "كل" && scene.is_nominal(i + 1) && !scene.word(i + 1).article);
    // «34 اشتراكا لكل 100 نسمة»: what a rate is of.
    let per = draft.opens.checked_sub(1).is_some_and(|b| matches!(scene.key(b), "لكل" | "كل")) && !draft.cue.is_rank();
    behind && !each || ahead || every || of_each || per
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
        posted || scene.head(i) == Some(crate::lexicon::Head::Work) || scene.word(i).senses.metric.item.is_some()
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

/// «بعد أن كان 4 ملايين», «بدلا من 112».
fn is_former(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start)).start;
    let from = clause.min(draft.opens.saturating_sub(6)).max(sentence);
    let cue = (from..draft.opens).rev().find(|i| scene.word(*i).has(Role::Former) && scene.word(*i).len > 0);
    was(scene, draft, clause)
        || cue.is_some_and(|i| {
            let compares = scene.word(i).has(Role::Compare);
            let other = compares && (has_owner_after(scene, draft) || draft.opens > i + 4);
            !other && !clause::figure_between(scene, i, draft.opens)
        })
}

/// «إذ كانت في المرتبة الخامسة», «كان رابعا العام الماضي»: a place that somebody had.
fn was(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let bare = |i: usize| scene.key(i).trim_start_matches(['و', 'ف']);
    let verb = clause::last_verb(scene, clause, draft.opens).filter(|v| draft.cue.is_rank() && v + 3 >= draft.opens);
    verb.filter(|v| matches!(bare(*v), "كان" | "كانت" | "كانا" | "كانوا")).is_some_and(|v| {
        let because = v > 0 && matches!(scene.key(v - 1), "اذ" | "بعدما" | "بينما" | "فيما");
        let end = draft.tokens.end;
        let past =
            (end..end + 4).any(|i| matches!(scene.key(i), "الماضي" | "الماضيه" | "السابق" | "السابقه" | "المنصرم"));
        because || past
    })
}

/// «مقارنة بـ5 ملايين للزمالك»: the figure compared is another owner's level.
fn has_owner_after(scene: &Scene<'_>, draft: &Draft) -> bool {
    let at = super::cue::past_quotes(scene, draft.tokens.end);
    let lam = scene.word(at).preposition == Some('ل')
        || scene.key(at) == "لدي"
        || scene.key(at) == "ل"
        || scene.key(at).starts_with('ل');
    lam && !scene.word(at).has(Role::RateAfter)
}

/// «من 3 إلى 5 ملايين» after a verb of movement: an old level and a new one.
fn old_and_new(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let mut split = Vec::new();
    for draft in drafts.iter_mut() {
        let clause = clause::start(scene, draft.opens);
        let moves = Roles::all(&[Role::Move, Role::Gain]);
        let moved =
            (clause..draft.opens).any(|i| scene.word(i).senses.roles.any(moves) || scene.word(i).has(Role::Delta));
        let from = clause::any(scene, draft.opens.saturating_sub(2), draft.opens + 1, Role::Preposition)
            .is_some_and(|i| scene.key(i) == "من");
        let grown = from && draft.value_high.is_some_and(|high| high >= 5.0 * draft.value) && !draft.cue.is_rank();
        // «من خمسة آلاف متابع إلى مليون» without any verb.
        let verbless = clause::last_verb(scene, clause, draft.opens).is_none() && draft.unit.is_some();
        let class = draft.cue.is_rank() && !draft.tokens.clone().any(|i| scene.key(i) == "الي");
        if (moved || grown) && draft.value_high.is_some() && !class {
            split.push(new_level(scene, draft));
        } else if (moved || verbless && goes_to_figure(scene, draft))
            && from
            && to_follows(scene, draft)
            && draft.status == Status::Stated
        {
            draft.status = Status::Former;
        }
    }
    drafts.extend(split);
    drafts.sort_by_key(|d| d.tokens.start);
}

fn to_follows(scene: &Scene<'_>, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    (end..end + 6).any(|i| scene.key(i) == "الي" || scene.key(i) == "الى")
}

fn goes_to_figure(scene: &Scene<'_>, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    scene.key(end) == "الي" && (end + 1..end + 4).any(|i| scene.word(i).figure.is_some())
}

/// Cuts a range in two: the old level stays in `draft`, the new one is given back.
fn new_level(scene: &Scene<'_>, draft: &mut Draft) -> Draft {
    let to = (draft.tokens.clone())
        .find(|i| matches!(scene.key(*i), "الي" | "-" | "–"))
        .map_or(draft.tokens.start, |i| i + 1);
    let high = draft.value_high.take().unwrap_or(draft.value);
    let new = Draft {
        value: high,
        tokens: to..draft.tokens.end,
        qualifier: Qualifier::Exact,
        status: Status::Stated,
        ..draft.clone()
    };
    draft.tokens.end = to.saturating_sub(1).max(draft.tokens.start + 1);
    draft.qualifier = Qualifier::Exact;
    draft.status = Status::Former;
    draft.unit = None;
    new
}
