//! The tree's visible text against html5ever's, on every fixture, on generated tag soup, and on the pages of the folder
//! that `MARSAD_ORACLE` names.
//!
//! Two differences are known and allowed, as both leave every word in place but not in the same order: text that stands
//! in a table outside its cells, which the standard moves before the table, and what follows a `<frameset>`.

use std::fs;
use std::path::Path;

use marsad::page::tree::{Tag, Tree};
use proptest::prelude::*;
use scraper::{Html, Node};

/// The letters that a reader sees, as html5ever has them.
fn theirs(page: &str) -> String {
    let (html, mut out) = (Html::parse_document(page), String::new());
    for node in html.tree.nodes() {
        let Node::Text(text) = node.value() else { continue };
        let unseen = |name: &str| Tag::named(name.as_bytes()).is_unseen() && name != "head";
        if !node.ancestors().any(|a| a.value().as_element().is_some_and(|e| unseen(e.name()))) {
            out.push_str(text);
        }
    }
    seen(&out)
}

fn ours(page: &str) -> String {
    seen(&Tree::parse(page).visible_text())
}

fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// The scalars of a text in order of their codes: equal when only their places differ.
fn sorted(text: &str) -> Vec<char> {
    let mut scalars: Vec<char> = text.chars().collect();
    scalars.sort_unstable();
    scalars
}

fn differs(page: &str) -> Option<String> {
    let (ours, theirs) = (ours(page), theirs(page));
    if ours == theirs || page.contains("<table") && sorted(&ours) == sorted(&theirs) {
        return None;
    }
    let at = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let near = |s: &str| s.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
    Some(format!("ours …{}…\ntheirs …{}…", near(&ours), near(&theirs)))
}

#[test]
fn fixtures_read_as_html5ever_reads_them() {
    let pattern = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/*/page.html");
    for path in glob::glob(pattern.to_str().unwrap()).unwrap().map(Result::unwrap) {
        let page = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert_eq!(differs(&page), None, "{}", path.display());
    }
}

/// Of real pages one in fifty may differ, where the standard reopens markup or reads foreign content its own way.
#[test]
fn real_pages_read_as_html5ever_reads_them() {
    let Ok(folder) = std::env::var("MARSAD_ORACLE") else { return };
    let (mut pages, mut faults) = (0, Vec::new());
    for path in glob::glob(&format!("{folder}/*.html")).unwrap().map(Result::unwrap) {
        let page = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        pages += 1;
        faults.extend(differs(&page).map(|d| format!("{}\n{d}", path.display())));
    }
    assert!(faults.len() * 50 <= pages, "{} of {pages}\n{}", faults.len(), faults.join("\n"));
}

/// Pieces of markup that fit together badly. Tables have their cells: see the head of this file.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ابتثج ]{1,6}",
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<div class=\"a\">",
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=x>",
            "</a>",
            "<span>",
            "</span>",
            "<br>",
            "</br>",
            "<h2>",
            "</h3>",
            "<dl>",
            "<dt>",
            "<dd>",
            "</dl>",
            "<!-- x > -->",
            "<!-->",
            "<!x>",
            "<?y>",
            "</>",
            "< ",
            "<3",
            "&amp;",
            "&#1575;",
            "&nbsp",
            "<script>a</b>c</script>",
            "<style>p</style>",
            "<title>ت</title>",
            "<section>",
            "</section>",
            "<blockquote>",
            "</blockquote>",
            "<img alt='>'>",
            "<q data-x=\"<p>\">",
            "</q>",
            "<table><tr><td>",
            "</td></tr></table>",
            "<article>",
            "</article>",
            "<em",
            "<input value=\"",
            "\">",
            "<button>",
            "</button>",
            "<textarea>x<p></textarea>",
            "<hr>",
            "<font color=red>",
            "</font>",
            "</body>",
            "<body>",
            "<html>",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tag_soup_reads_as_html5ever_reads_it(page in soup()) {
        let page = format!("<!doctype html><body>{page}");
        prop_assert_eq!(differs(&page), None, "{}", page);
    }
}
