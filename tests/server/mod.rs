//! A server on loopback that does every fault of the network. Each server stands on an address of its own in 127.0.0.0/8, so that one test has as many hosts as it needs.

pub mod bodies;
mod site;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub use site::faulty;

/// Both sides of a connection, plain or secure.
pub trait Line: Read + Write {}

impl<T: Read + Write> Line for T {}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// When its first line was there.
    pub at: Instant,
    /// Path and query.
    pub path: String,
    /// All of the head.
    pub head: String,
}

impl Asked {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }
}

/// A server; it runs until the test ends.
#[derive(Debug, Clone)]
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// The absolute address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// The port it listens at.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// All requests so far.
    pub fn log(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn asked_for(&self, path: &str) -> usize {
        self.log().iter().filter(|asked| asked.path == path).count()
    }
}

/// Serves at a free port of `ip`; every connection has one request.
pub fn serve(ip: &str, answer: impl Fn(&Asked, &mut dyn Line) + Send + Sync + 'static) -> Server {
    start(ip, "http", move |stream, log| {
        let mut stream = stream;
        if let Some(asked) = ask(&mut stream) {
            log.lock().unwrap().push(asked.clone());
            // The last byte of a head is left unread for `/reset`: a socket closed over unread bytes is reset.
            if asked.path != "/reset" {
                let _ = stream.read_exact(&mut [0]);
            }
            answer(&asked, &mut stream);
        }
    })
}

/// Serves over TLS with one of the certificates in `tests/server/certificates`.
pub fn serve_secure(certificate: &str, answer: impl Fn(&Asked, &mut dyn Line) + Send + Sync + 'static) -> Server {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let chain = vec![CertificateDer::from_pem_file(certificate_path(certificate)).unwrap()];
    let key = PrivateKeyDer::from_pem_file(certificate_path("server.key")).unwrap();
    let config = Arc::new(ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap());
    start("127.0.0.1", "https", move |stream, log| {
        let mut stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
        if let Some(asked) = ask(&mut stream) {
            log.lock().unwrap().push(asked.clone());
            let _ = stream.read_exact(&mut [0]);
            answer(&asked, &mut stream);
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    })
}

/// Where a certificate lies.
pub fn certificate_path(name: &str) -> String {
    format!("{}/tests/server/certificates/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn start(
    ip: &str,
    scheme: &'static str,
    talk: impl Fn(TcpStream, &Mutex<Vec<Asked>>) + Send + Sync + 'static,
) -> Server {
    let listener = TcpListener::bind((ip, 0)).unwrap();
    let server = Server { address: listener.local_addr().unwrap(), scheme, log: Arc::default() };
    let (log, talk) = (server.log.clone(), Arc::new(talk));
    thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let (log, talk) = (log.clone(), talk.clone());
            thread::spawn(move || talk(stream, &log));
        }
    });
    server
}

/// Reads a head up to its last byte.
fn ask(stream: &mut impl Read) -> Option<Asked> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1)?.to_owned();
    Some(Asked { at: Instant::now(), path, head })
}

/// Sends a whole answer. `headers` end in CRLF each.
pub fn send(line: &mut dyn Line, status: &str, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // Whoever asked may have hung up: that is what some tests are about.
    let _ = line.write_all(head.as_bytes()).and_then(|()| line.write_all(body));
}

/// The header of a page.
pub const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
