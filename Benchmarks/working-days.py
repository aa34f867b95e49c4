"""Compares `N working days after D` with numpy.busday_offset on the same random cases.

Usage: working-days.py PROGRAM CALENDAR.yaml [SEED]

Both count by the same holidays, in the same run, and must find the same days. Prints nanoseconds
a case and the ratio; ends with 1 where they differ or ours is the slower one.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

import numpy

CASES = 1_000_000
FEW = 100_000
ROUNDS = 5


def best(body):
    """The nanoseconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter_ns()
        body()
        times.append(time.perf_counter_ns() - begin)
    return min(times)


def main():
    program, calendar = sys.argv[1:3]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20220919
    random = numpy.random.default_rng(seed)
    text = pathlib.Path(calendar).read_text(encoding="utf-8")
    holidays = re.findall(r"^ *- \{ date: (\d{4}-\d\d-\d\d)", text, re.MULTILINE)
    first, last = numpy.datetime64("1978-01-01"), numpy.datetime64("2028-12-31")
    days = first + random.integers(0, (last - first).astype(int), CASES)
    counts = random.integers(1, 61, CASES)
    working = numpy.busdaycalendar(holidays=holidays)
    # From a day that is none, the count begins at the working day before it: D is left out.
    results = numpy.busday_offset(days, counts, roll="backward", busdaycal=working)

    def at_once():
        numpy.busday_offset(days, counts, roll="backward", busdaycal=working)

    some = list(zip(days[:FEW], counts[:FEW]))

    def one_by_one():
        for day, count in some:
            numpy.busday_offset(day, count, roll="backward", busdaycal=working)

    numpy_times = best(at_once) / CASES, best(one_by_one) / FEW

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "holidays").write_text("\n".join(holidays))
        numbers = days.astype(int)
        (folder / "cases").write_text("\n".join(f"{d} {n}" for d, n in zip(numbers, counts)))
        output = subprocess.run(
            [program, folder / "holidays", folder / "cases", folder / "results"],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        ours = numpy.array((folder / "results").read_text().split(), dtype=int)

    at_once_ours, one_ours, explained_ours = map(float, output.split())
    differing = int((ours != results.astype(int)).sum())
    print(f"seed {seed}, {CASES} cases, {len(holidays)} holidays, numpy {numpy.__version__}")
    print(f"{'':34}{'numpy':>10}{'ours':>10}{'ratio':>8}")
    rows = [
        ("a million at once, ns a case", numpy_times[0], at_once_ours),
        ("one at a time, ns a case", numpy_times[1], one_ours),
        ("as a phrase, explained, ns a case", numpy_times[1], explained_ours),
    ]
    for title, theirs, mine in rows:
        print(f"{title:34}{theirs:10.1f}{mine:10.1f}{theirs / mine:8.2f}")
    if differing:
        print(f"{differing} cases differ")
    slower = any(mine > theirs for _, theirs, mine in rows[:2])
    if slower:
        print("ours is the slower one")
    sys.exit(1 if differing or slower else 0)


if __name__ == "__main__":
    main()
