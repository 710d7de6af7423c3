//! What the claims engine knows of words: metrics, platforms, verbs, heads of names, small words.

use std::sync::LazyLock;

use super::forms::{noun_forms, verb_forms};
use super::roles::Role;
use super::terms::{Head, MetricId, MetricWord, NounClass, PlatformId, Senses, Terms};
use super::{LexiconError, Row, Table};

const METRICS: &str = include_str!("../../lexicon/metrics.tsv");
const PLATFORMS: &str = include_str!("../../lexicon/platforms.tsv");
const VERBS: &str = include_str!("../../lexicon/verbs.tsv");
const HEADS: &str = include_str!("../../lexicon/heads.tsv");
const NOUNS: &str = include_str!("../../lexicon/nouns.tsv");
const WORDS: &str = include_str!("../../lexicon/words.tsv");

/// The metrics that the record's core is made of; every other one is generic or a user's own.
const GENERIC: [&str; 4] = ["money", "percent", "people", "count"];

/// The words of claims.
#[derive(Debug, Clone)]
pub struct ClaimWords {
    /// All terms.
    pub terms: Terms,
    metrics: Vec<String>,
    platforms: Vec<String>,
    /// Pairs of a metric and a folded word without which, somewhere in the article, it is not read.
    contexts: Vec<(MetricId, String)>,
}

impl ClaimWords {
    /// The built-in words.
    pub fn built_in() -> &'static ClaimWords {
        static WORDS: LazyLock<ClaimWords> = LazyLock::new(|| {
            // The files are part of the program; a test reads every one of them.
            ClaimWords::read().unwrap_or_else(|_| ClaimWords::empty())
        });
        &WORDS
    }

    fn empty() -> Self {
        Self { terms: Terms::default(), metrics: Vec::new(), platforms: Vec::new(), contexts: Vec::new() }
    }

    /// Reads the built-in lexicons.
    ///
    /// # Errors
    /// When a row is malformed.
    pub fn read() -> Result<Self, LexiconError> {
        let mut words = Self::empty();
        words.metrics = ["rank"].iter().chain(&GENERIC).map(|m| (*m).to_owned()).collect();
        words.each("platforms.tsv", PLATFORMS, Self::platform_row)?;
        words.each("metrics.tsv", METRICS, Self::metric_row)?;
        words.each("verbs.tsv", VERBS, Self::verb_row)?;
        words.each("heads.tsv", HEADS, Self::head_row)?;
        words.each("nouns.tsv", NOUNS, Self::noun_row)?;
        words.each("words.tsv", WORDS, Self::word_row)?;
        Ok(words)
    }

    /// The same words with a user's metrics added: rows in the form of `lexicon/metrics.tsv`.
    ///
    /// # Errors
    /// When the header lacks a column or a row is malformed; the error names the line and the column.
    pub fn with_user_rows(&self, name: &str, text: &str) -> Result<Self, LexiconError> {
        let mut words = self.clone();
        Table::parse(name, text)?.needs(&["metric", "role", "term"])?;
        words.each(name, text, Self::metric_row)?;
        Ok(words)
    }

    fn each(
        &mut self,
        name: &str,
        text: &str,
        add: fn(&mut Self, &Row<'_, '_>) -> Result<(), LexiconError>,
    ) -> Result<(), LexiconError> {
        let table = Table::parse(name, text)?;
        table.rows().try_for_each(|row| add(self, &row))
    }

    fn metric_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let (term, role) = (required(row, "term")?, row.get("role"));
        if matches!(role, "times" | "total") {
            let metric = MetricWord { times: role == "times", ..MetricWord::default() };
            let total = (role == "total").then(|| Senses::role(Role::Total));
            self.terms.add(term, &total.unwrap_or(Senses { metric, nominal: true, ..Senses::default() }));
            return Ok(());
        }
        let id = self.metric_id(required(row, "metric")?);
        let platform = self.platform_cell(row)?;
        let mut metric = MetricWord { platform, ..MetricWord::default() };
        match role {
            "noun" => metric.noun = Some(id),
            "unit" => metric.unit = Some(id),
            "verb" => metric.verb = Some(id),
            "person" => metric.person = true,
            "item" => metric.item = Some(id),
            "context" => {
                self.contexts.push((id, crate::arabic::fold(term)));
                return Ok(());
            }
            _ => {
                return Err(row.error(
                    "role",
                    format!("`{role}` is none of noun, unit, verb, person, item, times, total, context"),
                ));
            }
        }
        let nominal = role != "verb";
        let senses = Senses { metric, nominal, ..Senses::default() };
        let verbal = role == "verb" && row.get("pattern").starts_with('ي');
        let forms =
            if verbal { Some(verb_forms(term, row.get("pattern"))) } else { noun_forms(term, row.get("pattern")) };
        let forms = forms
            .ok_or_else(|| row.error("pattern", format!("`{}` is none of agent, event, word", row.get("pattern"))))?;
        forms.iter().for_each(|form| self.terms.add(form, &senses));
        Ok(())
    }

    fn platform_cell(&self, row: &Row<'_, '_>) -> Result<Option<PlatformId>, LexiconError> {
        let name = row.get("platform");
        if name.is_empty() {
            return Ok(None);
        }
        let id = self.platforms.iter().position(|p| p == name).and_then(|i| PlatformId::try_from(i).ok());
        id.map(Some).ok_or_else(|| row.error("platform", format!("`{name}` is no platform of lexicon/platforms.tsv")))
    }

    fn platform_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let term = required(row, "term")?;
        let senses = match row.get("kind") {
            "head" => Senses { platform_head: true, nominal: true, ..Senses::default() },
            "name" => Senses {
                platform: Some(self.platform_id(required(row, "platform")?)),
                nominal: true,
                ..Senses::default()
            },
            other => return Err(row.error("kind", format!("`{other}` is neither name nor head"))),
        };
        self.terms.add(term, &senses);
        Ok(())
    }

    fn verb_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let role = match row.get("role") {
            "aim" => Some(Role::Want),
            other => Role::parse(other),
        };
        let role = role.ok_or_else(|| row.error("role", "no such role"))?;
        let senses = Senses { nominal: false, ..Senses::role(role) };
        let forms = verb_forms(required(row, "past")?, row.get("present"));
        forms.iter().for_each(|form| self.terms.add(form, &senses));
        if let Some(past) = row.get("past").strip_prefix('~') {
            self.terms.add(past, &Senses { past: true, ..Senses::default() });
        }
        let senses = Senses { nominal: true, ..senses };
        for word in row.get("nominal").split_whitespace() {
            for form in noun_forms(word, "participle").unwrap_or_default() {
                self.terms.add(&form, &senses);
            }
        }
        Ok(())
    }

    fn head_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let head = match row.get("kind") {
            "account" => Head::Account,
            "organisation" => Head::Organisation,
            "person" => Head::Person,
            "work" => Head::Work,
            "place" => Head::Place,
            other => return Err(row.error("kind", format!("`{other}` is no kind of head"))),
        };
        let (term, senses) = (required(row, "term")?, Senses { head: Some(head), nominal: true, ..Senses::default() });
        self.terms.add(term, &senses);
        if !term.ends_with(['ة', 'ا', 'ى', 'ء']) {
            self.terms.add(&format!("{term}ا"), &senses);
        }
        Ok(())
    }

    fn noun_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let class = match row.get("class") {
            "abstract" => NounClass::Abstract,
            "quality" => NounClass::Quality,
            other => return Err(row.error("class", format!("`{other}` is neither abstract nor quality"))),
        };
        let senses = Senses { noun: Some(class), nominal: true, ..Senses::default() };
        let forms = noun_forms(required(row, "term")?, row.get("pattern"));
        let forms = forms.ok_or_else(|| row.error("pattern", "none of adjective, event, word"))?;
        forms.iter().for_each(|form| self.terms.add(form, &senses));
        Ok(())
    }

    fn word_row(&mut self, row: &Row<'_, '_>) -> Result<(), LexiconError> {
        let role = Role::parse(row.get("role")).ok_or_else(|| row.error("role", "no such role"))?;
        self.terms.add(required(row, "term")?, &Senses::role(role));
        Ok(())
    }

    fn metric_id(&mut self, name: &str) -> MetricId {
        intern(&mut self.metrics, name) as MetricId
    }

    fn platform_id(&mut self, name: &str) -> PlatformId {
        intern(&mut self.platforms, name) as PlatformId
    }

    /// The name of a metric.
    pub fn metric_name(&self, id: MetricId) -> &str {
        self.metrics.get(usize::from(id)).map_or("", String::as_str)
    }

    /// The metric of a name that a lexicon has used.
    pub fn metric(&self, name: &str) -> Option<MetricId> {
        self.metrics.iter().position(|m| m == name).and_then(|i| MetricId::try_from(i).ok())
    }

    /// Whether a metric is generic: money, percent, people, count.
    pub fn is_generic(&self, id: MetricId) -> bool {
        GENERIC.contains(&self.metric_name(id))
    }

    /// The record's name of a platform; `None` for platforms that it does not name.
    pub fn platform_name(&self, id: PlatformId) -> Option<&str> {
        self.platforms.get(usize::from(id)).map(String::as_str).filter(|p| *p != "other")
    }

    /// The words of which one must stand in the article for `id` to be read; empty for unambiguous metrics.
    pub fn contexts(&self, id: MetricId) -> impl Iterator<Item = &str> {
        self.contexts.iter().filter(move |(m, _)| *m == id).map(|(_, word)| word.as_str())
    }
}

fn required<'t>(row: &Row<'_, 't>, column: &str) -> Result<&'t str, LexiconError> {
    Some(row.get(column)).filter(|c| !c.is_empty()).ok_or_else(|| row.error(column, "empty, but the row needs it"))
}

fn intern(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|n| n == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::tokenize;

    fn senses(text: &str) -> Option<(Senses, usize)> {
        let tokens = tokenize(text);
        ClaimWords::built_in().terms.find(&tokens, 0).map(|f| (f.senses, f.len))
    }

    #[test]
    fn the_lexicons_are_well_formed() {
        assert_eq!(ClaimWords::read().err(), None);
    }

    #[test]
    fn metrics_are_known_in_all_their_forms() {
        let words = ClaimWords::built_in();
        for (text, metric) in [
            ("متابعيها", "followers"),
            ("ومتابعًا", "followers"),
            ("بمشاهداته", "views"),
            ("المشتركون", "subscribers"),
            ("تفاعلاتها", "interactions"),
            ("منشوراً", "posts"),
            ("لأعضائه", "members"),
            ("مشاهدتين", "views"),
        ] {
            let id = senses(text).and_then(|(s, _)| s.metric.noun);
            assert_eq!(id.map(|id| words.metric_name(id)), Some(metric), "{text}");
        }
    }

    #[test]
    fn terms_of_several_words_are_one() {
        assert_eq!(senses("فيس بوك").map(|(_, len)| len), Some(2));
        assert_eq!(senses("إعادة التغريد").map(|(_, len)| len), Some(2));
        assert!(senses("وفقا لبيانات").is_some_and(|(s, len)| s.roles.has(Role::Attribution) && len == 1));
    }

    #[test]
    fn a_user_may_add_a_metric() {
        let words = ClaimWords::built_in()
            .with_user_rows("mine.tsv", "metric\trole\tterm\tpattern\nstreams\tnoun\tبثة\tevent\n");
        let words = words.unwrap();
        let tokens = tokenize("بثات");
        let id = words.terms.find(&tokens, 0).and_then(|f| f.senses.metric.noun);
        assert_eq!(id.map(|id| words.metric_name(id)), Some("streams"));
    }

    #[test]
    fn a_bad_row_is_named() {
        let error =
            ClaimWords::built_in().with_user_rows("mine.tsv", "metric\trole\tterm\nstreams\tnuon\tبثة\n").unwrap_err();
        let wanted =
            "mine.tsv:2: column `role`: `nuon` is none of noun, unit, verb, person, item, times, total, context";
        assert_eq!(error.to_string(), wanted);
    }
}
