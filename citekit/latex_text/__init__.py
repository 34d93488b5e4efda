"""LaTeX as text: what its commands mean in words, letters and signs, to Unicode with markup."""
