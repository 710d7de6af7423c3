//! Explanations: for every figure of an article which cue bound it, whose it is and why, or why it is no claim.

use super::story::{Part, quote_span};
use super::{Options, story, wording};
use crate::lexicon::ClaimWords;
use crate::page::Article;
use crate::record::{Field, Span, Status};

/// Why a figure became a claim, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The string that the figure was read in.
    pub field: Field,
    /// The figure's place in that string, in Unicode scalars.
    pub span: Span,
    /// The figure with its unit, or the rank words.
    pub quote: String,
    /// In words: metric and cue, owner and way, status; or the reason against.
    pub verdict: String,
}

/// Explains every figure of an article, headline first.
pub fn explain(article: &Article, options: Options, words: &ClaimWords) -> Vec<Explanation> {
    let cut = story::Cut::new(article);
    let (head, body) = story::parts(&cut, words);
    [head, body].iter().flat_map(|part| of_part(part, options)).collect()
}

fn of_part(part: &Part<'_>, options: Options) -> Vec<Explanation> {
    let bound = (0..part.drafts.len()).map(|at| claim(part, at, options));
    let unbound = part.unbound.iter().map(|(at, why)| {
        let span = part.scene.figures[*at].figure;
        explanation(part, span, format!("no claim: {}", why.name()))
    });
    let mut all: Vec<Explanation> = bound.chain(unbound).collect();
    all.sort_by_key(|e| e.span.start);
    all
}

fn claim(part: &Part<'_>, at: usize, options: Options) -> Explanation {
    let draft = &part.drafts[at];
    let metric = part.scene.lexicon.metric_name(draft.metric);
    let owner = part.owners[at].map_or_else(
        || "nobody named".to_owned(),
        |(m, way)| format!("«{}» ({})", wording::name(&part.scene, &part.cast.mentions[m].tokens), way.name()),
    );
    let kept = draft.status == Status::Stated || options.all;
    let status = if kept { String::new() } else { format!("; no claim: {:?}", draft.status).to_lowercase() };
    let verdict = format!("{metric} by its {}; of {owner}{status}", draft.cue.name());
    explanation(part, quote_span(&part.scene, draft), verdict)
}

fn explanation(part: &Part<'_>, span: Span, verdict: String) -> Explanation {
    Explanation { field: part.field, span, quote: part.scene.slice(span).to_owned(), verdict }
}
