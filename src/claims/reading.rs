//! The text as the claims engine reads it: every word with its senses, every figure in its place.

use std::ops::Range;

use super::text::Text;
use super::{naming, sense};
use crate::arabic::{Gap, TokenKind, Tokens, sentences, splits};
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
    /// How many tokens the given name takes that begins with it.
    pub given: u8,
    /// How many tokens the land or the town takes that begins with it.
    pub land: u8,
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

    /// The same word, as nothing but a name.
    pub fn as_name(&self) -> Self {
        Self { len: 1, given: self.given, land: self.land, ..Self::default() }
    }

    /// A first name, a land or a town.
    pub fn is_listed(&self) -> bool {
        self.given > 0 || self.land > 0
    }

    /// Whether it counts something after a figure.
    pub fn unit(&self) -> Option<MetricId> {
        self.senses.metric.unit.or(self.senses.metric.noun)
    }
}

/// A text with everything that is known of its words.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    pub tokens: Text<'t>,
    pub words: Vec<Word>,
    pub figures: Vec<Quantity>,
    pub sentences: Vec<Range<usize>>,
    /// The sentence of each token.
    sentence_at: Vec<u32>,
    /// The first tokens of the lines.
    lines: Vec<usize>,
    pub lexicon: &'t ClaimWords,
    /// Whether the text has tabs, which part the cells of tables.
    pub has_tabs: bool,
    /// Whether the text has tabs or upright bars, which part the cells of tables.
    pub has_cells: bool,
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

/// The longest name in a cell of a table, in tokens.
const LONGEST_CELL: usize = 16;

impl<'t> Scene<'t> {
    /// Reads a text.
    pub fn read(tokens: &'t Tokens<'t>, reference: Reference, lexicon: &'t ClaimWords) -> Self {
        let (text, tokens) = (tokens.text(), Text::new(tokens));
        let mut figures = numbers::read(&tokens, reference);
        let mut words = read_words(&tokens, &figures, lexicon);
        name_numbers(&mut words, &tokens, &mut figures);
        figures.retain(|figure| !sense::names(&words, &tokens, figure));
        for (at, figure) in figures.iter().enumerate() {
            let first = tokens.at_scalar(figure.span.start).min(figure.tokens.start);
            words[first..figure.tokens.start].iter_mut().for_each(|word| (word.hedge, word.figure) = (true, None));
            words[figure.tokens.clone()].iter_mut().for_each(|word| (word.hedge, word.figure) = (false, Some(at)));
        }
        sense::keep_rank_nouns(&mut words, &tokens);
        sense::name_ali(&mut words, &tokens);
        sense::houses(&mut words, &tokens);
        sense::no_purpose(&mut words, &tokens);
        sense::verbs_after_particles(&mut words, &tokens);
        sense::particles(&mut words, &tokens);
        sense::by_next(&mut words, &tokens);
        sense::times(&mut words, &tokens);
        sense::spokesmen(&mut words, &tokens);
        sense::fellows_and_plurals(&mut words, &tokens);
        naming::places(&mut words, &tokens);
        naming::days(&mut words, &tokens);
        naming::joined_names(&mut words, &tokens);
        naming::foreign_names(&mut words, &tokens);
        naming::family_names(&mut words, &tokens);
        naming::owners(&mut words, &tokens);
        naming::surnames(&mut words, &tokens);
        naming::bodies_of_offices(&mut words, &tokens);
        sense::behind_heads(&mut words, &tokens);
        sense::titles(&mut words, &tokens);
        sense::single_words(&mut words, &tokens);
        sense::brought_out(&mut words, &tokens);
        sense::scopes(&mut words, &tokens, &figures);
        sense::participles(&mut words, &tokens);
        sense::nouns_behind(&mut words, &tokens);
        naming::given_names(&mut words, &tokens);
        naming::fathers(&mut words);
        naming::short_verbs(&mut words, &tokens);
        let sentences: Vec<Range<usize>> = sentences(&tokens).into_iter().flat_map(pieces).collect();
        let sentence_at = sentences.iter().zip(0..).flat_map(|(s, at)| std::iter::repeat_n(at, s.len())).collect();
        let lines = (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.gap == Gap::Line)).collect();
        let (none, clauses, has_tabs) = (Word::default(), Vec::new(), text.contains('\t'));
        let has_cells = has_tabs || text.contains('|');
        let mut scene =
            Self { tokens, words, figures, sentences, sentence_at, lines, lexicon, has_tabs, has_cells, none, clauses };
        scene.part_cells();
        let clauses = super::clause::starts(&scene);
        Self { clauses, ..scene }
    }

    /// «وصلني | 8,405,090»: nothing stands before the first word of a cell that و could join it to.
    fn part_cells(&mut self) {
        let joins = |i: &usize| self.word(*i).conjunction && self.word(*i).senses.is_unknown();
        let cell = |i: &usize| super::phrase::cell(self, *i, i + LONGEST_CELL).is_some();
        let glued: Vec<usize> = (0..self.words.len()).filter(|i| self.has_cells && joins(i) && cell(i)).collect();
        glued.into_iter().for_each(|i| self.words[i].conjunction = false);
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
    pub fn key(&self, i: usize) -> &'t str {
        self.tokens.key(i)
    }

    /// How many letters the folded token at `i` has.
    pub fn letters(&self, i: usize) -> usize {
        self.tokens.letters(i)
    }

    /// Whether the token at `i` is a mark.
    pub fn is_mark(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Punct)
    }

    /// Whether the token at `i` opens or closes a quotation.
    pub fn is_quote(&self, i: usize) -> bool {
        self.is_mark(i) && matches!(self.key(i), "«" | "»" | "\"" | "“" | "”" | "„" | "'" | "‘" | "’")
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
        // «أ) المتابعون …»: the letter of an item.
        let item = || {
            self.starts_line(i) && self.tokens.raw(i).chars().count() == 1 && matches!(self.key(i + 1), ")" | "-" | ".")
        };
        letters && plain && !self.is_clitic(i) && !word.senses.roles.any(BREAKS) && !self.measures(i) && !item()
    }

    /// Whether the number at `i` ends a name: «فرانس 24», «القناة 12», which no reader takes for a quantity.
    pub fn is_numbered(&self, i: usize) -> bool {
        let number = self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::Space);
        let channel = |w: &Word| w.senses.head == Some(Head::Account) || w.has(Role::Station);
        let head = i.checked_sub(1).map(|b| self.word(b));
        let head = head.is_some_and(|w| w.article && w.senses.head.is_some() || w.pronoun.is_none() && channel(w));
        number && (self.word(i).len > 0 || head && self.word(i).figure.is_none())
    }

    /// Whether the word at `i` is a metric's noun rather than one thing of its kind: «تغريدة الملك» is a thing.
    pub fn measures(&self, i: usize) -> bool {
        let word = self.word(i);
        let thing = word.senses.head.is_some() || word.unit().is_some_and(|m| self.lexicon.is_generic(m));
        word.unit().is_some() && (!thing || super::mention::counted(self, i))
    }

    /// Whether the token at `i` is a clitic written apart: و, ب, ل, ال before a digit or a quotation mark.
    pub fn is_clitic(&self, i: usize) -> bool {
        match self.key(i) {
            key if key.len() > LONGEST_CLITIC => false,
            "ال" => !self.is_family(i),
            key => matches!(key, "و" | "ف" | "ب" | "ل" | "ك" | "بال" | "لل" | "وب" | "ول" | "فال" | "وال" | "فب"),
        }
    }

    /// «آل مكتوم», «ال ثاني»: the house that a name belongs to, which no article is parted from its word like.
    fn is_family(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space)
    }

    /// Whether the word at `i` has the article, cut off or part of the term.
    pub fn is_definite(&self, i: usize) -> bool {
        self.word(i).article || self.tokens.raw(i).starts_with("ال")
    }

    /// Whether a land or a town stands at `i`.
    pub fn is_land(&self, i: usize) -> bool {
        self.word(i).land > 0
    }

    /// Where the land or town ends that begins at `i`.
    pub fn land_end(&self, i: usize) -> Option<usize> {
        Some(i + usize::from(self.word(i).land)).filter(|end| *end > i)
    }

    /// Whether a given name stands at `i`.
    pub fn is_given(&self, i: usize) -> bool {
        self.word(i).given > 0
    }

    /// Where the given name ends that begins at `i`.
    pub fn given_end(&self, i: usize) -> Option<usize> {
        Some(i + usize::from(self.word(i).given)).filter(|end| *end > i)
    }

    /// The sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentence_at.get(i).map_or(self.sentences.len(), |s| *s as usize)
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
            // «يتربع الأهلي على عرش»: who sits there is named between.
            let seat = rank.tokens.len() > 2 && self.word(rank.tokens.start).verb;
            let own = |i: &usize| !seat || *i == rank.tokens.start || *i + 2 >= rank.tokens.end;
            rank.tokens.clone().filter(own).for_each(|i| self.words[i].rank = true);
        }
    }

    /// A range of tokens as scalars.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens.span(tokens)
    }
}

/// Longest clitic, in bytes.
const LONGEST_CLITIC: usize = "بال".len();

/// Longest sentence that is read as one, in tokens: what has no full stop for so long is read in pieces.
const LONGEST_SENTENCE: usize = 240;

/// Farthest that a figure looks along its line, in tokens.
const LONGEST_LINE: usize = 600;

/// A sentence in pieces of bounded length, so that every step that looks through a sentence is linear in the text.
fn pieces(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST_SENTENCE).map(move |from| from..end.min(from + LONGEST_SENTENCE))
}

/// Takes the numbers that end a name out of the figures and makes them words.
fn name_numbers(words: &mut [Word], tokens: &Text<'_>, figures: &mut Vec<Quantity>) {
    let begins: Vec<usize> = figures.iter().map(|f| tokens.at_scalar(f.span.start)).collect();
    let named = |f: &Quantity| super::numbered::is_name(words, tokens, f, |i| begins.binary_search(&i).is_ok());
    let (names, counts): (Vec<Quantity>, Vec<Quantity>) = std::mem::take(figures).into_iter().partition(named);
    names.iter().for_each(|f| words[f.tokens.start].len = 1);
    *figures = counts;
}

fn read_words(tokens: &Text<'_>, figures: &[Quantity], lexicon: &ClaimWords) -> Vec<Word> {
    let mut words = Vec::with_capacity(tokens.len());
    // Who writes ta marbuta with its dots writes the pronoun without them.
    let dotted = (0..tokens.len()).any(|i| tokens.raw(i).ends_with('ة'));
    let mut ends = figures.iter().map(|f| f.tokens.end).peekable();
    while words.len() < tokens.len() {
        while ends.next_if(|end| *end < words.len()).is_some() {}
        let counted = ends.peek() == Some(&words.len());
        read_term(tokens, lexicon, dotted, counted, &mut words);
    }
    words.truncate(tokens.len());
    words.iter_mut().enumerate().for_each(|(i, word)| (word.given, word.land) = listed(tokens, i));
    sense::pasts(&mut words, tokens);
    words
}

/// How many tokens the given name and the land take that begin at `at`; 0 where none does.
fn listed(tokens: &Text<'_>, at: usize) -> (u8, u8) {
    let (mut given, mut land) = (0, 0);
    for (said, end) in byline_words().all_at(tokens, at) {
        let place = match said.class {
            BylineWord::Given => &mut given,
            BylineWord::Place => &mut land,
            _ => continue,
        };
        // The longest comes first.
        if *place == 0 {
            *place = u8::try_from(end - at).unwrap_or(u8::MAX);
        }
    }
    // «وياسين بونو»
    let joined = || tokens.key(at).strip_prefix('و').filter(|name| name.chars().count() >= 3);
    if given == 0 && land == 0 && joined().and_then(|name| byline_words().class_of(name)) == Some(BylineWord::Given) {
        given = 1;
    }
    (given, land)
}

/// Reads the term at the end of `words`; `counted` says that a figure stands before it.
fn read_term(tokens: &Text<'_>, lexicon: &ClaimWords, dotted: bool, counted: bool, words: &mut Vec<Word>) {
    let at = words.len();
    let letters = tokens.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Latin));
    let found = if letters { lexicon.terms.find(tokens, at) } else { None };
    let owned = found.filter(|f| dotted && f.pronoun.is_none() && f.len == 1 && tokens.raw(at).ends_with('ه'));
    let found = owned.and_then(|_| lexicon.terms.find_owned(tokens, at)).or(found);
    // «فلة» is no «فله»: a function word never ends in ta marbuta.
    let found = found
        .filter(|f| !(f.senses.roles.has(Role::Adverb) && tokens.raw(at).ends_with('ة') && tokens.letters(at) <= 4));
    // «350 ألف تفاعل مع كل منشور»: what a figure counts is a noun, though a verb goes on with the next word.
    let goes_on = found.filter(|f| counted && f.len > 1 && f.senses.is_verb());
    let noun = goes_on.and_then(|_| lexicon.terms.find_noun(tokens, at));
    // «ليلى» is no «لِيلي», «بشير» no share of «شير».
    let name = |f: &Found| {
        let verb = f.preposition == Some('ل') && f.senses.is_verb() && !f.senses.nominal;
        verb || f.preposition.is_some() && !f.article && f.len == 1 && f.senses.metric.noun.is_some()
    };
    let given = || byline_words().class_of(tokens.key(at)) == Some(BylineWord::Given);
    let found = found.filter(|f| !(name(f) && given()));
    // «صُوّر» is no picture.
    let passive = || is_passive(tokens.raw(at));
    let found = found.filter(|f| f.article || f.senses.is_verb() || f.len > 1 || !passive());
    let found = noun.filter(|n| n.senses.metric.unit.or(n.senses.metric.noun).is_some()).or(found);
    // «وأن حملتها وصلت إلى …»: behind أنّ stands a noun.
    let told = found.filter(|f| f.pronoun.is_some() && f.senses.is_verb() && at > 0 && follows_that(tokens, at));
    let found = told.and_then(|_| lexicon.terms.find_owned_noun(tokens, at)).or(found);
    let Some(found) = found else {
        words.push(if letters { unknown(tokens, at) } else { Word::default() });
        return;
    };
    let found =
        if found.senses.roles.has(Role::Noun) { Found { senses: found.senses.as_noun(), ..found } } else { found };
    // «بمحافظة إربد», «الطالب»: a participle that is a noun of owners too is that with the article or a preposition.
    // «في محافظة المحرق»: behind a preposition.
    let behind = at > 0 && found.len == 1 && matches!(tokens.key(at - 1), "في" | "من" | "الي" | "عن" | "بين");
    // «ثم محافظة القاهرة»
    let placed = found.len == 1 && byline_words().class_of(tokens.key(at + 1)) == Some(BylineWord::Place);
    let behind = (behind || placed) && found.senses.head.is_some() && found.senses.is_verb();
    let affixed = found.article || found.preposition.is_some() || behind && found.pronoun.is_none();
    // «المحافظة على الصدارة» is a deed, «الصفحة الرسمية للمحافظة على فيسبوك» is not.
    let host = || lexicon.terms.find(tokens, at + 2).is_some_and(|f| f.senses.platform.is_some());
    let keeps = tokens.key(at + 1) == "علي" && !host();
    let owner = found.senses.head.is_some() && found.senses.nominal && affixed && !keeps;
    // «للكتب الصوتية»: behind its article a noun that is a past too.
    let noun = found.article && found.preposition == Some('ل') && found.senses.metric.noun.is_some();
    let verb = found.senses.is_verb() && !found.senses.roles.has(Role::Noun) && !owner && !noun;
    let mut found = found;
    // «الوحدة» is no «وحده».
    if found.article && found.senses.roles.has(Role::Noun) && tokens.raw(at).ends_with('ة') {
        found.senses.roles = found.senses.roles.without(Role::Adverb);
    }
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

/// Whether «أن» stands before the word at `at`, and the word has the ت of the past or of ta marbuta.
fn follows_that(tokens: &Text<'_>, at: usize) -> bool {
    let that = tokens.key(at - 1).trim_start_matches(['و', 'ف', 'ب', 'ل']) == "ان";
    that && cut_pronoun(tokens.key(at)).is_some_and(|(stem, _)| stem.ends_with('ت'))
}

/// A word that no lexicon has: its clitics as far as the article shows them, its pronoun, and whether it looks like a verb.
fn unknown(tokens: &Text<'_>, at: usize) -> Word {
    let key = tokens.key(at);
    // «إلياس», «ألمانيا»: a hamza is no article.
    let hamza = tokens.raw(at).trim_start_matches(['و', 'ف', 'ب', 'ك']).starts_with(['أ', 'إ', 'آ']);
    // «وضاح» is no «و» with a name behind it.
    let known = |key: &str| matches!(byline_words().class_of(key), Some(BylineWord::Given));
    // «وأم درمان»
    let bare = key.strip_prefix('و').filter(|s| (s.chars().count() >= 3 || *s == "ام") && !known(key));
    // «مقابل 3955 لعصام», «لليلى», but «ليلى»
    let given = |key: &str| key.strip_prefix('ل').is_some_and(|name| name.chars().count() >= 3 && known(name));
    if given(bare.unwrap_or(key)) && !known(bare.unwrap_or(key)) && !known(key) {
        return Word { len: 1, conjunction: bare.is_some(), preposition: Some('ل'), ..Word::default() };
    }
    let article = splits(key).filter(|_| !hamza).find(|s| s.article && s.stem.chars().count() >= 2);
    if let Some(split) = article {
        let (conjunction, preposition) = (split.conjunction.is_some(), split.preposition);
        return Word { len: 1, conjunction, preposition, article: true, ..Word::default() };
    }
    let verb = looks_like_verb(bare.unwrap_or(key)) || is_passive(tokens.raw(at));
    let pronoun = Some(tokens.raw(at)).filter(|_| !verb).and_then(owner_shown);
    Word { len: 1, conjunction: bare.is_some(), verb, pronoun, ..Word::default() }
}

/// «صُوّر», «بُثّ»: with the vowel of the passive and its doubled letter.
pub(super) fn is_passive(raw: &str) -> bool {
    raw.chars().nth(1) == Some('\u{64F}') && raw.contains('\u{651}') && !raw.ends_with('ة')
}

/// The pronoun that an unknown noun as it is written ends in: «زبنائها». A final ه is left alone, names end in it too.
fn owner_shown(raw: &str) -> Option<Pronoun> {
    let (stem, pronoun) = cut_pronoun(raw)?;
    // «محتوياته»: a plural before it shows that it is one.
    let shown = pronoun != Pronoun::Masculine || stem.ends_with("ات") && raw.ends_with('ه');
    (stem.chars().count() >= 3 && shown).then_some(pronoun)
}

/// Present tense in ي, passive and reflexive in تت or يت, past feminine in ـت, plural in ـوا: what a word without the
/// article shows.
fn looks_like_verb(key: &str) -> bool {
    let letters = key.chars().count();
    let present = key.starts_with('ي') && letters >= 4 && !key.starts_with("يا") && !key.starts_with("يو");
    let present = present && !key.ends_with("يه") && !key.ends_with("ات");
    let reflexive = (key.starts_with("تت") || key.starts_with("تست")) && letters >= 5;
    let past = key.ends_with('ت') && !key.ends_with("ات") && letters >= 4 && is_past_stem(key.trim_end_matches('ت'));
    let plural = key.ends_with("وا") && letters >= 5;
    present || reflexive || past || plural
}

/// Whether the letters before the ت of a past can be one: «لابورت», «أرلييت» are names. Three and four letters always may; of five the derived
/// forms (انفعل, افتعل, تفعلل, تفاعل), of more استفعل.
fn is_past_stem(stem: &str) -> bool {
    let mut letters = stem.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    let derived = match (first, second, third) {
        (Some('ت'), ..) | (Some('ا'), Some('ن' | 'س'), _) => true,
        (Some('ا'), _, Some(infix)) => matches!(infix, 'ت' | 'ط' | 'د'),
        _ => false,
    };
    match stem.chars().count() {
        0..=4 => true,
        5 => derived,
        _ => stem.starts_with("است"),
    }
}
