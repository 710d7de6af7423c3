#!/usr/bin/env python3
"""Holds the scores of a run against the floors: check_floors.py FLOORS.json SCORES_FOLDER [--raise]

A score below its floor fails the run. With --raise the floors rise to the scores (never fall), for the change that earned it to commit.
Scores are ratios from 0 to 1; floors are cut to three decimals.
"""
import json, math, pathlib, re, sys
from collections import Counter


def claims(name, result):
    for level, what in (("L1", "metric+value"), ("L2", "with subject")):
        score = result["scores"][f"core/{level}/all items"]
        yield f"{name}: core F1, {what}", score["f1"]
        yield f"{name}: core precision, {what}", score["precision"]
    for field, score in result["fields"].items():
        yield f"{name}: {field}", score["accuracy"]
    yield f"{name}: traps not sprung", 1 - result["traps_sprung"] / max(1, result["trap_spans"])


def numbers(result):
    kinds = {}
    for key, counts in result.items():
        kinds.setdefault(key.split("/")[1], Counter()).update(counts)
    for kind, c in sorted(kinds.items()):
        by_value = kind in ("date", "period", "duration")   # the suites draw their spans differently
        right, of = (c["value"], c["withvalue"]) if by_value else (c["exact"], c["n"])
        yield f"numbers: {kind}", right / max(1, of)


def pages(name, text):
    yield f"{name}: F1", float(re.search(r"^marsad\s+F1 ([\d.]+)", text, re.M)[1])


def scores(folder):
    load = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
    yield from numbers(load("numbers.json"))
    yield from claims("claims", load("claims.json"))
    yield from claims("seeds", load("seeds.json"))
    yield from pages("pages", (folder / "pages.txt").read_text(encoding="utf-8"))
    yield from pages("pages in Arabic script", (folder / "pages-arabic.txt").read_text(encoding="utf-8"))


def main():
    path, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    floors, found = json.loads(path.read_text(encoding="utf-8")), dict(scores(folder))
    fallen = [name for name, floor in floors.items() if found.get(name, 0.0) < floor]
    for name, score in found.items():
        floor = floors.get(name, 0.0)
        print(f"{'FALLEN' if name in fallen else '      '} {name:<44} {score:.4f}   floor {floor:.3f}")
    if "--raise" in sys.argv:
        cut = lambda score: math.floor(score * 1000 + 1e-6) / 1000
        risen = {name: max(floors.get(name, 0.0), cut(score)) for name, score in found.items()}
        path.write_text(json.dumps(risen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.exit(f"{len(fallen)} below the floor: {', '.join(fallen)}" if fallen else 0)


main()
