"""EndNote's model of a reference, which RIS, Refer and EndNote XML spell in three ways."""
