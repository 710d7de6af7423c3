//! What a candidate for a figure's owner shows: the features that its card weighs.
//!
//! In: a figure and a mention near it. Out: the names of its features, in parts: a family and what it holds.
//! May import: what claims imports.

use std::ops::Range;

use super::super::agreement::{self, Form, agrees};
use super::super::anaphora::{head_stem, is_given};
use super::super::clause;
use super::super::confidence::is_land;
use super::super::draft::Cue;
use super::super::mention::{Mention, Slot};
use super::super::reading::Scene;
use super::{FOLLOWED, Search, is_platform_only, owns};
use crate::lexicon::{Head, Pronoun, Role};

/// Sentences before a figure's own, and behind it, whose mentions may own it.
const SENTENCES_BACK: usize = 3;
const SENTENCES_ON: usize = 1;

/// Words longer than this are told apart by nothing but what the lexicons say of them.
const LONGEST_SMALL_WORD: usize = 7;

const DIGITS: [&str; 5] = ["0", "1", "2", "3", "4"];

/// What stands at one place: a kind of word, or a small word itself, whether it has a pronoun, and what is glued to its front.
#[derive(Clone, Copy)]
struct Around<'s>(&'s str, &'static str, &'static str);

/// What is the same for all candidates of a figure.
pub(super) struct Frame<'s> {
    sentence: usize,
    /// What kind of metric it is: whose figure it can be hangs on it.
    kind: &'static str,
    rank: &'static str,
    cue: &'static str,
    before: Around<'s>,
    after: Around<'s>,
    /// The verb that governs the figure in its clause, and the form that it wants.
    verb: Option<(usize, Option<Form>)>,
    pronoun: Option<Pronoun>,
    /// The last mention of the sentence before the figure, the first behind it.
    last: usize,
    first: usize,
    /// Those of the sentence up to the last that can own figures, in order.
    rivals: Vec<usize>,
}

impl<'t> Search<'_, 't> {
    /// The mentions that may own the figure.
    pub(super) fn candidates(&self) -> Range<usize> {
        let s = self.sentence();
        let from = self.cast.of_sentence(s.saturating_sub(SENTENCES_BACK)).start;
        from..self.cast.of_sentence(s + SENTENCES_ON).end.max(from)
    }

    /// What is the same for all candidates.
    pub(super) fn frame(&self) -> Frame<'_> {
        let (scene, draft, sentence) = (self.scene, self.draft(), self.sentence());
        let here = self.cast.of_sentence(sentence);
        let end = |m: &usize| self.cast.mentions[*m].tokens.end <= draft.opens;
        let verb = clause::last_verb(scene, clause::start(scene, draft.opens), draft.opens);
        let rival = |m: &usize| {
            let mention = &self.cast.mentions[*m];
            mention.tokens.end <= draft.opens && owns(mention) && self.usable(mention)
        };
        Frame {
            rivals: here.clone().filter(rival).collect(),
            sentence,
            kind: kind(scene.lexicon.metric_name(draft.metric), draft.cue),
            rank: if draft.cue.is_rank() { "rank" } else { "metric" },
            cue: cue(draft.cue),
            before: draft.opens.checked_sub(1).map_or(Around("start", "", ""), |b| around(scene, b)),
            after: around(scene, draft.tokens.end),
            verb: verb.map(|v| (v, agreement::of_verb_at(scene, v))),
            pronoun: draft.governor.and_then(|g| scene.word(g).pronoun),
            last: here.clone().rev().find(end).unwrap_or(here.start),
            first: here.clone().find(|m| self.cast.mentions[*m].tokens.start >= draft.tokens.end).unwrap_or(here.end),
        }
    }

    /// The features of mention `m`, which stands for `named`, one by one: a family and the parts of what it holds.
    pub(super) fn features(&self, frame: &Frame<'_>, m: usize, named: usize, take: &mut impl FnMut(&[&str])) {
        let (scene, draft) = (self.scene, self.draft());
        let (mention, whole) = (&self.cast.mentions[m], &self.cast.mentions[named]);
        let here = scene.sentence_of(mention.tokens.start) == frame.sentence;
        let side = match () {
            () if !here => "elsewhere",
            () if mention.tokens.end <= draft.opens => "before",
            () if mention.tokens.start >= draft.tokens.end => "behind",
            () => "inside",
        };
        let between = match side {
            "before" => frame.last.saturating_sub(m).min(2),
            "behind" => m.saturating_sub(frame.first).min(2),
            _ => 3,
        };
        let (near, slot) = (DIGITS[between], slot(mention, draft.governor));
        self.of_place(frame, mention, (side, near, slot), take);
        self.of_words(frame, mention, (side, near), take);
        self.of_name(frame, mention, whole, take);
        self.of_others(frame, named, take);
        if m != named {
            take(&["resolved"]);
        }
        match side {
            "before" => self.of_span(frame, mention.tokens.end..draft.opens, (side, m, slot), take),
            "behind" => self.of_span(frame, draft.tokens.end..mention.tokens.start, (side, m, slot), take),
            _ => {}
        }
    }

    /// Where it stands, and as what.
    fn of_place(
        &self,
        frame: &Frame<'_>,
        mention: &Mention,
        (side, near, slot): (&str, &str, &str),
        take: &mut impl FnMut(&[&str]),
    ) {
        let (scene, draft) = (self.scene, self.draft());
        let at = scene.sentence_of(mention.tokens.start);
        let back = if at > frame.sentence { "next" } else { DIGITS[(frame.sentence - at).min(3)] };
        take(&["slot_back", slot, back, side, frame.kind]);
        take(&["slot_near", slot, side, near, frame.rank]);
        take(&["cue_near", frame.cue, side, near]);
        take(&["cue_slot", frame.cue, slot, side]);
        let line = scene.line(draft.tokens.start);
        let line = match mention.tokens.start {
            at if line.contains(&at) => "same",
            at if at < line.start => "above",
            _ => "below",
        };
        take(&["line", line]);
        if mention.relative.is_some() {
            take(&["relative"]);
        }
        if let ("before", Some((verb, wanted))) = (side, frame.verb) {
            let place = if mention.tokens.end <= verb { "ahead" } else { "past" };
            take(&["verb", agreed(wanted, agreement::form(scene, mention)), place]);
        }
        if let Some(pronoun) = frame.pronoun {
            let fits = if agrees(scene, mention, Some(pronoun)) { "agrees" } else { "differs" };
            take(&["pronoun", fits, if side == "elsewhere" { "elsewhere" } else { "here" }]);
        }
    }

    /// The words beside it and beside the figure.
    fn of_words(
        &self,
        frame: &Frame<'_>,
        mention: &Mention,
        (side, near): (&str, &str),
        take: &mut impl FnMut(&[&str]),
    ) {
        let scene = self.scene;
        let before = (0..mention.tokens.start).rev().find(|i| !scene.is_quote(*i));
        let mut beside = |family: &'static str, word: Around<'_>, near: &str| {
            take(&[family, word.0, word.1, word.2, side, near]);
        };
        beside("before_name", before.map_or(Around("start", "", ""), |b| around(scene, b)), "");
        beside("behind_name", around(scene, mention.tokens.end), "");
        beside("before_figure", frame.before, near);
        beside("behind_figure", frame.after, near);
    }

    /// What it is by its own words, and what it stands for by those.
    fn of_name(&self, frame: &Frame<'_>, mention: &Mention, whole: &Mention, take: &mut impl FnMut(&[&str])) {
        let scene = self.scene;
        let first = scene.word(mention.tokens.start);
        take(&["length", DIGITS[mention.tokens.len().min(4)], flag(first.article)]);
        take(&["head", frame.kind, head(whole)]);
        let shown = [is_given(scene, whole), is_land(scene, whole), is_platform_only(scene, whole)].map(flag);
        take(&["listed", frame.kind, shown[0], shown[1], shown[2]]);
        if mention.head.is_some() || first.has(Role::Report) || first.senses.noun.is_some() {
            take(&["noun", head_stem(scene, mention), frame.rank]);
        }
        if mention.pronoun.is_some() {
            take(&["owned"]);
        }
        if mention.vague {
            take(&["vague"]);
        }
        if mention.tokens.clone().any(|i| scene.is_quote(i)) {
            take(&["quoted"]);
        }
    }

    /// What figures it has already.
    fn of_others(&self, frame: &Frame<'_>, named: usize, take: &mut impl FnMut(&[&str])) {
        let draft = self.draft();
        let owns = |p: usize| self.found[p].is_some_and(|(m, _)| m == named);
        let Some(last) = self.previous_in_sentence() else { return };
        let same = flag(self.drafts[last].metric == draft.metric);
        let rank = flag(self.drafts[last].cue.is_rank());
        take(&["last_figure", flag(owns(last)), same, rank, frame.rank]);
        let start = self.scene.sentence(frame.sentence).start;
        let mut here = (0..self.at).rev().take_while(|p| self.drafts[*p].tokens.start >= start);
        if here.any(|p| self.drafts[p].metric == draft.metric && owns(p)) {
            take(&["has_metric"]);
        }
    }

    /// What stands between it and the figure.
    fn of_span(
        &self,
        frame: &Frame<'_>,
        span: Range<usize>,
        (side, m, slot): (&str, usize, &str),
        take: &mut impl FnMut(&[&str]),
    ) {
        let tokens = match span.len() {
            0..=2 => DIGITS[span.len()],
            3 | 4 => "3",
            5..=7 => "5",
            8..=12 => "8",
            _ => "13",
        };
        take(&["tokens", side, tokens]);
        if side == "before" {
            let here = self.drafts[..self.at].iter().rev().take_while(|d| d.tokens.start >= span.start);
            let inside = here.filter(|d| d.tokens.end <= span.end).take(3).count();
            take(&["figures", DIGITS[inside], frame.rank]);
            let later = frame.rivals.len() - frame.rivals.partition_point(|o| *o <= m);
            take(&["rivals", DIGITS[later.min(3)], slot, frame.rank]);
        }
    }
}

fn flag(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

fn agreed(wanted: Option<Form>, form: Option<Form>) -> &'static str {
    match (wanted, form) {
        (Some(wanted), Some(form)) if wanted == form => "agrees",
        (Some(_), Some(_)) => "differs",
        _ => "unknown",
    }
}

/// Metrics by whose figures they are: of accounts, of what they bring out, of what is used, of candidates.
fn kind(metric: &str, cue: Cue) -> &'static str {
    match metric {
        _ if cue.is_rank() => "rank",
        _ if FOLLOWED.contains(&metric) => "followed",
        "views" | "likes" | "comments" | "shares" | "interactions" => "seen",
        "users" | "downloads" | "visits" => "used",
        "votes" => "votes",
        "posts" => "posts",
        _ => "other",
    }
}

fn cue(cue: Cue) -> &'static str {
    match cue {
        Cue::Counted => "counted",
        Cue::Governed => "governed",
        Cue::Verb => "verb",
        Cue::SharedUnit => "shared",
        Cue::Elided => "elided",
        Cue::Later => "later",
        Cue::Assumed => "assumed",
        Cue::Column => "column",
        Cue::RankNoun => "place",
        Cue::Ordinal => "ordinal",
        Cue::First => "first",
        Cue::TopN => "best",
        Cue::Bracket | Cue::Repeated => "bracket",
    }
}

fn slot(mention: &Mention, governor: Option<usize>) -> &'static str {
    match mention.slot {
        Slot::Owner(noun) if Some(noun) == governor => "owner",
        Slot::Owner(_) => "other_owner",
        Slot::Subject => "subject",
        Slot::Possessor => "possessor",
        Slot::Oblique => "oblique",
        Slot::Object => "object",
        Slot::Source => "source",
        Slot::Scope => "scope",
        Slot::Platform => "platform",
    }
}

fn head(mention: &Mention) -> &'static str {
    match mention.head {
        None => "none",
        Some(Head::Account) => "account",
        Some(Head::Organisation) => "organisation",
        Some(Head::Person) => "person",
        Some(Head::Work) => "work",
        Some(Head::Place) => "place",
    }
}

/// The word at `i` by what it does: figures, marks, verbs and nouns by their parts, small words by themselves.
fn around<'s>(scene: &'s Scene<'_>, i: usize) -> Around<'s> {
    let (word, key) = (scene.word(i), scene.key(i));
    let pronoun = if word.pronoun.is_some() { "his" } else { "" };
    match () {
        () if word.figure.is_some() => Around("figure", "", ""),
        () if word.hedge => Around("hedge", "", ""),
        () if scene.is_quote(i) => Around("quote", "", ""),
        () if scene.is_mark(i) => {
            Around(key.get(..key.chars().next().map_or(0, char::len_utf8)).unwrap_or(key), "", "")
        }
        () if word.has(Role::Relative) => Around("relative", "", ""),
        () if word.verb && word.len > 0 => Around(verb(scene, i), pronoun, ""),
        () if scene.is_nominal(i) => Around(noun(scene, i), pronoun, glued(word.preposition)),
        () if key.is_empty() => Around("end", "", ""),
        () if key.chars().count() <= LONGEST_SMALL_WORD => Around(key.trim_start_matches('و'), "", ""),
        () => Around("word", "", ""),
    }
}

fn verb(scene: &Scene<'_>, i: usize) -> &'static str {
    const VERBS: [(Role, &str); 9] = [
        (Role::Follow, "follows"),
        (Role::Level, "levels"),
        (Role::Exceed, "exceeds"),
        (Role::Top, "tops"),
        (Role::Place, "places"),
        (Role::Move, "moves"),
        (Role::Gain, "gains"),
        (Role::Say, "says"),
        (Role::Become, "becomes"),
    ];
    let word = scene.word(i);
    let plain = if word.senses.metric.verb.is_some() { "counts" } else { "acts" };
    VERBS.iter().find(|(role, _)| word.has(*role)).map_or(plain, |(_, name)| name)
}

fn noun(scene: &Scene<'_>, i: usize) -> &'static str {
    let word = scene.word(i);
    match () {
        () if word.metric().is_some() => "metric_noun",
        () if word.has(Role::RankNoun) => "rank_noun",
        () if word.has(Role::Total) => "total_noun",
        () if word.senses.head.is_some() => "head_noun",
        () if word.has(Role::ScopeHead) => "list_noun",
        () => "noun",
    }
}

fn glued(preposition: Option<char>) -> &'static str {
    match preposition {
        Some('ل') => "ل",
        Some('ب') => "ب",
        Some('ك') => "ك",
        _ => "",
    }
}
