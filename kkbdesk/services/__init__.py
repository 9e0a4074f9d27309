"""Use cases: what the office does, each as one edit."""
