"""What the scripts of this folder share: the server, a measured run, and what a run left behind."""
import json, os, pathlib, subprocess, threading, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MARSAD = os.environ.get("MARSAD", str(TARGET / "release/marsad"))
SERVER = os.environ.get("CRAWL_SERVER", str(TARGET / "release/examples/crawl_server"))
# No politeness: the server is ours.
OPTIONS = ["--concurrency", "64", "--per-host", "8", "--delay", "0", "--no-robots", "--allow-private", "127.0.0.0/8"]


class Server:
    """A running server and the file of its addresses."""

    def __init__(self, folder, pages, hosts=20, size=100_000, delay=0):
        self.urls = os.path.join(folder, f"urls-{pages}-{delay}.txt")
        command = [SERVER, str(pages), str(hosts), str(size), str(delay), self.urls]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def crawl_command(urls, output, store, warc=None, more=()):
    command = [MARSAD, "crawl", "--output", output, "--store", store]
    return command + (["--urls", urls] if urls else []) + (["--warc", warc] if warc else []) + OPTIONS + list(more)


def measured(command, log, samples=None):
    """Runs a command; gives its exit code, seconds, CPU seconds and peak RSS in MiB. `samples` gathers (seconds, RSS in MiB)."""
    samples, peak, over = [] if samples is None else samples, [0], threading.Event()
    with open(log, "wb") as out:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        threading.Thread(target=_sample, args=(process.pid, began, samples, peak, over), daemon=True).start()
        _, status, usage = os.wait4(process.pid, 0)
        over.set()
        seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return {"code": process.returncode, "seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "rss": peak[0]}


def _sample(pid, began, samples, peak, over):
    """The kernel's peak counts this process too, which forked the command; so the command's own is asked for while it runs."""
    while not over.wait(0.1):
        try:
            with open(f"/proc/{pid}/status") as status:
                said = {key: int(value.split()[0]) / 1024 for key, value in (line.split(":") for line in status if line.startswith(("VmRSS", "VmHWM")))}
        except OSError:
            return
        if said:
            samples.append((time.monotonic() - began, said["VmRSS"]))
            peak[0] = max(peak[0], said["VmHWM"])


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def tail(path, count=5):
    with open(path, errors="replace") as file:
        return "".join(file.readlines()[-count:])
