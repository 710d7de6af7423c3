//! Plain text: an article that may carry the boilerplate of the page it was copied from.
//!
//! In: bytes. Out: an [`Article`] whose `origin` says where every scalar stood.
//! May import: record, lexicon, page.

use super::byline::of_headline;
use super::decode::decode;
use super::imprint::{Imprint, imprint};
use super::language::language;
use super::published::fetch_time;
use super::ticker::is_ticker;
use super::tidy::Tidy;
use super::{Article, Hints, Origin};
use crate::lexicon::boilerplate;
use crate::record::{Boilerplate, Kind, StrippedTally, Warning};

/// Most words of a headline.
const TITLE_WORDS: usize = 30;
/// Most words of a label before a headline.
const LABEL_WORDS: usize = 3;
/// Most headlines that a "read also" heading in the middle of an article takes along.
const LIST_ITEMS: usize = 10;
/// Most words of a headline in such a list.
const ITEM_WORDS: usize = 25;

/// Reads plain text, which may carry a page's boilerplate around the article.
pub(super) fn read(bytes: &[u8], hints: &Hints<'_>) -> Article {
    let (text, warnings) = decode(bytes, hints.content_type);
    // The mark that decoding drops is a scalar of the input.
    let mark = usize::from(bytes.starts_with("\u{feff}".as_bytes()));
    let mut lines = lines(&text, mark);
    judge(&mut lines);
    let imprint = take_imprint(&mut lines, hints);
    assemble(&lines, imprint, warnings)
}

/// One line that is not blank.
#[derive(Debug)]
struct Line<'t> {
    text: &'t str,
    /// Scalar offset of its first character.
    at: usize,
    /// Whether a blank line stands before it.
    apart: bool,
    stripped: Option<Boilerplate>,
}

fn lines(text: &str, first: usize) -> Vec<Line<'_>> {
    let (mut out, mut at, mut apart) = (Vec::new(), first, false);
    for line in text.split(is_line_break) {
        if line.trim().is_empty() {
            // The line feed of a CR LF pair makes no blank line.
            apart |= !line.is_empty() || !text_before_is_return(text, line);
        } else {
            out.push(Line { text: line, at, apart, stripped: None });
            apart = false;
        }
        at += line.chars().count() + 1;
    }
    out
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the empty `line` stands between the two halves of a CR LF pair of `text`.
fn text_before_is_return(text: &str, line: &str) -> bool {
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    text.get(..at).is_some_and(|t| t.ends_with('\r')) && text.get(at..).is_some_and(|t| t.starts_with('\n'))
}

/// Marks the lines that are boilerplate. A text of one line is the article, unless it is a ticker.
fn judge(lines: &mut [Line<'_>]) {
    let alone = lines.len() == 1;
    let mut at = 0;
    while let Some(line) = lines.get_mut(at) {
        at += 1;
        if is_ticker(line.text) {
            line.stripped = Some(Boilerplate::Ticker);
        } else if let Some(verdict) =
            boilerplate().judge(line.text, None).filter(|_| !alone && !line.text.contains('\t'))
        {
            line.stripped = Some(verdict.kind);
            if verdict.opens {
                at += strip_list(lines.get_mut(at..).unwrap_or_default(), verdict.kind);
            }
        }
    }
    judge_share_columns(lines);
}

/// Marks the headlines after a heading such as «أخبار ذات صلة»; gives their number.
fn strip_list(lines: &mut [Line<'_>], kind: Boilerplate) -> usize {
    let listed = lines.iter().enumerate().take_while(|(i, l)| is_headline(l.text) && !(l.apart && *i > 0)).count();
    // A list without an end is the page's tail; in a text without blank lines a subheading may follow the box.
    let listed = if listed == lines.len() { listed } else { listed.min(LIST_ITEMS) };
    lines.iter_mut().take(listed).for_each(|l| l.stripped = Some(kind));
    listed
}

fn is_headline(line: &str) -> bool {
    let line = line.trim_end();
    let words = line.split_whitespace().count();
    (2..=ITEM_WORDS).contains(&words) && !line.ends_with(['.', '،', '؛', ':']) && !line.contains('\t')
}

/// Two or more lines in a row that each hold a word of a share bar are one.
fn judge_share_columns(lines: &mut [Line<'_>]) {
    let shares: Vec<bool> = lines.iter().map(|l| boilerplate().is_share_words(l.text)).collect();
    for (i, line) in lines.iter_mut().enumerate() {
        let near = |at: Option<usize>| at.and_then(|a| shares.get(a)).is_some_and(|s| *s);
        if near(Some(i)) && (near(i.checked_sub(1)) || near(Some(i + 1))) {
            line.stripped.get_or_insert(Boilerplate::Share);
        }
    }
}

/// Takes the by-lines and date lines out of the text.
fn take_imprint(lines: &mut [Line<'_>], hints: &Hints<'_>) -> Imprint {
    let mut kept: Vec<&mut Line<'_>> = lines.iter_mut().filter(|l| l.stripped.is_none()).collect();
    let texts: Vec<&str> = kept.iter().map(|l| l.text.trim()).collect();
    let found = imprint(&texts, hints.fetched_at.and_then(fetch_time));
    for at in &found.lines {
        kept.get_mut(*at).into_iter().for_each(|line| line.stripped = Some(Boilerplate::Byline));
    }
    found
}

fn assemble(lines: &[Line<'_>], imprint: Imprint, warnings: Vec<Warning>) -> Article {
    let mut tally = StrippedTally::default();
    let mut kept: Vec<&Line<'_>> = Vec::new();
    for line in lines {
        match line.stripped {
            Some(kind) => tally.add(kind, line.text),
            None => kept.push(line),
        }
    }
    let (title, rest) = headline(&kept, &mut tally);
    let body = tidied(rest);
    let kind = if body.text.is_empty() && title.is_none() { Kind::Empty } else { Kind::Article };
    let (title, title_runs) = title.map_or((None, Vec::new()), |t| (Some(t.text), t.runs));
    let titled = || title.as_deref().map(of_headline).unwrap_or_default();
    Article {
        kind,
        authors: if imprint.authors.is_empty() { titled() } else { imprint.authors },
        published: imprint.published.map(|s| s.rfc3339()),
        modified: imprint.modified.map(|s| s.rfc3339()),
        language: language(&body.text).or_else(|| language(title.as_deref()?)),
        title,
        text: body.text,
        stripped: tally.into_stripped(),
        warnings,
        origin: Some(Origin { text: body.runs, title: title_runs }),
        ..Article::default()
    }
}

/// The headline without the label before it, and the lines under it. A section's name over the headline is a label too.
fn headline<'l, 't>(kept: &'l [&'l Line<'t>], tally: &mut StrippedTally) -> (Option<Tidy>, &'l [&'l Line<'t>]) {
    let (Some(first), Some(rest)) = (kept.first(), kept.get(1..)) else { return (None, kept) };
    let under = rest.first().is_some_and(|line| is_title(line, rest.get(1..).unwrap_or_default()));
    if under && first.text.split_whitespace().count() == 1 && !first.text.contains(char::is_numeric) {
        tally.add(Boilerplate::Nav, first.text);
        return headline(rest, tally);
    }
    if !is_title(first, rest) {
        return (None, kept);
    }
    let (label, from) = (label(first.text), first.at);
    let at = from + first.text.get(..label).map_or(0, |l| l.chars().count());
    let mut title = Tidy::default();
    title.line(first.text.get(label..).unwrap_or_default(), at);
    (Some(title), rest)
}

/// The bytes of a label such as «خبر عاجل |» at the beginning of a line.
fn label(line: &str) -> usize {
    let Some((before, after)) = line.split_once('|') else { return 0 };
    let short = before.split_whitespace().count() <= LABEL_WORDS;
    let fuller = after.split_whitespace().count() >= 2 * before.split_whitespace().count().max(2);
    if short && fuller && !after.contains('|') { line.len() - after.len() } else { 0 }
}

/// Whether the first line is the headline of the rest: short, open-ended, and a longer paragraph follows.
fn is_title(line: &Line<'_>, rest: &[&Line<'_>]) -> bool {
    let text = line.text.trim();
    let words = text.split_whitespace().count();
    let listed = text.starts_with(['-', '•', '*', '–', '●', '▪']) || text.contains('\t');
    let listed = listed || (text.contains('|') && label(text) == 0);
    let open = !text.ends_with(['.', ':', '،', '؛']) || text.ends_with("...");
    let rows = rest.iter().filter(|l| l.text.contains(['|', '\t'])).count();
    words <= TITLE_WORDS && open && !listed && (rows > 1 || rest.iter().any(|l| l.text.len() > text.len()))
}

fn tidied(lines: &[&Line<'_>]) -> Tidy {
    let (mut out, mut end) = (Tidy::default(), 0);
    for line in lines {
        out.line_break(end);
        out.line(line.text, line.at);
        end = line.at + line.text.chars().count();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Span;

    fn read_str(text: &str) -> Article {
        read(text.as_bytes(), &Hints::default())
    }

    fn kinds(article: &Article) -> Vec<(Boilerplate, usize)> {
        article.stripped.iter().map(|s| (s.kind, s.count)).collect()
    }

    const BODY: &str =
        "أعلنت الهيئة أن عدد زوار المتحف بلغ 300 ألف زائر خلال الموسم.\nوأضافت أن الإقبال تضاعف منذ الافتتاح.";

    #[test]
    fn the_boilerplate_of_an_aggregator_is_stripped_and_named() {
        let ticker = [
            "افتتاح معرض الكتاب في الدار البيضاء",
            "5 قرارات جديدة لمجلس الوزراء",
            "طقس بارد ليلا على السواحل",
            "المنتخب يستعد لمباراة الجمعة",
        ];
        let ticker = ticker.join("\u{A0}\u{A0}\u{A0}\u{A0}");
        let text = format!(
            "{ticker}\n\n\nشكرا على الإبلاغ!\nسيتم حجب هذه الصورة تلقائيا\n\nإقبال كبير على المتحف\n\n{BODY}\nاقرأ أيضا: إغلاق المتحف يوم الاثنين\n\nفيسبوك تويتر واتساب\nعدد القراء 412\n25 تعليق\n\nانقر هنا لقراءة الخبر من مصدره."
        );
        let article = read_str(&text);
        assert_eq!(article.title.as_deref(), Some("إقبال كبير على المتحف"));
        assert_eq!(article.text, BODY);
        use Boilerplate::*;
        assert_eq!(
            kinds(&article),
            [(Ticker, 1), (Related, 1), (Share, 1), (Notice, 2), (SourceLink, 1), (Comments, 2)]
        );
    }

    #[test]
    fn every_scalar_knows_where_it_stood() {
        let text = format!("  إقبال  كبير\r\n\r\n{}", BODY.replace('\n', "\r\n \u{A0}"));
        let article = read_str(&text);
        let origin = article.origin.unwrap();
        let input: Vec<char> = text.chars().collect();
        for (string, runs) in [(&article.text, &origin.text), (&article.title.unwrap(), &origin.title)] {
            for (i, c) in string.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                assert_eq!(Origin::source_span(runs, Span::new(i, i + 1)).map(|s| input[s.start]), Some(c));
            }
        }
    }

    #[test]
    fn one_sentence_comes_through_whole() {
        for text in ["تابعنا على فيسبوك 5 ملايين شخص", "بلغ عدد المتابعين 5 ملايين", "بلغ العدد 5 ملايين."]
        {
            let article = read_str(text);
            assert_eq!((article.title, article.text.as_str()), (None, text));
        }
    }

    #[test]
    fn tables_lists_and_labels_keep_their_lines() {
        let text = "المنصة\tالمتابعون\nفيسبوك\t2,114,500\nتويتر\t801,300\nأعداد المتابعين حتى 1 نوفمبر 2025";
        assert_eq!((read_str(text).title, read_str(text).text.as_str()), (None, text));
        let list = "أعلى الحسابات متابعة:\n- وزارة الصحة: 5 ملايين\n- وزارة العدل: 3 ملايين وربع المليون متابع";
        assert_eq!((read_str(list).title, read_str(list).text.as_str()), (None, list));
    }

    #[test]
    fn a_heading_takes_its_headlines_along() {
        let text = format!(
            "إقبال كبير على المتحف\n\n{BODY}\n\nأخبار ذات صلة\nافتتاح جناح جديد في المتحف\nمواعيد الزيارة في العيد\n\nوختمت الهيئة بيانها بالشكر للزوار."
        );
        let article = read_str(&text);
        assert!(article.text.ends_with("بالشكر للزوار.") && !article.text.contains("جناح"), "{}", article.text);
        assert_eq!(kinds(&article), [(Boilerplate::Related, 3)]);
    }

    #[test]
    fn a_share_bar_may_be_a_column() {
        let article = read_str(&format!("إقبال كبير على المتحف\nفيسبوك\nواتساب\nنسخ الرابط\n{BODY}"));
        assert_eq!((article.text.as_str(), kinds(&article)), (BODY, vec![(Boilerplate::Share, 3)]));
    }

    #[test]
    fn nothing_at_all_is_empty() {
        assert_eq!(read_str(" \n\n").kind, Kind::Empty);
    }
}
