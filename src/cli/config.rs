//! `marsad.toml`: what the user says once instead of on every command line.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use ipnet::IpNet;
use marsad::page::{Rules, SiteRules};
use serde::Deserialize;

use super::args::network;

/// The file that is read when none is named and it is there.
pub const DEFAULT: &str = "marsad.toml";

/// The file's tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Rules for one site's pages, by registrable domain.
    #[serde(default)]
    site: BTreeMap<String, SiteRules>,
    /// What `marsad crawl` does.
    #[serde(default)]
    pub crawl: Crawl,
    /// Feeds.
    #[serde(default)]
    pub feed: Vec<List>,
    /// Sitemaps.
    #[serde(default)]
    pub sitemap: Vec<List>,
    /// Section pages.
    #[serde(default)]
    pub section: Vec<Section>,
}

/// The options of a crawl; what is not said is left to the command line and then to marsad.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crawl {
    pub store: Option<PathBuf>,
    pub output: Option<PathBuf>,
    pub warc: Option<PathBuf>,
    pub metrics: Option<PathBuf>,
    pub concurrency: Option<NonZeroUsize>,
    pub per_host: Option<NonZeroUsize>,
    /// Seconds.
    pub delay: Option<Seconds>,
    pub robots: Option<bool>,
    pub limit: Option<u64>,
    /// Seconds.
    pub max_time: Option<Seconds>,
    /// Seconds.
    pub retry_delay: Option<Seconds>,
    pub revisit_days: Option<Days>,
    pub stale_after: Option<u64>,
    #[serde(default)]
    pub allow_private: Vec<Network>,
}

/// A feed or a sitemap.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    pub url: String,
    pub max_age_days: Option<Days>,
}

/// A section page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub url: String,
    #[serde(default)]
    pub links: Vec<String>,
    #[serde(default)]
    pub leave: Vec<String>,
    pub depth: Option<u32>,
    pub limit: Option<usize>,
}

/// A number of seconds, not negative.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub struct Seconds(pub Duration);

impl TryFrom<f64> for Seconds {
    type Error = String;

    fn try_from(seconds: f64) -> Result<Self, String> {
        Duration::try_from_secs_f64(seconds).map(Self).map_err(|e| e.to_string())
    }
}

/// A number of days, not negative.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub struct Days(pub Duration);

impl TryFrom<f64> for Days {
    type Error = String;

    fn try_from(days: f64) -> Result<Self, String> {
        Seconds::try_from(days * 86_400.0).map(|Seconds(time)| Self(time))
    }
}

/// A network as `10.0.0.0/8`, or one address.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub struct Network(pub IpNet);

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(said: String) -> Result<Self, String> {
        network(&said).map(Self)
    }
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
        Self::read(&text).with_context(|| format!("{} cannot be understood", path.display()))
    }

    fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
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

#[cfg(test)]
mod tests {
    use super::super::init::TEMPLATE;
    use super::*;

    #[test]
    fn the_template_can_be_read_with_and_without_its_comments() {
        let bare = Config::read(TEMPLATE).unwrap();
        assert_eq!(bare.crawl.store.as_deref(), Some(Path::new("marsad.db")));
        let uncomment = |line: &str| {
            let said = line.strip_prefix("# ").filter(|l| l.starts_with('[') || l.contains(" = ")).unwrap_or(line);
            said.to_owned() + "\n"
        };
        let whole: String = TEMPLATE.lines().map(uncomment).collect();
        let whole = Config::read(&whole).unwrap();
        assert_eq!((whole.feed.len(), whole.sitemap.len(), whole.section[0].depth), (1, 1, Some(1)));
        assert!(whole.crawl.stale_after.is_some() && whole.rules().unwrap().contains_key("example.com"));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        for said in [
            "[crawl]\n\nspeed = 1",
            "[crawl]\n\ndelay = -1",
            "[crawl]\n\nallow_private = [\"x\"]",
            "[[feed]]\nurl = 'a'\nage = 1",
        ] {
            let error = Config::read(said).unwrap_err().to_string();
            assert!(error.contains("line 3"), "{error}");
        }
    }
}
