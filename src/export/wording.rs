//! How a claim's figure, period and names are worded for people.

use serde::Serialize;

use crate::record::{Claim, Period, Qualifier};

/// The figure as a reader writes it: `more than 2,300,000`, `5 to 7`.
pub fn figure(claim: &Claim) -> String {
    let low = grouped(claim.value);
    match (claim.qualifier, claim.value_high) {
        (_, Some(high)) => format!("{low} to {}", grouped(high)),
        (Qualifier::Exact, None) => low,
        (qualifier, None) => format!("{} {low}", name(&qualifier).replace('_', " ")),
    }
}

/// A number with commas between its thousands.
pub fn grouped(number: f64) -> String {
    let written = number.to_string();
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
    format!("{sign}{}{rest}", groups.join(","))
}

/// The dates, where they are known, then the words.
pub fn period(period: &Period) -> String {
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "…".to_owned());
    match (&period.start, &period.end) {
        (None, None) => period.text.clone(),
        (start, end) => format!("{}/{} {}", day(start), day(end), period.text),
    }
}

/// The name that a value has in the record.
pub fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(12_300_000.0), "12,300,000");
        assert_eq!(grouped(-1234.5), "-1,234.5");
        assert_eq!(grouped(7.0), "7");
        assert_eq!(grouped(1e15), "1,000,000,000,000,000");
    }

    #[test]
    fn figures_carry_their_hedge() {
        let claim = Claim { value: 5.0, qualifier: Qualifier::MoreThan, ..Claim::default() };
        assert_eq!(figure(&claim), "more than 5");
        let range = Claim { value: 5.0, value_high: Some(7.0), qualifier: Qualifier::Range, ..Claim::default() };
        assert_eq!(figure(&range), "5 to 7");
    }
}
