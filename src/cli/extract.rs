//! `marsad extract`: pages in files and folders to records.

use std::path::Path;
use std::thread;

use marsad::claims::Explanation;
use marsad::lexicon::ClaimWords;
use marsad::page::explain_html;
use marsad::pipeline::{
    Fault, Form, Holding, Input, InputError, Inputs, Page, Sites, explain, in_order, read_with, refused,
};
use marsad::record::{Field, Record, Warning};

use super::End;
use super::args::{Extract, From};
use super::batch::{Outcome, Tally};
use super::config::Config;
use super::finding::words;
use super::output::{Output, keep_apart};
use super::progress::Progress;
use super::terminal::say;

/// Reads every input and writes a record for each, in the order of the inputs.
pub fn run(options: Extract) -> anyhow::Result<End> {
    let target = options.writing.output.as_deref();
    if let Some(target) = target {
        keep_apart(target, &options.inputs)?;
    }
    let mut output = Output::open(target, &options.writing)?;
    let inputs = || Inputs::new(options.inputs.clone(), target).holding(holding(options.from));
    let mut sites = Sites::with_rules(Config::load(options.config.as_deref())?.rules()?);
    if !options.no_site_memory && options.from != From::Text && can_be_read_twice(&options) && inputs().nth(1).is_some()
    {
        sites.learn(inputs(), jobs(&options));
    }
    let words = words(&options.lexicon)?;
    let (mut tally, mut progress) = (Tally::new(), Progress::new(!options.writing.quiet));
    let written = in_order(
        inputs(),
        jobs(&options),
        |input| outcome(input, &options, &sites, words.as_ref()),
        |outcome| {
            let outcome = outcome?;
            tally.add(&outcome);
            let said = outcome.failure.iter().chain(&outcome.note);
            progress.aside(|| said.for_each(|line| say(format_args!("{line}"))));
            progress.show(tally.seen(), tally.elapsed(), || inputs().number());
            output.write(&outcome.bytes)
        },
    );
    progress.clear();
    written?;
    output.finish()?;
    if !options.writing.quiet {
        tally.say();
    }
    Ok(tally.end())
}

fn holding(from: From) -> Holding {
    match from {
        From::Auto => Holding::Either,
        From::Html | From::Text => Holding::Pages,
        From::Warc => Holding::Archives,
    }
}

/// Whether no input is an archive on standard input, which is gone once it is read.
fn can_be_read_twice(options: &Extract) -> bool {
    options.from != From::Warc || options.inputs.iter().all(|name| name != Path::new("-"))
}

fn jobs(options: &Extract) -> usize {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    options.jobs.map_or_else(cores, usize::from)
}

/// Reads one input. One that is there but too large has a record, so that its absence from the figures is on file.
fn outcome(
    input: Result<Input, InputError>,
    options: &Extract,
    sites: &Sites,
    words: Option<&ClaimWords>,
) -> anyhow::Result<Outcome> {
    let writing = &options.writing;
    if options.explain {
        let explained = input.and_then(|input| explained(&input, options, sites, words));
        return Ok(explained.unwrap_or_else(|e| without_record(&e)));
    }
    let record = match input.and_then(|input| record(&input, options, sites, words)) {
        Ok(record) => record,
        Err(error) => return Ok(without_record(&error)),
    };
    Outcome::of(&record, writing.format, writing.verbose)
}

/// Damage to a part of an archive is a warning, anything else a failure.
fn without_record(error: &InputError) -> Outcome {
    if error.is_local() { Outcome::warned(error.to_string()) } else { Outcome::failed(error.to_string()) }
}

/// A page's blocks, one a line: verdict, what decided, log-odds, element, text. Then its figures, one a line: where they stand, the
/// figure, what was made of it and why.
fn explained(
    input: &Input,
    options: &Extract,
    sites: &Sites,
    words: Option<&ClaimWords>,
) -> Result<Outcome, InputError> {
    let bytes = input.load()?;
    let source = input.source();
    let page = page(&bytes, &source, input, options.from, sites);
    let blocks = if page.form == Form::Html { explain_html(&bytes, &page.hints) } else { Vec::new() };
    let blocks = blocks.iter().map(|b| format!("{}\t{}\t{:.2}\t{}\t{}\n", b.verdict, b.why, b.odds, b.element, b.text));
    let figures = explain(&page, options.finding.options(), || words.unwrap_or_else(|| ClaimWords::built_in()));
    let figures = figures.iter().map(figure);
    let lines = format!("# {source}\n{}", blocks.chain(figures).collect::<String>());
    Ok(Outcome { read: true, bytes: lines.into_bytes(), claims: 0, warnings: 0, note: None, failure: None })
}

/// The string that a figure stands in, its place there in Unicode scalars, the figure, the verdict.
fn figure(figure: &Explanation) -> String {
    let field = if figure.field == Field::Title { "title" } else { "text" };
    let quote = figure.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{field}\t{}-{}\t{quote}\t{}\n", figure.span.start, figure.span.end, figure.verdict)
}

fn record(input: &Input, options: &Extract, sites: &Sites, words: Option<&ClaimWords>) -> Result<Record, InputError> {
    let source = input.source();
    let bytes = match input.load() {
        Ok(bytes) => bytes,
        Err(InputError { fault: fault @ Fault::TooLarge(_), .. }) => {
            return Ok(refused(&source, Warning::new("too_large", fault.to_string())));
        }
        Err(error) => return Err(error),
    };
    let page = page(&bytes, &source, input, options.from, sites);
    let mut record = read_with(&page, options.finding.options(), || words.unwrap_or_else(|| ClaimWords::built_in()));
    record.warnings.extend(input.warnings());
    Ok(options.finding.narrow(record))
}

/// The bytes of an input as a page, in the form that the user, its name or its first bytes say.
fn page<'p>(bytes: &'p [u8], source: &'p str, input: &'p Input, from: From, sites: &'p Sites) -> Page<'p> {
    let form = match from {
        From::Html => Form::Html,
        From::Text => Form::Text,
        From::Auto | From::Warc => input.form().unwrap_or_else(|| Form::of_bytes(bytes)),
    };
    Page { bytes, source, form, hints: sites.hint(input.hints(), bytes) }
}
