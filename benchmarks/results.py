"""Measured values: kept as JSON, asked for as medians."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from measure import Cost

#: Race, contestant, round.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """All runs of all races, and with what they were made."""

    #: Sizes, repetitions, machine and versions.
    facts: dict[str, Any]
    costs: dict[Key, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    #: The server's answers over all runs, by status, those to robots.txt left out.
    answers: dict[Key, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, key: Key, cost: Cost, answers: Counter[int]) -> None:
        self.costs[key].append(cost)
        self.answers[key] += answers

    def forget(self, race: str) -> None:
        """Drop a race's runs, to measure them anew."""
        for key in [key for key in self.costs if key[0] == race]:
            del self.costs[key]
            self.answers.pop(key, None)

    def cpu(self, race: str, contestant: str, state: str = "unchanged") -> float:
        return median(cost.cpu_s for cost in self.costs[race, contestant, state])

    def wall(self, race: str, contestant: str, state: str = "unchanged") -> float:
        return median(cost.wall_s for cost in self.costs[race, contestant, state])

    def rss(self, race: str, contestant: str, state: str = "unchanged") -> float:
        """Return the largest peak of all runs, not their median: a limit on memory is a limit."""
        return max(cost.rss_mb for cost in self.costs[race, contestant, state])

    def spread(self, race: str, contestant: str, state: str = "unchanged") -> tuple[float, float]:
        """Return the least and the greatest CPU time."""
        times = [cost.cpu_s for cost in self.costs[race, contestant, state]]
        return min(times), max(times)

    def share(self, race: str, contestant: str, status: int) -> float:
        """Return the part of the unchanged rounds' answers that had a status."""
        found = self.answers[race, contestant, "unchanged"]
        return found[status] / found.total()

    def save(self, path: Path) -> None:
        runs = [
            {
                "key": key,
                "costs": [(c.wall_s, c.cpu_s, c.rss_mb) for c in costs],
                "answers": self.answers[key],
            }
            for key, costs in self.costs.items()
        ]
        path.write_text(json.dumps({"facts": self.facts, "runs": runs}, indent=1), encoding="utf-8")


def load(path: Path) -> Results:
    """Return what was saved."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    results = Results(raw["facts"])
    for run in raw["runs"]:
        key: Key = tuple(run["key"])
        results.costs[key] = [Cost(*values) for values in run["costs"]]
        results.answers[key] = Counter({int(status): n for status, n in run["answers"].items()})
    return results
