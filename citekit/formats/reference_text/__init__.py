"""A typed reference, or a list of them, in any common style: every piece is found in it and accounted for.

`splitting` tells where in a text one reference ends and the next begins; `parsing` reads one. What it finds
is a `reference.ParsedReference`: fields with the places of their text and how sure they are. Finders, in the
order in which they are asked: identifiers, `dates`, `people`, `serials`, then `titles` for what lies between.
"""
