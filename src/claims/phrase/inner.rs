//! What a name holds besides its words: quoted names, hashtags, brackets, years and numbers, and whose it is.
//!
//! In: a place in a phrase. Out: where what stands there ends, or whether it is part of the name.
//! May import: what claims imports.

use super::super::naming::is_construct;
use super::super::reading::Scene;
use super::super::subject::FOLLOWED;
use super::super::table::tab_before;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::{Head, Role};
use crate::numbers::QuantityKind;

/// Longest quoted name, in tokens.
const LONGEST_QUOTE: usize = 9;

/// A cell of a table, between tabs or upright bars, that neither counts nor measures is one name, whatever its words are by themselves.
pub(in crate::claims) fn cell(scene: &Scene<'_>, start: usize, limit: usize) -> Option<usize> {
    if !scene.has_cells {
        return None;
    }
    let parts = |i: usize| scene.key(i) == "|" || tab_before(scene, i);
    let opens = start == 0 || scene.starts_line(start) || tab_before(scene, start) || scene.key(start - 1) == "|";
    if !opens {
        return None;
    }
    let end = (start + 1..limit).find(|i| parts(*i) || scene.starts_line(*i)).filter(|end| parts(*end))?;
    let named = |i: usize| {
        let plain = !scene.is_mark(i) || scene.is_quote(i);
        plain && !scene.measures(i) && scene.word(i).figure.is_none()
    };
    let row = || figures_in_cells(scene, scene.line(start));
    ((start..end).all(named) && (start..end).any(|i| scene.is_nominal(i)) && row()).then_some(end)
}

/// Whether a line has a cell that begins with a figure: «وصلني | 8,405,090», but not «عاجل | رئيس الوزراء …».
fn figures_in_cells(scene: &Scene<'_>, mut line: std::ops::Range<usize>) -> bool {
    line.any(|i| scene.word(i).figure.is_some() && (tab_before(scene, i) || i > 0 && scene.key(i - 1) == "|"))
}

/// «دورة 2024», «كأس العالم 2022»: a year that names an edition counts nothing.
pub(super) fn is_edition(scene: &Scene<'_>, i: usize) -> bool {
    let year = scene.key(i).len() == 4 && scene.key(i).parse().is_ok_and(|y: u16| (1900..2100).contains(&y));
    let next = scene.word(i + 1);
    let counts = next.unit().is_some() || next.senses.metric.person || next.senses.metric.times;
    let alone = scene.word(i).figure.is_none_or(|f| scene.figures[f].tokens.len() == 1);
    let noun = !scene.is_quote(i - 1) && !scene.word(i - 1).has(Role::Adverb) && scene.word(i - 1).figure.is_none();
    year && alone && noun && !counts && !scene.starts_line(i)
}

/// «متابعي السودان اليوم», «ليبيا اليوم: …»: a paper or a station of a land, where no time can stand.
pub(super) fn is_of_today(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    // «صحيفة عدن الغد»
    let paper = scene.key(i) == "الغد" && scene.head(start).is_some();
    if !(scene.key(i) == "اليوم" || paper) || scene.starts_line(i) {
        return false;
    }
    let land = scene.land_end(i - 1) == Some(i);
    let nisba = scene.word(i - 1).article && scene.key(i - 1).ends_with(['ي', 'ه']);
    let governed = start.checked_sub(1).is_some_and(|b| is_construct(scene.word(b), scene.key(b)));
    let own = matches!(scene.key(i + 1), ":" | "(" | "ب");
    (land || nisba) && (governed || own || scene.head(start).is_some() || is_followed(scene, start, i))
}

/// How far behind a name its followers stand («حاجز 5 ملايين متابع»), in tokens.
const FOLLOWERS_BEHIND: usize = 14;

/// «تجاوزت روسيا اليوم حاجز 5 ملايين متابع»: of a land behind its verb no followers are counted, but of a paper that is called after it.
fn is_followed(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(i));
    let opens = start == sentence.start || scene.word(start - 1).verb || scene.word(start).conjunction;
    let counted = |at: usize| scene.word(at).unit().map(|m| scene.lexicon.metric_name(m));
    let mut behind = i + 1..sentence.end.min(i + FOLLOWERS_BEHIND);
    opens && behind.any(|at| counted(at).is_some_and(|m| FOLLOWED.contains(&m) || m == "visits"))
}

/// «الحلقة الأولى من مسلسل …»: a part names the work it is of.
pub(super) fn part_of(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let work = |at: usize| scene.head(at) == Some(Head::Work) && scene.word(at).pronoun.is_none();
    // «النسخة الثانية من تطبيق «…»», «نسخة الويب من سناب شات»
    let edition = matches!(super::super::anaphora::bare_key(scene, start), "نسخه" | "اصدار");
    let host = scene.word(i + 1).senses.platform_head || scene.platform(i + 1).is_some();
    // «حلقة الافتتاح من «نفس»»
    let title = work(start) && scene.key(i + 1) == "«";
    let of = work(start) && work(i + 1) || title || edition && host;
    scene.key(i) == "من" && of && (scene.is_nominal(i + 1) || edition || title)
}

/// «القناة الخاصة بالفنان فلان»: what is run, made or written, and whose it is behind ب.
pub(super) fn is_private(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let own = matches!(scene.head(start), Some(Head::Account | Head::Work)) && scene.word(start).pronoun.is_none();
    let private = matches!(scene.key(i), "الخاص" | "الخاصه") && !scene.starts_line(i);
    let (owner, key) = (scene.word(i + 1), scene.key(i + 1));
    // «الخاصة به» is whose it was said before; a name that no lexicon has keeps its ب.
    let unknown = owner.senses.is_unknown() && key.starts_with('ب') && key.chars().count() > SHORTEST_OWNER;
    let named = (owner.preposition == Some('ب') || unknown) && owner.figure.is_none() && scene.is_nominal(i + 1);
    own && private && named && !scene.starts_line(i + 1)
}

/// Letters of «بها», «بهما», which are no owner's name.
const SHORTEST_OWNER: usize = 4;

/// «الجامعة الأميركية في بيروت», «والأميركية في القاهرة»: where a university is goes with its name.
pub(super) fn is_seat(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let nisba = |at: usize| scene.word(at).article && scene.tokens.raw(at).ends_with("ية");
    let called = super::super::anaphora::bare_key(scene, start) == "جامعه" && i == start + 2 && nisba(start + 1);
    let american = i == start + 1
        && matches!(super::super::anaphora::bare_key(scene, start), "اميركيه" | "امريكيه")
        && nisba(start);
    scene.key(i) == "في" && (called || american) && scene.is_land(i + 1)
}

/// «الأصوات المعبر عنها», «النتائج المعلن عنها»: a passive participle with what it is told of.
pub(super) fn is_told_of(scene: &Scene<'_>, i: usize) -> bool {
    let told = matches!(scene.key(i), "بها" | "به" | "عنها" | "عنه" | "اليها" | "اليه" | "عليها" | "فيها");
    let participle = scene.key(i - 1).starts_with("الم") && scene.word(i - 1).senses.head.is_none();
    told && participle && !scene.word(i - 1).verb && !scene.starts_line(i)
}

/// «حافظت (سوداني) على …»: right behind a verb, in a text that sets names between round brackets.
pub(super) fn named_in_brackets(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let verb = i.checked_sub(1).filter(|v| scene.key(i) == "(" && scene.word(*v).verb && !scene.starts_line(i))?;
    let close = (i + 2..limit.min(i + 1 + LONGEST_QUOTE)).find(|at| scene.key(*at) == ")")?;
    let named = (i + 1..close).all(|at| scene.is_nominal(at) && scene.word(at).figure.is_none());
    (named && scene.word(verb).len > 0).then_some(close + 1)
}

/// «وكالة (ICE)»: one Latin word in brackets is part of the name.
pub(super) fn brackets_name(scene: &Scene<'_>, i: usize) -> bool {
    let latin = scene.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Latin);
    scene.key(i) == "(" && latin && scene.key(i + 2) == ")"
}

/// «مقطع عن ضربات الشمس», «فيديو حول التلقيح»: what something indefinite that is brought out is about.
pub(super) fn is_about(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let work =
        scene.head(start) == Some(Head::Work) && !scene.word(start).article && scene.word(start).pronoun.is_none();
    let next = scene.word(i + 1);
    let topic = scene.is_nominal(i + 1) && next.figure.is_none() && next.preposition.is_none() && !scene.starts_line(i);
    work && i == start + 1 && matches!(scene.key(i), "عن" | "حول") && topic
}

/// «شبكة (سوداني)», «مبادرة (نفير بحري)»: right behind a head that must have its owner, a name between round brackets.
pub(super) fn bracketed(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let head = scene.word(i - 1);
    let opens = scene.key(i) == "(" && (head.senses.head.is_some() || head.senses.platform_head);
    if !opens || head.article || head.pronoun.is_some() {
        return None;
    }
    let close = (i + 2..limit.min(i + 1 + LONGEST_QUOTE)).find(|at| scene.key(*at) == ")")?;
    // «شبكة (إم تي إن)»: letters read aloud are words too.
    let plain = |at: usize| {
        let word = scene.word(at);
        // «قروب (سودانيون في القاهرة)»
        let inside = word.has(Role::Preposition) && at > i + 1 && scene.key(at + 1) != ")";
        let small = !word.has(Role::Preposition) || inside;
        !scene.is_mark(at) && word.figure.is_none() && small && word.senses.platform.is_none()
    };
    let named = (i + 1..close).all(plain);
    named.then_some(close + 1)
}

/// «أغنيته الجديدة «…»», «فيلمها الأخير «…»»: the title behind an adjective of time.
pub(super) fn new_title(scene: &Scene<'_>, start: usize, i: usize, limit: usize) -> Option<usize> {
    let word = scene.word(i);
    let time = word.has(Role::New) || word.has(Role::AnaphorLast);
    let work = matches!(scene.head(start), Some(Head::Work | Head::Account)) && i == start + 1;
    if !(time && work && word.article) {
        return None;
    }
    quoted(scene, i + 1, limit)
}

/// Past a hashtag: words joined by low lines.
pub(super) fn hashtag(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let mut end = Some(i + 2).filter(|_| scene.key(i) == "#")?;
    while scene.key(end) == "_" && end + 2 <= limit {
        end += 2;
    }
    (end <= limit).then_some(end)
}

/// A closing mark behind a space with a word right behind it.
fn opens_turned(scene: &Scene<'_>, i: usize) -> bool {
    let gap = |at: usize| scene.tokens.get(at).map(|t| t.gap);
    gap(i) == Some(Gap::Space) && gap(i + 1) == Some(Gap::None)
}

/// A closing mark between blanks, with another one that touches the word before it soon behind.
fn opens_loosely(scene: &Scene<'_>, i: usize, limit: usize) -> bool {
    let gap = |at: usize| scene.tokens.get(at).map(|t| t.gap);
    let close = (i + 2..limit.min(i + 1 + LONGEST_QUOTE)).find(|at| matches!(scene.key(*at), "”" | "“"));
    let apart = gap(i) == Some(Gap::Space) && gap(i + 1) == Some(Gap::Space);
    apart && close.is_some_and(|at| scene.key(at) == "”" && gap(at) == Some(Gap::None))
}

/// Past a quoted name: marks that match, no figure of its own inside.
pub(super) fn quoted(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let close = match scene.key(i) {
        "«" => "»",
        "“" => "”",
        // «”قومي“»: turned, as some writers set them.
        "”" if opens_turned(scene, i) => "“",
        // «” الوردة البيضاء”»: closed by itself, with a blank inside.
        "”" if opens_loosely(scene, i, limit) => "”",
        "\"" => "\"",
        _ => return None,
    };
    let end = (i + 1..limit.min(i + 1 + LONGEST_QUOTE)).find(|at| scene.key(*at) == close)?;
    let inner = i + 1..end;
    let kind = |at: usize| scene.word(at).figure.map(|f| scene.figures[f].kind);
    let named = [None, Some(QuantityKind::Date), Some(QuantityKind::Period)];
    let figure = |at: usize| {
        let large = scene.word(at).figure.is_some_and(|f| scene.figures[f].number().is_some_and(|n| n >= 100.0));
        let numbered = at + 1 == end
            && at > i + 1
            && scene.key(at).chars().all(|c| c.is_ascii_digit())
            && scene.key(at).len() <= 4;
        kind(at) != Some(QuantityKind::Ordinal) && large && !is_edition(scene, at) && !numbered
    };
    // «تذكرتي» is a name.
    let owned = |at: usize| scene.key(at).ends_with("تي");
    let metric = |at: usize| scene.word(at).unit().is_some() && scene.word(at).metric().is_some() && !owned(at);
    let rank = |at: usize| scene.word(at).has(Role::RankNoun) || !named.contains(&kind(at));
    let only_words = inner.len() == 1 && inner.clone().all(|at| metric(at) || rank(at));
    let plain = !inner.clone().any(|at| figure(at) || scene.word(at).has(Role::RankNoun));
    let headed = i > 0 && scene.head(i - 1).is_some();
    (!inner.is_empty() && plain && (headed || !only_words)).then_some(end + 1)
}
