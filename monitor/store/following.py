"""One transaction that takes statements into lives: what is near is read, what follows is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, text, update

from ..domain import Audit, Decision, Goal, Match, Proposal, Standing, Statement, Status
from . import codec, facets, life_codec, relations, statements
from .life_tables import (
    AUDIT,
    DECISION,
    GOAL_KEY,
    LIFE,
    OBSERVATION,
    PROGRESS_LINK,
    PROPOSAL,
    STATEMENT,
)
from .life_values import Judged, Keyed, Shown
from .links import CHUNK, chunks
from .statements import Stored
from .writing import add_new, replace

#: Names our advisory lock among those of a PostgreSQL server: "lives" in ASCII.
_LOCK = 0x6C69_7665_73
#: Targets looked at for one figure, and figures for one target, at most: those that share most keys.
NEAREST_GOALS = 50
NEAREST = 200
_BY_RULE = "rule"
_LIFE = select(LIFE).where(LIFE.c.id == bindparam("life"))
_UPDATE = update(LIFE).where(LIFE.c.id == bindparam("life"))
_MOVE = update(STATEMENT).where(STATEMENT.c.id.in_(CHUNK)).values(life_id=bindparam("life"))
_COUNTED_IN = select(OBSERVATION.c.life_id).where(OBSERVATION.c.statement_id.in_(CHUNK))
_OBSERVED = select(OBSERVATION.c.statement_id).where(OBSERVATION.c.life_id == bindparam("life"))
_GOALS = select(LIFE.c.id, LIFE.c.goal).where(LIFE.c.id.in_(CHUNK))
# Only targets have a series. Asked for their kind too, SQLite would read all targets where several series are named.
_SERIES = select(LIFE.c.goal).where(LIFE.c.series.in_(CHUNK))
_GOAL_KEYS = select(GOAL_KEY.c.key).where(GOAL_KEY.c.life_id == bindparam("life"))
_SHARING = (
    select(GOAL_KEY.c.life_id, func.count()).where(GOAL_KEY.c.key.in_(CHUNK)).group_by(GOAL_KEY.c.life_id)
)
_PROPOSALS = select(PROPOSAL).where(PROPOSAL.c.life_id == bindparam("life")).order_by(PROPOSAL.c.id)
_NUMBERS = select(LIFE.c.key, LIFE.c.id).where(LIFE.c.key.in_(CHUNK))
_KEYS = select(LIFE.c.key, LIFE.c.id).where(LIFE.c.id.in_(CHUNK))


class Following:
    """
    What a transaction that follows statements may read and write; made by the store.

    Lives are named by the fingerprint of their first statement here; numbers of
    rows stay inside. Only one such transaction runs at a time.
    """

    def __init__(self, connection: Connection, now: datetime, renewed: frozenset[str] = frozenset()) -> None:
        self._connection = connection
        self._now = now
        #: Fingerprints of findings that the article just recorded gave other slots.
        self.renewed = renewed
        #: Every statement met, by fingerprint and address, and those that stand by their numbers.
        self._met: dict[tuple[str, str], Stored] = {}
        self._known: dict[int, Stored] = {}
        #: Numbers of lives by any fingerprint that was met or saved.
        self._lives: dict[str, int] = {}
        #: Whether people decided anything; None before that is asked.
        self._decided: bool | None = None
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    # Statements

    def note(self, url: str, noted: Sequence[Keyed]) -> tuple[Statement, ...]:
        """Write down what an article states; return it with the moments it was first seen."""
        return self._meet(statements.note(self._connection, url, noted, self._now))

    def of_article(self, url: str) -> tuple[Statement, ...]:
        """Return what an article states, as far as it stands."""
        return self._meet(statements.of_article(self._connection, url, self._known))

    def misread(self, gone: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return those of the statements whose article has not changed since they were read in it."""
        ids = {self._met[one.fingerprint, one.url].id: one for one in gone}
        return tuple(ids[number] for number in statements.in_present_text(self._connection, ids))

    def retire(self, gone: Iterable[Statement], heirs: Mapping[str, str]) -> tuple[Statement, ...]:
        """
        Let statements stand no more; return what is to be followed again.

        That is the others of their lives, and progress whose target is no more.

        `heirs` names by fingerprint what took their place: decisions go over to it.
        """
        rows = [self._met[one.fingerprint, one.url] for one in gone]
        ids = [row.id for row in rows]
        lives = {row.life_id for row in rows if row.life_id is not None} | self._counted_in(ids)
        near = self._meet(statements.of_lives(self._connection, lives, self._known))
        for chunk in chunks(ids):
            self._connection.execute(delete(OBSERVATION).where(OBSERVATION.c.statement_id.in_(chunk)))
        statements.retire(self._connection, ids)
        for number in ids:
            self._known.pop(number, None)
        statements.succeed(self._connection, heirs)
        marks = {(one.fingerprint, one.url) for one in gone}
        left = [one for one in near if (one.fingerprint, one.url) not in marks]
        alive = {self._met[one.fingerprint, one.url].life_id for one in left}
        return (*left, *self._drop(lives - alive))

    def near(self, keys: Collection[str]) -> tuple[Statement, ...]:
        """Return the statements with one of the keys, and all others of their lives."""
        found = statements.with_keys(self._connection, keys, self._known)
        return self._meet((*found, *self._whole(found)))

    def named(self, marks: Collection[str]) -> tuple[Statement, ...]:
        """Return the statements with these fingerprints, and all others of their lives."""
        found = statements.with_marks(self._connection, marks, self._known)
        return self._meet((*found, *self._whole(found)))

    def decisions(self, marks: Collection[str]) -> tuple[Decision, ...]:
        """Return what people decided of findings with these fingerprints, or with those they replaced."""
        return statements.decisions(self._connection, marks) if self.has_decisions() else ()

    def has_decisions(self) -> bool:
        """Tell whether people decided anything at all; of most databases they did not."""
        if self._decided is None:
            self._decided = self._connection.scalar(select(exists().select_from(DECISION))) or False
        return self._decided

    def _whole(self, found: Iterable[Stored]) -> tuple[Stored, ...]:
        lives = {one.life_id for one in found if one.life_id is not None}
        return statements.of_lives(self._connection, lives, self._known)

    def _meet(self, found: Iterable[Stored]) -> tuple[Statement, ...]:
        met = {(one.statement.fingerprint, one.statement.url): one for one in found}
        self._met |= met
        self._known |= {one.id: one for one in met.values()}
        return tuple(one.statement for one in sorted(met.values(), key=lambda one: one.statement.order))

    def _counted_in(self, ids: Collection[int]) -> set[int]:
        lives: set[int] = set()
        for chunk in chunks(ids):
            lives |= set(self._connection.scalars(_COUNTED_IN, {"chunk": chunk}))
        return lives

    # Lives

    def save(self, lives: Sequence[Shown]) -> tuple[tuple[str, ...], tuple[Statement, ...]]:
        """
        Write lives gathered from statements read in this transaction, in the place of their old ones.

        Return the keys of targets that were joined or whose goal is new or another
        than before, and the progress that was linked to lives that are no more.
        """
        before = [{row.life_id for row in self._members(life)} - {None} for life in lives]
        old = {life_id for several in before for life_id in several if life_id is not None}
        goals = self._goals_of(old)
        taken: set[int] = set()
        changed: list[str] = []
        for life, were in zip(lives, before, strict=True):
            life_id = self._save_one(life, taken)
            taken.add(life_id)
            if life.goal is not None and (len(were) > 1 or goals.get(life_id) != life.goal):
                changed.append(life.goal.key)
            if life.goal is not None:
                self._write_goal_keys(life_id, life.goal_keys)
        return tuple(changed), self._drop(old - taken)

    def _members(self, life: Shown) -> list[Stored]:
        return [self._met[one.fingerprint, one.url] for one in life.statements]

    def _save_one(self, life: Shown, taken: Collection[int]) -> int:
        members = self._members(life)
        ids = [row.life_id for row in members if row.life_id is not None and row.life_id not in taken]
        shown = self._met[life.shown.fingerprint, life.shown.url].id
        values = life_codec.life_row(life) | {"statement_id": shown}
        if ids:
            life_id = min(ids)
            if self._update(life_id, values):
                self._write_facets(life_id, life)
        else:
            fresh = {"settled": "open", "status_by": _BY_RULE, "evidence": "", "updated_at": self._now}
            inserted = self._connection.execute(insert(LIFE).returning(LIFE.c.id), values | fresh)
            life_id = inserted.scalar_one()
            self._write_facets(life_id, life)
        moved = [row.id for row in members if row.life_id != life_id]
        for chunk in chunks(moved):
            self._connection.execute(_MOVE, {"chunk": chunk, "life": life_id})
        for row in members:
            mark = (row.statement.fingerprint, row.statement.url)
            self._met[mark] = self._known[row.id] = Stored(row.id, life_id, row.statement)
            self._lives[row.statement.fingerprint] = life_id
        return life_id

    def _update(self, life_id: int, values: codec.Values) -> bool:
        """Update a life, if that changes it: what is said again is no news. Tell whether it did."""
        before = self._connection.execute(_LIFE, {"life": life_id}).one()._mapping  # noqa: SLF001 -- documented
        stored = {name: life_codec.stored(value) for name, value in values.items()}
        changes = any(before[name] != value for name, value in stored.items())
        if changes:
            self._connection.execute(_UPDATE, values | {"life": life_id, "updated_at": self._now})
        return changes

    def _write_facets(self, life_id: int, life: Shown) -> None:
        found = facets.facets_of((life.issuer,), life.region, life.themes)
        facets.write(self._connection, codec.kind_of(life.shown.finding), {life_id: found})

    def _goals_of(self, life_ids: Collection[int]) -> dict[int, Goal | None]:
        found: dict[int, Goal | None] = {}
        for chunk in chunks(life_ids):
            rows = self._connection.execute(_GOALS, {"chunk": chunk})
            found |= {row.id: life_codec.goal_from(row.goal) for row in rows}
        return found

    def _write_goal_keys(self, life_id: int, keys: Sequence[str]) -> None:
        before = set(self._connection.scalars(_GOAL_KEYS, {"life": life_id}))
        if gone := before - set(keys):
            mine = GOAL_KEY.c.life_id == life_id
            self._connection.execute(delete(GOAL_KEY).where(mine, GOAL_KEY.c.key.in_(gone)))
        add_new(
            self._connection,
            GOAL_KEY,
            [{"key": key, "life_id": life_id} for key in sorted(set(keys) - before)],
        )

    def _drop(self, life_ids: Collection[int]) -> tuple[Statement, ...]:
        """Remove lives that have no members any more; return the progress that was linked to them."""
        orphans: list[int] = []
        for chunk in chunks(life_ids):
            linked = PROGRESS_LINK.c.life_id.in_(chunk)
            orphans += self._connection.scalars(select(PROGRESS_LINK.c.statement_id).where(linked))
            self._connection.execute(update(PROGRESS_LINK).where(linked).values(life_id=None))
            for table in (GOAL_KEY, OBSERVATION, PROPOSAL):
                self._connection.execute(delete(table).where(table.c.life_id.in_(chunk)))
            relations.forget(self._connection, chunk)
            self._connection.execute(delete(LIFE).where(LIFE.c.id.in_(chunk)))
        facets.drop(self._connection, ("measure", "target"), life_ids)
        return self._meet(statements.by_ids(self._connection, orphans, self._known))

    # Targets and the progress on them

    def goals(self, keys: Collection[str], limit: int | None = NEAREST_GOALS) -> tuple[Goal, ...]:
        """Return the goals that share most of the keys, by their own keys; None: all that share one."""
        shared: Counter[int] = Counter()
        for chunk in chunks(keys):
            for life_id, count in self._connection.execute(_SHARING, {"chunk": chunk}):
                shared[life_id] += count
        best = sorted(shared, key=lambda life_id: (-shared[life_id], life_id))[:limit]
        found = [goal for goal in self._goals_of(best).values() if goal is not None]
        return tuple(sorted(found, key=lambda goal: goal.key))

    def progress_near(self, keys: Collection[str]) -> tuple[Statement, ...]:
        """Return the progress that shares most of the keys."""
        return self._meet(statements.alike(self._connection, keys, NEAREST, self._known))

    def goals_named(self, marks: Collection[str]) -> tuple[Goal, ...]:
        """Return the goals of the lives that these fingerprints belong to."""
        found = statements.with_marks(self._connection, marks, self._known)
        self._meet(found)
        lives = {one.life_id for one in found if one.life_id is not None}
        return tuple(goal for goal in self._goals_of(lives).values() if goal is not None)

    def keys(self, marks: Collection[str]) -> dict[str, str]:
        """Return the key of the life that each of these fingerprints belongs to; others are absent."""
        found = statements.with_marks(self._connection, marks, self._known)
        self._meet(found)
        lives = {one.life_id for one in found if one.life_id is not None}
        keys: dict[int, str] = {}
        for chunk in chunks(lives):
            rows = self._connection.execute(_KEYS, {"chunk": chunk})
            keys |= {row.id: row.key for row in rows}
        return {one.statement.fingerprint: keys[one.life_id] for one in found if one.life_id is not None}

    def series(self, names: Collection[str]) -> tuple[Goal, ...]:
        """Return the goals of series."""
        found: list[Goal] = []
        for chunk in chunks({*names} - {""}):
            goals = self._connection.scalars(_SERIES, {"chunk": chunk})
            found += [goal for one in goals if (goal := life_codec.goal_from(one))]
        return tuple(sorted(found, key=lambda goal: goal.key))

    def link(self, progress: Statement, match: Match) -> tuple[str, ...]:
        """Write where progress belongs; return the keys of the targets whose figures change by that."""
        statement_id = self._met[progress.fingerprint, progress.url].id
        life_id = None if match.target is None else self._life(match.target)
        counts = {self._life(key) for key in (*match.also, *match.begins)}
        counts |= {life_id} if life_id is not None else set()
        before = self._counted_in([statement_id])
        row = {
            "statement_id": statement_id,
            "life_id": life_id,
            "waits": life_id is None and bool(match.candidates),
            "why": match.why,
            "candidates": life_codec.candidates_column(match.candidates),
        }
        replace(self._connection, PROGRESS_LINK, [row])
        if gone := before - counts:
            mine = OBSERVATION.c.statement_id == statement_id
            self._connection.execute(delete(OBSERVATION).where(mine, OBSERVATION.c.life_id.in_(gone)))
        add_new(
            self._connection,
            OBSERVATION,
            [{"life_id": one, "statement_id": statement_id} for one in sorted(counts - before)],
        )
        return self._keys(before ^ counts)

    def observed(self, target: str) -> tuple[Statement, ...]:
        """Return the figures that count for a target, in order of publication."""
        ids = self._connection.scalars(_OBSERVED, {"life": self._life(target)})
        return self._meet(statements.by_ids(self._connection, ids.all(), self._known))

    def standing(self, target: str) -> Standing:
        """Return where a target stood when it was last judged."""
        life_id = self._life(target)
        row = self._connection.execute(_LIFE, {"life": life_id}).one()
        waiting = self._connection.execute(_PROPOSALS, {"life": life_id})
        return Standing(
            status=Status(row.settled),
            since=row.status_since,
            by=row.status_by,
            evidence=row.evidence,
            waiting=tuple(life_codec.proposal_from(one, target) for one in waiting),
        )

    def judge(self, target: str, judged: Judged) -> None:
        """Write where a target stands, and what is proposed of its status."""
        life_id = self._life(target)
        observed = judged.observed
        observed_id = None if observed is None else self._met[observed.fingerprint, observed.url].id
        self._update(life_id, life_codec.judged_row(judged, observed_id))
        relations.propose(self._connection, life_id, judged.standing.waiting, relations.OF_STATUS, self._now)

    # Targets and other targets

    def repealed(self, keys: Collection[str]) -> tuple[Statement, ...]:
        """Return the statements with one of the keys that belong to repealed measures."""
        return self._meet(relations.repealed(self._connection, keys, self._known))

    def whole(self, target: str) -> str:
        """Return the key of the target that this one is a part of; empty if of none."""
        return relations.whole(self._connection, self._life(target))

    def relatives(self, members: Iterable[Statement]) -> tuple[str, ...]:
        """Return the keys of targets that are, or are proposed as, parts of those of the statements, or the same."""
        lives = {self._met[one.fingerprint, one.url].life_id for one in members} - {None}
        return relations.relatives(self._connection, {one for one in lives if one is not None})

    def relate(self, target: str, parts: Sequence[Proposal], waiting: Sequence[Proposal]) -> None:
        """Write what a target is a part of, and what is proposed of it and other targets."""
        life_id = self._life(target)
        wholes = [(self._life(one.evidence), one) for one in parts]
        relations.write_parts(self._connection, life_id, wholes)
        relations.propose(self._connection, life_id, waiting, relations.OF_TARGETS, self._now)

    def _life(self, mark: str) -> int:
        if mark not in self._lives:
            self._learn({mark})
        return self._lives[mark]

    def _learn(self, keys: Collection[str]) -> None:
        for chunk in chunks(set(keys) - self._lives.keys()):
            rows = self._connection.execute(_NUMBERS, {"chunk": chunk})
            self._lives |= {row.key: row.id for row in rows}

    def _keys(self, life_ids: Collection[int]) -> tuple[str, ...]:
        keys: list[str] = []
        for chunk in chunks(life_ids):
            keys += self._connection.scalars(_KEYS, {"chunk": chunk})
        return tuple(sorted(keys))

    # What lasts

    def decide(self, decision: Decision) -> None:
        """Write down what a person decided."""
        self._connection.execute(insert(DECISION), life_codec.decision_row(decision))
        self._decided = True

    def audit(self, audits: Iterable[Audit]) -> None:
        """Write down changes."""
        rows = [life_codec.audit_row(one) for one in audits]
        if rows:
            self._connection.execute(insert(AUDIT), rows)
