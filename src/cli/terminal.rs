//! Words from pages and file names, made harmless for a terminal.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

/// One line on stderr. When stderr itself is gone there is nobody left to tell.
pub fn say(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "marsad: {}", plain(&message.to_string()));
}

/// The text on one line, without the control characters by which a page could drive the terminal or turn the line around.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || turns_text(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !turns_text(*c) && (!c.is_control() || c.is_whitespace()));
    Cow::Owned(kept.map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// The text in a first-strong isolate, so that Arabic stays Arabic and leaves the line around it alone.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", plain(text))
}

/// Embeddings, overrides and isolates, and the line ends that `char::is_control` does not know.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_drives_the_terminal() {
        assert_eq!(plain("\u{1b}[2Jعنوان\u{7}\n\u{202e}جديد\u{9b}31m"), "[2Jعنوان جديد31m");
    }

    #[test]
    fn a_page_cannot_close_our_isolate() {
        assert_eq!(isolate("أ\u{2069}ب"), "\u{2068}أب\u{2069}");
    }
}
