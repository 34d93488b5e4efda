"""A page of the web or of a report, pasted as plain text: what it says of the work is found and weighed.

``pasted_page`` asks the finders in turn and ``candidate`` chooses; ``page`` and ``layout`` tell what each
line is. Finders: ``headline``, ``dates``, ``authors``, ``issuers``, ``press_releases``, ``series``,
``journals``, ``addresses``, ``access_notices``, ``suggested_citation``, ``kind``. They yield candidates
with evidence and a score, and nothing else decides. The result is a ``draft``.

What is no part of the result is a named tuple: as frozen as a dataclass and quicker to define, which
counts in a command that starts anew each time.
"""
