//! Addresses that lie on nobody's public network: a table with its sources.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Base address, prefix length, what it is, and the document that says so.
type Range<A> = (A, u32, &'static str, &'static str);

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

const fn v6(a: u16, b: u16, c: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)
}

/// After the IANA IPv4 Special-Purpose Address Registry.
const V4: [Range<Ipv4Addr>; 16] = [
    (v4(0, 0, 0, 0), 8, "this network", "RFC 1122"),
    (v4(10, 0, 0, 0), 8, "private", "RFC 1918"),
    (v4(100, 64, 0, 0), 10, "shared with a provider", "RFC 6598"),
    (v4(127, 0, 0, 0), 8, "loopback", "RFC 1122"),
    (v4(169, 254, 0, 0), 16, "link-local", "RFC 3927"),
    (v4(172, 16, 0, 0), 12, "private", "RFC 1918"),
    (v4(192, 0, 0, 0), 24, "for protocols", "RFC 6890"),
    (v4(192, 0, 2, 0), 24, "for documentation", "RFC 5737"),
    (v4(192, 88, 99, 0), 24, "a 6to4 relay", "RFC 7526"),
    (v4(192, 168, 0, 0), 16, "private", "RFC 1918"),
    (v4(198, 18, 0, 0), 15, "for benchmarks", "RFC 2544"),
    (v4(198, 51, 100, 0), 24, "for documentation", "RFC 5737"),
    (v4(203, 0, 113, 0), 24, "for documentation", "RFC 5737"),
    (v4(224, 0, 0, 0), 4, "multicast", "RFC 5771"),
    (v4(255, 255, 255, 255), 32, "broadcast", "RFC 919"),
    (v4(240, 0, 0, 0), 4, "reserved", "RFC 1112"),
];

/// After the IANA IPv6 Special-Purpose Address Registry; the first range that holds an address names it.
const V6: [Range<Ipv6Addr>; 13] = [
    (Ipv6Addr::UNSPECIFIED, 128, "no address", "RFC 4291"),
    (Ipv6Addr::LOCALHOST, 128, "loopback", "RFC 4291"),
    (v6(0x64, 0xff9b, 1), 48, "a local translation", "RFC 8215"),
    (v6(0x100, 0, 0), 64, "for discarding", "RFC 6666"),
    (v6(0x2001, 0, 0), 32, "a Teredo tunnel", "RFC 4380"),
    (v6(0x2001, 0, 0), 23, "for protocols", "RFC 2928"),
    (v6(0x2001, 0xdb8, 0), 32, "for documentation", "RFC 3849"),
    (v6(0x3fff, 0, 0), 20, "for documentation", "RFC 9637"),
    (v6(0x5f00, 0, 0), 16, "for segment routing", "RFC 9602"),
    (v6(0xfc00, 0, 0), 7, "unique local", "RFC 4193"),
    (v6(0xfe80, 0, 0), 10, "link-local", "RFC 4291"),
    (v6(0xfec0, 0, 0), 10, "site-local", "RFC 3879"),
    (v6(0xff00, 0, 0), 8, "multicast", "RFC 4291"),
];

/// IPv6 ranges whose addresses stand for an IPv4 address, and the bit at which it begins.
const CARRIERS: [(Ipv6Addr, u32, u32); 5] = [
    // IPv4-mapped and IPv4-compatible, RFC 4291.
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, 96),
    (Ipv6Addr::UNSPECIFIED, 96, 96),
    // IPv4-translated, RFC 2765.
    (Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, 0, 0), 96, 96),
    // NAT64, RFC 6052.
    (v6(0x64, 0xff9b, 0), 96, 96),
    // 6to4, RFC 3056.
    (v6(0x2002, 0, 0), 16, 16),
];

/// The address that is meant: an IPv4 address inside an IPv6 address is taken out of it.
pub(super) fn unwrapped(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    if v6.is_unspecified() || v6.is_loopback() {
        return address;
    }
    let bits = v6.to_bits();
    let carrier = CARRIERS.iter().find(|(base, prefix, _)| (bits ^ base.to_bits()) >> (128 - prefix) == 0);
    carrier.map_or(address, |(_, _, at)| IpAddr::V4(Ipv4Addr::from_bits((bits >> (96 - at)) as u32)))
}

/// What the address is, with its source, when it is not one of the public network.
pub(super) fn special(address: IpAddr) -> Option<(&'static str, &'static str)> {
    match unwrapped(address) {
        IpAddr::V4(v4) => {
            let holds = |base: Ipv4Addr, prefix| (v4.to_bits() ^ base.to_bits()) >> (32 - prefix) == 0;
            V4.iter().find(|range| holds(range.0, range.1)).map(|range| (range.2, range.3))
        }
        IpAddr::V6(v6) => {
            let holds = |base: Ipv6Addr, prefix| (v6.to_bits() ^ base.to_bits()) >> (128 - prefix) == 0;
            let named = V6.iter().find(|range| holds(range.0, range.1)).map(|range| (range.2, range.3));
            // Only 2000::/3 is given out (RFC 4291); whatever else has no name above is still nobody's.
            named.or_else(|| (v6.to_bits() >> 125 != 1).then_some(("reserved", "RFC 4291")))
        }
    }
}
