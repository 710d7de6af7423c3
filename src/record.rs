//! The data contract: what marsad writes for every page.
//!
//! In: nothing. Out: plain types that every other layer shares, serialised as one JSON object a line.
//! May import: std, serde, schemars.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name and version of the record's format, the value of [`Record::schema`].
pub const SCHEMA: &str = "marsad.record/1";

/// A stretch of text in Unicode scalars (Rust `char`s, Python's string indexes); `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First scalar.
    pub start: usize,
    /// One past the last scalar.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Number of scalars covered.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share at least one scalar.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a page turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One article: the only kind with claims.
    #[default]
    Article,
    /// A home, section, tag or search page.
    Index,
    /// Nothing to read.
    Empty,
    /// A bot wall, a consent wall or an error page.
    Blocked,
}

/// How a figure is hedged in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Given as it is.
    #[default]
    Exact,
    /// «نحو», «حوالي», «قرابة»…
    About,
    /// «أكثر من», «تجاوز»…
    MoreThan,
    /// «أقل من», «دون»…
    LessThan,
    /// «لا يقل عن», «على الأقل»…
    AtLeast,
    /// «لا يتجاوز», «بحد أقصى»…
    AtMost,
    /// Two ends: «بين 5 و7 ملايين».
    Range,
}

/// What a claim's figure is: only [`Status::Stated`] is a level that the text asserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A level that the text states.
    #[default]
    Stated,
    /// A gain or a loss.
    Delta,
    /// Something aimed at.
    Target,
    /// Something expected.
    Forecast,
    /// A figure that the text denies or doubts.
    Denied,
    /// Per post, per hour, on average.
    Rate,
    /// An earlier level, since replaced.
    Former,
}

/// The string of the record in which a claim was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// [`Record::text`].
    #[default]
    Text,
    /// [`Record::title`].
    Title,
}

/// What a piece of stripped boilerplate was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Boilerplate {
    /// A bar of headlines, or a line of them.
    Ticker,
    /// Read-also boxes, most-read lists, related links.
    Related,
    /// Share, print and follow-us bars.
    Share,
    /// Cookie, report-image, copyright and policy notices.
    Notice,
    /// A picture's caption or counter.
    Caption,
    /// Menus, breadcrumbs, section labels.
    Nav,
    /// "Read it at its source" lines.
    SourceLink,
    /// Comment lists and widgets.
    Comments,
    /// By-lines and date lines that metadata holds already.
    Byline,
    /// Advertisements.
    Advert,
    /// Headers and footers of the site.
    Footer,
    /// Anything else that is not the article.
    Other,
}

/// A kind of boilerplate taken out of a page: how often, and what it looked like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stripped {
    /// What it was.
    pub kind: Boilerplate,
    /// How many pieces of it.
    pub count: usize,
    /// The beginning of the first piece, at most 80 scalars.
    pub sample: String,
}

/// Something a reader of the record should know before trusting it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// A stable word to filter by: `truncated`, `replaced_characters`, `charset_guessed`, `too_deep`…
    pub code: String,
    /// What happened, for a person.
    pub detail: String,
}

impl Warning {
    /// A warning with its code and its detail.
    pub fn new(code: &str, detail: impl Into<String>) -> Self {
        Self { code: code.to_owned(), detail: detail.into() }
    }
}

/// A stretch of time that a claim holds for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The words as written.
    pub text: String,
    /// First day, ISO 8601, when the text or its publication date gives it.
    pub start: Option<String>,
    /// Last day, ISO 8601, when the text or its publication date gives it.
    pub end: Option<String>,
}

/// One figure that the article states: who has how much of what, with its evidence.
///
/// The evidence rule: the scalars `start..end` of the record's string named by `field` are `quote`, always.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// 16 hex digits, the same for the same text.
    pub id: String,
    /// What is counted: a name of the metrics lexicon (`rank`, `followers`, `interactions`…).
    pub metric: String,
    /// The figure; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_high: Option<f64>,
    /// How the figure is hedged.
    pub qualifier: Qualifier,
    /// Whose figure it is, as written; of a pronoun, the mention it stands for.
    pub subject: Option<String>,
    /// The subject folded and without generic heads: what claims are grouped by.
    pub subject_key: Option<String>,
    /// `facebook`, `x`, `instagram`… of the platforms lexicon.
    pub platform: Option<String>,
    /// The counted noun or the currency as written.
    pub unit: Option<String>,
    /// For ranks: among whom, where.
    pub scope: Option<String>,
    /// When the figure held.
    pub period: Option<Period>,
    /// Who says so.
    pub attribution: Option<String>,
    /// Level, delta, target…
    pub status: Status,
    /// The exact words of the figure with its unit, without the qualifier; of a rank, the rank words.
    pub quote: String,
    /// The string in which the claim was read.
    pub field: Field,
    /// Where the quote starts in that string, in Unicode scalars.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Plain-text input only: where the quote starts in the input file, in Unicode scalars.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source_start: Option<usize>,
    /// Plain-text input only: where it ends in the input file, exclusive.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source_end: Option<usize>,
    /// The sentence around the quote.
    pub sentence: String,
    /// Mentions of one fact in an article share this number, counted from 1.
    #[serde(default)]
    pub fact: usize,
    /// Whether this is the most precise mention of its fact.
    #[serde(default)]
    pub primary: bool,
    /// 0 to 1.
    pub confidence: f64,
    /// What is odd about the figure: `doubled_unit`, `repaired_spelling`, `ambiguous_separator`…
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub warnings: Vec<String>,
}

/// One page: where it came from, what it says, and the figures in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Where the bytes came from: a path, `path#offset` in a WARC, a URL, or `-`.
    pub source: String,
    /// The final address, where one is known.
    pub url: Option<String>,
    /// The address that the page declares for itself.
    pub canonical_url: Option<String>,
    /// The registrable domain of the address.
    pub site: Option<String>,
    /// RFC 3339 time of the fetch; null for files.
    pub fetched_at: Option<String>,
    /// What the page is.
    pub kind: Kind,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// RFC 3339 date or time of publication, with an offset where the page gives one.
    pub published: Option<String>,
    /// RFC 3339 date or time of the last change.
    pub modified: Option<String>,
    /// The site's section.
    pub section: Option<String>,
    /// The page's tags.
    pub tags: Vec<String>,
    /// ISO 639-1 code of the text's language.
    pub language: Option<String>,
    /// The article: paragraphs joined by `\n`, words exactly as written.
    pub text: String,
    /// What was taken out.
    pub stripped: Vec<Stripped>,
    /// `sha256:` and the hex digest of `text`.
    pub content_hash: String,
    /// 64-bit simhash of `text`, 16 hex digits.
    pub near_hash: String,
    /// The figures.
    pub claims: Vec<Claim>,
    /// What to know before trusting the record.
    pub warnings: Vec<Warning>,
}

/// Counts boilerplate by kind in the order in which kinds are declared, keeping the first sample of each.
#[derive(Debug, Clone, Default)]
pub struct StrippedTally(BTreeMap<Boilerplate, (usize, String)>);

impl StrippedTally {
    /// Longest sample kept, in scalars.
    pub const SAMPLE: usize = 80;

    /// Notes one piece of boilerplate.
    pub fn add(&mut self, kind: Boilerplate, piece: &str) {
        let entry = self.0.entry(kind).or_insert_with(|| (0, sample(piece)));
        entry.0 += 1;
    }

    /// The tally as the record holds it.
    pub fn into_stripped(self) -> Vec<Stripped> {
        self.0.into_iter().map(|(kind, (count, sample))| Stripped { kind, count, sample }).collect()
    }
}

fn sample(piece: &str) -> String {
    let words: Vec<&str> = piece.split_whitespace().collect();
    words.join(" ").chars().take(StrippedTally::SAMPLE).collect()
}
