//! `marsad search`: articles of the store by their words.

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, bail};
use marsad::store::{Hit, Query, Reader};

use super::args::{self, NumbersFormat};
use super::terminal::{isolate, plain};
use super::{End, crawl};

/// Prints the articles that hold all the words.
pub fn run(options: &args::Search) -> anyhow::Result<End> {
    let Some(query) = Query::new(&options.words.join(" ")) else { bail!("there is no word to look for") };
    let path = crawl::named_store(options.store.as_deref(), options.config.as_deref())?;
    let reader = Reader::open(&path).with_context(|| path.display().to_string())?;
    let mut out = io::stdout().lock();
    let bold = out.is_terminal();
    for hit in reader.search(&query, options.limit.get())? {
        match options.format {
            NumbersFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(&hit.record)?)?,
            NumbersFormat::Table => out.write_all(render(&hit, bold).as_bytes())?,
        }
    }
    Ok(End::Done)
}

fn render(hit: &Hit, bold: bool) -> String {
    let record = &hit.record;
    let url = record.url.as_deref().unwrap_or(&record.source);
    let published =
        record.published.as_deref().map_or_else(String::new, |day| format!("  published: {}\n", plain(day)));
    let title = record.title.as_deref().map_or_else(String::new, |title| format!("  title: {}\n", isolate(title)));
    format!("{}\n{published}{title}  text: {}\n\n", plain(url), marked(hit, bold))
}

/// The piece of text with the words in bold, or in brackets where there is no bold.
fn marked(hit: &Hit, bold: bool) -> String {
    let (open, close) = if bold { ("\u{1b}[1m", "\u{1b}[0m") } else { ("[", "]") };
    let (mut out, mut at) = (String::from('\u{2068}'), 0);
    for word in &hit.matched {
        out += &plain(&hit.piece[at..word.start]);
        out += open;
        out += &plain(&hit.piece[word.start..word.end]);
        out += close;
        at = word.end;
    }
    out + &plain(&hit.piece[at..]) + "\u{2069}"
}
