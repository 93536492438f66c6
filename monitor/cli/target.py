"""`monitor target`: one target's whole life, and what a person decides of it."""

from __future__ import annotations

import getpass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..domain import DecisionKind, ProposalKind, Status
from ..errors import InputError
from . import assembly
from .life_rows import ID_LENGTH
from .lives import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..domain import Audit, Proposal, Statement
    from ..store import LifeRecord, Store, WholeLife

_OF_TARGETS = {ProposalKind.PART: "part of", ProposalKind.SAME: "same as"}
#: Characters of a date.
DAY = 10

app = typer.Typer(help="One target: its whole life, and what people decide of it.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the target, as lists show it.")]
By = Annotated[str | None, typer.Option(help="Who decides; the user of this computer if not given.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Kind = Annotated[ProposalKind | None, typer.Option("--proposal", help="Which proposal, where several wait.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def show(target: Id, json: Json = False) -> None:
    """Print a target's whole life: statements, revisions, figures, status, decisions, with quotes and links."""
    with assembly.open_store(assembly.read_settings()) as store:
        life = store.whole_life(one_target(store, target))
    if json:
        from .output import as_json

        typer.echo(as_json(life))
    else:
        print_life(life)


@app.command()
def accept(target: Id, proposal: Kind = None, by: By = None, reason: Reason = "") -> None:
    """Accept what rules propose of a target."""
    answer(DecisionKind.ACCEPT, target, proposal, (by, reason))


@app.command()
def reject(target: Id, proposal: Kind = None, by: By = None, reason: Reason = "") -> None:
    """Reject what rules propose of a target; it is not proposed again."""
    answer(DecisionKind.REJECT, target, proposal, (by, reason))


@app.command()
def link(
    target: Id,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Id of the progress or target.")],
    undo: Annotated[bool, typer.Option("--undo", help="It does not belong to it.")] = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    """Say that reported progress, or another target's statement, belongs to a target."""
    with assembly.open_store(assembly.read_settings()) as store:
        life = one_target(store, target)
        other = one_finding(store, finding)
        kind = DecisionKind.UNLINK if undo else DecisionKind.LINK
        decide(store, kind, life.key, (by, reason), finding=other.fingerprint)


@app.command()
def edit(
    target: Id,
    slot: Annotated[
        str, typer.Argument(help="metric, comparator, values, unit, per, deadline, region, issuer.")
    ],
    value: Annotated[str, typer.Argument(help="The right value; empty for “not stated”.")],
    by: By = None,
    reason: Reason = "",
) -> None:
    """Correct one slot of a target; no re-reading undoes it."""
    from ..track import edit as edit_goal
    from .list_cells import region

    if slot == "region" and value.strip():
        known = region(value.strip())
        if known is None:
            raise InputError(
                f"{value!r} does not fit region: no place of that name is known; write 全国 or 上海市"
            )
        value = known
    with assembly.open_store(assembly.read_settings()) as store:
        life = one_target(store, target)
        assert life.goal is not None  # targets have one
        edit_goal(life.goal, slot, value)
        decide(store, DecisionKind.EDIT, life.key, (by, reason), slot=slot, value=value)


@app.command()
def close(
    target: Id,
    status: Annotated[
        Status, typer.Argument(help="How it ended: met, met_late, missed, superseded, withdrawn.")
    ],
    by: By = None,
    reason: Reason = "",
) -> None:
    """Settle a target by hand; no rule opens it again."""
    if status in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE}:
        raise InputError(f"{status} is no end; `monitor target reopen` opens a target again")
    with assembly.open_store(assembly.read_settings()) as store:
        life = one_target(store, target)
        decide(store, DecisionKind.CLOSE, life.key, (by, reason), status=status)


@app.command()
def reopen(target: Id, by: By = None, reason: Reason = "") -> None:
    """Let rules judge a target again that was closed."""
    with assembly.open_store(assembly.read_settings()) as store:
        life = one_target(store, target)
        decide(store, DecisionKind.REOPEN, life.key, (by, reason))


# What the commands share


def one_target(store: Store, beginning: str) -> LifeRecord[Any]:
    """Return the one target that an id names; InputError if it names none or several."""
    found = store.find_lives("target", beginning.lower(), today()) if beginning else ()
    if not found:
        raise InputError(f"no target has the id {beginning!r}; `monitor targets` shows them")
    if len(found) > 1:
        several = ", ".join(row.key[: ID_LENGTH + 4] for row in found[:3])
        raise InputError(f"{beginning!r} begins several ids ({several}); give more of it")
    return found[0]


def one_finding(store: Store, beginning: str) -> Statement:
    """Return a statement of the one finding that an id names."""
    found = [
        one
        for kind in ("progress", "target")
        for one in store.find_statements(kind, beginning.lower())
        if beginning
    ]
    if not found:
        raise InputError(f"no finding has the id {beginning!r}; `monitor progress` shows them")
    if len({one.fingerprint for one in found}) > 1:
        raise InputError(f"{beginning!r} begins several ids; give more of it")
    return found[0]


def answer(
    kind: DecisionKind, beginning: str, proposal: ProposalKind | None, who: tuple[str | None, str]
) -> None:
    """Accept or reject the one proposal that waits, or the one of a kind."""
    with assembly.open_store(assembly.read_settings()) as store:
        life = one_target(store, beginning)
        waiting = [one for one in store.whole_life(life).waiting if proposal in {None, one.kind}]
        if not waiting:
            raise InputError(
                f"nothing is proposed of {life.key[:ID_LENGTH]}; `monitor review` shows what waits"
            )
        if len(waiting) > 1:
            kinds = ", ".join(sorted({one.kind for one in waiting}))
            raise InputError(
                f"{len(waiting)} proposals wait ({kinds}); name one with --proposal, or use `monitor review`"
            )
        decide_proposal(store, kind, waiting[0], who)


def decide_proposal(
    store: Store, kind: DecisionKind, proposal: Proposal, who: tuple[str | None, str]
) -> None:
    """Accept or reject a proposal."""
    decide(store, kind, proposal.target, who, proposal=proposal.kind, finding=proposal.evidence)


def decide(store: Store, kind: DecisionKind, target: str, who: tuple[str | None, str], **slots: Any) -> None:
    """Write a decision down, follow what it changes, and say how the target stands."""
    from ..domain import Decision
    from ..pipeline import decide as follow_decision

    by, reason = who
    decision = Decision(
        kind=kind, target=target, by=by or getpass.getuser(), at=assembly.clock(), reason=reason, **slots
    )
    follow_decision(store, decision, assembly.rules(assembly.read_settings()))
    for row in store.find_lives("target", target, today()):
        typer.echo(f"{row.key[:ID_LENGTH]} {row.name}: {row.status}")


def print_life(life: WholeLife) -> None:
    """Print everything recorded of a target, every figure beside its quote and link."""
    from .life_rows import print_lives

    print_lives([life.record])
    section("stated", [statement_lines(one) for one in life.statements])
    section("figures", [figure_lines(one) for one in life.observed])
    section("part of", [f"{key[:ID_LENGTH]} {name}" for key, name in life.wholes])
    section("parts", [f"{key[:ID_LENGTH]} {name}" for key, name in life.parts])
    section("proposed", [proposal_line(one) for one in life.waiting])
    section("changes", [audit_line(one) for one in life.audits])
    section("reminders sent", [reminder_line(one) for one in sorted(life.sent, key=reminder_day)])


def section(title: str, lines: Sequence[str]) -> None:
    """Print a part of a life, if there is anything in it."""
    if lines:
        typer.secho(f"\n{title}", fg=typer.colors.CYAN)
    for line in lines:
        typer.echo(f"  {line}")


def statement_lines(one: Statement) -> str:
    """Return a statement's day, quote and source."""
    lines = (f"{one.published} “{one.finding.quote.text}”", one.title, one.url)
    return "\n    ".join(line for line in lines if line)


def figure_lines(one: Statement) -> str:
    """Return a figure with its quote and source."""
    from ..notify import claim

    return f"{one.fingerprint[:ID_LENGTH]} {claim(one.finding)}\n    {statement_lines(one)}"


def proposal_line(one: Proposal) -> str:
    """Return what is proposed, by which rule, how sure."""
    other, why = one.evidence[:ID_LENGTH], f"{one.rule}, score {one.score:.2f}"
    if one.kind in _OF_TARGETS:
        return f"{_OF_TARGETS[one.kind]} {other} ({why})"
    return f"{one.kind} since {one.since} ({why}, evidence {other})"


def audit_line(one: Audit) -> str:
    """Return a change: when, who, what, from, to, why."""
    from .life_rows import change_words, moment

    return f"{moment(one.at)} {one.by} {change_words(one)}"


def reminder_day(mark: str) -> date:
    """Return the day of a reminder from its mark, the deadline and days after it: 2025-12-31-30."""
    return date.fromisoformat(mark[:DAY]) + timedelta(days=int(mark[DAY:]))


def reminder_line(mark: str) -> str:
    """Return on which day a reminder was owed, and how far that was from the deadline."""
    days = int(mark[DAY:])
    far = "on" if days == 0 else f"{abs(days)} days {'after' if days > 0 else 'before'}"
    return f"{reminder_day(mark)}: {far} the deadline {mark[:DAY]}"
