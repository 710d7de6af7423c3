//! The text as the claims engine reads it: every word with its senses, every figure in its place.

use std::ops::Range;

use crate::arabic::{Gap, TokenKind, Tokens, sentences, splits, tokenize};
use crate::lexicon::{
    BylineWord, ClaimWords, Found, Head, MetricId, PlatformId, Pronoun, Role, Roles, Senses, byline_words, cut_pronoun,
};
use crate::numbers::{self, Quantity, QuantityKind, Reference};
use crate::record::Span;

/// One token as the engine reads it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// What it can mean; of a term of several words, on each of them.
    pub senses: Senses,
    /// How many tokens the term covers, on its first token; 0 on the others.
    pub len: usize,
    /// و or ف glued to its front.
    pub conjunction: bool,
    /// ب, ل or ك glued to its front.
    pub preposition: Option<char>,
    /// Whether it has the article.
    pub article: bool,
    /// A pronoun glued to its end.
    pub pronoun: Option<Pronoun>,
    /// The figure that it is part of.
    pub figure: Option<usize>,
    /// Whether it hedges a figure («أكثر من», «نحو»).
    pub hedge: bool,
    /// Whether it is part of a rank.
    pub rank: bool,
    /// Whether it is a verb, known or by its look.
    pub verb: bool,
}

impl Word {
    /// Whether the word plays a part.
    pub fn has(&self, role: Role) -> bool {
        self.senses.roles.has(role)
    }

    /// Whether it names a metric before or after figures.
    pub fn metric(&self) -> Option<MetricId> {
        self.senses.metric.noun
    }

    /// Whether it counts something after a figure.
    pub fn unit(&self) -> Option<MetricId> {
        self.senses.metric.unit.or(self.senses.metric.noun)
    }
}

/// A text with everything that is known of its words.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    pub tokens: Tokens<'t>,
    pub words: Vec<Word>,
    pub figures: Vec<Quantity>,
    pub sentences: Vec<Range<usize>>,
    /// The first tokens of the lines.
    lines: Vec<usize>,
    pub lexicon: &'t ClaimWords,
    /// What stands past the end.
    none: Word,
    /// For each token and the end, the first token of the clause that reaches up to it.
    clauses: Vec<usize>,
}

/// Words that no name reaches over.
const BREAKS: Roles = Roles::all(&[
    Role::Preposition,
    Role::Among,
    Role::Clause,
    Role::Relative,
    Role::Connector,
    Role::Adverb,
    Role::Respectively,
    Role::Scope,
    Role::Negation,
    Role::Question,
    Role::Condition,
    Role::Delta,
    Role::New,
    Role::RateBefore,
    Role::RateAfter,
    Role::Former,
    Role::Compare,
    Role::PartOf,
    Role::Total,
    Role::Whole,
    Role::Barrier,
    Role::RankNoun,
    Role::Attribution,
    Role::Source,
    Role::RunnerUp,
    Role::Forecast,
    Role::Denial,
])
.with(Roles::VERBS);

impl<'t> Scene<'t> {
    /// Reads a text.
    pub fn read(text: &'t str, reference: Reference, lexicon: &'t ClaimWords) -> Self {
        let tokens = tokenize(text);
        let mut figures = numbers::read(&tokens, reference);
        let mut words = read_words(&tokens, &figures, lexicon);
        figures.retain(|figure| !names(&words, &tokens, figure));
        for (at, figure) in figures.iter().enumerate() {
            let first = tokens.at_scalar(figure.span.start).min(figure.tokens.start);
            for (i, word) in words.iter_mut().enumerate().take(figure.tokens.end).skip(first) {
                word.hedge = !figure.tokens.contains(&i);
                word.figure = Some(at).filter(|_| !word.hedge);
            }
        }
        keep_rank_nouns(&mut words, &tokens);
        name_ali(&mut words, &tokens);
        verbs_after_particles(&mut words, &tokens);
        particles(&mut words, &tokens);
        foreign_names(&mut words, &tokens);
        scopes(&mut words, &tokens, &figures);
        participles(&mut words, &tokens);
        given_names(&mut words, &tokens);
        let sentences = sentences(&tokens).into_iter().flat_map(pieces).collect();
        let lines = (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.gap == Gap::Line)).collect();
        let (none, clauses) = (Word::default(), Vec::new());
        let scene = Self { tokens, words, figures, sentences, lines, lexicon, none, clauses };
        let clauses = super::clause::starts(&scene);
        Self { clauses, ..scene }
    }

    /// The word at `i`; an empty one past the end.
    pub fn word(&self, i: usize) -> &Word {
        self.words.get(i).unwrap_or(&self.none)
    }

    /// The first token of the clause that reaches up to token `at`; `None` past the end.
    pub fn clause(&self, at: usize) -> Option<usize> {
        self.clauses.get(at).copied()
    }

    /// The folded token at `i`.
    pub fn key(&self, i: usize) -> &str {
        self.tokens.key(i)
    }

    /// Whether the token at `i` is a mark.
    pub fn is_mark(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Punct)
    }

    /// Whether the token at `i` opens or closes a quotation.
    pub fn is_quote(&self, i: usize) -> bool {
        matches!(self.key(i), "«" | "»" | "\"" | "“" | "”" | "„" | "'" | "‘" | "’")
    }

    /// Whether a line break stands before the token at `i`.
    pub fn starts_line(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.gap == Gap::Line)
    }

    /// Whether the token at `i` can be part of a name.
    pub fn is_nominal(&self, i: usize) -> bool {
        let word = self.word(i);
        let letters = self.tokens.get(i).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Latin));
        let ordinal = word.figure.is_none_or(|f| self.figures[f].kind == QuantityKind::Ordinal);
        let plain = !word.verb && !word.hedge && !word.rank && ordinal && !word.senses.metric.times;
        letters && plain && !self.is_clitic(i) && !word.senses.roles.any(BREAKS) && !self.measures(i)
    }

    /// Whether the word at `i` is a metric's noun rather than one thing of its kind: «تغريدة الملك» is a thing.
    pub fn measures(&self, i: usize) -> bool {
        let word = self.word(i);
        let thing = word.senses.head.is_some() || word.unit().is_some_and(|m| self.lexicon.is_generic(m));
        word.unit().is_some() && (!thing || super::mention::counted(self, i))
    }

    /// Whether the token at `i` is a clitic written apart: و, ب, ل, ال before a digit or a quotation mark.
    pub fn is_clitic(&self, i: usize) -> bool {
        matches!(self.key(i), "و" | "ف" | "ب" | "ل" | "ك" | "ال" | "بال" | "لل" | "وب" | "ول" | "فال" | "وال" | "فب")
    }

    /// Whether the word at `i` has the article, cut off or part of the term.
    pub fn is_definite(&self, i: usize) -> bool {
        self.word(i).article || self.key(i).starts_with("ال")
    }

    /// The sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= i)
    }

    /// The tokens of sentence `s`.
    pub fn sentence(&self, s: usize) -> Range<usize> {
        self.sentences.get(s).cloned().unwrap_or(0..0)
    }

    /// The line that holds token `i`, no farther than a long paragraph from it.
    pub fn line(&self, i: usize) -> Range<usize> {
        let next = self.lines.partition_point(|start| *start <= i);
        let start = next.checked_sub(1).map_or(0, |at| self.lines[at]);
        let end = self.lines.get(next).copied().unwrap_or(self.tokens.len());
        start.max(i.saturating_sub(LONGEST_LINE))..end.min(i + LONGEST_LINE)
    }

    /// The figures that begin within a range of tokens.
    pub fn figures_in(&self, tokens: &Range<usize>) -> &[Quantity] {
        let place = |at: usize| self.figures.partition_point(|f| f.tokens.start < at);
        self.figures.get(place(tokens.start)..place(tokens.end)).unwrap_or_default()
    }

    /// The scalars of a span as a slice of the text, found without a walk from its beginning.
    pub fn slice(&self, span: Span) -> &'t str {
        let byte = |at: usize| {
            let token = self.tokens.get(self.tokens.at_scalar(at));
            let text = self.tokens.text();
            token.map_or(text.len(), |t| {
                let inner = text.get(t.bytes.start..).unwrap_or_default().chars().take(at.saturating_sub(t.span.start));
                t.bytes.start + inner.map(char::len_utf8).sum::<usize>()
            })
        };
        let end = span.end.checked_sub(1).map_or(0, |last| {
            let from = byte(last);
            from + self.tokens.text().get(from..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8)
        });
        self.tokens.text().get(byte(span.start)..end).unwrap_or_default()
    }

    /// The platform that the term at `i` names.
    pub fn platform(&self, i: usize) -> Option<PlatformId> {
        self.word(i).senses.platform.filter(|_| self.word(i).len > 0)
    }

    /// The kind of name that the word at `i` opens.
    pub fn head(&self, i: usize) -> Option<Head> {
        self.word(i).senses.head
    }

    /// Marks the words of ranks: they belong to no name.
    pub fn mark_ranks(&mut self, ranks: &[super::draft::Draft]) {
        for rank in ranks.iter().filter(|r| r.tokens.len() <= 4) {
            rank.tokens.clone().for_each(|i| self.words[i].rank = true);
        }
    }

    /// A range of tokens as scalars.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens.span(tokens)
    }
}

/// Longest sentence that is read as one, in tokens: what has no full stop for so long is read in pieces.
const LONGEST_SENTENCE: usize = 240;

/// Farthest that a figure looks along its line, in tokens.
const LONGEST_LINE: usize = 600;

/// A sentence in pieces of bounded length, so that every step that looks through a sentence is linear in the text.
fn pieces(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST_SENTENCE).map(move |from| from..end.min(from + LONGEST_SENTENCE))
}

fn read_words(tokens: &Tokens<'_>, figures: &[Quantity], lexicon: &ClaimWords) -> Vec<Word> {
    let mut words = Vec::with_capacity(tokens.len());
    // Who writes ta marbuta with its dots writes the pronoun without them.
    let dotted = (0..tokens.len()).any(|i| tokens.raw(i).ends_with('ة'));
    while words.len() < tokens.len() {
        let counted = figures.binary_search_by_key(&words.len(), |f| f.tokens.end).is_ok();
        read_term(tokens, lexicon, dotted, counted, &mut words);
    }
    words.truncate(tokens.len());
    pasts(&mut words, tokens);
    words
}

/// A past that is a noun too is a verb where a clause begins with it and a name or a definite noun follows: «وكتب محمد».
fn pasts(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 0..words.len() {
        let word = words[i];
        if !word.senses.past || word.article || word.preposition.is_some() || word.figure.is_some() {
            continue;
        }
        let before = i.checked_sub(1).map(|b| words[b]);
        let clause = before.is_some_and(|w| w.has(Role::Clause) || w.has(Role::Relative));
        let opens = before.is_none()
            || tokens.get(i).is_some_and(|t| t.gap == Gap::Line)
            || matches!(tokens.key(i - 1), "." | "؛");
        let next = words.get(i + 1).copied().unwrap_or_default();
        let subject = next.article || next.senses.head.is_some() || tokens.key(i + 1) == "«";
        words[i].verb |= clause || opens && word.conjunction && subject;
    }
}

/// Reads the term at the end of `words`; `counted` says that a figure stands before it.
fn read_term(tokens: &Tokens<'_>, lexicon: &ClaimWords, dotted: bool, counted: bool, words: &mut Vec<Word>) {
    let at = words.len();
    let letters = tokens.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Latin));
    let found = if letters { lexicon.terms.find(tokens, at) } else { None };
    let owned = found.filter(|f| dotted && f.pronoun.is_none() && f.len == 1 && tokens.raw(at).ends_with('ه'));
    let found = owned.and_then(|_| lexicon.terms.find_owned(tokens, at)).or(found);
    // «فلة» is no «فله»: a function word never ends in ta marbuta.
    let found = found.filter(|f| {
        !(f.senses.roles.has(Role::Adverb) && tokens.raw(at).ends_with('ة') && tokens.key(at).chars().count() <= 4)
    });
    // «350 ألف تفاعل مع كل منشور»: what a figure counts is a noun, though a verb goes on with the next word.
    let goes_on = found.filter(|f| counted && f.len > 1 && f.senses.is_verb());
    let noun = goes_on
        .and_then(|_| lexicon.terms.find_noun(tokens, at))
        .filter(|n| n.senses.metric.unit.or(n.senses.metric.noun).is_some());
    let found = noun.or(found);
    let Some(found) = found else {
        words.push(if letters { unknown(tokens, at) } else { Word::default() });
        return;
    };
    let found =
        if found.senses.roles.has(Role::Noun) { Found { senses: found.senses.as_noun(), ..found } } else { found };
    // «بمحافظة إربد», «الطالب»: a participle that is a noun of owners too is that with the article or a preposition.
    let affixed = found.article || found.preposition.is_some();
    let owner = found.senses.head.is_some() && found.senses.nominal && affixed && tokens.key(at + 1) != "علي";
    let verb = found.senses.is_verb() && !found.senses.roles.has(Role::Noun) && !owner;
    let mut found = found;
    if owner {
        found.senses.roles = found.senses.roles.minus(Roles::VERBS);
    }
    let (conjunction, preposition, article, pronoun) =
        (found.conjunction, found.preposition, found.article, found.pronoun);
    let first = Word {
        senses: found.senses,
        len: found.len,
        conjunction,
        preposition,
        article,
        pronoun,
        verb,
        ..Word::default()
    };
    words.push(first);
    let further = Word { len: 0, conjunction: false, preposition: None, ..first };
    words.extend(std::iter::repeat_n(further, found.len - 1));
}

/// A word that no lexicon has: its clitics as far as the article shows them, its pronoun, and whether it looks like a verb.
fn unknown(tokens: &Tokens<'_>, at: usize) -> Word {
    let key = tokens.key(at);
    let article = splits(key).find(|s| s.article && s.stem.chars().count() >= 2);
    if let Some(split) = article {
        let (conjunction, preposition) = (split.conjunction.is_some(), split.preposition);
        return Word { len: 1, conjunction, preposition, article: true, ..Word::default() };
    }
    let bare = key.strip_prefix('و').filter(|s| s.chars().count() >= 3);
    let verb = looks_like_verb(bare.unwrap_or(key));
    let pronoun = Some(tokens.raw(at)).filter(|_| !verb).and_then(owner_shown);
    Word { len: 1, conjunction: bare.is_some(), verb, pronoun, ..Word::default() }
}

/// The pronoun that an unknown noun as it is written ends in: «زبنائها». A final ه is left alone, names end in it too.
fn owner_shown(raw: &str) -> Option<Pronoun> {
    let (stem, pronoun) = cut_pronoun(raw)?;
    (stem.chars().count() >= 3 && pronoun != Pronoun::Masculine).then_some(pronoun)
}

/// Present tense in ي, passive and reflexive in تت or يت, past feminine in ـت, plural in ـوا: what a word without the
/// article shows.
fn looks_like_verb(key: &str) -> bool {
    let letters = key.chars().count();
    let present = key.starts_with('ي') && letters >= 4 && !key.starts_with("يا") && !key.starts_with("يو");
    let present = present && !key.ends_with("يه") && !key.ends_with("ات");
    let reflexive = (key.starts_with("تت") || key.starts_with("تست")) && letters >= 5;
    let past = key.ends_with('ت') && !key.ends_with("ات") && letters >= 4;
    let plural = key.ends_with("وا") && letters >= 5;
    present || reflexive || past || plural
}

/// «زوار الأربعين», «مجموعة العشرين»: a definite number in words behind a noun without the article counts nothing and names something.
fn names(words: &[Word], tokens: &Tokens<'_>, figure: &Quantity) -> bool {
    let i = figure.tokens.start;
    let Some(before) = i.checked_sub(1).and_then(|b| words.get(b)) else { return false };
    let word = figure.kind == QuantityKind::Cardinal && figure.tokens.len() == 1 && tokens.key(i).starts_with("ال");
    let letters = tokens.key(i).chars().all(char::is_alphabetic) && tokens.key(i).ends_with("ين");
    let noun = before.unit().is_some()
        || before.senses.head.is_some()
        || before.senses.noun.is_some()
        || before.senses.is_unknown();
    let beside = tokens.get(i).is_some_and(|t| t.gap == Gap::Space)
        && tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word);
    let next = words.get(i + 1).copied().unwrap_or_default();
    word && letters
        && noun
        && beside
        && !before.article
        && before.figure.is_none()
        && next.unit().is_none()
        && !next.senses.metric.person
}

/// After لم, لن, سوف, قد stands a verb, known or not.
fn verbs_after_particles(words: &mut [Word], tokens: &Tokens<'_>) {
    for (i, word) in words.iter_mut().enumerate().skip(1) {
        let particle = matches!(tokens.key(i - 1), "لم" | "لن" | "سوف" | "ولم" | "ولن" | "فلم" | "فلن" | "وسوف");
        let listed = [BylineWord::Given, BylineWord::Place].map(|c| byline_words().class_at(tokens, i, c).is_some());
        let free = !listed.contains(&true) && word.senses.is_unknown() && !word.article && word.figure.is_none();
        // «لا تلتفت»: a present.
        let present = matches!(tokens.key(i - 1), "لا" | "ولا" | "فلا") && tokens.key(i).starts_with(['ي', 'ت']);
        word.verb |= (particle || present) && free && tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    }
}

/// «متفوقا على», «محتلا المركز», «متقدمة على»: an indefinite word in م that stands before a preposition or a place says how, and names nobody.
fn participles(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 1..words.len() {
        let (word, key) = (words[i], tokens.key(i));
        let bare = key.strip_prefix('و').filter(|_| word.conjunction).unwrap_or(key);
        let alif = bare.ends_with('ا') && !bare.ends_with("يا");
        let ending = alif || bare.starts_with("مت") && tokens.raw(i).ends_with('ة');
        let shape = bare.starts_with('م') && bare.chars().count() >= 5 && ending;
        let listed = [BylineWord::Given, BylineWord::Place].map(|c| byline_words().class_at(tokens, i, c).is_some());
        let free = !listed.contains(&true)
            && word.senses.is_unknown()
            && !word.article
            && word.preposition.is_none()
            && word.figure.is_none();
        let next = words.get(i + 1).copied().unwrap_or_default();
        let governs = next.has(Role::Preposition)
            || next.has(Role::RankNoun)
            || next.has(Role::TopNoun)
            || tokens.key(i + 1) == "ان";
        let glued = next.preposition == Some('ب') || matches!(tokens.key(i + 1), "ب");
        words[i].verb |= shape && free && (governs || glued);
    }
}

/// Words that are never names: «على» is no «علي».
const FUNCTION: Roles = Roles::all(&[
    Role::Preposition,
    Role::Among,
    Role::Clause,
    Role::Relative,
    Role::Connector,
    Role::Negation,
    Role::Adverb,
]);

/// «رابعة تونسيا», «المركز الأول سودانيا والـ 61 عربيا»: an adverb of place in يا right behind a place.
fn scopes(words: &mut [Word], tokens: &Tokens<'_>, figures: &[Quantity]) {
    for i in 1..words.len() {
        let (key, before) = (tokens.key(i), words[i - 1]);
        let adverb =
            key.ends_with("يا") && key.chars().count() >= 5 && words[i].senses.is_unknown() && !words[i].article;
        let kind = before.figure.map(|f| figures[f].kind);
        let placed = kind == Some(QuantityKind::Ordinal)
            || kind == Some(QuantityKind::Cardinal)
                && i > 1
                && (words[i - 2].has(Role::RankNoun) || tokens.key(i - 2).ends_with("ال"));
        let listed = byline_words().class_at(tokens, i, BylineWord::Place).is_some();
        if adverb && !listed && (placed || before.has(Role::Scope) && words[i].conjunction) {
            words[i].senses = Senses::role(Role::Scope);
            words[i].verb = false;
        }
    }
}

/// How many words may stand between a title and the given name of who has it: «الناشطة السورية ليلى».
const TITLE_BEFORE: usize = 3;

/// «المرشحة أمل العبيد», «الفنانة أحلام»: after a title a given name is nothing but that, whatever else the word means.
fn given_names(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 1..words.len() {
        let word = words[i];
        let other = word.len > 0 && !word.senses.is_unknown() || word.verb;
        if !other || word.figure.is_some() || word.senses.head.is_some() || word.senses.roles.any(FUNCTION) {
            continue;
        }
        let given = byline_words().class_at(tokens, i, BylineWord::Given).is_some_and(|(_, end)| end == i + 1);
        let back = (i.saturating_sub(TITLE_BEFORE)..i).rev();
        let title = given && {
            let mut run =
                back.map(|b| words[b]).take_while(|w| w.senses.head == Some(Head::Person) || w.article && !w.verb);
            run.any(|w| w.senses.head == Some(Head::Person))
        };
        if title {
            words[i] = Word { len: 1, ..Word::default() };
        }
    }
}

/// «إذاعة مونت كارلو»: behind a head without the article an unknown word in ت with another one behind it is no verb.
fn foreign_names(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 1..words.len().saturating_sub(1) {
        let (head, next) = (words[i - 1], words[i + 1]);
        let owned = matches!(head.senses.head, Some(Head::Account | Head::Organisation))
            && !head.article
            && head.pronoun.is_none();
        let unknown = |w: &Word| {
            w.senses.is_unknown() && !w.article && !w.conjunction && w.preposition.is_none() && w.figure.is_none()
        };
        let letters = tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space);
        if owned
            && words[i].verb
            && unknown(&words[i])
            && tokens.key(i).ends_with('ت')
            && unknown(&next)
            && !next.verb
            && letters
        {
            words[i].verb = false;
        }
    }
}

/// «فقد بلغت»: before a verb فقد is a particle and loses nothing.
fn particles(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 0..words.len().saturating_sub(1) {
        if tokens.key(i) == "فقد" && words[i + 1].verb && !words[i + 1].article {
            words[i] = Word { len: 1, conjunction: true, ..Word::default() };
            words[i].senses = Senses::role(Role::Adverb);
        }
    }
}

/// Where a text writes على with its own letter, علي is a name.
fn name_ali(words: &mut [Word], tokens: &Tokens<'_>) {
    let spelled = (0..tokens.len()).any(|i| tokens.raw(i) == "على");
    for i in (0..tokens.len()).filter(|_| spelled) {
        if matches!(tokens.raw(i), "علي" | "وعلي" | "لعلي") {
            words[i] = Word { len: 1, conjunction: tokens.raw(i).starts_with('و'), ..Word::default() };
        }
    }
}

/// مركز is a place in an order only before its ordinal or number; elsewhere it is a centre.
fn keep_rank_nouns(words: &mut [Word], tokens: &Tokens<'_>) {
    for i in 0..words.len() {
        if words[i].has(Role::RankNoun) && !ranks(words, tokens, i) {
            words[i].senses.roles = words[i].senses.roles.without(Role::RankNoun);
        }
    }
}

fn ranks(words: &[Word], tokens: &Tokens<'_>, i: usize) -> bool {
    let after = (i + 1..words.len().min(i + 5)).find(|at| {
        let small = matches!(tokens.key(*at), "ال" | "«" | "»" | "\"" | "(" | "رقم" | "رقم:" | ":" | "“" | "”");
        !small && words.get(*at).is_some_and(|w| !w.has(Role::TopN))
    });
    after.is_some_and(|at| words[at].figure.is_some() || words[at].has(Role::Last))
}
