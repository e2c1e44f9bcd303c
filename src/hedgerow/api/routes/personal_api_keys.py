"""`/api/personal_api_keys`: the caller's own keys (NB-40..45, NB-92)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Knows, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.personal_api_keys import KeyAnswer, KeyChange, NewKey, key_answer
from hedgerow.base.errors import NotFound
from hedgerow.services import personal_api_keys as keys
from hedgerow.services.access import ANY_KEY, CURRENT
from hedgerow.services.personal_api_keys import KeyChanges
from hedgerow.vocab.people import Caller

router = resource("Personal API keys")

Owner = Annotated[Caller, Depends(Knows(None))]
New = Annotated[Sent[NewKey], Depends(Sends(NewKey))]
Change = Annotated[Sent[KeyChange], Depends(Sends(KeyChange))]


@router.get("/api/personal_api_keys", summary="Own keys")
def personal_api_keys_list(house: TheHouse, caller: Owner) -> list[KeyAnswer]:
    """Answer the caller's keys, newest first; a plain list, not a page."""
    return [key_answer(key) for key in keys.keys_of(house, caller)]


@router.post("/api/personal_api_keys", summary="Create a key", status_code=201)
def personal_api_keys_create(house: TheHouse, caller: Owner, sent: New) -> KeyAnswer:
    """Create a key. Its `value` is in this answer and never again."""
    wanted = sent.checked()
    fresh = keys.create_key(
        house.store,
        user_id=caller.user.id,
        label=wanted.label,
        scopes=wanted.scopes,
        now=house.clock(),
        scoped_teams=wanted.scoped_teams or (),
        scoped_organizations=wanted.scoped_organizations or (),
        expires_at=wanted.expires_at,
        logged=True,
    )
    return key_answer(fresh.key, fresh.value)


@router.get("/api/personal_api_keys/{key_id}", summary="A key")
def personal_api_keys_retrieve(
    key_id: str, house: TheHouse, caller: Annotated[Caller, Depends(Knows(ANY_KEY, exempt=True))]
) -> KeyAnswer:
    """Answer one key; with a key, `@current` is the key itself, and only that."""
    if caller.key is not None:
        if key_id not in {CURRENT, caller.key.id}:
            raise NotFound
        return key_answer(caller.key)
    return key_answer(keys.key_of(house, caller, key_id))


@router.patch("/api/personal_api_keys/{key_id}", summary="Change a key")
def personal_api_keys_partial_update(key_id: str, house: TheHouse, caller: Owner, sent: Change) -> KeyAnswer:
    """Change a key's label, scopes or limits."""
    keys.key_of(house, caller, key_id)
    return key_answer(keys.change_key(house, caller, key_id, sent.checked().given(KeyChanges)))


@router.delete("/api/personal_api_keys/{key_id}", summary="Delete a key", status_code=204)
def personal_api_keys_destroy(key_id: str, house: TheHouse, caller: Owner) -> None:
    """Delete a key; it stops working at once."""
    keys.delete_key(house, caller, key_id)


@router.post("/api/personal_api_keys/{key_id}/roll", summary="Give a key a new value")
def personal_api_keys_roll(key_id: str, house: TheHouse, caller: Owner) -> KeyAnswer:
    """Give a key a new value; the old one stops working at once."""
    fresh = keys.roll_key(house, caller, key_id)
    return key_answer(fresh.key, fresh.value)
