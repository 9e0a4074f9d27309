"""One module per schema revision; they never import the models."""
