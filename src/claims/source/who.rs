//! Who a source is: what a mention is to a statement, and how far its words go.
//!
//! In: a mention. Out: its nature; all its words, a report with its maker, a title with its body and its name.
//! May import: what claims imports.

use super::super::anaphora::bare_key;
use super::super::mention::Slot;
use super::{Reader, Source, is_that};
use crate::arabic::TokenKind;
use crate::lexicon::{Head, Role, SourceWord, cut_pronoun, source_words};

/// How far behind a title the name of who bears it ends, in tokens.
const LONGEST_TITLE: usize = 14;

/// Longest source that is no mention, with what ends it, in tokens.
const LONGEST_SOURCE: usize = 9;

/// Longest proper name without a title, in tokens.
const LONGEST_NAME: usize = 5;

/// Words that say with what somebody deals or whose it is, at the end of a name.
const DEALS: [&str; 10] =
    ["المعني", "المعنيه", "المتخصص", "المتخصصه", "المختص", "المختصه", "التابع", "التابعه", "المملوك", "المملوكه"];

/// What a mention is to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// A person by title, an institution, a ministry by its matter.
    Body,
    /// A report, a survey, a statement.
    Document,
    /// A proper name without a title.
    Name,
    /// A page, a channel, a site.
    Account,
    /// A country or a city.
    Land,
    /// Some other noun.
    Other,
    /// What states nothing: a measure, a work, anybody on the net.
    Nobody,
}

impl Reader<'_, '_> {
    /// A source with all its words: a report with its maker, a title with its body and its name.
    pub(super) fn whole(&self, m: usize) -> Source {
        let (maker, start) = (self.maker(m), self.mention(m).tokens.start);
        // «تقرير أصدرته مؤسسة …» is told by the maker alone, «بيانات المؤسسة» by both.
        let beside = self.mention(maker).tokens.start <= self.mention(m).tokens.end + 1;
        let start = if beside { start } else { self.mention(maker).tokens.start };
        // «حسب ما نشره مرصد …»: a verb that reads as a noun too (نشرة) is no part of the name.
        let start = start + usize::from(self.makes(start) && self.mention(maker).tokens.end > start + 1);
        let end = self.titled_to(maker).unwrap_or_else(|| self.name_end(maker));
        Source { mention: Some(maker), tokens: start..end }
    }

    /// Where the name of a mention ends: «رصدت «مدار» أداء …» names no more than what stands in quotation marks, «فتح الإعلامي سامي نوفل باب
    /// السجال» no more than the man.
    pub(super) fn name_end(&self, m: usize) -> usize {
        let (scene, mention) = (self.scene, self.mention(m));
        let tokens = &mention.tokens;
        if scene.is_quote(tokens.start) {
            return (tokens.start + 1..tokens.end).find(|i| scene.is_quote(*i)).map_or(tokens.end, |at| at + 1);
        }
        // «منحت مجلة «الرواد» الشركة …»: another body behind a title.
        let closes = |i: usize| scene.is_quote(i) && (tokens.start..i).any(|open| scene.is_quote(open));
        let closed = |i: &usize| closes(i - 1) && scene.word(*i).article && scene.head(*i).is_some();
        if let Some(end) = (tokens.start + 2..tokens.end).find(closed) {
            return end;
        }
        let person = mention.head == Some(Head::Person) || mention.head.is_none() && scene.is_given(tokens.start);
        let given = tokens.clone().find(|i| scene.is_given(*i) && !scene.word(*i).article).filter(|_| person);
        let end = given.and_then(|i| self.given_to(i)).map_or(tokens.end, |end| end.min(tokens.end));
        // «مؤسسة «رصد» المعنية بـ…»: with what it deals.
        let deals = end > tokens.start + 1 && DEALS.contains(&scene.key(end - 1));
        end - usize::from(deals)
    }

    /// Where the name ends behind a title: «المتحدث باسم الشركة سامي نوفل إن», «المدير العام للهيئة، سامي نوفل،»; without a name, the body that is
    /// spoken for.
    pub(super) fn titled_to(&self, m: usize) -> Option<usize> {
        let title = self.mention(m);
        let end = title.tokens.end;
        if title.head != Some(Head::Person) || self.opens_that(end) {
            return None;
        }
        let near = self.sentence.end.min(end + LONGEST_TITLE);
        let stop = (end..near).find(|i| self.ends_title(*i) || self.opens_that(*i))?;
        let told = self.opens_that(stop);
        let named = || Some(stop).filter(|stop| (told || self.is_comma(*stop)) && self.name_before(*stop, end, told));
        // «، سامي نوفل،»
        let apposed = || {
            let behind = self.given_to(stop + 1).filter(|_| self.is_comma(stop))?;
            (self.is_comma(behind) || self.opens_that(behind)).then_some(behind)
        };
        let mouth = |i: usize| self.scene.word(i).has(Role::Mouthpiece);
        let spoken = || {
            let speaks = self.scene.key(end) == "باسم" || title.tokens.clone().any(mouth);
            let body = (m + 1..self.here.end).next().filter(|_| speaks)?;
            Some(self.name_end(body)).filter(|_| self.mention(body).tokens.start <= end + 1)
        };
        named().or_else(apposed).or_else(spoken)
    }

    /// Whether a name ends right before token `stop`: a first name with what follows it, or two words that no lexicon has.
    pub(super) fn name_before(&self, stop: usize, from: usize, told: bool) -> bool {
        let (scene, strange) = (self.scene, |i: usize| {
            let word = self.scene.word(i);
            word.senses.is_unknown() && !word.verb && !word.article && word.preposition.is_none()
        });
        let given = (stop.saturating_sub(LONGEST_NAME).max(from)..stop).any(|i| self.given_to(i) == Some(stop));
        let two = stop >= from + 2 && strange(stop - 1) && strange(stop - 2);
        given || told && two && !scene.word(stop.saturating_sub(3)).has(Role::Preposition)
    }

    /// Where the name ends that begins with the first name at token `i`: «سامي نوفل», «سامي بن خالد النوفل».
    pub(super) fn given_to(&self, i: usize) -> Option<usize> {
        let scene = self.scene;
        let particle =
            |i: usize| matches!(scene.key(i), "بن" | "ابن" | "بنت" | "ابو" | "ابي" | "عبد" | "ال" | "ود" | "ولد");
        let strange = |i: usize| {
            let word = scene.word(i);
            word.senses.is_unknown() && word.preposition.is_none() && word.figure.is_none() && !scene.is_mark(i)
        };
        let mut end = scene.given_end(i)?;
        let mut family = false;
        while end < i + LONGEST_NAME && !self.opens_that(end) {
            let more = particle(end) || scene.is_given(end) || strange(end) && (!family || scene.word(end).article);
            // «هاني الدوري إن»: a family name that is a word too.
            let more = more || !family && scene.word(end).article && self.opens_that(end + 1);
            let parted = scene.is_mark(end) || scene.starts_line(end);
            if !more || parted {
                break;
            }
            family |= !particle(end) && !scene.is_given(end);
            end += 1;
        }
        Some(end)
    }

    /// What no title reaches over: «إن», a mark, a verb, a figure.
    pub(super) fn ends_title(&self, i: usize) -> bool {
        let word = self.scene.word(i);
        let mark = self.scene.is_mark(i) && !self.scene.is_quote(i);
        let part = word.has(Role::Clause) || word.has(Role::Relative) || word.has(Role::Report);
        mark || part || is_that(self.scene.key(i)) || word.verb || word.figure.is_some()
    }

    /// «قال عضو المجلس … إن», «بحسب القائمين عليها»: the words from token `from` on where they are no mention.
    pub(super) fn words(&self, from: usize, says: bool) -> Option<Source> {
        let first = self.scene.word(from);
        let near = self.sentence.end.min(from + LONGEST_SOURCE);
        // «بحسب ما سرده سامي نوفل من أرقام»
        let ends = |i: &usize| self.ends_title(*i) || *i > from && self.scene.key(*i) == "من";
        let stop = (from..near).find(ends).unwrap_or(near);
        let mute = |class| source_words().is(bare_key(self.scene, from), class);
        let agent = first.metric().is_some() && first.senses.nominal && !first.article && says;
        let stands = (self.scene.is_nominal(from) && first.unit().is_none() || agent) && first.preposition.is_none();
        let named = stands && !first.has(Role::Report) && !mute(SourceWord::Matter) && !mute(SourceWord::Public);
        (stop > from && stop < near && named).then_some(Source { mention: None, tokens: from..stop })
    }

    /// «المصدر ذاته», «ذات المصدر»: a source that is not named again.
    pub(super) fn the_source(&self, i: usize) -> Option<Source> {
        let same = |i: usize| matches!(self.scene.key(i), "ذاته" | "نفسه" | "عينه" | "المذكور");
        let before = usize::from(matches!(self.scene.key(i), "ذات" | "نفس"));
        let end = i + before + 1;
        let tokens = i..end + usize::from(before == 0 && same(end));
        (self.scene.key(end - 1) == "المصدر").then_some(Source { mention: None, tokens })
    }

    /// «مالكها», «مشرفيها», «أصحابها»: people by what they are to it.
    pub(super) fn is_holder(&self, m: usize) -> bool {
        let key = self.scene.key(self.first(m));
        let stem = cut_pronoun(key).map_or(key, |(stem, _)| stem);
        self.scene.word(self.first(m)).has(Role::Holder) || source_words().is(stem, SourceWord::Holder)
    }

    /// «القائمين على الصفحة», «القائمون عليها»: whoever is in charge of something.
    pub(super) fn in_charge(&self, at: usize) -> Option<Source> {
        const CHARGE: [&str; 6] = ["القايمون", "القايمين", "القايم", "المشرفون", "المشرفين", "المسوولون"];
        let on = self.scene.key(at + 1);
        if !CHARGE.contains(&self.scene.key(at)) {
            return None;
        }
        if matches!(on, "عليها" | "عليه" | "عليهم") {
            return Some(Source { mention: None, tokens: at..at + 2 });
        }
        let m = self.mention_from(at + 2).filter(|_| matches!(on, "علي" | "عن"))?;
        Some(Source { mention: None, tokens: at..self.mention(m).tokens.end })
    }

    /// «أرقام «سوشال بليد»», «قائمة شركة …»: figures of somebody by name.
    pub(super) fn is_of_somebody(&self, m: usize) -> bool {
        let (first, tokens) = (self.first(m), &self.mention(m).tokens);
        let key = bare_key(self.scene, first);
        let figures = source_words().is(key, SourceWord::Published) || source_words().is(key, SourceWord::Ranking);
        let somebody = |i: usize| {
            let latin = self.scene.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Latin);
            latin || self.scene.is_quote(i) || self.scene.head(i).is_some()
        };
        figures && !self.scene.word(first).article && (first + 1..tokens.end).any(somebody)
    }

    /// «تصنيف شنغهاي», «ترتيب التايمز»: a ranking by its name.
    pub(super) fn is_ranking(&self, m: usize) -> bool {
        let (first, tokens) = (self.first(m), &self.mention(m).tokens);
        let ranking = source_words().is(bare_key(self.scene, first), SourceWord::Ranking);
        ranking && tokens.len() > 1 && !self.scene.word(first).article
    }

    pub(super) fn first(&self, m: usize) -> usize {
        self.mention(m).tokens.clone().find(|i| !self.scene.is_quote(*i)).unwrap_or(self.mention(m).tokens.start)
    }

    pub(super) fn nature(&self, m: usize) -> Nature {
        let (scene, mention) = (self.scene, self.mention(m));
        let first = self.first(m);
        let key = bare_key(scene, first);
        let is = |class| source_words().is(key, class);
        let report = mention.tokens.clone().any(|i| scene.word(i).has(Role::Report)) && !is(SourceWord::Matter);
        let named = mention.tokens.clone().any(|i| matches!(scene.key(i), "الرسمي" | "الرسميه"));
        match mention.head {
            Some(Head::Person | Head::Organisation) => return Nature::Body,
            Some(Head::Account) if is(SourceWord::Public) && !scene.word(first).article && !named => {
                return Nature::Nobody;
            }
            Some(Head::Account) => return Nature::Account,
            Some(Head::Place) => return Nature::Land,
            _ => {}
        }
        match () {
            () if report || is(SourceWord::Document) => Nature::Document,
            () if is(SourceWord::Speaker) => Nature::Body,
            () if is(SourceWord::Matter) || is(SourceWord::Public) || mention.head.is_some() => Nature::Nobody,
            () if self.is_land(m) => Nature::Land,
            () if self.is_name(m) => Nature::Name,
            () if mention.platform.is_some() => Nature::Account,
            () => Nature::Other,
        }
    }

    pub(super) fn is_land(&self, m: usize) -> bool {
        let tokens = &self.mention(m).tokens;
        self.scene.land_end(tokens.start).is_some_and(|end| end >= tokens.end)
    }

    /// In quotation marks, in Latin letters, or with a given name or a particle of names.
    pub(super) fn is_name(&self, m: usize) -> bool {
        let (scene, tokens) = (self.scene, &self.mention(m).tokens);
        let given = |i: usize| scene.is_given(i);
        let particle = |i: usize| matches!(scene.key(i), "بن" | "ابن" | "بنت" | "ابو" | "ابي" | "عبد" | "ال");
        let latin = scene.tokens.get(tokens.start).is_some_and(|t| t.kind == TokenKind::Latin);
        let quoted = scene.is_quote(tokens.start) && scene.is_quote(self.name_end(m) - 1);
        quoted || latin || given(tokens.start) || tokens.len() <= LONGEST_NAME && tokens.clone().any(particle)
    }

    /// One to three bare words that no lexicon has and that end in no ta marbuta.
    pub(super) fn is_plain_name(&self, m: usize) -> bool {
        let tokens = &self.mention(m).tokens;
        let first = self.scene.word(tokens.start);
        first.article
            || tokens.len() <= 3 && first.senses == Default::default() && !self.scene.key(tokens.start).ends_with('ه')
    }

    /// «أظهر تقرير لشركة …», «تصنيف أعلنته مؤسسة …»: the report's maker, when it is named.
    pub(super) fn maker(&self, m: usize) -> usize {
        let scene = self.scene;
        let end = self.mention(m).tokens.end;
        if self.nature(m) != Nature::Document {
            return m;
        }
        let Some(next) = Some(m + 1).filter(|n| *n < self.here.end) else { return m };
        let gap = end..self.mention(next).tokens.start;
        let made = gap.clone().any(|i| {
            let word = scene.word(i);
            word.has(Role::Source) || word.verb && word.pronoun.is_some()
        });
        let by =
            gap.len() <= 3 && (made || gap.is_empty() || gap.len() <= 2 && self.mention(next).slot == Slot::Possessor);
        // «معطيات لمكتب …»
        let lam = gap.is_empty() && scene.word(self.first(next)).preposition == Some('ل');
        let owner = self.mention(next).slot == Slot::Possessor || made || lam;
        let parted = gap.clone().any(|i| matches!(scene.key(i), "،" | ","));
        if by && owner && !parted && self.nature(next) != Nature::Nobody { next } else { m }
    }

    pub(super) fn is_plural(&self, m: usize) -> bool {
        let first = self.first(m);
        self.scene.key(first).ends_with("ات") && self.mention(m).head.is_some()
    }
}
