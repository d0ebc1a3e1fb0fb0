"""A person's word through the verbs of `rasid review`: it wins, shows, and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from rasid.cli.main import app
from rasid.errors import RasidError
from rasid.pipeline import link_store
from rasid.store import Store

from .telling import DAY, tell

Rasid = Callable[..., str]


@pytest.fixture
def rasid(address: str) -> Rasid:
    """One command on the store under test; known errors are raised."""

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["--store", address, *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def told(store: Store) -> set[frozenset[str]]:
    """The articles of every incident."""
    return {frozenset(r.doc_id for r in one.reports) for one in store.casebook.every()}


def ids(store: Store) -> list[str]:
    return sorted(one.incident_id for one in store.casebook.every())


def test_a_merge_holds_through_linkings_and_is_taken_back(store: Store, rasid: Rasid) -> None:
    for number, doc_id in enumerate("abc"):
        tell(store, doc_id, killed=2, day=DAY + dt.timedelta(9 * number))
    link_store(store)
    assert len(ids(store)) == 3
    out = rasid("review", "merge", *ids(store), "--who", "Ali", "--why", "one siege")
    assert "by Ali: one siege" in out
    assert told(store) == {frozenset("abc")}
    rasid("link", "--afresh")
    assert told(store) == {frozenset("abc")}
    (decision,) = map(json.loads, rasid("review", "decisions", "--json").splitlines())
    assert (decision["who"], decision["reason"], len(decision["groups"])) == ("Ali", "one siege", 3)
    rasid("review", "undo", str(decision["decision_id"]), "--who", "Mona")
    assert told(store) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert rasid("review", "decisions") == ""
    assert list(store.verify()) == []


def test_a_split_takes_out_the_articles_named(store: Store, rasid: Rasid) -> None:
    for doc_id in "abc":
        tell(store, doc_id, killed=2)
    link_store(store)
    (whole,) = ids(store)
    made = json.loads(rasid("review", "split", whole, "c", "--who", "Ali", "--json"))
    assert told(store) == {frozenset("ab"), frozenset("c")}
    assert sorted(made["incidents"]) == ids(store)
    tell(store, "d", killed=2)
    link_store(store)
    rasid("link", "--afresh")
    assert not any({"a", "c"} <= docs for docs in told(store))
    assert f"came out of {whole}" in rasid("history", next(i for i in ids(store) if i != whole))
    rasid("review", "undo", str(made["decision_id"]), "--who", "Ali")
    assert told(store) == {frozenset("abcd")}


def test_what_a_person_sets_stays(store: Store, rasid: Rasid) -> None:
    tell(store, "a", killed=2)
    link_store(store)
    (known,) = ids(store)
    rasid("review", "edit", known, "killed_best=4", "killed_high=5", "killed_low=3", "--who", "Ali")
    rasid("link", "--afresh")
    found = store.casebook.get(known)
    assert found.killed is not None
    assert (found.killed.low, found.killed.best, found.killed.high) == (3, 4, 5)
    rasid("review", "reject", known, "--who", "Ali", "--why", "an exercise")
    assert store.casebook.get(known).review.value == "rejected"


@pytest.mark.parametrize(
    ("arguments", "told_so"),
    [
        (("merge", "inc-one"), "two incidents"),
        (("split", "KNOWN", "z"), "does not tell"),
        (("split", "KNOWN"), "nothing to decide"),
        (("edit", "KNOWN", "killed"), "FIELD=VALUE"),
        (("accept", "inc-none"), "no such incident"),
        (("undo", "77"), "no such decision"),
    ],
)
def test_what_decides_nothing_is_named(
    store: Store, rasid: Rasid, arguments: tuple[str, ...], told_so: str
) -> None:
    tell(store, "a", killed=2)
    link_store(store)
    (known,) = ids(store)
    with pytest.raises(RasidError, match=told_so):
        rasid("review", *(known if one == "KNOWN" else one for one in arguments), "--who", "Ali")
