"""A long run: is memory flat?

    python3 benches/crawl/soak.py [--pages 100000] [--size 100000] [--warc]

Prints the resident memory over the quarters of the run, and open files and threads near its end.
"""
import argparse, os, statistics, sys, tempfile
from common import Server, crawl_command, measured, tail

parser = argparse.ArgumentParser()
parser.add_argument("--pages", type=int, default=100_000)
parser.add_argument("--size", type=int, default=100_000)
parser.add_argument("--warc", action="store_true")
options = parser.parse_args()

with tempfile.TemporaryDirectory() as folder, Server(folder, options.pages, size=options.size) as server:
    output, store, log = (os.path.join(folder, name) for name in ("out.jsonl", "store.db", "log.txt"))
    samples = []
    warc = os.path.join(folder, "warc") if options.warc else None
    result = measured(crawl_command(server.urls, output, store, warc), log, samples)
    with open(output, "rb") as file:
        records = sum(1 for _ in file)
    if result["code"] or records != options.pages:
        sys.exit(f"exit {result['code']}, {records} records\n{tail(log)}")
    quarter = max(1, len(samples) // 4)
    for n in range(4):
        part = [rss for _, rss in samples[n * quarter:(n + 1) * quarter]]
        print(f"quarter {n + 1}: {min(part):.0f} to {max(part):.0f} MiB, median {statistics.median(part):.0f}")
    print(f"{options.pages / result['seconds']:.0f} pages/s, {1000 * result['cpu'] / options.pages:.2f} ms CPU a page, peak {result['rss']:.0f} MiB")
