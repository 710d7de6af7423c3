//! What is known of each site before its pages are read: the user's rules, and what its pages repeat.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use super::read::site;
use super::{Form, Input, InputError, in_order};
use crate::page::{Hints, Outline, Repeats, Rules, declared_address, outline_html};

/// Pages of a site that are compared: enough to know its furniture, few enough to read twice.
const SAMPLE: usize = 12;
/// Pages of one site below which nothing can repeat.
const FEWEST: usize = 3;
/// Most sites of a batch whose pages are compared.
const MOST_SITES: usize = 20_000;
/// Bytes of a page in which its address is looked for.
const HEAD: u64 = 256 << 10;

/// Rules and repeats by registrable domain, as in a record's `site`.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    rules: BTreeMap<String, Rules>,
    repeats: HashMap<String, Repeats>,
}

impl Sites {
    /// Knows the user's rules only.
    pub fn with_rules(rules: BTreeMap<String, Rules>) -> Self {
        Self { rules, repeats: HashMap::new() }
    }

    /// Looks through a batch once and learns what each site repeats, from pages chosen by their addresses: whatever the order of the
    /// inputs and the number of jobs, the same is learned. At most twelve pages of a site are compared.
    pub fn learn(&mut self, inputs: impl Iterator<Item = Result<Input, InputError>>, jobs: usize) {
        let mut samples: BTreeMap<String, BTreeMap<u64, Input>> = BTreeMap::new();
        let _ = in_order(inputs, jobs, addressed, |found| {
            if let Some((site, address, input)) = found {
                add(&mut samples, site, address, input);
            }
            Ok::<(), ()>(())
        });
        let several = samples.into_iter().filter(|(_, pages)| pages.len() >= FEWEST);
        let compare =
            |(site, pages): (String, BTreeMap<u64, Input>)| (site, Repeats::of(pages.values().filter_map(outline)));
        let _ = in_order(several, jobs, compare, |(site, repeats)| {
            if !repeats.is_empty() {
                self.repeats.insert(site, repeats);
            }
            Ok::<(), ()>(())
        });
    }

    /// `hints` with what is known of the site of a page.
    pub fn hint<'h>(&'h self, hints: Hints<'h>, bytes: &[u8]) -> Hints<'h> {
        if self.rules.is_empty() && self.repeats.is_empty() {
            return hints;
        }
        let declared = || declared_address(bytes);
        let Some(site) = hints.url.map(str::to_owned).or_else(declared).and_then(|address| site(&address)) else {
            return hints;
        };
        Hints { repeats: self.repeats.get(&site), rules: self.rules.get(&site), ..hints }
    }
}

/// The site of an HTML file, a hash of its address, and the file.
fn addressed(input: Result<Input, InputError>) -> Option<(String, u64, Input)> {
    let input = input.ok().filter(|i| *i != Input::Stdin && Form::of_name(i.path()) != Some(Form::Text))?;
    let address = declared_address(&input.head(HEAD).ok()?)?;
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    Some((site(&address)?, hasher.finish(), input))
}

/// Keeps the pages with the lowest hashes, one an address, and of two files with one address the first by name.
fn add(samples: &mut BTreeMap<String, BTreeMap<u64, Input>>, site: String, address: u64, input: Input) {
    let pages = samples.entry(site).or_default();
    let slot = pages.entry(address).or_insert_with(|| input.clone());
    if input.path() < slot.path() {
        *slot = input;
    }
    if pages.len() > SAMPLE {
        pages.pop_last();
    }
    if samples.len() > MOST_SITES {
        samples.pop_last();
    }
}

fn outline(input: &Input) -> Option<Outline> {
    Some(outline_html(&input.load().ok()?, &Hints::default()))
}
