//! Rows 33 and 34: what a page would like a spreadsheet or a browser to do.

use marsad::export::html_section;
use marsad::record::Record;

use super::row;
use crate::run::{folder, run_in};

/// A page whose title and sentence are `said`, with a figure in it.
fn page(said: &str) -> String {
    let said = said.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<html lang=ar><title>{said}</title><h1>{said}</h1><article><p>{said} بلغ عدد متابعي صفحة النادي 3 ملايين متابع على فيسبوك، وفق أرقام نشرتها إدارته.</p></article>"
    )
}

#[test]
fn nothing_is_a_formula() {
    row(33, "titles and sentences that begin with =, +, -, @, a tab or a mark of direction", || {
        let formulas = [
            "=HYPERLINK(\"http://x.test\";\"خبر\")",
            "+1 خبر",
            "-1 خبر",
            "@خبر",
            "\t=1 خبر",
            "\u{202b}=1 خبر",
            "\"=1\" خبر",
        ];
        let pages: Vec<String> = formulas.iter().map(|f| page(f)).collect();
        let files: Vec<(String, &[u8])> =
            pages.iter().enumerate().map(|(n, p)| (format!("{n}.html"), p.as_bytes())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let ran = run_in(folder(&files).path(), &["extract", ".", "--format", "csv", "--bom", "-q"]);
        let rows = ran.out.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        let columns = reader.headers().unwrap().clone();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), formulas.len(), "{}", ran.out);
        for record in &records {
            for (column, cell) in columns.iter().zip(record) {
                let shows = cell.chars().find(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{202e}'));
                assert!(
                    !matches!(shows, Some('=' | '+' | '-' | '@')) && !cell.starts_with(['\t', '\r']),
                    "{column}: {cell}"
                );
            }
            assert_eq!(&record[columns.iter().position(|c| c == "value").unwrap()], "3000000");
        }
        let titles = columns.iter().position(|c| c == "title").unwrap();
        assert!(records.iter().filter(|r| r[titles].starts_with('\'')).count() >= 4, "{}", ran.out);
        "each behind an apostrophe; numbers stay numbers".to_owned()
    });
}

#[test]
fn nothing_is_markup() {
    row(34, "<script>, attributes that close, javascript: links and </script> in a title and a sentence", || {
        let hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> </section></script> ' `";
        let plain = format!("{hostile}\nبلغ عدد متابعي صفحة النادي {hostile} 3 ملايين متابع على فيسبوك.\n");
        let pages = [("a.html", page(hostile)), ("b.txt", plain)];
        let files: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let ran = run_in(folder(&files).path(), &["extract", ".", "--format", "html", "-q"]);
        assert!(ran.out.contains("default-src 'none'") && !ran.out.contains("script-src"), "{}", ran.out);
        assert!(ran.out.contains("<mark>3 ملايين متابع</mark>"), "{}", ran.out);
        let html = scraper::Html::parse_document(&ran.out);
        let found = |css: &str| html.select(&scraper::Selector::parse(css).unwrap()).count();
        assert_eq!((found("script"), found("img"), found("[onerror]"), found("a"), found("section")), (0, 0, 0, 0, 2));
        assert!(html.root_element().text().any(|text| text.contains("<script>alert(1)</script>")));
        // An address that a record was given from elsewhere.
        let records = run_in(folder(&files).path(), &["extract", ".", "-q"]).records();
        for (url, links) in [("javascript:alert(1)", 0), ("https://x.test/\"><script>", 1)] {
            let record = Record { url: Some(url.to_owned()), ..records[0].clone() };
            let section = scraper::Html::parse_fragment(&html_section(&record).unwrap());
            let count = |css: &str| section.select(&scraper::Selector::parse(css).unwrap()).count();
            assert_eq!((count("a"), count("script")), (links, 0), "{url}");
        }
        "escaped; the policy lets nothing run".to_owned()
    });
}
