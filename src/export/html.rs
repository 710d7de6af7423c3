//! Records as one page for a browser: each article with its figures, every figure in its sentence.
//!
//! Nothing that a page says is markup here, no link leads anywhere but to http and https, and the page's policy lets nothing run and nothing load.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::wording::{figure, name, period};
use crate::record::{Claim, Kind, Record, Status};

/// What stands before the first record.
pub fn html_head() -> &'static str {
    "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n\
     <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
     <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>marsad مرصد</title>\n<style>\n\
     body{font:1rem/1.7 \"Noto Naskh Arabic\",Amiri,serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\n\
     table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.3rem .5rem;text-align:start;vertical-align:top}\n\
     .meta{color:#666;font-size:.85rem}.n{white-space:nowrap;direction:ltr;unicode-bidi:isolate}mark{background:#fe9}\n\
     </style>\n</head>\n<body>\n"
}

/// What stands behind the last record.
pub const HTML_TAIL: &str = "</body>\n</html>\n";

/// One record as a section: its title, where it is from, and a table of its claims.
///
/// # Errors
/// None in practice: writing to a string does not fail.
pub fn html_section(record: &Record) -> Result<String, fmt::Error> {
    let mut out = String::from("<section>\n");
    heading(&mut out, record)?;
    if record.claims.is_empty() {
        writeln!(out, "<p class=\"meta\" dir=\"ltr\">no claims</p>")?;
    } else {
        writeln!(
            out,
            "<table>\n<tr><th>metric<th>figure<th>subject<th>where and when<th>according to<th>sentence<th>confidence</tr>"
        )?;
        record.claims.iter().try_for_each(|claim| row(&mut out, claim))?;
        writeln!(out, "</table>")?;
    }
    out.push_str("</section>\n");
    Ok(out)
}

fn heading(out: &mut String, record: &Record) -> fmt::Result {
    let title = escape(record.title.as_deref().unwrap_or(&record.source));
    match record.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => writeln!(out, "<h2><a href=\"{}\" rel=\"noopener noreferrer\">{title}</a></h2>", escape(url))?,
        None => writeln!(out, "<h2>{title}</h2>")?,
    }
    let kind = Some(name(&record.kind)).filter(|_| record.kind != Kind::Article);
    let told = [record.site.clone(), record.published.clone(), kind, Some(record.source.clone())];
    let told: Vec<String> = told.into_iter().flatten().map(|part| escape(&part).into_owned()).collect();
    writeln!(out, "<p class=\"meta\" dir=\"ltr\">{}</p>", told.join(" · "))
}

fn row(out: &mut String, claim: &Claim) -> fmt::Result {
    let metric = if claim.status == Status::Stated { String::new() } else { format!(" ({})", name(&claim.status)) };
    let place = [claim.platform.clone(), claim.scope.clone(), claim.period.as_ref().map(period)];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let cell = |text: &Option<String>| escape(text.as_deref().unwrap_or("")).into_owned();
    writeln!(
        out,
        "<tr><td dir=\"ltr\">{}{metric}<td class=\"n\">{}<td>{}<td>{}<td>{}<td>{}<td class=\"n\">{:.2}</tr>",
        escape(&claim.metric),
        escape(&figure(claim)),
        cell(&claim.subject),
        escape(&place.join("، ")),
        cell(&claim.attribution),
        marked(&claim.sentence, &claim.quote),
        claim.confidence
    )
}

/// The sentence with the quote marked.
fn marked(sentence: &str, quote: &str) -> String {
    match sentence.split_once(quote).filter(|_| !quote.is_empty()) {
        Some((before, after)) => format!("{}<mark>{}</mark>{}", escape(before), escape(quote), escape(after)),
        None => escape(sentence).into_owned(),
    }
}

fn is_web(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The text as HTML text or as a quoted attribute, without control characters and without marks that turn what stands behind them.
fn escape(text: &str) -> Cow<'_, str> {
    let risky = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'' | '`') || c.is_control() || turns(c);
    if !text.contains(risky) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '`' => out.push_str("&#96;"),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || turns(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Embeddings, overrides and isolates: each could turn the rest of its cell around.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::record;
    use super::*;

    #[test]
    fn nothing_said_is_markup() {
        assert_eq!(escape("<script>'\"&`\u{202e}\u{1b}"), "&lt;script&gt;&#39;&quot;&amp;&#96;");
        assert_eq!(marked("بلغ <b> 5 آلاف", "<b> 5"), "بلغ <mark>&lt;b&gt; 5</mark> آلاف");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert!(is_web("HTTPS://example.com/") && !is_web("javascript:alert(1)") && !is_web(" javascript:x"));
        let record = Record { url: Some("javascript:alert(1)".to_owned()), ..record(Vec::new()) };
        assert!(!html_section(&record).unwrap().contains("href"));
    }
}
