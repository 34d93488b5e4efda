"""Rich text: the tree that the engine returns, and inline markup in fields."""
