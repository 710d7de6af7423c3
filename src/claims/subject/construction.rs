//! Constructions: the forms of words that say by themselves whose a figure is.
//!
//! In: a figure bound to its metric, and the mentions around it. Out: its owner, where one of the constructions holds.
//! May import: what claims imports.

use super::super::agreement::{self, agrees};
use super::super::anaphora::{before_bracket, dative, head_stem, plausible, possessive};
use super::super::clause;
use super::super::cue;
use super::super::draft::{Cue, Draft};
use super::super::mention::Slot;
use super::super::pairs;
use super::super::rank::first::is_passing;
use super::super::reading::Scene;
use super::super::table::tab_before;
use super::{FOLLOWED, Search, Way, owns};
use crate::lexicon::{Head, Pronoun, Role, Roles};
use crate::numbers::QuantityKind;
use std::ops::Range;

/// How far back from a figure «عددهم» stands, in tokens.
const NUMBER_BACK: usize = 6;

/// How far before a figure «منهم» stands, in tokens.
const PART_BACK: usize = 4;

/// How far before its figure stands with what a place was won («بعدد مشتركين بلغ»), in tokens.
const MEASURE_BACK: usize = 4;

/// Words that say so.
const WITH: [&str; 8] = ["بعدد", "بمعدل", "برصيد", "بمجموع", "بواقع", "باجمالي", "بحصيله", "بنسبه"];

/// How far behind a place stands whose share it is, in tokens.
const SHARE_BEHIND: usize = 5;

/// How far behind what passed stands to whom, in tokens.
const HEIR_BEHIND: usize = 10;

/// How far behind a figure it is said whose sum it is, in tokens.
const SUM_BEHIND: usize = 24;

/// How far behind a place it is said whose it is, in tokens.
const SAID_BEHIND: usize = 10;

/// How far the figures of a row stand from each other, in tokens.
const ROW_STEP: usize = 14;

/// Most lines of a table between a figure and the caption.
const LONGEST_TABLE: usize = 12;

/// How far before a figure the verb of what comes of it stands, in tokens.
const RESULT_BACK: usize = 4;

impl Search<'_, '_> {
    /// The name of a table's row; where that is a platform, whoever the line around the table names.
    pub(super) fn row(&self) -> Option<(usize, Way)> {
        let row = self.draft().row.as_ref()?;
        let within = |range: &Range<usize>| {
            let here = self.cast.of_sentence(self.scene.sentence_of(range.start));
            here.filter(|m| {
                self.cast.mentions[*m].tokens.start >= range.start && self.cast.mentions[*m].tokens.end <= range.end
            })
            .find(|m| self.usable(&self.cast.mentions[*m]))
        };
        let caption = || row.captions.iter().flatten().find_map(within);
        within(&row.name).or_else(caption).map(|m| (self.resolve(m), Way::Row))
    }

    /// «حصيلة قناة «سبيستون» خلال يناير» above or below lines of cells that name nobody: whom the line around them names.
    pub(super) fn captioned(&self) -> Option<(usize, Way)> {
        let scene = self.scene;
        let line = scene.line(self.draft().tokens.start);
        let tabbed = |line: &Range<usize>| line.clone().any(|i| tab_before(scene, i) && !scene.starts_line(i));
        if !scene.has_tabs || !tabbed(&line) {
            return None;
        }
        let step = |from: usize| Some(scene.line(from)).filter(|l| !l.is_empty() && l.contains(&from));
        let below = std::iter::successors(Some(line.clone()), |l| step(l.end)).take(LONGEST_TABLE);
        let above = std::iter::successors(Some(line.clone()), |l| step(l.start.checked_sub(1)?)).take(LONGEST_TABLE);
        let named = |l: Range<usize>| {
            let here = self.cast.of_sentence(scene.sentence_of(l.start));
            here.filter(|m| l.contains(&self.cast.mentions[*m].tokens.start)).find(|m| {
                let mention = &self.cast.mentions[*m];
                self.usable(mention) && plausible(scene, mention) && mention.platform.is_none()
            })
        };
        let caption =
            |mut lines: Box<dyn Iterator<Item = Range<usize>> + '_>| lines.find(|l| !tabbed(l)).and_then(named);
        let m = caption(Box::new(above)).or_else(|| caption(Box::new(below)))?;
        Some((self.resolve(m), Way::Row))
    }

    /// Whether a mention stands at the head of a column of the figure's table: in the line of cells right above its rows.
    pub(super) fn heads_column(&self, m: usize) -> bool {
        let scene = self.scene;
        let Some(row) = self.draft().row.as_ref() else { return false };
        let start = row.captions[0].as_ref().map_or(0, |c| c.end);
        (start..row.name.start).contains(&self.cast.mentions[m].tokens.start) && scene.starts_line(row.name.start)
    }

    /// «لينضم إلى منصة «مجلس» 120 ألف مستخدم», «ويدخل إلى التطبيق ما يزيد على مليار مستخدم»: what those who are counted have joined.
    pub(super) fn joined_to(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let name = scene.lexicon.metric_name(draft.metric);
        let people = (FOLLOWED.contains(&name) || name == "users") && draft.unit.is_some();
        let start = scene.sentence(self.sentence()).start;
        let joins = |i: usize| {
            let key = scene.key(i);
            let enters = name == "users" && (key.contains("يدخل") || key.contains("تدخل"));
            scene.word(i).len > 0
                && !scene.word(i).article
                && (enters || ["نضم", "لتحق", "نتسب", "نخرط"].iter().any(|root| key.contains(root)))
        };
        let verb = (start..draft.opens).rev().find(|i| joins(*i)).filter(|_| people)?;
        let to = (verb + 1..verb + 3).find(|i| matches!(scene.key(*i), "الي" | "في" | "ل" | "ب"));
        let at = to.map_or(verb + 1, |i| i + 1);
        let led = to.is_some() || matches!(scene.word(at).preposition, Some('ل' | 'ب'));
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == at)?;
        let mention = &self.cast.mentions[m];
        let plain = !clause::figure_between(scene, verb, draft.opens);
        let fits = led && plain && mention.tokens.end <= draft.opens && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::OfMetric))
    }

    /// «مليونا زيارة وستة ملايين مشاهدة: تلك حصيلة البوابة»: whose the figures before it are said to be.
    pub(super) fn summed_up(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let sentence = scene.sentence(self.sentence());
        let points = |i: usize| matches!(scene.key(i), "هي" | "تلك" | "هذه" | "هو" | "ذلك" | "كانت");
        let sum =
            |i: &usize| matches!(scene.key(*i), "حصيله" | "محصله" | "رصيد" | "ارقام") && *i > end && points(*i - 1);
        // «…: هكذا مضت لعبة «سيف الرمال» على المتجر»
        let thus = |i: &usize| scene.word(*i).verb && *i > end && scene.key(*i - 1) == "هكذا";
        let limit = scene.line(end).end.min(end + SUM_BEHIND);
        let at = (end..limit).find(|i| sum(i) || thus(i))?;
        let label = scene.sentence_of(at) != self.sentence();
        let before = self.nearest(sentence.start, |m| owns(m) && m.relative.is_none() && !label).is_some();
        let acts =
            (sentence.start..at - 1).any(|i| scene.word(i).verb && scene.word(i).len > 0 && !scene.word(i).hedge);
        // «هي حصيلة 96 منشورا بثتها غرفة التجارة»: of so many that somebody brought out.
        let counted = scene.word(at + 1).figure.map(|f| scene.figures[f].tokens.end);
        let verb =
            counted.and_then(|from| (from..from + 3).find(|v| scene.word(*v).verb && scene.word(*v).pronoun.is_some()));
        // «هي حصيلة ما بثته القناة»
        let what = scene.key(at + 1) == "ما" && scene.word(at + 2).verb && scene.word(at + 2).pronoun.is_some();
        let from = if what { at + 3 } else { verb.unwrap_or(at) + 1 };
        let m = self.cast.of_sentence(scene.sentence_of(at)).find(|m| self.cast.mentions[*m].tokens.start == from)?;
        let several = super::super::phrase::is_many(scene, self.cast.mentions[m].tokens.start) && thus(&at);
        let fits = !before && !acts && !several && self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «وفي «الشرقية» 711,092، وفي «دجلة» 487,560», «وفي قناة تيفا أكثر من 870 ألف شخص»: in whose channel so many are, right before the figure.
    pub(super) fn in_each(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        FOLLOWED.contains(&scene.lexicon.metric_name(draft.metric)).then_some(())?;
        let m =
            self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end == draft.opens)?;
        let mention = &self.cast.mentions[m];
        let start = mention.tokens.start;
        let within = start > 0 && matches!(scene.key(start - 1), "في" | "وفي" | "ففي");
        let account = mention.head == Some(Head::Account) && mention.tokens.len() > 1 || scene.is_quote(start);
        let named = account && mention.platform.is_none() && mention.pronoun.is_none() && self.usable(mention);
        let verb = clause::last_verb(scene, self.previous_end().max(scene.sentence(self.sentence()).start), start);
        (within && named && verb.is_none()).then(|| (self.resolve(m), Way::Before))
    }

    /// «في آذار صدر عن صفحة الوزارة 146 منشورا»: who brought them out.
    pub(super) fn issued_by(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        (scene.lexicon.metric_name(draft.metric) == "posts").then_some(())?;
        let from = scene.sentence(self.sentence()).start.max(self.previous_end());
        let verb = clause::last_verb(scene, from, draft.opens)?;
        let issued = matches!(scene.key(verb).trim_start_matches(['و', 'ف']), "صدر" | "صدرت" | "صدرا")
            && scene.key(verb + 1) == "عن";
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == verb + 2)?;
        (issued && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::Before))
    }

    /// «58 ألف عضوة تجمعهن على فيسبوك مجموعة «أمهات عمّان»»: what gathers those who are counted.
    pub(super) fn gathered(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let key = scene.key(end);
        let theirs =
            scene.word(end).verb && (key.ends_with("هم") || key.ends_with("هن")) && !scene.word(end).conjunction;
        let own = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let near = (end + 1..end + ROW_STEP).contains(&mention.tokens.start);
            near && matches!(mention.slot, Slot::Subject | Slot::Object) && self.usable(mention)
        };
        let m = self.cast.of_sentence(self.sentence()).find(own).filter(|_| theirs && self.draft().unit.is_some())?;
        Some((self.resolve(m), Way::After))
    }

    /// «10,450,783 لقناة «المشهد»... 7,268,104 لقناة «الغد»»: a row of bare figures, each before whose it is.
    pub(super) fn before_each(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let given = |d: &Draft| {
            let here = self.cast.of_sentence(self.scene.sentence_of(d.tokens.start));
            let possessor = |m: &usize| {
                let mention = &self.cast.mentions[*m];
                mention.slot == Slot::Possessor && mention.tokens.start == d.tokens.end && self.usable(mention)
            };
            here.into_iter().find(possessor).filter(|_| d.unit.is_none() && d.metric == draft.metric)
        };
        let next = self.drafts.get(self.at + 1).filter(|n| n.tokens.start < draft.tokens.end + ROW_STEP)?;
        given(next).and(given(draft)).map(|m| (self.resolve(m), Way::After))
    }

    /// «ذهبت 17 ألف صوت في لواء الرمثا إلى فلان»: to whom they went.
    pub(super) fn gone_to(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let what = draft.unit.is_some() || draft.cue.is_rank();
        draft.opens.checked_sub(1).filter(|b| what && is_passing(scene, *b))?;
        let end = draft.tokens.end;
        let to = (end..end + HEIR_BEHIND).find(|i| scene.key(*i) == "الي")?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == to + 1)?;
        self.usable(&self.cast.mentions[m]).then(|| (self.resolve(m), Way::After))
    }

    /// «… حتى كانت تسعة ملايين مشاهدة في رصيده»: in whose store they are.
    pub(super) fn in_store(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let pronoun = match scene.key(end + 1) {
            "رصيده" | "جعبته" | "حوزته" => Pronoun::Masculine,
            "رصيدها" | "جعبتها" | "حوزتها" => Pronoun::Feminine,
            _ => return None,
        };
        let m = self.pronoun(end + 1, Some(pronoun)).filter(|_| scene.key(end) == "في")?;
        Some((m, Way::Anaphor))
    }

    /// «740 ألف مشاهدة و26 ألف إعجاب: هذا ما جناه على فايسبوك الشريط الذي …»: who is said behind them to have got them.
    pub(super) fn is_what(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let sentence = scene.sentence(self.sentence());
        let last = scene.sentence(self.sentence() + 1).end.max(sentence.end);
        let what = |i: &usize| {
            let points = matches!(scene.key(*i), "هذا" | "ذلك" | "هذه" | "تلك");
            points && matches!(scene.key(*i + 1), "ما" | "التي" | "الذي")
        };
        let at = (end..last.min(end + SUM_BEHIND)).find(what)?;
        let before = self.nearest(sentence.start, |m| owns(m) && m.relative.is_none()).is_some();
        let sentences = self.sentence()..=scene.sentence_of(at);
        let doer = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let verb = mention.tokens.start == at + 2;
            mention.tokens.start > at + 1 && !verb && mention.slot != Slot::Platform && self.usable(mention)
        };
        let m = sentences.flat_map(|s| self.cast.of_sentence(s)).find(doer)?;
        (!before).then(|| (self.resolve(m), Way::After))
    }

    /// «81% من الجمهور»: a share is of its whole.
    pub(super) fn portion(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let percent = self.scene.lexicon.metric_name(draft.metric) == "percent";
        let of = cue::past_quotes(self.scene, draft.tokens.end);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == of + 1)?;
        (percent && self.scene.key(of) == "من").then_some((m, Way::After))
    }

    /// «وأن 9 ملايين شخص يلجون المنصة»: of people who open the clause as its subject, it is what they act on.
    pub(super) fn acted_on(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let people = scene.lexicon.metric_name(draft.metric) == "people" && draft.unit.is_some() && self.opens_clause();
        let verb = draft.tokens.end;
        // «1.9 مليون مواطن حملوا تطبيق …»: the verb of a metric behind those who do it.
        let done = draft.governor == Some(verb) && scene.word(verb).pronoun.is_none();
        if !(people || done) || !scene.word(verb).verb {
            return None;
        }
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let direct = mention.tokens.start <= verb + 2 && matches!(mention.slot, Slot::Subject | Slot::Object);
        direct.then(|| (self.resolve(m), Way::After))
    }

    /// Whether nothing but hedges stands between the figure and the word that opens its clause.
    pub(super) fn opens_clause(&self) -> bool {
        let start = self.scene.sentence(self.sentence()).start;
        let before = (start..self.draft().opens).rev().find(|i| !self.scene.word(*i).hedge);
        before.is_none_or(|i| self.scene.word(i).has(Role::Clause) || self.scene.starts_line(i + 1))
    }

    /// «الأخيرة», «الأولى … والثانية»: one of the two named together before.
    pub(super) fn of_pair(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = self.previous_end().max(self.scene.sentence(self.sentence()).start);
        // «28 مليون متابع للأول و25 مليونا للثاني»
        let behind = Some(draft.tokens.end).filter(|i| self.scene.word(*i).preposition == Some('ل'));
        let behind = behind.filter(|i| self.pointed(*i).is_some());
        let last = behind.or_else(|| {
            (from..draft.opens).rev().find(|i| {
                let word = self.scene.word(*i);
                let told = *i > from && matches!(self.scene.key(*i - 1), "هي" | "هو" | "وهي" | "وهو");
                let alone = !(told || word.rank || *i > from && self.scene.is_nominal(*i - 1));
                // «وكانت الغلبة للأخيرة التي نشرت 4700 تغريدة»
                let told = word.preposition == Some('ل') && self.scene.word(*i + 1).has(Role::Relative);
                alone && (word.preposition.is_none() || told) && self.pointed(*i).is_some()
            })
        })?;
        if draft.cue.is_rank() || self.nearest(last + 1, owns).is_some() {
            return None;
        }
        let here = self.sentence();
        let pair = (here.saturating_sub(3)..=here).rev().find_map(|s| {
            let rows = pairs::rows(self.scene, self.cast, s);
            rows.into_iter().rev().find(|r| r.len() >= 2 && self.cast.mentions[r[0]].tokens.start < last)
        });
        let Some(pair) = pair.or_else(|| self.two_alike(last)) else {
            return self.last_named(last).filter(|_| self.scene.word(last).has(Role::AnaphorLast));
        };
        let place = self.pointed(last)?;
        // «الثالثة» is one of three.
        let chosen = if place == usize::MAX { pair.last() } else { pair.get(place) };
        chosen.map(|m| (*m, Way::Anaphor))
    }

    /// «صفحة الهلال تتفوق على صفحة المريخ؛ إذ يتابع الأولى …»: two of a kind that a sentence sets against each other.
    fn two_alike(&self, last: usize) -> Option<Vec<usize>> {
        let here = self.sentence();
        let named = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let whole =
                mention.tokens.len() > 1 && !mention.bare && mention.pronoun.is_none() && mention.slot != Slot::Scope;
            mention.tokens.end <= last && mention.head.is_some() && whole
        };
        let stem = |m: usize| head_stem(self.scene, &self.cast.mentions[m]);
        (here.saturating_sub(1)..=here).rev().find_map(|s| {
            let all: Vec<usize> = self.cast.of_sentence(s).filter(named).collect();
            let two = all.iter().find_map(|m| Some([*m, *all.iter().find(|o| *o > m && stem(**o) == stem(*m))?]));
            two.map(Vec::from)
        })
    }

    /// «تتربع الشروق …، وخلفها النهار …، وحققت الأخيرة»: of two that the sentence gave figures to, the one named last.
    fn last_named(&self, before: usize) -> Option<(usize, Way)> {
        let start = self.scene.sentence(self.sentence()).start;
        let mut named = self.cast.of_sentence(self.sentence()).rev().filter(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.end <= before && owns(mention) && mention.relative.is_none() && self.usable(mention)
        });
        let (last, other) = (named.next()?, named.next()?);
        let figures = self.drafts[..self.at].iter().rev().take_while(|d| d.tokens.start >= start).count();
        (figures > 0 && other != last).then(|| (self.resolve(last), Way::Anaphor))
    }

    /// Which of those named together a word points to, from 0: «الأول», «للثاني», «الأخيرة».
    fn pointed(&self, i: usize) -> Option<usize> {
        let (scene, word) = (self.scene, self.scene.word(i));
        let ordinal =
            word.figure.map(|f| &scene.figures[f]).filter(|f| f.kind == QuantityKind::Ordinal && word.article);
        match () {
            () if word.has(Role::AnaphorLast) => Some(usize::MAX),
            () if word.has(Role::AnaphorFirst) => Some(0),
            () if word.has(Role::AnaphorSecond) => Some(1),
            () => ordinal?.number().filter(|n| (1.0..=4.0).contains(n)).map(|n| n as usize - 1),
        }
    }

    /// «تربع فيلم … على عرش» holds its owner; a figure in brackets has it right before them.
    pub(super) fn inside(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let holder = draft.opens.checked_sub(1).filter(|i| self.scene.word(*i).has(Role::Holder));
        let inner = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            // «الزوراء صاحب المركز الثاني»
            let held = draft.cue.is_rank() && holder == Some(mention.tokens.end);
            held || draft.cue == Cue::First
                && mention.tokens.start > draft.tokens.start
                && mention.tokens.end < draft.tokens.end
        });
        // «المغرب في الصدارة (6.2 ملايين مستخدم)»: of whoever has the place right before the bracket.
        let placed = self.previous_in_sentence().filter(|p| self.drafts[*p].cue.is_rank() && !draft.cue.is_rank());
        let bracket = |p: &usize| self.drafts[*p].tokens.end == draft.opens && self.scene.key(draft.opens) == "(";
        // «جنوب إفريقيا في المقدمة قاريا من حيث المستخدمون (14.6 مليونا)»
        let by = |p: &usize| {
            let open = scene_bracket(self.scene, self.drafts[*p].tokens.end, draft.opens);
            self.drafts[*p].cue == Cue::First && open
        };
        let bracket = |p: &usize| bracket(p) || by(p);
        if let Some((m, _)) = placed.filter(bracket).and_then(|p| self.found[p]) {
            return Some((m, Way::Inherited));
        }
        let found = inner.or_else(|| {
            before_bracket(self.scene, self.cast, draft).filter(|m| self.usable(&self.cast.mentions[*m]))
        })?;
        Some((self.resolve(found), Way::Before))
    }

    /// «1.9 مليون مستخدم لتويتر، و1.4 مليون مستخدم لشبكة لينكدإن»: in a row whose owners stand behind their figures the next one does too.
    pub(super) fn like_last(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].metric == draft.metric)?;
        let row = self.found[last].is_some_and(|(_, way)| way == Way::After) && draft.unit.is_some();
        let beside = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let start = mention.tokens.start;
            let governed = start == draft.tokens.end && self.scene.word(start).preposition == Some('ل')
                || start == draft.tokens.end + 1 && self.scene.word(draft.tokens.end).has(Role::Preposition);
            governed && mention.slot != Slot::Scope && self.usable(mention)
        };
        let m = self.cast.of_sentence(self.sentence()).find(beside).filter(|_| row && !draft.cue.is_rank())?;
        Some((self.resolve(m), Way::After))
    }

    /// «رصد المركز 48 ألف تغريدة على وسم «…»»: what is posted under a tag is the tag's.
    pub(super) fn tagged(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let posted = matches!(scene.lexicon.metric_name(draft.metric), "posts" | "shares" | "interactions");
        let end = super::super::cue::past_quotes(scene, draft.tokens.end);
        let under =
            posted && matches!(scene.key(end), "علي" | "عبر" | "في" | "ضمن" | "تحت" | "حول" | "تحمل" | "استخدمت");
        let tag = matches!(scene.key(end + 1).trim_start_matches("ال"), "وسم" | "هاشتاغ" | "هاشتاق" | "هاشتاج");
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end + 1)?;
        (under && tag).then(|| (self.resolve(m), Way::After))
    }

    /// «احتلت مصر المرتبة الأولى في التصنيف الذي أعدته الشبكة بعدد مشتركين بلغ 96 مليونا»: with what a place was won.
    pub(super) fn won_with(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].cue.is_rank() && !draft.cue.is_rank())?;
        let from = self.drafts[last].tokens.end;
        let near = draft.opens.saturating_sub(MEASURE_BACK).max(from)..draft.opens;
        let with = near.rev().find(|i| WITH.contains(&scene.key(*i)))?;
        let parted = (from..with).any(|i| matches!(scene.key(i), "،" | "؛" | "(") || scene.word(i).has(Role::Follow));
        // Whatever is done on the way is said of the order.
        let relative = (from..with).find(|i| scene.word(*i).has(Role::Relative));
        let acts = (from..relative.unwrap_or(with)).any(|i| scene.word(i).verb && scene.word(i).len > 0);
        let (m, _) = self.found[last].filter(|_| !parted && !acts && relative.is_some())?;
        Some((m, Way::Inherited))
    }

    /// «ثم جاكرتا وبها 623 ألفا», «الأهلي وله 19 مليون متابع»: whoever stands right before what has it.
    pub(super) fn having(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let has = (0..draft.opens).rev().find(|i| !scene.word(*i).hedge)?;
        let pronoun = dative(scene.key(has).strip_prefix('و')?)?;
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end <= has)?;
        let mention = &self.cast.mentions[m];
        // «تقف «كوكوميلون» الموجهة إلى الأطفال ولها …»: who stands behind a preposition only beside the one who has it.
        let oblique = mention.slot == Slot::Oblique
            && self.nearest(0, |m| m.slot == Slot::Subject && m.relative.is_none()).is_some();
        let beside =
            mention.tokens.end == has && !oblique && self.usable(mention) && agrees(scene, mention, Some(pronoun));
        beside.then(|| (self.resolve(m), Way::Before))
    }

    /// Step 1: the metric noun names its owner, or carries a pronoun.
    pub(super) fn of_metric(&self) -> Option<(usize, Way)> {
        let (scene, governor) = (self.scene, self.draft().governor?);
        let here = self.cast.of_sentence(self.sentence());
        let owner = here.clone().find(|m| {
            let mention = &self.cast.mentions[*m];
            let own = matches!(mention.slot, Slot::Owner(at) if at == governor) && mention.tokens.start > governor;
            own && self.usable(mention)
        });
        if let Some(owner) = owner {
            // «مشتركي خدمة الجيل الرابع لديها»
            let end = self.cast.mentions[owner].tokens.end;
            let with = scene.key(end).ends_with("لديها") || scene.key(end).ends_with("لديه");
            let told = possessive(scene.key(end)).filter(|_| with);
            if let Some(hers) = told.and_then(|pronoun| self.pronoun(end, Some(pronoun))) {
                return Some((hers, Way::Anaphor));
            }
            // «تونس التي يبلغ عدد مستخدمي التطبيق فيها مليونين»
            let host = self.cast.mentions[owner].bare
                && scene.word(self.cast.mentions[owner].tokens.start).senses.platform_head;
            let there =
                dative(scene.key(end)).filter(|_| host || super::is_platform_only(scene, &self.cast.mentions[owner]));
            if let Some(land) = there.and_then(|pronoun| self.pronoun(end, Some(pronoun))).filter(|m| *m != owner) {
                return Some((land, Way::Anaphor));
            }
            return Some((self.resolve(self.provider(owner)), Way::OfMetric));
        }
        let word = self.scene.word(governor);
        if let Some(m) = self.of_units(governor) {
            return Some((m, Way::Inherited));
        }
        if word.senses.metric.verb.is_some() && word.pronoun.is_some() || word.pronoun.is_some() {
            return self.pronoun(governor, word.pronoun).map(|m| (m, Way::Anaphor));
        }
        // «سجل فيها 1.3 مليون»: the pronoun is part of the verb's term.
        let name = self.scene.lexicon.metric_name(self.draft().metric);
        let joined = name == "users" || FOLLOWED.contains(&name);
        let inner = Some(governor).filter(|_| word.len == 0 && joined && word.senses.metric.verb.is_some());
        if let Some(pronoun) = inner.and_then(|g| dative(self.scene.key(g))) {
            return self.pronoun(governor, Some(pronoun)).map(|m| (m, Way::Anaphor));
        }
        self.pronoun_between(governor).or_else(|| {
            let inner = here.clone().find(|m| {
                let mention = &self.cast.mentions[*m];
                let between = mention.tokens.start > governor && mention.tokens.end <= self.draft().opens;
                // «ويشترك في قناة … 9 ملايين»: what they join stands behind the verb's preposition.
                let joined = word.senses.metric.verb.is_some()
                    && mention.slot == Slot::Oblique
                    && mention.tokens.start == governor + 2
                    && self.scene.key(governor + 1) != "من";
                between && (joined || matches!(mention.slot, Slot::Subject | Slot::Object)) && self.usable(mention)
            });
            inner.map(|m| (self.resolve(m), Way::OfMetric))
        })
    }

    /// «المشتركين في خدمات الهاتف لدى موريتل»: behind what they have joined, with whom.
    fn provider(&self, owner: usize) -> usize {
        let end = self.cast.mentions[owner].tokens.end;
        let with = matches!(self.scene.key(end), "لدي" | "عند");
        let next = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == end + 1);
        next.filter(|m| with && self.usable(&self.cast.mentions[*m])).unwrap_or(owner)
    }

    /// «نشر الحساب 1140 تغريدة، بلغت مشاهداتها …»: what the things of the figure before have is whose they are.
    fn of_units(&self, governor: usize) -> Option<usize> {
        let counts = |d: &Draft| d.unit.is_some() || d.governor.is_some();
        let last = self.previous_in_sentence().filter(|p| counts(&self.drafts[*p]))?;
        let posts = self.scene.lexicon.metric_name(self.drafts[last].metric) == "posts";
        let seen = self.is_core() && !FOLLOWED.contains(&self.scene.lexicon.metric_name(self.draft().metric));
        let hers = self.scene.word(governor).pronoun == Some(Pronoun::Feminine);
        self.found[last].filter(|_| posts && seen && hers).map(|(m, _)| m)
    }

    /// «215 ألف تحميل لتطبيق «…»», «3 ملايين مشاهدة لأغنية «…»»: what is downloaded, seen or visited stands right behind.
    pub(super) fn of_unit(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let name = self.scene.lexicon.metric_name(draft.metric);
        let done = matches!(name, "downloads" | "views" | "visits" | "likes" | "interactions") && draft.unit.is_some();
        let m =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == draft.tokens.end)?;
        let mention = &self.cast.mentions[m];
        let lam = self.scene.word(mention.tokens.start).preposition == Some('ل') && mention.slot == Slot::Possessor;
        let thing = mention.head.is_some_and(|h| h != Head::Place) && !mention.vague && self.usable(mention);
        let thing = thing && mention.pronoun != Some(Pronoun::First);
        // «أزيد من 6,9 مليون متابع لرياض محرز»: behind a colon.
        let opened =
            draft.opens.checked_sub(1).is_some_and(|b| self.scene.key(b) == ":" || self.scene.starts_line(draft.opens));
        let person = super::super::anaphora::is_given(self.scene, mention) || mention.head == Some(Head::Person);
        let his = opened && person && draft.unit.is_some() && self.is_core() && mention.slot == Slot::Possessor;
        (done && lam && thing || his).then(|| (self.resolve(m), Way::After))
    }

    /// «حصدت الحملة «…» التي أطلقتها الشرطة عبر حساباتها 6.3 مليون مشاهدة»: behind what a relative clause says of it the verb's object comes.
    pub(super) fn past_relative(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let gains = Roles::all(&[Role::Level, Role::Gain]);
        let told = |i: &usize| scene.word(*i).verb && scene.word(*i).len > 0;
        let last = (start..opens).rev().find(told).filter(|v| !scene.word(*v).senses.roles.any(gains))?;
        let main = (start..last).rev().find(|i| told(i) && scene.word(*i).senses.roles.any(gains))?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > main)?;
        let mention = &self.cast.mentions[m];
        let (first, end) = (mention.tokens.start, mention.tokens.end);
        let described = scene.word(end).has(Role::Relative) || end == last && mention.head == Some(Head::Work);
        let beside = first <= main + 2 && mention.slot == Slot::Subject && described && last <= end + 1;
        let plain = (last..opens).all(|i| {
            let word = scene.word(i);
            word.figure.is_none_or(|f| !scene.figures[f].number().is_some_and(|n| n > 31.0)) && scene.key(i) != ":"
        });
        let governed = self.draft().governor.is_some_and(|g| g > end);
        let fits =
            beside && plain && !governed && self.draft().unit.is_some() && self.is_core() && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::Before))
    }

    /// «الفيديو الثالث، ويظهر فيه مريض تعافى، حصد 6.4 مليون مشاهدة»: behind a clause between commas the verb is said of who stood before it.
    pub(super) fn suspended(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let verb = (start..opens).rev().find(|i| scene.word(*i).verb && scene.word(*i).len > 0)?;
        let comma = |i: usize| matches!(scene.key(i), "،" | ",");
        let close = verb.checked_sub(1).filter(|c| comma(*c) && !scene.word(verb).conjunction)?;
        let open = (start..close).rev().find(|i| comma(*i))?;
        let aside = scene.word(open + 1).conjunction && scene.word(open + 1).verb
            || matches!(scene.key(open + 1), "وهو" | "وهي");
        let levels = scene.word(verb).senses.roles.any(Roles::all(&[Role::Level, Role::Gain]));
        let counted = clause::figure_between(scene, open, close);
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.end <= open && mention.slot == Slot::Subject
        })?;
        let mention = &self.cast.mentions[m];
        let agrees = agreement::of_verb_at(scene, verb)
            .is_none_or(|form| agreement::form(scene, mention).is_none_or(|own| own == form));
        let fits = aside && levels && !counted && agrees && self.usable(mention);
        fits.then(|| (self.resolve(m), Way::Before))
    }

    /// «وتصدر قائمتها وزير الخارجية …»: who heads a list that is somebody else's stands behind it.
    pub(super) fn heads_theirs(&self) -> Option<(usize, Way)> {
        let (scene, verb) = (self.scene, self.draft().tokens.start);
        let list = verb + 1;
        let theirs = scene.word(verb).verb && scene.word(list).has(Role::ScopeHead) && scene.key(list).ends_with("ها");
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == list + 1)?;
        let fits = theirs && self.draft().cue == Cue::First && self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «متابعو الوزارات: الخارجية 512 ألفا، ثم …»: the first of a list behind a colon, right before its figure.
    pub(super) fn listed_first(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.end == opens)?;
        let mention = &self.cast.mentions[m];
        let colon = mention.tokens.start.checked_sub(1).is_some_and(|b| scene.key(b) == ":");
        let fits = colon && owns(mention) && self.usable(mention) && self.is_core();
        fits.then(|| (self.resolve(m), Way::Before))
    }

    /// «في العراق 20 مليون مشترك، وفي السودان 12 مليونا»: the next land of the same owner.
    pub(super) fn in_next_land(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].metric == self.draft().metric)?;
        let land = opens.checked_sub(1).filter(|l| scene.is_land(*l))?;
        let next = land.checked_sub(1).is_some_and(|b| scene.key(b) == "وفي") && self.is_core();
        self.found[last].filter(|_| next).map(|(m, _)| (m, Way::Inherited))
    }

    /// «الرتبة الثالثة فكانت من نصيب «…»»: whose share a place is.
    pub(super) fn shared_out(&self) -> Option<(usize, Way)> {
        let (scene, end) = (self.scene, self.draft().tokens.end);
        let share = (end..end + SHARE_BEHIND).find(|i| {
            let from = matches!(scene.key(*i), "نصيب" | "حظ") && matches!(scene.key(i - 1), "من" | "فمن");
            from || scene.key(*i) == "بحوزه"
        })?;
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == share + 1)?;
        let fits = self.usable(&self.cast.mentions[m]);
        fits.then(|| (self.resolve(m), Way::After))
    }

    /// «عاشر أكبر حساب في العالم هو حساب ليو ميسي», «أما الوصيف فكان نادي الوحدات»: who a place before it is said to be.
    pub(super) fn said_to_be(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let start = clause::start(scene, draft.opens).max(self.previous_end());
        let before = self.nearest(start, |m| owns(m) && !m.bare && m.relative.is_none()).is_some();
        let limit = scene.sentence(self.sentence()).end.min(draft.tokens.end + SAID_BEHIND);
        let parts = |i: &usize| scene.is_mark(*i) && !scene.is_quote(*i) || scene.word(*i).figure.is_some();
        let mut behind = (draft.tokens.end..limit).take_while(|i| !parts(i));
        let is = |i: &usize| matches!(scene.key(*i), "هو" | "هي" | "فهو" | "فهي" | "كان" | "كانت" | "فكان" | "فكانت");
        let at = behind.find(is).filter(|_| draft.cue.is_rank() && !before)?;
        // «هي ما نالته كلية الطب»
        let what = scene.key(at + 1) == "ما" && scene.word(at + 2).verb && scene.word(at + 2).pronoun.is_some();
        let at = if what { at + 2 } else { at };
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == at + 1)?;
        let mention = &self.cast.mentions[m];
        let named = mention.pronoun.is_none() && !mention.bare && !mention.vague && self.usable(mention);
        named.then(|| (self.resolve(m), Way::After))
    }

    /// «والثاني لجامعة المنار»: whose a place by its ordinal is said to be.
    pub(super) fn placed_for(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        // «صدارة «لينكد إن» للمغرب»
        let led = draft.cue == Cue::First && self.scene.word(draft.tokens.start).has(Role::TopNoun);
        let behind = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let near = (draft.tokens.end..draft.tokens.end + SHARE_BEHIND).contains(&mention.tokens.start);
            near && mention.slot == Slot::Possessor && mention.platform.is_none() && self.usable(mention)
        };
        let verb = clause::last_verb(self.scene, clause::start(self.scene, draft.opens), draft.opens);
        if let Some(m) = self.cast.of_sentence(self.sentence()).find(behind).filter(|_| led && verb.is_none()) {
            return Some((self.resolve(m), Way::After));
        }
        let m =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start == draft.tokens.end)?;
        let definite = self.scene.key(draft.tokens.start).trim_start_matches('و').starts_with("ال");
        // «المركز الأول على آب ستور لتطبيق …»: past where the place is.
        // «منحت الشركة الترتيب الرابع لحساب «…»»
        let giver = clause::last_verb(self.scene, clause::start(self.scene, draft.opens), draft.opens);
        let seats = giver.is_some_and(|v| self.scene.word(v).has(Role::Seat) || self.scene.word(v).has(Role::Allow));
        // «المركز الأول لنيجيريا بـ13.1 مليون»
        let noun = draft.cue == Cue::RankNoun && (seats || giver.is_none());
        let given = (draft.cue == Cue::Ordinal && definite || noun) && self.cast.mentions[m].slot == Slot::Possessor;
        (given && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::After))
    }

    /// «خامسة على لائحة …، وثانية في الأردن»: the next place of who had the last one.
    pub(super) fn placed_again(&self) -> Option<(usize, Way)> {
        let (scene, first) = (self.scene, self.draft().tokens.start);
        let key = scene.key(first).strip_prefix('و').filter(|_| self.draft().cue == Cue::Ordinal)?;
        let adverb = key.ends_with(['ا', 'ه']) && !key.starts_with("ال");
        let last = self.previous_in_sentence().filter(|p| adverb && self.drafts[*p].cue.is_rank())?;
        let verb = clause::last_verb(scene, self.drafts[last].tokens.end, first);
        self.found[last].filter(|_| verb.is_none()).map(|(m, _)| (m, Way::Inherited))
    }

    /// «تفوقت القناة على منافستيها … (9.7 مليون) و… (6.15 مليون)، لتصبح الأولى»: what comes of it is the sentence's subject's.
    pub(super) fn resulting(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let clause = clause::start(scene, opens);
        let result =
            |i: &usize| scene.word(*i).verb && scene.word(*i).preposition == Some('ل') && scene.word(*i).len > 0;
        let verb = (clause..opens).rev().take(RESULT_BACK).find(result).filter(|v| scene.word(*v).has(Role::Become))?;
        let bracket = (0..verb).rev().take(2).any(|i| scene.key(i) == ")");
        let wanted = agreement::of_verb_form(scene.key(verb).get(2..)?);
        let m = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            let form = agreement::form(scene, mention);
            let agrees = form.is_none() || wanted.is_none() || form == wanted;
            mention.slot == Slot::Subject && !mention.bracketed && agrees
        })?;
        (bracket && self.usable(&self.cast.mentions[m])).then(|| (self.resolve(m), Way::Before))
    }

    /// «وحصد منشور كتبه فلان …، وروى فيه قصته، 41 ألف إعجاب»: behind words between commas the verb's object comes, and is its subject's.
    pub(super) fn resumed(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let start = scene.sentence(self.sentence()).start;
        let comma = opens.checked_sub(1).filter(|c| *c > start && scene.key(*c) == "،")?;
        let open = (start..comma).rev().find(|i| scene.is_mark(*i) && !scene.is_quote(*i))?;
        let said = matches!(scene.key(open + 1), "وهو" | "وهي")
            || scene.word(open + 1).conjunction && scene.word(open + 1).verb;
        let aside = scene.key(open) == "،" && said;
        let gains = Roles::all(&[Role::Level, Role::Gain]);
        let verb = (start..open).find(|i| scene.word(*i).verb && scene.word(*i).senses.roles.any(gains))?;
        let figures = clause::figure_between(scene, verb, comma);
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.start > verb)?;
        let mention = &self.cast.mentions[m];
        let near = mention.tokens.start <= verb + 2 && aside && !figures;
        let beside = near && mention.slot == Slot::Subject && self.usable(mention);
        beside.then(|| (self.resolve(m), Way::Before))
    }

    /// «مشتركي الإنترنت الثابت»: a medium is counted where nobody is named before the figure.
    pub(super) fn vague_owner(&self) -> Option<(usize, Way)> {
        let (governor, here) = (self.draft().governor?, self.cast.of_sentence(self.sentence()));
        let named = |m: usize| self.usable(&self.cast.mentions[m]) && owns(&self.cast.mentions[m]);
        let clause = clause::start(self.scene, governor);
        let within = |m: usize| (clause..=governor).contains(&self.cast.mentions[m].tokens.end);
        let before = here.clone().any(|m| within(m) && named(m));
        let vague = here
            .clone()
            .find(|m| self.cast.mentions[*m].vague && self.cast.mentions[*m].slot == Slot::Owner(governor))?;
        (!before).then_some((vague, Way::OfMetric))
    }

    /// «متابعي الداعية … ويبلغ عددهم», «متابعيها البالغ عددهم»: those counted, named with their owner before.
    pub(super) fn of_number(&self) -> Option<(usize, Way)> {
        let (scene, draft) = (self.scene, self.draft());
        let start = scene.sentence(self.sentence()).start;
        let number = (start..draft.opens)
            .rev()
            .take(NUMBER_BACK)
            .find(|i| scene.word(*i).has(Role::Total) && scene.key(*i).ends_with("هم"))?;
        let counted = |i: &usize| scene.word(*i).metric() == Some(draft.metric) && scene.word(*i).len > 0;
        let noun = (start..number).rev().find(counted)?;
        let word = scene.word(noun);
        if word.pronoun.is_some() {
            return self.pronoun(noun, word.pronoun).map(|m| (m, Way::Anaphor));
        }
        let owner =
            self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].slot == Slot::Owner(noun))?;
        Some((self.resolve(owner), Way::OfMetric))
    }

    /// «عدد المتابعين لها», «فيها», «لديه».
    pub(super) fn pronoun_between(&self, governor: usize) -> Option<(usize, Way)> {
        let range = governor + 1..self.draft().opens;
        // «الأصوات المصرح بها»: what is told of the votes themselves.
        let told = |i: usize| {
            let (key, word) = (self.scene.key(i - 1), self.scene.word(i - 1));
            let several = key.ends_with("ين") || key.ends_with("ون");
            key.starts_with("الم") && !several && word.senses.head.is_none() && word.metric().is_none()
        };
        let (at, pronoun) =
            range.clone().take(4).find_map(|i| Some((i, dative(self.scene.key(i)).filter(|_| !told(i))?)))?;
        self.pronoun(at, Some(pronoun)).map(|m| (m, Way::Anaphor))
    }

    /// «وفي ليبيا يوجد نحو مليوني مستخدم»: where they are.
    pub(super) fn there_are(&self) -> Option<(usize, Way)> {
        let (scene, opens) = (self.scene, self.draft().opens);
        let verb = (opens.saturating_sub(3)..opens).rev().find(|i| !scene.word(*i).hedge && scene.key(*i) != "ما")?;
        let exists = matches!(scene.key(verb), "يوجد" | "توجد" | "هناك" | "ثمه");
        let m = self.cast.of_sentence(self.sentence()).find(|m| self.cast.mentions[*m].tokens.end == verb)?;
        let mention = &self.cast.mentions[m];
        let behind = mention.tokens.start.checked_sub(1).map(|b| scene.key(b).trim_start_matches('و')) == Some("في");
        (exists && behind && !self.draft().cue.is_rank() && self.usable(mention))
            .then(|| (self.resolve(m), Way::Before))
    }

    /// «مصر صاحبة الصدارة بـ45 مليونا»: the holder of a place is the name right before, whatever stands before that.
    pub(super) fn apposed(&self) -> Option<(usize, Way)> {
        let from = self.previous_end().max(self.scene.sentence(self.sentence()).start);
        if let Some(m) = self.beside(from) {
            return Some((self.resolve(m), Way::Before));
        }
        let holder = (from..self.draft().opens).rev().find(|i| {
            let place = self.scene.word(i + 1);
            let count = i + 3 >= self.draft().opens && !self.draft().cue.is_rank();
            self.scene.word(*i).has(Role::Holder) && (place.has(Role::TopNoun) || place.has(Role::RankNoun) || count)
        })?;
        let parted = holder > 0 && matches!(self.scene.key(holder - 1), "،" | ",");
        let ends = holder - usize::from(parted);
        let m = self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end == ends)?;
        self.usable(&self.cast.mentions[m]).then(|| (self.resolve(m), Way::Before))
    }

    /// «بينهم 4 ملايين من خارج البلاد»: a part is whose the whole was.
    pub(super) fn part_of(&self) -> Option<(usize, Way)> {
        let from = self.draft().opens.saturating_sub(PART_BACK).max(self.previous_end());
        let part = (from..self.draft().opens).any(|i| self.scene.word(i).has(Role::PartOf));
        let named = self.nearest(from, owns).is_some();
        let whole = self.previous_in_sentence().and_then(|p| self.found[p]).filter(|_| part && !named)?;
        Some((whole.0, Way::Inherited))
    }

    /// «على كل من فلان 85 مليونا», «خلف الأهلي المتصدر بـ62 مليونا»: a name right before its figure, whatever stands before that.
    fn beside(&self, from: usize) -> Option<usize> {
        let (scene, draft) = (self.scene, self.draft());
        let praised = |i: usize| {
            let word = scene.word(i);
            word.article && (word.has(Role::Top) || word.has(Role::RunnerUp))
        };
        let m =
            self.cast.of_sentence(self.sentence()).rev().find(|m| self.cast.mentions[*m].tokens.end <= draft.opens)?;
        let mention = &self.cast.mentions[m];
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let lead = self.previous_in_sentence().is_some_and(|p| self.drafts[p].tokens == (end..end + 1));
        let title = end + 1 == draft.opens && praised(end) && (start >= from || lead);
        // «لكل من فلان بعدد 12 ألف صوت»
        let meets = end == draft.opens || end + 1 == draft.opens && scene.word(end).has(Role::Total);
        let all = |i: usize| matches!(scene.key(i), "كل" | "لكل" | "وكل" | "ولكل");
        let each = meets && start >= 2 && scene.key(start - 1) == "من" && all(start - 2);
        ((title || each) && !draft.cue.is_rank() && self.usable(mention)).then_some(m)
    }

    /// Step 3: «مقابل 19.5 مليونا لثريدز».
    pub(super) fn compared(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = draft.opens.saturating_sub(3);
        // «منها 3.9 ملايين لشركة …»: a part of the figure before is whose it says.
        let compare = (from..draft.tokens.start)
            .any(|i| self.scene.word(i).has(Role::Compare) || self.scene.word(i).has(Role::PartOf));
        let end = draft.tokens.end;
        let after = self.cast.of_sentence(self.sentence()).find(|m| {
            let mention = &self.cast.mentions[*m];
            let near = mention.tokens.start >= end && mention.tokens.start <= end + 2;
            let glued = mention.slot == Slot::Subject && self.scene.key(mention.tokens.start).starts_with('ل');
            // «…، وكان لمقاطع الضباب النصيب الأوفر» is another clause.
            let parted = self.scene.is_mark(end) && !self.scene.is_quote(end) && !compare;
            near && !parted && (mention.slot == Slot::Possessor || glued)
        });
        let start = self.scene.sentence(self.sentence()).start.max(self.previous_end());
        let first = self.nearest(start, owns).is_none()
            && self.pronoun_here(start).is_none()
            && self.antecedent(start).is_none();
        // «2.6 مليون شخص، و2.3 مليون لإنستغرام»: right behind a figure without a unit.
        let own = draft.unit.is_none()
            && !draft.cue.is_rank()
            && after.is_some_and(|m| self.cast.mentions[m].tokens.start == end);
        after.filter(|_| compare || first || own).map(|m| (self.resolve(m), Way::After))
    }

    /// «تفوق الأول على الثاني … (2.7 مليون مقابل 2.3 مليون)»: the second figure of the bracket is that of who was passed.
    pub(super) fn beaten(&self) -> Option<(usize, Way)> {
        let (scene, last) = (self.scene, self.previous_in_sentence()?);
        let start = scene.sentence(self.sentence()).start;
        let compared = |i: &usize| scene.word(*i).has(Role::Compare);
        (self.drafts[last].tokens.end..self.draft().tokens.start).find(compared)?;
        let bracket = (start..self.draft().opens).rev().find(|i| matches!(scene.key(*i), "(" | ")"))?;
        let pair = scene.key(bracket) == "(" && self.drafts[last].tokens.start > bracket;
        let passed = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            let on = mention.tokens.start > start && scene.key(mention.tokens.start - 1) == "علي";
            on && mention.tokens.end <= bracket && mention.platform.is_none() && self.usable(mention)
        };
        let m = self.cast.of_sentence(self.sentence()).find(passed).filter(|_| pair)?;
        Some((self.resolve(m), Way::Respectively))
    }
}

/// Whether nothing but what a place is by («من حيث …») stands between it and a figure in brackets.
fn scene_bracket(scene: &Scene<'_>, from: usize, opens: usize) -> bool {
    let open = opens > 0 && (scene.key(opens) == "(" || scene.key(opens - 1) == "(");
    open && (from..opens).any(|i| scene.key(i) == "حيث") && !(from..opens).any(|i| scene.word(i).verb)
}
