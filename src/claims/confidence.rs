//! Confidence: what a reader can name that makes a claim less sure.

use super::draft::{Cue, Draft};
use super::subject::Way;
use crate::record::{Qualifier, Status};

/// How sure a claim is, 0 to 1: the product of what its cue, its owner and its spelling leave of certainty.
pub(super) fn confidence(draft: &Draft, way: Option<Way>) -> f64 {
    let spelling = if draft.warnings.is_empty() { 1.0 } else { 0.9 };
    let status = if draft.status == Status::Stated { 1.0 } else { 0.9 };
    let hedge = if draft.qualifier == Qualifier::Exact { 1.0 } else { 0.995 };
    let product = of_cue(draft.cue) * of_way(way) * spelling * status * hedge;
    (product * 1000.0).round() / 1000.0
}

fn of_cue(cue: Cue) -> f64 {
    match cue {
        Cue::Counted | Cue::Column | Cue::RankNoun => 0.99,
        Cue::Governed | Cue::SharedUnit | Cue::Verb => 0.97,
        Cue::First | Cue::TopN | Cue::Ordinal => 0.93,
        Cue::Elided | Cue::Bracket => 0.92,
        Cue::Later => 0.85,
        Cue::Assumed => 0.75,
    }
}

fn of_way(way: Option<Way>) -> f64 {
    match way {
        Some(Way::OfMetric | Way::Antecedent | Way::Row | Way::Respectively) => 0.98,
        Some(Way::Before | Way::Anaphor) => 0.96,
        Some(Way::Inherited | Way::After) => 0.94,
        Some(Way::Later) => 0.85,
        Some(Way::Topic) => 0.8,
        Some(Way::Oblique) => 0.7,
        None => 0.5,
    }
}
