//! `marsad.toml`: what the user says once instead of on every command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use marsad::page::{Rules, SiteRules};
use serde::Deserialize;

/// The file that is read when none is named and it is there.
const DEFAULT: &str = "marsad.toml";

/// The file's tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Rules for one site's pages, by registrable domain.
    #[serde(default)]
    site: BTreeMap<String, SiteRules>,
}

impl Config {
    /// Reads the named file, or `marsad.toml` where it is, or nothing.
    ///
    /// # Errors
    /// The named file is not there, or a file does not say what can be understood; the error tells where.
    pub fn load(named: Option<&Path>) -> anyhow::Result<Self> {
        let path = named.map(Path::to_owned).or_else(|| Some(PathBuf::from(DEFAULT)).filter(|p| p.is_file()));
        let Some(path) = path else { return Ok(Self::default()) };
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} cannot be understood", path.display()))
    }

    /// The rules, ready to be applied.
    ///
    /// # Errors
    /// A rule is no CSS selector.
    pub fn rules(&self) -> anyhow::Result<BTreeMap<String, Rules>> {
        let read = |(site, said): (&String, &SiteRules)| {
            let rules = Rules::new(said).with_context(|| format!("the rules for {site}"))?;
            Ok((site.trim_start_matches("www.").to_ascii_lowercase(), rules))
        };
        self.site.iter().map(read).collect()
    }
}
