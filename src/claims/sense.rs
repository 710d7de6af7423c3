//! Senses that a word's neighbours give it or take from it: names that look like verbs, adverbs of place, particles.
//!
//! In: the words of a text, each read by itself. Out: the same, read together.
//! May import: what claims imports.

use super::reading::Word;
use super::text::Text;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::{Head, Pronoun, Role, Roles, Senses, SourceWord, source_words};
use crate::numbers::{Quantity, QuantityKind};

/// A past that is a noun too is a verb where a clause begins with it and a name or a definite noun follows: «وكتب محمد».
pub(super) fn pasts(words: &mut [Word], tokens: &Text<'_>) {
    let none = Word::default();
    for i in 0..words.len() {
        let word = &words[i];
        // «وضع التقرير قطر في …»
        let seats = word.has(Role::Seat) && word.has(Role::Noun);
        // «بث» is a noun too, which never stands behind إن and its noun.
        let brought = word.senses.metric.item.is_some() && tokens.letters(i) <= 3;
        if !(word.senses.past || seats || brought)
            || word.article
            || word.preposition.is_some()
            || word.figure.is_some()
        {
            continue;
        }
        let before = i.checked_sub(1).map(|b| &words[b]);
        let clause = before.is_some_and(|w| w.has(Role::Clause) || w.has(Role::Relative));
        let opens = before.is_none()
            || tokens.get(i).is_some_and(|t| t.gap == Gap::Line)
            || matches!(tokens.key(i - 1), "." | "؛");
        let next = words.get(i + 1).unwrap_or(&none);
        let subject = next.article || next.senses.head.is_some() || tokens.key(i + 1) == "«";
        // «…، وبث حسابه …»
        let runs = matches!(next.senses.head, Some(Head::Account | Head::Organisation | Head::Person));
        let goes_on = i > 0 && tokens.key(i - 1) == "،" && runs && (next.pronoun.is_some() || next.article);
        // «عُرض المقطع»: the mark of the passive.
        let passive = tokens.raw(i).chars().nth(1) == Some('\u{64F}');
        let report = seats && next.has(Role::Report);
        // «إن الحساب بث خلال شهر 1240 تغريدة»
        let told = i >= 2 && matches!(tokens.key(i - 2), "ان" | "كان") && before.is_some_and(|w| w.article && !w.verb);
        let told = told && (word.senses.past || brought) && !next.article && next.senses.head.is_none();
        // «ضغط 48 ألف متصفح زر الإعجاب»
        let counted = word.senses.past
            && (opens || i > 0 && tokens.key(i - 1) == "،")
            && tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number);
        // «وفي المدة ذاتها ضغط 620 ألف شخص على زر الإعجاب»
        let pressed = tokens.key(i).ends_with("ضغط")
            && (i + 1..i + 7)
                .any(|at| tokens.key(at) == "علي" && matches!(tokens.key(at + 1), "زر" | "علامه" | "ايقونه"));
        let counted = counted || pressed;
        words[i].verb |= told
            || counted
            || !brought
                && (clause || (opens || goes_on) && (word.conjunction || passive || seats) && (subject || report));
    }
}

/// «زوار الأربعين», «مجموعة العشرين»: a definite number in words behind a noun without the article counts nothing and names something.
pub(super) fn names(words: &[Word], tokens: &Text<'_>, figure: &Quantity) -> bool {
    let i = figure.tokens.start;
    let Some(before) = i.checked_sub(1).and_then(|b| words.get(b)) else { return false };
    // «آل ثاني»
    let letters = |at: usize| tokens.key(at).chars().all(char::is_alphabetic);
    if tokens.key(i - 1) == "ال" && tokens.get(i).is_some_and(|t| t.gap == Gap::Space) && letters(i) {
        return true;
    }
    // «صحيفة الغد», «قناة اليوم»
    let quoted = i > 1
        && tokens.key(i - 1) == "«"
        && tokens.key(figure.tokens.end) == "»"
        && words.get(i - 2).is_some_and(|w| w.senses.head.is_some())
        && tokens.key(i).chars().all(char::is_alphabetic);
    // «منصة «عدل 3»», «قناة «دبي 1»»
    let digits = figure.tokens.len() == 1 && tokens.key(i).len() <= 2 && tokens.key(figure.tokens.end) == "»";
    let open = (i.saturating_sub(4)..i).rev().find(|at| tokens.key(*at) == "«").filter(|at| *at > 0 && at + 1 < i);
    let numbered = open
        .filter(|_| digits || figure.tokens.len() == 1 && tokens.key(figure.tokens.end) == "»" && letters(i))
        .is_some_and(|at| words[at - 1].senses.head.is_some() || words[at - 1].senses.platform_head);
    let day = figure.kind == QuantityKind::Date && figure.tokens.len() == 1 && tokens.key(i).starts_with("ال");
    if day && super::naming::named_after_day(words, tokens, i) {
        return true;
    }
    let owned = is_construct(before, tokens.key(i - 1)) || super::naming::is_construct(before, tokens.key(i - 1));
    if day && owned && tokens.get(i).is_some_and(|t| t.gap == Gap::Space) {
        return true;
    }
    // «بعده» is no «بعدة»; «قناة «ثمانية»»
    let owned = figure.tokens.len() == 1 && figure.number().is_none() && tokens.raw(i).ends_with('ه');
    if quoted || owned || numbered {
        return true;
    }
    let word = figure.kind == QuantityKind::Cardinal && figure.tokens.len() == 1 && tokens.key(i).starts_with("ال");
    let letters = tokens.key(i).chars().all(char::is_alphabetic) && tokens.key(i).ends_with("ين");
    let noun = before.unit().is_some()
        || before.senses.head.is_some()
        || before.senses.noun.is_some()
        || before.senses.is_unknown();
    let beside = tokens.get(i).is_some_and(|t| t.gap == Gap::Space)
        && tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word);
    let next = words.get(i + 1).copied().unwrap_or_default();
    word && letters
        && noun
        && beside
        && !before.article
        && before.figure.is_none()
        && next.unit().is_none()
        && !next.senses.metric.person
}

/// «تدوينة نشرتها النائبة», «المقطع الذي صوره المارة»: behind one thing that is brought out, or a relative pronoun, who did it follows.
pub(super) fn brought_out(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len().saturating_sub(1) {
        let (before, word, next) = (&words[i - 1], &words[i], &words[i + 1]);
        let thing = before.senses.head == Some(Head::Work) && !before.article && before.pronoun.is_none();
        let known = word.verb || word.article || word.figure.is_some() || word.preposition.is_some();
        // What joins a clause is known by its part before it is by its letters.
        let joins = before.has(Role::Relative) || before.has(Role::Clause);
        let relative = joins && matches!(tokens.key(i - 1), "الذي" | "التي" | "ما" | "مما" | "بما");
        if known || !(thing || relative) {
            continue;
        }
        let (key, raw) = (tokens.key(i), tokens.raw(i));
        let hers = key.ends_with("تها") || key.ends_with("ته");
        let his = raw.ends_with('ه') && key.chars().count() <= 4 || key.ends_with("ها") && key.chars().count() <= 5;
        let told = word.has(Role::Report) && (hers || his) || his && relative || his && thing && raw.ends_with('ه');
        let doer = next.article && next.figure.is_none() || next.senses.head.is_some();
        if told && doer && !word.senses.roles.any(PARTICLES) && !word.has(Role::Total) {
            let pronoun = if key.ends_with("ها") { Pronoun::Feminine } else { Pronoun::Masculine };
            let senses = Senses::role(Role::Other);
            words[i] = Word { verb: true, pronoun: Some(pronoun), senses, ..words[i].as_name() };
        }
    }
}

/// After لم, لن, سوف, قد stands a verb, known or not.
pub(super) fn verbs_after_particles(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let (before, word) = (words[i - 1].senses.roles, &mut words[i]);
        if !before.any(PARTICLES.with(Roles::of(Role::Question))) || word.verb || word.article || word.figure.is_some()
        {
            continue;
        }
        let particle =
            matches!(tokens.key(i - 1), "ماذا" | "لم" | "لن" | "سوف" | "ولم" | "ولن" | "فلم" | "فلن" | "وسوف");
        // «لا تلتفت»: a present.
        let present = matches!(tokens.key(i - 1), "لا" | "ولا" | "فلا") && tokens.key(i).starts_with(['ي', 'ت']);
        let free = || word.senses.is_unknown() && !word.is_listed();
        let letters = tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
        word.verb |= (particle || present) && letters && free();
    }
}

/// The parts that such particles have in the lexicon.
const PARTICLES: Roles = Roles::all(&[Role::Negation, Role::Clause]);

/// Letters of the shortest participle that stands so: «معلنة».
const SHORTEST_PARTICIPLE: usize = 5;

/// «متفوقا على», «محتلا المركز», «متقدمة على»: an indefinite word in م that stands before a preposition or a place says how, and names nobody.
pub(super) fn participles(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let word = &words[i];
        if word.article || !word.senses.is_unknown() {
            continue;
        }
        let key = tokens.key(i);
        // «واصفا الصورة بالمفبركة»
        if key.ends_with(['ا', 'ه']) && source_words().is(key, SourceWord::Participle) {
            words[i].verb = true;
            continue;
        }
        let bare = key.strip_prefix('و').filter(|_| word.conjunction).unwrap_or(key);
        // «…، تاركا المركز الثالث لفلان»: an active participle behind a comma, with its object.
        let active =
            bare.ends_with('ا') && bare.chars().nth(1) == Some('ا') && bare.chars().count() == SHORTEST_PARTICIPLE;
        let object = words
            .get(i + 1)
            .is_some_and(|w| w.article && (w.has(Role::RankNoun) || w.has(Role::MoveNoun) || w.has(Role::TopNoun)));
        if active && object && tokens.key(i - 1) == "،" {
            words[i].verb = true;
            continue;
        }
        if !bare.starts_with('م') || bare.chars().count() < SHORTEST_PARTICIPLE {
            continue;
        }
        let alif = bare.ends_with('ا') && !bare.ends_with("يا");
        let several = bare.ends_with("ين") && tokens.key(i - 1) == "،";
        let shape = alif || several || bare.starts_with("مت") && tokens.raw(i).ends_with('ة');
        let free = || word.preposition.is_none() && word.figure.is_none() && !word.is_listed();
        let next = words.get(i + 1).copied().unwrap_or_default();
        let governs = next.has(Role::Preposition)
            || several && next.has(Role::Among)
            || next.has(Role::RankNoun)
            || next.has(Role::TopNoun)
            || tokens.key(i + 1) == "ان";
        let glued = next.preposition == Some('ب') || matches!(tokens.key(i + 1), "ب");
        // «…، معلنة الانتقال»: behind a comma, with its object.
        let said =
            tokens.key(i - 1) == "،" && tokens.raw(i).ends_with('ة') && next.article && next.senses.head.is_none();
        let said = said && !matches!(bare.chars().nth(1), Some('ا' | 'و' | 'ي'));
        words[i].verb |= (shape && (governs || glued) || said) && free();
    }
}

/// «حزب تقدم», «حركة أمل», «نادي الوحدة», «صحيفة الغد»: behind a head that must have its owner, what is a verb, a day or a small word elsewhere is
/// a name. A verb may open a clause about the head, where it agrees with it: «قناة تضم», «وهو حزب فاز».
pub(super) fn behind_heads(words: &mut [Word], tokens: &Text<'_>) {
    let mut named: Vec<usize> = Vec::new();
    for i in 1..words.len() {
        let (head, word) = (&words[i - 1], &words[i]);
        if head.senses.head.is_none() && !head.has(Role::ScopeHead) {
            continue;
        }
        let list = Some(Head::Organisation).filter(|_| head.has(Role::ScopeHead));
        let season = is_of_time(words, tokens, i);
        let work = head.senses.head == Some(Head::Work)
            && !head.article
            && head.pronoun.is_none()
            && PURPOSES.contains(&tokens.key(i));
        let kind = head.senses.head.or(list).filter(|_| season || work || is_construct(head, tokens.key(i - 1)));
        let Some(kind) = kind else { continue };
        let plain = word.len == 1
            && word.pronoun.is_none()
            && word.preposition.is_none()
            && !word.conjunction
            && word.figure.is_none()
            && tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
        // «صفحة التطبيق»
        let host = word.senses.platform_head && word.article;
        let other = word.verb || !word.senses.is_unknown() && word.senses.roles.any(NAMELIKE) && !host;
        // «تطبيق حجز التذاكر», «مقطع شرح الخدمة»: what it is for.
        let purpose = PURPOSES.contains(&tokens.key(i)) && words.get(i + 1).is_some_and(|w| w.article);
        if plain && other && purpose && matches!(kind, Head::Account | Head::Work) {
            words[i] = words[i].as_name();
            continue;
        }
        if !plain
            || !other
            || !(word.article || tokens.key(i).starts_with("ال") || names_a_body(words, tokens, i, kind))
        {
            continue;
        }
        let article = word.article;
        words[i] = Word { article, ..words[i].as_name() };
        named.extend(Some(i).filter(|_| named.len() < MOST_NAMED && !article));
    }
    again(words, tokens, &named);
}

/// What single words and marks do by themselves: a tag's, «المتوسط», «بيّن», «إثر».
pub(super) fn single_words(words: &mut [Word], tokens: &Text<'_>) {
    for i in 0..words.len().saturating_sub(1) {
        match tokens.key(i) {
            "#" | "_" => tag(words, i + 1),
            "المتوسط" if i > 0 => sea(words, tokens, i),
            "بين" | "وبين" => clarify(words, tokens, i),
            "«" => quoted_verbs(words, tokens, i),
            // «أضاف التطبيق إلى رصيده مليونين»: added, and said nothing.
            "اضاف" | "اضافت" | "واضاف" | "واضافت" if (i + 1..i + 8).any(|at| is_store(tokens, at)) =>
            {
                words[i].senses.roles = words[i].senses.roles.without(Role::Say).with(Roles::of(Role::Other));
            }
            // «تبرز صفحة الجمارك بـ…» stands out, «تبرز الأرقام أن …» says.
            "تبرز" | "يبرز" | "وتبرز" | "ويبرز" if !(i + 1..i + 5).any(|at| tokens.key(at) == "ان") =>
            {
                words[i].senses.roles = words[i].senses.roles.without(Role::Say).with(Roles::of(Role::Other));
            }
            // «شوهد عبر فيسبوك», but «عبر عن»
            "عبر" if words[i].verb && !matches!(tokens.key(i + 1), "عن" | "عنه" | "عنها" | "الي") => {
                words[i] = Word { senses: Senses::role(Role::Preposition), ..words[i].as_name() };
            }
            "تصدر" | "وتصدر" if i > 0 && is_subjunctive(tokens, i) => {
                words[i].senses.roles = words[i].senses.roles.without(Role::Top).with(Roles::of(Role::Other));
            }
            "اثر" if tokens.raw(i).starts_with('إ') => {
                words[i] = Word { senses: Senses::role(Role::Preposition), ..words[i].as_name() };
            }
            _ => {}
        }
    }
}

/// «إلى رصيده», «إلى قاعدتها».
fn is_store(tokens: &Text<'_>, i: usize) -> bool {
    let own = ["رصيد", "قاعدت", "سجل"].iter().any(|noun| tokens.key(i).starts_with(noun));
    own && tokens.key(i).ends_with(['ه', 'ا']) && i > 0 && tokens.key(i - 1) == "الي"
}

/// «وعدت بأن تصدر نسخة ثانية», «لم تصدر القائمة»: a present, which issues something; but «بعد أن تصدر الأهلي …» is a past.
fn is_subjunctive(tokens: &Text<'_>, verb: usize) -> bool {
    let past = verb >= 2 && matches!(tokens.key(verb - 2), "بعد" | "منذ" | "وبعد" | "الي" | "سبق");
    match tokens.key(verb - 1).trim_start_matches(['و', 'ف']) {
        "ان" | "بان" | "لان" | "الا" => !past && !tokens.raw(verb - 1).contains('إ'),
        "لم" | "لن" | "كي" | "لكي" | "سوف" => true,
        _ => false,
    }
}

/// ««مستر بيست» على رأس …»: a word that only looks like a verb is none within a short title.
fn quoted_verbs(words: &mut [Word], tokens: &Text<'_>, open: usize) {
    let close = (open + 1..words.len().min(open + 2 + LONGEST_TITLE)).find(|i| tokens.key(*i) == "»");
    let Some(close) = close.filter(|close| *close > open + 2) else { return };
    let looks = |w: &Word| w.verb && w.senses.is_unknown() && !w.conjunction;
    words[open + 2..close].iter_mut().filter(|w| looks(w)).for_each(|w| w.verb = false);
}

/// «#لا_للساعة_الإضافية»: the words of a tag do nothing but name.
fn tag(words: &mut [Word], i: usize) {
    if words[i].figure.is_none() {
        words[i] = words[i].as_name();
    }
}

/// «قناة «منح ليبيا»», «حزب «تقدم»»: the words of a short title behind a head do nothing but name.
pub(super) fn titles(words: &mut [Word], tokens: &Text<'_>) {
    let gap = |i: usize| tokens.get(i).map_or(Gap::Line, |t| t.gap);
    for i in 1..words.len() {
        let closes = match tokens.key(i) {
            "«" => "»",
            "“" => "”",
            // The same mark closes: one that opens stands behind a blank and touches its word.
            "\"" if [Gap::Space, Gap::Line].contains(&gap(i)) && gap(i + 1) == Gap::None => "\"",
            _ => continue,
        };
        let behind = i + 1..words.len().min(i + 2 + LONGEST_TITLE);
        // «مرات تنزيل «بريدي» و«يسير»»: or behind what is counted of it, or in a row of titles.
        let row = i > 1 && tokens.key(i - 1) == "و" && tokens.key(i - 2) == "»";
        let named = words[i - 1].senses.head.is_some() || words[i - 1].metric().is_some() || row;
        let close = behind.into_iter().find(|at| tokens.key(*at) == closes).filter(|_| named);
        let Some(close) = close else { continue };
        let figures = words[i + 1..close].iter().any(|w| w.figure.is_some());
        let acts =
            |w: &Word| w.verb || w.senses.roles.any(Roles::VERBS.with(PARTICLES).with(HYPOTHETICAL).with(MEASURES));
        for word in words[i + 1..close].iter_mut().filter(|w| !figures && acts(w)) {
            word.verb = false;
            word.senses.roles = Roles::default();
            word.senses.metric = Default::default();
            word.len = 1;
        }
    }
}

/// What applications are for and clips of, where a past looks alike.
const PURPOSES: [&str; 10] = ["حجز", "نقل", "طلب", "دفع", "شحن", "بيع", "حفظ", "شرح", "سرد", "عرض"];

/// «هاشتاق الموسم», «حلقة الليلة»: behind a work a definite time without an adjective is what it is of.
fn is_of_time(words: &[Word], tokens: &Text<'_>, i: usize) -> bool {
    let (work, word) = (&words[i - 1], &words[i]);
    let owned = work.senses.head == Some(Head::Work) && !work.article && work.pronoun.is_none() && work.len == 1;
    let adjective = words.get(i + 1).is_some_and(|w| w.article && !w.conjunction);
    let now = matches!(tokens.key(i), "اليوم" | "الان");
    owned && word.has(Role::Adverb) && tokens.key(i).starts_with("ال") && !adjective && !now
}

/// What makes a figure none, outside the titles of songs.
const HYPOTHETICAL: Roles = Roles::all(&[Role::Condition, Role::Question, Role::Forecast, Role::Adverb]);

/// What makes a figure a rate or a change, outside of titles.
const MEASURES: Roles = Roles::all(&[Role::RateAfter, Role::RateBefore, Role::Delta, Role::Aim, Role::Denial]);

/// Longest title whose words are read as names, in tokens.
const LONGEST_TITLE: usize = 5;

/// «حزب تقدم … تقدم أولا بـ120 ألفا»: named before, it is a name again right before its place or its figure.
fn again(words: &mut [Word], tokens: &Text<'_>, named: &[usize]) {
    let (Some(from), Some(last)) = (named.first(), words.len().checked_sub(1)) else { return };
    for i in *from..last {
        let placed = words[i + 1].figure.is_some() || matches!(tokens.key(i + 1), "ب" | "(");
        if words[i].verb && placed && named.iter().any(|n| tokens.key(*n) == tokens.key(i)) {
            words[i] = words[i].as_name();
        }
    }
}

/// How many names that look like verbs a text may have.
const MOST_NAMED: usize = 8;

/// What a name may look like: a verb, a time, a change.
pub(super) const NAMELIKE: Roles = Roles::VERBS.with(Roles::all(&[Role::Adverb, Role::Noun, Role::Delta, Role::Whole]));

/// Whether a head by its form must be followed by its owner: one of its kind, without article and pronoun.
fn is_construct(head: &Word, key: &str) -> bool {
    let owned = matches!(head.senses.head, Some(Head::Account | Head::Organisation)) || head.has(Role::ScopeHead);
    let single = !(key.ends_with("ات") || key.ends_with("تا") || key.ends_with("تي") || key.ends_with('ا'));
    owned && single && !head.article && head.pronoun.is_none() && head.figure.is_none() && head.len == 1
}

/// Whether the verb at `i` cannot be said of the head before it: by its gender, or because a body that is spoken of for the first time is named.
fn names_a_body(words: &[Word], tokens: &Text<'_>, i: usize, kind: Head) -> bool {
    let (key, head) = (tokens.key(i), tokens.key(i - 1));
    if !words[i].verb || key.starts_with('ي') || key.ends_with("وا") || key.ends_with('ت') {
        return false;
    }
    let feminine = tokens.raw(i - 1).ends_with('ة') || matches!(head, "دار");
    let clashes = feminine != key.starts_with('ت');
    let before = i.checked_sub(2).map(|b| (words[b], tokens.key(b)));
    let told = before.is_some_and(|(word, key)| {
        word.figure.is_some()
            || word.has(Role::Superlative)
            || word.has(Role::TopN)
            || matches!(key, "هو" | "وهو" | "هي" | "وهي" | "كل" | "اي" | "اول" | "كاول")
    });
    let stands = before.is_none_or(|(word, _)| {
        word.verb || word.has(Role::Preposition) || word.unit().is_some() || word.senses.head.is_some()
    });
    let governed = stands || words[i - 1].preposition.is_some() || words[i - 1].conjunction;
    !told && (clashes || kind == Head::Organisation && governed && !(feminine && key.starts_with('ت')))
}

/// «بين طالب وولي أمر», «في عزم»: behind a preposition that takes nothing but nouns no word is a verb.
pub(super) fn nouns_behind(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let word = &words[i];
        if !word.verb {
            continue;
        }
        let takes_nouns =
            matches!(tokens.key(i - 1), "بين" | "في" | "الي" | "عن" | "مع" | "علي") && words[i - 1].len == 1;
        // «أحد أبرز لاعبي …»
        let best = matches!(tokens.key(i - 1), "احد" | "احدي") && tokens.key(i) == "ابرز";
        // «أما أشهر منشوراتها …»
        let best = best || matches!(tokens.key(i - 1), "اما" | "واما") && !tokens.raw(i - 1).contains('إ');
        let takes_nouns = takes_nouns || best;
        // «أسفرت عن تقدم التحالف»
        let deed = word.has(Role::Move) && word.senses.noun.is_some();
        let free = best || deed || !word.senses.nominal || tokens.key(i - 1) == "بين";
        if takes_nouns && free && !word.conjunction && word.len == 1 && word.pronoun.is_none() {
            let word = &mut words[i];
            word.verb = false;
            word.senses.roles = word.senses.roles.minus(Roles::VERBS);
        }
    }
}

/// «رابعة تونسيا», «المركز الأول سودانيا والـ 61 عربيا»: an adverb of place in يا right behind a place.
pub(super) fn scopes(words: &mut [Word], tokens: &Text<'_>, figures: &[Quantity]) {
    for i in 1..words.len() {
        let before = &words[i - 1];
        if words[i].article || !words[i].senses.is_unknown() || before.figure.is_none() && !before.has(Role::Scope) {
            continue;
        }
        let key = tokens.key(i);
        let adverb = key.ends_with("يا") && key.chars().count() >= 5;
        let kind = before.figure.map(|f| figures[f].kind);
        let placed = kind == Some(QuantityKind::Ordinal)
            || kind == Some(QuantityKind::Cardinal)
                && i > 1
                && (words[i - 2].has(Role::RankNoun) || tokens.key(i - 2).ends_with("ال"));
        if !adverb {
            continue;
        }
        let listed = words[i].land > 0;
        if !listed && (placed || before.has(Role::Scope) && words[i].conjunction) {
            words[i].senses = Senses::role(Role::Scope);
            words[i].verb = false;
        }
    }
}

/// «الناطق باسم الجمارك», «المتحدث الرسمي باسم النادي»: behind whoever speaks for somebody it is no first name.
pub(super) fn spokesmen(words: &mut [Word], tokens: &Text<'_>) {
    for spokesman in 0..words.len() {
        if !words[spokesman].has(Role::Mouthpiece) {
            continue;
        }
        let behind = spokesman + 1..words.len().min(spokesman + 3);
        if let Some(i) = behind.into_iter().find(|i| tokens.key(*i) == "باسم") {
            words[i] = Word { senses: Senses::role(Role::Preposition), ..words[i].as_name() };
        }
    }
}

/// «في الوقت الذي احتل فيه …»: the relative pronoun of a time joins clauses and is about nobody.
pub(super) fn times(words: &mut [Word], tokens: &Text<'_>) {
    for (i, word) in words.iter_mut().enumerate().skip(1) {
        let time = || matches!(tokens.key(i - 1), "الوقت" | "وقت" | "اليوم" | "العام" | "الحين");
        if word.has(Role::Relative) && time() {
            word.senses.roles = Roles::of(Role::Clause);
        }
    }
}

/// «مواطنه فلان», «مواطنتها»: of the same land; «وقعوا»: they did it, whatever it is.
pub(super) fn fellows_and_plurals(words: &mut [Word], tokens: &Text<'_>) {
    for (i, word) in words.iter_mut().enumerate() {
        let key = tokens.key(i);
        let fellow = |key: &str| matches!(key, "مواطنه" | "مواطنها" | "مواطنته" | "مواطنتها");
        if word.pronoun.is_some() && fellow(key.trim_start_matches('و')) {
            word.senses.metric = Default::default();
        }
        let free = !word.article && word.figure.is_none() && !word.is_listed();
        let plural = free && key.ends_with("وا") && word.senses.is_unknown();
        word.verb |= plural && key.chars().count() >= SHORTEST_PLURAL;
    }
}

/// Letters of the shortest verb in the plural: «نالوا».
const SHORTEST_PLURAL: usize = 5;

/// «فقد بلغت»: before a verb فقد is a particle and loses nothing; before a noun it loses: «فقد السوق 19 ألف مشترك».
pub(super) fn particles(words: &mut [Word], tokens: &Text<'_>) {
    for i in 0..words.len().saturating_sub(1) {
        if tokens.key(i) != "فقد" {
            continue;
        }
        let next = &words[i + 1];
        let noun = next.len > 0 && next.figure.is_none() && !next.senses.roles.any(PARTICLES);
        if next.verb && !next.article {
            words[i] = Word { conjunction: true, ..words[i].as_name() };
            words[i].senses = Senses::role(Role::Adverb);
        } else if noun {
            words[i] = Word { verb: true, senses: Senses::role(Role::Gain), ..words[i].as_name() };
        }
    }
}

/// What four words do by the word behind them: «وإذا في جعبته», «ضغط 412 ألف مستخدم», «ثبت ارتباطها», «عدّد المعلق الأرقام».
pub(super) fn by_next(words: &mut [Word], tokens: &Text<'_>) {
    for i in 0..words.len().saturating_sub(1) {
        let (word, next) = (&words[i], &words[i + 1]);
        // Nearly every word is none of them, which its flags tell before its letters.
        if word.has(Role::Condition) {
            surprise(words, tokens, i);
        } else if next.figure.is_some() || next.hedge {
            press(words, tokens, i);
        } else if word.senses.metric.verb.is_some() {
            prove(words, tokens, i);
        } else if tokens.raw(i).ends_with("دّد") {
            count_up(words, tokens, i);
        }
    }
}

/// «وإذا في جعبته 100 مليون»: إذا before what is no verb says that something is there, and sets no condition.
fn surprise(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    let next = &words[i + 1];
    let there = next.has(Role::Preposition) || matches!(tokens.key(i + 1), "هو" | "هي" | "به" | "بها" | "بهم");
    if there && !next.verb && matches!(tokens.key(i), "واذا" | "فاذا") {
        words[i].senses = Senses::role(Role::Clause);
    }
}

/// «ضغط 412 ألف مستخدم زر الإعجاب»: before a figure a verb.
fn press(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    if matches!(tokens.key(i).trim_start_matches(['و', 'ف']), "ضغط" | "نقر" | "كبس") {
        let conjunction = tokens.key(i).starts_with(['و', 'ف']);
        words[i] = Word { verb: true, conjunction, senses: Senses::role(Role::Other), ..words[i].as_name() };
    }
}

/// «حسابا ثبت ارتباطها بشبكات احتيال»: what is proven is not what is installed.
fn prove(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    let next = &words[i + 1];
    let proven = next.pronoun.is_some() && next.senses.head.is_none() || next.has(Role::Clause);
    if proven && tokens.key(i).contains("ثبت") {
        words[i].senses.metric = Default::default();
    }
}

/// «عدّد المعلق الأرقام», where the mark shows that he counts.
fn count_up(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    let raw = tokens.raw(i);
    if raw.trim_start_matches(['و', 'ف']) == "عدّد" {
        let conjunction = raw.starts_with(['و', 'ف']);
        words[i] = Word { verb: true, conjunction, senses: Senses::role(Role::Say), ..words[i].as_name() };
    }
}

/// Where a text writes على with its own letter, علي is a name.
pub(super) fn name_ali(words: &mut [Word], tokens: &Text<'_>) {
    let spelled = (0..tokens.len()).any(|i| tokens.raw(i) == "على");
    // «منافسها علي الموسوي», «المرشح علي الموسوي»: behind what he is, before a family's name.
    let titled = |words: &[Word], i: usize| {
        let title = i > 0 && words[i - 1].senses.head == Some(Head::Person);
        let kin = ["منافس", "غريم", "خصم", "زميل", "شقيق", "نظير"];
        let his = i > 0 && kin.iter().any(|k| tokens.key(i - 1).contains(k)) && tokens.key(i - 1).ends_with(['ه', 'ا']);
        let shown = title && (words[i - 1].article || words[i - 1].pronoun.is_some()) || his;
        let key = tokens.key(i + 1);
        shown && key.starts_with("ال") && key.ends_with('ي') && words.get(i + 1).is_some_and(|w| w.senses.is_unknown())
    };
    for i in 0..tokens.len() {
        if !(spelled || tokens.key(i).ends_with("علي") && titled(words, i)) {
            continue;
        }
        if words[i].has(Role::Preposition) && matches!(tokens.raw(i), "علي" | "وعلي" | "لعلي") {
            words[i] = Word { conjunction: tokens.raw(i).starts_with('و'), ..words[i].as_name() };
        }
    }
}

/// «آل مكتوم», «ال ثاني»: behind a name the house that it belongs to, and no verb.
pub(super) fn houses(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len().saturating_sub(1) {
        let beside = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
        if tokens.key(i) != "ال" || !beside(i) || !beside(i + 1) {
            continue;
        }
        let before = &words[i - 1];
        let named = before.senses.roles == Roles::default() && !before.verb;
        if named && tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word) {
            words[i] = words[i].as_name();
        }
    }
}

/// «مثل ليستر سيتي», «على ليفربول»: behind a preposition no verb begins with another one.
pub(super) fn no_purpose(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let word = &words[i];
        let purpose = word.preposition == Some('ل') && word.senses.is_verb() && !word.senses.nominal && !word.article;
        let before = &words[i - 1];
        let governed =
            || before.has(Role::Preposition) && before.len == 1 || matches!(tokens.key(i - 1), "مثل" | "بين");
        if purpose && !before.has(Role::Clause) && governed() {
            words[i] = words[i].as_name();
        }
    }
}

/// «وبيّن المدير أن …»: a verb by its doubled letter, or where a sentence begins with it and a title.
fn clarify(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    let marked = tokens.raw(i).contains('\u{651}');
    let line = || tokens.get(i).is_some_and(|t| t.gap == Gap::Line);
    let opens = || i == 0 || line() || matches!(tokens.key(i - 1), "." | "؛");
    let titled = words[i + 1].senses.head == Some(Head::Person) && words[i + 1].article;
    if marked || titled && tokens.key(i) == "وبين" && opens() {
        let conjunction = tokens.key(i).starts_with('و');
        words[i] = Word { verb: true, conjunction, senses: Senses::role(Role::Say), ..words[i].as_name() };
    }
}

/// «طنجة المتوسط», «البحر المتوسط»: behind a name no average.
fn sea(words: &mut [Word], tokens: &Text<'_>, i: usize) {
    let before = &words[i - 1];
    let letters = tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word);
    let name = before.senses.is_unknown() && !before.verb && before.figure.is_none() && letters;
    if name && !before.has(Role::Preposition) {
        words[i] = Word { article: true, ..words[i].as_name() };
    }
}

/// مركز is a place in an order only before its ordinal or number; elsewhere it is a centre.
pub(super) fn keep_rank_nouns(words: &mut [Word], tokens: &Text<'_>) {
    for i in 0..words.len() {
        // «أنغولا بالترتيب 37»: before one number it is a place.
        let next = || words.get(i + 1).is_some_and(|w| w.figure.is_some()) && !tokens.key(i + 2).starts_with('و');
        if words[i].has(Role::Respectively) && tokens.key(i) == "بالترتيب" && next() {
            words[i].senses = Senses::role(Role::RankNoun);
        }
        if words[i].has(Role::RankNoun) && !ranks(words, tokens, i) {
            words[i].senses.roles = words[i].senses.roles.without(Role::RankNoun);
        }
    }
}

/// Past the adjective of a noun of rank: «ترتيبه العالمي», «المرتبة العربية»; «المركز العالمي الثالث للأورام» is a centre.
pub(super) fn described_rank(words: &[Word], tokens: &Text<'_>, noun: usize) -> usize {
    let adjective = words.get(noun + 1).is_some_and(|w| w.article && w.figure.is_none() && w.senses.head.is_none());
    let shaped = tokens.key(noun + 1).ends_with(['ي', 'ه']) && tokens.get(noun + 1).is_some_and(|t| t.gap != Gap::Line);
    let placed = is_owned(tokens, noun) || tokens.raw(noun).ends_with('ة');
    noun + 1 + usize::from(adjective && shaped && placed)
}

/// «ترتيبه», «مرتبتها»: a noun with the pronoun of its owner.
pub(super) fn is_owned(tokens: &Text<'_>, noun: usize) -> bool {
    ["ه", "ها", "هم", "هما"].iter().any(|pronoun| tokens.raw(noun).ends_with(pronoun))
}

pub(super) fn ranks(words: &[Word], tokens: &Text<'_>, i: usize) -> bool {
    let from = described_rank(words, tokens, i);
    let after = (from..words.len().min(from + 4)).find(|at| {
        let small = matches!(tokens.key(*at), "ال" | "«" | "»" | "\"" | "(" | "رقم" | "رقم:" | ":" | "“" | "”");
        !small && words.get(*at).is_some_and(|w| !w.has(Role::TopN))
    });
    let labels = tokens.get(i).is_some_and(|t| t.gap == Gap::Line) && (i + 1..i + 6).any(|at| tokens.key(at) == ":");
    labels || after.is_some_and(|at| words[at].figure.is_some() || words[at].has(Role::Last))
}
