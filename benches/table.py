#!/usr/bin/env python3
"""Measures what docs/performance.md states and prints it as Markdown: floors, peers and this program on the same files, in
one run, interleaved, medians, as ratios to the bare read of the same file.

    python3 benches/table.py --bench ../shared/bench [--rows 1000000] [--runs 5] [--growth] [--pack xpcc]

`--bench` is a folder with gen_catalog.py, floors/ (a crate whose `floor` reads files bare) and peers/ (the same checks in
other programs). What is not installed there or here is left out and said. Needs `cargo build --release` to have been run.
"""
import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(command, cores, cwd=None):
    """Runs a command on so many cores: seconds from start to exit, seconds of work, peak MiB; None where it failed."""
    if shutil.which("taskset"):
        command = ["taskset", "-c", ",".join(map(str, range(cores))), *command]
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        return None
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Table:
    def __init__(self, title, yardstick, runs):
        self.title, self.yardstick, self.runs, self.lines = title, yardstick, runs, []

    def add(self, name, command, cores=1, cwd=None):
        self.lines.append((name, command, cores, cwd))

    def measure(self):
        taken = {name: [] for name, *_ in self.lines}
        for _ in range(self.runs):
            for name, command, cores, cwd in self.lines:
                taken[name].append(run(command, cores, cwd))
        print(f"\n### {self.title}\n\n| | s | CPU s | MiB | ratio |\n|---|---|---|---|---|")
        base = [t[0] for t in taken[self.yardstick] if t]
        for name, all_runs in taken.items():
            good = [t for t in all_runs if t]
            if not good or not base:
                print(f"| {name} | - | - | - | not measured here |")
                continue
            wall, work, peak = (statistics.median(t[n] for t in good) for n in range(3))
            print(f"| {name} | {wall:.2f} | {work:.2f} | {peak:.0f} | {wall / statistics.median(base):.2f} |")
        sys.stdout.flush()


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--bench", required=True)
    ask.add_argument("--rows", type=int, default=1_000_000)
    ask.add_argument("--xlsx-rows", type=int, default=200_000)
    ask.add_argument("--runs", type=int, default=5)
    ask.add_argument("--pack", default="xpcc")
    ask.add_argument("--program", default=os.path.join(HERE, "target/release/dataaudit"))
    ask.add_argument("--floor", help="the built floor; otherwise it is built in a temporary folder")
    ask.add_argument("--growth", action="store_true", help="also from 1,000 rows to 3 million")
    ask.add_argument("--keep", help="folder for the generated files; what is there is used again")
    asked = ask.parse_args()
    folder = asked.keep or tempfile.mkdtemp()
    os.makedirs(os.path.join(folder, "out"), exist_ok=True)
    bench = os.path.abspath(asked.bench)
    floor = asked.floor
    if not floor:
        target = os.path.join(folder, "floors")
        manifest = os.path.join(bench, "floors/Cargo.toml")
        subprocess.run(["cargo", "build", "-q", "--release", "--manifest-path", manifest, "--target-dir", target], check=True)
        floor = os.path.join(target, "release/floor")

    def catalog(rows, kind):
        path = os.path.join(folder, f"c{rows}.{kind}")
        if not os.path.exists(path):
            script = os.path.join(bench, "gen_catalog.py")
            subprocess.run([sys.executable, script, "--rows", str(rows), f"--{kind}", path], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        return path

    def audit(path, jobs):
        return [asked.program, "check", path, "-j", asked.pack, "--as-of", "2025-06-30", "--isolated", "--jobs", str(jobs), "-f", "json", "-o", os.path.join(folder, "out/report.json")]

    print(f"{platform.platform()}, {os.cpu_count()} cores; {asked.runs} runs, medians; pack {asked.pack}")
    for tool in ([asked.program, "--version"], ["rustc", "--version"], [sys.executable, "--version"]):
        print("-", subprocess.run(tool, capture_output=True, text=True).stdout.strip())
    peers = os.path.join(bench, "peers")
    for module in ("polars", "duckdb"):
        said = subprocess.run([sys.executable, "-c", f"import {module}; print('{module}', {module}.__version__)"], capture_output=True, text=True)
        print("-", said.stdout.strip() or f"{module}: not installed, not measured")

    path = catalog(asked.rows, "csv")
    with open(path, encoding="utf-8-sig") as read, open(path + ".gb", "w", encoding="gb18030", newline="") as gb:
        shutil.copyfileobj(read, gb)
    table = Table(f"CSV, {asked.rows:,} rows of 24 columns", "csv ByteRecord, bare", asked.runs)
    table.add("csv ByteRecord, bare", [floor, "csv", path])
    table.add("this program, one core", audit(path, 1))
    table.add("this program, two cores", audit(path, 2), 2)
    table.add("this program, GB18030, one core", audit(path + ".gb", 1))
    table.add("polars, streaming, two cores", [sys.executable, os.path.join(peers, "pl.py"), path, "stream"], 2, folder)
    table.add("DuckDB, two cores", [sys.executable, os.path.join(peers, "duck.py"), path, "csv"], 2, folder)
    if shutil.which("qsv"):
        table.add("qsv validate, two cores", ["qsv", "validate", path, os.path.join(peers, "qsv.schema.json")], 2, folder)
    table.measure()

    book = catalog(asked.xlsx_rows, "xlsx")
    table = Table(f"xlsx, {asked.xlsx_rows:,} rows", "calamine, bare", asked.runs)
    table.add("calamine, bare", [floor, "xl-stream", book])
    table.add("this program, one core", audit(book, 1))
    table.add("this program, two cores", audit(book, 2), 2)
    table.add("polars.read_excel, two cores", [sys.executable, os.path.join(peers, "pl.py"), book, "xlsx"], 2, folder)
    table.measure()

    if asked.growth:
        for rows in (1_000, 10_000, 100_000, 1_000_000, 3_000_000):
            path = catalog(rows, "csv")
            table = Table(f"{rows:,} rows", "csv ByteRecord, bare", min(asked.runs, 3))
            table.add("csv ByteRecord, bare", [floor, "csv", path])
            table.add("one core", audit(path, 1))
            table.measure()


if __name__ == "__main__":
    main()
