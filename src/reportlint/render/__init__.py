"""Outcomes as text, as JSON, and as views of every stage. Imports the model and rich only."""
