"""Answers to what planning asks of the record: read inside the transaction that will write what is planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, exists, func, select

from ..domain import (
    Commitment,
    Companions,
    Decision,
    LinkEvidence,
    LinkQuery,
    Neighbourhood,
    Query,
    RelationEvidence,
    RelationQuery,
    Standing,
    StateEvidence,
    StateQuery,
    Status,
    StoredStatement,
)
from . import reviews, statements, tracked_rows
from .table_base import CHUNK, AnyRow, rows_of
from .tracked_tables import COMMITMENT_KEY, DECISION, OBSERVATION, PROPOSAL, TRACKED

#: Targets looked at for one figure, and figures for one target, at most: those that share most keys.
NEAREST_COMMITMENTS = 50
NEAREST = 200
_COMMITMENTS = select(TRACKED.c.id, TRACKED.c.commitment).where(TRACKED.c.id.in_(CHUNK)).order_by(TRACKED.c.id)
# Only targets have a series. Asked for their kind too, SQLite would read all targets where several series are named.
SERIES = select(TRACKED.c.commitment).where(TRACKED.c.series.in_(CHUNK))
_SHARING = (
    select(COMMITMENT_KEY.c.tracked_id, func.count().label("keys_shared"))
    .where(COMMITMENT_KEY.c.key.in_(CHUNK))
    .group_by(COMMITMENT_KEY.c.tracked_id)
)
_COUNTED = select(OBSERVATION).where(OBSERVATION.c.statement_id.in_(CHUNK))
_OBSERVED = select(OBSERVATION).where(OBSERVATION.c.tracked_id.in_(CHUNK))
_NUMBERS = select(TRACKED.c.key, TRACKED.c.id).where(TRACKED.c.key.in_(CHUNK))
_KEYS = select(TRACKED.c.id, TRACKED.c.key).where(TRACKED.c.id.in_(CHUNK))
_ROWS = select(TRACKED).where(TRACKED.c.id.in_(CHUNK))
_PROPOSALS = select(PROPOSAL).where(PROPOSAL.c.tracked_id.in_(CHUNK)).order_by(PROPOSAL.c.id)


class Answers:
    """What a transaction reads for planning; targets are named by their present keys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Statements

    def stated(self, url: str) -> tuple[StoredStatement, ...]:
        """Return what an article states, as far as it counts."""
        return statements.of_article(self._connection, url)

    def named(self, fingerprints: Collection[str]) -> tuple[StoredStatement, ...]:
        """Return the statements with these fingerprints, and all others of their tracked things."""
        return self._whole(statements.with_marks(self._connection, fingerprints))

    def decisions(self, fingerprints: Collection[str]) -> tuple[Decision, ...]:
        """Return what people decided about findings with these fingerprints, or about those they replaced."""
        return statements.decisions(self._connection, fingerprints) if self._has_decisions() else ()

    def neighbourhood(self, query: Query) -> Neighbourhood:
        """Return the statements that share keys or that people named, with all others of their tracked things."""
        made = self.decisions(query.fingerprints)
        names = {name for decision in made for name in (decision.target, decision.finding) if name}
        near = statements.with_keys(self._connection, query.keys)
        found = self._whole((*near, *statements.with_marks(self._connection, names)))
        return Neighbourhood(statements=found, decisions=made, commitments=self._commitments_of(homes(found)))

    def companions(self, gone: Iterable[StoredStatement]) -> Companions:
        """Return what depends on statements that are about to be replaced."""
        rows = tuple(gone)
        counted = self._counted([row.number for row in rows])
        numbers = homes(rows) | {number for several in counted.values() for number in several}
        return Companions(
            homes=frozenset(numbers),
            members=statements.of_tracked(self._connection, numbers),
            commitments=self._commitments_of(numbers),
            relatives=self.relatives(homes(rows)),
        )

    # Targets

    def commitments(self, fingerprints: Collection[str]) -> tuple[Commitment, ...]:
        """Return what the targets ask for to which statements with these fingerprints belong, the oldest row first."""
        found = statements.with_marks(self._connection, fingerprints)
        return tuple(self._commitments_of(homes(found)).values())

    def commitments_near(
        self, keys: Collection[str], limit: int | None = NEAREST_COMMITMENTS
    ) -> tuple[Commitment, ...]:
        """Return the targets that share most of the keys, by their own keys; without limit all that share one."""
        return _by_key(self._commitments_of(self._nearest(keys, limit)).values())

    def series(self, names: Collection[str]) -> tuple[Commitment, ...]:
        """Return the targets of series, by their keys."""
        rows = rows_of(self._connection, SERIES, {*names} - {""})
        return _by_key(made for row in rows if (made := tracked_rows.commitment_from(row.commitment)))

    def relatives(self, numbers: Collection[int]) -> tuple[str, ...]:
        """Return the keys of targets that are, or are proposed as, parts of those in these rows, or the same."""
        return reviews.relatives(self._connection, numbers)

    def targets_filed_under(self, keys: Collection[str]) -> frozenset[str]:
        """Return the keys of the targets that have a statement with one of these keys."""
        found = self._whole(statements.with_keys(self._connection, keys)) if keys else ()
        return frozenset(self._keys_of(homes(found)).values())

    # Progress

    def progress_near(self, keys: Sequence[Collection[str]]) -> tuple[StoredStatement, ...]:
        """Return the progress that shares most of the keys of some set."""
        found = [other for several in keys for other in statements.alike(self._connection, several, NEAREST)]
        return tuple({stored.number: stored for stored in found}.values())

    def observed(self, targets: Collection[str]) -> tuple[StoredStatement, ...]:
        """Return the progress that counts for targets, in order of publication."""
        by_target = self._observed(self._numbers_of(targets).values())
        return statements.by_ids(self._connection, {figure for counted in by_target.values() for figure in counted})

    # Evidence

    def link_evidence(self, queries: Sequence[LinkQuery]) -> tuple[LinkEvidence, ...]:
        """Return what speaks for where progress belongs."""
        counted = self._counted([query.progress.number for query in queries])
        keys = self._keys_of({number for several in counted.values() for number in several})
        nearest = [self._nearest(query.keys) for query in queries]
        known = self._commitments_of({number for several in nearest for number in several})
        return tuple(
            self._link_evidence(
                query.progress,
                _by_key(known[number] for number in near if number in known),
                frozenset(keys[number] for number in counted[query.progress.number]),
            )
            for query, near in zip(queries, nearest, strict=True)
        )

    def _link_evidence(
        self, progress: StoredStatement, near: tuple[Commitment, ...], counts_for: frozenset[str]
    ) -> LinkEvidence:
        made = self.decisions({progress.statement.fingerprint})
        present = self.present_keys({decision.target for decision in made}) if made else {}
        return LinkEvidence(
            progress=progress,
            near=near,
            named=self.commitments(present.values()) if present else (),
            decisions=made,
            present_keys=present,
            counts_for=counts_for,
        )

    def relation_evidence(self, queries: Sequence[RelationQuery]) -> tuple[RelationEvidence, ...]:
        """Return what speaks for targets' being parts of others, or the same."""
        decided = self._decided([query.commitment for query in queries])
        numbers = self._numbers_of([query.commitment.key for query in queries])
        return tuple(
            RelationEvidence(
                commitment=query.commitment,
                near=tuple(other for other in self.commitments_near(query.keys) if other.key != query.commitment.key),
                decisions=made,
                members=members,
                present_keys=self.present_keys({decision.finding for decision in made}) if made else {},
                whole=reviews.whole(self._connection, numbers[query.commitment.key]),
            )
            for query in queries
            for made, members in [decided[query.commitment.key]]
        )

    def state_evidence(self, queries: Sequence[StateQuery]) -> tuple[StateEvidence, ...]:
        """Return what speaks for where targets stand."""
        commitments = [query.commitment for query in queries]
        decided = self._decided(commitments)
        numbers = self._numbers_of([each_commitment.key for each_commitment in commitments])
        standings = self._standings(numbers)
        by_target = self._observed(numbers.values())
        figures = self._by_number({figure for counted in by_target.values() for figure in counted})
        series: dict[str, list[Commitment]] = defaultdict(list)
        for commitment in self.series({each_commitment.series for each_commitment in commitments}):
            series[commitment.series].append(commitment)
        repealed = {keys: self._repealed(keys) for keys in {query.repeal_keys for query in queries}}
        return tuple(
            StateEvidence(
                commitment=query.commitment,
                observed=tuple(figures[number] for number in by_target[numbers[query.commitment.key]]),
                decisions=decided[query.commitment.key][0],
                members=decided[query.commitment.key][1],
                before=standings[query.commitment.key],
                series=tuple(series[query.commitment.series]),
                repealed=repealed[query.repeal_keys],
            )
            for query in queries
        )

    def present_keys(self, fingerprints: Collection[str]) -> dict[str, str]:
        """Return the key of the tracked thing that each of these fingerprints belongs to; others are absent."""
        found = statements.with_marks(self._connection, fingerprints)
        keys = self._keys_of(homes(found))
        return {stored.statement.fingerprint: keys[stored.home] for stored in found if stored.home is not None}

    # Rows

    def _nearest(self, keys: Collection[str], limit: int | None = NEAREST_COMMITMENTS) -> list[int]:
        """Return the rows of the targets that share most of the keys, the nearest first."""
        shared: Counter[int] = Counter()
        for row in rows_of(self._connection, _SHARING, keys):
            shared[row.tracked_id] += row.keys_shared
        return sorted(shared, key=lambda number: (-shared[number], number))[:limit]

    def _has_decisions(self) -> bool:
        """Tell whether people decided anything at all; in most databases they did not."""
        return self._connection.scalar(select(exists().select_from(DECISION))) or False

    def _whole(self, found: Iterable[StoredStatement]) -> tuple[StoredStatement, ...]:
        """Return statements with all others of their tracked things, in order of publication."""
        rows = {stored.number: stored for stored in found}
        rows |= {
            statement.number: statement for statement in statements.of_tracked(self._connection, homes(rows.values()))
        }
        return tuple(sorted(rows.values(), key=lambda row: row.statement.order))

    def _commitments_of(self, numbers: Collection[int]) -> dict[int, Commitment]:
        rows = rows_of(self._connection, _COMMITMENTS, numbers)
        return {row.id: made for row in rows if (made := tracked_rows.commitment_from(row.commitment))}

    def _counted(self, progress: Collection[int]) -> dict[int, set[int]]:
        """Return the rows of the targets that progress counts for, by the progress."""
        found: dict[int, set[int]] = defaultdict(set)
        for row in rows_of(self._connection, _COUNTED, progress):
            found[row.statement_id].add(row.tracked_id)
        return found

    def _observed(self, targets: Collection[int]) -> dict[int, list[int]]:
        """Return the progress that counts for targets, by their rows."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in rows_of(self._connection, _OBSERVED, targets):
            found[row.tracked_id].append(row.statement_id)
        return found

    def _by_number(self, numbers: Collection[int]) -> dict[int, StoredStatement]:
        return {by_id.number: by_id for by_id in statements.by_ids(self._connection, numbers)}

    def _numbers_of(self, keys: Collection[str]) -> dict[str, int]:
        return {row.key: row.id for row in rows_of(self._connection, _NUMBERS, set(keys))}

    def _keys_of(self, numbers: Collection[int]) -> dict[int, str]:
        return {row.id: row.key for row in rows_of(self._connection, _KEYS, numbers)}

    def _decided(self, targets: Sequence[Commitment]) -> dict[str, tuple[tuple[Decision, ...], frozenset[str]]]:
        """Return what people decided about targets, and the fingerprints of these; nothing where nobody decided."""
        if not self._has_decisions():
            return {target.key: ((), frozenset()) for target in targets}
        found = self.named({target.key for target in targets})
        members: dict[int, set[str]] = defaultdict(set)
        for stored in found:
            if stored.home is not None:
                members[stored.home].add(stored.statement.fingerprint)
        by_key: dict[str, set[str]] = defaultdict(set)
        for stored in found:
            if stored.home is not None:
                by_key[stored.statement.fingerprint] |= members[stored.home]
        made = self.decisions({stored.statement.fingerprint for stored in found})
        own = {target.key: frozenset(by_key[target.key]) for target in targets}
        return {
            key: (tuple(decision for decision in made if {decision.target, decision.finding} & marks), marks)
            for key, marks in own.items()
        }

    def _standings(self, numbers: Mapping[str, int]) -> dict[str, Standing]:
        keys = {number: key for key, number in numbers.items()}
        waiting: dict[int, list[AnyRow]] = defaultdict(list)
        for row in rows_of(self._connection, _PROPOSALS, keys):
            waiting[row.tracked_id].append(row)
        return {
            keys[row.id]: Standing(
                status=Status(row.settled),
                since=row.status_since,
                by=row.status_by,
                evidence=row.evidence,
                waiting=tuple(tracked_rows.proposal_from(proposal, keys[row.id]) for proposal in waiting[row.id]),
            )
            for row in rows_of(self._connection, _ROWS, keys)
        }

    def _repealed(self, keys: Collection[str]) -> Neighbourhood:
        """Return the repealed measures with one of the keys, whole, and what people decided about them."""
        found = reviews.repealed(self._connection, keys) if keys else ()
        if not found:
            return Neighbourhood()
        whole = self.named({stored.statement.fingerprint for stored in found})
        return Neighbourhood(
            statements=whole, decisions=self.decisions({statement.statement.fingerprint for statement in whole})
        )


def homes(found: Iterable[StoredStatement]) -> set[int]:
    """Return the rows of the tracked things that statements belong to."""
    return {stored.home for stored in found if stored.home is not None}


def _by_key(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    return tuple(sorted(commitments, key=lambda commitment: commitment.key))
