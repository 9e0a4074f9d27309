"""Pure checks of records; the only validation there is."""
