//! Naming: words that elsewhere are verbs, adverbs or prepositions with a noun, and that stand where only a name can.
//!
//! In: the words of a text, each read by itself. Out: the same, names read as names.
//! May import: what claims imports.

use super::reading::Word;
use super::sense::NAMELIKE;
use super::text::Text;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::{BylineWord, Head, NounClass, Role, Roles, byline_words};

/// «متابعي وفاق سطيف», «مشتركو ليستر»: behind those who follow, in the form that must have its owner, a verb, a time or a cut preposition is a name.
pub(super) fn owners(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let word = &words[i];
        let person = word.senses.head == Some(Head::Person);
        let other =
            !person && (word.verb || word.preposition.is_some() || word.conjunction || word.senses.roles.any(NAMELIKE));
        if other && is_construct(&words[i - 1], tokens.key(i - 1)) && is_bare(word, tokens, i) {
            words[i] = words[i].as_name();
        }
    }
}

/// «متابعي», «مشتركو»: those who follow, in the plural without its nun.
pub(super) fn is_construct(word: &Word, key: &str) -> bool {
    let people = word.senses.metric.noun.is_some() && word.figure.is_none();
    people && !word.article && word.pronoun.is_none() && key.ends_with(['ي', 'و']) && key.chars().count() > 4
}

/// One word without the article that no figure holds and that begins no phrase of its own.
fn is_bare(word: &Word, tokens: &Text<'_>, i: usize) -> bool {
    let letters = tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
    let owner = matches!(word.senses.head, Some(Head::Account | Head::Organisation | Head::Work));
    let free = !word.article && word.figure.is_none() && word.pronoun.is_none() && !owner;
    letters && free && word.len == 1 && !word.senses.roles.any(FUNCTION.minus(Roles::of(Role::Adverb)))
}

/// «تجاوزت أميمة طالب …», «متابعي تايلور سويفت على …»: behind a name that a verb, a preposition or those who follow govern no verb can stand.
pub(super) fn surnames(words: &mut [Word], tokens: &Text<'_>) {
    for i in 2..words.len() {
        let (before, first, word) = (&words[i - 2], &words[i - 1], &words[i]);
        // «العداءة البحرينية كالكيدان»: behind a title and its adjective no comparison.
        let like = word.preposition == Some('ك') && word.senses.is_unknown() && first.article && !first.verb;
        if like && first.senses.head.is_none() && before.senses.head == Some(Head::Person) && before.article {
            words[i] = words[i].as_name();
            continue;
        }
        // «مستر بيست»
        let style = || STYLES.contains(&tokens.key(i - 1).trim_start_matches(['و', 'ل', 'ب']));
        if word.verb && !word.conjunction && word.senses.is_unknown() && style() {
            words[i] = words[i].as_name();
            continue;
        }
        // «الحسن ولد الطالب»: whose son somebody is.
        let beside = tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
        let named = before.senses.is_unknown() && !before.verb && before.figure.is_none();
        let son =
            named && beside && SONS.contains(&tokens.key(i - 1)) && tokens.key(i - 2).chars().all(char::is_alphabetic);
        if son && !word.conjunction && word.preposition.is_none() && word.figure.is_none() {
            words[i] = Word { article: word.article, ..words[i].as_name() };
            continue;
        }
        let looks = word.verb || word.preposition.is_some() || word.senses.head == Some(Head::Person);
        if !looks || word.conjunction || !is_bare(word, tokens, i) || !is_unknown_name(first, tokens, i - 1) {
            continue;
        }
        let given = first.given > 0;
        let place = first.land > 0;
        let told = matches!(tokens.key(i + 1), "هي" | "هو") && titled(words, i - 1);
        let behind = before.has(Role::Preposition) && word.senses.is_unknown();
        let governed = told || behind || before.verb && !before.conjunction || is_construct(before, tokens.key(i - 2));
        let ends = Roles::all(&[Role::Preposition, Role::Barrier, Role::Clause, Role::Relative]);
        let closes = |w: &Word| w.senses.roles.any(ends) || w.figure.is_some();
        let mark = tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Punct || t.gap == Gap::Line);
        let closed = mark || told || words.get(i + 1).is_some_and(closes);
        if governed && closed && !place && (given || word.senses.is_unknown()) {
            words[i] = words[i].as_name();
        }
    }
}

/// Foreign styles, which nothing but a name follows.
const STYLES: [&str; 3] = ["مستر", "ميستر", "مسيو"];

/// What stands between a name and the father's, in Mauritania and the Gulf too.
const SONS: [&str; 7] = ["ولد", "بن", "ابن", "بنت", "منت", "ابو", "ايت"];

/// «المطربة الأميركية تيلور»: a title before a name, with adjectives between.
fn titled(words: &[Word], name: usize) -> bool {
    let mut run = words[..name].iter().rev().take_while(|w| w.article);
    run.any(|w| w.senses.head == Some(Head::Person))
}

fn is_unknown_name(word: &Word, tokens: &Text<'_>, i: usize) -> bool {
    let letters = tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
    letters && !word.verb && !word.article && word.senses.is_unknown() && word.figure.is_none()
}

/// Words that are never names: «على» is no «علي».
const FUNCTION: Roles = Roles::all(&[
    Role::Preposition,
    Role::Among,
    Role::Clause,
    Role::Relative,
    Role::Connector,
    Role::Negation,
    Role::Adverb,
]);

/// How many words may stand between a title and the given name of who has it: «الناشطة السورية ليلى».
const TITLE_BEFORE: usize = 3;

/// «العمانية شهد البلوشي»: a verb of his cannot follow what is said of her.
fn behind_her_land(words: &[Word], tokens: &Text<'_>, i: usize) -> bool {
    let (before, word) = (&words[i - 1], &words[i]);
    let nisba = before.article && tokens.raw(i - 1).ends_with("ية") && before.figure.is_none();
    nisba
        && !word.conjunction
        && !tokens.key(i).ends_with('ت')
        && words.get(i + 1).is_some_and(|w| w.article && !w.verb)
}

/// «وشهد الياسين (21 مليونا)»: a first name and a family's with their figure in brackets.
fn has_item(words: &[Word], tokens: &Text<'_>, i: usize) -> bool {
    let family = words.get(i + 1).is_some_and(|w| w.article && !w.verb && w.senses.head.is_none());
    family && tokens.key(i + 2) == "(" && words.get(i + 3).is_some_and(|w| w.figure.is_some())
}

/// «المرشحة أمل العبيد», «الفنانة أحلام»: after a title a given name is nothing but that, whatever else the word means.
pub(super) fn given_names(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let word = &words[i];
        let other = || word.len > 0 && !word.senses.is_unknown() || word.verb;
        if word.given != 1 || !other() || word.figure.is_some() || word.senses.head.is_some() {
            continue;
        }
        // «حصول رجب حميدة على …»: a month before a family name.
        let time = word.senses.roles == Roles::of(Role::Adverb) || word.senses.noun == Some(NounClass::Abstract);
        let month = time && is_family(words.get(i + 1)) && !words[i - 1].has(Role::Preposition);
        // «إلى عوض الكريم بخيت»: behind one preposition another word of their kind is a name.
        let governed = words[i - 1].has(Role::Preposition) && words.get(i + 1).is_some_and(|w| w.article && !w.verb);
        let links = word.senses.roles.any(FUNCTION) || word.has(Role::Former);
        let month = month || governed && links;
        if word.senses.roles.any(FUNCTION) && !month {
            continue;
        }
        let person = |w: &Word| w.senses.head == Some(Head::Person);
        let mut run =
            words[i.saturating_sub(TITLE_BEFORE)..i].iter().rev().take_while(|w| person(w) || w.article && !w.verb);
        let title = run.any(person);
        // «فارس عوض الذي …»: behind a first name, where no object follows.
        let key = tokens.key(i - 1);
        let is_given = |word: &str| byline_words().class_of(word) == Some(BylineWord::Given);
        let first = || is_given(key) || key.strip_prefix('و').is_some_and(is_given);
        let none = Word::default();
        let next = words.get(i + 1).unwrap_or(&none);
        let alone = !next.article && next.senses.head.is_none() && next.pronoun.is_none();
        // «الصحفية بيسان عوض جاءت …»
        let behind_name = i >= 2 && person(&words[i - 2]) && is_family(words.get(i - 1)) && !word.verb;
        if title
            || behind_name
            || month
            || alone && first()
            || behind_her_land(words, tokens, i)
            || has_item(words, tokens, i)
        {
            words[i] = Word { conjunction: words[i].conjunction, ..words[i].as_name() };
        }
    }
}

/// «الشيخ عثمان الخميس», «متابعي ناصر السبت»: behind a title or those who follow, and a first name, a day is a family name.
pub(super) fn named_after_day(words: &[Word], tokens: &Text<'_>, day: usize) -> bool {
    let Some(given) = day.checked_sub(1).filter(|g| *g > 0) else { return false };
    let first = words[given].given == 1;
    let before = &words[given - 1];
    let owned =
        before.senses.head == Some(Head::Person) || titled(words, given) || is_construct(before, tokens.key(given - 1));
    // «الشيخ عثمان الخميس الماضي»
    let dated = words.get(day + 1).is_some_and(|w| w.article && !w.conjunction && w.preposition.is_none());
    first && owned && !dated && tokens.get(day).is_some_and(|t| t.gap == Gap::Space)
}

/// «الرئيس التنفيذي لعمانتل», «المدير العام لأوريدو»: behind a definite office the ل of a word that no lexicon has is a preposition.
pub(super) fn bodies_of_offices(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let (before, word) = (&words[i - 1], &words[i]);
        let adjective = before.article && before.senses.head.is_none();
        if !adjective || word.verb || word.article || word.preposition.is_some() || !tokens.key(i).starts_with('ل') {
            continue;
        }
        let glued = word.senses.is_unknown() && word.figure.is_none() && !word.is_listed();
        if glued && titled(words, i) && tokens.letters(i) > SHORTEST_BODY {
            words[i].preposition = Some('ل');
        }
    }
}

/// Letters of the shortest body with its ل.
const SHORTEST_BODY: usize = 4;

/// «الطيب حمد النيل»: behind a first name no deed that a verb makes, with its article.
pub(super) fn fathers(words: &mut [Word]) {
    for i in 1..words.len() {
        let (before, word) = (&words[i - 1], &words[i]);
        let deed = word.article && word.senses.roles.any(Roles::VERBS) && word.senses.head.is_none();
        let named = before.given == 1 && !before.article && !before.verb && before.senses.is_unknown();
        if deed && named && word.preposition.is_none() && !word.conjunction && word.figure.is_none() {
            words[i] = Word { article: true, ..words[i].as_name() };
        }
    }
}

/// «أما إسماعيلا سار فيتوفر على …», «ولإسماعيلا سار ما يربو على …»: a verb of three letters by which nobody gains anything, behind a name and where
/// it has nothing to govern.
pub(super) fn short_verbs(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len().saturating_sub(1) {
        let (before, word, next) = (&words[i - 1], &words[i], &words[i + 1]);
        let idle = word.verb
            && !word.conjunction
            && word.senses.roles.minus(Roles::of(Role::Other)).is_empty()
            && word.senses.metric.verb.is_none()
            && word.pronoun.is_none()
            && tokens.letters(i) == 3;
        if !idle || !before.senses.is_unknown() || before.verb || before.article || before.figure.is_some() {
            continue;
        }
        let told = i > 1 && matches!(tokens.key(i - 2), "اما" | "واما" | "عند" | "وعند" | "لدي" | "ولدي");
        let held = told || before.preposition == Some('ل') || tokens.key(i - 1).starts_with("ول");
        let answers = tokens.key(i + 1).starts_with('ف') && next.verb;
        let counts = next.hedge || next.figure.is_some() || matches!(tokens.key(i + 1), "ما" | "اكثر" | "ازيد" | "اقل");
        if held && (answers || counts) {
            words[i] = words[i].as_name();
        }
    }
}

/// Makes such days names.
pub(super) fn days(words: &mut [Word], tokens: &Text<'_>) {
    for i in 2..words.len() {
        let day = words[i].figure.is_none() && words[i].has(Role::Adverb) && tokens.key(i).starts_with("ال");
        if day && named_after_day(words, tokens, i) {
            words[i] = Word { article: true, ..words[i].as_name() };
        }
    }
}

/// «وداد تلمسان», «صادرات سرت»: a town that looks like a verb which does nothing to figures, behind a noun.
pub(super) fn places(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len() {
        let (before, word) = (&words[i - 1], &words[i]);
        if !word.verb {
            continue;
        }
        // «وتلمسان (846)»: و and a town.
        let joined = tokens.key(i).strip_prefix('و').filter(|_| word.conjunction && tokens.key(i + 1) == "(");
        if joined.is_some_and(|town| byline_words().class_of(town) == Some(BylineWord::Place)) {
            words[i] = Word { conjunction: true, ..words[i].as_name() };
            continue;
        }
        let looks = !word.conjunction
            && word.preposition.is_none()
            && word.senses.roles.minus(Roles::of(Role::Other)).is_empty();
        let noun = !before.verb && before.figure.is_none() && !before.has(Role::Relative) && !before.has(Role::Clause);
        let beside = tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word);
        let marked = || super::reading::is_passive(tokens.raw(i));
        if looks && noun && beside && !marked() && word.land > 0 {
            words[i] = words[i].as_name();
        }
    }
}

/// «الممثلة الأميركية وينونا رايدر»: behind a title with its adjective two unknown words are her name, though the first begins like «and he».
pub(super) fn joined_names(words: &mut [Word], tokens: &Text<'_>) {
    for i in 2..words.len().saturating_sub(1) {
        let (word, next) = (&words[i], &words[i + 1]);
        let shape = word.conjunction && word.senses.is_unknown() && tokens.key(i).starts_with("وي");
        if shape && titled(words, i) && is_family(Some(next)) {
            words[i] = words[i].as_name();
        }
    }
}

/// A bare word that no lexicon has.
fn is_family(word: Option<&Word>) -> bool {
    word.is_some_and(|w| {
        w.len == 1
            && w.senses.is_unknown()
            && !w.verb
            && !w.conjunction
            && w.preposition.is_none()
            && w.figure.is_none()
    })
}

/// «النائبة بولا يعقوبيان»: behind a title and a first name a word that only looks like a verb, and not like one of hers, is a family name.
pub(super) fn family_names(words: &mut [Word], tokens: &Text<'_>) {
    for i in 2..words.len() {
        let (title, name, word) = (&words[i - 2], &words[i - 1], &words[i]);
        if !word.verb {
            continue;
        }
        // «الطباخة القبائلية تسعديت أيت وعلي»: no verb has a father.
        let son = word.senses.is_unknown() && !word.conjunction && SONS.contains(&tokens.key(i + 1));
        if son && titled(words, i) {
            words[i] = words[i].as_name();
            continue;
        }
        let unknown = |w: &Word| w.senses.is_unknown() && !w.article && w.preposition.is_none() && w.figure.is_none();
        let shape = tokens.key(i).starts_with('ي') || tokens.key(i).ends_with('ت') && closes(words, tokens, i + 1);
        let looks = word.verb && unknown(word) && !word.conjunction && shape;
        let named = title.senses.head == Some(Head::Person) && unknown(name) && !name.verb;
        let other = tokens.raw(i - 2).ends_with('ة') || tokens.letters(i) >= LONG_FOR_A_VERB;
        if looks && named && other {
            words[i].verb = false;
        }
    }
}

/// Whether a line, a mark or a figure stands at `i`, where a verb would have its object.
fn closes(words: &[Word], tokens: &Text<'_>, i: usize) -> bool {
    let mark = tokens.get(i).is_none_or(|t| t.kind == TokenKind::Punct || t.gap == Gap::Line);
    mark || words.get(i).is_some_and(|w| w.figure.is_some())
}

/// Letters that hardly a verb in the present has.
const LONG_FOR_A_VERB: usize = 7;

/// «إذاعة مونت كارلو»: behind a head without the article an unknown word in ت with another one behind it is no verb.
pub(super) fn foreign_names(words: &mut [Word], tokens: &Text<'_>) {
    for i in 1..words.len().saturating_sub(1) {
        let (head, next) = (&words[i - 1], &words[i + 1]);
        if !words[i].verb {
            continue;
        }
        let owned = matches!(head.senses.head, Some(Head::Account | Head::Organisation))
            && !head.article
            && head.pronoun.is_none();
        let unknown = |w: &Word| {
            w.senses.is_unknown() && !w.article && !w.conjunction && w.preposition.is_none() && w.figure.is_none()
        };
        let letters = tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
        if owned
            && words[i].verb
            && unknown(&words[i])
            && tokens.key(i).ends_with('ت')
            && unknown(next)
            && !next.verb
            && letters
        {
            words[i].verb = false;
        }
    }
}
