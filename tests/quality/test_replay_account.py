"""A replay of the real texts: what it links and merges is judged one by one, and right."""

import pytest

from quality.replay_account import followed, judged

#: Together in one process: the replay takes a minute.
pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.xdist_group("replay")]


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    return followed(tmp_path_factory.mktemp("replay"))


@pytest.mark.parametrize(("name", "least"), [("links", 0.95), ("merges", 0.98)])
def test_what_a_replay_links_and_merges_is_judged_and_right(account, name, least):
    _, found = account
    verdicts = judged(name)
    # One that nobody has judged: `python tests/quality/replay_account.py FOLDER` shows it with its texts.
    assert [one.key for one in found[name] if one.key not in verdicts] == []
    assert sum(verdicts[one.key] for one in found[name]) / len(found[name]) >= least


def test_a_replay_tells_what_happened_in_each_month(account):
    told, _ = account
    assert {"2024-01", "2025-09"} <= told["months"].keys()
    sums = {
        what: sum(month.get(what, 0) for month in told["months"].values())
        for what in ("articles", "measures", "targets", "progress", "new_measure", "new_target", "milestone")
    }
    assert min(sums.values()) > 0, sums
    assert told["totals"]["linked"] + told["totals"]["abstained"] > 0
