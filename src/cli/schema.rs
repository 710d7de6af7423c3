//! `marsad schema`: the JSON Schema of a record, made from the types.

use std::io::{self, Write};

use marsad::record::Record;

use super::End;

/// Prints the schema.
pub fn run() -> anyhow::Result<End> {
    let schema = schemars::schema_for!(Record);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(End::Done)
}
