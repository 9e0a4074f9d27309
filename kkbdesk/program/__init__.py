"""The frozen program in its folder: versions side by side, which starts, the way back."""
