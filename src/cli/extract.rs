//! `marsad extract`: pages in files and folders to records.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use marsad::claims;
use marsad::pipeline::{Form, Page, read};

use super::args::{Extract, From};
use super::{End, say};

/// Reads every input and writes a record for each.
pub fn run(options: Extract) -> anyhow::Result<End> {
    let mut out = open(options.output.as_deref())?;
    let mut end = End::Done;
    for path in options.inputs.iter().flat_map(|input| pages(input)) {
        match bytes(&path) {
            Ok(bytes) => write(&mut out, &path, &bytes, &options)?,
            Err(error) => {
                say(format_args!("{}: {error}", path.display()));
                end = End::SomeFailed;
            }
        }
    }
    out.flush()?;
    Ok(end)
}

fn open(path: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    Ok(match path {
        Some(path) => {
            Box::new(BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?))
        }
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}

fn pages(input: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(input) else { return vec![input.to_owned()] };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|p| if p.is_dir() { pages(&p) } else { vec![p] })
        .filter(|p| Form::of_name(p).is_some())
        .collect()
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

fn write(out: &mut dyn Write, path: &Path, bytes: &[u8], options: &Extract) -> anyhow::Result<()> {
    let form = match options.from {
        From::Html => Form::Html,
        From::Text => Form::Text,
        From::Auto => Form::of_name(path).unwrap_or_else(|| Form::of_bytes(bytes)),
    };
    let page = Page { bytes, source: &path.display().to_string(), form, hints: Default::default() };
    serde_json::to_writer(&mut *out, &read(&page, claims::Options { all: options.all }))?;
    Ok(writeln!(out)?)
}
