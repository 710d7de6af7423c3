//! When two values of a record mean the same.

use marsad::arabic::fold;
use serde_json::Value;

/// Numbers but for rounding; both missing is the same too.
pub fn close(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Folded words without the marks around them; للبيت is ل and البيت.
pub fn words(value: &Value) -> String {
    let text = fold(value.as_str().unwrap_or(""));
    let bare: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let whole = bare.split_whitespace().map(|word| match word.strip_prefix("لل") {
        Some(rest) => format!("ال{rest}"),
        None => word.to_owned(),
    });
    whole.collect::<Vec<_>>().join(" ")
}
