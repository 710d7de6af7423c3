"""Crawl + extract + JSONL beside Scrapy with trafilatura, on one machine in one run.

    cargo build --release --bin marsad --example crawl_server
    python3 benches/crawl/run.py [--pages 2000] [--repeat 3] [--peer PYTHON] [--json FILE]

PYTHON is an interpreter that has scrapy and trafilatura; without one the peer is left out. The server runs on the same cores as what it serves.
"""
import argparse, json, os, pathlib, statistics, sys, tempfile
from common import Server, crawl_command, lines, measured, tail

parser = argparse.ArgumentParser()
parser.add_argument("--pages", type=int, default=2000)
parser.add_argument("--repeat", type=int, default=3)
parser.add_argument("--peer")
parser.add_argument("--json")
options = parser.parse_args()
spider = str(pathlib.Path(__file__).with_name("spider.py"))
rows = []


def run(name, command, folder, output, repeat):
    runs = []
    for n in range(repeat):
        for old in list(pathlib.Path(folder).glob("out*")) + list(pathlib.Path(folder).glob("*.db*")):
            old.unlink()
        log = os.path.join(folder, "log.txt")
        result = measured(command(n), log)
        records = lines(output)
        if result["code"] or len({r["url"] for r in records}) != options.pages or len(records) != options.pages:
            sys.exit(f"{name}: exit {result['code']}, {len(records)} records of {options.pages} pages\n{tail(log)}")
        if not all(r.get("text") for r in records):
            sys.exit(f"{name}: records without text")
        runs.append(result)
    row = {
        "name": name,
        "pages_per_s": options.pages / statistics.median(r["seconds"] for r in runs),
        "cpu_ms": 1000 * statistics.median(r["cpu"] for r in runs) / options.pages,
        "rss": max(r["rss"] for r in runs),
    }
    rows.append(row)
    print(f"{name:34} {row['pages_per_s']:8.0f} pages/s {row['cpu_ms']:8.2f} ms CPU a page {row['rss']:8.0f} MiB", flush=True)
    return row["pages_per_s"]


with tempfile.TemporaryDirectory() as folder:
    output, store = os.path.join(folder, "out.jsonl"), os.path.join(folder, "store.db")
    warc = lambda n: os.path.join(folder, f"warc-{n}")
    rates = {}
    for delay in (0, 100):
        with Server(folder, options.pages, delay=delay) as server:
            said = f", answers after {delay} ms" if delay else ""
            rates[delay] = run(f"marsad{said}", lambda n: crawl_command(server.urls, output, store), folder, output, options.repeat)
            if not delay:
                run("marsad with WARC", lambda n: crawl_command(server.urls, output, store, warc(n)), folder, output, options.repeat)
            if options.peer:
                peer = lambda n: [options.peer, spider, server.urls, output]
                rate = run(f"scrapy + trafilatura{said}", peer, folder, output, 1)
                print(f"{'':34} {rates[delay] / rate:8.1f} times as fast")
if options.json:
    pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))
