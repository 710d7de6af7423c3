//! Context: the platform a figure lives on. When it held is in `period`, among whom in `scope`.
//!
//! In: the platforms that a text names. Out: the platform of a claim.
//! May import: what claims imports.

use std::ops::Range;

use super::draft::Draft;
use super::mention::Mention;
use super::reading::Scene;
use super::subject::is_platform_only;
use crate::lexicon::{PlatformId, Role};

/// Metrics that may well be of no platform.
const OFF_LINE: [&str; 6] = ["rank", "users", "downloads", "visits", "votes", "members"];

/// The platforms named in a text, in order: token, platform; none where several are named together («عبر فيسبوك وإكس»).
pub(super) struct Platforms {
    named: Vec<(usize, Option<PlatformId>)>,
    /// Where a second platform is named first.
    second: Option<usize>,
}

impl Platforms {
    /// Finds them.
    pub fn read(scene: &Scene<'_>) -> Self {
        let named: Vec<_> = (0..scene.tokens.len())
            .filter_map(|i| {
                let word = scene.word(i);
                let implied = word.senses.metric.platform.filter(|_| word.len > 0);
                Some((i, scene.platform(i).or(implied)?))
            })
            .collect();
        let first = named.first().map(|(_, p)| *p);
        let second = named.iter().find(|(_, p)| Some(*p) != first).map(|(i, _)| *i);
        Self { named: shared(scene, named), second }
    }

    /// The platform that is the only one named before token `at`, when there is exactly one.
    pub fn only_before(&self, at: usize) -> Option<PlatformId> {
        let (first, platform) = self.named.first()?;
        platform.filter(|_| *first < at && self.second.is_none_or(|second| second >= at))
    }

    /// Whether exactly one platform is named in the whole text, and which.
    pub fn only(&self) -> Option<PlatformId> {
        self.only_before(usize::MAX)
    }

    /// The nearest platform named between `from` and `to`, the nearer to `to` first.
    fn last(&self, from: usize, to: usize) -> Option<(usize, Option<PlatformId>)> {
        let before = self.named.partition_point(|(i, _)| *i < to).checked_sub(1)?;
        self.named.get(before).copied().filter(|(i, _)| *i >= from)
    }

    /// Whether a platform is named in a range of tokens.
    pub fn any_within(&self, tokens: Range<usize>) -> bool {
        self.first(tokens.start, tokens.end).is_some()
    }

    /// The platform that is the only one named in a range of tokens.
    fn only_within(&self, tokens: Range<usize>) -> Option<PlatformId> {
        let (_, platform) = self.first(tokens.start, tokens.end)?;
        let all = self.named.iter().skip_while(|(i, _)| *i < tokens.start).take_while(|(i, _)| *i < tokens.end);
        platform.filter(|_| all.into_iter().all(|(_, p)| *p == platform))
    }

    fn first(&self, from: usize, to: usize) -> Option<(usize, Option<PlatformId>)> {
        let at = self.named.partition_point(|(i, _)| *i < from);
        self.named.get(at).copied().filter(|(i, _)| *i < to)
    }
}

/// Takes the platform from those that are named in one breath: what stands beside them is the sum over all.
fn shared(scene: &Scene<'_>, named: Vec<(usize, PlatformId)>) -> Vec<(usize, Option<PlatformId>)> {
    let link = |i: usize| is_link(scene, i) || matches!(scene.key(i), "و" | "،" | "," | "او") || scene.word(i).len == 0;
    let joined = |a: &(usize, PlatformId), b: &(usize, PlatformId)| {
        let gap = a.0 + scene.word(a.0).len.max(1)..b.0;
        let and = scene.word(b.0).conjunction
            || gap.clone().any(|i| matches!(scene.key(i), "و" | "،" | ","))
            || gap.clone().any(|i| scene.word(i).conjunction);
        a.1 != b.1 && gap.len() <= LONGEST_LINK && and && gap.clone().all(link)
    };
    let beside = |at: usize| {
        let before = at > 0 && joined(&named[at - 1], &named[at]);
        before || named.get(at + 1).is_some_and(|next| joined(&named[at], next))
    };
    (0..named.len()).map(|at| (named[at].0, Some(named[at].1).filter(|_| !beside(at)))).collect()
}

/// Most tokens between two platforms of one breath: quotation marks, «منصة».
const LONGEST_LINK: usize = 5;

/// The platform of a draft: its owner's own, that of its sentence, or the one that its line or the article has set. Money, shares, people
/// and things live on a platform only where their own clause says so.
pub(super) fn platform(
    scene: &Scene<'_>,
    platforms: &Platforms,
    draft: &Draft,
    owner: Option<&Mention>,
    previous_end: usize,
    set_before: Option<PlatformId>,
) -> Option<PlatformId> {
    let own = owner.filter(|o| o.platform.is_some() && is_platform_only(scene, o)).and_then(|o| o.platform).map(Some);
    let unit = draft.unit.as_ref().and_then(|u| u.clone().find_map(|i| scene.word(i).senses.metric.platform)).map(Some);
    let governor = draft.governor.and_then(|g| scene.word(g).senses.metric.platform).map(Some);
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let end = draft.tokens.end;
    let clause_end = clause_end(scene, end, sentence.end);
    let before = platforms.last(previous_end.max(sentence.start), draft.opens).map(|(_, p)| p);
    // «الثانية عربيا من حيث عدد مستخدمي فيسبوك»: what a rank is by names its platform.
    let ordered = |i: usize| draft.cue.is_rank() && (scene.word(i - 1).has(Role::ScopeHead) || scene.measures(i - 1));
    let named = |i: usize| is_place(scene, i) || i > 0 && ordered(i) || uses(scene, end, i);
    let after = platforms.first(end, clause_end).filter(|(i, _)| named(*i));
    // «410 آلاف على فيسبوك، و75 ألفا على لينكد إن»: what follows at once is nearer than what the figure before left.
    let beside = after.filter(|(i, _)| (end..*i).all(|g| is_link(scene, g)) || uses(scene, end, *i)).map(|(_, p)| p);
    let after = after.map(|(_, p)| p);
    if scene.lexicon.is_generic(draft.metric) {
        let clause = super::clause::start(scene, draft.opens);
        let within = platforms.last(clause, draft.opens).map(|(_, p)| p);
        return own.or(unit).or(governor).or(beside).or(within).or(after).flatten();
    }
    let earlier = || platforms.last(sentence.start, draft.opens).map(|(_, p)| p);
    let later = || {
        let free = |i: usize| is_place(scene, i) && !other_owner(scene, end, i) && !parts(scene, end, i);
        platforms.first(end, sentence.end).filter(|(i, _)| free(*i)).map(|(_, p)| p)
    };
    let line = scene.line(draft.tokens.start);
    let earlier_in_line = || platforms.last(line.start, sentence.start).map(|(_, p)| p);
    // «المتابعون: 12 ألفا. … هذه بطاقة القناة على يوتيوب»: the only one of the paragraph.
    let only_in_line = || {
        let social = !OFF_LINE.contains(&scene.lexicon.metric_name(draft.metric));
        platforms.only_within(end..line.end).filter(|_| social && !parts(scene, end, line.end))
    };
    own.or(unit)
        .or(governor)
        .or(beside)
        .or(before)
        .or(after)
        .or_else(earlier)
        .or_else(later)
        .or_else(|| owner.and_then(|o| o.platform).map(Some))
        .or_else(earlier_in_line)
        .or(set_before.map(Some))
        .or_else(|| only_in_line().map(Some))
        .flatten()
}

/// A preposition, a quotation mark or a word like «منصة» between a figure and its platform.
fn is_link(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    scene.is_quote(i) || word.senses.platform_head || matches!(scene.key(i), "علي" | "في" | "عبر")
}

/// «54% يستخدمون إكس», «و31% ثريدز»: the platform as what the figure uses or is of.
fn uses(scene: &Scene<'_>, end: usize, i: usize) -> bool {
    i == end || i > end && i <= end + 2 && scene.word(i - 1).senses.metric.verb.is_some()
}

/// Where the clause after a figure ends: a comma before a new verb, a contrast.
fn clause_end(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let ends = |i: usize| {
        let word = scene.word(i);
        matches!(scene.key(i), "؛" | "،" | ",") || word.has(Role::Connector) || word.figure.is_some()
    };
    (from..limit).find(|i| ends(*i)).unwrap_or(limit)
}

/// «على فيسبوك», «عبر منصة إكس», «في «لينكد إن»»: a platform after a preposition.
fn is_place(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(4)..=i).any(|b| {
        let word = scene.word(b);
        matches!(scene.key(b), "علي" | "في" | "عبر" | "ب") || word.preposition == Some('ب')
    })
}

/// «15 مليونا، منهم 8 ملايين على فيسبوك»: the platform is that of a part.
fn parts(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| scene.word(i).has(Role::PartOf))
}

fn other_owner(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| {
        scene.word(i).verb && scene.word(i).conjunction
            || scene.word(i).has(Role::Connector)
            || matches!(scene.key(i), "بينما" | "فيما")
            || scene.key(i) == "في" && scene.key(i + 1) == "حين"
    })
}
