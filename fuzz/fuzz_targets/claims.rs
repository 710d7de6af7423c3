//! Any text as an article, with and without a headline: no panic, and every claim is where it says it is. `cargo +nightly fuzz run claims`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marsad::claims::{Options, explain, find};
use marsad::lexicon::ClaimWords;
use marsad::page::Article;
use marsad::record::{Field, Kind};

fuzz_target!(|parts: (Option<&str>, &str)| {
    let (title, text) = parts;
    let article =
        Article { kind: Kind::Article, title: title.map(str::to_owned), text: text.to_owned(), ..Article::default() };
    let options = Options { all: true };
    for claim in find(&article, options) {
        let field = match claim.field {
            Field::Text => text,
            Field::Title => title.unwrap_or_default(),
        };
        let quote: String = field.chars().skip(claim.start).take(claim.end - claim.start).collect();
        assert_eq!(quote, claim.quote);
        assert!(!quote.is_empty() && claim.sentence.contains(&quote) && (0.0..=1.0).contains(&claim.confidence));
    }
    explain(&article, options, ClaimWords::built_in());
});
