//! Every folder of `fixtures/` is a case: the page must become what its `expected.json` says.
//! `fixtures/README.md` has the rules of the comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use marsad::pipeline::{Form, Page, read};
use marsad::record::Record;
use serde_json::{Map, Value};
use similar::TextDiff;

use crate::compare::{close, words};
use crate::evidence;

/// Metrics of which a fixture names only the claims that must be found.
const GENERIC: [&str; 4] = ["money", "percent", "people", "count"];

/// Keys that are compared in ways of their own.
const SPECIAL: [&str; 3] = ["claims", "stripped", "stripped_kinds"];

struct Case {
    name: String,
    page: PathBuf,
    expected: Map<String, Value>,
}

fn cases() -> Vec<Case> {
    let pattern = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/*/expected.json");
    let found = glob::glob(pattern.to_str().unwrap()).unwrap().map(Result::unwrap);
    found.map(|path| case(path.parent().unwrap())).collect()
}

fn case(folder: &Path) -> Case {
    let page = ["page.html", "page.txt"].map(|name| folder.join(name)).into_iter().find(|p| p.exists());
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    Case {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        page: page.unwrap_or_else(|| panic!("{}: no page.html or page.txt", folder.display())),
        expected: serde_json::from_str(&expected).unwrap_or_else(|e| panic!("{}: {e}", folder.display())),
    }
}

fn record(case: &Case) -> (Record, Option<String>) {
    let bytes = fs::read(&case.page).unwrap();
    let form = Form::of_name(&case.page).unwrap();
    let page = Page { bytes: &bytes, source: &case.name, form, hints: Default::default() };
    let text = (form == Form::Text).then(|| String::from_utf8(bytes.clone()).unwrap());
    (read(&page, Default::default()), text)
}

/// Differences known and not yet mended, one a line; lines only ever leave.
fn shortfalls() -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/shortfalls.txt");
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect()
}

/// A difference on one line, as `fixtures/shortfalls.txt` holds it.
fn on_one_line(case: &Case, fault: &str) -> String {
    let words: Vec<&str> = fault.split_whitespace().collect();
    format!("{}: {}", case.name, words.join(" ")).chars().take(300).collect::<String>().trim_end().to_owned()
}

#[test]
fn every_page_becomes_what_its_fixture_says() {
    let (cases, known) = (cases(), shortfalls());
    assert!(cases.len() >= 14, "only {} fixtures", cases.len());
    let found: BTreeMap<String, String> = cases
        .iter()
        .flat_map(|case| faults(case).into_iter().map(|f| (on_one_line(case, &f), format!("── {} ──\n{f}", case.name))))
        .collect();
    let fresh: Vec<&str> = found.iter().filter(|(line, _)| !known.contains(*line)).map(|(_, f)| f.as_str()).collect();
    assert!(fresh.is_empty(), "{} new differences\n{}", fresh.len(), fresh.join("\n\n"));
    let mended: Vec<&String> = known.iter().filter(|line| !found.contains_key(*line)).collect();
    assert!(mended.is_empty(), "mended: delete these lines of fixtures/shortfalls.txt\n{mended:#?}");
}

#[test]
fn every_record_keeps_its_promises() {
    for case in cases() {
        let (record, source) = record(&case);
        let faults = evidence::faults(&record, source.as_deref());
        assert!(faults.is_empty(), "{}: {}", case.name, faults.join("\n"));
    }
}

#[test]
fn every_fixture_says_why_it_is_here() {
    for case in cases() {
        let note = case.page.with_file_name("note.md");
        assert!(fs::read_to_string(&note).is_ok_and(|n| !n.trim().is_empty()), "{}: no note.md", case.name);
    }
}

fn faults(case: &Case) -> Vec<String> {
    let mut faults = Vec::new();
    let (record, _) = record(case);
    let got = serde_json::to_value(&record).unwrap();
    for (key, wanted) in case.expected.iter().filter(|(key, _)| !SPECIAL.contains(&key.as_str())) {
        if got[key] != *wanted {
            faults.push(difference(key, wanted, &got[key]));
        }
    }
    faults.extend(stripped_faults(&case.expected, &got["stripped"]));
    if let Some(wanted) = case.expected.get("claims").and_then(Value::as_array) {
        faults.extend(claims_faults(wanted, got["claims"].as_array().unwrap()));
    }
    faults
}

/// Texts line by line, anything else on two lines.
fn difference(key: &str, wanted: &Value, got: &Value) -> String {
    match (wanted.as_str(), got.as_str()) {
        (Some(wanted), Some(got)) if wanted.contains('\n') => {
            let diff = TextDiff::from_lines(wanted, got);
            let lines = diff.iter_all_changes().filter(|c| c.tag() != similar::ChangeTag::Equal);
            let lines: Vec<String> = lines.map(|c| format!("    {}{}", c.tag(), c.value().trim_end())).collect();
            format!("  {key}: - expected, + got\n{}", lines.join("\n"))
        }
        _ => format!("  {key}:\n    -{wanted}\n    +{got}"),
    }
}

fn stripped_faults(expected: &Map<String, Value>, got: &Value) -> Vec<String> {
    let count = |kind: &str| {
        let found = got.as_array().unwrap().iter().find(|s| s["kind"] == kind);
        found.map_or(0, |s| s["count"].as_u64().unwrap())
    };
    let counts = expected.get("stripped").and_then(Value::as_object).into_iter().flatten();
    let counts = counts.filter(|(kind, n)| Some(count(kind)) != n.as_u64());
    let counts = counts.map(|(kind, n)| format!("  stripped {kind}: expected {n}, got {}", count(kind)));
    let kinds =
        expected.get("stripped_kinds").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let kinds = kinds.filter(|kind| count(kind) == 0).map(|kind| format!("  stripped {kind}: none"));
    counts.chain(kinds).collect()
}

/// Walks both lists in step: a claim found takes the first expected one, from where the last was taken on, that is the same figure.
fn claims_faults(wanted: &[Value], got: &[Value]) -> Vec<String> {
    let (mut faults, mut next) = (Vec::new(), 0);
    for claim in got {
        let at = (next..wanted.len()).find(|i| is_same_figure(&wanted[*i], claim));
        match at {
            Some(at) => {
                faults.extend(wanted[next..at].iter().filter_map(missing));
                faults.extend(field_faults(&wanted[at], claim));
                next = at + 1;
            }
            None if GENERIC.contains(&text(claim, "metric")) => {}
            None => faults.push(format!("  unexpected claim: {}", shown(claim))),
        }
    }
    faults.extend(wanted[next..].iter().filter_map(missing));
    faults
}

fn missing(wanted: &Value) -> Option<String> {
    let optional = wanted["optional"] == true;
    (!optional).then(|| format!("  missing claim: {}", shown(wanted)))
}

fn is_same_figure(wanted: &Value, got: &Value) -> bool {
    let same = |key: &str| close(&wanted[key], &got[key]);
    let (a, b) = (text(wanted, "quote"), text(got, "quote"));
    wanted["metric"] == got["metric"] && same("value") && same("value_high") && (a.contains(b) || b.contains(a))
}

/// What a matched claim has wrong besides its figure.
fn field_faults(wanted: &Value, got: &Value) -> Vec<String> {
    let wrong =
        |key: &&&str| wanted.get(**key).is_some() && !choices(wanted, key).any(|choice| agrees(key, choice, got));
    let keys = [
        "qualifier",
        "platform",
        "scope",
        "period",
        "attribution",
        "quote",
        "field",
        "subject",
        "subject_core",
        "status",
        "unit",
    ];
    let say = |key: &str| {
        let of = if key == "subject_core" { "subject" } else { key };
        format!("  claim {}: {key}: expected {}, got {}", shown(got), wanted[key], got[of])
    };
    keys.iter().filter(wrong).map(|key| say(key)).collect()
}

/// The expected value of a field and those that are as right.
fn choices<'w>(wanted: &'w Value, key: &str) -> impl Iterator<Item = &'w Value> {
    let others = wanted["alts"].get(key).and_then(Value::as_array);
    std::iter::once(&wanted[key]).chain(others.into_iter().flatten())
}

fn agrees(key: &str, wanted: &Value, got: &Value) -> bool {
    match key {
        "subject_core" => words(&got["subject"]).contains(&words(wanted)),
        "scope" | "attribution" if wanted.is_string() && got[key].is_string() => {
            let (a, b) = (words(wanted), words(&got[key]));
            a.contains(&b) || b.contains(&a)
        }
        "period" => {
            let days = |p: &Value| (p["start"].clone(), p["end"].clone());
            days(wanted) == days(&got[key])
        }
        _ => *wanted == got[key],
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn shown(claim: &Value) -> String {
    let subject = if claim.get("subject").is_some() { &claim["subject"] } else { &claim["subject_core"] };
    format!("{} {} «{}» of {subject}", text(claim, "metric"), claim["value"], text(claim, "quote"))
}
