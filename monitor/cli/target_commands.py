"""`monitor target` and `monitor review`: everything about one target, and the decisions of people."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..domain import DecisionKind, ProposalKind, Status
from ..errors import InputError
from . import assembly, streams
from .list_commands import Everything, scope, today
from .list_rows import ID_LENGTH, print_dossier, print_tracked, proposal_line, statement_lines

if TYPE_CHECKING:
    from ..domain import Match, Proposal, Statement
    from ..store import ReviewItem, Store, TrackedRecord

app = typer.Typer(help="One target: its history, and what people decide of it.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the target, as lists show it.")]
By = Annotated[str | None, typer.Option(help="Who decides; the user of this computer if not given.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Kind = Annotated[ProposalKind | None, typer.Option("--proposal", help="Which proposal, where several wait.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="Questions at most.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def show(target: Id, json: Json = False) -> None:
    """Print everything recorded of a target: statements, revisions, figures, status, decisions, with quotes and links."""
    with assembly.open_store(assembly.read_settings()) as store:
        dossier = store.tracked.dossier(find_target(store, target))
    if json:
        typer.echo(streams.as_json(dossier))
    else:
        print_dossier(dossier)


@app.command()
def accept(target: Id, proposal: Kind = None, by: By = None, reason: Reason = "") -> None:
    """Accept what rules propose of a target."""
    decide_waiting(DecisionKind.ACCEPT, target, proposal, (by, reason))


@app.command()
def reject(target: Id, proposal: Kind = None, by: By = None, reason: Reason = "") -> None:
    """Reject what rules propose of a target; it is not proposed again."""
    decide_waiting(DecisionKind.REJECT, target, proposal, (by, reason))


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
        tracked = find_target(store, target)
        other = find_finding(store, finding)
        kind = DecisionKind.UNLINK if undo else DecisionKind.LINK
        decide(store, kind, tracked.key, (by, reason), finding=other.fingerprint)


@app.command()
def edit(
    target: Id,
    slot: Annotated[str, typer.Argument(help="metric, comparator, values, unit, per, deadline, region, issuer.")],
    value: Annotated[str, typer.Argument(help="The right value; empty for “not stated”.")],
    by: By = None,
    reason: Reason = "",
) -> None:
    """Correct one slot of a target; no re-reading undoes it."""
    from ..track import edit as edit_commitment
    from .import_list import region

    if slot == "region" and value.strip():
        known = region(value.strip())
        if known is None:
            raise InputError(f"{value!r} does not fit region: no place of that name is known; write 全国 or 上海市")
        value = known
    with assembly.open_store(assembly.read_settings()) as store:
        tracked = find_target(store, target)
        assert tracked.commitment is not None  # targets have one
        edit_commitment(tracked.commitment, slot, value)
        decide(store, DecisionKind.EDIT, tracked.key, (by, reason), slot=slot, value=value)


@app.command()
def close(
    target: Id,
    status: Annotated[Status, typer.Argument(help="How it ended: met, met_late, missed, superseded, withdrawn.")],
    by: By = None,
    reason: Reason = "",
) -> None:
    """Settle a target by hand; no rule opens it again."""
    if status in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE}:
        raise InputError(f"{status} is no end; `monitor target reopen` opens a target again")
    with assembly.open_store(assembly.read_settings()) as store:
        tracked = find_target(store, target)
        decide(store, DecisionKind.CLOSE, tracked.key, (by, reason), status=status)


@app.command()
def reopen(target: Id, by: By = None, reason: Reason = "") -> None:
    """Let rules judge a target again that was closed."""
    with assembly.open_store(assembly.read_settings()) as store:
        tracked = find_target(store, target)
        decide(store, DecisionKind.REOPEN, tracked.key, (by, reason))


# What the commands share


def find_target(store: Store, beginning: str) -> TrackedRecord[Any]:
    """Return the target whose id begins so; InputError if there is none or more than one."""
    found = store.tracked.find("target", beginning.lower(), today()) if beginning else ()
    if not found:
        raise InputError(f"no target has the id {beginning!r}; `monitor targets` shows them")
    if len(found) > 1:
        several = ", ".join(row.key[: ID_LENGTH + 4] for row in found[:3])
        raise InputError(f"{beginning!r} begins several ids ({several}); give more of it")
    return found[0]


def find_finding(store: Store, beginning: str) -> Statement:
    """Return a statement of the finding whose id begins so; InputError if there is none or more than one."""
    found = [
        statement
        for kind in ("progress", "target")
        for statement in store.tracked.find_statements(kind, beginning.lower())
        if beginning
    ]
    if not found:
        raise InputError(f"no finding has the id {beginning!r}; `monitor progress` shows them")
    if len({statement.fingerprint for statement in found}) > 1:
        raise InputError(f"{beginning!r} begins several ids; give more of it")
    return found[0]


def decide_waiting(
    kind: DecisionKind, beginning: str, proposal: ProposalKind | None, who: tuple[str | None, str]
) -> None:
    """Accept or reject the proposal that waits; `proposal` names its kind where several wait."""
    with assembly.open_store(assembly.read_settings()) as store:
        tracked = find_target(store, beginning)
        waiting = [waits for waits in store.tracked.dossier(tracked).waiting if proposal in {None, waits.kind}]
        if not waiting:
            raise InputError(f"nothing is proposed of {tracked.key[:ID_LENGTH]}; `monitor review` shows what waits")
        if len(waiting) > 1:
            kinds = ", ".join(sorted({waits.kind for waits in waiting}))
            raise InputError(
                f"{len(waiting)} proposals wait ({kinds}); name one with --proposal, or use `monitor review`"
            )
        decide_proposal(store, kind, waiting[0], who)


def decide_proposal(store: Store, kind: DecisionKind, proposal: Proposal, who: tuple[str | None, str]) -> None:
    """Accept or reject a proposal."""
    decide(store, kind, proposal.target, who, proposal=proposal.kind, finding=proposal.evidence)


def decide(store: Store, kind: DecisionKind, target: str, who: tuple[str | None, str], **slots: Any) -> None:
    """Record a decision, apply what follows from it, and print where the target stands."""
    from ..domain import Decision
    from ..pipeline import decide as follow_decision

    by, reason = who
    decision = Decision(
        kind=kind, target=target, by=by or getpass.getuser(), at=assembly.clock(), reason=reason, **slots
    )
    follow_decision(store, decision, assembly.rules(assembly.read_settings()))
    for row in store.tracked.find("target", target, today()):
        typer.echo(f"{row.key[:ID_LENGTH]} {row.name}: {row.status}")


# Review


def review(by: By = None, everything: Everything = False, limit: Limit = 50) -> None:
    """Answer what rules propose and where they were unsure: accept, reject, choose, skip, quit."""
    wanted = scope(everything)
    with assembly.open_store(assembly.read_settings()) as store:
        questions = store.reviews.waiting(today(), limit, in_scope=wanted)
        for number, question in enumerate(questions, 1):
            if is_settled(store, question):
                continue
            typer.secho(f"\n{number} of {len(questions)}", fg=typer.colors.CYAN)
            if not ask(store, question, by):
                break
        left, all_left = store.reviews.count(in_scope=wanted), store.reviews.count()
        off = f", {all_left - left} more off the topics (--all)" if all_left > left else ""
        typer.echo(f"{left} question(s) wait{off}")


def is_settled(store: Store, question: ReviewItem) -> bool:
    """Tell whether the answer to an earlier question has already settled this proposal."""
    if question.proposal is None:
        return False
    found = store.tracked.find("target", question.proposal.target, today())
    return not any(question.proposal.kind in row.proposed for row in found)


def ask(store: Store, question: ReviewItem, by: str | None) -> bool:
    """Show a question and carry out the answer; return False if the person quits."""
    if question.target is not None:
        print_tracked([question.target])
    if question.evidence is not None:
        typer.echo(f"evidence {question.evidence.fingerprint[:ID_LENGTH]}")
        typer.echo(f"  {statement_lines(question.evidence)}")
    if question.match is not None:
        return choose_target(store, question.match, by)
    assert question.proposal is not None  # a question is a match or a proposal
    typer.echo(f"proposed: {proposal_line(question.proposal)}")
    answer = prompt_letter("a accept · r reject · s skip · q quit", "arsq")
    kinds = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT}
    if answer in kinds:
        decide_proposal(store, kinds[answer], question.proposal, (by, "review"))
    return answer != "q"


def choose_target(store: Store, match: Match, by: str | None) -> bool:
    """Let a person choose the target that progress belongs to; return False if the person quits."""
    typer.echo(f"no target was chosen: {match.why}")
    known = []
    for candidate in match.candidates[:9]:
        for target in store.tracked.find("target", candidate.target, today()):
            known.append(target.key)
            typer.echo(f"[{len(known)}] score {candidate.score:.2f}")
            print_tracked([target])
    numbers = "".join(str(number) for number in range(1, len(known) + 1))
    answer = prompt_letter(f"{' '.join(numbers)} choose · n none of them · s skip · q quit", f"{numbers}nsq")
    if answer == "n":
        for key in known:
            decide(store, DecisionKind.UNLINK, key, (by, "review"), finding=match.progress)
    elif answer in numbers:
        decide(store, DecisionKind.LINK, known[int(answer) - 1], (by, "review"), finding=match.progress)
    return answer != "q"


def prompt_letter(question: str, letters: str) -> str:
    """Ask until the answer is one of the letters; the end of the input means `q`."""
    while True:
        try:
            answer: str = typer.prompt(question, default="s")
        except typer.Abort:
            return "q"
        if answer.strip().lower() in tuple(letters):
            return answer.strip().lower()
        typer.echo(f"please one of {' '.join(letters)}", err=True)
