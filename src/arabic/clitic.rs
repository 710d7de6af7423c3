//! Clitics: the one-letter words that Arabic writes on to the next one.

/// A word without some of the letters written on to its front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'k> {
    /// و or ف.
    pub conjunction: Option<char>,
    /// ب, ل or ك.
    pub preposition: Option<char>,
    /// Whether ال (or the ل of للـ) was cut.
    pub article: bool,
    /// What is left.
    pub stem: &'k str,
}

/// Every way to cut clitics off the front of a folded word, the uncut word first, then from the longest stem down.
///
/// Cuts are possibilities, not judgements: وصل yields صل too. The caller keeps a cut only if the stem is a word it knows.
///
/// ```
/// let stems: Vec<&str> = marsad::arabic::splits("وبالمركز").map(|s| s.stem).collect();
/// assert_eq!(stems, ["وبالمركز", "بالمركز", "المركز", "مركز"]);
/// ```
pub fn splits(key: &str) -> impl Iterator<Item = Split<'_>> {
    let whole = Split { conjunction: None, preposition: None, article: false, stem: key };
    let conjoined = cut_conjunction(whole);
    // No conjunction is a preposition or begins the article: behind one there is only one way on.
    let base = conjoined.unwrap_or(whole);
    let preposed = cut_preposition(base);
    let definite = preposed.and_then(cut_article);
    [Some(whole), conjoined, preposed, cut_article(base), cut_assimilated(base), definite].into_iter().flatten()
}

fn cut_conjunction(split: Split<'_>) -> Option<Split<'_>> {
    let (letter, stem) = first_of(split.stem, &['و', 'ف'])?;
    Some(Split { conjunction: Some(letter), stem, ..split })
}

fn cut_preposition(split: Split<'_>) -> Option<Split<'_>> {
    let (letter, stem) = first_of(split.stem, &['ب', 'ل', 'ك'])?;
    Some(Split { preposition: Some(letter), stem, ..split })
}

fn cut_article(split: Split<'_>) -> Option<Split<'_>> {
    let stem = split.stem.strip_prefix("ال").filter(|s| !s.is_empty())?;
    Some(Split { article: true, stem, ..split })
}

/// للبيت is ل and البيت: the article has lost its alef.
fn cut_assimilated(split: Split<'_>) -> Option<Split<'_>> {
    let stem = split.stem.strip_prefix("لل").filter(|s| !s.is_empty())?;
    Some(Split { preposition: Some('ل'), article: true, stem, ..split })
}

fn first_of<'k>(key: &'k str, letters: &[char]) -> Option<(char, &'k str)> {
    let letter = key.chars().next().filter(|c| letters.contains(c))?;
    let stem = &key[letter.len_utf8()..];
    (!stem.is_empty()).then_some((letter, stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assimilated_article_is_seen() {
        let split = splits("وللبيت").find(|s| s.stem == "بيت");
        assert_eq!(split, Some(Split { conjunction: Some('و'), preposition: Some('ل'), article: true, stem: "بيت" }));
    }

    #[test]
    fn a_word_that_begins_with_waw_keeps_its_whole_form_first() {
        assert_eq!(splits("واحد").next().map(|s| s.stem), Some("واحد"));
    }

    #[test]
    fn nothing_is_cut_to_nothing() {
        assert_eq!(splits("و").count(), 1);
    }
}
