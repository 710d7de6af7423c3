//! What is named within a mention: the body that somebody runs or speaks for.
//!
//! In: a mention. Out: the mention inside of it.
//! May import: what claims imports.

use super::super::reading::Scene;
use super::{Mention, Slot};
use crate::lexicon::{Head, Role};

/// «رئيس جامعة بنها الدكتور سامح عزام», «الإعلان الترويجي لفيلم «…»», «كليب «…» للفنان فلان»: what is named within a name, up to the title or the
/// first name of somebody else.
pub(in crate::claims) fn named_within(scene: &Scene<'_>, mention: &Mention) -> Vec<Mention> {
    let end = mention.tokens.end;
    let mut found = Vec::new();
    let mut quoted = scene.is_quote(mention.tokens.start);
    for from in mention.tokens.start + 1..end {
        quoted ^= scene.is_quote(from);
        let word = scene.word(from);
        // «شاشات شبكة «…»»
        let network = word.senses.platform_head && scene.is_quote(from + 1);
        let made = matches!(word.senses.head, Some(Head::Organisation | Head::Account | Head::Work)) || network;
        // «للنادي المصري البورسعيدي», «عضو المجلس البلدي فلان», but «للوزارة»
        let body = word.senses.head == Some(Head::Organisation) && from + 1 < end;
        let described = || scene.word(from + 1).article && scene.head(from + 1).is_none();
        let made = made && (!word.article || body && described());
        let maker = word.senses.head == Some(Head::Person) && word.preposition == Some('ل');
        // «أفضل منصة تعليمية عربية» names nobody.
        let next = scene.word(from + 1);
        let adjective = scene.key(from + 1).ends_with(['ي', 'ه']) && !next.article && !scene.is_land(from + 1);
        let nameless = adjective && next.senses.head.is_none() || scene.word(from - 1).has(Role::Superlative);
        if quoted || nameless || word.pronoun.is_some() || !(made || maker) {
            continue;
        }
        let other = |i: &usize| if maker { scene.is_quote(*i) } else { opens_person(scene, *i) };
        let to = (from + 2..end).find(other).unwrap_or(end);
        let named = Mention {
            tokens: from..to,
            slot: Slot::Oblique,
            head: scene.head(from),
            pronoun: None,
            bare: false,
            vague: false,
            ..mention.clone()
        };
        found.extend(Some(named).filter(|_| to > from + 1));
    }
    found
}

/// «صفحة الوزارة», «القروب الرئيسي للمبادرة», «قناة الفنان المصري»: whoever an account is of, by a general noun at its end.
pub(in crate::claims) fn general_within(scene: &Scene<'_>, mention: &Mention) -> Option<Mention> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let adjective = |i: usize| {
        let word = scene.word(i);
        word.article && word.preposition.is_none() && !word.conjunction && !scene.is_quote(i)
    };
    let owner = |i: usize| {
        let word = scene.word(i);
        let body = word.senses.head.is_some() && word.senses.head != Some(Head::Place) || scene.key(i) == "العمل";
        body && word.article && (word.preposition == Some('ل') || word.preposition.is_none() && i == start + 1)
    };
    let posts = mention.head == Some(Head::Work)
        && (super::super::anaphora::is_post(scene, mention) || super::super::phrase::is_many(scene, start));
    if !(mention.head == Some(Head::Account) || posts) || mention.pronoun.is_some() {
        return None;
    }
    let from = (start + 1..end).find(|i| owner(*i))?;
    // «قناة الفنان المصري», but «حساب النادي الإفريقي» is of a club by its name.
    let said = |i: usize| {
        let plain = matches!(scene.key(i), "الرسميه" | "الرسمي" | "المذكوره" | "المذكور" | "المعنيه" | "المعني");
        // «صفحة النجم الساحلي» is of a club by its name.
        let star = super::super::anaphora::bare_key(scene, from) == "نجم";
        let person = scene.head(from) == Some(Head::Person) && (!star || super::is_said_of(scene, i));
        adjective(i) && (person || plain)
    };
    let general = (start + 1..from).all(adjective) && (from + 1..end).all(said);
    let head = scene.head(from).or(Some(Head::Work));
    let inner = Mention { tokens: from..end, head, bare: true, ..mention.clone() };
    general.then_some(inner)
}

/// A title, or a first name behind a definite word or a land that is no title itself: «جامعة القاهرة محمد …», but «جامعة الملك سعود».
fn opens_person(scene: &Scene<'_>, i: usize) -> bool {
    let title = scene.head(i) == Some(Head::Person) && scene.word(i).article;
    let given = scene.is_given(i);
    let closed = scene.head(i - 1).is_none() && (scene.word(i - 1).article || scene.is_land(i - 1));
    title || given && closed
}
