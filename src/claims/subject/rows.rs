//! Rows: figures of one kind one after the other, each with its owner in the same place.
//!
//! In: a figure and those beside it. Out: its owner, where they stand in a row.
//! May import: what claims imports.

use super::super::anaphora::{bare_key, head_stem};
use super::super::clause;
use super::super::draft::Draft;
use super::super::mention::Slot;
use super::super::pairs;
use super::said::ROW_STEP;
use super::{FOLLOWED, Search, Way, owns};
use crate::lexicon::{Head, Role};
use crate::numbers::QuantityKind;

impl Search<'_, '_> {
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

    /// «1.9 مليون مستخدم لتويتر، و1.4 مليون مستخدم لشبكة لينكدإن»: in a row whose owners stand behind their figures the next one does too.
    pub(super) fn like_last(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let last = self.previous_in_sentence().filter(|p| self.drafts[*p].metric == draft.metric)?;
        // «31 مليون مشترك لدى «زونغ»، و24,208,977 لدى «تيلينور»»
        let with = matches!(self.scene.key(draft.tokens.end), "لدي" | "عند");
        let row = self.found[last].is_some_and(|(_, way)| way == Way::After) && (draft.unit.is_some() || with);
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

    /// «الأخيرة», «الأولى … والثانية»: one of the two named together before.
    pub(super) fn of_pair(&self) -> Option<(usize, Way)> {
        let draft = self.draft();
        let from = self.previous_end().max(self.scene.sentence(self.sentence()).start);
        // «28 مليون متابع للأول و25 مليونا للثاني»
        // «41 مليون متابع عربي للأول»
        let nisba =
            |i: usize| self.scene.key(i).ends_with('ي') && !self.scene.word(i).article && !self.scene.word(i).verb;
        let behind = draft.tokens.end + usize::from(nisba(draft.tokens.end));
        let behind = Some(behind).filter(|i| self.scene.word(*i).preposition == Some('ل'));
        let behind = behind.filter(|i| self.pointed(*i).is_some());
        let last = behind.or_else(|| {
            (from..draft.opens).rev().find(|i| {
                let word = self.scene.word(*i);
                let told = *i > from && matches!(self.scene.key(*i - 1), "هي" | "هو" | "وهي" | "وهو");
                // «وفي جعبة الأخير 6.7 ملايين»
                let store = *i > from
                    && matches!(bare_key(self.scene, *i - 1), "جعبه" | "رصيد" | "حوزه" | "خزانه")
                    && word.has(Role::AnaphorLast);
                let alone = store || !(told || word.rank || *i > from && self.scene.is_nominal(*i - 1));
                // «وكانت الغلبة للأخيرة التي نشرت 4700 تغريدة»
                let told = word.preposition == Some('ل') && self.scene.word(*i + 1).has(Role::Relative);
                // «سباق بين بلديتي عجمان والفجيرة. وللأخيرة 96 ألف متابع»
                let opens = *i == from || *i > from && matches!(self.scene.key(*i - 1), "،" | "؛");
                let has = word.preposition == Some('ل') && (opens || word.conjunction);
                alone && (word.preposition.is_none() || told || has) && self.pointed(*i).is_some()
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
        let pair = pair.or_else(|| self.between_two(last)).or_else(|| self.rivals(last));
        let Some(pair) = pair.or_else(|| self.two_alike(last)) else {
            return self.last_named(last).filter(|_| self.scene.word(last).has(Role::AnaphorLast));
        };
        let place = self.pointed(last)?;
        // «الثالثة» is one of three.
        let chosen = if place == usize::MAX { pair.last() } else { pair.get(place) };
        chosen.map(|m| (*m, Way::Anaphor))
    }

    /// «يتقدم الرجاء على غريمه الوداد، إذ يملك الأول …»: a subject, and who is something to him.
    fn rivals(&self, last: usize) -> Option<Vec<usize>> {
        let here = self.sentence();
        let related = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.end <= last && super::super::wording::is_related(self.scene, &mention.tokens)
        };
        (here.saturating_sub(1)..=here).rev().find_map(|s| {
            let other = self.cast.of_sentence(s).find(related)?;
            let first = self.cast.of_sentence(s).take_while(|m| *m < other);
            let first = first.filter(|m| self.cast.mentions[*m].slot == Slot::Subject).last()?;
            Some(vec![first, other])
        })
    }

    /// «سباق بين بلديتي عجمان والفجيرة»: the two that something is between.
    fn between_two(&self, last: usize) -> Option<Vec<usize>> {
        let here = self.sentence();
        let pair = |m: usize| {
            let (one, other) = (&self.cast.mentions[m], self.cast.mentions.get(m + 1)?);
            let between = one.tokens.start > 0 && self.scene.key(one.tokens.start - 1).trim_start_matches('و') == "بين";
            let joined = other.tokens.start == one.tokens.end && self.scene.word(other.tokens.start).conjunction;
            (between && joined && other.tokens.end <= last).then(|| vec![m, m + 1])
        };
        (here.saturating_sub(1)..=here).rev().find_map(|s| self.cast.of_sentence(s).find_map(pair))
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
        if matches!(scene.key(i).trim_start_matches('و'), "للاخير" | "للاخيره") {
            return Some(usize::MAX);
        }
        let ordinal =
            word.figure.map(|f| &scene.figures[f]).filter(|f| f.kind == QuantityKind::Ordinal && word.article);
        match () {
            () if word.has(Role::AnaphorLast) => Some(usize::MAX),
            () if word.has(Role::AnaphorFirst) => Some(0),
            () if word.has(Role::AnaphorSecond) => Some(1),
            () => ordinal?.number().filter(|n| (1.0..=4.0).contains(n)).map(|n| n as usize - 1),
        }
    }
}
