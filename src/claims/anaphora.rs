//! Anaphora: what pronouns and general nouns stand for.
//!
//! In: the mentions of a text. Out: the mention that another one means.
//! May import: what claims imports.

use super::agreement::{self, agrees};
use super::confidence::is_land;
use super::draft::Draft;
use super::mention::{Mention, Slot, general_within};
use super::reading::Scene;
use super::relative::{described_by, relative_before};
use super::salience::Salience;
use super::subject::{Cast, is_platform_only, owns};
use crate::lexicon::{Head, Pronoun, Role};

/// How many mentions back a general noun looks for its full name.
const NAMED_BACK: usize = 300;

/// How many pronouns deep an owner is looked for: «صفحته … متابعيها».
const LONGEST_CHAIN: usize = 4;

/// How many sentences back the list is looked for that an ordinal points into.
const LIST_BACK: usize = 3;

/// «له», «لها», «لديه», «عنده», «يملك» aside.
pub(super) fn possessive(key: &str) -> Option<Pronoun> {
    let bare = key.trim_start_matches(['و', 'ف']);
    match bare {
        "له" | "لديه" | "عنده" => Some(Pronoun::Masculine),
        "لها" | "لديها" | "عندها" => Some(Pronoun::Feminine),
        "لهم" | "لديهم" => Some(Pronoun::Plural),
        "لدينا" | "عندنا" => Some(Pronoun::First),
        _ => None,
    }
}

pub(super) fn dative(key: &str) -> Option<Pronoun> {
    possessive(key).or(match key {
        "فيه" | "عليه" | "به" => Some(Pronoun::Masculine),
        "فيها" | "عليها" | "بها" => Some(Pronoun::Feminine),
        _ => None,
    })
}

/// A tanwin object right after its verb («نجاحا كبيرا») names nobody.
pub(super) fn plausible(scene: &Scene<'_>, mention: &Mention) -> bool {
    let first = mention.tokens.clone().find(|i| !scene.is_quote(*i)).unwrap_or(mention.tokens.start);
    let word = scene.word(first);
    let list = word.has(Role::ScopeHead) && mention.tokens.len() == 1;
    if (word.has(Role::Report) || list) && mention.head.is_none() && word.article {
        return false;
    }
    // «أعلى عدد من المتابعين»
    if word.has(Role::Superlative) && mention.tokens.len() == 1 && !word.article {
        return false;
    }
    if mention.head.is_some() || word.article || word.senses.platform.is_some() || scene.is_quote(mention.tokens.start)
    {
        return true;
    }
    // «لا أحد يسبقه»
    if mention.tokens.len() == 1 && scene.key(first) == "احد" {
        return false;
    }
    let marked = super::phrase::is_tanwin(scene, first);
    let key = scene.key(first);
    let accusative =
        key.ends_with('ا') && !key.ends_with("يا") && key.chars().count() >= 4 && !is_name_in_alif(scene, first);
    let described = first + 1 < mention.tokens.end && scene.key(first + 1).ends_with('ا');
    let verb = described && !scene.is_land(first + 1)
        || first > 0
            && scene.word(first - 1).verb
            && !scene.word(first - 1).has(Role::Place)
            && !scene.word(first - 1).has(Role::Top);
    !(marked
        || accusative && verb
        || word.has(Role::Report) && word.pronoun.is_none()
        || word.has(Role::ScopeHead) && mention.slot != Slot::Subject)
}

/// «شاكيرا», «فرنسا»: a final alif that is no case ending, for no lexicon has the word without it.
fn is_name_in_alif(scene: &Scene<'_>, i: usize) -> bool {
    let stem = bare_key(scene, i).strip_suffix('ا').unwrap_or_default();
    let adjective = scene.key(i + 1).ends_with('ا') && scene.is_nominal(i + 1);
    scene.word(i).is_listed() || !adjective && !scene.lexicon.terms.knows(stem)
}

/// Whom a pronoun at token `at` stands for: the antecedent of its relative clause, else the most salient of those before it that agree.
pub(super) fn referent(
    scene: &Scene<'_>,
    cast: &Cast,
    at: usize,
    pronoun: Option<Pronoun>,
    usable: &dyn Fn(&Mention) -> bool,
) -> Option<usize> {
    let relative = relative_before(scene, cast, at).or_else(|| described_by(scene, cast, at, pronoun));
    if let Some(m) = relative.filter(|m| usable(&cast.mentions[*m])) {
        return Some(m);
    }
    let here = cast.of_sentence(scene.sentence_of(at));
    // «منشورها … ومتابعيها»: what is hers itself is not she.
    let hers = |mention: &Mention| {
        mention.pronoun.is_some()
            && mention.pronoun == pronoun
            && mention.head.is_none_or(|h| h == Head::Work)
            && scene.word(mention.tokens.start).pronoun.is_some()
            && !is_named_behind(scene, mention)
    };
    let fits = |m: &usize| {
        let mention = &cast.mentions[*m];
        mention.tokens.end <= at
            && usable(mention)
            && !hers(mention)
            && !is_crowd(scene, mention)
            && agrees(scene, mention, pronoun)
            && plausible(scene, mention)
            && (mention.pronoun.is_none() || !belongs(scene, mention) || m >= &here.start)
    };
    let salience = Salience::at(scene, cast, at, pronoun);
    let window = here.start.saturating_sub(MENTIONS_BACK)..here.end;
    let owned = |m: &usize| {
        let mention = &cast.mentions[*m];
        usable(mention) && belongs(scene, mention) && agrees(scene, mention, pronoun) && mention.head.is_some()
    };
    let best = window.clone().filter(fits).max_by_key(|m| salience.of(*m));
    best.or_else(|| window.rev().filter(|m| *m < here.start).find(owned))
}

/// «كما زعمت صفحات على فيسبوك»: several accounts that nobody names, by what they say.
fn is_crowd(scene: &Scene<'_>, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let word = scene.word(start);
    let plain = scene.key(start).ends_with("ات") && !word.article && word.pronoun.is_none();
    let says = |i: usize| scene.word(i).has(Role::Say) || scene.word(i).has(Role::Deny);
    let told = mention.slot == Slot::Source || start > 0 && says(start - 1);
    mention.head == Some(Head::Account) && mention.tokens.len() == 1 && plain && told
}

/// How many mentions back a pronoun looks.
const MENTIONS_BACK: usize = 16;

/// «وأضافت أن …»: whoever was named before goes on to speak.
pub(super) fn says_on(scene: &Scene<'_>, sentence: usize) -> bool {
    let start = scene.sentence(sentence).start;
    scene.word(start).has(Role::Say) && scene.word(start + 1).has(Role::Clause)
}

/// Whether a mention opens with a head or holds a quoted name: what news goes on to speak of.
pub(super) fn is_named(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.tokens.clone().any(|i| scene.head(i).is_some() || scene.is_quote(i))
}

/// What a bare general noun («الصفحة») or a noun with a pronoun («حسابه») stands for; itself when nothing fits.
pub(super) fn resolve(scene: &Scene<'_>, cast: &Cast, mut m: usize) -> usize {
    // «مواطنه الدكتور عامر الزعبي»: whom the noun with its pronoun leads to is named.
    if super::wording::is_related(scene, &cast.mentions[m].tokens) {
        return m;
    }
    if let Some(name) = named_beside(scene, cast, m) {
        return name;
    }
    for _ in 0..LONGEST_CHAIN {
        let mention = &cast.mentions[m];
        if !belongs(scene, mention) {
            break;
        }
        let owner = referent(scene, cast, mention.tokens.start, mention.pronoun, &|m| {
            // «وسمه … وحسابه»: whoever has the one has the other.
            let post = m.tokens.len() == 1 && is_post(scene, m);
            let work = m.head == Some(Head::Work) && (m.pronoun.is_some() || post);
            let his = work && mention.head == Some(Head::Account);
            // «صفحات تداولت …»: nobody by name.
            let nameless = m.head == Some(Head::Account)
                && m.tokens.len() == 1
                && m.pronoun.is_none()
                && !scene.word(m.tokens.start).article;
            !is_platform_only(scene, m) && !m.vague && !his && !nameless
        });
        match owner.filter(|owner| *owner != m) {
            Some(owner) => m = owner,
            None => return maker(scene, cast, &cast.mentions[m]).unwrap_or(m),
        }
    }
    let full = bare_to_full(scene, cast, run_by(scene, cast, m));
    named_beside(scene, cast, full).unwrap_or(full)
}

/// «طاهر البدري، لاعب سيراميكا، …»: what somebody is, between commas behind his name.
pub(super) fn named_beside(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let title = &cast.mentions[m];
    let comma = |i: usize| matches!(scene.key(i), "،" | ",");
    let office = title.head == Some(Head::Person) && !scene.word(title.tokens.start).article && title.pronoun.is_none();
    let aside = title.tokens.start > 0 && comma(title.tokens.start - 1) && comma(title.tokens.end);
    // A first name makes it another person's.
    let nameless = !title.tokens.clone().any(|i| scene.is_given(i));
    let before = m.checked_sub(1).filter(|_| office && aside && nameless)?;
    let name = &cast.mentions[before];
    let person = is_given(scene, name) || name.head == Some(Head::Person) && name.tokens.len() > 1;
    (person && name.tokens.end + 1 == title.tokens.start).then_some(before)
}

/// «كليب «…» للشاب نسيم … صفحته»: a work has no account, whoever made it has: who was named within a name in the sentence of the account and
/// agrees with its pronoun, a person rather than a body.
fn maker(scene: &Scene<'_>, cast: &Cast, account: &Mention) -> Option<usize> {
    let sentence = scene.sentence(scene.sentence_of(account.tokens.start)).start;
    let fits = |c: &usize| {
        let candidate = &cast.mentions[*c];
        candidate.tokens.start >= sentence && agrees(scene, candidate, account.pronoun)
    };
    let person = |c: &usize| cast.mentions[*c].head == Some(Head::Person);
    let within = || cast.inner_before(account.tokens.start).rev().filter(fits);
    let body = |c: &usize| cast.mentions[*c].head == Some(Head::Organisation);
    let found = within().find(person).or_else(|| within().find(body));
    found.filter(|_| account.head == Some(Head::Account))
}

/// A tweet, a clip, a picture: what is brought out has no account of its own.
pub(super) fn is_post(scene: &Scene<'_>, mention: &Mention) -> bool {
    let word = scene.word(mention.tokens.start);
    let posts = |u| scene.lexicon.metric_name(u) == "posts";
    mention.head == Some(Head::Work) && (word.senses.metric.item.is_some() || word.unit().is_some_and(posts))
}

/// «وللكاتبة … صفحة بـ75 ألف متابع», «تملك الوزارة حسابا يتابعه …»: an account without a name is whose it is said to be: behind لـ, or as what
/// somebody has or opens.
fn run_by(scene: &Scene<'_>, cast: &Cast, m: usize) -> usize {
    let mention = &cast.mentions[m];
    let word = scene.word(mention.tokens.start);
    let lone = is_nameless(scene, mention);
    let beside = |o: &usize| {
        let owner = &cast.mentions[*o];
        // «وللمبادرة أيضا قناة»
        let also = usize::from(scene.key(owner.tokens.end) == "ايضا");
        owner.slot == Slot::Possessor && owner.tokens.end + also == mention.tokens.start && owner.pronoun.is_none()
    };
    let here = cast.of_sentence(scene.sentence_of(mention.tokens.start)).start;
    // «يملك البودكاست قناة … وصفحة …، وحسابا …»
    let joined = || {
        let first = |c: &usize| cast.mentions[*c].slot == Slot::Object && cast.mentions[*c].head == Some(Head::Account);
        word.conjunction && (here..m).any(|c| first(&c))
    };
    // «تحوز الشركة على صفحة رسمية في فايسبوك»
    let held = || {
        let on = mention.tokens.start.checked_sub(1).filter(|b| scene.key(*b) == "علي");
        on.is_some_and(|on| {
            (on.saturating_sub(HELD_BACK)..on).any(|i| HAS.contains(&scene.key(i).trim_start_matches(['و', 'ف'])))
        })
    };
    let object = (mention.slot == Slot::Object || joined() || held()) && mention.relative.is_none();
    let doer = |o: &usize| {
        let owner = &cast.mentions[*o];
        let nameless =
            owner.head == Some(Head::Account) && owner.tokens.len() == 1 && !scene.word(owner.tokens.start).article;
        matches!(owner.slot, Slot::Subject | Slot::Source) && owner.relative.is_none() && !owner.vague && !nameless
    };
    let owner = m.checked_sub(1).filter(|_| lone).filter(beside);
    // «وللقروب قناة رديفة على تلغرام …، فضلا عن حساب على تيك توك»
    let first =
        |c: &usize| cast.mentions[*c].tokens.end <= mention.tokens.start && is_nameless(scene, &cast.mentions[*c]);
    let also = || {
        let c = (here..m).find(first)?;
        c.checked_sub(1).filter(|o| {
            *o >= here
                && cast.mentions[*o].slot == Slot::Possessor
                && cast.mentions[*o].tokens.end == cast.mentions[c].tokens.start
        })
    };
    let owner = owner.or_else(|| if lone && mention.relative.is_none() { also() } else { None });
    owner.or_else(|| (here..m).rev().filter(|_| lone && object).find(doer)).unwrap_or(m)
}

/// «صفحة», «قناة رديفة», «حسابا رسميا», «صفحة لوصفاتها»: an account that has no name, only adjectives.
fn is_nameless(scene: &Scene<'_>, mention: &Mention) -> bool {
    let word = scene.word(mention.tokens.start);
    let plain = |i: usize| {
        let (word, key) = (scene.word(i), scene.key(i));
        let adjective = word.senses.is_unknown() || word.senses.noun == Some(crate::lexicon::NounClass::Quality);
        let nameable = scene.is_land(i) || scene.is_given(i);
        adjective
            && !nameable
            && !word.article
            && key.chars().count() >= 4
            && (scene.tokens.raw(i).ends_with(['ة', 'ا', 'ً']) || NATURES.contains(&key))
    };
    let own = mention.head == Some(Head::Account) && !word.article && mention.pronoun.is_none() && word.len == 1;
    own && !scene.is_quote(mention.tokens.start) && mention.tokens.clone().skip(1).all(plain)
}

/// Adjectives of an account without ta marbuta.
const NATURES: [&str; 6] = ["رسمي", "خاص", "جديد", "شخصي", "رديف", "موثق"];

/// Verbs by which somebody has what stands behind على, and how far before it they stand, in tokens.
const HAS: [&str; 8] = ["تحوز", "يحوز", "حاز", "حازت", "تتوفر", "يتوفر", "توفرت", "توفر"];
const HELD_BACK: usize = 6;

/// «حسابه», «تطبيقها الذكي», «زبنائها»: an account, or a noun that names nobody, with its owner's pronoun; «تطبيقها «سند»» has a name of its own.
pub(super) fn belongs(scene: &Scene<'_>, mention: &Mention) -> bool {
    let platform = scene.word(mention.tokens.start).senses.platform_head;
    let adjective = |i: usize| scene.word(i).article && scene.word(i).senses.platform.is_none();
    // «حلقاتها», «منشوراته»: several of them are whose they are.
    // «حلقته السادسة»: a part of what it is of.
    let stem = || crate::lexicon::cut_pronoun(scene.key(mention.tokens.start)).map_or("", |(stem, _)| stem);
    let part = || mention.tokens.clone().skip(1).all(adjective) && stem().trim_start_matches(['و', 'ب', 'ل']) == "حلقت";
    let several = mention.head == Some(Head::Work)
        && mention.pronoun.is_some()
        && (mention.tokens.len() == 1 && stem().ends_with("ات") || part());
    mention.pronoun.is_some()
        && (several || matches!(mention.head, Some(Head::Account) | None))
        && (!platform || mention.tokens.clone().skip(1).all(adjective))
        && !is_named_behind(scene, mention)
}

/// «زميلتها نانسي عجرم»: who is somebody's is named right behind.
fn is_named_behind(scene: &Scene<'_>, mention: &Mention) -> bool {
    let unknown = |i: usize| scene.word(i).senses.is_unknown() && !scene.word(i).article && !scene.is_quote(i);
    let mut rest = mention.tokens.start + 1..mention.tokens.end;
    // «زميلتها نانسي عجرم», «مواطنتها أميمة طالب»
    let given = scene.is_given(rest.start);
    // «أغنيتها الأخيرة «مشتاق»»
    let titled = mention.head == Some(Head::Work) && rest.clone().any(|i| scene.is_quote(i));
    titled || !rest.is_empty() && given || rest.len() >= 2 && rest.all(unknown)
}

pub(super) fn bare_to_full(scene: &Scene<'_>, cast: &Cast, m: usize) -> usize {
    let mention = &cast.mentions[m];
    if let Some(holder) = held_by(scene, cast, m) {
        return holder;
    }
    // «جامعته»: the one that was named with him.
    let his = mention.head == Some(Head::Organisation) && mention.pronoun.is_some() && mention.tokens.len() == 1;
    if !mention.bare && !his {
        return inner_to_full(scene, cast, m);
    }
    if let Some(place) = ordinal(scene, mention) {
        return listed(scene, cast, m, place).unwrap_or(m);
    }
    let stem = head_stem(scene, mention);
    let full = |c: &usize| {
        let candidate = &cast.mentions[*c];
        let class = candidate.slot == Slot::Scope;
        // «أغنيته الجديدة «…»» has a name, «حسابه الرسمي» has none.
        let titled = || {
            let thing = matches!(candidate.head, Some(Head::Work | Head::Account));
            let name =
                candidate.tokens.clone().any(|i| scene.is_quote(i) && scene.word(i + 1).senses.platform.is_none());
            thing && name
        };
        candidate.tokens.len() > 1
            && !candidate.bare
            && !class
            && (candidate.pronoun.is_none() || titled())
            && candidate.head.is_some()
    };
    let same = |c: &usize| full(c) && head_stem(scene, &cast.mentions[*c]) == stem;
    // Below its sentence's figure a page may be named in full: «هكذا كتبت إدارة صفحة …».
    let inner = |c: &usize| full(c) && cast.mentions[*c].tokens.clone().skip(1).any(|i| self::stem(scene, i) == stem);
    let back = || (m.saturating_sub(NAMED_BACK)..m).rev();
    // «الصفحة الجزائرية»: of several pages that of the land.
    let land = nisba_of(scene, mention);
    let of_land = || {
        // «صفحة الحماية المدنية بالجزائر»: or where it is said to be.
        let near = |c: &usize| cast.mentions[*c].tokens.start + 1..cast.mentions[*c].tokens.end + 2;
        land.and_then(|land| back().find(|c| same(c) && near(c).any(|i| bare_key(scene, i).starts_with(land))))
    };
    // «قال رئيس تحرير «المدار» إن تطبيق الموقع …»: the one of whoever speaks.
    let speaker = speaker_of(scene, cast, m);
    let called = |s: usize, c: usize| shares_name(scene, &cast.mentions[s], &cast.mentions[c]);
    let of_speaker = || speaker.and_then(|s| back().find(|c| same(c) && called(s, *c)));
    let earlier = of_land().or_else(of_speaker).or_else(|| back().find(|c| same(c) && owns(&cast.mentions[*c])));
    let earlier = earlier.or_else(|| back().find(same));
    let within =
        || cast.inner_before(mention.tokens.start).rev().find(|c| head_stem(scene, &cast.mentions[*c]) == stem);
    if his {
        return earlier.or_else(within).or_else(|| body_of_speaker(cast, back())).unwrap_or(m);
    }
    // «صفحة النادي … الصفحة»: and whose that is.
    let earlier = earlier.map(|found| owner_within(scene, cast, found).unwrap_or(found));
    earlier
        .or_else(within)
        .or_else(|| cast.of_sentence(scene.sentence_of(mention.tokens.start)).filter(|c| *c > m).find(inner))
        .or_else(|| back().take(MENTIONS_BACK).find(inner))
        .or_else(|| owner_of(scene, cast, back(), stem))
        .or_else(|| opened(scene, cast, back(), stem))
        .or_else(|| described(scene, cast, mention, m))
        .or_else(|| club_within(scene, cast, mention))
        .or_else(|| platform_meant(scene, cast, m))
        .unwrap_or(m)
}

/// Whoever is said to speak in the sentence of mention `m`, before it.
fn speaker_of(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let here = cast.of_sentence(scene.sentence_of(cast.mentions[m].tokens.start));
    let person = |s: &usize| cast.mentions[*s].slot == Slot::Source && cast.mentions[*s].head == Some(Head::Person);
    here.take_while(|s| *s < m).find(person)
}

/// Whether a word of a name stands in both: «رئيس تحرير «المدار»», «موقع «المدار» الإخباري».
fn shares_name(scene: &Scene<'_>, one: &Mention, other: &Mention) -> bool {
    let name = |i: &usize| scene.word(*i).len > 0 && scene.head(*i).is_none() && !scene.is_given(*i);
    let mut names = one.tokens.clone().skip(1).filter(name);
    names.any(|i| other.tokens.clone().skip(1).any(|o| bare_key(scene, o) == bare_key(scene, i)))
}

/// The land that a general noun's only adjective is made of: «جزاير» of «الصفحة الجزائرية».
fn nisba_of<'s>(scene: &'s Scene<'_>, mention: &Mention) -> Option<&'s str> {
    let last = mention.tokens.start + 1;
    let key = scene.key(last).strip_prefix("ال").filter(|_| mention.tokens.len() == 2)?;
    let land = key.strip_suffix("يه").or(key.strip_suffix('ي'))?;
    (land.chars().count() >= SHORTEST_LAND).then_some(land)
}

/// Letters of the shortest land without its ending («عمان», «قطر»).
const SHORTEST_LAND: usize = 3;

/// «وللمدرب معز الجلاصي، صاحب الحساب الذي يتابعه …، رأي»: who is said to hold the account.
fn held_by(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let start = cast.mentions[m].tokens.start;
    let holder = start.checked_sub(1).filter(|h| cast.mentions[m].bare && scene.word(*h).has(Role::Holder))?;
    let comma = usize::from(holder > 0 && matches!(scene.key(holder - 1), "،" | ","));
    m.checked_sub(1).filter(|o| cast.mentions[*o].tokens.end + comma == holder && cast.mentions[*o].pronoun.is_none())
}

/// «قال الرئيس التنفيذي لعمانتل إن شركته …»: the body behind the office of whoever speaks.
fn body_of_speaker(cast: &Cast, mut back: impl Iterator<Item = usize>) -> Option<usize> {
    back.find(|c| {
        let (body, office) = (&cast.mentions[*c], c.checked_sub(1).map(|o| &cast.mentions[o]));
        let held = office.is_some_and(|o| o.head == Some(Head::Person) && o.tokens.end == body.tokens.start);
        let named = matches!(body.head, None | Some(Head::Organisation)) && body.pronoun.is_none();
        held && matches!(body.slot, Slot::Possessor | Slot::Oblique) && named
    })
}

/// «الفنانة اللبنانية», «النادي», «الصفحة الرسمية»: where nothing of its name came before, the most salient of its kind is meant.
fn described(scene: &Scene<'_>, cast: &Cast, mention: &Mention, m: usize) -> Option<usize> {
    // «الصفحة التي نشرت الخبر» is said to be another one; «العمل الذي أدته …» is the one that was named.
    let work = mention.head == Some(Head::Work);
    let mention = Some(mention).filter(|mention| work || !scene.word(mention.tokens.end).has(Role::Relative))?;
    let salience = Salience::at(scene, cast, mention.tokens.start, None);
    let form = agreement::form(scene, mention);
    let own = |c: &Mention| scene.word(c.tokens.start);
    let person = |c: &Mention| c.head == Some(Head::Person) && !c.bare || is_given(scene, c);
    // «…، المتخصصة في التوصيل» is an adjective.
    let participle =
        |c: &Mention| scene.key(c.tokens.start).starts_with("الم") && scene.key(c.tokens.start).ends_with('ه');
    let nameless = |c: &Mention| c.head.is_none() && !is_given(scene, c) && own(c).article && !participle(c);
    let podcast = |c: &Mention| bare_key(scene, c.tokens.start) == "بودكاست";
    let titled =
        |c: &Mention| (c.head == Some(Head::Work) || podcast(c)) && c.tokens.clone().any(|i| scene.is_quote(i));
    let general = ANY_WORK.contains(&bare_key(scene, mention.tokens.start));
    let kind = |c: &Mention| match mention.head {
        Some(Head::Person) => person(c) && agreement::form(scene, c).is_none_or(|f| Some(f) == form),
        Some(Head::Work) if general => titled(c),
        Some(Head::Organisation) if own(mention).has(Role::Club) => {
            let body = c.head == Some(Head::Organisation) && (own(c).has(Role::Club) || own(c).article);
            c.head.is_none() && !is_given(scene, c) && c.slot != Slot::Source || body
        }
        // «منصة «أثير» … الشركة»
        Some(Head::Organisation) if matches!(bare_key(scene, mention.tokens.start), "شركه" | "موسسه") => {
            // «صفحة «أرامكو» … الشركة», «موبيليس … الشركة», «مجموعة «نسيم» … الشركة»
            let quoted = c.tokens.clone().any(|i| scene.is_quote(i));
            let run = c.head == Some(Head::Account) && !own(c).article && !own(c).senses.platform_head;
            let titled = quoted && run;
            let called = c.head.is_none()
                && c.slot == Slot::Subject
                && c.tokens.len() == 1
                && own(c).senses.is_unknown()
                && !own(c).article
                && !is_given(scene, c)
                && !is_land(scene, c);
            if titled || called {
                return true;
            }
            let host = own(c).senses.platform_head && bare_key(scene, c.tokens.start) != "تطبيق";
            let named = c.head.is_none() && scene.is_quote(c.tokens.start);
            named || host && c.tokens.clone().any(|i| scene.is_quote(i))
        }
        // «قال المدير إن الصفحة …»: of the body that he speaks for.
        Some(Head::Account) if !own(mention).senses.platform_head => {
            let page = own(mention).has(Role::Page);
            // «ديوان» by itself names nobody.
            let body = c.head == Some(Head::Organisation) && (c.tokens.len() > 1 || own(c).article);
            let his = person(c) && !own(c).has(Role::Mouthpiece) && c.slot != Slot::Oblique;
            his || body || page && nameless(c) && !is_land(scene, c) || titled(c)
        }
        _ => false,
    };
    let fits = |c: &usize| {
        let candidate = &cast.mentions[*c];
        let own = candidate.pronoun.is_none() || titled(candidate);
        let whole = own && !candidate.vague && !candidate.bare && candidate.slot != Slot::Scope;
        let company = matches!(bare_key(scene, mention.tokens.start), "شركه" | "موسسه");
        whole && (company || !is_platform_only(scene, candidate)) && plausible(scene, candidate) && kind(candidate)
    };
    let back = || (m.saturating_sub(MENTIONS_BACK)..m).filter(fits);
    // «قال مدير النادي إن القناة …»: of the body before whoever speaks.
    let told = |c: &usize| cast.mentions[*c].slot == Slot::Source && person(&cast.mentions[*c]);
    let account = mention.head == Some(Head::Account);
    let body = back().filter(|c| account && !told(c)).max_by_key(|c| salience.of(*c));
    body.or_else(|| back().max_by_key(|c| salience.of(*c)))
}

/// What any work may be called, whatever it was called before: a song is a clip, a film or a series a work, a podcast a programme.
const ANY_WORK: [&str; 6] = ["كليب", "فيديو", "عمل", "شريط", "مقطع", "برنامج"];

/// A first name.
pub(super) fn is_given(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene.is_given(mention.tokens.start)
}

/// «صفحتها … الصفحة»: whose page it is, when only a pronoun said so.
fn owner_of(scene: &Scene<'_>, cast: &Cast, mut back: impl Iterator<Item = usize>, stem: &str) -> Option<usize> {
    let same = |c: &usize| {
        let mention = &cast.mentions[*c];
        mention.pronoun.is_some() && mention.head.is_some() && head_stem(scene, mention) == stem
    };
    let owned = &cast.mentions[back.find(same)?];
    let owner = referent(scene, cast, owned.tokens.start, owned.pronoun, &|m| !is_platform_only(scene, m))?;
    let work = cast.mentions[owner].head == Some(Head::Work) && owned.head == Some(Head::Account);
    let made = || maker(scene, cast, owned).filter(|_| work);
    made().or_else(|| (!cast.mentions[owner].bare).then_some(owner))
}

/// «افتتح النادي حسابا رسميا … الحساب»: whose the account is that was named by nothing else.
fn opened(scene: &Scene<'_>, cast: &Cast, mut back: impl Iterator<Item = usize>, stem: &str) -> Option<usize> {
    let same = |c: &usize| is_nameless(scene, &cast.mentions[*c]) && head_stem(scene, &cast.mentions[*c]) == stem;
    let account = back.find(same)?;
    Some(run_by(scene, cast, account)).filter(|owner| *owner != account)
}

/// Which of several a general noun with an ordinal means: «القناة الأولى» is 1, «الصفحة الأخيرة» the last.
fn ordinal(scene: &Scene<'_>, mention: &Mention) -> Option<usize> {
    let last = mention.tokens.end - 1;
    let word = scene.word(last);
    let value = || word.figure.and_then(|f| scene.figures[f].number());
    match () {
        () if mention.tokens.len() < 2 => None,
        () if word.has(Role::AnaphorLast) => Some(usize::MAX),
        () if word.has(Role::AnaphorFirst) => Some(1),
        () if word.has(Role::AnaphorSecond) => Some(2),
        () => value().filter(|n| (1.0..=12.0).contains(n)).map(|n| n as usize),
    }
}

/// The one at `place` among those of the same kind named together before: by a sentence that names two or more.
fn listed(scene: &Scene<'_>, cast: &Cast, m: usize, place: usize) -> Option<usize> {
    let stem = head_stem(scene, &cast.mentions[m]);
    let here = scene.sentence_of(cast.mentions[m].tokens.start);
    let kind = |c: &usize| {
        let mention = &cast.mentions[*c];
        *c < m && !mention.bare && owns(mention) && mention.head.is_some() && head_stem(scene, mention) == stem
    };
    (here.saturating_sub(LIST_BACK)..=here).rev().find_map(|s| {
        let row: Vec<usize> = cast.of_sentence(s).filter(kind).collect();
        let at = if place == usize::MAX { row.len().checked_sub(1) } else { Some(place - 1) };
        at.filter(|_| row.len() >= 2).and_then(|at| row.get(at).copied())
    })
}

/// «الصفحة الرسمية للوزارة»: the same head with the same owner, named in full before.
pub(super) fn inner_to_full(scene: &Scene<'_>, cast: &Cast, m: usize) -> usize {
    let mention = &cast.mentions[m];
    let last = mention.tokens.end - 1;
    let general =
        scene.head(last).is_some() && scene.word(last).article && mention.tokens.len() > 1 && mention.head.is_some();
    let same = |c: &usize| {
        let candidate = &cast.mentions[*c];
        let inner = candidate.tokens.clone().rev().skip(1).any(|i| bare_key(scene, i) == bare_key(scene, last));
        candidate.head.is_some() && head_stem(scene, candidate) == head_stem(scene, mention) && inner
    };
    let named = (m.saturating_sub(NAMED_BACK)..m).rev().filter(|_| general).find(same);
    let named = named.or_else(|| of_same_land(scene, cast, m));
    let named = named.or_else(|| owner_within(scene, cast, m)).or_else(|| platform_meant(scene, cast, m));
    named.or_else(|| work_meant(scene, cast, m)).unwrap_or(m)
}

/// «جامعة السلطان قابوس العمانية … الجامعة العمانية»: the body that was named in full with the same land.
fn of_same_land(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let mention = &cast.mentions[m];
    let body = mention.head == Some(Head::Organisation) && scene.word(mention.tokens.start).article;
    let land = nisba_of(scene, mention).filter(|_| body && mention.pronoun.is_none())?;
    let stem = head_stem(scene, mention);
    (m.saturating_sub(NAMED_BACK)..m).rev().find(|c| {
        let candidate = &cast.mentions[*c];
        let full = candidate.tokens.len() > 2 && !candidate.bare && candidate.pronoun.is_none();
        let there = || candidate.tokens.clone().skip(1).any(|i| bare_key(scene, i).starts_with(land));
        full && candidate.head == mention.head && head_stem(scene, candidate) == stem && there()
    })
}

/// «صفحة الوزارة», «القروب الرئيسي للمبادرة», «قناة الفنان»: the body or the person named in full before, whose account it is.
fn owner_within(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let inner = general_within(scene, &cast.mentions[m])?;
    // «المقطع الترويجي للأغنية» is a clip of its own.
    let trailer = cast.mentions[m].head == Some(Head::Work) && scene.word(cast.mentions[m].tokens.start).article;
    if trailer && inner.head == Some(Head::Work) {
        return None;
    }
    let stem = head_stem(scene, &inner);
    let full = |c: &usize| {
        let candidate = &cast.mentions[*c];
        let whole = candidate.tokens.len() > 1 && !candidate.bare && candidate.pronoun.is_none();
        // «معهد ثانوي» is no name.
        let next = candidate.tokens.start + 1;
        let adjective = scene.key(next).ends_with(['ي', 'ه']) && !scene.word(next).article && !scene.is_land(next);
        let named = whole && !(adjective && candidate.tokens.len() == 2);
        named && candidate.slot != Slot::Scope && candidate.head == inner.head && head_stem(scene, candidate) == stem
    };
    let back = (m.saturating_sub(NAMED_BACK)..m).rev();
    let within = || cast.inner_before(inner.tokens.start).rev().find(full);
    let club = scene.word(inner.tokens.start).has(Role::Club);
    let person = || {
        let told = inner.head == Some(Head::Person) || club;
        if told { described(scene, cast, &inner, m) } else { None }
    };
    let speaker = speaker_of(scene, cast, m);
    let called = |s: usize, c: usize| shares_name(scene, &cast.mentions[s], &cast.mentions[c]);
    let of_speaker = || speaker.and_then(|s| back.clone().find(|c| full(c) && called(s, *c)));
    let named = of_speaker().or_else(|| back.clone().find(full)).or_else(within).or_else(person);
    // «صفحة المسلسل»: of the only work that has a title.
    named.or_else(|| {
        Some(()).filter(|()| inner.head == Some(Head::Work)).and_then(|()| described(scene, cast, &inner, m))
    })
}

/// «صفحة نادي الميناء … الفريق»: the club that was named with what is its.
fn club_within(scene: &Scene<'_>, cast: &Cast, mention: &Mention) -> Option<usize> {
    let club = |c: &usize| scene.word(cast.mentions[*c].tokens.start).has(Role::Club);
    let named = scene.word(mention.tokens.start).has(Role::Club);
    cast.inner_before(mention.tokens.start).rev().filter(|_| named).find(club)
}

/// «لينكد إن … الشبكة المهنية»: the platform that was named last, by what it is.
fn platform_meant(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let mention = &cast.mentions[m];
    let first = scene.word(mention.tokens.start);
    let adjective = |i: usize| {
        scene.word(i).article && scene.head(i).is_none() && !matches!(scene.key(i), "الالكتروني" | "الالكترونيه")
    };
    let general = first.senses.platform_head && first.article && first.pronoun.is_none() && mention.platform.is_none();
    let near = cast.of_sentence(scene.sentence_of(mention.tokens.start).saturating_sub(PLATFORM_BACK)).start;
    let named = |c: &usize| is_platform_only(scene, &cast.mentions[*c]);
    // «التطبيق الذي أطلقته المبادرة» is another one.
    let other = scene.word(mention.tokens.end).has(Role::Relative);
    let plain = general && !other && mention.tokens.clone().skip(1).all(adjective);
    // «شاشات شبكة «…» … الشبكة»
    let stem = head_stem(scene, mention);
    let titled = |c: &usize| {
        let candidate = &cast.mentions[*c];
        let quoted = candidate.tokens.clone().any(|i| scene.is_quote(i));
        quoted && head_stem(scene, candidate) == stem
    };
    let back = || (m.saturating_sub(MENTIONS_BACK)..m).rev().filter(|_| plain);
    let within = || cast.inner_before(mention.tokens.start).rev().filter(|_| plain).find(titled);
    back().find(titled).or_else(within).or_else(|| (near..m).rev().filter(|_| plain).find(named))
}

/// «أغنية «…» … العمل»: the work that has a title.
fn work_meant(scene: &Scene<'_>, cast: &Cast, m: usize) -> Option<usize> {
    let mention = &cast.mentions[m];
    let alone = mention.tokens.len() == 1 && scene.key(mention.tokens.start) == "العمل";
    let work = Mention { head: Some(Head::Work), bare: true, ..mention.clone() };
    if alone { described(scene, cast, &work, m) } else { None }
}

/// How many sentences back a platform is still meant by what it is.
const PLATFORM_BACK: usize = 2;

/// The first word of a mention without clitics, article and ending: صفحة, الصفحة, لصفحتها are one.
pub(super) fn head_stem<'s>(scene: &'s Scene<'_>, mention: &Mention) -> &'s str {
    let first = mention.tokens.clone().find(|i| !scene.is_quote(*i)).unwrap_or(mention.tokens.start);
    stem(scene, first)
}

fn stem<'s>(scene: &'s Scene<'_>, i: usize) -> &'s str {
    let key = bare_key(scene, i);
    let owned = scene.word(i).pronoun.and_then(|_| crate::lexicon::cut_pronoun(key));
    let key = owned.map_or(key, |(stem, _)| stem);
    key.strip_suffix(['ه', 'ت']).unwrap_or(key)
}

/// The token at `i` without clitics and article.
pub(super) fn bare_key<'s>(scene: &'s Scene<'_>, i: usize) -> &'s str {
    let (word, mut stem) = (scene.word(i), scene.key(i));
    if word.conjunction {
        stem = stem.trim_start_matches(['و', 'ف']);
    }
    if word.preposition.is_some() && !stem.starts_with("لل") {
        stem = stem.get(2..).unwrap_or(stem);
    }
    stem.strip_prefix("ال").or(stem.strip_prefix("لل")).unwrap_or(stem)
}

/// The rank cue of a draft in a list of brackets has its owner right before the bracket.
pub(super) fn before_bracket(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<usize> {
    let first = draft.opens.min(draft.tokens.start);
    let bracket = (first.saturating_sub(2)..=first).rev().find(|i| scene.key(*i) == "(")?;
    // «(1.8) مليون متابع»: brackets around the number alone.
    if draft.tokens.clone().any(|i| scene.key(i) == ")") {
        return None;
    }
    let here = cast.of_sentence(scene.sentence_of(first));
    here.rev()
        .find(|m| {
            let mention = &cast.mentions[*m];
            mention.tokens.end <= bracket && mention.tokens.end + 1 >= bracket
        })
        .filter(|m| {
            // «أشهر حساب للمرور في الإمارات (2.4 مليون متابع)»: a land has no followers.
            let mention = &cast.mentions[*m];
            let land = scene.is_land(mention.tokens.start);
            let followed = scene.lexicon.metric_name(draft.metric) == "followers";
            !(land && followed && mention.slot == Slot::Oblique)
        })
}
