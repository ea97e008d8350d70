"""A stage of a benchmark, in a process of its own with an empty `PARVIS_HOME` that goes away."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# What would lead a stage to a real store, real keys or another way of serving.
DROPPED = (
    "DATABASE_URL",
    "PARVIS_KEYS",
    "PARVIS_HOSTS",
    "PARVIS_SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
    "PARVIS_ADDRESS",
)


def run_apart(stage: str) -> dict[str, Any]:
    """What `tests.benchmarks.<stage>` prints: one JSON object on its last line."""
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as home:
        surroundings = {name: value for name, value in os.environ.items() if name not in DROPPED}
        surroundings |= {"PARVIS_HOME": home, "PARVIS_MODE": "demo", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{stage}"],
            env=surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        told = done.stderr.strip().splitlines() or ["no reason given"]
        msg = f"the stage {stage} failed: {told[-1]}"
        raise ValueError(msg)
    return json.loads(done.stdout.strip().splitlines()[-1])
