//! The index of all terms that the claims engine knows: folded first word to its senses.

use super::index::Index;
use super::roles::{Role, Roles};
use crate::arabic::{Split, Tokens, fold, splits};

/// Place of a metric in [`super::ClaimWords::metric_name`].
pub type MetricId = u16;

/// Place of a platform in [`super::ClaimWords::platform_name`].
pub type PlatformId = u8;

/// What kind of owner a noun opens the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// Something an owner runs on a platform: a page, an account, a channel, an application.
    Account,
    /// A ministry, a club, a university, a company.
    Organisation,
    /// A title or a profession.
    Person,
    /// Something seen, read or shared.
    Work,
    /// A country or a city.
    Place,
}

/// What a common noun or an adjective is, where it names no owner of a figure by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NounClass {
    /// A deed, a part, a quantity, a time: «نجاح الفيلم» is of the film.
    Abstract,
    /// An adjective: it goes with the noun before it.
    Quality,
}

/// What a word says about metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MetricWord {
    /// It names this metric before or after a figure.
    pub noun: Option<MetricId>,
    /// It names this metric only after a figure.
    pub unit: Option<MetricId>,
    /// It is a verb of this metric.
    pub verb: Option<MetricId>,
    /// It counts people who stand for the metric of a verb.
    pub person: bool,
    /// It counts times.
    pub times: bool,
    /// It counts things of which one is one of this metric where somebody brings them out: «نشرت 900 مقطع».
    pub item: Option<MetricId>,
    /// The platform it gives away.
    pub platform: Option<PlatformId>,
}

/// Everything that one term can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Senses {
    /// Its parts in a sentence about figures.
    pub roles: Roles,
    /// What it says about metrics.
    pub metric: MetricWord,
    /// The owners whose names it opens.
    pub head: Option<Head>,
    /// Whether it names no owner, and why.
    pub noun: Option<NounClass>,
    /// Whether it is a verb's past too, where a clause begins with it (كتب, حكم).
    pub past: bool,
    /// The platform that it names.
    pub platform: Option<PlatformId>,
    /// Whether it stands before the name of a platform (منصة, موقع).
    pub platform_head: bool,
    /// Whether it takes the article, glued prepositions and possessive pronouns.
    pub nominal: bool,
}

impl Senses {
    /// Adds what `other` means.
    pub fn merge(&mut self, other: &Senses) {
        self.roles = self.roles.with(other.roles);
        let (to, from) = (&mut self.metric, &other.metric);
        to.noun = to.noun.or(from.noun);
        to.unit = to.unit.or(from.unit);
        to.verb = to.verb.or(from.verb);
        to.platform = to.platform.or(from.platform);
        to.item = to.item.or(from.item);
        to.person |= from.person;
        to.times |= from.times;
        self.head = self.head.or(other.head);
        self.noun = self.noun.or(other.noun);
        self.past |= other.past;
        self.platform = self.platform.or(other.platform);
        self.platform_head |= other.platform_head;
        self.nominal |= other.nominal;
    }

    /// Whether it is a verb.
    pub fn is_verb(&self) -> bool {
        self.roles.any(Roles::VERBS) || self.metric.verb.is_some()
    }

    /// Whether nothing is known of the word but that it may be a verb: a name, for all we know.
    pub fn is_unknown(&self) -> bool {
        Self { past: false, nominal: false, ..*self } == Self::default()
    }

    /// The sense without its verb, for a name that looks like one (تامر). What does something to figures (وضع) keeps it.
    pub fn as_noun(mut self) -> Self {
        self.roles = self.roles.without(Role::Other);
        self
    }

    /// A sense with one role.
    pub fn role(role: Role) -> Self {
        Self { roles: Roles::of(role), nominal: role.is_nominal(), ..Self::default() }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    rest: Box<[Box<str>]>,
    senses: Senses,
}

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it means.
    pub senses: Senses,
    /// How many tokens it covers.
    pub len: usize,
    /// Whether و or ف is glued to its front.
    pub conjunction: bool,
    /// ب, ل or ك glued to its front.
    pub preposition: Option<char>,
    /// Whether it has the article.
    pub article: bool,
    /// Whether a pronoun is glued to its end.
    pub pronoun: Option<Pronoun>,
}

/// A pronoun glued to the end of a word, as far as it tells who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// ـه
    Masculine,
    /// ـها
    Feminine,
    /// ـهم, ـهما, ـهن
    Plural,
    /// ـنا
    First,
}

/// Letters that can be glued to a word's front: «وبال».
const LONGEST_FRONT: u32 = 4;

/// Terms by their folded first word.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    entries: Index<Vec<Entry>>,
}

impl Terms {
    /// Adds a term of one or more words.
    pub fn add(&mut self, term: &str, senses: &Senses) {
        let folded = fold(term);
        let mut words = folded.split_whitespace();
        let Some(first) = words.next() else { return };
        let rest: Box<[Box<str>]> = words.map(Box::from).collect();
        let entries = self.entries.entry(first);
        match entries.iter_mut().find(|e| e.rest == rest) {
            Some(entry) => entry.senses.merge(senses),
            None => {
                // Nearly all words begin one term: room for four each would be most of the memory that marsad takes.
                entries.reserve_exact(1);
                entries.push(Entry { rest, senses: *senses });
                // The longest reading of a word is tried first.
                entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
            }
        }
    }

    /// The term that starts at token `at`: the least cut, and of that the longest.
    pub fn find(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let key = tokens.key(at);
        self.of_word(tokens, at).or_else(|| self.of_his(tokens, at)).or_else(|| self.ours(key))
    }

    /// The term that starts with the word at `at` as it stands, or without what is glued to its front.
    fn of_word(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let key = tokens.key(at);
        let lengths = self.entries.lengths(key);
        if !lengths.holds_some(key, LONGEST_FRONT) {
            return None;
        }
        splits(key).filter(|s| lengths.holds(s.stem)).find_map(|s| self.of_split(tokens, at, s))
    }

    /// The word at `at` without the pronoun at its end.
    fn of_his(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let (stem, pronoun) = cut_pronoun(tokens.key(at))?;
        // Folding makes ta marbuta and the pronoun ـه one: as written they are two.
        let vowels = ['\u{64B}', '\u{64D}', '\u{64E}', '\u{64F}', '\u{650}'];
        let written = !tokens.raw(at).trim_end_matches(vowels).ends_with('ة');
        if written { splits(stem).find_map(|s| self.of_owned(s, pronoun)) } else { None }
    }

    /// «متابعينا», «صفحتنا»: what only accounts and those who follow them are called by us.
    fn ours(&self, key: &str) -> Option<Found> {
        let stem = key.strip_suffix("نا").filter(|stem| stem.chars().count() >= 4)?;
        let found = splits(stem).find_map(|s| self.of_owned(s, Pronoun::First))?;
        let owned = found.senses.head == Some(Head::Account) || found.senses.metric.noun.is_some();
        Some(found).filter(|_| owned && found.senses.nominal)
    }

    /// The word at `at` with a pronoun: «منافسه» is a rival of his, though it folds to a contest; «حمله» loaded it, and is no campaign.
    pub fn find_owned(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let (stem, pronoun) = cut_pronoun(tokens.key(at))?;
        splits(stem)
            .find_map(|s| self.of_owned(s, pronoun))
            .filter(|f| f.senses.head.is_some() || f.senses.metric.verb.is_some())
    }

    /// The noun that the one word at `at` is, whatever longer term begins with it.
    pub fn find_noun(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let noun = |s: Split<'_>| self.single(s.stem).filter(|senses| senses.nominal).map(|n| found(*n, 1, s, None));
        splits(tokens.key(at)).find_map(noun)
    }

    /// The noun in ta marbuta with a pronoun that the word at `at` is: «حملتها» is her campaign, where it is no verb.
    pub fn find_owned_noun(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let (stem, pronoun) = cut_pronoun(tokens.key(at))?;
        splits(stem).find_map(|s| {
            let noun = self.single(&format!("{}ه", s.stem.strip_suffix('ت')?)).filter(|senses| senses.nominal)?;
            Some(found(*noun, 1, s, Some(pronoun)))
        })
    }

    fn of_split(&self, tokens: &Tokens<'_>, at: usize, split: Split<'_>) -> Option<Found> {
        let affixed = split.preposition.is_some() || split.article;
        let entries = self.entries_of(split.stem)?;
        let lam = split.preposition == Some('ل') && !split.article && split.stem.starts_with(['ي', 'ت']);
        entries.iter().filter(|e| e.senses.nominal || !affixed || lam && e.senses.is_verb()).find_map(|e| {
            let len = rest_len(tokens, at + 1, &e.rest)?;
            Some(found(e.senses, len + 1, split, None))
        })
    }

    /// A word without its pronoun; before a pronoun ta marbuta is written ت.
    fn of_owned(&self, split: Split<'_>, pronoun: Pronoun) -> Option<Found> {
        let plain = self.single(split.stem).copied();
        let marbuta = || {
            let stem = split.stem.strip_suffix('ت')?;
            self.single(&format!("{stem}ه")).copied()
        };
        // أعضاء takes a seat for its hamza: أعضائه, أعضاؤه.
        let hamza = || {
            let stem = split.stem.strip_suffix("اي").or(split.stem.strip_suffix("او"))?;
            self.single(&format!("{stem}اء")).copied()
        };
        // «حلقته» is rather an episode than a shave.
        let any_verb = plain.is_some_and(|s| s.roles == Roles::of(Role::Other) && s.metric == MetricWord::default());
        let noun = if any_verb { marbuta().filter(|s| s.nominal) } else { None };
        let senses = noun.or(plain).or_else(marbuta).or_else(hamza)?;
        let verb = senses.is_verb();
        let affixed = split.preposition.is_some() || split.article;
        (senses.nominal || verb && !affixed).then(|| found(senses, 1, split, Some(pronoun)))
    }

    /// Whether a term is this folded word.
    pub fn knows(&self, word: &str) -> bool {
        self.single(word).is_some()
    }

    /// Whether this folded word opens the name of an owner.
    pub fn opens_name(&self, word: &str) -> bool {
        self.single(word).is_some_and(|senses| senses.head.is_some())
    }

    fn single(&self, word: &str) -> Option<&Senses> {
        self.entries_of(word)?.iter().find(|e| e.rest.is_empty()).map(|e| &e.senses)
    }

    fn entries_of(&self, word: &str) -> Option<&[Entry]> {
        self.entries.get(word).map(Vec::as_slice)
    }
}

fn found(senses: Senses, len: usize, split: Split<'_>, pronoun: Option<Pronoun>) -> Found {
    let (conjunction, preposition, article) = (split.conjunction.is_some(), split.preposition, split.article);
    Found { senses, len, conjunction, preposition, article, pronoun }
}

/// How many tokens the further words of a term cover, if they follow. A last word of one letter may be glued.
fn rest_len(tokens: &Tokens<'_>, from: usize, rest: &[Box<str>]) -> Option<usize> {
    for (i, word) in rest.iter().enumerate() {
        let key = tokens.key(from + i);
        if key == &**word {
            continue;
        }
        let glued = i + 1 == rest.len() && key.starts_with(&**word) && word.chars().count() == 1;
        return glued.then_some(i);
    }
    Some(rest.len())
}

/// Cuts a third-person pronoun off the end of a folded word.
pub fn cut_pronoun(key: &str) -> Option<(&str, Pronoun)> {
    const ENDS: [(&str, Pronoun); 5] = [
        ("هما", Pronoun::Plural),
        ("ها", Pronoun::Feminine),
        ("هم", Pronoun::Plural),
        ("هن", Pronoun::Plural),
        ("ه", Pronoun::Masculine),
    ];
    let cut = |(end, pronoun): (&str, Pronoun)| key.strip_suffix(end).map(|stem| (stem, pronoun));
    ENDS.into_iter().find_map(cut).filter(|(stem, _)| stem.chars().count() >= 2)
}
