"""How findings are told: for people, for programs, and as a page. Nothing here finds or mends."""
