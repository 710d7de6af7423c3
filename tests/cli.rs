//! The command line as a user meets it: inputs, formats, order, exit codes.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::run::{folder, marsad, run_in, run_with};

const PAGE: &[u8] =
    "<html><body><h1>خبر</h1><p>نشرت الهيئة أرقام العام، وقالت إنها ستعود إليها في الربيع.</p></body></html>"
        .as_bytes();

#[test]
fn a_folder_is_read_recursively_and_sorted() {
    let folder = folder(&[
        ("pages/b.html", PAGE),
        ("pages/a/z.htm", PAGE),
        ("pages/a/c.xhtml", PAGE),
        ("pages/d.txt", b"x"),
        ("pages/saved", PAGE),
        ("pages/notes.json", b"{}"),
        ("pages/Makefile", b"all:\n"),
        ("pages/.git/x.html", PAGE),
    ]);
    let ran = run_in(folder.path(), &["extract", "pages"]);
    let sources: Vec<String> = ran.records().into_iter().map(|r| r.source).collect();
    assert_eq!(sources, ["pages/a/c.xhtml", "pages/a/z.htm", "pages/b.html", "pages/d.txt", "pages/saved"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.starts_with("marsad: 5 pages, "), "{}", ran.err);
    assert!(ran.err.trim_end().ends_with("pages/s"), "{}", ran.err);
}

#[test]
fn patterns_are_the_programs_own_where_the_shell_leaves_them() {
    let folder = folder(&[("b.html", PAGE), ("a.html", PAGE), ("c.txt", b"x"), ("odd[1].html", PAGE)]);
    let sources = |arguments: &[&str]| -> Vec<String> {
        run_in(folder.path(), arguments).records().into_iter().map(|r| r.source).collect()
    };
    assert_eq!(sources(&["extract", "?.html"]), ["a.html", "b.html"]);
    assert_eq!(sources(&["extract", "odd[1].html"]), ["odd[1].html"], "a file of that very name comes first");
}

#[test]
fn standard_input_is_a_page() {
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &["extract", "-"], PAGE);
    let records = ran.records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].source, "-");
    assert_eq!(ran.code, 0);
}

#[test]
fn quiet_says_nothing_and_verbose_names_every_page() {
    let folder = folder(&[("a.html", PAGE)]);
    assert_eq!(run_in(folder.path(), &["extract", "a.html", "--quiet"]).err, "");
    let ran = run_in(folder.path(), &["extract", "a.html", "-v"]);
    assert!(ran.err.starts_with("marsad: a.html: "), "{}", ran.err);
}

#[test]
fn every_format_holds_the_same_records() {
    let folder = folder(&[("a.html", PAGE), ("b.html", PAGE)]);
    let out = |format| run_in(folder.path(), &["extract", "a.html", "b.html", "--format", format]).out;
    let lines: Vec<Value> = out("jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&out("json")).unwrap(), lines);
    assert_eq!(lines.len(), 2);
    let table = out("table");
    assert!(table.starts_with("a.html\n  kind: "), "{table}");
    assert!(table.contains("\n\nb.html\n"), "{table}");
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    let folder = folder(&[("empty/readme.md", b"x")]);
    let ran = run_in(folder.path(), &["extract", "empty", "--format", "json"]);
    assert_eq!((ran.out.as_str(), ran.code), ("[]\n", 1));
}

#[test]
fn csv_and_html_of_nothing_are_whole() {
    let folder = folder(&[("page.html", PAGE)]);
    let csv = run_in(folder.path(), &["extract", "page.html", "--format", "csv"]);
    assert_eq!((csv.code, csv.out.lines().count()), (0, 1), "{}", csv.out);
    assert!(csv.out.starts_with("source,url,") && csv.err.starts_with("marsad: 1 page, "), "{}", csv.err);
    let html = run_in(folder.path(), &["extract", "page.html", "--format", "html"]);
    assert!(html.out.starts_with("<!DOCTYPE html>") && html.out.ends_with("</html>\n"), "{}", html.out);
    let wrong = run_in(folder.path(), &["extract", "page.html", "--bom"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("--format csv"), "{}", wrong.err);
}

#[test]
fn a_table_cannot_drive_the_terminal() {
    let page = "<html><title>\u{1b}[31mخبر\u{7}\u{202e}</title><h1>\u{1b}[31mخبر\u{7}\u{202e}</h1><p>نص الخبر كما نشر اليوم.</p></html>";
    let folder = folder(&[("a\u{1b}[2J.html", page.as_bytes())]);
    let ran = run_in(folder.path(), &["extract", ".", "--format", "table", "-v"]);
    let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!ran.out.contains(bad), "{:?}", ran.out);
    assert!(!ran.err.contains(bad), "{:?}", ran.err);
}

#[test]
fn bytes_do_not_depend_on_the_number_of_jobs() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let folder = folder(&[]);
    let out = |jobs| run_in(folder.path(), &["extract", fixtures, fixtures, fixtures, "--jobs", jobs]).out;
    let one = out("1");
    assert!(one.lines().count() >= 42);
    assert_eq!(one, out("2"));
    assert_eq!(one, out("7"));
}

#[test]
fn output_goes_to_a_file() {
    let folder = folder(&[("a.html", PAGE), ("old.jsonl", b"what stood here before, longer than nothing")]);
    let ran = run_in(folder.path(), &["extract", "a.html", "--output", "old.jsonl"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    let written = fs::read_to_string(folder.path().join("old.jsonl")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap()["source"], "a.html");
}

#[test]
fn an_output_inside_the_input_folder_is_not_read() {
    let folder = folder(&[("pages/a.html", PAGE)]);
    for _ in 0..2 {
        let ran = run_in(folder.path(), &["extract", "pages", "--output", "pages/out.txt"]);
        assert!(ran.err.contains("1 page, "), "{}", ran.err);
    }
}

#[test]
fn an_output_that_cannot_be_is_refused_before_the_work() {
    let folder = folder(&[("a.html", PAGE), ("sub/b.html", PAGE)]);
    for (output, said) in
        [("sub", "is a folder"), ("none/out.jsonl", "create it first"), ("a.html", "one of the inputs")]
    {
        let ran = run_in(folder.path(), &["extract", "a.html", "--output", output]);
        assert_eq!(ran.code, 2, "{output}");
        assert!(ran.err.contains(said), "{output}: {}", ran.err);
    }
    assert_eq!(fs::read(folder.path().join("a.html")).unwrap(), PAGE);
}

#[test]
fn usage_errors_end_with_2() {
    let folder = folder(&[]);
    for arguments in
        [&["extract"][..], &["extract", "x", "--jobs", "0"], &["extract", "x", "--from", "pdf"], &["nonsense"], &[]]
    {
        assert_eq!(run_in(folder.path(), arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn min_confidence_leaves_out_what_is_below() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let folder = folder(&[]);
    let ran = run_in(folder.path(), &["extract", fixtures, "--min-confidence", "0.8", "--quiet"]);
    let claims = ran.records().into_iter().flat_map(|r| r.claims);
    assert!(claims.into_iter().all(|c| c.confidence >= 0.8));
    assert_eq!(run_in(folder.path(), &["extract", fixtures, "--min-confidence", "80"]).code, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    for jobs in ["1", "4"] {
        let inputs = [fixtures; 20];
        let mut child = marsad(&["extract", "--jobs", jobs])
            .args(inputs)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0));
        assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
    }
}

#[test]
fn help_has_examples_for_every_command() {
    let folder = folder(&[]);
    for command in ["extract", "fetch", "numbers", "schema"] {
        let help = run_in(folder.path(), &[command, "--help"]).out;
        assert!(help.contains("Example"), "{command}: {help}");
    }
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let folder = folder(&[]);
    let schema: Value = serde_json::from_str(&run_in(folder.path(), &["schema"]).out).unwrap();
    assert_eq!(schema["title"], "Record");
    assert!(run_in(folder.path(), &["completions", "bash"]).out.contains("marsad"));
    assert!(run_in(folder.path(), &["man"]).out.starts_with(".ie"));
}

#[test]
fn numbers_answers_each_line() {
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &["numbers", "--ref", "2025-03-02"], "بلغ 24 متابعا\r\n\nبلا أرقام".as_bytes());
    let lines: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line["quantities"].is_array()));
    assert_eq!(run_with(folder.path(), &["numbers", "--ref", "March"], b"").code, 2);
}

#[test]
fn numbers_can_be_conversed_with() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = marsad(&["numbers"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut ask, mut answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()).lines());
    for text in ["بلغ 24 متابعا\n", "ثم 7 ملايين\n"] {
        ask.write_all(text.as_bytes()).unwrap();
        assert!(answers.next().unwrap().unwrap().starts_with("{\"quantities\":"));
    }
    drop(ask);
    assert!(child.wait().unwrap().success());
}

#[test]
fn numbers_writes_a_table_for_people() {
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &["numbers", "--format", "table"], "بلغ 12,500 متابع\n".as_bytes());
    assert_eq!(ran.out, "cardinal: 12,500  \u{2068}12,500\u{2069}\n\n");
}

/// A metric that marsad doesn't have: listens of podcasts, in one row.
const LISTENS: &[u8] = "# Podcasts.\nmetric\trole\tterm\tpattern\nlistens\tnoun\tإنصات\tevent\n".as_bytes();

#[test]
fn a_users_lexicon_adds_a_metric() {
    let page = "حقق بودكاست «ساعة بحر» 3.2 ملايين إنصات خلال عام 2024، وبلغ عدد متابعيه على إكس 40 ألف متابع.".as_bytes();
    let folder = folder(&[("a.txt", page), ("my-metrics.tsv", LISTENS)]);
    let claims = |arguments: &[&str]| -> Vec<(String, f64, Option<String>)> {
        let records = run_in(folder.path(), arguments).records();
        records[0].claims.iter().map(|c| (c.metric.clone(), c.value, c.subject.clone())).collect()
    };
    let subject = || Some("بودكاست «ساعة بحر»".to_owned());
    let (listens, followers) = (("listens".to_owned(), 3.2e6, subject()), ("followers".to_owned(), 40e3, subject()));
    assert_eq!(claims(&["extract", "a.txt", "--lexicon", "my-metrics.tsv"]), [listens, followers.clone()]);
    assert_eq!(claims(&["extract", "a.txt"]), [followers]);
}

#[test]
fn a_bad_row_of_a_lexicon_is_named() {
    let head = "metric\trole\tterm\tpattern\n";
    for (row, wanted) in [
        ("listens\tnuon\tإنصات\tevent\n", "bad.tsv:2: column `role`: `nuon` is none of noun"),
        ("listens\tnoun\t\tevent\n", "bad.tsv:2: column `term`: empty"),
        ("listens\tnoun\tإنصات\tplural\n", "bad.tsv:2: column `pattern`: `plural`"),
        ("listens\tnoun\tإنصات\tevent\tx\ty\n", "bad.tsv:2: 6 cells"),
    ] {
        let rows = format!("{head}{row}");
        let folder = folder(&[("a.html", PAGE), ("bad.tsv", rows.as_bytes())]);
        let ran = run_in(folder.path(), &["extract", "a.html", "--lexicon", "bad.tsv"]);
        assert!(ran.err.contains(wanted), "{}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    }
    let folder = folder(&[("a.html", PAGE)]);
    let ran = run_in(folder.path(), &["extract", "a.html", "--lexicon", "none.tsv"]);
    assert!(ran.err.contains("none.tsv") && ran.code == 2, "{}", ran.err);
}

#[test]
fn every_figure_is_explained() {
    let page =
        "بلغ عدد متابعي صفحة بلدية صفاقس على فيسبوك 84 ألف متابع، وكسبت الصفحة 3 آلاف متابع خلال 5 أيام.".as_bytes();
    let folder = folder(&[("a.txt", page)]);
    let ran = run_in(folder.path(), &["extract", "--explain", "a.txt"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let wanted = [
        "# a.txt",
        "text\t43-55\t84 ألف متابع\tfollowers by its counted noun; of «صفحة بلدية صفاقس» (owner of the metric noun)",
        "text\t70-82\t3 آلاف متابع\tfollowers by its counted noun; of «صفحة بلدية صفاقس» (what the pronoun or general noun stands for); no claim: delta",
        "text\t88-94\t5 أيام\tno claim: a date, a duration or a measure",
    ];
    assert!(lines.len() == wanted.len() && lines.iter().zip(wanted).all(|(l, w)| l.starts_with(w)), "{}", ran.out);
}
