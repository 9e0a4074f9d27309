"""Answers put together from what a store holds, for services and documents alike."""
