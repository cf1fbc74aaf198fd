"""What schemathesis cannot know from the document: a cursor is opaque, and one that this registry would write has to be made as it makes them."""

import base64
import json
import re

import schemathesis

# As lib/http/cursor.ts writes them: the order, the sort value of the last row, its id.
VALUES = {"id": 1, "model": "a", "layer": 1, "class": "A", "level": 1}
ORDERS = {"/api/v1/models": "id:asc", "/api/v1/submissions": "id:desc"}


@schemathesis.hook
def map_query(ctx, query):
    cursor = (query or {}).get("cursor")
    # Another text is meant to be refused.
    if not isinstance(cursor, str) or not re.fullmatch(r"[\w-]+", cursor, re.ASCII):
        return query
    sort, order = query.get("sort", "id"), query.get("order", "asc")
    path = ctx.operation.path
    if path not in ORDERS and (sort not in VALUES or order not in ("asc", "desc")):
        return query
    parts = [ORDERS.get(path, f"{sort}:{order}"), 1 if path in ORDERS else VALUES[sort], 1]
    text = base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")
    return {**query, "cursor": text}


# Lists of texts. A number or a truth value that stands for one is a text in an address: it cannot be refused.
TEXTS = ("coordinate", "family", "organisation", "source")


@schemathesis.hook
def filter_query(ctx, query):
    return not any(isinstance((query or {}).get(name), (bool, int, float)) for name in TEXTS)
