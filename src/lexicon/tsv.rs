//! The form that all lexicons share.
//!
//! Lines that start with `#` are comments; the first other line names the columns; every further line is one term.
//! Cells are parted by tabs. Trailing empty cells may be left out.

use thiserror::Error;

/// Why a lexicon could not be read. Line numbers count from 1.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LexiconError {
    /// The file has no header line.
    #[error("{name}: no header line; the first line that is not a comment must name the columns")]
    NoHeader {
        /// The lexicon.
        name: String,
    },
    /// The header does not name a column that every row needs.
    #[error("{name}: the header names no column `{column}`; it must name {wanted}, parted by tabs")]
    NoColumn {
        /// The lexicon.
        name: String,
        /// The column.
        column: String,
        /// The columns that it must name.
        wanted: String,
    },
    /// A row has more cells than the header has columns.
    #[error("{name}:{line}: {found} cells, but the header names {columns} columns; cells are parted by one tab each")]
    TooManyCells {
        /// The lexicon.
        name: String,
        /// The line of the row.
        line: usize,
        /// Cells found.
        found: usize,
        /// Columns named by the header.
        columns: usize,
    },
    /// A cell does not hold what its column wants.
    #[error("{name}:{line}: column `{column}`: {problem}")]
    BadCell {
        /// The lexicon.
        name: String,
        /// The line of the row.
        line: usize,
        /// The column.
        column: String,
        /// What is wrong and what is wanted.
        problem: String,
    },
}

/// A lexicon as text cells.
#[derive(Debug)]
pub struct Table<'t> {
    name: &'t str,
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'r, 't> {
    table: &'r Table<'t>,
    line: usize,
    cells: &'r [&'t str],
}

impl<'t> Table<'t> {
    /// Reads `text`; `name` is what errors call it.
    ///
    /// # Errors
    /// When there is no header or a row has too many cells.
    pub fn parse(name: &'t str, text: &'t str) -> Result<Self, LexiconError> {
        let lines = text.lines().enumerate().map(|(i, l)| (i + 1, l.trim_end_matches('\r')));
        let mut lines = lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let header = lines.next().ok_or_else(|| LexiconError::NoHeader { name: name.to_owned() })?.1;
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let mut rows = Vec::new();
        for (line, text) in lines {
            let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let (found, columns) = (cells.len(), columns.len());
                return Err(LexiconError::TooManyCells { name: name.to_owned(), line, found, columns });
            }
            rows.push((line, cells));
        }
        Ok(Self { name, columns, rows })
    }

    /// Checks that the header names these columns.
    ///
    /// # Errors
    /// When it lacks one of them.
    pub fn needs(&self, columns: &[&str]) -> Result<(), LexiconError> {
        let missing = columns.iter().find(|c| !self.columns.contains(*c));
        missing.map_or(Ok(()), |column| {
            let (name, column) = (self.name.to_owned(), (*column).to_owned());
            Err(LexiconError::NoColumn { name, column, wanted: columns.join(", ") })
        })
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'t> Row<'_, 't> {
    /// The cell under `column`; empty when the row leaves it out or the table has no such column.
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.table.columns.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or("")
    }

    /// An error that names this row's lexicon, line and column.
    pub fn error(&self, column: &str, problem: impl Into<String>) -> LexiconError {
        let (name, column) = (self.table.name.to_owned(), column.to_owned());
        LexiconError::BadCell { name, line: self.line, column, problem: problem.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_skipped_and_cells_named() {
        let table = Table::parse("t.tsv", "# about\nterm\tvalue\nألف\t1000\nمائة\n").unwrap();
        let rows: Vec<_> = table.rows().map(|r| (r.get("term"), r.get("value"))).collect();
        assert_eq!(rows, [("ألف", "1000"), ("مائة", "")]);
    }

    #[test]
    fn an_error_names_the_line() {
        let error = Table::parse("t.tsv", "term\nألف\t1000\n").unwrap_err();
        let needed = Table::parse("t.tsv", "بث\tبثة\n").unwrap().needs(&["metric", "term"]).unwrap_err();
        assert_eq!(
            needed.to_string(),
            "t.tsv: the header names no column `metric`; it must name metric, term, parted by tabs"
        );
        assert_eq!(
            error.to_string(),
            "t.tsv:2: 2 cells, but the header names 1 columns; cells are parted by one tab each"
        );
    }
}
