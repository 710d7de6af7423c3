//! What names nobody: asides between commas, datelines, what a figure counts, adjectives of measures.
//!
//! In: a place in a sentence. Out: whether the words there are part of a mention.
//! May import: what claims imports.

use std::ops::Range;

use super::super::phrase::heads_list;
use super::super::reading::Scene;
use super::{Finder, Slot, counted};
use crate::lexicon::{Head, NounClass, Role, Roles};
use crate::numbers::{Quantity, QuantityKind};

/// Longest dateline, in tokens.
const LONGEST_DATELINE: usize = 7;

/// «الدوحة – الراية: …», «عمان - بترا - …»: where the words end that say from where a text was sent; the sentence's start when none do.
pub(super) fn dateline_end(scene: &Scene<'_>, sentence: &Range<usize>) -> usize {
    let (start, none) = (sentence.start, sentence.start);
    let Some(place) = scene.land_end(start).filter(|_| scene.starts_line(start)) else { return none };
    // «الجزائر العاصمة (واج): …»
    let close = (place + 1..place + 4).find(|i| scene.key(*i) == ")").filter(|_| scene.key(place) == "(");
    if let Some(end) = close.map(|i| i + 1).filter(|i| matches!(scene.key(*i), ":" | "-" | "–" | "—")) {
        return end + 1;
    }
    let dash = |i: usize| matches!(scene.key(i), "-" | "–" | "—" | "/" | "ـ");
    let plain = |i: &usize| !scene.word(*i).verb && scene.word(*i).figure.is_none();
    let run = (place..sentence.end.min(start + LONGEST_DATELINE)).take_while(plain);
    let end = run.filter(|i| dash(*i) || scene.key(*i) == ":").last();
    end.filter(|_| dash(place)).map_or(none, |end| end + 1)
}

/// «وجنوب إفريقيا»
fn is_joined_land(scene: &Scene<'_>, i: usize) -> bool {
    let bare = scene.key(i).trim_start_matches('و');
    bare == "جنوب" && matches!(scene.key(i + 1), "افريقيا" | "السودان")
}

/// «5 أسابيع», «بعد أسبوعين»: a length of time.
fn is_lapse(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let since = || matches!(scene.key(figure.tokens.start), "بعد" | "قبل" | "منذ");
    figure.kind == QuantityKind::Duration || since()
}

/// What a participle between commas may not do: «متصدرا القائمة» is no aside.
const PLACES: Roles = Roles::all(&[Role::Top, Role::Place, Role::Level, Role::Exceed, Role::Follow, Role::Say]);

/// Longest aside between two commas, in tokens.
const LONGEST_ASIDE: usize = 14;

impl Finder<'_, '_> {
    /// «المنصات الثلاث الكبرى»: a definite word behind a definite number goes on with what is counted.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let before = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.starts_line(i));
        let counts = |b: usize| {
            let figure = scene.word(b).figure.map(|f| &scene.figures[f]);
            let number = figure.is_some_and(|f| f.kind == QuantityKind::Cardinal && f.number().is_some());
            // «380 ألفا للهلال»: the alif of a thousand is no article.
            number && scene.tokens.raw(b).starts_with("ال")
        };
        word.article
            && word.preposition.is_none()
            && word.senses.head.is_none()
            && !word.conjunction
            && before.is_some_and(counts)
    }

    /// «سبع محافظات مجاورة», «متابع حقيقي», «كل خميس»: a lone indefinite adjective after what a figure counts, a noun after
    /// «each».
    pub(super) fn describes_unit(&self, i: usize, end: usize) -> bool {
        let scene = self.scene;
        let (word, raw) = (scene.word(i), scene.tokens.raw(i));
        let adjective = word.senses.is_unknown() || word.senses.head == Some(Head::Person) && raw.ends_with('ة');
        let bare = !word.article && adjective && !word.conjunction && end == i + 1;
        let ending = raw.ends_with(['ة', 'ا', 'ً', 'ي']);
        let noun = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.word(*b).article);
        // «14 ألف تعليق معظمها غاضب»
        let most = |b: usize| scene.word(b).has(Role::PartOf) && scene.key(b).ends_with(['ا', 'م', 'ن']);
        let each = |b: usize| scene.key(b) == "كل" || scene.key(b) == "وكل" || most(b);
        let counts = |b: usize| {
            let behind = b > self.sentence.start
                && scene.word(b - 1).figure.is_some()
                && !(scene.is_mark(b) || scene.word(b).verb);
            scene.word(b).figure.is_some() || behind || counted(scene, b) && scene.word(b).unit().is_some()
        };
        let closed = scene.word(end).verb
            || scene.is_mark(end)
            || scene.word(end).has(Role::Preposition)
            || end >= self.sentence.end;
        bare && closed && noun.is_some_and(|b| each(b) || ending && counts(b)) && !scene.starts_line(i)
    }

    /// «يشغل الشيخ فلان نائب رئيس الدولة، …»: a name that a comma closes with what he is behind it.
    fn ends_in_office(&self, comma: usize) -> bool {
        let [.., name, office] = &self.found[..] else { return false };
        let beside = office.tokens.end == comma && name.tokens.end == office.tokens.start;
        let held = office.head == Some(Head::Person) && !self.scene.word(office.tokens.start).article;
        beside && held && name.slot == Slot::Subject && name.relative.is_none()
    }

    /// «وشمال أفريقيا»: a part of what is a scope by itself.
    pub(super) fn is_region(&self, i: usize) -> bool {
        let side = matches!(self.scene.key(i).trim_start_matches('و'), "شمال" | "جنوب" | "شرق" | "غرب" | "وسط");
        // «جنوب إفريقيا» is a land.
        side && self.scene.word(i + 1).has(Role::Scope) && !self.scene.is_land(i) && !is_joined_land(self.scene, i)
    }

    /// «22 مركزا», «1250 جامعة»: what a figure counts is nobody's name.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        let (scene, word) = (self.scene, self.scene.word(i));
        let before = i.checked_sub(1).filter(|b| *b >= self.sentence.start && !scene.starts_line(i));
        let figure = before.and_then(|b| scene.word(b).figure).map(|f| &scene.figures[f]);
        // «بعد 5 أسابيع عرض», «بعد أسبوعين من العرض»: what time was spent on or has passed since.
        let of = before.filter(|b| scene.key(*b) == "من" && word.article).and_then(|b| b.checked_sub(1));
        let time =
            of.or(before.filter(|_| !word.article)).and_then(|b| scene.word(b).figure).map(|f| &scene.figures[f]);
        let named = word.senses.head.is_some_and(|h| h != Head::Work) || word.is_listed();
        if time.is_some_and(|f| is_lapse(scene, f)) && !named && !scene.is_quote(i) && scene.key(i + 1) != "«" {
            return true;
        }
        // «لتدخل نادي أفضل 250 جامعة»: a figure of speech.
        if scene.word(i + 1).has(Role::TopN) && scene.word(i + 2).figure.is_some() && !word.article {
            return true;
        }
        // «102 ناخبا وناخبة», «500 طالب وطالبة»: both of what is counted.
        let key = scene.key(i);
        let alike = |b: usize| {
            let noun = scene.key(b).strip_suffix('ا').unwrap_or(scene.key(b));
            key.strip_prefix('و').and_then(|k| k.strip_suffix('ه')) == Some(noun)
        };
        if word.conjunction
            && before.is_some_and(|b| b > self.sentence.start && scene.word(b - 1).figure.is_some() && alike(b))
        {
            return true;
        }
        // «الأكثر انتشارا»: what the best are best in.
        if before.is_some_and(|b| scene.word(b).has(Role::Superlative)) && scene.tokens.raw(i).ends_with(['ا', 'ً']) {
            return true;
        }
        // «من أكثر القراء انتشارا»
        let praised = before.is_some_and(|b| {
            b > self.sentence.start && scene.word(b).article && scene.word(b - 1).has(Role::Superlative)
        });
        if praised && word.senses.head.is_none() && !word.article && scene.tokens.raw(i).ends_with(['ا', 'ً']) {
            return true;
        }
        // «تسجيلا مصورا»: an adjective goes with its accusative.
        // But «بعدها أنغولا» ends in whom it is behind.
        let accusative = |i: usize| {
            scene.key(i).ends_with('ا')
                && !scene.key(i).ends_with("ها")
                && !scene.key(i).ends_with("هما")
                && !scene.key(i).ends_with("يا")
                && !scene.word(i).article
                && scene.letters(i) >= 4
        };
        if before.is_some_and(|b| accusative(b) && scene.word(b).len > 0 && !scene.word(b).senses.is_unknown())
            && accusative(i)
            && !word.conjunction
        {
            return true;
        }
        let counts = figure.is_some_and(|f| {
            let number = matches!(f.kind, QuantityKind::Cardinal | QuantityKind::Decimal | QuantityKind::Range);
            number && f.unit.is_none() && f.tokens.end == i
        });
        // «1 | وزارة الداخلية»: the next cell of a row.
        let bytes = |at: usize| scene.tokens.get(at).map(|t| t.bytes);
        let gap = before.and_then(|b| scene.tokens.text().get(bytes(b)?.end..bytes(i)?.start));
        let owned = gap.is_some_and(|gap| gap.contains('\t'));
        let free = !word.article && !word.conjunction && word.preposition.is_none() && !owned;
        let noun =
            scene.tokens.raw(i).ends_with(['ا', 'ً', 'ة']) || word.senses.noun.is_some() || scene.key(i).ends_with('ه');
        // «3 مشرفات»
        let noun = noun || scene.key(i).ends_with("ات") && word.senses.head.is_none_or(|h| h == Head::Person);
        counts && free && noun && word.senses.platform.is_none() && word.senses.head != Some(Head::Account)
    }

    /// «أول عربي يمشي في الفضاء», «ثالث أكبر سوق», «ثاني أكثر الأعوام دفئا»: the class of which one is the first.
    pub(super) fn is_class(&self, i: usize) -> bool {
        let scene = self.scene;
        let construct = |b: usize| {
            let kind = scene.word(b).figure.map(|f| scene.figures[f].kind);
            let bare = !scene.key(b).starts_with("ال") && !scene.key(b).ends_with(['ا', 'ه']);
            kind == Some(QuantityKind::Ordinal) && bare
        };
        let before = i.checked_sub(1).filter(|b| *b >= self.sentence.start);
        let best = |b: usize| scene.word(b).has(Role::Superlative) && b > self.sentence.start && construct(b - 1);
        let word = scene.word(i);
        // «أول فنان يصل إلى …», but «ثالث الأمراء»
        let free = word.preposition.is_none() && (word.senses.head != Some(Head::Person) || !word.article);
        // «أولى الصحف الجزائرية»
        let kind = |b: usize| construct(b) && word.article;
        free && before.is_some_and(|b| construct(b) && !word.article || kind(b) || best(b))
    }

    /// «عدد الزيارات الشهرية», «العام الدراسي», «النجاح الباهر»: after a definite measure, time or deed a definite adjective belongs to it.
    pub(super) fn qualifies(&self, i: usize) -> bool {
        let scene = self.scene;
        let (word, before) = (scene.word(i), i.checked_sub(1).filter(|b| *b >= self.sentence.start));
        let adjective =
            scene.is_definite(i) && word.senses.head.is_none() && !word.conjunction && word.preposition.is_none();
        adjective
            && !heads_list(scene, i)
            && before.is_some_and(|b| {
                let noun = scene.word(b);
                let measure =
                    scene.measures(b) && noun.metric().is_some_and(|m| scene.lexicon.contexts(m).next().is_none());
                let period = noun.figure.map(|f| scene.figures[f].kind) == Some(QuantityKind::Period);
                let time = period || noun.has(Role::Adverb) && scene.key(b) != "اليوم";
                let measure = measure || noun.has(Role::Total) && noun.pronoun.is_none();
                let nameless = noun.senses.noun.is_some() && noun.senses.head.is_none();
                // «ترتيبه العالمي»: with its owner a noun is definite.
                let owns = noun.senses.noun.is_some() && noun.pronoun.is_some();
                let owned = !noun.verb && (owns || noun.has(Role::RankNoun) && scene.key(b).ends_with(['ه', 'ا']));
                owned || scene.is_definite(b) && (measure || nameless || time)
            })
    }

    /// «الهلال، أحد أهم الأندية الآسيوية، في المركز …»: where what stands between this comma and the next ends, when it has neither verb nor
    /// figure and the clause goes on behind it.
    pub(super) fn aside_end(&self, comma: usize) -> Option<usize> {
        let scene = self.scene;
        let named =
            self.found.last().is_some_and(|m| m.tokens.end == comma && m.slot == Slot::Subject && m.relative.is_none());
        let named = named || self.ends_in_office(comma);
        let chained = comma == self.aside && comma > 0;
        let end =
            (comma + 1..self.sentence.end.min(comma + LONGEST_ASIDE)).find(|i| matches!(scene.key(*i), "،" | ","))?;
        let counts = |f: usize| {
            !matches!(scene.figures[f].kind, QuantityKind::Duration | QuantityKind::Date | QuantityKind::Ordinal)
        };
        let plain = (comma + 1..end).all(|i| {
            let word = scene.word(i);
            let figure = word.figure.is_some_and(counts);
            let acts = word.verb && (!word.senses.nominal || word.senses.roles.any(PLACES));
            !(acts
                || figure
                || word.has(Role::Clause)
                || word.has(Role::Relative)
                || word.has(Role::Connector)
                || word.rank)
        });
        let first = scene.word(comma + 1);
        let opens = !first.conjunction && !first.has(Role::Preposition) && first.preposition.is_none();
        let next = scene.word(end + 1);
        let goes_on = next.verb && !next.conjunction
            || next.has(Role::Preposition)
            || next.has(Role::RankNoun)
            || next.rank
            || next.has(Role::TopNoun)
            || next.hedge
            || matches!(next.preposition, Some('ب' | 'ل'))
            || next.figure.is_some()
            || next.has(Role::Among)
            || matches!(scene.key(end + 1), "ب" | "حيث" | "اذ" | "فله" | "فلها" | "فلديه" | "فلديها")
            // «يواصل النادي، عملاق الكرة المصرية، تعزيز …»
            || next.senses.noun == Some(NounClass::Abstract) && !next.article && !next.conjunction;
        // «31 عاما»: whatever follows an age.
        let aged = (comma + 1..end).all(|i| scene.word(i).figure.is_some());
        ((named || chained) && plain && (aged || opens && goes_on) && end > comma + 1).then_some(end)
    }
}
