"""The core of KKB Desk: records, rules, use cases, documents; without Qt and without SQL."""

__version__ = "0.1.0"
