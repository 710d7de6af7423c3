//! Archives written, killed, repaired, damaged and read.

mod reading;
mod writing;
