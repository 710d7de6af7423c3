"""Reads an archive with readers that are not ours: warcio (records, payloads, digests) and, where they are there, cdxj-indexer and FastWARC.

Usage: read_archive.py FOLDER. One JSON line a record on stdout; exit code 1 and a line on stderr for each fault.
"""
import base64, glob, json, os, subprocess, sys
from warcio.archiveiterator import ArchiveIterator

folder = sys.argv[1]
faults = []
for path in sorted(glob.glob(os.path.join(folder, "*.warc.gz*"))):
    with open(path, "rb") as stream:
        records = ArchiveIterator(stream, check_digests=True)
        for record in records:
            body = record.content_stream().read()  # decoded, unlike raw_stream
            if record.digest_checker.passed is False:
                faults += record.digest_checker.problems
            head = record.rec_headers
            print(json.dumps({
                "file": os.path.basename(path), "offset": records.get_record_offset(), "length": records.get_record_length(),
                "type": record.rec_type, "fields": dict(head.headers), "names": [name for name, _ in head.headers],
                "status": record.http_headers.get_statuscode() if record.http_headers else None,
                "http": dict(record.http_headers.headers) if record.http_headers else None,
                "body": base64.b64encode(body).decode(),
            }))
    check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", path], capture_output=True, text=True)
    if check.returncode:
        faults.append("warcio check: " + check.stdout)

try:
    from cdxj_indexer.main import write_cdx_index
    import io
except ImportError:
    print("read_archive: no cdxj-indexer", file=sys.stderr)
else:
    def entries(text):
        for line in text.splitlines():
            key, time, rest = line.split(" ", 2)
            yield key, time, sorted(json.loads(rest).items())
    for path in sorted(glob.glob(os.path.join(folder, "*.warc.gz"))):
        out = io.StringIO()
        write_cdx_index(out, [path], {"sort": True})
        theirs, ours = sorted(entries(out.getvalue())), sorted(entries(open(path[:-8] + ".cdxj").read()))
        faults += [f"cdxj-indexer: {t}\nmarsad:       {o}" for t, o in zip(theirs, ours) if t != o]
        if len(theirs) != len(ours):
            faults.append(f"cdxj-indexer finds {len(theirs)} entries, marsad {len(ours)}")

try:
    from fastwarc.warc import ArchiveIterator as FastIterator
except ImportError:
    print("read_archive: no FastWARC", file=sys.stderr)
else:
    for path in sorted(glob.glob(os.path.join(folder, "*.warc.gz"))):
        with open(path, "rb") as stream:
            for record in FastIterator(stream, parse_http=False):
                if not record.verify_block_digest():
                    faults.append(f"FastWARC: block digest of {record.record_id}")

for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(bool(faults))
