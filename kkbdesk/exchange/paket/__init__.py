"""Exchange packages: one file, signed by the office that made it, encrypted for who reads it."""
