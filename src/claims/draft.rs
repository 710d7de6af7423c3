//! A claim in the making.

use std::ops::Range;

use crate::lexicon::MetricId;
use crate::record::{Qualifier, Status};

/// How a figure came to its metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// By its counted noun: «24 مليون متابع».
    Counted,
    /// By a metric noun before it: «بلغ عدد المتابعين 24 مليونا».
    Governed,
    /// By the verb: «يتابعه 24 مليون شخص».
    Verb,
    /// By the unit of a figure after it: «26 و31 مليون تحميل».
    SharedUnit,
    /// By the last metric before it: «مقابل 12 مليونا».
    Elided,
    /// By the first metric after it, or that of the article's text for a headline.
    Later,
    /// By nothing but an account's ranking: followers.
    Assumed,
    /// By the head of its column.
    Column,
    /// A noun of rank with its number.
    RankNoun,
    /// An ordinal by itself.
    Ordinal,
    /// A verb or noun for the first place.
    First,
    /// One of the best so-many.
    TopN,
    /// A number in brackets after an entity of a ranking.
    Bracket,
    /// A number in a headline whose text gives it as a place.
    Repeated,
}

impl Cue {
    /// Whether the claim is a rank.
    pub fn is_rank(self) -> bool {
        matches!(self, Cue::RankNoun | Cue::Ordinal | Cue::First | Cue::TopN | Cue::Bracket | Cue::Repeated)
    }

    /// The cue in words, for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Cue::Counted => "counted noun",
            Cue::Governed => "metric noun before the figure",
            Cue::Verb => "verb of the metric",
            Cue::SharedUnit => "unit shared with the next figure",
            Cue::Elided => "metric of the figure before",
            Cue::Later => "metric of a later figure",
            Cue::Assumed => "followers assumed: an account's figure in a ranking",
            Cue::Column => "head of the column",
            Cue::RankNoun => "noun of rank",
            Cue::Ordinal => "ordinal",
            Cue::First => "first place",
            Cue::TopN => "best so-many",
            Cue::Bracket => "number in brackets within a ranking",
            Cue::Repeated => "place of the same number in the text",
        }
    }
}

/// Where a figure of a table stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The cell that names the row.
    pub name: Range<usize>,
    /// The lines before and after the table.
    pub captions: [Option<Range<usize>>; 2],
    /// The word at the head of the column that says among whom its places hold.
    pub scope: Option<usize>,
}

/// A figure with its metric, before it has an owner and a context.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub metric: MetricId,
    pub value: f64,
    pub value_high: Option<f64>,
    pub qualifier: Qualifier,
    /// Tokens of the figure and its unit, or of the rank words.
    pub tokens: Range<usize>,
    /// First token of the figure with its qualifier.
    pub opens: usize,
    /// The unit's tokens.
    pub unit: Option<Range<usize>>,
    pub cue: Cue,
    /// The metric noun or verb before the figure that gave the metric.
    pub governor: Option<usize>,
    pub status: Status,
    pub warnings: Vec<String>,
    /// The row of a table that it stands in.
    pub row: Option<Row>,
}
