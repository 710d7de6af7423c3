//! Agreement: gender and number of a mention, as its words and its verb show them.
//!
//! In: a mention and its scene. Out: its form, and whether a pronoun can stand for it.
//! May import: what claims imports.

use super::mention::{Mention, Slot};
use super::reading::Scene;
use crate::lexicon::{Gender, Head, Pronoun, Role, genders};

/// Gender and number, as far as a pronoun tells them apart: things in the plural take the feminine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Masculine,
    Feminine,
    Plural,
}

/// The form of a mention; `None` when nothing shows it.
pub(super) fn form(scene: &Scene<'_>, mention: &Mention) -> Option<Form> {
    let first = mention.tokens.start;
    // A title's gender is that of the film, the page or the club that goes unsaid.
    if scene.is_quote(first) {
        return None;
    }
    // «الشيف منال», «النائب بولا»: a title in the form of men before the name of a woman.
    let woman = mention.head == Some(Head::Person) && mention.tokens.len() > 1;
    if woman && is_first_name(scene, first + 1) && of_name(scene, first + 1) == Some(Form::Feminine) {
        return Some(Form::Feminine);
    }
    // A club that is called after a town takes the verb of a club: «خسر الكويت», «فاز النجمة».
    let name = mention.head.is_none() && scene.word(first).senses.noun.is_none();
    let verb = || of_verb(scene, mention);
    let several = || of_shape(scene, mention, first).filter(|form| *form == Form::Plural);
    let told = if name { several().or_else(verb) } else { None };
    told.or_else(|| of_shape(scene, mention, first)).or_else(verb).or_else(|| of_name(scene, first))
}

/// «أنغام», «إسبانيا», «المغرب»: first names and lands whose gender a table knows.
fn of_name(scene: &Scene<'_>, i: usize) -> Option<Form> {
    let (key, word) = (scene.key(i), scene.word(i));
    let bare = if word.conjunction { key.strip_prefix(['و', 'ف']).unwrap_or(key) } else { key };
    let bare =
        if word.preposition.is_some() && !bare.starts_with("لل") { bare.get(2..).unwrap_or(bare) } else { bare };
    of_gender(genders().class_of(key).or_else(|| genders().class_of(bare))?)
}

fn of_gender(gender: Gender) -> Option<Form> {
    match gender {
        Gender::Feminine => Some(Form::Feminine),
        Gender::Masculine => Some(Form::Masculine),
        Gender::Both => None,
    }
}

/// Whether a pronoun can stand for a mention, or for whoever's page, channel or post it is: «صفحة النادي … حسابه».
pub(super) fn agrees(scene: &Scene<'_>, mention: &Mention, pronoun: Option<Pronoun>) -> bool {
    fits(scene, mention, form(scene, mention), pronoun)
        || inner(scene, mention).is_some_and(|form| fits(scene, mention, form, pronoun))
}

/// Whether the mention's own words show that the pronoun stands for it.
pub(super) fn shows(scene: &Scene<'_>, mention: &Mention, pronoun: Option<Pronoun>) -> bool {
    let form = form(scene, mention);
    form.is_some() && fits(scene, mention, form, pronoun)
}

/// The form of whoever an account belongs to, as far as it shows; `None` for what belongs to nobody named.
fn inner(scene: &Scene<'_>, mention: &Mention) -> Option<Option<Form>> {
    let first = mention.tokens.start;
    // «النسخة الثانية من تطبيق «حافلتي» … مستخدموه»
    let edition = super::anaphora::bare_key(scene, first) == "نسخه";
    let run = mention.head == Some(Head::Account) || edition;
    let owned = run && mention.pronoun.is_none() && !scene.is_quote(first);
    let own = |i: &usize| !scene.word(*i).article || scene.word(*i).preposition.is_some() || !scene.word(first).article;
    let owner = (first + 1..mention.tokens.end).find(own).filter(|i| owned && !scene.is_quote(*i))?;
    Some(of_noun(scene, owner).or_else(|| of_name(scene, owner)))
}

fn fits(scene: &Scene<'_>, mention: &Mention, form: Option<Form>, pronoun: Option<Pronoun>) -> bool {
    match (pronoun, form) {
        (Some(Pronoun::Masculine), Some(form)) => form == Form::Masculine,
        (Some(Pronoun::Feminine), Some(form)) => form == Form::Feminine,
        // «متابعيهم», «متابعيهما»: of several, or of a band, never of one person.
        (Some(Pronoun::Plural), Some(form)) => form == Form::Plural || !is_person(scene, mention),
        _ => true,
    }
}

/// One person by a title or a first name.
fn is_person(scene: &Scene<'_>, mention: &Mention) -> bool {
    let first = mention.tokens.start;
    let key = super::anaphora::bare_key(scene, first);
    let several = key.ends_with("ون") || key.ends_with("ين") || key.ends_with("ان") || key.ends_with("ات");
    mention.head == Some(Head::Person) && !several || mention.head.is_none() && is_first_name(scene, first)
}

/// «الناديان», «القناتين», «صفحتا»: two of a kind, named by the noun alone.
pub(super) fn is_dual(scene: &Scene<'_>, i: usize) -> bool {
    let (key, word) = (super::anaphora::bare_key(scene, i), scene.word(i));
    let cut = |end: &str| {
        key.strip_suffix(end).map(|stem| stem.strip_suffix('ت').map_or(stem.to_owned(), |s| format!("{s}ه")))
    };
    let noun = ["ان", "ين"].iter().find_map(|end| cut(end)).filter(|_| word.article);
    noun.is_some_and(|noun| scene.lexicon.terms.opens_name(&noun))
}

fn is_first_name(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_given(i)
}

/// Ta marbuta and ات are feminine, ون and ين after the article plural; a head without any of them is masculine.
fn of_shape(scene: &Scene<'_>, mention: &Mention, first: usize) -> Option<Form> {
    let key = scene.key(first);
    let sound = key.chars().count() >= 7 && (key.ends_with("ون") || key.ends_with("ين"));
    let several = || sound && matches!(mention.head, None | Some(Head::Person)) || is_broken_plural(scene, first);
    let plural = || (scene.word(first).article && several()).then_some(Form::Plural);
    // «القادسية الكويتي»: a club by its adjective, whatever its name ends in.
    let next = scene.word(first + 1);
    let club =
        mention.head.is_none() && mention.tokens.len() == 2 && next.article && scene.key(first + 1).ends_with('ي');
    if club && scene.word(first).article && scene.word(first).senses.noun.is_none() {
        return Some(Form::Masculine);
    }
    of_noun(scene, first).or_else(plural).or_else(|| of_adjective(scene, mention, first))
}

/// «الأسر السودانية الباحثة»: the adjective behind a definite noun shows its gender.
fn of_adjective(scene: &Scene<'_>, mention: &Mention, first: usize) -> Option<Form> {
    let (word, next) = (scene.word(first), scene.word(first + 1));
    let described = mention.tokens.len() > 1 && word.article && next.article && mention.head.is_none();
    let nisba = described && next.senses.head.is_none() && !next.conjunction && next.preposition.is_none();
    (nisba && scene.tokens.raw(first + 1).ends_with("ية")).then_some(Form::Feminine)
}

/// «السفراء», «الوزراء»: several of whom a noun of the pattern فعيل is one.
fn is_broken_plural(scene: &Scene<'_>, i: usize) -> bool {
    let mut letters = super::anaphora::bare_key(scene, i).strip_suffix("اء").unwrap_or_default().chars();
    match (letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(a), Some(b), Some(c), None) => scene.lexicon.terms.opens_name(&format!("{a}{b}ي{c}")),
        _ => false,
    }
}

/// The gender of a noun that the lexicons know, or that has the article.
pub(super) fn of_noun(scene: &Scene<'_>, i: usize) -> Option<Form> {
    let (key, word) = (scene.key(i), scene.word(i));
    let marbuta = if word.pronoun.is_some() { has_inner_ta(key) } else { key.ends_with('ه') } || key.ends_with("ات");
    let head = matches!(word.senses.head, Some(Head::Account | Head::Organisation | Head::Work | Head::Person));
    let known = word.senses.head.is_some() || word.senses.noun.is_some() || word.article;
    // دار and كأس are feminine without a sign; داعية, خليفة are men with the ending of women.
    let listed = genders().class_of(super::anaphora::bare_key(scene, i)).filter(|_| known);
    match listed {
        Some(gender) => of_gender(gender),
        None if marbuta && known => Some(Form::Feminine),
        None => Some(Form::Masculine).filter(|_| head),
    }
}

/// «صفحتها»: before a pronoun ta marbuta is ت.
fn has_inner_ta(key: &str) -> bool {
    crate::lexicon::cut_pronoun(key).is_some_and(|(stem, _)| stem.ends_with('ت'))
}

/// The verb right before its subject agrees with it in gender: «وذكر مشرف …», «أفادت رابطة …».
fn of_verb(scene: &Scene<'_>, mention: &Mention) -> Option<Form> {
    let at = super::mention::before(scene, mention.tokens.start, mention.tokens.start.saturating_sub(3))?;
    let word = scene.word(at);
    let governs = word.verb && !word.has(Role::Noun) && matches!(mention.slot, Slot::Subject | Slot::Source);
    if governs { of_verb_at(scene, at) } else { None }
}

/// The form that the verb at `i` asks of its subject. A present in تـ is known by the lexicon: «تضم» is the feminine of «يضم», «تجاوز» is a past,
/// whose present is «يتجاوز».
pub(super) fn of_verb_at(scene: &Scene<'_>, i: usize) -> Option<Form> {
    let key = scene.key(i);
    of_verb_form(key).or_else(|| {
        let bare = key.strip_prefix('و').or(key.strip_prefix('ف')).unwrap_or(key);
        let present = format!("ي{}", bare.strip_prefix('ت')?);
        let reflexive = || scene.lexicon.terms.knows(&format!("ي{bare}"));
        (scene.word(i).verb && scene.lexicon.terms.knows(&present) && !reflexive()).then_some(Form::Feminine)
    })
}

/// ـت in the past and ستـ in the future are feminine; تـ may be a present or a reflexive past: it tells nothing.
pub(super) fn of_verb_form(key: &str) -> Option<Form> {
    let bare = key.strip_prefix('و').or(key.strip_prefix('ف')).unwrap_or(key);
    match bare {
        // A ت of the root.
        // Or a reflexive past that ends in ى.
        "تخطي" | "تعدي" | "تلقي" | "تولي" | "تبني" => Some(Form::Masculine),
        "بات" | "مات" | "فات" | "لفت" | "ثبت" | "اثبت" | "يبيت" | "يلفت" | "يثبت" => {
            Some(Form::Masculine)
        }
        _ if bare.ends_with('ت') || bare.starts_with("ست") || bare.starts_with("لت") => Some(Form::Feminine),
        _ if bare.starts_with('ت') => None,
        _ => Some(Form::Masculine),
    }
}
