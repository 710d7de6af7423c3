//! The one integration binary: the program and the library as their users meet them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod archive;
mod cli;
mod compare;
mod crawl;
mod evidence;
mod faults;
mod fetch;
mod fixtures;
mod gold;
mod hostile;
mod layers;
mod lexicons;
mod linear;
mod oracle;
mod pages;
mod properties;
mod run;
mod server;
mod sites;
mod warc;
