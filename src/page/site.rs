//! The site's own names, and titles without them.
//!
//! In: what a page declares. Out: [`SiteNames`].
//! May import: arabic, page.

use super::Hints;
use super::declared::Declared;
use super::tidy::one_line;
use super::tree::{Tag, Tree};
use super::words::{count, letters};
use crate::arabic::{fold_char, is_alphanumeric, is_presentation_form};

/// Marks that part a headline from the name of its site. Those that may stand in a headline need blanks around them.
const MARKS: [&str; 13] = [" - ", " – ", " — ", " | ", "|", " :: ", "::", " » ", " « ", " • ", " · ", " / ", " ~ "];
/// Words of the longest part that can be a site's or a section's name.
const NAME_WORDS: usize = 5;
/// Words of the longest part taken for a section's or an unknown site's name.
const SECTION_WORDS: usize = 3;

/// The names of a page's site.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    /// Folded words, run together.
    keys: Vec<String>,
    /// The labels of its host.
    host: Vec<String>,
}

impl SiteNames {
    /// Gathers a site's names from what a page declares and links to.
    pub fn of(tree: &Tree<'_>, declared: &Declared, hints: &Hints<'_>) -> Self {
        let metas = ["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "copyright"];
        let metas = metas.iter().flat_map(|name| declared.all(name)).map(|n| n.trim_start_matches('@').to_owned());
        let roots = declared.roots.iter().flat_map(|id| root_names(tree, *id));
        let names = metas.chain(declared.sites.iter().cloned()).chain(roots);
        let keys = names.map(|n| key(&n)).filter(|k| k.chars().count() > 1 && !GENERIC.contains(&k.as_str())).collect();
        let address = hints.url.or(declared.canonical.as_deref()).or_else(|| declared.meta(&["og:url"]));
        Self { keys, host: address.map(host_labels).unwrap_or_default() }
    }

    /// Whether a text is one of the site's names.
    pub fn is_name(&self, text: &str) -> bool {
        // Most lines begin otherwise than any of the names.
        let first = text.chars().filter_map(fold_char).find(|c| is_alphanumeric(*c) || is_presentation_form(*c));
        let begins = |k: &String| k.chars().next() == first || first.is_some_and(is_presentation_form);
        let mut likely = self.keys.iter().chain(&self.host).filter(|k| begins(k)).peekable();
        likely.peek().is_some() && {
            let key = key(text);
            likely.any(|k| *k == key)
        }
    }

    /// A title without the parts that name the site or a section.
    pub fn cut(&self, title: &str) -> String {
        let mut parts = vec![("", title)];
        for mark in MARKS {
            parts = parts.into_iter().flat_map(|(before, part)| split(before, part, mark)).collect();
        }
        parts.retain(|(_, p)| !p.trim().is_empty());
        let (mut from, mut to, mut cut) = (0, parts.len(), None);
        while to - from > 1 && self.ends_with_label(&parts[from..to], cut) {
            to -= 1;
            cut = cut.or(Some(parts[to].0));
        }
        while to - from > 1 && self.begins_with_label(&parts[from..to], cut.is_some()) {
            from += 1;
            cut = cut.or(Some(""));
        }
        between(title, &parts[from..to]).trim().to_owned()
    }

    /// Whether the last part is the site's name, or short beside the rest and behind the same mark as a name was.
    fn ends_with_label(&self, parts: &[(&str, &str)], cut: Option<&str>) -> bool {
        let Some(((mark, last), rest)) = parts.split_last() else { return false };
        let (own, longest) = (count(last), longest(rest));
        let short = own <= SECTION_WORDS && longest >= 5 && cut.is_none_or(|c| c == *mark);
        self.names(last, longest) || short
    }

    /// Whether the first part is the site's name, or the shorter of two where the site's name is not known.
    fn begins_with_label(&self, parts: &[(&str, &str)], cut: bool) -> bool {
        let Some(((_, first), rest)) = parts.split_first() else { return false };
        let (own, longest) = (count(first), longest(rest));
        self.names(first, longest) || (!cut && rest.len() == 1 && own <= SECTION_WORDS && longest >= own + 4)
    }

    /// Whether a part is one of the names or nearly one, beside a part of so many words.
    fn names(&self, part: &str, longest: usize) -> bool {
        let own = count(part);
        self.is_name(part) || (own <= NAME_WORDS && longest > own && longest >= 4 && self.resembles(part))
    }

    /// Whether a part holds one of the names, or is held by one.
    fn resembles(&self, part: &str) -> bool {
        let key = key(part);
        self.keys.iter().any(|k| k.contains(&key) || key.contains(k.as_str()))
    }
}

/// Names that a link to the root bears on any site.
const GENERIC: [&str; 12] = [
    "الرييسيه",
    "رييسيه",
    "الصفحهالرييسيه",
    "home",
    "homepage",
    "accueil",
    "logo",
    "الصفحهالاولي",
    "skiptocontent",
    "skiptomaincontent",
    "شعار",
    "اللوجو",
];

/// From the beginning of the first part to the end of the last.
fn between<'t>(title: &'t str, parts: &[(&str, &'t str)]) -> &'t str {
    let (Some((_, first)), Some((_, last))) = (parts.first(), parts.last()) else { return title };
    let start = first.as_ptr() as usize - title.as_ptr() as usize;
    let end = last.as_ptr() as usize - title.as_ptr() as usize + last.len();
    title.get(start..end).unwrap_or(title)
}

/// The parts of a text between one kind of mark, each with the mark before it.
fn split<'t>(before: &'t str, part: &'t str, mark: &'static str) -> impl Iterator<Item = (&'t str, &'t str)> {
    part.split(mark).enumerate().map(move |(i, p)| (if i == 0 { before } else { mark }, p))
}

/// Words of the longest part.
fn longest(parts: &[(&str, &str)]) -> usize {
    parts.iter().map(|(_, p)| count(p)).max().unwrap_or(0)
}

/// Whether a text is what any site calls its front page.
pub(super) fn is_generic(text: &str) -> bool {
    GENERIC.contains(&key(text).as_str())
}

fn key(name: &str) -> String {
    letters(name)
}

/// The text of a link and the alternative texts of the images in it.
fn root_names(tree: &Tree<'_>, id: u32) -> Vec<String> {
    let images = tree.within(id).filter(|i| tree.node(*i).tag == Tag::Img).filter_map(|i| tree.attribute(i, "alt"));
    let mut names: Vec<String> = images.map(|a| one_line(&a)).collect();
    names.push(one_line(&tree.all_text(id)));
    names
}

/// `www.example.co.uk` is of `examplecouk`, `exampleco`, `example`.
fn host_labels(address: &str) -> Vec<String> {
    let host = address.split("://").nth(1).unwrap_or(address).split(['/', ':', '?']).next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').filter(|l| *l != "www").collect();
    (1..=labels.len()).map(|n| key(&labels[..n].concat())).filter(|k| k.len() > 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> SiteNames {
        SiteNames {
            keys: names.iter().map(|n| key(n)).collect(),
            host: host_labels("https://www.sahel-press.example/a/b"),
        }
    }

    #[test]
    fn the_sites_name_is_cut_off_at_either_end() {
        let site = names(&["صحيفة الضفة"]);
        for title in [
            "افتتاح معرض الكتاب في صنعاء - صحيفة الضفة",
            "صحيفة الضفة - افتتاح معرض الكتاب في صنعاء",
            "افتتاح معرض الكتاب في صنعاء | صحيفة الضفة",
            "افتتاح معرض الكتاب في صنعاء|صحيفة الضفة",
            "افتتاح معرض الكتاب في صنعاء :: ثقافة :: صحيفة الضفة",
            "افتتاح معرض الكتاب في صنعاء » الضفة",
            "افتتاح معرض الكتاب في صنعاء - sahel press",
            "افتتاح معرض الكتاب في صنعاء – ثقافة وفنون – صحيفة الضفة الإخبارية",
        ] {
            assert_eq!(site.cut(title), "افتتاح معرض الكتاب في صنعاء", "{title}");
        }
    }

    #[test]
    fn a_headline_with_marks_of_its_own_stays_whole() {
        let site = names(&["صحيفة الضفة"]);
        let title = "مباراة الأهلي - الترجي تنتهي بالتعادل بعد شوطين مثيرين";
        assert_eq!(site.cut(&format!("{title} | صحيفة الضفة")), title);
        assert_eq!(site.cut("رأي | الضفة"), "رأي | الضفة");
    }
}
