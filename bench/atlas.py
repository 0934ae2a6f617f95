"""Prints the report of an atlas as Markdown: bench/atlas.py FOLDER, where explore wrote comparison.json."""

import json
import math
import pathlib
import sys

FLOATS = ("vector", "onnxruntime", "onednn")
INTEGERS = ("onnxruntime-int8", "onednn-int8")


def table(headings, rows):
    print("| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def cell(row, runtime):
    ms = row.get(runtime + "_ms")
    return "–" if ms is None else f"{ms:.3f}"


def best_of_others(row):
    """Time of the faster of the two production runtimes divided by that of `vector`; above 1 `vector` is faster."""
    return min(row[name + "_ms"] for name in FLOATS[1:]) / row["vector_ms"]


def main(folder):
    comparison = json.loads((folder / "comparison.json").read_text())
    validation = json.loads((folder / "validation.json").read_text())
    rows = comparison["tables"]["comparison"]
    notes = comparison["notes"]
    print(f"{notes['machine']}; {notes['java']}; convspectrum {notes['convspectrum']}.\n")
    for run in comparison["runs"]:
        print(f"- `{run['runtime']}`: {run['runtime_version']}, {run['threads']} thread(s), {run['date']}; {run['rounds']} rounds; {run['noise_description']}")
    print()
    headings = ["design", *FLOATS, *INTEGERS, "fastest float32", "fastest int8", "best of others ÷ vector"]
    table(
        headings,
        [
            [
                row["design"],
                *(cell(row, runtime) for runtime in FLOATS + INTEGERS),
                row["fastest_float32"] or "–",
                row.get("fastest_int8") or "–",
                f"{best_of_others(row):.2f}",
            ]
            for row in rows
        ],
    )
    for channels in sorted({row["channels"] for row in rows if row["channels"] is not None}):
        ratios = [best_of_others(row) for row in rows if row["channels"] == channels and 1 < row["segments"] < channels]
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"- {channels} channels, 1 < S < C: the best of the others takes {mean:.2f} times as long as `vector` (geometric mean of {len(ratios)}); `vector` is behind with {sum(r < 1 for r in ratios)}.")
    print("\n## Cliffs of 1.5 times and more\n")
    cliffs = [one for one in validation["tables"]["findings"] if one["kind"] in ("cliff", "above_line") and one["time_ratio"] >= 1.5]
    table(
        ["runtime", "design", "against", "time ×", "cause"],
        [[one["runtime"], one["design"], one["against"], f"{one['time_ratio']:.2f}", one["cause"]] for one in cliffs],
    )
    print("## What the run said\n")
    for sentence in comparison["summary"]:
        print("- " + sentence)


main(pathlib.Path(sys.argv[1]))
