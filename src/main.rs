//! The `marsad` command.

fn main() {}
