"""MediaWiki citation templates, as Wikipedia has them."""
