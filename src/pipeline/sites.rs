//! What is known of each site before its pages are read: the user's rules, and what its pages repeat.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use super::read::site;
use super::warc::page_at;
use super::{Form, Input, InputError, Inputs, in_order};
use crate::page::{Hints, Outline, Repeats, Rules, canonical_address, declared_address, outline_html};

/// Pages of a site that are compared: enough to know its furniture, few enough to read twice.
const SAMPLE: usize = 12;
/// Pages of one site below which nothing can repeat.
const FEWEST: usize = 3;
/// Most sites of a batch whose pages are compared.
const MOST_SITES: usize = 20_000;
/// Bytes of a page in which its address is looked for.
const HEAD: u64 = 256 << 10;
/// Bytes that are read of it at first.
const NEAR: u64 = 16 << 10;

/// Pages of one archive that are looked through: reading an archive twice to its end would take as long again.
const OF_ARCHIVE: usize = 2_000;

/// Where a page can be read again: a file, or a place in an archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: PathBuf,
    offset: Option<u64>,
}

/// Pages by site and by a hash of their addresses.
type Samples = BTreeMap<String, BTreeMap<u64, Place>>;

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
    /// inputs and the number of jobs, the same is learned. At most twelve pages of a site are compared. Of an archive only the first 2,000 pages
    /// are looked through, and none where all of it is one gzip, in which no page can be found again.
    pub fn learn(&mut self, inputs: Inputs, jobs: usize) {
        let mut samples = Samples::new();
        let _ = in_order(inputs.beginnings(OF_ARCHIVE), jobs, addressed, |found| {
            if let Some((site, address, place)) = found {
                add(&mut samples, site, address, place);
            }
            Ok::<(), ()>(())
        });
        let several = samples.into_iter().filter(|(_, pages)| pages.len() >= FEWEST);
        let compare =
            |(site, pages): (String, BTreeMap<u64, Place>)| (site, Repeats::of(pages.values().filter_map(outline)));
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

/// The address that a file declares: most do so near their beginning.
fn address_of(file: &Input) -> Option<String> {
    let near = canonical_address(&file.head(NEAR).ok()?);
    near.or_else(|| declared_address(&file.head(HEAD).ok()?))
}

/// The site of an HTML page, a hash of its address, and where it stands.
fn addressed(input: Result<Input, InputError>) -> Option<(String, u64, Place)> {
    let input = input.ok()?;
    let path = input.path().to_owned();
    let (address, place) = match &input {
        Input::Stdin => return None,
        Input::File(_) if Form::of_name(&path) == Some(Form::Text) => return None,
        Input::File(_) => (address_of(&input)?, Place { path, offset: None }),
        Input::Archived(page) => (page.address()?.to_owned(), Place { path, offset: Some(page.offset()?) }),
    };
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    Some((site(&address)?, hasher.finish(), place))
}

/// Keeps the pages with the lowest hashes, one an address, and of two pages with one address the first by name.
fn add(samples: &mut Samples, site: String, address: u64, place: Place) {
    let pages = samples.entry(site).or_default();
    let slot = pages.entry(address).or_insert_with(|| place.clone());
    if place < *slot {
        *slot = place;
    }
    if pages.len() > SAMPLE {
        pages.pop_last();
    }
    if samples.len() > MOST_SITES {
        samples.pop_last();
    }
}

fn outline(place: &Place) -> Option<Outline> {
    let input = match place.offset {
        None => Input::File(place.path.clone()),
        Some(offset) => Input::Archived(Box::new(page_at(&place.path, offset)?)),
    };
    let bytes = input.load().ok()?;
    Some(outline_html(&bytes, &input.hints()))
}
