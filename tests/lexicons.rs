//! The lexicons as data: well-formed, normalised, without repetition, and sorted where they say so.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use marsad::lexicon::Table;
use unicode_normalization::is_nfc;

fn lexicons() -> Vec<(String, String)> {
    let pattern = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/**/*.tsv");
    let paths = glob::glob(pattern.to_str().unwrap()).unwrap().map(Result::unwrap);
    paths.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap())).collect()
}

/// The rows with their line numbers, without comments, header and empty lines.
fn rows(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().enumerate().map(|(i, l)| (i + 1, l));
    lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1).collect()
}

fn says_sorted(text: &str) -> bool {
    text.lines().take_while(|l| l.starts_with('#')).any(|l| l.to_lowercase().contains("sorted"))
}

fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if let Err(error) = Table::parse(name, text) {
        faults.push(error.to_string());
    }
    let rows = rows(text);
    let mut seen = HashSet::new();
    for (line, row) in &rows {
        let checks = [
            (is_nfc(row), "not in NFC"),
            (seen.insert(row.trim_end()), "stands here twice"),
            (row.split('\t').all(|cell| cell == cell.trim()), "a cell begins or ends with white space"),
        ];
        faults
            .extend(checks.iter().filter(|(holds, _)| !holds).map(|(_, what)| format!("{name}:{line}: {what}: {row}")));
    }
    let unsorted = rows.windows(2).find(|w| says_sorted(text) && w[0].1 > w[1].1);
    faults.extend(unsorted.map(|w| format!("{name}:{}: not sorted: {}", w[1].0, w[1].1)));
    faults
}

#[test]
fn lexicons_are_in_order() {
    let faults: Vec<String> = lexicons().iter().flat_map(|(name, text)| faults(name, text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn faults_are_seen() {
    let text = "# sorted by term\nterm\tkind\nب\tx\nأ\tx\nأ\tx\n";
    assert_eq!(faults("t", text).len(), 2, "{:?}", faults("t", text));
}
