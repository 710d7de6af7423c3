//! Facts: several mentions of one figure are one fact, and the most precise of them speaks for it.

use std::collections::HashMap;

use crate::record::{Claim, Qualifier};

/// How far apart, relatively, two mentions of one figure may be: 24.3 million for 24,370,680.
const ROUNDING: f64 = 0.025;

/// Numbers the facts of an article from 1 in text order and marks the most precise mention of each.
pub(super) fn number(claims: &mut [Claim]) {
    let mut facts: HashMap<(String, String), Vec<(usize, usize)>> = HashMap::new();
    let mut count = 0;
    for at in 0..claims.len() {
        let key = (claims[at].metric.clone(), claims[at].subject_key.clone().unwrap_or_default());
        let known = facts.entry(key).or_default();
        let near =
            known.iter().rev().take(16).find(|(_, first)| same(&claims[at], &claims[*first])).map(|(fact, _)| *fact);
        let fact = near.unwrap_or_else(|| {
            count += 1;
            known.push((count, at));
            count
        });
        claims[at].fact = fact;
    }
    mark(claims, count);
}

fn same(claim: &Claim, other: &Claim) -> bool {
    let rank = claim.metric == "rank";
    let near = (claim.value - other.value).abs() <= if rank { 0.0 } else { ROUNDING * claim.value.abs() };
    let scope = !rank || claim.scope.is_none() || other.scope.is_none() || claim.scope == other.scope;
    near && scope && claim.status == other.status && claim.platform == other.platform
}

fn mark(claims: &mut [Claim], count: usize) {
    let mut best: Vec<Option<usize>> = vec![None; count + 1];
    for at in 0..claims.len() {
        let fact = claims[at].fact;
        let better = best[fact].is_none_or(|b| precision(&claims[at]) > precision(&claims[b]));
        if better {
            best[fact] = Some(at);
        }
    }
    best.into_iter().flatten().for_each(|at| claims[at].primary = true);
}

/// Exact before hedged, more digits before fewer, a named scope or period before none.
fn precision(claim: &Claim) -> (bool, usize, bool, bool) {
    let digits = format!("{}", claim.value).trim_end_matches('0').len();
    (claim.qualifier == Qualifier::Exact, digits, claim.scope.is_some(), claim.period.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(metric: &str, value: f64, qualifier: Qualifier) -> Claim {
        Claim {
            metric: metric.into(), value, qualifier, subject_key: Some("البلديه".into()), ..Claim::default()
        }
    }

    #[test]
    fn a_rounded_mention_is_the_same_fact_and_the_full_figure_speaks_for_it() {
        let mut claims = vec![
            claim("likes", 24_300_000.0, Qualifier::About),
            claim("likes", 24_370_680.0, Qualifier::Exact),
            claim("likes", 30_000_000.0, Qualifier::Exact),
        ];
        number(&mut claims);
        let seen: Vec<_> = claims.iter().map(|c| (c.fact, c.primary)).collect();
        assert_eq!(seen, [(1, false), (1, true), (2, true)]);
    }

    #[test]
    fn neighbouring_places_are_two_facts() {
        let mut claims = vec![claim("rank", 100.0, Qualifier::Exact), claim("rank", 101.0, Qualifier::Exact)];
        number(&mut claims);
        assert_eq!(claims.iter().map(|c| c.fact).collect::<Vec<_>>(), [1, 2]);
    }
}
