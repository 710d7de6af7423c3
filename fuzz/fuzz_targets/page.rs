//! Any bytes, read as HTML and as text: no panic, and a text that is tidy.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::page::{Hints, read_html, read_text};

fuzz_target!(|bytes: &[u8]| {
    for article in [read_html(bytes, &Hints::default()), read_text(bytes, &Hints::default())] {
        assert!(!article.text.contains("\n\n") && !article.text.contains('\0'));
    }
});
