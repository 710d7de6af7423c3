"""What a frontier of a million addresses costs, beside one of two thousand.

    python3 benches/crawl/frontier.py [--size 1000000] [--pages 2000]

A first run with `--limit` fills the store; the second is measured: the same number of pages out of a full frontier.
"""
import argparse, os, sys, tempfile
from common import Server, crawl_command, lines, measured, tail

parser = argparse.ArgumentParser()
parser.add_argument("--size", type=int, default=1_000_000)
parser.add_argument("--pages", type=int, default=2000)
options = parser.parse_args()


def limited(folder, name, server):
    """A run of `pages` pages from a store that already knows all addresses."""
    output, store, log = (os.path.join(folder, name + end) for end in (".jsonl", ".db", ".log"))
    filling = measured(crawl_command(server.urls, output, store, more=["--limit", "1"]), log)
    result = measured(crawl_command(None, output, store, more=["--limit", str(options.pages)]), log)
    if result["code"] or len(lines(output)) != options.pages + 1:
        sys.exit(f"{name}: exit {result['code']}, {len(lines(output))} records\n{tail(log)}")
    print(f"{name}: filling {filling['seconds']:.1f} s, {filling['rss']:.0f} MiB; then {1000 * result['seconds'] / options.pages:.2f} ms a page, "
          f"{1000 * result['cpu'] / options.pages:.2f} ms CPU a page, {result['rss']:.0f} MiB", flush=True)
    return result


with tempfile.TemporaryDirectory() as folder:
    with Server(folder, options.pages + 1) as server:
        small = limited(folder, "small", server)
    with Server(folder, options.size) as server:
        large = limited(folder, "large", server)
    print(f"a page costs {large['cpu'] / small['cpu']:.2f} times the CPU and {large['seconds'] / small['seconds']:.2f} times the time; "
          f"{large['rss'] - small['rss']:.0f} MiB more")
