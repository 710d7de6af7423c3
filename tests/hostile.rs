//! Bad input: each gets a record with a warning or a line on stderr, the rest of the batch is written, and the exit code tells.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use marsad::record::{Kind, Record};

use crate::run::{Ran, folder, marsad, run_in, run_with};

const PAGE: &[u8] =
    "<html><body><h1>خبر</h1><p>نشرت الهيئة أرقام العام، وقالت إنها ستعود إليها في الربيع.</p></body></html>"
        .as_bytes();

/// The record of a page that is read alone, between two good ones that must be written too.
fn among_good_ones(name: &str, bytes: &[u8]) -> (Record, Ran) {
    let folder = folder(&[("a.html", PAGE), (name, bytes), ("z.html", PAGE)]);
    let ran = run_in(folder.path(), &["extract", "a.html", name, "z.html"]);
    let mut records = ran.records();
    assert_eq!(records.len(), 3, "{}", ran.err);
    (records.remove(1), ran)
}

fn codes(record: &Record) -> Vec<&str> {
    record.warnings.iter().map(|w| w.code.as_str()).collect()
}

#[test]
fn a_missing_path_among_good_ones() {
    let folder = folder(&[("a.html", PAGE), ("z.html", PAGE)]);
    let ran = run_in(folder.path(), &["extract", "a.html", "nowhere.html", "none*.html", "z.html"]);
    assert_eq!(ran.records().len(), 2);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("nowhere.html: no such file or folder; check its spelling"), "{}", ran.err);
    assert!(ran.err.contains("none*.html: no file fits this pattern"), "{}", ran.err);
    assert!(ran.err.contains("2 failures"), "{}", ran.err);
}

#[test]
fn an_empty_file() {
    let (record, ran) = among_good_ones("m.html", b"");
    assert_eq!((record.kind, codes(&record)), (Kind::Empty, vec!["empty_input"]));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("m.html: the input has no bytes"), "{}", ran.err);
}

#[test]
fn binary_data() {
    let noise: Vec<u8> = (0..100_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [b"%PDF-1.7 \x00\x01".to_vec(), b"\x1f\x8b\x08rest".to_vec(), noise] {
        let (record, ran) = among_good_ones("m.html", &bytes);
        assert_eq!((record.kind, codes(&record)), (Kind::Empty, vec!["binary_input"]));
        assert_eq!(ran.code, 1);
    }
}

#[test]
fn a_folder_with_no_pages() {
    let folder = folder(&[("a.html", PAGE), ("notes/readme.md", b"x")]);
    let ran = run_in(folder.path(), &["extract", "notes", "a.html"]);
    assert_eq!((ran.records().len(), ran.code), (1, 1));
    assert!(ran.err.contains("notes: no pages in this folder; pages end in .html"), "{}", ran.err);
}

#[test]
fn a_page_of_300_mb_is_refused_with_its_size() {
    let folder = folder(&[("a.html", PAGE)]);
    let huge = fs::File::create(folder.path().join("huge.html")).unwrap();
    huge.set_len(300 << 20).unwrap();
    let ran = run_in(folder.path(), &["extract", "huge.html", "a.html"]);
    let records = ran.records();
    assert_eq!(codes(&records[0]), ["too_large"]);
    assert_eq!((records.len(), ran.code), (2, 1));
    assert!(ran.err.contains("huge.html: 300 MB, more than the 64 MB"), "{}", ran.err);
}

#[test]
fn an_endless_standard_input_is_refused() {
    let folder = folder(&[]);
    let endless = fs::File::open("/dev/zero").unwrap();
    let output = marsad(&["extract", "-", "-q"]).current_dir(folder.path()).stdin(endless).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("more than the 64 MB"));
}

#[test]
fn a_50_mb_page() {
    let paragraph = "<p>كتب المراسل أن الأسواق فتحت أبوابها صباح أمس وأن الناس عادوا إلى أعمالهم بعد العطلة.</p>\n";
    let page = format!(
        "<html><body><h1>خبر طويل</h1><article>{}</article></body></html>",
        paragraph.repeat((50 << 20) / paragraph.len())
    );
    let (record, ran) = among_good_ones("m.html", page.as_bytes());
    assert_eq!((record.source.as_str(), ran.code), ("m.html", 0));
}

#[test]
fn one_hundred_thousand_nested_elements() {
    for open in ["<div>", "<ul><li>", "<b><i>", "<table><tr><td>", "<blockquote>", "<span>"] {
        let page = format!("<html><body>{}<p>نص في القاع</p>", open.repeat(100_000));
        let (_, ran) = among_good_ones("m.html", page.as_bytes());
        assert_eq!(ran.code, 0, "{open}: {}", ran.err);
    }
}

/// Such markup is read whole, and the record says that it is no common page.
#[test]
fn markup_that_no_sound_page_has() {
    let attributes: String = (0..50_000).map(|i| format!(" a{i}=\"{i}\"")).collect();
    let text = "بلغ عدد المتابعين 5 ملايين متابع ثم ".repeat((10 << 20) / 64);
    let pages = [
        ("many_attributes", format!("<h1>خبر</h1><p{attributes}>نشرت الهيئة أرقام العام.</p>")),
        ("many_attributes", format!("<h1>خبر</h1><img{attributes}><p>نشرت الهيئة أرقام العام.</p>")),
        ("long_text", format!("<h1>خبر</h1><p>{text}</p>")),
        ("unclosed_tags", format!("<h1>خبر</h1>{}<p>نشرت الهيئة أرقام العام.</p>", "<a><i>".repeat(4_000))),
        ("unclosed_tags", format!("<h1>خبر</h1>{}", "<p><b>نشرت الهيئة أرقام العام.</p>".repeat(4_000))),
    ];
    for (code, page) in pages {
        let (record, ran) = among_good_ones("m.html", page.as_bytes());
        assert_eq!((ran.code, codes(&record)), (0, vec![code]), "{}", ran.err);
    }
}

#[test]
fn a_long_page_of_sound_markup_has_no_warning() {
    let (link, image) =
        ("<p><a href=/x><b>نشرت الهيئة</b></a> <i>أرقام</i> العام</p>", "<img src=a.png alt=b class=c>");
    let script = format!("<script>var data = \"{}\"</script>", "a".repeat(2 << 20));
    let page = format!("<h1>خبر</h1>{script}<article>{}</article>", format!("{link}{image}").repeat(2_000));
    let (record, ran) = among_good_ones("m.html", page.as_bytes());
    assert_eq!((ran.code, codes(&record)), (0, vec![]), "{}", ran.err);
}

#[test]
fn a_line_of_10_mb() {
    let line = "بلغ عدد المتابعين 5 ملايين متابع ثم ".repeat((10 << 20) / 64);
    for (name, warned) in [("m.txt", vec![]), ("m.html", vec!["long_text"])] {
        let (record, ran) = among_good_ones(name, line.as_bytes());
        assert_eq!((ran.code, codes(&record)), (0, warned), "{name}: {}", ran.err);
    }
}

#[test]
fn nul_bytes_and_broken_utf_8() {
    let text = "<html><body><h1>خبر</h1><p>نشرت\0 الهيئة \u{fffd} أرقام العام.</p></body></html>".as_bytes();
    let broken = text.iter().map(|b| if *b == 0xbd { 0xff } else { *b }).collect::<Vec<u8>>();
    for bytes in [text, &broken, &text[..text.len() / 2 + 1]] {
        let (record, ran) = among_good_ones("m.html", bytes);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!record.text.contains('\0'), "{:?}", record.text);
        assert!(record.warnings.iter().any(|w| w.code == "nul_bytes"), "{:?}", record.warnings);
    }
}

#[test]
fn a_page_cut_inside_a_tag_or_a_comment_says_so() {
    for end in ["<a href=\"/th", "<p", "</di", "<!-- more"] {
        let (record, ran) =
            among_good_ones("cut.html", format!("<h1>خبر</h1><p>نشرت الهيئة أرقام العام.</p>{end}").as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(record.warnings.iter().any(|w| w.code == "truncated"), "{end}: {:?}", record.warnings);
    }
}

#[test]
fn a_page_in_another_language() {
    let page = b"<html lang=en><body><h1>Harbour opens</h1><article><p>The harbour opened on Monday after a long winter, the council said, \
                 and the first three ships came in before noon. The mayor thanked the crews who had worked through the night.</p></article></body></html>";
    let (record, ran) = among_good_ones("m.html", page);
    assert!(record.claims.is_empty());
    assert_eq!(ran.code, 0);
}

#[test]
fn a_full_disk_ends_with_3() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = folder(&[("a.html", PAGE)]);
    let ran = run_in(folder.path(), &["extract", "a.html", "--output", "/dev/full"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("free some space"), "{}", ran.err);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = marsad(&["extract", "a.html"]).current_dir(folder.path()).stdout(full).stderr(Stdio::null()).status();
    assert_eq!(status.unwrap().code(), Some(3));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    /// The superuser may read everything.
    fn may_read(path: &Path) -> bool {
        fs::File::open(path).is_ok() || fs::read_dir(path).is_ok()
    }

    #[test]
    fn unreadable_files_and_folders() {
        let folder = folder(&[("p/a.html", PAGE), ("p/b.html", PAGE), ("p/locked/c.html", PAGE)]);
        let shut =
            |name: &str, mode| fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
        shut("p/b.html", 0o000);
        shut("p/locked", 0o000);
        let checked = !may_read(&folder.path().join("p/b.html"));
        let ran = run_in(folder.path(), &["extract", "p"]);
        shut("p/locked", 0o755);
        if checked {
            assert_eq!((ran.records().len(), ran.code), (1, 1));
            assert!(ran.err.contains("p/b.html: cannot be read"), "{}", ran.err);
            assert!(ran.err.contains("p/locked: cannot be read"), "{}", ran.err);
        }
    }

    #[test]
    fn loops_of_links_and_links_to_nowhere() {
        let folder = folder(&[("p/a.html", PAGE), ("p/q/b.html", PAGE)]);
        symlink("..", folder.path().join("p/q/up")).unwrap();
        symlink("../..", folder.path().join("p/q/top")).unwrap();
        symlink("gone", folder.path().join("p/dead.html")).unwrap();
        symlink("itself.html", folder.path().join("p/itself.html")).unwrap();
        let ran = run_in(folder.path(), &["extract", "p"]);
        let sources: Vec<String> = ran.records().into_iter().map(|r| r.source).collect();
        assert_eq!(sources, ["p/a.html", "p/q/b.html"]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("p/dead.html: "), "{}", ran.err);
        assert!(ran.err.contains("p/itself.html: "), "{}", ran.err);
    }

    #[test]
    fn pipes_in_a_folder_are_passed_over_and_named_ones_are_read() {
        let folder = folder(&[("p/a.html", PAGE)]);
        let pipe = folder.path().join("p/pipe.html");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(run_in(folder.path(), &["extract", "p"]).records().len(), 1);
        std::thread::scope(|scope| {
            scope.spawn(|| fs::write(&pipe, PAGE).unwrap());
            assert_eq!(run_in(folder.path(), &["extract", "p/pipe.html"]).records().len(), 1);
        });
    }

    #[test]
    fn a_name_that_is_not_utf_8() {
        use std::os::unix::ffi::OsStrExt;
        let folder = folder(&[]);
        let name = std::ffi::OsStr::from_bytes(b"odd\xff.html");
        fs::write(folder.path().join(name), PAGE).unwrap();
        let ran = run_in(folder.path(), &["extract", "."]);
        assert_eq!((ran.records().len(), ran.code), (1, 0), "{}", ran.err);
    }
}

#[test]
fn a_folder_of_many_files() {
    let folder = folder(&[]);
    for i in 0..20_000 {
        fs::write(folder.path().join(format!("{i}.json")), "").unwrap();
    }
    fs::write(folder.path().join("a.html"), PAGE).unwrap();
    assert_eq!(run_in(folder.path(), &["extract", "."]).records().len(), 1);
}

#[test]
fn text_that_is_no_utf_8_on_standard_input_of_numbers() {
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &["numbers"], b"\xff\xfe 24 \x00\n");
    assert_eq!((ran.out.lines().count(), ran.code), (1, 0), "{}", ran.err);
}

#[test]
fn numbers_of_a_line_of_10_mb() {
    let line = "بلغ 24 مليونا و374 ألفا ثم ".repeat((10 << 20) / 40);
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &["numbers"], line.as_bytes());
    assert_eq!((ran.out.lines().count(), ran.code), (1, 0), "{}", ran.err);
}
