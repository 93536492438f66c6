"""docs/rules.md is what the tables of rules say."""

from typer.testing import CliRunner

from monitor.cli import app
from places import ROOT


def test_the_page_of_rules_is_the_one_that_the_tables_make():
    # After a change of a table: make rules.
    generated = CliRunner().invoke(app, ["rules", "--markdown"]).output
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == generated
