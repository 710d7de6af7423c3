//! Phrases: how far a noun phrase reaches.
//!
//! In: the words of a text. Out: the token at which the phrase ends.
//! May import: what claims imports.

mod inner;
mod pair;
mod row;

pub(super) use self::inner::cell;
use self::inner::{
    bracketed, brackets_name, hashtag, is_about, is_edition, is_of_today, is_private, is_seat, is_told_of,
    named_in_brackets, new_title, part_of, quoted,
};
use self::pair::joins_by_and;
use super::agreement::{Form, of_verb_form};
use super::described::described_name;
use super::reading::Scene;
use crate::arabic::TokenKind;
use crate::lexicon::{Head, NounClass, Role, Roles};
use crate::numbers::QuantityKind;

/// Longest name, in tokens.
const LONGEST: usize = 16;

/// Where the noun phrase that starts at `start` ends; `start` when none does.
pub(super) fn phrase_end(scene: &Scene<'_>, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + LONGEST);
    if let Some(end) = cell(scene, start, limit) {
        return end;
    }
    let mut i = start;
    while i < limit {
        // «في مصر «المنارة»»: no land has a title.
        let land = || i == start + 1 && scene.head(start).is_none() && scene.is_land(start);
        let tagged = || i >= 2 && i > start && matches!(scene.key(i - 2), "_" | "#");
        let marked =
            || if land() || tagged() { None } else { quoted(scene, i, limit).or_else(|| hashtag(scene, i, limit)) };
        let next = if let Some(end) = scene.is_mark(i).then(marked).flatten() {
            end
        } else if let Some(end) = if i > start { described_name(scene, i, limit) } else { None } {
            end
        } else if i > start && is_private(scene, start, i) {
            i + 2
        } else if if i == start { opens(scene, i) } else { goes_on(scene, start, i) } {
            i + scene.word(i).len.max(1)
        } else if i > start && (is_edition(scene, i) || scene.is_numbered(i) || is_of_today(scene, start, i)) {
            i + 1
        } else if let Some(end) = if i > start { owned_by_title(scene, start, i, limit) } else { None } {
            end
        } else if i > start && is_told_of(scene, i) {
            i + 1
        } else if i > start && is_seat(scene, start, i) {
            i + 2
        } else if let Some(end) = if i == start { named_in_brackets(scene, i, limit) } else { None } {
            end
        } else if i > start && brackets_name(scene, i) {
            i + 3
        } else if let Some(end) =
            if i > start { bracketed(scene, i, limit).or_else(|| new_title(scene, start, i, limit)) } else { None }
        {
            end
        } else if i > start && is_about(scene, start, i) {
            i + 2
        } else if i > start && part_of(scene, start, i) {
            i + 1
        } else {
            break;
        };
        i = next;
    }
    i.min(limit)
}

/// «الصفحة الرسمية لـ«حارة النور»»: whose it is, behind a ل that stands by itself before a quoted name.
fn owned_by_title(scene: &Scene<'_>, start: usize, i: usize, limit: usize) -> Option<usize> {
    let account = matches!(scene.head(start), Some(Head::Account | Head::Work)) && scene.word(start).pronoun.is_none();
    let apart = scene.key(i) == "ل" && account && owns_by_lam(scene, start, i);
    if apart { quoted(scene, i + 1, limit) } else { None }
}

/// No name opens with an adjective.
fn opens(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    if row::in_row(scene, i) {
        return true;
    }
    if word.figure.is_some() || !scene.is_nominal(i) {
        return is_portion(scene, i);
    }
    // «مقابل 2.8 مليون للتونسي»: right after a figure it stands for its noun.
    let stands_in = i > 0 && word.preposition == Some('ل') && word.article && scene.word(i - 1).figure.is_some();
    let list = word.has(Role::ScopeHead) && !word.article;
    // «تركي آل الشيخ», «عربي بن خالد»
    let kin = matches!(scene.key(i + 1), "بن" | "بنت" | "ال") && !scene.is_clitic(i + 1);
    let quality = word.senses.noun == Some(NounClass::Quality) && word.senses.head.is_none();
    // «لدى زين وأورنج وأمنية»: the next of a row of single words.
    let name = |at: usize| {
        let plain = scene.word(at).senses.is_unknown() && !scene.word(at).article && scene.is_nominal(at);
        plain && !scene.key(at).ends_with(['ه', 'ي'])
    };
    let row = word.conjunction && i > 0 && name(i - 1);
    let adjective = quality && !stands_in && !list && !kin && !row;
    // «قناته باسم «فلان»»: the name itself follows.
    if scene.key(i) == "باسم" && scene.is_quote(i + 1) {
        return false;
    }
    // «كان الأكثر انتشارا»: said of somebody.
    let praise = word.has(Role::Superlative) && word.article;
    // «زائر ومصلٍّ»
    let indefinite = scene.tokens.raw(i).ends_with('\u{64D}')
        || scene.tokens.raw(i).ends_with("\u{64D}\u{651}")
        || scene.tokens.raw(i).ends_with("\u{651}\u{64D}");
    let unit = indefinite && word.senses.is_unknown();
    // «صفحة الرئاسة، ذات الـ240 ألف متابع»
    let holds = word.has(Role::Holder) && (scene.is_clitic(i + 1) || scene.word(i + 1).figure.is_some());
    let unit = unit || holds;
    !adjective && !praise && !unit || is_portion(scene, i)
}

fn goes_on(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    // «وتر تي في»
    if scene.key(i) == "في" && scene.key(i - 1) == "تي" {
        return true;
    }
    scene.is_nominal(i) && joins(scene, start, i) || is_possessor(scene, start, i) || is_general(scene, i)
}

/// «الأمن العام», «المدير العام»: after a definite noun the word for a year is an adjective, but where a date reads it.
fn is_general(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    if scene.key(i) != "العام" || !scene.word(i - 1).article || scene.starts_line(i) {
        return false;
    }
    // «لقوة الإطفاء العام الكويتية»: no year has a land.
    let next = scene.word(i + 1);
    let nisba = next.article && next.senses.is_unknown() && scene.tokens.raw(i + 1).ends_with("ية");
    word.figure.is_none_or(|f| nisba && scene.figures[f].tokens == (i..i + 1))
}

/// «58 في المائة من المستعملين»: the whole that a share is taken of, even when it is a metric's noun.
fn is_portion(scene: &Scene<'_>, i: usize) -> bool {
    let share = i.checked_sub(2).and_then(|at| scene.word(at).figure).map(|f| scene.figures[f].kind);
    let whole = scene.measures(i) && (scene.word(i).article || scene.word(i).metric().is_some());
    share == Some(QuantityKind::Percent) && scene.key(i - 1) == "من" && whole
}

/// «مداخيل التذاكر», «تحويلات العاملين»: a metric's noun that owns the noun before it.
fn is_possessor(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let (word, before) = (scene.word(i), scene.word(i - 1));
    let noun = before.senses.is_unknown() && !before.article && !latin(scene, i - 1) && !is_tanwin(scene, i - 1);
    let glued = word.conjunction || word.preposition.is_some();
    let measure = scene.measures(i) || word.has(Role::Total);
    // «تطبيق مشاركة الصور»: what an application is for.
    let tool = before.senses.platform_head && !before.article && before.pronoun.is_none() && i == start + 1;
    if tool && scene.measures(i) && !word.article && scene.key(i).ends_with('ه') && scene.word(i + 1).article && !glued
    {
        return true;
    }
    i == start + 1 && noun && word.article && !glued && measure && !scene.starts_line(i)
}

/// «قناة المحترف لصاحبها أمين رغيب»: whose it is, behind its name.
pub(super) fn names_holder(scene: &Scene<'_>, i: usize) -> bool {
    let key = scene.key(i);
    key.starts_with("لصاحب") && key.ends_with(['ه', 'ا'])
}

/// Whether the nominal token at `i` goes on with the phrase that began at `start`.
fn joins(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let word = scene.word(i);
    if scene.starts_line(i) || is_tanwin(scene, i) {
        return false;
    }
    // «انتخب فلان نقيبا», «أمينا عاما»: what somebody becomes.
    let office = scene.head(i) == Some(Head::Person) && scene.key(i).ends_with('ا') && !word.article;
    if office && scene.word(i).senses.nominal && !scene.is_given(i) {
        return false;
    }
    // «محافظة ذي قار كاظم العبودي»: behind a land somebody's own name.
    let given = || scene.given_end(i) == Some(i + 1);
    if i >= start + 2
        && given()
        && ends_land(scene, start + 1, i)
        && scene.head(start) == Some(Head::Organisation)
        && !scene.is_land(i)
    {
        return false;
    }
    // «موقع «…» لاختيار أجمل القرى»: what for.
    let purpose =
        scene.tokens.raw(i).starts_with("لا") && !word.article && scene.key(i).chars().rev().nth(1) == Some('ا');
    // «لإعلام المواطنين», where the hamza shows it.
    let causes = scene.tokens.raw(i).starts_with("لإ") && scene.key(i).chars().rev().nth(1) == Some('ا');
    if purpose && scene.letters(i) >= SHORTEST_PURPOSE || causes && scene.head(i).is_none() {
        return false;
    }
    // «الحزم المغربي أحد أعرق الفرق»
    // «أصبحت الصفحة الأكثر إقبالا»: by what it is the most.
    let most = scene.key(i) == "الاكثر";
    // «كيم كارداشيان ذات (34 عاما)», «صفحة الرئاسة ذات الـ240 ألف متابع»: what it has.
    let has = word.has(Role::Holder)
        && (scene.is_clitic(i + 1) || scene.word(i + 1).figure.is_some() || scene.key(i + 1) == "(");
    let one_of = most || has || names_holder(scene, i) || matches!(scene.key(i), "احد" | "احدي" | "اول");
    if one_of || is_place_told(scene, start, i) || is_adverbial_place(scene, i) || is_office_held(scene, start, i) {
        return false;
    }
    let title = scene.word(i - 1).senses.head.is_some() && !scene.word(i - 1).article && word.senses.is_unknown();
    if word.conjunction && (word.article || !title) {
        return joins_by_and(scene, start, i);
    }
    // «القائد كاليدو كوليبالي»: a name that begins like «كال…».
    let called = scene.head(i - 1) == Some(Head::Person) && scene.word(i - 1).article && i == start + 1;
    if called && word.preposition == Some('ك') && word.senses.is_unknown() {
        return true;
    }
    if word.preposition.is_some() {
        let people = word.unit().is_some() && scene.head(i).is_none();
        // «اضطرت منصة يوتيوب للاعتذار»
        let deed =
            scene.word(i - 1).senses.platform.is_some() && scene.key(i).starts_with("للا") && scene.head(i).is_none();
        // «العربية للطيران», «الاتحاد للطيران»
        let firm =
            scene.head(start).is_none() || scene.head(start) == Some(Head::Organisation) && scene.word(start).article;
        let trade = word.has(Role::Trade) && word.article && i == start + 1 && firm;
        let lam = word.preposition == Some('ل') && !people && !deed;
        // «سامحني» لعمار الصبري»: whose the title is.
        let title = scene.is_quote(start) && scene.is_quote(i - 1) && !word.article;
        return lam && (trade || title || owns_by_lam(scene, start, i) || row::is_numbered_field(scene, i));
    }
    // «الموقع الإلكتروني لمرفأ بيروت»: a word that no lexicon has, so that its ل is still part of it.
    if word.senses == Default::default()
        && !word.article
        && scene.key(i).starts_with('ل')
        && scene.word(i - 1).article
        && owns_by_lam(scene, start, i)
    {
        return true;
    }
    // «فيلم «درويش» شباك التذاكر»: behind the quoted name of a thing nothing indefinite goes on.
    // But «بمؤسسة «البريد» إسلام بن يحيى», behind a title, «أغنية «عيونك» لبلقيس».
    let things = matches!(scene.head(start), Some(Head::Account | Head::Organisation | Head::Work));
    if things && i > start + 2 && scene.is_quote(i - 1) && !word.article && !KIN.contains(&scene.key(i)) {
        let given = || scene.is_given(i);
        let titled = scene.word(start).preposition.is_some() && given();
        if !titled && word.preposition != Some('ل') && !scene.key(i).starts_with('ل') {
            return false;
        }
    }
    // «أوردت الشركة عن الحساب المؤشرات الآتية»: what is told of it.
    let told = word.has(Role::Report) || super::subject::REPORTED.contains(&super::anaphora::bare_key(scene, i));
    if i == start + 1 && scene.word(start).article && scene.head(start).is_some() && word.article && told {
        return false;
    }
    // «وضعت شركة «…» الحساب الرسمي … ثالثا»: nor another thing.
    let thing = matches!(scene.head(i), Some(Head::Account | Head::Organisation | Head::Work));
    if things && i > start + 2 && scene.is_quote(i - 1) && word.article && thing && !scene.is_land(i) {
        return false;
    }
    if word.senses.platform.is_some() && word.len > 0 {
        return platform_joins(scene, start, i);
    }
    if i == start + 1 && heads_list(scene, i) || ends_there(scene, start, i) {
        return false;
    }
    // «وضع تقرير «سبيد تست» الكويت في …»: behind a quoted name a land is no part of it.
    if scene.key(i - 1) == "»" && scene.head(i).is_none() && scene.is_land(i) {
        return false;
    }
    !is_seated(scene, start, i)
        && !is_closed(scene, start, i)
        && !opens_another(scene, start, i)
        && !after_platform(scene, start, i)
        && !is_deed(scene, start, i)
}

/// Whether the words from `from` to `end` are a land's or a town's name.
fn ends_land(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    scene.land_end(from) == Some(end)
}

/// Letters of the shortest verbal noun of its pattern behind ل: «لابتكار», «لاختيار».
const SHORTEST_PURPOSE: usize = 7;

/// What no name goes on with: «الهند تغتبر», «فيسبوك العرب», «مغردون وسم …», «ريال مدريد بطل أوروبا».
fn ends_there(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let (word, key, before) = (scene.word(i), scene.key(i), scene.word(i - 1));
    let bare = !word.article && word.preposition.is_none() && !word.conjunction;
    // A land is a name by itself: what looks like a verb behind it is one, however it is spelt.
    let verblike = bare && key.starts_with(['ت', 'ي']) && word.senses.is_unknown() && !scene.is_land(i);
    let land = || scene.land_end(start) == Some(i);
    // The adjective of those who use it.
    let many = || key == "العرب" || key.ends_with("ين") || key.ends_with("ون");
    let of_users = before.senses.platform.is_some() && word.article && word.senses.head.is_none();
    // The plural with its nun has no owner behind it.
    let made = bare && matches!(word.senses.head, Some(Head::Work | Head::Account));
    // «مستخدمي التطبيق النشطين»
    let users =
        scene.head(start) == Some(Head::Account) && i == start + 1 && word.article && word.senses.head.is_none();
    if users && (key.ends_with("ين") || key.ends_with("ون")) && scene.word(start).article {
        return true;
    }
    let several = made && before.senses.head.is_none() && !before.article && scene.key(i - 1).ends_with("ون");
    // What somebody is, behind two words of a name.
    let unknown = |at: usize| scene.word(at).senses.is_unknown() && scene.head(at).is_none() && !scene.word(at).article;
    let titled = bare && word.senses.head == Some(Head::Person) && i == start + 2 && unknown(i - 1) && unknown(start);
    let of_what = || scene.word(i + 1).article || scene.is_land(i + 1) || scene.head(i + 1).is_some();
    // «بعد الفوز على إسبانيا تغريدة شاهدها …»: nor is what is brought out part of a land's name.
    let brought = made && !word.article && scene.key(i).ends_with('ه') && i + 1 < scene.tokens.len();
    brought && land() && (scene.word(i + 1).verb || scene.head(i + 1).is_none() && !scene.word(i + 1).article)
        || verblike && land()
        || land() && is_peers(scene, i)
        || of_users && many() && !scene.is_land(i)
        || several
        || titled && scene.is_nominal(i + 1) && of_what()
}

/// «مصر دول شمال إفريقيا», «الدوحة المدن العربية»: those among whom a land or a town is first.
pub(super) fn is_peers(scene: &Scene<'_>, i: usize) -> bool {
    let peers = ["دول", "مدن", "عواصم", "بلدان", "محافظات", "اقطار", "ولايات"];
    peers.contains(&super::anaphora::bare_key(scene, i)) && scene.word(i).preposition.is_none()
}

/// «تصدرت القائمة البحرين», «تذيل القائمة الأهلي»: a definite word behind the list that a verb of places governs is who heads or ends it, where it
/// is a land or cannot be the list's adjective.
pub(super) fn heads_list(scene: &Scene<'_>, i: usize) -> bool {
    let Some(list) = i.checked_sub(1).filter(|l| scene.word(*l).has(Role::ScopeHead) && scene.word(*l).article) else {
        return false;
    };
    let governed = list > 0 && scene.word(list - 1).senses.roles.any(TOPS);
    // «وحل ثالثا في الترتيب التحالف …»
    let placed = list > 1 && scene.key(list - 1) == "في" && scene.word(list - 2).figure.is_some();
    let alone = placed
        && !scene.key(i).ends_with(['ي', 'ه'])
        && scene.key(i) != "العام"
        && scene.word(i).senses.noun != Some(NounClass::Quality);
    if alone && scene.is_definite(i) {
        return true;
    }
    let feminine = |at: usize| scene.tokens.raw(at).ends_with('ة');
    let other = feminine(list) && !feminine(i) && !scene.key(i).ends_with('ا') && scene.word(i).senses.is_unknown();
    governed && scene.is_definite(i) && (scene.is_land(i) || other)
}

/// «جاءت جامعة … الأولى في قائمة …»: behind the name of a body that a verb of placing governs, an ordinal is its place.
fn is_place_told(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let ordinal = scene.word(i).figure.is_some() && scene.is_definite(i) && i >= start + 2;
    let body = matches!(scene.head(start), Some(Head::Account | Head::Organisation)) && !scene.word(start).article;
    let placed = start.checked_sub(1).is_some_and(|b| scene.word(b).verb && scene.word(b).has(Role::Place));
    let next = scene.word(i + 1);
    ordinal && body && placed && (next.has(Role::Among) || next.has(Role::Scope) || next.has(Role::Preposition))
}

/// «عمرو موسى الأمين العام …», «محمد البرادعي المدير السابق»: behind a name what somebody is, with its adjective or for whom he speaks.
fn is_office_held(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let bare = |at: usize| {
        let word = scene.word(at);
        word.senses.head.is_none() && !word.article && word.senses.is_unknown() && word.figure.is_none()
    };
    let word = scene.word(i);
    let office = scene.head(i) == Some(Head::Person) && word.article && !word.conjunction && word.preposition.is_none();
    let next = scene.word(i + 1);
    let adjective =
        scene.is_definite(i + 1) && !next.conjunction && next.senses.head.is_none() && !scene.starts_line(i + 1);
    let described = adjective || matches!(scene.key(i + 1), "باسم");
    office && described && i >= start + 2 && bare(i - 1) && bare(i - 2)
}

/// «ليبيا رابعا»: an ordinal in the accusative is no part of a name.
fn is_adverbial_place(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    word.figure.is_some() && !scene.is_definite(i) && scene.key(i).ends_with('ا')
}

/// «جزءًا», «رقماً»: an accusative with its tanwin belongs to the verb.
pub(super) fn is_tanwin(scene: &Scene<'_>, i: usize) -> bool {
    let raw = scene.tokens.raw(i);
    // «رقما»: without its mark, where the noun is known.
    let counts = scene.word(i).has(Role::Total) && raw.ends_with('ا');
    raw.ends_with(['ً', '\u{64C}', '\u{64D}']) || raw.ends_with("ًا") || raw.ends_with("ءا") || counts
}

/// «رونالدو الابتعاد», «الهلال التقدم»: after a name a verbal noun is the verb's object.
fn is_deed(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let key = scene.key(i);
    let letters = key.chars().count();
    let shape = key.starts_with("الا") && letters >= 7 || key.starts_with("الت") && letters >= 6;
    let named = (start..i).all(|at| !scene.word(at).article && scene.word(at).senses.is_unknown());
    let unknown = scene.word(i).senses.is_unknown();
    // «استمارة التعداد»: in ta marbuta a noun, whose owner follows.
    let named = named && !scene.tokens.raw(i - 1).ends_with('ة');
    // «منتخب الإمارات»
    // «وسائل التواصل»
    let media = key == "التواصل";
    named && unknown && shape && !media && !key.ends_with(['ي', 'ه']) && scene.head(i).is_none() && !scene.is_land(i)
}

/// «وزارة الصحة لقاح», «العربي فوزا»: after the article an indefinite word begins anew, unless it names whom a title or a
/// definite noun before it describes («الفنان العراقي كاظم», «مدير القناة عمر»).
fn is_closed(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let (word, last) = (scene.word(i), scene.word(i - 1));
    let kin = KIN.contains(&scene.key(i)) || scene.key(i - 1) == "الدين" || i >= start + 2 && scene.key(i - 2) == "عبد";
    // «عوض الكريم بخيت»
    let kin = kin || i >= start + 2 && scene.is_given(i - 2) && OF_GOD.contains(&scene.key(i - 1));
    if word.article || !last.article || latin(scene, i) || kin {
        return false;
    }
    let person = (start..i).any(|at| scene.head(at) == Some(Head::Person));
    let described =
        scene.word(start).article || (start..i).any(|at| scene.word(at).article && scene.head(at).is_some());
    let accusative = scene.key(i).ends_with('ا') && !scene.key(i).ends_with("يا") && !scene.key(i - 1).ends_with('ه');
    let run = (start..i).any(|at| matches!(scene.head(at), Some(Head::Account | Head::Organisation)));
    // «الأغنية توجهات المنصة», «الصفحة ملايين»: a thing that was named before, and what is done to something else.
    let thing = matches!(scene.head(start), Some(Head::Account | Head::Organisation | Head::Work));
    let known = thing && i == start + 1 && !scene.is_definite(i) && scene.word(start).senses.platform.is_none();
    // «النائب عناية عز الدين»: idafa never follows the article, so a name does.
    let next = scene.key(i + 1);
    let name = person && last.article && (KIN.contains(&next) || scene.is_given(i + 1));
    // «وضع التصنيف دبي في المرتبة …»: a land is no part of it, but «العاصمة بغداد» is one.
    let land = scene.is_land(i);
    if land
        && !person
        && last.article
        && !last.senses.is_unknown()
        && last.senses.head != Some(Head::Place)
        && scene.key(i - 1) != "العاصمه"
    {
        return true;
    }
    // «دائرة البترون جوزيف عبود», «كلية القاهرة محمد سامي»: behind a definite word somebody's own name.
    let given = |at: usize| scene.is_given(at);
    // «السباحة البحرينية أماني العبيدلي» is one.
    let place = !scene.key(i - 1).ends_with(['ي', 'ه']) || scene.is_land(i - 1);
    let construct = !person && i == start + 2 && !scene.word(start).article && scene.word(start).preposition.is_none();
    // «مواطن الأرجنتين ليونيل ميسي» is one.
    let construct = construct && !scene.word(start).senses.metric.person;
    if construct && place && given(i) && !given(i - 1) && !given(start) && last.senses.is_unknown() {
        return true;
    }
    // «متحف اللوفر أبوظبي»: where a body of that name is.
    // «حساب متحف اللوفر أبوظبي»
    let inner = i >= start + 3 && scene.head(i - 2).is_some() && !scene.word(i - 2).article;
    let at_home = land && (i == start + 2 || inner) && scene.head(start).is_some() && last.senses.is_unknown();
    if at_home && !scene.word(start).article && !scene.key(i - 1).ends_with(['ي', 'ه']) {
        return false;
    }
    // «قناة النحّال العُماني جابر الراشدي»: behind whoever runs it and the adjective of his land his own name.
    let run_by = things_account(scene, start) && i >= start + 2 && scene.key(i - 1).ends_with('ي') && given(i);
    if run_by {
        return false;
    }
    word.senses.noun.is_some() && !name || known || !person && (run && !described || accusative)
}

/// «قناة», «صفحة» without the article: it must have its owner.
fn things_account(scene: &Scene<'_>, start: usize) -> bool {
    let word = scene.word(start);
    word.senses.head == Some(Head::Account) && !word.article && word.pronoun.is_none()
}

/// «وضعت الأرقام الرجاء …», «صنف التقرير الجامعة …»: behind a verb that gives a place a definite noun of the other gender is who has it.
fn is_seated(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let seats = start > 0 && scene.word(start - 1).has(Role::Seat);
    let marked = |at: usize| scene.key(at).ends_with('ه') || scene.key(at).ends_with("ات");
    // «وضعت الأرقام …»: the verb tells it of a plural that does not.
    // «وضعت الأرقام مانشستر يونايتد في المركز …»
    let name = !scene.word(i).article && scene.word(i).senses.is_unknown() && scene.word(i).preposition.is_none();
    if seats && i == start + 1 && scene.word(start).article && scene.head(start).is_none() && name {
        return true;
    }
    let doer = || marked(start) || of_verb_form(scene.key(start - 1)) == Some(Form::Feminine);
    seats && i == start + 1 && scene.word(start).article && scene.word(i).article && doer() != marked(i)
}

/// Words that go on with a name after the article: «الوليد بن طلال», «العربية نت».
const KIN: [&str; 12] = ["بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد", "نت", "بلس", "مباشر", "عاجل", "سبورت"];

/// Names of God, which make one name with the word before them: «جاد الله», «عوض الكريم».
const OF_GOD: [&str; 11] =
    ["الله", "الكريم", "الرحمن", "الرحيم", "العزيز", "القادر", "الجليل", "الحق", "المولي", "المجيد", "الجبار"];

/// Verbs whose object is a list.
const TOPS: Roles = Roles::all(&[Role::Top, Role::Place, Role::Keep, Role::Sit]);

/// A list or an indefinite organisation cannot follow a closed phrase: idafa never follows the article.
fn opens_another(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let word = scene.word(i);
    if word.has(Role::ScopeHead) && word.senses.head.is_none() {
        // «صفحة البطولة»: what an account is of, but for what somebody tops.
        // «بوابة نتائج الثانوية العامة»
        let of = word.article || scene.word(i + 1).article;
        // «رئيس اللائحة المهندس فلان»
        let office = scene.head(start) == Some(Head::Person) && !scene.is_given(start);
        let run = scene.head(start) == Some(Head::Account) && of || office;
        let owned = i == start + 1 && run && !scene.word(start).article;
        let named = office && (word.article || scene.is_quote(i + 1));
        let tops = start > 0 && scene.word(start - 1).senses.roles.any(TOPS) && !named;
        return !owned || tops || scene.word(start).pronoun.is_some();
    }
    // «تصدر نادي الصفاقسي التونسي الأندية», «أصبح الصفاقسي أكثر الأندية …»: the verb's object.
    let object = word.article
        && scene.word(i - 1).article
        && i > start + 1
        && scene.head(start).is_some()
        && matches!(word.senses.head, Some(Head::Account | Head::Organisation))
        && is_many(scene, i);
    // «تصدرت مصر الدول العربية»
    let land = scene.land_end(i - 1) == Some(i);
    let lands = word.article && land && i == start + 1 && super::anaphora::bare_key(scene, i) == "دول";
    // «نشر النادي المقطع»
    let work = word.article
        && scene.word(i - 1).article
        && word.senses.head == Some(Head::Work)
        && scene.head(i - 1).is_some();
    // «وقال مدير عام الشركة المهندس فلان»: behind a body the title of whoever speaks for it.
    let body = matches!(scene.head(i - 1), Some(Head::Organisation | Head::Account)) && scene.word(i - 1).article;
    let title = word.article && word.senses.head == Some(Head::Person) && !scene.key(i).ends_with(['ي', 'ه']);
    let next = scene.word(i + 1);
    let named = scene.is_nominal(i + 1) && !next.article && next.preposition.is_none() && !next.conjunction;
    // «عن دائرة الكاظمية المرشح علاء الخفاجي»: or behind any definite word.
    let body = body || i >= start + 2 && scene.word(i - 1).article && scene.head(i - 1).is_none();
    let speaker = body && title && named && scene.head(start) != Some(Head::Person);
    if object || work || lands || speaker || word.has(Role::Superlative) && !word.article {
        return true;
    }
    if word.article {
        return false;
    }
    // «النائبة بولا يعقوبيان منصة إكس»: no platform belongs to a person's name.
    let person = scene.head(start) == Some(Head::Person) && i > start + 1 && scene.head(i - 1).is_none();
    if word.senses.platform_head && person && scene.word(i - 1).senses.noun.is_none() {
        return true;
    }
    // «قدم عمرو دياب أغنية …»: nor does a work or an account.
    let made = matches!(word.senses.head, Some(Head::Work | Head::Account)) && word.pronoun.is_none();
    let given = scene.is_given(start);
    let bare = |at: usize| scene.head(at).is_none() && !scene.word(at).article && scene.word(at).senses.is_unknown();
    if made && i > start + 1 && bare(i - 1) && (given || scene.head(start) == Some(Head::Person)) {
        return true;
    }
    // «محمد بن راشد نائب رئيس الدولة», «رونالدو قائد النصر»: nor what somebody is, where it governs a noun.
    let title = word.senses.head == Some(Head::Person) && word.pronoun.is_none() && !word.article;
    // «محمد عادل إمام بفيلمه»: what governs nothing is his family's name.
    let governs = |at: usize| {
        let next = scene.word(at);
        let beside = next.preposition.is_none() && !next.conjunction;
        beside && (next.senses.head.is_some() || next.article || scene.is_land(at))
    };
    let own = scene.is_given(i);
    let plain = || (start..i).all(|at| scene.head(at).is_none() && !scene.word(at).article);
    let titled = || i > start + 2 && (start..i).any(|at| scene.head(at) == Some(Head::Person));
    let name = given || titled() || plain();
    if title && i > start + 1 && bare(i - 1) && name && governs(i + 1) && !scene.starts_line(i + 1) && !own {
        return true;
    }
    // «الشاعر حيدر قصيدته»: after a name a noun with its owner begins anew.
    if word.pronoun.is_some() && (scene.word(i - 1).article || i > start + 1 && scene.word(i - 1).senses.is_unknown()) {
        return true;
    }
    let accusative = i > start && scene.key(i).ends_with('ا');
    let closed = accusative || scene.word(i - 1).article || scene.is_quote(i - 1) || latin(scene, i - 1);
    let names = matches!(word.senses.head, Some(Head::Account | Head::Organisation | Head::Work));
    closed && names && word.pronoun.is_none()
}

fn latin(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Latin)
}

/// A platform's name closes its phrase but for adjectives.
fn after_platform(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let last = (start..i).rev().find(|at| !scene.is_quote(*at));
    last.is_some_and(|at| scene.word(at).senses.platform.is_some()) && !scene.word(i).article
}

fn platform_joins(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    (start..i).any(|at| scene.word(at).senses.head.is_some() || scene.word(at).senses.platform_head)
}

/// «الصفحة الرسمية لوزارة الداخلية»: what is run, made or written takes its owner by لـ.
fn owns_by_lam(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let owned = |head| matches!(head, Some(Head::Account | Head::Work | Head::Organisation));
    (start..i).any(|at| {
        let word = scene.word(at);
        // «المؤسسة للصفحة»: after the article only an adjective lets the owner follow.
        let open = !word.article || at + 1 < i;
        let list = word.has(Role::ScopeHead) && word.article && scene.word(i).article;
        (owned(word.senses.head) || list) && word.pronoun.is_none() && open
    })
}

/// «الأندية», «الصفحات»: several of a kind, by its form or its pattern أفعلة.
pub(super) fn is_many(scene: &Scene<'_>, i: usize) -> bool {
    let key = super::anaphora::bare_key(scene, i);
    is_plural_head(key) || key == "انديه" || key == "فرق"
}

/// Plural and dual heads (صفحات, صفحتا, مرشحا) list several owners.
fn is_plural_head(key: &str) -> bool {
    key.ends_with("ات") || key.ends_with("تا") || key.ends_with("تي") || key.ends_with("ين")
}
