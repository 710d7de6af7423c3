"""kill -9 at random moments of a crawl, then a run to the end: every page once in output, store and archive, none lost, none twice.

    python3 benches/crawl/kill.py [--pages 2000] [--kills 20] [--readers PYTHON] [--seed N]

PYTHON is an interpreter that has warcio, for `warcio check` and for counting what the archive holds; the one that runs this by default.
"""
import argparse, collections, glob, json, os, random, signal, sqlite3, subprocess, sys, tempfile, time
from common import Server, crawl_command, lines, measured, tail

parser = argparse.ArgumentParser()
parser.add_argument("--pages", type=int, default=2000)
parser.add_argument("--kills", type=int, default=20)
parser.add_argument("--readers", default=sys.executable)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
dice = random.Random(options.seed)

COUNT = """
import sys, collections, json
from warcio.archiveiterator import ArchiveIterator
count = collections.Counter()
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type in ("response", "revisit"):
                count[record.rec_headers.get_header("WARC-Target-URI")] += 1
print(json.dumps(count))
"""


STORED = "SELECT p.url, count(*) FROM fetches f JOIN frontier p ON p.id = f.page WHERE f.status = 200 GROUP BY p.url"


def odd(name, counts, expected):
    missing, twice = expected - counts.keys(), [url for url, n in counts.items() if n > 1]
    strangers = counts.keys() - expected
    if missing or twice or strangers:
        print(f"{name}: {len(missing)} missing, {len(twice)} twice, {len(strangers)} unasked for; {sorted(missing)[:2]} {twice[:2]} {sorted(strangers)[:2]}")
    return bool(missing or twice or strangers)


with tempfile.TemporaryDirectory() as folder, Server(folder, options.pages) as server:
    output, store, warc = (os.path.join(folder, name) for name in ("out.jsonl", "store.db", "warc"))
    command = crawl_command(server.urls, output, store, warc)
    log = os.path.join(folder, "log.txt")
    # How long a whole run takes says how long each killed one may live, so that all kills fall into the work.
    whole = measured(crawl_command(server.urls, *(os.path.join(folder, name) for name in ("whole.jsonl", "whole.db", "whole"))), log)
    if whole["code"]:
        sys.exit(f"the undisturbed run ended with {whole['code']}\n{tail(log)}")
    killed = 0
    for n in range(options.kills):
        with open(log, "ab") as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
            time.sleep(dice.uniform(0.01, 2.2 * whole["seconds"] / options.kills))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
    result = measured(command, log)
    with open(server.urls) as file:
        expected = set(file.read().split())
    archives = sorted(glob.glob(os.path.join(warc, "*.warc.gz*")))
    archived = json.loads(subprocess.check_output([options.readers, "-c", COUNT, *archives]))
    check = subprocess.run([options.readers, "-m", "warcio.cli", "check", *archives], capture_output=True, text=True)
    faults = [
        odd("output", collections.Counter(record["url"] for record in lines(output)), expected),
        odd("archive", archived, expected),
        odd("store", collections.Counter(dict(sqlite3.connect(store).execute(STORED))), expected),
        bool(check.returncode),
        bool([a for a in archives if a.endswith(".open")]),
        result["code"] != 0,
    ]
    print(f"{killed} of {options.kills} runs killed, last run: exit {result['code']}; {len(archives)} segments, warcio check: {check.returncode}")
    if any(faults):
        sys.exit(tail(log) + check.stdout)
    print("every page once in output, store and archive")
