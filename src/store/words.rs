//! The words by which articles are found.

use std::collections::HashSet;

use crate::arabic::{TokenKind, tokenize};

/// The words of an article's title and text in the spelling in which they are searched, each once, parted by spaces.
///
/// ```
/// assert_eq!(marsad::store::index_words("الصحيفةُ والصّحيفة، صحيفة 24"), "صحيفه 24");
/// ```
pub fn index_words(text: &str) -> String {
    let tokens = tokenize(text);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut words = String::with_capacity(text.len() / 2);
    for at in (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|t| t.kind != TokenKind::Punct)) {
        let word = bare(tokens.key(at));
        if seen.insert(word) {
            words.push_str(word);
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// A folded word without the definite article and what is written before it: «وبالصحيفة» is looked up as «صحيفه». What is left has
/// three letters or more, for in «الله», «الآن», «والد» nothing is cut.
pub(super) fn bare(word: &str) -> &str {
    let conjoined = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let cuts =
        [word, conjoined].into_iter().flat_map(|w| ["ال", "بال", "كال", "لل"].map(|article| w.strip_prefix(article)));
    cuts.flatten().find(|rest| rest.chars().nth(2).is_some()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_cut_under_its_clitics() {
        for word in ["صحيفه", "الصحيفه", "والصحيفه", "بالصحيفه", "فبالصحيفه", "للصحيفه", "وللصحيفه", "كالصحيفه"]
        {
            assert_eq!(bare(word), "صحيفه", "{word}");
        }
    }

    #[test]
    fn short_words_stay_whole() {
        for word in ["الله", "الان", "والد", "الف", "ال", "بالغ", "و", "لله"] {
            assert_eq!(bare(word), word);
        }
    }

    #[test]
    fn every_word_stands_once() {
        assert_eq!(index_words("قالت الهيئة إن الهيئة، 12 في 12"), "قالت هيءه ان 12 في".replace("هيءه", "هييه"));
        assert_eq!(index_words("«…»"), "");
    }
}
