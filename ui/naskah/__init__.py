"""Documents of the office: the register, and the page of one document."""
