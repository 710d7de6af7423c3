//! Row 21: TLS that is not to be trusted. The program is run, for the certificates that it trusts are the environment's.

use std::process::Output;

use marsad::record::Record;

use super::{all, row};
use crate::run::marsad;
use crate::server::{certificate_path, faulty, serve_secure};

fn fetch(url: &str, more: &[&str]) -> Output {
    let mut command = marsad(&["fetch", "--allow-private", "127.0.0.1", "--retries", "0", url]);
    command
        .args(more)
        .env("SSL_CERT_FILE", certificate_path("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap()
}

#[test]
fn hosts_that_are_not_to_be_trusted() {
    row(21, "a certificate that is expired, for another host, signed by itself", || {
        let outcome = all(["expired.pem", "elsewhere.pem", "alone.pem"].map(|certificate| {
            let ran = fetch(&serve_secure(certificate, faulty).url("/page/1"), &[]);
            let said = String::from_utf8(ran.stderr).unwrap();
            assert!(said.contains("no secure connection: ") && ran.stdout.is_empty(), "{certificate}: {said}");
            format!("refused, exit code {}", ran.status.code().unwrap())
        }));
        format!("{outcome}, the message says why")
    });
    row(21, "a certificate that is in order", || {
        let ran = fetch(&serve_secure("good.pem", faulty).url("/page/1"), &[]);
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        "the page".to_owned()
    });
    row(21, "the same with --insecure", || {
        let ran = fetch(&serve_secure("alone.pem", faulty).url("/page/1"), &["--insecure"]);
        let record: Record = serde_json::from_slice(&ran.stdout).unwrap();
        format!("the page, with the warning `{}`", record.warnings[0].code)
    });
}
