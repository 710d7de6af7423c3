//! One direction only: the table of who may import whom, held against the source.

use std::fs;
use std::path::{Path, PathBuf};

use crate::faults::row;

/// Each room of the library and the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("record", &[]),
    ("arabic", &["record"]),
    ("lexicon", &["record", "arabic"]),
    ("numbers", &["record", "arabic", "lexicon"]),
    ("page", &["record", "arabic", "lexicon", "numbers"]),
    ("claims", &["record", "arabic", "lexicon", "numbers", "page"]),
    ("crawl", &["record"]),
    ("archive", &[]),
    ("export", &["record"]),
    ("store", &["record", "arabic"]),
    ("pipeline", &["record", "arabic", "lexicon", "numbers", "page", "claims", "crawl", "archive", "store"]),
];

/// What the pure rooms never touch: clocks, files, networks, threads, terminals.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "SystemTime",
    "Instant",
    "reqwest",
    "tokio",
    "clap",
    "indicatif",
];

const PURE: &[&str] = &["record", "arabic", "lexicon", "numbers", "page", "claims", "export"];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pattern = root.join("**/*.rs");
    let paths = glob::glob(pattern.to_str().unwrap()).unwrap().map(Result::unwrap);
    paths.map(|p| (p.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&p).unwrap())).collect()
}

/// `page` for `page/tree.rs` and for `page.rs`.
fn room(path: &Path) -> String {
    let first = path.components().next().unwrap();
    Path::new(first.as_os_str()).with_extension("").display().to_string()
}

/// The source without its comments.
fn code(source: &str) -> String {
    source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms named after `crate::`, alone or in braces.
fn imports(code: &str) -> Vec<String> {
    let named = |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned();
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => found.push(named(after)),
            Some(group) => found.extend(top_level(group).iter().map(|item| named(item.trim()))),
        }
    }
    found
}

/// The items of a brace group whose opening brace is gone.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                items.last_mut().unwrap().push(c);
            }
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut faults = Vec::new();
    for (path, source) in sources() {
        let room = room(&path);
        if ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("{}: a new room; give it a row in tests/layers.rs", path.display()));
            continue;
        };
        let wrong = imports(&code(&source)).into_iter().filter(|to| *to != room && !allowed.contains(&to.as_str()));
        faults.extend(wrong.map(|to| format!("{}: `{room}` must not import `{to}`", path.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pure_rooms_touch_nothing() {
    let pure = sources().into_iter().filter(|(path, _)| PURE.contains(&room(path).as_str()));
    let faults: Vec<String> = pure
        .flat_map(|(path, source)| {
            let code = code(&source);
            let touched = IMPURE.iter().filter(move |name| code.contains(*name));
            touched.map(move |name| format!("{}: uses {name}", path.display()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_command_line_knows_the_library_only_from_outside() {
    let faults: Vec<String> = sources()
        .into_iter()
        .filter(|(path, source)| room(path) == "cli" && code(source).contains("crate::"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(faults.is_empty(), "`use crate::` in {faults:?}: use `marsad::` or `super::`");
}

#[test]
fn the_reader_of_imports_reads() {
    assert_eq!(imports("use crate::record::{Kind, Span};\nlet x = crate::page::read();"), ["record", "page"]);
    assert_eq!(imports("use crate::{arabic::{self, fold}, claims};"), ["arabic", "claims"]);
    assert!(imports(&code("/// [`crate::claims`]")).is_empty());
}

/// What asks the machine what time it is, which somebody may set while a run goes on.
const WALL_CLOCK: &[&str] = &["SystemTime", "Timestamp::now", "Zoned::now"];

#[test]
fn delays_ask_no_wall_clock() {
    let waits = |path: &Path| {
        let name = path.display().to_string();
        let rooms = ["crawl/pace", "crawl/tempo", "crawl/robots", "pipeline/crawl/"];
        rooms.iter().any(|room| name.starts_with(room)) && name != "pipeline/crawl/clock.rs"
    };
    let sources: Vec<_> = sources().into_iter().filter(|(path, _)| waits(path)).collect();
    assert!(sources.len() > 12, "the files that wait have moved");
    for (path, source) in sources {
        let code = code(&source);
        let asked = WALL_CLOCK.iter().find(|name| code.contains(*name));
        assert!(asked.is_none(), "{} asks {asked:?}; a run has one clock, `RunClock`", path.display());
    }
    row(41, "what waits, read as source", || {
        "delays, circles and due times go by a clock set once when the run begins".to_owned()
    });
}
