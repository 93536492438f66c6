"""`monitor review`: what waits for a person, one question after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..domain import DecisionKind
from . import assembly
from .life_rows import ID_LENGTH, print_lives
from .lives import Everything, scope, today
from .target import By, decide, decide_proposal, proposal_line, statement_lines

if TYPE_CHECKING:
    from ..domain import Match
    from ..store import Store, Waiting

Limit = Annotated[int, typer.Option(min=1, max=10_000, help="Questions at most.")]


def review(by: By = None, everything: Everything = False, limit: Limit = 50) -> None:
    """Answer what rules propose and where they were unsure: accept, reject, choose, skip, quit."""
    wanted = scope(everything)
    with assembly.open_store(assembly.read_settings()) as store:
        questions = store.review(today(), limit, in_scope=wanted)
        for number, question in enumerate(questions, 1):
            if is_settled(store, question):
                continue
            typer.secho(f"\n{number} of {len(questions)}", fg=typer.colors.CYAN)
            if not ask(store, question, by):
                break
        left, all_left = store.count_waiting(in_scope=wanted), store.count_waiting()
        off = f", {all_left - left} more off the topics (--all)" if all_left > left else ""
        typer.echo(f"{left} question(s) wait{off}")


def is_settled(store: Store, question: Waiting) -> bool:
    """Tell whether an answer to an earlier question has settled a proposal."""
    if question.proposal is None:
        return False
    found = store.find_lives("target", question.proposal.target, today())
    return not any(question.proposal.kind in row.proposed for row in found)


def ask(store: Store, question: Waiting, by: str | None) -> bool:
    """Show a question and carry out the answer; return whether to go on."""
    if question.target is not None:
        print_lives([question.target])
    if question.evidence is not None:
        typer.echo(f"evidence {question.evidence.fingerprint[:ID_LENGTH]}")
        typer.echo(f"  {statement_lines(question.evidence)}")
    if question.match is not None:
        return choose(store, question.match, by)
    assert question.proposal is not None  # a question is one or the other
    typer.echo(f"proposed: {proposal_line(question.proposal)}")
    answer = reply("a accept · r reject · s skip · q quit", "arsq")
    kinds = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT}
    if answer in kinds:
        decide_proposal(store, kinds[answer], question.proposal, (by, "review"))
    return answer != "q"


def choose(store: Store, match: Match, by: str | None) -> bool:
    """Let a person say to which of the candidates progress belongs; return whether to go on."""
    typer.echo(f"no target was chosen: {match.why}")
    known = []
    for candidate in match.candidates[:9]:
        for target in store.find_lives("target", candidate.target, today()):
            known.append(target.key)
            typer.echo(f"[{len(known)}] score {candidate.score:.2f}")
            print_lives([target])
    numbers = "".join(str(number) for number in range(1, len(known) + 1))
    answer = reply(f"{' '.join(numbers)} choose · n none of them · s skip · q quit", f"{numbers}nsq")
    if answer == "n":
        for key in known:
            decide(store, DecisionKind.UNLINK, key, (by, "review"), finding=match.progress)
    elif answer in numbers:
        decide(store, DecisionKind.LINK, known[int(answer) - 1], (by, "review"), finding=match.progress)
    return answer != "q"


def reply(question: str, letters: str) -> str:
    """Ask until one of the letters is given; the end of the input means `q`."""
    while True:
        try:
            answer: str = typer.prompt(question, default="s")
        except typer.Abort:
            return "q"
        if answer.strip().lower() in tuple(letters):
            return answer.strip().lower()
        typer.echo(f"please one of {' '.join(letters)}", err=True)
