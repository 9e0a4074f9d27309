"""The command line: everything that needs no hand on a mouse."""
