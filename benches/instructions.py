#!/usr/bin/env python3
"""Counts the instructions that a run takes, which no load of the machine moves, and holds them against those recorded in
benches/instructions.json: more than a twentieth above is a regression, and the exit code is 1.

    python3 benches/instructions.py [--record] [--program target/profiling/dataaudit]

Needs valgrind. The input is the catalog that benches/rows.rs writes. Without --program the program is built first, by the
profile with names for profilers; one built otherwise takes other counts.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RECORD = os.path.join(HERE, "benches/instructions.json")
SPARE = 1.05
SIZES = (10, 1_000, 3_000)


def count(program, catalog, folder):
    """Instructions of one run."""
    out = os.path.join(folder, "counts")
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "check", catalog]
    command += ["-j", "xpcc", "--as-of", "2025-06-30", "--isolated", "-f", "json", "-o", os.path.join(folder, "report")]
    done = subprocess.run([*command, "--jobs", "1"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    with open(out, encoding="utf-8") as lines:
        found = re.search(r"^(?:summary|totals): (\d+)", lines.read(), re.MULTILINE)
    return int(found.group(1))


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--record", action="store_true", help="take today's counts as those to hold others against")
    ask.add_argument("--program")
    asked = ask.parse_args()
    profile = ["--locked", "--quiet", "--profile", "profiling"]
    if not asked.program:
        subprocess.run(["cargo", "build", *profile], cwd=HERE, check=True)
    program = os.path.abspath(asked.program or os.path.join(HERE, "target/profiling/dataaudit"))
    with tempfile.TemporaryDirectory() as folder:
        counts = []
        for rows in SIZES:
            catalog = os.path.join(folder, "catalog.csv")
            write = ["cargo", "bench", *profile, "--bench", "rows", "--", "--write", str(rows), catalog]
            subprocess.run(write, cwd=HERE, check=True)
            counts.append(count(program, catalog, folder))
    few, thousand, more = counts
    today = {
        "ten rows": few,
        "a thousand rows": thousand,
        "a row beyond": (more - thousand) // (SIZES[2] - SIZES[1]),
    }
    if asked.record:
        with open(RECORD, "w", encoding="utf-8") as file:
            json.dump(today, file, indent=2)
            file.write("\n")
    with open(RECORD, encoding="utf-8") as file:
        recorded = json.load(file)
    worse = [name for name, n in today.items() if n > recorded[name] * SPARE]
    for name, n in today.items():
        print(f"{name}: {n:,} (recorded {recorded[name]:,}){' more than it was' if name in worse else ''}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
