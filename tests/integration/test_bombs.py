"""In 1 GB, each page that is made to exhaust its reader costs one failed article, and an honest source is told of meanwhile."""

import json
import subprocess
import sys

import pytest

from places import ROOT

SLOW = "the page needs more than 3 s of CPU (MONITOR_PAGE_SECONDS)"
BARE = "the page has neither text nor attachments"
#: What may be told of each bomb; nothing: it is read within the limits. What ends for want of time on a slow machine ends
#: for want of text on a quick one.
REASONS = {
    "breaks": ["the page has 15.3 MB; at most 8 MB are read"],
    "nesting": ["the page nests its elements more than 1000 levels deep"],
    "attribute": [BARE, SLOW],
    "attributes": [BARE, SLOW],
    "rows": ["the page has 300,015 tags; at most 100,000 are read"],
    "values": [BARE, SLOW],
    "targets": [SLOW],
    "one sentence": [SLOW],
    "digits": [SLOW],
    "references": [],
}


@pytest.mark.slow
def test_each_bomb_costs_one_failed_article_and_no_alert_of_an_honest_source(tmp_path):
    script = [sys.executable, str(ROOT / "tests" / "torture" / "bombs.py"), f"sqlite:///{tmp_path}/monitor.db"]
    done = subprocess.run(script, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["failures"].keys() == REASONS.keys()
    for name, reasons in REASONS.items():
        failures = told["failures"][name]
        assert len(failures) == bool(reasons)
        assert set(failures) <= set(reasons)
    assert (told["honest"], told["waiting"]) == (4, 1)
