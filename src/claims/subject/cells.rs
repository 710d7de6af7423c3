//! Cells: whose the figures of a table are.
//!
//! In: a figure in a table, and the mentions of its rows and of the lines around it. Out: its owner.
//! May import: what claims imports.

use super::super::anaphora::plausible;
use super::super::table::tab_before;
use super::{Search, Way};
use std::ops::Range;

/// Most lines of a table between a figure and the caption.
const LONGEST_TABLE: usize = 12;

impl Search<'_, '_> {
    /// The name of a table's row; where that is a platform, whoever the line around the table names.
    pub(super) fn row(&self) -> Option<(usize, Way)> {
        let row = self.draft().row.as_ref()?;
        let within = |range: &Range<usize>| {
            let here = self.cast.of_sentence(self.scene.sentence_of(range.start));
            here.filter(|m| {
                self.cast.mentions[*m].tokens.start >= range.start && self.cast.mentions[*m].tokens.end <= range.end
            })
            .find(|m| self.usable(&self.cast.mentions[*m]))
        };
        let caption = || row.captions.iter().flatten().find_map(within);
        within(&row.name).or_else(caption).map(|m| (self.resolve(m), Way::Row))
    }

    /// «حصيلة قناة «سبيستون» خلال يناير» above or below lines of cells that name nobody: whom the line around them names.
    pub(super) fn captioned(&self) -> Option<(usize, Way)> {
        let scene = self.scene;
        let line = scene.line(self.draft().tokens.start);
        let tabbed = |line: &Range<usize>| line.clone().any(|i| tab_before(scene, i) && !scene.starts_line(i));
        if !scene.has_tabs || !tabbed(&line) {
            return None;
        }
        let step = |from: usize| Some(scene.line(from)).filter(|l| !l.is_empty() && l.contains(&from));
        let below = std::iter::successors(Some(line.clone()), |l| step(l.end)).take(LONGEST_TABLE);
        let above = std::iter::successors(Some(line.clone()), |l| step(l.start.checked_sub(1)?)).take(LONGEST_TABLE);
        let named = |l: Range<usize>| {
            let here = self.cast.of_sentence(scene.sentence_of(l.start));
            here.filter(|m| l.contains(&self.cast.mentions[*m].tokens.start)).find(|m| {
                let mention = &self.cast.mentions[*m];
                self.usable(mention) && plausible(scene, mention) && mention.platform.is_none()
            })
        };
        let caption =
            |mut lines: Box<dyn Iterator<Item = Range<usize>> + '_>| lines.find(|l| !tabbed(l)).and_then(named);
        let m = caption(Box::new(above)).or_else(|| caption(Box::new(below)))?;
        Some((self.resolve(m), Way::Row))
    }

    /// Whether a mention stands at the head of a column of the figure's table: in the line of cells right above its rows.
    pub(super) fn heads_column(&self, m: usize) -> bool {
        let scene = self.scene;
        let Some(row) = self.draft().row.as_ref() else { return false };
        let start = row.captions[0].as_ref().map_or(0, |c| c.end);
        (start..row.name.start).contains(&self.cast.mentions[m].tokens.start) && scene.starts_line(row.name.start)
    }
}
