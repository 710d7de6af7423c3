//! Metadata: what a page is called, who wrote it, when, in which language.
//!
//! In: a page whose article is chosen. Out: [`Metadata`], and the blocks that hold nothing else.
//! May import: record, page.

use super::authors::authors;
use super::kind::kind;
use super::near::Page;
use super::published::page_dates;
use super::site::SiteNames;
use super::title::headline;
use super::topic::{section, tags};
use crate::record::Kind;

/// A page's metadata.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    /// Whether `published` is the time of the last change, as the page tells no other.
    pub of_change: bool,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub kind: Kind,
    /// The block that shows the title.
    pub headline: Option<usize>,
    /// By-lines and date lines, in no order: they are no part of the text.
    pub told: Vec<usize>,
}

/// Reads a page's metadata.
pub(super) fn metadata(page: &Page<'_, '_>) -> Metadata {
    let sites = SiteNames::of(page.tree, page.declared, page.hints);
    let headline = headline(page, &sites);
    let near = page.near(headline.as_ref());
    let dates = page_dates(page, &near);
    let authors = authors(page, headline.as_ref(), &near, &sites);
    let told = dates.blocks.into_iter().chain(authors.blocks);
    let kind = kind(page, headline.as_ref());
    let mut meta = Metadata {
        told: told.collect(),
        headline: headline.as_ref().and_then(|h| h.block),
        section: section(page.declared, headline.as_ref().map(|h| h.text.as_str()), &sites),
        tags: tags(page.declared),
        title: headline.map(|h| h.text),
        kind,
        ..Metadata::default()
    };
    // The names and dates near the top of a list are those of its first entries.
    if kind == Kind::Article {
        meta.authors = authors.names;
        meta.of_change = dates.published.is_none() && dates.modified.is_some();
        meta.published = dates.published.or(dates.modified.clone()).map(|s| s.rfc3339());
        meta.modified = dates.modified.map(|s| s.rfc3339());
    }
    meta
}

#[cfg(test)]
mod tests {
    use crate::page::{Article, Hints, read_html};

    const BODY: &str = "<p>أعلنت إدارة الميناء أن الرصيف الشمالي سيعود إلى العمل مطلع الأسبوع المقبل بعد توقف دام شهرين كاملين.</p>\
        <p>وقال مدير الميناء إن أعمال الصيانة شملت تعميق الحوض وتبديل الرافعات القديمة، مضيفا أن السفن الصغيرة سترسو فيه أولا.</p>\
        <p>وكان الصيادون قد طالبوا بفتح الرصيف قبل بداية الموسم، لأن الانتظار خارج الحوض يكلفهم وقودا ووقتا كل صباح.</p>";

    /// A page with a head and a line under its headline.
    fn page(head: &str, line: &str) -> Article {
        let page = format!(
            "<html><head>{head}</head><body><h1>الرصيف الشمالي يعود إلى العمل بعد الصيانة</h1>{line}{BODY}</body></html>"
        );
        read_html(page.as_bytes(), &Hints::default())
    }

    #[test]
    fn bylines_under_the_headline() {
        for line in [
            "<div>كتب: خالد المرابط</div>",
            "<p>كتب - خالد المرابط</p>",
            "<div><b>بقلم</b> <span>خالد المرابط</span></div>",
            "<span>كتب</span><span>خالد المرابط</span><span>9 يناير 2026</span>",
            "<p>خالد المرابط - الدار البيضاء</p>",
            "<p>الدار البيضاء / خالد المرابط</p>",
            "<div class=author-name>بوشتى المرابط</div>",
            "<div><a rel=author href=/a/3>خالد المرابط</a></div>",
            "<p>حوار: خالد المرابط</p>",
            "<p>خالد المرابط (رويترز)</p>",
        ] {
            let found = page("", line);
            assert_eq!(found.authors.len(), 1, "{line}: {:?}", found.authors);
            assert!(found.authors[0].ends_with("المرابط"), "{line}: {:?}", found.authors);
            assert!(!found.text.contains("المرابط"), "{line}: {}", found.text);
        }
    }

    #[test]
    fn declared_authors() {
        for head in [
            r#"<meta name="author" content="خالد المرابط">"#,
            r#"<meta name="twitter:label1" content="كُتب بواسطة"><meta name="twitter:data1" content="خالد المرابط">"#,
            r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"خالد المرابط"}],"publisher":{"@type":"Organization","name":"المرفأ"}}</script>"#,
            r#"<script type="application/ld+json">[{"@type":"Article","author":"خالد المرابط"}]</script>"#,
        ] {
            assert_eq!(page(head, "").authors, ["خالد المرابط"], "{head}");
        }
        let site = r#"<meta name="author" content="المرفأ"><meta property="og:site_name" content="المرفأ">"#;
        assert_eq!(page(site, "").authors, Vec::<String>::new());
        assert_eq!(page(r#"<meta name="author" content="رويترز">"#, "").authors, ["رويترز"]);
    }

    #[test]
    fn dates_shown_and_declared() {
        for (head, line, day) in [
            ("", "<div>نشر في 9 يناير 2026</div>", "2026-01-09"),
            ("", "<div>الجمعة 9 كانون الثاني / يناير 2026 الساعة 21:45</div>", "2026-01-09T21:45:00"),
            ("", "<time datetime=2026-01-09T21:45:00+03:00>9 يناير</time>", "2026-01-09T21:45:00+03:00"),
            (
                r#"<meta name="date" content="نشر يوم الجمعة 9 يناير 2026 الساعة 13:39 بتوقيت الموقع">"#,
                "",
                "2026-01-09T13:39:00",
            ),
            (
                r#"<meta property="article:published_time" content="2026-01-08T22:00:00Z">"#,
                "<div>9 يناير 2026</div>",
                "2026-01-08T22:00:00Z",
            ),
            (
                r#"<meta itemprop="datePublished" content="2026-01-09">"#,
                "<div>9/1/2026 - 10:30 ص</div>",
                "2026-01-09T10:30:00",
            ),
            (r#"<meta name="date" content="2026-11-22">"#, "<div>نشر في 9 يناير 2026</div>", "2026-01-09"),
            ("", "<div>آخر تحديث: 9 يناير 2026</div>", "2026-01-09"),
        ] {
            assert_eq!(page(head, line).published.as_deref(), Some(day), "{head}{line}");
        }
    }

    #[test]
    fn titles_lose_the_sites_name() {
        let title = "الرصيف الشمالي يعود إلى العمل بعد الصيانة";
        for head in [
            format!("<title>{title} | المرفأ</title>"),
            format!("<title>المرفأ :: {title}</title>"),
            "<title>المرفأ</title>".to_owned(),
            format!(
                r#"<title>المرفأ</title><meta property="og:title" content="{title} - المرفأ"><meta property="og:site_name" content="المرفأ">"#
            ),
        ] {
            assert_eq!(page(&head, "").title.as_deref(), Some(title), "{head}");
            let bare = format!("<html><head>{head}</head><body><div class=logo>المرفأ</div>{BODY}</body></html>");
            let found = read_html(bare.as_bytes(), &Hints::default()).title;
            assert!(found.is_none_or(|t| t == title || t == "المرفأ"), "{head}");
        }
    }
}
