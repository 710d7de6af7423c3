//! The project's own gold: how many of its facts are found, and how much is found that is none. `fixtures/gold/floors.tsv` holds the
//! floors, over all and by tag; they rise with each gain and never fall. `cargo test gold -- --nocapture` prints the scores.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use marsad::lexicon::Table;
use marsad::pipeline::{Form, Page, read};
use serde_json::Value;

use crate::compare::{close, words};

/// Facts that a tag must have to be worth a floor.
const ENOUGH: usize = 4;

/// Longest subject that may count as found, in words.
const LONGEST_SUBJECT: usize = 14;

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    hit: usize,
    facts: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hit as f64 / self.facts.max(1) as f64
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

fn lines(name: &str) -> String {
    fs::read_to_string(format!("{}/fixtures/gold/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn is_core(claim: &Value) -> bool {
    !["money", "percent", "people", "count"].contains(&claim["metric"].as_str().unwrap())
}

fn core(claims: &Value) -> Vec<&Value> {
    claims.as_array().unwrap().iter().filter(|c| is_core(c)).collect()
}

fn predicted(text: &str) -> Value {
    let page = Page { bytes: text.as_bytes(), source: "gold", form: Form::Text, hints: Default::default() };
    serde_json::to_value(read(&page, Default::default()).claims).unwrap()
}

/// The same metric, the same value, and quotes that share words of the text.
fn same_figure(claim: &Value, gold: &Value) -> bool {
    let at = |v: &Value, key: &str| v[key].as_u64().unwrap();
    let overlap = at(claim, "source_start") < at(gold, "end") && at(gold, "start") < at(claim, "source_end");
    claim["metric"] == gold["metric"]
        && close(&claim["value"], &gold["value"])
        && close(&claim["value_high"], &gold["value_high"])
        && overlap
}

fn same_subject(claim: &Value, gold: &Value) -> bool {
    let subject = words(&claim["subject"]);
    let others = gold["subject_alts"].as_array().into_iter().flatten();
    subject.split(' ').count() <= LONGEST_SUBJECT
        && std::iter::once(&gold["subject_core"])
            .chain(others)
            .any(|core| !subject.is_empty() && subject.contains(&words(core)))
}

/// Pairs each claim with at most one gold claim: required ones first, then those whose subject agrees.
fn pair(claims: &[&Value], gold: &[&Value], with_subject: bool) -> BTreeMap<usize, usize> {
    let every = (0..claims.len()).flat_map(|i| (0..gold.len()).map(move |j| (i, j)));
    let mut pairs: Vec<(bool, bool, usize, usize)> = every
        .filter(|(i, j)| same_figure(claims[*i], gold[*j]))
        .map(|(i, j)| (gold[j]["optional"] == true, !same_subject(claims[i], gold[j]), i, j))
        .filter(|(_, other_subject, ..)| !(with_subject && *other_subject))
        .collect();
    pairs.sort();
    let (mut found, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, i, j) in pairs {
        if !found.contains_key(&i) && taken.insert(j) {
            found.insert(i, j);
        }
    }
    found
}

/// Every item with what is found in it.
fn items() -> Vec<(Value, Value)> {
    let item = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let all = lines("claims.jsonl");
    all.lines().map(item).map(|item| (predicted(item["text"].as_str().unwrap()), item)).collect()
}

/// Of the core claims found whose gold names such a field, the share where one of the two holds the other.
fn named(items: &[(Value, Value)], field: &str) -> f64 {
    let (mut right, mut all) = (0usize, 0usize);
    for (found, item) in items {
        let (claims, gold) = (core(found), core(&item["claims"]));
        for (i, j) in pair(&claims, &gold, false).into_iter().filter(|(_, j)| gold[*j]["optional"] != true) {
            let (told, wanted) = (words(&claims[i][field]), words(&gold[j][field]));
            let same = !told.is_empty() && (told.contains(&wanted) || wanted.contains(&told));
            all += usize::from(!wanted.is_empty());
            right += usize::from(!wanted.is_empty() && same);
        }
    }
    right as f64 / all.max(1) as f64
}

/// The tally over all (`""`) and by tag.
fn tallies(items: &[(Value, Value)], with_subject: bool) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (found, item) in items {
        let (claims, gold) = (core(found), core(&item["claims"]));
        let pairs = pair(&claims, &gold, with_subject);
        let facts: BTreeSet<u64> =
            gold.iter().filter(|g| g["optional"] != true).map(|g| g["group"].as_u64().unwrap()).collect();
        let hit: BTreeSet<u64> = pairs.values().map(|j| gold[*j]["group"].as_u64().unwrap()).collect();
        let optional = |claim: &Value| gold.iter().any(|g| g["optional"] == true && same_figure(claim, g));
        let tags = item["tags"].as_array().unwrap().iter().map(|t| t.as_str().unwrap());
        for tag in tags.chain([""]) {
            let tally = tallies.entry(tag.to_owned()).or_default();
            tally.facts += facts.len();
            tally.hit += hit.intersection(&facts).count();
            tally.right += pairs.values().filter(|j| gold[**j]["optional"] != true).count();
            tally.wrong += (0..claims.len()).filter(|i| !pairs.contains_key(i) && !optional(claims[*i])).count();
        }
    }
    tallies
}

fn scores() -> BTreeMap<String, f64> {
    let items = items();
    let (figures, whole) = (tallies(&items, false), tallies(&items, true));
    let mut scores = BTreeMap::from([
        ("all: F1 of metric and value".to_owned(), figures[""].f1()),
        ("all: precision of metric and value".to_owned(), figures[""].precision()),
        ("all: F1 with subject".to_owned(), whole[""].f1()),
        ("all: attribution where one is named".to_owned(), named(&items, "attribution")),
        ("all: scope where one is named".to_owned(), named(&items, "scope")),
    ]);
    let tags = whole.iter().filter(|(tag, tally)| !tag.is_empty() && tally.facts >= ENOUGH);
    scores.extend(tags.map(|(tag, tally)| (format!("{tag}: recall with subject"), tally.recall())));
    let traps = figures.iter().filter(|(tag, tally)| !tag.is_empty() && tally.facts == 0);
    scores
        .extend(traps.map(|(tag, tally)| (format!("{tag}: nothing found"), if tally.wrong == 0 { 1.0 } else { 0.0 })));
    scores
}

#[test]
fn scores_stay_above_their_floors() {
    let (scores, text) = (scores(), lines("floors.tsv"));
    let floors = Table::parse("floors.tsv", &text).unwrap();
    let floors: BTreeMap<&str, f64> =
        floors.rows().map(|r| (r.get("score"), r.get("floor").parse().unwrap())).collect();
    for (name, score) in &scores {
        say(&format!("{name}\t{:.3}", (score * 1000.0).floor() / 1000.0));
    }
    let fallen = floors.iter().filter(|(name, floor)| scores.get(**name).is_none_or(|score| score < floor));
    let fallen: Vec<String> =
        fallen.map(|(name, floor)| format!("{name}: {:?}, floor {floor}", scores.get(*name))).collect();
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

#[allow(clippy::print_stdout)]
fn say(line: &str) {
    println!("{line}");
}

#[test]
fn spans_of_the_gold_stand_where_they_say() {
    for line in lines("claims.jsonl").lines() {
        let item: Value = serde_json::from_str(line).unwrap();
        let text: Vec<char> = item["text"].as_str().unwrap().chars().collect();
        for span in item["claims"].as_array().unwrap().iter().chain(item["no_claims"].as_array().unwrap()) {
            let at = |key: &str| span[key].as_u64().unwrap() as usize;
            let there: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(there, span["quote"].as_str().unwrap(), "{}", item["id"]);
        }
    }
}
