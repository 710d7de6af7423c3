//! Any text: no panic, spans inside the text, in order and apart. `cargo +nightly fuzz run numbers`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::arabic::tokenize;
use marsad::numbers::{Reference, read};

fuzz_target!(|text: &str| {
    let length = text.chars().count();
    let reference = Reference { day: jiff_day(text) };
    let mut last = 0;
    for quantity in read(&tokenize(text), reference) {
        assert!(last <= quantity.span.start && quantity.span.start < quantity.span.end && quantity.span.end <= length);
        assert!(quantity.span.start <= quantity.figure.start && quantity.figure.end <= quantity.span.end);
        last = quantity.span.end;
    }
});

/// A reference day for half of the inputs.
fn jiff_day(text: &str) -> Option<jiff::civil::Date> {
    (text.len() % 2 == 0).then(|| jiff::civil::date(2025, 11, 20))
}
