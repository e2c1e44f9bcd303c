"""Every behaviour of the contract is proven by a test that names it, or has its written reason."""

import re

from tests.compatibility import behaviours, proofs, reasons

ID = re.compile(r"^[A-Z]+-\d+(\.[a-z]+)?$")


def test_every_mark_is_a_contract_id() -> None:
    proven, listed = proofs(), behaviours()
    assert len(proven) > 100
    assert [named for named in proven if not ID.match(named)] == []
    assert [named for named in proven if named not in listed.get(named.partition("-")[0], [])] == []


def test_every_behaviour_has_a_test_or_a_reason_and_never_both() -> None:
    proven, why = proofs(), reasons()
    every = [named for names in behaviours().values() for named in names]
    assert [named for named in every if not proven[named] and named not in why] == []
    assert [named for named in why if proven[named] or named not in every] == []
