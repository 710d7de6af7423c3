//! `robots.txt` after RFC 9309, read as tolerantly as Google's reader does.
//!
//! Pure: bytes in, rules out. When they may be fetched and how long they hold is said in `robots_cache`.

use std::time::Duration;

use super::Pattern;

/// Bytes that are read; RFC 9309, 2.5 asks for at least these 500 KiB.
pub const MAX_ROBOTS: usize = 500 << 10;

/// Bytes of a line that are read: eight times the longest address that browsers took when the limit was set, as in Google's reader.
const MAX_LINE: usize = 2083 * 8;

/// Sitemap lines that are kept.
const MAX_SITEMAPS: usize = 100;

/// The name of a line by how it begins, with the misspellings that are met with.
const DISALLOW: [&str; 6] = ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"];
const USER_AGENT: [&str; 3] = ["user-agent", "useragent", "user agent"];
const SITEMAP: [&str; 2] = ["sitemap", "site-map"];

/// What a host allows one crawler.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between two requests that the host asks for.
    pub crawl_delay: Option<Duration>,
    /// The addresses of sitemaps, as written.
    pub sitemaps: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Pattern,
}

/// One line that means something.
enum Line<'b> {
    Agent(&'b [u8]),
    Rule(bool, &'b [u8]),
    Delay(&'b [u8]),
    Sitemap(&'b [u8]),
}

/// What is collected for a crawler that is named, and for all others.
#[derive(Default)]
struct Group {
    named: bool,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// Whom a row of agent lines names.
#[derive(Default)]
struct Named {
    us: bool,
    everyone: bool,
    /// Whether a line has come that is for them: the next agent line begins a new row.
    closed: bool,
}

impl Named {
    fn add(&mut self, name: &[u8], agent: &str) {
        if self.closed {
            *self = Self::default();
        }
        self.us |= product(name).eq_ignore_ascii_case(agent.as_bytes());
        self.everyone |= is_everyone(name);
    }

    fn each(&self, own: &mut Group, all: &mut Group, hear: impl Fn(&mut Group)) {
        [(self.us, own), (self.everyone, all)].into_iter().filter(|(is, _)| *is).for_each(|(_, group)| hear(group));
    }
}

impl Robots {
    /// Reads the rules for `agent`, a product name such as `marsad`. Groups that name it are merged and, when there is one, the groups for `*` don't count.
    pub fn read(bytes: &[u8], agent: &str) -> Self {
        let (mut own, mut all) = (Group::default(), Group::default());
        let mut sitemaps = Vec::new();
        // Whom the agent lines last seen name. Lines that are not of RFC 9309 part no groups of rules, but a delay is not for agents named later.
        let (mut ruled, mut delayed) = (Named::default(), Named::default());
        for line in lines(bytes) {
            match line {
                Line::Agent(name) => {
                    ruled.add(name, agent);
                    delayed.add(name, agent);
                    own.named |= ruled.us;
                }
                Line::Rule(allow, path) => {
                    (ruled.closed, delayed.closed) = (true, true);
                    ruled.each(&mut own, &mut all, |group| group.rules.extend(rules(allow, path)));
                }
                Line::Delay(said) => {
                    delayed.closed = true;
                    delayed.each(&mut own, &mut all, |group| group.delay = group.delay.max(delay(said)));
                }
                Line::Sitemap(place) if sitemaps.len() < MAX_SITEMAPS => {
                    sitemaps.push(String::from_utf8_lossy(place).into_owned());
                }
                Line::Sitemap(_) => {}
            }
        }
        let group = if own.named { own } else { all };
        Self { rules: group.rules, crawl_delay: group.delay, sitemaps }
    }

    /// Whether an address may be fetched, by its path with its query. The longest rule that fits decides; of two as long, the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let [exact, loose] = [Spelling::Exact, Spelling::Loose].map(|how| spelled(path.as_bytes(), how, false));
        let longest = |allow: bool| {
            let spelled = if allow { &exact } else { &loose };
            let fitting = self.rules.iter().filter(|rule| rule.allow == allow && rule.pattern.matches(spelled));
            fitting.map(|rule| rule.pattern.length()).max()
        };
        longest(false) <= longest(true)
    }
}

/// The rules of a line. An allowed `…/index.html` allows its folder, as Google's reader has it.
fn rules(allow: bool, path: &[u8]) -> Vec<Rule> {
    if path.is_empty() {
        return Vec::new();
    }
    let spelling = if allow { Spelling::Exact } else { Spelling::Loose };
    let folder = path.windows(7).rposition(|piece| piece == b"/index.").filter(|at| path[at + 7..].starts_with(b"htm"));
    let folder = folder.filter(|_| allow).map(|at| [&path[..=at], b"$"].concat());
    let paths = [Some(path.to_vec()), folder].into_iter().flatten();
    paths.map(|path| Rule { allow, pattern: Pattern::new(&spelled(&path, spelling, true)) }).collect()
}

/// How far spellings of a path are levelled before they are compared.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    /// Bytes beyond ASCII are escaped, and escapes are in capitals. What allows is compared so.
    Exact,
    /// Besides, all escapes are undone that need not be, and those of `:` and `/` in the query (RFC 9309, 2.2.2). What forbids is compared so: where
    /// readers differ over a spelling, a page is left alone.
    Loose,
}

/// A path or a rule's path in one spelling. A star or a dollar sign that stands for itself is escaped (RFC 9309, 2.2.3).
fn spelled(path: &[u8], spelling: Spelling, is_rule: bool) -> Vec<u8> {
    let mut spelled = Vec::with_capacity(path.len());
    let (mut at, mut query) = (0, false);
    while let Some(&raw) = path.get(at) {
        let escaped = escape(path, at);
        let byte = escaped.unwrap_or(raw);
        let special = is_rule && (byte == b'*' || byte == b'$' && at + 1 == path.len());
        let plain = match escaped {
            None => byte.is_ascii() && (special || !b"*$".contains(&byte)),
            Some(_) => spelling == Spelling::Loose && may_be_plain(byte, query),
        };
        if plain {
            spelled.push(byte)
        } else {
            push_escaped(&mut spelled, byte)
        }
        query |= raw == b'?';
        at += if escaped.is_some() { 3 } else { 1 };
    }
    spelled
}

fn may_be_plain(byte: u8, query: bool) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || query && b":/".contains(&byte)
}

/// The byte that the escape at `at` stands for.
fn escape(path: &[u8], at: usize) -> Option<u8> {
    let [b'%', high, low] = path.get(at..at + 3)? else { return None };
    let digit = |b: u8| (b as char).to_digit(16);
    Some((digit(*high)? * 16 + digit(*low)?) as u8)
}

fn push_escaped(spelled: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    spelled.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

/// The name of a crawler without its version and what else stands behind it.
fn product(value: &[u8]) -> &[u8] {
    let end = value.iter().position(|b| !(b.is_ascii_alphabetic() || b"-_".contains(b)));
    &value[..end.unwrap_or(value.len())]
}

fn is_everyone(value: &[u8]) -> bool {
    matches!(value, [b'*'] | [b'*', b' ' | b'\t', ..])
}

/// Seconds, also with a fraction; anything else is no delay.
fn delay(said: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(said).ok()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// The lines that mean something. Bytes beyond [`MAX_ROBOTS`] are not read, nor is the line that they cut.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    // Some byte order marks are cut short.
    let mark = b"\xef\xbb\xbf".iter().zip(bytes).take_while(|(mark, byte)| mark == byte).count();
    let whole = &bytes[mark..];
    let end = match whole.get(..MAX_ROBOTS) {
        Some(head) if whole.len() > MAX_ROBOTS => head.iter().rposition(is_break).unwrap_or(0),
        _ => whole.len(),
    };
    whole[..end].split(is_break).filter_map(line)
}

fn is_break(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn line(line: &[u8]) -> Option<Line<'_>> {
    let line = &line[..line.len().min(MAX_LINE)];
    let bare = line.split(|b| *b == b'#').next().unwrap_or(line);
    let (name, value) = parted(bare)?;
    let begins = |names: &[&str]| {
        names.iter().any(|n| name.get(..n.len()).is_some_and(|head| head.eq_ignore_ascii_case(n.as_bytes())))
    };
    if begins(&USER_AGENT) {
        Some(Line::Agent(value))
    } else if begins(&DISALLOW) {
        Some(Line::Rule(false, value))
    } else if begins(&["allow"]) {
        Some(Line::Rule(true, value))
    } else if begins(&["crawl-delay"]) {
        Some(Line::Delay(value))
    } else if begins(&SITEMAP) {
        Some(Line::Sitemap(value))
    } else {
        None
    }
}

/// Name and value, parted by a colon or, where there is none and nothing else stands on the line, by white space.
fn parted(line: &[u8]) -> Option<(&[u8], &[u8])> {
    if let Some(colon) = line.iter().position(|b| *b == b':') {
        return Some((trimmed(&line[..colon]), trimmed(&line[colon + 1..])));
    }
    let mut words = line.split(is_space).filter(|word| !word.is_empty());
    match (words.next(), words.next(), words.next()) {
        (Some(name), Some(value), None) => Some((name, value)),
        _ => None,
    }
}

/// NUL counts as white space: it comes from files in UTF-16 and from broken disks.
fn is_space(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0 || *byte == 0x0b
}

fn trimmed(mut bytes: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = bytes
        && is_space(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && is_space(last)
    {
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
#[path = "robots_tests.rs"]
mod tests;
