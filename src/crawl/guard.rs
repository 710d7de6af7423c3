//! Where a fetch may go: to http and https on the public network, and to what the user opened.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::FetchError;
use super::ranges::{special, unwrapped};

/// Which addresses may be gone to: all of the public network, and the private ranges that were opened.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    opened: Arc<[IpNet]>,
}

impl Guard {
    /// A guard that lets through the public network and these ranges.
    pub fn new(opened: impl IntoIterator<Item = IpNet>) -> Self {
        Self { opened: opened.into_iter().collect() }
    }

    /// Refuses an address that is not public, however it is written: an IPv4 address inside an IPv6 address is looked at itself.
    ///
    /// # Errors
    /// [`FetchError::Private`].
    pub fn address(&self, address: IpAddr) -> Result<(), FetchError> {
        let meant = unwrapped(address);
        let open = |net: &IpNet| net.contains(&meant) || net.contains(&address);
        match special(address) {
            Some((what, rfc)) if !self.opened.iter().any(open) => Err(FetchError::Private { address, what, rfc }),
            _ => Ok(()),
        }
    }

    /// Refuses an address of another scheme than http and https, one without a host, and one whose host is a refused IP address. What a host's
    /// name stands for is seen to when it is looked up.
    ///
    /// # Errors
    /// [`FetchError::Scheme`], [`FetchError::Address`], [`FetchError::Private`].
    pub fn url(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme(url.scheme().to_owned()));
        }
        match url.host() {
            None => Err(FetchError::Address("it names no host".to_owned())),
            Some(Host::Ipv4(v4)) => self.address(v4.into()),
            Some(Host::Ipv6(v6)) => self.address(v6.into()),
            Some(Host::Domain(name)) => name.parse::<IpAddr>().map_or(Ok(()), |literal| self.address(literal)),
        }
    }

    /// Refuses the whole answer when one of its addresses is refused: whoever mixes them wants to be let in by the others.
    fn answer(&self, addresses: &[IpAddr]) -> Result<(), FetchError> {
        addresses.iter().try_for_each(|address| self.address(*address))
    }
}

/// Who says which addresses a host's name stands for.
#[derive(Clone, Default)]
pub enum Names {
    /// The system.
    #[default]
    System,
    /// A function from the name to its addresses; none when it knows no such name.
    Given(Arc<Told>),
}

/// From a host's name to its addresses.
type Told = dyn Fn(&str) -> Vec<IpAddr> + Send + Sync;

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::System) { "System" } else { "Given" })
    }
}

impl Names {
    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, FetchError> {
        let found = match self {
            Self::Given(table) => table(name),
            Self::System => match tokio::net::lookup_host((name, 0)).await {
                Ok(found) => found.map(|socket| socket.ip()).collect(),
                Err(_) => return Err(FetchError::UnknownHost),
            },
        };
        if found.is_empty() { Err(FetchError::UnknownHost) } else { Ok(found) }
    }
}

/// The only way by which connections learn addresses: looked up once, vetted, and dialled as vetted.
#[derive(Debug, Clone)]
pub(super) struct Vetted {
    pub names: Names,
    /// Nothing is refused when there is none: the one name looked up is then that of a proxy which the user named.
    pub guard: Option<Guard>,
}

impl Resolve for Vetted {
    fn resolve(&self, name: Name) -> Resolving {
        let Self { names, guard } = self.clone();
        Box::pin(async move {
            let found = names.addresses(name.as_str()).await?;
            if let Some(guard) = guard {
                guard.answer(&found)?;
            }
            let sockets: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(sockets)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(address: &str) -> bool {
        let literal = if address.contains(':') { format!("[{address}]") } else { address.to_owned() };
        let url = Url::parse(&format!("http://{literal}/")).unwrap();
        matches!(Guard::default().url(&url), Err(FetchError::Private { .. }))
    }

    #[test]
    fn the_first_and_the_last_address_of_every_range_are_refused() {
        for (range, before, after) in [
            ("0.0.0.0 0.255.255.255", "", "1.0.0.0"),
            ("10.0.0.0 10.255.255.255", "9.255.255.255", "11.0.0.0"),
            ("100.64.0.0 100.127.255.255", "100.63.255.255", "100.128.0.0"),
            ("127.0.0.0 127.255.255.255", "126.255.255.255", "128.0.0.0"),
            ("169.254.0.0 169.254.255.255", "169.253.255.255", "169.255.0.0"),
            ("172.16.0.0 172.31.255.255", "172.15.255.255", "172.32.0.0"),
            ("192.0.0.0 192.0.0.255", "191.255.255.255", "192.0.1.0"),
            ("192.168.0.0 192.168.255.255", "192.167.255.255", "192.169.0.0"),
            ("198.18.0.0 198.19.255.255", "198.17.255.255", "198.20.0.0"),
            ("224.0.0.0 255.255.255.255", "223.255.255.255", ""),
            ("fc00:: fdff:ffff::1", "", ""),
            ("fe80:: febf::1", "", ""),
            ("2001:db8:: 2001:db8:ffff::1", "2001:db7::1", "2001:db9::1"),
            ("2001:: 2001:1ff::1", "", "2001:200::1"),
            (":: ::1", "", "2606:4700::1"),
            ("4000:: 1fff::1", "", "3ffe::1"),
        ] {
            assert!(range.split(' ').all(refused), "{range}");
            assert!([before, after].iter().all(|outside| outside.is_empty() || !refused(outside)), "{before} {after}");
        }
    }

    #[test]
    fn an_address_is_known_in_every_spelling() {
        for spelling in [
            "2130706433",
            "0x7f000001",
            "017700000001",
            "127.1",
            "127.0.1",
            "0177.0.0.1",
            "0x7f.0.0.1",
            "0X7F.1",
            "127.0.0.1.",
            "１２７.０.０.１",
            "127。0。0。1",
            "%31%32%37.0.0.1",
            "0",
        ] {
            let url = Url::parse(&format!("http://{spelling}/")).unwrap();
            assert!(matches!(Guard::default().url(&url), Err(FetchError::Private { .. })), "{spelling}");
        }
    }

    #[test]
    fn an_address_inside_an_address_is_looked_at() {
        for carrier in [
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::127.0.0.1",
            "2002:7f00:1::",
            "::ffff:a9fe:a9fe",
            "64:ff9b::10.0.0.1",
            "2002:c0a8:101::1",
        ] {
            assert!(refused(carrier), "{carrier}");
        }
        assert!(!refused("::ffff:8.8.8.8") && !refused("64:ff9b::8.8.8.8") && !refused("2002:808:808::"));
    }

    #[test]
    fn what_was_opened_is_open_and_nothing_beside_it() {
        let guard = Guard::new(["127.0.0.0/28".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        let goes = |address: &str| guard.address(address.parse().unwrap()).is_ok();
        assert!(goes("127.0.0.15") && goes("::ffff:127.0.0.1") && goes("fd12::1"));
        assert!(!goes("127.0.0.16") && !goes("10.0.0.1") && !goes("::1") && !goes("fc00::1"));
    }

    #[test]
    fn only_http_goes_out() {
        for address in
            ["file:///etc/passwd", "ftp://a.example/", "data:text/html,a", "javascript:1", "gopher://a.example/"]
        {
            assert!(
                matches!(Guard::default().url(&Url::parse(address).unwrap()), Err(FetchError::Scheme(_))),
                "{address}"
            );
        }
    }

    #[test]
    fn an_answer_with_one_private_address_is_refused_whole() {
        let answer = |list: &[&str]| {
            let list: Vec<IpAddr> = list.iter().map(|a| a.parse().unwrap()).collect();
            Guard::default().answer(&list)
        };
        assert!(answer(&["93.184.216.34", "2606:4700::1"]).is_ok());
        assert!(answer(&["93.184.216.34", "127.0.0.1"]).is_err());
    }
}
