"""Documents of the office: texts with fields, filled from the records, composed as blocks."""
