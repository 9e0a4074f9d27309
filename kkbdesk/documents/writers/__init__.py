"""Writers of blocks, one per format."""
