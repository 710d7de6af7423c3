//! Confidence: what a reader can name that makes a claim less sure.

use super::draft::{Cue, Draft};
use super::mention::Mention;
use super::reading::Scene;
use super::subject::{Cast, Way, owns};
use crate::lexicon::Head;
use crate::record::{Qualifier, Status};

/// What brings the product to the share that is right: features of one claim fail together, and texts that were never read before fail more
/// often than those that the rules know. Taken from the items that were never read (DESIGN.md has the table).
const CALIBRATION: f64 = 2.0;

/// How sure a claim is, 0 to 1: the product of what its cue, its owner, the words that name the owner and its spelling leave of certainty.
pub(super) fn confidence(
    scene: &Scene<'_>,
    cast: &Cast,
    draft: &Draft,
    owner: Option<(usize, Way)>,
    share: f32,
) -> f64 {
    let way = owner.map(|(_, way)| way);
    let spelling = if draft.warnings.is_empty() { 1.0 } else { 0.9 };
    let status = if draft.status == Status::Stated { 1.0 } else { 0.9 };
    let hedge = if draft.qualifier == Qualifier::Exact { 1.0 } else { 0.995 };
    let product = of_cue(draft.cue)
        * of_way(way)
        * of_share(share)
        * of_name(scene, cast, draft, owner)
        * spelling
        * status
        * hedge;
    (product.powf(CALIBRATION) * 1000.0).round() / 1000.0
}

fn of_cue(cue: Cue) -> f64 {
    match cue {
        Cue::Counted | Cue::Column | Cue::RankNoun => 0.99,
        Cue::Governed | Cue::SharedUnit | Cue::Verb => 0.97,
        Cue::First | Cue::TopN | Cue::Ordinal => 0.93,
        Cue::Elided | Cue::Bracket | Cue::Repeated => 0.92,
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
        Some(Way::Weighed) => 0.94,
        Some(Way::Oblique) => 0.7,
        None => 0.5,
    }
}

/// What the owner's share of the odds of all candidates leaves of certainty.
fn of_share(share: f32) -> f64 {
    0.7 + 0.3 * f64::from(share)
}

/// How sure the owner's own words are: a name that a head, quotation marks or a list of names shows stands; what only a pronoun, a general
/// noun or an unknown word gives may be no name at all; and whoever else the sentence names may be meant.
fn of_name(scene: &Scene<'_>, cast: &Cast, draft: &Draft, owner: Option<(usize, Way)>) -> f64 {
    let Some((m, way)) = owner else { return 1.0 };
    let mention = &cast.mentions[m];
    let words = match () {
        () if mention.vague => 0.85,
        () if mention.pronoun.is_some() && !is_whole(scene, mention) => 0.85,
        () if mention.bare => 0.9,
        () if is_thin(scene, mention) => 0.85,
        () if is_shown(scene, mention) => 1.0,
        () if scene.is_definite(mention.tokens.start) => 0.97,
        () => 0.93,
    };
    let words = if is_land(scene, mention) && is_followed(scene, draft) { words * LAND } else { words };
    let sure = matches!(way, Way::OfMetric | Way::Antecedent | Way::Row | Way::Respectively);
    let others = if sure { 0 } else { rivals(scene, cast, draft, m) };
    words * RIVAL.powi(others.min(MOST_RIVALS) as i32)
}

/// What each other owner in the sentence before the figure leaves of certainty, and how many of them count.
const RIVAL: f64 = 0.985;
const MOST_RIVALS: usize = 4;

/// What a land or a town leaves of certainty where accounts are counted: it is rather where somebody is.
const LAND: f64 = 0.92;

/// Metrics of accounts and of what they bring out.
const OF_ACCOUNTS: [&str; 7] = ["followers", "interactions", "posts", "views", "likes", "comments", "shares"];

fn is_followed(scene: &Scene<'_>, draft: &Draft) -> bool {
    OF_ACCOUNTS.contains(&scene.lexicon.metric_name(draft.metric))
}

/// Nothing but a land or a town.
pub(super) fn is_land(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene.land_end(mention.tokens.start) == Some(mention.tokens.end)
}

/// «معلم», «استمارة»: one indefinite word that is no name.
fn is_thin(scene: &Scene<'_>, mention: &Mention) -> bool {
    let i = mention.tokens.start;
    let common = mention.head == Some(Head::Person) || scene.tokens.raw(i).ends_with('ة');
    let name = scene.word(i).is_listed() || mention.platform.is_some();
    mention.tokens.len() == 1 && common && !name && !scene.is_definite(i)
}

/// Other mentions of the figure's sentence before it that can own figures.
fn rivals(scene: &Scene<'_>, cast: &Cast, draft: &Draft, m: usize) -> usize {
    let here = cast.of_sentence(scene.sentence_of(draft.tokens.start));
    let other = |o: &usize| *o != m && owns(&cast.mentions[*o]) && cast.mentions[*o].tokens.end <= draft.opens;
    here.filter(other).count()
}

/// A head, quotation marks, a platform, Latin letters, a given name or a land.
fn is_shown(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.head.is_some_and(|head| head != Head::Account || mention.tokens.len() > 1)
        || mention.platform.is_some()
        || mention.tokens.clone().any(|i| scene.is_quote(i) || scene.head(i).is_some() || scene.word(i).is_listed())
}

/// «غريمه التقليدي برشلونة»: more than the noun and its pronoun.
fn is_whole(scene: &Scene<'_>, mention: &Mention) -> bool {
    mention.tokens.clone().skip(1).any(|i| !scene.word(i).article || scene.is_quote(i))
}
