"""Surveys of other tools: read into our definition, with a report on every part, and written out."""
