"""The keys that say when a source is checked."""

from datetime import time

import pytest

from monitor.errors import ConfigError
from monitor.sources import load

TABLE = '[[source]]\nid = "ndrc_tz"\n'


def read(tmp_path, lines):
    path = tmp_path / "sources.toml"
    path.write_text(f'extends = "default"\n{TABLE}{lines}\n', encoding="utf-8")
    return next(source for source in load(path).sources if source.id == "ndrc_tz")


def test_a_source_has_a_crontab_line_or_hours_and_days(tmp_path):
    assert read(tmp_path, 'cron = "30 8,14 * * mon-fri"').cron == "30 8,14 * * mon-fri"
    assert read(tmp_path, 'cron = "*/20 * * * */2"').cron == "*/20 * * * */2"
    source = read(tmp_path, 'active_hours = "07:30-19:00"\nworking_days = true')
    assert source.active_hours == (time(7, 30), time(19))
    assert source.working_days


def test_all_problems_are_told_at_once_with_their_remedy(tmp_path):
    with pytest.raises(ConfigError) as caught:
        read(
            tmp_path,
            'cron = "0 9 * * 1-5"\nactive_hours = "19:00-07:00"\nevery = "0s"\nworking_days = 1\nafter_hit = "x"',
        )
    assert {problem.key.rpartition(".")[2] for problem in caught.value.problems} >= {
        "cron", "active_hours", "every", "working_days", "after_hit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('cron = "0 9 * * 1"', "counts from Sunday = 0"),
        ('cron = "0 9 * *"', "five fields"),
        ('cron = "61 9 * * *"', "cannot be read"),
        ('cron = "0 9 30 2 *"', "no moment within a year"),
        ('cron = "0 9 * * mon"\nevery = "1h"', "takes the place of every"),
        ('active_hours = "7-19"', "07:30-19:00"),
        ('active_hours = "19:00-07:00"', "begin before it ends"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_with_its_reason(tmp_path, line, told):
    with pytest.raises(ConfigError, match=told):
        read(tmp_path, line)
